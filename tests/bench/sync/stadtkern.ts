// The portal, measured once: the real page with the real server.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openProfile } from '../../support/chromium.ts';
import { changedShops, listFields, type Row } from '../data/records.ts';
import { Line, open, type Exchange } from '../stand/line.ts';
import { prepare, untilMarked, visit } from '../stand/page.ts';
import { furnishedTown, StadtkernServer } from '../stand/portal.ts';
import type { Figures } from './bench.ts';

const isPacks = (path: string): boolean => path.includes('/feed/packs');
const isChanges = (path: string): boolean => path.includes('/feed/changes');
const sum = (all: Exchange[], side: 'up' | 'down'): number => all.reduce((total, one) => total + one[side], 0);
const path = '/schaufenster/';

// When the page heard for the nth time that what it holds is stored; milliseconds since the epoch.
async function storedAt(page: Page, times: number): Promise<number> {
  await page.waitForFunction((wanted) => performance.getEntriesByName('bench-stored').length >= wanted, times, { polling: 10 });
  return page.evaluate((at) => performance.timeOrigin + (performance.getEntriesByName('bench-stored')[at]?.startTime ?? NaN), times - 1);
}

async function firstSync(page: Page, line: Line): Promise<Partial<Figures>> {
  const { origin, marks } = await untilMarked(page, ['stadtkern-settled', 'bench-stored', 'bench-worker']);
  const packs = line.exchanges.filter((one) => isPacks(one.path));
  // As with the peers, the clock starts when the code is there; what was asked for while it came is counted in bytes only.
  const began = Math.max(Math.min(...packs.map((one) => one.beganAt)), origin + (marks['stadtkern-ready'] ?? NaN));
  const settled = origin + (marks['stadtkern-settled'] ?? NaN);
  const until = packs.filter((one) => one.endedAt <= settled);
  return {
    firstMs: (await storedAt(page, 1)) - began, firstDown: sum(packs, 'down'), firstUp: sum(packs, 'up'), firstRequests: packs.length,
    listsMs: settled - began, listsShare: sum(until, 'down') / sum(packs, 'down'),
  };
}

async function changedSync(page: Page, line: Line, server: StadtkernServer, shops: Row[]): Promise<Partial<Figures>> {
  await page.waitForTimeout(500); // the stream of events is open, nothing is under way
  line.reset();
  await server.publish({ collection: 'shops', source: 'bench', list: listFields, records: changedShops(shops) });
  const stored = await storedAt(page, 2);
  const changes = line.exchanges.filter((one) => isChanges(one.path) || isPacks(one.path));
  const began = Math.min(...changes.map((one) => one.beganAt));
  return { changeMs: stored - began, changeDown: sum(changes, 'down'), changeUp: sum(changes, 'up'), changeRequests: changes.length };
}

export async function measureStadtkern(shops: Row[], word: string, folder: string): Promise<Figures> {
  const server = await StadtkernServer.start(await furnishedTown(shops, 'sync'), undefined, ['--pack-quiet', '30000']);
  const line = await Line.open(server.port, open);
  try {
    let context = await openProfile(folder);
    await prepare(context);
    const { page } = await visit(context, line.origin + path, []);
    const first = await firstSync(page, line);
    const changed = await changedSync(page, line, server, shops);
    await context.close();

    context = await openProfile(folder);
    await prepare(context);
    line.cut();
    const cold = await visit(context, `${line.origin}${path}?q=${word}`, ['bench-content']);
    const found = await cold.page.evaluate(() => Number.parseInt(document.getElementById('shops-heading')?.innerText ?? '', 10));
    await context.close();
    line.mend();
    const brokenExtra = await breakAt90(line, join(folder, 'broken'), first.firstDown ?? NaN);
    return { ...first, ...changed, coldMs: cold.moments.marks['bench-content'] ?? NaN, found, brokenExtra } as Figures;
  } finally {
    await line.close();
    await server.stop();
  }
}

async function breakAt90(line: Line, folder: string, whole: number): Promise<number> {
  const context = await openProfile(folder);
  try {
    await prepare(context);
    line.reset();
    const cut = line.cutAfter(whole * 0.9, isPacks);
    const { page } = await visit(context, line.origin + path, []);
    await cut;
    await page.waitForTimeout(300);
    line.mend();
    await storedAt(page, 1);
    return line.downOf(isPacks) - whole;
  } finally {
    await context.close();
  }
}
