// axe-core in real Chromium: no violation on any kind of page, in any language, in light and dark colours, with the core running.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { untilCoreRuns } from '../support/visit.ts';
import { openDemoTown, type DemoTown } from './demo_town.ts';

const axe = readFileSync(join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8');

// One address of every kind of page.
const KINDS = {
  'home': '/',
  'list': '/schaufenster/',
  'later page of a list': '/schaufenster/seite/2/',
  'list of a kind': '/schaufenster/art/bakery/',
  'list of a place': '/schaufenster/ort/kernstadt/',
  'search results': '/schaufenster/?q=brot',
  'open now': '/schaufenster/?offen=jetzt',
  'nothing found': '/schaufenster/?q=raumschiffwerft',
  'shop with everything': '/schaufenster/baeckerei-morgenrot/',
  'shop with little': '/schaufenster/albert-busch-blomesche-wildnis/',
  'settings': '/einstellungen/',
  'imprint': '/impressum/',
  'privacy': '/datenschutz/',
  'accessibility': '/barrierefreiheit/',
  'sources': '/quellen/',
  'not found': '/gibt/es/nicht/',
};

let browser: Browser;
let demo: DemoTown;
before(async () => {
  [browser, demo] = await Promise.all([launchChromium(), openDemoTown()]);
});
after(async () => {
  await browser?.close();
  await demo?.stop();
});

async function violations(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    type Found = { id: string; nodes: { html: string }[] };
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<{ violations: Found[] }> } };
    const result = await axe.run({ resultTypes: ['violations'] });
    return result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 200)).join(' | ')}`);
  });
}

for (const language of ['', '/en', '/leicht']) {
  describe(`in ${language || '/'}`, () => {
    for (const [kind, path] of Object.entries(KINDS)) {
      test(kind, async () => {
        // Without a service worker every page comes from the server as a first visit does; the policy of pages would refuse axe.
        const context = await browser.newContext({ bypassCSP: true, serviceWorkers: 'block' });
        try {
          const page = await context.newPage();
          await page.goto(demo.origin + language + path);
          await untilCoreRuns(page);
          await page.evaluate(axe);
          for (const colorScheme of ['light', 'dark'] as const) {
            await page.emulateMedia({ colorScheme });
            assert.deepEqual(await violations(page), [], colorScheme);
          }
        } finally {
          await context.close();
        }
      });
    }
  });
}

test('a barrier would be found', async () => {
  const page = await browser.newPage();
  try {
    await page.setContent('<!doctype html><html lang="de"><title>x</title><main><h1>x</h1><img src="x.png"></main>');
    await page.evaluate(axe);
    assert.match((await violations(page)).join(), /image-alt/);
  } finally {
    await page.close();
  }
});
