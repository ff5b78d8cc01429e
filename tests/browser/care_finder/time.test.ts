// What time brings: programs that are down for a while, devices that come and go, requests that expire.
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Notify, SmtpServer, freePort } from '../../server/support/notify.ts';
import { RelayClient } from '../../server/support/relay.ts';
import { until } from '../../server/support/server.ts';
import { Office, PASSPHRASE } from '../desk/offices.ts';
import { Citizen, NOTE } from './citizen.ts';
import { Desk, Stage } from './stage.ts';

let stage: Stage;
before(async () => { stage = await Stage.set(); });
after(() => stage?.strike());

test('requests that came while notify was down reach every desk at once, and the mail goes out when it is back', () =>
  Citizen.with(stage, async (citizen) => {
    const { town } = stage;
    const [desk] = stage.desks as [Desk];
    const home = join(town.portal.folder, 'notify');
    mkdirSync(home);
    const smtp = new SmtpServer(await freePort(), join(home, 'mail'));
    await smtp.start();
    const [x, y] = town.key.split('.');
    writeFileSync(join(home, 'settings.json'), JSON.stringify({
      server: town.portal.origin, town: 'kernstadt', care_key: `${x}.${y}`, watch_token: town.admin('watch-token').trim(),
      invitation: new RelayClient(town.portal.server).invite(), desk: `${stage.line.origin}/anbieter/`, from: 'pflegefinder@kernstadt.example',
      contact: 'mailto:it@kernstadt.example', smtp: { host: '127.0.0.1', port: smtp.port }, quiet_s: 0 }));
    const notify = new Notify(home, '');
    await notify.start();
    copyFileSync(join(home, 'card.json'), join(town.portal.data, 'care/notify.json'));
    town.sign();
    await desk.show('einstellungen/');
    await desk.page.fill('#tell-mail', 'buero@dienst.example');
    await desk.page.click('#tell button');
    await desk.office.see('Gespeichert.');
    await until(() => notify.log.includes('"wish"'), 'the wish');
    await notify.end('SIGKILL');
    const before = smtp.mails().length;
    await desk.show();
    await citizen.ask();
    for (const one of stage.desks) await one.has(citizen.thread);
    assert.equal(smtp.mails().length, before, 'nobody is there to tell');
    await notify.start();
    await until(() => smtp.mails().length > before, 'the mail');
    const mail = smtp.mails().at(-1)!;
    assert.match(mail, /^X-RcptTo: buero@dienst\.example$/m);
    for (const secret of [citizen.thread, 'Waldi', 'insulin', 'Kernstadt-Mitte']) assert.ok(!mail.includes(secret), secret);
    await notify.end();
    await smtp.stop();
    await citizen.withdraw();
    await citizen.sees('Zurückgezogen und gelöscht');
  }));

test('two devices of a service read and answer; one that is locked out in between learns nothing more', () =>
  Citizen.with(stage, async (citizen) => {
    const [desk] = stage.desks as [Desk];
    await desk.show('geraete/');
    await desk.page.fill('#add-passphrase', PASSPHRASE);
    const offered = desk.page.waitForEvent('download');
    await desk.page.click('#add button');
    const file = `${desk.office.backup}.device`;
    await (await offered).saveAs(file);
    const car = new Desk(await Office.open(stage.browser, 'car', { width: 360, height: 740 }), stage);
    await car.office.visit(`${stage.line.origin}/anbieter/`);
    await car.page.click('#restore summary');
    await car.page.setInputFiles('#restore-file', file);
    await car.page.fill('#restore-passphrase', PASSPHRASE);
    await car.page.click('#restore-form button');
    await car.page.waitForSelector('#restore-form', { state: 'detached' });

    await citizen.ask();
    const { thread } = citizen;
    for (const one of [desk, car]) {
      await one.show();
      await one.has(thread);
    }
    await car.openRequest(thread);
    await car.office.answer('yes');
    await citizen.sees('Beantwortet von 1 von 3');
    assert.deepEqual((await citizen.headings()).slice(0, 1), [desk.name]);

    await desk.show('geraete/');
    await desk.page.locator('li:has-text("Handy im Auto") button').click();
    await desk.page.waitForFunction(() => !document.getElementById('page')!.innerText.includes('Handy im Auto,'));
    await citizen.contact(desk.name, { name: 'Frau Geheim', text: 'Nur für das Büro.' });
    await desk.openRequest(thread);
    await desk.office.see('Nur für das Büro.');
    await car.page.reload();
    await car.office.see('nicht mehr angemeldet');
    assert.ok(!(await car.knows()).includes('Geheim'));
    assert.deepEqual((await citizen.headings()).slice(0, 1), [desk.name], 'what it said before still stands');
    await car.office.context.close();
    await citizen.withdraw();
    await citizen.sees('Zurückgezogen und gelöscht');
  }));

const DAY_S = 86_400;

test('what has expired is gone from the server, from every desk and from the citizen, and says so', () =>
  Citizen.with(stage, async (citizen) => {
    const [desk] = stage.desks as [Desk];
    const since = stage.citizens.sent.length;
    await citizen.ask();
    const { thread } = citizen;
    await desk.openRequest(thread);
    await desk.office.answer('yes');
    await citizen.sees('Beantwortet von 1 von 3');
    const [, ciphertext = ''] = /"ciphertext":"([\w-]{60})/.exec(stage.citizens.sent.slice(since)) ?? [];
    assert.ok(ciphertext !== '' && stage.files().includes(thread));
    await stage.town.portal.server.end();
    await stage.serve('--relay-ahead', String(15 * DAY_S), '--relay-sweep', '100');
    await until(() => !stage.files().includes(thread), 'the sweep');
    const raw = stage.files();
    for (const trace of [ciphertext.slice(8, 48), Buffer.from(ciphertext, 'base64url').toString('latin1')]) assert.ok(!raw.includes(trace), 'content is left in the files');
    await citizen.sees('Abgelaufen und gelöscht');
    assert.ok(!(await citizen.kept()).includes('Waldi'));

    // Desks go by their own clock, also where the server says nothing.
    const later = Date.now() + 15 * DAY_S * 1000;
    for (const one of stage.desks) {
      await one.office.context.clock.setFixedTime(later);
      await one.show();
      await one.office.see('abgelaufen');
      await until(async () => !(await one.knows()).includes(NOTE), `${one.name} forgets`);
    }
  }));

test('a citizen\'s device that comes back long after forgets without asking anybody', () =>
  Citizen.with(stage, async (citizen) => {
    await stage.town.portal.server.end();
    await stage.serve();
    for (const one of stage.desks) {
      await one.office.context.clock.setFixedTime(Date.now());
      await one.show();
    }
    await citizen.ask();
    await citizen.becomeOfflineReady();
    await citizen.goOffline(true);
    await citizen.context.clock.setFixedTime(Date.now() + 15 * DAY_S * 1000);
    await citizen.context.addInitScript(() => Reflect.deleteProperty(globalThis, 'Worker')); // a worker has a clock of its own
    await citizen.page.reload();
    await citizen.sees('Abgelaufen und gelöscht');
    await until(async () => !(await citizen.kept()).includes('Waldi'), 'it forgets');
  }));
