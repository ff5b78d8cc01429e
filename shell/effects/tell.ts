// tell: a word to the other tabs of the same town.
import type { Send } from '../loop/messages.ts';

export function createTell(send: Send, town: string): (effect: { text: string }) => void {
  if (!('BroadcastChannel' in globalThis)) return () => {};
  const channel = new BroadcastChannel(`stadtkern/${town}`);
  channel.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (typeof event.data === 'string') send({ event: 'peer_said', text: event.data });
  });
  return ({ text }) => channel.postMessage(text);
}
