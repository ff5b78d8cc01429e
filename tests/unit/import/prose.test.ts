import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { BrokenFile } from '../../../tools/importer/input.ts';
import { fill, prosePages, proseRecords } from '../../../tools/importer/prose.ts';
import { readInput } from '../../../tools/importer/input.ts';
import { readTown } from '../../../tools/importer/readers/town.ts';
import { file, root, scratch } from './support.ts';

const town = { id: 'town', name: 'Kernstadt', imprint_body: 'Stadt Kernstadt', barrier_email: 'b@kernstadt.example' };
const demo = readTown(readInput(path.join(root, 'tools/demo/town.json'))).record;
const plain = (words: string) => fill(words, town, 'x.md');

test('a line says the fact of the town, and is left out where the town gave none', () => {
  assert.equal(plain('{body}\n{street}\n- Telefon: {phone}\n- E-Mail: [{barrier_email}](mailto:{barrier_email})'),
    'Stadt Kernstadt\n- E-Mail: [b@kernstadt.example](mailto:b@kernstadt.example)');
});

test('a heading with nothing left under it is left out, the last one too', () => {
  assert.equal(plain('## A\n- {phone}\n\n## B\nWorte\n\n## C\n{vat_id}'), '## B\nWorte');
});

test('a fact becomes neither a line nor a link', () => {
  assert.equal(fill('- {body}', { id: 'town', imprint_body: 'a\n## b [x](/y/)' }, 'x.md'), '- a ## b [x] (/y/)');
});

test('words that name a fact no town has are refused, and the file is named', () => {
  assert.throws(() => plain('{fax}'), (error: unknown) => error instanceof BrokenFile && error.message.includes('{fax}'));
});

test('every page has words in every language, and the folder holds no others', () => {
  const names = readdirSync(path.join(root, 'web/texts/pages')).sort();
  assert.deepEqual(names, prosePages.flatMap((page) => ['de', 'en', 'leicht'].map((language) => `${page}.${language}.md`)).sort());
  for (const record of proseRecords(demo, scratch())) {
    for (const language of ['de', 'en', 'leicht']) assert.ok(record[language]!.length > 200, `${record['id']} ${language}`);
  }
});

test('a town may say a page in its own words, with its facts in them', () => {
  const own = scratch();
  file(own, 'privacy.de.md', 'Wir sind {body}.');
  const records = proseRecords(town, own);
  const privacy = records.find((record) => record['id'] === 'privacy')!;
  assert.equal(privacy['de'], 'Wir sind Stadt Kernstadt.');
  assert.match(privacy['en']!, /In short/u);
});

// § 5 DDG; Art. 13 GDPR; § 12b BGG with Implementing Decision (EU) 2018/1523; each in every language that states law.
test('the pages name what the law asks for', () => {
  const asked: Record<string, RegExp[]> = {
    imprint: [/Stadt Kernstadt/u, /Am Markt 14\n23940 Kernstadt/u, /Hanne Musterfrau/u, /mailto:rathaus@/u, /\+49 30 23125000/u, /Landkreis Musterkreis/u, /§ 18 (Abs\. 2|\(2\)) MStV/u],
    privacy: [/Stadt Kernstadt/u, /mailto:datenschutz@/u, /Art\. 6/u, /§ 25/u, /Art\. 15/u, /Art\. 77/u, /Landesbeauftragte/u, /DSG M-V/u],
    accessibility: [/2016\/2102/u, /§ 12b BGG/u, /BITV 2\.0/u, /mailto:barriere@/u, /21\. November 2026/u, /Durchsetzungsstelle/u, /LBGG M-V/u, /Monats|month/u],
    care: [/Einwilligung|consent/u, /14 (Tage|days)/u, /Server|server/u],
    'care-help': [/\+49 30 23125000/u, /116 117/u],
    entry: [/Stadt Kernstadt/u, /14 (Tage|days)/u, /mailto:rathaus@/u],
    sources: [/openstreetmap\.org\/copyright/u, /odbl/u, /EUPL|European Union Public Licence/u, /alle\.geojson/u, /neues\.atom/u],
  };
  for (const record of proseRecords(demo, scratch())) {
    for (const language of ['de', 'en']) {
      for (const pattern of asked[record['id']!]!) assert.match(record[language]!, pattern, `${record['id']} ${language}`);
    }
  }
});
