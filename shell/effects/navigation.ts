// go, and the address bar: the only place that touches history. Remembers per entry how far the person had scrolled.
import type { Send } from '../loop/messages.ts';

const SCROLL_REST_MS = 150;
const URL_LENGTH_MAX = 2048;

export interface Navigation {
  // Follows a link of ours: the address changes at once, the core answers with a page. Another language is another document,
  // because the core has the words of one.
  follow(url: URL): void;
  // The core shows `url`: where that is not the address it redirected, or what is typed belongs into the address. Ignored while
  // the answer to a later navigation is under way, which would lose its address.
  correct(url: string): void;
  // The core has answered one navigation.
  answered(): void;
  // A navigation is not answered yet: the address is no longer that of what shows.
  waits(): boolean;
  // Where the page that is shown next belongs: a remembered place, the fragment of the address, or the top.
  restoreScroll(): void;
  // Path and query of the address; the path alone where the query is longer than the core takes.
  here(): string;
}

export function createNavigation(send: Send): Navigation {
  const here = (): string => {
    const url = location.pathname + location.search;
    return url.length <= URL_LENGTH_MAX ? url : location.pathname;
  };
  let shown = here();
  let remembered = placeOf(history.state);
  let unanswered = 0;

  const tell = (): void => {
    shown = here();
    unanswered += 1;
    send({ event: 'navigated_to', url: shown });
  };

  const remember = (): void => {
    history.replaceState({ x: Math.round(scrollX), y: Math.round(scrollY) }, '');
  };

  // A later page may be shorter, so the browser cannot restore by itself, except when it loads the page anew.
  history.scrollRestoration = 'manual';
  addEventListener('pagehide', () => {
    remember();
    history.scrollRestoration = 'auto';
  });
  addEventListener('pageshow', () => {
    history.scrollRestoration = 'manual';
  });

  let resting: ReturnType<typeof setTimeout> | undefined;
  addEventListener(
    'scroll',
    () => {
      clearTimeout(resting);
      resting = setTimeout(remember, SCROLL_REST_MS);
    },
    { passive: true },
  );

  addEventListener('popstate', (event: PopStateEvent) => {
    clearTimeout(resting);
    remembered = placeOf(event.state);
    if (here() === shown) return restoreScroll(); // only the fragment changed
    tell();
  });

  function restoreScroll(): void {
    const target = remembered ? null : document.getElementById(decodeFragment(location.hash));
    if (target) target.scrollIntoView();
    else scrollTo({ left: remembered?.x ?? 0, top: remembered?.y ?? 0, behavior: 'instant' });
  }

  return {
    here,
    restoreScroll,
    follow(url) {
      clearTimeout(resting);
      remember();
      if (languageOf(url.pathname) !== languageOf(location.pathname)) return location.assign(url);
      remembered = undefined;
      if (url.href === location.href) history.replaceState(null, '', url);
      else history.pushState(null, '', url);
      tell();
    },
    correct(url) {
      if (url === shown || unanswered > 0 || !isOurs(url)) return;
      history.replaceState(history.state, '', url);
      shown = here();
    },
    answered() {
      unanswered = Math.max(0, unanswered - 1);
    },
    waits: () => unanswered > 0,
  };
}

// A path on our own origin, never another host.
export function isOurs(url: string): boolean {
  return /^\/(?![/\\])/.test(url);
}

// "en" and "leicht" stand before the paths of their pages, at the desk behind its own; German has nothing.
export function languageOf(path: string): string {
  return /^(?:\/anbieter)?\/(en|leicht)\//.exec(path)?.[1] ?? 'de';
}

function placeOf(state: unknown): { x: number; y: number } | undefined {
  const { x, y } = (state ?? {}) as { x?: unknown; y?: unknown };
  return typeof x === 'number' && typeof y === 'number' ? { x, y } : undefined;
}

function decodeFragment(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return '';
  }
}
