// The first visit: a page before any code, a takeover that nobody sees, and what remains where a browser refuses things.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Route } from 'playwright-core';
import { launchChromium, launchProfile, REFUSE_STORAGE } from '../../support/chromium.ts';
import { isPaintedWhole, jumpsOf, watchJumps } from '../../support/jumps.ts';
import { Portal } from '../../support/portal.ts';
import { asNewVisitor, open, untilCoreRuns, untilOfflineReady, withPolicy } from '../../support/visit.ts';

let browser: Browser;
let portal: Portal;

before(async () => {
  [browser, portal] = await Promise.all([launchChromium(), Portal.start()]);
});

after(async () => {
  await browser?.close();
  await portal?.stop();
});

// Notes, from the moment the document is parsed, whatever changes in it outside of slots.
function watch(): void {
  const seen: string[] = [];
  Object.assign(window, { changed: () => seen });
  document.addEventListener('readystatechange', () => {
    if (document.readyState !== 'interactive') return;
    new MutationObserver((records) => {
      for (const { target, type, attributeName } of records) {
        const element = target instanceof Element ? target : target.parentElement;
        if (target === document.documentElement && type === 'childList') continue; // where the morph parks nodes
        if (!element?.closest('[data-slot]')) seen.push(`${type} ${attributeName ?? ''} of ${element?.outerHTML.slice(0, 120)}`);
      }
    }).observe(document.documentElement, { subtree: true, childList: true, attributes: true, characterData: true });
  });
}
declare function changed(): string[];

// On a line of any length the page is painted before the code is there; here it has to be told to wait.
async function afterThePage(route: Route): Promise<void> {
  const request = route.request();
  if (!request.serviceWorker()) await request.frame().page().waitForFunction(isPaintedWhole).catch(() => undefined); // the page may be gone by now
  await route.continue().catch(() => undefined);
}

// A thin part of what search engines call good (0.1): a strip of text by some pixels.
const SHIFT_MAX = 0.002;

for (const path of ['/', '/schaufenster/', '/schaufenster/bakery-0/', '/einstellungen/', '/merkliste/', '/en/schaufenster/', '/impressum/']) {
  test(`the takeover of ${path} changes nothing but slots, and nothing jumps, wide or narrow`, async () => {
    for (const width of [1280, 360]) {
      await asNewVisitor(browser, async (context) => {
        await context.addInitScript(watch);
        await context.addInitScript(watchJumps);
        await context.route('**/assets/main.*', afterThePage);
        const page = await open(context, portal.origin + path, { width, height: 740 });
        await untilOfflineReady(page);
        await page.waitForTimeout(300);
        assert.deepEqual(await page.evaluate(() => changed()), [], `${width} px`);
        const { shift, jumps } = await page.evaluate(jumpsOf, true);
        assert.ok(shift < SHIFT_MAX, `${width} px: ${shift}\n${jumps.join('\n')}`);
      });
    }
  });
}

test('the core fills the slots, and follows links without loading a page', () =>
  asNewVisitor(browser, async (context) => {
    const page = await open(context, `${portal.origin}/schaufenster/`);
    await untilCoreRuns(page);
    await page.evaluate(() => Object.assign(window, { same: true }));
    await page.click('#shops a >> nth=0');
    await page.waitForFunction(() => document.querySelector('#shops') === null);
    assert.equal(await page.evaluate(() => (window as unknown as { same?: boolean }).same), true);
    await page.goBack();
    await page.waitForSelector('#shops');
    assert.equal(new URL(page.url()).pathname, '/schaufenster/');
  }));

test('a first visit asks for nothing twice, and for the manifest before the program runs', () =>
  asNewVisitor(browser, async (context) => {
    const asked: string[] = [];
    context.on('request', (request) => {
      if (!request.serviceWorker()) asked.push(new URL(request.url()).pathname); // that one reads the browser's cache
    });
    // The program is held back until the manifest was asked for.
    const manifest = context.waitForEvent('request', (request) => request.url().endsWith('/feed/packs'));
    await context.route('**/assets/stadtkern.*', async (route) => {
      await manifest;
      await route.continue();
    });
    const changes = context.waitForEvent('request', (request) => request.url().includes('/feed/changes'));
    const page = await open(context, `${portal.origin}/schaufenster/`);
    await untilCoreRuns(page);
    await changes;
    const once = asked.filter((path) => path.includes('/feed/packs') || path.endsWith('.wasm'));
    assert.ok(once.length > 4, once.join(' '));
    assert.equal(new Set(once).size, once.length, once.join(' '));
  }));

test('without script every page is there and links lead on', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${portal.origin}/schaufenster/`);
  const name = await page.innerText('#shops a >> nth=0');
  await page.click('#shops a >> nth=0');
  assert.ok((await page.innerText('h1')).includes(name));
  await page.click('header .brand');
  assert.equal(new URL(page.url()).pathname, '/');
  await context.close();
});

test('where WebAssembly is refused the pages stay plain pages, and say so calmly', () =>
  asNewVisitor(browser, async (context) => {
    await withPolicy(context, (policy) => policy.replace("'wasm-unsafe-eval'", ''));
    const page = await open(context, `${portal.origin}/schaufenster/`);
    await page.waitForSelector('#status:not(:empty)');
    assert.ok((await page.innerText('#status')).length > 20);
    await page.evaluate(() => Object.assign(window, { same: true }));
    await page.click('#shops a >> nth=0');
    await page.waitForFunction(() => document.querySelector('h1') && !('same' in window));
    assert.equal(await page.evaluate(() => navigator.serviceWorker.controller), null);
  }));

test('where storage is refused the portal works, and says that nothing is kept', async () => {
  const { context, close } = await launchProfile(REFUSE_STORAGE);
  try {
    const page = await open(context, `${portal.origin}/schaufenster/`);
    await untilCoreRuns(page);
    await page.waitForFunction(() => document.getElementById('status')!.innerText.includes('speichert nichts'));
    await page.fill('#q', 'Bäckerei');
    await page.waitForFunction(() => document.getElementById('shops-heading')!.innerText.startsWith('20 '));
  } finally {
    await close();
  }
});
