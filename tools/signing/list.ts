// The list of care services (wasm/features/care/LIST.md): collected from roster, register and feed, signed by the town, uploaded to the relay.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { KeyObject } from 'node:crypto';
import { CompactSign, compactVerify } from 'jose';
import { Refusal } from './options.ts';
import type { Entry } from './published.ts';
import type { Joined, Roster } from './roster.ts';
import { pointOf, type Point } from './town_key.ts';

export const LIST = 'care-services';
const BYTES_MAX = 256 * 1024;
const DAY_S = 24 * 3600;
// Readers refuse a list with any other: records may hold offers that are no care, such as housing.
const FORMS = ['home', 'day', 'night', 'short-term', 'substitute', 'residential', 'shared-flat', 'relief', 'palliative'];

export type Service = {
  inbox: string; name: string; signing_key: Point; sealing_key: Point; forms: string[]; places: string[];
  phone?: string; mail?: string; website?: string; invented?: boolean;
};
// Where desks say how they want to be told of news (tools/notify).
export type Notify = { inbox: string; sealing_key: Point; push_key: string };
export type Draft = { version: 1; town: string; list: typeof LIST; notify?: Notify; services: Service[] };
export type List = Draft & { number: number; issued: number; expires: number };

// Everyone who was compared and whose keys are still those. `missing` names the others with the reason.
export function collect(town: string, roster: Roster, joined: Map<string, Joined>, records: Map<string, Entry>, codes: Map<string, string>): { draft: Draft; missing: string[] } {
  const services: Service[] = [];
  const missing: string[] = [];
  for (const { service, inbox, signing, sealing } of roster.members) {
    const keys = joined.get(inbox);
    const record = records.get(service);
    if (!keys) missing.push(`${service}: has not joined yet`);
    else if (!record) missing.push(`${service}: no such record in care_services`);
    else if (!signing || !sealing) missing.push(`${service}: not compared yet (compare-care)`);
    else if (keys.signing_fingerprint !== signing || keys.sealing_fingerprint !== sealing) missing.push(`${service}: ITS KEYS ARE NOT THOSE THAT WERE COMPARED`);
    else if (formsOf(record).length === 0) missing.push(`${service}: offers none of the forms of care`);
    else services.push(serviceOf(record, keys, codes));
  }
  return { draft: { version: 1, town, list: LIST, services }, missing };
}

const several = (text = ''): string[] => text.split(/\s*;\s*/).filter((value) => value !== '');
const formsOf = ({ forms }: Entry): string[] => several(forms).filter((form) => FORMS.includes(form));

// Places by their ids and by their postal codes: a person may have said either.
function placesOf({ covers }: Entry, codes: Map<string, string>): string[] {
  const ids = several(covers);
  return [...new Set([...ids, ...ids.flatMap((id) => codes.get(id) ?? [])])];
}

function serviceOf(record: Entry, { inbox, signing_key, sealing_key }: Joined, codes: Map<string, string>): Service {
  const { name = '', phone, email, website, invented } = record;
  return { inbox, name, signing_key, sealing_key, forms: formsOf(record), places: placesOf(record, codes),
    ...(phone ? { phone } : {}), ...(email ? { mail: email } : {}), ...(website ? { website } : {}), ...(invented ? { invented: true } : {}) };
}

// The number follows the last one this key signed, which FILE.number remembers, and the last one the server shows.
export async function signList(draft: Draft, key: KeyObject, keyFile: string, shown: number, days: number): Promise<{ jws: string; list: List }> {
  const remembered = existsSync(`${keyFile}.number`) ? Number(readFileSync(`${keyFile}.number`, 'utf8')) : 0;
  if (!Number.isSafeInteger(remembered)) throw new Refusal(`${keyFile}.number: expected the number of the last list`);
  const issued = Math.floor(Date.now() / 1000);
  const { services, ...head } = draft;
  const list: List = { ...head, number: Math.max(remembered, shown) + 1, issued, expires: issued + days * DAY_S, services };
  const jws = await new CompactSign(Buffer.from(JSON.stringify(list))).setProtectedHeader({ alg: 'ES256', typ: 'stadtkern-list' }).sign(key);
  if (jws.length > BYTES_MAX) throw new Refusal('the list is longer than 256 KiB: fewer services, or shorter lists of places');
  writeFileSync(`${keyFile}.number`, `${list.number}\n`, { mode: 0o600 });
  return { jws, list };
}

export function draftOf(text: string): Draft {
  try {
    const draft = JSON.parse(text) as Draft;
    if (draft.version === 1 && draft.list === LIST && /^[a-z][a-z0-9-]{0,39}$/.test(draft.town) && draft.services.every(({ inbox, name }) => /^[\w-]{22}$/.test(inbox) && name !== '')) return draft;
  } catch {
    // said below
  }
  throw new Refusal('expected a draft as sign-care --draft writes it');
}

// The number of the list that the server shows, 0 where there is none or it is not of this key.
export async function shownNumber(url: string, key: KeyObject): Promise<number> {
  const response = await fetch(url).catch(() => undefined);
  if (!response?.ok) return 0;
  try {
    const { payload } = await compactVerify((await response.text()).trim(), await importPoint(pointOf(key)), { algorithms: ['ES256'] });
    return (JSON.parse(new TextDecoder().decode(payload)) as List).number;
  } catch {
    return 0;
  }
}

const importPoint = (point: Point): Promise<CryptoKey> =>
  crypto.subtle.importKey('jwk', point, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);

export async function upload(url: string, token: string, jws: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/jose' };
  const response = await fetch(url, { method: 'PUT', body: jws, headers }).catch(() => undefined);
  if (!response) throw new Refusal('no server answers: start it, or give --server');
  if (response.status !== 204) throw new Refusal(`the server refused the list (${response.status}): is DATA/operator.token its own?`);
}
