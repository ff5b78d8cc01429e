// The words of the trade that every town begins with, as records of the collection `synonyms`: {words}, one group each.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The groups of a file of synonyms, one per line, without its comments. */
export function wordGroups(text: string): string {
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).join('\n');
}

/** The town's own words from DATA/synonyms.txt, ours where it has none. The id of a group is its place in the file, so that groups keep their order. */
export function synonymRecords(data: string): Array<Record<string, string>> {
  const own = path.join(data, 'synonyms.txt');
  const groups = wordGroups(readFileSync(existsSync(own) ? own : new URL('./synonyms.txt', import.meta.url), 'utf8')).split('\n');
  return groups.map((words, i) => ({ id: `g${String(i + 1).padStart(4, '0')}`, words }));
}
