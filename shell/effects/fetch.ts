// fetch: one HTTP request to our own server. Bounded while it streams, and checked against its hash before anyone sees it.
import type { Ahead } from '../loop/ahead.ts';
import type { Fetch, FetchFailure, Send } from '../loop/messages.ts';

class Failure extends Error {
  readonly reason: FetchFailure;
  constructor(reason: FetchFailure) {
    super(reason);
    this.reason = reason;
  }
}

// `ahead` may hold an answer that was asked for before the core could; it is taken instead of asking again.
export function createFetch(send: Send, ahead?: Ahead): (effect: Fetch, body: Uint8Array) => void {
  return (effect, body) => {
    answerTo(effect, body, ahead?.(effect.url)).then(
      (answer) => send({ event: 'fetched', id: effect.id, ...answer.head }, answer.body),
      (error: unknown) => send({ event: 'fetch_failed', id: effect.id, reason: reasonOf(error) }),
    );
  };
}

function reasonOf(error: unknown): FetchFailure {
  return error instanceof Failure ? error.reason : 'network';
}

interface Answer {
  head: { status: number; content_type: string };
  body: Uint8Array;
}

type Ask = (signal: AbortSignal) => Promise<Response>;

async function answerTo(effect: Fetch, sent: Uint8Array, early?: Promise<Response>): Promise<Answer> {
  const ask =
    (cache: RequestCache): Ask =>
    (signal) =>
      fetch(effect.url, {
        method: effect.method,
        headers: {
          accept: effect.accept,
          ...(effect.authorization && { authorization: effect.authorization }),
          ...(effect.content_type && { 'content-type': effect.content_type }),
        },
        body: sent.length > 0 ? (sent as Uint8Array<ArrayBuffer>) : null,
        redirect: 'error',
        referrerPolicy: 'no-referrer',
        cache,
        signal,
      });
  try {
    return await attempt(effect, early ? () => early : ask('default'));
  } catch (error) {
    // The HTTP cache may hold a broken copy of an immutable file, or what was asked for ahead broke: ask the server itself once.
    if (reasonOf(error) === 'integrity' || (early && reasonOf(error) === 'network')) return attempt(effect, ask('reload'));
    throw error;
  }
}

async function attempt(effect: Fetch, ask: Ask): Promise<Answer> {
  if (!/^\/(?!\/)/.test(effect.url)) throw new Failure('network');
  const abort = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const alive = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => abort.abort(new Failure('timeout')), effect.timeout_ms);
  };
  alive();
  try {
    const response = await unlessAborted(ask(abort.signal), abort.signal);
    const body = await readBounded(response, effect.max_bytes, alive, abort.signal);
    if (response.ok && effect.integrity) await verify(body, effect.integrity);
    const type = response.headers.get('content-type') ?? '';
    return { head: { status: response.status, content_type: type.slice(0, 256) }, body };
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}

// An answer that was asked for ahead listens to no signal of ours.
function unlessAborted(answer: Promise<Response>, signal: AbortSignal): Promise<Response> {
  return new Promise((done, refuse) => {
    signal.addEventListener('abort', () => refuse(signal.reason));
    answer.then(done, refuse);
  });
}

async function readBounded(response: Response, bytesMax: number, alive: () => void, signal: AbortSignal): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  signal.addEventListener('abort', () => void reader?.cancel().catch(() => undefined));
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    alive();
    size += part.value.length;
    if (size > bytesMax) throw new Failure('too_large');
    parts.push(part.value);
  }
  signal.throwIfAborted();
  const body = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    body.set(part, at);
    at += part.length;
  }
  return body;
}

// `integrity` as in Subresource Integrity, of SHA-256 alone; base64 or base64url. Our own check rather than fetch's, which would
// read the answer without a bound and report a wrong hash as a broken line. Without a secure context there is no WebCrypto.
async function verify(body: Uint8Array, integrity: string): Promise<void> {
  if (!globalThis.crypto?.subtle) return;
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', body as Uint8Array<ArrayBuffer>));
  const plain = (text: string): string => text.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  if (`sha256-${plain(btoa(String.fromCharCode(...hash)))}` !== plain(integrity)) throw new Failure('integrity');
}
