// The whole portal for a browser test: the real server with a small town, its pre-rendered pages, and a build of the shell that
// a test may replace.
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { buildShell } from '../../shell/build.ts';
import { proseRecords } from '../../tools/importer/prose.ts';
import { Server, town, type Publish } from '../server/support/server.ts';

const run = promisify(execFile);
const ROOT = resolve(import.meta.dirname, '../..');
const BUILD = process.env['STADTKERN_BUILD'] ?? join(ROOT, 'build/dev');
const WEB = process.env['STADTKERN_WEB'] ?? join(ROOT, 'build/web');

export interface Shop {
  id: string;
  [field: string]: string;
}

const facts = {
  id: 'town',
  name: 'Kernstadt',
  state: 'DE-MV',
  imprint_body: 'Stadt Kernstadt',
  imprint_street: 'Markt 1',
  imprint_email: 'rathaus@kernstadt.example',
  barrier_email: 'barriere@kernstadt.example',
};

const KINDS = ['bakery', 'farm', 'butcher'];
const NAMES: Record<string, string> = { bakery: 'Bäckerei', farm: 'Hof', butcher: 'Fleischerei' };

// The n-th shop of the small town.
export function shop(n: number): Shop {
  const kind = KINDS[n % KINDS.length] ?? 'farm';
  return {
    id: `${kind}-${n}`,
    name: `${NAMES[kind]} Nummer ${n}`,
    kind,
    place: n % 2 === 0 ? 'grevesmuehlen' : 'hagenow',
    summary: `Frisches aus der Gegend, Stand ${n}`,
    description: 'Ein Betrieb, den es nur in dieser Prüfung gibt. '.repeat(4).trim(),
    opening_hours: 'Mo-Fr 08:00-18:00; Sa 08:00-12:00',
    phone: '+49 3881 000000',
    street: `Lindenstraße ${n}`,
  };
}

// The module with a custom section that does nothing: other bytes, the same program.
function markedModule(module: Uint8Array, mark: string): Uint8Array {
  const name = Buffer.from(mark);
  return Buffer.concat([module, Buffer.from([0, name.length + 1, name.length]), name]);
}

export class Portal {
  readonly folder: string;
  readonly web: string;
  readonly data: string;
  server!: Server;

  private constructor(folder: string) {
    this.folder = folder;
    this.web = join(folder, 'web');
    this.data = join(folder, 'data');
  }

  static async start(shops = 60): Promise<Portal> {
    const portal = new Portal(await mkdtemp(join(tmpdir(), 'stadtkern-portal-')));
    try {
      await portal.furnish(shops);
    } catch (error) {
      await portal.stop();
      throw error;
    }
    return portal;
  }

  private async furnish(shops: number): Promise<void> {
    await cp(WEB, this.web, { recursive: true });
    await mkdir(this.data);
    await writeFile(join(this.data, 'town.json'), JSON.stringify({ town, name: 'Kernstadt' }));
    await this.serve(0);
    await this.publish({ collection: 'town', list: ['name'], records: [facts] });
    await this.publish({ collection: 'prose', list: [], records: proseRecords(facts, this.data) });
    await this.publish({ collection: 'kinds', list: ['de'], records: KINDS.map((id) => ({ id, de: NAMES[id] })) });
    await this.publishShops(Array.from({ length: shops }, (_, n) => shop(n)));
    await this.prerender();
  }

  get origin(): string {
    return this.server.url;
  }

  // Starts the server, after a kill on the same port as before.
  async serve(port = this.server.port, ...more: string[]): Promise<void> {
    const folders = { data: this.data, web: this.web };
    this.server = await Server.start(['--port', String(port), '--rate', '0', ...more], folders);
  }

  publish(message: Publish): Promise<{ seq: number }> {
    return this.server.publish(message);
  }

  publishShops(records: Shop[]): Promise<{ seq: number }> {
    const list = ['name', 'kind', 'place', 'summary', 'opening_hours'];
    return this.publish({ collection: 'shops', list, records });
  }

  async prerender(...more: string[]): Promise<void> {
    const options = ['--server', this.origin, '--data', this.data, '--web', this.web, '--town', town, ...more];
    await run(join(BUILD, 'bin/stadtkern-prerender'), options);
  }

  // A newer version of the code, published whole: its core, its page script and its pages have other names.
  async newVersion(mark: string): Promise<string> {
    const wasm = join(this.folder, 'wasm');
    await mkdir(wasm, { recursive: true });
    for (const file of ['stadtkern.wasm', 'stadtkern_rest.wasm']) await writeFile(join(wasm, file), markedModule(await readFile(join(ROOT, 'build/wasm', file)), mark));
    for (const file of ['keeping.wasm', 'keeping.mjs']) await cp(join(ROOT, 'build/wasm', file), join(wasm, file));
    const glue = await readFile(join(ROOT, 'build/wasm/stadtkern.mjs'), 'utf8');
    await writeFile(join(wasm, 'stadtkern.mjs'), `${glue}\nglobalThis.stadtkernMark = ${JSON.stringify(mark)};\n`);
    const { build } = await buildShell({ wasm, web: join(ROOT, 'web'), out: this.web });
    await this.prerender();
    return build;
  }

  async stop(): Promise<void> {
    await (this.server as Server | undefined)?.end('SIGKILL');
    await rm(this.folder, { recursive: true, force: true });
  }
}
