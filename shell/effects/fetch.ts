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
    attempt(effect, body, 'default', ahead?.(effect.url))
      .catch((error: unknown) => {
        // The HTTP cache may hold a broken copy of an immutable file: ask the server itself once.
        if (reasonOf(error) === 'integrity') return attempt(effect, body, 'reload');
        throw error;
      })
      .then(
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

async function attempt(
  effect: Fetch,
  sent: Uint8Array,
  cache: RequestCache,
  early?: Promise<Response>,
): Promise<Answer> {
  if (!/^\/(?!\/)/.test(effect.url)) throw new Failure('network');
  const abort = new AbortController();
  let timedOut = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const alive = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      timedOut = true;
      abort.abort();
    }, effect.timeout_ms);
  };
  alive();
  try {
    const asked = await early?.catch(() => undefined); // broken meanwhile: ask as if nobody had
    const response =
      asked ??
      (await fetch(effect.url, {
        method: effect.method,
        headers: { accept: effect.accept },
        body: sent.length > 0 ? (sent as Uint8Array<ArrayBuffer>) : null,
        redirect: 'error',
        referrerPolicy: 'no-referrer',
        cache,
        signal: abort.signal,
      }));
    const body = await readBounded(response, effect.max_bytes, alive);
    if (response.ok && effect.integrity) await verify(body, effect.integrity);
    const type = response.headers.get('content-type') ?? '';
    return { head: { status: response.status, content_type: type.slice(0, 256) }, body };
  } catch (error) {
    throw timedOut ? new Failure('timeout') : error;
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}

async function readBounded(response: Response, bytesMax: number, alive: () => void): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    alive();
    size += part.value.length;
    if (size > bytesMax) throw new Failure('too_large');
    parts.push(part.value);
  }
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
