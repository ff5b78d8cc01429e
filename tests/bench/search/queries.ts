// Queries with their right answers, made from records by plain rules that know nothing of any engine.
import { Random, plain, slip, wordsOf } from './german.ts';
import type { SearchRecord } from './real_records.ts';

export interface Query {
  class: string;
  q: string;
  right: string[]; // ids
}

const small = new Set('und der die das des den dem im in am an auf von vom zum zur zu mit bei fur aus oder ein eine nur www http https de com e v'.split(' '));

// Parts that German shop words are made of: what the queries of record are made with.
const heads = ['laden', 'markt', 'hof', 'automat', 'milch', 'verkauf', 'platz', 'tankstelle', 'kase', 'eier', 'honig', 'spargel', 'fleisch', 'garten', 'stand', 'muhle', 'brot', 'schuhe', 'brillen', 'mobel', 'bucher', 'blumen', 'kleider', 'jacken', 'schranke', 'tische', 'stuhle', 'brotchen', 'kuchen', 'wurst', 'schinken', 'pflanzen', 'helme', 'fahrrader', 'lampen', 'spiele', 'puppen', 'wasser', 'safte', 'biere', 'salben', 'farben', 'werkzeuge', 'maschinen', 'gerate', 'geschaft', 'haus', 'handlung'];
const inner = ['milch', 'obst', 'land', 'frisch', 'tank', 'markt', 'hof', 'schuh', 'waren', 'fach', 'zimmer', 'kurbis', 'kern', 'verkaufs', 'bauern', 'hand', 'korn', 'gemuse', 'wochen', 'eisen'];

const titleTexts = (r: SearchRecord): string => [r.name, r.kind, ...r.assortment].join(' ');
const allTexts = (r: SearchRecord): string => [titleTexts(r), r.description, r.place, r.district, r.street, r.postal_code].join(' ');

class Maker {
  private readonly random: Random;
  private readonly records: SearchRecord[];
  private readonly titles: Set<string>[];
  private readonly all: Set<string>[];
  private readonly vocabulary: string[];
  private readonly known: Set<string>;
  private readonly made = new Map<string, Query>();

  private readonly rightMax: number;
  private readonly found: boolean;

  constructor(records: SearchRecord[], seed: number, rightMax: number, found: boolean) {
    this.rightMax = rightMax;
    this.found = found;
    this.random = new Random(seed);
    this.records = records;
    this.titles = records.map((r) => new Set(wordsOf(titleTexts(r))));
    this.all = records.map((r) => new Set(wordsOf(allTexts(r))));
    this.known = new Set(this.all.flatMap((words) => [...words]));
    this.vocabulary = [...new Set(this.titles.flatMap((words) => [...words]))].sort();
  }

  private withTitle(matches: (word: string) => boolean): string[] {
    return this.records.filter((_, i) => [...this.titles[i]].some(matches)).map((r) => r.id);
  }

  private add(kind: string, q: string, right: string[]): void {
    if (right.length > 0 && right.length <= this.rightMax && q !== '') this.made.set(`${kind} ${q}`, { class: kind, q, right });
  }

  private titleWord(lengthMin: number): string {
    for (;;) {
      const i = this.random.below(this.records.length);
      const words = titleTexts(this.records[i]).split(/[^\p{L}]+/u).filter((w) => plain(w).length >= lengthMin && !small.has(plain(w)));
      if (words.length > 0) return this.random.pick(words);
    }
  }

  exact(): void {
    const word = this.titleWord(4);
    this.add('exact', word, this.withTitle((w) => w === plain(word)));
  }

  prefix(): void {
    const word = this.titleWord(6);
    const typed = word.slice(0, Math.max(4, Math.ceil(word.length * 0.6)));
    this.add('prefix', typed, this.withTitle((w) => w.startsWith(plain(typed))));
  }

  typo(): void {
    const word = this.titleWord(5);
    let typed = slip(plain(word), this.random);
    if (word.length >= 9 && this.random.next() < 0.4) typed = slip(typed, this.random);
    if (this.known.has(typed)) return;
    this.add('typo', typed, this.withTitle((w) => w === plain(word)));
  }

