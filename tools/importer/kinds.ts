// The closed vocabulary of shop kinds and its labels in German, English and Leichte Sprache.
// The slugs are stored and part of URLs: add, do not rename.
import kindTable from './kinds.json' with { type: 'json' };

export const kinds = new Map(Object.entries(kindTable as unknown as Record<string, [string, string, string]>));

export function isKind(slug: string): boolean {
  return kinds.has(slug);
}

/** A slug or a label in any of the languages; undefined where it is neither. */
export function kindFrom(text: string): string | undefined {
  const wanted = text.trim().toLowerCase();
  if (kinds.has(wanted)) return wanted;
  for (const [slug, labels] of kinds) {
    if (labels.some((label) => label.toLowerCase() === wanted)) return slug;
  }
  return undefined;
}

export function kindRecords(): Array<Record<string, string>> {
  return [...kinds].map(([id, [de, en, leicht]], index) => ({ id, de, en, leicht, order: String(index + 1) }));
}
