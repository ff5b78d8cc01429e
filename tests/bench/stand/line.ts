// A line between a browser and a server on this machine: a proxy with a delay and one rate for everything that comes down.
// The browser's own throttling gives the page, its worker and its service worker a line each; here they share one, as on a
// phone. Like it, this line does not charge for opening a connection. Every byte is counted, headers included.
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export interface Rates {
  name: string;
  roundTripMs: number;
  downKbits: number; // per second
}

export const slow3g: Rates = { name: 'slow 3G (400 ms, 400 kbit/s)', roundTripMs: 400, downKbits: 400 };
export const edge: Rates = { name: 'EDGE (840 ms, 240 kbit/s)', roundTripMs: 840, downKbits: 240 };
export const open: Rates = { name: 'loopback', roundTripMs: 0, downKbits: Infinity };

const segmentBytes = 1448; // what an Ethernet frame carries of TCP

// One request as the line saw it. Times are milliseconds since the epoch.
export interface Exchange {
  path: string;
  beganAt: number;
  endedAt: number; // of its last byte so far
  up: number;
  down: number;
}

interface Side {
  client: Socket;
  server: Socket;
  waiting: Buffer[];
  flying: number; // segments on their way
  current: Exchange | undefined;
  ended: boolean;
}

const now = (): number => performance.timeOrigin + performance.now();

export class Line {
  readonly exchanges: Exchange[] = [];
  readonly arrivals: { at: number; bytes: number }[] = [];
  private readonly rates: Rates;
  private readonly target: number;
  private readonly listener: Server;
  private readonly sides = new Set<Side>();
  private turn: Side[] = [];
  private freeAt = 0;
  private pumping = false;
  private broken = false;
  private breakAfter = Infinity;
  private counts: (path: string) => boolean = () => true;
  private onBreak: (() => void) | undefined;

  private constructor(target: number, rates: Rates) {
    this.target = target;
    this.rates = rates;
    this.listener = createServer({ noDelay: true }, (client) => this.take(client));
  }

  // A new line to 127.0.0.1:target on a free port.
  static async open(target: number, rates: Rates): Promise<Line> {
    const line = new Line(target, rates);
    await new Promise<void>((done) => line.listener.listen(0, '127.0.0.1', done));
    return line;
  }

  get port(): number {
    return (this.listener.address() as AddressInfo).port;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  // Forgets what was counted.
  reset(): void {
    this.exchanges.length = 0;
    this.arrivals.length = 0;
  }

  bytesUntil(at: number): number {
    return this.arrivals.reduce((sum, arrival) => sum + (arrival.at <= at ? arrival.bytes : 0), 0);
  }

  downOf(counts: (path: string) => boolean): number {
    return this.exchanges.reduce((sum, one) => sum + (counts(one.path) ? one.down : 0), 0);
  }

  // Cuts every connection and refuses new ones until `mend`.
  cut(): void {
    this.broken = true;
    for (const side of this.sides) this.drop(side);
  }

  mend(): void {
    this.broken = false;
    this.breakAfter = Infinity;
  }

  // Cuts the line as soon as so many bytes have come down in answers to requests that `counts` says yes to.
  cutAfter(bytes: number, counts: (path: string) => boolean): Promise<void> {
    this.breakAfter = bytes;
    this.counts = counts;
    return new Promise((done) => (this.onBreak = done));
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((done) => this.listener.close(done));
  }

  private drop(side: Side): void {
    side.client.destroy();
    side.server.destroy();
    side.waiting = [];
    this.sides.delete(side);
  }

  private take(client: Socket): void {
    if (this.broken) return void client.destroy();
    const side: Side = { client, server: connect({ port: this.target, host: '127.0.0.1', noDelay: true }), waiting: [], flying: 0, current: undefined, ended: false };
    this.sides.add(side);
    client.on('error', () => this.drop(side));
    side.server.on('error', () => this.drop(side));
    client.on('close', () => this.drop(side));
    client.on('data', (bytes) => this.rise(side, bytes));
    side.server.on('data', (bytes) => this.fall(side, bytes));
    side.server.on('end', () => {
      side.ended = true;
      if (side.waiting.length === 0 && side.flying === 0) client.end();
    });
  }

  private later(ms: number, work: () => void): void {
    if (ms <= 0) work();
    else setTimeout(work, ms);
  }

  // Browsers do not pipeline: what begins with a method begins a request.
  private rise(side: Side, bytes: Buffer): void {
    const [, path] = /^(?:GET|HEAD|POST|PUT|DELETE|OPTIONS) (\S+) HTTP/.exec(bytes.toString('latin1', 0, 2048)) ?? [];
    if (path !== undefined) {
      side.current = { path, beganAt: now(), endedAt: now(), up: 0, down: 0 };
      this.exchanges.push(side.current);
    }
    if (side.current) side.current.up += bytes.length;
    this.later(this.rates.roundTripMs / 2, () => side.server.write(bytes));
  }

  private fall(side: Side, bytes: Buffer): void {
    if (this.rates.downKbits === Infinity) {
      side.flying += 1;
      this.later(this.rates.roundTripMs / 2, () => this.arrive(side, bytes));
      return;
    }
    if (side.waiting.length === 0) this.turn.push(side);
    for (let at = 0; at < bytes.length; at += segmentBytes) side.waiting.push(bytes.subarray(at, at + segmentBytes));
    this.pump();
  }

  // Connections that have something take turns, one segment each.
  private pump(): void {
    if (this.pumping) return;
    this.pumping = true;
    const step = (): void => {
      const side = this.turn.shift();
      if (!side) return void (this.pumping = false);
      const segment = side.waiting.shift();
      if (!segment) return step();
      if (side.waiting.length > 0) this.turn.push(side);
      side.flying += 1;
      this.freeAt = Math.max(this.freeAt, now()) + (segment.length * 8) / this.rates.downKbits;
      setTimeout(() => this.arrive(side, segment), this.freeAt + this.rates.roundTripMs / 2 - now());
      setTimeout(step, this.freeAt - now() - 1); // early, so that coarse timers do not slow the line
    };
    step();
  }

  private arrive(side: Side, bytes: Buffer): void {
    if (!this.sides.has(side)) return;
    side.flying -= 1;
    const at = now();
    this.arrivals.push({ at, bytes: bytes.length });
    if (side.current) {
      side.current.down += bytes.length;
      side.current.endedAt = at;
    }
    if (this.breakAfter !== Infinity && this.downOf(this.counts) >= this.breakAfter) {
      this.cut(); // what just came is lost with it
      this.onBreak?.();
      return;
    }
    side.client.write(bytes);
    if (side.ended && side.waiting.length === 0 && side.flying === 0) side.client.end();
  }
}
