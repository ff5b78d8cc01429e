// What pages ask of their service worker: that its newer version takes over, or that it serves a page which was on its way when it
// began to work.
export function obeyPages(worker: ServiceWorkerGlobalScope): void {
  worker.addEventListener('message', (event) => {
    if (event.data === 'take_over') void worker.skipWaiting();
    if (event.data === 'claim') event.waitUntil(worker.clients.claim());
  });
}
