// Which of the two programs a page runs. Whoever was invited to keep an entry needs the larger one, and from then on, on every page: what was
// written without a line then leaves from wherever its owner is.
const MARK = 'stadtkern-keeping';

export function keepsEntries(invited: boolean): boolean {
  try {
    if (invited) localStorage.setItem(MARK, '1');
    return MARK in localStorage;
  } catch {
    return invited; // storage is refused
  }
}

// The program that was chosen must be there offline too; the service worker finds it in this cache.
export async function keepForOffline(files: string[]): Promise<void> {
  if (!('caches' in globalThis)) return;
  const cache = await caches.open(MARK);
  const kept = (await cache.keys()).map(({ url }) => new URL(url).pathname);
  await Promise.all(kept.filter((path) => !files.includes(path)).map((path) => cache.delete(path)));
  await cache.addAll(files.filter((path) => !kept.includes(path)));
}

export function forgetKeeping(): void {
  try {
    localStorage.removeItem(MARK);
  } catch {
    // storage is refused: there is nothing to forget
  }
}
