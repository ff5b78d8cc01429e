// The words of the trade that every town begins with, as records of the collection `synonyms`: {words}, one group each.
import { readFileSync } from 'node:fs';

/** The groups of a file of synonyms, one per line, without its comments. */
export function wordGroups(text: string): string {
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).join('\n');
}

/** The id of a group is its place in the file, so that groups keep their order. */
export function synonymRecords(): Array<Record<string, string>> {
  const groups = wordGroups(readFileSync(new URL('./synonyms.txt', import.meta.url), 'utf8')).split('\n');
  return groups.map((words, i) => ({ id: `g${String(i + 1).padStart(4, '0')}`, words }));
}
