// tools/admin town-key, invite-care, compare-care, sign-care, publish-care, revoke-care against the real server.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { before, after, test } from 'node:test';
import { compactVerify, importJWK } from 'jose';
import { fingerprint, sameFingerprint } from '../../tools/signing/fingerprint.ts';
import * as sealing from '../support/sealing.ts';
import { RelayClient, Service } from './support/relay.ts';
import { Server } from './support/server.ts';

const tool = path.resolve(import.meta.dirname, '../../tools/admin');
let server: Server;
let relay: RelayClient;
let folder: string;
let key: string;
let words: string;

const admin = (...args: string[]): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(tool, ['--data', server.folders.data, '--server', server.url, ...args], { encoding: 'utf8' });
function done(...args: string[]): string {
  const { status, stdout, stderr } = admin(...args);
  assert.equal(status, 0, stderr);
  return stdout;
}

before(async () => {
  server = await Server.start(['--pack-quiet', '100', '--relay-per-hour', '0']);
  relay = new RelayClient(server);
  folder = path.join(server.folders.data, '../elsewhere');
  fs.mkdirSync(folder);
  key = path.join(folder, 'town.key');
  words = path.join(folder, 'passphrase');
  fs.writeFileSync(words, 'drei Rosen am Markt\n');
  const records = ['morgenstern', 'adebar'].map((id) => ({ id, name: `Dienst ${id}`, forms: 'home; relief; assisted-living', covers: 'kernstadt', phone: '030 23125 300', invented: 'yes' }));
  await server.publish({ collection: 'care_services', list: ['name', 'forms'], records });
  await server.publish({ collection: 'places', list: ['name'], records: [{ id: 'kernstadt', name: 'Kernstadt', postal_code: '23940' }] });
});
after(async () => { await server.end(); });

async function joinBy(letter: string): Promise<Service> {
  const invitation = /\/anbieter\/beitreten\/#([\w-]{22}\.[\w-]{22})/.exec(letter)?.[1] ?? '';
  const service = await Service.make(relay);
  await relay.take(201, 'POST', '/inboxes', await service.joining(invitation));
  return service;
}
const digitsOf = async (service: Service): Promise<string> =>
  fingerprint(service.inbox, await sealing.nameOf(service.signing.point), await sealing.nameOf(service.sealing.point));

async function listOf(): Promise<{ number: number; expires: number; issued: number; services: { inbox: string; name: string; forms: string[]; places: string[]; signing_key: sealing.Point }[] }> {
  const jws = await (await fetch(server.api('relay/lists/care-services'))).text();
  const line = done('town-key', 'show', key, '--passphrase-file', words);
  const [, x, y] = /"care_key": "([\w-]{43})\.([\w-]{43})"/.exec(line) ?? [];
  const { payload, protectedHeader } = await compactVerify(jws.trim(), await importJWK({ kty: 'EC', crv: 'P-256', x: x!, y: y! }, 'ES256'), { algorithms: ['ES256'] });
  assert.deepEqual(protectedHeader, { alg: 'ES256', typ: 'stadtkern-list' });
  return JSON.parse(new TextDecoder().decode(payload)) as Awaited<ReturnType<typeof listOf>>;
}

test('the town key lies encrypted, for its owner alone, and never beside the data', () => {
  const inside = admin('town-key', 'make', path.join(server.folders.data, 'town.key'), '--passphrase-file', words);
  assert.equal(inside.status, 1);
  assert.match(inside.stderr, /^tools\/admin: the key must not lie in the data directory/);
  const made = done('town-key', 'make', key, '--passphrase-file', words);
  assert.match(made, /^fingerprint [\w-]{43}\n/);
  assert.equal(fs.statSync(key).mode & 0o777, 0o600);
  const pem = fs.readFileSync(key, 'utf8');
  assert.match(pem, /^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/);
  assert.throws(() => createPrivateKey({ key: pem, passphrase: 'drei Rosen am Ufer' }));
  assert.equal(done('town-key', 'show', key, '--passphrase-file', words), made);
  assert.match(admin('town-key', 'make', key, '--passphrase-file', words).stderr, /never overwritten/);
});

