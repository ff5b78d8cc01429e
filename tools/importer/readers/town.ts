// town.json: who the town is, what the portal shows and what it says. Strict: an error names the field.
import { patterns } from '../limits.ts';
import { BrokenFile, isObject, type Flat, type Input } from '../input.ts';
import { degrees, degreesText } from '../cleaning/coordinates.ts';
import { landCode } from '../places.ts';
import type { WireRecord } from '../record.ts';

export type Town = { town: string; file: string; text: string; record: WireRecord; places: WireRecord[]; texts: WireRecord[] };

/** Switches of the portal. Stored: do not rename. */
export const features = ['directory', 'care', 'settings'];

const languages = ['de', 'en', 'leicht'];
type Shape = { prefix: string; required: string[]; optional: string[] };

const shapes: Record<string, Shape> = {
  imprint: { prefix: 'imprint_', required: ['body', 'represented_by', 'street', 'postal_code', 'place', 'email', 'editor'], optional: ['phone', 'supervision', 'vat_id'] },
  privacy: { prefix: 'privacy_', required: ['contact', 'email', 'authority'], optional: ['host', 'law'] },
  accessibility: { prefix: '', required: ['barrier_email', 'enforcement_body'], optional: ['enforcement_contact', 'enforcement_url', 'statement_date', 'statement_law'] },
  demo_notice: { prefix: 'demo_notice_', required: languages, optional: [] },
};

class Reader {
  readonly file: string;
  constructor(file: string) {
    this.file = file;
  }

  wrong(field: string, expected: string): never {
    throw new BrokenFile(this.file, `Feld „${field}“: erwartet ${expected}`, 'Form siehe tools/demo/README.md');
  }

  text(object: Flat, field: string, path: string, max = 4000): string {
    const value = object[field];
    if (typeof value !== 'string' || value.trim() === '' || value.length > max || /[\u0000-\u0009\u000b-\u001f\u007f]/u.test(value)) {
      this.wrong(path, `Text von 1 bis ${max} Zeichen ohne Steuerzeichen`);
    }
    return value.trim();
  }

  object(value: unknown, path: string, required: string[], optional: string[]): Flat {
    if (!isObject(value)) return this.wrong(path || '(Datei)', 'ein Objekt');
    const below = (key: string) => (path === '' ? key : `${path}.${key}`);
    for (const key of required) if (value[key] === undefined) this.wrong(below(key), 'eine Angabe');
    for (const key of Object.keys(value)) {
      if (!required.includes(key) && !optional.includes(key)) this.wrong(below(key), `kein solches Feld; erlaubt: ${[...required, ...optional].join(', ')}`);
    }
    return value;
  }

  position(object: Flat, path: string): { lat: string; lon: string } {
    const [lat, lon] = [degrees(object['lat']), degrees(object['lon'])];
    if (lat === undefined || Math.abs(lat) > 90) this.wrong(`${path}.lat`, 'Breite in Grad');
    if (lon === undefined || Math.abs(lon) > 180) this.wrong(`${path}.lon`, 'Länge in Grad');
    return { lat: degreesText(lat), lon: degreesText(lon) };
  }

  list(value: unknown, path: string): unknown[] {
    return Array.isArray(value) && value.length <= 1000 ? value : this.wrong(path, 'eine Liste');
  }
}

/** The texts of the portal that a town may say in its own words; the core asks for them by these names. */
const ownTexts = ['home-title', 'home-lead', 'home-search-hint', 'directory-lead', 'frame-promise'];

