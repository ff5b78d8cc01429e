// What is said: that there is something, and where to look. Nothing else.
import { createHash } from 'node:crypto';
import type { Due } from './queue.ts';

// The same for the same news, so that a repeated message is known as one; it tells nobody which inbox.
export const topicOf = (due: Due, secret: string): string =>
  createHash('sha256').update([secret, due.inbox, due.device, due.channel, due.number].join('\n')).digest('base64url').slice(0, 32);

export const subject = 'Neues im Anbieterbereich';

export const mailText = (desk: string): string => `Guten Tag,

in Ihrem Anbieterbereich gibt es Neues. Bitte sehen Sie nach:
${desk}

Was dort steht, weiß diese Nachricht nicht: nur Ihre eigenen Geräte können es lesen.
Abbestellen können Sie sie im Anbieterbereich unter „Einstellungen“.
`;

export const pushText = 'new';
