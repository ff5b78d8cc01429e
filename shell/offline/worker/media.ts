// Pictures that were seen once are there offline too, up to a bound; the longest unseen goes first.
const NAME = 'stadtkern-media';
const ENTRIES_MAX = 200;

export interface Media {
  answer(request: Request): Promise<Response>;
}

export function createMedia(): Media {
  async function keep(request: Request, response: Response): Promise<void> {
    const cache = await caches.open(NAME);
    await cache.put(request, response);
    const keys = await cache.keys();
    for (const old of keys.slice(0, Math.max(0, keys.length - ENTRIES_MAX))) await cache.delete(old);
  }

  return {
    async answer(request) {
      const held = await (await caches.open(NAME)).match(request);
      if (held) return held;
      const response = await fetch(request);
      if (response.status === 200) void keep(request, response.clone()).catch(() => {}); // full: shown, not kept
      return response;
    },
  };
}
