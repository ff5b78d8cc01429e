// Says to tools/notify where this device wants to be told: signed by the device, sealed for notify, sent through the relay as a
// thread of its own, for which a little work is done (RELAY.md, "The proof of work").
import { sealFor, signed } from './envelope.ts';
import { base64url, random, type Held } from './keys.ts';
import type { Subscription } from './push.ts';
import type { Relay } from './relay.ts';
import type { TownList } from './town_list.ts';

const LIFE_HOURS = 7 * 24;

export async function tellNotify(relay: Relay, held: Held, notify: NonNullable<TownList['notify']>, mail: string, push: Subscription | undefined): Promise<void> {
  const id = random(16);
  const capability = crypto.getRandomValues(new Uint8Array(32));
  const expires = (Math.floor(Date.now() / 3_600_000) + LIFE_HOURS) * 3600;
  const said = { version: 1, deed: 'notify', thread: id, inbox: held.inbox, issued: Date.now(), mail, ...(push ? { push } : {}) };
  const content = { version: 1, thread: id, id, expires, recipients: [notify.inbox], ...(await signed(JSON.parse(JSON.stringify(said)), held)) };
  const { salt, bits } = (await (await relay.call('GET', '')).json()) as { salt: string; bits: number };
  const hash = base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', capability)));
  const proof = await work(`stadtkern-relay-1 proof\n${salt}\n${id}\n${expires}\n`, bits);
  await relay.call('PUT', `/threads/${id}`, { version: 1, expires, capability: hash, proof, jwe: await sealFor(content, notify.sealing_key, notify.inbox) });
}

async function work(begin: string, bits: number): Promise<number> {
  for (let proof = 0; ; proof += 1) {
    const digest = new DataView(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(begin + proof)));
    if (Math.clz32(digest.getUint32(0)) >= bits) return proof;
  }
}

