// The keys of a service on this device. Made extractable, put into the backup, and from then on held so that no script can
// take them away (CryptoKeys that cannot be exported, in IndexedDB).
import { calculateJwkThumbprint, exportJWK } from 'jose';
import { createStore, del, get, set } from 'idb-keyval';

export type Point = { kty: 'EC'; crv: 'P-256'; x: string; y: string };
export type Secret = Point & { d: string };
export interface Vouched {
  name: string; // thumbprint of the device's key
  label: string;
  made: number; // seconds
}
export interface Held {
  town: string;
  inbox: string;
  joined: boolean; // false: keys are made, the relay has not said yes yet
  invitation: string;
  signing?: CryptoKey; // only where devices are vouched for
  sealing: CryptoKey;
  device: CryptoKey;
  points: { signing: Point; sealing: Point; device: Point };
  deviceName: string;
  certificate: string;
  careKey: string; // the town's, "X.Y": the first one that was seen
  backup: string; // "" where this device has none
  devices: Vouched[];
}

const CURVE = { namedCurve: 'P-256' };
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(text));
export const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
export const bytesOfBase64url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));
export const random = (bytes: number): string => base64url(crypto.getRandomValues(new Uint8Array(bytes)));
export const nowS = (): number => Math.floor(Date.now() / 1000);

export async function makeSecret(name: 'ECDSA' | 'ECDH'): Promise<Secret> {
  const uses: KeyUsage[] = name === 'ECDSA' ? ['sign', 'verify'] : ['deriveBits'];
  const { privateKey } = (await crypto.subtle.generateKey({ name, ...CURVE }, true, uses)) as CryptoKeyPair;
  const { x = '', y = '', d = '' } = await exportJWK(privateKey);
  return { kty: 'EC', crv: 'P-256', x, y, d };
}

export const pointOf = ({ x, y }: Point): Point => ({ kty: 'EC', crv: 'P-256', x, y });
export const nameOf = (point: Point): Promise<string> => calculateJwkThumbprint(pointOf(point), 'sha256');

// From here on nobody gets it out again.
export const hold = (secret: Secret, name: 'ECDSA' | 'ECDH'): Promise<CryptoKey> =>
  crypto.subtle.importKey('jwk', secret, { name, ...CURVE }, false, name === 'ECDSA' ? ['sign'] : ['deriveBits']);

export async function signText(key: CryptoKey, text: string): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, bytesOf(text))));
}

// RELAY.md: what is signed names the deed, the town and the inbox.
export const signedText = (deed: string, town: string, inbox: string, ...rest: string[]): string =>
  [`stadtkern-relay-1 ${deed}`, town, inbox, ...rest].join('\n');

// Thirty digits that are compared by telephone (tools/signing/README.md).
export async function digitsOf({ inbox, points }: Held): Promise<string> {
  const text = `stadtkern-relay-1 keys\n${inbox}\n${await nameOf(points.signing)}\n${await nameOf(points.sealing)}`;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytesOf(text)));
  const number = digest.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n) % 10n ** 30n;
  return number.toString().padStart(30, '0').replace(/\d{5}(?=\d)/g, '$& ');
}

export interface KeyStore {
  load(): Promise<Held | undefined>;
  save(held: Held): Promise<void>;
  forget(): Promise<void>;
}

export function openKeyStore(town: string): KeyStore {
  const store = createStore('stadtkern-desk-keys', 'keys');
  return {
    load: () => get<Held>(town, store),
    save: (held) => set(town, held, store),
    forget: () => del(town, store),
  };
}
