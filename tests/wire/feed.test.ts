// The TypeScript half of the feed's vectors; feed_test.cpp reads the same file. CBOR is read by a library that the core does not use.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { decodeCBOR, type CBORType } from '@levischuck/tiny-cbor';
import { packName, readPack, type Pack } from '../support/feed.ts';

type Message = { promise: string; message: unknown; cbor: string };
interface Vectors {
  manifests: Message[];
  changes: Message[];
  packs: (Pack & { promise: string; text: string; hash: string })[];
  refused_packs: { promise: string; text: string }[];
}
const vectors = JSON.parse(readFileSync(join(import.meta.dirname, 'feed.json'), 'utf8')) as Vectors;

function plain(value: CBORType): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, inner]) => [String(key), plain(inner)]));
  return typeof value === 'bigint' ? Number(value) : value;
}

for (const { promise, message, cbor } of [...vectors.manifests, ...vectors.changes]) {
  test(`CBOR and JSON say the same: ${promise}`, () => {
    assert.deepEqual(plain(decodeCBOR(Uint8Array.from(Buffer.from(cbor, 'hex')))), message);
  });
}

for (const { promise, text, hash, ...pack } of vectors.packs) {
  test(`a pack is read as it was written and named after its bytes: ${promise}`, () => {
    const { collection, part, columns, rows } = readPack(Buffer.from(text));
    assert.deepEqual({ collection, part, columns, rows }, { collection: pack.collection, part: pack.part, columns: pack.columns, rows: pack.rows });
    assert.equal(packName(Buffer.from(text)), hash);
  });
}

for (const { promise, text } of vectors.refused_packs) {
  test(`refused: ${promise}`, () => {
    assert.throws(() => readPack(Buffer.from(text)));
  });
}
