// Makes wasm/hours/school_table.cpp from the OpenHolidays files (holidays.school.<land>.csv).
// Usage: node tools/hours_program/school_table.ts FOLDER > wasm/hours/school_table.cpp
//        node tools/hours_program/school_table.ts FOLDER --list > tools/importer/school_holidays.txt
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const lands = ['bw', 'by', 'be', 'bb', 'hb', 'hh', 'he', 'mv', 'ni', 'nw', 'rp', 'sl', 'sn', 'st', 'sh', 'th'];
const firstYear = 2020;
const lastYear = 2030;
const listStart = '2026-01-01'; // what is over is of no use to a portal
const dayMs = 86_400_000;
const dayNumber = (date: string) => Date.parse(`${date}T00:00:00Z`) / dayMs;
const tableStart = dayNumber(`${firstYear}-01-01`);
const tableEnd = dayNumber(`${lastYear}-12-31`);

type Range = { first: number; last: number };

// In Mecklenburg-Vorpommern the general schools; elsewhere every row counts for the whole state.
const countsFor = (land: string, scope: string) =>
  land === 'mv' ? scope.split(',').includes('MV-ABS') : scope.split(',').includes(land.toUpperCase());

function rangesOf(folder: string, land: string): Range[] {
  const text = readFileSync(join(folder, `holidays.school.${land}.csv`), 'utf8').replace(/^\uFEFF/, '');
  const [head, ...rows] = text.trim().split(/\r?\n/).map((line) => line.split(';'));
  const column = (name: string) => head!.indexOf(name);
  const scope = Math.max(column('Subdivisions'), column('Groups'));
  const ranges = rows
    .filter((row) => countsFor(land, row[scope] ?? ''))
    .map((row) => {
      const first = row[column('StartDate')]!;
      return { first: dayNumber(first), last: dayNumber(row[column('EndDate')] || first) };
    })
    .filter((range) => range.last >= tableStart && range.first <= tableEnd)
    .map((range) => ({ first: Math.max(range.first, tableStart), last: range.last }))
    .sort((a, b) => a.first - b.first);
  return withoutOverlap(ranges);
}

// Holidays that follow each other directly stay apart: they have names of their own.
function withoutOverlap(ranges: Range[]): Range[] {
  const result: Range[] = [];
  for (const range of ranges) {
    const before = result.at(-1);
    if (before !== undefined && range.first <= before.last) {
      before.last = Math.max(before.last, range.last);
    } else {
      result.push({ ...range });
    }
  }
  return result;
}

// Days since the end of the range before (two bytes where over 254, after 255), then the length.
function encoded(ranges: Range[]): number[] {
  let at = tableStart;
  return ranges.flatMap(({ first, last }) => {
    const gap = first - at;
    at = last + 1;
    const gapBytes = gap < 255 ? [gap] : [255, gap - 255];
    return [...gapBytes, last - first + 1];
  });
}

const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: school_table.ts FOLDER');
const rows = lands.map((land) => encoded(rangesOf(folder, land)));
const offsets = rows.map((_, index) => rows.slice(0, index).reduce((sum, row) => sum + row.length, 0));
const total = rows.reduce((sum, row) => sum + row.length, 0);
const wrapped = (numbers: number[]) => numbers.join(', ').replace(/(.{1,92})(?:, |$)/g, '    $1,\n').replace(/,\n$/, '');

function asList(): string {
  const iso = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);
  const lines = lands.flatMap((land) => rangesOf(folder!, land).filter(({ last }) => iso(last) >= listStart)
    .map(({ first, last }) => `${land} ${iso(first)} ${iso(last)}`));
  return `# Made by tools/hours_program/school_table.ts; do not edit. State, first and last day of school holidays.
# Contains data of the OpenHolidays API (https://github.com/openpotato/openholidaysapi.data), Open Database License 1.0.
${lines.join('\n')}
`;
}

if (process.argv[3] === '--list') process.stdout.write(asList());
else process.stdout.write(`// Made by tools/hours_program/school_table.ts; do not edit.
// Contains data of the OpenHolidays API, Open Database License 1.0.
#include "hours/school_table.hpp"

#include <cstddef>
#include <cstdint>

namespace stadtkern::hours {
namespace {

constexpr Day k_table_start = ${tableStart};  // ${firstYear}-01-01

// Per range: days since the end of the range before it (255 means: add the next byte), and its days.
constexpr std::uint8_t k_ranges[] = {
${rows.map((row, index) => `    // ${lands[index]!.toUpperCase()}\n${wrapped(row)}`).join(',\n')}};

constexpr std::uint16_t k_first[] = {${[...offsets, total].join(', ').replace(/(.{1,80})(?:, |$)/g, '$1,\n                                     ').trim().replace(/,$/, '')}};

}  // namespace

std::vector<DayRange> school_holidays(Land land) {
  std::vector<DayRange> ranges;
  if (land == Land::none) return ranges;
  const auto index = static_cast<std::size_t>(land) - 1;
  Day at = k_table_start;
  for (std::size_t i = k_first[index]; i < k_first[index + 1]; ++i) {
    const int gap = k_ranges[i] == 255 ? 255 + k_ranges[i + 1] : k_ranges[i];
    if (k_ranges[i] == 255) ++i;
    const int length = k_ranges[++i];
    ranges.push_back({at + gap, at + gap + length - 1});
    at += gap + length;
  }
  return ranges;
}

}  // namespace stadtkern::hours
`);
