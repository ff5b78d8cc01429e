// Leaving: a device that is emptied, and a service worker that the operator switches off.
import assert from 'node:assert/strict';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../../support/chromium.ts';
import { Portal } from '../../support/portal.ts';
import { asNewVisitor, open, untilCoreRuns, untilOfflineReady } from '../../support/visit.ts';
import { until } from '../../server/support/server.ts';

let browser: Browser;
let portal: Portal;

before(async () => {
  [browser, portal] = await Promise.all([launchChromium(), Portal.start()]);
});

after(async () => {
  await browser?.close();
  await portal?.stop();
});

// What this origin still keeps: caches, service workers, keys in databases.
const kept = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const workers = await navigator.serviceWorker.getRegistrations();
    const keys = await new Promise<IDBValidKey[]>((done) => {
      const request = indexedDB.open('stadtkern-kernstadt', 22);
      request.onupgradeneeded = () => request.transaction?.abort();
      request.onerror = () => done([]);
      request.onsuccess = () => {
        const all = request.result.transaction(['FILE_DATA']).objectStore('FILE_DATA').getAllKeys();
        all.onsuccess = () => (request.result.close(), done(all.result));
      };
    });
    return [...(await caches.keys()), ...workers.map(() => 'service worker'), ...keys.map(String)];
  });

test('one button empties this device, and the page goes on', () =>
  asNewVisitor(browser, async (context) => {
    const page = await open(context, `${portal.origin}/einstellungen/`);
    await untilOfflineReady(page);
    assert.ok((await kept(page)).length >= 3);
    await page.click('#wipe summary');
    await page.click('[data-action="wipe"]');
    await until(async () => (await kept(page)).length === 0, 'nothing is kept');
    await page.click('header .services a >> nth=0');
    await page.waitForFunction(() => document.getElementById('shops-heading')?.innerText === '60 Einträge');
  }));

test('sw_off.js served as sw.js takes the service worker away', () =>
  asNewVisitor(browser, async (context) => {
    const page = await open(context, `${portal.origin}/schaufenster/`);
    await untilOfflineReady(page);
    for (const form of ['', '.br', '.gz']) {
      await rm(join(portal.web, `sw.js${form}`));
      await copyFile(join(portal.web, `sw_off.js${form}`), join(portal.web, `sw.js${form}`));
    }
    await new Promise((done) => setTimeout(done, 400)); // the server trusts its cache for a moment
    await page.reload();
    // The page comes from the server again, and does not install the worker that takes itself away over and over.
    await until(async () => (await page.evaluate(() => document.documentElement.dataset['seq']).catch(() => '-1')) !== '-1', 'a page of the server');
    await untilCoreRuns(page);
    assert.deepEqual(await page.evaluate(() => caches.keys()), []);
    let loads = 0;
    page.on('load', () => (loads += 1));
    await page.reload();
    await page.waitForTimeout(2_000);
    assert.equal(loads, 1, 'no page is loaded over and over');
  }));
