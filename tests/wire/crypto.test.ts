// Published vectors (RFC 7520, Wycheproof, RFC 8291) against what seals, signs and derives here: the shell's own functions with
// their own settings, and below them jose and WebCrypto as they call them. The server's half: crypto_test.cpp.
import assert from 'node:assert/strict';
import { createECDH, webcrypto } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { test, type TestContext } from 'node:test';
import { compactDecrypt, compactVerify, flattenedDecrypt, flattenedVerify, importJWK, type CryptoKey, type FlattenedJWE, type FlattenedJWSInput, type JWK } from 'jose';
import { decrypt, verified, verify } from '../../shell/effects/seal/envelope.ts';
import { pointOf, type Point } from '../../shell/effects/seal/text.ts';

const { subtle } = webcrypto;
const DATA = join(process.env['STADTKERN_DATA'] ?? resolve(import.meta.dirname, '../../../shared/data'), 'crypto');
const P256 = { namedCurve: 'P-256' };
const hex = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'hex'));
const json = <T>(path: string): T => JSON.parse(readFileSync(join(DATA, path), 'utf8')) as T;

type Result = 'valid' | 'invalid' | 'acceptable';
interface Case { tcId: number; comment: string; result: Result; [field: string]: unknown }
interface Group { tests: Case[]; [field: string]: unknown }

// How many of a file did as they say; what was left out says why.
class Count {
  passed = 0;
  readonly left = new Map<string, number>();
  leave(why: string, cases = 1): void { this.left.set(why, (this.left.get(why) ?? 0) + cases); }
  say(context: TestContext, file: string): void {
    assert.ok(this.passed > 0 || this.left.size > 0, `${file}: nothing was looked at`);
    const left = [...this.left].map(([why, cases]) => `; ${cases} left out: ${why}`).join('');
    context.diagnostic(`${file}: ${this.passed} passed${left}`);
  }
}

const outcome = async (attempt: () => Promise<boolean>): Promise<Result> => ((await attempt().catch(() => false)) ? 'valid' : 'invalid');

type Vector = { [Field in string]: string };
const wycheproof: Record<string, (one: Vector, group: Group, count: Count) => Promise<Result | undefined>> = {
  // As receipts are wrapped and contents are sealed: 256 bits, a nonce of 96, a tag of 128.
  'aes_gcm_test.json': async ({ key = '', iv = '', aad = '', msg = '', ct = '', tag = '' }, group, count) => {
    if (group['keySize'] !== 256 || group['ivSize'] !== 96) return void count.leave('keys or nonces of other sizes, which jose refuses');
    return outcome(async () => {
      const held = await subtle.importKey('raw', hex(key), 'AES-GCM', false, ['encrypt', 'decrypt']);
      const way = { name: 'AES-GCM', iv: hex(iv), additionalData: hex(aad), tagLength: 128 };
      const opened = Buffer.from(await subtle.decrypt(way, held, hex(ct + tag))).toString('hex');
      const sealed = Buffer.from(await subtle.encrypt(way, held, hex(msg))).toString('hex');
      return opened === msg && sealed === ct + tag;
    });
  },
  'aes_wrap_test.json': async ({ key = '', msg = '', ct = '' }, group, count) => {
    if (group['keySize'] !== 256) return void count.leave('wrapping keys of other sizes than A256KW has');
    return outcome(async () => {
      const held = await subtle.importKey('raw', hex(key), 'AES-KW', false, ['unwrapKey']);
      const kept = { name: 'HMAC', hash: 'SHA-256', length: msg.length * 4 || 8 };
      const opened = await subtle.unwrapKey('raw', hex(ct), held, 'AES-KW', kept, true, ['sign']);
      return Buffer.from(await subtle.exportKey('raw', opened)).toString('hex') === msg;
    });
  },
  'ecdh_secp256r1_webcrypto_test.json': ({ shared = '', ...keys }) => {
    const { public: theirs, private: own } = keys as unknown as { public: JWK; private: JWK };
    return outcome(async () => {
      const held = await subtle.importKey('jwk', { ...own, ext: true } as JsonWebKey, { name: 'ECDH', ...P256 }, false, ['deriveBits']);
      return (await sharedBy(theirs, held)) === shared;
    });
  },
  'ecdh_secp256r1_ecpoint_test.json': ({ public: theirs = '', private: own = '', shared = '' }) =>
    outcome(async () => {
      const secret = Buffer.from(own.padStart(64, '0').slice(-64), 'hex');
      const pair = createECDH('prime256v1');
      pair.setPrivateKey(secret);
      const jwk = { ...coordinates(pair.getPublicKey('hex')), d: secret.toString('base64url') };
      const held = await subtle.importKey('jwk', jwk, { name: 'ECDH', ...P256 }, false, ['deriveBits']);
      return (await sharedBy(coordinates(theirs), held)) === shared;
    }),
  // As certificates of devices are verified.
  'ecdsa_secp256r1_sha256_p1363_test.json': ({ msg = '', sig = '' }, group) => isSigned(coordinates((group['publicKey'] as { uncompressed: string }).uncompressed), msg, sig),
  'hkdf_sha256_test.json': ({ ikm = '', salt = '', info = '', okm = '', ...rest }) =>
    outcome(async () => {
      const key = await subtle.importKey('raw', hex(ikm), 'HKDF', false, ['deriveBits']);
      const way = { name: 'HKDF', hash: 'SHA-256', salt: hex(salt), info: hex(info) };
      return Buffer.from(await subtle.deriveBits(way, key, Number(rest['size']) * 8)).toString('hex') === okm;
    }),
};

