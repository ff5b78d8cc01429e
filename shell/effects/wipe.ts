// wipe: forget what the shell holds on this device beyond the core's store. The page in view goes on; the next visit is a first one.
import { forgetKeeping } from '../loop/keeping.ts';
import type { Send } from '../loop/messages.ts';

export function createWipe(send: Send): (effect: { id: number }) => void {
  return ({ id }) => {
    void forget()
      .catch(() => {}) // without storage there is nothing to forget
      .then(() => send({ event: 'wiped', id }));
  };
}

async function forget(): Promise<void> {
  forgetKeeping();
  const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all(registrations.map((registration) => registration.unregister()));
  if ('caches' in globalThis) await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
}
