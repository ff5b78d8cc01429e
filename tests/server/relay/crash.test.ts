// What was acknowledged is there, whatever happens to the server.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import * as sealing from '../../support/sealing.ts';
import { Citizen, RelayClient, Service } from '../support/relay.ts';
import { Server, adminProgram, makeFolders } from '../support/server.ts';

const options = ['--relay-per-hour', '0', '--relay-work', '0'];
const repetitions = Number(process.env.STADTKERN_CRASHES ?? 12);

async function restarted(relay: RelayClient, services: Service[], folders: { data: string; web: string }): Promise<RelayClient> {
  await relay.server.end('SIGKILL');
  const next = new RelayClient(await Server.start(options, folders));
  for (const service of services) {
    service.relay = next;
    await service.enter();
  }
  return next;
}

test(`killed between request and answer ${repetitions} times: nothing acknowledged is lost, a retry makes nothing double`, async () => {
  const folders = makeFolders();
  let relay = new RelayClient(await Server.start(options, folders));
  const services = [await Service.join(relay), await Service.join(relay)];
  const acknowledged = new Set<string>();
  const sent: Citizen[] = [];
  for (let crash = 0; crash < repetitions; ++crash) {
    const batch = await Promise.all(Array.from({ length: 8 }, () => Citizen.write(relay, services, {})));
    sent.push(...batch);
    const answers = batch.map((citizen) => citizen.send().then(() => acknowledged.add(citizen.id), () => undefined));
    await new Promise((resolve) => { setTimeout(resolve, Math.random() * 12); });
    relay = await restarted(relay, services, folders);
    await Promise.all(answers);
    for (const citizen of sent) citizen.relay = relay;
    for (const service of services) {
      const { messages } = await service.messages();
      const threads = messages.map(({ thread }) => thread);
      assert.equal(new Set(threads).size, threads.length, 'one message, once in an inbox');
      for (const id of acknowledged) assert.ok(threads.includes(id), 'an acknowledged message is lost');
    }
    for (const citizen of batch) {
      await citizen.send();
      acknowledged.add(citizen.id);
    }
  }
  for (const service of services) {
    const ids: string[] = [];
    for (let since = 0, more = true; more;) {
      const page = await service.messages(since);
      ids.push(...page.messages.map(({ thread }) => thread));
      since = page.messages.at(-1)!.number;
      more = page.more;
    }
    assert.deepEqual(ids.sort(), sent.map(({ id }) => id).sort());
  }
  await relay.server.end();
});

test('killed while withdrawing: withdrawn or held, never half, and the retry finishes it', async () => {
  const folders = makeFolders();
  let relay = new RelayClient(await Server.start(options, folders));
  const services = [await Service.join(relay)];
  for (let round = 0; round < 4; ++round) {
    const citizen = await Citizen.send(relay, services, {});
    const withdrawn = citizen.withdraw().then(() => true, () => false);
    await new Promise((resolve) => { setTimeout(resolve, Math.random() * 6); });
    relay = await restarted(relay, services, folders);
    citizen.relay = relay;
    const page = await citizen.page();
    if (await withdrawn) assert.equal(page.state, 'withdrawn');
    const message = (await services[0]!.messages()).messages.find(({ thread }) => thread === citizen.id)!;
    assert.equal(message.state, page.state);
    assert.equal(message.jwe === undefined, page.state === 'withdrawn');
    await citizen.withdraw();
    assert.equal((await citizen.page()).state, 'withdrawn');
  }
  await relay.server.end();
});

