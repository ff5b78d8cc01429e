// What a person does inside the page becomes an event. Everything is written in the markup (wasm/port/MESSAGES.md, "Markup
// that the shell understands"): links stay links and forms stay forms for whoever has no script.
import type { Send } from '../loop/messages.ts';
import { isOurs, type Navigation } from '../effects/navigation.ts';
import { deeds } from '../effects/hand_on.ts';

const TYPING_REST_MS = 60;

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export interface Delegation {
  // From now on links and search forms are answered here; before, and after the core has died, the browser follows them.
  takeLinks(taken: boolean): void;
}

export function delegate(root: Element, navigation: Navigation, send: Send): Delegation {
  let taken = false;
  const live = createLiveFields(send);

  root.addEventListener('click', (event) => {
    const click = event as MouseEvent;
    const target = event.target as Element;
    const button = target.closest<HTMLButtonElement>('button[data-action]');
    if (button) {
      event.preventDefault();
      live.flush();
      const action = button.dataset['action'] ?? '';
      const deed = deeds[action];
      if (deed) deed(button);
      else send({ event: 'pressed', action, value: button.value });
      return;
    }
    const link = target.closest<SVGAElement | HTMLAnchorElement>('a[href]');
    if (!taken || !link || event.defaultPrevented || !isPlain(click)) return;
    const { action, value = '' } = link.dataset;
    if (action) {
      event.preventDefault();
      send({ event: 'pressed', action, value });
      return;
    }
    const url = ownUrl(link);
    if (!url || isSamePageFragment(url)) return;
    event.preventDefault();
    live.flush();
    navigation.follow(url);
  });

  root.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    const submitter = (event as SubmitEvent).submitter;
    if (event.defaultPrevented) return;
    const url = new URL(form.getAttribute('action') || location.href, location.href);
    if (url.origin !== location.origin) return;
    if (form.dataset['form'] !== undefined && form.method === 'post') {
      event.preventDefault();
      live.flush();
      send({ event: 'form_submitted', action: url.pathname, fields: fieldsOf(form, submitter) });
    } else if (form.method === 'get' && taken) {
      event.preventDefault();
      live.flush();
      url.search = new URLSearchParams(entriesOf(form, submitter)).toString();
      navigation.follow(url);
    }
  });

  root.addEventListener('keydown', (event) => {
    if (pressNamed(event as KeyboardEvent)) event.preventDefault();
  });
  root.addEventListener('input', (event) => live.changed(event as InputEvent));
  root.addEventListener('compositionend', (event) => live.changed(event as CompositionEvent));

  return {
    takeLinks(now) {
      taken = now;
      if (now) live.catchUp(root);
    },
  };
}

// Fields marked data-live tell what is typed, once the fingers rest, and never half a composed word.
function createLiveFields(send: Send): {
  changed(event: InputEvent | CompositionEvent): void;
  catchUp(root: Element): void;
  flush(): void;
} {
  let resting: ReturnType<typeof setTimeout> | undefined;
  let last: Field | undefined;

  function flush(): void {
    clearTimeout(resting);
    const field = last;
    last = undefined;
    if (!field) return;
    const form = field.dataset['form'] ?? field.form?.dataset['form'] ?? '';
    send({ event: 'input_changed', form, name: field.name, value: valueOf(field) });
  }

  return {
    flush,
    changed(event) {
      const field = event.target as Field;
      if (!field.matches('[data-live]')) return;
      if (event instanceof InputEvent && event.isComposing) return;
      if (last !== field) flush();
      last = field;
      clearTimeout(resting);
      resting = setTimeout(flush, TYPING_REST_MS);
    },
    // What was typed before the core was there.
    catchUp(root) {
      for (const field of root.querySelectorAll<Field>('input[data-live], textarea[data-live]')) {
        if (field instanceof HTMLSelectElement || valueOf(field) === defaultOf(field)) continue;
        last = field;
        flush();
      }
    },
  };
}

function isTick(field: Field): field is HTMLInputElement {
  return field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio');
}

function valueOf(field: Field): string {
  return isTick(field) && !field.checked ? '' : field.value;
}

function defaultOf(field: HTMLInputElement | HTMLTextAreaElement): string {
  if (isTick(field)) return field.defaultChecked ? field.value : '';
  return field.defaultValue;
}

// A key pressed inside data-keys presses the button there that names it as its shortcut.
function pressNamed({ key, target, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  const keys = (target as Element).closest('[data-keys]');
  if (!keys || altKey || ctrlKey || metaKey) return false;
  const name = key === '+' ? 'Plus' : CSS.escape(key);
  const button = keys.querySelector<HTMLElement>(`[aria-keyshortcuts="${name}"]`);
  button?.click();
  return button !== null;
}

function isPlain(click: MouseEvent): boolean {
  return click.button === 0 && !click.metaKey && !click.ctrlKey && !click.shiftKey && !click.altKey;
}

// Also for links inside drawings, whose href is no text property. Pages end in a slash; what does not is a file, and the browser's.
function ownUrl(link: Element): URL | undefined {
  if (link.hasAttribute('download') || link.hasAttribute('target') || link.hasAttribute('data-native')) return undefined;
  const href = link.getAttribute('href') ?? '';
  const url = new URL(href, location.href);
  return url.origin === location.origin && url.pathname.endsWith('/') && (isOurs(href) || /^[?#.]/.test(href)) ? url : undefined;
}

function isSamePageFragment(url: URL): boolean {
  return url.hash !== '' && url.pathname === location.pathname && url.search === location.search;
}

function entriesOf(form: HTMLFormElement, submitter: HTMLElement | null): [string, string][] {
  const entries: [string, string][] = [];
  for (const [name, value] of new FormData(form, submitter)) {
    if (typeof value === 'string') entries.push([name, value]);
  }
  return entries;
}

// Fields of the same name, as a group of ticks, come as one text with a line each.
function fieldsOf(form: HTMLFormElement, submitter: HTMLElement | null): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of entriesOf(form, submitter)) {
    fields[name] = name in fields ? `${fields[name]}\n${value}` : value;
  }
  return fields;
}
