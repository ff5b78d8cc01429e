// The search answers alike natively and in WASM: same rows, same order, same corrections, same bytes of index.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makeQueries } from '../bench/search/queries.ts';
import { inventedTown } from '../bench/search/town.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const data = process.env['STADTKERN_DATA'] ?? join(root, '../shared/data');

interface Line {
  us?: number;
  build_ms?: number;
}

// All lines of the program but for the times in them.
function answers(folder: string, queries: string[], extra: string[]): unknown[] {
  const run = spawnSync(join(root, 'tools/search'), [join(folder, 'records.json'), ...extra], { input: queries.join('\n'), encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.equal(run.status, 0, run.stderr);
  return run.stdout.trim().split('\n').map((line) => {
    const { us: _us, build_ms: _build, ...rest } = JSON.parse(line) as Line;
    return rest;
  });
}

test('the search answers alike natively and in WASM', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stadtkern-search-'));
  try {
    const records = inventedTown(1000, data, 3);
    writeFileSync(join(folder, 'records.json'), JSON.stringify(records));
    const queries = makeQueries(records, 30, 5).map(({ q }, id) => JSON.stringify({ id, q, limit: 20, ...(id % 3 === 0 ? { near: [53.7, 11.2] } : {}) }));
    const native = answers(folder, queries, []);
    assert.ok(native.length > 200);
    assert.deepEqual(answers(folder, queries, ['--wasm']), native);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
