// The saved list, as a person without a mouse uses it: over reloads, tabs and files.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
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

const focuses = (page: Page, id: string): Promise<unknown> =>
  page.waitForFunction((wanted) => document.activeElement?.id === wanted, id);

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
    await focuses(page, 'undo');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('textarea')?.value === 'zwei Roggenbrote');
    await focuses(page, 'saved-bakery-0');
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

test('a list saved as a file survives emptying the device, by keyboard', () =>
  asNewVisitor(browser, async (context) => {
    const page = await open(context, `${portal.origin}/schaufenster/bakery-0/`);
    await untilCoreRuns(page);
    await page.press('[data-action="save"]', 'Enter');
    await page.waitForSelector('[data-action="save"][aria-pressed="true"]');
    await page.goto(`${portal.origin}/merkliste/`);
    await page.fill('#note-bakery-0', 'zwei „Roggenbrote“\nund ein Ü-Ei');
    await shows(page, 'Gespeichert');
    const [download] = await Promise.all([page.waitForEvent('download'), page.press('[data-action="saved_file"]', 'Enter')]);
    assert.equal(download.suggestedFilename(), 'merkliste-kernstadt.json');
    const file = await readFile(await download.path());
    const kept = JSON.parse(file.toString()) as { version: number; entries: { note: string }[] };
    assert.equal(kept.version, 1);
    assert.equal(kept.entries[0]?.note, 'zwei „Roggenbrote“\nund ein Ü-Ei');

    await page.goto(`${portal.origin}/einstellungen/`);
    await untilCoreRuns(page);
    await page.press('#wipe summary', 'Enter');
    await page.press('[data-action="wipe"]', 'Enter');
    await shows(page, 'geleert');
    await page.goto(`${portal.origin}/merkliste/`);
    await shows(page, 'noch nichts gemerkt');

    const choose = (name: string, buffer: Buffer): Promise<void> =>
      page.setInputFiles('#saved-file', { name, mimeType: 'application/json', buffer });
    await choose('falsch.json', Buffer.from('{"type":"FeatureCollection","features":[null,1.5]}'));
    await shows(page, 'Das ist keine Merkliste');
    await choose('merkliste-kernstadt.json', file);
    await shows(page, 'Neu: 1.');
    await focuses(page, 'saved-report');
    assert.equal(await page.inputValue('#note-bakery-0'), 'zwei „Roggenbrote“\nund ein Ü-Ei');
    await choose('merkliste-kernstadt.json', file);
    await shows(page, 'Schon da: 1.');
  }));

test('an order is written by keyboard, ticked, copied, and kept without a line', () =>
  asNewVisitor(browser, async (context) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: portal.origin });
    const page = await open(context, `${portal.origin}/schaufenster/bakery-0/`);
    await untilCoreRuns(page);
    await page.press('a[href="/merkliste/bestellung/bakery-0/"]', 'Enter');
    await page.waitForSelector('#order-item-0');
    for (const [n, item, amount] of [[0, 'Brötchen', '10'], [1, 'Mischbrot', '']] as const) {
      await focuses(page, n === 0 ? 'main' : `order-item-${n}`);
      await page.focus(`#order-item-${n}`);
      await page.keyboard.type(item);
      await page.keyboard.press('Tab');
      await page.keyboard.type(amount);
      await page.keyboard.press('Enter');
      await page.waitForSelector(`#line-${n}`);
    }
    assert.equal(await page.inputValue('#order-item-2'), '');
    await page.focus('#line-1');
    await page.keyboard.press('Space');
    await page.waitForSelector('#line-1:checked');
    await page.waitForTimeout(800); // typing rests, then the store
    await untilOfflineReady(page);
    await context.setOffline(true);
    await page.reload();
    await page.waitForSelector('#line-1:checked');
    assert.match(await page.getAttribute('a[href^="tel:"]', 'href') ?? '', /^tel:\+49/);
    await page.press('[data-action="order_copy"]', 'Enter');
    await focuses(page, 'order-report');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.ok(copied.includes('- 10 Brötchen\n') && !copied.includes('Mischbrot'), copied);
  }));
