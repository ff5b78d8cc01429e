// What the operator says in settings.json, strictly read: an error names the field and what was expected, never the value.
import { readFileSync } from 'node:fs';
import path from 'node:path';

export class Refusal extends Error {}

export type Smtp = { host: string; port: number; secure: boolean; user: string; password: string };
export type Settings = {
  server: string; town: string; careKey: { x: string; y: string }; watchToken: string; invitation: string;
  desk: string; from: string; contact: string; smtp: Smtp; allow: string[]; quietS: number;
};

// The push services of the browsers in use.
const PUSH_SERVICES = ['https://fcm.googleapis.com', 'https://updates.push.services.mozilla.com', 'https://web.push.apple.com', 'https://*.notify.windows.com'];
const ORIGIN = /^https:\/\/(\*\.)?[a-z0-9.-]+(:\d{1,5})?$/;

type Flat = Record<string, unknown>;

class Reader {
  private readonly flat: Flat;
  private readonly at: string;
  constructor(flat: unknown, at: string) {
    if (typeof flat !== 'object' || flat === null || Array.isArray(flat)) throw new Refusal(`settings.json: ${at || 'the file'}: expected an object`);
    this.flat = flat as Flat;
    this.at = at;
  }
  only(...known: string[]): this {
    for (const name of Object.keys(this.flat)) if (!known.includes(name)) throw new Refusal(`settings.json: ${this.at}${name}: expected one of ${known.join(', ')}`);
    return this;
  }
  text(name: string, form: RegExp, expected: string, otherwise?: string): string {
    const value = this.flat[name] ?? otherwise;
    if (typeof value !== 'string' || !form.test(value) || value.length > 500) throw new Refusal(`settings.json: ${this.at}${name}: expected ${expected}`);
    return value;
  }
  number(name: string, low: number, high: number, otherwise: number): number {
    const value = this.flat[name] ?? otherwise;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < low || value > high) throw new Refusal(`settings.json: ${this.at}${name}: expected ${low} to ${high}`);
    return value;
  }
  truth(name: string): boolean {
    const value = this.flat[name] ?? false;
    if (typeof value !== 'boolean') throw new Refusal(`settings.json: ${this.at}${name}: expected true or false`);
    return value;
  }
  list(name: string, form: RegExp, expected: string, otherwise: string[]): string[] {
    const value = this.flat[name] ?? otherwise;
    const right = Array.isArray(value) && value.length <= 50 && value.every((one) => typeof one === 'string' && form.test(one));
    if (!right) throw new Refusal(`settings.json: ${this.at}${name}: expected ${expected}`);
    return value as string[];
  }
  below(name: string): Reader {
    return new Reader(this.flat[name], `${name}.`);
  }
}

const SECRET = /^[\w-]{43}$/;
const LINE = /^[^\r\n]+$/;

export function readSettings(home: string): Settings {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path.join(home, 'settings.json'), 'utf8'));
  } catch {
    throw new Refusal('settings.json: expected in --home, as JSON');
  }
  const top = new Reader(json, '').only('server', 'town', 'care_key', 'watch_token', 'invitation', 'desk', 'from', 'contact', 'smtp', 'allow', 'quiet_s');
  const smtp = top.below('smtp').only('host', 'port', 'secure', 'user', 'password');
  const [x = '', y = ''] = top.text('care_key', /^[\w-]{43}\.[\w-]{43}$/, 'the key as town-key show prints it').split('.');
  return {
    server: top.text('server', /^https?:\/\/[^\s/]+$/, 'an address without a path'),
    town: top.text('town', /^[a-z][a-z0-9-]{0,39}$/, 'the id of the town'),
    careKey: { x, y },
    watchToken: top.text('watch_token', SECRET, '43 characters, see tools/admin watch-token'),
    invitation: top.text('invitation', /^([\w-]{22}\.[\w-]{22})?$/, 'an invitation, see tools/admin invite', ''),
    desk: top.text('desk', /^https?:\/\/\S+\/$/, 'the address of the desk'),
    from: top.text('from', LINE, 'one line: the sender of mails'),
    contact: top.text('contact', /^(mailto:|https:\/\/)\S+$/, 'mailto: or https: (RFC 8292)'),
    smtp: {
      host: smtp.text('host', /^[\w.:-]+$/, 'a name or an address'),
      port: smtp.number('port', 1, 65535, 587),
      secure: smtp.truth('secure'),
      user: smtp.text('user', /^[^\r\n]*$/, 'one line', ''),
      password: smtp.text('password', /^[^\r\n]*$/, 'one line', ''),
    },
    allow: top.list('allow', ORIGIN, 'origins like https://push.example', PUSH_SERVICES),
    quietS: top.number('quiet_s', 0, 86_400, 600),
  };
}

// Whether `url` belongs to one of the origins; "*." stands for one or more names in front.
export function allowed(allow: string[], url: string): boolean {
  let origin: URL;
  try {
    origin = new URL(url);
  } catch {
    return false;
  }
  if (origin.username !== '' || origin.password !== '') return false;
  return allow.some((one) => {
    const [scheme = '', host = ''] = one.split('://');
    if (origin.protocol !== `${scheme}:`) return false;
    return host.startsWith('*.') ? origin.host.endsWith(host.slice(1)) : origin.host === host;
  });
}
