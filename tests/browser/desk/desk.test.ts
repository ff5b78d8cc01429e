// The provider's desk: three services in profiles of their own get a request that Node sealed, and answer it.
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../../support/chromium.ts';
import { Notify, SmtpServer, freePort } from '../../server/support/notify.ts';
import { Citizen, type Service } from '../../server/support/relay.ts';
import { until } from '../../server/support/server.ts';
import { Office, PASSPHRASE, REQUEST, SERVICES, Town, answersTo, listed, untilAnswers } from './offices.ts';

let browser: Browser;
let town: Town;
let offices: Office[];
let services: Service[];
let citizen: Citizen;
const inboxOf = (at: number): string => services[at]!.inbox;

before(async () => {
  [browser, town] = await Promise.all([launchChromium(), Town.open()]);
  offices = await Promise.all(SERVICES.map((name, at) => Office.open(browser, name, at === 0 ? { width: 360, height: 740 } : undefined)));
});
after(async () => {
  await browser?.close();
  await town?.portal.stop();
});

test('three services join by the link of their letter, and the town compares their digits', async () => {
  for (const office of offices) await office.join(town);
  town.sign();
  const all = await listed(town);
  assert.equal(all.length, 3);
  const roster = new Map(town.admin('care').trim().split('\n').map((line) => line.split('\t').slice(0, 2) as [string, string]));
  services = SERVICES.map((name) => all.find(({ inbox }) => inbox === roster.get(name))!);
});

test('a request is there at once, says at a glance what is asked, and whether it fits', async () => {
  citizen = await Citizen.send(town.relay, services, REQUEST);
  for (const office of offices) await office.see('Grevesmühlen');
  for (const office of offices) await office.see('Pflegegrad 3');
  await offices[0]!.see('Passt zu uns');
  await offices[2]!.see('Andere Form der Pflege');
  await until(async () => (await citizen.page()).deliveries!.every(({ opened }) => opened), 'all said that they decrypted it');
});

test('yes, partly and no take one click each, and only the citizen reads them', async () => {
  for (const office of offices) await office.openFirst();
  await offices[0]!.answer('yes');
  await offices[1]!.page.click('#partly summary');
  await offices[1]!.page.check('#tasks-wash');
  await offices[1]!.page.click('#partly button');
  await offices[1]!.see('Gesendet.');
  await offices[2]!.answer('no not-our-service');
  await untilAnswers(citizen, services, (answers) => answers.size === 3, 'three answers');
  const answers = await answersTo(citizen, services);
  const said = (at: number): unknown[] => answers.get(inboxOf(at))!.map(({ verdict, reason, tasks }) => [verdict, reason, tasks]);
  assert.deepEqual(said(0), [['yes', undefined, undefined]]);
  assert.deepEqual(said(1), [['partly', undefined, ['wash']]]);
  assert.deepEqual(said(2), [['no', 'not-our-service', undefined]]);
});

test('an answer is changed and taken back', async () => {
  const { page } = offices[1]!;
  await page.click('#change summary');
  await page.click('#answer button[value="waiting-list"]');
  await untilAnswers(citizen, services, (answers) => answers.get(inboxOf(1))?.length === 1 && answers.get(inboxOf(1))![0]!['verdict'] === 'waiting-list', 'the change alone');
  await page.click('button[data-action="take_back"]');
  await untilAnswers(citizen, services, (answers) => !answers.has(inboxOf(1)), 'nothing of this service');
});

test('who was chosen reads the name and the number, and writes back', async () => {
  const { page } = offices[0]!;
  await citizen.writeOn([services[0]!], { kind: 'words', name: 'Erika Beispiel', phone: '030 23125 555', text: 'Bitte rufen Sie an.' });
  await offices[0]!.see('Erika Beispiel');
  assert.equal(await page.locator('.talk a.button').getAttribute('href'), 'tel:03023125555');
  assert.ok(!(await offices[1]!.page.content()).includes('Erika'));
  await page.fill('#say textarea', 'Gern, heute um drei.');
  await page.click('#say button');
  await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('#say textarea')!.value === ''); // nothing is left to be sent twice
  await untilAnswers(citizen, services, (answers) => answers.get(inboxOf(0))!.some(({ text }) => text === 'Gern, heute um drei.'), 'the word');
});

