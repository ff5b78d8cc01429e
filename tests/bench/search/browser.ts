// The part of the bench that runs inside Chromium; bundled by chromium.ts, which puts the peers' modules into `modules`.
import { measure } from './measure.ts';
import { peers, stadtkern, type Engine } from './peers.ts';
import type { Query } from './queries.ts';
import type { SearchRecord } from './real_records.ts';

declare const modules: Record<string, unknown>;

let engines: Engine[] = [];

const scope = globalThis as unknown as {
  prepare(wasm: string, synonyms: string): Promise<string[]>;
  row(engine: number, records: SearchRecord[], queries: Query[]): string;
};

// Returns the names of the engines.
scope.prepare = async (wasm, synonyms) => {
  const bytes = Uint8Array.from(atob(wasm), (letter) => letter.charCodeAt(0));
  const others = Object.keys(modules).length === 0 ? [] : await peers((name) => modules[name]);
  engines = [await stadtkern(bytes, synonyms), ...others];
  return engines.map((engine) => engine.name);
};

scope.row = (engine, records, queries) => measure(engines[engine], records, queries);
