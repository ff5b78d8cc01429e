// The care finder of the demo town; tools/run calls `prepare` before the import and `play` after it. See README.md.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { linkOf } from '../../signing/letter.ts';
import { Hall } from './hall.ts';
import { openDemoKeys, type DemoKeys } from './keys.ts';

const PACE_MS = 700;
const LOOK_MS = 1_000;
const SIGN_MS = 12 * 3600 * 1000;

type TownFile = { town: string; features?: string[]; demo_notice?: object; care_key?: string };

const say = (...lines: string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);
const keyOf = ({ town }: DemoKeys): string => `${town.x}.${town.y}`;

// Only a town that says it is a demo, and that has no key of its own.
function isOurs(town: TownFile, keys?: DemoKeys): boolean {
  return town.demo_notice !== undefined && (town.care_key === undefined || (keys !== undefined && town.care_key === keyOf(keys)));
}

async function prepare(data: string): Promise<void> {
  const file = path.join(data, 'town.json');
  const town = JSON.parse(readFileSync(file, 'utf8')) as TownFile;
  if (!isOurs(town)) return;
  const care_key = keyOf(await openDemoKeys(data));
  writeFileSync(file, `${JSON.stringify({ ...town, care_key }, null, 2)}\n`);
}

async function play(data: string, server: string, paceMs: number): Promise<void> {
  const town = JSON.parse(readFileSync(path.join(data, 'town.json'), 'utf8')) as TownFile;
  if (!town.features?.includes('care')) return say('Der Pflegefinder ist ausgeschaltet (features in town.json).');
  const keys = existsSync(path.join(data, 'demo', 'keys.json')) ? await openDemoKeys(data) : undefined;
  if (!keys || !isOurs(town, keys)) return say('Pflegefinder: Diese Stadt hat einen eigenen Schlüssel; die erfundenen Stellen antworten nicht.');
  const hall = await Hall.open(data, keys, server, town.town);
  const offices = await hall.offices(paceMs);
  const invitation = hall.invitation();
  hall.welcome();
  await hall.sign();
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort());
  for (const office of offices) void office.open(stop.signal);
  say(`Pflegefinder ausprobieren: ${server}/pflege/ (${offices.length} erfundene Stellen antworten nach Sekunden von selbst)`,
    `Selbst antworten als „${hall.played.name}“: ${invitation === '' ? `${server}/anbieter/` : linkOf(server, invitation)}`);
  if (invitation === '') say(`  (noch einmal beitreten: tools/admin --data ${data} revoke-care ${hall.played.service}, dann neu starten)`);
  await keep(hall, path.join(data, 'relay.sqlite-wal'), stop.signal);
}

// Signs again when the person's service has joined, and before the list grows old. The relay's register is asked only when its file moved.
async function keep(hall: Hall, file: string, stopped: AbortSignal): Promise<void> {
  const stampOf = (): string => {
    const { mtimeMs = 0, size = 0 } = statSync(file, { throwIfNoEntry: false }) ?? {};
    return `${mtimeMs} ${size}`;
  };
  let signed = Date.now();
  let joined = false;
  for (let seen = ''; !stopped.aborted; await sleep(LOOK_MS, undefined, { signal: stopped }).catch(() => undefined)) {
    const stamp = stampOf();
    if (stamp !== seen) joined = hall.welcome() || joined;
    seen = stamp;
    if (!joined && Date.now() - signed < SIGN_MS) continue;
    if (!(await hall.sign().then(() => true, () => false))) continue; // the server is away for a moment: again in a second
    if (joined) say(`„${hall.played.name}“ ist beigetreten und steht auf der Liste.`);
    signed = Date.now();
    joined = false;
  }
}

const { values, positionals: [verb] } = parseArgs({ allowPositionals: true, options: {
  data: { type: 'string', default: 'data' }, server: { type: 'string', default: 'http://127.0.0.1:8080' }, pace: { type: 'string', default: String(PACE_MS) },
} });
if (verb === 'prepare') await prepare(values.data);
else if (verb === 'play') await play(values.data, values.server, Number(values.pace));
else {
  process.stderr.write('tools/demo/care: expected prepare or play\n');
  process.exitCode = 2;
}
