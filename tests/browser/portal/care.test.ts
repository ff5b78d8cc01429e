// The care finder end to end: a citizen in a real browser, the real server and its relay, three services played by Node.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CompactSign } from 'jose';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { RelayClient, Service } from '../../server/support/relay.ts';
import { town, until } from '../../server/support/server.ts';
import { launchChromium } from '../../support/chromium.ts';
import { Portal } from '../../support/portal.ts';
import * as sealing from '../../support/sealing.ts';
import { asNewVisitor, open, untilCoreRuns, untilOfflineReady } from '../../support/visit.ts';
import { Wiretap } from '../../support/wiretap.ts';

let browser: Browser;
let portal: Portal;
let services: Service[];
let relay: RelayClient;
let tap: Wiretap;

const DAY_S = 86_400;

async function signList(key: sealing.Pair): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const list = { version: 1, town, list: 'care-services', number: 1, issued: now, expires: now + 90 * DAY_S,
    services: services.map(({ inbox, signing, sealing: { point } }, at) => ({
      inbox, name: `Pflegedienst ${at + 1}`, signing_key: signing.point, sealing_key: point, forms: ['home'], places: ['kernstadt'],
      phone: '+49 30 23125300', invented: true })) };
  return new CompactSign(new TextEncoder().encode(JSON.stringify(list)))
    .setProtectedHeader({ alg: 'ES256', typ: 'stadtkern-list' }).sign(key.privateKey);
}

before(async () => {
  [browser, portal] = await Promise.all([launchChromium(), Portal.start(6)]);
  relay = new RelayClient(portal.server);
  services = await Promise.all([1, 2, 3].map(() => Service.join(relay)));
  const key = await sealing.newSigningPair();
  const answer = await fetch(portal.server.api('relay/lists/care-services'), { method: 'PUT', body: await signList(key),
    headers: { authorization: `Bearer ${portal.server.token}`, 'content-type': 'application/jose' } });
  assert.equal(answer.status, 204, await answer.text());
  const facts = { id: 'town', name: 'Kernstadt', state: 'DE-MV', features: 'directory; care; settings', care_key: `${key.point.x}.${key.point.y}` };
  await portal.publish({ collection: 'town', list: ['name'], records: [facts] });
  await portal.publish({ collection: 'places', list: ['name'], records: [{ id: 'kernstadt', name: 'Kernstadt', postal_code: '23940' }] });
  await portal.prerender();
  tap = await Wiretap.start(() => portal.server.port);
});

after(async () => {
  tap?.end();
  await browser?.close();
  await portal?.stop();
});

const tick = (page: Page, id: string): Promise<void> => page.locator(`#${id}`).check();
const next = (page: Page, path: string): Promise<void> =>
  page.getByRole('button', { name: 'Weiter' }).click().then(() => page.waitForURL(`**${path}`));
const sees = (page: Page, words: string): Promise<unknown> =>
  page.waitForFunction((wanted) => document.querySelector('main')?.innerText.includes(wanted), words);

async function begin(context: BrowserContext): Promise<Page> {
  const page = await open(context, `${tap.origin}/pflege/anfrage/wer/`);
  await untilCoreRuns(page);
  return page;
}

// From the first question to the receipt; gives the receipt's code.
async function ask(page: Page): Promise<string> {
  await tick(page, 'whom-relative');
  await next(page, '/wo/');
  await page.selectOption('#place', 'kernstadt');
  await next(page, '/pflege/');
  await tick(page, 'forms-home');
  await next(page, '/person/');
  await next(page, '/aufgaben/');
  await tick(page, 'tasks-insulin');
  await next(page, '/wie-oft/');
  await page.selectOption('[id="days:insulin"]', '7');
  await next(page, '/wann/');
  await next(page, '/wuensche/');
  await page.getByText('Noch ein Satz').click();
  await page.fill('#note', 'Der Hund heißt Waldi.');
  await next(page, '/pruefen/');
  await sees(page, 'Insulin: 7 Tage je Woche');
  await sees(page, 'Waldi');
  await next(page, '/dienste/');
  await sees(page, 'Pflegedienst 3');
  await next(page, '/beleg/');
  await page.waitForSelector('.receipt svg');
  return page.innerText('.receipt .code');
}

async function send(page: Page): Promise<void> {
  await next(page, '/senden/');
  await page.check('#consent');
  await page.getByRole('button', { name: 'Anfrage absenden' }).click();
  await page.waitForURL('**/pflege/meine/1/');
}

interface Held { thread: string; id: string; content: sealing.Content }
async function newest(service: Service): Promise<Held> {
  const { messages } = await service.messages();
  const message = messages.findLast(({ state }) => state === 'held');
  assert.ok(message);
  return { thread: message.thread, id: message.id, content: await service.read(message) };
}
const replyKey = (held: Held): sealing.Point => held.content['reply_key'] as sealing.Point;

const NEEDED = ['host', 'connection', 'content-length', 'content-type', 'accept', 'accept-encoding', 'accept-language', 'authorization',
  'cache-control', 'pragma', 'origin', 'user-agent', 'if-none-match']; // the last of the list of services, which is the same for all

