// The command line.
import { parseArgs } from 'node:util';
import { formats, type Format } from './input.ts';
import { patterns } from './limits.ts';

export type Options = {
  files: string[]; data: string; server: string; source: string; town: string; mapping: string; collection: string;
  format?: Format; report: string; check: boolean; dryRun: boolean; demo: boolean; help: boolean; verbose: boolean;
};

export class WrongOption extends Error {}

export const helpText = `tools/import – liest Dateien echter Läden, säubert und veröffentlicht sie

  tools/import [--data ORDNER] [--server URL] [--town STADT] DATEI…
  tools/import --check DATEI…    nur lesen und berichten; Ende mit 1, wenn eine Datei kaputt ist
  tools/import --demo            die Demo-Stadt aus tools/demo

  DATEI             GeoJSON aus OpenStreetMap, CSV, Moers, wo-ist-markt, Pflege LUP, {"records": […]} oder town.json
  --format NAME     statt der Erkennung am Inhalt: ${formats.join(', ')}
  --mapping DATEI   welche Spalte welches Feld ist (JSON, siehe tools/importer/README.md)
  --collection NAME Sammlung für CSV (sonst shops)
  --source NAME     Name der Quelle; ein neuer Import derselben Quelle ersetzt den alten (sonst aus dem Dateinamen)
  --town STADT      Kennung der Stadt (sonst aus town.json oder DATA/town.json)
  --data ORDNER     Datenordner des Servers (sonst ./data): operator.token, server.url, media/
  --server URL      Adresse des Servers (sonst DATA/server.url oder http://127.0.0.1:8080)
  --dry-run         alles tun, nichts veröffentlichen
  --report DATEI    jede Meldung als eine JSON-Zeile in diese Datei
  --verbose         auch Hinweise zeilenweise ausgeben
  --help            diese Hilfe

Ende mit 0: gut · 1: Datei kaputt · 2: falscher Aufruf · 3: Server nicht da oder ablehnend · 4: Node fehlt`;

const flags = { type: 'boolean', default: false } as const;
const text = { type: 'string', default: '' } as const;

export function readOptions(args: string[]): Options {
  const { values, positionals } = parsed(args);
  const format = formats.find((one) => one === values.format);
  if (values.format !== '' && !format) throw new WrongOption(`--format: erlaubt sind ${formats.join(', ')}`);
  const named: Array<[string, string, RegExp]> = [['--source', values.source, patterns.source], ['--town', values.town, patterns.town],
    ['--collection', values.collection, patterns.collection]];
  for (const [option, value, pattern] of named) {
    if (value !== '' && !pattern.test(value)) throw new WrongOption(`${option}: nur a-z, 0-9 und ${option === '--collection' ? '_' : '-'}, höchstens 40 Zeichen`);
  }
  if (positionals.length === 0 && !values.demo && !values.help) throw new WrongOption('es fehlt eine Datei');
  const { 'dry-run': dryRun, format: _name, ...rest } = values;
  return { ...rest, dryRun: dryRun || values.check, files: positionals, ...(format ? { format } : {}) };
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: {
      data: { type: 'string', default: 'data' }, server: text, source: text, town: text, mapping: text, collection: text, format: text,
      report: text, check: flags, 'dry-run': flags, demo: flags, help: { ...flags, short: 'h' }, verbose: flags,
    } });
  } catch (error) {
    throw new WrongOption(/'(-[^' ]+)/u.exec(String(error))?.[1] ? `unbekannte oder unvollständige Angabe ${/'(-[^' ]+)/u.exec(String(error))![1]}` : 'falscher Aufruf');
  }
}
