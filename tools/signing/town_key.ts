// The town's signing key: P-256, PKCS #8 encrypted with a passphrase (RFC 5958, RFC 8018: PBKDF2 with HMAC-SHA-256, AES-256-CBC).
// Made and opened by OpenSSL; the clear key never touches a disk.
import { spawn } from 'node:child_process';
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { calculateJwkThumbprint } from 'jose';
import { Refusal } from './options.ts';

const ROUNDS = 600_000;

export type Point = { kty: 'EC'; crv: 'P-256'; x: string; y: string };

// Refuses a file that exists and a place inside the data directory.
export async function makeTownKey(file: string, data: string, passphrase: string): Promise<Point> {
  if (existsSync(file)) throw new Refusal(`${file} exists: a key is never overwritten, choose another name`);
  const folder = path.dirname(path.resolve(file));
  if (!existsSync(folder)) throw new Refusal(`${folder} does not exist`);
  const inside = existsSync(data) && !path.relative(realpathSync(data), realpathSync(folder)).startsWith('..');
  if (inside) throw new Refusal('the key must not lie in the data directory: whoever holds the server would hold it');
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  writeFileSync(file, await encrypted(privateKey, passphrase), { mode: 0o600, flag: 'wx' });
  return pointOf(privateKey);
}

export function openTownKey(file: string, passphrase: string): KeyObject {
  if (!existsSync(file)) throw new Refusal(`there is no file ${file}`);
  try {
    const key = createPrivateKey({ key: readFileSync(file), format: 'pem', passphrase });
    if (key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return key;
  } catch {
    // wrong passphrase and broken file look alike
  }
  throw new Refusal(`${file} does not open: expected a P-256 key and its passphrase`);
}

export function pointOf(key: KeyObject): Point {
  const { x = '', y = '' } = createPublicKey(key).export({ format: 'jwk' });
  return { kty: 'EC', crv: 'P-256', x, y };
}

export const thumbprint = (point: Point): Promise<string> => calculateJwkThumbprint(point, 'sha256');

// The clear key goes through a pipe, the passphrase through another: neither stands in a list of processes.
function encrypted(key: KeyObject, passphrase: string): Promise<string> {
  const words = ['pkcs8', '-topk8', '-v2', 'aes-256-cbc', '-v2prf', 'hmacWithSHA256', '-iter', String(ROUNDS), '-passout', 'fd:3'];
  return new Promise((resolve, reject) => {
    const child = spawn('openssl', words, { stdio: ['pipe', 'pipe', 'ignore', 'pipe'] });
    let pem = '';
    child.on('error', () => reject(new Refusal('openssl is missing')));
    child.stdout!.on('data', (text) => (pem += text));
    child.on('close', (code) => (code === 0 ? resolve(pem) : reject(new Refusal('openssl could not encrypt the key'))));
    (child.stdio[3] as NodeJS.WritableStream).end(`${passphrase}\n`);
    child.stdin!.end(key.export({ type: 'pkcs8', format: 'pem' }));
  });
}
