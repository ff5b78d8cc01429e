// The demo's keys: the town's and those of each invented service. Made at the first start, in DATA/demo/keys.json, mode 0600.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { JWK } from 'jose';
import { makeKey } from '../../notify/keys.ts';

export type OfficeKeys = { signing: JWK; sealing: JWK; device: JWK };
// `invitation` and its day: of the service that a person may play.
export type DemoKeys = { version: 1; town: JWK; offices: Record<string, OfficeKeys>; invitation: string; invited: string };

const fileIn = (data: string): string => path.join(data, 'demo', 'keys.json');

export async function openDemoKeys(data: string): Promise<DemoKeys> {
  const file = fileIn(data);
  if (existsSync(file)) {
    const keys = JSON.parse(readFileSync(file, 'utf8')) as DemoKeys;
    if (keys.version === 1) return keys;
    throw new Error(`${file}: expected version 1`);
  }
  const keys: DemoKeys = { version: 1, town: await makeKey('ECDSA'), offices: {}, invitation: '', invited: '' };
  saveDemoKeys(data, keys);
  return keys;
}

export function saveDemoKeys(data: string, keys: DemoKeys): void {
  const file = fileIn(data);
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.new`, `${JSON.stringify(keys)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

export async function officeKeys(data: string, keys: DemoKeys, service: string): Promise<OfficeKeys> {
  const known = keys.offices[service];
  if (known) return known;
  const made = { signing: await makeKey('ECDSA'), sealing: await makeKey('ECDH'), device: await makeKey('ECDSA') };
  keys.offices[service] = made;
  saveDemoKeys(data, keys);
  return made;
}
