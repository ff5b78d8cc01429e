// What surrounds tools/notify: a real SMTP server (Debian's python3-aiosmtpd), a push service on this machine, the program itself.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createECDH, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import https from 'node:https';
import net from 'node:net';
import path from 'node:path';
import { after } from 'node:test';
import ece from 'http_ece';
import { compactVerify, importJWK } from 'jose';
import { until } from './server.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const running = new Set<ChildProcess>();
const listening = new Set<https.Server>();
after(() => {
  for (const child of running) child.kill('SIGKILL');
  for (const server of listening) {
    server.close();
    server.closeAllConnections();
  }
});
function keep(child: ChildProcess): ChildProcess {
  running.add(child);
  child.on('exit', () => running.delete(child));
  return child;
}

export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  return port;
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => { socket.destroy(); resolve(true); });
    socket.on('error', () => resolve(false));
  });

export class SmtpServer {
  readonly port: number;
  private readonly folder: string;
  private child: ChildProcess | undefined;
  constructor(port: number, folder: string) {
    this.port = port;
    this.folder = folder;
  }
  async start(): Promise<void> {
    const words = ['-m', 'aiosmtpd', '-n', '-l', `127.0.0.1:${this.port}`, '-c', 'aiosmtpd.handlers.Mailbox', this.folder];
    this.child = keep(spawn('/usr/bin/python3', words, { stdio: 'ignore' }));
    await until(() => answers(this.port), 'the SMTP server');
  }
  async stop(): Promise<void> {
    if (!this.child) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }
  mails(): string[] {
    const fresh = path.join(this.folder, 'new');
    return fs.existsSync(fresh) ? fs.readdirSync(fresh).sort().map((name) => fs.readFileSync(path.join(fresh, name), 'utf8')) : [];
  }
}

export type Pushed = { text: string; topic: string; urgency: string; ttl: string };

// A push service with one subscriber, who decrypts what arrives by a library that the sender does not use.
export class PushService {
  status = 201;
  readonly arrived: Pushed[] = [];
  readonly subscription: { endpoint: string; keys: { p256dh: string; auth: string } };
  readonly certificate: string; // a file: who trusts it reaches this service

  private constructor(server: https.Server, port: number, certificate: string, vapidKey: () => string) {
    this.certificate = certificate;
    const receiver = createECDH('prime256v1');
    const p256dh = receiver.generateKeys('base64url');
    const auth = randomBytes(16);
    this.subscription = { endpoint: `https://127.0.0.1:${port}/push/one`, keys: { p256dh, auth: auth.toString('base64url') } };
    server.on('request', async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      if (this.status === 201) {
        await checkVapid(String(request.headers.authorization), vapidKey(), `https://127.0.0.1:${port}`);
        const text = ece.decrypt(Buffer.concat(parts), { version: 'aes128gcm', privateKey: receiver, authSecret: auth.toString('base64url') }).toString();
        const field = (name: string): string => String(request.headers[name]);
        this.arrived.push({ text, topic: field('topic'), urgency: field('urgency'), ttl: field('ttl') });
      }
      response.writeHead(this.status).end();
    });
  }
  static async start(folder: string, vapidKey: () => string): Promise<PushService> {
    const [key, cert] = [path.join(folder, 'push.key'), path.join(folder, 'push.crt')];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key, '-out', cert, '-days', '2',
      '-subj', '/CN=push.example', '-addext', 'subjectAltName=IP:127.0.0.1'], { stdio: 'ignore' });
    const server = https.createServer({ key: fs.readFileSync(key), cert: fs.readFileSync(cert) }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    listening.add(server);
    return new PushService(server, (server.address() as net.AddressInfo).port, cert, vapidKey);
  }
  get origin(): string {
    return new URL(this.subscription.endpoint).origin;
  }
}

// RFC 8292, sections 2 and 3: "vapid t=JWT, k=KEY", signed for this push service by the key that the subscriber was told.
async function checkVapid(authorization: string, key: string, audience: string): Promise<void> {
  const [, token = '', shown = ''] = /^(?:vapid|WebPush) (?:t=)?([\w.-]+)(?:, ?k=([\w-]+))?$/.exec(authorization) ?? [];
  const bytes = Buffer.from(key, 'base64url');
  if (shown !== key || bytes.length !== 65) throw new Error('the key of the push is another one');
  const [x, y] = [bytes.subarray(1, 33).toString('base64url'), bytes.subarray(33).toString('base64url')];
  const { payload } = await compactVerify(token, await importJWK({ kty: 'EC', crv: 'P-256', x, y }, 'ES256'), { algorithms: ['ES256'] });
  const { aud, exp, sub } = JSON.parse(new TextDecoder().decode(payload)) as { aud: string; exp: number; sub: string };
  const nowS = Date.now() / 1000;
  if (aud !== audience || exp <= nowS || exp > nowS + 86_400 || !sub.startsWith('mailto:')) throw new Error('the token of the push is not for us');
}

export class Notify {
  readonly home: string;
  private readonly certificate: string;
  log = '';
  private child: ChildProcess | undefined;
  constructor(home: string, certificate: string) {
    this.home = home;
    this.certificate = certificate;
  }
  async start(): Promise<void> {
    this.log = '';
    // The pinned Node itself, as start runs it: a signal must reach the program, not a shell.
    const words = ['--disable-warning=ExperimentalWarning', path.join(ROOT, 'tools/notify/main.ts'), '--home', this.home];
    const env = { ...process.env, STADTKERN_NOTIFY_DELAY_MS: '100', ...(this.certificate === '' ? {} : { NODE_EXTRA_CA_CERTS: this.certificate }) };
    const child = keep(spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'], env }));
    child.stdout!.on('data', (text) => (this.log += text));
    child.stderr!.on('data', (text) => (this.log += text));
    this.child = child;
    await until(() => this.log.includes('"ready"') || child.exitCode !== null, 'notify');
    if (child.exitCode !== null) throw new Error(this.log);
  }
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (!this.child || this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    await ended;
  }
  get card(): { inbox: string; sealing_key: { kty: 'EC'; crv: 'P-256'; x: string; y: string }; push_key: string } {
    return JSON.parse(fs.readFileSync(path.join(this.home, 'card.json'), 'utf8')) as Notify['card'];
  }
}
