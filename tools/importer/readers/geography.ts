// What lies under the map: GeoJSON lines and polygons (RFC 7946) with a property `form`, and who made them in the member `origin`.
// Each feature becomes a record of the collection `geography`: its form, and its rings as encoded polylines of four decimals
// (Google's Encoded Polyline Algorithm Format), a space between them.
import { BrokenFile, featuresOf, isObject, type Flat, type Input } from '../input.ts';
import { utf8Length, valueBytesMax } from '../limits.ts';
import type { Draft } from '../record.ts';
import type { Report } from '../report.ts';

/** What the map knows how to draw; areas first. Stored: do not rename. */
export const forms = ['water', 'green', 'built', 'river', 'road'];

const digits = 10_000;

/** Whether every feature is a line or an area with a form. */
export function isGeography(features: readonly unknown[]): boolean {
  return features.length > 0 && features.every((feature) => isObject(feature) && isObject(feature['properties']) &&
    typeof feature['properties']['form'] === 'string' && ringsOf(feature['geometry']) !== undefined);
}

export function readGeography(input: Input, report: Report): Draft[] {
  const features = featuresOf(input.json);
  if (!features || !isGeography(features)) {
    throw new BrokenFile(input.file, 'hat keine Linien und Flächen mit „form“', 'Form siehe tools/importer/README.md');
  }
  return (features as Flat[]).flatMap((feature, index) => {
    const where = { file: input.file, feature: index + 1 };
    const form = String((feature['properties'] as Flat)['form']);
    const line = ringsOf(feature['geometry'])!.map(encoded).join(' ');
    const label = `${form}-${index + 1}`;
    if (!forms.includes(form)) report.add('skipped', 'bad_choice', where, label, 'form');
    else if (utf8Length(line) > valueBytesMax) report.add('skipped', 'too_long', where, label, 'line');
    else return [{ collection: 'geography', where, sourceId: label, id: label, values: { form, line } }];
    return [];
  });
}

function ringsOf(geometry: unknown): number[][][] | undefined {
  if (!isObject(geometry)) return undefined;
  const { type, coordinates } = geometry;
  const rings = type === 'LineString' ? [coordinates] : type === 'Polygon' || type === 'MultiLineString' ? coordinates : undefined;
  return Array.isArray(rings) && rings.every(isRing) ? (rings as number[][][]) : undefined;
}

function isRing(ring: unknown): boolean {
  return Array.isArray(ring) && ring.length > 1 && ring.every((at) => Array.isArray(at) && Math.abs(at[0] as number) <= 180 && Math.abs(at[1] as number) <= 85);
}

export function encoded(ring: readonly number[][]): string {
  let [latitude, longitude] = [0, 0];
  return ring.map(([east = 0, north = 0]) => {
    const [lat, lon] = [Math.round(north * digits), Math.round(east * digits)];
    const text = chunks(lat - latitude) + chunks(lon - longitude);
    [latitude, longitude] = [lat, lon];
    return text;
  }).join('');
}

function chunks(number: number): string {
  let rest = number < 0 ? ~(number << 1) : number << 1;
  let text = '';
  for (; rest >= 0x20; rest >>>= 5) text += String.fromCharCode((0x20 | (rest & 0x1f)) + 63);
  return text + String.fromCharCode(rest + 63);
}
