// A page in a real browser, and when what a person waits for was there.
import type { BrowserContext, Page } from 'playwright-core';

// All in milliseconds since the navigation began.
export interface Moments {
  origin: number; // of the page's clock, milliseconds since the epoch
  paint: number; // first contentful paint
  marks: Record<string, number>; // performance marks
}

// Runs in every page before its own scripts: marks what the portal only says to its other tabs or to nobody.
function listen(): void {
  if (window.top !== window) return;
  new BroadcastChannel('stadtkern/kernstadt').addEventListener('message', (event: MessageEvent<string>) => {
    if (event.data.startsWith('stored ')) performance.mark('bench-stored');
  });
  // Refused in a page that is not secure: then nobody waits for it.
  void navigator.serviceWorker?.ready.then(() => performance.mark('bench-worker'));
  const shows = (): boolean => document.querySelector('main #shops li, #answer li') !== null;
  const shown = (): void => {
    requestAnimationFrame(() => setTimeout(() => performance.mark('bench-content')));
  };
  document.addEventListener('readystatechange', () => {
    if (document.readyState !== 'interactive') return;
    if (shows()) return shown();
    const watch = new MutationObserver(() => {
      if (!shows()) return;
      watch.disconnect();
      shown();
    });
    watch.observe(document.documentElement, { childList: true, subtree: true });
  });
}

export async function prepare(context: BrowserContext): Promise<void> {
  context.setDefaultTimeout(180_000);
  await context.addInitScript(listen);
}

// Opens a page and waits until it carries all of these marks and has been painted.
export async function visit(context: BrowserContext, url: string, marks: string[]): Promise<{ page: Page; moments: Moments }> {
  const page = await context.newPage();
  page.on('pageerror', (error) => { throw error; });
  await page.goto(url, { waitUntil: 'commit', timeout: 180_000 });
  return { page, moments: await untilMarked(page, marks) };
}

export async function untilMarked(page: Page, marks: string[]): Promise<Moments> {
  const isThere = (names: string[]): boolean =>
    names.every((name) => performance.getEntriesByName(name).length > 0) && performance.getEntriesByName('first-contentful-paint').length > 0;
  await page.waitForFunction(isThere, marks, { polling: 50, timeout: 180_000 });
  return page.evaluate(() => ({
    origin: performance.timeOrigin,
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
    marks: Object.fromEntries(performance.getEntriesByType('mark').map((mark) => [mark.name, mark.startTime])),
  }));
}
