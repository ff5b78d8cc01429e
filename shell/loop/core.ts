// The core with the effects that need no document. Runs in a dedicated worker, or, where workers are refused, imported into
// the page: both speak the same messages.
import type { CoreEvent, CoreSideEffect, Effect, FromCore, PageSideEffect, Render, Send, SendAt, ToCore } from './messages.ts';
import { askAhead, askOnce, type Ahead } from './ahead.ts';
import { cborOfJson, jsonOfCbor } from './frames.ts';
import { createHost, type Host } from './host.ts';
import { compileNow } from './rest.ts';
import { createFetch } from '../effects/fetch.ts';
import { createListen } from '../effects/listen.ts';
import { forgetAll } from '../effects/keys.ts';
import { createRandomize } from '../effects/randomize.ts';
import { createSeal } from '../effects/seal.ts';
import { signing } from '../effects/sign.ts';
import { keepForOffline } from './keeping.ts';
import { createTell } from '../effects/tell.ts';
import { becomeWriter } from '../effects/lock.ts';

declare const SEAL_URL: string; // set by build.ts; "": the page has the keys
declare const KEEPING: string; // the address of the program of owners in its own core, "" in the citizens'
declare const PHOTO_URL: string; // only there

const inPage = 'document' in globalThis;

export function startCore(post: (message: FromCore) => void): (message: ToCore) => void {
  let sendAt: SendAt | undefined;
  let host: Host | undefined;
  let rest: WebAssembly.Module | undefined;
  let ahead: Ahead | undefined;
  const early: Extract<ToCore, { kind: 'event' }>[] = [];

  async function start({ program, rest: address, words, town }: Extract<ToCore, { kind: 'start' }>): Promise<void> {
    // Nothing may wait in a page, so there it is whole from the beginning.
    if (address && inPage) rest ??= await WebAssembly.compileStreaming(fetch(address));
    const run = (effect: Exclude<Effect, Render>, body: Uint8Array): void => {
      const beside = besides[effect.effect as CoreSideEffect['effect']] as
        | ((effect: CoreSideEffect, body: Uint8Array) => void)
        | undefined;
      if (beside) beside(effect as CoreSideEffect, body);
      else if (KEEPING && effect.effect === 'wipe') void forgetAll().then(() => post({ kind: 'effect', effect, body })); // its keys first
      else post({ kind: 'effect', effect: effect as PageSideEffect, body: readable(effect, body) });
    };
    const made = await createHost({ program, words, loadRest: () => compileNow(address) }, {
      effect: run,
      page: (render, html) => post({ kind: 'page', render, html }),
      failed: (why) => post({ kind: 'failed', why }),
    });
    host = made;
    if (rest) made.add(rest);
    const send: Send = (event, body) => made.send(event, Date.now(), body);
    const ask = createFetch(send, (url) => ahead?.(url));
    const besides: Partial<{ [Name in CoreSideEffect['effect']]: unknown }> = {
      seal: SEAL_URL === '' ? undefined : createSeal(send, () => import(SEAL_URL) as Promise<typeof import('../effects/seal/deeds.ts')>),
      randomize: createRandomize(send),
      fetch: KEEPING ? signing(ask, send) : ask,
      listen: createListen(send),
      tell: createTell(send, town),
    };
    const give: SendAt = (event, nowMs, body) => made.send(...translated(event, nowMs, body));
    sendAt = give;
    if (KEEPING) void keepForOffline([new URL(import.meta.url).pathname, KEEPING, PHOTO_URL]).catch(() => {}); // full or refused: online it works all the same
    post({ kind: 'ready' });
    for (const { event, nowMs, body } of early.splice(0)) give(event, nowMs, body);
    becomeWriter(send, town);
  }

  return (message) => {
    if (message.kind === 'start') {
      start(message).catch((error: unknown) => post({ kind: 'failed', why: String(error) }));
    } else if (message.kind === 'rest') {
      rest = message.program;
      host?.add(rest);
    } else if (sendAt) {
      sendAt(message.event, message.nowMs, message.body);
    } else {
      early.push(message);
      const { event } = message;
      // A page from the server, not from the service worker: a first visit, or one that nothing remembers.
      if (event.event === 'started' && event.seq >= 0 && event.online) ahead = askAhead(event.town, askOnce);
    }
  };
}

// Files of JSON cross into the core and out of it as CBOR (MESSAGES.md, `file_chosen` and `offer_file`).
function translated(event: CoreEvent, nowMs: number, body?: Uint8Array): Parameters<SendAt> {
  if (event.event === 'file_chosen' && event.content_type === 'application/json') {
    try {
      return [{ ...event, content_type: 'application/cbor' }, nowMs, cborOfJson(new TextDecoder().decode(body))];
    } catch {
      // No JSON, or with null in it: the core says what it expected.
    }
  }
  return [event, nowMs, body];
}

function readable(effect: Effect, body: Uint8Array): Uint8Array {
  if (effect.effect !== 'offer_file' || effect.content_type !== 'application/json') return body;
  return new TextEncoder().encode(jsonOfCbor(body));
}

if (!inPage) {
  const take = startCore((message) => (globalThis as unknown as Worker).postMessage(message));
  addEventListener('message', (event: MessageEvent<ToCore>) => take(event.data));
}
