// The town's signed list (wasm/features/care/LIST.md), verified by the key that this device saw first.
import { compactVerify, importJWK } from 'jose';
import { encodePlain, type Plain } from '../loop/frames.ts';
import type { Point } from './keys.ts';
import { Refused } from './relay.ts';

export interface TownList {
  cbor: Uint8Array;
  notify: { inbox: string; sealing_key: Point; push_key: string } | undefined;
}

export async function readTownList(town: string, careKey: string): Promise<TownList> {
  const response = await fetch(`/api/v1/${town}/relay/lists/care-services`, { redirect: 'error', cache: 'no-cache' }).catch(() => undefined);
  if (!response) throw new Refused('offline');
  if (!response.ok || careKey === '') throw new Refused('no_list');
  const text = (await response.text()).trim();
  try {
    const [x = '', y = ''] = careKey.split('.');
    const { payload, protectedHeader } = await compactVerify(text, await importJWK({ kty: 'EC', crv: 'P-256', x, y }, 'ES256'), { algorithms: ['ES256'] });
    const list = JSON.parse(new TextDecoder().decode(payload)) as Record<string, Plain>;
    if (protectedHeader['typ'] !== 'stadtkern-list' || list['town'] !== town || list['list'] !== 'care-services') throw new Error('another list');
    return { cbor: encodePlain(list), notify: list['notify'] as unknown as TownList['notify'] };
  } catch {
    throw new Refused('not_the_towns');
  }
}
