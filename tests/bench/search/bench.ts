// The search beside its peers, all in one run: one row per engine with build, load, bytes, p50/p95, recall@10 per class, MRR.
//
//   node bench.ts [--records N | --real] [--seed N] [--each N] [--only NAME] [--without NAME] [--misses] [--chromium]
//
// Without --seed the queries that the weights were set with; a seed makes fresh ones, with parts of compounds from
// the records themselves, and with --records another town.
// `tools/bench search` installs the peers; without them the portal's search is measured alone.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { inChromium } from './chromium.ts';
import { heading, measure } from './measure.ts';
import { peers, stadtkern } from './peers.ts';
import { makeQueries, type Query } from './queries.ts';
import { wordGroups } from '../../../tools/importer/synonyms.ts';
import { realRecords } from './real_records.ts';
import { peersFolder } from '../stand/peers.ts';
import { inventedTown } from './town.ts';

const here = dirname(fileURLToPath(import.meta.url));
const { values: options } = parseArgs({
  options: {
    records: { type: 'string', default: '10000' }, real: { type: 'boolean', default: false }, each: { type: 'string', default: '60' }, seed: { type: 'string' },
    only: { type: 'string' }, without: { type: 'string' }, misses: { type: 'boolean', default: false }, chromium: { type: 'boolean', default: false },
  },
});
const folder = existsSync(join(peersFolder, 'installed.json')) ? peersFolder : undefined;
const data = process.env['STADTKERN_DATA'] ?? join(here, '../../../../shared/data');
const synonyms = wordGroups(readFileSync(join(here, '../../../tools/importer/synonyms.txt'), 'utf8'));
const wasm = readFileSync(join(here, '../../../build/wasm/programs/search_module.wasm'));

const engines = ['Stadtkern', 'MiniSearch', 'FlexSearch', 'Lunr', 'Orama', 'Fuse'];
function engineNamed(option: 'only' | 'without'): string | undefined {
  const wanted = options[option];
  const found = engines.find((name) => name.toLowerCase() === wanted?.toLowerCase());
  if (wanted === undefined || found !== undefined) return found;
  console.error(`--${option}: ${engines.join(', ')}`);
  process.exit(2);
}
const [only, without] = [engineNamed('only'), engineNamed('without')];

const seed = options.seed === undefined ? undefined : Number(options.seed);
const records = options.real ? realRecords(data) : inventedTown(Number(options.records), data, seed);
const queries: Query[] = options.real && seed === undefined
  ? JSON.parse(readFileSync(join(here, 'queries.json'), 'utf8'))
  : makeQueries(records, Number(options.each), seed, options.real ? 150 : undefined, seed !== undefined);

console.log(`${records.length} ${options.real ? 'real' : 'invented'} records, ${queries.length} queries, ${options.chromium ? 'Chromium' : `Node ${process.version}`}\n`);
console.log(heading(queries));
if (options.chromium) {
  await inChromium(wasm, synonyms, records, queries, folder, without, (row) => console.log(row));
} else {
  const others = folder === undefined ? [] : await peers(createRequire(join(folder, 'package.json')));
  for (const engine of [await stadtkern(wasm, synonyms), ...others]) {
    if (only !== undefined && !engine.name.startsWith(only)) continue;
    if (without !== undefined && engine.name.startsWith(without)) continue;
    console.log(measure(engine, records, queries, options.misses ? (what) => console.log(`  ${what}`) : undefined));
  }
}
