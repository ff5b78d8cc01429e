// What the peers sync with: a page, rows as JSON prepared with Brotli 11, changes and batches compressed on the way out, and for
// PouchDB its own Express server on a database in memory.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { constants, createBrotliCompress } from 'node:zlib';
import type { Row } from '../data/records.ts';
import { brotli, brotliPrepared, bundlePeer, peersFolder } from '../stand/peers.ts';

export const peerNames = ['pouchdb', 'rxdb', 'dexie', 'minisearch', 'blob'] as const;
export type PeerName = (typeof peerNames)[number];

const liveQuality = 5; // for what is made per request: what web servers use

const html = '<!doctype html><meta charset="utf-8"><title>Kernstadt</title><body><main><h1>Kernstadt</h1></main><script type="module" src="/page.js"></script>';

let InMemoryPouch: any; // plugins can be added to PouchDB once only

export class PeerServer {
  private readonly listener: Server;
  private readonly files = new Map<string, { type: string; body: Buffer }>();
  private rows: Row[] = [];
  private readonly updated = new Map<string, number>();
  private edition = 1;
  private pouch: { app: (request: IncomingMessage, response: ServerResponse) => void; database: any } | undefined;

  private constructor() {
    this.listener = createServer({ keepAliveTimeout: 60_000 }, (request, response) => this.answer(request, response));
  }

  static async start(name: PeerName, shops: Row[]): Promise<PeerServer> {
    const server = new PeerServer();
    const pages = join(import.meta.dirname, 'pages');
    server.put('/', 'text/html; charset=utf-8', Buffer.from(html));
    server.put('/page.js', 'text/javascript', await bundlePeer(join(pages, `${name}.ts`)));
    server.put('/sw.js', 'text/javascript', await bundlePeer(join(pages, 'sw.ts')));
    server.put('/rows.json', 'application/json', Buffer.from(JSON.stringify(shops)));
    server.rows = shops;
    for (const shop of shops) server.updated.set(shop.id, 1);
    if (name === 'pouchdb') await server.openPouch(shops);
    await new Promise<void>((done) => server.listener.listen(0, '127.0.0.1', done));
    return server;
  }

  get port(): number {
    return (this.listener.address() as AddressInfo).port;
  }

  // Another edition of some records.
  async change(changed: Row[]): Promise<void> {
    this.edition += 1;
    const byId = new Map(changed.map((row) => [row.id, row]));
    this.rows = this.rows.map((row) => byId.get(row.id) ?? row);
    for (const row of changed) this.updated.set(row.id, this.edition);
    if (!this.pouch) return;
    const { rows } = await this.pouch.database.allDocs({ keys: changed.map((row) => row.id) });
    const revisions = new Map(rows.map((row: any) => [row.id, row.value.rev]));
    await this.pouch.database.bulkDocs(changed.map((row) => ({ ...documentOf(row), _rev: revisions.get(row.id) })));
  }

  async stop(): Promise<void> {
    this.listener.closeAllConnections();
    await new Promise((done) => this.listener.close(done));
    await this.pouch?.database.destroy();
  }

  private put(address: string, type: string, body: Buffer): void {
    this.files.set(address, { type, body: brotliPrepared(body) });
  }

  private async openPouch(shops: Row[]): Promise<void> {
    const load = createRequire(join(peersFolder, 'package.json'));
    InMemoryPouch ??= load('pouchdb-core').plugin(load('pouchdb-adapter-memory')).plugin(load('pouchdb-mapreduce')).plugin(load('pouchdb-replication'))
      .defaults({ adapter: 'memory' });
    const InMemory = InMemoryPouch;
    const app = load('express')();
    app.use('/db', load('express-pouchdb')(InMemory, { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: '/dev/null' }));
    const database = new InMemory('town');
    for (let at = 0; at < shops.length; at += 1000) await database.bulkDocs(shops.slice(at, at + 1000).map(documentOf));
    this.pouch = { app, database };
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const file = this.files.get(url.pathname);
    if (file) {
      response.writeHead(200, { 'content-type': file.type, 'content-encoding': 'br', 'content-length': file.body.length, 'cache-control': 'no-cache' });
      return void response.end(file.body);
    }
    if (url.pathname === '/changes') return this.send(response, this.rows.filter((row) => (this.updated.get(row.id) ?? 0) > Number(url.searchParams.get('since'))));
    if (url.pathname === '/pull') return this.send(response, this.pull(url.searchParams));
    if (this.pouch && url.pathname.startsWith('/db/')) return this.pouch.app(request, compressed(response));
    response.writeHead(404).end();
  }

  private send(response: ServerResponse, value: unknown): void {
    const body = brotli(Buffer.from(JSON.stringify(value)), liveQuality);
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'br', 'content-length': body.length });
    response.end(body);
  }

  // As RxDB's documentation has it: ordered by the time of the last change, then by id.
  private pull(query: URLSearchParams): unknown {
    const at = Number(query.get('updated'));
    const id = query.get('id') ?? '';
    const order = (row: Row): number => this.updated.get(row.id) ?? 0;
    const after = this.rows.filter((row) => order(row) > at || (order(row) === at && row.id > id));
    after.sort((a, b) => order(a) - order(b) || (a.id < b.id ? -1 : 1));
    const documents = after.slice(0, Number(query.get('limit'))).map((row) => ({ ...row, updated: order(row), _deleted: false }));
    const last = documents.at(-1);
    return { documents, checkpoint: last ? { updated: last.updated, id: last.id } : { updated: at, id } };
  }
}

const documentOf = ({ id, ...fields }: Row): object => ({ _id: id, ...fields });

// express-pouchdb leaves compression to whoever stands in front of it.
function compressed(response: ServerResponse): ServerResponse {
  const stream = createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: liveQuality } });
  const [write, end] = [response.write.bind(response), response.end.bind(response)] as [any, any];
  stream.on('data', (bytes) => write(bytes));
  stream.on('end', () => end());
  response.setHeader('content-encoding', 'br');
  const setHeader = response.setHeader.bind(response);
  response.setHeader = (name, value) => (name.toLowerCase() === 'content-length' ? response : setHeader(name, value));
  response.write = ((bytes: Buffer | string) => stream.write(bytes)) as typeof response.write;
  response.end = ((bytes?: Buffer | string) => {
    stream.end(bytes);
    return response;
  }) as typeof response.end;
  return response;
}
