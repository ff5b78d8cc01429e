// The demo town as tools/run shows it: imported, served, pre-rendered.
import { execFile, spawn, type ChildProcess } from 'node:child_process';
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
  data: string;
  site: string;
  invitation: string; // the desk of the service that a person plays
  stop(): Promise<void>;
}

export async function openDemoTown(): Promise<DemoTown> {
  const folder = await mkdtemp(join(tmpdir(), 'stadtkern-demo-'));
  const data = join(folder, 'data');
  await mkdir(data);
  await copyFile(join(ROOT, 'tools/demo/town.json'), join(data, 'town.json'));
  const care = [join(ROOT, 'tools/demo/care/main.ts'), '--data', data];
  await run(process.execPath, [...care, 'prepare']);
  const server = await Server.start(['--rate', '0'], { data, web: WEB });
  let played: ChildProcess | undefined;
  const stop = async (): Promise<void> => {
    played?.kill('SIGKILL');
    await server.end('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const large = { maxBuffer: 64 * 1024 * 1024 };
    await run(process.execPath, [join(ROOT, 'tools/importer/main.ts'), '--demo', '--data', data, '--server', server.url], large);
    played = spawn(process.execPath, [...care, 'play', '--server', server.url, '--pace', '50'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const said = new Promise<string>((heard) => played!.stdout!.on('data', (text) => /beitreten/.test(String(text)) && heard(String(text))));
    await run(join(BUILD, 'bin/stadtkern-prerender'), ['--server', server.url, '--data', data, '--web', WEB, '--town', town], large);
    const [invitation = ''] = /http\S+#\S+/.exec(await said) ?? [];
    return { origin: server.url, data, site: join(data, 'site'), invitation, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
