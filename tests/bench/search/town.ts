// An invented town of any size, seeded: shops of about 950 bytes as JSON, with compounds, descriptions
// of 200 to 600 characters and the words of German as often as they are used.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Random } from './german.ts';
import type { SearchRecord } from './real_records.ts';

// Each kind with the goods that it sells; goods are made of one modifier and one head.
interface Trade {
  kind: string;
  modifiers: string[];
  heads: string[];
}

const trades: Trade[] = [
  { kind: 'Bäckerei', modifiers: ['Dinkel', 'Roggen', 'Vollkorn', 'Rosinen', 'Sauerteig', 'Kürbiskern'], heads: ['brot', 'brötchen', 'stangen', 'kuchen'] },
  { kind: 'Metzgerei', modifiers: ['Rinder', 'Schweine', 'Kalbs', 'Geflügel', 'Wild'], heads: ['wurst', 'schinken', 'braten', 'filet'] },
  { kind: 'Schuhgeschäft', modifiers: ['Kinder', 'Damen', 'Herren', 'Wander', 'Lauf'], heads: ['schuhe', 'stiefel', 'sandalen'] },
  { kind: 'Modehaus', modifiers: ['Damen', 'Herren', 'Braut', 'Trachten', 'Winter'], heads: ['kleider', 'jacken', 'mäntel', 'hosen', 'blusen'] },
  { kind: 'Buchhandlung', modifiers: ['Kinder', 'Koch', 'Sach', 'Schul', 'Reise'], heads: ['bücher', 'romane', 'kalender'] },
  { kind: 'Blumenladen', modifiers: ['Garten', 'Balkon', 'Trauer', 'Hochzeits', 'Topf'], heads: ['blumen', 'pflanzen', 'sträuße', 'kränze'] },
  { kind: 'Fahrradladen', modifiers: ['Kinder', 'Renn', 'Lasten', 'Damen', 'Elektro'], heads: ['fahrräder', 'helme', 'reifen', 'taschen'] },
  { kind: 'Möbelhaus', modifiers: ['Wohnzimmer', 'Küchen', 'Büro', 'Garten', 'Kinderzimmer'], heads: ['möbel', 'schränke', 'tische', 'stühle', 'lampen'] },
  { kind: 'Spielwarengeschäft', modifiers: ['Holz', 'Brett', 'Modell', 'Karten'], heads: ['spiele', 'eisenbahnen', 'puppen', 'puzzles'] },
  { kind: 'Hofladen', modifiers: ['Ziegen', 'Schafs', 'Kuh', 'Heide', 'Wald'], heads: ['käse', 'milch', 'honig', 'joghurt', 'eier'] },
  { kind: 'Optiker', modifiers: ['Sonnen', 'Lese', 'Kinder', 'Sport', 'Gleitsicht'], heads: ['brillen', 'gläser', 'fassungen'] },
  { kind: 'Elektrofachgeschäft', modifiers: ['Wasch', 'Kaffee', 'Näh', 'Spül'], heads: ['maschinen', 'geräte', 'ersatzteile'] },
  { kind: 'Getränkemarkt', modifiers: ['Mineral', 'Apfel', 'Trauben', 'Weizen', 'Kräuter'], heads: ['wasser', 'säfte', 'biere', 'limonaden', 'liköre'] },
  { kind: 'Apotheke', modifiers: ['Husten', 'Wund', 'Baby', 'Reise'], heads: ['säfte', 'salben', 'pflege', 'tabletten'] },
  { kind: 'Baumarkt', modifiers: ['Holz', 'Wand', 'Boden', 'Garten'], heads: ['farben', 'fliesen', 'werkzeuge', 'schrauben'] },
  { kind: 'Friseur', modifiers: ['Damen', 'Herren', 'Kinder', 'Braut'], heads: ['haarschnitte', 'frisuren', 'farbe'] },
];
const nameForms = ['{k} {n}', '{n} {k}', '{n}s {k}', '{k} am {o}', '{k} {n} & Söhne', 'Zum {o} - {k}'];
const syllables = ['ber', 'sch', 'mann', 'hof', 'lin', 'dor', 'wal', 'ste', 'kra', 'hei', 'bau', 'ros', 'gro', 'klei', 'neu', 'alt', 'fels', 'bach', 'thal', 'berg', 'feld', 'meyer', 'hau', 'zim', 'bre', 'tor', 'wik', 'lü', 'kö', 'jä'];
const corners = ['Markt', 'Rathaus', 'Bahnhof', 'Hafen', 'Dom', 'Turm', 'See', 'Tor', 'Park', 'Brunnen'];
const streetEnds = ['straße', 'weg', 'gasse', 'allee', 'platz', 'ufer', 'ring', 'stieg'];
const phrases = ['Wir beraten Sie gern', 'Seit vielen Jahren im Familienbesitz', 'Parkplätze vor dem Haus', 'Bestellungen bis mittags', 'Lieferung in der ganzen Stadt', 'Eigene Werkstatt', 'Zutaten aus der Region', 'Barrierefreier Zugang', 'Gutscheine erhältlich', 'Mitglied der Werbegemeinschaft'];

