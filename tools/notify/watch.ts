// Hears that inboxes moved: one event stream each, opened with the watch token, opened again when it breaks.
import type { Settings } from './settings.ts';

const FIRST_DELAY_MS = 1_000;
const DELAY_MS_MAX = 60_000;

export class Watch {
  private readonly settings: Settings;
  private readonly moved: (inbox: string, number: number) => void;
  private readonly streams = new Map<string, AbortController>();

  constructor(settings: Settings, moved: (inbox: string, number: number) => void) {
    this.settings = settings;
    this.moved = moved;
  }

  // From now on exactly these.
  follow(inboxes: string[]): void {
    for (const [inbox, stream] of this.streams) {
      if (inboxes.includes(inbox)) continue;
      stream.abort();
      this.streams.delete(inbox);
    }
    for (const inbox of inboxes) {
      if (this.streams.has(inbox)) continue;
      const stream = new AbortController();
      this.streams.set(inbox, stream);
      void this.keepOpen(inbox, stream.signal);
    }
  }
  stop(): void {
    this.follow([]);
  }

  private async keepOpen(inbox: string, signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted; ) {
      const heard = await this.listen(inbox, signal).catch(() => false);
      failures = heard ? 0 : failures + 1;
      const delayMs = Math.min(FIRST_DELAY_MS * 2 ** failures, DELAY_MS_MAX) * (0.5 + Math.random() / 2);
      await new Promise((resolve) => setTimeout(resolve, delayMs).unref());
    }
  }

  // Until it breaks. True where at least one event came.
  private async listen(inbox: string, signal: AbortSignal): Promise<boolean> {
    const url = `${this.settings.server}/api/v1/${this.settings.town}/relay/inboxes/${inbox}/events`;
    const response = await fetch(url, { headers: { authorization: `Watch ${this.settings.watchToken}` }, redirect: 'error', signal });
    if (!response.ok || !response.body) return false;
    let heard = false;
    let rest = '';
    const decoder = new TextDecoder();
    try {
      for await (const bytes of response.body) {
        rest += decoder.decode(bytes, { stream: true });
        const events = rest.split('\n\n');
        rest = (events.pop() ?? '').slice(-4096);
        for (const event of events) {
          const number = /^data: (\d{1,15})$/m.exec(event)?.[1];
          if (number === undefined) continue;
          heard = true;
          this.moved(inbox, Number(number));
        }
      }
    } catch {
      // the line broke: opened again
    }
    return heard;
  }
}
