// The same pages for other eyes and other uses: no motion wanted, colours forced by the system, no script, paper.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { launchChromium } from '../../support/chromium.ts';
import { Portal, shop } from '../../support/portal.ts';
import { LIMIT_MS, open, untilCoreRuns } from '../../support/visit.ts';

let browser: Browser;
let portal: Portal;

before(async () => {
  [browser, portal] = await Promise.all([launchChromium(), Portal.start()]);
  // A bakery and a farm next door share a mark; a butcher stands alone.
  const places = [{ lat: '53.8650', lon: '11.1900' }, { lat: '53.8651', lon: '11.1901' }, { lat: '53.8750', lon: '11.2100' }];
  const hours = ['24/7', 'off', 'Mo-Fr 08:00-18:00'];
  await portal.publishShops(places.map((place, n) => ({ ...shop(n), ...place, place: 'grevesmuehlen', opening_hours: hours[n]! })));
  await portal.prerender();
});

after(async () => {
  await browser?.close();
  await portal?.stop();
});

const moved: string[] = []; // by the page in view, since it was opened

async function asSomebody(wish: BrowserContextOptions, look: (page: Page) => Promise<void>): Promise<void> {
  moved.length = 0;
  const context = await browser.newContext({ locale: 'de-DE', serviceWorkers: 'block', viewport: { width: 1280, height: 800 }, ...wish });
  context.setDefaultTimeout(LIMIT_MS);
  try {
    await context.exposeFunction('noteMotion', (what: string) => void moved.push(what));
    if (wish.javaScriptEnabled !== false) await context.addInitScript(watchMotion);
    await look(await open(context, `${portal.origin}/`));
  } finally {
    await context.close();
  }
}

// Runs in the page before anything else does: whatever moves by itself, by style or by script, leaves its name.
const BLINK_MS = 20;
function watchMotion(): void {
  for (const kind of ['transitionrun', 'animationstart']) addEventListener(kind, ({ target }) => noteMotion(`${kind} of ${(target as Element).outerHTML.slice(0, 80)}`), true);
  const smooth = (name: string, options: unknown): void => {
    if ((options as { behavior?: string } | undefined)?.behavior === 'smooth') noteMotion(`${name} glides`);
  };
  const { animate, scrollIntoView } = Element.prototype;
  Element.prototype.animate = function (...words) {
    noteMotion(`animate of ${this.outerHTML.slice(0, 80)}`);
    return animate.apply(this, words);
  };
  Element.prototype.scrollIntoView = function (options) {
    smooth('scrollIntoView', options);
    scrollIntoView.call(this, options);
  };
  for (const name of ['scrollTo', 'scrollBy', 'scroll'] as const) {
    const plain = window[name].bind(window) as (...words: unknown[]) => void;
    Object.assign(window, { [name]: (...words: unknown[]) => (smooth(name, words[0]), plain(...words)) });
  }
}
declare function noteMotion(what: string): void;

// What would move, though nobody made it move here.
const movable = (blinkMs: number): string[] => {
  const seconds = (list: string): number => Math.max(...list.split(',').map((time) => Number.parseFloat(time)));
  const found = [...document.querySelectorAll('*')].filter((element) => {
    const { transitionDuration, animationName, animationDuration, scrollBehavior } = getComputedStyle(element);
    const isLong = seconds(transitionDuration) * 1000 > blinkMs || (animationName !== 'none' && seconds(animationDuration) * 1000 > blinkMs);
    return isLong || scrollBehavior === 'smooth';
  });
  const running = document.getAnimations().map((one) => `running: ${(one.effect as KeyframeEffect | null)?.target?.outerHTML.slice(0, 80)}`);
  return [...found.map((element) => element.outerHTML.slice(0, 80)), ...running];
};

// A person's way past everything that could move: what opens, what is marked, the map, what changes by itself, what asks back.
async function goRound(page: Page): Promise<string[]> {
  const found: string[] = [];
  const look = async (): Promise<void> => void found.push(...(await page.evaluate(movable, BLINK_MS)));
  await untilCoreRuns(page);
  await page.hover('.tiles li');
  await look();
  await page.goto(`${portal.origin}/schaufenster/`);
  await untilCoreRuns(page);
  await page.click('#moment summary');
  await page.fill('#q', 'Hof');
  await page.waitForFunction(() => document.getElementById('shops-heading')!.innerText.startsWith('20 '));
  await look();
  await page.goto(`${portal.origin}/schaufenster/karte/`);
  await untilCoreRuns(page);
  await page.click('[data-keys] .buttons :first-child');
  await page.waitForURL('**karte=*');
  await page.keyboard.press('ArrowLeft');
  await look();
  await page.goto(`${portal.origin}/schaufenster/bakery-30/`);
  await untilCoreRuns(page);
  await page.locator('#main [data-action="save"]').first().click();
  await page.waitForSelector('#main [aria-pressed="true"]');
  const summary = `Neu um ${Date.now()}`;
  await portal.publish({ collection: 'shops', list: ['name', 'kind', 'place', 'summary', 'opening_hours'], records: [{ ...shop(30), summary }] });
  await page.waitForFunction((words) => document.getElementById('main')!.innerText.includes(words), summary);
  await look();
  for (const path of ['/merkliste/', '/einstellungen/', '/pflege/', '/impressum/', '/gibt/es/nicht/']) {
    await page.goto(portal.origin + path);
    await untilCoreRuns(page);
    await page.evaluate(() => document.querySelectorAll('details').forEach((one) => one.setAttribute('open', '')));
    await look();
  }
  return found;
}

