import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gather } from '../../../tools/importer/gather.ts';
import { readOptions } from '../../../tools/importer/options.ts';
import { encoded } from '../../../tools/importer/readers/geography.ts';
import { Report } from '../../../tools/importer/report.ts';
import { file, scratch } from './support.ts';

const folder = scratch();
const lake = { type: 'Polygon', coordinates: [[[11.1, 53.8], [11.2, 53.8], [11.2, 53.9], [11.1, 53.8]]] };

async function read(features: object[], origin?: object) {
  const report = new Report();
  const map = file(folder, 'karte.geojson', JSON.stringify({ type: 'FeatureCollection', ...(origin ? { origin } : {}), features }));
  const { parts } = await gather(readOptions(['--dry-run', map]), report, () => {});
  return { part: parts[0]!, report };
}

const feature = (form: string, geometry: object): object => ({ type: 'Feature', properties: { form }, geometry });

test('lines and areas with a form lie under the map, and whoever made them is named', async () => {
  const river = { type: 'LineString', coordinates: [[11, 53], [11.5, 53.5]] };
  const { part } = await read([feature('water', lake), feature('river', river)], { name: 'Vermessung', url: 'https://x.example/', licence: 'CC0' });
  const records = part.prepared.batches[0]!.records;
  assert.equal(part.prepared.batches[0]!.collection, 'geography');
  assert.deepEqual(part.origin, { name: 'Vermessung', url: 'https://x.example/', licence: 'CC0' });
  assert.deepEqual(records.map(({ id, form }) => [id, form]), [['river-2', 'river'], ['water-1', 'water']]);
  assert.equal(records[1]!['line'], encoded(lake.coordinates[0]!));
});

test('a form that the map cannot draw and a line that is too long are left out by name', async () => {
  const long = { type: 'LineString', coordinates: Array.from({ length: 5000 }, (_, n) => [10 + (n % 2), 50 + (n % 3)]) };
  const { part, report } = await read([feature('water', lake), feature('volcano', lake), feature('road', long)]);
  assert.equal(part.prepared.usable, 1);
  assert.deepEqual([...report.counts('skipped')], [['bad_choice', 1], ['too_long', 1]]);
});

// The example of the format's own description has five decimals: its degrees are taken tenfold.
test('a line is an encoded polyline', () => {
  assert.equal(encoded([[-1202, 385], [-1209.5, 407], [-1264.53, 432.52]]), '_p~iF~ps|U_ulLnnqC_mqNvxq`@');
});
