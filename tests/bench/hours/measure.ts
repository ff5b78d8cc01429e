// What is measured, the same in Node and in Chromium: microseconds per value for parse, state now and next change.
export const now = Date.parse('2026-11-18T10:20:00+01:00');

export interface Figures { count: number; parse: number; state: number; next: number }

interface Exports {
  memory: WebAssembly.Memory;
  _initialize?(): void;
  room(size: number): number;
  load(text: number, end: number): number;
  parse_all(): number;
  open_at(ms: number): number;
  changes_after(ms: number): number;
}

// Best of several rounds: what the machine can do when nobody disturbs it. A round repeats the work, as a browser's clock is coarse.
function timed(count: number, rounds: number, repeat: number, work: () => void): number {
  let best = Infinity;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    for (let i = 0; i < repeat; i++) work();
    best = Math.min(best, performance.now() - start);
  }
  return (best * 1000) / (count * repeat);
}

export async function ours(bytes: Uint8Array, list: string[]): Promise<Figures> {
  const module = await WebAssembly.compile(bytes as BufferSource);
  const imports: Record<string, Record<string, () => number>> = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => 0;
  const core = (await WebAssembly.instantiate(module, imports)).exports as unknown as Exports;
  core._initialize?.();
  const text = new TextEncoder().encode(list.join('\n') + '\n');
  const place = core.room(text.length);
  new Uint8Array(core.memory.buffer, place, text.length).set(text);
  const count = core.load(place, place + text.length);
  const [rounds, repeat] = [20, 20];
  return {
    count,
    parse: timed(count, rounds, repeat, () => core.parse_all()),
    state: timed(count, rounds, repeat, () => core.open_at(now)),
    next: timed(count, rounds, repeat, () => core.changes_after(now)),
  };
}

interface Peer {
  getState(at: Date): boolean;
  getNextChange(at: Date, limit: Date): Date | undefined;
}

export type PeerConstructor = new (value: string, place: unknown, mode: unknown) => Peer;

export function theirs(OpeningHours: PeerConstructor, list: string[]): Figures {
  const place = { lat: '53.86', lon: '11.19', address: { country_code: 'de', state: 'Mecklenburg-Vorpommern' } };
  const make = (value: string) => new OpeningHours(value, place, { locale: 'de' });
  const at = new Date(now);
  // Without a limit it looks for a change of "closed" or of a year that is over for minutes.
  const limit = new Date(now + 30 * 86_400_000);
  const parsed = list.map(make);
  return {
    count: list.length,
    parse: timed(list.length, 3, 1, () => list.forEach(make)),
    state: timed(list.length, 5, 1, () => parsed.forEach((one) => one.getState(at))),
    next: timed(list.length, 5, 1, () => parsed.forEach((one) => one.getNextChange(at, limit))),
  };
}

export function table(where: string, columns: Figures[]): string {
  const rows = (['parse', 'state', 'next'] as const).map((name) => {
    const [mine, other] = columns.map((one) => one[name]) as [number, number];
    return `| ${name} (µs) | ${mine.toFixed(3)} | ${other.toFixed(1)} | ${(other / mine).toFixed(0)} |`;
  });
  return [`| ${columns[0]!.count} real values, ${where} | Stadtkern (WASM) | opening_hours | ratio |`, '|---|---|---|---|', ...rows].join('\n');
}
