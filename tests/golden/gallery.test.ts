// What only a browser can judge about the gallery's pages: accessibility, valid markup, room on small screens.
//
// The gallery program writes every example as a page into build/preview; `build/web` must have been built for its page template.
// SCREENSHOTS=folder also writes pictures of the pages, for eyes.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { HtmlValidate } from 'html-validate';
import { chromium, type Browser, type Page } from 'playwright-core';
import sharp from 'sharp';
import { MARKUP } from '../support/markup.ts';
import { ZOOMED, lostWhenZoomed } from '../support/reflow.ts';
import { compileSprite } from '../../web/drawings/compile.ts';
import { compileStyles } from '../../web/styles/compile.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const gallery = join(root, 'build/preview');
mkdirSync(gallery, { recursive: true });
writeFileSync(join(gallery, 'style.css'), await compileStyles());
execFileSync(join(root, 'build/dev/tests/golden/gallery'), ['web/page.html', join(gallery, 'style.css'), gallery], { cwd: root });
const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
const names = readdirSync(gallery).filter((file) => file.endsWith('.html')).map((file) => file.slice(0, -5));
const whole = names.filter((name) => name !== 'components');

const sprite = compileSprite();

let browser: Browser;
let server: Server;
let origin = '';

async function answer(url: string): Promise<{ type: string; body: string | Buffer } | undefined> {
  if (url.startsWith('/media/')) {
    const format = url.endsWith('.avif') ? 'avif' : 'webp';
    const picture = sharp({ create: { width: 320, height: 240, channels: 3, background: '#c9a27e' } });
    return { type: `image/${format}`, body: await picture.toFormat(format).toBuffer() };
  }
  if (url === sprite.address) return { type: 'image/svg+xml', body: sprite.text };
  const name = new URL(url, 'http://gallery').pathname.slice(1);
  return names.includes(name) ? { type: 'text/html; charset=utf-8', body: readFileSync(join(gallery, `${name}.html`)) } : undefined;
}

before(async () => {
  server = createServer((request, response) => {
    void answer(request.url ?? '/').then((found) => {
      response.writeHead(found ? 200 : 404, { 'Content-Type': found?.type ?? 'text/plain' });
      response.end(found?.body ?? '');
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
});

after(async () => {
  await browser.close();
  server.close();
});

async function withPage(name: string, options: Parameters<Browser['newContext']>[0], look: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });
  try {
    const page = await context.newPage();
    await page.goto(`${origin}/${name}`);
    await look(page);
  } finally {
    await context.close();
  }
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: { run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe;
    const result = await axe.run({ resultTypes: ['violations'] });
    return result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' | ')}`);
  });
}

// Each page is opened once and judged in every respect, because opening is what takes the time.
describe('for everyone', () => {
  for (const name of whole) {
    test(name, (context) => withPage(name, {}, async (page) => {
      await context.test('axe-core finds nothing in light colours', async () => assert.deepEqual(await violations(page), []));
      // Words change nothing about colours, so the dark ones are judged in one language.
      if (name.endsWith('.de')) {
        await page.emulateMedia({ colorScheme: 'dark' });
        await context.test('nor in dark colours', async () => assert.deepEqual(await violations(page), []));
      }
      await page.setViewportSize({ width: 360, height: 780 });
      await context.test('everything can be pressed with a finger', async () => assert.deepEqual(await smallTargets(page), []));
      await context.test('nothing is lost at 320 px, which is 1280 px at 400 per cent', async () => assert.deepEqual(await lostWhenZoomed(page), []));
    }));
  }
});

// Links within words are exempt (WCAG 2.2, 2.5.8); so are those whose whole card can be pressed.
async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => [...document.querySelectorAll('a, button, summary, input')].flatMap((element) => {
    const box = element.getBoundingClientRect();
    const exempt = box.width === 0 || element.matches('.skip, p a, h3 a, dd a, .prose li a');
    return exempt || (box.width >= 24 && box.height >= 24) ? [] : [`${element.outerHTML.slice(0, 80)}: ${box.width} × ${box.height}`];
  }));
}

describe('the markup is valid', () => {
  const validator = new HtmlValidate(MARKUP);
  for (const name of whole) {
    test(name, async () => {
      const report = await validator.validateFile(join(gallery, `${name}.html`));
      const found = report.results.flatMap((result) => result.messages.map((one) => `${one.line}:${one.column} ${one.ruleId}: ${one.message}`));
      assert.deepEqual(found, []);
    });
  }
});

test('a list says the same and stays where it is when its slots are filled', async () => {
  const boxes = async (name: string): Promise<string[]> => {
    let found: string[] = [];
    await withPage(name, { viewport: { width: 360, height: 780 } }, async (page) => {
      found = await page.evaluate(() => [...document.querySelectorAll('.cards > li')].map((card) => {
        const box = card.getBoundingClientRect();
        return `${box.top + window.scrollY} ${box.height}`;
      }));
    });
    return found;
  };
  assert.deepEqual(await boxes('list_alive.de'), await boxes('list.de'));
});

if (process.env.SCREENSHOTS) {
  const folder = process.env.SCREENSHOTS;
  mkdirSync(folder, { recursive: true });
  const looks = {
    phone: { viewport: { width: 360, height: 780 } },
    desk: { viewport: { width: 1280, height: 860 } },
    phone_dark: { viewport: { width: 360, height: 780 }, colorScheme: 'dark' },
    desk_dark: { viewport: { width: 1280, height: 860 }, colorScheme: 'dark' },
    forced: { viewport: { width: 1280, height: 860 }, forcedColors: 'active' },
    zoomed: { viewport: ZOOMED, deviceScaleFactor: 4 },
  } as const;
  for (const name of ['home.de', 'list_alive.de', 'list_empty.de', 'shop.de', 'settings.de', 'sources.de', 'not_found.de', 'components']) {
    for (const [look, options] of Object.entries(looks)) {
      test(`picture of ${name}, ${look}`, () => withPage(name, options, async (page) => {
        await page.screenshot({ path: join(folder, `${name}.${look}.png`), fullPage: look !== 'zoomed' });
      }));
    }
  }
}
