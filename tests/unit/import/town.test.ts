import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readInput, BrokenFile } from '../../../tools/importer/input.ts';
import { readTown } from '../../../tools/importer/readers/town.ts';
import { file, scratch } from './support.ts';

const folder = scratch();

const good = {
  town: 'kernstadt', name: 'Kernstadt', state: 'DE-MV', center: { lat: 53.87, lon: 11.2 }, features: ['directory', 'settings'],
  imprint: { body: 'Stadt Kernstadt', street: 'Markt 1', postal_code: '23900', place: 'Kernstadt', email: 'rathaus@example.org', represented_by: 'Die Bürgermeisterin', editor: 'Die Redaktion' },
  privacy: { contact: 'Die Beauftragte', email: 'datenschutz@example.org', authority: 'Die Behörde' },
  accessibility: { barrier_email: 'barriere@example.org', enforcement_body: 'Die Stelle' },
  demo_notice: { de: 'Erfunden', en: 'Invented', leicht: 'Erfunden' },
  places: [{ id: 'kernstadt', name: 'Kernstadt', postal_code: '23900', lat: 53.87, lon: 11.2 }],
  texts: { 'home-title': { de: 'Willkommen' } },
};

const read = (json: unknown) => readTown(readInput(file(folder, 'town.json', JSON.stringify(json))));

test('town.json becomes one flat record, its places and its texts', () => {
  const town = read(good);
  assert.equal(town.town, 'kernstadt');
  assert.equal(town.record['id'], 'town');
  assert.equal(town.record['features'], 'directory; settings');
  assert.equal(town.record['imprint_body'], 'Stadt Kernstadt');
  assert.equal(town.record['barrier_email'], 'barriere@example.org');
  assert.deepEqual([town.record['demo_notice_leicht'], town.record['demo']], ['Erfunden', 'yes']);
  assert.deepEqual(town.places, [{ id: 'kernstadt', name: 'Kernstadt', postal_code: '23900', lat: '53.87', lon: '11.2', land: 'DE-MV' }]);
  assert.deepEqual(town.texts, [{ id: 'home-title', de: 'Willkommen' }]);
});

test('a fault in town.json is refused and named by its field', () => {
  const faults: Array<[string, unknown]> = [
    ['town', { ...good, town: 'Kern Stadt' }], ['state', { ...good, state: 'MV' }], ['center.lat', { ...good, center: { lat: 'x', lon: 1 } }],
    ['features[0]', { ...good, features: ['everything'] }], ['features[1]', { ...good, features: ['care', 'care'] }], ['imprint.email', { ...good, imprint: { ...good.imprint, email: undefined } }],
    ['imprint.fax', { ...good, imprint: { ...good.imprint, fax: '1' } }], ['places[0].id', { ...good, places: [{ ...good.places[0], id: 'Ä' }] }],
    ['places[1].id', { ...good, places: [good.places[0], good.places[0]] }], ['texts.home-title.de', { ...good, texts: { 'home-title': { en: 'x' } } }],
    ['texts.home-titel', { ...good, texts: { 'home-titel': { de: 'x' } } }], ['texts.home-lead.de', { ...good, texts: { 'home-lead': { de: 'Moin {name}' } } }],
    ['demo_notice.en', { ...good, demo_notice: { de: 'x' } }], ['privacy', { ...good, privacy: undefined }], ['extra', { ...good, extra: 1 }],
    ['name', { ...good, name: 'a\u0000b' }],
  ];
  for (const [field, json] of faults) {
    assert.throws(() => read(json), (error: unknown) => error instanceof BrokenFile && error.message.includes(`„${field}`), field);
  }
});
