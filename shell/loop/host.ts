// Runs one core: events in, one after another, and effects out in the order in which the core gave them.
// It never re-enters the core: what arrives while it works waits in the queue. Knows no page and no network.
import type { CoreEvent, Effect, Render, SendAt } from './messages.ts';
import { decodeFrame, encodeFrame } from './frames.ts';
import { joinModules, type Joint } from './rest.ts';
import createProgram, { type Program } from 'stadtkern-wasm';

export interface HostListener {
  effect(effect: Exclude<Effect, Render>, body: Uint8Array): void;
  page(render: Render, html: string): void;
  failed(why: string): void; // the core is dead from here on
}

export interface Host {
  send: SendAt;
  add: Joint['add'];
}

// `words` are those of the page's language. `loadRest`: see joinModules. Rejects where the browser refuses WebAssembly.
export async function createHost(
  { program: compiled, words, loadRest }: { program: WebAssembly.Module; words: Uint8Array; loadRest: () => WebAssembly.Module },
  listener: HostListener,
): Promise<Host> {
  const waiting: Uint8Array[] = [];
  const effects: Uint8Array[] = [];
  let busy = false;
  let dead = false;

  const { instantiate, add } = joinModules(loadRest);
  const program = await createProgram({
    instantiateWasm(imports, done) {
      instantiate(compiled, imports).then(done, fail);
      return {};
    },
    stadtkernEmit(_handle, frame) {
      effects.push(frame);
      if (!busy) queueMicrotask(work); // born in an answer of IndexedDB
    },
  });
  if (lend(program, words, program._stadtkern_words) !== 0) throw new Error('expected the words of this build');
  const handle = program._stadtkern_create(0);
  const text = new TextDecoder();

  function fail(error: unknown): void {
    if (dead) return;
    dead = true;
    listener.failed(String(error));
  }

  function work(): void {
    if (busy || dead) return;
    busy = true;
    try {
      carryOut();
      for (let frame = waiting.shift(); frame; frame = waiting.shift()) {
        const refused = lend(program, frame, (at, size) => program._stadtkern_dispatch(handle, at, size));
        if (refused !== 0) console.warn(`the core refused an event (${refused})`);
        carryOut();
      }
    } catch (error) {
      fail(error);
    } finally {
      busy = false;
    }
  }

  function carryOut(): void {
    for (let frame = effects.shift(); frame; frame = effects.shift()) {
      const { header, body } = decodeFrame(frame);
      const effect = header as unknown as Effect;
      if (effect.effect === 'render') listener.page(effect, view());
      else listener.effect(effect, body);
    }
  }

  function view(): string {
    const length = program._stadtkern_view(handle, 0);
    const at = program._stadtkern_view_data(handle);
    return text.decode(program.HEAPU8.subarray(at, at + length));
  }

  function send(event: CoreEvent, nowMs: number, body?: Uint8Array): void {
    waiting.push(encodeFrame({ ...event, now_ms: nowMs }, body));
    queueMicrotask(work);
  }
  return { send, add };
}

// Puts bytes into the core's memory for one call.
function lend(program: Program, bytes: Uint8Array, call: (at: number, size: number) => number): number {
  const at = program._stadtkern_alloc(bytes.length);
  if (at === 0) throw new Error('the core has no memory left');
  program.HEAPU8.set(bytes, at); // HEAPU8 is read anew: memory may have grown in any call
  try {
    return call(at, bytes.length);
  } finally {
    program._stadtkern_free(at);
  }
}
