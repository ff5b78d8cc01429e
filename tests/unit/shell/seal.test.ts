// The shell's sealing against a second reader of RELAY.md (tests/support/sealing.ts) and against published vectors.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import type { FlattenedJWE } from 'jose';
import { deeds } from '../../../shell/effects/seal/deeds.ts';
import { decrypt, pad, unpad, verified } from '../../../shell/effects/seal/envelope.ts';
import type { Point } from '../../../shell/effects/seal/text.ts';
import type { Plain } from '../../../shell/loop/frames.ts';
import * as sealing from '../../support/sealing.ts';

const DATA = process.env['STADTKERN_DATA'] ?? resolve(import.meta.dirname, '../../../../shared/data');
const town = 'kernstadt';
const nothing = (): Plain => ({});
const bytes = (text: string): Uint8Array => Buffer.from(text, 'base64url');

interface Vector { tcId: number; result: string; jws?: string; jwe?: string }
interface Group { comment: string; private: JsonWebKey & { alg: string }; public?: JsonWebKey & { alg: string }; tests: Vector[] }
const vectors = (name: string): Group[] =>
  (JSON.parse(readFileSync(join(DATA, 'crypto/wycheproof', name), 'utf8')) as { testGroups: Group[] }).testGroups;

test('what is sealed here opens for each recipient and for nobody else', async () => {
  const services = await Promise.all([1, 2, 3].map(async () => ({ inbox: sealing.newId(), pair: await sealing.newSealingPair() })));
  const to = services.map(({ inbox, pair }) => `${inbox} ${pair.point.x} ${pair.point.y}`);
  for (const count of [1, 3]) {
    const { body } = await deeds['seal']!({ to: to.slice(0, count).join('\n') }, new Uint8Array(), () => ({ thread: 'Grüße' }));
    const envelope = JSON.parse(Buffer.from(body!).toString()) as sealing.Envelope;
    assert.deepEqual(envelope.recipients.map(({ inbox }) => inbox), services.slice(0, count).map(({ inbox }) => inbox));
    assert.equal(bytes(envelope.ciphertext).length, 1024);
    for (let at = 0; at < count; at += 1) {
      assert.deepEqual(await sealing.open(sealing.flattened(envelope, at), services[at]!.pair), { thread: 'Grüße' });
      await assert.rejects(sealing.open(sealing.flattened(envelope, at), services[(at + 1) % 3]!.pair));
    }
  }
});

test('padding has five sizes, says where the content ends, and refuses any other', () => {
  for (const size of [0, 1023, 1024, 16383]) assert.equal(unpad(pad(new Uint8Array(size).fill(7))).length, size);
  assert.throws(() => pad(new Uint8Array(16384)));
  assert.throws(() => unpad(new Uint8Array(1024)));
  assert.throws(() => unpad(new Uint8Array(1000).fill(0x80)));
});

async function service(): Promise<{ inbox: string; signing: sealing.Pair; device: sealing.Pair; name: string }> {
  const device = await sealing.newSigningPair();
  return { inbox: sealing.newId(), signing: await sealing.newSigningPair(), device, name: await sealing.nameOf(device.point) };
}

test('an answer counts only by a device of the service that it names, and for this citizen', async () => {
  const secret = bytes(sealing.random(16));
  const { words } = await deeds['unlock']!({ make: 'yes' }, secret, nothing);
  const { thread = '', thumbprint = '', x = '', y = '' } = words!;
  const from = await service();
  const payload = { thread, id: sealing.newId(), inbox: from.inbox, said: 'ja' };
  const certificate = await sealing.sign(from.signing, sealing.signedText('device', town, from.inbox, from.name));
  const content = { version: 1, signed: await sealing.signContent(payload, from.device, from.name), device: from.device.point, certificate };
  const open = async (said: sealing.Content, inbox: string, key: Point, name = thread): Promise<Plain | undefined> => {
    const envelope = await sealing.seal(said, [{ key: { kty: 'EC', crv: 'P-256', x, y } }]);
    const jwe = sealing.flattened(envelope, 0) as unknown as Plain;
    return (await deeds['open']!({ thread: name, key: thumbprint, town, inbox, x: key.x, y: key.y }, new Uint8Array(), () => jwe)).content;
  };
  assert.deepEqual(await open(content, from.inbox, from.signing.point), payload);
  const other = await service();
  const broken = { message: 'broken' };
  await assert.rejects(open(content, other.inbox, from.signing.point), broken, 'said in the name of another inbox');
  await assert.rejects(open(content, from.inbox, other.signing.point), broken, 'another service vouches');
  await assert.rejects(open({ ...content, device: other.device.point }, from.inbox, from.signing.point), broken, 'another device');
  const forged = await sealing.signContent(payload, other.device, from.name);
  await assert.rejects(open({ ...content, signed: forged }, from.inbox, from.signing.point), broken, 'another signature');
  await assert.rejects(open(content, from.inbox, from.signing.point, sealing.newId()), { message: 'no_key' });
  await deeds['forget']!({ thread }, new Uint8Array(), nothing);
  await assert.rejects(open(content, from.inbox, from.signing.point), { message: 'no_key' });
});

