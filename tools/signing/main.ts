// tools/admin town-key, invite-care, compare-care, sign-care, publish-care, revoke-care, care.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fingerprint, sameFingerprint } from './fingerprint.ts';
import { letter, linkOf } from './letter.ts';
import { LIST, collect, draftOf, shownNumber, signList, upload, type Draft, type Notify } from './list.ts';
import { Refusal, daysOf, helpText, readOptions, type Options } from './options.ts';
import { readPassphrase } from './passphrase.ts';
import { codesOf, recordsOf } from './published.ts';
import { Roster, joinedInboxes, register, type Joined } from './roster.ts';
import { makeTownKey, openTownKey, pointOf, thumbprint, type Point } from './town_key.ts';

const say = (...lines: string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);

// The data directory of the town and its server.
class Place {
  readonly data: string;
  private readonly options: Options;
  constructor(options: Options) {
    this.options = options;
    this.data = options.data;
  }
  read(name: string): string {
    const file = path.join(this.data, name);
    return existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  }
  get town(): { town: string; name: string; url?: string } {
    const text = this.read('town.json');
    if (text === '') throw new Refusal(`there is no town.json in ${this.data}: name the data directory with --data`);
    return JSON.parse(text) as { town: string; name: string; url?: string };
  }
  get token(): string {
    return this.read('operator.token');
  }
  get server(): string {
    return (this.options.server || this.read('server.url') || 'http://127.0.0.1:8080').replace(/\/+$/, '');
  }
  get portal(): string {
    return (this.options.portal || this.town.url || this.server).replace(/\/+$/, '');
  }
  api(rest: string): string {
    return `${this.server}/api/v1/${this.town.town}/${rest}`;
  }
  services(): ReturnType<typeof recordsOf> {
    return recordsOf(this.api('feed'), 'care_services');
  }
}

const printedOf = ({ inbox, signing_fingerprint, sealing_fingerprint }: Joined): string => fingerprint(inbox, signing_fingerprint, sealing_fingerprint);

async function sayKey(point: Point): Promise<void> {
  say(`fingerprint ${await thumbprint(point)}`, 'for DATA/town.json:', `"care_key": "${point.x}.${point.y}"`);
}

async function townKey([verb, file]: string[], options: Options): Promise<void> {
  if (!file || (verb !== 'make' && verb !== 'show')) throw new Refusal('expected town-key make FILE or town-key show FILE');
  const passphrase = await readPassphrase(options['passphrase-file'], { twice: verb === 'make' });
  if (verb === 'make') await sayKey(await makeTownKey(file, options.data, passphrase));
  else await sayKey(pointOf(openTownKey(file, passphrase)));
}

async function invite(names: string[], options: Options): Promise<void> {
  if (names.length === 0) throw new Refusal('expected the ids of services, as in the collection care_services');
  const place = new Place(options);
  const days = daysOf(options.days, 14, 90);
  const records = await place.services();
  for (const name of names) if (!records.has(name)) throw new Refusal(`there is no care service ${name} in the feed: import it first`);
  const roster = new Roster(place.data);
  for (const service of names) {
    const invitation = register(place.data, 'invite', String(days));
    roster.put({ service, inbox: invitation.split('.')[0] ?? '', invited: new Date().toISOString().slice(0, 10) });
    roster.save();
    say(letter(records.get(service)?.['name'] ?? service, place.town.name, linkOf(place.portal, invitation), days));
  }
}

function stateOf(joined: Joined | undefined, signing: string | undefined): string {
  if (!joined) return 'invited';
  if (!signing) return `joined, not compared: ${printedOf(joined)}`;
  return signing === joined.signing_fingerprint ? `compared, ${joined.devices.length} devices` : 'ITS KEYS ARE NOT THOSE THAT WERE COMPARED';
}

function show(options: Options): void {
  const inboxes = joinedInboxes(options.data);
  for (const { service, inbox, invited, signing } of new Roster(options.data).members) {
    say([service, inbox, `invited ${invited}`, stateOf(inboxes.get(inbox), signing)].join('\t'));
  }
}

function compare([service = '', ...digits]: string[], options: Options): void {
  const roster = new Roster(options.data);
  const member = roster.find(service);
  const joined = joinedInboxes(options.data).get(member.inbox);
  if (!joined) throw new Refusal(`${service} has not joined yet`);
  if (!sameFingerprint(digits.join(''), printedOf(joined))) {
    throw new Refusal('the digits differ. Read again; if they still differ, these are not the keys of this service: revoke-care and invite anew');
  }
  roster.put({ ...member, signing: joined.signing_fingerprint, sealing: joined.sealing_fingerprint });
  roster.save();
  say(`${service}: compared. It enters the next list that you sign.`);
}

async function draftFrom(options: Options, place: Place): Promise<Draft> {
  if (options.from !== '') return draftOf(readFileSync(options.from, 'utf8'));
  const { draft, missing } = collect(place.town.town, new Roster(place.data), joinedInboxes(place.data), await place.services(), await codesOf(place.api('feed')));
  const card = place.read('care/notify.json');
  if (card !== '') draft.notify = JSON.parse(card) as Notify;
  for (const line of missing) process.stderr.write(`not in the list: ${line}\n`);
  return draft;
}

async function sign(options: Options): Promise<void> {
  const place = new Place(options);
  const draft = await draftFrom(options, place);
  if (options.draft !== '') return writeFileSync(options.draft, `${JSON.stringify(draft, null, 1)}\n`);
  if (options.key === '') throw new Refusal('expected --key FILE');
  const key = openTownKey(options.key, await readPassphrase(options['passphrase-file'], { twice: false }));
  const url = options.from === '' ? place.api(`relay/lists/${LIST}`) : '';
  const { jws, list } = await signList(draft, key, options.key, url === '' ? 0 : await shownNumber(url, key), daysOf(options.days, 90, 180));
  if (options.to !== '') writeFileSync(options.to, `${jws}\n`);
  else await upload(url === '' ? place.api(`relay/lists/${LIST}`) : url, place.token, jws);
  say(`list ${list.number}, valid until ${new Date(list.expires * 1000).toISOString().slice(0, 10)}, ${list.services.length} services:`,
    ...list.services.map(({ name, inbox }) => `  ${name} (${inbox})`));
}

async function publish([file]: string[], options: Options): Promise<void> {
  if (!file) throw new Refusal('expected publish-care FILE');
  const place = new Place(options);
  await upload(place.api(`relay/lists/${LIST}`), place.token, readFileSync(file, 'utf8').trim());
  say('uploaded');
}

function revoke([service = '']: string[], options: Options): void {
  const roster = new Roster(options.data);
  const { inbox } = roster.find(service);
  if (joinedInboxes(options.data).has(inbox)) register(options.data, 'remove-inbox', inbox);
  roster.remove(service);
  roster.save();
  say(`${service}: removed. Sign a new list at once: tools/admin sign-care --key FILE`);
}

const COMMANDS: Record<string, (words: string[], options: Options) => Promise<void> | void> = {
  'town-key': townKey,
  'invite-care': invite,
  care: (_words, options) => show(options),
  'compare-care': compare,
  'sign-care': (_words, options) => sign(options),
  'publish-care': publish,
  'revoke-care': revoke,
};

try {
  const { options, words } = readOptions(process.argv.slice(2));
  const [command = '', ...rest] = words;
  if (options.help) say(helpText);
  else if (!COMMANDS[command]) throw new Refusal('expected a command; see --help');
  else await COMMANDS[command](rest, options);
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  process.stderr.write(`tools/admin: ${error.message}\n`);
  process.exitCode = 1;
}
