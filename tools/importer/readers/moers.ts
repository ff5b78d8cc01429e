// Retail of the town of Moers: sector, address, hours per weekday and an OSM opening_hours string.
import type { Input } from '../input.ts';
import type { Draft } from '../record.ts';
import type { Report } from '../report.ts';
import { readFeatures, type Feature } from './geojson.ts';
import { columnHours, weekOf, weekText } from './moers_hours.ts';

const sectors: Record<string, string> = {
  Oberbekleidung: 'clothes', Herrenmode: 'clothes', 'Heimtextilien, Oberbekleidung': 'clothes', Optiker: 'optician', Friseur: 'hairdresser',
  Buchhandlung: 'books', Reisebüro: 'travel-agency', 'Modeschmuck und Lederwaren': 'bags', Bäckerei: 'bakery', Münzen: 'jewelry',
  Gardinen: 'home-textiles', Weine: 'beverages', 'Kaffee-Shop': 'cafe', 'Handy und Elektro': 'electronics', Geschenkartikel: 'gifts',
  'Call Center': 'office', Stoffe: 'home-textiles', Foto: 'photo', Süßwaren: 'confectionery', Schmuck: 'jewelry', Schuhe: 'shoes',
  Parfümerie: 'cosmetics', Getränke: 'beverages', Vermögensberatung: 'office', Übersetzungsbüro: 'office', IHK: 'office',
  Musikinstrumente: 'music',
};

function sameWeek(a: Map<string, string>, b: Map<string, string>): boolean {
  return a.size === b.size && [...a].every(([day, text]) => b.get(day) === text);
}

/** The columns are the town's own words and win; what the string says beyond the week is kept behind them. */
function hoursOf({ where, tags }: Feature, report: Report): string {
  const label = tags['Firma'] ?? '';
  const written = (tags['opening_hours'] ?? '').trim();
  const columns = columnHours(tags);
  if (!columns) report.add('dropped', 'hours_columns', where, label, 'Montag_von … Samstag_Pause');
  if (!columns || columns.size === 0) return written;
  const rules = written.split(';').map((rule) => rule.trim());
  const extras = rules.filter((rule) => weekOf(rule) === undefined);
  const week = weekOf(rules.filter((rule) => !extras.includes(rule)).join(';')) ?? new Map<string, string>();
  if (written !== '' && !sameWeek(columns, week)) report.add('changed', 'hours_disagree', where, label, 'opening_hours');
  return sameWeek(columns, week) ? written : [weekText(columns), ...extras].filter(Boolean).join('; ');
}

function draft(feature: Feature, report: Report): Draft {
  const { where, id, tags, lat, lon } = feature;
  const street = (tags['Straße'] ?? '').trim().replace(/str\.$/u, 'straße').replace(/Str\.$/u, 'Straße');
  const values = {
    name: tags['Firma'] ?? '', kind: sectors[(tags['Branche'] ?? '').trim()] ?? tags['Branche'] ?? '',
    place_name: tags['Ort'] ?? '', district: tags['Quartier'] ?? '', street: `${street} ${tags['HausNr'] ?? ''}`.trim(),
    postal_code: tags['PLZ'] ?? '', opening_hours: hoursOf(feature, report), opening_hours_note: tags['sonstiges'] ?? '',
    assortment: tags['Branche'] ?? '', phone: tags['Fon'] ?? '', website: tags['URL'] ?? '', land: 'DE-NW',
  };
  return { collection: 'shops', where, sourceId: id, values, lat: lat ?? tags['lat'], lon: lon ?? tags['lng'] };
}

export function readMoers(input: Input, report: Report): Draft[] {
  return readFeatures(input, report).map((feature) => draft(feature, report));
}
