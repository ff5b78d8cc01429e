// A passphrase, asked at the terminal without echo or read from a file.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { Refusal } from './options.ts';

const LETTERS_MIN = 12;

export async function readPassphrase(file: string, ask: { twice: boolean }): Promise<string> {
  const first = file === '' ? await prompt('Passphrase: ') : (readFileSync(file, 'utf8').split('\n')[0] ?? '');
  if (ask.twice && first.length < LETTERS_MIN) throw new Refusal(`the passphrase needs at least ${LETTERS_MIN} characters`);
  if (ask.twice && file === '' && (await prompt('Again: ')) !== first) throw new Refusal('the two were different: nothing was written');
  return first;
}

async function prompt(question: string): Promise<string> {
  if (!process.stdin.isTTY) throw new Refusal('there is no terminal to ask at: give --passphrase-file FILE');
  process.stderr.write(question);
  const silent = new Writable({ write: (_bytes, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: silent, terminal: true });
  const answer = await new Promise<string>((resolve) => reader.question('', resolve));
  reader.close();
  process.stderr.write('\n');
  return answer;
}
