// What follows from a receipt's secret (RELAY.md, "The receipt"): the thread's id, its capability, and the key under which the
// private reply key travels. Everything by HKDF-SHA-256 (RFC 5869), no salt.
import { calculateJwkThumbprint } from 'jose';
import { keep } from '../keys.ts';
import { base64url, bytesOf, pointOf, refuse, utf8, type Bytes } from './text.ts';

const CURVE = { name: 'ECDH', namedCurve: 'P-256' };
const IV_BYTES = 12;

async function derive(secret: Uint8Array, what: string, bytes: number): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', secret as Bytes, 'HKDF', false, ['deriveBits']);
  const way = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8(`stadtkern-relay-1 ${what}`) };
  return new Uint8Array(await crypto.subtle.deriveBits(way, key, bytes * 8));
}

const wrappingKey = async (secret: Uint8Array): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', await derive(secret, 'receipt', 32), 'AES-GCM', false, ['encrypt', 'decrypt']);

async function wrap(secret: Uint8Array, pkcs8: ArrayBuffer): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await wrappingKey(secret), pkcs8);
  return base64url(new Uint8Array([...iv, ...new Uint8Array(sealed)]));
}

async function unwrap(secret: Uint8Array, receipt: string): Promise<ArrayBuffer> {
  const bytes = bytesOf(receipt);
  const way = { name: 'AES-GCM', iv: bytes.subarray(0, IV_BYTES) };
  return crypto.subtle.decrypt(way, await wrappingKey(secret), bytes.subarray(IV_BYTES)).catch(() => refuse('broken'));
}

// Two tabs that seal the same request make a key each, and only one of them leaves: neither may take the place of the other.
export const replyKeyName = (thread: string, thumbprint: string): string => `${thread} ${thumbprint}`;

// The reply key is exported once, into its wrapping, and from then on nobody can.
export async function unlock(secret: Uint8Array, make: boolean, receipt: string): Promise<Record<string, string>> {
  const capability = await derive(secret, 'capability', 32);
  const words = {
    thread: base64url(await derive(secret, 'id', 16)),
    capability: base64url(capability),
    digest: base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', capability))),
  };
  if (!make && receipt === '') return words;
  const pkcs8 = make
    ? await crypto.subtle.exportKey('pkcs8', (await crypto.subtle.generateKey(CURVE, true, ['deriveBits'])).privateKey)
    : await unwrap(secret, receipt);
  const readable = await crypto.subtle.importKey('pkcs8', pkcs8, CURVE, true, ['deriveBits']);
  const point = pointOf(await crypto.subtle.exportKey('jwk', readable));
  const thumbprint = await calculateJwkThumbprint(point, 'sha256');
  await keep(replyKeyName(words.thread, thumbprint), await crypto.subtle.importKey('pkcs8', pkcs8, CURVE, false, ['deriveBits']));
  const wrapped = make ? await wrap(secret, pkcs8) : receipt;
  return { ...words, receipt: wrapped, x: point.x, y: point.y, thumbprint };
}
