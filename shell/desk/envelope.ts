// Opens what citizens sealed; signs and seals what a service says (RELAY.md, "The envelope").
import { decodeCBOR } from '@levischuck/tiny-cbor';
import { CompactSign, GeneralEncrypt, flattenedDecrypt, importJWK, type FlattenedJWE } from 'jose';
import { encodePlain, fromCbor, type Plain } from '../loop/frames.ts';
import { pointOf, type Held, type Point } from './keys.ts';

const CLASSES = [1024, 2048, 4096, 8192, 16384];
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function pad(content: Uint8Array): Uint8Array {
  const size = CLASSES.find((bytes) => bytes > content.length);
  if (size === undefined) throw new Error('the content does not fit');
  const padded = new Uint8Array(size);
  padded.set(content);
  padded[content.length] = 0x80;
  return padded;
}

function unpad(padded: Uint8Array): Uint8Array {
  let end = padded.length - 1;
  while (end > 0 && padded[end] === 0) end -= 1;
  if (!CLASSES.includes(padded.length) || padded[end] !== 0x80) throw new Error('not padded');
  return padded.subarray(0, end);
}

// The content as CBOR. Throws where it is not for this key, or not what was sealed.
export async function openSealed(jwe: FlattenedJWE, key: CryptoKey): Promise<{ cbor: Uint8Array; content: Record<string, Plain> }> {
  const { plaintext } = await flattenedDecrypt(jwe, key, { keyManagementAlgorithms: ['ECDH-ES+A256KW'], contentEncryptionAlgorithms: ['A256GCM'] });
  const content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(unpad(plaintext))) as Record<string, Plain>;
  return { cbor: encodePlain(content), content };
}

export async function sealFor(content: Record<string, unknown>, key: Point, inbox?: string): Promise<Record<string, unknown>> {
  const sealing = new GeneralEncrypt(pad(utf8(JSON.stringify(content)))).setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM' });
  sealing.addRecipient(await importJWK(pointOf(key), 'ECDH-ES+A256KW'));
  const jwe = (await sealing.encrypt()) as unknown as { recipients: Record<string, unknown>[] };
  if (inbox !== undefined && jwe.recipients[0]) jwe.recipients[0]['inbox'] = inbox;
  return jwe as unknown as Record<string, unknown>;
}

// Signed by this device, with the service's word for it beside.
export async function signed(payload: Plain, { device, deviceName, points, certificate }: Held): Promise<Record<string, unknown>> {
  const jws = await new CompactSign(utf8(JSON.stringify(payload))).setProtectedHeader({ alg: 'ES256', kid: deviceName }).sign(device);
  return { signed: jws, device: points.device, certificate };
}

export const payloadOf = (cbor: Uint8Array): Plain => fromCbor(decodeCBOR(cbor));