  // A word of the titles that is a part of another of them; inside means behind a third one.
  private part(place: 'first' | 'inside' | 'last'): string | undefined {
    const longer = this.random.pick(this.vocabulary);
    const known = (w: string): boolean => w.length >= 3 && (this.known.has(w) || this.known.has(w.replace(/(e?s|e?n)$/, '')));
    const inside = (w: string): boolean => {
      const at = longer.indexOf(w, 3);
      return at > 0 && at + w.length < longer.length && known(longer.slice(0, at));
    };
    const parts = this.vocabulary.filter((w) => w.length >= 4 && w.length < longer.length - 2 &&
      (place === 'first' ? longer.startsWith(w) : place === 'last' ? longer.endsWith(w) : inside(w)));
    return parts.length === 0 ? undefined : this.random.pick(parts);
  }

  // Records with such a word in what names them or their place.
  private withNamed(matches: (word: string) => boolean): string[] {
    return this.records.filter((r) => wordsOf([titleTexts(r), r.place, r.district].join(' ')).some(matches)).map((r) => r.id);
  }

  compound(): void {
    if (this.found) {
      const part = this.part(this.random.next() < 0.6 ? 'last' : 'first');
      if (part !== undefined) this.add('compound', part, this.withNamed((w) => w.startsWith(part) || w.endsWith(part)));
      return;
    }
    const head = this.random.pick(heads);
    const longer = this.vocabulary.filter((w) => w.endsWith(head) && w.length > head.length + 2);
    if (longer.length === 0) return;
    const first = this.random.pick(longer).slice(0, -head.length);
    const part = this.random.next() < 0.6 || first.length < 4 ? head : first;
    this.add('compound', part, this.withTitle((w) => w.startsWith(part) || w.endsWith(part)));
  }

  inner(): void {
    if (this.found) {
      const part = this.part('inside');
      if (part !== undefined) this.add('inner', part, this.withNamed((w) => w.includes(part)));
      return;
    }
    const part = this.random.pick(inner);
    const inside = (w: string): boolean => w.includes(part, 2) && !w.endsWith(part);
    if (this.vocabulary.some(inside)) this.add('inner', part, this.withTitle((w) => w.includes(part)));
  }

  multi(): void {
    const i = this.random.below(this.records.length);
    const record = this.records[i];
    const name = wordsOf(record.name).filter((w) => w.length > 3 && !small.has(w));
    const others = wordsOf([record.place, ...record.assortment, record.kind].join(' ')).filter((w) => w.length > 3 && !small.has(w));
    if (name.length === 0 || others.length === 0) return;
    const [a, b] = [this.random.pick(name), this.random.pick(others)];
    if (a === b) return;
    this.add('multi', `${a} ${b}`, this.records.filter((_, k) => this.all[k].has(a) && this.all[k].has(b)).map((r) => r.id));
  }

  place(): void {
    const record = this.random.pick(this.records);
    if (record.place === '') return;
    const there = this.records.filter((r) => r.place === record.place);
    if (this.random.next() < 0.5) this.add('place', `${record.kind} ${record.place}`, there.filter((r) => r.kind === record.kind).map((r) => r.id));
    else if (record.postal_code !== '' && this.random.next() < 0.5) this.add('place', record.postal_code, this.records.filter((r) => r.postal_code === record.postal_code).map((r) => r.id));
    else {
      const words = wordsOf(record.place);
      this.add('place', record.place, this.records.filter((_, k) => words.every((w) => this.all[k].has(w))).map((r) => r.id));
    }
  }

  // What people call it: the right answers have one of the words in their kind or assortment.
  synonym(q: string, meant: string[]): void {
    const words = new Set(meant.map(plain));
    this.add('synonym', q, this.records.filter((r) => wordsOf([r.kind, ...r.assortment].join(' ')).some((w) => words.has(w))).map((r) => r.id));
  }

  // So many of each class, where the records give so many.
  fill(each: number): Query[] {
    const classes: [string, () => void][] = [['exact', () => this.exact()], ['prefix', () => this.prefix()], ['typo', () => this.typo()], ['compound', () => this.compound()], ['inner', () => this.inner()], ['multi', () => this.multi()], ['place', () => this.place()]];
    for (const [name, make] of classes) {
      const count = (): number => [...this.made.values()].filter((q) => q.class === name).length;
      for (let tries = 0; count() < each && tries < each * (this.found ? 200 : 20); tries++) make();
    }
    for (const [q, meant] of meanings) this.synonym(q, meant);
    return [...this.made.values()];
  }
}

