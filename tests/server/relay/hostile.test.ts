// What must not come through: each gets a problem document that names the field, and nothing changes.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import * as sealing from '../../support/sealing.ts';
import { Citizen, RelayClient, Service, fullHour } from '../support/relay.ts';
import { Server, until } from '../support/server.ts';

let server: Server;
let relay: RelayClient;
let services: Service[];
before(async () => {
  server = await Server.start(['--relay-per-hour', '0']);
  relay = new Watched(server);
  services = await Promise.all([Service.join(relay), Service.join(relay)]);
});
after(async () => { await server.end(); });

// Every row that the relay keeps; equal before and after whatever is refused.
const rows = (at: Server): string => execFileSync('sqlite3', ['-readonly', join(at.folders.data, 'relay.sqlite'), '-cmd', '.timeout 5000', '.dump'],
  { encoding: 'utf8', maxBuffer: 2 ** 28 });
async function unchanged(attempt: () => Promise<void>): Promise<void> {
  const held = rows(server);
  await attempt();
  assert.equal(rows(server), held, 'the store is as it was');
}
// Nothing that is refused leaves a trace, in whichever test.
class Watched extends RelayClient {
  override async problem(...words: Parameters<RelayClient['problem']>): ReturnType<RelayClient['problem']> {
    const held = rows(this.server);
    const problem = await super.problem(...words);
    assert.equal(rows(this.server), held, `${words[1]} ${words[2]}: refused, and the store is as it was`);
    return problem;
  }
}
const changed = (body: string, patch: (message: { [field: string]: any }) => void): string => {
  const message = JSON.parse(body) as { [field: string]: any };
  patch(message);
  return JSON.stringify(message);
};

type Patch = { op: 'add' | 'replace' | 'remove'; path: string; value?: unknown };
function apply(message: any, { op, path, value }: Patch): void {
  const steps = path.split('/').slice(1);
  const last = steps.pop()!;
  const place = steps.reduce((at, step) => at[step], message);
  if (op === 'remove') delete place[last];
  else if (last === '-') place.push(value);
  else place[last] = value;
}

test('every refused vector is refused over the wire by the name of its field', async () => {
  const vectors = JSON.parse(readFileSync(join(import.meta.dirname, '../../wire/relay.json'), 'utf8')) as {
    taken: { [kind: string]: object }; refused: { promise: string; of: string; patch: Patch[]; field: string }[] };
  const citizen = await Citizen.send(relay, services, {});
  const [service] = services as [Service];
  const ways: { [kind: string]: [string, string, string] } = {
    opening: ['PUT', `/threads/${sealing.newId()}`, ''],
    letter: ['PUT', `${citizen.path}/messages/${sealing.newId()}`, citizen.authorization],
    answer: ['PUT', service.answerPath(citizen.id, sealing.newId()), service.authorization],
    joining: ['POST', '/inboxes', ''],
  };
  await unchanged(async () => {
    for (const { promise, of, patch, field } of vectors.refused) {
      const message = structuredClone(vectors.taken[of]);
      for (const step of patch) apply(message, step);
      const [method, path, authorization] = ways[of]!;
      const problem = await relay.problem(422, method, path, message, authorization);
      assert.equal(problem.field, field, promise);
      assert.match(problem.detail!, /^expected /);
    }
  });
});

test('truncated, oversized and foreign bodies', async () => {
  const citizen = await Citizen.write(relay, services, {});
  await unchanged(async () => {
    for (const size of [0, 1, 100, citizen.body.length - 1]) await relay.problem(400, 'PUT', citizen.path, citizen.body.slice(0, size));
    await relay.problem(400, 'PUT', citizen.path, Buffer.from('{"version":1,"a":"\xff"}', 'latin1'));
    await relay.problem(400, 'PUT', citizen.path, '{"version":1,"version":1}');
    await relay.problem(422, 'PUT', citizen.path, '[]');
    await relay.problem(413, 'PUT', citizen.path, citizen.body + ' '.repeat(81 * 1024));
    for (const headers of [{ 'content-type': 'text/plain' }, { 'content-type': 'application/json', 'content-encoding': 'gzip' }, {}]) {
      const response = await fetch(server.api(`relay${citizen.path}`), { method: 'PUT', body: Buffer.from(citizen.body), headers });
      assert.equal(response.status, 415);
      assert.equal(response.headers.get('content-type'), 'application/problem+json');
    }
  });
  await citizen.send();
});

