// Pages of words that every town must have (imprint, privacy, accessibility, sources), with the town's facts in them.
//
// Their words stand in web/texts/pages/NAME.LANGUAGE.md; a file of the same name in DATA/pages replaces one, so a town needs no
// build to say it in its own words. `{name}` is a fact of town.json. A line whose fact the town has not given is left out, and so
// is a heading with nothing under it.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { BrokenFile } from './input.ts';
import { utf8Length, valueBytesMax } from './limits.ts';
import type { WireRecord } from './record.ts';

export const prosePages = ['accessibility', 'care', 'care-help', 'entry', 'imprint', 'privacy', 'sources'] as const;
const languages = ['de', 'en', 'leicht'] as const;
const ownWords = path.join(import.meta.dirname, '../../web/texts/pages');

/** Facts that the words may name: a town's fields, those of the imprint without their prefix. */
function factOf(town: WireRecord, name: string): string | undefined {
  if (name === 'town') return town['name'];
  return town[`imprint_${name}`] ?? town[name];
}

const factNames = new Set(['town', 'body', 'represented_by', 'street', 'postal_code', 'place', 'phone', 'email', 'vat_id', 'editor', 'supervision',
  'privacy_contact', 'privacy_email', 'privacy_authority', 'privacy_law', 'privacy_host', 'barrier_email', 'statement_date', 'statement_law',
  'enforcement_body', 'enforcement_contact', 'enforcement_url']);

/** A fact is words: a line of its own or a link cannot be made by one. */
const plain = (fact: string): string => fact.replace(/\s+/gu, ' ').replaceAll('](', '] (');

/** The words of one page for one town. Throws BrokenFile where they name a fact that no town has. */
export function fill(words: string, town: WireRecord, file: string): string {
  const lines = words.replaceAll('\r\n', '\n').trim().split('\n').flatMap((line) => {
    let complete = true;
    const filled = line.replace(/\{([^}]*)\}/gu, (_, name: string) => {
      if (!factNames.has(name)) throw new BrokenFile(file, `{${name.slice(0, 40)}} ist keine Angabe der Stadt`, `erlaubt: ${[...factNames].join(', ')}`);
      const fact = factOf(town, name);
      complete &&= fact !== undefined;
      return plain(fact ?? '');
    });
    return complete ? [filled] : [];
  });
  return lines.filter((line, at) => !line.startsWith('## ') || says(lines.slice(at + 1))).join('\n').replace(/\n{3,}/gu, '\n\n').trim();
}

function says(following: string[]): boolean {
  const next = following.find((line) => line.trim() !== '');
  return next !== undefined && !next.startsWith('## ');
}

/** One record per page, a field per language. `own` is the folder of the town's own words. */
export function proseRecords(town: WireRecord, own: string): WireRecord[] {
  return prosePages.map((page) => {
    const record: WireRecord = { id: page };
    for (const language of languages) {
      const name = `${page}.${language}.md`;
      const file = existsSync(path.join(own, name)) ? path.join(own, name) : path.join(ownWords, name);
      const words = fill(readFileSync(file, 'utf8'), town, file);
      if (utf8Length(words) > valueBytesMax) throw new BrokenFile(file, `ist länger als ${valueBytesMax} Bytes`, 'kürzen');
      record[language] = words;
    }
    return record;
  });
}
