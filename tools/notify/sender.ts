// Sends what is due, one after another; waits longer after each failure.
import type { Mail } from './mail.ts';
import { topicOf } from './messages.ts';
import { Gone, TryLater, type Pushes } from './push.ts';
import type { Due, Queue } from './queue.ts';

const FIRST_DELAY_MS = 30_000;
const DELAY_MS_MAX = 3_600_000;
const GIVE_UP_MS = 3 * 24 * 3_600_000;
const IDLE_MS = 60_000;

export type Log = (event: string, fields?: Record<string, string | number>) => void;

export class Sender {
  private readonly ways: { queue: Queue; mail: Mail; pushes: Pushes; secret: string; log: Log; firstDelayMs?: number };
  private timer: NodeJS.Timeout | undefined;
  private busy: Promise<void> | undefined;
  private stopped = false;

  constructor(ways: Sender['ways']) {
    this.ways = ways;
  }

  // Looks now; several calls at once are one.
  wake(): void {
    clearTimeout(this.timer);
    if (this.stopped || this.busy) return;
    this.busy = this.work().finally(() => {
      this.busy = undefined;
      if (this.stopped) return;
      const due = this.ways.queue.nextDueMs();
      const waitMs = due === undefined ? IDLE_MS : Math.min(Math.max(due - Date.now(), 0), IDLE_MS);
      this.timer = setTimeout(() => this.wake(), waitMs);
    });
  }
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.busy;
  }

  private async work(): Promise<void> {
    for (const due of this.ways.queue.due(Date.now())) {
      if (this.stopped) return;
      await this.one(due);
    }
  }

  private async one(due: Due): Promise<void> {
    const { queue, mail, pushes, secret, log } = this.ways;
    const wish = queue.wishOf(due.inbox, due.device);
    const topic = topicOf(due, secret);
    try {
      if (due.channel === 'mail' && wish?.mail) await mail.send(wish.mail, topic);
      else if (due.channel === 'push' && wish?.push) await pushes.send(wish.push, topic);
      else return queue.drop(due);
      queue.sent(due, Date.now());
      log('sent', { channel: due.channel });
    } catch (error) {
      this.failed(due, error);
    }
  }

  private failed(due: Due, error: unknown): void {
    const { queue, log, firstDelayMs = FIRST_DELAY_MS } = this.ways;
    if (error instanceof Gone) {
      log('push_address_gone');
      return queue.forgetPush(due.inbox, due.device);
    }
    if (Date.now() - due.since > GIVE_UP_MS) {
      log('given_up', { channel: due.channel, tries: due.tries });
      return queue.drop(due);
    }
    const asked = error instanceof TryLater ? error.afterMs : 0;
    const delayMs = Math.min(Math.max(asked, firstDelayMs * 2 ** Math.min(due.tries, 10)), DELAY_MS_MAX);
    queue.later(due, Date.now() + delayMs);
    log('failed', { channel: due.channel, tries: due.tries + 1, reason: reasonOf(error), again_in_s: Math.round(delayMs / 1000) });
  }
}

// A code, never a message: those quote addresses.
function reasonOf(error: unknown): string {
  const { code, responseCode, status, cause } = error as { code?: unknown; responseCode?: unknown; status?: unknown; cause?: { code?: unknown } };
  return String(responseCode ?? status ?? code ?? cause?.code ?? 'unknown').slice(0, 40);
}
