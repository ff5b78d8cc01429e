// Whole messages from which the fuzzers of care and desk begin: node tests/fuzz/make_seeds.ts FOLDER makes FOLDER/care and the like.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { encodePlain, type Plain } from '../../shell/loop/frames.ts';

const folder = resolve(process.argv[2] ?? 'build/fuzz/seeds');
const id = `${'B'.repeat(21)}A`;
const inbox = `${'C'.repeat(21)}A`;
const digest = 'A'.repeat(43);
const key = { kty: 'EC', crv: 'P-256', x: digest, y: digest };
const expires = 1_700_003_600;

const inside = { version: 1, thread: id, id, expires, recipients: [inbox], reply_key: key };
const asked = { whom: 'relative', forms: ['home'], place: 'kernstadt', place_name: 'Kernstadt', level: '3', times: ['morning'], note: 'ein Satz',
  tasks: [{ task: 'wash', days: 7, times: 1 }], from_day: 19_700 };
const request = { ...inside, kind: 'care-request', ...asked };
const words = { version: 1, thread: id, id: inbox, expires, recipients: [inbox], kind: 'words', name: 'Erika', phone: '030', text: 'Bitte' };
const own = { version: 1, thread: id, id, inbox, reply_key: digest };
const answer = { ...own, kind: 'care-answer', verdict: 'partly', tasks: ['wash'], times: ['morning'], valid_until: 19_800, contact: 'Frau S', note: 'gern' };
const service = { inbox, name: 'Dienst', signing_key: key, sealing_key: key, forms: ['home'], places: ['kernstadt'], phone: '030', invented: true };
const list = { version: 1, town: 'kernstadt', list: 'care-services', number: 1, issued: 1, expires, services: [service] };
const page = { epoch: '0123456789abcdef', number: 2, state: 'held', expires, more: false, deliveries: [{ message: id, inbox, opened: true }],
  answers: [{ number: 1, id, inbox, state: 'held', jwe: { tag: 'x' } }] };

const seeds: Record<string, [string, Uint8Array][]> = { care: [], desk: [], care_mail: [] };
const put = (of: string, name: string, bytes: Uint8Array): unknown => seeds[of]?.push([name, bytes]);
const whole = { request, words, answer, service_words: { ...own, kind: 'words', text: 'Gern' }, list };
for (const [name, value] of Object.entries(whole)) put('care', name, encodePlain(value as unknown as Plain));
put('care', 'code', new TextEncoder().encode('0000-0000-0000-0000-0000-0000-0000'));

const letters = (...contents: Record<string, unknown>[]): Uint8Array => {
  const parts = contents.map((one) => encodePlain(one as unknown as Plain));
  const lines = contents.map((one, at) => `${one['thread']} ${one['id']} ${expires} held ${parts[at]?.length} ${digest}\n`).join('');
  return new Uint8Array(Buffer.concat([Buffer.from(`${lines}\n`), ...parts]));
};
put('desk', 'letters', letters({ ...request, thread: inbox, id: inbox }, words));
put('desk', 'withdrawn', new TextEncoder().encode(`${id} ${id} ${expires} withdrawn 0 -\n\n`));
put('desk', 'thread', encodePlain({ expires, fate: 0, seen: true, request: asked, reply_key: key, thumbprint: digest, taking_back: [], received: [], said: [],
  answered: { verdict: 'yes', id, sent: true, instead: [] } } as unknown as Plain));

// The form of care_mail_fuzz.cpp: a phase, then which order is answered, by what, and its bytes.
const piece = (bytes: Uint8Array): number[] => [bytes.length % 256, bytes.length >> 8, ...bytes];
const said = (name: string, kind: number, ...rest: number[]): unknown => put('care_mail', name, Uint8Array.of(0, 0, kind, ...rest));
said('page', 5, 1, 0, 4, 0, 0, 0, ...piece(encodePlain(page as unknown as Plain)), 0, 2, ...piece(encodePlain(answer as unknown as Plain)), 0, 4);
said('again', 4, 0, 0, 0, ...piece(encodePlain(page as unknown as Plain)));
put('care_mail', 'waiting', Uint8Array.of(1, 0, 0, 10, ...piece(new TextEncoder().encode('{"field":"jwe.recipients[0].inbox"}'))));

for (const [of, all] of Object.entries(seeds)) {
  mkdirSync(join(folder, of), { recursive: true });
  for (const [name, bytes] of all) writeFileSync(join(folder, of, name), bytes);
}
