// Weekly markets of wo-ist-markt.de (cities/*.json joined, "@city" added).
import type { Input } from '../input.ts';
import type { Draft } from '../record.ts';
import type { Report } from '../report.ts';
import { readFeatures, type Feature } from './geojson.ts';

// File names of cities that are written without umlauts.
const cityNames: Record<string, string> = { luebeck: 'Lübeck' };

function cityName(key: string): string {
  return cityNames[key] ?? key.replace(/(^|[\s-])(\p{Ll})/gu, (_all, before: string, letter: string) => before + letter.toUpperCase());
}

function draft({ where, id, tags, lat, lon }: Feature): Draft {
  const location = tags['location'] ?? '';
  const postalCode = /\b\d{5}\b/u.exec(location)?.[0] ?? '';
  const values: Record<string, string> = {
    name: tags['title'] ?? '', kind: 'market', place_name: cityName(tags['@city'] ?? ''), postal_code: postalCode,
    street: location.replace(/,?\s*\b\d{5}\b.*$/u, ''), opening_hours: tags['opening_hours'] ?? '',
    opening_hours_note: tags['opening_hours_unclassified'] ?? '', website: tags['details_url'] ?? '',
  };
  return { collection: 'shops', where, sourceId: id, values, lat, lon };
}

export function readMarkets(input: Input, report: Report): Draft[] {
  return readFeatures(input, report).map(draft);
}
