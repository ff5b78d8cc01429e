// A small invented town as its feed: records in, the bytes of wire/PROTOCOL.md out.
import { createHash } from 'node:crypto';
import { encodePlain, type Plain } from '../../../shell/loop/frames.ts';
import type { Answer } from './visit.ts';

export const TOWN = 'kernstadt';
const EPOCH = '0123456789abcdef';
const SEQ = 100_000;
const CHUNK_RECORDS = 1000; // some 100 kB, as the server cuts
const API = `/api/v1/${TOWN}/feed/`;

export type Row = Record<string, string>;
export interface Collection {
  list: string[]; // the fields of its list, without the id
  rows: Row[];
}

export class Feed {
  private readonly packs = new Map<string, Uint8Array>();
  private readonly manifest: Plain;
  private readonly changed: { collection: string; id: string; set: Row }[] = [];

  constructor(collections: Record<string, Collection>) {
    this.manifest = { town: TOWN, epoch: EPOCH, seq: SEQ, head: SEQ, collections: Object.entries(collections).map(([name, one]) => this.pack(name, one)) };
  }

  // Returns the new head.
  change(collection: string, id: string, set: Row): number {
    this.changed.push({ collection, id, set });
    return SEQ + this.changed.length;
  }

  answer(url: string): Answer {
    const cbor = (value: Plain): Answer => ({ status: 200, type: 'application/cbor', body: encodePlain(value) });
    if (url === `${API}packs`) return cbor(this.manifest);
    if (url.startsWith(`${API}changes?`)) return cbor(this.changesSince(Number(new URLSearchParams(url.split('?')[1]).get('since'))));
    const pack = this.packs.get(url.slice(`${API}packs/`.length));
    if (pack) return { status: 200, type: 'application/octet-stream', body: pack };
    return { status: 404, type: 'application/problem+json', body: new Uint8Array() };
  }

  private changesSince(since: number): Plain {
    const changes = this.changed.map((change, at) => ({ ...change, seq: SEQ + at + 1 })).filter(({ seq }) => seq > since);
    return { epoch: EPOCH, from: since, to: SEQ + this.changed.length, more: false, changes };
  }

  private pack(name: string, { list, rows }: Collection): Plain {
    const sorted = [...rows].sort((a, b) => (a['id']! < b['id']! ? -1 : 1));
    const detail = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((field) => field !== 'id' && !list.includes(field)).sort();
    const chunks = Array.from({ length: Math.ceil(rows.length / CHUNK_RECORDS) }, (_, n) => sorted.slice(n * CHUNK_RECORDS, (n + 1) * CHUNK_RECORDS));
    const part = (kind: string, fields: string[]): Plain => chunks.map((chunk) => this.chunk(`${name} ${kind}`, fields, chunk));
    const parts = { list: part('list', ['id', ...list]), detail: part('detail', detail) };
    return { name, records: rows.length, list, parts };
  }

  private chunk(title: string, fields: string[], rows: Row[]): Plain {
    const columns = fields.map((field) => rows.map((row) => `${(row[field] ?? '').replaceAll('\n', '\v')}\n`).join(''));
    const header = fields.map((field, at) => `${field} ${Buffer.byteLength(columns[at]!)}\n`).join('');
    const bytes = Buffer.from(`stadtkern-pack 1\n${title} ${rows.length} ${fields.length}\n${header}\n${columns.join('')}`);
    const hash = createHash('sha256').update(bytes).digest('base64url');
    this.packs.set(hash, bytes);
    return { hash, bytes: bytes.length, records: rows.length };
  }
}
