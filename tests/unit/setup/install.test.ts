// What tools/run and tools/test say when something is missing: one line, with what to do.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';

const ROOT = resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'stadtkern-setup-'));
after(() => rmSync(folder, { recursive: true, force: true }));

// A checkout that holds nothing but tools/setup, and a PATH of these programs alone.
function say(call: string, programs: Record<string, string>): string {
  const checkout = mkdtempSync(join(folder, 'checkout-'));
  const bin = join(checkout, 'bin');
  cpSync(join(ROOT, 'tools/setup'), join(checkout, 'tools/setup'), { recursive: true });
  writeFileSync(join(checkout, 'package-lock.json'), '{}');
  mkdirSync(bin);
  for (const name of ['bash', 'cat', 'cmp', 'dirname', 'grep', 'head', 'mkdir', 'tail', 'tr', 'uname', 'id']) symlinkSync(join('/usr/bin', name), join(bin, name));
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `#!/bin/bash\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const run = spawnSync('/bin/bash', ['-c', `set -euo pipefail; . ${checkout}/tools/setup/install.sh; ${call}`], { env: { PATH: bin, HOME: checkout }, encoding: 'utf8' });
  assert.equal(run.status, 1, run.stderr);
  const lines = run.stderr.trim().split('\n').filter((line) => !line.includes('·'));
  assert.equal(lines.length, 1, run.stderr);
  return lines[0] ?? '';
}

test('without a network it says so, and that one visit to it is enough', () => {
  const npm = "echo 'npm error code EAI_AGAIN' >&2; echo 'npm error request to the registry failed' >&2; exit 1";
  assert.match(say('install_node_modules', { npm }), /^Fehler: npm-Pakete: kein Netz; bitte einmal mit Netz ausführen/);
});

test('without a compiler it names it and the packages to install', () => {
  assert.match(say('check_compilers', { cmake: '', ninja: '', emcc: '' }), /^Fehler: g\+\+ fehlt: sudo apt-get install .*\bg\+\+ /);
});