function coordinates(point: string): Point {
  assert.ok(point.length === 130 && point.startsWith('04'), 'a point with both coordinates');
  const [x, y] = [point.slice(2, 66), point.slice(66)].map((half) => Buffer.from(half, 'hex').toString('base64url'));
  return pointOf({ x: x!, y: y! });
}
async function sharedBy(theirs: JWK, own: webcrypto.CryptoKey): Promise<string> {
  const point = await subtle.importKey('jwk', { ...theirs } as JsonWebKey, { name: 'ECDH', ...P256 }, false, []);
  return Buffer.from(await subtle.deriveBits({ name: 'ECDH', public: point }, own, 256)).toString('hex');
}
const isSigned = (key: Point, message: string, signature: string): Promise<Result> =>
  outcome(async () => {
    const held = await subtle.importKey('jwk', { ...key }, { name: 'ECDSA', ...P256 }, false, ['verify']);
    return subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, held, hex(signature), hex(message));
  });

for (const [file, judge] of Object.entries(wycheproof)) {
  test(`Wycheproof ${file}: every vector passes or fails as it says`, async (context) => {
    const count = new Count();
    for (const group of json<{ testGroups: Group[] }>(`wycheproof/${file}`).testGroups) {
      for (const one of group.tests) {
        const said = await judge(one as unknown as Vector, group, count);
        if (said === undefined) continue;
        if (one.result !== 'acceptable') assert.equal(said, one.result, `${one.tcId} ${one.comment}`);
        count.passed += 1;
      }
    }
    count.say(context, file);
  });
}

test('Wycheproof ecdsa_secp256r1_sha256_test.json: a signature in DER is none here, whatever it says', async (context) => {
  const count = new Count();
  for (const group of json<{ testGroups: Group[] }>('wycheproof/ecdsa_secp256r1_sha256_test.json').testGroups) {
    const { uncompressed } = group['publicKey'] as { uncompressed: string };
    for (const { tcId, msg, sig } of group.tests) {
      assert.equal(await isSigned(coordinates(uncompressed), String(msg), String(sig)), 'invalid', String(tcId));
      count.passed += 1;
    }
  }
  count.say(context, 'ecdsa_secp256r1_sha256_test.json');
});

// --- JOSE ---
const flat = (compact: string): FlattenedJWE => {
  const [header, encrypted_key, iv, ciphertext, tag] = compact.split('.');
  return { protected: header, encrypted_key, iv, ciphertext, tag } as FlattenedJWE;
};
const ecdhKey = (jwk: JWK): Promise<webcrypto.CryptoKey> =>
  subtle.importKey('jwk', { kty: 'EC', crv: 'P-256', x: jwk.x!, y: jwk.y!, d: jwk.d! }, { name: 'ECDH', ...P256 }, false, ['deriveBits']);
const OURS = { alg: 'ECDH-ES+A256KW', enc: 'A256GCM' };
const headerOf = (token: string): { alg?: string; enc?: string; zip?: string } => {
  try {
    return JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString()) as { alg?: string };
  } catch {
    return {};
  }
};

