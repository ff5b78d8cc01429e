// School holidays of the states in which the town's places lie, as records of the collection `school_holidays`: {days}, one per
// state. From OpenHolidays (ODbL 1.0); which schools count is said in tools/hours_program/school_table.ts.
import { readFileSync } from 'node:fs';
import type { WireRecord } from './record.ts';

/** `states` are codes as `DE-MV`. The days are first and last ones: `2026-07-13 2026-08-22;…`. */
export function schoolHolidayRecords(states: Iterable<string>): WireRecord[] {
  const wanted = new Set([...states].map((code) => code.replace(/^DE-/u, '').toLowerCase()));
  const days = new Map<string, string[]>();
  for (const line of readFileSync(new URL('./school_holidays.txt', import.meta.url), 'utf8').split('\n')) {
    const [state = '', first, last] = line.split(' ');
    if (last !== undefined && wanted.has(state)) days.set(state, [...days.get(state) ?? [], `${first} ${last}`]);
  }
  return [...days].map(([id, ranges]) => ({ id, days: ranges.join(';') }));
}
