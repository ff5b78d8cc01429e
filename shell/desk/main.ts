// The desk's script: wires what a person does to the desk's core, and what the core orders to the page and the mailbox.
import type { FromCore, PageSideEffect, SealOrder, Send } from '../loop/messages.ts';
import { openPort } from '../loop/port.ts';
import { fetchWords } from '../loop/words.ts';
import { createClock } from '../effects/clock.ts';
import { focusElement } from '../effects/focus.ts';
import { createNavigation, isOurs } from '../effects/navigation.ts';
import { createUpdates } from '../effects/update.ts';
import { delegate } from '../dom/delegation.ts';
import { createPage } from '../dom/page.ts';
import { openMailbox } from './mailbox.ts';

declare const CORE_URL: string; // set by build.ts
declare const PROGRAM_URL: string;

const INVITATION = /^#([\w-]{22}\.[\w-]{22})$/;

const { dataset } = document.documentElement;
const town = dataset['town'] ?? '';
const root = document.getElementById('page') ?? document.body;

const port = openPort(CORE_URL, take);
const send: Send = (event, body) => port({ kind: 'event', event, nowMs: Date.now(), ...(body ? { body } : {}) });

const navigation = createNavigation(send);
const page = createPage(root, navigation);
const delegation = delegate(root, navigation, send);
const updates = createUpdates(send, '/anbieter/sw.js');
const mailbox = openMailbox(town, dataset['careKey'] ?? '', (seq) => send({ event: 'feed_hinted', seq }));

const effects: Partial<{ [Name in PageSideEffect['effect']]: (effect: never, body: Uint8Array) => void }> = {
  go: ({ url }: { url: string }) => {
    if (isOurs(url)) navigation.follow(new URL(url, location.href));
  },
  wake: createClock(send),
  focus: (effect: { id: string }) => page.whenShown(() => focusElement(effect)),
  apply_update: updates.apply,
  seal: ({ id, deed, words }: SealOrder, body) => {
    void mailbox.do(deed, words, body).then((done) => send({ event: 'sealed', id, refused: done.refused, words: done.words ?? {} }, done.body));
  },
};

function take(message: FromCore): void {
  if (message.kind === 'page') {
    page.show(message.render, message.html);
    page.whenShown(() => performance.mark('stadtkern-settled'));
  } else if (message.kind === 'effect') {
    effects[message.effect.effect]?.(message.effect as never, message.body);
  } else if (message.kind === 'ready') {
    delegation.takeLinks(true);
    takeInvitation();
    void updates.watch();
  } else {
    console.warn(`The desk cannot run here: ${message.why}`);
    root.replaceChildren(...(document.querySelector('noscript')?.childNodes ?? []));
  }
}

// The secret of an invitation stands behind the "#": it goes to the core and out of the address.
function takeInvitation(): void {
  const value = INVITATION.exec(location.hash)?.[1];
  if (!value) return;
  history.replaceState(history.state, '', location.pathname + location.search);
  send({ event: 'input_changed', form: 'join', name: 'invitation', value });
}
addEventListener('hashchange', takeInvitation);
addEventListener('online', () => send({ event: 'connectivity_changed', online: true }));
addEventListener('offline', () => send({ event: 'connectivity_changed', online: false }));
// A push or the reminder of another page: look now.
navigator.serviceWorker?.addEventListener('message', () => send({ event: 'feed_hinted', seq: 0 }));

send({
  event: 'started',
  town,
  url: navigation.here(),
  build: dataset['build'] ?? '',
  online: navigator.onLine,
  seq: -1,
  languages: navigator.languages.slice(0, 32),
  no_tracking: true, // nothing is counted here
});
Promise.all([WebAssembly.compileStreaming(fetch(PROGRAM_URL)), fetchWords()]).then(
  ([program, words]) => port({ kind: 'start', program, rest: '', words, town: `${town}/desk` }),
  (error: unknown) => take({ kind: 'failed', why: String(error) }),
);