test('Wycheproof json_web_encryption_test.json and json_web_crypto_test.json: only what is valid and of our algorithms opens', async (context) => {
  const stranger = await subtle.generateKey({ name: 'ECDH', ...P256 }, false, ['deriveBits']) as webcrypto.CryptoKeyPair;
  for (const file of ['json_web_encryption_test.json', 'json_web_crypto_test.json']) {
    const count = new Count();
    for (const group of json<{ testGroups: Group[] }>(`wycheproof/${file}`).testGroups) {
      const jwk = group['private'] as JWK;
      const key = jwk.kty === 'EC' && jwk.alg?.startsWith('ECDH') ? await ecdhKey(jwk) : stranger.privateKey;
      for (const { tcId, jwe = '', result } of group.tests as unknown as { tcId: number; jwe?: string | FlattenedJWE; result: Result }[]) {
        if (jwe === '') continue; // a JWS, read below
        if (typeof jwe !== 'string') {
          await assert.rejects(decrypt(jwe, key as unknown as globalThis.CryptoKey), `${file} ${tcId}`);
          count.passed += 1;
          continue;
        }
        const { alg = '', enc = '' } = headerOf(jwe);
        const ours = alg === OURS.alg && enc === OURS.enc;
        const opened = await decrypt(flat(jwe), key as unknown as globalThis.CryptoKey).then(() => true, (error: Error) => error.message === 'broken'); // broken: read, and not padded as ours are
        assert.equal(opened, ours && result === 'valid', `${file} ${tcId}: with the settings of this portal`);
        const allowed = { keyManagementAlgorithms: [String(jwk.alg)] };
        const read = await outcome(async () => compactDecrypt(jwe, await importJWK(jwk, String(jwk.alg)), allowed).then(() => true));
        // A newer rule than these vectors: jose wants 2048 bits and no padding attacks. What it opens must be valid.
        if (read === 'valid') assert.equal(result, 'valid', `${file} ${tcId}: jose opens it`);
        else if (jwk.kty !== 'RSA' && result === 'valid' && !/192/.test(alg + enc)) assert.fail(`${file} ${tcId}: jose does not open it`);
        count.passed += 1;
      }
    }
    count.say(context, file);
  }
});

test('Wycheproof json_web_signature_test.json and others: only what is valid and ES256 counts as signed', async (context) => {
  for (const file of ['json_web_signature_test.json', 'json_web_crypto_test.json', 'json_web_key_test.json']) {
    const count = new Count();
    for (const group of json<{ testGroups: Group[] }>(`wycheproof/${file}`).testGroups) {
      const jwk = (group['public'] ?? group['private']) as JWK;
      for (const { tcId, jws = '', result } of group.tests as unknown as { tcId: number; jws?: string; result: Result }[]) {
        if (jws === '') continue;
        const ours = jwk.alg === 'ES256' && headerOf(jws).alg === 'ES256';
        // The payloads are no JSON: that they are read at all means that the signature counted.
        const counted = await verified(jws, pointOf(jwk as Point)).then(() => true, (error: Error) => error.name === 'SyntaxError');
        assert.equal(counted, ours && result === 'valid', `${file} ${tcId}`);
        await assert.rejects(verify(jws, pointOf(jwk as Point), 'stadtkern-list'), `${file} ${tcId}: a list says what it is`);
        count.passed += 1;
      }
    }
    count.say(context, file);
  }
});

interface Example { title: string; input: { key?: JWK; pwd?: string; payload?: string; plaintext?: string; alg: string; enc?: string; zip?: string; aad?: string };
  output: { compact?: string; json_flat?: Record<string, unknown> } }
const NOT_IN_JOSE = /RSA1_5/;

test('RFC 7520, JWE: each example opens as it says, and none with the settings of this portal', async (context) => {
  const count = new Count();
  const { privateKey } = await subtle.generateKey({ name: 'ECDH', ...P256 }, false, ['deriveBits']) as webcrypto.CryptoKeyPair;
  for (const file of readdirSync(join(DATA, 'jose_cookbook/jwe'))) {
    const { input, output } = json<Example>(`jose_cookbook/jwe/${file}`);
    const whole = (output.json_flat ?? flat(output.compact!)) as unknown as FlattenedJWE;
    await assert.rejects(decrypt(whole, privateKey as unknown as globalThis.CryptoKey), file);
    if (NOT_IN_JOSE.test(input.alg)) {
      count.leave('RSA1_5, which jose does not have: refused');
      continue;
    }
    const options = { keyManagementAlgorithms: [input.alg], contentEncryptionAlgorithms: [input.enc!], maxPBES2Count: 10_000 };
    const key = input.pwd === undefined ? await importJWK(input.key!, input.alg === 'dir' ? input.enc! : input.alg) as CryptoKey : Buffer.from(input.pwd);
    if (input.zip !== undefined) {
      const opened = await flattenedDecrypt(whole, key, options).then(({ plaintext }) => Buffer.from(plaintext).toString(), () => input.plaintext);
      assert.equal(opened, input.plaintext, file);
    } else {
      const { plaintext } = await flattenedDecrypt(whole, key, options);
      assert.equal(Buffer.from(plaintext).toString(), input.plaintext, file);
      const tag = String(whole.tag);
      const other = { ...whole, tag: (tag.startsWith('A') ? 'B' : 'A') + tag.slice(1) };
      await assert.rejects(flattenedDecrypt(other, key, options), `${file}: another tag`);
    }
    count.passed += 1;
  }
  count.say(context, 'jose_cookbook/jwe');
});

