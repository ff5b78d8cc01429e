// What the server makes of usage reports: sums, and nothing else.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Server, adminProgram, until } from './support/server.ts';

let server: Server;
before(async () => { server = await Server.start(['--usage-write', '50']); });
after(async () => { await server.end(); });

const report = (body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(server.api('usage'), {
    method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', 'user-agent': 'Kennzeichen-4711', ...headers },
  });
const table = (): { sums: { feature: string; reports: number; yes: number; week: string }[] } =>
  JSON.parse(spawnSync(adminProgram, ['--data', server.folders.data, 'usage', '--json'], { encoding: 'utf8' }).stdout);

test('reports become weekly sums, and tools/admin prints them', async () => {
  assert.deepEqual(table().sums, []);
  for (const used of [true, true, false]) assert.equal((await report({ feature: 'saved', used })).status, 204);
  await until(async () => table().sums[0]?.reports === 3, 'the sum is written');
  const [sum] = table().sums;
  assert.equal(sum?.yes, 2);
  assert.match(sum?.week ?? '', /^\d{4}-\d\d-\d\d$/);
  assert.equal(new Date(`${sum?.week}T00:00:00Z`).getUTCDay(), 1);
  const text = spawnSync(adminProgram, ['--data', server.folders.data, 'usage'], { encoding: 'utf8' }).stdout;
  assert.match(text, /saved +3 +\d+ %/);
});

test('nothing but sums reaches the disk or the log', async () => {
  await report({ feature: 'care', used: true }, { 'user-agent': 'Kennzeichen-4711', referer: 'https://geheim.example/' });
  await until(async () => table().sums.length === 2, 'the sum is written');
  const names = fs.readdirSync(server.folders.data).filter((name) => name.startsWith('usage'));
  assert.deepEqual(names, ['usage.sqlite'], 'no log beside the file');
  const raw = fs.readFileSync(path.join(server.folders.data, 'usage.sqlite')).toString('latin1');
  assert.ok(raw.includes('saved'));
  const now = String(Math.floor(Date.now() / 100_000_000)).slice(0, 5); // how a moment of today begins, in seconds and milliseconds
  for (const trace of ['Kennzeichen', 'geheim', '127.0.0.1', now]) {
    assert.ok(!raw.includes(trace), trace);
    if (trace !== now) assert.ok(!server.log.includes(trace), trace);
  }
  const rows = spawnSync('sqlite3', [path.join(server.folders.data, 'usage.sqlite'), '.schema', 'SELECT count(*) FROM sums'], { encoding: 'utf8' }).stdout;
  assert.match(rows, /\(week TEXT NOT NULL, feature TEXT NOT NULL, reports INTEGER NOT NULL, yes INTEGER NOT NULL, PRIMARY KEY\(week, feature\)\)[^]*\n2\n$/);
});

test('anything but one whole report is refused, and a crowd is kept out', async () => {
  const before = JSON.stringify(table());
  assert.equal((await report('{')).status, 400);
  for (const [body, field] of [
    [{ used: true }, 'feature'], [{ feature: 'saved' }, 'used'], [{ feature: 'saved', used: 1 }, 'used'],
    [{ feature: 'unknown', used: true }, 'feature'], [{ feature: 'saved', used: true, id: 'x' }, 'id'],
  ] as const) {
    const response = await report(body);
    assert.equal(response.status, 422);
    assert.equal(((await response.json()) as { field: string }).field, field);
  }
  assert.equal((await report({ feature: 'x'.repeat(200), used: true })).status, 413);
  assert.equal((await report('saved', { 'content-type': 'text/plain' })).status, 415);
  assert.equal((await fetch(server.api('usage'))).status, 405);
  let refused = 0;
  for (let n = 0; n < 30; ++n) refused += (await report('{')).status === 429 ? 1 : 0;
  assert.ok(refused > 10, `${refused} of 30`);
  await new Promise((done) => setTimeout(done, 150));
  assert.equal(JSON.stringify(table()), before);
});
