import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { OwnerClient, admin } from './support/owner.ts';
import sharp from 'sharp';
import { encodeFrame } from '../../shell/loop/frames.ts';
import { Server, adminProgram, until } from './support/server.ts';

let server: Server;
before(async () => {
  server = await Server.start(['--rate', '0', '--pack-quiet', '0']);
  await server.publish({ list: ['name'], records: ['hof-x', 'hof-y'].map((id) => ({ id, name: id, phone: '+49 3881 1111' })) });
});
after(async () => { await server.end(); });

const data = (): string => server.folders.data;
const invited = (slug = 'hof-x', ...words: string[]): string => admin(data(), 'invite-shop', slug, ...words).trim().split('#')[1]!;
async function owner(slug = 'hof-x'): Promise<OwnerClient> {
  const client = await OwnerClient.make(server, slug);
  assert.equal((await client.join(invited(slug))).status, 201);
  return client;
}
const phone = async (): Promise<string | undefined> => (await server.records()).get('hof-x')?.phone;

test('an invited shop edits its record at once, and the event stream says so', async () => {
  const link = admin(data(), 'invite-shop', 'hof-x').trim();
  assert.match(link, /^\/mein-eintrag\/\?eintrag=hof-x#[\w-]{22}$/);
  const anna = await OwnerClient.make(server, 'hof-x');
  const secret = link.split('#')[1]!;
  const joined = await anna.join(secret);
  assert.equal(joined.status, 201);
  assert.deepEqual(await anna.join(secret), joined, 'a retry after a lost answer');
  const stream = await fetch(server.api('feed/events'));
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
  await reader.read();
  const edited = await anna.edit(1, { phone: ['+49 3881 1111', '+49 3881 2222'] });
  assert.equal(edited.status, 200);
  assert.match((await reader.read()).value ?? '', new RegExp(`data: ${edited.body.seq}\n`));
  await reader.cancel();
  assert.equal(await phone(), '+49 3881 2222');
  assert.deepEqual(await anna.edit(1, { phone: ['+49 3881 1111', '+49 3881 2222'] }), edited, 'the same bytes, the same answer');
});

test('two owners: the second hears how it is, and what neither touched merges', async () => {
  const [anna, bert] = [await owner(), await owner()];
  const before = (await phone())!;
  assert.equal((await anna.edit(1, { phone: [before, '+49 3881 3333'] })).status, 200);
  const refused = await bert.edit(1, { phone: [before, '+49 3881 4444'], email: ['', 'hof@x.example'] });
  assert.equal(refused.status, 409);
  assert.deepEqual(refused.body, { present: { phone: '+49 3881 3333' } });
  assert.equal((await bert.edit(2, { email: ['', 'hof@x.example'] })).status, 200);
  assert.deepEqual((await bert.edit(1, { email: ['hof@x.example', ''] })).body, { number: 2 }, 'an old number is never taken again');
});

test('a signature is of one key, one record, one deed and one body', async () => {
  const anna = await owner();
  const message = { number: 5, fields: { summary: { was: '', now: 'Frisch' } } };
  const body = JSON.stringify({ version: 1, ...message });
  const right = await anna.sign(anna.path('edits'), body);
  const stranger = await OwnerClient.make(server, 'hof-x');
  for (const [authorization, status] of [
    [await anna.sign(anna.path('edits'), body.replace('Frisch', 'Fremd ')), 401],
    [await anna.sign(anna.path('edits').replace('hof-x', 'hof-y'), body), 401],
    [await anna.sign(anna.path('join'), body), 401],
    [`${right.slice(0, -1)}${right.endsWith('A') ? 'Q' : 'A'}`, 401],
    ['Owner x', 401], ['', 401], [`Bearer ${server.token}`, 401],
    [await stranger.sign(stranger.path('edits'), body), 403],
  ] as const) {
    const told = await anna.post('edits', {}, { body, authorization });
    assert.equal(told.status, status, authorization.slice(0, 20));
  }
  const elsewhere = await OwnerClient.make(server, 'hof-y');
  assert.equal((await elsewhere.join(invited('hof-x'))).status, 404, 'an invitation is bound to its record');
  assert.equal((await server.records()).get('hof-x')?.summary, undefined);
});

test('what is not of its form is refused by its field, and the value is not repeated', async () => {
  const anna = await owner();
  for (const [field, value] of [['phone', 'call me'], ['email', 'nobody'], ['website', 'javascript:alert(1)'], ['name', ''],
    ['closed_until', 'tomorrow'], ['summary', 'x'.repeat(161)], ['kind', 'Bäckerei am Markt']] as const) {
    const present = (await server.records()).get('hof-x')?.[field] ?? '';
    const told = await anna.edit(Date.now(), { [field]: [present, value] });
    assert.equal(told.status, 422, field);
    assert.equal(told.body.field, `fields.${field}`);
    if (value) assert.ok(!JSON.stringify(told.body).includes(value));
  }
  assert.equal((await anna.post('edits', {}, { body: 'x'.repeat(200_000) })).status, 413);
});

test('an import leaves alone what an owner said and tells of it, until the record is released', async () => {
  const anna = await owner('hof-y');
  await anna.edit(1, { phone: ['+49 3881 1111', '+49 3881 5555'] });
  const import_ = { records: [{ id: 'hof-y', name: 'Hof Ypsilon', phone: '+49 3881 1111' }] };
  const told = await server.publish(import_) as unknown as { kept: unknown };
  assert.deepEqual(told.kept, [{ id: 'hof-y', fields: ['phone'] }]);
  assert.deepEqual((await server.records()).get('hof-y'), { name: 'Hof Ypsilon', phone: '+49 3881 5555' });
  assert.match(admin(data(), 'owners'), /hof-y\n  key [\w-]{43} since \d{4}-\d\d-\d\d\n  keeps phone\n/);
  admin(data(), 'release-shop', 'hof-y');
  await server.publish(import_);
  assert.equal((await server.records()).get('hof-y')?.phone, '+49 3881 1111');
});

// A photo as a browser would send it.
async function photo(make: (size: number) => Promise<Buffer> = webp, type = 'webp'): Promise<Uint8Array> {
  const [small, middle, large] = (await Promise.all([320, 640, 1280].map(make))) as [Buffer, Buffer, Buffer];
  return encodeFrame({ version: 1, type, small: small.length, middle: middle.length, large: large.length }, Buffer.concat([small, middle, large]));
}
const picture = (width: number) => sharp({ create: { width, height: width * 3 / 4, channels: 3, background: '#c80' } });
const webp = (width: number): Promise<Buffer> => picture(width).webp().toBuffer();

test('a photo is served for ever under the name of its content, whatever a library made of it', async () => {
  const anna = await owner();
  for (const [type, ending, make] of [['webp', 'webp', webp], ['webp', 'webp', (width: number) => picture(width).ensureAlpha().webp({ lossless: true }).toBuffer()], ['jpeg', 'jpg', (width: number) => picture(width).jpeg().toBuffer()]] as const) {
    const body = await photo(make, type);
    const told = await anna.photo(body);
    assert.equal(told.status, 201, JSON.stringify(told.body));
    assert.deepEqual(await anna.photo(body), told, 'said again');
    const name = told.body.photo as string;
    for (const width of [320, 640, 1280]) {
      const answer = await fetch(`${server.url}/media/${name}-${width}.${ending}`);
      assert.equal(answer.headers.get('content-type'), `image/${type}`);
      assert.match(answer.headers.get('cache-control')!, /immutable/);
      assert.equal((await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).width, width);
    }
    const line = `${name} 1280x960 ${ending}`;
    const before = (await server.records()).get('hof-x')?.photos ?? '';
    const edited = await anna.edit(Date.now(), { photos: [before, line] });
    assert.equal(edited.status, 200, JSON.stringify(edited.body));
    assert.equal((await server.records()).get('hof-x')?.photos, line);
  }
});

test('what is no photo, carries metadata, or comes from a stranger is not kept', async () => {
  const anna = await owner();
  const files = () => fs.existsSync(path.join(data(), 'media')) ? fs.readdirSync(path.join(data(), 'media')).length : 0;
  const held = files();
  const html = async () => Buffer.from('<!doctype html><title>foto.jpg</title>');
  const withExif = (width: number) => picture(width).withExif({ IFD0: { Copyright: 'Anna' } }).webp().toBuffer();
  for (const body of [await photo(html), await photo(html, 'jpeg'), await photo(webp, 'jpeg'), await photo(withExif), await photo(() => webp(1280)), new Uint8Array(), encodeFrame({ version: 1 })]) {
    const told = await anna.photo(body);
    assert.ok(told.status === 400 || told.status === 422, String(told.status));
  }
  const right = await photo();
  const stranger = await OwnerClient.make(server, 'hof-x');
  assert.equal((await stranger.photo(right)).status, 403);
  const other = await anna.sign(anna.path('photos'), await photo((width) => picture(width).flip().webp({ quality: 1 }).toBuffer()));
  assert.equal((await anna.photo(right, { authorization: other })).status, 401);
  assert.equal((await anna.photo(new Uint8Array(1024 * 1024 + 1))).status, 413);
  assert.equal((await anna.post('photos', {})).status, 415);
  assert.equal(files(), held);
});

test('a revoked key is out at once', async () => {
  const anna = await OwnerClient.make(server, 'hof-y');
  const { body } = await anna.join(invited('hof-y'));
  admin(data(), 'revoke-owner', 'hof-y', String(body.owner));
  assert.equal((await anna.edit(9, { name: ['Hof Ypsilon', 'Hof Z'] })).status, 403);
  assert.equal(spawnSync(adminProgram, ['--data', data(), 'revoke-owner', 'hof-y', String(body.owner)]).status, 1);
  assert.equal(spawnSync(adminProgram, ['--data', data(), 'invite-shop', 'nobody']).status, 1);
});

test('a key that asks too often waits', async () => {
  const anna = await owner();
  const told = [];
  for (let number = 1; number <= 20; ++number) told.push((await anna.edit(number, { pickup: ['', ''] })).status);
  assert.ok(told.includes(429), told.join());
});

test('killed between edit and answer: said again it is one change', async () => {
  const folders = server.folders;
  const anna = await owner();
  await server.end();
  for (let round = 0; round < 4; ++round) {
    server = await Server.start(['--rate', '0', '--pack-quiet', '0'], folders);
    const again = await OwnerClient.make(server, 'hof-x');
    Object.assign(again, { pair: (anna as unknown as { pair: unknown }).pair, point: (anna as unknown as { point: unknown }).point });
    const before = (await server.records()).get('hof-x')?.delivery ?? '';
    const fields: Record<string, [string, string]> = { delivery: [before, `Runde ${round}`] };
    const killing = setTimeout(() => { server.process.kill('SIGKILL'); }, round * 3);
    await again.edit(1000 + round, fields).catch(() => undefined);
    clearTimeout(killing);
    await server.end('SIGKILL');
    server = await Server.start(['--rate', '0', '--pack-quiet', '0'], folders);
    Object.assign(again, { server });
    const told = await again.edit(1000 + round, fields);
    assert.equal(told.status, 200, JSON.stringify(told.body));
    assert.equal((await server.records()).get('hof-x')?.delivery, `Runde ${round}`);
    await server.end();
  }
  server = await Server.start(['--rate', '0', '--pack-quiet', '0'], folders);
  await until(async () => (await server.manifest()).seq > 0, 'packs');
});
