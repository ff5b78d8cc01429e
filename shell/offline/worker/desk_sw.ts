// The desk's service worker: keeps its shell complete, so that what was read is there in a car without a line, and shows word of
// new requests. A push carries no content, so what it says is always the same.
import { obeyPages } from './obey.ts';
import { createVersion } from './version.ts';

declare const self: ServiceWorkerGlobalScope;
declare const BUILD: string; // set by build.ts
declare const FILES: string[];
declare const PAGES: string[];

const HOME = '/anbieter/';
const WORDS = { title: 'Pflegefinder', body: 'Im Anbieterbereich gibt es Neues.', tag: 'new' };

const version = createVersion(BUILD, FILES, PAGES, { prefix: 'stadtkern-desk-' });

self.addEventListener('install', (event) => event.waitUntil(version.install()));
self.addEventListener('activate', (event) => event.waitUntil(version.dropOld().then(() => self.clients.claim())));
obeyPages(self);

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(version.page(request, (work) => event.waitUntil(work)));
  else if (pathname.startsWith('/assets/')) event.respondWith(version.file(request));
});

// Browsers want something shown for every push (userVisibleOnly), also where the desk is open: it looks at once.
self.addEventListener('push', (event) => {
  event.waitUntil(
    Promise.all([
      self.registration.showNotification(WORDS.title, { body: WORDS.body, tag: WORDS.tag }),
      self.clients.matchAll({ type: 'window' }).then((pages) => pages.forEach((page) => page.postMessage('look'))),
    ]),
  );
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(
    self.clients.matchAll({ type: 'window' }).then((pages) => {
      const open = pages.find(({ url }) => new URL(url).pathname.includes(HOME));
      return open ? open.focus() : self.clients.openWindow(HOME);
    }),
  );
});
