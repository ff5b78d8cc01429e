// The map as it is used: by keys, by mouse, without a line.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../../support/chromium.ts';
import { until } from '../../server/support/server.ts';
import { Portal, shop } from '../../support/portal.ts';
import { asNewVisitor, open, untilCoreRuns, untilOfflineReady } from '../../support/visit.ts';

const SHOPS = 40;
let browser: Browser;
let portal: Portal;

before(async () => {
  [browser, portal] = await Promise.all([launchChromium(), Portal.start(0)]);
  // Eight streets of five houses, some 200 m apart.
  const places = Array.from({ length: SHOPS }, (_, n) => ({
    ...shop(n),
    lat: (53.86 + Math.floor(n / 5) * 0.002).toFixed(4),
    lon: (11.18 + (n % 5) * 0.003).toFixed(4),
  }));
  await portal.publishShops(places);
  await portal.prerender();
});

after(async () => {
  await browser?.close();
  await portal?.stop();
});

const viewOf = (page: Page): string | null => new URL(page.url()).searchParams.get('karte');
const zoomOf = (page: Page): number => Number(viewOf(page)?.split(',')[2]);
const inView = (page: Page): Promise<number> => page.locator('#shops-heading').innerText().then((words) => Number.parseInt(words, 10));

async function untilMoved(page: Page, before: string | null): Promise<void> {
  await page.waitForFunction((old) => new URL(location.href).searchParams.get('karte') !== old, before);
}

async function pressed(page: Page, key: string): Promise<void> {
  const before = viewOf(page);
  await page.keyboard.press(key);
  await untilMoved(page, before);
}

test('a map is moved and entered by keys alone, and the focus stays on it', () =>
  asNewVisitor(browser, async (context) => {
    const page = await open(context, `${portal.origin}/schaufenster/karte/`);
    await untilCoreRuns(page);
    await until(async () => (await inView(page)) === SHOPS, 'every shop in view');
    await page.focus('#map');
    const scrolled = await page.evaluate(() => scrollY);
    await pressed(page, '+');
    const zoom = zoomOf(page);
    await pressed(page, '+');
    assert.equal(zoomOf(page), zoom + 1);
    assert.ok((await inView(page)) < SHOPS);
    const at = viewOf(page);
    await pressed(page, 'ArrowUp');
    assert.ok(Number(viewOf(page)?.split(',')[0]) > Number(at?.split(',')[0]), 'north is up');
    await pressed(page, '-');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'map');
    assert.equal(await page.evaluate(() => scrollY), scrolled);
    await page.reload();
    await untilCoreRuns(page);
    assert.equal(zoomOf(page), zoom);
    await page.focus('#map');
    await pressed(page, '+');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.closest('#map')?.id), 'map');
    const name = await page.evaluate(() => document.activeElement?.querySelector('title')?.textContent);
    await page.keyboard.press('Enter');
    await page.waitForSelector('#shop');
    assert.equal(await page.innerText('h1'), name);
  }));

test('a map follows the mouse, and letting go of it presses nothing', () =>
  asNewVisitor(browser, async (context) => {
    const page = await open(context, `${portal.origin}/schaufenster/karte/?karte=53.86700,11.18600,9`, { width: 1280, height: 900 });
    await untilCoreRuns(page);
    const pin = await page.locator('#map a').first().boundingBox();
    assert.ok(pin);
    await page.mouse.move(pin.x + pin.width / 2, pin.y + pin.height / 2);
    await page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => /\/assets\/map\./.test(name)));
    const before = viewOf(page);
    await page.mouse.down();
    await page.mouse.move(pin.x + 120, pin.y + 60, { steps: 4 });
    assert.notEqual(await page.evaluate(() => document.querySelector<SVGElement>('#map-ground')?.style.transform), '');
    await page.mouse.up();
    await untilMoved(page, before);
    assert.equal(new URL(page.url()).pathname, '/schaufenster/karte/');
    assert.equal(zoomOf(page), 9);
    await page.waitForFunction(() => document.querySelector<SVGElement>('#map-ground')?.style.transform === '');
    const dragged = viewOf(page);
    await page.focus('#map');
    await page.mouse.wheel(0, -100);
    await untilMoved(page, dragged);
    assert.equal(zoomOf(page), 10);
  }));

test('without a line the map is there and moves', () =>
  asNewVisitor(browser, async (context) => {
    const page = await open(context, `${portal.origin}/`);
    await untilOfflineReady(page);
    await context.setOffline(true);
    await page.goto(`${portal.origin}/schaufenster/karte/?art=farm`);
    await untilCoreRuns(page);
    const all = await inView(page);
    assert.ok(all > 0 && all < SHOPS);
    await page.click('[aria-keyshortcuts="Plus"]');
    await untilMoved(page, null);
    assert.ok((await inView(page)) < all);
  }));

test("a shop's address is handed on, and the page says so", () =>
  asNewVisitor(browser, async (context) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: portal.origin });
    const page = await open(context, `${portal.origin}/schaufenster/bakery-0/`);
    await untilCoreRuns(page);
    await page.evaluate(() => Object.defineProperty(navigator, 'share', { value: undefined }));
    await page.click('[data-action="hand_on"]');
    await page.waitForFunction(() => document.getElementById('shared')?.textContent?.includes('kopiert'));
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${portal.origin}/schaufenster/bakery-0/`);
  }));