test('a full disk: the answer says that nothing was kept, what is held stays readable, a retry succeeds when there is room', async () => {
  const relay = new RelayClient(await Server.start(options));
  const service = await Service.join(relay);
  const first = await Citizen.send(relay, [service], { text: 'x' });
  const limit = (bytes: string) => {
    const { status, stderr } = spawnSync('prlimit', ['--pid', String(relay.server.process.pid), `--fsize=${bytes}:`], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  };
  limit('140000');
  const refused: Citizen[] = [];
  const kept: Citizen[] = [first];
  for (let time = 0; time < 80 && refused.length < 3; ++time) {
    const citizen = await Citizen.write(relay, [service], { text: 'y'.repeat(7000) });
    const response = await relay.call('PUT', citizen.path, citizen.body);
    if (response.status === 201) kept.push(citizen);
    else {
      assert.equal(response.status, 503);
      assert.equal(response.headers.get('retry-after'), '2');
      refused.push(citizen);
    }
    await response.arrayBuffer();
  }
  assert.equal(refused.length, 3, 'the disk was never full');
  assert.equal((await fetch(`${relay.server.url}/healthz`)).status, 503);
  const threads = async () => new Set((await service.messages()).messages.map(({ thread }) => thread));
  assert.deepEqual(await threads(), new Set(kept.map(({ id }) => id)));
  limit('unlimited');
  for (const citizen of refused) await citizen.send();
  assert.equal((await fetch(`${relay.server.url}/healthz`)).status, 200);
  assert.equal((await threads()).size, kept.length + refused.length);
  await relay.server.end();
});

test('a backup holds the register and no message; restored it brings back nobody who was revoked and nothing that was withdrawn', async () => {
  const relay = new RelayClient(await Server.start(options));
  const service = await Service.join(relay);
  const citizen = await Citizen.send(relay, [service], { text: 'x' });
  const copy = path.join(relay.server.folders.data, '../backup');
  const admin = (...words: string[]) => spawnSync(adminProgram, ['--data', relay.server.folders.data, ...words], { encoding: 'utf8' });
  assert.equal(admin('backup', copy).status, 0);
  const bytes = fs.readFileSync(`${copy}.relay`, 'latin1');
  assert.ok(bytes.includes(service.inbox));
  for (const mark of [citizen.id, (JSON.parse(citizen.body) as { jwe: sealing.Envelope }).jwe.ciphertext.slice(0, 60)]) assert.ok(!bytes.includes(mark));

  const lost = { name: service.deviceName, device: service.device };
  await service.addDevice();
  await service.revoke(lost.name);
  await service.addDevice();
  await citizen.withdraw();
  const { epoch } = await citizen.page();
  assert.equal(admin('restore', copy).status, 0);
  const page = await citizen.page();
  assert.equal(page.state, 'withdrawn');
  assert.notEqual(page.epoch, epoch, 'readers begin again');
  Object.assign(service, { deviceName: lost.name, device: lost.device });
  await relay.problem(401, 'POST', `/inboxes/${service.inbox}/sessions`, await service.signedChallenge());
  await service.addDevice();
  await service.enter();
  await Citizen.send(relay, [service], { text: 'after' });

  fs.writeFileSync(`${copy}.relay`, 'damaged');
  const refused = admin('restore', copy);
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /^tools\/admin: the relay was not changed: .+\n$/);
  await service.messages();
  await relay.server.end();
});

test('a lost disk: the restored register serves the same services with the same keys', async () => {
  const folders = makeFolders();
  const relay = new RelayClient(await Server.start(options, folders));
  const service = await Service.join(relay);
  const copy = path.join(folders.data, '../backup');
  execFileSync(adminProgram, ['--data', folders.data, 'backup', copy]);
  await relay.server.end();
  for (const name of fs.readdirSync(folders.data)) if (name.includes('.sqlite')) fs.rmSync(path.join(folders.data, name));
  execFileSync(adminProgram, ['--data', folders.data, 'restore', copy]);
  const next = new RelayClient(await Server.start(options, folders));
  service.relay = next;
  await service.enter();
  await Citizen.send(next, [service], {});
  assert.equal((await service.messages()).messages.length, 1);
  await next.server.end();
});

test('the operator sees who joined, by fingerprint, and takes an inbox out while the server runs', async () => {
  const relay = new RelayClient(await Server.start(options));
  const [service, gone] = [await Service.join(relay), await Service.join(relay)];
  const admin = (...words: string[]) => spawnSync(adminProgram, ['--data', relay.server.folders.data, ...words], { encoding: 'utf8' });
  const lines = admin('inboxes').stdout.trim().split('\n').map((line) => JSON.parse(line) as { [field: string]: unknown });
  assert.deepEqual(lines.map(({ inbox }) => inbox), [service.inbox, gone.inbox].sort());
  const line = lines.find(({ inbox }) => inbox === service.inbox)!;
  assert.deepEqual(line['signing_key'], service.signing.point);
  assert.equal(line['sealing_fingerprint'], await sealing.nameOf(service.sealing.point));
  assert.deepEqual(line['devices'], [service.deviceName]);
  assert.equal(admin('remove-inbox', gone.inbox).status, 0);
  await relay.problem(404, 'GET', `/inboxes/${gone.inbox}/messages`, undefined, gone.authorization);
  const citizen = await Citizen.write(relay, [service, gone], {});
  assert.equal((await relay.problem(422, 'PUT', citizen.path, citizen.body)).field, 'jwe.recipients[1].inbox');
  for (const words of [['remove-inbox', sealing.newId()], ['remove-inbox'], ['invite', '0'], ['invite', '91'], ['inboxes', 'x']]) {
    const refused = admin(...words);
    assert.equal(refused.status, 1);
    assert.match(refused.stderr, /^tools\/admin: .+\n$/);
  }
  await relay.server.end();
});
