// Measures one engine over records and queries. Runs in Node and, bundled, in a browser.
import type { Engine } from './peers.ts';
import type { Query } from './queries.ts';
import type { SearchRecord } from './real_records.ts';

const limit = 10;

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

// The middle and the 95th of a hundred.
function quantile(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

interface Judged {
  recall: Map<string, number>;
  mrr: number;
}

function judge(queries: Query[], answers: string[][], missed?: (what: string) => void): Judged {
  const sums = new Map<string, [number, number]>();
  let reciprocal = 0;
  queries.forEach((query, i) => {
    const right = new Set(query.right);
    const found = answers[i].filter((id) => right.has(id)).length / Math.min(limit, right.size);
    const first = answers[i].findIndex((id) => right.has(id));
    if (first >= 0) reciprocal += 1 / (first + 1);
    const sum = sums.get(query.class) ?? [0, 0];
    sums.set(query.class, [sum[0] + found, sum[1] + 1]);
    if (found < 1) missed?.(`${query.class} "${query.q}" ${found.toFixed(2)} of ${right.size}`);
  });
  return { recall: new Map([...sums].map(([name, [sum, count]]) => [name, (100 * sum) / count])), mrr: reciprocal / queries.length };
}

export function heading(queries: Query[]): string {
  const classes = [...new Set(queries.map((query) => query.class))];
  return `| | build ms | load ms | index | p50 / p95 ms | recall@10 ${classes.join(' / ')} | MRR |\n|---|---|---|---|---|---|---|`;
}

// The engine's row of the table.
export function measure(engine: Engine, records: SearchRecord[], queries: Query[], missed?: (what: string) => void): string {
  engine.prepare?.(records);
  const build = timed(() => engine.build(records));
  const stored = engine.store();
  let load = Infinity;
  for (let i = 0; i < 3; i++) load = Math.min(load, timed(() => engine.load(stored)));
  const slow = timed(() => void engine.query('laden', limit)) > 50;
  const rounds = slow ? 1 : 3;
  if (!slow) for (const query of queries) engine.query(query.q, limit); // warm, as after a minute of use
  const answers: string[][] = [];
  const times = queries.map((query, at) => {
    let best = Infinity;
    for (let i = 0; i < rounds; i++) best = Math.min(best, timed(() => void (answers[at] = engine.query(query.q, limit))));
    return best;
  }).sort((a, b) => a - b);
  const judged = judge(queries, answers, missed);
  const recall = [...judged.recall].map(([, share]) => share.toFixed(0).padStart(3)).join(' / ');
  const ms = (value: number): string => (value < 10 ? value.toFixed(3) : value.toFixed(0));
  return `| ${engine.name} | ${ms(build)} | ${ms(load)} | ${(stored.length / 1e6).toFixed(2)} MB | ${ms(quantile(times, 0.5))} / ${ms(quantile(times, 0.95))} | ${recall} | ${judged.mrr.toFixed(2)} |`;
}

