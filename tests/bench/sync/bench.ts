// What it costs to hold a town: first sync, sync after 1 % changed, a start without a line, a line that breaks at 90 %; beside
// peers in the same run: node tests/bench/sync/bench.ts [--records 1000,10000] [--runs N] [--only NAME]
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { townShops } from '../data/records.ts';
import { peersFolder } from '../stand/peers.ts';
import { dataFolder, kB, machine, median, numbers, progress, root, table, versions } from '../stand/report.ts';
import { measurePeer } from './peer.ts';
import { peerNames } from './peer_server.ts';
import { measureStadtkern } from './stadtkern.ts';

export interface Figures {
  firstMs: number;
  firstDown: number;
  firstUp: number;
  firstRequests: number;
  listsShare: number; // of the bytes, when lists are usable; NaN where there is nothing in between
  listsMs: number;
  changeMs: number;
  changeDown: number;
  changeUp: number;
  changeRequests: number;
  coldMs: number;
  found: number; // shops that the first answer brought
  brokenExtra: number; // bytes that came twice after a cut at 90 %
}

const { values } = parseArgs({
  options: { records: { type: 'string', default: '1000,10000' }, runs: { type: 'string', default: '3' }, only: { type: 'string' } },
});
const counts = numbers('--records', values.records);
const [runs = 3] = numbers('--runs', values.runs);

const word = 'brot';

const middle = (all: Figures[]): Figures =>
  Object.fromEntries(Object.keys(all[0] ?? {}).map((name) => [name, median(all.map((one) => one[name as keyof Figures]))])) as unknown as Figures;

const cost = (text: string, ms: number): string => (Number.isNaN(ms) ? '-' : text);
const bytes = (down: number, up: number): string => (up > 50_000 ? `${kB(down)} + ${kB(up)} up` : kB(down));

function row(name: string, one: Figures): string[] {
  const lists = cost(`${Math.round(one.listsShare * 100)} % / ${Math.round(one.listsMs)} ms`, one.listsMs);
  return [
    name, `${bytes(one.firstDown, one.firstUp)} / ${one.firstRequests} / ${Math.round(one.firstMs)} ms`, lists,
    cost(`${bytes(one.changeDown, one.changeUp)} / ${one.changeRequests} / ${Math.round(one.changeMs)} ms`, one.changeMs),
    `${Math.round(one.coldMs)} ms (${one.found})`, kB(one.brokenExtra),
  ];
}

const head = ['', 'first sync: bytes / requests / time', 'lists usable after', 'after 1 % changed', `cold start without a line to the answer to "${word}" (found)`, 'came twice after a cut at 90 %'];
const wanted = (name: string): boolean => values.only === undefined || values.only === name;
console.log(machine(versions(['pouchdb-core', 'rxdb', 'dexie', 'minisearch'], peersFolder)));
for (const count of counts) {
  const shops = townShops(count, dataFolder);
  const rows: string[][] = [];
  const measure = async (name: string, once: (folder: string) => Promise<Figures>): Promise<void> => {
    if (!wanted(name)) return;
    const all: Figures[] = [];
    for (let run = 0; run < runs; run++) {
      progress(`${count} Datensätze, ${name}, ${run + 1}/${runs}`);
      const folder = join(root, 'build/bench', `profile-${name}`);
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      all.push(await once(folder));
    }
    rows.push(row(name, middle(all)));
  };
  for (const name of peerNames) await measure(name, (folder) => measurePeer(name, shops, word, folder));
  await measure('stadtkern', (folder) => measureStadtkern(shops, word, folder));
  console.log(`\n${count} records, loopback, median of ${runs}:\n\n${table(head, rows)}`);
}
