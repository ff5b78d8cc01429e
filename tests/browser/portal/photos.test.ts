// An owner's photos in a real browser: decoded, scaled and written anew there, published, seen by others; and files that are none.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { admin } from '../../server/support/owner.ts';
import { until } from '../../server/support/server.ts';
import { launchChromium } from '../../support/chromium.ts';
import { Portal } from '../../support/portal.ts';
import { LIMIT_MS, asNewVisitor, open, untilOfflineReady } from '../../support/visit.ts';

let browser: Browser;
let portal: Portal;
const SLUG = 'bakery-0';

before(async () => {
  [browser, portal] = await Promise.all([launchChromium(), Portal.start(6)]);
});
after(async () => {
  await browser?.close();
  await portal?.stop();
});

const value = async (field: string): Promise<string | undefined> => (await portal.server.records()).get(SLUG)?.[field];
const says = (tab: Page, words: string): Promise<unknown> =>
  tab.waitForFunction((wanted) => document.getElementById('page')!.innerText.includes(wanted), words);
const add = (tab: Page) => tab.getByLabel('Foto hinzufügen');
const publish = (tab: Page): Promise<void> => tab.getByRole('button', { name: 'Veröffentlichen' }).click();

async function owner(context: BrowserContext): Promise<Page> {
  context.setDefaultTimeout(4 * LIMIT_MS);
  const link = `${portal.origin}${admin(portal.data, 'invite-shop', SLUG).trim().replace(/^https?:\/\/[^/]+/, '')}`;
  const tab = await open(context, link);
  await tab.getByRole('button', { name: 'Auf diesem Gerät einrichten' }).click();
  await says(tab, 'Eingerichtet.');
  return tab;
}

const file = (name: string, mimeType: string, buffer: Buffer) => ({ name, mimeType, buffer });
const ground = (width: number, height: number, background = '#2a6') => sharp({ create: { width, height, channels: 3, background } });
// Lying on its side, as phones store what is held upright, with a place inside.
const fromPhone = (): Promise<Buffer> =>
  ground(2400, 1600).withExif({ IFD0: { Make: 'Kamera' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '53/1 51/1 0/1' } }).withMetadata({ orientation: 6 }).jpeg().toBuffer();

test('a photo from a phone is turned upright, freed of its place, published with its words and seen by others', () =>
  asNewVisitor(browser, async (context) => {
    const tab = await owner(context);
    await untilOfflineReady(tab);
    const sent = await fromPhone();
    assert.match(sent.toString('latin1'), /Kamera/);
    await add(tab).setInputFiles(file('IMG_1.jpg', 'image/jpeg', sent));
    await tab.waitForSelector('#owner-photos li');
    await tab.waitForFunction(() => (document.querySelector('#preview .photo img') as HTMLImageElement | null)?.naturalWidth, undefined);
    await publish(tab);
    await says(tab, 'Bitte in wenigen Worten sagen');
    await tab.getByLabel('Was ist zu sehen?').fill('Ladentür im Morgenlicht');
    await tab.getByLabel('Wer hat es gemacht').fill('Anna Muster, CC BY 4.0');
    await publish(tab);
    await says(tab, 'Veröffentlicht.');
    assert.match((await value('photos'))!, /^[\w-]{22} 1280x1920 webp$/);
    const media = join(portal.data, 'media');
    for (const name of readdirSync(media)) {
      const about = await sharp(join(media, name)).metadata();
      assert.equal(about.exif, undefined, name);
      assert.ok(!readFileSync(join(media, name)).toString('latin1').includes('Kamera'));
    }
    const visitor = await open(context, `${portal.origin}/schaufenster/${SLUG}/`);
    const shown = visitor.getByAltText('Ladentür im Morgenlicht');
    await shown.waitFor();
    await visitor.waitForFunction(() => (document.querySelector('.photo img') as HTMLImageElement).naturalWidth > 0);
    await portal.prerender();
    const html = readFileSync(join(portal.data, 'site/schaufenster', SLUG, 'index.html'), 'utf8');
    const name = (await value('photos'))!.split(' ')[0]!;
    assert.match(html, new RegExp(`property="og:image" content="[^"]*/media/${name}-1280\\.webp"`));
    assert.match(html, new RegExp(`"image":\\["[^"]*/media/${name}-1280\\.webp"`));
  }));

