import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Server, adminProgram, until } from './support/server.ts';

let server: Server;
let copy: string;
before(async () => {
  server = await Server.start(['--pack-quiet', '100']);
  copy = path.join(server.folders.data, '../backup');
});
after(async () => { await server.end(); });

const admin = (...words: string[]) => spawnSync(adminProgram, ['--data', server.folders.data, ...words], { encoding: 'utf8' });

test('backup and restore while the server runs: browsers are sent back to the manifest', async () => {
  await server.publish({ list: ['name'], records: [{ id: 'a', name: 'old' }] });
  const old = await server.manifest();
  assert.equal(admin('backup', copy).status, 0);
  await server.publish({ records: [{ id: 'a', name: 'new' }, { id: 'b', name: 'B' }] });
  assert.equal(admin('restore', copy).status, 0);
  await until(async () => (await server.manifest()).epoch !== old.epoch, 'a new epoch');
  assert.deepEqual(await server.records(), new Map([['a', { name: 'old' }]]));
  const stale = await fetch(server.api(`feed/changes?since=1&epoch=${old.epoch}`));
  assert.equal(stale.status, 410);
  await until(async () => { const { seq, head } = await server.manifest(); return seq === head && head === 1; }, 'packs of the new epoch');
  await server.publish({ records: [{ id: 'c', name: 'C' }] });
  assert.equal((await server.records()).size, 2);
});

test('backups taken under a stream of publishes are whole', async () => {
  let publishing = true;
  const stream = (async () => {
    for (let number = 0; publishing; ++number) {
      await server.publish({ records: ['x', 'y'].map((id) => ({ id, name: String(number) })) });
    }
  })();
  for (let round = 0; round < 3; ++round) {
    assert.equal(admin('backup', copy).status, 0);
    const rows = execFileSync('sqlite3', [copy, "SELECT count(*) FROM records WHERE id IN ('x','y'); PRAGMA integrity_check"], { encoding: 'utf8' });
    assert.match(rows, /^[02]\nok\n$/);
  }
  publishing = false;
  await stream;
});

test('a damaged backup is refused in one line and changes nothing', async () => {
  const before = await server.manifest();
  const damaged = `${copy}.damaged`;
  const bytes = fs.readFileSync(copy);
  bytes.fill(0x55, 200, bytes.length - 100);
  fs.writeFileSync(damaged, bytes);
  for (const file of [damaged, '/nowhere', server.folders.data]) {
    const answer = admin('restore', file);
    assert.equal(answer.status, 1);
    assert.match(answer.stderr, /^tools\/admin: nothing was changed: .+\n$/);
  }
  assert.deepEqual((await server.manifest()).epoch, before.epoch);
});

test('token prints the token, anything else the way to help', () => {
  assert.equal(admin('token').stdout.trim(), server.token);
  assert.equal(admin('--help').status, 0);
  for (const words of [[], ['backup'], ['explode', 'x'], ['token', 'x']]) {
    const answer = admin(...words);
    assert.equal(answer.status, 1);
    assert.match(answer.stderr, /--help\n$/);
  }
});
