// Keys made at the first start: signing, sealing and device key at the relay (RELAY.md), and the VAPID key (RFC 8292). As JWK, mode 0600.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { calculateJwkThumbprint, exportJWK, type JWK } from 'jose';

export type Point = { kty: 'EC'; crv: 'P-256'; x: string; y: string };
export type Keys = { signing: JWK; sealing: JWK; device: JWK; vapid: JWK };

export async function openKeys(home: string): Promise<Keys> {
  const file = path.join(home, 'keys.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Keys;
  const keys: Keys = { signing: await makeKey('ECDSA'), sealing: await makeKey('ECDH'), device: await makeKey('ECDSA'), vapid: await makeKey('ECDSA') };
  writeFileSync(file, `${JSON.stringify(keys)}\n`, { mode: 0o600, flag: 'wx' });
  return keys;
}

export async function makeKey(name: 'ECDSA' | 'ECDH'): Promise<JWK> {
  const uses: KeyUsage[] = name === 'ECDSA' ? ['sign', 'verify'] : ['deriveBits'];
  const { privateKey } = (await crypto.subtle.generateKey({ name, namedCurve: 'P-256' }, true, uses)) as CryptoKeyPair;
  const { kty, crv, x, y, d } = await exportJWK(privateKey);
  return { kty: kty!, crv: crv!, x: x!, y: y!, d: d! };
}

export const pointOf = ({ x = '', y = '' }: JWK): Point => ({ kty: 'EC', crv: 'P-256', x, y });
export const thumbprint = (key: JWK): Promise<string> => calculateJwkThumbprint(pointOf(key), 'sha256');
// As applicationServerKey wants it: uncompressed, base64url.
export const uncompressed = ({ x = '', y = '' }: JWK): string =>
  Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]).toString('base64url');

export async function signText(key: JWK, text: string): Promise<string> {
  const imported = await crypto.subtle.importKey('jwk', key, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
  return Buffer.from(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, imported, Buffer.from(text))).toString('base64url');
}

export async function verifyText(key: Point, text: string, signature: string): Promise<boolean> {
  const imported = await crypto.subtle.importKey('jwk', key, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, imported, Buffer.from(signature, 'base64url'), Buffer.from(text));
}
