// Care offers of the district Ludwigslust-Parchim. Pharmacies and clinics go to the shop window, the rest to care_services.
import type { Input } from '../input.ts';
import type { Draft } from '../record.ts';
import type { Report } from '../report.ts';
import { readFeatures, type Feature } from './geojson.ts';

// Forms of care as the care request asks for them. Stored: do not rename.
const forms: Record<string, string> = {
  Pflegedienst: 'home', Tagespflege: 'day', Kurzzeitpflege: 'short-term', 'Kurzzeitpflege (Streuplätze)': 'short-term',
  Dauerpflege: 'residential', 'Ambulant betreute WG': 'shared-flat', 'Hospiz ambulant': 'palliative',
  'Betreutes Wohnen': 'assisted-living', 'Barrierearmes Wohnen': 'barrier-free-living', 'Barrierefreies Wohnen': 'barrier-free-living',
};
const shops: Record<string, string> = { Apotheke: 'pharmacy', Klinik: 'clinic', Reha: 'clinic', 'Psychiatrische Tagesklinik': 'clinic' };

function draft({ where, id, tags, lat, lon }: Feature): Draft {
  const offer = tags['angebot'] ?? '';
  const kind = shops[offer];
  const capacity = tags['kapazitaet'] && tags['kapazitaet'] !== '1' ? `Plätze: ${tags['kapazitaet']}` : '';
  const common = {
    name: tags['einrichtung'] ?? '', place_name: tags['gemeinde'] ?? '', district: tags['ortsteil'] ?? '',
    street: `${tags['strasse'] ?? ''} ${tags['hnr'] ?? ''}`.trim(), postal_code: tags['plz'] ?? '',
    phone: tags['telefon'] ?? '', website: tags['internet'] ?? '', operator: tags['traeger'] ?? '', land: 'DE-MV',
  };
  const care = { forms: forms[offer] ?? '', offer, association: tags['dachverband'] ?? '',
    profile: [tags['besonderheit'], capacity].filter(Boolean).join('\n') };
  return {
    collection: kind ? 'shops' : 'care_services', where, sourceId: id || tags['id'] || '',
    values: { ...common, ...(kind ? { kind, assortment: offer } : care) }, lat, lon,
  };
}

export function readCareLup(input: Input, report: Report): Draft[] {
  return readFeatures(input, report).map(draft);
}
