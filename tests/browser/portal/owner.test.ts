// An entry kept right by its owner: a real browser, the real server, real keys.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { HtmlValidate } from 'html-validate';
import sharp from 'sharp';
import { admin } from '../../server/support/owner.ts';
import { MARKUP } from '../../support/markup.ts';
import { until } from '../../server/support/server.ts';
import { launchChromium, openProfile } from '../../support/chromium.ts';
import { Portal } from '../../support/portal.ts';
import { lostWhenZoomed } from '../../support/reflow.ts';
import { LIMIT_MS, asNewVisitor, open, tabTo, untilCoreRuns, untilOfflineReady } from '../../support/visit.ts';

let browser: Browser;
let portal: Portal;
const SLUG = 'bakery-0';
// Serialised by the browser, so how attributes are spelt is not ours.
const rules = new HtmlValidate({ ...MARKUP, rules: { ...MARKUP.rules, 'attribute-boolean-style': 'off', 'attribute-empty-style': 'off' } });
const axe = readFileSync(join(import.meta.dirname, '../../../node_modules/axe-core/axe.min.js'), 'utf8');

before(async () => {
  [browser, portal] = await Promise.all([launchChromium(), Portal.start(6)]);
});

after(async () => {
  await browser?.close();
  await portal?.stop();
});

const invitation = (): string => `${portal.origin}${admin(portal.data, 'invite-shop', SLUG).trim().replace(/^https?:\/\/[^/]+/, '')}`;
const page = (): string => `${portal.origin}/mein-eintrag/?eintrag=${SLUG}`;
const value = async (field: string): Promise<string | undefined> => (await portal.server.records()).get(SLUG)?.[field];
const says = (tab: Page, words: string): Promise<unknown> =>
  tab.waitForFunction((wanted) => document.getElementById('page')!.innerText.includes(wanted), words);
const field = (tab: Page, label: string) => tab.locator('#owner').getByLabel(label, { exact: true });
const publish = (tab: Page): Promise<void> => tab.getByRole('button', { name: 'Veröffentlichen' }).click();

async function join_(context: BrowserContext, link = invitation()): Promise<Page> {
  const tab = await open(context, link);
  await tab.getByRole('button', { name: 'Auf diesem Gerät einrichten' }).click();
  await says(tab, 'Eingerichtet.');
  return tab;
}

test('invited with a link, changed by keyboard, seen live elsewhere, undone', () =>
  asNewVisitor(browser, async (context) => {
    const visitor = await open(context, `${portal.origin}/schaufenster/${SLUG}/`);
    await untilCoreRuns(visitor);
    const tab = await join_(context);
    await field(tab, 'Telefon').focus();
    await tab.keyboard.press('Control+A');
    await tab.keyboard.type('03881 4711 4711');
    await says(tab, 'Entwurf');
    assert.match(await tab.locator('#preview a[href^="tel:"]').first().getAttribute('href') ?? '', /4711/);
    await tab.keyboard.press('Enter');
    await says(tab, 'Veröffentlicht.');
    assert.equal(await tab.evaluate(() => document.activeElement?.id), 'owner-word');
    assert.equal(await value('phone'), '+49 3881 4711 4711');
    await visitor.waitForSelector('a[href="tel:+49388147114711"]');
    await tab.locator('#owner-word').getByRole('button', { name: 'Rückgängig' }).click();
    await until(async () => (await value('phone')) === '+49 3881 000000', 'the old number is back');
    await visitor.waitForSelector('a[href="tel:+493881000000"]');
    await until(async () => (await field(tab, 'Telefon').inputValue()) === '+49 3881 000000', 'the field shows it');
    await tab.getByRole('button', { name: 'Alles stimmt noch' }).click();
    await until(async () => (await value('confirmed_on'))?.length === 10, 'confirmed today');
  }));

test('with Tab and Enter alone: an invitation taken, a field changed, published and stored', () =>
  asNewVisitor(browser, async (context) => {
    const tab = await open(context, invitation());
    await tab.getByRole('button', { name: 'Auf diesem Gerät einrichten' }).waitFor();
    await tabTo(tab, 'main button', 'Auf diesem Gerät einrichten');
    await tab.keyboard.press('Enter');
    await says(tab, 'Eingerichtet.');
    await tabTo(tab, '#owner [name="pickup"]');
    await tab.keyboard.type('Am Seitenfenster');
    await says(tab, 'Entwurf');
    await tabTo(tab, '#owner button[type=submit]');
    await tab.keyboard.press('Enter');
    await says(tab, 'Veröffentlicht.');
    assert.equal(await value('pickup'), 'Am Seitenfenster');
    await tab.reload();
    await tab.waitForSelector('#owner');
    assert.equal(await tab.inputValue('#owner [name="pickup"]'), 'Am Seitenfenster');
    await tabTo(tab, '#owner [name="pickup"]');
    await tab.keyboard.press('Control+A');
    await tab.keyboard.press('Delete');
    await tabTo(tab, '#owner button[type=submit]');
    await tab.keyboard.press('Enter');
    await until(async () => !(await value('pickup')), 'and taken back');
  }));

