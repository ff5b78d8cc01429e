// wake, and the minutes: the core has no clock of its own. Ticks come at every full minute while the page is seen, when it
// comes into view again, and when a wake is due.
import type { Send } from '../loop/messages.ts';

const MINUTE_MS = 60_000;
const TIMEOUT_MS_MAX = 2 ** 31 - 1; // what setTimeout can hold

export function createClock(send: Send): (effect: { at_ms: number }) => void {
  const tick = (): void => send({ event: 'clock_ticked' });
  let minute: ReturnType<typeof setTimeout> | undefined;
  let wake: ReturnType<typeof setTimeout> | undefined;
  const due = new Set<number>();

  function nextMinute(): void {
    clearTimeout(minute);
    if (document.hidden) return;
    minute = setTimeout(() => {
      tick();
      nextMinute();
    }, MINUTE_MS - (Date.now() % MINUTE_MS));
  }

  function armWake(): void {
    clearTimeout(wake);
    if (due.size === 0) return;
    const at = Math.min(...due);
    wake = setTimeout(
      () => {
        if (Date.now() >= at) {
          due.delete(at);
          tick();
        }
        armWake();
      },
      Math.min(Math.max(at - Date.now(), 0), TIMEOUT_MS_MAX),
    );
  }

  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) tick();
    nextMinute();
  });
  nextMinute();
  return ({ at_ms }) => {
    due.add(at_ms);
    armWake();
  };
}
