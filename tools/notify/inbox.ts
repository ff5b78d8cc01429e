// notify's own inbox at the relay (RELAY.md): services say there, sealed and signed, where they want to be told.
import { compactVerify, flattenedDecrypt, importJWK, type FlattenedJWE } from 'jose';
import { pointOf, signText, thumbprint, verifyText, type Keys, type Point } from './keys.ts';
import type { Wish } from './queue.ts';
import { allowed, Refusal, type Settings } from './settings.ts';

type Message = { thread: string; id: string; state: string; opened?: boolean; jwe?: FlattenedJWE };
type Page = { epoch: string; number: number; more: boolean; messages: Message[] };

export class OwnInbox {
  readonly inbox: string;
  private readonly settings: Settings;
  private readonly keys: Keys;
  private token = '';

  constructor(settings: Settings, keys: Keys, inbox: string) {
    this.settings = settings;
    this.keys = keys;
    this.inbox = inbox;
  }

  private async call(method: string, rest: string, body?: unknown): Promise<Response> {
    const headers = { accept: 'application/json', ...(body ? { 'content-type': 'application/json' } : {}), ...(this.token ? { authorization: `Device ${this.token}` } : {}) };
    return fetch(`${this.settings.server}/api/v1/${this.settings.town}/relay${rest}`,
      { method, headers, ...(body ? { body: JSON.stringify(body) } : {}), redirect: 'error', signal: AbortSignal.timeout(30_000) });
  }
  private signed(deed: string, ...rest: string[]): string {
    return [`stadtkern-relay-1 ${deed}`, this.settings.town, this.inbox, ...rest].join('\n');
  }

  // Once, with the operator's invitation.
  async join(): Promise<void> {
    const { signing, sealing, device } = this.keys;
    const text = this.signed('join', await thumbprint(sealing), await thumbprint(device));
    const response = await this.call('POST', '/inboxes', { version: 1, invitation: this.settings.invitation, signing_key: pointOf(signing),
      sealing_key: pointOf(sealing), device: pointOf(device), signature: await signText(signing, text) });
    if (response.status !== 201) throw new Refusal(`settings.json: invitation: the relay refused it (${response.status}); print another: tools/admin invite`);
  }

  private async enter(): Promise<void> {
    const begun = await this.call('POST', `/inboxes/${this.inbox}/challenges`, { version: 1 });
    const { challenge } = (await begun.json()) as { challenge: string };
    const device = await thumbprint(this.keys.device);
    const signature = await signText(this.keys.device, this.signed('open', device, challenge));
    const entered = await this.call('POST', `/inboxes/${this.inbox}/sessions`, { version: 1, device, challenge, signature });
    this.token = ((await entered.json()) as { token?: string }).token ?? '';
  }

  // What came after `since` ("EPOCH NUMBER"), each message once; messages that are none are marked as read and passed over.
  async read(since: string, listed: Map<string, Point>): Promise<{ wishes: Wish[]; since: string }> {
    const [, held = '0'] = since.split(' ');
    let response = await this.call('GET', `/inboxes/${this.inbox}/messages?since=${held}`);
    if (response.status === 401) {
      this.token = '';
      await this.enter();
      response = await this.call('GET', `/inboxes/${this.inbox}/messages?since=${held}`);
    }
    if (!response.ok) throw new Error(`the relay answered ${response.status}`);
    const page = (await response.json()) as Page;
    if (since !== '' && since.split(' ')[0] !== page.epoch) return this.read('', listed);
    const wishes: Wish[] = [];
    for (const message of page.messages.filter(({ state }) => state === 'held')) {
      const wish = await this.open(message, listed).catch(() => undefined);
      if (wish) wishes.push(wish);
      if (!message.opened) await (await this.call('PUT', `/inboxes/${this.inbox}/threads/${message.thread}/opened/${message.id}`)).body?.cancel();
    }
    const reached = `${page.epoch} ${page.number}`;
    if (!page.more) return { wishes, since: reached };
    const rest = await this.read(reached, listed);
    return { wishes: [...wishes, ...rest.wishes], since: rest.since };
  }

  // Throws where anything does not hold.
  private async open({ thread, id, jwe }: Message, listed: Map<string, Point>): Promise<Wish | undefined> {
    const key = await importJWK(this.keys.sealing, 'ECDH-ES+A256KW');
    const { plaintext } = await flattenedDecrypt(jwe!, key, { keyManagementAlgorithms: ['ECDH-ES+A256KW'], contentEncryptionAlgorithms: ['A256GCM'] });
    const text = new TextDecoder().decode(plaintext.subarray(0, plaintext.findLastIndex((byte) => byte !== 0)));
    const content = JSON.parse(text) as { version: number; thread: string; id: string; recipients: string[]; signed: string; device: Point; certificate: string };
    if (content.version !== 1 || content.thread !== thread || content.id !== id || !content.recipients.includes(this.inbox)) return undefined;
    const { payload } = await compactVerify(content.signed, await importJWK(content.device, 'ES256'), { algorithms: ['ES256'] });
    const said = JSON.parse(new TextDecoder().decode(payload)) as { version: number; deed: string; thread: string; inbox: string; issued: number; mail?: string; push?: Wish['push'] };
    const service = listed.get(said.inbox);
    const device = await thumbprint(content.device);
    const vouched = ['stadtkern-relay-1 device', this.settings.town, said.inbox, device].join('\n');
    if (!service || said.deed !== 'notify' || said.thread !== thread || !(await verifyText(service, vouched, content.certificate))) return undefined;
    return { inbox: said.inbox, device, issued: wholeOf(said.issued), mail: mailOf(said.mail), push: this.pushOf(said.push) };
  }

  private pushOf(push: Wish['push']): Wish['push'] {
    if (!push) return undefined;
    const { endpoint, keys: { p256dh, auth } } = push;
    const right = endpoint.length <= 1000 && allowed(this.settings.allow, endpoint) && /^[\w-]{87}$/.test(p256dh) && /^[\w-]{22}$/.test(auth);
    if (!right) throw new Error('push: expected an address of a push service that is allowed, and its keys');
    return { endpoint, keys: { p256dh, auth } };
  }
}

function wholeOf(value: unknown): number {
  if (!Number.isSafeInteger(value)) throw new Error('issued: expected a whole number');
  return value as number;
}

// One plain address, no list, no name: what stands in "To" must not be more than that.
function mailOf(value = ''): string {
  if (value !== '' && (value.length > 200 || !/^[\w.+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(value))) throw new Error('mail: expected one address');
  return value;
}
