// Sealing for services, opening what they say, and whose signature it carries (RELAY.md, "The envelope" and "Inside").
import { GeneralEncrypt, calculateJwkThumbprint, compactVerify, decodeProtectedHeader, flattenedDecrypt, importJWK, type FlattenedJWE } from 'jose';
import { bytesOf, pointOf, refuse, textOf, utf8, type Bytes, type Point } from './text.ts';
import type { Plain } from '../../loop/frames.ts';

// Sizes of plaintexts. Sent: do not change without a new version.
const CLASSES = [1024, 2048, 4096, 8192, 16384];
const WRAPPING = 'ECDH-ES+A256KW';

export interface To {
  inbox: string;
  key: Point;
}

// ISO/IEC 7816-4: one byte 0x80, then zeros up to the next class.
export function pad(content: Uint8Array): Bytes {
  const size = CLASSES.find((bytes) => bytes > content.length) ?? refuse('broken');
  const padded = new Uint8Array(size);
  padded.set(content);
  padded[content.length] = 0x80;
  return padded;
}

export function unpad(padded: Uint8Array): Uint8Array {
  let end = padded.length - 1;
  while (end >= 0 && padded[end] === 0) end -= 1;
  if (!CLASSES.includes(padded.length) || padded[end] !== 0x80) refuse('broken');
  return padded.subarray(0, end);
}

// The envelope in its general form, one wrapped key per recipient.
export async function seal(content: Plain, to: To[]): Promise<object> {
  const sealing = new GeneralEncrypt(pad(utf8(JSON.stringify(content))));
  const alone = to.length === 1;
  sealing.setProtectedHeader(alone ? { alg: WRAPPING, enc: 'A256GCM' } : { enc: 'A256GCM' });
  for (const { key } of to) {
    const recipient = sealing.addRecipient(await importJWK({ ...key }, WRAPPING));
    if (!alone) recipient.setUnprotectedHeader({ alg: WRAPPING });
  }
  const envelope = await sealing.encrypt();
  return { ...envelope, recipients: envelope.recipients.map((recipient, at) => ({ inbox: to[at]?.inbox, ...recipient })) };
}

export async function decrypt(jwe: FlattenedJWE, key: CryptoKey): Promise<Plain> {
  const options = { keyManagementAlgorithms: [WRAPPING], contentEncryptionAlgorithms: ['A256GCM'] };
  const { plaintext } = await flattenedDecrypt(jwe, key, options);
  return JSON.parse(textOf(unpad(plaintext))) as Plain;
}

// What a service says to this citizen: signed by a device for which the service's own key vouches, then sealed.
export async function open(jwe: FlattenedJWE, key: CryptoKey, service: { town: string; inbox: string; key: Point }): Promise<Plain> {
  const { signed, device, certificate } = (await decrypt(jwe, key)) as unknown as { signed: string; device: Point; certificate: string };
  const name = await calculateJwkThumbprint(pointOf(device), 'sha256');
  const text = `stadtkern-relay-1 device\n${service.town}\n${service.inbox}\n${name}`;
  const vouching = await crypto.subtle.importKey('jwk', { ...service.key }, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
  const right = await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, vouching, bytesOf(certificate), utf8(text));
  return right ? verified(signed, pointOf(device)) : refuse('broken');
}

// The payload of what this key signed.
export async function verified(jws: string, key: Point): Promise<Plain> {
  const { payload } = await compactVerify(jws, await importJWK({ ...key }, 'ES256'), { algorithms: ['ES256'] });
  return JSON.parse(textOf(payload)) as Plain;
}

// Something signed by one known key, with a header that says nothing else than what it is.
export async function verify(jws: string, key: Point, typ: string): Promise<Plain> {
  const header = decodeProtectedHeader(jws);
  const expected = { alg: 'ES256', typ };
  if (Object.keys(header).length !== 2 || header.alg !== expected.alg || header.typ !== expected.typ) refuse('broken');
  return verified(jws, key);
}
