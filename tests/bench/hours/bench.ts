// Opening hours beside npm opening_hours in one run: parse, state now, next change, and the code's weight.
// Usage: node tests/bench/hours/bench.ts [--chromium] [--data FOLDER] [--modules FOLDER] [--write tests/bench/RESULTS.md]
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { brotliCompressSync, constants } from 'node:zlib';
import { parseArgs } from 'node:util';
import { inChromium } from './chromium.ts';
import { ours, table, theirs, type PeerConstructor } from './measure.ts';

const { values: options } = parseArgs({
  options: {
    chromium: { type: 'boolean', default: false },
    data: { type: 'string', default: process.env.STADTKERN_DATA ?? '../shared/data' },
    modules: { type: 'string', default: 'build/wasm/programs' },
    peer: { type: 'string', default: 'opening_hours' },
    write: { type: 'string' },
  },
});
process.env.TZ = 'Europe/Berlin';

const weight = (bytes: Uint8Array) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } }).length;

interface Case { value: string }
const cases = JSON.parse(readFileSync(`${options.data}/opening_hours/real_values.json`, 'utf8')).cases as Case[];
// The peer has no school holidays for Mecklenburg-Vorpommern, and looks the sun up by another library.
const list = cases.map((one) => one.value).filter((value) => !/\b(SH|sun|dawn|dusk)/i.test(value));
const require = createRequire(import.meta.url);
const wasm = readFileSync(`${options.modules}/hours_module.wasm`);
const parts = [table(`Node ${process.version}`, [await ours(wasm, list), theirs(require(options.peer) as PeerConstructor, list)])];
if (options.chromium) parts.push(await inChromium(wasm, list, options.peer));

const weights = ['hours_page', 'hours_module', 'hours_shell'].map((name) => {
  const bytes = readFileSync(`${options.modules}/${name}.wasm`);
  return `${weight(bytes).toLocaleString('en')} bytes (${bytes.length.toLocaleString('en')} raw)`;
});
parts.push(`Code linked alone, Brotli 11: what a page uses ${weights[0]}; with intervals and the canonical spelling ${weights[1]}. In both
are memory and strings, which the portal has anyway: ${weights[2]}.`);
const text = parts.join('\n\n');
console.log(text);

// Replaces the section, or appends it.
if (options.write !== undefined) {
  const heading = '## Opening hours\n';
  const command = '`tools/bench hours --chromium --write tests/bench/RESULTS.md`, the best of several rounds; the peer is opening_hours 3.15.0 from npm.';
  const section = `${heading}\n${command}\n\n${text}\n`;
  const old = readFileSync(options.write, 'utf8');
  const start = old.indexOf(heading);
  const end = start < 0 ? -1 : old.indexOf('\n## ', start);
  writeFileSync(options.write, start < 0 ? `${old.trimEnd()}\n\n${section}` : old.slice(0, start) + section + (end < 0 ? '' : old.slice(end)));
}
