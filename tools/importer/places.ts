// Which town or village a record lies in, and the collection `places` that goes with it.
import { degreesText, metresBetween, type Position } from './cleaning/coordinates.ts';
import { slug } from './ids.ts';
import type { WireRecord } from './record.ts';

/** A record on its way: cleaned fields (`place_name` still there) and its position. */
export type Located = { fields: Record<string, string>; position?: Position };

export const nearestPlaceMetresMax = 8000;

const lands: Record<string, string> = {
  'DE-BW': 'Baden-Württemberg', 'DE-BY': 'Bayern', 'DE-BE': 'Berlin', 'DE-BB': 'Brandenburg', 'DE-HB': 'Bremen',
  'DE-HH': 'Hamburg', 'DE-HE': 'Hessen', 'DE-MV': 'Mecklenburg-Vorpommern', 'DE-NI': 'Niedersachsen',
  'DE-NW': 'Nordrhein-Westfalen', 'DE-RP': 'Rheinland-Pfalz', 'DE-SL': 'Saarland', 'DE-SN': 'Sachsen',
  'DE-ST': 'Sachsen-Anhalt', 'DE-SH': 'Schleswig-Holstein', 'DE-TH': 'Thüringen',
};

export function landCode(name: string): string | undefined {
  return Object.keys(lands).find((code) => code === name || lands[code] === name);
}

export type PlaceChoice = 'own' | 'nearest' | 'land' | 'none';

/** Fills in `place_name` where it is missing: the nearest named place of the same file, else the state. */
export function chooseNearest(located: readonly Located[]): PlaceChoice[] {
  const known = located.filter((one) => one.fields['place_name'] && one.position)
    .map((one) => ({ name: one.fields['place_name']!, position: one.position! }));
  return located.map((one) => {
    if (one.fields['place_name']) return 'own';
    const name = one.position && nearest(one.position, known);
    if (name !== undefined) {
      one.fields['place_name'] = name;
      return 'nearest';
    }
    const land = lands[one.fields['land'] ?? ''];
    if (land === undefined) return 'none';
    one.fields['place_name'] = land;
    return 'land';
  });
}

function nearest(position: Position, known: Array<{ name: string; position: Position }>): string | undefined {
  let best: string | undefined;
  let bestMetres = nearestPlaceMetresMax;
  for (const one of known) {
    if (Math.abs(one.position.lat - position.lat) > 0.1) continue;
    const metres = metresBetween(one.position, position);
    if (metres < bestMetres || (metres === bestMetres && best !== undefined && one.name < best)) {
      bestMetres = metres;
      best = one.name;
    }
  }
  return best;
}

const ascending = (a: number, b: number) => a - b;

function median(numbers: number[]): number {
  return numbers.sort(ascending)[Math.floor(numbers.length / 2)]!;
}

function mostFrequent(values: string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0] ?? '';
}

/** One record per place, in the middle of its records; of records that only lie near it the place itself is not moved. */
export function placeRecords(located: readonly Located[], choices: readonly PlaceChoice[]): WireRecord[] {
  const byPlace = new Map<string, Array<{ one: Located; choice: PlaceChoice }>>();
  located.forEach((one, index) => {
    const id = slug(one.fields['place_name'] ?? '', 60);
    if (id === '') return;
    byPlace.set(id, [...byPlace.get(id) ?? [], { one, choice: choices[index]! }]);
  });
  return [...byPlace].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, members]) => {
    const own = members.filter(({ choice }) => choice !== 'nearest').map(({ one }) => one);
    return placeRecord(id, own.length > 0 ? own : members.map(({ one }) => one));
  });
}

function placeRecord(id: string, members: Located[]): WireRecord {
  const positions = members.flatMap((one) => (one.position ? [one.position] : []));
  const record: WireRecord = { id, name: mostFrequent(members.map((one) => one.fields['place_name']!)) };
  const postalCode = mostFrequent(members.flatMap((one) => one.fields['postal_code'] ?? []));
  const land = mostFrequent(members.flatMap((one) => one.fields['land'] ?? []));
  if (postalCode && !Object.values(lands).includes(record['name']!)) record['postal_code'] = postalCode;
  if (positions.length > 0) {
    record['lat'] = degreesText(median(positions.map(({ lat }) => lat)));
    record['lon'] = degreesText(median(positions.map(({ lon }) => lon)));
  }
  if (land) record['land'] = land;
  return record;
}
