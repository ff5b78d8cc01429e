// The town's signed list of services (wasm/features/care/LIST.md), as far as notify needs it: whose signing key belongs to which inbox.
import { compactVerify, importJWK } from 'jose';
import type { Point } from './keys.ts';
import type { Settings } from './settings.ts';

type List = { version: number; town: string; list: string; number: number; expires: number; services: { inbox: string; signing_key: Point }[] };

// The signing key of each inbox, and the list's number; undefined where there is no list that is the town's, holds and is not older than `seen`.
export async function readTownList(settings: Settings, seen: number): Promise<{ number: number; keys: Map<string, Point> } | undefined> {
  const response = await fetch(`${settings.server}/api/v1/${settings.town}/relay/lists/care-services`, { redirect: 'error' }).catch(() => undefined);
  if (!response?.ok) return undefined;
  try {
    const key = await importJWK({ kty: 'EC', crv: 'P-256', ...settings.careKey }, 'ES256');
    const { payload, protectedHeader } = await compactVerify((await response.text()).trim(), key, { algorithms: ['ES256'] });
    const list = JSON.parse(new TextDecoder().decode(payload)) as List;
    const right = protectedHeader['typ'] === 'stadtkern-list' && list.version === 1 && list.town === settings.town && list.list === 'care-services' &&
      list.number >= seen && list.expires > Date.now() / 1000;
    return right ? { number: list.number, keys: new Map(list.services.map(({ inbox, signing_key }) => [inbox, signing_key])) } : undefined;
  } catch {
    return undefined;
  }
}
