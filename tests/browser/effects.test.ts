// Requests and streams that go wrong: each ends in the one event that says so.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { bundle } from '../support/bundle.ts';
import { launchChromium } from '../support/chromium.ts';
import type { Fetch } from '../../shell/loop/messages.ts';
import type { EffectsProbe } from './effects_probe.ts';

declare const probe: EffectsProbe;

let browser: Browser;
let server: Server;
let page: Page;
let asked: string[] = [];
let streams: ServerResponse[] = [];

const answers: Record<string, (response: ServerResponse) => void> = {
  '/': (response) => response.setHeader('content-type', 'text/html').end('<script type="module" src="/probe.js"></script>'),
  '/small': (response) => response.setHeader('content-type', 'text/plain').end('hallo'),
  '/missing': (response) => ((response.statusCode = 404), response.end('nein')),
  '/endless': (response) => void setInterval(() => response.write('x'.repeat(50)), 20).unref(),
  '/silent': (response) => response.write('a'),
  '/mute': () => undefined,
  // Breaks in the middle of its body, once.
  '/broken': (response) => {
    if (asked.filter((path) => path === '/broken').length > 1) return void response.end('right');
    response.writeHead(200, { 'content-length': '5' }).write('ri');
    setTimeout(() => response.destroy(), 50);
  },
  '/drop': (response) => response.destroy(),
  '/elsewhere': (response) => response.writeHead(302, { location: '/small' }).end(),
  // Slow, but never silent for as long as the limit.
  '/slow': (response) => {
    let left = 8;
    const timer = setInterval(() => (left-- > 0 ? response.write('.') : (clearInterval(timer), response.end())), 150);
  },
  '/stale': (response) =>
    response.setHeader('cache-control', 'max-age=3600').end(asked.filter((path) => path === '/stale').length > 1 ? 'right' : 'broken'),
  '/events': (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('id: 7\nevent: head\ndata: 7\n\nevent: head\ndata: seven\n\n');
    streams.push(response);
  },
};

before(async () => {
  browser = await launchChromium();
  const script = await bundle('tests/browser/effects_probe.ts');
  answers['/probe.js'] = (response) => response.setHeader('content-type', 'text/javascript').end(script);
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    (answers[request.url ?? ''] ?? answers['/missing']!)(response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  page = await browser.newPage();
});

beforeEach(async () => {
  asked = [];
  streams = [];
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.waitForFunction(() => 'probe' in window);
});

after(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

async function outcome(change: Partial<Fetch>): Promise<object | undefined> {
  await page.evaluate((effect) => probe.fetch(effect), change);
  await page.waitForFunction(() => probe.events.length > 0, undefined, { timeout: 8_000 });
  return page.evaluate(() => probe.events[0]);
}
const sri = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

const fetched = { event: 'fetched', id: 1, status: 200, content_type: 'text/plain', body: 'hallo' };
const failed = (reason: string): object => ({ event: 'fetch_failed', id: 1, reason });

test('an answer arrives with its status, type and body', async () => {
  assert.deepEqual(await outcome({ url: '/small' }), fetched);
});

test('an HTTP error is an answer', async () => {
  assert.deepEqual(await outcome({ url: '/missing', integrity: sri('x') }), { ...fetched, status: 404, content_type: '', body: 'nein' });
});

test('an endless body is cut off at its bound', async () => {
  assert.deepEqual(await outcome({ url: '/endless', max_bytes: 500, timeout_ms: 5_000 }), failed('too_large'));
});

test('silence ends in a timeout, slowness does not', async () => {
  assert.deepEqual(await outcome({ url: '/silent' }), failed('timeout'));
  await page.reload();
  await page.waitForFunction(() => 'probe' in window);
  assert.equal((await outcome({ url: '/slow' }) as { body: string }).body, '........');
});

test('a line that breaks is a network failure, and so are other hosts and redirects', async () => {
  for (const url of ['/drop', '//example.org/', 'https://example.org/', '/\\example.org/', '/elsewhere']) {
    assert.deepEqual(await outcome({ url }), failed('network'), url);
    await page.evaluate(() => void probe.events.splice(0));
  }
});

test('a body is checked against its hash, in either spelling of base64', async () => {
  assert.deepEqual(await outcome({ url: '/small', integrity: sri('hallo') }), fetched);
  await page.evaluate(() => void probe.events.splice(0));
  const spelled = sri('hallo').replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  assert.deepEqual(await outcome({ url: '/small', integrity: spelled }), fetched);
  await page.evaluate(() => void probe.events.splice(0));
  assert.deepEqual(await outcome({ url: '/small', integrity: sri('anders') }), failed('integrity'));
});

test('a broken copy in the HTTP cache is replaced by the right one', async () => {
  const answer = (await outcome({ url: '/stale', integrity: sri('right') })) as { body: string };
  assert.equal(answer.body, 'right');
});

test('an answer asked for ahead is bounded like any other, and asked for anew where it broke', async () => {
  const ahead = async (url: string, change: Partial<Fetch> = {}): Promise<object | undefined> => {
    await page.evaluate((address) => probe.askAhead(address), url);
    const answer = await outcome({ url, ...change });
    await page.evaluate(() => void probe.events.splice(0));
    return answer;
  };
  const times = (url: string): number => asked.filter((path) => path === url).length;
  assert.deepEqual(await ahead('/small'), fetched);
  assert.equal(times('/small'), 1);
  assert.deepEqual(await ahead('/endless', { max_bytes: 500, timeout_ms: 5_000 }), failed('too_large'));
  assert.deepEqual(await ahead('/silent'), failed('timeout'));
  assert.deepEqual(await ahead('/mute'), failed('timeout'));
  assert.equal(times('/silent') + times('/mute'), 2, 'silence is no reason to ask again');
  assert.deepEqual(await ahead('/broken'), { ...fetched, content_type: '', body: 'right' });
  assert.equal(times('/broken'), 2);
});

test('the stream hints, says once that it broke, and comes back by itself', async () => {
  await page.evaluate(() => probe.listen({ url: '/events' }));
  await page.waitForFunction(() => probe.events.length === 1);
  streams[0]!.destroy();
  await page.waitForFunction(() => probe.events.length === 3, undefined, { timeout: 8_000 });
  assert.deepEqual(await page.evaluate(() => probe.events), [
    { event: 'feed_hinted', seq: 7 },
    { event: 'feed_broke' },
    { event: 'feed_hinted', seq: 7 },
  ]);
  assert.equal(asked.filter((path) => path === '/events').length, 2);
});

test('a stream that was stopped stays stopped', async () => {
  await page.evaluate(() => probe.listen({ url: '/events' }));
  await page.waitForFunction(() => probe.events.length === 1);
  await page.evaluate(() => probe.listen({ url: '' }));
  await page.waitForTimeout(1_500);
  assert.equal(asked.filter((path) => path === '/events').length, 1);
});
