// seal: deeds with keys, which never leave the shell. What does them comes with the first deed.
import type { Send } from '../loop/messages.ts';
import type { Deeds } from './seal/deeds.ts';
import { decodePlain, encodePlain } from '../loop/frames.ts';

export interface Seal {
  effect: 'seal';
  id: number;
  deed: string;
  words: Record<string, string>;
}

export function createSeal(send: Send, load: () => Promise<{ deeds: Deeds }>): (effect: Seal, body: Uint8Array) => void {
  let library: Promise<{ deeds: Deeds }> | undefined;

  async function carryOut({ id, deed, words }: Seal, body: Uint8Array): Promise<void> {
    library ??= load();
    library.catch(() => (library = undefined)); // no line: the next deed asks again
    const { deeds } = await library;
    const done = await deeds[deed]!(words, body, () => decodePlain(body));
    const content = done.content === undefined ? done.body : encodePlain(done.content);
    send({ event: 'sealed', id, refused: '', words: done.words ?? {} }, content);
  }

  return (effect, body) => {
    carryOut(effect, body).catch((error: unknown) => {
      const refused = ['broken', 'no_key'].find((reason) => error instanceof Error && error.message === reason) ?? 'unavailable';
      send({ event: 'sealed', id: effect.id, refused, words: {} });
    });
  };
}
