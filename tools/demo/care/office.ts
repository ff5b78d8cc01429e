// An invented service at the relay (RELAY.md): a device that hears of requests, opens them, says so, and answers.
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CompactSign, GeneralEncrypt, flattenedDecrypt, importJWK, type FlattenedJWE } from 'jose';
import { pointOf, signText, thumbprint, type Point } from '../../notify/keys.ts';
import { answerOf, thanks, type Answer, type Profile, type Record_, type Request } from './answers.ts';
import type { OfficeKeys } from './keys.ts';

type Message = { thread: string; id: string; expires: number; state: string; opened?: boolean; jwe?: FlattenedJWE };
type Page = { epoch: string; number: number; more: boolean; messages: Message[] };
type Content = { version: number; thread: string; id: string; expires: number; recipients: string[]; kind: string; reply_key?: Point } & Request;
export type Town = { api: string; town: string; codes: Map<string, string> };

const WRAPPING = 'ECDH-ES+A256KW';
const CLASSES = [1024, 2048, 4096, 8192, 16384];
const DAY_MS = 24 * 3600 * 1000;
const RETRY_MS = 2_000;
const TIMEOUT_MS = 30_000;

export class Office {
  readonly inbox: string;
  private readonly town: Town;
  private readonly keys: OfficeKeys;
  private readonly record: Record_;
  private readonly profile: Profile;
  private readonly delayMs: number;
  private readonly replyKeys = new Map<string, Point>(); // of the threads that were read
  private token = '';
  private since = '';

  constructor(town: Town, keys: OfficeKeys, inbox: string, record: Record_, profile: Profile, delayMs: number) {
    this.town = town;
    this.keys = keys;
    this.inbox = inbox;
    this.record = record;
    this.profile = profile;
    this.delayMs = delayMs;
  }

  // Until `stopped`. A broken line is opened again; what came meanwhile is read then.
  async open(stopped: AbortSignal): Promise<void> {
    while (!stopped.aborted) {
      await this.listen(stopped).catch(() => undefined);
      await sleep(RETRY_MS * (0.5 + Math.random()), undefined, { signal: stopped }).catch(() => undefined);
    }
  }

  static async join(town: Town, keys: OfficeKeys, invitation: string): Promise<void> {
    const [inbox = ''] = invitation.split('.');
    const text = textOf('join', town.town, inbox, await thumbprint(keys.sealing), await thumbprint(keys.device));
    const response = await call(town, 'POST', '/inboxes', { version: 1, invitation, signing_key: pointOf(keys.signing), sealing_key: pointOf(keys.sealing),
      device: pointOf(keys.device), signature: await signText(keys.signing, text) });
    if (response.status !== 201) throw new Error(`an invented service could not join (${response.status})`);
    await response.body?.cancel();
  }

  private async listen(stopped: AbortSignal): Promise<void> {
    await this.enter();
    const response = await fetch(`${this.town.api}/inboxes/${this.inbox}/events`, { headers: { authorization: `Device ${this.token}` }, redirect: 'error', signal: stopped });
    if (!response.ok || !response.body) return;
    for await (const bytes of response.body) if (Buffer.from(bytes).includes('data:')) await this.read();
  }

  private async enter(): Promise<void> {
    const { challenge } = (await (await this.own('POST', '/challenges', { version: 1 })).json()) as { challenge: string };
    const device = await thumbprint(this.keys.device);
    const signature = await signText(this.keys.device, textOf('open', this.town.town, this.inbox, device, challenge));
    this.token = ((await (await this.own('POST', '/sessions', { version: 1, device, challenge, signature })).json()) as { token: string }).token;
  }

  private own(method: string, rest: string, body?: unknown): Promise<Response> {
    return call(this.town, method, `/inboxes/${this.inbox}${rest}`, body, this.token);
  }

