// A second reader of the feed, written from PROTOCOL.md alone: what it understands differently from the core, one of the two has wrong.
import { createHash } from 'node:crypto';

export interface Pack {
  collection: string;
  part: 'list' | 'detail';
  columns: string[]; // without the ids
  rows: string[][]; // the id first, "" in a detail pack
}

// Throws with what is not of the form of a pack.
export function readPack(bytes: Uint8Array): Pack {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  const end = text.indexOf('\n\n');
  const [version, kind, ...columnLines] = text.slice(0, end).split('\n');
  if (end < 0 || version !== 'stadtkern-pack 1') throw new Error('not a pack of version 1');
  const [, collection, part, records, columnCount] = /^([a-z][a-z0-9_]{0,39}) (list|detail) (0|[1-9]\d*) (0|[1-9]\d*)$/.exec(kind ?? '') ?? [];
  if (collection === undefined || Number(columnCount) !== columnLines.length) throw new Error('line 2 of the header');
  let at = Buffer.byteLength(text.slice(0, end + 2));
  const columns: { name: string; values: string[] }[] = [];
  for (const line of columnLines) {
    const [, name, length] = /^([a-z][a-z0-9_]{0,39}) (0|[1-9]\d*)$/.exec(line) ?? [];
    if (name === undefined || columns.some((column) => column.name === name)) throw new Error(`the column "${line}"`);
    const column = Buffer.from(bytes.subarray(at, (at += Number(length)))).toString();
    const values = column.split('\n');
    if (values.pop() !== '' || values.length !== Number(records)) throw new Error(`the length of column ${name}`);
    columns.push({ name, values: values.map((value) => value.replaceAll('\v', '\n')) });
  }
  if (at !== bytes.length) throw new Error('the lengths do not add up to the size of the pack');
  const ids = part === 'list' ? columns.shift() : undefined;
  if (part === 'list' && ids?.name !== 'id') throw new Error('a list begins with ids');
  const rows = Array.from({ length: Number(records) }, (_, row) => [ids?.values[row] ?? '', ...columns.map(({ values }) => values[row] ?? '')]);
  return { collection, part: part as Pack['part'], columns: columns.map(({ name }) => name), rows };
}

export function packName(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url');
}