export function readTown(input: Input): Town {
  const reader = new Reader(input.file);
  const json = reader.object(input.json, '', ['town', 'name', 'state', 'center', 'features', 'places', ...Object.keys(shapes).slice(0, 3)], ['demo_notice', 'texts', 'url', 'care_key', 'care_free_text']);
  const town = reader.text(json, 'town', 'town', 40);
  if (!patterns.town.test(town)) reader.wrong('town', 'Kennung aus a-z, 0-9 und -, mit einem Buchstaben beginnend');
  const state = reader.text(json, 'state', 'state', 5);
  if (landCode(state) !== state) reader.wrong('state', 'Land wie DE-MV');
  const center = reader.position(reader.object(json['center'], 'center', ['lat', 'lon'], []), 'center');
  const record: WireRecord = { id: 'town', name: reader.text(json, 'name', 'name', 80), state, ...center, features: featureList(reader, json) };
  for (const [key, shape] of Object.entries(shapes)) Object.assign(record, flat(reader, json[key], key, shape));
  if (json['url'] !== undefined) record['url'] = origin(reader, json);
  if (json['care_free_text'] !== undefined) {
    if (typeof json['care_free_text'] !== 'boolean') reader.wrong('care_free_text', 'true oder false');
    record['care_free_text'] = json['care_free_text'] ? 'yes' : 'no';
  }
  if (json['care_key'] !== undefined) record['care_key'] = careKey(reader, json);
  if (json['demo_notice'] !== undefined) record['demo'] = 'yes';
  return { town, file: input.file, text: input.text, record, places: places(reader, json, state), texts: texts(reader, json) };
}

function flat(reader: Reader, value: unknown, path: string, { prefix, required, optional }: Shape): WireRecord {
  if (value === undefined && path === 'demo_notice') return {};
  const object = reader.object(value, path, required, optional);
  return Object.fromEntries(Object.keys(object).map((key) => [`${prefix}${key}`, reader.text(object, key, `${path}.${key}`)]));
}

/** The address under which everyone reaches the portal: scheme and host alone, because it stands at the root of its host. */
function origin(reader: Reader, json: Flat): string {
  const text = reader.text(json, 'url', 'url', 200);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/u.test(url.protocol) || (text !== url.origin && text !== `${url.origin}/`)) reader.wrong('url', 'Adresse wie https://portal.example ohne Pfad');
  return url.origin;
}

function featureList(reader: Reader, json: Flat): string {
  const named = reader.list(json['features'], 'features');
  named.forEach((one, index) => {
    if (!features.includes(one as string) || named.indexOf(one) !== index) reader.wrong(`features[${index}]`, `jedes einmal: ${features.join(', ')}`);
  });
  return named.join('; ');
}

function places(reader: Reader, json: Flat, state: string): WireRecord[] {
  const seen = new Set<string>();
  return reader.list(json['places'], 'places').map((one, index) => {
    const path = `places[${index}]`;
    const place = reader.object(one, path, ['id', 'name', 'lat', 'lon'], ['postal_code']);
    const id = reader.text(place, 'id', `${path}.id`, 80);
    if (!patterns.id.test(id) || seen.has(id)) reader.wrong(`${path}.id`, 'einmalige Kennung aus a-z, 0-9 und -');
    seen.add(id);
    const postalCode = place['postal_code'] === undefined ? '' : reader.text(place, 'postal_code', `${path}.postal_code`, 5);
    if (postalCode && !/^\d{5}$/u.test(postalCode)) reader.wrong(`${path}.postal_code`, 'fünf Ziffern');
    return { id, name: reader.text(place, 'name', `${path}.name`, 80), ...(postalCode ? { postal_code: postalCode } : {}),
      ...reader.position(place, path), land: state };
  });
}

function texts(reader: Reader, json: Flat): WireRecord[] {
  const entries = json['texts'] ?? {};
  if (!isObject(entries)) return reader.wrong('texts', 'Zuordnung Schlüssel → {de, en, leicht}');
  return Object.entries(entries).map(([id, value]) => {
    if (!ownTexts.includes(id)) reader.wrong(`texts.${id.slice(0, 40)}`, `einen dieser Texte: ${ownTexts.join(', ')}`);
    const object = reader.object(value, `texts.${id}`, ['de'], ['en', 'leicht']);
    const texts = Object.keys(object).map((key) => [key, reader.text(object, key, `texts.${id}.${key}`)] as const);
    for (const [key, text] of texts) {
      if (/\{(?!town\})/u.test(text)) reader.wrong(`texts.${id}.${key}`, 'höchstens {town} in geschweiften Klammern');
    }
    return { id, ...Object.fromEntries(texts) };
  });
}

function careKey(reader: Reader, json: Flat): string {
  const key = reader.text(json, 'care_key', 'care_key', 87);
  return /^[\w-]{43}\.[\w-]{43}$/u.test(key) ? key : reader.wrong('care_key', 'die Zeile von tools/admin town-key show');
}
