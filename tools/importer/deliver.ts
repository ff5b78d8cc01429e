// What one call publishes, in which order, and what is remembered of it in DATA.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Gathered } from './gather.ts';
import { isObject } from './input.ts';
import { kindRecords } from './kinds.ts';
import { wordRecords } from './words.ts';
import { proseRecords } from './prose.ts';
import { publish, type Counts, type Server } from './publish.ts';
import { schoolHolidayRecords } from './school_holidays.ts';
import { synonymRecords } from './synonyms.ts';
import { listOf, type Batch, type WireRecord } from './record.ts';
import type { Report } from './report.ts';

function batch(collection: string, source: string, records: WireRecord[]): Batch {
  const sorted = [...records].sort((a, b) => (a['id']! < b['id']! ? -1 : 1));
  return { collection, source, list: listOf(collection), records: sorted, sourceIds: sorted.map((record) => record['id']!) };
}

/** Everything of a call as batches. Places are shared by all sources, so they come from DATA's memory of all imports. */
export function batchesOf(gathered: Gathered, memory: PlaceMemory, data: string): Batch[] {
  const batches: Batch[] = [];
  if (gathered.town) {
    const { record, texts } = gathered.town;
    batches.push(batch('town', 'town', [record]), batch('texts', 'town', texts), batch('prose', 'town', proseRecords(record, path.join(data, 'pages'))));
    memory.remember('town', gathered.town.places);
  }
  for (const { source, prepared } of gathered.parts) memory.remember(source, prepared.places);
  batches.push(batch('kinds', 'kinds', kindRecords()), batch('words', 'words', wordRecords()), batch('synonyms', 'synonyms', synonymRecords(data)), batch('places', 'places', memory.all()),
    batch('school_holidays', 'school-holidays', schoolHolidayRecords(memory.all().map((place) => place['land'] ?? ''))));
  for (const { source, origin, prepared } of gathered.parts) {
    const count = prepared.batches.reduce((sum, one) => sum + one.records.length, 0);
    batches.push(batch('sources', source, [{ id: source, ...origin, records: String(count) }]), ...prepared.batches);
  }
  return batches;
}

/** The places of each source, kept in DATA/import/TOWN/SOURCE.places.json; `town` speaks first, then by name. */
export class PlaceMemory {
  private readonly folder: string;
  private readonly bySource = new Map<string, WireRecord[]>();

  constructor(data: string, town: string) {
    this.folder = path.join(data, 'import', town);
    for (const file of filesIn(this.folder)) {
      const records: unknown = JSON.parse(readFileSync(path.join(this.folder, file), 'utf8'));
      if (Array.isArray(records)) this.bySource.set(file.replace(/\.places\.json$/u, ''), records.filter(isObject) as WireRecord[]);
    }
  }

  remember(source: string, places: WireRecord[]): void {
    this.bySource.set(source, places);
  }

  save(): void {
    mkdirSync(this.folder, { recursive: true });
    for (const [source, places] of this.bySource) {
      writeFileSync(path.join(this.folder, `${source}.places.json`), `${JSON.stringify(places)}\n`);
    }
  }

  all(): WireRecord[] {
    const rank = (source: string) => (source === 'town' ? '' : source);
    const places = new Map<string, WireRecord>();
    for (const source of [...this.bySource.keys()].sort((a, b) => (rank(a) < rank(b) ? -1 : 1))) {
      for (const place of this.bySource.get(source)!) if (!places.has(place['id']!)) places.set(place['id']!, place);
    }
    return [...places.values()];
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith('.places.json'));
  } catch {
    return [];
  }
}

/** Publishes the batches one after another; the first refusal ends it. */
export async function deliver(server: Server, batches: readonly Batch[], report: Report, say: (line: string) => void): Promise<Counts> {
  const sum: Counts = { created: 0, changed: 0, unchanged: 0, deleted: 0 };
  for (const one of batches) {
    const counts = await publish(server, one, report);
    say(`veröffentlicht: ${one.collection} aus „${one.source}“ – ${countsText(counts)}`);
    for (const key of ['created', 'changed', 'unchanged', 'deleted'] as const) sum[key] += counts[key];
  }
  return sum;
}

export function countsText({ created, changed, unchanged, deleted }: Counts): string {
  return `${created} neu, ${changed} geändert, ${unchanged} unverändert, ${deleted} gelöscht`;
}
