// Bytes, base64url and public keys, as messages spell them.
export type Bytes = Uint8Array<ArrayBuffer>;
export interface Point {
  kty: 'EC';
  crv: 'P-256';
  x: string;
  y: string;
}

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text) as Bytes;
export const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes);

export function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

export function bytesOf(text: string): Bytes {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}

export const pointOf = ({ x, y }: { x?: string; y?: string }): Point => ({ kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' });

// What was asked for cannot be done: the message is the reason that the core hears.
export function refuse(reason: 'broken' | 'no_key'): never {
  throw new Error(reason);
}
