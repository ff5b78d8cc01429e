// The files of the demo town, in the order they are imported. A town.json in DATA wins over ours: it may have been edited.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const folder = path.join(import.meta.dirname, '..', 'demo');

export function demoFiles(data: string): string[] {
  const shops = readdirSync(folder).filter((file) => /^shops_.*\.json$/u.test(file)).sort();
  const own = path.join(data, 'town.json');
  const rest = ['direktvermarkter_mv_sh_bb_hh.geojson', 'care_services.json', 'geography.geojson', ...shops].map((file) => path.join(folder, file));
  return [existsSync(own) ? own : path.join(folder, 'town.json'), ...rest];
}
