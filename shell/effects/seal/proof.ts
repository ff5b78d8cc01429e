// The proof of work (RELAY.md): some ten thousand hashes, in slices, so that the core can work in between.
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8 } from './text.ts';

const SLICE = 2_000;

export async function prove(salt: string, thread: string, expires: string, bits: number): Promise<number> {
  const start = `stadtkern-relay-1 proof\n${salt}\n${thread}\n${expires}\n`;
  for (let proof = 0; ; proof += 1) {
    if (zeroBits(sha256(utf8(start + proof))) >= bits) return proof;
    if (proof % SLICE === SLICE - 1) await new Promise((rest) => setTimeout(rest));
  }
}

function zeroBits(digest: Uint8Array): number {
  let bits = 0;
  for (const byte of digest) {
    if (byte !== 0) return bits + Math.clz32(byte) - 24;
    bits += 8;
  }
  return bits;
}