test('a receipt gives the same thread everywhere, and its key opens what the first opened', async () => {
  const secret = sealing.random(16);
  const { words } = await deeds['unlock']!({ make: 'yes' }, bytes(secret), nothing);
  const { id, capability, wrapping } = await sealing.receiptKeys(secret);
  assert.equal(words!['thread'], id);
  assert.equal(words!['capability'], capability);
  assert.equal(words!['digest'], sealing.sha256(bytes(capability)));
  const privateKey = await sealing.unwrapReceipt(words!['receipt']!, wrapping);
  const point = { kty: 'EC', crv: 'P-256', x: words!['x']!, y: words!['y']! } as const;
  const envelope = await sealing.seal({ said: 1 }, [{ key: point }]);
  assert.deepEqual(await sealing.open(sealing.flattened(envelope, 0), { point, privateKey, jwk: {} }), { said: 1 });
  const restored = await deeds['unlock']!({ receipt: words!['receipt']! }, bytes(secret), nothing);
  assert.deepEqual(restored.words, words);
  await assert.rejects(deeds['unlock']!({ receipt: words!['receipt']! }, bytes(sealing.random(16)), nothing), { message: 'broken' });
});

test('two tabs that seal the same request have a key each, and forgetting the thread forgets both', async () => {
  const secret = bytes(sealing.random(16));
  const made = [await deeds['unlock']!({ make: 'yes' }, secret, nothing), await deeds['unlock']!({ make: 'yes' }, secret, nothing)];
  const from = await service();
  const opened = async ({ thread = '', thumbprint = '', x = '', y = '' }: Record<string, string>): Promise<Plain | undefined> => {
    const payload = { thread, id: sealing.newId(), inbox: from.inbox };
    const certificate = await sealing.sign(from.signing, sealing.signedText('device', town, from.inbox, from.name));
    const said = { version: 1, signed: await sealing.signContent(payload, from.device, from.name), device: from.device.point, certificate };
    const envelope = await sealing.seal(said, [{ key: { kty: 'EC', crv: 'P-256', x, y } }]);
    const words = { thread, key: thumbprint, town, inbox: from.inbox, x: from.signing.point.x, y: from.signing.point.y };
    return (await deeds['open']!(words, new Uint8Array(), () => sealing.flattened(envelope, 0) as unknown as Plain)).content;
  };
  for (const { words } of made) assert.ok(await opened(words!));
  await deeds['forget']!({ thread: made[0]!.words!['thread']! }, new Uint8Array(), nothing);
  for (const { words } of made) await assert.rejects(opened(words!), { message: 'no_key' });
});

test('the proof is what the relay asks for', async () => {
  const thread = sealing.newId();
  const { words } = await deeds['prove']!({ salt: '0123456789abcdef', thread, expires: '1796508000', bits: '12' }, new Uint8Array(), nothing);
  const text = sealing.proofText('0123456789abcdef', thread, 1796508000, Number(words!['proof']));
  assert.ok(sealing.zeroBits(bytes(sealing.sha256(text))) >= 12);
});

test('a list is the town\'s only with its key and with a header that says nothing else', async () => {
  const { CompactSign } = await import('jose');
  const pair = await sealing.newSigningPair();
  const other = await sealing.newSigningPair();
  const list = (header: object, by = pair): Promise<string> =>
    new CompactSign(new TextEncoder().encode('{"number":7}')).setProtectedHeader(header as { alg: string }).sign(by.privateKey);
  const verify = async (jws: string): Promise<Plain | undefined> =>
    (await deeds['verify']!({ x: pair.point.x, y: pair.point.y, typ: 'stadtkern-list' }, Buffer.from(jws), nothing)).content;
  assert.deepEqual(await verify(await list({ alg: 'ES256', typ: 'stadtkern-list' })), { number: 7 });
  const broken = { message: 'broken' };
  await assert.rejects(list({ alg: 'ES256', typ: 'stadtkern-list' }, other).then(verify), broken);
  await assert.rejects(list({ alg: 'ES256', typ: 'another' }).then(verify), broken);
  await assert.rejects(list({ alg: 'ES256' }).then(verify), broken);
  await assert.rejects(list({ alg: 'ES256', typ: 'stadtkern-list', kid: 'x' }).then(verify), broken);
  await assert.rejects(verify('a.b'), broken);
});

test('vectors of Wycheproof: signatures pass or fail as they say', async () => {
  const groups = vectors('json_web_signature_test.json').filter((group) => group.public?.alg === 'ES256');
  let seen = 0;
  for (const group of groups) {
    for (const { tcId, jws = '', result } of group.tests) {
      seen += 1;
      const outcome = await verified(jws, group.public as unknown as Point).then(() => 'valid', (error: Error) => (error.name === 'SyntaxError' ? 'valid' : 'invalid'));
      assert.equal(outcome, result, `${group.comment} ${tcId}`);
    }
  }
  assert.ok(seen >= 4, `${seen} vectors`);
});

test('vectors of Wycheproof: an envelope of any other algorithm than ours is refused', async () => {
  let seen = 0;
  for (const group of vectors('json_web_encryption_test.json').filter(({ private: key }) => key.kty === 'EC')) {
    const key = await crypto.subtle.importKey('jwk', { kty: 'EC', crv: 'P-256', x: group.private.x!, y: group.private.y!, d: group.private.d! }, { name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']);
    for (const { tcId, jwe = '' } of group.tests) {
      const [header, encrypted_key, iv, ciphertext, tag] = jwe.split('.');
      seen += 1;
      await assert.rejects(decrypt({ protected: header, encrypted_key, iv, ciphertext, tag } as FlattenedJWE, key), `${group.comment} ${tcId}`);
    }
  }
  assert.ok(seen > 0);
});
