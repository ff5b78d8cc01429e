// Plain text out of what people and exports put into text fields.

const followBytes = new Map<string, number>();
const cp1252 = new TextDecoder('windows-1252');
for (let byte = 0x80; byte <= 0xff; byte += 1) followBytes.set(cp1252.decode(Uint8Array.of(byte)), byte);

const utf8 = new TextDecoder('utf-8', { fatal: true });

// UTF-8 read as Windows-1252: a lead byte of a two- or three-byte sequence with its followers.
const twoBytes = /[\u00c2-\u00df][^\x00-\x7f]/gu;
const threeBytes = /[\u00e0-\u00ef][^\x00-\x7f]{2}/gu;

function redecoded(run: string): string {
  const bytes = [...run].map((character) => followBytes.get(character));
  if (bytes.some((byte) => byte === undefined)) return run;
  try {
    return utf8.decode(Uint8Array.from(bytes as number[]));
  } catch {
    return run;
  }
}

/** Repairs UTF-8 that was once read as Windows-1252 ("Ã¼" for "ü"); other text comes back as it is. */
export function withoutMojibake(text: string): string {
  return text.replace(threeBytes, redecoded).replace(twoBytes, redecoded);
}

/** True where characters were lost for good (U+FFFD). */
export function isBroken(text: string): boolean {
  return text.includes('\ufffd');
}

const invisible = /[\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/gu;
const controls = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/gu;

/** Lines without control characters, invisible ones and needless spaces; at most one empty line in a row. */
export function cleanLines(text: string): string {
  return text.toWellFormed().normalize('NFC')
    .replace(/\r\n?|\u2028|\u2029/gu, '\n')
    .replace(/\t/gu, ' ').replace(controls, '').replace(invisible, '')
    .replace(/[\p{Zs}]+/gu, ' ')
    .split('\n').map((line) => line.trim()).join('\n')
    .replace(/\n{3,}/gu, '\n\n').trim();
}

export function cleanLine(text: string): string {
  return cleanLines(text).replace(/\n+/gu, ' ');
}

/** Cuts at a word so that at most `max` characters (UTF-16) remain, with an ellipsis. */
export function shortened(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max - 1);
  const space = cut.lastIndexOf(' ');
  return `${(space > max / 2 ? cut.slice(0, space) : cut).toWellFormed().replace(/[\s,;.:\ufffd–-]+$/u, '')}…`;
}