test('duplicate: the same bytes any number of times, at once and later, are one message', async () => {
  const citizen = await Citizen.write(relay, services, {});
  const before = await services[0]!.messages();
  const answers = await Promise.all(Array.from({ length: 20 }, () => citizen.send()));
  answers.push(await citizen.send());
  assert.deepEqual(new Set(answers.map(({ state: said }) => said)), new Set(['held']));
  assert.equal((await services[0]!.messages(before.number)).messages.length, 1);
});

test('the same id with other bytes, also when they mean the same, is a conflict', async () => {
  const citizen = await Citizen.send(relay, services, {});
  await unchanged(async () => {
    const other = await Citizen.write(relay, services, { text: 'other' });
    for (const body of [other.body, citizen.body + ' ', changed(citizen.body, (message) => { delete message['receipt']; })]) {
      assert.equal((await relay.problem(409, 'PUT', citizen.path, body)).field, 'id');
    }
  });
});

test('work that was not done, done for another id, for another expiry or another town', async () => {
  const citizen = await Citizen.write(relay, services, {});
  const { salt, bits } = await relay.about();
  assert.equal(bits, 16);
  const proofs = [0, sealing.work(salt, sealing.newId(), citizen.expires, bits), sealing.work(salt, citizen.id, citizen.expires + 3600, bits),
    sealing.work('0123456789abcdef', citizen.id, citizen.expires, bits)];
  await unchanged(async () => {
    for (const proof of proofs) {
      const body = changed(citizen.body, (message) => { message['proof'] = proof; });
      assert.equal((await relay.problem(422, 'PUT', citizen.path, body)).field, 'proof');
    }
  });
});

test('an expiry that is past or too far, an inbox that does not exist', async () => {
  for (const hours of [0, -24, 31 * 24 + 2]) {
    const citizen = await Citizen.write(relay, services, {}, fullHour(hours));
    assert.equal((await relay.problem(422, 'PUT', citizen.path, citizen.body)).field, 'expires');
  }
  const stranger = await Service.make(relay);
  stranger.inbox = sealing.newId();
  const citizen = await Citizen.write(relay, [...services, stranger], {});
  await unchanged(async () => {
    assert.equal((await relay.problem(422, 'PUT', citizen.path, citizen.body)).field, 'jwe.recipients[2].inbox');
  });
});

test('re-addressed: a wrapped key in another inbox opens nothing, and the content names whom it was for', async () => {
  const [first, second] = services as [Service, Service];
  const citizen = await Citizen.write(relay, services, { text: 'für beide' });
  const before = (await first.messages()).number;
  const exchanged = changed(citizen.body, ({ jwe }) => {
    [jwe.recipients[0].inbox, jwe.recipients[1].inbox] = [jwe.recipients[1].inbox, jwe.recipients[0].inbox];
  });
  await relay.take(201, 'PUT', citizen.path, exchanged);
  const [message] = (await first.messages(before)).messages;
  await assert.rejects(first.read(message!), 'wrapped for someone else');
  assert.deepEqual((await citizen.page()).deliveries!.map(({ opened }) => opened), [false, false], 'never shown as delivered');

  const alone = await Citizen.write(relay, [second], { text: 'nur für eine' });
  const mark = (await first.messages()).number;
  await relay.take(201, 'PUT', alone.path, changed(alone.body, ({ jwe }) => { jwe.recipients[0].inbox = first.inbox; }));
  await assert.rejects(first.read((await first.messages(mark)).messages[0]!));
});

test('replayed: what was withdrawn does not come back, and what was taken back stays so', async () => {
  const [service] = services as [Service];
  const citizen = await Citizen.send(relay, services, {});
  const id = sealing.newId();
  const body = await service.answerBody(citizen.id, id, citizen.reply.point, { answer: 'yes' });
  await relay.take(201, 'PUT', service.answerPath(citizen.id, id), body, service.authorization);
  const stale = await service.answerBody(citizen.id, id, citizen.reply.point, { answer: 'no' });
  assert.equal((await relay.problem(409, 'PUT', service.answerPath(citizen.id, id), stale, service.authorization)).field, 'id');
  await relay.take(204, 'DELETE', service.answerPath(citizen.id, id), undefined, service.authorization);
  assert.equal((await relay.problem(410, 'PUT', service.answerPath(citizen.id, id), body, service.authorization)).field, 'id', 'the thread stands');
  const letter = { version: 1, jwe: await sealing.seal({ text: 'noch etwas' }, [{ inbox: service.inbox, key: service.sealing.point }]) };
  await citizen.withdraw();
  await relay.problem(410, 'PUT', citizen.path, citizen.body);
  await relay.problem(410, 'PUT', `${citizen.path}/messages/${sealing.newId()}`, letter, citizen.authorization);
  const late = await relay.problem(410, 'PUT', service.answerPath(citizen.id, id), body, service.authorization);
  assert.equal(late.field, undefined, 'the thread is over');
  await relay.problem(410, 'PUT', `/inboxes/${service.inbox}/threads/${citizen.id}/opened/${citizen.id}`, undefined, service.authorization);
});

