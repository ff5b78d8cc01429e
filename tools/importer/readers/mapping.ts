// The small JSON file that says which columns of a table mean which fields.
import { patterns } from '../limits.ts';
import { BrokenFile, isObject, readInput } from '../input.ts';

export type Mapping = {
  fields: Record<string, string[]>;
  constants: Record<string, string>;
  kinds: Record<string, string>;
  id: string;
  delimiter: string;
  collection: string;
  source: string;
};

// Headings people give their columns; used where no mapping file names others.
const headings: Record<string, string[]> = {
  name: ['name', 'firma', 'geschäft', 'bezeichnung', 'titel'], kind: ['kind', 'art', 'branche', 'kategorie'],
  place_name: ['place', 'ort', 'stadt', 'gemeinde'], district: ['district', 'ortsteil', 'stadtteil'],
  street: ['street', 'straße', 'strasse', 'anschrift', 'adresse'], house_number: ['hausnummer', 'hausnr', 'nr'],
  postal_code: ['postal_code', 'plz', 'postleitzahl'], lat: ['lat', 'latitude', 'breite', 'breitengrad'],
  lon: ['lon', 'lng', 'longitude', 'länge', 'längengrad'], opening_hours: ['opening_hours', 'öffnungszeiten'],
  assortment: ['assortment', 'sortiment'], description: ['description', 'beschreibung'],
  summary: ['summary', 'kurzbeschreibung'], phone: ['phone', 'telefon', 'tel', 'fon'], email: ['email', 'e-mail', 'mail'],
  website: ['website', 'internet', 'web', 'url', 'homepage'], id: ['id', 'kennung'],
};

export function guessedMapping(columns: readonly string[]): Mapping {
  const fields: Record<string, string[]> = {};
  for (const column of columns) {
    const wanted = column.trim().toLowerCase();
    const field = Object.keys(headings).find((key) => headings[key]!.includes(wanted)) ?? (patterns.field.test(wanted) ? wanted : '');
    if (field !== '' && field !== 'house_number' && !fields[field]) fields[field] = [column];
  }
  const number = columns.find((column) => headings['house_number']!.includes(column.trim().toLowerCase()));
  if (number && fields['street']) fields['street'].push(number);
  const id = fields['id']?.[0] ?? '';
  delete fields['id'];
  return { fields, constants: {}, kinds: {}, id, delimiter: '', collection: '', source: '' };
}

/** Reads and checks a mapping file; an error names the key at fault. */
export function readMapping(file: string): Mapping {
  const { json } = readInput(file);
  const wrong = (key: string, expected: string): never => {
    throw new BrokenFile(file, `„${key}“: erwartet ${expected}`, 'Form siehe tools/importer/README.md');
  };
  if (!isObject(json)) return wrong('(Datei)', 'ein JSON-Objekt');
  const known = ['fields', 'constants', 'kinds', 'id', 'delimiter', 'collection', 'source'];
  for (const key of Object.keys(json)) if (!known.includes(key)) wrong(key, `einer von ${known.join(', ')}`);
  const texts = (key: string): Record<string, string> => {
    const value = json[key] ?? {};
    if (!isObject(value) || Object.values(value).some((one) => typeof one !== 'string')) return wrong(key, 'Zuordnung von Texten');
    return value as Record<string, string>;
  };
  const text = (key: string): string => (json[key] === undefined || typeof json[key] === 'string' ? (json[key] as string | undefined) ?? '' : wrong(key, 'ein Text'));
  const fields = json['fields'];
  if (!isObject(fields) || Object.keys(fields).length === 0) return wrong('fields', 'Zuordnung Feld → Spalte');
  const columns: Record<string, string[]> = {};
  for (const [field, column] of Object.entries(fields)) {
    const names = Array.isArray(column) ? column : [column];
    if (!patterns.field.test(field) || names.some((name) => typeof name !== 'string')) wrong(`fields.${field}`, 'Spaltenname oder Liste davon');
    columns[field] = names as string[];
  }
  return { fields: columns, constants: texts('constants'), kinds: texts('kinds'), id: text('id'),
    delimiter: text('delimiter'), collection: text('collection'), source: text('source') };
}

/** Columns of one row as our fields. */
export function mapped(row: Record<string, string>, mapping: Mapping): Record<string, string> {
  const values: Record<string, string> = { ...mapping.constants };
  for (const [field, columns] of Object.entries(mapping.fields)) {
    const value = columns.map((column) => (row[column] ?? '').trim()).filter(Boolean).join(' ');
    if (value !== '') values[field] = value;
  }
  const kind = values['kind'];
  if (kind !== undefined) values['kind'] = mapping.kinds[kind] ?? kind;
  return values;
}
