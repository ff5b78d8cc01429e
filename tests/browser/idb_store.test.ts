// The store's promises (wasm/abi/idb.hpp), in real Chromium: the probe is a program that is nothing but the store.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium, launchProfile, REFUSE_STORAGE } from '../support/chromium.ts';
import { serve, type StaticServer } from '../support/static_server.ts';

const WASM = process.env['STADTKERN_WASM'] ?? 'build/wasm';
const PAGE_SCRIPT = `
import create from '/idb_probe.mjs';
const answers = new Map();
const program = await create({
  locateFile: () => '/idb_probe.wasm',
  stadtkernEmit: (handle, bytes) => {
    const [, id, what] = /^(\\d+) ([^]*)$/.exec(new TextDecoder().decode(bytes));
    answers.get(Number(id))(what);
  },
});
program._probe_start();
let last = 0;
function text(value) {
  const bytes = new TextEncoder().encode(value + '\\0');
  const at = program._probe_alloc(bytes.length);
  program.HEAPU8.set(bytes, at);
  return at;
}
function order(call) {
  return new Promise((done) => {
    answers.set(++last, done);
    call(last);
  });
}
window.store = {
  commit(puts, deletes = [], database = 'town') {
    for (const [key, value, noise = 0] of puts) program._probe_put(text(key), text(value), noise);
    for (const key of deletes) program._probe_delete(text(key));
    return order((id) => program._probe_commit(id, text(database)));
  },
  create(puts, deletes = []) {
    program._probe_fresh();
    return this.commit(puts, deletes);
  },
  load: (key, database = 'town') => order((id) => program._probe_load(id, text(database), text(key))),
  keys: (prefix, database = 'town') => order((id) => program._probe_keys(id, text(database), text(prefix))),
};
document.title = 'ready';
`;

type Put = [key: string, value: string, noise?: number];
declare const store: {
  commit(puts: Put[], deletes?: string[], database?: string): Promise<string>;
  create(puts: Put[], deletes?: string[]): Promise<string>;
  load(key: string, database?: string): Promise<string>;
  keys(prefix: string, database?: string): Promise<string>;
};

let browser: Browser;
let server: StaticServer;

before(async () => {
  browser = await launchChromium();
  server = await serve({
    '/': '<!doctype html><title>store</title><script type="module" src="/page.js"></script>',
    '/page.js': PAGE_SCRIPT,
    '/idb_probe.mjs': await readFile(`${WASM}/tests/idb_probe.mjs`),
    '/idb_probe.wasm': await readFile(`${WASM}/tests/idb_probe.wasm`),
  });
});

after(async () => {
  await browser?.close();
  await server?.close();
});

async function open(context: BrowserContext): Promise<Page> {
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  await page.goto(server.origin);
  await page.waitForFunction(() => document.title === 'ready');
  return page;
}

async function inFreshContext(run: (page: Page, context: BrowserContext) => Promise<void>): Promise<void> {
  const context = await browser.newContext();
  try {
    await run(await open(context), context);
  } finally {
    await context.close();
  }
}

test('what was answered "stored" is there after a reload', () =>
  inFreshContext(async (page) => {
    assert.equal(await page.evaluate(() => store.commit([['town/manifest', 'Grüße'], ['town/a', '1']])), 'stored');
    await page.reload();
    await page.waitForFunction(() => document.title === 'ready');
    assert.equal(await page.evaluate(() => store.load('town/manifest')), 'loaded Grüße');
    assert.equal(await page.evaluate(() => store.load('town/nothing')), 'missing');
  }));

test('puts and deletes of one batch happen together', () =>
  inFreshContext(async (page) => {
    await page.evaluate(() => store.commit([['town/a', '1'], ['town/b', '2'], ['other/c', '3']]));
    assert.equal(await page.evaluate(() => store.commit([['town/d', '4']], ['town/a'])), 'stored');
    assert.equal(await page.evaluate(() => store.keys('town/')), 'keys town/b,town/d,');
    assert.equal(await page.evaluate(() => store.keys('none/')), 'keys ');
    assert.equal(await page.evaluate(() => store.keys('town/', 'another')), 'keys ');
  }));

test('what should be new replaces nothing, and nothing else of its batch happens', () =>
  inFreshContext(async (page) => {
    assert.equal(await page.evaluate(() => store.create([['town/a', 'first']])), 'stored');
    await page.evaluate(() => store.commit([['town/b', '2']]));
    assert.equal(await page.evaluate(() => store.create([['town/c', '3'], ['town/a', 'second']], ['town/b'])), 'refused 5');
    assert.equal(await page.evaluate(() => store.load('town/a')), 'loaded first');
    assert.equal(await page.evaluate(() => store.keys('town/')), 'keys town/a,town/b,');
    const both = await page.evaluate(() => Promise.all([store.create([['town/d', '1']]), store.create([['town/d', '2']])]));
    assert.deepEqual(both, ['stored', 'refused 5']);
    assert.equal(await page.evaluate(() => store.load('town/d')), 'loaded 1');
  }));