test('what is said in a second page of the desk leaves once, and stays when either is closed', async () => {
  const office = offices[1]!;
  const first = office.page;
  await office.visit(`${town.portal.origin}/anbieter/`);
  const second = office.page;
  const said = async (): Promise<string[]> => ((await answersTo(citizen, services)).get(inboxOf(1)) ?? []).map(({ verdict, text }) => String(verdict ?? text));
  const holders = (): Promise<(string | undefined)[]> => second.evaluate(async () =>
    (await navigator.locks.query()).held!.map(({ name, clientId }) => (name!.endsWith('/desk/writer') ? clientId : undefined)).filter((one) => one !== undefined));
  const [writer] = await holders();
  await office.openFirst();
  await office.answer('yes');
  await first.waitForFunction(() => document.querySelector('#sending')?.textContent === 'Gesendet.');
  assert.deepEqual(await said(), ['yes']);
  assert.deepEqual(await holders(), [writer], 'the first page still writes');

  await first.close();
  await until(async () => (await holders()).some((one) => one !== writer), 'the lock goes on');
  await second.click('#change summary');
  await second.click('#answer button[value="waiting-list"]');
  await until(async () => (await said()).join() === 'waiting-list', 'the change of the page that took over');

  await office.visit(`${town.portal.origin}/anbieter/`);
  await office.openFirst();
  await office.see('Gesendet.');
  await office.page.click('button[data-action="take_back"]');
  await until(async () => (await said()).length === 0, 'taken back in the third page');
  await second.waitForFunction(() => document.querySelector('#sending') === null);
  await second.close();
});

test('without a line the desk shows what it has, and an answer leaves when the line is back', async () => {
  const { page, context } = offices[2]!;
  await until(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration('/anbieter/'))?.active?.state === 'activated'), 'the service worker');
  await context.setOffline(true);
  await page.goto(`${town.portal.origin}/anbieter/`);
  await offices[2]!.openFirst();
  await page.click('#change summary');
  await page.click('#answer button[value="yes"]');
  await offices[2]!.see('Wartet auf eine Verbindung');
  await context.setOffline(false);
  await untilAnswers(citizen, services, (answers) => answers.get(inboxOf(2))?.some(({ verdict }) => verdict === 'yes') ?? false, 'the answer');
  await offices[2]!.see('Gesendet.');
});

test('a phone becomes a device of the service, reads and answers, and is locked out when it is lost', async () => {
  const { page } = offices[0]!;
  await page.goto(`${town.portal.origin}/anbieter/geraete/`);
  await page.fill('#add-passphrase', PASSPHRASE);
  const offered = page.waitForEvent('download');
  await page.click('#add button');
  const file = `${offices[0]!.backup}.device`;
  await (await offered).saveAs(file);

  const phone = await Office.open(browser, 'phone', { width: 360, height: 740 });
  await phone.visit(`${town.portal.origin}/anbieter/`);
  await phone.page.click('#restore summary');
  await phone.page.setInputFiles('#restore-file', file);
  await phone.page.fill('#restore-passphrase', 'ein falsches Passwort');
  await phone.page.click('#restore-form button');
  await phone.see('passen nicht zusammen');
  await phone.page.fill('#restore-passphrase', PASSPHRASE);
  await phone.page.click('#restore-form button');
  await phone.see('Grevesmühlen');

  await page.locator('li:has-text("Handy im Auto") button').click();
  await page.waitForFunction(() => !document.getElementById('page')!.innerText.includes('Handy im Auto,'));
  await citizen.writeOn([services[0]!], { kind: 'words', text: 'Nur für das Büro.' });
  await phone.page.reload();
  await phone.see('nicht mehr angemeldet');
  assert.ok(!(await phone.page.content()).includes('Nur für das Büro'));
  await phone.context.close();
});

test('a new computer is the office again, from the backup file and its passphrase', async () => {
  const fresh = await Office.open(browser, 'fresh');
  await fresh.visit(`${town.portal.origin}/anbieter/`);
  await fresh.page.click('#restore summary');
  await fresh.page.setInputFiles('#restore-file', offices[1]!.backup);
  await fresh.page.fill('#restore-passphrase', PASSPHRASE);
  await fresh.page.click('#restore-form button');
  await fresh.see('Grevesmühlen');
  await fresh.openFirst();
  await fresh.answer('yes');
  await untilAnswers(citizen, services, (answers) => answers.get(inboxOf(1))?.[0]?.['verdict'] === 'yes', 'the answer of the new computer');
  await fresh.context.close();
});

test('a push shows word of something new and nothing else', async () => {
  const { context, page } = offices[1]!;
  await context.grantPermissions(['notifications'], { origin: town.portal.origin });
  const devtools = await context.newCDPSession(page);
  const registrations: { registrationId: string; scopeURL: string }[] = [];
  devtools.on('ServiceWorker.workerRegistrationUpdated', (event) => registrations.push(...event.registrations));
  await devtools.send('ServiceWorker.enable');
  await until(async () => registrations.some(({ scopeURL }) => scopeURL.endsWith('/anbieter/')), 'the registration');
  const { registrationId } = registrations.find(({ scopeURL }) => scopeURL.endsWith('/anbieter/'))!;
  await devtools.send('ServiceWorker.deliverPushMessage', { origin: town.portal.origin, registrationId, data: 'new' });
  const shown = (): Promise<string[]> => page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration('/anbieter/');
    return (await registration!.getNotifications()).map(({ title, body }) => `${title}: ${body}`);
  });
  await until(async () => (await shown()).length === 1, 'a notification');
  assert.deepEqual(await shown(), ['Pflegefinder: Im Anbieterbereich gibt es Neues.']);
});

