// The list under a person's hands: what is open, at which time, near what.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../../support/chromium.ts';
import { until } from '../../server/support/server.ts';
import { Portal } from '../../support/portal.ts';
import { asNewVisitor, open, tabTo, untilCoreRuns } from '../../support/visit.ts';

let browser: Browser;
let portal: Portal;

before(async () => {
  [browser, portal] = await Promise.all([launchChromium(), Portal.start(3)]);
  const places = [{ id: 'nord', name: 'Nord', lat: '53.900', lon: '11.0' }, { id: 'sued', name: 'Süd', lat: '53.800', lon: '11.0' }];
  await portal.publish({ collection: 'places', list: ['name', 'lat', 'lon'], records: places });
  const never = '2020 Jan 01 10:00-11:00';
  await portal.publish({
    collection: 'shops',
    list: ['name', 'kind', 'place', 'lat', 'lon', 'opening_hours', 'assortment'],
    records: [
      { id: 'automat', name: 'Automat', kind: 'farm', place: 'nord', lat: '53.900', lon: '11.0', opening_hours: '24/7', assortment: 'Eier; Honig' },
      { id: 'backhaus', name: 'Backhaus', kind: 'bakery', place: 'sued', lat: '53.800', lon: '11.0', opening_hours: '24/7', assortment: 'Brot' },
      { id: 'cafe', name: 'Café', kind: 'bakery', place: 'sued', lat: '53.805', lon: '11.0', opening_hours: `${never}; Mo 08:00-10:00`, assortment: 'Kuchen' },
    ],
  });
  await portal.prerender();
});

after(async () => {
  await browser?.close();
  await portal?.stop();
});

const names = (page: Page): Promise<string[]> => page.locator('#results h3').allTextContents();
const untilNames = (page: Page, wanted: string[]): Promise<void> =>
  until(async () => (await names(page)).join() === wanted.join(), `the list shows ${wanted.join()}`);
const list = async (context: BrowserContext, query = ''): Promise<Page> => {
  const page = await open(context, `${portal.origin}/schaufenster/${query}`);
  await untilCoreRuns(page);
  return page;
};

test('by keyboard: what is open now, as many as the chip says, and back', () =>
  asNewVisitor(browser, async (context) => {
    const page = await list(context);
    const all = ['Automat', 'Bäckerei Nummer 0', 'Backhaus', 'Café', 'Fleischerei Nummer 2', 'Hof Nummer 1'];
    await untilNames(page, all);
    const chip = page.locator('#times a', { hasText: 'Jetzt geöffnet' });
    const promised = Number(await chip.locator('small').innerText());
    await chip.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/schaufenster/?offen=jetzt');
    await page.waitForFunction(() => document.querySelector('#times [aria-current]')?.textContent?.startsWith('Jetzt'));
    const found = await names(page);
    assert.equal(found.length, promised);
    assert.ok(found.includes('Automat') && found.includes('Backhaus'), found.join());
    await page.goBack();
    await untilNames(page, all);
  }));

test('by keyboard: a day and a time of one’s own', () =>
  asNewVisitor(browser, async (context) => {
    const page = await list(context, '?q=kuchen');
    await page.locator('#moment summary').focus();
    await page.keyboard.press('Enter');
    await page.fill('#offen', '2026-11-23T09:00');
    await page.locator('#offen').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/schaufenster/?q=kuchen&offen=2026-11-23T09:00');
    await untilNames(page, ['Café']);
    assert.match(await page.innerText('#shop-cafe .state'), /geöffnet bis 10 Uhr/);
    await page.goto(`${portal.origin}/schaufenster/?q=kuchen&offen=2026-11-23T11:00`);
    await page.click('#ways a:has-text("Jederzeit")');
    await untilNames(page, ['Café']);
  }));

test('near me: the nearest first, with distances, and the position stays out of the address', () =>
  asNewVisitor(browser, async (context) => {
    await context.grantPermissions(['geolocation'], { origin: portal.origin });
    await context.setGeolocation({ latitude: 53.8012, longitude: 11.0 });
    const page = await list(context, '?offen=jetzt');
    await page.click('#times button');
    await page.waitForURL('**/schaufenster/?offen=jetzt&sortiert=naehe');
    await page.waitForFunction(() => document.querySelector('#results h3')?.textContent === 'Backhaus');
    assert.match(await page.innerText('#shop-backhaus .now'), /100 m/);
    assert.match(await page.innerText('#shop-automat .now'), /11 km/);
    assert.match(await page.innerText('#near'), /bleibt auf diesem Gerät/);
    await page.click('header .brand');
    await page.waitForFunction(() => document.querySelector('#nearby h3')?.textContent === 'Backhaus');
  }));

test('where the position is refused, a place is chosen by keyboard instead', () =>
  asNewVisitor(browser, async (context) => {
    const page = await list(context);
    await page.locator('#times [data-action=locate]').focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('#near [role=status]')?.textContent?.includes('verrät'));
    await page.locator('#centre').focus();
    await page.keyboard.press('S');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('#results h3')?.textContent === 'Backhaus');
    assert.match(await page.innerText('#near'), /Entfernungen ab Süd/);
  }));

test('with Tab and Enter alone: a search, its order, a kind, and the shop', () =>
  asNewVisitor(browser, async (context) => {
    const page = await list(context);
    await tabTo(page, '#q');
    await page.keyboard.type('nummer');
    await until(async () => (await names(page)).length === 3, 'three shops are found');
    await tabTo(page, '.chips a', 'Nach Name');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('#results .chips [aria-current]')?.textContent === 'Nach Name');
    await untilNames(page, ['Bäckerei Nummer 0', 'Fleischerei Nummer 2', 'Hof Nummer 1']);
    assert.equal(new URL(page.url()).searchParams.get('q'), 'nummer');
    await page.keyboard.press('Control+Home');
    await page.focus('.skip');
    await tabTo(page, '.chips a', 'Hof');
    await page.keyboard.press('Enter');
    await untilNames(page, ['Hof Nummer 1']);
    await tabTo(page, '#results h3 a', 'Hof Nummer 1');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/schaufenster/farm-1/');
    await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Hof Nummer 1');
  }));
