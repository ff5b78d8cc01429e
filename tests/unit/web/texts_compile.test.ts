import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faults, generate, wordsOf, type Texts } from '../../../web/texts/compile.ts';

const same = (texts: Texts): { de: Texts; en: Texts; leicht: Texts } => ({ de: { ...texts }, en: { ...texts }, leicht: { ...texts } });

test('texts that agree in every language have no fault', () => {
  assert.deepEqual(faults(same({ 'a.b': 'Hallo {name}', 'a.c': { one: '{count} Laden', other: '{count} Läden' } })), []);
});

test('a key that one language lacks is named, with the language', () => {
  const texts = same({ 'a.b': 'x', 'a.c': 'y' });
  delete texts.leicht['a.c'];
  assert.deepEqual(faults(texts), ['a.c: missing in leicht']);
});

test('a key that only one language has is named', () => {
  const texts = same({ 'a.b': 'x' });
  texts.en['a.extra'] = 'y';
  assert.deepEqual(faults(texts), ['a.extra: missing in de', 'a.extra: missing in leicht']);
});

test('a placeholder that only one language uses is named', () => {
  const texts = same({ 'a.b': 'bis {date}' });
  texts.en['a.b'] = 'until {day}';
  assert.deepEqual(faults(texts), ['a.b: de has the placeholders (date), en has (day)']);
});

test('forms in one language and plain words in another are named', () => {
  const texts = same({ 'a.b': { one: '{count} x', other: '{count} xs' } });
  texts.leicht['a.b'] = '{count} x';
  assert.deepEqual(faults(texts), ['a.b: de and leicht differ in having forms']);
});

test('a text that is neither words nor forms is named', () => {
  const texts = same({ 'a.b': 'x' });
  (texts.en as Record<string, unknown>)['a.b'] = ['x'];
  assert.ok(faults(texts).includes('a.b: in en neither words nor {one, other}'));
});

test('quotes, backslashes and line ends reach the table as they are', () => {
  const { keys, table } = generate(same({ 'a.b': 'ein "Wort" \\ und\nnoch eins' }));
  assert.match(keys, /enum class Key \{\n {2}a_b,\n\}/);
  assert.ok(table.includes('"ein \\"Wort\\" \\\\ und\\nnoch eins\\0"sv'));
});

test('words that travel beside a program carry its name, and are not in it', () => {
  const texts = same({ 'a.b': 'Wort', 'a.c': { one: '{count} Laden', other: '{count} Läden' } });
  const [name, ...words] = wordsOf(texts, 'leicht').split('\0');
  assert.match(name!, /^leicht [0-9a-f]{8}$/);
  assert.deepEqual(words, ['Wort', '{count} Laden', '{count} Läden', '']);
  const { table } = generate(texts, true);
  assert.ok(table.includes(name!) && !table.includes('Wort'));
  assert.notEqual(wordsOf(same({ 'a.d': 'Wort' }), 'leicht').split('\0')[0], name, 'other keys, another name');
});
