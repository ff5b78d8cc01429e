// The peers' pages, with their files prepared like the portal's own and served by the same server.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from '../data/records.ts';
import { brotli, bundlePeer, peersFolder, writePrepared } from '../stand/peers.ts';

export interface Peer {
  name: string;
  path: string;
}

const floorBytes = 14_000; // with the answer's header one TCP window

const style = 'body{margin:0 auto;max-width:45rem;font:1.1rem/1.5 sans-serif;padding:1rem}#map{height:400px}';

function page(body: string, script = ''): string {
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Kernstadt</title><style>${style}</style>`;
  return `<!doctype html><html lang="de"><head>${head}</head><body>${body}${script && `<script type="module" src="${script}"></script>`}</body></html>`;
}

// Text that weighs what fits into one TCP window.
function floor(shops: Row[], script = ''): string {
  const paragraphs = shops.map((shop) => `<p>${shop['name']}, ${shop['street']}: ${shop['description']}</p>`);
  const made = (count: number): string => page(`<h1>Kernstadt</h1><div id="root"></div>${paragraphs.slice(0, count).join('')}`, script);
  let low = 1;
  let high = Math.min(paragraphs.length, 400);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (brotli(Buffer.from(made(middle))).length < floorBytes) low = middle;
    else high = middle;
  }
  return made(low);
}

// Writes everything into `web`, and the hash of the pages' style into the data folder, where the server looks for it.
export async function writePeers(data: string, web: string, shops: Row[]): Promise<Peer[]> {
  const hash = createHash('sha256').update(style).digest('base64');
  mkdirSync(join(data, 'site'), { recursive: true });
  writeFileSync(join(data, 'site/_headers.json'), JSON.stringify({ style_hashes: [`sha256-${hash}`] }));
  for (const name of ['react', 'leaflet', 'rows']) {
    writePrepared(web, `/assets/${name}.js`, await bundlePeer(join(import.meta.dirname, `pages/${name}.ts`)));
  }
  writePrepared(web, '/assets/leaflet.css', readFileSync(join(peersFolder, 'node_modules/leaflet/dist/leaflet.css')));
  writePrepared(web, '/rows.json', JSON.stringify(shops));
  writePrepared(web, '/floor/index.html', floor(shops));
  writePrepared(web, '/react/index.html', page('<div id="root"></div>', '/assets/react.js'));
  writePrepared(web, '/leaflet/index.html', page('<link rel="stylesheet" href="/assets/leaflet.css"><div id="map"></div>', '/assets/leaflet.js'));
  writePrepared(web, '/rows/index.html', floor(shops, '/assets/rows.js'));
  return [
    { name: '14 kB HTML alone', path: '/floor/' },
    { name: 'React hello world', path: '/react/' },
    { name: 'Leaflet empty map', path: '/leaflet/' },
    { name: `14 kB HTML + React + ${shops.length} records as JSON rows`, path: '/rows/' },
  ];
}
