// The shell's half of the frames' vectors; frames_test.cpp reads the same file.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { decodeFrame, encodeFrame, type Plain } from '../../shell/loop/frames.ts';

interface Vectors {
  events: { promise: string; header: { [key: string]: Plain }; body: string; frame: string }[];
  refused: { promise: string; frame: string }[];
}
const vectors = JSON.parse(readFileSync(join(import.meta.dirname, 'frames.json'), 'utf8')) as Vectors;
const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
const hex = (frame: Uint8Array): string => Buffer.from(frame).toString('hex');

for (const { promise, header, body, frame } of vectors.events) {
  test(`the shell writes and reads: ${promise}`, () => {
    assert.equal(hex(encodeFrame(header, bytes(body))), frame);
    const decoded = decodeFrame(bytes(frame));
    assert.deepEqual(decoded.header, header);
    assert.equal(hex(decoded.body), body);
  });
}

for (const { promise, frame } of vectors.refused) {
  test(`the shell refuses: ${promise}`, () => {
    assert.throws(() => decodeFrame(bytes(frame)));
  });
}

test('half a character, as some keyboards leave it, never leaves the shell', () => {
  const { header } = decodeFrame(encodeFrame({ value: 'a\ud83e' }));
  assert.equal(header['value'], 'a\ufffd');
});
