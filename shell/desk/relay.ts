// The relay as a device sees it (RELAY.md): a session that opens itself again, and the event stream of the inbox.
import { eachNumber } from '../effects/heard.ts';
import { signText, signedText, type Held } from './keys.ts';

// `offline`: nothing was heard, or the relay is busy; the same may be said again. `gone`: withdrawn, expired, revoked.
export class Refused extends Error {
  readonly why: string;
  constructor(why: string) {
    super(why);
    this.why = why;
  }
}

const TIMEOUT_MS = 30_000;
const FIRST_DELAY_MS = 1_000;
const DELAY_MS_MAX = 60_000;

export interface Relay {
  // Answers with 2xx; everything else throws Refused.
  call(method: string, path: string, body?: unknown): Promise<Response>;
  // As this device, in its inbox; `path` is below the inbox.
  own(method: string, path: string, body?: unknown): Promise<Response>;
  listen(heard: (number: number) => void): void;
  stop(): void;
}

export function createRelay(town: string, held: () => Held | undefined): Relay {
  const base = `/api/v1/${town}/relay`;
  let token = '';
  let listening: AbortController | undefined;

  async function ask(method: string, path: string, body: unknown, authorization: string): Promise<Response> {
    const headers = { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(authorization ? { authorization } : {}) };
    try {
      return await fetch(base + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }), cache: 'no-store',
        redirect: 'error', referrerPolicy: 'no-referrer', signal: AbortSignal.timeout(TIMEOUT_MS) });
    } catch {
      throw new Refused('offline');
    }
  }

  async function judged(response: Response): Promise<Response> {
    const isRelays = response.status === 204 || /^application\/(problem\+)?json$/.test(response.headers.get('content-type') ?? '');
    if (isRelays && response.ok) return response;
    if (isRelays && response.status === 410 && (await fieldOf(response)) === 'id') throw new Refused('taken_back');
    void response.body?.cancel().catch(() => undefined);
    if (!isRelays) throw new Refused('offline'); // somebody on the way, not the relay
    if (response.status === 404 || response.status === 410) throw new Refused('gone');
    if (response.status === 409) throw new Refused('held'); // other bytes stand under this id, or the invitation was used
    if (response.status === 422) throw new Refused('unfit'); // the relay takes these words at no time
    throw new Refused(response.status >= 500 || response.status === 429 ? 'offline' : 'refused');
  }

  async function enter({ inbox, device, deviceName }: Held): Promise<void> {
    const begun = await judged(await ask('POST', `/inboxes/${inbox}/challenges`, { version: 1 }, ''));
    const { challenge } = (await begun.json()) as { challenge: string };
    const signature = await signText(device, signedText('open', town, inbox, deviceName, challenge));
    const response = await ask('POST', `/inboxes/${inbox}/sessions`, { version: 1, device: deviceName, challenge, signature }, '');
    // A challenge lives for a minute in the memory of one process: a slow line or a restart in between says nothing of this device.
    if (response.status === 401 && response.headers.get('content-type') === 'application/problem+json')
      throw new Refused(await fieldOf(response) === 'challenge' ? 'offline' : 'gone'); // gone: this device was revoked
    ({ token } = (await (await judged(response)).json()) as { token: string });
  }

  async function fieldOf(response: Response): Promise<string | undefined> {
    const problem = (await response.json().catch(() => ({}))) as { field?: string } | null;
    return problem?.field;
  }

  async function withToken(send: (authorization: string) => Promise<Response>): Promise<Response> {
    const service = held();
    if (!service) throw new Refused('refused');
    if (token !== '') {
      const response = await send(`Device ${token}`);
      if (response.status !== 401) return response;
    }
    await enter(service);
    return send(`Device ${token}`);
  }

  async function stream(stopped: AbortSignal, heard: (number: number) => void): Promise<boolean> {
    const response = await withToken((authorization) =>
      fetch(`${base}/inboxes/${held()?.inbox}/events`, { headers: { authorization }, cache: 'no-store', signal: stopped }));
    let any = false;
    await eachNumber(response, (number) => {
      any = true;
      heard(number);
    });
    return any;
  }

  async function keepListening(stopped: AbortSignal, heard: (number: number) => void): Promise<void> {
    for (let failures = 0; !stopped.aborted; ) {
      failures = (await stream(stopped, heard).catch(() => false)) ? 0 : failures + 1;
      const longest = Math.min(FIRST_DELAY_MS * 2 ** failures, DELAY_MS_MAX);
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, longest * (0.5 + Math.random() / 2));
        addEventListener('online', () => { clearTimeout(timer); resolve(undefined); }, { once: true }); // do not sit out a long delay
      });
    }
  }

  return {
    call: async (method, path, body) => judged(await ask(method, path, body, '')),
    own: async (method, path, body) => judged(await withToken((authorization) => ask(method, `/inboxes/${held()?.inbox}${path}`, body, authorization))),
    listen(heard) {
      if (listening) return;
      listening = new AbortController();
      void keepListening(listening.signal, heard);
    },
    stop() {
      listening?.abort();
      listening = undefined;
      token = '';
    },
  };
}
