// What happens while somebody is there: new content, new code, a server that dies.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../../support/chromium.ts';
import { Portal, shop } from '../../support/portal.ts';
import { until } from '../../server/support/server.ts';
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

const untilShown = (page: Page, text: string): Promise<unknown> =>
  page.waitForFunction((wanted) => document.getElementById('page')!.innerText.includes(wanted), text);
const mark = (page: Page): Promise<unknown> =>
  page.workers()[0]!.evaluate(() => (globalThis as { stadtkernMark?: string }).stadtkernMark);

test('a half typed search survives content that arrives, caret and all', () =>
  asNewVisitor(browser, async (context) => {
    const page = await open(context, `${portal.origin}/schaufenster/`);
    await untilOfflineReady(page);
    await page.click('#q');
    await page.keyboard.type('Hof Numm', { delay: 30 });
    await page.keyboard.press('ArrowLeft');
    await untilShown(page, 'Hof Nummer');
    await portal.publishShops([{ ...shop(1), name: 'Hof Nummer Eins' }]);
    await untilShown(page, 'Hof Nummer Eins');
    const field = await page.evaluate(() => {
      const active = document.activeElement as HTMLInputElement;
      return [active.id, active.value, active.selectionStart];
    });
    assert.deepEqual(field, ['q', 'Hof Numm', 7]);
    await page.keyboard.type('m');
    assert.equal(await page.inputValue('#q'), 'Hof Nummm');
  }));

test('a server killed while it publishes leaves the old content or the new, and the tab finds back', () =>
  asNewVisitor(browser, async (context) => {
    const page = await open(context, `${portal.origin}/schaufenster/`);
    await untilOfflineReady(page);
    const many = Array.from({ length: 3000 }, (_, n) => ({ ...shop(n), name: `Stand Neu ${n}` }));
    const publishing = portal.publishShops(many).then(() => true, () => false);
    await new Promise((done) => setTimeout(done, 60));
    await portal.server.end('SIGKILL');
    const answered = await publishing;
    await portal.serve();
    const { head } = await portal.server.manifest();
    const held = (await portal.server.records()).get('bakery-0')?.['name'];
    if (answered) assert.equal(held, 'Stand Neu 0');
    await untilShown(page, held ?? '');
    await portal.publishShops([{ ...shop(0), name: 'Bäckerei Wieder Da' }]);
    assert.ok((await portal.server.manifest()).head > head);
    await untilShown(page, 'Bäckerei Wieder Da');
  }));

// The modules of the program that a page has asked for.
const modules = (page: Page): Promise<string[]> =>
  page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname).filter((path) => path.endsWith('.wasm')).sort());

test('a new version waits whole while an old tab is open, and takes over when asked', () =>
  asNewVisitor(browser, async (context) => {
    const page = await open(context, `${portal.origin}/schaufenster/`);
    await untilOfflineReady(page);
    const before = await page.getAttribute('html', 'data-build');
    const ofBefore = await modules(page);
    const build = await portal.newVersion('zwei');
    assert.notEqual(build, before);
    // The old tab goes on with its own version, also when it is opened once more without the new one having been asked for.
    const other = await open(context, `${portal.origin}/schaufenster/`);
    await untilCoreRuns(other);
    assert.equal(await other.getAttribute('html', 'data-build'), before);
    assert.equal(await mark(other), undefined);
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())!.update());
    await page.waitForSelector('[data-action="apply_update"]');
    await page.waitForTimeout(500);
    await other.reload();
    await untilCoreRuns(other);
    assert.equal(await other.getAttribute('html', 'data-build'), before);
    await page.click('#shops a >> nth=0');
    await page.waitForFunction(() => document.getElementById('shops') === null);
    await page.click('[data-action="apply_update"]');
    await page.waitForFunction((wanted) => document.documentElement.dataset['build'] === wanted, build);
    await untilCoreRuns(page);
    assert.equal(await mark(page), 'zwei');
    await until(async () => (await modules(page)).length === 2, 'both modules are asked for');
    assert.ok(ofBefore.length === 2 && (await modules(page)).every((module) => !ofBefore.includes(module)), 'both are new');
    // The other tab still answers with the version it was opened with, and finds that version's files.
    await other.click('#shops a >> nth=1');
    await other.waitForFunction(() => document.getElementById('shops') === null);
    assert.deepEqual(await modules(other), ofBefore);
    const files = await other.evaluate(async () => {
      const scripts = performance.getEntriesByType('resource').map((entry) => entry.name);
      const assets = scripts.filter((name) => name.includes('/assets/') && !name.endsWith('.png'));
      return Promise.all(assets.map(async (name) => (await fetch(name)).status));
    });
    assert.ok(files.length >= 3 && files.every((status) => status === 200), String(files));
  }));

test('a version of which a file is missing is not installed', () =>
  asNewVisitor(browser, async (context) => {
    const page = await open(context, `${portal.origin}/schaufenster/`);
    await untilOfflineReady(page);
    const before = await page.getAttribute('html', 'data-build');
    await portal.newVersion('drei');
    await context.route('**/assets/core.*.js', (route) => route.abort());
    const outcome = await page.evaluate(async () => {
      const registration = (await navigator.serviceWorker.getRegistration())!;
      await registration.update().catch(() => {});
      const installing = registration.installing;
      if (!installing) return 'none';
      await new Promise((done) => installing.addEventListener('statechange', done));
      return installing.state;
    });
    assert.equal(outcome, 'redundant');
    await page.reload();
    await untilCoreRuns(page);
    assert.equal(await page.getAttribute('html', 'data-build'), before);
  }));
