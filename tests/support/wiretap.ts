// A line between browser and server that keeps every byte which leaves the browser, and can be cut.
import net from 'node:net';
import { once } from 'node:events';

export class Wiretap {
  sent = ''; // everything that left the browser, as latin1
  readonly requests: string[] = []; // the same, one after another, each whole: head and body
  // Called with what comes back and what was sent on this connection before; true drops it together with the connection.
  swallow: (sent: string) => boolean = () => false;
  // Called with every request that leaves; what it gives is the answer then, and the server hears nothing.
  instead: (request: string) => string | undefined = () => undefined;
  origin = '';
  readonly #server: net.Server;

  private constructor(port: () => number) {
    this.#server = net.createServer((browser) => {
      const server = net.connect(port(), '127.0.0.1');
      let here = '';
      let unfinished = '';
      browser.on('data', (bytes) => {
        const text = bytes.toString('latin1');
        here += text;
        this.sent += text;
        unfinished = this.#take(unfinished + text);
        const answer = this.instead(text);
        if (answer === undefined) server.write(bytes);
        else browser.end(answer);
      });
      server.on('data', (bytes) => {
        if (this.swallow(here)) browser.destroy();
        else browser.write(bytes);
      });
      for (const [one, other] of [[browser, server], [server, browser]] as const) {
        one.on('close', () => other.destroy());
        one.on('error', () => other.destroy());
      }
    });
  }

  // `port` is asked at every connection: a server that was killed comes back elsewhere.
  static async start(port: () => number): Promise<Wiretap> {
    const tap = new Wiretap(port);
    tap.#server.listen(0, '127.0.0.1');
    await once(tap.#server, 'listening');
    tap.origin = `http://127.0.0.1:${(tap.#server.address() as net.AddressInfo).port}`;
    return tap;
  }

  // Takes the requests that are whole off a connection's text, and gives what is left.
  #take(text: string): string {
    const head = text.slice(0, text.indexOf('\r\n\r\n') + 4);
    const bytes = head.length + Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
    if (head.length < 4 || text.length < bytes) return text;
    this.requests.push(text.slice(0, bytes));
    return this.#take(text.slice(bytes));
  }

  end(): void {
    this.#server.close();
  }
}