test('the key of an owner cannot be read, and no citizen loads the program of owners', () =>
  asNewVisitor(browser, async (context) => {
    const asked: string[] = [];
    context.on('request', (request) => asked.push(request.url()));
    const visitor = await open(context, `${portal.origin}/schaufenster/`);
    await untilCoreRuns(visitor);
    assert.ok(!asked.some((url) => url.includes('keeping')), 'a citizen');
    const link = invitation();
    const tab = await join_(context, link);
    assert.ok(asked.some((url) => /keeping\.\w+\.wasm/.test(url)), 'an owner');
    const extractable = await tab.evaluate(
      () =>
        new Promise((done) => {
          const request = indexedDB.open('stadtkern-keys');
          request.onsuccess = () => {
            const all = request.result.transaction(['keys']).objectStore('keys').getAll();
            all.onsuccess = () => done(all.result.map((pair: CryptoKeyPair) => pair.privateKey.extractable));
          };
        }),
    );
    assert.deepEqual(extractable, [false]);
    const secret = link.split('#')[1]!;
    assert.ok(!asked.some((url) => url.split('#')[0]!.includes(secret)), 'the invitation goes to no server in an address');
    assert.ok(!tab.url().includes('#'), 'and stays in no address');
  }));

test('two profiles edit at once: the second chooses field by field, untouched fields merge', () =>
  asNewVisitor(browser, (anna) =>
    asNewVisitor(browser, async (bert) => {
      const [first, second] = [await join_(anna), await join_(bert)];
      await second.context().setOffline(true);
      await field(second, 'Straße und Hausnummer').fill('Bertweg 2');
      await field(second, 'Abholung').fill('Bert am Fenster');
      await publish(second);
      await says(second, 'sobald eine Verbindung da ist');
      await field(first, 'Straße und Hausnummer').fill('Annaweg 1');
      await publish(first);
      await says(first, 'Veröffentlicht.');
      await second.context().setOffline(false);
      await second.waitForSelector('#owner-conflict');
      await says(second, 'Jetzt im Eintrag: Annaweg 1');
      assert.equal(await value('street'), 'Annaweg 1');
      assert.equal(await value('pickup'), undefined, 'all or nothing');
      await second.getByLabel('Ihre Fassung: Bertweg 2').check();
      await second.getByRole('button', { name: 'Auswahl übernehmen' }).click();
      await says(second, 'Veröffentlicht.');
      assert.equal(await value('street'), 'Bertweg 2');
      assert.equal(await value('pickup'), 'Bert am Fenster');
    }),
  ));

test('wrong values: a summary takes the focus, each field says what is wrong, nothing typed is lost', () =>
  asNewVisitor(browser, async (context) => {
    const tab = await join_(context);
    const wrong = { Telefon: 'ruf an', 'E-Mail': 'niemand', Website: 'javascript:alert(1)', Zeiten: 'Mo-Fr 08:00-18:00; Sa bis Mittag', 'Ein Satz für die Liste': '<b>x</b>'.repeat(40) };
    const seq = (await portal.server.manifest()).head;
    for (const [label, text] of Object.entries(wrong)) await field(tab, label).fill(text);
    await publish(tab);
    await tab.waitForSelector('#owner-faults');
    await tab.waitForFunction(() => document.activeElement?.id === 'owner-faults');
    assert.equal(await tab.locator('#owner-faults li').count(), 5);
    for (const [label, text] of Object.entries(wrong)) {
      const input = field(tab, label);
      assert.equal(await input.inputValue(), text);
      assert.equal(await input.getAttribute('aria-invalid'), 'true');
      const described = (await input.getAttribute('aria-describedby'))!.split(' ').at(-1);
      assert.ok((await tab.locator(`[id="${described}"]`).innerText()).startsWith(`${label}:`));
    }
    assert.equal(await tab.locator('#preview b').count(), 0, 'HTML is text');
    assert.equal((await portal.server.manifest()).head, seq);
    await tab.reload();
    await tab.waitForSelector('#owner');
    assert.equal(await field(tab, 'Telefon').inputValue(), 'ruf an', 'a draft survives');
  }));

