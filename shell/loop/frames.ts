// Frames as the core reads and writes them: u32 little-endian length of the header · header (CBOR map) · body (raw bytes).
import { decodeCBOR, encodeCBOR, type CBORType } from '@levischuck/tiny-cbor';

export type Plain = string | number | boolean | Plain[] | { [key: string]: Plain };

export interface Frame {
  header: { [key: string]: Plain };
  body: Uint8Array;
}

export function encodeFrame(header: { [key: string]: Plain }, body?: Uint8Array): Uint8Array {
  const encoded = encodeCBOR(toCbor(header));
  const frame = new Uint8Array(4 + encoded.length + (body?.length ?? 0));
  new DataView(frame.buffer).setUint32(0, encoded.length, true);
  frame.set(encoded, 4);
  if (body) frame.set(body, 4 + encoded.length);
  return frame;
}

// Throws where the bytes are no frame. The body is a view into `bytes`.
export function decodeFrame(bytes: Uint8Array): Frame {
  if (bytes.length < 4) throw new Error('frame: expected at least 4 bytes');
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  if (length > bytes.length - 4) throw new Error('frame: expected the whole header');
  const header = fromCbor(decodeCBOR(bytes.subarray(4, 4 + length)));
  if (typeof header !== 'object' || Array.isArray(header)) throw new Error('frame: expected a map as header');
  return { header, body: bytes.subarray(4 + length) };
}

// A value alone, as the body of a message.
export function encodePlain(value: Plain): Uint8Array {
  return encodeCBOR(toCbor(value));
}

export function decodePlain(bytes: Uint8Array): Plain {
  return fromCbor(decodeCBOR(bytes));
}

// JSON text as the core reads it. Throws for what is none, or holds null.
export function cborOfJson(text: string): Uint8Array {
  return encodePlain(JSON.parse(text) as Plain);
}

export function jsonOfCbor(bytes: Uint8Array): string {
  return `${JSON.stringify(decodePlain(bytes), null, 2)}\n`;
}

function toCbor(value: Plain): CBORType {
  if (Array.isArray(value)) return value.map(toCbor);
  if (typeof value !== 'object') return value;
  return new Map(Object.entries(value).map(([key, item]) => [key, toCbor(item)]));
}

export function fromCbor(value: CBORType): Plain {
  if (Array.isArray(value)) return value.map(fromCbor);
  if (value instanceof Map) {
    return Object.fromEntries([...value].map(([key, item]) => [String(key), fromCbor(item)]));
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  throw new Error('frame: expected text, numbers, truth values, arrays and maps');
}
