// Web Push for this device (W3C Push API). Asked only when the person says so.
import { Refused } from './relay.ts';

const TIMEOUT_MS = 20_000;

export interface Subscription {
  endpoint: string;
  keys: { p256dh: string; auth: string };
}

export async function subscribe(serverKey: string): Promise<Subscription> {
  if (!('Notification' in globalThis) || !navigator.serviceWorker) throw new Refused('push');
  if ((await Notification.requestPermission()) !== 'granted') throw new Refused('push');
  const registration = await navigator.serviceWorker.ready;
  const late = new Promise<never>((_, refuse) => setTimeout(() => refuse(new Refused('push')), TIMEOUT_MS)); // without a push service it never answers
  const asked = registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: serverKey });
  const { endpoint, keys } = (await Promise.race([asked, late]).catch(() => { throw new Refused('push'); })).toJSON();
  return { endpoint: endpoint ?? '', keys: { p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' } };
}

export async function unsubscribe(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration('/anbieter/');
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
}