test('truncated, oversized and malformed: letters, answers and joinings, too', async () => {
  const [service] = services as [Service];
  const citizen = await Citizen.send(relay, services, {});
  const letter = JSON.stringify({ version: 1, jwe: await sealing.seal({ text: 'x' }, [{ inbox: service.inbox, key: service.sealing.point }]) });
  const id = sealing.newId();
  const answer = JSON.stringify(await service.answerBody(citizen.id, id, citizen.reply.point, {}));
  const joining = JSON.stringify(await (await Service.make(relay)).joining(relay.invite()));
  const ways: [string, string, string, string, number][] = [
    ['PUT', `${citizen.path}/messages/${sealing.newId()}`, citizen.authorization, letter, 81],
    ['PUT', service.answerPath(citizen.id, id), service.authorization, answer, 33],
    ['POST', '/inboxes', '', joining, 9]];
  for (const [method, path, authorization, body, tooLargeKiB] of ways) {
    for (const size of [0, 1, 40, body.length - 1]) await relay.problem(400, method, path, body.slice(0, size), authorization);
    await relay.problem(413, method, path, body + ' '.repeat(tooLargeKiB * 1024), authorization);
    await relay.problem(422, method, path, '[]', authorization);
    await relay.problem(422, method, path, body.replace('"version":1', '"version":1,"SECRET":1'), authorization);
  }
});

test('a thread is closed to every other capability, and says the same where it does not exist', async () => {
  const citizen = await Citizen.send(relay, services, {});
  const other = await Citizen.send(relay, services, {});
  await unchanged(async () => {
    const problems = [];
    for (const [method, path] of [['GET', citizen.path], ['DELETE', citizen.path], ['GET', `${citizen.path}/events`], ['GET', `/threads/${sealing.newId()}`]] as const) {
      problems.push(await relay.problem(404, method, path, undefined, other.authorization));
      for (const authorization of ['', 'Bearer', 'Bearer short', `Device ${citizen.capability}`, `Basic ${citizen.capability}`, `Bearer ${citizen.capability}x`]) {
        assert.equal((await relay.problem(401, method, path, undefined, authorization)).field, 'Authorization');
      }
    }
    for (const problem of problems) assert.deepEqual(problem, problems[0]);
    const { jwe } = JSON.parse((await Citizen.write(relay, services, {})).body) as { jwe: sealing.Envelope };
    await relay.problem(404, 'PUT', `${citizen.path}/messages/${sealing.newId()}`, { version: 1, jwe }, other.authorization);
  });
});

test('an inbox is closed to every other device', async () => {
  const [first, second] = services as [Service, Service];
  const citizen = await Citizen.send(relay, [first], {});
  const attempts: [string, string, unknown?][] = [
    ['GET', `/inboxes/${first.inbox}/messages`], ['GET', `/inboxes/${first.inbox}/events`],
    ['PUT', `/inboxes/${first.inbox}/threads/${citizen.id}/opened/${citizen.id}`], ['DELETE', first.answerPath(citizen.id, sealing.newId())],
    ['PUT', first.answerPath(citizen.id, sealing.newId()), await first.answerBody(citizen.id, sealing.newId(), citizen.reply.point, {})]];
  await unchanged(async () => {
    for (const [method, path, body] of attempts) {
      for (const authorization of ['', second.authorization, `Device ${sealing.random(32)}`, `Bearer ${first.token}`]) {
        assert.equal((await relay.problem(401, method, path, body, authorization)).field, 'Authorization');
      }
    }
    // With its own token an inbox reaches nothing that was not sent to it.
    await relay.problem(404, 'PUT', `/inboxes/${second.inbox}/threads/${citizen.id}/opened/${citizen.id}`, undefined, second.authorization);
    await relay.problem(404, 'PUT', second.answerPath(citizen.id, sealing.newId()),
      await second.answerBody(citizen.id, sealing.newId(), citizen.reply.point, {}), second.authorization);
  });
});

