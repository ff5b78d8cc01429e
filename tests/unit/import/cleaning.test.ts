import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cleanPosition, degreesText, metresBetween } from '../../../tools/importer/cleaning/coordinates.ts';
import { looksLikeHtml, textFromHtml } from '../../../tools/importer/cleaning/html.ts';
import { cleanHours } from '../../../tools/importer/cleaning/hours.ts';
import { cleanEmail, cleanPhone } from '../../../tools/importer/cleaning/phone.ts';
import { cleanLine, cleanLines, shortened, withoutMojibake } from '../../../tools/importer/cleaning/text.ts';
import { cleanUrl } from '../../../tools/importer/cleaning/url.ts';

test('text loses control characters, soft hyphens and needless spaces, and keeps its lines', () => {
  assert.equal(cleanLine('  Bäcke\u00adrei\u00a0 Klein\u0000\u0007\t&\u200b Sohn '), 'Bäckerei Klein & Sohn');
  assert.equal(cleanLines('eins \r\n\r\n\r\n\r\nzwei\u2028drei'), 'eins\n\nzwei\ndrei');
  assert.equal(cleanLines('links\u202erechts\ud800'), 'linksrechts\ufffd');
  assert.equal(cleanLine('u\u0308ber'), 'über');
});

test('text in the wrong encoding is repaired and right text is left alone', () => {
  assert.equal(withoutMojibake('verlÃ¤ngerte Ã–ffnungszeiten fÃ¼r groÃŸe KÃ¤ufe â€“ gern'), 'verlängerte Öffnungszeiten für große Käufe – gern');
  for (const right of ['Café Über-Öl', 'Ãtna', 'São Paulo', 'naïve Fußgänger', 'señor â']) assert.equal(withoutMojibake(right), right);
});

test('a shortened text ends at a word and stays below its bound', () => {
  const text = shortened('Frische Brötchen, jeden Morgen ab fünf Uhr aus dem Holzofen', 30);
  assert.equal(text, 'Frische Brötchen, jeden…');
  assert.ok(shortened('😀'.repeat(40), 21).isWellFormed());
});

test('raw HTML becomes plain text and never markup', () => {
  const text = textFromHtml('<h2>Hof</h2><p>Milch &amp; <b>Eier</b><br>täglich</p><script>alert(1)</script><style>p{}</style><ul><li>Käse</ul><img src=x onerror=alert(1)><a href="javascript:x()">mehr</a>');
  assert.equal(cleanLines(text), 'Hof\n\nMilch & Eier\ntäglich\n\n– Käse\n\nmehr');
  assert.ok(looksLikeHtml('a &uuml; b') && looksLikeHtml('<br/>') && !looksLikeHtml('5 < 6 & 7 > 3'));
});

test('a web address has a scheme and is never a program', () => {
  assert.deepEqual(cleanUrl('www.backwerk.de'), { url: 'https://www.backwerk.de/', repaired: true });
  assert.deepEqual(cleanUrl('http://hof.example/a?b=c#d'), { url: 'http://hof.example/a?b=c#d', repaired: false });
  for (const unsafe of ['javascript:alert(1)', 'JavaScript:alert(1)', 'data:text/html,x', 'ftp://a.example/', 'https://user:pw@a.example/', ' vbscript:x']) {
    assert.deepEqual(cleanUrl(unsafe), { problem: 'unsafe_url' }, unsafe);
  }
  for (const bad of ['keine', 'siehe Aushang', 'https://', 'http://a b.de', 'https://[::1]/']) assert.deepEqual(cleanUrl(bad), { problem: 'bad_url' }, bad);
});

test('hours in OSM syntax stay letter by letter', () => {
  for (const value of ['24/7', 'Mo-Fr 09:00-12:30,14:00+; PH off "nach Vereinbarung"', 'Apr-Oct: Mo-Sa 08:00-18:00', 'Fr,Sa 20:00-03:00', 'SH off', 'Mo, Th 10:30-19:00']) {
    assert.deepEqual(cleanHours(value), { hours: value, repaired: false }, value);
  }
});

test('hours people write are translated where there is no doubt', () => {
  const cases: Array<[string, string]> = [
    ['Mo-Fr 10.00-18.00', 'Mo-Fr 10:00-18:00'], ['9-18 Uhr', '09:00-18:00'], ['Mo-Fr 9-18 Uhr', 'Mo-Fr 09:00-18:00'],
    ['Montag bis Freitag von 9 bis 18 Uhr', 'Mo-Fr 09:00-18:00'], ['Di und Do 8.30 – 12 Uhr', 'Tu,Th 08:30-12:00'],
    ['Mo.-Fr.: 9.00-12.30 Uhr, 14.00-18.00 Uhr', 'Mo-Fr 09:00-12:30,14:00-18:00'],
    ['Mo-Fr 8-12 Uhr; Sonntag geschlossen', 'Mo-Fr 08:00-12:00; Su off'], ['täglich 8-20 Uhr', 'Mo-Su 08:00-20:00'],
    ['nach Vereinbarung', '"nach Vereinbarung"'],
  ];
  for (const [written, hours] of cases) assert.deepEqual(cleanHours(written), { hours, repaired: true }, written);
});

test('hours in doubt are refused, not guessed', () => {
  for (const value of ['mittwochs', 'im Sommer', '19.04.2026 8-15 Uhr', 'nur Fusion Festival', 'auf Anfrage, 8 oder 9', 'x'.repeat(5000), 'Mo-Fr 25.00-26.00', '((((']) {
    assert.deepEqual(cleanHours(value), { problem: 'hours_unclear' }, value.slice(0, 40));
  }
});

test('phone numbers take their international form', () => {
  assert.equal(cleanPhone('+49 (0) 3301 536202'), '+49 3301 536202');
  assert.equal(cleanPhone('03865 / 291248'), '+49 3865 291248');
  assert.equal(cleanPhone('+492841 9 99 27 99'), '+49 2841 9992799');
  for (const bad of ['keine', '123', '+49', '000000000000000000']) assert.equal(cleanPhone(bad), undefined, bad);
  assert.equal(cleanEmail('mailto:laden@example.org'), 'laden@example.org');
  for (const bad of ['laden@', 'a b@example.org', '<x>@example.org', 'laden(at)example.org']) assert.equal(cleanEmail(bad), undefined, bad);
});

test('swapped coordinates are turned, impossible ones refused', () => {
  assert.deepEqual(cleanPosition(53.86, '11.19'), { position: { lat: 53.86, lon: 11.19 }, swapped: false });
  assert.deepEqual(cleanPosition(11.19, 53.86), { position: { lat: 53.86, lon: 11.19 }, swapped: true });
  assert.deepEqual(cleanPosition('', 11), { problem: 'no_position' });
  assert.deepEqual(cleanPosition(5948316, 238001), { problem: 'bad_position' });
  assert.deepEqual(cleanPosition('NaN', '1e5'), { problem: 'bad_position' });
  assert.deepEqual(cleanPosition(0, 0), { problem: 'far_position' });
  assert.equal(degreesText(11.123456789), '11.1234568');
  assert.ok(Math.abs(metresBetween({ lat: 53.86, lon: 11.19 }, { lat: 53.87, lon: 11.19 }) - 1112) < 1);
});
