// A thread from end to end: sealed in the citizen's browser, opened by each service, answered, read, withdrawn, expired.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import * as sealing from '../../support/sealing.ts';
import { Citizen, RelayClient, Service, fullHour, type ThreadPage } from '../support/relay.ts';
import { Server, listen, until } from '../support/server.ts';

let server: Server;
let relay: RelayClient;
let services: Service[];
before(async () => {
  server = await Server.start(['--relay-per-hour', '0', '--relay-sweep', '100']);
  relay = new RelayClient(server);
  services = await Promise.all([Service.join(relay), Service.join(relay), Service.join(relay)]);
});
after(async () => { await server.end(); });

// Everything that lies in the relay's files.
const raw = (): string => ['relay.sqlite', 'relay.sqlite-wal'].map((name) => path.join(server.folders.data, name))
  .filter((file) => fs.existsSync(file)).map((file) => fs.readFileSync(file, 'latin1')).join('');

test('one sealed request reaches three services; each answers, and the citizen reads who said what', async () => {
  const citizen = await Citizen.send(relay, services, { text: 'Wer kann ab Montag?' });
  let page = await citizen.page();
  assert.deepEqual(page.deliveries!.map(({ opened }) => opened), [false, false, false], 'held is not delivered');
  for (const service of services) {
    const { messages } = await service.messages();
    const message = messages.find(({ thread }) => thread === citizen.id)!;
    const content = await service.read(message);
    assert.equal(content['text'], 'Wer kann ab Montag?');
    await service.answer(citizen.id, content['reply_key'] as sealing.Point, { answer: 'yes' });
  }
  page = await citizen.page();
  assert.deepEqual(page.deliveries!.map(({ opened }) => opened), [true, true, true]);
  assert.equal(page.answers!.length, 3);
  for (const [at, answer] of page.answers!.entries()) {
    assert.equal((await citizen.read(answer, services[at]!))['answer'], 'yes');
    await assert.rejects(citizen.read(answer, services[(at + 1) % 3]!), 'another service is found out');
  }
  assert.deepEqual((await citizen.page(page.number)).answers, []);
});

test('contact goes to the one service that was chosen, and the talk goes on', async () => {
  const citizen = await Citizen.send(relay, services, { text: 'Anfrage' });
  const [first, second] = [services[0]!, services[1]!];
  const id = await citizen.writeOn([first], { name: 'Frau Beispiel', phone: '03883 1234' });
  const mine = (await first.messages()).messages.find((message) => message.id === id)!;
  assert.equal((await first.read(mine))['phone'], '03883 1234');
  assert.ok(!(await second.messages()).messages.some((message) => message.id === id));
  await first.answer(citizen.id, citizen.reply.point, { text: 'Ich rufe an' });
  const { answers } = await citizen.page();
  assert.equal((await citizen.read(answers!.at(-1)!, first))['text'], 'Ich rufe an');
});

test('the receipt restores the thread on another device, with nothing but its secret', async () => {
  const lost = await Citizen.send(relay, services, { text: 'Anfrage' });
  await services[0]!.answer(lost.id, lost.reply.point, { answer: 'from' });
  const { id, capability, wrapping } = await sealing.receiptKeys(lost.secret);
  const page = await relay.take<ThreadPage>(200, 'GET', `/threads/${id}`, undefined, `Bearer ${capability}`);
  const key = await sealing.unwrapReceipt(page.receipt!, wrapping);
  assert.equal((await lost.read(page.answers![0]!, services[0]!, { ...lost.reply, privateKey: key }))['answer'], 'from');
});

test('withdrawn: gone from the files, seen by every inbox, and no retry brings it back', async () => {
  const citizen = await Citizen.send(relay, services, { text: 'Anfrage' });
  const { ciphertext, recipients } = (JSON.parse(citizen.body) as { jwe: sealing.Envelope }).jwe;
  const marks = [ciphertext.slice(100, 160), recipients[1]!.encrypted_key];
  for (const mark of marks) assert.ok(raw().includes(mark));
  const [service] = services as [Service];
  const before = (await service.messages()).number;
  await service.answer(citizen.id, citizen.reply.point, { answer: 'yes' });
  await citizen.withdraw();
  for (const mark of marks) assert.ok(!raw().includes(mark));
  const { messages } = await service.messages(before);
  assert.deepEqual(messages.map(({ thread, state, jwe }) => ({ thread, state, jwe })), [{ thread: citizen.id, state: 'withdrawn', jwe: undefined }]);
  assert.deepEqual(Object.keys(await citizen.page()).sort(), ['epoch', 'expires', 'more', 'number', 'state']);
  await citizen.withdraw();
  await relay.problem(410, 'PUT', citizen.path, citizen.body);
  await relay.problem(410, 'PUT', service.answerPath(citizen.id, sealing.newId()),
    await service.answerBody(citizen.id, sealing.newId(), citizen.reply.point, {}), service.authorization);
  await relay.problem(410, 'PUT', `/inboxes/${service.inbox}/threads/${citizen.id}/opened/${citizen.id}`, undefined, service.authorization);
});

