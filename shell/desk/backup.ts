// Keys in a file under a passphrase: a compact JWE (RFC 7516) with PBES2-HS512+A256KW (RFC 7518, 4.8) and A256GCM.
import { CompactEncrypt, compactDecrypt } from 'jose';
import type { Secret } from './keys.ts';

const ROUNDS = 600_000;

// `backup` holds everything of a service; `device` what one more device needs: it can read and answer, but vouch for nobody.
export type Kept =
  | { version: 1; kind: 'backup'; town: string; inbox: string; careKey: string; signing: Secret; sealing: Secret }
  | { version: 1; kind: 'device'; town: string; inbox: string; careKey: string; sealing: Secret; device: Secret; certificate: string; signing: { x: string; y: string } };

export class WrongPassphrase extends Error {}

export function sealKept(kept: Kept, passphrase: string): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(kept)))
    .setProtectedHeader({ alg: 'PBES2-HS512+A256KW', enc: 'A256GCM' })
    .setKeyManagementParameters({ p2c: ROUNDS })
    .encrypt(new TextEncoder().encode(passphrase));
}

// A wrong passphrase and a file that is none look alike.
export async function openKept(file: string, passphrase: string): Promise<Kept> {
  try {
    const { plaintext } = await compactDecrypt(file.trim(), new TextEncoder().encode(passphrase), {
      keyManagementAlgorithms: ['PBES2-HS512+A256KW'],
      contentEncryptionAlgorithms: ['A256GCM'],
      maxPBES2Count: ROUNDS,
    });
    const kept = JSON.parse(new TextDecoder().decode(plaintext)) as Kept;
    if (kept.version === 1 && /^[\w-]{22}$/.test(kept.inbox)) return kept;
  } catch {
    // said below
  }
  throw new WrongPassphrase();
}
