// The portal's search in the WASM module, behind the few calls that the bench makes of every peer. Runs in Node and,
// after type stripping, in a browser.
import type { SearchRecord } from './real_records.ts';

interface Exports {
  memory: WebAssembly.Memory;
  room(size: number): number;
  give_back(pointer: number): void;
  build(text: number, size: number): number;
  synonyms(text: number, size: number): void;
  stored(): number;
  load(bytes: number, size: number): number;
  query(text: number, size: number, limit: number): number;
  hit(i: number): number;
}

const millionths = (degrees: number | null): string => (degrees === null || Number.isNaN(degrees) ? '' : String(Math.round(degrees * 1e6)));

// The rows of ten values that module.cpp reads.
export function asRows(records: SearchRecord[]): Uint8Array {
  const values: string[] = [];
  for (const r of records) {
    values.push(r.name, r.kind, r.assortment.join(', '), r.place, r.district, r.street, r.postal_code, r.description, millionths(r.lat), millionths(r.lon));
  }
  return new TextEncoder().encode(values.join('\0') + '\0');
}

export class StadtkernSearch {
  private readonly core: Exports;
  private constructor(core: Exports) {
    this.core = core;
  }
  static async open(wasm: BufferSource): Promise<StadtkernSearch> {
    const module = await WebAssembly.compile(wasm);
    const imports: Record<string, Record<string, () => number>> = {};
    for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => 0;
    const instance = await WebAssembly.instantiate(module, imports);
    const core = instance.exports as unknown as Exports & { _initialize?(): void };
    core._initialize?.();
    return new StadtkernSearch(core);
  }
  private place(bytes: Uint8Array): number {
    const pointer = this.core.room(bytes.length);
    new Uint8Array(this.core.memory.buffer, pointer, bytes.length).set(bytes);
    return pointer;
  }
  // Returns the size of the index in bytes.
  build(rows: Uint8Array): number {
    const pointer = this.place(rows);
    const size = this.core.build(pointer, rows.length);
    this.core.give_back(pointer);
    return size;
  }
  synonyms(text: string): void {
    const bytes = new TextEncoder().encode(text);
    const pointer = this.place(bytes);
    this.core.synonyms(pointer, bytes.length);
    this.core.give_back(pointer);
  }
  stored(size: number): Uint8Array {
    return new Uint8Array(this.core.memory.buffer, this.core.stored(), size).slice();
  }
  load(bytes: Uint8Array): boolean {
    const pointer = this.place(bytes);
    const ok = this.core.load(pointer, bytes.length) === 1;
    this.core.give_back(pointer);
    return ok;
  }
  // The rows that answer, best first.
  query(text: string, limit: number): number[] {
    const bytes = new TextEncoder().encode(text);
    const pointer = this.place(bytes);
    const count = this.core.query(pointer, bytes.length, limit);
    this.core.give_back(pointer);
    return Array.from({ length: count }, (_, i) => this.core.hit(i));
  }
}