const title = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function inventedName(random: Random): string {
  const count = 2 + random.below(2);
  let name = '';
  for (let i = 0; i < count; i++) name += random.pick(syllables);
  return title(name);
}

// Words of the German vocabulary in shared data, in an order that the seed decides.
function vocabulary(data: string, random: Random): string[] {
  const pairs = readFileSync(join(data, 'german/snowball/german_pairs.tsv'), 'utf8').trim().split('\n');
  const words = pairs.map((pair) => pair.slice(0, pair.indexOf('\t')));
  for (let i = words.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [words[i], words[j]] = [words[j] as string, words[i] as string];
  }
  return words;
}

function description(goods: string[], words: string[], random: Random): string {
  const length = 200 + random.below(400);
  let text = `Bei uns finden Sie ${goods.join(', ')}.`;
  while (text.length < length) {
    let sentence = title(random.pickOften(words));
    for (let i = 5 + random.below(8); i > 0; i--) sentence += ' ' + random.pickOften(words);
    text += ` ${random.next() < 0.3 ? random.pick(phrases) : sentence}.`;
  }
  return text.slice(0, length);
}

// The town: `count` records, the same for the same seed.
export function inventedTown(count: number, data: string, seed = 1): SearchRecord[] {
  const random = new Random(seed);
  const words = vocabulary(data, random);
  const streets = Array.from({ length: 60 + count / 20 }, () => inventedName(random) + random.pick(streetEnds));
  const places = Array.from({ length: 12 + count / 500 }, () => inventedName(random) + random.pick(['hagen', 'dorf', 'ow', 'itz', 'stedt']));
  const names = Array.from({ length: 200 + count / 4 }, () => inventedName(random));
  return Array.from({ length: count }, (_, i) => {
    const trade = random.pick(trades);
    const goods = Array.from({ length: 3 + random.below(5) }, () => random.pick(trade.modifiers) + random.pick(trade.heads));
    const place = random.below(places.length);
    const form = random.pick(nameForms);
    return {
      id: `shop-${i}`,
      name: form.replace('{k}', trade.kind).replace('{n}', random.pick(names)).replace('{o}', random.pick(corners)),
      kind: trade.kind, assortment: [...new Set(goods)], description: description(goods.slice(0, 2), words, random),
      street: `${random.pick(streets)} ${1 + random.below(150)}`, postal_code: String(19000 + place), place: places[place] ?? '',
      district: random.next() < 0.4 ? random.pick(['Altstadt', 'Neustadt', 'Nordstadt', 'Südstadt', 'Weststadt']) : '',
      lat: 53.5 + random.next() * 0.6, lon: 10.9 + random.next() * 0.9,
      opening_hours: 'Mo-Fr 09:00-18:00; Sa 09:00-13:00',
    };
  });
}
