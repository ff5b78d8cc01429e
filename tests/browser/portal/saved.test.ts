// The saved list, as a person without a mouse uses it: over reloads, tabs and files.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../../support/chromium.ts';
import { Portal } from '../../support/portal.ts';
import { asNewVisitor, open, untilCoreRuns, untilOfflineReady } from '../../support/visit.ts';

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
  page.waitForFunction((text) => document.querySelector('main')!.innerText.includes(text), words);

test('a heart pressed by keyboard puts a shop on the list, its note survives a reload, and undo brings it back', () =>
  asNewVisitor(browser, async (context) => {
    const page = await open(context, `${portal.origin}/schaufenster/`);
    await untilCoreRuns(page);
    const heart = page.locator('[data-action="save"][value="bakery-0"]');
    await heart.focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('[value="bakery-0"][aria-pressed="true"]');
    assert.equal(await heart.evaluate((button) => button === document.activeElement), true);

    await page.goto(`${portal.origin}/merkliste/`);
    await page.focus('#note-bakery-0');
    await page.keyboard.type('zwei Roggenbrote');
    await shows(page, 'Gespeichert');
    await untilOfflineReady(page);
    await context.setOffline(true);
    await page.reload();
    await page.waitForFunction(() => document.querySelector('textarea')?.value === 'zwei Roggenbrote');

    await page.focus('#saved-bakery-0 [data-action="save"]');
    await page.keyboard.press('Enter');
    await shows(page, 'entfernt');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'undo');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('textarea')?.value === 'zwei Roggenbrote');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'saved-bakery-0');
  }));

test('a second tab shows what the first one saves', () =>
  asNewVisitor(browser, async (context) => {
    const first = await open(context, `${portal.origin}/schaufenster/farm-1/`);
    const second = await open(context, `${portal.origin}/merkliste/`);
    await untilCoreRuns(first);
    await shows(second, 'noch nichts gemerkt');
    await first.click('[data-action="save"]');
    await second.waitForSelector('#saved-farm-1');
  }));
