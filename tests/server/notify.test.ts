// tools/notify beside the real server: services hear that something came, by mail and push, and never what.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import * as sealing from '../support/sealing.ts';
import { Notify, PushService, SmtpServer, freePort } from './support/notify.ts';
import { Citizen, RelayClient, Service, fullHour } from './support/relay.ts';
import { Server, adminProgram, scratchFolder, town, until } from './support/server.ts';

let server: Server;
let relay: RelayClient;
let smtp: SmtpServer;
let push: PushService;
let notify: Notify;
let service: Service;
let townKey: sealing.Pair;
let number = 0;
let home: string;

async function publishList(services: Service[], card?: Notify['card']): Promise<void> {
  const nowS = Math.floor(Date.now() / 1000);
  const list = { version: 1, town, list: 'care-services', number: ++number, issued: nowS, expires: nowS + 86_400, ...(card ? { notify: card } : {}),
    services: services.map(({ inbox, signing, sealing: own }) => ({ inbox, name: 'Dienst', signing_key: signing.point, sealing_key: own.point, forms: ['home'], places: [] })) };
  const { CompactSign } = await import('jose');
  const jws = await new CompactSign(Buffer.from(JSON.stringify(list))).setProtectedHeader({ alg: 'ES256', typ: 'stadtkern-list' }).sign(townKey.privateKey);
  const response = await fetch(server.api('relay/lists/care-services'),
    { method: 'PUT', body: jws, headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/jose' } });
  assert.equal(response.status, 204);
}

// As the desk does it: signed by the device, vouched for by the service, sealed for notify.
async function wish(from: Service, ways: { mail?: string; push?: PushService['subscription'] }, signer = from): Promise<void> {
  const { id, capability } = await sealing.receiptKeys(sealing.random(16));
  const expires = fullHour(24);
  const said = { version: 1, deed: 'notify', thread: id, inbox: from.inbox, issued: Date.now(), ...ways };
  const signed = await sealing.signContent(said, signer.device, signer.deviceName);
  const certificate = await sealing.sign(signer.signing, sealing.signedText('device', town, from.inbox, signer.deviceName));
  const { inbox, sealing_key } = notify.card;
  const content = { version: 1, thread: id, id, expires, recipients: [inbox], signed, device: signer.device.point, certificate };
  const { salt, bits } = await relay.about();
  const body = { version: 1, expires, capability: sealing.sha256(Buffer.from(capability, 'base64url')), proof: sealing.work(salt, id, expires, bits),
    jwe: await sealing.seal(content, [{ inbox, key: sealing_key }]) };
  await relay.take(201, 'PUT', `/threads/${id}`, body);
}

const ask = (to = service): Promise<Citizen> => Citizen.send(relay, [to], { note: 'SECRET Oma braucht Hilfe' });
const count = (event: string): number => notify.log.split('\n').filter((line) => line.includes(`"${event}"`)).length;

before(async () => {
  server = await Server.start(['--relay-per-hour', '0', '--relay-work', '4']);
  relay = new RelayClient(server);
  townKey = await sealing.newSigningPair();
  service = await Service.join(relay);
  home = scratchFolder();
  smtp = new SmtpServer(await freePort(), path.join(home, 'mailbox'));
  await smtp.start();
  push = await PushService.start(home, () => notify.card.push_key);
  notify = new Notify(path.join(home, 'notify'), push.certificate);
  fs.mkdirSync(notify.home);
  const watchToken = spawnSync(adminProgram, ['--data', server.folders.data, 'watch-token'], { encoding: 'utf8' }).stdout.trim();
  fs.writeFileSync(path.join(notify.home, 'settings.json'), JSON.stringify({
    server: server.url, town, care_key: `${townKey.point.x}.${townKey.point.y}`, watch_token: watchToken, invitation: relay.invite(),
    desk: 'https://portal.example/anbieter/', from: 'Pflegefinder <pflegefinder@kernstadt.example>', contact: 'mailto:it@kernstadt.example',
    smtp: { host: '127.0.0.1', port: smtp.port }, allow: [push.origin], quiet_s: 0 }));
  await publishList([service]);
  await notify.start();
});
after(async () => {
  await notify.end();
  await smtp.stop();
  await server.end();
  fs.rmSync(home, { recursive: true, force: true });
});

test('the watch token opens the event stream of an inbox and nothing else', async () => {
  const settings = JSON.parse(fs.readFileSync(path.join(notify.home, 'settings.json'), 'utf8')) as { watch_token: string };
  const authorization = `Watch ${settings.watch_token}`;
  const stream = await relay.call('GET', `/inboxes/${service.inbox}/events`, undefined, authorization);
  assert.equal(stream.status, 200);
  await stream.body!.cancel();
  await relay.problem(401, 'GET', `/inboxes/${service.inbox}/messages`, undefined, authorization);
  await relay.problem(401, 'GET', `/inboxes/${service.inbox}/events`, undefined, `Watch ${'A'.repeat(43)}`);
  const citizen = await ask();
  await relay.problem(401, 'GET', `${citizen.path}/events`, undefined, authorization);
  assert.notEqual((await server.post('{}', { authorization: `Bearer ${settings.watch_token}` })).status, 200);
});

test('a service that asked for mail gets one when a request arrives, and nothing of the request', async () => {
  await wish(service, { mail: 'buero@dienst.example' });
  await until(() => count('wish') === 1, 'the wish');
  await until(() => smtp.mails().length === 1, 'word of what was there already');
  await ask();
  await until(() => smtp.mails().length === 2, 'a mail');
  const mail = smtp.mails()[1]!;
  assert.match(mail, /^X-RcptTo: buero@dienst\.example$/m);
  assert.match(mail, /^Auto-Submitted: auto-generated$/m);
  assert.match(mail, /https:\/\/portal\.example\/anbieter\//);
  for (const secret of ['SECRET', service.inbox, service.deviceName]) assert.ok(!mail.includes(secret));
});

test('a push arrives encrypted for this device alone and signed for its push service', async () => {
  await wish(service, { push: push.subscription });
  await until(() => count('wish') === 2, 'the wish');
  await ask();
  await until(() => push.arrived.length === 1, 'a push');
  assert.deepEqual({ ...push.arrived[0], topic: '' }, { text: 'new', topic: '', urgency: 'high', ttl: '86400' });
  assert.match(push.arrived[0]!.topic, /^[\w-]{32}$/);
  assert.equal(smtp.mails().length, 2, 'the latest word of a device counts: no mail any more');
});

test('what moved while notify was down is told when it is back', async () => {
  await until(() => count('sent') === 3, 'two mails and a push in its books: what is on its way is repeated after a crash');
  await notify.end('SIGKILL');
  await ask();
  await ask();
  await notify.start();
  await until(() => push.arrived.length >= 2, 'a push');
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal(push.arrived.length, 2, 'several moves are one message');
});

test('a mail server that is down is tried again, also after a crash, until the mail is through', async () => {
  await wish(service, { mail: 'buero@dienst.example' });
  await until(() => count('wish') === 1, 'the wish');
  await smtp.stop();
  const before = smtp.mails().length;
  await ask();
  await until(() => count('failed') >= 2, 'two failures');
  await notify.end('SIGKILL');
  await notify.start();
  await smtp.start();
  await until(() => smtp.mails().length === before + 1, 'the mail');
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.equal(smtp.mails().length, before + 1, 'once');
});

test('a push address that is gone is forgotten, and never asked again', async () => {
  await wish(service, { push: push.subscription });
  await until(() => count('wish') === 1, 'the wish');
  push.status = 410;
  await ask();
  await until(() => count('push_address_gone') === 1, 'gone');
  push.status = 201;
  const before = push.arrived.length;
  await ask();
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.equal(push.arrived.length, before);
});

test('who is not in the town\'s list, signs for another or names a foreign push service is not listened to', async () => {
  const stranger = await Service.join(relay);
  const wishes = count('wish');
  await wish(stranger, { mail: 'fremd@dienst.example' });
  await wish(service, { mail: 'fremd@dienst.example' }, stranger);
  await wish(service, { push: { ...push.subscription, endpoint: 'https://127.0.0.1:1/push' } });
  await wish(service, { mail: 'a@dienst.example, b@dienst.example' });
  await wish(service, { mail: 'neu@dienst.example' });
  await until(() => count('wish') > wishes, 'the one that is right');
  assert.equal(count('wish'), wishes + 1);
  await ask(stranger);
  await ask();
  await until(() => smtp.mails().some((mail) => mail.includes('neu@dienst.example')), 'the mail');
  assert.ok(smtp.mails().every((mail) => !mail.includes('fremd@')));
});

test('its log and its card name no address and no secret', () => {
  for (const secret of ['dienst.example', '127.0.0.1', service.inbox]) assert.ok(!notify.log.includes(secret), secret);
  assert.deepEqual(Object.keys(notify.card).sort(), ['inbox', 'push_key', 'sealing_key']);
  assert.equal(fs.statSync(path.join(notify.home, 'keys.json')).mode & 0o777, 0o600);
});

test('a wrong setting is refused in one line that names the field', () => {
  const wrong = scratchFolder();
  fs.writeFileSync(path.join(wrong, 'settings.json'), JSON.stringify({ server: 'https://portal.example', town, care_key: 'SECRET' }));
  const { status, stderr } = spawnSync(process.execPath, [path.resolve(import.meta.dirname, '../../tools/notify/main.ts'), '--home', wrong, '--check'],
    { encoding: 'utf8', env: { ...process.env, NODE_NO_WARNINGS: '1' } });
  assert.deepEqual([status, stderr], [1, 'notify: settings.json: smtp.: expected an object\n']);
});