test('a challenge serves once, for the device that signed it, in its inbox', async () => {
  const [first, second] = services as [Service, Service];
  const path = `/inboxes/${first.inbox}/sessions`;
  const signed = await first.signedChallenge();
  await relay.take(201, 'POST', path, signed);
  assert.equal((await relay.problem(401, 'POST', path, signed)).field, 'challenge', 'replayed');
  const other = await first.signedChallenge();
  await relay.problem(401, 'POST', `/inboxes/${second.inbox}/sessions`, other);
  const foreign = await first.signedChallenge();
  foreign['signature'] = await sealing.sign(second.device, 'something');
  await relay.problem(401, 'POST', path, foreign);
  await relay.problem(401, 'POST', path, { ...await first.signedChallenge(), challenge: sealing.random(32) });
  const posing = await second.signedChallenge();
  await relay.problem(401, 'POST', path, { ...posing, device: first.deviceName });
  await relay.problem(401, 'POST', `/inboxes/${sealing.newId()}/sessions`, await first.signedChallenge());
});

test('a device comes in by its service only, and a revoked one is out at once and for good', async () => {
  const service = await Service.join(relay);
  const [stranger] = services as [Service];
  const device = await sealing.newSigningPair();
  const name = await sealing.nameOf(device.point);
  const path = `/inboxes/${service.inbox}/devices/${name}`;
  const text = sealing.signedText('device', 'kernstadt', service.inbox, name);
  const body = { version: 1, key: device.point, signature: await sealing.sign(stranger.signing, text) };
  assert.equal((await relay.problem(422, 'PUT', path, body)).field, 'signature');
  const misnamed = `/inboxes/${service.inbox}/devices/${sealing.random(32)}`;
  assert.equal((await relay.problem(422, 'PUT', misnamed, body)).field, 'key');
  const lost = { token: service.token, device: service.device, name: service.deviceName };
  await service.addDevice();
  await service.enter();
  await service.revoke(lost.name);
  await relay.problem(401, 'GET', `/inboxes/${service.inbox}/messages`, undefined, `Device ${lost.token}`);
  await service.messages();
  const again = sealing.signedText('device', 'kernstadt', service.inbox, lost.name);
  const back = { version: 1, key: lost.device.point, signature: await sealing.sign(service.signing, again) };
  await relay.problem(410, 'PUT', `/inboxes/${service.inbox}/devices/${lost.name}`, back);
  Object.assign(service, { device: lost.device, deviceName: lost.name });
  await relay.problem(401, 'POST', `/inboxes/${service.inbox}/sessions`, await service.signedChallenge());
});

test('an invitation serves one service; keys must be points of the curve and signed for', async () => {
  const invitation = relay.invite();
  const service = await Service.make(relay);
  const body = await service.joining(invitation);
  const off = { ...service.device.point, y: service.device.point.x };
  assert.equal((await relay.problem(422, 'POST', '/inboxes', { ...body, signing_key: off })).field, 'signing_key');
  assert.equal((await relay.problem(422, 'POST', '/inboxes', { ...body, device: off })).field, 'device');
  assert.equal((await relay.problem(422, 'POST', '/inboxes', { ...body, sealing_key: service.signing.point })).field, 'signature');
  const guessed = await service.joining(`${invitation.split('.')[0]}.${sealing.newId()}`);
  assert.equal((await relay.problem(422, 'POST', '/inboxes', guessed)).field, 'invitation');
  await relay.take(201, 'POST', '/inboxes', body);
  await relay.take(201, 'POST', '/inboxes', body);
  const late = await (await Service.make(relay)).joining(invitation);
  assert.equal((await relay.problem(409, 'POST', '/inboxes', late)).field, 'invitation');
});

test('a list is put by the operator alone, and comes back as it is', async () => {
  const put = (text: string, authorization: string) => fetch(server.api('relay/lists/services'), {
    method: 'PUT', body: text, headers: { authorization, 'content-type': 'application/jose' } });
  assert.equal((await fetch(server.api('relay/lists/services'))).status, 404);
  assert.equal((await put('eyJ.a.b', '')).status, 401);
  assert.equal((await put('eyJ.a.b', `Bearer ${'x'.repeat(server.token.length)}`)).status, 401);
  assert.equal((await put('eyJ.ä.b', `Bearer ${server.token}`)).status, 422);
  assert.equal((await put('x'.repeat(300_000), `Bearer ${server.token}`)).status, 413);
  assert.equal((await put('eyJ.a.b', `Bearer ${server.token}`)).status, 204);
  const read = await fetch(server.api('relay/lists/services'));
  assert.equal(await read.text(), 'eyJ.a.b');
  const etag = read.headers.get('etag')!;
  assert.equal((await fetch(server.api('relay/lists/services'), { headers: { 'if-none-match': etag } })).status, 304);
});

