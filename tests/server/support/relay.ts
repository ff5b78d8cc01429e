// Citizens and services as the relay sees them: the messages of RELAY.md over HTTP.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as sealing from '../../support/sealing.ts';
import { Server, adminProgram, town } from './server.ts';
import type { FlattenedJWE } from 'jose';

export type Problem = { status: number; field?: string; detail?: string };
export type ThreadPage = { epoch: string; number: number; state: string; expires: number; more: boolean; receipt?: string;
  deliveries?: { message: string; inbox: string; opened: boolean }[];
  answers?: { number: number; id: string; inbox: string; state: string; jwe?: FlattenedJWE }[] };
export type InboxPage = { epoch: string; number: number; more: boolean;
  messages: { number: number; thread: string; id: string; expires: number; state: string; opened?: boolean; jwe?: FlattenedJWE }[] };

export const fullHour = (hoursAhead: number): number => (Math.floor(Date.now() / 3_600_000) + hoursAhead) * 3600;

export class RelayClient {
  readonly server: Server;
  constructor(server: Server) { this.server = server; }

  call(method: string, rest: string, body?: unknown, authorization = ''): Promise<Response> {
    const raw = typeof body === 'string' || body instanceof Uint8Array;
    return fetch(this.server.api(`relay${rest}`), {
      method,
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(authorization === '' ? {} : { authorization }) },
      ...(body === undefined ? {} : { body: (raw ? body : JSON.stringify(body)) as BodyInit }),
    });
  }

  async take<T>(status: number, ...words: Parameters<RelayClient['call']>): Promise<T> {
    const response = await this.call(...words);
    const text = await response.text();
    assert.equal(response.status, status, `${words[0]} ${words[1]}: ${text}`);
    assert.equal(response.headers.get('cache-control'), 'no-store');
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  async problem(status: number, ...words: Parameters<RelayClient['call']>): Promise<Problem> {
    const response = await this.call(...words);
    const text = await response.text();
    assert.equal(response.status, status, `${words[0]} ${words[1]}: ${text}`);
    assert.equal(response.headers.get('content-type'), 'application/problem+json');
    assert.ok(!text.includes('SECRET'));
    return JSON.parse(text) as Problem;
  }

  async about(): Promise<{ salt: string; bits: number }> {
    return await (await fetch(this.server.api('relay'), { headers: { accept: 'application/json' } })).json() as { salt: string; bits: number };
  }

  invite(): string {
    const { status, stdout, stderr } = spawnSync(adminProgram, ['--data', this.server.folders.data, 'invite'], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    return stdout.trim();
  }
}

export class Service {
  relay: RelayClient;
  inbox = '';
  token = '';
  readonly signing: sealing.Pair;
  readonly sealing: sealing.Pair;
  device: sealing.Pair;
  deviceName: string;

  private constructor(relay: RelayClient, signing: sealing.Pair, sealingPair: sealing.Pair, device: sealing.Pair, deviceName: string) {
    this.relay = relay;
    this.signing = signing;
    this.sealing = sealingPair;
    this.device = device;
    this.deviceName = deviceName;
  }

  static async make(relay: RelayClient): Promise<Service> {
    const device = await sealing.newSigningPair();
    return new Service(relay, await sealing.newSigningPair(), await sealing.newSealingPair(), device, await sealing.nameOf(device.point));
  }

  static async join(relay: RelayClient): Promise<Service> {
    const service = await Service.make(relay);
    await relay.take(201, 'POST', '/inboxes', await service.joining(relay.invite()));
    await service.enter();
    return service;
  }

  async joining(invitation: string): Promise<{ [field: string]: unknown }> {
    this.inbox = invitation.split('.')[0]!;
    const text = sealing.signedText('join', town, this.inbox, await sealing.nameOf(this.sealing.point), this.deviceName);
    return { version: 1, invitation, signing_key: this.signing.point, sealing_key: this.sealing.point, device: this.device.point,
      signature: await sealing.sign(this.signing, text) };
  }

  async addDevice(): Promise<void> {
    this.device = await sealing.newSigningPair();
    this.deviceName = await sealing.nameOf(this.device.point);
    const signature = await sealing.sign(this.signing, sealing.signedText('device', town, this.inbox, this.deviceName));
    await this.relay.take(201, 'PUT', `/inboxes/${this.inbox}/devices/${this.deviceName}`, { version: 1, key: this.device.point, signature });
  }

  async revoke(device: string): Promise<void> {
    const signature = await sealing.sign(this.signing, sealing.signedText('revoke', town, this.inbox, device));
    await this.relay.take(201, 'POST', `/inboxes/${this.inbox}/revocations`, { version: 1, device, signature });
  }

  async signedChallenge(): Promise<{ [field: string]: unknown }> {
    const { challenge } = await this.relay.take<{ challenge: string }>(201, 'POST', `/inboxes/${this.inbox}/challenges`, { version: 1 });
    const text = sealing.signedText('open', town, this.inbox, this.deviceName, challenge);
    return { version: 1, device: this.deviceName, challenge, signature: await sealing.sign(this.device, text) };
  }

  async enter(): Promise<void> {
    this.token = (await this.relay.take<{ token: string }>(201, 'POST', `/inboxes/${this.inbox}/sessions`, await this.signedChallenge())).token;
  }

  get authorization(): string { return `Device ${this.token}`; }
  messages(since = 0): Promise<InboxPage> {
    return this.relay.take<InboxPage>(200, 'GET', `/inboxes/${this.inbox}/messages?since=${since}`, undefined, this.authorization);
  }
  opened(thread: string, message: string): Promise<void> {
    return this.relay.take(204, 'PUT', `/inboxes/${this.inbox}/threads/${thread}/opened/${message}`, undefined, this.authorization);
  }

  // Opens a message, checks that its inside agrees with its outside, and says so.
  async read(message: InboxPage['messages'][number]): Promise<sealing.Content> {
    const content = await sealing.open(message.jwe!, this.sealing);
    assert.equal(content['thread'], message.thread);
    assert.equal(content['id'], message.id);
    assert.equal(content['expires'], message.expires);
    assert.ok((content['recipients'] as string[]).includes(this.inbox), 'sent to someone else');
    await this.opened(message.thread, message.id);
    return content;
  }

  async answerBody(thread: string, id: string, replyKey: sealing.Point, said: sealing.Content): Promise<{ version: 1; jwe: sealing.Envelope }> {
    const payload = { ...said, thread, id, inbox: this.inbox, reply_key: await sealing.nameOf(replyKey) };
    const signed = await sealing.signContent(payload, this.device, this.deviceName);
    const certificate = await sealing.sign(this.signing, sealing.signedText('device', town, this.inbox, this.deviceName));
    const content = { version: 1, thread, id, signed, device: this.device.point, certificate };
    return { version: 1, jwe: await sealing.seal(content, [{ key: replyKey }]) };
  }

  async answer(thread: string, replyKey: sealing.Point, said: sealing.Content, id = sealing.newId()): Promise<string> {
    await this.relay.take(201, 'PUT', this.answerPath(thread, id), await this.answerBody(thread, id, replyKey, said), this.authorization);
    return id;
  }
  answerPath(thread: string, id: string): string { return `/inboxes/${this.inbox}/threads/${thread}/answers/${id}`; }
}

export class Citizen {
  relay: RelayClient;
  readonly secret = sealing.random(16);
  id = '';
  capability = '';
  reply!: sealing.Pair;
  expires = 0;
  body = '';

  private constructor(relay: RelayClient) { this.relay = relay; }

  // Everything sealed and worked for, nothing sent.
  static async write(relay: RelayClient, services: Service[], said: sealing.Content, expires = fullHour(24)): Promise<Citizen> {
    const citizen = new Citizen(relay);
    const { id, capability, wrapping } = await sealing.receiptKeys(citizen.secret);
    Object.assign(citizen, { id, capability, expires, reply: await sealing.newSealingPair() });
    const content = { version: 1, thread: id, id, expires, recipients: services.map(({ inbox }) => inbox).sort(), reply_key: citizen.reply.point, ...said };
    const { salt, bits } = await relay.about();
    citizen.body = JSON.stringify({ version: 1, expires, capability: sealing.sha256(Buffer.from(capability, 'base64url')),
      receipt: await sealing.wrapReceipt(citizen.reply, wrapping), proof: sealing.work(salt, id, expires, bits),
      jwe: await sealing.seal(content, services.map(({ inbox, sealing: { point } }) => ({ inbox, key: point }))) });
    return citizen;
  }

  static async send(...words: Parameters<typeof Citizen.write>): Promise<Citizen> {
    const citizen = await Citizen.write(...words);
    await citizen.send();
    return citizen;
  }

  get authorization(): string { return `Bearer ${this.capability}`; }
  get path(): string { return `/threads/${this.id}`; }
  send(): Promise<{ state: string }> { return this.relay.take(201, 'PUT', this.path, this.body); }
  page(since = 0): Promise<ThreadPage> { return this.relay.take(200, 'GET', `${this.path}?since=${since}`, undefined, this.authorization); }
  withdraw(): Promise<void> { return this.relay.take(204, 'DELETE', this.path, undefined, this.authorization); }

  async writeOn(services: Service[], said: sealing.Content): Promise<string> {
    const id = sealing.newId();
    const content = { version: 1, thread: this.id, id, expires: this.expires, recipients: services.map(({ inbox }) => inbox).sort(), ...said };
    const jwe = await sealing.seal(content, services.map(({ inbox, sealing: { point } }) => ({ inbox, key: point })));
    await this.relay.take(201, 'PUT', `${this.path}/messages/${id}`, { version: 1, jwe }, this.authorization);
    return id;
  }

  // Opens an answer and follows its signatures from the service's key, which the town's list vouches for.
  async read(answer: NonNullable<ThreadPage['answers']>[number], from: Service, key = this.reply): Promise<sealing.Content> {
    const content = await sealing.open(answer.jwe!, key);
    const device = content['device'] as sealing.Point;
    const text = sealing.signedText('device', town, from.inbox, await sealing.nameOf(device));
    const service = await crypto.subtle.importKey('jwk', from.signing.point, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
    const vouched = await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, service,
      Buffer.from(content['certificate'] as string, 'base64url'), Buffer.from(text));
    assert.ok(vouched, 'the device is not of this service');
    const said = await sealing.verifyContent(content['signed'] as string, device);
    assert.deepEqual([said['thread'], said['id'], said['inbox'], said['reply_key']],
      [this.id, answer.id, from.inbox, await sealing.nameOf(this.reply.point)]);
    return said;
  }
}
