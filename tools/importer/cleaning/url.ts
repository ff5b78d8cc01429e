// Web addresses: only http and https, always with a scheme, without a user name.

export type UrlResult = { url: string; repaired: boolean } | { problem: 'bad_url' | 'unsafe_url' };

const urlCharsMax = 2000;

export function cleanUrl(text: string): UrlResult {
  const value = text.trim();
  const scheme = /^([a-z][a-z0-9+.-]*):(?!\d)/iu.exec(value)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') return { problem: 'unsafe_url' };
  const repaired = scheme === undefined;
  const parsed = URL.parse(repaired ? `https://${value.replace(/^\/\//u, '')}` : value);
  if (!parsed || parsed.href.length > urlCharsMax || /\s/u.test(value)) return { problem: 'bad_url' };
  if (parsed.username || parsed.password) return { problem: 'unsafe_url' };
  if (!/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/iu.test(parsed.hostname)) return { problem: 'bad_url' };
  return { url: parsed.href, repaired };
}
