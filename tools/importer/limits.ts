// Bounds of what is read and sent. The first block repeats wasm/wire/PROTOCOL.md; sent: do not change alone.
export const valueBytesMax = 16 * 1024;
export const recordBytesMax = 64 * 1024;
export const recordFieldsMax = 64;
export const messageBytesMax = 64 * 1024 * 1024;

export const fileBytesMax = 256 * 1024 * 1024;
export const recordsMax = 500_000;
export const photoBytesMax = 64 * 1024 * 1024;
export const photoPixelsMax = 80_000_000;
export const photosPerRecordMax = 12;
export const summaryCharsMax = 160;
export const nameCharsMax = 160;

export const patterns = {
  town: /^[a-z][a-z0-9-]{0,39}$/,
  source: /^[a-z][a-z0-9-]{0,39}$/,
  collection: /^[a-z][a-z0-9_]{0,39}$/,
  field: /^[a-z][a-z0-9_]{0,39}$/,
  id: /^[a-z0-9][a-z0-9-]{0,79}$/,
};

export function utf8Length(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
