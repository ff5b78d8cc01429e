// Files into text, JSON and a known format. A file that cannot be read is a BrokenFile: nothing of it is used.
import { readFileSync, statSync } from 'node:fs';
import { fileBytesMax } from './limits.ts';
import { isGeography } from './readers/geography.ts';

export class BrokenFile extends Error {
  readonly remedy: string;
  constructor(file: string, reason: string, remedy: string) {
    super(`${file}: ${reason}`);
    this.remedy = remedy;
  }
}

export const formats = ['osm-geojson', 'csv', 'moers', 'markets', 'care-lup', 'records', 'town', 'geojson', 'geography'] as const;
export type Format = (typeof formats)[number];

export type Input = { file: string; text: string; json?: unknown; recoded: boolean };

/** Reads a whole file as UTF-8; CSV from old programs may be Windows-1252 (`recoded`). */
export function readInput(file: string): Input {
  let bytes: Buffer;
  try {
    const stat = statSync(file);
    if (!stat.isFile()) throw new BrokenFile(file, 'ist keine Datei', 'den Pfad einer Datei angeben');
    if (stat.size > fileBytesMax) throw new BrokenFile(file, 'ist größer als 256 MB', 'Datei teilen');
    bytes = readFileSync(file);
  } catch (error) {
    if (error instanceof BrokenFile) throw error;
    throw new BrokenFile(file, 'ist nicht lesbar', 'Pfad und Leserecht prüfen');
  }
  if (bytes.length === 0) throw new BrokenFile(file, 'ist leer', 'Datei neu ausgeben lassen');
  if (bytes.includes(0)) throw new BrokenFile(file, 'ist keine Textdatei', 'GeoJSON, JSON oder CSV angeben');
  return { ...decoded(file, bytes), file };
}

function decoded(file: string, bytes: Buffer): Omit<Input, 'file'> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return looksLikeJson(text) ? { text, json: parsed(file, text), recoded: false } : { text, recoded: false };
  } catch (error) {
    if (error instanceof BrokenFile) throw error;
  }
  const text = new TextDecoder('windows-1252').decode(bytes);
  if (looksLikeJson(text)) throw new BrokenFile(file, 'ist nicht in UTF-8', 'JSON in UTF-8 ausgeben');
  return { text, recoded: true };
}

function looksLikeJson(text: string): boolean {
  return /^\s*[[{]/u.test(text.slice(0, 4096));
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const at = /position (\d+)/u.exec(String(error))?.[1];
    const where = at === undefined ? 'am Ende' : `in Zeile ${text.slice(0, Number(at)).split('\n').length}`;
    throw new BrokenFile(file, `ist kein vollständiges JSON (Fehler ${where})`, 'Datei neu herunterladen oder ausgeben lassen');
  }
}

export type Flat = Record<string, unknown>;

export function isObject(value: unknown): value is Flat {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What the content says it is. */
export function detectFormat(input: Input): Format {
  const { json } = input;
  if (json === undefined) return 'csv';
  if (isObject(json) && Array.isArray(json['records'])) return 'records';
  if (isObject(json) && typeof json['town'] === 'string' && 'imprint' in json) return 'town';
  const features = featuresOf(json);
  if (!features) throw new BrokenFile(input.file, 'hat keine bekannte Form', 'GeoJSON (FeatureCollection), {"records": […]}, town.json oder CSV angeben');
  if (isGeography(features)) return 'geography';
  for (const feature of features.slice(0, 50)) {
    const properties = isObject(feature) && isObject(feature['properties']) ? feature['properties'] : {};
    if ('Firma' in properties && 'Montag_von' in properties) return 'moers';
    if ('versorgungsart' in properties) return 'care-lup';
    if ('@city' in properties && 'title' in properties) return 'markets';
  }
  return 'osm-geojson';
}

export function featuresOf(json: unknown): unknown[] | undefined {
  return isObject(json) && json['type'] === 'FeatureCollection' && Array.isArray(json['features'])
    ? json['features'] : undefined;
}