  private async read(): Promise<void> {
    let response = await this.own('GET', `/messages?since=${this.since.split(' ')[1] ?? 0}`);
    if (response.status === 401) {
      await this.enter();
      response = await this.own('GET', `/messages?since=${this.since.split(' ')[1] ?? 0}`);
    }
    if (!response.ok) throw new Error(`the relay answered ${response.status}`);
    const page = (await response.json()) as Page;
    if (this.since !== '' && this.since.split(' ')[0] !== page.epoch) {
      this.since = '';
      return this.read();
    }
    this.since = `${page.epoch} ${page.number}`;
    for (const message of page.messages.filter(({ state }) => state === 'held')) {
      const content = await this.opened(message).catch(() => undefined);
      if (!content) continue;
      await (await this.own('PUT', `/threads/${message.thread}/opened/${message.id}`)).body?.cancel();
      void this.answerTo(content).catch(() => undefined);
    }
    if (page.more) await this.read();
  }

  // Throws where the inside is not what the outside says (RELAY.md, "Inside").
  private async opened({ thread, id, jwe }: Message): Promise<Content> {
    const key = await importJWK(this.keys.sealing, WRAPPING);
    const { plaintext } = await flattenedDecrypt(jwe!, key, { keyManagementAlgorithms: [WRAPPING], contentEncryptionAlgorithms: ['A256GCM'] });
    const content = JSON.parse(new TextDecoder().decode(plaintext.subarray(0, plaintext.findLastIndex((byte) => byte !== 0)))) as Content;
    const right = content.version === 1 && content.thread === thread && content.id === id && content.recipients.includes(this.inbox);
    if (!right) throw new Error('another inside');
    if (content.reply_key) this.replyKeys.set(thread, content.reply_key);
    return content;
  }

  private async answerTo(content: Content): Promise<void> {
    const reply = this.replyKeys.get(content.thread);
    if (!reply) return;
    await sleep(this.delayMs);
    const said = content.kind === 'care-request'
      ? answerOf(this.record, this.profile, content, this.town.codes, Math.floor(Date.now() / DAY_MS))
      : { version: 1, kind: 'words', text: thanks() };
    await this.put(content, reply, said);
  }

  // The id follows from the message and this device: said again after a restart, the relay holds it already (409).
  private async put({ thread, id: message }: Content, reply: Point, said: Answer | object): Promise<void> {
    const id = createHash('sha256').update(`${this.keys.device.d} ${message}`).digest().subarray(0, 16).toString('base64url');
    const device = await thumbprint(this.keys.device);
    const payload = { ...said, thread, id, inbox: this.inbox, reply_key: await thumbprint(reply) };
    const signed = await new CompactSign(Buffer.from(JSON.stringify(payload))).setProtectedHeader({ alg: 'ES256', kid: device })
      .sign(await importJWK(this.keys.device, 'ES256'));
    const certificate = await signText(this.keys.signing, textOf('device', this.town.town, this.inbox, device));
    const content = { version: 1, thread, id, signed, device: pointOf(this.keys.device), certificate };
    const jwe = await new GeneralEncrypt(pad(Buffer.from(JSON.stringify(content)))).setProtectedHeader({ alg: WRAPPING, enc: 'A256GCM' })
      .addRecipient(await importJWK(pointOf(reply), WRAPPING)).encrypt();
    await (await this.own('PUT', `/threads/${thread}/answers/${id}`, { version: 1, jwe })).body?.cancel();
  }
}

const textOf = (deed: string, ...rest: string[]): string => [`stadtkern-relay-1 ${deed}`, ...rest].join('\n');

function call(town: Town, method: string, rest: string, body?: unknown, token = ''): Promise<Response> {
  const headers = { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(token ? { authorization: `Device ${token}` } : {}) };
  return fetch(`${town.api}${rest}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }), redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
}

// ISO/IEC 7816-4 up to the next class of RELAY.md.
function pad(content: Uint8Array): Uint8Array {
  const padded = new Uint8Array(CLASSES.find((bytes) => bytes > content.length)!);
  padded.set(content);
  padded[content.length] = 0x80;
  return padded;
}
