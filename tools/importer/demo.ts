// The files of the demo town, in the order they are imported.
import { readdirSync } from 'node:fs';
import path from 'node:path';

const folder = path.join(import.meta.dirname, '..', 'demo');

export function demoFiles(): string[] {
  const shops = readdirSync(folder).filter((file) => /^shops_.*\.json$/u.test(file)).sort();
  return ['town.json', 'direktvermarkter_mv_sh_bb_hh.geojson', 'care_services.json', ...shops].map((file) => path.join(folder, file));
}
