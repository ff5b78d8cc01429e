import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import https from 'node:https';
import net from 'node:net';
import path from 'node:path';
import { test } from 'node:test';
import { Server, makeFolders, scratchFolder, serverProgram, until } from './support/server.ts';

const start = (...options: string[]) => spawnSync(serverProgram, options, { encoding: 'utf8', timeout: 10_000 });

function refusal(...options: string[]): string {
  const { status, stdout, stderr } = start(...options);
  assert.equal(status, 1, stderr);
  assert.equal(stdout, '');
  assert.equal(stderr.trim().split('\n').length, 1, stderr);
  return stderr;
}

const folderOptions = ({ data, web }: { data: string; web: string }) => ['--data', data, '--web', web];

test('what keeps it from starting is said in one line', async () => {
  const folders = makeFolders();
  const taken = net.createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const port = String((taken.address() as net.AddressInfo).port);
  assert.match(refusal(...folderOptions(folders), '--port', port), /--port: port \d+ is taken .*another/);
  taken.close();
  const { web } = folders;
  assert.match(refusal('--data', '/nowhere', '--web', web), /\/nowhere is no folder: create it/);
  assert.match(refusal('--data', scratchFolder(), '--web', web), /town\.json/);
  assert.match(refusal('--data', '/proc', '--web', web), /town\.json|cannot be written/);
  const odd = makeFolders();
  fs.writeFileSync(path.join(odd.data, 'town.json'), '{"town":"Kern Stadt"}');
  assert.match(refusal(...folderOptions(odd)), /field "town"/);
  const damaged = makeFolders();
  fs.writeFileSync(path.join(damaged.data, 'town.sqlite'), 'x'.repeat(10_000));
  assert.match(refusal(...folderOptions(damaged)), /town\.sqlite cannot be used/);
  assert.match(refusal(...folderOptions(folders), '--tls-cert', '/nowhere', '--tls-key', '/nowhere'), /--tls-cert: .*PEM/);
  assert.match(refusal(...folderOptions(folders), '--address', 'localhost'), /--address/);
  assert.match(refusal('--web', web), /--data/);
});

test('the first start makes a token that only its owner may read, and keeps it', async () => {
  const folders = makeFolders();
  let server = await Server.start([], folders);
  const { token } = server;
  assert.equal(fs.statSync(path.join(folders.data, 'operator.token')).mode & 0o777, 0o600);
  assert.match(token, /^[\w-]{43}$/);
  await server.end();
  server = await Server.start([], folders);
  assert.equal(server.token, token);
  await server.end();
});

test('stopped, it finishes what runs, closes what waits and ends with 0', async () => {
  const server = await Server.start(['--stop-timeout', '5']);
  const idle = net.connect(server.port, '127.0.0.1');
  const stream = await fetch(server.api('feed/events'));
  const publishing = net.connect(server.port, '127.0.0.1');
  let answer = '';
  publishing.on('data', (bytes) => { answer += bytes.toString(); });
  const body = JSON.stringify({ collection: 'shops', source: 'demo', records: [{ id: 'last' }] });
  publishing.write(`POST /api/v1/kernstadt/publish HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${server.token}\r\n`
    + `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 10)}`);
  await new Promise((resolve) => { setTimeout(resolve, 200); });
  const ended = server.end();
  await Promise.all([once(idle, 'close'), stream.text().catch(() => '')]);
  await assert.rejects(fetch(server.url));
  publishing.write(body.slice(10));
  await once(publishing, 'close');
  assert.match(answer, /^HTTP\/1\.1 200 OK/);
  assert.equal(await ended, 0);
});

test('stopped, it does not wait for ever', async () => {
  const server = await Server.start(['--stop-timeout', '1', '--header-timeout', '60']);
  const stuck = net.connect(server.port, '127.0.0.1');
  stuck.on('error', () => {});
  stuck.write('GET / HTTP/1.1\r\nHost: x\r\n');
  await new Promise((resolve) => { setTimeout(resolve, 100); });
  const began = Date.now();
  assert.equal(await server.end('SIGINT'), 0);
  assert.ok(Date.now() - began < 4_000);
});

test('log lines are JSON and hold no address, no query and no content', async () => {
  const server = await Server.start(['--pack-quiet', '0']);
  await fetch(`${server.url}/schaufenster/?q=GEHEIM`, { headers: { cookie: 'GEHEIM', 'x-forwarded-for': '192.0.2.77' } });
  await fetch(`${server.url}/GEHEIM%ff`);
  await server.post('{"collection":"GEHEIM"}');
  await server.publish({ records: [{ id: 'geheim-id', name: 'GEHEIM' }] });
  await until(() => server.log.includes('packs_built'), 'the packs');
  await server.end();
  for (const line of server.log.trim().split('\n')) {
    assert.ok(JSON.parse(line).event, line);
    assert.doesNotMatch(line, /GEHEIM|geheim-id|127\.0\.0\.1|192\.0\.2/);
  }
  assert.ok(!server.log.includes(server.token));
});

test('TLS with an own certificate', async () => {
  const folder = scratchFolder();
  const [certificate, key, otherKey] = ['cert.pem', 'key.pem', 'other.pem'].map((name) => path.join(folder, name)) as [string, string, string];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2',
    '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-keyout', key, '-out', certificate], { stdio: 'ignore' });
  execFileSync('openssl', ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', otherKey], { stdio: 'ignore' });
  const folders = makeFolders();
  assert.match(refusal(...folderOptions(folders), '--tls-cert', certificate, '--tls-key', otherKey), /--tls-key: .*key/);
  const large = 'x'.repeat(900_000);
  fs.writeFileSync(path.join(folders.data, 'site/large.txt'), large);
  const server = await Server.start(['--tls-cert', certificate, '--tls-key', key], folders);
  const get = (address: string) => new Promise<{ headers: Record<string, unknown>; text: string }>((resolve, reject) => {
    https.get(server.url + address, { ca: fs.readFileSync(certificate) }, (answer) => {
      let text = '';
      answer.on('data', (bytes) => { text += bytes; });
      answer.on('end', () => { resolve({ headers: answer.headers, text }); });
    }).on('error', reject);
  });
  assert.equal((await get('/')).text, '<p>Start');
  assert.match(String((await get('/')).headers['strict-transport-security']), /max-age/);
  assert.equal((await get('/large.txt')).text, large);
  const first = await new Promise<string>((resolve, reject) => {
    https.get(server.api('feed/events'), { ca: fs.readFileSync(certificate) }, (answer) => {
      answer.once('data', (bytes) => { answer.destroy(); resolve(String(bytes)); });
    }).on('error', reject);
  });
  assert.match(first, /^id: 0\nevent: head\n/);
  assert.equal(await server.end(), 0);
});