test('expired: unknown to everyone and in no file, not even its id', async () => {
  const citizen = await Citizen.send(relay, services, { text: 'Anfrage' });
  const { ciphertext } = (JSON.parse(citizen.body) as { jwe: sealing.Envelope }).jwe;
  assert.ok(raw().includes(citizen.id));
  // The clock of the house cannot be turned, so the expiry is.
  execFileSync('sqlite3', [path.join(server.folders.data, 'relay.sqlite'), '-cmd', '.timeout 5000',
    `PRAGMA secure_delete=ON; UPDATE threads SET expires = ${fullHour(-1)} WHERE id = '${citizen.id}'`]);
  await relay.problem(404, 'GET', citizen.path, undefined, citizen.authorization);
  await until(() => !raw().includes(citizen.id) && !raw().includes(ciphertext.slice(100, 160)), 'the sweep');
  for (const service of services) assert.ok(!(await service.messages()).messages.some(({ thread }) => thread === citizen.id));
});

test('an answer can be changed by another one and taken back; the citizen sees that it is gone', async () => {
  const citizen = await Citizen.send(relay, services, { text: 'Anfrage' });
  const [service] = services as [Service];
  const id = await service.answer(citizen.id, citizen.reply.point, { answer: 'yes' });
  const { number } = await citizen.page();
  await relay.take(204, 'DELETE', service.answerPath(citizen.id, id), undefined, service.authorization);
  await relay.take(204, 'DELETE', service.answerPath(citizen.id, id), undefined, service.authorization);
  const { answers } = await citizen.page(number);
  assert.deepEqual(answers!.map((answer) => [answer.id, answer.state, answer.jwe]), [[id, 'withdrawn', undefined]]);
});

test('streams say at once that something moved, and never what', async () => {
  const [service, other] = services as [Service, Service];
  const citizen = await Citizen.send(relay, [service], { text: 'Anfrage' });
  const hear = (path: string, authorization: string) => listen(server.api(`relay${path}`), { authorization });
  const thread = await hear(`${citizen.path}/events`, citizen.authorization);
  const inbox = await hear(`/inboxes/${service.inbox}/events`, service.authorization);
  const quiet = await hear(`/inboxes/${other.inbox}/events`, other.authorization);
  await until(() => thread.events.length === 1 && inbox.events.length === 1 && quiet.events.length === 1, 'the present numbers');
  assert.equal(thread.events[0], 'id: 1\nevent: thread\ndata: 1');
  const second = await Citizen.send(relay, [service], { text: 'noch eine' });
  await until(() => inbox.events.length === 2, 'a new message');
  const { number } = await service.messages();
  assert.equal(inbox.events[1], `id: ${number}\nevent: inbox\ndata: ${number}`);
  await service.opened(citizen.id, citizen.id);
  await service.answer(citizen.id, citizen.reply.point, { answer: 'no' });
  await until(() => thread.events.includes('id: 3\nevent: thread\ndata: 3'), 'the answer');
  assert.equal(quiet.events.length, 1, 'an inbox hears nothing of another one');
  assert.ok(!thread.events.join().includes(second.id));
  for (const stream of [thread, inbox, quiet]) stream.end();
});

test('forty answers of 16 kB come in pages, each once', async () => {
  const citizen = await Citizen.send(relay, services.slice(0, 2), { text: 'Anfrage' });
  const text = 'x'.repeat(9000);
  for (const service of services.slice(0, 2)) for (let at = 0; at < 20; ++at) await service.answer(citizen.id, citizen.reply.point, { text });
  const seen: string[] = [];
  let pages = 0;
  for (let since = 0, more = true; more; ++pages) {
    const page = await citizen.page(since);
    seen.push(...page.answers!.map(({ id }) => id));
    since = page.answers!.at(-1)!.number;
    more = page.more;
  }
  assert.ok(pages > 1);
  assert.equal(seen.length, 40);
  assert.equal(new Set(seen).size, 40);
});
