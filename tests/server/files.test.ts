import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Server, until } from './support/server.ts';

let server: Server;
before(async () => { server = await Server.start(); });
after(async () => { await server.end(); });

test('every answer carries the security fields', async () => {
  for (const address of ['/', '/assets/app.js', '/nirgends', '/api/v1/kernstadt/feed/packs', '/healthz', '/%ff']) {
    const { headers } = await fetch(server.url + address);
    assert.match(headers.get('content-security-policy')!, /default-src 'none'.*frame-ancestors 'none'/, address);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
    assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin');
    assert.ok(headers.get('permissions-policy'));
    assert.ok(headers.get('date'));
    assert.equal(headers.get('server'), null);
  }
});

test('pages name the hashes of their styles, and follow the file that holds them', async () => {
  const hash = `sha256-${'A'.repeat(43)}=`;
  fs.writeFileSync(path.join(server.folders.data, 'site/_headers.json'), JSON.stringify({ style_hashes: [hash] }));
  await until(async () => (await fetch(`${server.url}/`)).headers.get('content-security-policy')!.includes(hash), 'the hash');
  const script = await fetch(`${server.url}/assets/app.js`);
  assert.ok(!script.headers.get('content-security-policy')!.includes(hash));
  assert.equal((await fetch(`${server.url}/_headers.json`)).status, 404);
});

test('hashed names are immutable, pages and the service worker are asked for again', async () => {
  const cache = async (address: string) => (await fetch(server.url + address)).headers.get('cache-control');
  assert.equal(await cache('/assets/app.js'), 'public, max-age=31536000, immutable');
  assert.equal(await cache('/'), 'no-cache');
  assert.equal(await cache('/sw.js'), 'no-cache');
});

test('a folder without its slash redirects, what is missing gets the 404 page', async () => {
  const redirect = await fetch(`${server.url}/schaufenster?q=a`, { redirect: 'manual' });
  assert.equal(redirect.status, 308);
  assert.equal(redirect.headers.get('location'), '/schaufenster/?q=a');
  const missing = await fetch(`${server.url}/schaufenster/nicht-da/`);
  assert.equal(missing.status, 404);
  assert.equal(await missing.text(), '<p>Fehlt');
});

test('HEAD is GET without content', async () => {
  const answer = await server.raw('HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  assert.match(answer, /^HTTP\/1\.1 200 OK\r\n/);
  assert.match(answer, /Content-Length: 8\r\n/);
  assert.ok(answer.endsWith('\r\n\r\n'));
});

test('requests sent in one go are answered in order', async () => {
  const one = (target: string, more = '') => `GET ${target} HTTP/1.1\r\nHost: x\r\n${more}\r\n`;
  const answer = await server.raw(one('/') + one('/schaufenster/') + one('/nirgends', 'Connection: close\r\n'));
  assert.deepEqual(answer.match(/<p>(Start|Liste|Fehlt)/g), ['<p>Start', '<p>Liste', '<p>Fehlt']);
});

test('a large file arrives whole', async () => {
  const content = Buffer.alloc(3_000_001, 'x');
  fs.mkdirSync(path.join(server.folders.data, 'media'));
  fs.writeFileSync(path.join(server.folders.data, 'media/film.avif'), content);
  const answer = await fetch(`${server.url}/media/film.avif`);
  assert.equal(answer.headers.get('content-type'), 'image/avif');
  assert.equal(Buffer.compare(Buffer.from(await answer.arrayBuffer()), content), 0);
});

test('healthz and metrics answer on this machine, metrics not to who was forwarded', async () => {
  assert.equal(await (await fetch(`${server.url}/healthz`)).text(), 'ok\n');
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  assert.match(metrics, /^stadtkern_answers_total\{class="2xx"\} [1-9]/m);
  assert.match(metrics, /^stadtkern_journal_head 0$/m);
  const forwarded = await fetch(`${server.url}/metrics`, { headers: { 'x-forwarded-for': '192.0.2.1' } });
  assert.equal(forwarded.status, 403);
});

test('pictures are served whatever their names, which are hashes, begin with', async () => {
  fs.mkdirSync(path.join(server.folders.data, 'media'), { recursive: true });
  for (const name of ['_qzVODB6_noFASZVt5J-ox-320.webp', '-R2H4mDARJaj1K4i6uvqI-320.webp']) {
    fs.writeFileSync(path.join(server.folders.data, 'media', name), 'picture');
    const answer = await fetch(`${server.url}/media/${name}`);
    assert.equal(answer.status, 200, name);
    assert.match(answer.headers.get('cache-control')!, /immutable/);
  }
});