const meanings: [string, string[]][] = [
  ['Brötchen', ['Bäckerei', 'Brötchen']], ['Semmeln', ['Bäckerei', 'Brötchen']], ['Schrippen', ['Bäckerei', 'Brötchen']], ['Torte', ['Konditorei', 'Bäckerei', 'Café', 'Torte']],
  ['Wurst', ['Metzgerei', 'Wurst']], ['Fleischer', ['Metzgerei']], ['Schlachter', ['Metzgerei']],
  ['Stiefel', ['Schuhe', 'Schuhgeschäft', 'Stiefel']], ['Sneaker', ['Schuhe', 'Schuhgeschäft']],
  ['Roman', ['Buchhandlung', 'Roman']], ['Bücher', ['Buchhandlung', 'Bücher']], ['Buchladen', ['Buchhandlung']],
  ['Haarschnitt', ['Friseur']], ['Frisör', ['Friseur']], ['Haare schneiden', ['Friseur']],
  ['Brille', ['Optiker', 'Brille', 'Brillen']], ['Kontaktlinsen', ['Optiker']], ['Sonnenbrille', ['Optiker', 'Sonnenbrille', 'Sonnenbrillen']],
  ['Ehering', ['Schmuck', 'Juwelier']], ['Kette', ['Schmuck', 'Modeschmuck']], ['Handtasche', ['Lederwaren']], ['Rucksack', ['Lederwaren']],
  ['Parfüm', ['Parfümerie']], ['Schokolade', ['Süßwaren']], ['Bonbons', ['Süßwaren']], ['Handy', ['Handy']], ['Smartphone', ['Handy']],
  ['Rotwein', ['Weine']], ['Riesling', ['Weine']], ['Mineralwasser', ['Getränke', 'Getränkemarkt', 'Mineralwasser']], ['Bier', ['Getränke', 'Getränkemarkt']],
  ['Passbild', ['Foto']], ['Kamera', ['Foto']], ['Vorhänge', ['Gardinen']], ['Pauschalreise', ['Reisebüro']], ['Urlaub', ['Reisebüro']],
  ['Gitarre', ['Musikinstrumente']], ['Klavier', ['Musikinstrumente']], ['Pullover', ['Oberbekleidung', 'Herrenmode', 'Modehaus']], ['Hemd', ['Herrenmode', 'Oberbekleidung', 'Modehaus']],
  ['Rohmilch', ['Milch', 'Rohmilch']], ['Frischmilch', ['Milch']], ['Imker', ['Imkerei']], ['Bienen', ['Imkerei']], ['Bauernladen', ['Hofladen']], ['Direktvermarkter', ['Hofladen']],
  ['Marktstand', ['Wochenmarkt']], ['Früchte', ['Obst']], ['Erdäpfel', ['Kartoffeln']], ['Blaubeeren', ['Heidelbeeren']], ['Marktplatz', ['Wochenmarkt']], ['Regiomat', ['Verkaufsautomat']],
  ['Medikamente', ['Apotheke']], ['Tabletten', ['Apotheke', 'Tabletten']], ['Schrauben', ['Baumarkt', 'Schrauben']], ['Fahrrad', ['Fahrradladen', 'Fahrrad']], ['Pedelec', ['Fahrradladen']],
  ['Sofa', ['Möbelhaus', 'Sofa']], ['Puppe', ['Spielwarengeschäft', 'Puppe', 'Puppen']], ['Rosen', ['Blumenladen', 'Rosen']], ['Florist', ['Blumenladen']], ['Fernseher', ['Elektrofachgeschäft']],
];

// Queries that more than `rightMax` records answer are left out. `found`: parts of compounds are not taken from the lists
// above but from the records themselves, so that another seed asks for other parts.
export function makeQueries(records: SearchRecord[], each: number, seed = 7, rightMax = Infinity, found = false): Query[] {
  return new Maker(records, seed, rightMax, found).fill(each);
}
