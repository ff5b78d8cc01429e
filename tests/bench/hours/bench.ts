// Opening hours beside npm opening_hours in one run: parse, state now, next change, and the code's weight.
// Usage: node tests/bench/hours/bench.ts [--data FOLDER] [--module build/wasm/programs/hours_module.wasm]
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { brotliCompressSync, constants } from 'node:zlib';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: process.env.STADTKERN_DATA ?? '../shared/data' },
    module: { type: 'string', default: 'build/wasm/programs/hours_module.wasm' },
    peer: { type: 'string', default: 'opening_hours' },
  },
});
process.env.TZ = 'Europe/Berlin';
const now = Date.parse('2026-11-18T10:20:00+01:00');

interface Exports {
  memory: WebAssembly.Memory;
  _initialize?(): void;
  room(size: number): number;
  load(text: number, end: number): number;
  parse_all(): number;
  open_at(ms: number): number;
  changes_after(ms: number): number;
}

const weight = (bytes: Uint8Array) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } }).length;

// Best of several rounds, in microseconds per value: what the machine can do when nobody disturbs it.
function timed(count: number, rounds: number, work: () => void): number {
  let best = Infinity;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    work();
    best = Math.min(best, performance.now() - start);
  }
  return (best * 1000) / count;
}

async function ours(bytes: Uint8Array, list: string[]) {
  const module = await WebAssembly.compile(bytes as BufferSource);
  const imports: Record<string, Record<string, () => number>> = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => 0;
  const core = (await WebAssembly.instantiate(module, imports)).exports as unknown as Exports;
  core._initialize?.();
  const text = new TextEncoder().encode(list.join('\n') + '\n');
  const place = core.room(text.length);
  new Uint8Array(core.memory.buffer, place, text.length).set(text);
  const count = core.load(place, place + text.length);
  const rounds = 60;
  return {
    count,
    parse: timed(count, rounds, () => core.parse_all()),
    state: timed(count, rounds, () => core.open_at(now)),
    next: timed(count, rounds, () => core.changes_after(now)),
  };
}

interface Peer {
  getState(at: Date): boolean;
  getNextChange(at: Date, limit: Date): Date | undefined;
}

function theirs(list: string[]) {
  const require = createRequire(import.meta.url);
  const OpeningHours = require(options.peer!) as new (value: string, place: unknown, mode: unknown) => Peer;
  const place = { lat: '53.86', lon: '11.19', address: { country_code: 'de', state: 'Mecklenburg-Vorpommern' } };
  const make = (value: string) => new OpeningHours(value, place, { locale: 'de' });
  const at = new Date(now);
  // Without a limit it looks for a change of "closed" or of a year that is over for minutes.
  const limit = new Date(now + 30 * 86_400_000);
  const parsed = list.map(make);
  return {
    count: list.length,
    parse: timed(list.length, 3, () => list.forEach(make)),
    state: timed(list.length, 5, () => parsed.forEach((one) => one.getState(at))),
    next: timed(list.length, 5, () => parsed.forEach((one) => one.getNextChange(at, limit))),
  };
}

interface Case { value: string; warnings?: number }
const cases = JSON.parse(readFileSync(`${options.data}/opening_hours/real_values.json`, 'utf8')).cases as Case[];
const all = cases.map((one) => one.value).filter((value) => !/\b(SH|sun|dawn|dusk)/i.test(value));
const bytes = readFileSync(options.module!);
const columns = [await ours(bytes, all), theirs(all)];
const row = (name: string, figure: (one: (typeof columns)[0]) => string) => `| ${name} | ${columns.map(figure).join(' | ')} |`;
console.log(`| ${all.length} real values, Node ${process.version} | Stadtkern (WASM) | opening_hours 3.15.0 | ratio |`);
console.log('|---|---|---|---|');
for (const name of ['parse', 'state', 'next'] as const) {
  const ratio = columns[1]![name] / columns[0]![name];
  console.log(`${row(`${name} (µs)`, (one) => one[name].toFixed(3))} ${ratio.toFixed(0)} |`);
}
console.log(`\ncode, Brotli 11: ${weight(bytes)} bytes (${bytes.length} raw)`);
