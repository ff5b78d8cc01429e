// What every peer's page does alike: one way in, one way to ask, and an answer that a person would see.
export interface Shop {
  id: string;
  name: string;
  [field: string]: string;
}

export interface Peer {
  // Brings this device up to date with the server; everything is stored on return.
  sync(): Promise<void>;
  // The shops whose text holds the word, from what is stored here.
  find(word: string): Promise<Shop[]>;
}

const fold = (text: string): string => text.toLowerCase();

export function scan(shops: Shop[], word: string): Shop[] {
  const wanted = fold(word);
  return shops.filter((shop) => fold(`${shop.name} ${shop['assortment']} ${shop['description']}`).includes(wanted));
}

function show(shops: Shop[]): void {
  const list = document.createElement('ul');
  list.id = 'answer';
  for (const shop of shops.slice(0, 50)) list.append(Object.assign(document.createElement('li'), { textContent: shop.name }));
  document.getElementById('answer')?.remove();
  document.body.append(list);
}

declare global {
  interface Window {
    sync(): Promise<number>;
    ask(word: string): Promise<number>;
  }
}

// `sync` and `ask` are called from outside; ?q= is answered at once, as after a start without a line.
export function offer(peer: Peer): void {
  window.sync = async () => {
    const begin = performance.now();
    await peer.sync();
    return performance.now() - begin;
  };
  window.ask = async (word) => {
    const found = await peer.find(word);
    show(found);
    return found.length;
  };
  const word = new URL(location.href).searchParams.get('q');
  if (word !== null) void window.ask(word);
  performance.mark('peer-ready');
}

export async function rowsFrom(address: string): Promise<Shop[]> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return (await response.json()) as Shop[];
}

// How far this device is, over visits.
export const cursor = {
  get: (): number => Number(localStorage.getItem('cursor') ?? '0'),
  set: (at: number): void => localStorage.setItem('cursor', String(at)),
};
