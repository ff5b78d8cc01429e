// watch: one event stream that takes a word of authorization, which an EventSource cannot send. Open only while the page is seen;
// opened again when it breaks, later after each failure.
import type { Send } from '../loop/messages.ts';
import { eachNumber } from './heard.ts';

const FIRST_DELAY_MS = 1_000;
const DELAY_MS_MAX = 60_000;
const SILENCE_MS = 60_000; // the server says a word every 25 s

export function createWatch(send: Send): (effect: { url: string; authorization: string }) => void {
  let order = { url: '', authorization: '' };
  let line: AbortController | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  async function listen(own: AbortController): Promise<void> {
    const { url, authorization } = order;
    const headers = { accept: 'text/event-stream', authorization };
    const response = await fetch(url, { headers, cache: 'no-store', redirect: 'error', referrerPolicy: 'no-referrer', signal: own.signal });
    const silent = (): void => own.abort();
    const heard = (number: number): void => {
      if (line !== own) return;
      failures = 0;
      send({ event: 'heard', number });
    };
    await eachNumber(response, heard, () => {
      clearTimeout(timer);
      timer = setTimeout(silent, SILENCE_MS);
    });
  }

  function open(): void {
    clearTimeout(timer);
    line?.abort();
    line = undefined;
    if (!order.url || document.hidden) return;
    const own = (line = new AbortController());
    const broke = (): void => {
      if (line !== own) return;
      clearTimeout(timer);
      if (failures === 0) send({ event: 'heard', number: -1 });
      timer = setTimeout(open, Math.min(FIRST_DELAY_MS * 2 ** failures++, DELAY_MS_MAX) * (0.5 + Math.random() / 2));
    };
    listen(own).then(broke, broke);
  }

  document.addEventListener('visibilitychange', open);
  return (effect) => {
    order = effect;
    failures = 0;
    open();
  };
}
