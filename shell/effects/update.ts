// apply_update, and word of a newer version: the service worker keeps versions whole, the core decides when to switch.
import type { Send } from '../loop/messages.ts';

const LOOK_AGAIN_MS = 60 * 60_000;

export interface Updates {
  apply(): void;
  // Registers the service worker. Call once the page stands: it must not compete with what the person waits for.
  watch(): Promise<void>;
  // This device cannot run the core: shell pages from the service worker would stay empty. `reload`: this page is one of them.
  giveUp(reload: boolean): Promise<void>;
}

export function createUpdates(send: Send, worker = '/sw.js'): Updates {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  let registration: ServiceWorkerRegistration | undefined;
  let asked = false;

  function announce(): void {
    if (registration?.waiting && workers?.controller) send({ event: 'code_updated' });
  }

  workers?.addEventListener('controllerchange', () => {
    if (asked) location.reload();
  });

  return {
    apply() {
      if (!registration?.waiting) return location.reload();
      asked = true;
      registration.waiting.postMessage('take_over');
    },
    async watch() {
      try {
        registration = await workers?.register(worker, { updateViaCache: 'none' });
      } catch {
        return; // refused: the portal works, but not without a connection
      }
      if (!registration) return;
      const found = registration;
      announce();
      // A page that was on its way while the worker began to work was not claimed with the others.
      if (!workers?.controller) found.active?.postMessage('claim');
      found.addEventListener('updatefound', () => {
        const installing = found.installing;
        installing?.addEventListener('statechange', () => {
          if (installing.state === 'installed') announce();
        });
      });
      let lookedAtMs = Date.now();
      document.addEventListener('visibilitychange', () => {
        if (document.hidden || Date.now() - lookedAtMs < LOOK_AGAIN_MS) return;
        lookedAtMs = Date.now();
        found.update().catch(() => {});
      });
    },
    async giveUp(reload) {
      if (!workers?.controller) return; // then the server itself sent this page: a reload would bring nothing new
      for (const each of await workers.getRegistrations()) await each.unregister();
      if (reload) location.reload();
    },
  };
}
