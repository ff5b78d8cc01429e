// Counting along: off until it is switched on, and then one small message that says next to nothing.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page, Request } from 'playwright-core';
import { launchChromium } from '../../support/chromium.ts';
import { Portal } from '../../support/portal.ts';
import { asNewVisitor, open, untilCoreRuns } from '../../support/visit.ts';

let browser: Browser;
let portal: Portal;

before(async () => {
  [browser, portal] = await Promise.all([launchChromium(), Portal.start(12)]);
});

after(async () => {
  await browser?.close();
  await portal?.stop();
});

const shows = (page: Page, words: string): Promise<unknown> =>
  page.waitForFunction((text) => document.querySelector('#usage')!.textContent!.includes(text), words);

test('who switched it on sends one answer a week later, without cookie, id or referrer', () =>
  asNewVisitor(browser, async (context) => {
    const sent: Request[] = [];
    context.on('request', (request) => {
      if (request.url().endsWith('/usage')) sent.push(request);
    });
    const page = await open(context, `${portal.origin}/einstellungen/`);
    await untilCoreRuns(page);
    await shows(page, 'zählt nicht mit');
    await page.press('[data-action="usage"]', 'Enter');
    await shows(page, 'Dieses Gerät zählt mit.');
    assert.equal(await page.evaluate(() => (document.activeElement as HTMLButtonElement).value), 'off');
    assert.equal(sent.length, 0);

    await context.addInitScript(() => {
      const now = Date.now;
      Date.now = () => now() + 8 * 86_400_000;
      Reflect.deleteProperty(globalThis, 'Worker'); // a worker has a clock of its own
    });
    const later = await context.newPage();
    await page.close();
    const [request] = await Promise.all([
      context.waitForEvent('request', (one) => one.url().endsWith('/usage')),
      later
        .goto(`${portal.origin}/schaufenster/`)
        .then(() => untilCoreRuns(later))
        .then(() => later.click('a[href="/merkliste/"]')), // the page's clock is the one that was put forward
    ]);
    const body = request.postDataBuffer()!;
    assert.ok(body.length < 40, `${body.length} bytes`);
    assert.match(body.toString('latin1'), /^.gfeature.(directory|shop|search|map|saved|order|care|settings)dused[\xf4\xf5]$/s);
    const fields = await request.allHeaders();
    for (const name of ['cookie', 'referer', 'authorization']) assert.equal(fields[name], undefined, name);
    assert.equal((await request.response())?.status(), 204);
    await later.waitForTimeout(500);
    assert.equal(sent.length, 1);
  }));

test('where the browser asks not to be tracked there is no switch', () =>
  asNewVisitor(browser, async (context) => {
    await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true }));
    const page = await open(context, `${portal.origin}/einstellungen/`);
    await untilCoreRuns(page);
    await shows(page, 'nicht verfolgt');
    assert.equal(await page.locator('[data-action="usage"]').count(), 0);
  }));
