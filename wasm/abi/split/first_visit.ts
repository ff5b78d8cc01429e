// What people do before anything else: the home page, the list with its search and filters, one shop, the settings, the pages below;
// content that changes meanwhile, a line that breaks, and the visit after that. What is called here stands in the first module.
import { readFileSync } from 'node:fs';
import { Database } from './database.ts';
import { Feed, TOWN, type Row } from './town.ts';
import type { Plain } from '../../../shell/loop/frames.ts';
import { Visit } from './visit.ts';
import type { Program } from 'stadtkern-wasm';

const KINDS = ['bakery', 'farm', 'butcher', 'pharmacy'];
const PLACES = ['grevesmuehlen', 'hagenow', 'kernstadt'];
const HOURS = ['Mo-Fr 08:00-18:00; Sa 08:00-12:00; PH off', '24/7', 'Apr-Oct: Mo-Su 09:00-19:00', 'Mo-Th 20:00-02:00; Fr "nach Absprache"', 'Mo-Fr sunrise-sunset', '', 'nur so'];

function shop(n: number): Row {
  const kind = KINDS[n % KINDS.length]!;
  const some = (fields: Row): Row => (n % 3 === 0 ? {} : fields);
  return {
    id: `${kind}-${n}`, name: `Bäckerei, Hof & Straße Nummer ${n}`, kind, place: PLACES[n % PLACES.length]!, summary: `Frisches Brot aus der Gegend, Stand ${n}`,
    opening_hours: HOURS[n % HOURS.length]!, land: 'DE-MV', assortment: 'Brot; Brötchen; Käse', description: 'Ein Betrieb.\nMit zwei Zeilen.',
    street: `Lindenstraße ${n}`, postal_code: '23936', lat: `53.${800 + (n % 97)}`, lon: `11.${100 + (n % 89)}`,
    ...some({ phone: '+49 3881 1', email: 'a@b.example', website: 'https://b.example/', payment: 'cash; girocard', languages: 'de; pl', wheelchair: 'yes',
      delivery: 'ja', pickup: 'ja', confirmed_on: '2026-10-19', source: 'osm', photo: 'abc 1280x960', photos: 'abc 1280x960', photo_texts: 'Ein Bild', photo_credits: 'Jemand' }),
  };
}

const named = (ids: string[]): Row[] => ids.map((id) => ({ id, de: `Art ${id}`, en: `Kind ${id}`, leicht: id, name: `Ort ${id}`, lat: '53.8', lon: '11.1' }));
const words = (page: string, language: string): string => readFileSync(new URL(`../../../web/texts/pages/${page}.${language}.md`, import.meta.url), 'utf8');
const legal = (page: string): Row => ({ id: page, ...Object.fromEntries(['de', 'en', 'leicht'].map((language) => [language, words(page, language)])) });

function town(): Feed {
  const list = ['name', 'kind', 'place', 'summary', 'opening_hours', 'land'];
  return new Feed({
    town: { list: ['name', 'state', 'features', 'credit_de'], rows: [{ id: 'town', name: 'Kernstadt', state: 'DE-MV', features: 'directory; care; settings', credit_de: '© OpenStreetMap', demo: 'yes' }] },
    kinds: { list: ['de', 'en', 'leicht'], rows: named(KINDS) },
    places: { list: ['name', 'lat', 'lon'], rows: named(PLACES) },
    words: { list: ['de'], rows: [{ id: 'cash', de: 'bar' }] },
    texts: { list: ['de'], rows: [{ id: 'home-title', de: 'Moin' }] },
    synonyms: { list: ['words'], rows: [{ id: '1', words: 'brot; backwaren' }] },
    school_holidays: { list: ['days'], rows: [{ id: 'mv', days: '2026-07-13 2026-08-22;2026-10-15 2026-10-24' }] },
    sources: { list: ['name', 'url', 'licence'], rows: [{ id: 'osm', name: 'OSM', url: 'https://osm.example/', licence: 'ODbL', records: '3' }] },
    prose: { list: [], rows: ['imprint', 'privacy', 'accessibility', 'sources'].map(legal) },
    shops: { list, rows: Array.from({ length: 1500 }, (_, n) => shop(n)) },
  });
}

const PAGES = [
  '/', '/schaufenster/', '/schaufenster/seite/2/', '/schaufenster/art/bakery/', '/schaufenster/ort/hagenow/', '/schaufenster/art/farm/ort/hagenow/?q=brot',
  '/schaufenster/?offen=jetzt', '/schaufenster/?offen=heute', '/schaufenster/?sortiert=name', '/schaufenster/?q=Nummer+7', '/schaufenster/?q=brott', '/schaufenster/?q=backwaren+hagenow',
  '/schaufenster/?q=%C3%B6sterreich', '/schaufenster/?q=xyzzy', ...Array.from({ length: 8 }, (_, n) => `/schaufenster/${KINDS[n % KINDS.length]}-${n}/`), '/einstellungen/', '/impressum/', '/datenschutz/',
  '/barrierefreiheit/', '/quellen/', '/gibt/es/nicht/', '/en/schaufenster/', '/leicht/schaufenster/bakery-4/', '/leicht/', '/',
];

// Every call that this makes is the same each time. `emitted` is where the program's effects arrive.
export async function firstVisit(program: Program, emitted: Uint8Array[]): Promise<void> {
  const feed = town();
  const database = new Database();
  database.install();
  const begin = (): ((event: { [key: string]: Plain }) => Promise<void>) => {
    const visit = new Visit(program, emitted, (url) => feed.answer(url), 0);
    return async (event) => {
      await visit.happen(event);
      await database.settled();
      for (; emitted.length > 0; await database.settled()) await visit.answerAll();
    };
  };
  const happen = begin();
  const started = { town: TOWN, url: '/schaufenster/', build: 'b', online: true, languages: ['de'], no_tracking: false };
  await happen({ event: 'started', ...started, seq: 100_000 });
  await happen({ event: 'became_writer' });
  for (const url of PAGES) await happen({ event: 'navigated_to', url });
  await happen({ event: 'navigated_to', url: '/schaufenster/' });
  for (const value of ['b', 'br', 'brot', 'brotz', 'lindenstr', '']) await happen({ event: 'input_changed', form: 'search', name: 'q', value });
  await happen({ event: 'clock_ticked' });
  await happen({ event: 'feed_hinted', seq: feed.change('shops', 'farm-1', { name: 'Hof Neu', opening_hours: 'Mo 10:00-12:00' }) });
  await happen({ event: 'connectivity_changed', online: false });
  await happen({ event: 'connectivity_changed', online: true });
  await happen({ event: 'feed_broke' });

  const again = begin();
  await again({ event: 'started', ...started, seq: -1 });
  await again({ event: 'became_writer' });
  await again({ event: 'navigated_to', url: '/schaufenster/bakery-4/' });
}
