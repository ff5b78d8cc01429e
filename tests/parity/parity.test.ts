// One log of events, taken from a real visit, gives the same effects and the same markup natively and in WebAssembly: every byte.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { joinModules } from '../../shell/loop/rest.ts';
import { load, STORE_IN_SHELL, Visit, type Answer } from '../../wasm/abi/split/visit.ts';
import { Portal, shop } from '../support/portal.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const WASM = join(ROOT, 'build/wasm');

// Keeps the log and everything that came out, as blocks.
class LoggedVisit extends Visit {
  readonly log: Uint8Array[] = [];
  readonly out: Uint8Array[] = [];

  protected override dispatch(frame: Uint8Array): void {
    const before = this.effects.length;
    super.dispatch(frame);
    this.log.push(frame);
    this.out.push(...this.effects.slice(before));
    for (const surface of [0, 1]) this.out.push(this.view(surface));
  }
}

// Both modules are joined as in a browser: the second comes when it is needed.
async function begin(origin: string): Promise<LoggedVisit> {
  const effects: Uint8Array[] = [];
  const compiled = (file: string): WebAssembly.Module => new WebAssembly.Module(readFileSync(join(WASM, file)));
  const { instantiate } = joinModules(() => compiled('stadtkern_rest.wasm'));
  const program = await load(join(WASM, 'stadtkern.mjs'), {
    instantiateWasm(imports, done) {
      void instantiate(compiled('stadtkern.wasm'), imports).then(done);
      return {};
    },
    stadtkernEmit: (_handle, frame) => effects.push(frame),
  });
  const ask = async (url: string, accept: string): Promise<Answer> => {
    const response = await fetch(origin + url, { headers: { accept } });
    return { status: response.status, type: response.headers.get('content-type') ?? '', body: new Uint8Array(await response.arrayBuffer()) };
  };
  return new LoggedVisit(program, effects, ask, STORE_IN_SHELL);
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
  const visit = await begin(portal.origin);
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
