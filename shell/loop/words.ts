// The words of the page's language, which the core is given once.
import { languageOf } from '../effects/navigation.ts';

declare const WORDS_URLS: Record<string, string>; // of each language, by what stands first in its paths; set by build.ts

export async function fetchWords(): Promise<Uint8Array> {
  const response = await fetch(WORDS_URLS[languageOf(location.pathname)]!);
  if (!response.ok) throw new Error(`words: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
