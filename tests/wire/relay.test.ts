// The browser's half of the relay's vectors; relay_test.cpp reads the same file.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { importJWK, type CryptoKey, type JWK } from 'jose';
import * as sealing from '../support/sealing.ts';

interface Vectors {
  taken: { opening: { expires: number; capability: string; receipt: string; jwe: sealing.Envelope };
    letter: { jwe: sealing.Envelope }; answer: { jwe: sealing.Envelope };
    joining: { invitation: string; signing_key: sealing.Point; sealing_key: sealing.Point; device: sealing.Point; signature: string } };
  keys: { inboxes: JWK[]; reply: JWK };
  content: sealing.Content;
  receipt: { secret: string; id: string; capability: string };
  proof: { salt: string; id: string; expires: number; proof: number; bits: number };
  signature: { text: string; thumbprints: { sealing: string; device: string } };
}
const vectors = JSON.parse(readFileSync(join(import.meta.dirname, 'relay.json'), 'utf8')) as Vectors;
const { opening, letter, answer, joining } = vectors.taken;

async function pairOf(jwk: JWK): Promise<sealing.Pair> {
  return { point: { kty: 'EC', crv: 'P-256', x: jwk.x!, y: jwk.y! }, privateKey: await importJWK(jwk, 'ECDH-ES+A256KW') as CryptoKey, jwk };
}

test('each inbox opens the flattened message with its own wrapped key, and with no other', async () => {
  for (const [at, jwk] of vectors.keys.inboxes.entries()) {
    const pair = await pairOf(jwk);
    assert.deepEqual(await sealing.open(sealing.flattened(opening.jwe, at), pair), vectors.content);
    await assert.rejects(sealing.open(sealing.flattened(opening.jwe, (at + 1) % 3), pair));
  }
  await sealing.open(sealing.flattened(letter.jwe, 0), await pairOf(vectors.keys.inboxes[0]!));
  await sealing.open(sealing.flattened(answer.jwe, 0), await pairOf(vectors.keys.reply));
});

test('one changed letter anywhere in the envelope is noticed', async () => {
  const pair = await pairOf(vectors.keys.inboxes[0]!);
  const whole = sealing.flattened(opening.jwe, 0);
  for (const field of ['protected', 'iv', 'ciphertext', 'tag', 'encrypted_key'] as const) {
    const text = whole[field]!;
    const changed = { ...whole, [field]: (text[4] === 'A' ? 'B' : 'A') + text.slice(1) };
    if (changed[field] === text) changed[field] = `C${text.slice(1)}`;
    await assert.rejects(sealing.open(changed, pair), field);
  }
});

test('the receipt gives the id, the capability and the private key again', async () => {
  const { id, capability, wrapping } = await sealing.receiptKeys(vectors.receipt.secret);
  assert.deepEqual({ id, capability }, { id: vectors.receipt.id, capability: vectors.receipt.capability });
  assert.equal(opening.capability, sealing.sha256(Buffer.from(capability, 'base64url')));
  const key = await sealing.unwrapReceipt(opening.receipt, wrapping);
  assert.equal(key.extractable, false);
  const pair = { ...await pairOf(vectors.keys.reply), privateKey: key };
  assert.ok(await sealing.open(sealing.flattened(answer.jwe, 0), pair));
});

test('padding hides the size up to the next class and nothing else fits', () => {
  for (const [size, expected] of [[0, 1024], [1023, 1024], [1024, 2048], [16_383, 16_384]] as const) {
    const content = new Uint8Array(size).fill(0x80);
    assert.equal(sealing.pad(content).length, expected);
    assert.deepEqual(sealing.unpad(sealing.pad(content)), content);
  }
  assert.throws(() => sealing.pad(new Uint8Array(16_384)));
  for (const wrong of [new Uint8Array(1024), new Uint8Array(1000).fill(0x80), new Uint8Array(1024).fill(1)]) assert.throws(() => sealing.unpad(wrong));
});

test('the proof begins with as many zero bits as it says', () => {
  const { salt, id, expires, proof, bits } = vectors.proof;
  assert.equal(sealing.zeroBits(createHash('sha256').update(sealing.proofText(salt, id, expires, proof)).digest()), bits);
  assert.ok(bits >= 16);
  assert.equal(sealing.work(salt, id, expires, 16), proof);
});

test('the signature of a joining holds for its text and for no other', async () => {
  const { text, thumbprints } = vectors.signature;
  const [inbox = ''] = joining.invitation.split('.');
  assert.equal(await sealing.nameOf(joining.sealing_key), thumbprints.sealing);
  assert.equal(sealing.signedText('join', 'kernstadt', inbox, thumbprints.sealing, await sealing.nameOf(joining.device)), text);
  const key = await crypto.subtle.importKey('jwk', joining.signing_key, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
  const holds = (said: string): Promise<boolean> => crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key,
    Buffer.from(joining.signature, 'base64url'), Buffer.from(said));
  assert.equal(await holds(text), true);
  assert.equal(await holds(text.replace('join', 'device')), false);
});
