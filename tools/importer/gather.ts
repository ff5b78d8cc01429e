// All files of one call, read and cleaned before anything is sent.
import path from 'node:path';
import { detectFormat, readInput, BrokenFile, type Format, type Input } from './input.ts';
import { slug } from './ids.ts';
import { prepare, type Prepared } from './prepare.ts';
import { photosOf } from './record_photos.ts';
import type { Draft, Origin } from './record.ts';
import type { Options } from './options.ts';
import { readCareLup } from './readers/care_lup.ts';
import { readGeography } from './readers/geography.ts';
import { readCsv, readMappedGeojson } from './readers/csv.ts';
import { readMapping } from './readers/mapping.ts';
import { readMarkets } from './readers/markets.ts';
import { readMoers } from './readers/moers.ts';
import { readOsm } from './readers/osm_geojson.ts';
import { originIn, readRecords } from './readers/records.ts';
import { readTown, type Town } from './readers/town.ts';
import type { Report } from './report.ts';

export type Part = { source: string; origin: Origin; prepared: Prepared };
export type Gathered = { parts: Part[]; town?: Town; read: number };

type Reading = { drafts: Draft[]; source: string; origin: Origin };

const origins: Partial<Record<Format, Origin>> = {
  'osm-geojson': { name: '© OpenStreetMap-Mitwirkende', url: 'https://www.openstreetmap.org/copyright', licence: 'ODbL 1.0' },
  markets: { name: 'wo-ist-markt.de', url: 'https://wo-ist-markt.de/', licence: 'MIT' },
  moers: { name: 'Stadt Moers', url: 'https://www.moers.de/', licence: '' },
  'care-lup': { name: 'Pflegeportal Landkreis Ludwigslust-Parchim (2015)', url: 'https://www.kreis-lup.de/', licence: '' },
};

/** Throws BrokenFile for the first file that cannot be used; `say` hears of progress. */
export async function gather(options: Options, report: Report, say: (line: string) => void): Promise<Gathered> {
  const readings = new Map<string, Reading>();
  let town: Town | undefined;
  let read = 0;
  for (const file of options.files) {
    const input = readInput(file);
    const format = options.format ?? detectFormat(input);
    say(`lese ${path.basename(file)} (${format})`);
    if (format === 'town') {
      town = readTown(input);
      continue;
    }
    const reading = readingOf(input, format, options, report);
    if (reading.drafts.length === 0) throw new BrokenFile(file, 'hat keinen verwendbaren Eintrag', 'Form der Datei prüfen');
    read += reading.drafts.length;
    await photosOf(reading.drafts, path.dirname(file), options.dryRun ? '' : path.join(options.data, 'media'), report, say);
    const earlier = readings.get(reading.source);
    readings.set(reading.source, earlier ? { ...earlier, drafts: [...earlier.drafts, ...reading.drafts] } : reading);
  }
  const parts = [...readings.values()].map(({ drafts, source, origin }) => ({ source, origin, prepared: prepare(drafts, source, origin, report) }));
  for (const { prepared, source } of parts) {
    if (prepared.usable === 0) throw new BrokenFile(source, 'hat keinen verwendbaren Eintrag', 'Bericht ansehen (--report)');
  }
  return { parts, read, ...(town ? { town } : {}) };
}

function readingOf(input: Input, format: Format, options: Options, report: Report): Reading {
  const mapping = options.mapping ? readMapping(options.mapping) : undefined;
  if (mapping && options.collection) mapping.collection = options.collection;
  const fallback = slug(path.basename(input.file).replace(/\.[^.]*$/u, ''), 40).replace(/^[^a-z]+/u, '') || 'datei';
  const source = options.source || mapping?.source || fallback;
  const origin = origins[format] ?? { name: path.basename(input.file), url: '', licence: '' };
  if (format === 'records') {
    const records = readRecords(input, report);
    return { drafts: records.drafts, source: options.source || records.source || fallback, origin: records.origin ?? origin };
  }
  if (format === 'geography') return { drafts: readGeography(input, report), source, origin: originIn(input) ?? origin };
  return { drafts: drafts(), source, origin };

  function drafts(): Draft[] {
    if (format === 'moers') return readMoers(input, report);
    if (format === 'markets') return readMarkets(input, report);
    if (format === 'care-lup') return readCareLup(input, report);
    if (format === 'csv') return readCsv(input, report, mapping).map((draft) => ({ ...draft, collection: options.collection || draft.collection }));
    return mapping ? readMappedGeojson(input, report, mapping) : readOsm(input, report);
  }
}
