// A line that brings pages in small pieces: what stands between a browser and the portal where the village's line is bad. Everything but
// pages passes as it is.
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as rest } from 'node:timers/promises';

const PIECE_BYTES = 400;
const PIECE_EVERY_MS = 20; // longer than a frame, so that each piece may be painted

export interface Trickle {
  origin: string;
  close(): Promise<void>;
}

export async function trickle(from: string): Promise<Trickle> {
  const server: HttpServer = createServer(async (request, response) => {
    const headers = { accept: request.headers.accept ?? '*/*', 'accept-encoding': 'identity' };
    const answer = await fetch(from + (request.url ?? '/'), { headers });
    const body = Buffer.from(await answer.arrayBuffer());
    for (const name of ['content-type', 'content-security-policy']) {
      const value = answer.headers.get(name);
      if (value) response.setHeader(name, value);
    }
    response.statusCode = answer.status;
    if (!answer.headers.get('content-type')?.startsWith('text/html')) return void response.end(body);
    for (let at = 0; at < body.length && !response.destroyed; at += PIECE_BYTES) {
      response.write(body.subarray(at, at + PIECE_BYTES));
      await rest(PIECE_EVERY_MS);
    }
    response.end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
