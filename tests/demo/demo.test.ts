// The whole demo town: every page is valid, everything published is read by libraries that know nothing of us, and axe-core finds
// no barrier on any kind of page, in any language, in light and dark colours, with the core running. At 400 per cent nothing is lost there.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { checkAtom, checkCards, checkData, checkGeojson, checkSitemap, filesOf } from '../support/published.ts';
import { lostWhenZoomed } from '../support/reflow.ts';
import { untilCoreRuns } from '../support/visit.ts';
import { walk } from './care_walk.ts';
import { openDemoTown, type DemoTown } from './demo_town.ts';

const SHOPS = 1224;
const axe = readFileSync(join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let demo: DemoTown;
before(async () => {
  demo = await openDemoTown();
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await demo?.stop();
});

function judge(files: string[]): Promise<string[]> {
  return new Promise((done, failed) => {
    const worker = new Worker(join(import.meta.dirname, 'validate.ts'), { workerData: { site: demo.site, files } });
    worker.once('message', done);
    worker.once('error', failed);
  });
}

async function faultsOf(files: string[]): Promise<string[]> {
  const workers = availableParallelism();
  const parts = Array.from({ length: workers }, (_, part) => files.filter((_, at) => at % workers === part));
  return (await Promise.all(parts.map(judge))).flat();
}

const languageOf = (file: string): string => /^(?:shell\/)?(en|leicht)\//.exec(file)?.[1] ?? 'de';

for (const language of ['de', 'en', 'leicht']) {
  test(`every page is valid: ${language}`, async () => {
    const files = filesOf(demo.site, '.html').filter((file) => languageOf(file) === language);
    assert.ok(files.length > 1600, `${files.length} pages`);
    assert.deepEqual((await faultsOf(files)).slice(0, 20), []);
  });
}

test('the sitemap names every page', async () => assert.ok((await checkSitemap(demo.site, demo.origin)) > 4900));

test('the Atom feed holds the shops that were confirmed last', () => assert.equal(checkAtom(demo.site, demo.origin), 3 * 50));

test('the GeoJSON holds every shop', () => assert.equal(checkGeojson(demo.site), SHOPS));

test('every shop has a vCard', () => assert.equal(checkCards(demo.site), SHOPS));

test('every shop says its data in the words of schema.org', async () => assert.equal(await checkData(demo.site, demo.origin, 200), 3 * SHOPS));

// One address of every kind of page.
const KINDS = {
  'home': '/',
  'list': '/schaufenster/',
  'later page of a list': '/schaufenster/seite/2/',
  'list of a kind': '/schaufenster/art/bakery/',
  'list of a place': '/schaufenster/ort/kernstadt/',
  'search results': '/schaufenster/?q=brot',
  'open now': '/schaufenster/?offen=jetzt',
  'map': '/schaufenster/karte/',
  'map of the region': '/schaufenster/karte/?karte=53.70000,11.20000,3',
  'nothing found': '/schaufenster/?q=raumschiffwerft',
  'shop with everything': '/schaufenster/baeckerei-morgenrot/',
  'shop with little': '/schaufenster/albert-busch-blomesche-wildnis/',
  'saved list without entries': '/merkliste/',
  'how to keep an entry': '/mein-eintrag/?eintrag=baeckerei-morgenrot',
  'settings': '/einstellungen/',
  'imprint': '/impressum/',
  'privacy': '/datenschutz/',
  'accessibility': '/barrierefreiheit/',
  'sources': '/quellen/',
  'not found': '/gibt/es/nicht/',
};

// What a person has made: a shop that was saved, its order list, a device that counts along.
const MADE: Record<string, (page: Page, home: string) => Promise<unknown>> = {
  'saved list with an entry': async (page, home) => {
    await save(page, home);
    await page.goto(`${home}/merkliste/`);
    await page.waitForSelector('#main textarea');
  },
  'order list': async (page, home) => {
    await save(page, home);
    await page.goto(`${home}/merkliste/bestellung/baeckerei-morgenrot/`);
    await page.waitForSelector('#main [data-form="order"]');
  },
  'settings of a device that counts along': async (page, home) => {
    await page.goto(`${home}/einstellungen/`);
    await untilCoreRuns(page);
    await page.press('[data-action="usage"][value="on"]', 'Enter');
    await page.waitForSelector('[data-action="usage"][value="off"]');
  },
};

async function save(page: Page, home: string): Promise<void> {
  await page.goto(`${home}/schaufenster/baeckerei-morgenrot/`);
  await untilCoreRuns(page);
  await page.locator('#main [data-action="save"]').first().press('Enter');
  await page.waitForSelector('#main [aria-pressed="true"]');
}

async function violations(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    type Found = { id: string; nodes: { html: string }[] };
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<{ violations: Found[] }> } };
    const result = await axe.run({ resultTypes: ['violations'] });
    return result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 200)).join(' | ')}`);
  });
}

// Without a service worker every page comes from the server as a first visit does; the policy of pages would refuse axe.
async function findsNothing(open: (page: Page) => Promise<unknown>): Promise<void> {
  const context = await browser.newContext({ bypassCSP: true, serviceWorkers: 'block' });
  context.setDefaultTimeout(90_000);
  try {
    const page = await context.newPage();
    await open(page);
    await untilCoreRuns(page);
    await page.evaluate(axe);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await violations(page), [], colorScheme);
    }
    assert.deepEqual(await lostWhenZoomed(page), []);
  } finally {
    await context.close();
  }
}

for (const language of ['', '/en', '/leicht']) {
  describe(`in ${language || '/'}`, () => {
    for (const [kind, path] of Object.entries(KINDS)) test(kind, () => findsNothing((page) => page.goto(demo.origin + language + path)));
    for (const [kind, make] of Object.entries(MADE)) test(kind, () => findsNothing((page) => make(page, demo.origin + language)));
  });
}

// From the first question to the answers, so that every state of the care finder is seen, and answered by the invented services.
for (const language of ['', '/en', '/leicht']) {
  test(`asking for care ends in answers, on pages without a barrier: ${language || '/'}`, async () => {
    const context = await browser.newContext({ bypassCSP: true, serviceWorkers: 'block' });
    context.setDefaultTimeout(90_000);
    try {
      const page = await context.newPage();
      await walk(page, demo.origin, language, async (name) => {
        await page.evaluate(axe);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          assert.deepEqual(await violations(page), [], `${name}, ${colorScheme}`);
        }
        assert.deepEqual(await lostWhenZoomed(page), [], name);
      });
      const notes = await page.locator('[id^="von-"]').allInnerTexts();
      assert.ok(notes.length > 2);
      for (const note of notes) assert.match(note, /Antwort einer erfundenen Stelle/);
    } finally {
      await context.close();
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

test('what is lost at 400 per cent or with more room between letters would be found', async () => {
  const page = await browser.newPage();
  const faults = async (body: string): Promise<string> => {
    await page.setContent(`<!doctype html><html lang="de"><title>x</title><body>${body}`);
    return (await lostWhenZoomed(page)).join('\n');
  };
  const nowrap = 'white-space:nowrap;';
  const words = 'Landwirtschaftlicher Direktvermarktungsbetrieb';
  try {
    assert.equal(await faults(`<p>${words}</p><button>${words}</button>`), '');
    assert.match(await faults(`<p style="${nowrap}">${words}</p>`), /^zoomed: the document is \d+ px wide$/m);
    assert.match(await faults(`<p style="${nowrap}position:absolute;right:0">${words}</p>`), /^zoomed: out of the page/m);
    assert.match(await faults(`<p style="${nowrap}overflow:auto">${words}</p>`), /^zoomed: shows less than it holds/m);
    assert.match(await faults(`<p style="overflow:hidden;height:1.2em">Kurz</p>`), /^spaced: shows less than it holds/m);
    assert.match(await faults(`<button style="${nowrap}width:9em">Gut zu wissen</button>`), /^spaced: words wider than their button/m);
    assert.match(await faults(`<p style="height:1em;margin:0">${words}</p><div>${words}</div>`), /^zoomed: on each other/m);
    assert.match(await faults(`<p style="position:fixed;bottom:0;height:6em">${words}</p>`), /^zoomed: \d+ % of the window stays covered$/m);
  } finally {
    await page.close();
  }
});
