// One version of the shell: all of its files or none. An older version stays until nobody needs it any more.
const PAGE_AGE_MS_MAX = 60 * 60_000;

export interface Version {
  // Rejects, and leaves nothing behind, unless every file is there.
  install(): Promise<void>;
  dropOld(): Promise<void>;
  file(request: Request): Promise<Response>;
  page(request: Request, keepAlive: (work: Promise<unknown>) => void): Promise<Response>;
}

// `pages`: the shell page of each language, the first one for all others. `keeping`: files that only a device which holds some of
// them already needs (loop/keeping.ts).
export function createVersion(
  build: string,
  files: string[],
  pages: string[],
  { prefix = 'stadtkern-shell-', keeping = [] }: { prefix?: string; keeping?: string[] } = {},
): Version {
  const name = prefix + build;

  async function install(): Promise<void> {
    const cache = await caches.open(name);
    const needed = (await caches.has('stadtkern-keeping')) ? [...files, ...keeping] : files;
    try {
      await Promise.all([
        ...needed.map(async (file) => cache.put(file, await fetchFile(file))),
        ...pages.map(async (page) => cache.put(page, await fetchPage(page))),
      ]);
    } catch (error) {
      await caches.delete(name);
      throw error;
    }
  }

  // A file of the same name has the same content: what the last version or the HTTP cache holds is not fetched again.
  async function fetchFile(file: string): Promise<Response> {
    const held = await caches.match(file);
    if (held) return held;
    const response = await fetch(file);
    if (!response.ok) throw new Error(`expected ${file} from the server`);
    return response;
  }

  // Shell pages carry the town's name and texts, which change without a new build.
  async function fetchPage(page: string): Promise<Response> {
    const response = await fetch(page, { cache: 'no-cache' });
    const sameBuild = response.ok && (await response.clone().text()).includes(`data-build="${build}"`);
    if (!sameBuild) throw new Error(`expected ${page} of build ${build}`);
    return response;
  }

  async function refresh(page: string, held: Response): Promise<void> {
    const ageMs = Date.now() - Date.parse(held.headers.get('date') ?? '');
    if (ageMs < PAGE_AGE_MS_MAX) return;
    const cache = await caches.open(name);
    await cache.put(page, await fetchPage(page));
  }

  function pageFor(path: string): string {
    const language = /^\/([a-z]+)\//.exec(path)?.[1];
    return pages.find((page) => page === `/shell/${language}/index.html`) ?? pages[0] ?? '';
  }

  return {
    install,
    async dropOld() {
      // Tabs of the version before still ask for its files.
      const old = (await caches.keys()).filter((key) => key.startsWith(prefix) && key !== name);
      const tabs = await self.clients.matchAll({ type: 'window' });
      if (tabs.length > 0) old.pop();
      await Promise.all(old.map((key) => caches.delete(key)));
    },
    async file(request) {
      return (await caches.match(request)) ?? fetch(request);
    },
    async page(request, keepAlive) {
      const page = pageFor(new URL(request.url).pathname);
      const held = await (await caches.open(name)).match(page);
      if (!held) return fetch(request); // evicted: the next installation makes it whole
      keepAlive(refresh(page, held.clone()).catch(() => {}));
      return held;
    },
  };
}

declare const self: ServiceWorkerGlobalScope;
