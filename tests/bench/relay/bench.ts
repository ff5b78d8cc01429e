// Durable requests per second of the relay, 20 recipients each, beside what the disk itself confirms in the same run.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { parseArgs } from 'node:util';
import { newId, newSealingPair, newSigningPair, nameOf, random, seal, sha256, sign, signedText, type Point } from '../../support/sealing.ts';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '5' }, recipients: { type: 'string', default: '20' } } });
const seconds = Number(values.seconds);
const root = path.resolve(import.meta.dirname, '../../..');
const bin = path.join(root, 'build/release/bin');
const sets = 8; // an inbox holds 5,000 messages, a town more than twenty services

async function start(): Promise<{ folder: string; data: string; url: string; pid: number; end: () => Promise<void> }> {
  const folder = fs.mkdtempSync(path.join(root, 'build/bench-relay-'));
  const data = path.join(folder, 'data');
  fs.mkdirSync(data);
  fs.mkdirSync(path.join(folder, 'web'));
  fs.writeFileSync(path.join(data, 'town.json'), '{"town":"kernstadt"}');
  const server = spawn(path.join(bin, 'stadtkern-server'), ['--data', data, '--web', path.join(folder, 'web'), '--port', '0',
    '--relay-per-hour', '0', '--relay-work', '0', '--rate', '0'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = await once(readline.createInterface({ input: server.stdout }), 'line') as [string];
  const end = async (): Promise<void> => {
    server.kill('SIGTERM');
    await once(server, 'exit');
    fs.rmSync(folder, { recursive: true });
  };
  return { folder, data, url: line.replace('listening on ', ''), pid: server.pid!, end };
}

async function join(url: string, data: string): Promise<{ inbox: string; key: Point }> {
  const invitation = execFileSync(path.join(bin, 'stadtkern-admin'), ['--data', data, 'invite'], { encoding: 'utf8' }).trim();
  const inbox = invitation.split('.')[0]!;
  const [signing, sealing, device] = await Promise.all([newSigningPair(), newSealingPair(), newSigningPair()]);
  const text = signedText('join', 'kernstadt', inbox, await nameOf(sealing.point), await nameOf(device.point));
  const response = await fetch(`${url}/api/v1/kernstadt/relay/inboxes`, { method: 'POST', headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ version: 1, invitation, signing_key: signing.point, sealing_key: sealing.point, device: device.point, signature: await sign(signing, text) }) });
  if (response.status !== 201) throw new Error(await response.text());
  return { inbox, key: sealing.point };
}

type Load = { requests: number; per_second: number; p50_ms: number; p99_ms: number };
const run = <T>(...words: string[]): T => JSON.parse(execFileSync(path.join(bin, 'relay_load'), words, { encoding: 'utf8' })) as T;
// Processor time of a process so far, in ms (proc(5): utime and stime, in ticks of 10 ms).
const processorMs = (pid: number): number => {
  const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
};

console.log(`${values.recipients} recipients, ${seconds} s a row; one request after another per connection`);
console.log('| connections | durable requests/s | p50 | p99 | processor per request | disk alone, confirmed writes/s | bound: connections x disk | share |');
console.log('|---|---|---|---|---|---|---|---|');
for (const connections of [1, 4, 16, 64]) {
  const { folder, data, url, pid, end } = await start();
  try {
    let bytes = 0;
    for (let set = 0; set < sets; ++set) {
      const services = await Promise.all(Array.from({ length: Number(values.recipients) }, () => join(url, data)));
      const expires = (Math.floor(Date.now() / 3_600_000) + 24) * 3600;
      const body = JSON.stringify({ version: 1, expires, capability: sha256(random(32)), receipt: random(166), proof: 0,
        jwe: await seal({ id: newId(), text: 'x'.repeat(1500) }, services) });
      bytes = body.length;
      fs.writeFileSync(path.join(folder, `body${set}`), body);
    }
    const disk = (): number => run<{ per_second: number }>('disk', path.join(folder, 'disk'), String(bytes * connections), '2').per_second;
    const before = disk();
    const spent = processorMs(pid);
    const load = run<Load>('load', new URL(url).port, '/api/v1/kernstadt/relay/threads/', path.join(folder, 'body'), String(connections), String(seconds));
    const processor = (processorMs(pid) - spent) / load.requests;
    const rate = (before + disk()) / 2;
    const bound = rate * connections;
    console.log(`| ${connections} | ${load.per_second.toFixed(0)} | ${load.p50_ms} ms | ${load.p99_ms} ms | ${processor.toFixed(2)} ms | ${rate.toFixed(0)} (${Math.round(bytes * connections / 1024)} kB each) | ${bound.toFixed(0)} | ${(load.per_second / bound).toFixed(2)} |`);
  } finally {
    await end();
  }
}
