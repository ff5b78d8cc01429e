// A visit without a browser: the core in WebAssembly, with this program as its shell. It answers every effect at once and is its clock,
// so the same events give the same calls.
import { pathToFileURL } from 'node:url';
import { decodeFrame, encodeFrame, type Plain } from '../../../shell/loop/frames.ts';
import type { Options, Program } from 'stadtkern-wasm';
import { languages, read, wordsOf } from '../../../web/texts/compile.ts';

export const STORE_IN_SHELL = 1;

export interface Answer {
  status: number;
  type: string;
  body: Uint8Array;
}
export type Fetch = (url: string, accept: string) => Promise<Answer> | Answer;

// Loads the glue of a program. Emscripten made it for workers.
export async function load(glue: string, options: Options): Promise<Program> {
  Object.assign(globalThis, { importScripts() {}, self: { location: { href: 'http://localhost/core.js' } } });
  const { default: create } = (await import(pathToFileURL(glue).href)) as { default: (options: Options) => Promise<Program> };
  return create(options);
}

export class Visit {
  readonly store = new Map<string, Uint8Array>(); // of a core that was created with STORE_IN_SHELL
  nowMs = Date.UTC(2026, 10, 21, 9, 0, 0);
  private readonly program: Program;
  protected readonly effects: Uint8Array[];
  private readonly fetch: Fetch;
  private readonly handle: number;

  // `effects` is where the program's stadtkernEmit puts frames.
  constructor(program: Program, effects: Uint8Array[], fetch: Fetch, flags: number) {
    this.program = program;
    this.effects = effects;
    this.fetch = fetch;
    Date.now = () => this.nowMs;
    for (const language of languages) {
      const refused = this.lend(Buffer.from(wordsOf(read(), language)), this.program._stadtkern_words);
      if (refused !== 0) throw new Error('expected the words of this build');
    }
    this.handle = this.program._stadtkern_create(flags);
  }

  async happen(event: { [key: string]: Plain }, body?: Uint8Array): Promise<void> {
    this.nowMs += 1000;
    this.dispatch(encodeFrame({ ...event, now_ms: this.nowMs }, body));
    await this.answerAll();
  }

  // What the core has ordered since.
  async answerAll(): Promise<void> {
    for (let frame = this.effects.shift(); frame; frame = this.effects.shift()) await this.answer(decodeFrame(frame));
  }

  protected dispatch(frame: Uint8Array): void {
    const refused = this.lend(frame, (at, size) => this.program._stadtkern_dispatch(this.handle, at, size));
    if (refused !== 0) throw new Error(`the core refused an event (${refused})`);
  }

  view(surface: number): Uint8Array {
    const size = this.program._stadtkern_view(this.handle, surface);
    const from = this.program._stadtkern_view_data(this.handle);
    return this.program.HEAPU8.slice(from, from + size);
  }

  private lend(bytes: Uint8Array, call: (at: number, size: number) => number): number {
    const at = this.program._stadtkern_alloc(bytes.length);
    this.program.HEAPU8.set(bytes, at);
    const answer = call(at, bytes.length);
    this.program._stadtkern_free(at);
    return answer;
  }

  protected async answer({ header, body }: { header: { [key: string]: Plain }; body: Uint8Array }): Promise<void> {
    const id = header['id'] as number;
    const key = header['key'] as string;
    if (header['effect'] === 'render') {
      this.view(0);
    } else if (header['effect'] === 'fetch') {
      const { status, type, body: bytes } = await this.fetch(header['url'] as string, header['accept'] as string);
      await this.happen({ event: 'fetched', id, status, content_type: type }, bytes);
    } else if (header['effect'] === 'load') {
      const value = this.store.get(key);
      await this.happen({ event: 'loaded', id, found: value !== undefined }, value);
    } else if (header['effect'] === 'keys') {
      const keys = [...this.store.keys()].filter((name) => name.startsWith(header['prefix'] as string));
      await this.happen({ event: 'keys_listed', id, keys });
    } else if (header['effect'] === 'store') {
      let at = 0;
      for (const put of header['puts'] as { key: string; bytes: number }[]) {
        this.store.set(put.key, body.slice(at, (at += put.bytes)));
      }
      for (const name of header['deletes'] as string[]) this.store.delete(name);
      await this.happen({ event: 'stored', id });
    } else if (header['effect'] === 'go') {
      await this.happen({ event: 'navigated_to', url: header['url'] as string });
    } else if (header['effect'] === 'wipe') {
      await this.happen({ event: 'wiped', id });
    }
  }
}