// Everything the relay could learn beyond what it must, and nobody else.
function assertNothingPlain(sent: string, ...secrets: string[]): void {
  for (const word of ['Waldi', 'insulin', 'relative', 'reply_key', 'care-request', 'words"', ...secrets]) {
    assert.ok(!sent.includes(word), `${word} left the browser`);
    const hidden = Buffer.from(word).toString('base64url').slice(1, -2);
    assert.ok(hidden.length < 4 || !sent.includes(hidden), `${word} left the browser as base64`);
  }
  assert.ok(!/^cookie:/im.test(sent), 'no cookie');
  const asked = [...sent.matchAll(/^[A-Z]+ \S*\/relay\S* HTTP\/1\.1\r\n([^]*?)\r\n\r\n/gm)];
  assert.ok(asked.length > 4, 'the relay was asked');
  for (const [, head = ''] of asked) {
    const names = head.split('\r\n').map((line) => line.split(':')[0]!.toLowerCase()).filter((name) => !name.startsWith('sec-'));
    assert.deepEqual(names.filter((name) => !NEEDED.includes(name)), []);
  }
}

test('a request is answered by three services, one learns who asks, and all is withdrawn', () =>
  asNewVisitor(browser, async (context) => {
    const start = tap.sent.length;
    const page = await begin(context);
    const code = await ask(page);
    await send(page);
    await sees(page, 'Gelesen von 0 von 3');
    const held = await Promise.all(services.map(newest));
    assert.equal(held[0]!.content['note'], 'Der Hund heißt Waldi.');
    assert.deepEqual(held[0]!.content['tasks'], [{ task: 'insulin', days: 7, times: 0 }]);
    await Promise.all(['no', 'yes', 'partly'].map((verdict, at) =>
      services[at]!.answer(held[at]!.thread, replyKey(held[at]!), { version: 1, kind: 'care-answer', verdict })));
    await sees(page, 'Beantwortet von 3 von 3');
    assert.deepEqual((await page.locator('section h2').allInnerTexts()), ['Pflegedienst 2', 'Pflegedienst 3', 'Pflegedienst 1']);
    const section = page.locator('section').first();
    await section.getByText('Kontakt aufnehmen').click();
    await section.getByLabel('Ihr Name').fill('Frau Geheim');
    await section.getByLabel('Ihre Telefonnummer').fill('03883 998877');
    await section.getByRole('button', { name: 'Versiegelt senden' }).click();
    await sees(page, 'Frau Geheim');
    await until(async () => (await newest(services[1]!)).content['phone'] === '03883 998877', 'the contact arrives');
    assert.equal((await newest(services[0]!)).id, held[0]!.id, 'the others hear nothing');
    await page.getByText('Anfrage zurückziehen').click();
    await page.getByRole('button', { name: 'Jetzt zurückziehen' }).click();
    await sees(page, 'Zurückgezogen und gelöscht');
    const { messages } = await services[0]!.messages();
    assert.equal(messages.find(({ thread }) => thread === held[0]!.thread)?.state, 'withdrawn');
    assertNothingPlain(tap.sent.slice(start), 'Geheim', '998877', code, code.replaceAll('-', ''));
  }));

test('what is asked and sealed without a line leaves by itself after a restart, and the receipt opens it elsewhere', () =>
  asNewVisitor(browser, async (context) => {
    const page = await begin(context);
    await untilOfflineReady(page);
    await page.reload(); // from the service worker; the list of services is on the device by now
    await untilCoreRuns(page);
    await context.setOffline(true);
    const code = await ask(page);
    await page.reload();
    await untilCoreRuns(page);
    assert.equal(await page.innerText('.receipt .code'), code, 'the draft survives');
    await send(page);
    await sees(page, 'sobald eine Verbindung da ist');
    const { number, messages: earlier } = await services[0]!.messages();
    assert.ok(earlier.every(({ state }) => state === 'withdrawn'), 'nothing left without a line');
    await page.close();
    await context.setOffline(false);
    const later = await open(context, `${tap.origin}/`);
    await untilCoreRuns(later);
    await until(async () => (await services[0]!.messages(number)).messages.some(({ state }) => state === 'held'), 'the request arrives');
    const held = await newest(services[2]!);
    await services[2]!.answer(held.thread, replyKey(held), { version: 1, kind: 'care-answer', verdict: 'yes', contact: 'Herr Sommer' });
    await asNewVisitor(browser, async (other) => {
      const restored = await open(other, `${tap.origin}/pflege/beleg/#${code}`);
      await untilCoreRuns(restored);
      await restored.waitForFunction(() => (document.getElementById('code') as HTMLInputElement).value !== '');
      assert.equal(new URL(restored.url()).hash, '');
      await next(restored, '/pflege/meine/1/');
      await sees(restored, 'Herr Sommer');
    });
  }));

