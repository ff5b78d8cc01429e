import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import net from 'node:net';
import { after, before, test } from 'node:test';
import zlib from 'node:zlib';
import { decodeCBOR } from '@levischuck/tiny-cbor';
import { Server, apply, listen, town, until, type Change } from './support/server.ts';

let server: Server;
before(async () => { server = await Server.start(['--pack-quiet', '300']); });
after(async () => { await server.end(); });

const packed = async () => {
  await until(async () => { const { seq, head } = await server.manifest(); return seq === head && seq > 0; }, 'packs');
  return server.manifest();
};

test('publishing the same twice changes nothing', async () => {
  const records = [{ id: 'hof-x', name: 'Hof X', phone: '1' }, { id: 'baeckerei', name: 'Bäckerei' }];
  const first = await server.publish({ records, list: ['name'] });
  assert.deepEqual([first.created, first.unchanged], [2, 0]);
  const again = await server.publish({ records, list: ['name'] });
  assert.deepEqual([again.created, again.changed, again.deleted, again.unchanged, again.seq], [0, 0, 0, 2, first.seq]);
});

test('a publish is applied whole or not at all', async () => {
  const before = await server.records();
  const answer = await server.post(JSON.stringify({ collection: 'shops', source: 'other',
    records: [{ id: 'new' }, { id: 'hof-x', name: 'Mine now' }] }));
  assert.equal(answer.status, 409);
  assert.equal((await answer.json() as { field: string }).field, 'records[1].id');
  assert.deepEqual(await server.records(), before);
});

test('changes compose: only what differs, deletion, made again', async () => {
  const start = (await server.publish({ records: [{ id: 'hof-x', name: 'Hof X', phone: '2' }] })).seq;
  await server.publish({ records: [{ id: 'hof-x', name: 'Hof X', phone: '3', web: 'w' }] });
  await server.publish({ records: [{ id: 'hof-x', name: 'Hof X', phone: '2', web: 'w' }] });
  assert.deepEqual((await server.changes(start)).changes.map((change) => change.set), [{ web: 'w' }]);
  await server.publish({ deleted: ['hof-x'] });
  assert.deepEqual((await server.changes(start)).changes.map((change) => change.deleted), [true]);
  await server.publish({ records: [{ id: 'hof-x', name: 'Neu' }] });
  const [change] = (await server.changes(start)).changes;
  assert.equal(change!.new, true);
  assert.deepEqual(change!.set, { name: 'Neu' });
});

test('a reader at any point ends with the same records', async () => {
  const states: { seq: number; records: Map<string, Record<string, string>> }[] = [];
  let random = 7;
  const next = (bound: number) => { random = (random * 1_103_515_245 + 12_345) % 2 ** 31; return random % bound; };
  for (let round = 0; round < 40; ++round) {
    const id = `r${next(5)}`;
    if (next(4) === 0) await server.publish({ deleted: [id] });
    else await server.publish({ records: [{ id, name: `n${next(3)}`, ...(next(2) ? { phone: `p${next(2)}` } : {}) }] });
    const records = await server.records();
    states.push({ seq: (await server.manifest()).head, records });
  }
  const now = await server.records();
  for (const { seq, records } of states) {
    for (const change of (await server.changes(seq)).changes) apply(records, change);
    assert.deepEqual(records, now);
  }
});

test('a large answer is cut and continues', async () => {
  const text = 'x'.repeat(16_000);
  const records = Array.from({ length: 150 }, (_, at) => ({ id: `large-${at}`, a: text }));
  const { seq } = await server.publish({ collection: 'large', records });
  const first = await server.changes(seq - 150);
  assert.equal(first.more, true);
  assert.ok(first.to < seq);
  let since = first.to;
  let count = first.changes.length;
  for (let more = true; more;) {
    const page = await server.changes(since);
    ({ to: since, more } = page);
    count += page.changes.length;
  }
  assert.equal(count, 150);
});

test('another epoch, a sequence ahead and malformed parameters', async () => {
  const { epoch, head } = await server.manifest();
  const ask = async (query: string) => {
    const answer = await fetch(server.api(`feed/changes?${query}`));
    return [answer.status, ((await answer.json()) as { field?: string }).field];
  };
  assert.deepEqual(await ask(`since=0&epoch=${'0'.repeat(16)}`), [410, 'epoch']);
  assert.deepEqual(await ask(`since=${head + 1}&epoch=${epoch}`), [410, 'since']);
  for (const since of ['', '-1', '1e3', '01', '9007199254740992', '99999999999999999999', '0x1', '%31']) {
    assert.deepEqual(await ask(`since=${since}&epoch=${epoch}`), [400, 'since'], since);
  }
  assert.deepEqual(await ask('since=0&epoch=xyz'), [400, 'epoch']);
  assert.deepEqual(await ask('since=0&since=1&epoch=0'), [400, 'since']);
});

