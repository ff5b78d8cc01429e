import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { file, needs, reportLines, runImport, scratch, shared, spawnImport } from './support.ts';

const folder = scratch();
const point = (lat: unknown, lon: unknown) => ({ type: 'Point', coordinates: [lon, lat] });
const feature = (properties: unknown, geometry: unknown = point(53.8, 11.2), id = 'node/1') => ({ type: 'Feature', id, properties, geometry });
const collection = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });

test('--check ends with 1 for every kind of broken file and names the remedy', async () => {
  const broken: Array<[string, string | Uint8Array]> = [
    ['empty.geojson', ''], ['truncated.geojson', collection(feature({ name: 'A', shop: 'farm' })).slice(0, -9)],
    ['shape.json', '{"type":"Feature"}'], ['list.json', '[1,2,3]'], ['none.geojson', collection()],
    ['unusable.geojson', collection(feature({ shop: 'unheard' }), feature(null))], ['binary.geojson', Uint8Array.of(0x89, 0x50, 0, 1, 2)],
    ['latin1.json', Buffer.from('{"records":["Bäcker"]}', 'latin1')], ['records.json', '{"collection":"Shops","records":[]}'],
    ['quotes.csv', 'name;ort\n"offen;Wismar\n'], ['heading.csv', 'name;ort\n'], ['columns.csv', 'a;b\n1;2\n'],
    ['deep.json', `${'['.repeat(100_000)}`],
  ];
  for (const [name, content] of broken) {
    const run = await runImport('--check', file(folder, name, content));
    assert.equal(run.code, 1, `${name}: ${run.err}${run.out}`);
    assert.match(run.err, /tools\/import: .+ Abhilfe: .+\./u, name);
  }
  assert.equal((await runImport('--check', path.join(folder, 'missing.geojson'))).code, 1);
  assert.equal((await runImport('--check', folder)).code, 1);
});

test('an empty file is not hidden by a full one of the same source', async () => {
  const full = file(folder, 'full.geojson', collection(feature({ name: 'A', shop: 'farm' })));
  const run = await runImport('--check', '--source', 'both', full, file(folder, 'void.geojson', collection()));
  assert.equal(run.code, 1);
  assert.match(run.err, /void\.geojson/u);
});

test('a good file passes --check without any data folder', async () => {
  const run = await runImport('--check', '--data', '/nonexistent', file(folder, 'good.geojson', collection(feature({ name: 'A', shop: 'farm' }))));
  assert.equal(run.code, 0, run.err);
});

test('each record and field that cannot be used has a line with file, number, name, reason and remedy', async () => {
  const name = file(folder, 'mixed.geojson', collection(
    feature({ name: 'Gut', shop: 'farm', 'addr:city': 'Ort', website: 'javascript:alert(1)', phone: 'nie', opening_hours: 'manchmal', wheelchair: 'vielleicht', 'addr:postcode': '123' }),
    feature({ shop: 'unheard' }, point(53.8, 11.2), 'node/2'), 'text',
    feature({ name: 'Weg', shop: 'farm' }, point(0, 0), 'node/4'), feature({ name: 'Gut', shop: 'farm' }, null, 'node/1')));
  const reportFile = path.join(folder, 'report.jsonl');
  assert.equal((await runImport('--check', '--report', reportFile, name)).code, 0);
  const lines = reportLines(reportFile);
  const codes = lines.map((line) => `${line['feature']} ${line['code']}`);
  for (const wanted of ['1 unsafe_url', '1 bad_phone', '1 hours_unclear', '1 bad_choice', '1 bad_postal_code', '2 no_name', '3 not_a_feature', '4 far_position', '5 same_source_id']) {
    assert.ok(codes.includes(wanted), `${wanted} in ${codes.join(', ')}`);
  }
  for (const line of lines) assert.ok(line['file'] && line['record'] && line['reason'] && line['remedy'], JSON.stringify(line));
  assert.ok(!readFileSync(reportFile, 'utf8').includes('alert(1)'));
});

test('a hostile record is cleaned, bounded and never published as it came', async () => {
  const name = file(folder, 'hostile.json', JSON.stringify({ collection: 'shops', records: [
    { id: 'x', name: '<b>Fett</b><script>alert(1)</script>', description: `<p>${'lang '.repeat(9000)}</p>`, summary: 'k'.repeat(500), __proto__: { a: 1 },
      'Bad Field': 'x', nested: { a: 1 }, lat: '53,8', lon: '11,2', kind: 'unheard', invented: 'maybe', email: 'kein' }] }));
  const reportFile = path.join(folder, 'hostile.jsonl');
  const run = await runImport('--check', '--report', reportFile, name);
  assert.equal(run.code, 0, run.err);
  const codes = new Set(reportLines(reportFile).map((line) => line['code']));
  for (const code of ['html_removed', 'shortened', 'bad_field_name', 'not_flat', 'unknown_kind', 'bad_choice', 'bad_email']) assert.ok(codes.has(code), code);
});

test('the command itself runs from any folder and hands on its exit code', async () => {
  const help = await spawnImport('--help');
  assert.deepEqual([help.code, help.err], [0, '']);
  assert.match(help.out, /--check DATEI/u);
  assert.equal((await spawnImport('--check', path.join(folder, 'missing.geojson'))).code, 1);
});

test('a wrong call ends with 2 and names the option', async () => {
  for (const args of [[], ['--unheard', 'x'], ['--format', 'xml', 'x'], ['--source', 'Ä', 'x'], ['--town', '1', 'x']]) {
    const run = await runImport(...args);
    assert.equal(run.code, 2, args.join(' '));
    assert.match(run.err, /Hilfe: tools\/import --help/u);
  }
});

test('a real export cut off at any point is refused whole', needs('shops_moers/laden.geojson'), async () => {
  const whole = readFileSync(shared('shops_moers/laden.geojson'));
  for (const share of [0.01, 0.5, 0.99]) {
    const run = await runImport('--check', file(folder, 'cut.geojson', whole.subarray(0, Math.floor(whole.length * share))));
    assert.equal(run.code, 1, String(share));
  }
});
