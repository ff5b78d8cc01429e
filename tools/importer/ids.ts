// Record ids: a slug of name and place that stays the same on every import, whatever the order of the file.
import { createHash } from 'node:crypto';

const idCharsMax = 80;
const folds: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', æ: 'ae', ø: 'oe', å: 'a', ł: 'l', '&': ' und ' };

export function slug(text: string, max = idCharsMax): string {
  const folded = text.toLowerCase().normalize('NFC').replace(/[äöüßæøåł&]/gu, (letter) => folds[letter] ?? '')
    .normalize('NFD').replace(/['’`´\p{M}]/gu, '').replace(/[^a-z0-9]+/gu, '-').replace(/^-+|-+$/gu, '');
  if (folded.length <= max) return folded;
  const cut = folded.slice(0, max);
  return cut.slice(0, Math.max(cut.lastIndexOf('-'), max / 2)).replace(/-+$/u, '');
}

export type Named = { name: string; place: string; sourceId: string };

const suffixChars = 5;

export function suffixed(base: string, sourceId: string): string {
  const digits = BigInt(`0x${createHash('sha256').update(sourceId).digest('hex')}`).toString(36).slice(0, suffixChars);
  return `${slug(base, idCharsMax - suffixChars - 1)}-${digits}`;
}

function baseOf({ name, place }: Named): string {
  const first = slug(name) || 'eintrag';
  return place === '' || `-${first}-`.includes(`-${place}-`) ? first : slug(`${first}-${place}`);
}

/** One id per entry, in the order given. Of entries that share a slug the one with the oldest source id keeps it. */
export function assignIds(entries: readonly Named[]): string[] {
  const owner = new Map<string, string>();
  for (const entry of entries) {
    const base = baseOf(entry);
    const current = owner.get(base);
    if (current === undefined || older(entry.sourceId, current)) owner.set(base, entry.sourceId);
  }
  return entries.map((entry) => {
    const base = baseOf(entry);
    return owner.get(base) === entry.sourceId ? base : suffixed(base, entry.sourceId);
  });
}

function older(a: string, b: string): boolean {
  return a.length === b.length ? a < b : a.length < b.length;
}

/** A key for entries whose source gives none: the same content has the same key. */
export function contentKey(...parts: string[]): string {
  return createHash('sha256').update(parts.join('\u0000')).digest('base64url').slice(0, 16);
}