test('an answer shows within a second, though the next question is minutes away', () =>
  asNewVisitor(browser, async (context) => {
    const start = tap.sent.length;
    const sentNow = (): string => tap.sent.slice(start);
    const page = await begin(context);
    await ask(page);
    await send(page);
    await sees(page, 'Gelesen von 0 von 3');
    await until(() => /threads\/[\w-]{22}\/events/.test(sentNow()), 'the page listens');
    const held = await newest(services[0]!);
    await sees(page, 'Gelesen von 1 von 3');
    const questions = (): number => sentNow().split('?since=').length;
    const before = questions();
    await new Promise((rest) => setTimeout(rest, 5_000)); // asking would have been due by now
    assert.equal(questions(), before, 'nobody asks while the stream is open');
    const began = performance.now();
    await services[0]!.answer(held.thread, replyKey(held), { version: 1, kind: 'care-answer', verdict: 'yes' });
    await sees(page, 'Beantwortet von 1 von 3');
    const took = performance.now() - began;
    assert.ok(took < 1_000, `${took} ms`);
    assert.ok(!/events[^]{0,20}Bearer|[?&]capability/.test(sentNow().match(/GET \S*events\S*/)?.[0] ?? ''), 'the capability stands in no address');
    await page.goto(`${tap.origin}/pflege/`); // what is not looked at is not listened to
  }));

// How long the page went without drawing, at most.
const longestPause = (page: Page): Promise<number> => page.evaluate(() => (globalThis as unknown as { longest: number }).longest);
const watchFrames = (page: Page): Promise<void> => page.evaluate(() => {
  const seen = globalThis as unknown as { longest: number };
  seen.longest = 0;
  let last = performance.now();
  const frame = (now: number): void => {
    seen.longest = Math.max(seen.longest, now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
});

test('long work keeps nobody waiting: the page draws on, and the request can be taken back and sent again', () =>
  asNewVisitor(browser, async (context) => {
    await portal.server.end();
    await portal.serve(portal.server.port, '--relay-work', '24'); // minutes
    const page = await begin(context);
    await ask(page);
    await send(page);
    await page.waitForSelector('progress');
    await watchFrames(page);
    await new Promise((rest) => setTimeout(rest, 3_000));
    assert.ok(await page.isVisible('progress'), 'the work goes on');
    assert.ok((await longestPause(page)) < 500, `${await longestPause(page)} ms without a frame`);
    await page.getByRole('button', { name: 'Zurückholen und ändern' }).click();
    await page.waitForURL('**/senden/');
    await portal.server.end();
    await portal.serve();
    relay = new RelayClient(portal.server);
    for (const service of services) {
      service.relay = relay;
      await service.enter();
    }
    await page.goto(`${tap.origin}/pflege/anfrage/pruefen/`);
    await untilCoreRuns(page);
    await sees(page, 'Waldi');
    await next(page, '/dienste/');
    await next(page, '/beleg/');
    await send(page);
    await sees(page, 'Gelesen von 0 von 3');
  }));

// Everything by keys: Tab to the control, arrows and blanks to choose, Enter to go on.
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let step = 0; step < 80; step += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`no way to ${selector} by Tab`);
}

test('the keyboard alone leads from the first question to the sent request', () =>
  asNewVisitor(browser, async (context) => {
    const page = await begin(context);
    const on = async (path: string): Promise<void> => {
      await tabTo(page, 'form[data-form="care"] .buttons button');
      await page.keyboard.press('Enter');
      await page.waitForURL(`**${path}`);
      await page.waitForFunction(() => !document.activeElement?.matches('form[data-form="care"] .buttons button')); // the next page has come
    };
    await tabTo(page, 'form[data-form="care"] .buttons button');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.id === 'care-error');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter'); // the error's own link
    await tabTo(page, '[name="whom"]');
    await page.keyboard.press('ArrowDown');
    await on('/wo/');
    await tabTo(page, '#place');
    await page.keyboard.press('ArrowDown');
    await on('/pflege/');
    await tabTo(page, '#forms-home');
    await page.keyboard.press('Space');
    for (const path of ['/person/', '/aufgaben/', '/wann/', '/wuensche/', '/pruefen/', '/dienste/', '/beleg/', '/senden/']) await on(path);
    await tabTo(page, '#consent');
    await page.keyboard.press('Space');
    await on('/pflege/meine/1/');
    await sees(page, 'Gelesen von 0 von 3');
  }));

test('a server that dies between taking a request and saying so has it once', () =>
  asNewVisitor(browser, async (context) => {
    const page = await begin(context);
    await ask(page);
    let died: Promise<unknown> | undefined;
    tap.swallow = (sent) => {
      if (!/PUT \/api\/v1\/kernstadt\/relay\/threads\//.test(sent)) return false;
      died ??= portal.server.end('SIGKILL');
      return true;
    };
    await send(page);
    await until(() => died !== undefined, 'the server is killed');
    await died;
    tap.swallow = () => false;
    await portal.serve();
    await sees(page, 'Gelesen von 0 von 3');
    relay = new RelayClient(portal.server);
    for (const service of services) {
      service.relay = relay;
      await service.enter();
    }
    const { thread } = await newest(services[0]!);
    const { messages } = await services[0]!.messages();
    assert.equal(messages.filter((message) => message.thread === thread).length, 1);
  }));
