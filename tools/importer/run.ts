// One call of tools/import from its arguments to its exit code; what it says goes to `Output`.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { batchesOf, countsText, deliver, PlaceMemory } from './deliver.ts';
import { demoFiles } from './demo.ts';
import { gather, type Gathered } from './gather.ts';
import { BrokenFile } from './input.ts';
import { patterns } from './limits.ts';
import { helpText, readOptions, WrongOption, type Options } from './options.ts';
import { Refused, type Server } from './publish.ts';
import { lineOf, reasonOf, Report, type Severity } from './report.ts';

/** Two sinks for lines: findings and sums, and progress and errors. */
export type Output = { out(line: string): void; err(line: string): void };

function contentOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
}

function townOf(options: Options, gathered: Gathered): string {
  const kept = /"town"\s*:\s*"([^"]*)"/u.exec(contentOf(path.join(options.data, 'town.json')))?.[1] ?? '';
  const town = options.town || gathered.town?.town || kept;
  if (!patterns.town.test(town)) throw new WrongOption('die Stadt ist unbekannt: --town angeben oder zuerst town.json einlesen');
  return town;
}

/** Known before any work is done: photos take a while. */
function accessOf(options: Options): Omit<Server, 'town'> {
  const url = (options.server || contentOf(path.join(options.data, 'server.url')) || 'http://127.0.0.1:8080').replace(/\/+$/u, '');
  if (!/^https?:\/\/[^\s/]+/u.test(url)) throw new WrongOption('--server: Adresse mit http:// oder https:// angeben');
  const token = contentOf(path.join(options.data, 'operator.token'));
  if (token === '') throw new Refused(`In ${options.data} fehlt operator.token`, 'Server einmal mit diesem Datenordner starten oder --data angeben');
  return { url, token };
}

function printReport(report: Report, options: Options, gathered: Gathered, out: Output['out']): void {
  const shown: Severity[] = options.verbose ? ['skipped', 'dropped', 'changed', 'note'] : ['skipped', 'dropped', 'changed'];
  for (const entry of report.entries) if (shown.includes(entry.severity)) out(lineOf(entry));
  const usable = gathered.parts.reduce((sum, { prepared }) => sum + prepared.usable, 0);
  out(`${gathered.read} Einträge gelesen, ${usable} verwendbar.`);
  const headings: Array<[Severity, string]> = [['skipped', 'nicht verwendet'], ['dropped', 'Feld weggelassen'], ['changed', 'berichtigt'], ['note', 'Hinweis']];
  for (const [severity, heading] of headings) {
    for (const [code, count] of report.counts(severity)) out(`  ${heading}: ${count} × ${reasonOf(code)}`);
  }
}

async function send(server: Server, options: Options, gathered: Gathered, report: Report, output: Output): Promise<void> {
  const memory = new PlaceMemory(options.data, server.town);
  const counts = await deliver(server, batchesOf(gathered, memory, options.data), report, output.err);
  memory.save();
  keepTown(options, gathered);
  output.out(`Veröffentlicht in „${server.town}“: ${countsText(counts)}.`);
}

/** DATA/town.json is the town's own from then on: how later imports know it, and what the operator edits. */
function keepTown(options: Options, { town }: Gathered): void {
  const kept = path.resolve(options.data, 'town.json');
  if (town && path.resolve(town.file) !== kept) writeFileSync(kept, town.text);
}

function fail(error: unknown, say: Output['err']): number {
  if (error instanceof WrongOption) {
    say(`tools/import: ${error.message}. Hilfe: tools/import --help`);
    return 2;
  }
  if (error instanceof BrokenFile || error instanceof Refused) {
    say(`tools/import: ${error.message}. Abhilfe: ${error.remedy}.`);
    return error instanceof BrokenFile ? 1 : 3;
  }
  if (!isSystemError(error)) throw error;
  say(`tools/import: ${error.path ?? 'Datei'} ist nicht zu schreiben oder zu lesen (${error.code}). Abhilfe: Rechte und freien Platz prüfen.`);
  return 3;
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}

export async function run(args: string[], output: Output): Promise<number> {
  const report = new Report();
  try {
    const options = readOptions(args);
    if (options.help) {
      output.out(helpText);
      return 0;
    }
    if (options.demo) options.files.push(...demoFiles(options.data));
    const access = options.dryRun ? undefined : accessOf(options);
    const gathered = await gather(options, report, output.err);
    if (options.dryRun && !options.check) townOf(options, gathered);
    const target = access && { ...access, town: townOf(options, gathered) };
    printReport(report, options, gathered, output.out);
    if (target) await send(target, options, gathered, report, output);
    if (options.report) report.writeLines(options.report);
    return 0;
  } catch (error) {
    return fail(error, output.err);
  }
}
