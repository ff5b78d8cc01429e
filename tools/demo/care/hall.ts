// The demo's town hall: invites the invented services, trusts whoever joins, signs the list and carries it to the relay.
import path from 'node:path';
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { thumbprint } from '../../notify/keys.ts';
import { LIST, collect, shownNumber, signList, upload } from '../../signing/list.ts';
import { codesOf, recordsOf, type Entry } from '../../signing/published.ts';
import { Roster, joinedInboxes, register, type Joined } from '../../signing/roster.ts';
import type { Profile } from './answers.ts';
import { officeKeys, saveDemoKeys, type DemoKeys } from './keys.ts';
import { Office, type Town } from './office.ts';

const INVITATION_DAYS = 90;
const LIST_DAYS = 90;
const DAY_MS = 24 * 3600 * 1000;
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

export class Hall {
  readonly town: Town;
  private readonly data: string;
  private readonly keys: DemoKeys;
  private readonly records: Map<string, Entry>;
  private readonly profiles: Record<string, Profile>;

  private constructor(data: string, keys: DemoKeys, town: Town, records: Map<string, Entry>, profiles: Record<string, Profile>) {
    this.data = data;
    this.keys = keys;
    this.town = town;
    this.records = records;
    this.profiles = profiles;
  }

  static async open(data: string, keys: DemoKeys, server: string, town: string): Promise<Hall> {
    const feed = `${server}/api/v1/${town}/feed`;
    const profiles = JSON.parse(readFileSync(path.join(import.meta.dirname, 'profiles.json'), 'utf8')) as Record<string, Profile>;
    const records = await recordsOf(feed, 'care_services');
    const invented = new Map([...records].filter(([, { invented }]) => invented === 'yes'));
    return new Hall(data, keys, { api: `${server}/api/v1/${town}/relay`, town, codes: await codesOf(feed) }, invented, profiles);
  }

  // The services that a program plays, joined; each answers a little later than the one before.
  async offices(paceMs: number): Promise<Office[]> {
    const roster = new Roster(this.data);
    const joined = joinedInboxes(this.data);
    const offices: Office[] = [];
    for (const [service, profile] of Object.entries(this.profiles)) {
      const record = this.records.get(service);
      if (!record) continue;
      const keys = await officeKeys(this.data, this.keys, service);
      const signing = await thumbprint(keys.signing);
      const sealing = await thumbprint(keys.sealing);
      let { inbox } = roster.members.find((one) => one.service === service) ?? { inbox: '' };
      if (joined.get(inbox)?.signing_fingerprint !== signing) {
        const invitation = register(this.data, 'invite', '1');
        await Office.join(this.town, keys, invitation);
        inbox = invitation.split('.')[0] ?? '';
      }
      roster.put({ service, inbox, invited: dayOf(Date.now()), signing, sealing });
      roster.save();
      offices.push(new Office(this.town, keys, inbox, record, profile, paceMs * (offices.length + 1)));
    }
    return offices;
  }

  // The service that a person may play.
  get played(): { service: string; name: string } {
    const [service = '', record] = [...this.records].find(([id]) => !this.profiles[id]) ?? [];
    return { service, name: record?.['name'] ?? '' };
  }

  // A link that joins it, or "" where somebody has.
  invitation(): string {
    const { service } = this.played;
    const roster = new Roster(this.data);
    const member = roster.members.find((one) => one.service === service);
    if (member && joinedInboxes(this.data).has(member.inbox)) return '';
    const fresh = this.keys.invitation.startsWith(`${member?.inbox}.`) && Date.now() - Date.parse(this.keys.invited) < (INVITATION_DAYS - 30) * DAY_MS;
    if (fresh) return this.keys.invitation;
    this.keys.invitation = register(this.data, 'invite', String(INVITATION_DAYS));
    this.keys.invited = dayOf(Date.now());
    saveDemoKeys(this.data, this.keys);
    roster.put({ service, inbox: this.keys.invitation.split('.')[0] ?? '', invited: this.keys.invited });
    roster.save();
    return this.keys.invitation;
  }

  // True when the person's service has joined since: its keys are trusted unseen, which only a demo may do.
  welcome(): boolean {
    const roster = new Roster(this.data);
    const member = roster.members.find((one) => one.service === this.played.service);
    const joined: Joined | undefined = member && joinedInboxes(this.data).get(member.inbox);
    if (!member || !joined || member.signing === joined.signing_fingerprint) return false;
    roster.put({ ...member, signing: joined.signing_fingerprint, sealing: joined.sealing_fingerprint });
    roster.save();
    return true;
  }

  async sign(): Promise<number> {
    const { draft } = collect(this.town.town, new Roster(this.data), joinedInboxes(this.data), this.records, this.town.codes);
    const key = createPrivateKey({ key: this.keys.town as never, format: 'jwk' });
    const url = `${this.town.api}/lists/${LIST}`;
    const { jws, list } = await signList(draft, key, path.join(this.data, 'demo', 'town'), await shownNumber(url, key), LIST_DAYS);
    await upload(url, readFileSync(path.join(this.data, 'operator.token'), 'utf8').trim(), jws);
    return list.services.length;
  }
}
