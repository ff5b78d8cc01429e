// Signs a request as the owner of a record (wasm/wire/PROTOCOL.md, "Owners") with a key that cannot be exported. The first request
// makes it, and it is kept before anything is sent: a key that is gone after the visit would lock its owner out.
import { createStore, del, set } from 'idb-keyval';
import { held, keep } from './keys.ts';
import type { Fetch, Send } from '../loop/messages.ts';

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' };

type Run = (effect: Fetch, body: Uint8Array) => void;

// Requests with `Owner NAME` are signed on their way to `run`; all others pass.
export function signing(run: Run, send: Send): Run {
  return (effect, body) => {
    if (!effect.authorization?.startsWith('Owner ')) return run(effect, body);
    authorize(effect, body).then(
      (authorization) => run({ ...effect, authorization }, body),
      () => send({ event: 'fetch_failed', id: effect.id, reason: 'key' }),
    );
  };
}

// The whole field Authorization for `Owner NAME`. Rejects where the browser has no WebCrypto or keeps no key.
async function authorize({ method, url, authorization = '' }: Fetch, body: Uint8Array): Promise<string> {
  const { privateKey, publicKey } = await pairNamed(authorization.slice('Owner '.length));
  const { x, y } = await crypto.subtle.exportKey('jwk', publicKey);
  const head = new TextEncoder().encode(`stadtkern-owner-1\n${method}\n${url}\n`);
  const text = new Uint8Array(head.length + body.length);
  text.set(head);
  text.set(body, head.length);
  const signature = new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, text));
  return `Owner ${x}.${y}.${base64url(signature)}`;
}

async function pairNamed(name: string): Promise<CryptoKeyPair> {
  const known = await held(name);
  if (known && 'privateKey' in known) return known;
  const probe = createStore('stadtkern-probe', 'probe');
  await set('probe', 1, probe);
  await del('probe', probe);
  const pair = await crypto.subtle.generateKey(CURVE, false, ['sign', 'verify']);
  await keep(name, pair);
  return pair;
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
