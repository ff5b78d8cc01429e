// Keeps a peer's page and script, so that it starts without a line as the portal does.
declare const self: {
  addEventListener(name: string, run: (event: any) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
};

self.addEventListener('install', (event) => {
  void self.skipWaiting();
  event.waitUntil(caches.open('page').then((cache) => cache.addAll(['/', '/page.js'])));
});
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  const { pathname } = new URL(event.request.url);
  if (pathname === '/' || pathname === '/page.js') event.respondWith(caches.match(pathname));
});
