// Without a line: the server is not merely unreachable but dead.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../../support/chromium.ts';
import { Portal } from '../../support/portal.ts';
import { asNewVisitor, open, untilCoreRuns, untilOfflineReady } from '../../support/visit.ts';

let browser: Browser;
let portal: Portal;

before(async () => {
  [browser, portal] = await Promise.all([launchChromium(), Portal.start()]);
});

after(async () => {
  await browser?.close();
  await portal?.stop();
});

async function withoutLine(context: BrowserContext, run: () => Promise<void>): Promise<void> {
  await portal.server.end('SIGKILL');
  await context.setOffline(true);
  try {
    await run();
  } finally {
    await context.setOffline(false);
    await portal.serve();
  }
}

// Words that stand on these pages only.
const LEGAL: Record<string, { de: string; leicht: string }> = {
  impressum: { de: 'Angaben nach § 5 DDG', leicht: 'Wer macht diese Seite?' },
  datenschutz: { de: 'Dieses Portal kennt Sie nicht', leicht: 'Diese Seite kennt Sie nicht.' },
  barrierefreiheit: { de: 'Stand der Vereinbarkeit', leicht: 'Das nennt man: Barriere-Freiheit.' },
  quellen: { de: 'European Union Public Licence', leicht: 'Woher kommen die Einträge?' },
};

const heading = (page: Page): Promise<string> => page.innerText('h1');

test('a page that is loaded anew without a line is there, and says that the line is gone until it is back', () =>
  asNewVisitor(browser, async (context) => {
    const page = await open(context, `${portal.origin}/schaufenster/`);
    await untilOfflineReady(page);
    await withoutLine(context, async () => {
      await page.reload();
      await untilCoreRuns(page);
      assert.equal(await page.locator('#shops h2').innerText(), '60 Einträge');
      await page.waitForFunction(() => document.getElementById('status')!.innerText.includes('Keine Verbindung'));
    });
    await page.waitForFunction(() => !document.getElementById('status')!.innerText.includes('Keine Verbindung'));
  }));

test('a contact card that cannot be had without a line is the browser\'s to fetch later, and the page stays', () =>
  asNewVisitor(browser, async (context) => {
    const page = await open(context, `${portal.origin}/schaufenster/farm-7/`);
    await untilOfflineReady(page);
    await untilCoreRuns(page);
    const name = await heading(page);
    await withoutLine(context, async () => {
      const offered = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Kontakt speichern' }).click();
      const download = await offered;
      assert.equal(download.suggestedFilename(), `${name}.vcf`);
      assert.ok(await download.failure());
      assert.equal(await heading(page), name);
    });
    const offered = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Kontakt speichern' }).click();
    assert.match(await readFile(await (await offered).path(), 'utf8'), /^BEGIN:VCARD\r\n/);
  }));

test('a page nobody ever opened is there without a line, in every language', () =>
  asNewVisitor(browser, async (context) => {
    const page = await open(context, `${portal.origin}/`);
    await untilOfflineReady(page);
    await withoutLine(context, async () => {
      await page.goto(`${portal.origin}/schaufenster/farm-7/`);
      await untilCoreRuns(page);
      assert.equal(await heading(page), 'Hof Nummer 7');
      await page.goto(`${portal.origin}/en/schaufenster/?q=Nummer+7`);
      await untilCoreRuns(page);
      assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
      assert.ok((await page.innerText('#shops')).includes('Nummer 7'));
      await page.goto(`${portal.origin}/gibt/es/nicht/`);
      await untilCoreRuns(page);
      assert.ok((await page.innerText('main')).length > 20);
    });
  }));

test('imprint, privacy, accessibility and sources are there without a line, though nobody ever opened them', () =>
  asNewVisitor(browser, async (context) => {
    const page = await open(context, `${portal.origin}/`);
    await untilOfflineReady(page);
    await withoutLine(context, async () => {
      await page.reload();
      await untilCoreRuns(page);
      for (const path of ['impressum', 'datenschutz', 'barrierefreiheit', 'quellen']) {
        await page.click(`#bottom a[href="/${path}/"]`);
        await page.waitForFunction((words) => document.querySelector('main')!.innerText.includes(words), LEGAL[path]!.de);
        await page.goto(`${portal.origin}/leicht/${path}/`);
        await untilCoreRuns(page);
        await page.waitForFunction((words) => document.querySelector('main')!.innerText.includes(words), LEGAL[path]!.leicht);
        await page.goto(`${portal.origin}/`);
        await untilCoreRuns(page);
      }
    });
  }));

test('a repeat visit fetches nothing but news', () =>
  asNewVisitor(browser, async (context) => {
    const page = await open(context, `${portal.origin}/schaufenster/`);
    await untilOfflineReady(page);
    await page.close();
    const asked: string[] = [];
    context.on('request', (request) => {
      if (!request.serviceWorker() && request.resourceType() === 'document') return; // answered by the service worker
      asked.push(new URL(request.url()).pathname);
    });
    context.on('response', (response) => {
      const path = new URL(response.url()).pathname;
      if (response.fromServiceWorker()) asked.splice(asked.indexOf(path), 1);
    });
    const again = await open(context, `${portal.origin}/schaufenster/`);
    await untilCoreRuns(again);
    await again.waitForTimeout(500);
    assert.deepEqual(asked.filter((path) => !path.startsWith('/api/') && path !== '/sw.js'), []);
  }));

test('storage that was evicted between two visits is filled again', () =>
  asNewVisitor(browser, async (context) => {
    const page = await open(context, `${portal.origin}/schaufenster/`);
    await untilOfflineReady(page);
    const devtools = await context.newCDPSession(page);
    for (const storageTypes of ['indexeddb', 'cache_storage']) {
      await page.goto('about:blank');
      await devtools.send('Storage.clearDataForOrigin', { origin: portal.origin, storageTypes });
      await page.goto(`${portal.origin}/schaufenster/`);
      await untilCoreRuns(page);
      assert.equal(await page.locator('#shops h2').innerText(), '60 Einträge');
    }
    await untilOfflineReady(page);
  }));

test('with a quota of 4 MB the portal works, says that it is full, and keeps what was kept', async () => {
  // About 9 MB that do not compress.
  const noise = (n: number): string => Array.from({ length: 80 }, (_, k) => Math.sin(n * 997 + k).toString(36).slice(2)).join('');
  const big = await Portal.start(0);
  try {
    await big.publishShops(Array.from({ length: 6000 }, (_, n) => ({ id: `s-${n}`, name: `Laden ${n}`, kind: 'farm', place: 'hagenow', description: noise(n) })));
    await asNewVisitor(browser, async (context) => {
      const page = await context.newPage();
      const devtools = await context.newCDPSession(page);
      await devtools.send('Storage.overrideQuotaForOrigin', { origin: big.origin, quotaSize: 4_000_000 });
      await page.goto(`${big.origin}/schaufenster/`);
      await page.waitForFunction(() => document.getElementById('status')?.innerText.includes('Speicher dieses Geräts ist voll'), undefined, { timeout: 40_000 });
      await page.fill('#q', 'Laden 77');
      await page.waitForFunction(() => document.getElementById('shops')!.innerText.includes('Laden 77'));
    });
  } finally {
    await big.stop();
  }
});
