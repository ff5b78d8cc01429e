// Positions in WGS84 degrees: checked, unswapped where certain, written with at most 7 decimals.

export type Position = { lat: number; lon: number };
export type PositionResult =
  | { position: Position; swapped: boolean }
  | { problem: 'no_position' | 'bad_position' | 'far_position' };

// Germany with a margin; what lies outside is a mistake in a town's file.
const germany = { south: 47.0, north: 55.2, west: 5.5, east: 15.4 };

function inGermany(lat: number, lon: number): boolean {
  return lat >= germany.south && lat <= germany.north && lon >= germany.west && lon <= germany.east;
}

export function degrees(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || !/^\s*-?\d{1,3}(?:[.,]\d{1,15})?\s*$/u.test(value)) return undefined;
  return Number(value.replace(',', '.'));
}

export function cleanPosition(rawLat: unknown, rawLon: unknown): PositionResult {
  if ([rawLat, rawLon].some((raw) => raw === undefined || raw === null || raw === '')) return { problem: 'no_position' };
  const lat = degrees(rawLat);
  const lon = degrees(rawLon);
  if (lat === undefined || lon === undefined) return { problem: 'bad_position' };
  if (inGermany(lat, lon)) return { position: { lat, lon }, swapped: false };
  if (inGermany(lon, lat)) return { position: { lat: lon, lon: lat }, swapped: true };
  return { problem: Math.abs(lat) > 90 || Math.abs(lon) > 180 ? 'bad_position' : 'far_position' };
}

export function degreesText(value: number): string {
  return String(Number(value.toFixed(7)));
}

/** Great-circle distance in metres (haversine, mean earth radius). */
export function metresBetween(a: Position, b: Position): number {
  const radians = Math.PI / 180;
  const sine = (angle: number) => Math.sin(angle * radians / 2) ** 2;
  const h = sine(b.lat - a.lat) + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * sine(b.lon - a.lon);
  return 2 * 6_371_009 * Math.asin(Math.sqrt(h));
}
