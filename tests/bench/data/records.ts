// The invented town as it is published: shops of about 950 bytes as JSON, with hours and contacts beside
// what the search is measured on. The same seed gives the same bytes.
import { Random } from '../search/german.ts';
import { inventedTown } from '../search/town.ts';

export type Row = { id: string; [field: string]: string };
export interface Batch {
  collection: string;
  source: string;
  list: string[];
  records: Row[];
}

// What the list of a shop window shows; everything else belongs to the page of one shop.
export const listFields = ['name', 'kind', 'place', 'district', 'street', 'postal_code', 'lat', 'lon', 'opening_hours',
  'assortment'];

const kinds: Record<string, string> = {
  'Bäckerei': 'bakery', 'Metzgerei': 'butcher', 'Schuhgeschäft': 'shoes', 'Modehaus': 'clothes', 'Buchhandlung': 'books',
  'Blumenladen': 'florist', 'Fahrradladen': 'bicycle', 'Möbelhaus': 'furniture', 'Spielwarengeschäft': 'toys', 'Hofladen': 'farm',
  'Optiker': 'optician', 'Elektrofachgeschäft': 'electronics', 'Getränkemarkt': 'beverages', 'Apotheke': 'pharmacy',
  'Baumarkt': 'hardware', 'Friseur': 'hairdresser',
};
const lunches = ['', '12:30', '13:00'];

const slug = (text: string): string =>
  text.toLowerCase().replace(/ä/g, 'ae').replace(/ö/g, 'oe').replace(/ü/g, 'ue').replace(/ß/g, 'ss')
    .replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

function openingHours(random: Random): string {
  const opens = random.pick(['06:30', '07:00', '08:00', '08:30', '09:00', '09:30', '10:00']);
  const closes = random.pick(['17:00', '17:30', '18:00', '18:30', '19:00', '20:00']);
  const lunch = random.pick(lunches);
  const day = lunch === '' ? `${opens}-${closes}` : `${opens}-${lunch},14:30-${closes}`;
  const days = random.pick(['Mo-Fr', 'Mo-Fr', 'Tu-Fr', 'Mo,Tu,Th,Fr']);
  return random.next() < 0.8 ? `${days} ${day}; Sa ${opens}-${random.pick(['12:00', '13:00', '14:00'])}` : `${days} ${day}`;
}

// As many shops as asked for.
export function townShops(count: number, data: string, seed = 1): Row[] {
  const random = new Random(seed + 1);
  return inventedTown(count, data, seed).map((shop, at) => {
    const id = `${slug(shop.name).slice(0, 60)}-${at}`;
    const domain = `${slug(shop.name).slice(0, 30)}.example`;
    const row: Row = {
      id, name: shop.name, kind: kinds[shop.kind] ?? 'other', place: slug(shop.place), district: shop.district,
      street: shop.street, postal_code: shop.postal_code, lat: shop.lat?.toFixed(6) ?? '', lon: shop.lon?.toFixed(6) ?? '',
      opening_hours: openingHours(random), assortment: shop.assortment.join('; '),
      description: shop.description,
      phone: `+49 3881 ${100000 + random.below(899999)}`, email: `info@${domain}`, website: `https://${domain}/`,
    };
    for (const name of Object.keys(row)) if (row[name] === '') delete row[name];
    return row;
  });
}

// One record of a hundred as its owner changes it: other hours, and a sentence more.
export function changedShops(shops: Row[], seed = 1): Row[] {
  const random = new Random(seed + 2);
  return shops.filter((_, at) => at % 100 === 50).map((shop) => ({
    ...shop, opening_hours: openingHours(random), description: `${shop['description']} Neu: ${shop['assortment']?.split('; ')[0]}.`,
  }));
}

// Everything that a town publishes, in messages that the server takes.
export function townBatches(shops: Row[]): Batch[] {
  const source = 'bench';
  const places = [...new Set(shops.map((shop) => shop['place'] ?? ''))].sort();
  const named = Object.entries(kinds).map(([de, id]) => ({ id, de }));
  const batches: Batch[] = [
    { collection: 'town', source, list: ['name', 'state', 'features'], records: [{ id: 'town', name: 'Kernstadt', state: 'DE-MV', features: 'directory; settings' }] },
    { collection: 'kinds', source, list: ['de'], records: named },
    { collection: 'places', source, list: ['name'], records: places.map((id) => ({ id, name: id.charAt(0).toUpperCase() + id.slice(1) })) },
  ];
  const recordsPerMessage = 20_000; // of about 1 kB: well under 64 MiB
  for (let at = 0; at < shops.length; at += recordsPerMessage) {
    batches.push({ collection: 'shops', source, list: listFields, records: shops.slice(at, at + recordsPerMessage) });
  }
  return batches;
}
