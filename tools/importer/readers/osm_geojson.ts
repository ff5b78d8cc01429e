// OpenStreetMap objects as GeoJSON with their tags (wiki.openstreetmap.org/wiki/Map_features).
import type { Input } from '../input.ts';
import type { Draft } from '../record.ts';
import { landCode } from '../places.ts';
import type { Report } from '../report.ts';
import { readFeatures, type Feature } from './geojson.ts';
import { assortmentOf } from './osm_assortment.ts';

type Tags = Record<string, string>;

const shopKinds: Record<string, string> = {
  farm: 'farm', honey: 'beekeeper', dairy: 'dairy', bakery: 'bakery', butcher: 'butcher', supermarket: 'supermarket',
  convenience: 'village-shop', greengrocer: 'greengrocer', seafood: 'fish', beverages: 'beverages', wine: 'beverages',
  alcohol: 'beverages', confectionery: 'confectionery', clothes: 'clothes', shoes: 'shoes', jewelry: 'jewelry', bag: 'bags',
  second_hand: 'second-hand', books: 'books', stationery: 'stationery', toys: 'toys', gift: 'gifts', florist: 'florist',
  garden_centre: 'garden', chemist: 'drugstore', optician: 'optician', hearing_aids: 'optician', medical_supply: 'medical-supply',
  hairdresser: 'hairdresser', beauty: 'cosmetics', perfumery: 'cosmetics', electronics: 'electronics', mobile_phone: 'electronics',
  photo: 'photo', musical_instrument: 'music', sports: 'sports', bicycle: 'bicycle', hardware: 'hardware',
  doityourself: 'hardware', furniture: 'furniture', fabric: 'home-textiles', curtain: 'home-textiles', pet: 'pets',
  car_repair: 'car-repair', tailor: 'tailor', shoe_repair: 'shoe-repair', laundry: 'laundry', dry_cleaning: 'laundry',
  travel_agency: 'travel-agency',
};
const amenityKinds: Record<string, string> = {
  marketplace: 'market', vending_machine: 'vending-machine', cafe: 'cafe', restaurant: 'restaurant', fast_food: 'takeaway',
  pub: 'pub', bar: 'pub', ice_cream: 'ice-cream', pharmacy: 'pharmacy', clinic: 'clinic', veterinary: 'veterinary', fuel: 'fuel',
  post_office: 'post', bank: 'bank', driving_school: 'driving-school', taxi: 'taxi', library: 'library', cinema: 'cinema',
  theatre: 'cinema', townhall: 'town-hall', recycling: 'recycling', community_centre: 'youth-club',
};

export function kindOf(tags: Tags): string {
  if (tags['amenity'] === 'marketplace' || tags['amenity'] === 'vending_machine') return amenityKinds[tags['amenity']]!;
  const kind = shopKinds[tags['shop'] ?? ''];
  if (kind) return kind;
  if (tags['craft'] === 'beekeeper') return 'beekeeper';
  if (tags['vending'] || tags['vending_machine']) return 'vending-machine';
  return amenityKinds[tags['amenity'] ?? ''] ?? (tags['craft'] ? 'craft' : 'other');
}

const methods: Array<[string, string[]]> = [
  ['cash', ['payment:cash', 'payment:coins', 'payment:notes']],
  ['girocard', ['payment:girocard', 'payment:debit_cards', 'payment:maestro']],
  ['credit-card', ['payment:credit_cards', 'payment:visa', 'payment:mastercard']],
  ['contactless', ['payment:contactless', 'payment:apple_pay', 'payment:google_pay']],
];

function paymentOf(tags: Tags): string {
  return methods.filter(([, keys]) => keys.some((key) => tags[key] === 'yes' || tags[key] === 'only'))
    .map(([method]) => method).join('; ');
}

const deliveries: Record<string, string> = { yes: 'Lieferung möglich', only: 'nur Lieferung' };

export function genericName(kind: string, tags: Tags): string {
  const stock = tags['vending'] ?? tags['vending_machine'] ?? '';
  const machines: Array<[RegExp, string]> = [[/milk/u, 'Milchautomat'], [/honey/u, 'Honigautomat'], [/egg/u, 'Eierautomat'],
    [/potato/u, 'Kartoffelautomat'], [/drinks|beverages/u, 'Automat für Essen und Getränke'], [/./u, 'Lebensmittelautomat']];
  const names: Record<string, string> = { farm: 'Hofladen', market: 'Markt', beekeeper: 'Imkerei', dairy: 'Käserei' };
  if (kind === 'vending-machine') return machines.find(([pattern]) => pattern.test(stock))?.[1] ?? 'Automat';
  return names[kind] ?? '';
}

function values(tags: Tags): Record<string, string> {
  const first = (...keys: string[]) => keys.map((key) => tags[key]).find(Boolean) ?? '';
  const kind = kindOf(tags);
  const street = [first('addr:street', 'addr:place', 'ref:street'), first('addr:housenumber', 'ref:housenumber')];
  return {
    name: first('name', 'name:de', 'addr:housename'), kind,
    place_name: first('addr:city', 'ref:city'),
    district: first('addr:suburb', 'addr:hamlet', 'ref:suburb'),
    street: street[0] ? street.join(' ').trim() : '',
    postal_code: first('addr:postcode', 'ref:postcode'),
    opening_hours: first('opening_hours'), assortment: assortmentOf(tags),
    description: first('description:de', 'description', 'produce:de'),
    phone: first('phone', 'contact:phone'), email: first('email', 'contact:email'),
    website: first('website', 'contact:website', 'url'),
    wheelchair: first('wheelchair'), payment: paymentOf(tags), delivery: deliveries[tags['delivery'] ?? ''] ?? '',
    confirmed_on: (/^\d{4}-\d\d-\d\d$/u.exec(first('check_date:opening_hours', 'check_date')) ?? [''])[0],
    operator: first('operator'), generic_name: genericName(kind, tags),
    land: landCode(tags['@land'] ?? '') ?? '',
  };
}

function draft({ where, id, tags, lat, lon }: Feature): Draft {
  const url = /^(?:node|way|relation)\/\d+$/u.test(id) ? `https://www.openstreetmap.org/${id}` : '';
  const known = Object.entries({ ...values(tags), source_url: url }).filter(([, value]) => value !== '');
  return { collection: 'shops', where, sourceId: id, values: Object.fromEntries(known), lat, lon };
}

export function readOsm(input: Input, report: Report): Draft[] {
  return readFeatures(input, report).map(draft);
}