test('a short passphrase and a wrong one are refused in one line', () => {
  const short = path.join(folder, 'short');
  fs.writeFileSync(short, 'kurz\n');
  assert.match(admin('town-key', 'make', path.join(folder, 'other.key'), '--passphrase-file', short).stderr, /at least 12 characters\n$/);
  assert.ok(!fs.existsSync(path.join(folder, 'other.key')));
  assert.match(admin('sign-care', '--key', key, '--passphrase-file', short).stderr, /does not open/);
});

test('only services whose digits were compared enter the list; the number always grows', async () => {
  assert.match(admin('invite-care', 'nobody').stderr, /no care service nobody/);
  const [first, second] = [await joinBy(done('invite-care', 'morgenstern')), await joinBy(done('invite-care', 'adebar', '--days', '3'))];
  const none = admin('sign-care', '--key', key, '--passphrase-file', words);
  assert.equal((none.stderr.match(/not compared yet/g) ?? []).length, 2);
  assert.match(none.stdout, /^list 1, .* 0 services/);
  assert.match(admin('compare-care', 'morgenstern', await digitsOf(second)).stderr, /the digits differ/);
  done('compare-care', 'morgenstern', ...(await digitsOf(first)).split(' '));
  assert.match(done('sign-care', '--key', key, '--passphrase-file', words, '--days', '10'), /^list 2, .* 1 services:\n {2}Dienst morgenstern/);
  const list = await listOf();
  assert.deepEqual([list.number, list.expires - list.issued, list.services.map(({ inbox }) => inbox)], [2, 10 * 86_400, [first.inbox]]);
  assert.deepEqual(list.services[0]!.signing_key, first.signing.point);
  assert.deepEqual(list.services[0]!.forms, ['home', 'relief']);
  assert.deepEqual(list.services[0]!.places, ['kernstadt', '23940'], 'a person may say the place or its postal code');
  assert.match(done('care'), /adebar\t.*joined, not compared: \d{5} /);
});

test('a list is signed on a machine that sees neither server nor data, and published here', async () => {
  const [draft, signed] = [path.join(folder, 'draft.json'), path.join(folder, 'list.jws')];
  done('sign-care', '--draft', draft);
  const offline = spawnSync(tool, ['--data', folder, 'sign-care', '--key', key, '--passphrase-file', words, '--from', draft, '--to', signed], { encoding: 'utf8' });
  assert.equal(offline.status, 0, offline.stderr);
  assert.equal((await listOf()).number, 2);
  done('publish-care', signed);
  assert.equal((await listOf()).number, 3);
});

test('keys that changed behind a comparison stay out of the list, and are named', async () => {
  const roster = path.join(server.folders.data, 'care/roster.json');
  const held = fs.readFileSync(roster, 'utf8');
  fs.writeFileSync(roster, held.replace(/"signing": "[\w-]{43}"/, `"signing": "${'A'.repeat(43)}"`));
  const changed = admin('sign-care', '--draft', path.join(folder, 'changed.json'));
  assert.match(changed.stderr, /morgenstern: ITS KEYS ARE NOT THOSE THAT WERE COMPARED/);
  assert.deepEqual(JSON.parse(fs.readFileSync(path.join(folder, 'changed.json'), 'utf8')), 
    { version: 1, town: 'kernstadt', list: 'care-services', services: [] });
  fs.writeFileSync(roster, held);
});

test('a revoked service is gone from the relay at once and from the next list', async () => {
  const [first] = (await listOf()).services;
  done('revoke-care', 'morgenstern');
  const { status, stdout } = spawnSync(tool, ['--data', server.folders.data, 'inboxes'], { encoding: 'utf8' });
  assert.equal(status, 0);
  assert.ok(!stdout.includes(first!.inbox));
  done('sign-care', '--key', key, '--passphrase-file', words);
  assert.deepEqual((await listOf()).services, []);
});

test('digits are thirty in groups of five, however they are written down', () => {
  const digits = fingerprint('A'.repeat(22), 'B'.repeat(43), 'C'.repeat(43));
  assert.match(digits, /^(\d{5} ){5}\d{5}$/);
  assert.ok(sameFingerprint(digits.replaceAll(' ', '-'), digits));
  assert.ok(!sameFingerprint(digits, fingerprint('A'.repeat(22), 'C'.repeat(43), 'B'.repeat(43))));
});
