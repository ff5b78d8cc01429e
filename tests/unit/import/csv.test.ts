import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gather } from '../../../tools/importer/gather.ts';
import { BrokenFile } from '../../../tools/importer/input.ts';
import { readOptions } from '../../../tools/importer/options.ts';
import { Report } from '../../../tools/importer/report.ts';
import { file, scratch } from './support.ts';

const folder = scratch();

async function read(content: string | Uint8Array, mapping?: unknown) {
  const report = new Report();
  const table = file(folder, 'laeden.csv', content);
  const more = mapping === undefined ? [] : ['--mapping', file(folder, 'mapping.json', JSON.stringify(mapping))];
  const { parts } = await gather(readOptions(['--dry-run', ...more, table]), report, () => {});
  return { records: parts[0]!.prepared.batches[0]!.records, source: parts[0]!.source, report };
}

test('a table with German headings needs no mapping', async () => {
  const { records, source } = await read('\ufeffName;Straße;Hausnummer;PLZ;Ort;Art;Öffnungszeiten;Internet\nBäcker Klein;Markt;1;23936;Kernstadt;Bäckerei;Mo-Fr 6-18 Uhr;www.klein.example\n');
  assert.deepEqual(records, [{ id: 'baecker-klein-kernstadt', name: 'Bäcker Klein', street: 'Markt 1', postal_code: '23936', kind: 'bakery',
    opening_hours: 'Mo-Fr 06:00-18:00', website: 'https://www.klein.example/', source: 'laeden.csv', place: 'kernstadt' }]);
  assert.equal(source, 'laeden');
});

test('a mapping file names columns, constants, kinds and the key of a record', async () => {
  const mapping = { fields: { name: 'Betrieb', kind: 'Gewerbe', street: ['Str', 'Nr'], lat: 'y', lon: 'x' }, constants: { place_name: 'Kernstadt' },
    kinds: { Brot: 'bakery' }, id: 'Schl', delimiter: ',', source: 'gewerbeamt' };
  const { records, source } = await read('Schl,Betrieb,Gewerbe,Str,Nr,x,y\n7,"Klein, Bäckerei",Brot,Markt,2,"11,19",53.86\n', mapping);
  assert.equal(source, 'gewerbeamt');
  assert.deepEqual(records.map(({ name, kind, street, place, lat, lon }) => [name, kind, street, place, lat, lon]),
    [['Klein, Bäckerei', 'bakery', 'Markt 2', 'kernstadt', '53.86', '11.19']]);
});

test('a row that does not fit is reported by its line and the others are used', async () => {
  const { records, report } = await read('name,ort\nA,Wismar\nB\n"C\nD",Wismar\nE,Wismar,zu viel\n');
  assert.deepEqual(records.map(({ name }) => name), ['A', 'C D']);
  assert.deepEqual(report.entries.filter((entry) => entry.code === 'row_width').map((entry) => entry.line), [3, 6]);
});

test('a table of an old program in Windows-1252 is read and reported', async () => {
  const { records, report } = await read(Buffer.from('name;ort\nBäckerei Groß;Röbel\n', 'latin1'));
  assert.equal(records[0]!['id'], 'baeckerei-gross-roebel');
  assert.ok(report.entries.some((entry) => entry.code === 'encoding'));
});

test('a wrong mapping file is refused and names the key', async () => {
  for (const [mapping, key] of [[{}, 'fields'], [{ fields: { Name: 'x' } }, 'fields.Name'], [{ fields: { name: 'name' }, kinds: 3 }, 'kinds'], [{ fields: { name: 'name' }, colums: {} }, 'colums'], [{ fields: { name: 'fehlt' } }, 'fehlt']] as const) {
    await assert.rejects(read('name,ort\nA,B\n', mapping), (error: unknown) => error instanceof BrokenFile && error.message.includes(key));
  }
});
