// listen: the town's event stream. EventSource gives up on an HTTP error and hurries after a broken line, so this reconnects
// itself: later after each failure, and never all tabs of a town at the same moment.
import type { Send } from '../loop/messages.ts';

const FIRST_DELAY_MS = 1_000;
const DELAY_MS_MAX = 60_000;

export function createListen(send: Send): (effect: { url: string }) => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  function stop(): void {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  }

  function open(url: string): void {
    stop();
    source = new EventSource(url);
    source.addEventListener('head', (event: MessageEvent<string>) => {
      failures = 0;
      if (/^\d{1,15}$/.test(event.data)) send({ event: 'feed_hinted', seq: Number(event.data) });
    });
    source.addEventListener('error', () => {
      stop();
      if (failures === 0) send({ event: 'feed_broke' });
      const longest = Math.min(FIRST_DELAY_MS * 2 ** failures, DELAY_MS_MAX);
      failures += 1;
      timer = setTimeout(() => open(url), longest * (0.5 + Math.random() / 2));
    });
  }

  // The line is back: do not sit out a long delay.
  let current = '';
  addEventListener('online', () => {
    if (current && !source) open(current);
  });

  return ({ url }) => {
    current = url;
    failures = 0;
    if (url) open(url);
    else stop();
  };
}
