// locate: where the device is, once and coarsely. The browser asks the person; what it says is rounded to about a hundred metres
// before anyone sees it, and goes nowhere but to the core.
import type { Send } from '../loop/messages.ts';

const TIMEOUT_MS = 20_000; // counts from the person's consent on

export function createLocate(send: Send): (effect: { id: number }) => void {
  const millidegrees = (degrees: number): number => Math.round(degrees * 1000);
  return ({ id }) =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        send({
          event: 'located',
          id,
          lat_millidegrees: millidegrees(coords.latitude),
          lon_millidegrees: millidegrees(coords.longitude),
        }),
      ({ code }) => send({ event: 'locate_failed', id, reason: code === 1 ? 'denied' : 'unavailable' }), // PERMISSION_DENIED
      { timeout: TIMEOUT_MS },
    );
}
