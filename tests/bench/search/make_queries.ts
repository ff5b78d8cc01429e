// Writes queries.json: the queries on the real records, so that a change of the rules is seen in review.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeQueries } from './queries.ts';
import { realRecords } from './real_records.ts';

const here = dirname(fileURLToPath(import.meta.url));
const data = process.env['STADTKERN_DATA'] ?? join(here, '../../../../shared/data');
const lines = makeQueries(realRecords(data), 60, 7, 150).map((query) => JSON.stringify(query));
writeFileSync(join(here, 'queries.json'), `[\n${lines.join(',\n')}\n]\n`);
