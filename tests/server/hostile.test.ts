import assert from 'node:assert/strict';
import net from 'node:net';
import { after, before, test } from 'node:test';
import { Server, until } from './support/server.ts';

let server: Server;
before(async () => {
  server = await Server.start(['--header-timeout', '1', '--body-timeout', '1', '--idle-timeout', '2']);
});
after(async () => { await server.end(); });

const status = (answer: string) => Number(answer.split(' ')[1]);
const alive = async () => assert.equal((await fetch(`${server.url}/healthz`)).status, 200);

test('no target leads out of the folders', async () => {
  for (const target of ['/../town.json', '/%2e%2e/town.json', '/..%2ftown.json', '/assets/../../data/town.json',
    '//etc/passwd', '/%00', '/\\..\\town.json', '/%5c..%5ctown.json', '/.%2e/town.json', '/a/./b', '/%zz', '/%', '/%e4',
    '/%c0%ae%c0%ae/town.json', '*', 'town.json']) {
    const answer = await server.raw(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    assert.equal(status(answer), 400, target);
    assert.match(answer, /application\/problem\+json/);
    assert.ok(!answer.includes('Kernstadt'), target);
  }
});

test('malformed requests get a problem document and the connection is closed', async () => {
  for (const [request, expected] of [
    ['GET / HTTP/1.1\r\n\r\n', 400],
    ['GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', 400],
    ['GET / HTTP/3.0\r\nHost: a\r\n\r\n', 505],
    ['GET /\x01 HTTP/1.1\r\nHost: a\r\n\r\n', 400],
    ['GET / HTTP/1.1\r\nHost: a\r\nA b: c\r\n\r\n', 400],
    [`GET /${'a'.repeat(5000)} HTTP/1.1\r\nHost: a\r\n\r\n`, 414],
    [`GET / HTTP/1.1\r\nHost: a\r\nA: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    [`GET / HTTP/1.1\r\nHost: a\r\n${'A: b\r\n'.repeat(5000)}\r\n`, 431],
    ['\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\r\n\r\n', 400],
  ] as [string, number][]) {
    const answer = await server.raw(Buffer.from(request, 'latin1'));
    assert.equal(status(answer), expected, request.slice(0, 60));
    assert.match(answer, /Connection: close\r\n/);
  }
  await alive();
});

test('a request that could hide another one is refused', async () => {
  const hidden = 'GET /schaufenster/ HTTP/1.1\r\nHost: x\r\n\r\n';
  for (const framing of ['Content-Length: 0\r\nTransfer-Encoding: chunked', 'Content-Length: 5\r\nContent-Length: 6',
    'Content-Length: +5', 'Content-Length: 0x5', 'Transfer-Encoding: chunked\r\nContent-Length: 5']) {
    const answer = await server.raw(`POST / HTTP/1.1\r\nHost: x\r\n${framing}\r\n\r\n${hidden}`);
    assert.equal(answer.match(/HTTP\/1\.1/g)?.length, 1, framing);
    assert.equal(status(answer), 400, framing);
  }
});

test('a body that nobody asked for does not become the next request', async () => {
  const answer = await server.raw('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 43\r\n\r\n',
    'GET /schaufenster/ HTTP/1.1\r\nHost: x\r\n\r\n');
  assert.equal(answer.match(/HTTP\/1\.1/g)?.length, 1);
  assert.equal(status(answer), 405);
});

const publishHead = (framing: string) => `POST /api/v1/kernstadt/publish HTTP/1.1\r\nHost: x\r\n`
  + `Authorization: Bearer ${server.token}\r\nContent-Type: application/json\r\n${framing}\r\n\r\n`;

test('broken chunks are refused', async () => {
  for (const body of ['xyz\r\n{}\r\n0\r\n\r\n', '2\r\n{}}\r\n0\r\n\r\n', '-1\r\n{}', 'fffffffffffffffff\r\n{}',
    `2;${'x'.repeat(100_000)}\r\n{}\r\n0\r\n\r\n`]) {
    const answer = await server.raw(publishHead('Transfer-Encoding: chunked'), body);
    assert.equal(status(answer), 400, body.slice(0, 30));
  }
  await alive();
});

test('who sends slowly is cut off, in the header and in the body', async () => {
  const drip = async (start: string) => {
    const socket = net.connect(server.port, '127.0.0.1');
    socket.on('error', () => {});
    socket.on('data', () => {});
    socket.write(start);
    const timer = setInterval(() => socket.write('a'), 100);
    const began = Date.now();
    await new Promise((resolve) => { socket.on('close', resolve); });
    clearInterval(timer);
    return Date.now() - began;
  };
  const times = await Promise.all([drip('GET / HTTP/1.1\r\nHost: x\r\nA: '), drip('G'), drip(publishHead('Content-Length: 1000'))]);
  for (const ms of times) assert.ok(ms < 6_000, `${ms} ms`);
});

test('an idle connection is closed, and one that reads nothing does not hold others up', async () => {
  const socket = net.connect(server.port, '127.0.0.1');
  await Promise.all([new Promise((resolve) => { socket.on('close', resolve); }), alive()]);
});

test('a publish needs the token before a byte of its body is read', async () => {
  for (const authorization of ['', 'Bearer ', 'Bearer wrong', `Basic ${server.token}`, `Bearer ${server.token}x`]) {
    const answer = await server.raw(`POST /api/v1/kernstadt/publish HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\n`
      + 'Content-Type: application/json\r\nContent-Length: 60000000\r\n\r\n');
    assert.equal(status(answer), 401, authorization);
    assert.match(answer, /WWW-Authenticate: Bearer/);
  }
});

test('a body that is announced or sent too large is refused with 413', async () => {
  assert.equal(status(await server.raw(publishHead('Content-Length: 67108865'))), 413);
  const piece = `100000\r\n${' '.repeat(0x100000)}\r\n`;
  assert.equal(status(await server.raw(publishHead('Transfer-Encoding: chunked'), ...Array(70).fill(piece))), 413);
});

test('content that is no publish is refused, names the field and never repeats the value', async () => {
  const record = (fields: object) => JSON.stringify({ collection: 'shops', source: 'demo', records: [{ id: 'a' }, fields] });
  for (const [body, expected, field] of [
    ['', 400, undefined],
    ['{', 400, undefined],
    ['[]', 422, undefined],
    ['{"collection":"shops","collection":"other"}', 400, undefined],
    [`{"a":${'['.repeat(100_000)}`, 400, undefined],
    [Buffer.from('{"collection":"\xff"}', 'latin1'), 400, undefined],
    ['{"collection":"SECRET!"}', 422, 'collection'],
    [record({ id: 'SECRET' }), 422, 'records[1].id'],
    [record({ id: 'b', opening_hours: 7 }), 422, 'records[1].opening_hours'],
    [record({ id: 'b', text: 'SECRET\u0000' }), 422, 'records[1].text'],
    [record({ id: 'b', text: 'x'.repeat(16_385) }), 422, 'records[1].text'],
    [record({ id: 'b', 'SECRET-NAME': 'x' }), 422, 'records[1].SECRET-NAME'],
    [record({ id: 'a' }), 422, 'records[1].id'],
  ] as [string | Buffer, number, string | undefined][]) {
    const answer = await server.post(body);
    const text = await answer.text();
    assert.equal(answer.status, expected, text);
    assert.equal(answer.headers.get('content-type'), 'application/problem+json');
    assert.equal(JSON.parse(text).field, field, text);
    if (field !== 'records[1].SECRET-NAME') assert.ok(!text.includes('SECRET'));
  }
  assert.equal((await server.manifest()).head, 0);
  assert.equal((await server.post('{}', { 'content-type': 'text/plain' })).status, 415);
  assert.equal((await server.post('{}', { 'content-encoding': 'gzip' })).status, 415);
});

test('paths and methods that the protocol does not have', async () => {
  for (const rest of ['feed', 'feed/packs/', 'feed/packs/short', `feed/packs/${'a'.repeat(43)}`, 'publish/x', 'FEED/packs']) {
    assert.equal((await fetch(server.api(rest))).status, 404, rest);
  }
  assert.equal((await fetch(`${server.url}/api/v1/andere/feed/packs`)).status, 404);
  assert.equal((await fetch(server.api('publish'))).status, 405);
  assert.equal((await fetch(server.api('feed/packs'), { method: 'DELETE' })).status, 405);
});

test('who asks too often is told to wait, others are not', async () => {
  const strict = await Server.start(['--rate', '1', '--burst', '5', '--trusted-proxy', '127.0.0.1']);
  const ask = (client: string) => fetch(`${strict.url}/`, { headers: { 'x-forwarded-for': client } });
  const answers = [];
  for (let request = 0; request < 10; ++request) answers.push((await ask('192.0.2.1')).status);
  assert.deepEqual(answers.slice(0, 5), Array(5).fill(200));
  assert.ok(answers.slice(5).includes(429));
  assert.equal((await ask('192.0.2.2')).status, 200);
  await strict.end();
});

test('connections beyond the bound are turned away and let in again later', async () => {
  const small = await Server.start(['--connections', '3']);
  const sockets = Array.from({ length: 3 }, () => net.connect(small.port, '127.0.0.1'));
  await Promise.all(sockets.map((socket) => new Promise((resolve) => { socket.on('connect', resolve); })));
  await until(async () => (await small.raw('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).startsWith('HTTP/1.1 503'), 'a refusal');
  for (const socket of sockets) socket.destroy();
  await until(async () => (await small.raw('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).startsWith('HTTP/1.1 200'), 'room');
  await small.end();
});
