// What services need to know of notify: its inbox, the key to seal for, the key that its pushes are signed with.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pointOf, uncompressed, type Keys, type Point } from './keys.ts';

export type Card = { inbox: string; sealing_key: Point; push_key: string };

export const cardOf = (inbox: string, keys: Keys): Card => ({ inbox, sealing_key: pointOf(keys.sealing), push_key: uncompressed(keys.vapid) });

export function writeCard(home: string, card: Card): void {
  writeFileSync(path.join(home, 'card.json'), `${JSON.stringify(card, null, 1)}\n`);
}
