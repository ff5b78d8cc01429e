// What a small town publishes is read by independent libraries, and is written again only where it changed.
import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Portal, shop, type Shop } from '../support/portal.ts';
import { checkAtom, checkCards, checkData, checkGeojson, checkSitemap, dataOf, filesOf, markupFaults, vocabularyFaults } from '../support/published.ts';

// Everything a record may say, in the most awkward way.
const RICH: Shop = {
  ...shop(0),
  id: 'laden-mit-allem',
  name: 'Laden "Zum <Eck>" & Söhne',
  lat: '53.828856',
  lon: '11.141224',
  street: 'Straße 1; Hof, hinten',
  postal_code: '23936',
  email: 'laden@example.org',
  website: 'https://laden.example/?a=1&b=2',
  summary: 'Brot, "Brötchen"; Käse & mehr </script>',
  description: 'Erster Absatz.\nZweiter "Absatz".',
  assortment: 'Brot; Käse "mild"',
  photos: 'abc 1280x960',
  photo: 'abc 1280x960',
  photo_texts: 'Ein "Korb" mit Brot',
  payment: 'cash; girocard',
  languages: 'de; pl',
  wheelchair: 'yes',
  closed_until: '2099-12-31',
  confirmed_on: '2026-01-02',
  invented: 'yes',
};
const BARE: Shop = { id: 'fast-nichts', name: 'Fast nichts' };
const SEASON: Shop = { ...shop(1), id: 'saison', opening_hours: 'Apr-Sep Mo-Sa 08:00-18:00; Oct-Mar We 10:00-12:00; PH off' };

let portal: Portal;
let site: string;

before(async () => {
  portal = await Portal.start(55);
  await portal.publishShops([RICH, BARE, SEASON]);
  await portal.prerender();
  site = join(portal.data, 'site');
});
after(() => portal?.stop());

const page = (path: string): string => readFileSync(join(site, path, 'index.html'), 'utf8');

test('the sitemap names every page in every language', async () => {
  assert.ok((await checkSitemap(site, portal.origin)) > 150);
});

test('the Atom feed is one, in every language', () => {
  assert.equal(checkAtom(site, portal.origin), 3 * 3); // the shops that came after the first run
});

test('the GeoJSON holds every shop, with its position to the last digit', () => {
  assert.equal(checkGeojson(site), 58);
  assert.match(readFileSync(join(site, 'schaufenster/alle.geojson'), 'utf8'), /\[11\.141224,53\.828856\]/);
});

test('every shop has a vCard that its page links to', () => assert.equal(checkCards(site), 58));

test('every shop says its data in the words of schema.org, whatever its record holds', async () => {
  assert.equal(await checkData(site, portal.origin, 20), 3 * 58);
  const data = dataOf(page('schaufenster/laden-mit-allem'))!;
  assert.equal(data['name'], RICH['name']);
  assert.equal(data['description'], RICH['summary']);
  assert.deepEqual(data['image'], [`${portal.origin}/media/abc-1280.webp`]);
});

test('a field that schema.org does not know would be found', () => {
  const fault = vocabularyFaults([{ '@context': 'https://schema.org', '@type': 'Bakery', name: 'x', opensAt: '08:00' }]);
  assert.match(fault.join(), /opensAt/);
});

test('one page of every kind is valid, and so are those of awkward records', () => {
  const names = ['', 'schaufenster', 'schaufenster/seite/2', 'schaufenster/art/bakery', 'schaufenster/ort/hagenow', 'schaufenster/farm-1', 'schaufenster/laden-mit-allem',
    'schaufenster/fast-nichts', 'schaufenster/saison', 'einstellungen', 'impressum', 'datenschutz', 'barrierefreiheit', 'quellen'];
  const files = ['', 'en', 'leicht'].flatMap((language) => [...names.map((name) => join(language, name, 'index.html')), join(language, '404.html')]);
  assert.deepEqual(markupFaults(site, [...files, ...filesOf(join(site, 'shell'), '.html').map((name) => `shell/${name}`)]), []);
});

test('an invalid page would be found', () => {
  writeFileSync(join(portal.folder, 'broken.html'), '<!doctype html>\n<html lang="de"><head><title>x</title></head><body><p><div></div></p></body></html>');
  assert.ok(markupFaults(portal.folder, ['broken.html']).length > 0);
});

test('a page says where it lives, in which languages, and what a link to it shows', () => {
  const head = page('en/schaufenster/laden-mit-allem');
  const address = `${portal.origin}/en/schaufenster/laden-mit-allem/`;
  for (const part of [`rel="canonical" href="${address}"`, `hreflang="de-simple" href="${portal.origin}/leicht/schaufenster/laden-mit-allem/"`,
    `hreflang="x-default" href="${portal.origin}/schaufenster/laden-mit-allem/"`, `property="og:url" content="${address}"`,
    `property="og:image" content="${portal.origin}/media/abc-1280.webp"`, 'property="og:title" content="Laden &quot;Zum &lt;Eck>&quot; &amp; Söhne"']) {
    assert.ok(head.includes(part), part);
  }
  assert.ok(!page('einstellungen').includes('canonical'), 'a page that nobody may list has no address');
});

test('the server names each kind of file, and sends it compressed', async () => {
  const types = { '/sitemap.xml': 'application/xml', '/robots.txt': 'text/plain; charset=utf-8', '/neues.atom': 'application/atom+xml',
    '/schaufenster/alle.geojson': 'application/geo+json', '/schaufenster/laden-mit-allem/kontakt.vcf': 'text/vcard; charset=utf-8' };
  for (const [path, type] of Object.entries(types)) {
    const response = await fetch(portal.origin + path, { headers: { 'accept-encoding': 'br' } });
    const body = await response.text();
    assert.deepEqual([response.status, response.headers.get('content-type')], [200, type], path);
    if (body.length > 1200) assert.equal(response.headers.get('content-encoding'), 'br', path);
  }
  assert.match(await (await fetch(`${portal.origin}/robots.txt`)).text(), new RegExp(`^Sitemap: ${portal.origin}/sitemap\\.xml$`, 'm'));
});

test('a second run writes nothing, and a change writes what tells of it', async () => {
  const watched = ['sitemap.xml', 'neues.atom', 'schaufenster/alle.geojson', 'schaufenster/fast-nichts/kontakt.vcf', 'schaufenster/farm-1/kontakt.vcf', 'quellen/index.html'];
  const stamps = (): Record<string, number> => Object.fromEntries(watched.map((name) => [name, statSync(join(site, name)).mtimeMs]));
  const before = stamps();
  await portal.prerender();
  assert.deepEqual(stamps(), before);
  await portal.publishShops([{ ...BARE, phone: '+49 3881 1' }]);
  await portal.prerender();
  const later = stamps();
  const changed = watched.filter((name) => later[name] !== before[name]);
  assert.deepEqual(changed, ['neues.atom', 'schaufenster/alle.geojson', 'schaufenster/fast-nichts/kontakt.vcf']);
});

test('the address of the portal is the one the town names', async () => {
  await portal.publish({ collection: 'town', records: [{ id: 'town', name: 'Kernstadt', url: 'https://portal.example' }] });
  await portal.prerender();
  assert.ok((await checkSitemap(site, 'https://portal.example')) > 150);
  assert.ok(page('').includes('rel="canonical" href="https://portal.example/"'));
});
