// Writes relay.json anew, with fresh keys: node tests/wire/make_relay_vectors.ts
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nameOf, newId, newSealingPair, newSigningPair, random, receiptKeys, seal, sha256, sign, signedText, work, wrapReceipt, zeroBits, proofText } from '../support/sealing.ts';
import { createHash } from 'node:crypto';
import { exportJWK } from 'jose';

const salt = '9f86d081884c7d65';
const secret = random(16);
const { id, capability, wrapping } = await receiptKeys(secret);
const inboxes = await Promise.all(Array.from({ length: 3 }, async () => ({ inbox: newId(), pair: await newSealingPair() })));
const reply = await newSealingPair();
const expires = 1_796_508_000;
const content = { version: 1, thread: id, id, expires, recipients: inboxes.map(({ inbox }) => inbox).sort(), reply_key: reply.point, text: 'Kaffee und Käse' };
const opening = { version: 1, expires, capability: sha256(Buffer.from(capability, 'base64url')), receipt: await wrapReceipt(reply, wrapping),
  proof: work(salt, id, expires, 16), jwe: await seal(content, inboxes.map(({ inbox, pair }) => ({ inbox, key: pair.point }))) };
const letter = { version: 1, jwe: await seal({ version: 1, thread: id, id: newId() }, [{ inbox: inboxes[0]!.inbox, key: inboxes[0]!.pair.point }]) };
const answer = { version: 1, jwe: await seal({ version: 1, signed: 'eyJ' }, [{ key: reply.point }]), instead: [newId(), newId()] };
const signing = await newSigningPair();
const device = await newSigningPair();
const [sealingName, deviceName] = [await nameOf(inboxes[0]!.pair.point), await nameOf(device.point)];
const text = signedText('join', 'kernstadt', inboxes[0]!.inbox, sealingName, deviceName);
const joining = { version: 1, invitation: `${inboxes[0]!.inbox}.${newId()}`, signing_key: signing.point, sealing_key: inboxes[0]!.pair.point,
  device: device.point, signature: await sign(signing, text) };

type Patch = { op: 'replace' | 'add' | 'remove'; path: string; value?: unknown };
const refused: { promise: string; of: string; patch: Patch[]; field: string }[] = [];
const refuse = (promise: string, of: string, field: string, ...patch: Patch[]): void => { refused.push({ promise, of, patch, field }); };
const put = (path: string, value: unknown): Patch => ({ op: 'replace', path, value });
const add = (path: string, value: unknown): Patch => ({ op: 'add', path, value });
const cut = (path: string): Patch => ({ op: 'remove', path });
const header = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

