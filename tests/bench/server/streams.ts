// Thousands of event streams on one server: what one costs in memory, and how long a word takes to the last of them.
import { connect, type Socket } from 'node:net';
import { memoryKb } from './machine.ts';
import { quantile } from '../stand/report.ts';

export interface Fanout {
  bytesEach: number;
  p50Ms: number;
  p99Ms: number;
}

const atOnce = 200;

class Ears {
  readonly heardAt: number[] = [];
  private readonly sockets: Socket[] = [];
  private wake: (() => void) | undefined;
  private wanted = 0;

  async open(port: number, path: string, count: number): Promise<void> {
    while (this.sockets.length < count) {
      const some = Math.min(atOnce, count - this.sockets.length);
      await this.heard(some, () => {
        for (let one = 0; one < some; one++) this.sockets.push(this.ear(port, path));
      });
    }
  }

  // Until so many sockets heard a word after `speak` began.
  async heard(count: number, speak: () => unknown): Promise<void> {
    this.heardAt.length = 0;
    this.wanted = count;
    const all = new Promise<void>((done) => (this.wake = done));
    await speak();
    await all;
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  private ear(port: number, path: string): Socket {
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n`));
    socket.on('error', (error) => { throw error; });
    socket.on('data', (bytes) => {
      if (!bytes.includes('data:')) return;
      this.heardAt.push(performance.now());
      if (this.heardAt.length === this.wanted) this.wake?.();
    });
    return socket;
  }
}

// `speak` makes the server say a word to all streams.
export async function fanout(pid: number, port: number, path: string, count: number, speak: () => Promise<unknown>): Promise<Fanout> {
  const ears = new Ears();
  try {
    const before = memoryKb(pid);
    await ears.open(port, path, count);
    const bytesEach = ((memoryKb(pid) - before) * 1024) / count;
    const p50: number[] = [];
    const p99: number[] = [];
    for (let round = 0; round < 11; round++) {
      let begin = 0;
      await ears.heard(count, () => {
        begin = performance.now();
        return speak();
      });
      const waits = ears.heardAt.map((at) => at - begin);
      p50.push(quantile(waits, 0.5));
      p99.push(quantile(waits, 0.99));
    }
    return { bytesEach, p50Ms: quantile(p50, 0.5), p99Ms: quantile(p99, 0.5) };
  } finally {
    ears.close();
  }
}