test('addresses and methods that the protocol does not have', async () => {
  const id = sealing.newId();
  for (const path of ['/', '/threads', '/threads/short', `/threads/${id}x`, `/threads/${id}/`, `/threads/${id}/other`, `/inboxes/${id}`,
    `/inboxes/${id}/other`, `/inboxes/${id}/devices/${id}`, `/inboxes/${id}/threads/${id}/opened`, '/lists/SECRET', '/lists', `/threads/${'A'.repeat(21)}B`]) {
    const { status } = await relay.call('GET', path);
    assert.ok(status === 404 || status === 400, `${path} ${status}`);
  }
  for (const [method, path, allow] of [['POST', `/threads/${id}`, 'GET, PUT, DELETE'], ['GET', '/inboxes', 'POST'], ['PATCH', `/threads/${id}`, 'GET, PUT, DELETE'],
    ['DELETE', `/inboxes/${id}/messages`, 'GET'], ['HEAD', `/threads/${id}`, 'GET, PUT, DELETE']] as const) {
    const response = await relay.call(method, path);
    assert.equal(response.status, 405);
    assert.equal(response.headers.get('allow'), allow);
  }
  for (const since of ['-1', 'x', '01', '', '9007199254740992', '1&since=2']) {
    const citizen = await Citizen.send(relay, [services[0]!], {});
    assert.equal((await relay.problem(400, 'GET', `${citizen.path}?since=${since}`, undefined, citizen.authorization)).field, 'since');
  }
});

test('CBOR is the same as JSON', async () => {
  const page = await fetch(server.api('relay'));
  assert.equal(page.headers.get('content-type'), 'application/cbor');
  const response = await fetch(server.api(`relay/threads/${sealing.newId()}`), { method: 'PUT', body: Uint8Array.of(0xa0), headers: { 'content-type': 'application/cbor' } });
  assert.equal(response.status, 422);
  assert.equal(((await response.json()) as { field: string }).field, 'version');
});

test('who opens threads too often is told to wait; others and services are not', async () => {
  const strict = await Server.start(['--relay-per-hour', '16', '--trusted-proxy', '127.0.0.1']);
  const put = (client: string) => fetch(strict.api(`relay/threads/${sealing.newId()}`), {
    method: 'PUT', body: '{}', headers: { 'content-type': 'application/json', 'x-forwarded-for': client } });
  const answers = [];
  for (let time = 0; time < 6; ++time) answers.push((await put('192.0.2.1')).status);
  assert.deepEqual(answers, [422, 422, 422, 422, 429, 429]);
  assert.equal((await put('192.0.2.2')).status, 422);
  await strict.end();
});

test('a flood into one inbox stops at its bound, and other inboxes go on', async () => {
  const strict = await Server.start(['--relay-per-hour', '40', '--relay-work', '0', '--trusted-proxy', '127.0.0.1']);
  const narrow = new RelayClient(strict);
  const [flooded, quiet] = [await Service.join(narrow), await Service.join(narrow)];
  let refused = 0;
  for (let time = 0; time < 12; ++time) {
    const citizen = await Citizen.write(narrow, [flooded], {});
    const response = await fetch(strict.api(`relay${citizen.path}`), {
      method: 'PUT', body: citizen.body, headers: { 'content-type': 'application/json', 'x-forwarded-for': `192.0.2.${time}` } });
    if (response.status === 429) {
      ++refused;
      assert.equal(((await response.json()) as { field: string }).field, 'jwe.recipients[0].inbox');
      assert.equal(response.headers.get('retry-after'), '60');
    }
  }
  assert.equal(refused, 2);
  await Citizen.send(narrow, [quiet], {});
  await strict.end();
});

test('nothing of all this is in the log: no id, no address, no path', async () => {
  const citizen = await Citizen.send(relay, services, {});
  await relay.problem(409, 'PUT', citizen.path, `${citizen.body} `);
  await relay.problem(401, 'GET', citizen.path);
  await server.end();
  await until(() => server.log.includes('"stopped"'), 'the last line');
  const events = server.log.trim().split('\n').map((line) => (JSON.parse(line) as { event: string }).event);
  assert.deepEqual(new Set(events.filter((event) => event !== 'packs_built')), new Set(['started', 'stopping', 'stopped']));
  for (const secret of [citizen.id, citizen.capability, services[0]!.inbox, services[0]!.deviceName, '127.0.0.1', 'threads', 'relay']) {
    assert.ok(!server.log.includes(secret), secret);
  }
});