test('RFC 7520, 7797 and 8037, JWS: each example is signed as it says, and none counts here', async (context) => {
  const count = new Count();
  const files = ['jws', 'rfc7797', 'curve25519'].flatMap((folder) => readdirSync(join(DATA, 'jose_cookbook', folder)).map((name) => `jose_cookbook/${folder}/${name}`));
  for (const file of files) {
    const { input, output } = json<Example>(file);
    const jwk = input.key!;
    const isPlain = file.includes('b64_false'); // RFC 7797: the payload as it is
    const whole = { ...output.json_flat, payload: output.json_flat?.['payload'] ?? (isPlain ? input.payload : Buffer.from(input.payload!).toString('base64url')) } as unknown as FlattenedJWSInput;
    if (output.compact !== undefined) await assert.rejects(verified(output.compact, pointOf(jwk as Point)), file);
    const { d: _, p: __, q: ___, dp: ____, dq: _____, qi: ______, ...shown } = jwk; // the public half
    const key = await importJWK({ ...shown, alg: input.alg }, input.alg) as CryptoKey;
    if (isPlain && !Buffer.from(whole.protected ?? '', 'base64url').includes('crit')) {
      await assert.rejects(flattenedVerify(whole, key, { algorithms: [input.alg] }), file);
      count.leave('printed without the "crit" that RFC 7797 asks for: refused');
      continue;
    }
    const { payload } = await flattenedVerify(whole, key, { algorithms: [input.alg] });
    assert.equal(Buffer.from(payload).toString(), input.payload, file);
    const signature = String(whole.signature);
    const other = { ...whole, signature: (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1) };
    await assert.rejects(flattenedVerify(other, key, { algorithms: [input.alg] }), `${file}: another signature`);
    await assert.rejects(compactVerify(`${whole.protected ?? ''}.${whole.payload as string}.${signature}`, key, { algorithms: ['ES256'] }), `${file}: as if it were ES256`);
    count.passed += 1;
  }
  count.say(context, 'jose_cookbook/jws, rfc7797, curve25519');
});

test('RFC 7520, JWK: no key of another curve or kind is taken for one of ours', async (context) => {
  const count = new Count();
  for (const file of readdirSync(join(DATA, 'jose_cookbook/jwk'))) {
    const jwk = json<JWK>(`jose_cookbook/jwk/${file}`);
    await assert.rejects(async () => importJWK({ ...pointOf(jwk as Point) }, 'ES256'), file);
    count.passed += 1;
  }
  count.say(context, 'jose_cookbook/jwk');
});

test('RFC 8291: what the subscribers of our tests decrypt with does as the example says', async (context) => {
  const { default: ece } = await import('http_ece');
  const count = new Count();
  for (const one of json<Vector[]>('webpush/rfc8291_example.json')) {
    if (one['kind'] !== 'decrypt') {
      count.leave('encryption with a given key: our sender makes its own each time');
      continue;
    }
    const receiver = createECDH('prime256v1');
    receiver.setPrivateKey(Buffer.from(one['receiver_private']!, 'base64url'));
    const options = { version: 'aes128gcm' as const, privateKey: receiver, authSecret: one['auth_secret']! };
    assert.equal(ece.decrypt(Buffer.from(one['message']!, 'base64url'), options).toString('base64url'), one['plaintext']);
    count.passed += 1;
  }
  count.say(context, 'webpush/rfc8291_example.json');
});

// Nothing here makes, reads or checks anything of these.
const UNUSED: Record<string, string> = {
  'aes_kwp_test.json': 'no key wrapping with padding: A256KW wraps whole keys',
  'chacha20_poly1305_test.json': 'no ChaCha20',
  'ecdh_secp256r1_test.json': 'no public key in ASN.1: coordinates in JWK alone',
  'ed25519_test.json': 'no Ed25519',
  'hmac_sha256_test.json': 'no MAC of our own',
  'pbkdf2_hmacsha256_test.json': 'backups use PBES2 with SHA-512',
  'rsa_oaep_2048_sha256_mgf1sha256_test.json': 'no RSA',
  'rsa_pss_2048_sha256_mgf1_32_test.json': 'no RSA',
  'x25519_jwk_test.json': 'no X25519',
  'x25519_test.json': 'no X25519',
};

test('every file of Wycheproof is run above, or left out for a reason', (context) => {
  const own = readFileSync(import.meta.filename, 'utf8');
  for (const path of readdirSync(join(DATA, 'wycheproof'))) {
    const file = basename(path);
    const why = UNUSED[file];
    if (why === undefined) assert.ok(own.includes(`'${file}'`) || own.includes(`/${file}'`), `${file} is read by no test`);
    else context.diagnostic(`${file}: left out: ${why}`);
  }
});
