// Several tabs of one town: one writes and listens, all of them know.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../../support/chromium.ts';
import { Portal, shop } from '../../support/portal.ts';
import { asNewVisitor, open, untilCoreRuns, untilOfflineReady } from '../../support/visit.ts';

let browser: Browser;
let portal: Portal;

before(async () => {
  [browser, portal] = await Promise.all([launchChromium(), Portal.start()]);
});

after(async () => {
  await browser?.close();
  await portal?.stop();
});

const rename = (id: number, name: string): Promise<unknown> => portal.publishShops([{ ...shop(id), name }]);
const untilShown = (page: Page, text: string): Promise<unknown> =>
  page.waitForFunction((wanted) => document.getElementById('page')!.innerText.includes(wanted), text);

async function openTabs(context: BrowserContext, count: number): Promise<Page[]> {
  const tabs: Page[] = [];
  for (let n = 0; n < count; n += 1) {
    tabs.push(await open(context, `${portal.origin}/schaufenster/`));
    await untilCoreRuns(tabs[n]!);
  }
  return tabs;
}

// How many event streams the server holds open.
async function streams(): Promise<number> {
  const metrics = await (await fetch(`${portal.origin}/metrics`)).text();
  return Number(/^stadtkern_streams_open (\d+)$/m.exec(metrics)?.[1] ?? NaN);
}

test('a change shows up in two tabs, and only one of them listens to the server', () =>
  asNewVisitor(browser, async (context) => {
    const tabs = await openTabs(context, 2);
    await untilOfflineReady(tabs[0]!);
    await rename(0, 'Bäckerei Zwei Tabs');
    for (const tab of tabs) await untilShown(tab, 'Bäckerei Zwei Tabs');
    assert.equal(await streams(), 1);
  }));

test('when the writing tab closes another one takes over', () =>
  asNewVisitor(browser, async (context) => {
    const [first, second] = await openTabs(context, 2);
    await untilOfflineReady(second!);
    await first!.close();
    await rename(0, 'Bäckerei Nachfolger');
    await untilShown(second!, 'Bäckerei Nachfolger');
  }));

test('a page that was on its way while the service worker began to work survives without a line too', () =>
  asNewVisitor(browser, async (context) => {
    const [first] = await openTabs(context, 1);
    const late = await context.newPage();
    await late.route('**/schaufenster/', async (route) => {
      const answer = await route.fetch();
      await untilOfflineReady(first!);
      await route.fulfill({ response: answer });
    });
    await late.goto(`${portal.origin}/schaufenster/`);
    await untilOfflineReady(late);
  }));

test('seven tabs all work, although a browser opens six connections', () =>
  asNewVisitor(browser, async (context) => {
    const tabs = await openTabs(context, 7);
    assert.equal(await streams(), 1);
    await rename(0, 'Bäckerei Sieben Tabs');
    for (const tab of tabs) await untilShown(tab, 'Bäckerei Sieben Tabs');
    const last = tabs[6]!;
    assert.equal((await last.request.get(`${portal.origin}/healthz`)).status(), 200);
  }));
