// The service worker: keeps one version of the shell complete, and switches versions as a whole. It never renders, never
// touches the feed, and decides nothing that a page could decide.
import { createMedia } from './media.ts';
import { obeyPages } from './obey.ts';
import { createVersion } from './version.ts';

declare const self: ServiceWorkerGlobalScope;
declare const BUILD: string; // set by build.ts
declare const FILES: string[]; // hashed files: immutable
declare const KEEPING: string[]; // hashed files of who keeps an entry
declare const PAGES: string[]; // the shell page of each language, the first one for all others

const version = createVersion(BUILD, FILES, PAGES, { keeping: KEEPING });
const media = createMedia();

self.addEventListener('install', (event) => event.waitUntil(version.install()));

self.addEventListener('activate', (event) => {
  event.waitUntil(version.dropOld().then(() => self.clients.claim()));
});

obeyPages(self);

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (isPage(url.pathname)) event.respondWith(version.page(request, (work) => event.waitUntil(work)));
  } else if (url.pathname.startsWith('/assets/')) {
    event.respondWith(version.file(request));
  } else if (url.pathname.startsWith('/media/')) {
    event.respondWith(media.answer(request));
  }
});

// Pages of the portal end in a slash; everything else (feeds, files, the API) is the server's.
function isPage(path: string): boolean {
  return path.endsWith('/') && !path.startsWith('/api/') && !path.startsWith('/anbieter/'); // the desk has its own
}
