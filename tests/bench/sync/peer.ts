// One peer, measured once.
import type { Page } from 'playwright-core';
import { openProfile } from '../../support/chromium.ts';
import { changedShops, type Row } from '../data/records.ts';
import { Line, open } from '../stand/line.ts';
import { prepare, visit } from '../stand/page.ts';
import type { Figures } from './bench.ts';
import { PeerServer, type PeerName } from './peer_server.ts';

const isSync = (path: string): boolean => path !== '/' && path !== '/page.js' && path !== '/sw.js' && path !== '/favicon.ico';

interface Cost {
  ms: number;
  down: number;
  up: number;
  requests: number;
}

async function sync(page: Page, line: Line): Promise<Cost> {
  line.reset();
  const ms = await page.evaluate(() => window.sync());
  const through = line.exchanges.filter((one) => isSync(one.path));
  return { ms, down: through.reduce((sum, one) => sum + one.down, 0), up: through.reduce((sum, one) => sum + one.up, 0), requests: through.length };
}

export async function measurePeer(name: PeerName, shops: Row[], word: string, folder: string): Promise<Figures> {
  const server = await PeerServer.start(name, shops);
  const line = await Line.open(server.port, open);
  try {
    let context = await openProfile(folder);
    await prepare(context);
    const { page } = await visit(context, `${line.origin}/`, ['peer-ready']);
    await page.evaluate(() => navigator.serviceWorker.register('/sw.js').then(() => navigator.serviceWorker.ready));
    const first = await sync(page, line);
    await server.change(changedShops(shops));
    const changed = name === 'blob' ? { ms: NaN, down: NaN, up: NaN, requests: NaN } : await sync(page, line);
    await context.close();

    context = await openProfile(folder);
    await prepare(context);
    line.cut();
    const cold = await visit(context, `${line.origin}/?q=${word}`, ['bench-content']);
    const found = await cold.page.evaluate((asked) => window.ask(asked), word);
    await context.close();
    line.mend();

    return {
      firstMs: first.ms, firstDown: first.down, firstUp: first.up, firstRequests: first.requests, listsShare: NaN, listsMs: NaN,
      changeMs: changed.ms, changeDown: changed.down, changeUp: changed.up, changeRequests: changed.requests,
      coldMs: cold.moments.marks['bench-content'] ?? NaN, found,
      brokenExtra: await breakAt90(line, `${folder}-broken`, first.down),
    };
  } finally {
    await line.close();
    await server.stop();
  }
}

// A new device whose line breaks once, late in its first sync; the bytes above those of an unbroken one.
async function breakAt90(line: Line, folder: string, whole: number): Promise<number> {
  const context = await openProfile(folder);
  try {
    const { page } = await visit(context, `${line.origin}/`, ['peer-ready']);
    line.reset();
    const cut = line.cutAfter(whole * 0.9, isSync);
    const attempt = page.evaluate(() => window.sync()).catch(() => undefined);
    await cut;
    await new Promise((done) => setTimeout(done, 300));
    line.mend();
    if ((await attempt) === undefined) await page.evaluate(() => window.sync());
    return line.downOf(isSync) - whole;
  } finally {
    await context.close();
  }
}
