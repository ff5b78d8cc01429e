// The effects that run beside the core, without a core: events are collected.
import { createFetch } from '../../shell/effects/fetch.ts';
import { createListen } from '../../shell/effects/listen.ts';
import type { CoreEvent, Fetch } from '../../shell/loop/messages.ts';

const events: (CoreEvent & { body?: string })[] = [];
const send = (event: CoreEvent, body?: Uint8Array): void =>
  void events.push(body ? { ...event, body: new TextDecoder().decode(body) } : event);
let early: Promise<Response> | undefined;
const run = createFetch(send, () => {
  const answer = early;
  early = undefined;
  return answer;
});

const probe = {
  events,
  listen: createListen(send),
  askAhead(url: string) {
    early = fetch(url);
    early.catch(() => undefined);
  },
  fetch(change: Partial<Fetch>) {
    const usual = { id: 1, method: 'GET', url: '/', accept: '*/*', integrity: '', max_bytes: 100, timeout_ms: 500, authorization: '', content_type: '' };
    run({ effect: 'fetch', ...usual, ...change }, new Uint8Array());
  },
};
export type EffectsProbe = typeof probe;
Object.assign(window, { probe });
