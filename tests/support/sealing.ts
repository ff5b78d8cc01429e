// What a browser does with RELAY.md: keys, sealing, receipts, signatures and the proof of work, by jose and WebCrypto.
import { createHash, webcrypto } from 'node:crypto';
import { CompactSign, GeneralEncrypt, calculateJwkThumbprint, compactVerify, exportJWK, flattenedDecrypt, importJWK } from 'jose';
import type { FlattenedJWE, JWK } from 'jose';

export type Point = { kty: 'EC'; crv: 'P-256'; x: string; y: string };
export type Pair = { point: Point; privateKey: webcrypto.CryptoKey; jwk: JWK };
export type Recipient = { inbox?: string; header?: { alg: string; epk: Point }; encrypted_key: string };
export type Envelope = { protected: string; iv: string; ciphertext: string; tag: string; recipients: Recipient[] };
export type Content = { [field: string]: unknown };

export const classes = [1024, 2048, 4096, 8192, 16384];
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(text));
export const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
export const random = (bytes: number): string => base64url(webcrypto.getRandomValues(new Uint8Array(bytes)));
export const newId = (): string => random(16);
export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('base64url');

export function pad(content: Uint8Array): Uint8Array<ArrayBuffer> {
  const size = classes.find((bytes) => bytes > content.length);
  if (size === undefined) throw new Error('the content does not fit');
  const padded = new Uint8Array(size);
  padded.set(content);
  padded[content.length] = 0x80;
  return padded;
}

export function unpad(padded: Uint8Array): Uint8Array {
  const end = padded.findLastIndex((byte) => byte !== 0);
  if (!classes.includes(padded.length) || padded[end] !== 0x80) throw new Error('not padded');
  return padded.subarray(0, end);
}

const pointOf = ({ x, y }: JWK): Point => ({ kty: 'EC', crv: 'P-256', x: x!, y: y! });

async function newPair(algorithm: 'ECDH' | 'ECDSA', usages: webcrypto.KeyUsage[]): Promise<Pair> {
  const pair = await webcrypto.subtle.generateKey({ name: algorithm, namedCurve: 'P-256' }, true, usages) as webcrypto.CryptoKeyPair;
  const jwk = await exportJWK(pair.privateKey);
  return { point: pointOf(jwk), privateKey: pair.privateKey, jwk };
}
export const newSealingPair = (): Promise<Pair> => newPair('ECDH', ['deriveBits']);
export const newSigningPair = (): Promise<Pair> => newPair('ECDSA', ['sign', 'verify']);
export const nameOf = (point: Point): Promise<string> => calculateJwkThumbprint(point, 'sha256');

// To inboxes: `to` names each inbox with its key; to the citizen: one entry without an inbox.
export async function seal(content: Content | Uint8Array, to: { inbox?: string; key: Point }[]): Promise<Envelope> {
  const plain = content instanceof Uint8Array ? content : bytesOf(JSON.stringify(content));
  const sealing = new GeneralEncrypt(pad(plain));
  const one = to.length === 1;
  sealing.setProtectedHeader(one ? { alg: 'ECDH-ES+A256KW', enc: 'A256GCM' } : { enc: 'A256GCM' });
  for (const { key } of to) {
    const recipient = sealing.addRecipient(await importJWK(key, 'ECDH-ES+A256KW'));
    if (!one) recipient.setUnprotectedHeader({ alg: 'ECDH-ES+A256KW' });
  }
  const envelope = await sealing.encrypt() as Envelope;
  envelope.recipients.forEach((recipient, at) => {
    const inbox = to[at]?.inbox;
    if (inbox !== undefined) recipient.inbox = inbox;
  });
  return envelope;
}

