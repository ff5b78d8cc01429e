// Records of the town's feed: packs, and the changes after them (wasm/wire/PROTOCOL.md).
import { Refusal } from './options.ts';

export type Entry = Record<string, string>;
type Chunk = { hash: string };
type Manifest = { epoch: string; seq: number; collections: { name: string; parts: { list: Chunk[]; detail: Chunk[] } }[] };
type Changes = { to: number; more: boolean; changes: { collection: string; id: string; deleted?: boolean; new?: boolean; set?: Entry }[] };

export async function recordsOf(feed: string, collection: string): Promise<Map<string, Entry>> {
  const manifest = (await json(`${feed}/packs`)) as Manifest;
  const parts = manifest.collections.find(({ name }) => name === collection)?.parts ?? { list: [], detail: [] };
  const records = new Map<string, Entry>();
  const lists = (await Promise.all(parts.list.map(({ hash }) => rows(`${feed}/packs/${hash}`)))).flat();
  const details = (await Promise.all(parts.detail.map(({ hash }) => rows(`${feed}/packs/${hash}`)))).flat();
  lists.forEach((row, at) => records.set(row['id'] ?? '', { ...row, ...details[at] }));
  await follow(feed, manifest, collection, records);
  return records;
}

// Postal codes of the town's places by their ids: a request may name a code that several places share.
export async function codesOf(feed: string): Promise<Map<string, string>> {
  const places = await recordsOf(feed, 'places');
  return new Map([...places].flatMap(([id, { postal_code = '' }]) => (postal_code === '' ? [] : [[id, postal_code] as const])));
}

async function follow(feed: string, manifest: Manifest, collection: string, records: Map<string, Entry>): Promise<void> {
  for (let since = manifest.seq, more = true; more; ) {
    const page = (await json(`${feed}/changes?since=${since}&epoch=${manifest.epoch}`)) as Changes;
    for (const change of page.changes) {
      if (change.collection !== collection) continue;
      if (change.deleted) records.delete(change.id);
      else records.set(change.id, { ...(change.new ? {} : records.get(change.id)), ...change.set, id: change.id });
    }
    ({ to: since, more } = page);
  }
}

async function rows(url: string): Promise<Entry[]> {
  const bytes = Buffer.from(await (await get(url)).arrayBuffer());
  const end = bytes.indexOf('\n\n');
  const [, shape = '', ...columns] = bytes.subarray(0, end).toString().split('\n');
  const count = Number(shape.split(' ')[2]);
  const found: Entry[] = Array.from({ length: count }, () => ({}));
  let at = end + 2;
  for (const column of columns) {
    const [name = '', length = '0'] = column.split(' ');
    const values = bytes.subarray(at, (at += Number(length))).toString().split('\n');
    for (const [row, entry] of found.entries()) if (values[row]) entry[name] = values[row].replaceAll('\v', '\n');
  }
  return found;
}

async function get(url: string): Promise<Response> {
  const response = await fetch(url, { headers: { accept: 'application/json' } }).catch(() => undefined);
  if (!response) throw new Refusal('no server answers: start it, or give --server');
  if (!response.ok) throw new Refusal(`the server answered ${response.status}: check --server and the town`);
  return response;
}

const json = async (url: string): Promise<unknown> => (await get(url)).json();
