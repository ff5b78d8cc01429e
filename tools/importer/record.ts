// The words between reading and publishing: a draft as a reader found it, a record as the wire takes it.
import type { Where } from './report.ts';

/** What a reader found, uncleaned. `values` holds our field names; `place_name` becomes `place` later. */
export type Draft = {
  collection: string;
  where: Where;
  /** The record's own key in its source ("node/123"), or '' where it has none. */
  sourceId: string;
  /** The id the record must have; without it one is made of name and place. */
  id?: string;
  values: Record<string, string>;
  lat?: unknown;
  lon?: unknown;
  photoFiles?: string[];
};

/** Flat text fields with `id` first. */
export type WireRecord = Record<string, string>;

export type Origin = { name: string; url: string; licence: string };

/** One source's part of one collection, as it will be sent; `sourceIds` runs beside `records`. */
export type Batch = { collection: string; source: string; list: string[]; records: WireRecord[]; sourceIds: string[] };

export const lists: Record<string, string[]> = {
  shops: ['name', 'kind', 'place', 'district', 'street', 'postal_code', 'lat', 'lon', 'opening_hours', 'assortment',
    'summary', 'photo', 'invented', 'wheelchair', 'closed_from', 'closed_until'],
  care_services: ['name', 'place', 'district', 'street', 'postal_code', 'lat', 'lon', 'forms', 'covers', 'phone',
    'languages', 'invented'],
  places: ['name', 'postal_code', 'lat', 'lon', 'land'],
  kinds: ['de', 'en', 'leicht', 'order'],
  words: ['de', 'en', 'leicht'],
  synonyms: ['words'],
  school_holidays: ['days'],
  sources: ['name', 'url', 'licence', 'records'],
  town: ['name', 'state', 'features', 'lat', 'lon'],
  texts: ['de', 'en', 'leicht'],
  prose: [],
  geography: [],
};

export function listOf(collection: string): string[] {
  return lists[collection] ?? ['name'];
}
