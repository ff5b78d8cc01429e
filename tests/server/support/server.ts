// The real server in a folder of its own, on a free port.
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { after } from 'node:test';

const repository = path.resolve(import.meta.dirname, '../../..');
const build = process.env.STADTKERN_BUILD ?? path.join(repository, 'build/dev');
export const serverProgram = path.join(build, 'bin/stadtkern-server');
export const adminProgram = path.join(build, 'bin/stadtkern-admin');
export const town = 'kernstadt';

export function scratchFolder(): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'stadtkern-'));
}

// A data directory and a web folder with a few files.
export function makeFolders(): { data: string; web: string } {
  const root = scratchFolder();
  const data = path.join(root, 'data');
  const web = path.join(root, 'web');
  fs.mkdirSync(path.join(data, 'site/schaufenster'), { recursive: true });
  fs.mkdirSync(path.join(web, 'assets'), { recursive: true });
  fs.writeFileSync(path.join(data, 'town.json'), JSON.stringify({ town, name: 'Kernstadt' }));
  fs.writeFileSync(path.join(data, 'site/index.html'), '<p>Start');
  fs.writeFileSync(path.join(data, 'site/404.html'), '<p>Fehlt');
  fs.writeFileSync(path.join(data, 'site/schaufenster/index.html'), '<p>Liste');
  fs.writeFileSync(path.join(web, 'assets/app.js'), 'plain');
  fs.writeFileSync(path.join(web, 'assets/app.js.br'), 'brotli');
  fs.writeFileSync(path.join(web, 'sw.js'), 'worker');
  return { data, web };
}

export type Publish = { collection?: string; source?: string; [field: string]: unknown };
export type Change = {
  collection: string; id: string; seq: number; deleted?: boolean; new?: boolean; set?: Record<string, string>;
};
export type Changes = { epoch: string; from: number; to: number; more: boolean; changes: Change[] };
export type Manifest = {
  epoch: string; seq: number; head: number;
  collections: { name: string; records: number; list: string[];
    parts: Record<'list' | 'detail', { hash: string; bytes: number; records: number }[]> }[];
};

// A failed test must not leave its server behind: the run would never end.
const running = new Set<ChildProcess>();
after(() => {
  for (const child of running) child.kill('SIGKILL');
});

export class Server {
  readonly process: ChildProcess;
  readonly folders: { data: string; web: string };
  url = '';
  port = 0;
  log = '';

  private constructor(folders: { data: string; web: string }, options: string[]) {
    this.folders = folders;
    this.process = spawn(serverProgram,
      ['--data', folders.data, '--web', folders.web, '--port', '0', ...options],
      { stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(this.process);
    this.process.on('exit', () => running.delete(this.process));
    this.process.stderr!.on('data', (text) => { this.log += text; });
  }

  static async start(options: string[] = [], folders = makeFolders()): Promise<Server> {
    const server = new Server(folders, options);
    const lines = readline.createInterface({ input: server.process.stdout! });
    const [line] = await Promise.race([once(lines, 'line'), once(server.process, 'exit')]);
    if (typeof line !== 'string') throw new Error(`the server did not start: ${server.log}`);
    server.url = line.replace('listening on ', '');
    server.port = Number(new URL(server.url).port);
    return server;
  }

  get token(): string {
    return fs.readFileSync(path.join(this.folders.data, 'operator.token'), 'utf8').trim();
  }

  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return this.process.exitCode;
    const ended = once(this.process, 'exit');
    this.process.kill(signal);
    return (await ended)[0];
  }

  api(rest: string): string {
    return `${this.url}/api/v1/${town}/${rest}`;
  }

  async post(body: string | Uint8Array, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(this.api('publish'), {
      method: 'POST', body: body as BodyInit,
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json', ...headers },
    });
  }

  async publish(publish: Publish): Promise<{ epoch: string; seq: number; created: number; changed: number; deleted: number; unchanged: number }> {
    const response = await this.post(JSON.stringify({ collection: 'shops', source: 'demo', ...publish }));
    if (response.status !== 200) throw new Error(`publish: ${response.status} ${await response.text()}`);
    return await response.json() as Awaited<ReturnType<Server['publish']>>;
  }

  async json<T>(rest: string): Promise<T> {
    const response = await fetch(this.api(rest), { headers: { accept: 'application/json' } });
    if (response.status !== 200) throw new Error(`${rest}: ${response.status}`);
    return await response.json() as T;
  }

  manifest(): Promise<Manifest> {
    return this.json<Manifest>('feed/packs');
  }

  async changes(since: number, epoch?: string): Promise<Changes> {
    return this.json<Changes>(`feed/changes?since=${since}&epoch=${epoch ?? (await this.manifest()).epoch}`);
  }

  // Every record as a client would hold it that began with nothing.
  async records(): Promise<Map<string, Record<string, string>>> {
    const held = new Map<string, Record<string, string>>();
    const { epoch } = await this.manifest();
    for (let since = 0, more = true; more;) {
      const page = await this.changes(since, epoch);
      for (const change of page.changes) apply(held, change);
      ({ to: since, more } = page);
    }
    return held;
  }

  // Sends bytes as they are and returns everything that comes back until the server closes.
  async raw(...pieces: (string | Uint8Array)[]): Promise<string> {
    const socket = net.connect(this.port, '127.0.0.1');
    let answer = '';
    socket.on('data', (bytes) => { answer += bytes.toString('latin1'); });
    socket.on('error', () => {});
    for (const piece of pieces) socket.write(piece);
    await new Promise((resolve) => { socket.on('close', resolve); });
    return answer;
  }
}

export function apply(held: Map<string, Record<string, string>>, change: Change): void {
  if (change.deleted) {
    held.delete(change.id);
    return;
  }
  const record = change.new ? {} : { ...held.get(change.id) };
  for (const [name, value] of Object.entries(change.set ?? {})) {
    if (value === '') delete record[name];
    else record[name] = value;
  }
  held.set(change.id, record);
}

export async function until(condition: () => Promise<boolean> | boolean, what: string): Promise<void> {
  const end = Date.now() + 20_000;
  while (Date.now() < end) {
    if (await condition()) return;
    await new Promise((resolve) => { setTimeout(resolve, 25); });
  }
  throw new Error(`in vain: ${what}`);
}

// The events of a stream, one after another, until `end` is called or the server ends it.
export async function listen(address: string, headers: Record<string, string> = {}): Promise<{ events: string[]; end: () => void }> {
  const stopping = new AbortController();
  const response = await fetch(address, { headers, signal: stopping.signal });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), 'text/event-stream');
  const events: string[] = [];
  void (async () => {
    let text = '';
    for await (const bytes of response.body!) {
      text += Buffer.from(bytes).toString();
      const whole = text.split('\n\n');
      text = whole.pop()!;
      events.push(...whole.filter((event) => event !== ''));
    }
  })().catch(() => {});
  return { events, end: () => { stopping.abort(); } };
}
