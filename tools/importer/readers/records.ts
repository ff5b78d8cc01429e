// Our own exchange form: {"collection", "source", "origin", "records": [{field: text, photo_files: […]}]}.
import { BrokenFile, isObject, type Input } from '../input.ts';
import { patterns, photosPerRecordMax, recordsMax } from '../limits.ts';
import type { Draft, Origin } from '../record.ts';
import type { Report } from '../report.ts';

export type RecordsFile = { drafts: Draft[]; source: string; origin?: Origin };

export function readRecords(input: Input, report: Report): RecordsFile {
  const { json, file } = input;
  const wrong = (key: string, expected: string): never => {
    throw new BrokenFile(file, `„${key}“: erwartet ${expected}`, 'Form siehe tools/importer/README.md');
  };
  if (!isObject(json) || !Array.isArray(json['records'])) return wrong('records', 'eine Liste');
  const { collection, source, origin, records } = json as Record<string, unknown> & { records: unknown[] };
  if (typeof collection !== 'string' || !patterns.collection.test(collection)) return wrong('collection', 'Name aus a-z, 0-9 und _');
  if (source !== undefined && (typeof source !== 'string' || !patterns.source.test(source))) return wrong('source', 'Name aus a-z, 0-9 und -');
  if (records.length > recordsMax) return wrong('records', `höchstens ${recordsMax} Einträge`);
  if (origin !== undefined && !isOrigin(origin)) return wrong('origin', 'name, url und licence als Texte');
  const drafts = records.flatMap((record, index) => draftOf(record, { file, feature: index + 1 }, collection, report));
  return { drafts, source: (source as string | undefined) ?? '', ...(origin ? { origin: origin as Origin } : {}) };
}

/** Who made a file, where it says so. */
export function originIn({ json }: Input): Origin | undefined {
  const origin = isObject(json) ? json['origin'] : undefined;
  return isOrigin(origin) ? (origin as Origin) : undefined;
}

function isOrigin(value: unknown): value is Origin {
  return isObject(value) && ['name', 'url', 'licence'].every((key) => typeof value[key] === 'string') && Object.keys(value).length === 3;
}

function draftOf(record: unknown, where: Draft['where'], collection: string, report: Report): Draft[] {
  if (!isObject(record)) {
    report.add('skipped', 'not_flat', where, 'ohne Namen');
    return [];
  }
  const { id, lat, lon, photo_files: files, place, ...rest } = record;
  const values: Record<string, string> = {};
  for (const [field, value] of Object.entries({ ...rest, place_name: rest['place_name'] ?? place })) {
    if (value === undefined || value === null) continue;
    if (typeof value === 'string' || typeof value === 'number') values[field] = String(value);
    else if (Array.isArray(value) && value.every((one) => typeof one === 'string')) values[field] = value.join(isLines(field) ? '\n' : '; ');
    else report.add('dropped', 'not_flat', where, String(record['name'] ?? ''), field);
  }
  const photoFiles = Array.isArray(files) ? files.filter((one) => typeof one === 'string').slice(0, photosPerRecordMax) : [];
  const key = typeof id === 'string' ? id : '';
  return [{ collection, where, sourceId: key, ...(patterns.id.test(key) ? { id: key } : {}), values, lat, lon, photoFiles }];
}

function isLines(field: string): boolean {
  return field === 'photo_texts' || field === 'photo_credits' || field === 'description';
}
