// The engines that the search is measured beside, each set up as its documentation advises for German shops. Runs in Node
// and, bundled, in a browser: whoever calls hands in the modules.
import type { SearchRecord } from './real_records.ts';
import { StadtkernSearch, asRows } from './stadtkern.ts';

export interface Engine {
  name: string;
  // What the portal receives as bytes and never builds in the browser; not part of the time.
  prepare?(records: SearchRecord[]): void;
  build(records: SearchRecord[]): void;
  store(): Uint8Array;
  load(bytes: Uint8Array): void;
  query(q: string, limit: number): string[]; // ids
}

const fields = ['name', 'kind', 'assortment', 'place', 'district', 'street', 'postal_code', 'description'] as const;
const boosts = { name: 5, kind: 4, assortment: 3, place: 2, district: 2, street: 2, postal_code: 2, description: 1 };
const flat = (r: SearchRecord): Record<string, string> => ({ ...r, assortment: r.assortment.join(', '), lat: '', lon: '' });
const text = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const parsed = (bytes: Uint8Array): any => JSON.parse(new TextDecoder().decode(bytes));

export async function stadtkern(wasm: BufferSource, synonyms: string): Promise<Engine> {
  const core = await StadtkernSearch.open(wasm);
  core.synonyms(synonyms);
  let ids: string[] = [];
  let rows: Uint8Array = new Uint8Array();
  let size = 0;
  return {
    name: 'Stadtkern (WASM)',
    prepare(records) {
      ids = records.map((r) => r.id);
      rows = asRows(records);
    },
    build: () => void (size = core.build(rows)),
    store: () => core.stored(size),
    load: (bytes) => void core.load(bytes),
    query: (q, limit) => core.query(q, limit).map((row) => ids[row]),
  };
}

export async function peers(require: Require): Promise<Engine[]> {
  return [miniSearch(require), flexSearch(require), lunrGerman(require), await orama(require), fuse(require)];
}

// Gives a peer's module by its name.
export type Require = (name: string) => any;

// Modules of both kinds, whoever loaded them.
const withDefault = (module: any): any => module.default ?? module;

function miniSearch(require: Require): Engine {
  const MiniSearch = withDefault(require('minisearch'));
  const options = { fields: [...fields], idField: 'id', searchOptions: { boost: boosts, prefix: true, fuzzy: 0.2, combineWith: 'AND' } };
  let index: any;
  return {
    name: 'MiniSearch',
    build(records) {
      index = new MiniSearch(options);
      index.addAll(records.map(flat));
    },
    store: () => text(index),
    load: (bytes) => void (index = MiniSearch.loadJS(parsed(bytes), options)),
    query: (q, limit) => index.search(q).slice(0, limit).map((hit: { id: string }) => hit.id),
  };
}

// One text per record: with several fields FlexSearch wants all words of a query in one of them.
function flexSearch(require: Require): Engine {
  const { Index, Charset } = withDefault(require('flexsearch'));
  const make = (): any => new Index({ tokenize: 'forward', encoder: Charset.LatinBalance });
  let index: any;
  return {
    name: 'FlexSearch',
    build(records) {
      index = make();
      for (const r of records) index.add(r.id, fields.map((field) => flat(r)[field]).join(' '));
    },
    store() {
      const parts: [string, unknown][] = [];
      index.export((key: string, data: unknown) => void parts.push([key, data]));
      return text(parts);
    },
    load(bytes) {
      index = make();
      for (const [key, data] of parsed(bytes)) index.import(key, data);
    },
    query: (q, limit) => index.search(q, { limit }),
  };
}

function lunrGerman(require: Require): Engine {
  const lunr = withDefault(require('lunr'));
  withDefault(require('lunr-languages/lunr.stemmer.support'))(lunr);
  withDefault(require('lunr-languages/lunr.de'))(lunr);
  let index: any;
  return {
    name: 'Lunr (German)',
    build(records) {
      index = lunr(function (this: any) {
        this.use(lunr.de);
        this.ref('id');
        for (const field of fields) this.field(field, { boost: boosts[field] });
        for (const r of records) this.add(flat(r));
      });
    },
    store: () => text(index),
    load: (bytes) => void (index = lunr.Index.load(parsed(bytes))),
    query(q, limit) {
      const words = q.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
      const ask = (edits: number): { ref: string }[] => index.query((query: any) => {
        for (const word of words) {
          query.term(lunr.tokenizer(word), { boost: 10, usePipeline: true });
          query.term(word, { boost: 5, wildcard: lunr.Query.wildcard.TRAILING, usePipeline: false });
          if (edits > 0 && word.length > 3) query.term(word, { editDistance: edits, usePipeline: false });
        }
      });
      let hits = ask(0);
      if (hits.length < limit) hits = ask(q.length >= 8 ? 2 : 1);
      return hits.slice(0, limit).map((hit) => hit.ref);
    },
  };
}

async function orama(require: Require): Promise<Engine> {
  const { create, insertMultiple, search, save, load } = require('@orama/orama');
  const { stemmer } = require('@orama/stemmers/german');
  const schema = Object.fromEntries(fields.map((field) => [field, 'string']));
  const make = (): any => create({ schema, components: { tokenizer: { language: 'german', stemming: true, stemmer } } });
  let db: any;
  return {
    name: 'Orama',
    build(records) {
      db = make();
      insertMultiple(db, records.map(flat), records.length);
    },
    store: () => text(save(db)),
    load(bytes) {
      db = make();
      load(db, parsed(bytes));
    },
    query(q, limit) {
      const found = search(db, { term: q, limit, tolerance: q.length >= 5 ? 1 : 0, boost: boosts });
      return found.hits.map((hit: { id: string }) => hit.id);
    },
  };
}

function fuse(require: Require): Engine {
  const Fuse = withDefault(require('fuse.js'));
  const options = { keys: fields.map((name) => ({ name, weight: boosts[name] })), ignoreLocation: true, threshold: 0.3, ignoreDiacritics: true };
  let list: Record<string, string>[] = [];
  let index: any;
  return {
    name: 'Fuse',
    build(records) {
      list = records.map(flat);
      index = new Fuse(list, options);
    },
    store: () => text(index.getIndex()),
    load: (bytes) => void (index = new Fuse(list, options, Fuse.parseIndex(parsed(bytes)))),
    query: (q, limit) => index.search(q, { limit }).map((hit: { item: { id: string } }) => hit.item.id),
  };
}

