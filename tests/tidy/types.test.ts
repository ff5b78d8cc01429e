// The TypeScript of the tree is well typed: Node strips types without looking at them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

const ROOT = resolve(import.meta.dirname, '../..');

test('tsc finds nothing', () => {
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  const { status, stdout } = spawnSync(process.execPath, [compiler, '--noEmit', '-p', ROOT], { encoding: 'utf8' });
  assert.equal(status, 0, stdout.slice(0, 4000));
});