test('who wants no motion sees none: nothing glides, turns or fades, whatever is done', () =>
  asSomebody({ reducedMotion: 'reduce' }, async (page) => {
    assert.deepEqual(await goRound(page), []);
    assert.deepEqual(moved, []);
  }));

test('motion would be seen', () =>
  asSomebody({ reducedMotion: 'no-preference' }, async (page) => {
    await untilCoreRuns(page);
    await page.hover('.tiles li');
    await page.waitForFunction(() => document.getAnimations().length > 0);
    assert.notDeepEqual(await page.evaluate(movable, BLINK_MS), []);
    await page.evaluate(() => scrollTo({ top: 10, behavior: 'smooth' }));
    assert.match(moved.join(), /transitionrun of .*scrollTo glides/);
  }));

type Look = Record<string, string>;
// A colour that lets the page's ground through looks like the ground.
const lookOf = (place: Locator, property: string, pseudo = ''): Promise<string> =>
  place.first().evaluate((element, [name, part]) => {
    const value = getComputedStyle(element, part || null).getPropertyValue(name!);
    return /^rgba.*, 0\)$/.test(value) ? getComputedStyle(document.body).backgroundColor : value;
  }, [property, pseudo]);

// What tells two states apart when a page's own colours are gone.
async function distinctions(page: Page): Promise<Look> {
  const found: Look = {};
  const compare = async (name: string, one: Promise<string>, other: Promise<string>): Promise<void> => {
    const [a, b] = await Promise.all([one, other]);
    if (a === b) found[name] = a;
  };
  await page.goto(`${portal.origin}/schaufenster/`);
  await untilCoreRuns(page);
  await page.waitForSelector('.open');
  await page.waitForSelector('.closed');
  const chips = page.locator('#kinds .chips');
  await compare('a chosen chip', lookOf(chips.locator('[aria-current]'), 'background-color'), lookOf(chips.locator('a:not([aria-current])'), 'background-color'));
  await compare('a chosen chip and its words', lookOf(chips.locator('[aria-current]'), 'background-color'), lookOf(chips.locator('[aria-current]'), 'color'));
  await compare('a service one is in', lookOf(page.locator('.services [aria-current]'), 'border-bottom-color'), lookOf(page.locator('.services a:not([aria-current])'), 'border-bottom-color'));
  await compare('open', lookOf(page.locator('.open'), 'background-color', '::before'), lookOf(page.locator('.closed'), 'background-color', '::before'));
  await page.locator('#shops [data-action="save"]').first().click();
  await page.waitForSelector('#shops [aria-pressed="true"]');
  await compare('a shop that was saved', lookOf(page.locator('#shops [aria-pressed="true"] .icon'), 'fill'), lookOf(page.locator('#shops [aria-pressed="false"] .icon'), 'fill'));
  await page.goto(`${portal.origin}/schaufenster/karte/`);
  await untilCoreRuns(page);
  await compare('a mark of many', lookOf(page.locator('.map .many path'), 'fill'), lookOf(page.locator('.map .pin path'), 'fill'));
  await compare('the number on a mark', lookOf(page.locator('.map .many path'), 'fill'), lookOf(page.locator('.map .count'), 'fill'));
  await compare('a mark and its ground', lookOf(page.locator('.map .pin path'), 'stroke'), lookOf(page.locator('.map'), 'background-color'));
  return found;
}

