// Private keys of this device, by name: CryptoKeys that cannot be exported, so they can lie in IndexedDB and nowhere else.
// Where the browser stores nothing they live until the page is closed.
import { clear, createStore, delMany, get, keys, set, type UseStore } from 'idb-keyval';

export type Kept = CryptoKey | CryptoKeyPair;

const memory = new Map<string, Kept>();
let store: UseStore | undefined;

// Fails where the browser stores nothing.
const within = async <T>(deed: (store: UseStore) => Promise<T>): Promise<T> => deed((store ??= createStore('stadtkern-keys', 'keys')));

export async function keep(name: string, key: Kept): Promise<void> {
  await within((to) => set(name, key, to)).catch(() => memory.set(name, key));
}

export async function held(name: string): Promise<Kept | undefined> {
  return memory.get(name) ?? (await within((from) => get<Kept>(name, from)).catch(() => undefined));
}

// All whose names begin like this.
export async function forget(beginning: string): Promise<void> {
  for (const name of memory.keys()) if (name.startsWith(beginning)) memory.delete(name);
  await within(async (from) => delMany((await keys<string>(from)).filter((name) => name.startsWith(beginning)), from)).catch(() => undefined);
}

export async function forgetAll(): Promise<void> {
  memory.clear();
  await within((all) => clear(all)).catch(() => undefined);
}
