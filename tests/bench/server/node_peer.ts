// Node's own http server: files from memory, and event streams. node node_peer.ts FOLDER; prints its port.
import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const folder = process.argv[2] ?? '.';
const small = readFileSync(join(folder, 'small.txt'));
const page = readFileSync(join(folder, 'page.html.gz'));
const streams = new Set<ServerResponse>();
let head = 0;

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  if (request.url === '/small.txt') {
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', 'content-length': small.length, 'cache-control': 'no-cache' });
    response.end(small);
  } else if (request.url === '/page.html') {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'gzip', 'content-length': page.length, 'cache-control': 'no-cache', vary: 'Accept-Encoding' });
    response.end(page);
  } else if (request.url === '/events') {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(`id: ${head}\nevent: head\ndata: ${head}\n\n`);
    streams.add(response);
    response.on('close', () => streams.delete(response));
  } else {
    head += 1;
    for (const stream of streams) stream.write(`id: ${head}\nevent: head\ndata: ${head}\n\n`);
    response.end();
  }
});
server.maxRequestsPerSocket = 0;
server.listen(0, '127.0.0.1', 16_384, () => console.log((server.address() as AddressInfo).port));
