// One tab of a town writes: whoever holds its Web Lock. The lock goes on by itself when that tab closes or dies.
import type { Send } from '../loop/messages.ts';

export function becomeWriter(send: Send, town: string): void {
  const say = (): void => send({ event: 'became_writer' });
  if (!navigator.locks) return say();
  navigator.locks
    .request(`stadtkern/${town}/writer`, () => {
      say();
      return new Promise<never>(() => {});
    })
    .catch(say); // refused, as in a frame without storage: then nothing is shared that could be fought over
}
