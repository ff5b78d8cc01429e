// Shows what the core renders, when it does no harm: never while a word is being composed, never between pressing and
// releasing; and what is merely news (an update) waits until the person has stopped scrolling, so that nothing moves under the
// eyes. Pages that come faster than the screen replace one another.
import type { Render } from '../loop/messages.ts';
import type { Navigation } from '../effects/navigation.ts';
import { morphInto } from './policy.ts';

const SCROLL_REST_MS = 300;

export interface Page {
  show(render: Render, html: string): void;
  // Runs once the newest page is in the document.
  whenShown(action: () => void): void;
}

export function createPage(root: Element, navigation: Navigation): Page {
  const prerendered = Number(document.documentElement.dataset['seq'] ?? '-1') >= 0;
  let untouched = true; // the document is still as the server sent it
  let pending: { render: Render; html: string } | undefined;
  let newest = ''; // what is shown, or about to be
  let after: (() => void)[] = [];
  let scheduled = false;
  const hold = holdWhileBusy(schedule);
  const mustWait = (): boolean => hold.busy() || (pending?.render.reason === 'update' && hold.scrolling());

  function schedule(): void {
    if (scheduled || !pending || mustWait()) return;
    scheduled = true;
    // A hidden page draws no frames, but must not fall behind either.
    if (document.hidden) setTimeout(apply);
    else requestAnimationFrame(apply);
  }

  function apply(): void {
    scheduled = false;
    if (!pending || mustWait()) return;
    const { render, html } = pending;
    pending = undefined;
    const arrival = untouched;
    const begins = render.reason === 'navigation';
    untouched = false;
    if (document.documentElement.lang !== render.lang) document.documentElement.lang = render.lang;
    if (document.title !== render.title) document.title = render.title;
    navigation.correct(render.url);
    morphInto(root, html, begins ? 'markup' : 'person');
    if (begins) {
      document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
      navigation.restoreScroll();
    } else if (arrival && !prerendered) {
      navigation.restoreScroll();
    }
    for (const action of after.splice(0)) action();
  }

  return {
    show(render, html) {
      const begins = render.reason === 'navigation';
      if (begins) navigation.answered();
      else if (!render.settled && prerendered && untouched) return; // what the server sent is already right
      else if (render.reason === 'update' && html === newest) return; // nothing of it shows
      if (pending?.render.reason === 'navigation') render = { ...render, reason: 'navigation' };
      pending = { render, html };
      newest = html;
      schedule();
    },
    whenShown(action) {
      if (pending) after.push(action);
      else action();
    },
  };
}

// A page must not change under a word in the making (an input method would lose it) nor under a finger (the click would go
// astray). Calls `free` when that is over.
function holdWhileBusy(free: () => void): { busy: () => boolean; scrolling: () => boolean } {
  let composing = false;
  let pressing = false;
  let resting: ReturnType<typeof setTimeout> | undefined;
  const scrolled = (): void => {
    clearTimeout(resting);
    resting = setTimeout(() => {
      resting = undefined;
      free();
    }, SCROLL_REST_MS);
  };
  const set = (change: () => void) => (): void => {
    change();
    setTimeout(free); // after the click or the text that ends it
  };
  document.addEventListener('compositionstart', () => (composing = true), true);
  document.addEventListener('compositionend', set(() => (composing = false)), true);
  document.addEventListener('pointerdown', () => (pressing = true), true);
  for (const end of ['pointerup', 'pointercancel', 'dragend', 'contextmenu', 'visibilitychange']) {
    document.addEventListener(end, set(() => (pressing = false)), true);
  }
  addEventListener('blur', set(() => (pressing = composing = false)));
  addEventListener('scroll', scrolled, { passive: true });
  return { busy: () => composing || pressing, scrolling: () => resting !== undefined };
}
