// A page on a bad line: it is painted while it arrives, and what is painted stays where it is.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../support/chromium.ts';
import { jumpsOf, watchJumps } from '../../support/jumps.ts';
import { Portal, shop } from '../../support/portal.ts';
import { trickle, type Trickle } from '../../support/trickle.ts';
import { asNewVisitor, open } from '../../support/visit.ts';

let browser: Browser;
let portal: Portal;
let line: Trickle;

before(async () => {
  [browser, portal] = await Promise.all([launchChromium(), Portal.start()]);
  await portal.publishShops([{ ...shop(0), id: 'slim', summary: '', description: '' }]);
  await portal.prerender();
  line = await trickle(portal.origin);
});

after(async () => {
  await browser?.close();
  await line?.close();
  await portal?.stop();
});

// A fifth of what search engines call good (0.1): a word at the end of a row moves when its rest arrives.
const SHIFT_MAX = 0.02;

for (const path of ['/', '/schaufenster/', '/schaufenster/bakery-0/', '/schaufenster/slim/', '/einstellungen/', '/merkliste/', '/impressum/', '/leicht/schaufenster/']) {
  test(`${path} is painted before it is whole, and nothing of it jumps while the rest arrives`, async () => {
    for (const width of [1280, 360]) {
      await asNewVisitor(browser, async (context) => {
        await context.addInitScript(watchJumps);
        await context.route('**/assets/main.*', (route) => route.abort()); // the takeover is another matter
        const page = await open(context, line.origin + path, { width, height: 740 });
        const { shift, jumps, paintedMs, arrivedMs } = await page.evaluate(jumpsOf, false);
        assert.ok(paintedMs > 0 && paintedMs < arrivedMs, `painted at ${paintedMs}, whole at ${arrivedMs}`);
        assert.ok(shift < SHIFT_MAX, `${width} px: ${shift}\n${jumps.join('\n')}`);
      });
    }
  });
}
