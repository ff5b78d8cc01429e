// seal: deeds with keys, which never leave the shell. What does them comes with the first deed.
import type { Send } from '../loop/messages.ts';
import type { carryOut } from './seal/deeds.ts';

export interface Seal {
  effect: 'seal';
  id: number;
  deed: string;
  words: Record<string, string>;
}

export function createSeal(send: Send, load: () => Promise<{ carryOut: typeof carryOut }>): (effect: Seal, body: Uint8Array) => void {
  return (effect, body) => {
    load()
      .then((library) => library.carryOut(effect, body))
      .catch(() => ({ refused: 'unavailable', words: {}, body: undefined }))
      .then(({ refused, words, body: content }) => send({ event: 'sealed', id: effect.id, refused, words }, content));
  };
}
