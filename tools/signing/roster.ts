// Which inbox belongs to which service, and whose keys were compared: DATA/care/roster.json. And what the relay's register says.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from './options.ts';
import type { Point } from './town_key.ts';

// `signing` and `sealing` are the thumbprints that were compared; absent until then.
export type Member = { service: string; inbox: string; invited: string; signing?: string; sealing?: string };
export type Joined = { inbox: string; signing_key: Point; sealing_key: Point; devices: string[]; signing_fingerprint: string; sealing_fingerprint: string };

export class Roster {
  readonly members: Member[];
  private readonly file: string;

  constructor(data: string) {
    this.file = path.join(data, 'care', 'roster.json');
    this.members = existsSync(this.file) ? membersOf(readFileSync(this.file, 'utf8')) : [];
  }

  find(service: string): Member {
    const member = this.members.find((one) => one.service === service);
    if (!member) throw new Refusal(`${service} was not invited; see tools/admin care`);
    return member;
  }

  // An invitation that is replaced loses its inbox's place in the next list.
  put(member: Member): void {
    this.remove(member.service);
    this.members.push(member);
  }

  remove(service: string): void {
    const at = this.members.findIndex((one) => one.service === service);
    if (at >= 0) this.members.splice(at, 1);
  }

  save(): void {
    mkdirSync(path.dirname(this.file), { recursive: true, mode: 0o700 });
    const fresh = `${this.file}.new`;
    this.members.sort((a, b) => (a.service < b.service ? -1 : 1));
    writeFileSync(fresh, `${JSON.stringify({ version: 1, services: this.members }, null, 1)}\n`, { mode: 0o600 });
    renameSync(fresh, this.file);
  }
}

function membersOf(text: string): Member[] {
  try {
    const { version, services } = JSON.parse(text) as { version: number; services: Member[] };
    const right = ({ service, inbox }: Member): boolean => /^[a-z0-9-]{1,80}$/.test(service) && /^[\w-]{22}$/.test(inbox);
    if (version === 1 && services.every(right)) return services;
  } catch {
    // said below
  }
  throw new Refusal('care/roster.json: expected version 1 and services with service and inbox');
}

const ROOT = path.resolve(import.meta.dirname, '../..');
const PROGRAMS = ['release', 'dev'].map((preset) => path.join(ROOT, 'build', preset, 'bin/stadtkern-admin'));

// One line of stadtkern-admin, which alone reads and writes the relay's register.
export function register(data: string, ...words: string[]): string {
  const built = process.env['STADTKERN_BUILD'] ? [path.join(process.env['STADTKERN_BUILD'], 'bin/stadtkern-admin')] : PROGRAMS;
  const program = built.find((file) => existsSync(file));
  if (!program) throw new Refusal('stadtkern-admin is not built yet: run tools/run once');
  try {
    return execFileSync(program, ['--data', data, ...words], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  } catch (error) {
    throw new Refusal(String((error as { stderr?: string }).stderr ?? error).replace(/^tools\/admin: /, '').trim());
  }
}

export function joinedInboxes(data: string): Map<string, Joined> {
  const lines = register(data, 'inboxes').split('\n').filter((line) => line !== '');
  return new Map(lines.map((line) => JSON.parse(line) as Joined).map((joined) => [joined.inbox, joined]));
}