// Whatever Tab reaches says that it was reached by a line of the system's, 2 px or more.
async function focusWithoutRing(page: Page, steps: number): Promise<string[]> {
  const found: string[] = [];
  for (let step = 0; step < steps; step += 1) {
    await page.keyboard.press('Tab');
    const bare = await page.evaluate(() => {
      const element = document.activeElement!;
      if (element === document.body) return '';
      const ground = getComputedStyle(document.body).backgroundColor;
      const isRing = ({ outlineStyle, outlineWidth, outlineColor }: CSSStyleDeclaration): boolean =>
        outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 && outlineColor !== ground;
      return isRing(getComputedStyle(element)) || isRing(getComputedStyle(element, '::after')) ? '' : element.outerHTML.slice(0, 100);
    });
    if (bare) found.push(bare);
  }
  return found;
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`with colours of the system (${colorScheme}) what is chosen, open, saved, many and in focus is told apart`, () =>
    asSomebody({ forcedColors: 'active', colorScheme }, async (page) => {
      assert.deepEqual(await distinctions(page), {});
      for (const path of ['/', '/schaufenster/', '/schaufenster/karte/', '/schaufenster/bakery-0/', '/einstellungen/']) {
        await page.goto(portal.origin + path);
        await untilCoreRuns(page);
        assert.deepEqual(await focusWithoutRing(page, 25), [], path);
      }
    }));
}

for (const [prefix, words] of [['', 'Dieser Browser führt das Portal nicht aus'], ['/en', 'This browser does not run the portal'], ['/leicht', 'Ihr Browser ist einfach eingestellt']]) {
  test(`without script a page says what does not work, offers nothing of it, and leads on by kind and place: ${prefix}`, () =>
    asSomebody({ javaScriptEnabled: false }, async (page) => {
      for (const path of ['/', '/schaufenster/?q=Brot', '/schaufenster/bakery-0/', '/merkliste/', '/pflege/', '/einstellungen/']) {
        await page.goto(portal.origin + prefix + path);
        assert.ok((await page.innerText('body')).startsWith(words!), path);
        const dead = page.locator('form, [data-action]:not(a), .now, #nearby');
        for (const one of await dead.all()) assert.ok(!(await one.isVisible()), `${path}: ${await one.evaluate((element) => element.outerHTML.slice(0, 100))}`);
      }
      for (const way of ['kinds', 'places']) {
        await page.goto(`${portal.origin}${prefix}/schaufenster/`);
        await page.click(`#${way} a >> nth=1`);
        await page.waitForURL(/\/(art|ort)\//);
        assert.ok((await page.locator('#shops li').count()) > 0, way);
        assert.ok((await page.locator('#kinds a:visible').count()) > 1, way);
        for (const link of await page.locator('#choices a:visible').all()) {
          const address = await link.evaluate((element) => (element as HTMLAnchorElement).href);
          assert.equal((await fetch(address)).status, 200, address);
        }
      }
    }));
}

test('with script nothing of what is said without it shows', () =>
  asSomebody({}, async (page) => {
    await untilCoreRuns(page);
    assert.ok(!(await page.innerText('body')).includes('führt das Portal nicht aus'));
  }));

// What a person reads on paper, and what nobody can press there.
test('on paper stands what is looked up, whole, and nothing to press', () =>
  asSomebody({ viewport: { width: 718, height: 1000 } }, async (page) => {
    const onPaper = async (path: string): Promise<string> => {
      await page.goto(portal.origin + path);
      await untilCoreRuns(page);
      await page.emulateMedia({ media: 'print' });
      const words = await page.innerText('body');
      const pressed = page.locator('button, .button, nav, summary, [type="search"], .chips');
      for (const one of await pressed.all()) assert.ok(!(await one.isVisible()), `${path}: ${await one.evaluate((element) => element.outerHTML.slice(0, 100))}`);
      await page.emulateMedia({ media: null });
      return words;
    };
    const entry = await onPaper('/schaufenster/bakery-30/');
    for (const words of ['Bäckerei Nummer 30', 'Lindenstraße 30', '+49 3881 000000', 'Samstag', 'Ein Betrieb, den es nur']) assert.ok(entry.includes(words), words);
    assert.ok(!entry.includes('heute'), 'true only today');
    assert.match(await onPaper('/schaufenster/?q=B%C3%A4ckerei'), /Bäckerei Nummer 30/);
    await page.goto(`${portal.origin}/schaufenster/bakery-30/`);
    await untilCoreRuns(page);
    await page.locator('#main [data-action="save"]').first().click();
    await page.waitForSelector('#main [aria-pressed="true"]');
    await page.goto(`${portal.origin}/merkliste/`);
    await page.fill('textarea', 'Nach dem Brot von gestern fragen. '.repeat(12));
    await page.waitForFunction(() => document.querySelector('#saved .hint')?.textContent?.includes('Gespeichert'));
    await onPaper('/merkliste/');
    await page.emulateMedia({ media: 'print' });
    assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll('textarea')].filter(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight).length), 0, 'a note is whole');
  }));
