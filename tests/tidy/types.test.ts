// TypeScript runs here without a compiler, so the types are checked by a test.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

const ROOT = resolve(import.meta.dirname, '../..');

for (const project of ['.', 'shell', 'shell/offline/worker']) {
  test(`the types of ${project} hold together`, () => {
    const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
    const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', project], { cwd: ROOT, encoding: 'utf8' });
    assert.equal(status, 0, stdout);
  });
}
