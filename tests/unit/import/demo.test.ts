import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cleanHours } from '../../../tools/importer/cleaning/hours.ts';
import { isKind } from '../../../tools/importer/kinds.ts';
import { draw, subjects } from '../../../tools/demo/drawing/draw.ts';
import { motifs } from '../../../tools/demo/drawing/motifs.ts';
import { kinds } from '../../../tools/importer/kinds.ts';
import { photoHash, photoWidths } from '../../../tools/importer/photos.ts';
import { file, needs, root, runImport, shared, startReceiver, type Receiver } from './support.ts';

const demo = path.join(root, 'tools', 'demo');
type Shop = Record<string, string> & { photo_files: string[] };
const recordsOf = (file: string) => (JSON.parse(readFileSync(path.join(demo, file), 'utf8')) as { records: Shop[] }).records;
const shops = readdirSync(demo).filter((file) => file.startsWith('shops_')).flatMap(recordsOf);
const services = recordsOf('care_services.json');

const every = ['id', 'name', 'kind', 'place', 'street', 'postal_code', 'lat', 'lon', 'opening_hours', 'assortment', 'summary', 'description', 'phone',
  'email', 'website', 'delivery', 'pickup', 'payment', 'languages', 'wheelchair', 'confirmed_on', 'photo_texts', 'photo_credits'];

test('at least eighty invented shops fill every field of the shop window', () => {
  assert.ok(shops.length >= 80, String(shops.length));
  assert.equal(new Set(shops.map((shop) => shop['id'])).size, shops.length);
  assert.equal(new Set(shops.map((shop) => shop['name'])).size, shops.length);
  for (const shop of shops) {
    for (const field of every) assert.ok(shop[field], `${shop['id']}.${field}`);
    assert.ok(shop['place'] !== 'Kernstadt' || shop['district'], `${shop['id']}.district`);
    assert.ok(isKind(shop['kind']!), shop['kind']);
    assert.ok(shop['summary']!.length <= 160 && shop['description']!.includes('\n'), shop['id']);
  }
});

test('every invented record says so and uses only reserved numbers and addresses', () => {
  for (const record of [...shops, ...services]) {
    assert.equal(record['invented'], 'yes', record['id']);
    assert.match(record['phone']!, /^(?:030 23125 \d{3}|040 66969 \d{3}|0171 39200\d\d)$/u, record['id']);
    assert.match(`${record['email']} ${record['website']}`, /^\S+\.example https:\/\/\S+\.example\/$/u, record['id']);
  }
  assert.ok(services.length >= 12);
  for (const service of services) for (const field of ['forms', 'covers', 'languages', 'profile', 'street']) assert.ok(service[field], `${service['id']}.${field}`);
});

test('opening hours are valid as they stand and show what the syntax can say', () => {
  const all = shops.map((shop) => shop['opening_hours']!);
  for (const hours of all) assert.deepEqual(cleanHours(hours), { hours, repaired: false });
  for (const wanted of [/PH off/u, /\d\+/u, /-0[1-6]:00/u, /Apr-Oct/u, /"nach Vereinbarung"/u, /SH/u, /24\/7/u, /\[1,3\]/u, /Dec 24/u]) {
    assert.ok(all.some((hours) => wanted.test(hours)), String(wanted));
  }
});

test('each shop has its own drawing, made by the program beside it and described as drawn', () => {
  const seen = new Set<string>();
  for (const subject of subjects(demo)) {
    const drawn = draw(subject);
    const stored = readFileSync(path.join(demo, 'drawings', `${subject.id}.svg`), 'utf8');
    assert.equal(stored, drawn.svg, `${subject.id}: run tools/demo/drawing/draw.ts`);
    assert.equal(shops.find((shop) => shop['id'] === subject.id)?.['photo_texts'], drawn.words, subject.id);
    seen.add(stored);
  }
  assert.equal(seen.size, shops.length);
  assert.equal(readdirSync(path.join(demo, 'drawings')).length, shops.length);
  assert.deepEqual(Object.keys(motifs).sort(), [...kinds.keys()].sort());
});

const osm = 'shops_osm/direktvermarkter_mv_sh_bb_hh.geojson';
test('the copy of the OpenStreetMap file is the original', needs(osm), () => {
  assert.ok(readFileSync(path.join(demo, path.basename(osm))).equals(readFileSync(shared(osm))));
});

let receiver: Receiver;
before(async () => { receiver = await startReceiver(); });
after(() => receiver.close());

/** Stands in for photos already made, so that the test encodes two drawings and not all. */
function photosMadeExcept(left: number): void {
  for (const drawing of readdirSync(path.join(demo, 'drawings')).slice(left)) {
    const hash = photoHash(readFileSync(path.join(demo, 'drawings', drawing)));
    for (const size of photoWidths) for (const format of ['avif', 'webp']) file(receiver.data, `media/${hash}-${size}.${format}`, '');
  }
}

test('the demo town is imported by one command, and a second time changes nothing', async () => {
  photosMadeExcept(2);
  const first = await runImport('--demo', '--data', receiver.data);
  assert.equal(first.code, 0, first.err);
  assert.equal(receiver.collections.get('shops')!.size, 1138 + shops.length);
  assert.equal(receiver.collections.get('care_services')!.size, services.length);
  assert.equal(receiver.collections.get('town')!.get('town')!.fields['name'], 'Kernstadt');
  assert.ok(receiver.collections.get('places')!.has('hohenkern'));
  assert.equal(readdirSync(path.join(receiver.data, 'media')).length, shops.length * 6);
  assert.match(receiver.collections.get('shops')!.get('baeckerei-morgenrot')!.fields['photo']!, /^[\w-]{22} 1280x960$/u);
  const own = path.join(receiver.data, 'town.json');
  assert.equal(readFileSync(own, 'utf8'), readFileSync(path.join(demo, 'town.json'), 'utf8'));
  const started = Date.now();
  const second = await runImport('--demo', '--data', receiver.data);
  assert.match(second.out, /: 0 neu, 0 geändert, \d+ unverändert, 0 gelöscht/u);
  assert.ok(Date.now() - started < 30_000);
});

test('an edited DATA/town.json is what the demo publishes, and it is not overwritten', async () => {
  const own = path.join(receiver.data, 'town.json');
  const edited = readFileSync(own, 'utf8').replace('"name": "Kernstadt"', '"name": "Neustadt"');
  writeFileSync(own, edited);
  const written = statSync(own).mtimeMs;
  assert.equal((await runImport('--demo', '--data', receiver.data)).code, 0);
  assert.equal(receiver.collections.get('town')!.get('town')!.fields['name'], 'Neustadt');
  assert.deepEqual([readFileSync(own, 'utf8'), statSync(own).mtimeMs], [edited, written]);
});
