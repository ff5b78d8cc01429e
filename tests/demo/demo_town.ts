// The demo town as tools/run shows it: imported, served, pre-rendered.
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Server, town } from '../server/support/server.ts';

const run = promisify(execFile);
const ROOT = resolve(import.meta.dirname, '../..');
const BUILD = process.env['STADTKERN_BUILD'] ?? join(ROOT, 'build/dev');
const WEB = process.env['STADTKERN_WEB'] ?? join(ROOT, 'build/web');

export interface DemoTown {
  origin: string;
  site: string;
  stop(): Promise<void>;
}

export async function openDemoTown(): Promise<DemoTown> {
  const folder = await mkdtemp(join(tmpdir(), 'stadtkern-demo-'));
  const data = join(folder, 'data');
  await mkdir(data);
  await copyFile(join(ROOT, 'tools/demo/town.json'), join(data, 'town.json'));
  const server = await Server.start(['--rate', '0'], { data, web: WEB });
  const stop = async (): Promise<void> => {
    await server.end('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const large = { maxBuffer: 64 * 1024 * 1024 };
    await run(process.execPath, [join(ROOT, 'tools/importer/main.ts'), '--demo', '--data', data, '--server', server.url], large);
    await run(join(BUILD, 'bin/stadtkern-prerender'), ['--server', server.url, '--data', data, '--web', WEB, '--town', town], large);
  } catch (error) {
    await stop();
    throw error;
  }
  return { origin: server.url, site: join(data, 'site'), stop };
}
