import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gather } from '../../../tools/importer/gather.ts';
import { readOptions } from '../../../tools/importer/options.ts';
import { Report } from '../../../tools/importer/report.ts';
import type { WireRecord } from '../../../tools/importer/record.ts';
import { needs, shared } from './support.ts';

const known = new Map<string, ReturnType<typeof read>>();

function imported(name: string): ReturnType<typeof read> {
  const reading = known.get(name) ?? read(name);
  known.set(name, reading);
  return reading;
}

async function read(name: string) {
  const report = new Report();
  const gathered = await gather(readOptions(['--dry-run', shared(name)]), report, () => {});
  const part = gathered.parts[0]!;
  const records = (collection: string): WireRecord[] => part.prepared.batches.find((batch) => batch.collection === collection)?.records ?? [];
  const count = (code: string) => report.entries.filter((entry) => entry.code === code).length;
  return { gathered, part, records, count, report };
}

test('all 1,138 farm shops of OpenStreetMap are used, each with a name, a place and a position', needs('shops_osm/direktvermarkter_mv_sh_bb_hh.geojson'), async () => {
  const { gathered, records, count } = await imported('shops_osm/direktvermarkter_mv_sh_bb_hh.geojson');
  const shops = records('shops');
  assert.equal(gathered.read, 1138);
  assert.equal(shops.length, 1138);
  assert.equal(new Set(shops.map((shop) => shop['id'])).size, 1138);
  for (const shop of shops) assert.ok(shop['name'] && shop['place'] && shop['lat'] && shop['lon'] && shop['kind'], shop['id']);
  assert.equal(shops.filter((shop) => shop['name_is_generic']).length, 345);
  assert.equal(count('generic_name'), 345);
  assert.deepEqual([count('nearest_place'), count('no_place')], [592, 161]);
  assert.equal(shops.filter((shop) => shop['kind'] === 'market').length, 258);
  assert.equal(shops.filter((shop) => shop['kind'] === 'vending-machine').length, 158);
  assert.ok(shops.every((shop) => shop['licence'] === 'ODbL 1.0' && shop['source'] === '© OpenStreetMap-Mitwirkende'));
});

test('a vending machine without a name is called by what it sells and where', needs('shops_osm/direktvermarkter_mv_sh_bb_hh.geojson'), async () => {
  const { records } = await imported('shops_osm/direktvermarkter_mv_sh_bb_hh.geojson');
  const names = records('shops').filter((shop) => shop['name_is_generic'] === 'yes').map((shop) => shop['name']);
  assert.ok(names.includes('Milchautomat Van der Ham & Co. KG'));
  assert.ok(names.some((name) => name?.startsWith('Eierautomat')));
});

test('every place a shop names is published with a position', needs('shops_osm/direktvermarkter_mv_sh_bb_hh.geojson'), async () => {
  const { part, records } = await imported('shops_osm/direktvermarkter_mv_sh_bb_hh.geojson');
  const places = new Map(part.prepared.places.map((place) => [place['id'], place]));
  for (const shop of records('shops')) assert.ok(places.get(shop['place'])?.['lat'], shop['place']);
  assert.equal(places.get('luebeck')?.['name'], 'Lübeck');
});

test('the columns of Moers win over its OSM string, and each disagreement is reported', needs('shops_moers/laden.geojson'), async () => {
  const { gathered, records, report } = await imported('shops_moers/laden.geojson');
  const shops = records('shops');
  assert.equal(gathered.read, 37);
  assert.equal(shops.length, 37);
  const disagreeing = report.entries.filter((entry) => entry.code === 'hours_disagree').map((entry) => entry.record);
  assert.deepEqual(disagreeing, ['Gardinen Haase', 'Genusto', 'FL Intercoop', 'Musikhaus Kolassa']);
  const hours = (name: string) => shops.find((shop) => shop['name'] === name)?.['opening_hours'];
  assert.equal(hours('Gardinen Haase'), 'Mo-Fr 10:00-18:00; Sa 10:00-13:00');
  assert.equal(hours('FL Intercoop'), 'Mo-Th 09:30-13:00,15:00-17:45; Fr 09:30-13:00');
  assert.equal(hours('Burgschlösschen'), 'Mo-Fr 10:00-18:30; Sa 10:00-16:00; Jun-Aug Mo off');
  assert.ok(shops.every((shop) => shop['kind'] !== 'other'));
  assert.match(shops.find((shop) => shop['name'] === 'Hussel')?.['opening_hours_note'] ?? '', /Öffnungszeiten/u);
  assert.equal(shops.filter((shop) => shop['website']).length, 23);
  assert.equal(shops.filter((shop) => shop['phone']).length, 27);
});

test('all 530 weekly markets are used; dates that are no weekly hours stay as a note', needs('markets/wochenmaerkte.geojson'), async () => {
  const { gathered, records, count } = await imported('markets/wochenmaerkte.geojson');
  const shops = records('shops');
  assert.equal(gathered.read, 530);
  assert.equal(shops.length, 530);
  assert.equal(count('hours_unclear'), 1);
  assert.equal(shops.filter((shop) => shop['opening_hours']).length, 493 - 1);
  assert.equal(shops.filter((shop) => shop['opening_hours_note']).length, 37 + 1);
  assert.equal(new Set(shops.map((shop) => shop['place'])).size, 57);
});

test('care offers go to the care finder, pharmacies and clinics to the shop window', needs('care_lup/pflegeangebote.geojson'), async () => {
  const { gathered, records } = await imported('care_lup/pflegeangebote.geojson');
  assert.equal(gathered.read, 186);
  assert.equal(records('shops').length + records('care_services').length, 186);
  assert.equal(records('care_services').filter((service) => service['forms'] === 'home').length, 42);
  assert.equal(records('shops').filter((shop) => shop['kind'] === 'pharmacy').length, 29);
  assert.ok(records('care_services').every((service) => service['forms']));
});
