// The real portal as it would run: the release server with an invented town, its packs and its pages. What was made for a town
// of that size is kept under build/bench and used again while the programs and the town are the same.
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { townBatches, type Batch, type Row } from '../data/records.ts';
import { progress, root } from './report.ts';

const run = promisify(execFile);
const programs = join(root, 'build/release/bin');
export const web = join(root, 'build/web');
export const town = 'kernstadt';
const pages = '/,/schaufenster/'; // all that a visit opens; 10,000 shops would be 90,000 files

export interface Manifest {
  epoch: string;
  seq: number;
  head: number;
  collections: { name: string; parts: Record<'list' | 'detail', { hash: string; bytes: number; records: number }[]> }[];
}

export class StadtkernServer {
  readonly child: ChildProcess;
  readonly folder: string;
  port = 0;
  log = '';

  private constructor(folder: string, webFolder: string, options: string[]) {
    this.folder = folder;
    this.child = spawn(join(programs, 'stadtkern-server'),
      ['--data', folder, '--web', webFolder, '--port', '0', '--rate', '0', '--pack-quiet', '200', ...options],
      { stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stderr?.on('data', (text) => { this.log += text; });
  }

  static async start(folder: string, webFolder = web, options: string[] = []): Promise<StadtkernServer> {
    const server = new StadtkernServer(folder, webFolder, options);
    const lines = createInterface({ input: server.child.stdout! });
    const [line] = await Promise.race([once(lines, 'line'), once(server.child, 'exit')]);
    if (typeof line !== 'string') throw new Error(`the server did not start: ${server.log}`);
    server.port = Number(new URL(line.replace('listening on ', '')).port);
    return server;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async publish(batch: Batch): Promise<{ seq: number }> {
    const token = readFileSync(join(this.folder, 'operator.token'), 'utf8').trim();
    const response = await fetch(`${this.origin}/api/v1/${town}/publish`, {
      method: 'POST', body: JSON.stringify(batch),
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    });
    if (response.status !== 200) throw new Error(`publish: ${response.status} ${await response.text()}`);
    return (await response.json()) as { seq: number };
  }

  async manifest(): Promise<Manifest> {
    const response = await fetch(`${this.origin}/api/v1/${town}/feed/packs`, { headers: { accept: 'application/json' } });
    return (await response.json()) as Manifest;
  }

  // Until everything published lies in packs.
  async untilPacked(): Promise<void> {
    for (;;) {
      const { seq, head } = await this.manifest();
      if (seq === head && seq > 0) return;
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }
}

export function emptyTown(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'town.json'), JSON.stringify({ town, name: 'Kernstadt' }));
}

const stampOf = (shops: Row[]): string => {
  const hash = createHash('sha256').update(JSON.stringify([townBatches(shops), pages]));
  for (const file of [join(programs, 'stadtkern-server'), join(programs, 'stadtkern-prerender'), join(web, 'assets.json')]) hash.update(readFileSync(file));
  return hash.digest('hex');
};

// A data folder of its own for this run, filled with the town.
export async function furnishedTown(shops: Row[], name: string): Promise<string> {
  const kept = join(root, 'build/bench', `town-${shops.length}`);
  const folder = join(root, 'build/bench', name);
  const stamp = stampOf(shops);
  const stampFile = join(kept, 'stamp');
  if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
    await furnish(kept, shops);
    writeFileSync(stampFile, stamp);
  }
  rmSync(folder, { recursive: true, force: true });
  cpSync(kept, folder, { recursive: true });
  return folder;
}

async function furnish(folder: string, shops: Row[]): Promise<void> {
  progress(`Stadt mit ${shops.length} Läden: einspielen und packen`);
  emptyTown(folder);
  const server = await StadtkernServer.start(folder);
  try {
    for (const batch of townBatches(shops)) await server.publish(batch);
    await server.untilPacked();
    await run(join(programs, 'stadtkern-prerender'), ['--server', server.origin, '--data', folder, '--web', web, '--town', town, '--only', pages]);
  } finally {
    await server.stop();
  }
}
