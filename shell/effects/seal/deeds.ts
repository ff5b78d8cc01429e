// The deeds of MESSAGES.md, "Sealing", by their names.
import { forget, forgetAll, held } from '../keys.ts';
import type { Seal } from '../seal.ts';
import { decodePlain, encodePlain, type Plain } from '../../loop/frames.ts';
import type { FlattenedJWE } from 'jose';
import { open, seal, verify } from './envelope.ts';
import { giveUp, prove } from './proof.ts';
import { replyKeyName, unlock } from './receipt.ts';
import { pointOf, refuse, textOf, utf8 } from './text.ts';

type Words = Record<string, string>;
export interface Done {
  words?: Words;
  body?: Uint8Array;
  content?: Plain; // crosses as CBOR
}
export type Deeds = Record<string, (words: Words, body: Uint8Array, content: () => Plain) => Promise<Done>>;

// Whatever a library says of bytes from outside: they are not what they claim to be.
const broken = (): never => refuse('broken');

export const deeds: Deeds = {
  async unlock({ make, receipt = '' }, body) {
    return { words: await unlock(body.slice(), make === 'yes', receipt) };
  },
  async seal({ to = '' }, _, content) {
    const recipients = to.split('\n').map((line) => {
      const [inbox = '', x = '', y = ''] = line.split(' ');
      return { inbox, key: pointOf({ x, y }) };
    });
    return { body: utf8(JSON.stringify(await seal(content(), recipients))) };
  },
  async open({ thread = '', key: thumbprint = '', town = '', inbox = '', x = '', y = '' }, _, content) {
    const key = await held(replyKeyName(thread, thumbprint));
    if (!(key instanceof CryptoKey)) return refuse('no_key');
    return { content: await open(content() as unknown as FlattenedJWE, key, { town, inbox, key: pointOf({ x, y }) }).catch(broken) };
  },
  async verify({ x = '', y = '', typ = '' }, body) {
    return { content: await verify(textOf(body), pointOf({ x, y }), typ).catch(broken) };
  },
  async prove({ salt = '', thread = '', expires = '', bits = '' }) {
    return { words: { proof: String(await prove(salt, thread, expires, Number(bits))) } };
  },
  async forget({ thread = '' }) {
    giveUp(thread);
    await (thread === '' ? forgetAll() : forget(`${thread} `));
    return {};
  },
};

export interface Sealed {
  refused: string;
  words: Words;
  body: Uint8Array | undefined;
}

// One deed, from an order of the core to its answer. What fails and is nobody's fault is `unavailable`.
export async function carryOut({ deed, words }: Seal, body: Uint8Array): Promise<Sealed> {
  try {
    const done = await deeds[deed]!(words, body, () => decodePlain(body));
    return { refused: '', words: done.words ?? {}, body: done.content === undefined ? done.body : encodePlain(done.content) };
  } catch (error) {
    const refused = ['broken', 'no_key'].find((reason) => error instanceof Error && error.message === reason);
    return { refused: refused ?? 'unavailable', words: {}, body: undefined };
  }
}
