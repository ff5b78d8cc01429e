import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { file, needs, runImport, scratch, shared, startReceiver, type Receiver } from './support.ts';

const osm = 'shops_osm/direktvermarkter_mv_sh_bb_hh.geojson';
let receiver: Receiver;
before(async () => { receiver = await startReceiver(); });
after(() => receiver.close());

const publish = (...args: string[]) => runImport('--data', receiver.data, '--town', 'kernstadt', ...args);
const shops = () => receiver.collections.get('shops')!;

function shopFile(name: string, ...records: Array<Record<string, unknown>>): string {
  return file(scratch(), name, JSON.stringify({ collection: 'shops', source: name.replace('.json', ''), records }));
}

test('a file of real shops is published with its list, its places, its kinds and its source', needs(osm), async () => {
  const run = await publish('--source', 'osm', shared(osm));
  assert.equal(run.code, 0, run.err);
  assert.equal([...shops().values()].filter((shop) => shop.source === 'osm').length, 1138);
  assert.deepEqual(receiver.lists.get('shops'), ['name', 'kind', 'place', 'district', 'street', 'postal_code', 'lat', 'lon', 'opening_hours',
    'assortment', 'summary', 'photo', 'invented', 'wheelchair', 'closed_from', 'closed_until']);
  assert.ok(receiver.collections.get('places')!.has('luebeck') && receiver.collections.get('kinds')!.has('vending-machine'));
  assert.deepEqual(receiver.lists.get('synonyms'), ['words']);
  assert.match(receiver.collections.get('synonyms')!.get('g0002')!.fields['words']!, /^Bäckerei .*: Brot /u);
  assert.deepEqual([...receiver.collections.get('school_holidays')!.keys()], ['bb', 'hh', 'mv', 'sh']);
  assert.match(receiver.collections.get('school_holidays')!.get('mv')!.fields['days']!, /;2026-07-13 2026-08-22;/u);
  assert.match(receiver.collections.get('sources')!.get('osm')!.fields['licence']!, /ODbL/u);
  assert.match(run.out, /1138 Einträge gelesen, 1138 verwendbar/u);
});

test('a town with words of its own in DATA/synonyms.txt publishes those', async () => {
  const own = path.join(receiver.data, 'synonyms.txt');
  writeFileSync(own, '# Mundart\n\nSchrippe: Rundstück\n');
  try {
    const run = await publish(shopFile('mundart.json', { name: 'Backhaus', kind: 'bakery', place_name: 'Hierort' }));
    assert.equal(run.code, 0, run.err);
    assert.deepEqual([...receiver.collections.get('synonyms')!.values()].map((group) => group.fields['words']), ['Schrippe: Rundstück']);
  } finally {
    rmSync(own);
  }
});

test('the same file a second time changes nothing, in any order of its features', needs(osm), async () => {
  const json = JSON.parse(readFileSync(shared(osm), 'utf8')) as { features: unknown[] };
  json.features.reverse();
  const turned = file(scratch(), 'turned.geojson', JSON.stringify(json));
  assert.equal((await publish('--source', 'osm', shared(osm))).code, 0);
  const run = await publish('--source', 'osm', turned);
  assert.match(run.out, /Veröffentlicht in „kernstadt“: 0 neu, 0 geändert, \d+ unverändert, 0 gelöscht/u);
});

test('what has gone from the file goes from the portal, and only that', async () => {
  const [a, b] = [{ id: 'a', name: 'A', place: 'Ort', kind: 'bakery' }, { id: 'b', name: 'B', place: 'Ort', kind: 'books' }];
  await publish(shopFile('two.json', a, b));
  const others = [...shops().values()].filter((shop) => shop.source !== 'two').length;
  const run = await publish(shopFile('two.json', b));
  assert.match(run.out, /1 gelöscht/u);
  assert.ok(!shops().has('a') && shops().has('b'));
  assert.equal([...shops().values()].filter((shop) => shop.source !== 'two').length, others);
});

test('an id that another source holds gets one of its own, the same every time', async () => {
  await publish(shopFile('first.json', { id: 'eck', name: 'Eck', kind: 'pub' }));
  const second = shopFile('second.json', { id: 'eck', name: 'Eck', kind: 'cafe' }, { id: 'neu', name: 'Neu', kind: 'cafe' });
  const ids = () => [...shops()].filter(([, shop]) => shop.source === 'second').map(([id]) => id).sort();
  assert.equal((await publish(second)).code, 0);
  const once = ids();
  assert.match((await publish(second)).out, /0 neu, 0 geändert/u);
  assert.equal(once.length, 2);
  assert.deepEqual(ids(), once);
  assert.equal(shops().get('eck')!.fields['kind'], 'pub');
});

test('places of one source stay when another source is imported', async () => {
  await publish(shopFile('here.json', { id: 'h', name: 'H', place: 'Hierort', lat: 53.5, lon: 11.5 }));
  await publish(shopFile('there.json', { id: 't', name: 'T', place: 'Dortort', lat: 53.6, lon: 11.6 }));
  const places = receiver.collections.get('places')!;
  assert.ok(places.has('hierort') && places.has('dortort'));
});

test('of several files nothing is sent when the last one is broken', async () => {
  const before = receiver.requests;
  const run = await publish(shopFile('good.json', { id: 'g', name: 'G' }), file(scratch(), 'broken.geojson', '{"type":"FeatureCollection","features":['));
  assert.equal(run.code, 1);
  assert.equal(receiver.requests, before);
});

test('a folder that cannot be written to is named in one line', async () => {
  const blocked = scratch();
  writeFileSync(path.join(blocked, 'operator.token'), 'test-token');
  writeFileSync(path.join(blocked, 'import'), 'a file where a folder belongs');
  const run = await runImport('--data', blocked, '--server', receiver.url, '--town', 'kernstadt', shopFile('blocked.json', { id: 'bl', name: 'B' }));
  assert.equal(run.code, 3);
  assert.match(run.err, /tools\/import: \S+ ist nicht zu schreiben oder zu lesen \(E\w+\)\. Abhilfe/u);
});

test('a dry run sends nothing and writes nothing', async () => {
  const before = receiver.requests;
  const run = await publish('--dry-run', shopFile('dry.json', { id: 'd', name: 'D' }));
  assert.equal(run.code, 0, run.err);
  assert.equal(receiver.requests, before);
});

test('a wrong key, a missing key and a missing server each say what to do and end with 3', async () => {
  const shop = shopFile('one.json', { id: 'o', name: 'O' });
  const wrong = scratch();
  writeFileSync(path.join(wrong, 'operator.token'), 'wrong');
  const runs = await Promise.all([
    runImport('--data', wrong, '--server', receiver.url, '--town', 'kernstadt', shop),
    runImport('--data', scratch(), '--server', receiver.url, '--town', 'kernstadt', shop),
    runImport('--data', receiver.data, '--server', 'http://127.0.0.1:1', '--town', 'kernstadt', shop),
  ]);
  for (const run of runs) {
    assert.equal(run.code, 3, run.err);
    assert.match(run.err, /Abhilfe: .+operator\.token|Abhilfe: Server einmal|Abhilfe: mit tools\/run/u);
    assert.equal(run.err.trim().split('\n').filter((line) => line.startsWith('tools/import:')).length, 1);
    assert.doesNotMatch(run.err, /wrong|test-token/u);
  }
});
