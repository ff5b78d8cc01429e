// The server beside nginx and Node in one run, each on one thread: node tests/bench/server/bench.ts [--seconds N] [--pairs N]
// [--streams N] [--only static|streams|start|memory]
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { randomFrom } from '../search/german.ts';
import { townShops } from '../data/records.ts';
import { emptyTown, furnishedTown, StadtkernServer, town } from '../stand/portal.ts';
import { dataFolder, machine, median, numbers, progress, quantile, root, table } from '../stand/report.ts';
import { end, memoryKb, started, wrk, type Load } from './machine.ts';
import { startNginx } from './nginx.ts';
import { fanout, type Fanout } from './streams.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '5' }, pairs: { type: 'string', default: '5' }, streams: { type: 'string', default: '5000' },
    records: { type: 'string', default: '10000' }, only: { type: 'string' },
  },
});
const [secondsEach = 5] = numbers('--seconds', values.seconds);
const [pairs = 5] = numbers('--pairs', values.pairs);
const [streams = 5000] = numbers('--streams', values.streams);
const [records = 10_000] = numbers('--records', values.records);
const wanted = (part: string): boolean => values.only === undefined || values.only === part;

const work = join(root, 'build/bench/server');
const files = join(work, 'web');

// Letters without a pattern: what is measured is the sending.
function noise(bytes: number): string {
  const next = randomFrom(5);
  return Array.from({ length: bytes }, () => 'abcdefghijklmnopqrstuvwxyz234567'[Math.floor(next() * 32)]).join('');
}

function writeFiles(): void {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(files, { recursive: true });
  const page = `<!doctype html>${noise(31_000)}`;
  writeFileSync(join(files, 'small.txt'), noise(1000));
  writeFileSync(join(files, 'page.html'), page);
  writeFileSync(join(files, 'page.html.gz'), gzipSync(page, { level: 9 }));
  emptyTown(join(work, 'data'));
}

interface Contender {
  name: string;
  origin: string;
  stop(): Promise<void>;
}

async function contenders(): Promise<Contender[]> {
  const ours = await StadtkernServer.start(join(work, 'data'), files, ['--threads', '1']);
  const nginx = await startNginx(join(work, 'nginx'), files);
  const node = await started(process.execPath, [join(import.meta.dirname, 'node_peer.ts'), files]);
  return [
    { name: '**Stadtkern**', origin: ours.origin, stop: () => ours.stop() },
    { name: 'nginx', origin: nginx.origin, stop: () => end(nginx.child) },
    { name: 'Node `http`', origin: `http://127.0.0.1:${node.line}`, stop: () => end(node.child) },
  ];
}

// Everyone once per round, in turns, so that a busy moment hits all alike.
async function measureStatic(): Promise<void> {
  const all = await contenders();
  const rows = all.map(({ name }) => [name]);
  for (const [address, what] of [['/small.txt', '1 kB'], ['/page.html', '20 kB']] as const) {
    const loads: Load[][] = all.map(() => []);
    for (let round = 0; round < pairs; round++) {
      progress(`${what}, Runde ${round + 1}/${pairs}`);
      for (const [at, { origin }] of all.entries()) loads[at]?.push(await wrk(origin + address, secondsEach));
    }
    loads.forEach((list, at) => {
      const ratios = list.map((load, round) => load.perSecond / (loads[1]?.[round]?.perSecond ?? NaN));
      rows[at]?.push(`${Math.round(median(list.map((load) => load.perSecond)))} / ${median(list.map((load) => load.p99Ms)).toFixed(1)} ms`, median(ratios).toFixed(2));
    });
  }
  for (const one of all) await one.stop();
  console.log(`\nStatic files, wrk -t2 -c64 -d${secondsEach}s, ${pairs} rounds in turns, medians; × is the median of the ratios to nginx within a round:\n`);
  console.log(table(['', '1 kB: req/s / p99', '× nginx', '20 kB prepared: req/s / p99', '× nginx'], rows));
}

const fanoutRow = (name: string, one: Fanout): string[] => [name, `${(one.bytesEach / 1000).toFixed(1)} kB`, `${one.p50Ms.toFixed(0)} / ${one.p99Ms.toFixed(0)} ms`];

