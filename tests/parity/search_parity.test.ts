// The search answers alike natively and in WASM, from records and from a pack of them: same rows, same order, same
// corrections, same bytes of index.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makeQueries } from '../bench/search/queries.ts';
import type { SearchRecord } from '../bench/search/real_records.ts';
import { inventedTown } from '../bench/search/town.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const data = process.env['STADTKERN_DATA'] ?? join(root, '../shared/data');

interface Line {
  us?: number;
  build_ms?: number;
}

// All lines of the program but for the times in them.
function answers(file: string, queries: string[], extra: string[]): unknown[] {
  const run = spawnSync(join(root, 'tools/search'), [file, ...extra], { input: queries.join('\n'), encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.equal(run.status, 0, run.stderr);
  return run.stdout.trim().split('\n').map((line) => {
    const { us: _us, build_ms: _build, ...rest } = JSON.parse(line) as Line;
    return rest;
  });
}

// The records as a list pack of PROTOCOL.md.
function packOf(records: SearchRecord[]): string {
  const columns = { id: 'id', name: 'name', kind: 'kind', place: 'place', district: 'district', street: 'street', postal_code: 'postal_code', lat: 'lat', lon: 'lon',
    opening_hours: 'opening_hours', assortment: 'assortment', summary: 'description' } as const;
  const texts = Object.values(columns).map((field) => records.map((r) => `${field === 'assortment' ? r.assortment.join(', ') : (r[field] ?? '')}\n`).join(''));
  const lengths = Object.keys(columns).map((name, i) => `${name} ${Buffer.byteLength(texts[i]!)}\n`);
  return `stadtkern-pack 1\nshops list ${records.length} ${texts.length}\n${lengths.join('')}\n${texts.join('')}`;
}

test('a pack answers like the records it was made of, and a damaged one is refused by name', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stadtkern-search-'));
  try {
    const records = inventedTown(200, data, 4);
    writeFileSync(join(folder, 'records.json'), JSON.stringify(records));
    writeFileSync(join(folder, 'shops.pack'), packOf(records));
    const queries = ['bäckerei', 'schuhe', '', 'offen'].map((q, id) => JSON.stringify({ id, q, near: [53.7, 11.2], ...(q === 'offen' ? { open_at: '2026-11-23T10:00:00+01:00' } : {}) }));
    const known = answers(join(folder, 'records.json'), queries, []);
    assert.deepEqual(answers(join(folder, 'shops.pack'), queries, []), known);
    writeFileSync(join(folder, 'shops.pack'), packOf(records).replace('name ', 'name 1'));
    const run = spawnSync(join(root, 'tools/search'), [join(folder, 'shops.pack')], { input: '', encoding: 'utf8' });
    assert.equal(run.status, 1);
    assert.match(run.stderr, /^search: .*: expected /u);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the search answers alike natively and in WASM', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stadtkern-search-'));
  try {
    const records = inventedTown(1000, data, 3);
    writeFileSync(join(folder, 'records.json'), JSON.stringify(records));
    const queries = makeQueries(records, 30, 5).map(({ q }, id) => JSON.stringify({ id, q, limit: 20, ...(id % 3 === 0 ? { near: [53.7, 11.2] } : {}) }));
    const native = answers(join(folder, 'records.json'), queries, []);
    assert.ok(native.length > 200);
    assert.deepEqual(answers(join(folder, 'records.json'), queries, ['--wasm']), native);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
