// One log of events, taken from a real visit, gives the same effects and the same markup natively and in WebAssembly: every byte.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { decodeFrame, encodeFrame, type Plain } from '../../shell/loop/frames.ts';
import { languages, read, wordsOf } from '../../web/texts/compile.ts';
import { Portal, shop } from '../support/portal.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const STORE_IN_SHELL = 1;

interface Program {
  HEAPU8: Uint8Array;
  _stadtkern_alloc(size: number): number;
  _stadtkern_free(at: number): void;
  _stadtkern_words(at: number, size: number): number;
  _stadtkern_create(flags: number): number;
  _stadtkern_dispatch(handle: number, at: number, size: number): number;
  _stadtkern_view(handle: number, surface: number): number;
  _stadtkern_view_data(handle: number): number;
}

// The core in WASM with this test as its shell. Keeps the log and everything that came out, as blocks.
class Visit {
  readonly log: Uint8Array[] = [];
  readonly out: Uint8Array[] = [];
  private readonly store = new Map<string, Uint8Array>();
  private readonly effects: Uint8Array[] = [];
  private nowMs = Date.UTC(2026, 10, 21, 9, 0, 0);

  private readonly program: Program;
  private readonly origin: string;
  private readonly handle: number;

  private constructor(program: Program, origin: string) {
    this.program = program;
    this.origin = origin;
    for (const language of languages)
      assert.equal(this.lend(Buffer.from(wordsOf(read(), language)), program._stadtkern_words), 0);
    this.handle = program._stadtkern_create(STORE_IN_SHELL);
  }

  static async begin(origin: string): Promise<Visit> {
    // The glue is made for workers.
    Object.assign(globalThis, { importScripts() {}, self: { location: { href: 'http://localhost/core.js' } } });
    const glue = await import(pathToFileURL(join(ROOT, 'build/wasm/stadtkern.mjs')).href);
    const bytes = await readFile(join(ROOT, 'build/wasm/stadtkern.wasm'));
    let visit: Visit;
    const program: Program = await glue.default({
      instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) {
        void WebAssembly.instantiate(bytes, imports).then(({ instance }) => done(instance));
        return {};
      },
      stadtkernEmit: (_handle: number, frame: Uint8Array) => visit.effects.push(frame),
    });
    visit = new Visit(program, origin);
    return visit;
  }

  async happen(event: { [key: string]: Plain }, body?: Uint8Array): Promise<void> {
    this.nowMs += 1000;
    this.dispatch(encodeFrame({ ...event, now_ms: this.nowMs }, body));
    for (let frame = this.effects.shift(); frame; frame = this.effects.shift()) await this.answer(frame);
  }

  private dispatch(frame: Uint8Array): void {
    const before = this.effects.length;
    assert.equal(this.lend(frame, (at, size) => this.program._stadtkern_dispatch(this.handle, at, size)), 0);
    this.log.push(frame);
    this.out.push(...this.effects.slice(before));
    for (const surface of [0, 1]) {
      const size = this.program._stadtkern_view(this.handle, surface);
      const from = this.program._stadtkern_view_data(this.handle);
      this.out.push(this.program.HEAPU8.slice(from, from + size));
    }
  }

  private lend(bytes: Uint8Array, call: (at: number, size: number) => number): number {
    const at = this.program._stadtkern_alloc(bytes.length);
    this.program.HEAPU8.set(bytes, at);
    const answer = call(at, bytes.length);
    this.program._stadtkern_free(at);
    return answer;
  }

  private async answer(frame: Uint8Array): Promise<void> {
    const { header, body } = decodeFrame(frame);
    const id = header['id'] as number;
    const key = header['key'] as string;
    if (header['effect'] === 'fetch') {
      const response = await fetch(this.origin + header['url'], { headers: { accept: header['accept'] as string } });
      const bytes = new Uint8Array(await response.arrayBuffer());
      const type = response.headers.get('content-type') ?? '';
      await this.happen({ event: 'fetched', id, status: response.status, content_type: type }, bytes);
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

const blocks = (frames: Uint8Array[]): Buffer =>
  Buffer.concat(
    frames.flatMap((frame) => {
      const length = Buffer.alloc(4);
      length.writeUInt32LE(frame.length);
      return [length, frame];
    }),
  );

test('a visit through every page, with a change and a wiped device, gives the same bytes natively and in WASM', async (t) => {
  const portal = await Portal.start(120);
  t.after(() => portal.stop());
  const visit = await Visit.begin(portal.origin);
  const started = { town: 'kernstadt', url: '/schaufenster/', build: 'b', online: true, seq: -1, languages: ['de'] };
  await visit.happen({ event: 'started', ...started });
  await visit.happen({ event: 'became_writer' });
  const pages = ['/', '/schaufenster/seite/2/', '/schaufenster/art/bakery/', '/en/schaufenster/ort/hagenow/', '/einstellungen/'];
  const words = ['/schaufenster/?q=hof', '/schaufenster/?q=b%C3%A4ker+nummer', '/leicht/schaufenster/bakery-3/', '/gibt/es/nicht/'];
  const legal = ['/impressum/', '/en/datenschutz/', '/leicht/barrierefreiheit/', '/quellen/'];
  for (const url of [...pages, ...words, ...legal]) await visit.happen({ event: 'navigated_to', url });
  await visit.happen({ event: 'navigated_to', url: '/schaufenster/' });
  for (const value of ['f', 'fl', 'fleisch']) {
    await visit.happen({ event: 'input_changed', form: 'search', name: 'q', value });
  }
  const onMap = Array.from({ length: 40 }, (_, n) => ({ ...shop(n + 10), lat: (53.8 + (n * n) % 17 * 0.004).toFixed(4), lon: (11.1 + (n % 7) * 0.01).toFixed(4) }));
  await portal.publishShops([...onMap, { ...shop(3), name: 'Bäckerei <Größe> & Söhne', opening_hours: 'PH off; Mo-Fr 06:00-13:00' }]);
  await visit.happen({ event: 'feed_hinted', seq: 500 });
  await visit.happen({ event: 'navigated_to', url: '/schaufenster/bakery-3/' });
  await visit.happen({ event: 'navigated_to', url: '/schaufenster/karte/?art=farm' });
  for (const value of ['0,0,1', '120,-80,1', '-33,7,-3', '1,2']) await visit.happen({ event: 'pressed', action: 'move', value });
  await visit.happen({ event: 'navigated_to', url: `/en/schaufenster/${onMap[5]?.id}/` });
  await visit.happen({ event: 'connectivity_changed', online: false });
  await visit.happen({ event: 'pressed', action: 'wipe', value: '' });

  const native = execFileSync(join(ROOT, 'build/dev/parity/parity_replay'), {
    input: blocks(visit.log),
    maxBuffer: 1 << 30,
  });
  const wasm = blocks(visit.out);
  assert.ok(visit.log.length > 40 && wasm.length > 500_000, `${visit.log.length} events, ${wasm.length} bytes`);
  assert.ok(wasm.includes('Bäckerei &lt;Größe&gt; &amp; Söhne'));
  assert.equal(native.length, wasm.length);
  assert.ok(native.equals(wasm), 'the bytes differ');
});