export async function openBytes(envelope: FlattenedJWE, pair: Pair): Promise<Uint8Array> {
  const { plaintext } = await flattenedDecrypt(envelope, pair.privateKey,
    { keyManagementAlgorithms: ['ECDH-ES+A256KW'], contentEncryptionAlgorithms: ['A256GCM'] });
  return unpad(plaintext);
}
export const open = async (envelope: FlattenedJWE, pair: Pair): Promise<Content> =>
  JSON.parse(new TextDecoder().decode(await openBytes(envelope, pair))) as Content;

// The flattened form that the relay hands to one recipient.
export function flattened(envelope: Envelope, at: number): FlattenedJWE {
  const { recipients, ...shared } = envelope;
  const { inbox: _, ...own } = recipients[at]!;
  return { ...shared, ...own } as FlattenedJWE;
}

export async function sign(pair: Pair, text: string): Promise<string> {
  return base64url(new Uint8Array(await webcrypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, bytesOf(text))));
}
export const signedText = (deed: string, town: string, inbox: string, ...rest: string[]): string =>
  [`stadtkern-relay-1 ${deed}`, town, inbox, ...rest].join('\n');

export const signContent = (content: Content, device: Pair, name: string): Promise<string> =>
  new CompactSign(bytesOf(JSON.stringify(content))).setProtectedHeader({ alg: 'ES256', kid: name }).sign(device.privateKey);
export async function verifyContent(jws: string, device: Point): Promise<Content> {
  const { payload } = await compactVerify(jws, await importJWK(device, 'ES256'), { algorithms: ['ES256'] });
  return JSON.parse(new TextDecoder().decode(payload)) as Content;
}

// Everything a thread needs, from the one secret that stands on the receipt.
export async function receiptKeys(secret: string): Promise<{ id: string; capability: string; wrapping: Uint8Array<ArrayBuffer> }> {
  const key = await webcrypto.subtle.importKey('raw', Buffer.from(secret, 'base64url'), 'HKDF', false, ['deriveBits']);
  const derive = async (what: string, bytes: number): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await webcrypto.subtle.deriveBits(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: bytesOf(`stadtkern-relay-1 ${what}`) }, key, bytes * 8));
  return { id: base64url(await derive('id', 16)), capability: base64url(await derive('capability', 32)), wrapping: await derive('receipt', 32) };
}

async function wrappingKey(bytes: Uint8Array<ArrayBuffer>): Promise<webcrypto.CryptoKey> {
  return webcrypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}
// 12 bytes of iv, then the PKCS #8 form of the private key, encrypted.
export async function wrapReceipt(pair: Pair, wrapping: Uint8Array<ArrayBuffer>): Promise<string> {
  const iv = webcrypto.getRandomValues(new Uint8Array(12));
  const key = await webcrypto.subtle.exportKey('pkcs8', pair.privateKey);
  const sealed = await webcrypto.subtle.encrypt({ name: 'AES-GCM', iv }, await wrappingKey(wrapping), key);
  return base64url(new Uint8Array([...iv, ...new Uint8Array(sealed)]));
}
export async function unwrapReceipt(receipt: string, wrapping: Uint8Array<ArrayBuffer>): Promise<webcrypto.CryptoKey> {
  const bytes = new Uint8Array(Buffer.from(receipt, 'base64url'));
  const key = await webcrypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes.subarray(0, 12) }, await wrappingKey(wrapping), bytes.subarray(12));
  return webcrypto.subtle.importKey('pkcs8', key, { name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']);
}

export const proofText = (salt: string, id: string, expires: number, proof: number): string =>
  `stadtkern-relay-1 proof\n${salt}\n${id}\n${expires}\n${proof}`;
export function zeroBits(digest: Uint8Array): number {
  const first = digest.findIndex((byte) => byte !== 0);
  return first < 0 ? digest.length * 8 : first * 8 + Math.clz32(digest[first]!) - 24;
}
export function work(salt: string, id: string, expires: number, bits: number): number {
  for (let proof = 0; ; ++proof) {
    if (zeroBits(createHash('sha256').update(proofText(salt, id, expires, proof)).digest()) >= bits) return proof;
  }
}
