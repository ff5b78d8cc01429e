// Writes the invented town as JSON rows: node tests/bench/data/main.ts [--records N] [--seed N] [--changed] [--out FILE]
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { dataFolder, numbers, progress } from '../stand/report.ts';
import { changedShops, townShops } from './records.ts';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' },
    changed: { type: 'boolean', default: false }, out: { type: 'string' },
  },
});
const [count = 0] = numbers('--records', values.records);
const shops = townShops(count, dataFolder, numbers('--seed', values.seed)[0]);
const rows = values.changed ? changedShops(shops) : shops;
const text = rows.map((row) => JSON.stringify(row)).join(',\n');
progress(`${rows.length} Datensätze, im Mittel ${Math.round(Buffer.byteLength(text) / rows.length)} Byte als JSON, mit gzip ${Math.round(gzipSync(text).length / 1000)} kB`);
const whole = `[\n${text}\n]\n`;
if (values.out === undefined) process.stdout.write(whole);
else writeFileSync(values.out, whole);
