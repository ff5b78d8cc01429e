// The first visit on a thin line, beside peers in the same run: node tests/bench/visit/bench.ts [--records 1000,10000] [--runs N]
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, BrowserContext } from 'playwright-core';
import { launchChromium } from '../../support/chromium.ts';
import { townShops, type Row } from '../data/records.ts';
import { edge, Line, slow3g, type Rates } from '../stand/line.ts';
import { prepare, untilMarked, visit, type Moments } from '../stand/page.ts';
import { peersFolder } from '../stand/peers.ts';
import { emptyTown, furnishedTown, StadtkernServer } from '../stand/portal.ts';
import { dataFolder, kB, machine, median, numbers, progress, root, seconds, table, versions } from '../stand/report.ts';
import { writePeers, type Peer } from './peers.ts';

interface Figures {
  bytesToPaint: number;
  paint: number;
  settled: number; // complete: every list usable
  bytesToSettled: number;
  offline: number; // and everything stored, the shell complete
  bytes: number;
  requests: number;
}

const { values } = parseArgs({
  options: { records: { type: 'string', default: '1000,10000' }, runs: { type: 'string', default: '3' }, page: { type: 'string', default: '/schaufenster/' } },
});
const counts = numbers('--records', values.records);
const [runs = 3] = numbers('--runs', values.runs);

async function asNewVisitor<T>(browser: Browser, port: number, rates: Rates, run: (context: BrowserContext, line: Line) => Promise<T>): Promise<T> {
  const line = await Line.open(port, rates);
  const context = await browser.newContext({ locale: 'de-DE', viewport: { width: 412, height: 823 } });
  try {
    await prepare(context);
    return await run(context, line);
  } finally {
    await context.close();
    await line.close();
  }
}

function figures(line: Line, { origin, paint, marks }: Moments, settledMark: string, offlineMarks: string[]): Figures {
  const settled = marks[settledMark] ?? NaN;
  const offline = Math.max(...offlineMarks.map((name) => marks[name] ?? NaN), settled);
  const until = origin + offline;
  return {
    bytesToPaint: line.bytesUntil(origin + paint), paint, settled, bytesToSettled: line.bytesUntil(origin + settled), offline,
    bytes: line.bytesUntil(until), requests: line.exchanges.filter((one) => one.beganAt <= until && !one.path.endsWith('/events')).length,
  };
}

const offlineMarks = ['bench-stored', 'bench-worker'];

// The same visitor comes again on the same line: what shows, and what it cost.
async function comeAgain(context: BrowserContext, line: Line): Promise<{ content: number; bytes: number }> {
  line.reset();
  const { page, moments } = await visit(context, line.origin + values.page, ['bench-content', 'stadtkern-settled']);
  const content = moments.marks['bench-content'] ?? NaN;
  const bytes = line.bytesUntil(moments.origin + content);
  await page.close();
  return { content, bytes };
}

const middle = (all: Figures[]): Figures =>
  Object.fromEntries(Object.keys(all[0] ?? {}).map((name) => [name, median(all.map((one) => one[name as keyof Figures]))])) as unknown as Figures;

const row = (name: string, one: Figures): string[] =>
  [name, kB(one.bytesToPaint), seconds(one.paint), `${seconds(one.settled)} / ${kB(one.bytesToSettled)}`, `${seconds(one.offline)} / ${kB(one.bytes)}`, String(one.requests)];

async function measurePeer(browser: Browser, port: number, rates: Rates, peer: Peer): Promise<string[]> {
  const all: Figures[] = [];
  for (let run = 0; run < runs; run++) {
    await asNewVisitor(browser, port, rates, async (context, line) => {
      const mark = peer.path === '/floor/' ? 'bench-loaded' : 'peer-complete';
      if (peer.path === '/floor/') await context.addInitScript(() => addEventListener('load', () => performance.mark('bench-loaded')));
      const { moments } = await visit(context, line.origin + peer.path, [mark]);
      all.push(figures(line, moments, mark, []));
    });
  }
  const cells = row(peer.name, middle(all));
  cells[4] = '-';
  return cells;
}

// What the browser's own throttling says of the same page: the line here must not be a kinder one.
async function measureFloorByCdp(browser: Browser, port: number, rates: Rates): Promise<string[]> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    const bytesPerSecond = (rates.downKbits * 1000) / 8;
    await session.send('Network.emulateNetworkConditions', { offline: false, latency: rates.roundTripMs, downloadThroughput: bytesPerSecond, uploadThroughput: bytesPerSecond });
    await page.addInitScript(() => addEventListener('load', () => performance.mark('bench-loaded')));
    await page.goto(`http://127.0.0.1:${port}/floor/`, { waitUntil: 'commit' });
    const { paint, marks } = await untilMarked(page, ['bench-loaded']);
    return ['14 kB HTML alone, throttled by the browser', '-', seconds(paint), seconds(marks['bench-loaded'] ?? NaN), '-', '1'];
  } finally {
    await context.close();
  }
}

async function measureStadtkern(browser: Browser, port: number, rates: Rates, name: string): Promise<string[][]> {
  const first: Figures[] = [];
  const again: { content: number; bytes: number }[] = [];
  for (let run = 0; run < runs; run++) {
    await asNewVisitor(browser, port, rates, async (context, line) => {
      const { page, moments } = await visit(context, line.origin + values.page, ['stadtkern-settled', ...offlineMarks]);
      first.push(figures(line, moments, 'stadtkern-settled', offlineMarks));
      await page.close();
      again.push(await comeAgain(context, line));
    });
  }
  const repeat = ['**again**', kB(median(again.map((one) => one.bytes))), '-', seconds(median(again.map((one) => one.content))), '-', '-'];
  return [row(`**${name}**`, middle(first)), repeat];
}

async function measure(browser: Browser, shops: Row[], rates: Rates): Promise<string[][]> {
  const rows: string[][] = [];
  const peerData = join(root, 'build/bench/visit-peers');
  emptyTown(peerData);
  const peers = await writePeers(peerData, join(peerData, 'web'), shops);
  const peerServer = await StadtkernServer.start(peerData, join(peerData, 'web'));
  rows.push(await measureFloorByCdp(browser, peerServer.port, rates));
  for (const peer of peers) {
    progress(`${rates.name}: ${peer.name}`);
    rows.push(await measurePeer(browser, peerServer.port, rates, peer));
  }
  await peerServer.stop();
  const server = await StadtkernServer.start(await furnishedTown(shops, 'visit'));
  progress(`${rates.name}: Stadtkern, ${shops.length}`);
  rows.push(...(await measureStadtkern(browser, server.port, rates, `Stadtkern, ${shops.length} records`)));
  await server.stop();
  return rows;
}

const head = ['', 'bytes before paint', 'first paint', 'complete: every list usable', 'offline-ready, everything stored', 'requests'];
console.log(`${machine(versions(['react', 'leaflet'], peersFolder))}\n\nMedian of ${runs}; ${values.page} of the portal.`);
for (const count of counts) {
  const shops = townShops(count, dataFolder);
  for (const rates of [slow3g, edge]) {
    const browser = await launchChromium();
    try {
      console.log(`\n${count} records, ${rates.name}:\n\n${table(head, await measure(browser, shops, rates))}`);
    } finally {
      await browser.close();
    }
  }
}
