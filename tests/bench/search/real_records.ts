// The real shops and markets of the shared data as search records: OpenStreetMap's farm shops and
// vending machines, the retail of Moers, weekly markets.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SearchRecord {
  id: string;
  name: string;
  kind: string;
  assortment: string[];
  description: string;
  street: string;
  postal_code: string;
  place: string;
  district: string;
  lat: number | null;
  lon: number | null;
  opening_hours: string;
}

type Properties = Record<string, string | null | undefined>;

interface Feature {
  properties: Properties;
  geometry: { type: string; coordinates: unknown } | null;
}

const osmGoods: Record<string, string> = {
  milk: 'Milch', eggs: 'Eier', egg: 'Eier', honey: 'Honig', potatoes: 'Kartoffeln', food: 'Lebensmittel',
  drinks: 'Getränke', beverages: 'Getränke', fruit: 'Obst', vegetable: 'Gemüse', vegetables: 'Gemüse',
  berries: 'Beeren', juice: 'Saft', juices: 'Saft', herbs: 'Kräuter', cheese: 'Käse', butter: 'Butter',
  yoghurt: 'Joghurt', youghurt: 'Joghurt', beef: 'Rindfleisch', pork: 'Schweinefleisch', lamb: 'Lammfleisch',
  fowl: 'Geflügel', duck: 'Ente', goose: 'Gans', meat: 'Fleisch', asparagus: 'Spargel', strawberry: 'Erdbeeren',
  strawberries: 'Erdbeeren', jam: 'Marmelade', blueberry: 'Heidelbeeren', apple: 'Äpfel', apples: 'Äpfel',
  flowers: 'Blumen', pumpkin: 'Kürbis', pumpkins: 'Kürbis', cherry: 'Kirschen', raspberry: 'Himbeeren',
  sausages: 'Wurst', noodles: 'Nudeln', cookies: 'Kekse', sweets: 'Süßigkeiten', coffee: 'Kaffee', bread: 'Brot',
  soup: 'Suppe', wool: 'Wolle', dairy: 'Milchprodukte', fish: 'Fisch', wheat: 'Weizen', quark: 'Quark',
};

const text = (value: string | null | undefined): string => (value ?? '').trim();

function osmKind(p: Properties): string {
  if (p['amenity'] === 'vending_machine') return 'Verkaufsautomat';
  if (p['amenity'] === 'marketplace') return 'Wochenmarkt';
  if (p['craft'] === 'beekeeper' || p['shop'] === 'honey') return 'Imkerei';
  if (p['shop'] === 'farm') return 'Hofladen';
  if (p['shop'] === 'dairy') return 'Molkerei';
  return p['amenity'] === 'cafe' ? 'Café' : 'Laden';
}

function osmAssortment(p: Properties): string[] {
  const goods = new Set<string>();
  for (const [key, value] of Object.entries(p)) {
    const named = /^food:(\w+)$/.exec(key);
    if (named && value === 'yes') goods.add(osmGoods[named[1] ?? ''] ?? named[1] ?? '');
    if (!/^(vending|produce|product|food|produce:de|products)$/.test(key)) continue;
    for (const part of text(value).split(/[;,:]/)) {
      const good = part.trim();
      if (good !== '') goods.add(osmGoods[good.toLowerCase()] ?? good);
    }
  }
  if (p['organic'] === 'yes' || p['organic'] === 'only') goods.add('Bio');
  return [...goods];
}

// The first position of any geometry.
function position(feature: Feature): { lat: number | null; lon: number | null } {
  let at: unknown = feature.geometry?.coordinates;
  while (Array.isArray(at) && Array.isArray(at[0])) at = at[0];
  if (!Array.isArray(at)) return { lat: null, lon: null };
  return { lat: Number(at[1]), lon: Number(at[0]) };
}

const street = (...parts: (string | null | undefined)[]): string => parts.map(text).filter(Boolean).join(' ');

function osmRecord(feature: Feature, id: string): SearchRecord {
  const p = feature.properties;
  return {
    id, name: text(p['name']) || text(p['operator']), kind: osmKind(p), assortment: osmAssortment(p),
    description: text(p['description']), street: street(p['addr:street'], p['addr:housenumber']),
    postal_code: text(p['addr:postcode']), place: text(p['addr:city']), district: text(p['addr:suburb']),
    opening_hours: text(p['opening_hours']), ...position(feature),
  };
}

function moersRecord(feature: Feature, id: string): SearchRecord {
  const p = feature.properties;
  return {
    id, name: text(p['Firma']), kind: text(p['Branche']), assortment: [], description: text(p['sonstiges']),
    street: street(p['Straße'], p['HausNr']), postal_code: text(p['PLZ']), place: text(p['Ort']),
    district: text(p['Quartier']), opening_hours: text(p['opening_hours']),
    lat: Number(p['lat']), lon: Number(p['lng']),
  };
}

function marketRecord(feature: Feature, id: string): SearchRecord {
  const p = feature.properties;
  const city = text(p['@city']);
  return {
    id, name: text(p['title']), kind: 'Wochenmarkt', assortment: [], description: '', street: text(p['location']),
    postal_code: '', place: city.charAt(0).toUpperCase() + city.slice(1), district: '',
    opening_hours: text(p['opening_hours']), ...position(feature),
  };
}

const sources: [string, string, (feature: Feature, id: string) => SearchRecord][] = [
  ['osm', 'shops_osm/direktvermarkter_mv_sh_bb_hh.geojson', osmRecord],
  ['nw', 'shops_osm/direktvermarkter_nw.geojson', osmRecord],
  ['moers', 'shops_moers/laden.geojson', moersRecord],
  ['market', 'markets/wochenmaerkte.geojson', marketRecord],
];

// All real records, in the order of the files; ids are the source's name and the place in its file.
export function realRecords(data: string): SearchRecord[] {
  return sources.flatMap(([source, file, make]) => {
    const { features } = JSON.parse(readFileSync(join(data, file), 'utf8')) as { features: Feature[] };
    return features.map((feature, i) => make(feature, `${source}-${i}`));
  });
}