test('a desk asks to be told by mail, and the mail comes when a request does', async () => {
  const home = join(town.portal.folder, 'notify');
  mkdirSync(home); // the SMTP server makes the mailbox itself
  const smtp = new SmtpServer(await freePort(), join(home, 'mail'));
  await smtp.start();
  const [x, y] = town.key.split('.');
  writeFileSync(join(home, 'settings.json'), JSON.stringify({
    server: town.portal.origin, town: 'kernstadt', care_key: `${x}.${y}`, watch_token: town.admin('watch-token').trim(), invitation: town.relay.invite(),
    desk: `${town.portal.origin}/anbieter/`, from: 'pflegefinder@kernstadt.example', contact: 'mailto:it@kernstadt.example', smtp: { host: '127.0.0.1', port: smtp.port }, quiet_s: 0 }));
  const notify = new Notify(home, '');
  await notify.start();
  copyFileSync(join(home, 'card.json'), join(town.portal.data, 'care/notify.json'));
  town.sign();
  const { page } = offices[2]!;
  await page.goto(`${town.portal.origin}/anbieter/einstellungen/`);
  await page.fill('#tell-mail', 'buero@kernwaerts.example');
  await page.click('#tell button');
  await offices[2]!.see('Gespeichert.');
  await until(() => notify.log.includes('"wish"'), 'the wish');
  await notify.end('SIGKILL');
  await Citizen.send(town.relay, [services[2]!], REQUEST);
  await notify.start();
  await until(() => smtp.mails().some((mail) => mail.includes('buero@kernwaerts.example')), 'the mail');
  await notify.end();
  await smtp.stop();
});

// What lies on a desk's disk. `keep`: it lies there again, and nothing else does.
async function disk(page: Page, keep?: [string, number[]][]): Promise<[string, number[]][]> {
  return page.evaluate((wanted) => new Promise<[string, number[]][]>((done) => {
    const request = indexedDB.open('stadtkern-desk-kernstadt', 22);
    request.onsuccess = () => {
      const transaction = request.result.transaction(['FILE_DATA'], 'readwrite');
      const store = transaction.objectStore('FILE_DATA');
      if (wanted) store.clear();
      for (const [key, value] of wanted ?? []) store.put(new Uint8Array(value), key);
      const [keys, values] = [store.getAllKeys(), store.getAll()];
      transaction.oncomplete = () => {
        request.result.close();
        done(keys.result.map((key, at) => [key as string, [...(values.result[at] as Uint8Array)]]));
      };
    };
  }), keep);
}

test('a withdrawn request is gone from every desk, content and all', async () => {
  await citizen.withdraw();
  const { page } = offices[1]!;
  await page.goto(`${town.portal.origin}/anbieter/`);
  await offices[1]!.see('Der Inhalt ist gelöscht.');
  const held = JSON.stringify((await disk(page)).map(([, value]) => new TextDecoder().decode(new Uint8Array(value))));
  assert.ok(held.length > 10 && !held.includes('Grevesm') && !held.includes('wash'), held);
});

test('an answer that a disk forgot is not called sent: the desk asks for another, which counts', async () => {
  const office = offices[1]!;
  const asking = await Citizen.send(town.relay, services, REQUEST);
  const url = `${town.portal.origin}/anbieter/anfrage/?nr=${asking.id}`;
  await office.page.goto(url);
  await office.answer('yes');
  await until(async () => (await disk(office.page)).some(([, value]) => Buffer.from(value).includes('verdict')), 'the answer is kept');
  const before = await disk(office.page);
  await office.page.click('#change summary');
  await office.page.click('#answer button[value="waiting-list"]');
  await untilAnswers(asking, services, (answers) => answers.get(inboxOf(1))?.[0]?.['verdict'] === 'waiting-list', 'the change');
  await office.page.close();
  await office.visit(`${town.portal.origin}/impressum/`);
  await disk(office.page, before);
  await office.page.goto(url);
  await office.see('Bitte antworten Sie noch einmal');
  await office.answer('no too-far');
  await untilAnswers(asking, services, (answers) => answers.get(inboxOf(1))!.at(-1)!['verdict'] === 'no', 'the new answer last');
  assert.equal(await office.page.locator('button[data-action="take_back"]').count(), 0);
});

test('no page of the desk has a barrier, and none is wider than a small phone', async () => {
  await citizen.withdraw();
  const other = await Citizen.send(town.relay, services, REQUEST);
  const { page } = offices[0]!;
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto(`${town.portal.origin}/anbieter/`);
  await offices[0]!.see('Pflegegrad 3');
  for (const path of ['', `anfrage/?nr=${other.id}`, 'geraete/', 'einstellungen/', 'en/', 'leicht/einstellungen/']) {
    await page.goto(`${town.portal.origin}/anbieter/${path}`);
    await page.waitForSelector('main h1');
    await page.evaluate(axe.source);
    const violations = await page.evaluate(async () => {
      const { violations: found } = await (globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run();
      return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    });
    assert.deepEqual(violations, [], path);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${path} is too wide`);
  }
});