test('what was published leaves a page that fits 320 px', () =>
  asNewVisitor(browser, async (context) => {
    const tab = await join_(context);
    await tab.setViewportSize({ width: 320, height: 800 });
    await field(tab, 'Telefon').fill('+49 3881 4711');
    await tab.locator('#owner button[type=submit]').click();
    await tab.waitForSelector('#owner-past');
    assert.deepEqual(await lostWhenZoomed(tab), []);
  }));

test('axe-core finds nothing on the page with photos and faults, nor does html-validate, in three languages, light and dark, and it fits 320 px', async () => {
  const context = await browser.newContext({ bypassCSP: true, viewport: { width: 320, height: 800 } });
  context.setDefaultTimeout(LIMIT_MS);
  try {
    await join_(context).then((tab) => tab.close());
    let photos = 0;
    for (const prefix of ['', '/en', '/leicht']) {
      const tab = await open(context, page().replace('/mein-eintrag/', `${prefix}/mein-eintrag/`));
      await tab.locator('[name="photo-add"]').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: await photo(prefix) });
      await tab.waitForFunction((count) => document.querySelectorAll('#owner-photos li').length === count, ++photos);
      await tab.locator('[name="photo-add"]').setInputFiles({ name: 'b.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<html>') });
      await tab.waitForSelector('#photo-status .fault');
      await tab.locator('#owner input[name="email"]').fill('niemand');
      await tab.locator('#owner button[type=submit]').click();
      await tab.waitForSelector('#owner-faults');
      await tab.evaluate(axe);
      for (const colorScheme of ['light', 'dark'] as const) {
        await tab.emulateMedia({ colorScheme });
        assert.deepEqual(await tab.evaluate(violations), [], `${prefix} ${colorScheme}`);
      }
      assert.deepEqual(await lostWhenZoomed(tab), []);
      assert.deepEqual(await faultsOf(await tab.locator('#main').innerHTML()), [], prefix);
      await tab.close();
    }
  } finally {
    await context.close();
  }
});

test('killed between POST and answer, browser and server: after a restart it is published once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'stadtkern-owner-'));
  try {
    let context = await openProfile(folder);
    context.setDefaultTimeout(LIMIT_MS);
    let tab = await join_(context);
    await untilOfflineReady(tab);
    await tab.waitForFunction(async () => (await (await caches.open('stadtkern-keeping')).keys()).length === 3);
    await field(tab, 'Lieferung: wohin, ab welchem Wert, wann').fill('Im ganzen Ort');
    // The request reaches the server, the answer nobody.
    const reached = new Promise<void>((done) => {
      void context.route('**/edits', async (route) => {
        await route.fetch().catch(() => undefined);
        await portal.server.end('SIGKILL');
        await route.abort().catch(() => undefined);
        done();
      });
    });
    await publish(tab);
    await reached;
    await context.close();
    context = await openProfile(folder);
    context.setDefaultTimeout(LIMIT_MS);
    tab = await context.newPage();
    await tab.goto(page()); // no server: the page comes from this device
    await says(tab, 'sobald eine Verbindung da ist');
    await portal.serve();
    const before = (await portal.server.manifest()).head;
    assert.equal(await value('delivery'), 'Im ganzen Ort');
    await tab.goto(`${portal.origin}/schaufenster/`); // it leaves from any page
    await until(() => tab.evaluate(holdsNothingThatWaits), 'nothing waits any more');
    assert.equal((await portal.server.manifest()).head, before, 'once');
    await context.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

const photo = (name: string): Promise<Buffer> =>
  sharp({ create: { width: 400, height: 300, channels: 3, background: { r: name.length * 20, g: 90, b: 90 } } }).png().toBuffer();

async function faultsOf(inside: string): Promise<string[]> {
  const report = await rules.validateString(`<!doctype html>\n<html lang="de"><head><title>x</title></head><body><main>${inside}</main></body></html>`);
  return report.results.flatMap(({ messages }) => messages.map(({ message, selector }) => `${selector}: ${message}`));
}

// Runs in the page.
async function violations(): Promise<string[]> {
  const { axe: checker } = globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } };
  const found = await checker.run();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

// Runs in the page.
function holdsNothingThatWaits(): Promise<boolean> {
  return new Promise((done) => {
    const request = indexedDB.open('stadtkern-kernstadt', 22);
    request.onupgradeneeded = () => request.transaction?.abort();
    request.onerror = () => done(false);
    request.onsuccess = () => {
      const keys = request.result.transaction(['FILE_DATA']).objectStore('FILE_DATA').getAllKeys();
      keys.onsuccess = () => {
        request.result.close();
        done(!keys.result.some((key) => String(key).includes('/waiting/')));
      };
    };
  });
}
