// The owner of a record as the server sees one: a P-256 key of Node's WebCrypto that signs requests.
import { execFileSync } from 'node:child_process';
import { Server, adminProgram, town } from './server.ts';

const encoder = new TextEncoder();

export interface Told {
  status: number;
  body: Record<string, unknown>;
}

export function admin(data: string, ...words: string[]): string {
  return execFileSync(adminProgram, ['--data', data, ...words], { encoding: 'utf8' });
}

export class OwnerClient {
  readonly server: Server;
  readonly record: string;
  private readonly pair: CryptoKeyPair;
  private readonly point: string;

  private constructor(server: Server, record: string, pair: CryptoKeyPair, point: string) {
    this.server = server;
    this.record = record;
    this.pair = pair;
    this.point = point;
  }

  static async make(server: Server, record: string): Promise<OwnerClient> {
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
    const { x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
    return new OwnerClient(server, record, pair, `${x}.${y}`);
  }

  // The field Authorization of a request; `path` and `text` may be other than what is sent.
  async sign(path: string, body: string | Uint8Array): Promise<string> {
    const content = Buffer.concat([encoder.encode(`stadtkern-owner-1\nPOST\n${path}\n`), Buffer.from(body as Uint8Array)]);
    const raw = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, this.pair.privateKey, content);
    return `Owner ${this.point}.${Buffer.from(raw).toString('base64url')}`;
  }

  path(deed: string): string {
    return `/api/v1/${town}/owners/shops/${this.record}/${deed}`;
  }

  async post(deed: string, message: object, change: { authorization?: string; body?: string } = {}): Promise<Told> {
    const body = change.body ?? JSON.stringify({ version: 1, ...message });
    const authorization = change.authorization ?? (await this.sign(this.path(deed), body));
    const response = await fetch(`${this.server.url}${this.path(deed)}`, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json', authorization },
      body,
    });
    return { status: response.status, body: JSON.parse(await response.text()) as Record<string, unknown> };
  }

  async photo(body: Uint8Array, change: { authorization?: string } = {}): Promise<Told> {
    const authorization = change.authorization ?? (await this.sign(this.path('photos'), body));
    const headers = { accept: 'application/json', 'content-type': 'application/octet-stream', authorization };
    const response = await fetch(`${this.server.url}${this.path('photos')}`, { method: 'POST', headers, body: body as BodyInit });
    return { status: response.status, body: JSON.parse(await response.text()) as Record<string, unknown> };
  }

  join(invitation: string): Promise<Told> {
    return this.post('join', { invitation });
  }

  edit(number: number, fields: Record<string, [was: string, now: string]>): Promise<Told> {
    const sayings = Object.fromEntries(Object.entries(fields).map(([name, [was, now]]) => [name, { was, now }]));
    return this.post('edits', { number, fields: sayings });
  }
}