async function measureStreams(): Promise<void> {
  progress(`${streams} Ereignisströme`);
  const ours = await StadtkernServer.start(join(work, 'data'), files, ['--threads', '1']);
  let edition = 0;
  const publish = (): Promise<unknown> => ours.publish({ collection: 'shops', source: 'bench', list: ['name'], records: [{ id: 'shop', name: `Laden ${++edition}` }] });
  await publish(); // so that the very first stream has something to hear
  const mine = await fanout(ours.child.pid ?? 0, ours.port, `/api/v1/${town}/feed/events`, streams, publish);
  await ours.stop();
  const node = await started(process.execPath, [join(import.meta.dirname, 'node_peer.ts'), files]);
  const port = Number(node.line);
  const theirs = await fanout(node.child.pid ?? 0, port, '/events', streams, () => fetch(`http://127.0.0.1:${port}/tell`, { method: 'POST' }));
  await end(node.child);
  console.log(`\n${streams} event streams; from the order to publish (durable) or to tell (Node) until a stream hears it, median of 11:\n`);
  console.log(table(['', 'memory each', 'fan-out p50 / p99'], [fanoutRow('**Stadtkern**', mine), fanoutRow('Node `http`', theirs)]));
}

// From the order to start until the first answer.
async function startMs(folder: string): Promise<number> {
  const begin = performance.now();
  const server = await StadtkernServer.start(folder, files);
  await (await fetch(`${server.origin}/healthz`)).text();
  const ms = performance.now() - begin;
  await server.stop();
  return ms;
}

async function measureStart(): Promise<void> {
  progress('Starts');
  await fetch('http://127.0.0.1:1/').catch(() => undefined); // the first fetch of a Node process loads its own code
  const fresh: number[] = [];
  const full: number[] = [];
  const folder = await furnishedTown(townShops(records, dataFolder), 'server-town');
  for (let round = 0; round < 15; round++) {
    emptyTown(join(work, 'fresh'));
    fresh.push(await startMs(join(work, 'fresh')));
    full.push(await startMs(folder));
  }
  const row = (name: string, all: number[]): string[] => [name, `${median(all).toFixed(0)} ms`, `${quantile(all, 0.99).toFixed(0)} ms`];
  console.log(`\nStart to first answer, 15 times:\n\n${table(['', 'median', 'worst'], [row('the very first start, a new database', fresh), row(`with ${records} records`, full)])}`);
}

async function measureMemory(): Promise<void> {
  progress('Speicher');
  const shops = townShops(records, dataFolder);
  const folder = await furnishedTown(shops, 'server-town');
  const server = await StadtkernServer.start(folder, files);
  const { collections } = await server.manifest();
  const begun = memoryKb(server.child.pid ?? 0);
  for (const { parts } of collections) {
    for (const { hash } of [...parts.list, ...parts.detail]) await (await fetch(`${server.origin}/api/v1/${town}/feed/packs/${hash}`)).arrayBuffer();
  }
  const served = memoryKb(server.child.pid ?? 0);
  await server.publish({ collection: 'shops', source: 'bench', list: [], records: shops.map((shop) => ({ ...shop, phone: '+49 3881 100000' })) });
  await server.untilPacked();
  await new Promise((done) => setTimeout(done, 1000));
  const packed = memoryKb(server.child.pid ?? 0);
  await server.stop();
  const mb = (kb: number): string => `${((kb * 1024) / 1e6).toFixed(1)} MB`;
  console.log(`\nMemory with ${records} records: ${mb(begun)} after the start, ${mb(served)} after every pack was fetched once, ${mb(packed)} after all records were published anew and packed.`);
}

const nginxVersion = execFileSync('sh', ['-c', 'nginx -v 2>&1; wrk -v 2>&1 | head -1']).toString().replace(/nginx version: /, '').replace(/ Copyright.*/s, '').trim().replace('\n', ', ');
console.log(machine(nginxVersion));
writeFiles();
if (wanted('static')) await measureStatic();
if (wanted('streams')) await measureStreams();
if (wanted('start')) await measureStart();
if (wanted('memory')) await measureMemory();
