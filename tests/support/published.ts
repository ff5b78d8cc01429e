// Reads what pre-rendering published with libraries that know nothing of us, and says what is wrong with it.
import assert from 'node:assert/strict';
import { createReadStream, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from '@placemarkio/check-geojson';
import { parseAtomFeed } from 'feedsmith';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import jsonld from 'jsonld';
import { XMLToSitemapItemStream } from 'sitemap';
import ts from 'typescript';
import { parse as parseCards } from 'vcard4';
import { MARKUP } from './markup.ts';

const ROOT = join(import.meta.dirname, '../..');
export const LANGUAGES = { de: '', en: '/en', 'de-simple': '/leicht' };

// Every file of the site whose name has this ending, relative to it.
export function filesOf(site: string, ending: string): string[] {
  const names = readdirSync(site, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith(ending)).sort();
}

// What html-validate finds in each file, once per file and rule.
export function markupFaults(site: string, files: string[]): string[] {
  const validator = new HtmlValidate(
    new StaticConfigLoader({
      ...MARKUP,
      rules: { ...MARKUP.rules, 'long-title': 'off' }, // a name is as long as its owner made it
    }),
  );
  return files.flatMap((file) => {
    const report = validator.validateStringSync(readFileSync(join(site, file), 'utf8'));
    const messages = report.results.flatMap((result) => result.messages);
    return messages.map((one) => `${file} ${one.line}:${one.column} ${one.ruleId}: ${one.message}`);
  });
}

type Link = { lang: string; url: string };

// The pages of the sitemap, each with its languages.
export async function sitemapOf(site: string): Promise<Map<string, Link[]>> {
  const pages = new Map<string, Link[]>();
  const items = createReadStream(join(site, 'sitemap.xml')).pipe(new XMLToSitemapItemStream());
  for await (const item of items as AsyncIterable<{ url: string; links: Link[] }>) pages.set(item.url, item.links);
  return pages;
}

export async function checkSitemap(site: string, origin: string): Promise<number> {
  const pages = await sitemapOf(site);
  const fileOf = (url: string): string => join(site, decodeURIComponent(url.slice(origin.length)), 'index.html');
  for (const [url, links] of pages) {
    assert.ok(url.startsWith(`${origin}/`) && existsSync(fileOf(url)), `${url} is a page`);
    assert.deepEqual(links.map((link) => link.lang).sort(), ['de', 'de-simple', 'en', 'x-default']);
    for (const link of links) assert.ok(pages.has(link.url), `${link.url} stands for itself, too`);
  }
  const open = filesOf(site, 'index.html').filter((file) => !readFileSync(join(site, file), 'utf8').includes('content="noindex"'));
  assert.equal(pages.size, open.length, 'every page that may be listed is listed');
  return pages.size;
}

export function checkAtom(site: string, origin: string): number {
  let entries = 0;
  for (const [tag, prefix] of Object.entries(LANGUAGES)) {
    const text = readFileSync(join(site, `${prefix}/neues.atom`), 'utf8');
    const feed = parseAtomFeed(text);
    assert.equal(feed.id, `${origin}${prefix}/neues.atom`);
    assert.ok(text.includes(`xml:lang="${tag}"`));
    assert.ok(feed.title && feed.updated && feed.authors?.[0]?.name, 'a feed has a title, a date and an author (RFC 4287, 4.1.1)');
    const dates = (feed.entries ?? []).map((entry) => {
      assert.ok(entry.id && entry.title && entry.updated, 'an entry has an id, a title and a date (4.1.2)');
      assert.ok(existsSync(join(site, entry.id.slice(origin.length), 'index.html')), `${entry.id} is a page`);
      assert.ok(!Number.isNaN(Date.parse(entry.updated)));
      return entry.updated;
    });
    assert.deepEqual(dates, [...dates].sort().reverse(), 'the newest first');
    assert.equal(new Set(feed.entries?.map((entry) => entry.id)).size, dates.length);
    entries += dates.length;
  }
  return entries;
}

export function checkGeojson(site: string): number {
  const collection = check(readFileSync(join(site, 'schaufenster/alle.geojson'), 'utf8'));
  assert.ok(collection.type === 'FeatureCollection');
  for (const feature of collection.features) {
    assert.ok(existsSync(join(site, 'schaufenster', String(feature.id), 'index.html')), `${feature.id} is a page`);
    assert.ok(feature.properties?.['name']);
    if (feature.geometry?.type === 'Point') {
      const [longitude = 0, latitude = 0] = feature.geometry.coordinates;
      assert.ok(longitude > 5 && longitude < 16 && latitude > 47 && latitude < 56, `${feature.id} lies in Germany`);
    }
  }
  return collection.features.length;
}

export function checkCards(site: string): number {
  const files = filesOf(site, '.vcf');
  for (const file of files) {
    const text = readFileSync(join(site, file), 'utf8');
    const card = parseCards(text) as unknown as { getProperty(name: string): { value: unknown }[]; repr(): string };
    assert.ok(card.getProperty('FN')[0], `${file} has a name`);
    const page = readFileSync(join(site, file, '../index.html'), 'utf8');
    assert.ok(page.includes(`href="/${file}"`), `the page of ${file} links to it`);
  }
  return files.length;
}

const SCHEMA_ORG = { contextUrl: undefined, documentUrl: 'https://schema.org/', document: { '@context': { '@vocab': 'https://schema.org/' } } };

export function dataOf(page: string): Record<string, unknown> | undefined {
  const text = /<script type="application\/ld\+json">([^]*?)<\/script>/.exec(page)?.[1];
  return text === undefined ? undefined : (JSON.parse(text) as Record<string, unknown>);
}

// Every shop's data becomes a graph in which nothing is lost; a few of each shape are held against the vocabulary itself.
export async function checkData(site: string, origin: string, shapesMax: number): Promise<number> {
  const shapes = new Map<string, Record<string, unknown>>();
  let count = 0;
  for (const file of filesOf(site, 'index.html')) {
    const data = dataOf(readFileSync(join(site, file), 'utf8'));
    if (!data) continue;
    count += 1;
    const [node] = await jsonld.expand(data as jsonld.JsonLdDocument, { documentLoader: async () => SCHEMA_ORG as never });
    assert.equal(Object.keys(node ?? {}).length, Object.keys(data).length - 1, `${file}: every field but the context means something`);
    assert.ok(String(data['url']).startsWith(`${origin}/`) && existsSync(join(site, String(data['url']).slice(origin.length), 'index.html')));
    shapes.set(`${data['@type']} ${Object.keys(data).join(' ')}`, data);
  }
  assert.deepEqual(vocabularyFaults([...shapes.values()].slice(0, shapesMax)), []);
  return count;
}

// schema-dts is schema.org as types: a field or type it does not know does not compile.
export function vocabularyFaults(data: Record<string, unknown>[]): string[] {
  const folder = join(ROOT, 'build/vocabulary');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `shops_${process.pid}.ts`);
  const shops = data.map((one, at) => `export const shop${at}: WithContext<LocalBusiness> = ${JSON.stringify(one)};`);
  writeFileSync(file, `import type { LocalBusiness, WithContext } from 'schema-dts';\n${shops.join('\n')}\n`);
  try {
    const options = { strict: true, noEmit: true, skipLibCheck: true, module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022, types: [] };
    const found = ts.getPreEmitDiagnostics(ts.createProgram([file], options));
    return found.map((one) => ts.flattenDiagnosticMessageText(one.messageText, ' ').slice(0, 400));
  } finally {
    rmSync(file);
  }
}
