// Private keys of this device, by name: CryptoKeys that cannot be exported, so they can lie in IndexedDB and nowhere else.
// Where the browser stores nothing they live until the page is closed.
import { clear, createStore, del, get, set, type UseStore } from 'idb-keyval';

export type Kept = CryptoKey | CryptoKeyPair;

const memory = new Map<string, Kept>();
let store: UseStore | undefined;
const opened = (): UseStore => (store ??= createStore('stadtkern-keys', 'keys'));

export async function keep(name: string, key: Kept): Promise<void> {
  await set(name, key, opened()).catch(() => memory.set(name, key));
}

export async function held(name: string): Promise<Kept | undefined> {
  return memory.get(name) ?? (await get<Kept>(name, opened()).catch(() => undefined));
}

export async function forget(name: string): Promise<void> {
  memory.delete(name);
  await del(name, opened()).catch(() => undefined);
}

export async function forgetAll(): Promise<void> {
  memory.clear();
  await clear(opened()).catch(() => undefined);
}
