// The program comes in two modules: what the first one can do alone, and what happens where the second one is late. That both are always
// of one build: update.test.ts.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../../support/chromium.ts';
import { Portal, shop } from '../../support/portal.ts';
import { asNewVisitor, open, untilCoreRuns, untilOfflineReady, withPolicy } from '../../support/visit.ts';

const SECOND = '**/assets/stadtkern_rest.*';
const SHOPS = 60;
let browser: Browser;
let portal: Portal;

before(async () => {
  [browser, portal] = await Promise.all([launchChromium(), Portal.start(0)]);
  // A list as large as those of real towns: more than 64 kB.
  await portal.publishShops(Array.from({ length: SHOPS }, (_, n) => ({ ...shop(n), summary: `${'Frisches aus der Gegend. '.repeat(50)}${n}` })));
  await portal.publish({ collection: 'town', list: ['name', 'features'], records: [{ id: 'town', name: 'Kernstadt', state: 'DE-MV', features: 'directory; care; settings' }] });
  await portal.prerender();
});

after(async () => {
  await browser?.close();
  await portal?.stop();
});

const heading = (page: Page, words: string): Promise<unknown> => page.waitForFunction((wanted) => document.querySelector('h1')?.innerText.includes(wanted), words);
const found = (page: Page, count: number): Promise<unknown> => page.waitForFunction((wanted) => document.getElementById('shops-heading')?.innerText.startsWith(`${wanted} `), count);

// Holds the second module back until it is let go. Tells how often it was asked for.
async function holdBack(context: BrowserContext): Promise<{ asked: () => number; letGo: () => void }> {
  let asked = 0;
  let letGo: () => void = () => {};
  const free = new Promise<void>((done) => (letGo = done));
  await context.route(SECOND, async (route) => {
    asked += 1;
    await free;
    await route.continue().catch(() => undefined); // the page may be gone by now
  });
  return { asked: () => asked, letGo };
}

test('home, list, search, filters, one shop and settings need the first module alone', () =>
  asNewVisitor(browser, async (context) => {
    const { asked } = await holdBack(context);
    const page = await open(context, `${portal.origin}/`);
    await untilCoreRuns(page);
    await page.evaluate(() => Object.assign(window, { same: true }));
    await page.click('a[href="/schaufenster/"] >> nth=0');
    await found(page, SHOPS);
    await page.fill('#q', 'Bäckerei');
    await found(page, SHOPS / 3);
    await page.fill('#q', 'Beckerei');
    await found(page, SHOPS / 3);
    await page.fill('#q', '');
    await found(page, SHOPS);
    await page.click('.chips a[href*="/art/"] >> nth=0');
    await page.waitForFunction(() => location.pathname.startsWith('/schaufenster/art/'));
    await page.click('#shops a >> nth=0');
    await page.waitForFunction(() => document.getElementById('shops') === null);
    await page.click('a[href="/einstellungen/"] >> nth=0');
    await heading(page, 'Einstellungen');
    await page.click('a[href="/impressum/"]');
    await heading(page, 'Impressum');
    assert.equal(await page.evaluate(() => (window as unknown as { same?: boolean }).same), true, 'no page was loaded anew');
    assert.ok(asked() >= 1, 'the second module is asked for once the page stands');
  }));

for (const [path, words] of [['/pflege/', 'Pflege'], ['/schaufenster/karte/', 'Karte'], ['/merkliste/', 'Merkliste']] as const) {
  test(`${path} opens while the second module is still on its way, as soon as it is there`, () =>
    asNewVisitor(browser, async (context) => {
      const { letGo } = await holdBack(context);
      const page = await open(context, `${portal.origin}/schaufenster/`);
      await untilCoreRuns(page);
      await page.evaluate((to) => {
        Object.assign(window, { same: true });
        const link = document.querySelector<HTMLAnchorElement>('#shops a')!;
        link.href = to;
        link.click();
      }, path);
      await page.waitForFunction((to) => location.pathname === to, path);
      setTimeout(letGo, 500);
      await heading(page, words);
      assert.equal(await page.evaluate(() => (window as unknown as { same?: boolean }).same), true);
    }));

  test(`${path} may be the first page of all`, () =>
    asNewVisitor(browser, async (context) => {
      const page = await open(context, portal.origin + path);
      await untilCoreRuns(page);
      await heading(page, words);
    }));
}

test('where the second module cannot be had, a page that needs it comes from the server', () =>
  asNewVisitor(browser, async (context) => {
    await context.route(SECOND, (route) => route.abort());
    const page = await open(context, `${portal.origin}/schaufenster/`);
    await untilCoreRuns(page);
    await page.evaluate(() => Object.assign(window, { same: true }));
    await page.click('a[href="/merkliste/"] >> nth=0');
    await page.waitForFunction(() => !('same' in window) && document.querySelector('h1')?.innerText.includes('Merkliste'));
  }));

test('every page is there without a line after one visit, also when it is loaded anew', () =>
  asNewVisitor(browser, async (context) => {
    const page = await open(context, `${portal.origin}/`);
    await untilOfflineReady(page);
    await context.setOffline(true);
    await page.reload();
    for (const [path, words] of [['/pflege/', 'Pflege'], ['/schaufenster/karte/', 'Karte'], ['/merkliste/', 'Merkliste'], ['/einstellungen/', 'Einstellungen']] as const) {
      await page.goto(portal.origin + path);
      await untilCoreRuns(page);
      await heading(page, words);
    }
  }));

test('where workers are refused the core runs in the page, whole from the beginning', () =>
  asNewVisitor(browser, async (context) => {
    await withPolicy(context, (policy) => policy.replace("worker-src 'self'", "worker-src 'none'"));
    const page = await open(context, `${portal.origin}/schaufenster/`);
    await untilCoreRuns(page);
    assert.equal(page.workers().length, 0);
    await page.evaluate(() => Object.assign(window, { same: true }));
    await page.fill('#q', 'Bäckerei');
    await found(page, 20);
    for (const [path, words] of [['/pflege/', 'Pflege'], ['/merkliste/', 'Merkliste']] as const) {
      await page.click(`a[href="${path}"] >> nth=0`);
      await heading(page, words);
    }
    assert.equal(await page.evaluate(() => (window as unknown as { same?: boolean }).same), true);
  }));
