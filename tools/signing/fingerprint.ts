// Thirty digits for the keys of an inbox (README.md): short enough for a telephone, too long to be hit by trying.
import { createHash } from 'node:crypto';

const DIGITS = 30;

export function fingerprint(inbox: string, signing: string, sealing: string): string {
  const digest = createHash('sha256').update(`stadtkern-relay-1 keys\n${inbox}\n${signing}\n${sealing}`).digest('hex');
  const number = BigInt(`0x${digest}`) % 10n ** BigInt(DIGITS);
  return number.toString().padStart(DIGITS, '0').replace(/\d{5}(?=\d)/g, '$& ');
}

// Spaces, dots and dashes between digits are how people write them down.
export function sameFingerprint(read: string, expected: string): boolean {
  const digits = (text: string): string => text.replace(/[\s.·–-]/g, '');
  return digits(read) === digits(expected);
}
