// From a source's drafts to what is sent: cleaned, placed, named, with ids that stay.
import { cleanPosition, degreesText, metresBetween, type Position } from './cleaning/coordinates.ts';
import { cleanValues, labelOf } from './cleaning/fields.ts';
import { assignIds, contentKey, slug, suffixed } from './ids.ts';
import { recordBytesMax, recordFieldsMax, utf8Length, valueBytesMax } from './limits.ts';
import { chooseNearest, placeRecords, type Located, type PlaceChoice } from './places.ts';
import { listOf, type Batch, type Draft, type Origin, type WireRecord } from './record.ts';
import type { Report } from './report.ts';

type Entry = Located & { draft: Draft; sourceId: string };

export type Prepared = { batches: Batch[]; places: WireRecord[]; usable: number };

/** Collections whose records lie somewhere and have a name. */
const located = new Set(['shops', 'care_services']);

export function prepare(drafts: readonly Draft[], source: string, origin: Origin | undefined, report: Report): Prepared {
  const entries = withoutRepeats(withKeys(drafts.map((draft) => entryOf(draft, origin, report))), report);
  const choices = chooseNearest(entries);
  entries.forEach((entry, index) => settleName(entry, choices[index]!, report));
  const usable = entries.filter((entry) => isUsable(entry, report));
  reportDuplicates(usable, report);
  const places = placeRecords(usable, usable.map((entry) => choices[entries.indexOf(entry)]!));
  const batches = [...new Set(usable.map(({ draft }) => draft.collection))].sort()
    .map((collection) => batchOf(collection, source, usable.filter(({ draft }) => draft.collection === collection)));
  return { batches, places, usable: usable.length };
}

function entryOf(draft: Draft, origin: Origin | undefined, report: Report): Entry {
  const fields = cleanValues(draft, report);
  if (origin) Object.assign(fields, attribution(origin));
  const position = located.has(draft.collection) || draft.lat !== undefined ? positionOf(draft, report) : undefined;
  return { draft, fields, sourceId: draft.sourceId, ...(position ? { position } : {}) };
}

/** Entries without a key in their source get one from name and place, and only where that is not unique from all they say. */
function withKeys(entries: Entry[]): Entry[] {
  const shortKey = ({ draft, fields }: Entry) => contentKey(draft.collection, fields['name'] ?? '', fields['place_name'] ?? '',
    fields['street'] ?? '', String(draft.lat), String(draft.lon));
  const counts = new Map<string, number>();
  for (const entry of entries) counts.set(shortKey(entry), (counts.get(shortKey(entry)) ?? 0) + 1);
  return entries.map((entry) => {
    if (entry.sourceId !== '') return entry;
    const key = shortKey(entry);
    return { ...entry, sourceId: counts.get(key) === 1 ? key : contentKey(key, JSON.stringify(Object.entries(entry.fields).sort())) };
  });
}

function attribution({ name, url, licence }: Origin): Record<string, string> {
  return { source: name, ...(url ? { source_licence_url: url } : {}), ...(licence ? { licence } : {}) };
}

function positionOf(draft: Draft, report: Report): Position | undefined {
  const result = cleanPosition(draft.lat, draft.lon);
  if ('problem' in result) {
    report.add('dropped', result.problem, draft.where, labelOf(draft), 'lat, lon');
    return undefined;
  }
  if (result.swapped) report.add('changed', 'swapped_position', draft.where, labelOf(draft), 'lat, lon');
  return result.position;
}

/** The first of several entries with one source id stays. */
function withoutRepeats(entries: Entry[], report: Report): Entry[] {
  const seen = new Set<string>();
  return entries.filter((entry) => {
    const key = `${entry.draft.collection} ${entry.sourceId}`;
    if (seen.has(key)) report.add('skipped', 'same_source_id', entry.draft.where, labelOf(entry.draft));
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function settleName(entry: Entry, choice: PlaceChoice, report: Report): void {
  const { fields, draft } = entry;
  const say = (code: 'nearest_place' | 'no_place' | 'generic_name') => report.add('note', code, draft.where, labelOf(draft), code === 'generic_name' ? 'name' : 'place');
  if (choice === 'nearest') fields['place_is_nearest'] = 'yes';
  if (choice === 'nearest') say('nearest_place');
  if (choice === 'land') say('no_place');
  const generic = fields['generic_name'];
  delete fields['generic_name'];
  if (fields['name'] || !generic) return;
  fields['name'] = `${generic} ${distinction(fields, choice)}`.trim();
  fields['name_is_generic'] = 'yes';
  say('generic_name');
}

function distinction(fields: Record<string, string>, choice: PlaceChoice): string {
  const operator = fields['operator'] ?? '';
  if (operator !== '' && operator.length <= 40) return operator;
  if (fields['district']) return `in ${fields['district']}`;
  if (choice === 'own') return `in ${fields['place_name']}`;
  return choice === 'nearest' ? `bei ${fields['place_name']}` : '';
}

function isUsable({ fields, draft }: Entry, report: Report): boolean {
  const skip = (code: 'no_name' | 'too_many_fields' | 'record_too_large') => {
    report.add('skipped', code, draft.where, labelOf(draft));
    return false;
  };
  if (located.has(draft.collection) && !fields['name']) return skip('no_name');
  for (const [field, value] of Object.entries(fields)) {
    if (utf8Length(value) <= valueBytesMax) continue;
    report.add('dropped', 'too_long', draft.where, labelOf(draft), field);
    delete fields[field];
  }
  if (Object.keys(fields).length + 6 > recordFieldsMax) return skip('too_many_fields');
  const bytes = Object.entries(fields).reduce((sum, [field, value]) => sum + utf8Length(field) + utf8Length(value), 0);
  return bytes + 512 > recordBytesMax ? skip('record_too_large') : true;
}

function reportDuplicates(entries: readonly Entry[], report: Report): void {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const { fields, draft } = entry;
    const key = `${draft.collection} ${slug(fields['name'] ?? '')} ${slug(fields['place_name'] ?? '')}`;
    const earlier = groups.get(key) ?? [];
    const near = earlier.some((other) => entry.position && other.position && metresBetween(entry.position, other.position) < 50);
    if (near && located.has(draft.collection)) report.add('note', 'duplicate', draft.where, labelOf(draft));
    groups.set(key, [...earlier, entry]);
  }
}

function batchOf(collection: string, source: string, entries: readonly Entry[]): Batch {
  const made = assignIds(entries.map(({ fields, sourceId }) => ({ name: fields['name'] ?? sourceId, place: slug(fields['place_name'] ?? '', 60), sourceId })));
  const taken = new Set(entries.flatMap(({ draft }) => draft.id ?? []));
  const ids = entries.map(({ draft, sourceId }, index) => {
    const id = made[index]!;
    return draft.id ?? (taken.has(id) ? suffixed(id, sourceId) : id);
  });
  const rows = entries.map((entry, index) => ({ record: wireRecord(ids[index]!, entry), sourceId: entry.sourceId }))
    .sort((a, b) => (a.record['id']! < b.record['id']! ? -1 : 1));
  return { collection, source, list: listOf(collection), records: rows.map(({ record }) => record), sourceIds: rows.map((row) => row.sourceId) };
}

function wireRecord(id: string, { fields, position }: Entry): WireRecord {
  const { place_name: placeName, ...rest } = fields;
  const place = slug(placeName ?? '', 60);
  return {
    id, ...rest, ...(place ? { place } : {}),
    ...(position ? { lat: degreesText(position.lat), lon: degreesText(position.lon) } : {}),
  };
}