test('orders happen in the order in which they were given', () =>
  inFreshContext(async (page) => {
    const answers = await page.evaluate(() =>
      Promise.all([store.commit([['k', 'old']]), store.commit([['k', 'new']]), store.load('k'), store.commit([], ['k']), store.load('k')]),
    );
    assert.deepEqual(answers, ['stored', 'stored', 'loaded new', 'stored', 'missing']);
  }));

test('a full quota is refused as such, and the old state is still there', () =>
  inFreshContext(async (page, context) => {
    const devtools = await context.newCDPSession(page);
    // Set before the first order: Chromium remembers for half a minute how much room there was.
    await devtools.send('Storage.overrideQuotaForOrigin', { origin: server.origin, quotaSize: 4_000_000 });
    await page.evaluate(() => store.commit([['town/manifest', 'old'], ['town/pack', 'p', 1_000_000]]));
    const answers = await page.evaluate(async () => [
      await store.commit([['town/manifest', 'new'], ['town/big1', 'x', 2_500_000], ['town/big2', 'x', 2_500_000]]),
      await store.load('town/manifest'),
      await store.keys('town/'),
      await store.commit([], ['town/pack']),
      await store.load('town/manifest'),
    ]);
    assert.deepEqual(answers, ['refused 1', 'loaded old', 'keys town/manifest,town/pack,', 'stored', 'loaded old']);
  }));

test('of many large batches exactly those answered "stored" are there', () =>
  inFreshContext(async (page, context) => {
    const devtools = await context.newCDPSession(page);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin: server.origin, quotaSize: 4_000_000 });
    const answers = await page.evaluate(() =>
      Promise.all([0, 1, 2, 3, 4].map((n) => store.commit([[`town/${n}`, 'x', 1_500_000]]))),
    );
    const keys = await page.evaluate(() => store.keys('town/'));
    const stored = answers.flatMap((answer, n) => (answer === 'stored' ? [`town/${n}`] : []));
    assert.equal(keys, `keys ${stored.map((key) => `${key},`).join('')}`);
    assert.ok(answers.includes('refused 1'), 'the quota must have been met');
  }));

test('a tab lets go of a database that another tab deletes, and opens it anew', () =>
  inFreshContext(async (page, context) => {
    await page.evaluate(() => store.commit([['town/a', '1']]));
    const other = await open(context);
    const outcome = await other.evaluate(
      () =>
        new Promise((done) => {
          const request = indexedDB.deleteDatabase('town');
          request.onsuccess = () => done('deleted');
          request.onblocked = () => done('blocked');
        }),
    );
    assert.equal(outcome, 'deleted');
    assert.equal(await page.evaluate(() => store.load('town/a')), 'missing');
    assert.equal(await page.evaluate(() => store.commit([['town/a', '2']])), 'stored');
  }));

test('storage that the browser evicts under a running page is opened anew', () =>
  inFreshContext(async (page, context) => {
    await page.evaluate(() => store.commit([['town/a', '1']]));
    const devtools = await context.newCDPSession(page);
    // Many times: the eviction meets a connection that is open, closed, or just being opened.
    for (let round = 0; round < 20; ++round) {
      await devtools.send('Storage.clearDataForOrigin', { origin: server.origin, storageTypes: 'indexeddb' });
      assert.equal(await page.evaluate(() => store.load('town/a')), 'missing');
      assert.equal(await page.evaluate(() => store.commit([['town/a', '2']])), 'stored');
      assert.equal(await page.evaluate(() => store.load('town/a')), 'loaded 2');
    }
  }));

test('an upgrade that hangs behind another tab is answered as blocked', () =>
  inFreshContext(async (page, context) => {
    const other = await open(context);
    // Holds an older version of the database open and does not let go.
    await other.evaluate(
      () =>
        new Promise<void>((done) => {
          const request = indexedDB.open('town', 1);
          request.onsuccess = () => {
            (window as unknown as { held: IDBDatabase }).held = request.result;
            done();
          };
        }),
    );
    assert.equal(await page.evaluate(() => store.commit([['town/a', '1']])), 'refused 3');
    await other.close();
    await page.waitForTimeout(300);
    assert.equal(await page.evaluate(() => store.commit([['town/a', '1']])), 'stored');
  }));

test('refused storage is answered as unavailable', async () => {
  const { context, close } = await launchProfile(REFUSE_STORAGE);
  try {
    const page = await open(context);
    assert.equal(await page.evaluate(() => store.commit([['town/a', '1']])), 'refused 2');
    assert.equal(await page.evaluate(() => store.load('town/a')), 'refused 2');
  } finally {
    await close();
  }
});
