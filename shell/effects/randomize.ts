// randomize: bytes of the browser's own generator. The core has no randomness of its own.
import type { Send } from '../loop/messages.ts';

const BYTES_MAX = 64;

export function createRandomize(send: Send): (effect: { id: number; bytes: number }) => void {
  return ({ id, bytes }) => {
    send({ event: 'randomized', id }, crypto.getRandomValues(new Uint8Array(Math.min(Math.max(bytes, 1), BYTES_MAX))));
  };
}
