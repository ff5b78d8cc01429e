// The command line of the town's signing.
import { parseArgs } from 'node:util';

// A reason that an operator can act on; shown without a stack.
export class Refusal extends Error {}

export type Options = {
  data: string; server: string; portal: string; key: string; 'passphrase-file': string; days: string; draft: string; from: string; to: string; help: boolean;
};

export const helpText = `tools/admin, care services (how they belong together: tools/signing/README.md)

  town-key make FILE            make the town's key: encrypted, mode 0600, outside the data directory
  town-key show FILE            print its fingerprint and the line for town.json
  invite-care SERVICE …         an inbox and a one-time link for each, with the text of a letter
                                [--days 1 to 90, default 14] [--portal https://town.example]
  care                          who was invited, who joined, who was compared
  compare-care SERVICE DIGITS   the digits that the service reads to you from its desk
  sign-care --key FILE          sign all compared services as the next list and upload it
                                [--days 1 to 180, default 90] [--draft FILE] [--from FILE] [--to FILE]
  publish-care FILE             upload a list that was signed elsewhere
  revoke-care SERVICE           take its inbox away; sign anew afterwards

  --passphrase-file FILE        first line of FILE instead of asking
  --server URL                  default: DATA/server.url or http://127.0.0.1:8080`;

const text = { type: 'string', default: '' } as const;

export function readOptions(args: string[]): { options: Options; words: string[] } {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: {
      data: { type: 'string', default: 'data' }, server: text, portal: text, key: text, 'passphrase-file': text, days: text,
      draft: text, from: text, to: text, help: { type: 'boolean', default: false },
    } });
    return { options: values, words: positionals };
  } catch {
    throw new Refusal('expected one of the options in --help');
  }
}

export function daysOf(text: string, usual: number, most: number): number {
  const days = text === '' ? usual : Number(text);
  if (!Number.isInteger(days) || days < 1 || days > most) throw new Refusal(`--days: expected 1 to ${most}`);
  return days;
}
