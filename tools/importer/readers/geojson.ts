// What the GeoJSON readers share (RFC 7946): features in order, each with text properties and a position.
import { recordsMax } from '../limits.ts';
import { BrokenFile, featuresOf, isObject, type Flat, type Input } from '../input.ts';
import type { Report, Where } from '../report.ts';

export type Feature = { where: Where; id: string; tags: Record<string, string>; lat?: unknown; lon?: unknown };

export function readFeatures(input: Input, report: Report): Feature[] {
  const features = featuresOf(input.json);
  if (!features) throw new BrokenFile(input.file, 'ist keine GeoJSON-FeatureCollection', 'GeoJSON (RFC 7946) angeben');
  if (features.length > recordsMax) throw new BrokenFile(input.file, 'hat zu viele Einträge', 'Datei teilen');
  const read: Feature[] = [];
  features.forEach((feature, index) => {
    const where = { file: input.file, feature: index + 1 };
    if (!isObject(feature) || feature['type'] !== 'Feature' || !isObject(feature['properties'])) {
      report.add('skipped', 'not_a_feature', where, 'ohne Namen');
      return;
    }
    read.push({ where, id: idOf(feature), tags: textTags(feature['properties']), ...positionOf(feature, where, report) });
  });
  return read;
}

function idOf(feature: Flat): string {
  const id = feature['id'];
  return typeof id === 'string' || typeof id === 'number' ? String(id) : '';
}

export function textTags(properties: Flat): Record<string, string> {
  const tags: Record<string, string> = {};
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === 'string' ? value.trim() !== '' : typeof value === 'number' || typeof value === 'boolean') tags[key] = String(value);
  }
  return tags;
}

function positionOf(feature: Flat, where: Where, report: Report): { lat?: unknown; lon?: unknown } {
  const geometry = feature['geometry'];
  if (!isObject(geometry)) return {};
  const coordinates = geometry['coordinates'];
  if (geometry['type'] === 'Point' && Array.isArray(coordinates)) return { lon: coordinates[0], lat: coordinates[1] };
  const points: Array<[number, number]> = [];
  collect(coordinates, points, 0);
  if (points.length === 0) return {};
  report.add('note', 'not_a_point', where, idOf(feature));
  return { lon: middle(points.map(([lon]) => lon)), lat: middle(points.map(([, lat]) => lat)) };
}

function collect(value: unknown, points: Array<[number, number]>, depth: number): void {
  if (!Array.isArray(value) || depth > 5) return;
  if (typeof value[0] === 'number' && typeof value[1] === 'number') points.push([value[0], value[1]]);
  else for (const inner of value) collect(inner, points, depth + 1);
}

function middle(numbers: number[]): number {
  let least = Infinity;
  let most = -Infinity;
  for (const number of numbers) {
    least = Math.min(least, number);
    most = Math.max(most, number);
  }
  return (least + most) / 2;
}