test('by keyboard: added, ordered, replaced, removed, undone', () =>
  asNewVisitor(browser, async (context) => {
    const tab = await owner(context);
    const names = (): Promise<string[]> => tab.locator('#owner-photos li').evaluateAll((all) => all.map(({ id }) => id));
    const begun = (await names()).length;
    for (const colour of ['#a00', '#0a0']) {
      await add(tab).setInputFiles(file('a.png', 'image/png', await ground(800, 600, colour).png().toBuffer()));
      await tab.waitForFunction((count) => document.querySelectorAll('#owner-photos li').length > count, (await names()).length);
    }
    const before = await names();
    const last = tab.getByRole('button', { name: `Foto ${before.length} nach vorn` });
    await last.focus();
    await tab.keyboard.press('Enter');
    await until(async () => (await names())[before.length - 2] === before.at(-1), 'the order changed');
    await tab.waitForFunction((id) => document.activeElement?.id === id, before.at(-1));
    await tab.getByLabel('durch ein anderes ersetzen').last().setInputFiles(file('b.webp', 'image/webp', await ground(900, 600, '#00a').webp().toBuffer()));
    await until(async () => !(await names()).includes(before.at(-2)!), 'it was replaced');
    await tab.getByRole('button', { name: `Foto ${before.length} entfernen` }).focus();
    await tab.keyboard.press('Enter');
    await until(async () => (await names()).length === begun + 1, 'it is gone');
    for (const field of await tab.getByLabel('Was ist zu sehen?').all()) await field.fill('Ein Bild');
    await publish(tab);
    await says(tab, 'Veröffentlicht.');
    const published = (await value('photos'))!.split('\n').length;
    assert.equal(published, begun + 1);
    await tab.locator('#owner-word').getByRole('button', { name: 'Rückgängig' }).click();
    await until(async () => ((await value('photos')) ?? '').split('\n').filter(Boolean).length === begun, 'undone');
  }));

test('chosen without a line, it waits in the device and leaves later', () =>
  asNewVisitor(browser, async (context) => {
    const tab = await owner(context);
    await untilOfflineReady(tab);
    await tab.waitForFunction(async () => (await (await caches.open('stadtkern-keeping')).keys()).length === 3);
    await context.setOffline(true);
    const before = await tab.locator('#owner-photos li').count();
    await add(tab).setInputFiles(file('c.png', 'image/png', await ground(700, 500, '#770').png().toBuffer()));
    await tab.waitForFunction((count) => document.querySelectorAll('#owner-photos li').length > count, before);
    await tab.getByLabel('Was ist zu sehen?').last().fill('Ohne Netz');
    await publish(tab);
    await says(tab, 'sobald eine Verbindung da ist');
    await tab.close();
    const later = await context.newPage();
    await later.goto(`${portal.origin}/schaufenster/`);
    assert.ok(!(await value('photo_texts'))?.includes('Ohne Netz'));
    await context.setOffline(false);
    await until(async () => (await value('photo_texts'))?.includes('Ohne Netz') ?? false, 'it was published');
  }));

test('files that are no photos get their words at the field, and nothing typed is lost; 40 MB are scaled down', () =>
  asNewVisitor(browser, async (context) => {
    const tab = await owner(context);
    await tab.locator('#owner').getByLabel('Telefon').fill('noch nicht fertig');
    const jpeg = await ground(900, 600).jpeg().toBuffer();
    const wrong: [string, Buffer, RegExp][] = [
      ['seite.jpg', Buffer.from('<!doctype html><title>x</title><script>alert(1)</script>'), /kein Bild/],
      ['leer.jpg', Buffer.alloc(0), /kein Bild/],
      ['animation.gif', Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'), /kein Bild/],
      ['kaputt.png', Buffer.concat([(await ground(900, 600).png().toBuffer()).subarray(0, 200)]), /nicht öffnen/],
      ['klein.png', await ground(90, 60).png().toBuffer(), /zu klein/],
      ['band.png', await ground(12000, 300).png().toBuffer(), /zu schmal/],
      ['riese.png', await ground(12000, 12000).png({ compressionLevel: 9 }).toBuffer(), /100 Millionen/],
    ];
    for (const [name, content, message] of wrong) {
      await add(tab).setInputFiles(file(name, 'image/jpeg', content));
      await tab.waitForFunction(() => document.querySelector<HTMLInputElement>('[name=photo-add][aria-invalid=true]')?.value === '');
      await tab.getByText(message).and(tab.locator('#photo-status, #photo-status *')).first().waitFor().catch(() => assert.fail(`${name}: ${message}`));
      assert.equal(await tab.locator('#owner').getByLabel('Telefon').inputValue(), 'noch nicht fertig');
    }
    const count = await tab.locator('#owner-photos li').count();
    // A comment of 40 MB, as cameras leave previews and notes: the picture itself is whole.
    const notes = Array.from({ length: 640 }, () => Buffer.concat([Buffer.from([0xff, 0xfe, 0xff, 0xff]), Buffer.alloc(65533)]));
    await tab.evaluate((base64) => {
      (globalThis as unknown as { picture: string }).picture = base64;
    }, jpeg.toString('base64'));
    assert.ok(Buffer.concat([jpeg.subarray(0, 2), ...notes, jpeg.subarray(2)]).length > 40_000_000);
    await tab.evaluate(chooseWithNotes, notes.length);
    await tab.waitForFunction((before) => document.querySelectorAll('#owner-photos li').length > before, count);
    assert.equal(await tab.locator('#photo-status').innerText(), '');
  }));

// Runs in the page: 40 MB are too much for the line between test and browser.
async function chooseWithNotes(notes: number): Promise<void> {
  const text = atob((globalThis as unknown as { picture: string }).picture);
  const jpeg = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const note = new Uint8Array(65537);
  note.set([0xff, 0xfe, 0xff, 0xff]);
  const all = new DataTransfer();
  all.items.add(new File([jpeg.slice(0, 2), ...Array.from({ length: notes }, () => note), jpeg.slice(2)], 'gross.jpg', { type: 'image/jpeg' }));
  const input = document.querySelector<HTMLInputElement>('[name=photo-add]')!;
  input.files = all.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}
