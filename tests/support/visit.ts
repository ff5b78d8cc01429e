// What browser tests of the whole portal share: waiting for what a person would wait for.
import assert from 'node:assert/strict';
import { until } from '../server/support/server.ts';
import type { Browser, BrowserContext, Page } from 'playwright-core';

export const LIMIT_MS = 15_000;

// Runs in a browser context of its own: no storage, no service worker, nobody was ever here.
export async function asNewVisitor(browser: Browser, run: (context: BrowserContext) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ locale: 'de-DE' });
  context.setDefaultTimeout(LIMIT_MS);
  try {
    await run(context);
  } finally {
    await context.close();
  }
}

// Opens a page and fails the test on anything the browser complains about.
export async function open(
  context: BrowserContext,
  url: string,
  size?: { width: number; height: number },
): Promise<Page> {
  const page = await context.newPage();
  if (size) await page.setViewportSize(size);
  page.on('pageerror', (error) => assert.fail(`the page threw: ${error.stack}`));
  await page.goto(url);
  return page;
}

// Until the portal would survive without a line: the shell is complete, and what the feed brought is stored.
export async function untilOfflineReady(page: Page): Promise<void> {
  await until(() => page.evaluate(isControlled), 'the service worker takes over');
  await until(() => page.evaluate(holdsManifest), 'what the feed brought is stored');
}

async function isControlled(): Promise<boolean> {
  const registration = await navigator.serviceWorker.getRegistration();
  return registration?.active?.state === 'activated' && navigator.serviceWorker.controller !== null;
}

// Runs in the page: whether the store holds a manifest, which is written last.
function holdsManifest(): Promise<boolean> {
  return new Promise((done) => {
    const request = indexedDB.open('stadtkern-kernstadt', 22);
    request.onupgradeneeded = () => request.transaction?.abort();
    request.onerror = () => done(false);
    request.onsuccess = () => {
      const keys = request.result.transaction(['FILE_DATA']).objectStore('FILE_DATA').getAllKeys();
      keys.onsuccess = () => {
        request.result.close();
        done(keys.result.includes('kernstadt/manifest'));
      };
    };
  });
}

// Until the core has taken over: what shows is its own page.
export async function untilCoreRuns(page: Page): Promise<void> {
  await page.waitForFunction(() => performance.getEntriesByName('stadtkern-settled').length > 0);
}

// Changes the content security policy of every answer, as a browser, a proxy or a page around might.
export async function withPolicy(context: BrowserContext, change: (policy: string) => string): Promise<void> {
  await context.route('**/*', async (route) => {
    const response = await route.fetch().catch(() => undefined);
    if (!response) return route.abort();
    const headers = response.headers();
    const policy = headers['content-security-policy'];
    if (policy) headers['content-security-policy'] = change(policy);
    // A context that closes meanwhile takes its answers with it; a page that still waits for one fails its own test.
    return route.fulfill({ response, headers }).catch(() => undefined);
  });
}

// Presses Tab until the focus is on what a person looks for, as one without a mouse does; fails where it is never reached.
export async function tabTo(page: Page, selector: string, words = ''): Promise<void> {
  for (let step = 0; step < 120; step += 1) {
    await page.keyboard.press('Tab');
    const there = await page.evaluate(
      ([wanted, text]) => !!document.activeElement?.matches(wanted!) && (document.activeElement.textContent ?? '').includes(text!),
      [selector, words],
    );
    if (there) return;
  }
  assert.fail(`Tab never reaches ${selector} ${words}`);
}
