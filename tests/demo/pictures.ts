// Takes the pictures in web/screenshots from the demo town: node tests/demo/pictures.ts [ORIGIN]
//
// Without ORIGIN (of a portal that shows the demo town already) it opens a town of its own. Each page is taken on a phone and on a
// desk, light and dark, in a town of its own also the page on which an owner keeps an entry; so are a saved list and an order list that somebody has filled. A shop, a list and
// the saved list are taken as paper shows them. Of the list, the map and a shop it also makes the picture that the README of the tree shows.
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { admin } from '../server/support/owner.ts';
import { launchChromium } from '../support/chromium.ts';
import { untilCoreRuns } from '../support/visit.ts';
import { openDemoTown } from './demo_town.ts';

const OUT = resolve(import.meta.dirname, '../../web/screenshots');
const PAGES = { home: '/', list: '/schaufenster/ort/kernstadt/', map: '/schaufenster/karte/', region: '/schaufenster/karte/?karte=53.80000,11.30000,3', shop: '/schaufenster/baeckerei-morgenrot/' };
const KEPT = { saved: '/merkliste/', order: '/merkliste/bestellung/baeckerei-morgenrot/' };
const SIZES = { phone: { width: 360, height: 780 }, desk: { width: 1280, height: 900 } };
const PAPER = { width: 718, height: 1047 }; // A4 between its margins
const SCHEMES = ['light', 'dark'] as const;
const GROUND = '#e7dfd0';
const GAP = 40;

type Shots = Map<string, Buffer>;

// As somebody whom the town has invited to keep this entry.
async function takeOver(page: Page, origin: string, data: string): Promise<void> {
  await page.goto(origin + admin(data, 'invite-shop', 'baeckerei-morgenrot').trim().replace(/^https?:\/\/[^/]+/, ''));
  await page.getByRole('button', { name: 'Auf diesem Gerät einrichten' }).click();
  await page.waitForFunction(() => document.getElementById('page')!.innerText.includes('Eingerichtet.'));
  await page.evaluate(() => scrollTo(0, 0));
}

// As somebody who wants bread and a haircut.
async function keep(page: Page, origin: string): Promise<void> {
  for (const slug of ['barbier-orhan', 'baeckerei-morgenrot']) {
    await page.goto(`${origin}/schaufenster/${slug}/`);
    await untilCoreRuns(page);
    await page.locator('#main [data-action="save"]').first().press('Enter');
    await page.waitForSelector('#main [aria-pressed="true"]');
  }
  await page.goto(`${origin}/merkliste/`);
  await page.locator('textarea').first().fill('Samstags schon um sieben da sein, sonst sind die Mohnschnecken weg.');
  await page.waitForFunction(() => document.querySelector('#saved .hint')?.textContent === 'Gespeichert');
  await page.goto(`${origin}/merkliste/bestellung/baeckerei-morgenrot/`);
  for (const [item, amount] of [['Roggenbrot, geschnitten', '1'], ['Mohnschnecken', '6']]) {
    await page.getByLabel('Was möchten Sie?').fill(item!);
    await page.getByLabel('Wie viel?').fill(amount!);
    await page.keyboard.press('Enter');
    await page.waitForFunction((words) => document.getElementById('order')?.innerText.includes(words!), item);
  }
}

async function take(browser: Browser, origin: string, data?: string): Promise<Shots> {
  const shots: Shots = new Map();
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of SCHEMES) {
      const touched = size === 'phone' ? { isMobile: true, hasTouch: true } : {};
      const context = await browser.newContext({ viewport, colorScheme, locale: 'de-DE', serviceWorkers: 'block', ...touched });
      context.setDefaultTimeout(120_000);
      const page = await context.newPage();
      const open = async (path: string): Promise<void> => {
        await page.goto(origin + path);
        await untilCoreRuns(page);
        await page.waitForLoadState('networkidle');
      };
      for (const [name, path] of Object.entries(PAGES)) {
        await open(path);
        shots.set(`${name}_${size}_${colorScheme}`, await page.screenshot());
      }
      await keep(page, origin);
      for (const [name, path] of Object.entries(KEPT)) {
        await open(path);
        shots.set(`${name}_${size}_${colorScheme}`, await page.screenshot());
      }
      if (size === 'desk' && colorScheme === 'light') {
        await page.setViewportSize(PAPER);
        await page.emulateMedia({ media: 'print' });
        for (const name of ['shop', 'list', 'saved'] as const) {
          await open({ ...PAGES, ...KEPT }[name]);
          shots.set(`${name}_paper`, await page.screenshot());
        }
        await page.emulateMedia({ media: null });
        await page.setViewportSize(viewport);
      }
      if (data) {
        await takeOver(page, origin, data);
        shots.set(`owner_${size}_${colorScheme}`, await page.screenshot());
      }
      await context.close();
    }
  }
  return shots;
}

// Side by side on one ground, each as high as the highest.
async function row(shots: Shots, names: string[]): Promise<Buffer> {
  const height = SIZES.desk.height;
  const parts = await Promise.all(names.map(async (name) => {
    const data = await sharp(shots.get(name)).resize({ height: name.includes('phone') ? height - 2 * GAP : height }).png().toBuffer();
    return { data, width: (await sharp(data).metadata()).width };
  }));
  let left = 0;
  const layers = parts.map(({ data, width }, at) => {
    const layer = { input: data, left, top: names[at]?.includes('phone') ? GAP : 0 };
    left += width + GAP;
    return layer;
  });
  return sharp({ create: { width: left, height, channels: 3, background: GROUND } }).composite(layers).png().toBuffer();
}

const origin = process.argv[2];
const town = origin ? { origin, data: undefined, stop: async () => {} } : await openDemoTown();
const browser = await launchChromium();
try {
  await mkdir(OUT, { recursive: true });
  const shots = await take(browser, town.origin, town.data);
  shots.set('directory', await row(shots, ['list_desk_light', 'map_phone_dark', 'shop_phone_light', 'region_phone_light']));
  for (const [name, shot] of shots) {
    const picture = sharp(shot);
    if (name === 'directory') picture.resize({ width: 1400 });
    await picture.png({ palette: true, quality: 80, compressionLevel: 9 }).toFile(join(OUT, `${name}.png`));
  }
  console.log(`${shots.size} pictures in web/screenshots`);
} finally {
  await browser.close();
  await town.stop();
}
