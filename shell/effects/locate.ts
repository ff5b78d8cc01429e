// locate: where the device is, once and coarsely. The browser asks the person; what it says is rounded to about a hundred metres
// before anyone sees it, and goes nowhere but to the core.
import type { Send } from '../loop/messages.ts';

const TIMEOUT_MS = 20_000;
const AGE_MS_MAX = 300_000;

export function createLocate(send: Send): (effect: { id: number }) => void {
  return ({ id }) => {
    const fail = (reason: 'denied' | 'unavailable'): void => send({ event: 'locate_failed', id, reason });
    if (!navigator.geolocation) return fail('unavailable');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        send({
          event: 'located',
          id,
          lat_millidegrees: Math.round(coords.latitude * 1000),
          lon_millidegrees: Math.round(coords.longitude * 1000),
        }),
      (error) => fail(error.code === error.PERMISSION_DENIED ? 'denied' : 'unavailable'),
      { timeout: TIMEOUT_MS, maximumAge: AGE_MS_MAX },
    );
  };
}
