// The page's side of the portal: wires what the person does to the core, and what the core orders to the page.
import type { FromCore, PageSideEffect, Send } from './messages.ts';
import { keepsEntries } from './keeping.ts';
import { openPort } from './port.ts';
import { fetchWords } from './words.ts';
import { createClock } from '../effects/clock.ts';
import { focusElement } from '../effects/focus.ts';
import { createNavigation, isOurs } from '../effects/navigation.ts';
import type { Rare } from '../effects/rare.ts';
import { createUpdates } from '../effects/update.ts';
import { createWipe } from '../effects/wipe.ts';
import { delegate } from '../dom/delegation.ts';
import { showNotice } from '../dom/notice.ts';
import { createPage } from '../dom/page.ts';

declare const CORE_URL: string; // set by build.ts
declare const PROGRAM_URL: string;
declare const REST_URL: string; // the second module of the program
declare const ISLANDS_URL: string;
declare const KEEPING_CORE_URL: string;
declare const KEEPING_PROGRAM_URL: string;
declare const MAP_URL: string;
declare const PHOTO_URL: string;
declare const RARE_URL: string;

const { dataset } = document.documentElement;
const town = dataset['town'] ?? '';
const seq = Number(dataset['seq'] ?? -1);
const root = document.getElementById('page') ?? document.body;

const invitation = /\/mein-eintrag\/(#[\w-]{22})$/.exec(location.pathname + location.hash)?.[1] ?? '';
const keeps = keepsEntries(!!invitation);
const coreUrl = keeps ? KEEPING_CORE_URL : CORE_URL;
const programUrl = keeps ? KEEPING_PROGRAM_URL : PROGRAM_URL;
const restUrl = keeps ? '' : REST_URL;

const port = openPort(coreUrl, take);
const send: Send = (event, body) => port({ kind: 'event', event, nowMs: Date.now(), ...(body && { body }) });

const navigation = createNavigation(send);
const page = createPage(root, navigation);
const delegation = delegate(root, navigation, send);
if (keeps) import(PHOTO_URL).then((photo: typeof import('../photo/take.ts')) => photo.takePhotos(root, send), () => undefined); // without photos, then
const updates = createUpdates(send);
const effects: Partial<{ [Name in PageSideEffect['effect']]: (effect: never, body: Uint8Array) => void }> = {
  go: ({ url }: { url: string }) => {
    if (isOurs(url)) navigation.follow(new URL(url, location.href));
  },
  print: () => print(),
  wake: createClock(send),
  focus: (effect: { id: string }) => page.whenShown(() => focusElement(effect)),
  wipe: createWipe(send),
  apply_update: updates.apply,
};

function take(message: FromCore): void {
  if (message.kind === 'page') {
    page.show(message.render, message.html);
    page.whenShown(drawIslands);
    if (message.render.settled) page.whenShown(settle);
  } else if (message.kind === 'effect') {
    const { effect, body } = message;
    const run = effects[effect.effect];
    if (run) run(effect as never, body);
    else void takeRare().then((rare) => rare?.[effect.effect as keyof Rare](effect as never, body));
  } else if (message.kind === 'ready') {
    ready = true;
    performance.mark('stadtkern-ready');
    delegation.takeLinks(true);
  } else {
    fail(message.why);
  }
}

// Where it does not come it is asked for again with the next of its effects.
let rare: Promise<Rare | undefined> | undefined;
function takeRare(): Promise<Rare | undefined> {
  const load = (): Promise<typeof import('../effects/rare.ts')> => import(RARE_URL);
  return (rare ??= load().then(
    (module) => module.takeRare(root, send),
    () => (rare = undefined),
  ));
}

// Each once: what the shell has drawn is never morphed.
function drawIslands(): void {
  for (const place of root.querySelectorAll<HTMLElement>('[data-island]:not([data-drawn])')) {
    place.dataset['drawn'] = '';
    const load = import(ISLANDS_URL) as Promise<typeof import('../islands/islands.ts')>;
    load.then(({ islands }) => islands[place.dataset['island'] ?? '']?.(place)).catch(() => delete place.dataset['drawn']);
  }
}

let ready = false;
let settled = false;
function settle(): void {
  if (settled) return;
  settled = true;
  performance.mark('stadtkern-settled'); // what shows now is the portal's own; the bench and the tests wait for it
  fetchRest();
  void takeRare();
  void updates.watch();
}

// After the page stands, or at once where the service worker has it. Where it does not come, the core fetches it itself when it must.
let restAsked = restUrl === '';
function fetchRest(): void {
  if (restAsked) return;
  restAsked = true;
  WebAssembly.compileStreaming(fetch(restUrl)).then(
    (program) => port({ kind: 'rest', program }),
    () => (restAsked = false),
  );
}

// The pages that the server sent go on as plain pages. Where the core never ran, a shell page has nothing to show: ask the
// server for the real one.
let failed = false;
function fail(why: string): void {
  if (failed) return;
  failed = true;
  console.warn(`The portal goes on with plain pages: ${why}`);
  delegation.takeLinks(false);
  showNotice('plain');
  if (!navigator.onLine) return;
  if (!ready) void updates.giveUp(seq < 0);
  else if (navigation.waits()) location.reload();
}

// Few pages have a map, so its gestures are fetched by the first pointer that comes near one.
root.addEventListener('pointerover', function approach({ target }) {
  if (!(target as Element).closest('#map')) return;
  root.removeEventListener('pointerover', approach);
  const address = MAP_URL;
  import(address).then(
    (gestures: typeof import('../map/gestures.ts')) => gestures.takeGestures(root, send),
    () => undefined, // buttons and keys do the same
  );
});

addEventListener('online', () => {
  send({ event: 'connectivity_changed', online: true });
  if (settled) fetchRest();
});
addEventListener('offline', () => send({ event: 'connectivity_changed', online: false }));

send({
  event: 'started',
  town,
  url: navigation.here() + invitation,
  build: dataset['build'] ?? '',
  online: navigator.onLine,
  seq,
  languages: navigator.languages.slice(0, 32),
  no_tracking: navigator.doNotTrack === '1' || (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true,
});

if ((navigator.serviceWorker as ServiceWorkerContainer | undefined)?.controller) fetchRest();

// Fetched here, while the worker still loads its script.
async function compile(): Promise<WebAssembly.Module> {
  return WebAssembly.compileStreaming(fetch(programUrl));
}
Promise.all([compile(), fetchWords()]).then(
  ([program, words]) => port({ kind: 'start', program, rest: restUrl, words, town }),
  (error: unknown) => fail(String(error)),
);
