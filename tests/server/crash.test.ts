import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Server, makeFolders, until } from './support/server.ts';

// A publish touches three records at once; whoever reads must find all three of the same round.
const round = (number: number) => ({
  records: ['a', 'b', 'c'].map((id) => ({ id, name: `round ${number}`, text: 'x'.repeat(5_000) })),
});

const repetitions = Number(process.env.STADTKERN_CRASHES ?? 12);

test(`killed at a random moment ${repetitions} times: what was acknowledged is there, nothing is half applied`, async () => {
  const folders = makeFolders();
  let acknowledged = -1;
  let number = 0;
  for (let crash = 0; crash < repetitions; ++crash) {
    const server = await Server.start(['--pack-quiet', '0'], folders);
    const records = await server.records();
    const names = new Set(['a', 'b', 'c'].map((id) => records.get(id)?.name));
    assert.equal(names.size, 1, 'half applied');
    const found = Number([...names][0]?.split(' ')[1] ?? -1);
    assert.ok(found >= acknowledged, `acknowledged ${acknowledged}, found ${found}`);
    const killing = setTimeout(() => { server.process.kill('SIGKILL'); }, Math.random() * 150);
    try {
      for (;;) {
        const now = number++;
        await server.publish(round(now));
        acknowledged = now;
      }
    } catch {
      clearTimeout(killing);
    }
    await server.end('SIGKILL');
  }
  assert.ok(acknowledged > 0);
});

test('killed while it packs: the next start packs anew and removes what was left behind', async () => {
  const folders = makeFolders();
  let server = await Server.start(['--pack-quiet', '0'], folders);
  const text = (at: number) => Array.from({ length: 300 }, (_, word) => ((at * 7919 + word * 104_729) % 99_991).toString(36)).join(' ');
  await server.publish({ list: ['name'], records: Array.from({ length: 600 }, (_, at) => ({ id: `r-${at}`, name: `${at}`, text: text(at) })) });
  await new Promise((resolve) => { setTimeout(resolve, 700); });
  await server.end('SIGKILL');
  server = await Server.start(['--pack-quiet', '0'], folders);
  await until(async () => (await server.manifest()).seq === 600, 'packs');
  const { collections } = await server.manifest();
  assert.equal(collections[0]!.parts.detail.reduce((sum, chunk) => sum + chunk.records, 0), 600);
  await server.end();
  server = await Server.start([], folders);
  assert.equal((await server.manifest()).seq, 600, 'packs outlive a restart');
  await server.end();
});
