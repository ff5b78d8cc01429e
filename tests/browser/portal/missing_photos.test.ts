// Photos that are neither on this device nor to be had.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { until } from '../../server/support/server.ts';
import { launchChromium } from '../../support/chromium.ts';
import { Portal, shop } from '../../support/portal.ts';
import { LIMIT_MS, untilOfflineReady } from '../../support/visit.ts';

const ALTERNATIVE = 'Ein Fachwerkhaus am Markt';
let browser: Browser;
let portal: Portal;

before(async () => {
  [browser, portal] = await Promise.all([launchChromium(), Portal.start(0)]);
  const photo = 'AAAAAAAAAAAA 1280x960'; // of which no file exists
  const records = [{ ...shop(0), photo, photos: photo, photo_texts: ALTERNATIVE }];
  await portal.publish({ collection: 'shops', list: ['name', 'kind', 'place', 'photo'], records });
  await portal.prerender();
  // Styles apply once the server has read the hash that new pages bring.
  const policy = async (): Promise<string> => (await fetch(portal.origin)).headers.get('content-security-policy') ?? '';
  await until(async () => /style-src 'self' 'sha256/.test(await policy()), 'pages may show their styles');
});

after(async () => {
  await browser?.close();
  await portal?.stop();
});

test('a photo that cannot be had is a calm picture with its words, without a line and without script, never a broken one', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ javaScriptEnabled, locale: 'de-DE' });
    context.setDefaultTimeout(LIMIT_MS);
    const page = await context.newPage();
    await page.goto(`${portal.origin}/schaufenster/`);
    if (javaScriptEnabled) {
      await untilOfflineReady(page);
      await context.setOffline(true);
    }
    for (const [path, photo] of [['/schaufenster/', '#shop-bakery-0 img'], ['/schaufenster/bakery-0/', '#photos img']] as const) {
      await page.goto(portal.origin + path);
      await page.waitForSelector(photo);
      await page.locator(photo).scrollIntoViewIfNeeded();
      await until(() => page.locator(photo).evaluate((image) => (image as HTMLImageElement).complete), 'the browser has given up');
      assert.ok(await isCalm(await page.locator(photo).screenshot()), `${path}, script ${javaScriptEnabled}`);
    }
    const says = await page.locator('#photos img').evaluate((image) => getComputedStyle(image, '::after').content);
    assert.ok(says.includes(ALTERNATIVE), says);
    await context.close();
  }
});

// Browsers draw their sign for a broken picture into the upper left corner.
async function isCalm(picture: Buffer): Promise<boolean> {
  const corner = await sharp(picture).extract({ left: 4, top: 4, width: 20, height: 20 }).png().toBuffer();
  const { channels } = await sharp(corner).stats();
  return channels.every(({ min, max }) => max - min < 8);
}
