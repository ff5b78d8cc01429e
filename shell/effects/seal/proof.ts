// The proof of work (RELAY.md): some ten thousand hashes, in slices of time, so that the core can work in between.
import { sha256 } from '@noble/hashes/sha2.js';
import { refuse, utf8 } from './text.ts';

const SLICE_MS = 20;
const HASHES = 64; // between two looks at the clock

let given = ''; // the thread whose work nobody wants any more

export function giveUp(thread: string): void {
  given = thread;
}

export async function prove(salt: string, thread: string, expires: string, bits: number): Promise<number> {
  const start = `stadtkern-relay-1 proof\n${salt}\n${thread}\n${expires}\n`;
  given = '';
  for (let proof = 0, until = performance.now() + SLICE_MS; ; proof += 1) {
    if (zeroBits(sha256(utf8(start + proof))) >= bits) return proof;
    if (proof % HASHES !== HASHES - 1 || performance.now() < until) continue;
    await new Promise((rest) => setTimeout(rest));
    if (given === thread) refuse('broken');
    until = performance.now() + SLICE_MS;
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
