// share: hands words to whatever the person shares with; without such a way, or where it was asked for, into the clipboard.
import type { Send } from '../loop/messages.ts';

export function createShare(send: Send): (effect: { id: number; title: string; text: string; copy: boolean }) => void {
  return ({ id, title, text, copy }) => {
    const by = !copy && 'share' in navigator ? navigator.share({ title, text }).then(() => 'shared' as const) : toClipboard(text);
    by.then(
      (outcome) => send({ event: 'shared', id, outcome }),
      (error: unknown) => send({ event: 'shared', id, outcome: (error as Error).name === 'AbortError' ? 'dismissed' : 'failed' }),
    );
  };
}

async function toClipboard(text: string): Promise<'copied'> {
  await navigator.clipboard.writeText(text);
  return 'copied';
}
