import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assignIds, slug, suffixed } from '../../../tools/importer/ids.ts';
import { chooseNearest } from '../../../tools/importer/places.ts';
import { kindRecords } from '../../../tools/importer/kinds.ts';

const entries = [
  { name: 'Hofladen', place: 'linum', sourceId: 'node/900' },
  { name: 'Hofladen', place: 'linum', sourceId: 'node/1000' },
  { name: 'Bäckerei Groß & Söhne', place: 'wismar', sourceId: 'node/3' },
  { name: 'Markt Wismar', place: 'wismar', sourceId: 'node/4' },
  { name: '***', place: '', sourceId: 'node/5' },
];

test('an id is the name and the place in the letters of a URL', () => {
  assert.deepEqual(assignIds(entries).map((id) => id.slice(0, 32)),
    ['hofladen-linum', suffixed('hofladen-linum', 'node/1000'), 'baeckerei-gross-und-soehne-wismar'.slice(0, 32), 'markt-wismar', 'eintrag']);
});

test('ids do not depend on the order of the file', () => {
  const turned = assignIds([...entries].reverse()).reverse();
  assert.deepEqual(turned, assignIds(entries));
});

test('an id never leaves its bounds', () => {
  for (const text of ['ä'.repeat(300), '-'.repeat(90), 'a b '.repeat(80), '漢字', "Cindy`s Hair's"]) {
    for (const id of [...assignIds([{ name: text, place: 'ort', sourceId: '1' }]), suffixed(slug(text) || 'x', 'node/1')]) {
      assert.match(id, /^[a-z0-9][a-z0-9-]{0,79}$/u);
      assert.doesNotMatch(id, /-$/u);
    }
  }
});

test('a record without a place takes the nearest named one within 8 km, else its state', () => {
  const at = (lat: number, fields: Record<string, string>) => ({ fields, position: { lat, lon: 11 } });
  const located = [at(53, { place_name: 'Nah' }), at(53.071, {}), at(53.073, { land: 'DE-MV' }), at(53.2, {})];
  assert.deepEqual(chooseNearest(located), ['own', 'nearest', 'land', 'none']);
  assert.deepEqual(located.map(({ fields }) => fields['place_name']), ['Nah', 'Nah', 'Mecklenburg-Vorpommern', undefined]);
});

test('every kind has a slug and a label in three languages', () => {
  for (const { id, de, en, leicht, order } of kindRecords()) {
    assert.match(id!, /^[a-z]+(?:-[a-z]+)*$/u);
    assert.ok(de && en && leicht && Number(order) > 0, id);
  }
});