for (const field of ['version', 'expires', 'capability', 'proof', 'jwe']) refuse(`an opening without ${field}`, 'opening', field, cut(`/${field}`));
for (const field of ['protected', 'iv', 'ciphertext', 'tag', 'recipients']) refuse(`an envelope without ${field}`, 'opening', `jwe.${field}`, cut(`/jwe/${field}`));
for (const field of ['inbox', 'header', 'encrypted_key']) refuse(`a recipient without ${field}`, 'opening', `jwe.recipients[1].${field}`, cut(`/jwe/recipients/1/${field}`));
refuse('another version', 'opening', 'version', put('/version', 2));
refuse('a name in the clear', 'opening', 'name', add('/name', 'SECRET'));
refuse('a name in the clear beside the ciphertext', 'opening', 'jwe.name', add('/jwe/name', 'SECRET'));
refuse('a shared unprotected header', 'opening', 'jwe.unprotected', add('/jwe/unprotected', { jku: 'SECRET' }));
refuse('a name in the clear beside a wrapped key', 'opening', 'jwe.recipients[0].name', add('/jwe/recipients/0/name', 'SECRET'));
refuse('a field whose name is no name', 'opening', 'jwe', add('/jwe/SECRET name', 1));
refuse('a key id', 'opening', 'jwe.recipients[0].header.kid', add('/jwe/recipients/0/header/kid', 'SECRET'));
refuse('another key agreement', 'opening', 'jwe.recipients[0].header.alg', put('/jwe/recipients/0/header/alg', 'ECDH-ES'));
refuse('another curve', 'opening', 'jwe.recipients[0].header.epk.crv', put('/jwe/recipients/0/header/epk/crv', 'P-384'));
refuse('a private key', 'opening', 'jwe.recipients[0].header.epk.d', add('/jwe/recipients/0/header/epk/d', 'SECRET'));
refuse('half a coordinate', 'opening', 'jwe.recipients[0].header.epk.x', put('/jwe/recipients/0/header/epk/x', opening.jwe.recipients[0]!.header!.epk.x.slice(0, 22)));
refuse('another content encryption', 'opening', 'jwe.protected', put('/jwe/protected', header({ enc: 'A128GCM' })));
refuse('compressed content, whose size would speak', 'opening', 'jwe.protected', put('/jwe/protected', header({ enc: 'A256GCM', zip: 'DEF' })));
refuse('a protected header that is no JSON', 'opening', 'jwe.protected', put('/jwe/protected', 'AAAA'));
refuse('a protected header with padding', 'opening', 'jwe.protected', put('/jwe/protected', `${opening.jwe.protected}=`));
refuse('a plaintext that is not padded', 'opening', 'jwe.ciphertext', put('/jwe/ciphertext', Buffer.alloc(1000).toString('base64url')));
refuse('a ciphertext one byte too long', 'opening', 'jwe.ciphertext', put('/jwe/ciphertext', Buffer.alloc(1025).toString('base64url')));
refuse('a ciphertext beyond the last class', 'opening', 'jwe.ciphertext', put('/jwe/ciphertext', Buffer.alloc(16385).toString('base64url')));
refuse('a ciphertext that is a number', 'opening', 'jwe.ciphertext', put('/jwe/ciphertext', 7));
refuse('a short tag', 'opening', 'jwe.tag', put('/jwe/tag', 'AAAA'));
refuse('letters that are not base64url', 'opening', 'jwe.iv', put('/jwe/iv', 'AAAAAAAAAAAAAA+/'));
refuse('a second spelling of the same bytes', 'opening', 'capability', put('/capability', `${'A'.repeat(42)}B`));
refuse('no recipient', 'opening', 'jwe.recipients', put('/jwe/recipients', []));
refuse('too many recipients', 'opening', 'jwe.recipients', put('/jwe/recipients', Array.from({ length: 129 }, () => ({}))));
refuse('an inbox named twice', 'opening', 'jwe.recipients', put('/jwe/recipients/1/inbox', inboxes[0]!.inbox));
refuse('an inbox that is no id', 'opening', 'jwe.recipients[2].inbox', put('/jwe/recipients/2/inbox', 'pflegedienst-nord'));
refuse('a wrapped key of another size', 'opening', 'jwe.recipients[2].encrypted_key', put('/jwe/recipients/2/encrypted_key', 'AAAA'));
refuse('a header twice, once protected', 'opening', 'jwe.recipients[0].header', put('/jwe/protected', letter.jwe.protected));
refuse('an expiry that tells the minute', 'opening', 'expires', put('/expires', expires + 60));
refuse('a negative expiry', 'opening', 'expires', put('/expires', -3600));
refuse('a proof that is a text', 'opening', 'proof', put('/proof', '7'));
refuse('a proof with a fraction', 'opening', 'proof', put('/proof', 1.5));
refuse('a receipt that is too large', 'opening', 'receipt', put('/receipt', 'A'.repeat(684)));
refuse('an empty receipt', 'opening', 'receipt', put('/receipt', ''));
refuse('a later message with a capability', 'letter', 'capability', add('/capability', opening.capability));
refuse('two recipients under a whole protected header', 'letter', 'jwe.recipients', add('/jwe/recipients/-', { ...letter.jwe.recipients[0], inbox: inboxes[1]!.inbox }));
refuse('an answer to an inbox', 'answer', 'jwe.recipients[0].inbox', add('/jwe/recipients/0/inbox', inboxes[0]!.inbox));
refuse('an answer to two', 'answer', 'jwe.recipients', add('/jwe/recipients/-', answer.jwe.recipients[0]));
refuse('an answer instead of what is no id', 'answer', 'instead', put('/instead/1', 'the one before'));
refuse('an answer instead of too many', 'answer', 'instead', put('/instead', Array.from({ length: 65 }, () => id)));
for (const field of ['version', 'invitation', 'signing_key', 'sealing_key', 'device', 'signature']) refuse(`a joining without ${field}`, 'joining', field, cut(`/${field}`));
refuse('an invitation in one piece', 'joining', 'invitation', put('/invitation', inboxes[0]!.inbox));
refuse('a signature in DER', 'joining', 'signature', put('/signature', 'MEUCIQ'));
refuse('a private signing key', 'joining', 'signing_key.d', add('/signing_key/d', 'SECRET'));

const vectors = {
  comment: 'Messages of RELAY.md. Read by relay_test.cpp and relay.test.ts; "refused" are JSON patches (RFC 6902) of "taken". Written by make_relay_vectors.ts.',
  taken: { opening, letter, answer, joining },
  refused,
  keys: { inboxes: await Promise.all(inboxes.map(async ({ pair }) => exportJWK(pair.privateKey))), reply: await exportJWK(reply.privateKey) },
  content,
  receipt: { secret, id, capability },
  proof: { salt, id, expires, proof: opening.proof, bits: zeroBits(createHash('sha256').update(proofText(salt, id, expires, opening.proof)).digest()) },
  signature: { text, thumbprints: { sealing: sealingName, device: deviceName } },
};
writeFileSync(join(import.meta.dirname, 'relay.json'), `${JSON.stringify(vectors, null, 1)}\n`);