test('packs hold every record once, are named by their content and come compressed', async () => {
  await server.publish({ collection: 'packed', list: ['name'],
    records: Array.from({ length: 500 }, (_, at) => ({ id: `p-${at}`, name: `Name ${at}`, text: 'lang '.repeat(20) + at })) });
  const manifest = await packed();
  const { parts, records } = manifest.collections.find(({ name }) => name === 'packed')!;
  assert.equal(records, 500);
  for (const part of ['list', 'detail'] as const) {
    assert.equal(parts[part].reduce((sum, chunk) => sum + chunk.records, 0), 500);
    for (const { hash, bytes } of parts[part]) {
      const plain = await fetch(server.api(`feed/packs/${hash}`), { headers: { 'accept-encoding': 'identity' } });
      const content = Buffer.from(await plain.arrayBuffer());
      assert.equal(content.length, bytes);
      assert.equal(crypto.createHash('sha256').update(content).digest('base64url'), hash);
      assert.match(plain.headers.get('cache-control')!, /immutable/);
      for (const [coding, open] of [['br', zlib.brotliDecompressSync], ['gzip', zlib.gunzipSync]] as const) {
        const raw = await server.raw(`GET /api/v1/${town}/feed/packs/${hash} HTTP/1.1\r\nHost: x\r\nAccept-Encoding: ${coding}\r\nConnection: close\r\n\r\n`);
        const body = Buffer.from(raw.slice(raw.indexOf('\r\n\r\n') + 4), 'latin1');
        assert.equal(Buffer.compare(open(body), content), 0, coding);
      }
    }
  }
  const list = await (await fetch(server.api(`feed/packs/${parts.list[0]!.hash}`))).text();
  assert.ok(list.startsWith('stadtkern-pack 1\npacked list 500 2\nid '));
});

test('the manifest is CBOR unless JSON is asked for, and 304 for who has it', async () => {
  await packed();
  const cbor = await fetch(server.api('feed/packs'));
  assert.equal(cbor.headers.get('content-type'), 'application/cbor');
  const decoded = decodeCBOR(await cbor.arrayBuffer()) as Map<string, unknown>;
  assert.equal(decoded.get('seq'), (await server.manifest()).seq);
  const json = await fetch(server.api('feed/packs'), { headers: { accept: 'application/json' } });
  assert.notEqual(json.headers.get('etag'), cbor.headers.get('etag'));
  assert.equal(json.headers.get('vary'), 'Accept, Accept-Encoding');
  const again = await fetch(server.api('feed/packs'), { headers: { 'if-none-match': cbor.headers.get('etag')! } });
  assert.equal(again.status, 304);
});

test('a publish repacks only what it touched', async () => {
  const before = (await packed()).collections;
  await server.publish({ collection: 'packed', records: [{ id: 'p-7', name: 'Anders', text: 'kurz' }] });
  const now = (await packed()).collections;
  const untouched = (name: string) => name !== 'packed';
  assert.deepEqual(now.filter(({ name }) => untouched(name)), before.filter(({ name }) => untouched(name)));
  for (const { parts } of before) {
    const answer = await fetch(server.api(`feed/packs/${parts.list[0]!.hash}`));
    assert.equal(answer.status, 200, 'the last generation is still kept');
  }
});

async function listenForHeads(): Promise<{ heads: () => number[]; end: () => void }> {
  const { events, end } = await listen(server.api('feed/events'));
  const head = (event: string): number => Number(/^id: (\d+)\nevent: head\ndata: \1$/.exec(event)?.[1]);
  return { heads: () => events.map(head).filter((seq) => !Number.isNaN(seq)), end };
}

test('open pages hear of every change, at once', async () => {
  const { head } = await server.manifest();
  const streams = await Promise.all(Array.from({ length: 20 }, listenForHeads));
  await until(() => streams.every(({ heads }) => heads().length === 1), 'the first event');
  assert.ok(streams.every(({ heads }) => heads()[0] === head));
  const { seq } = await server.publish({ records: [{ id: 'event', name: String(Math.random()) }] });
  await until(() => streams.every(({ heads }) => heads().at(-1) === seq), 'the change');
  for (const stream of streams) stream.end();
  await until(async () => (await (await fetch(`${server.url}/metrics`)).text()).includes('stadtkern_streams_open 0\n'), 'closed streams');
});

test('a stream that is not read is dropped, the others go on', async () => {
  const deaf = net.connect({ port: server.port, host: '127.0.0.1' });
  deaf.on('error', () => {});
  deaf.pause();
  deaf.write(`GET /api/v1/${town}/feed/events HTTP/1.1\r\nHost: x\r\n\r\n`);
  const healthy = await listenForHeads();
  for (let round = 0; round < 50; ++round) await server.publish({ records: [{ id: 'event', name: String(round) }] });
  const { head } = await server.manifest();
  await until(() => healthy.heads().at(-1) === head, 'the last change');
  healthy.end();
  deaf.destroy();
});

test('unknown fields of a publish are ignored, unknown fields of a record are kept', async () => {
  await server.publish({ later_field: { a: 1 }, records: [{ id: 'future', later_text: 'x' }] });
  const change = (await server.changes(0)).changes.find(({ id }: Change) => id === 'future');
  assert.equal(change?.set?.later_text ?? (await server.records()).get('future')?.later_text, 'x');
});
