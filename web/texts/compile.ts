// Compiles the texts of all languages into C++ tables: keys.hpp (the names) and table.hpp (the words).
//
//   node compile.ts OUTPUT_FOLDER [--apart] [ROOM]
//
// ROOM (a folder beside this file) has texts of its own, that only one program carries: keys and table stand in its namespace.
// --apart leaves the words out of table.hpp: a browser loads those of its language beside the program, as wordsOf() has them.
// A key that one language has and another lacks, a placeholder that only one uses, or a text that is neither words nor
// the two forms {one, other} stops the build with a line that names it.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const languages = ['de', 'en', 'leicht'] as const;
export type Language = (typeof languages)[number];
type Forms = { one: string; other: string };
export type Entry = string | Forms;
export type Texts = Record<string, Entry>;

const keyForm = /^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$/;

function isForms(value: unknown): value is Forms {
  if (typeof value !== 'object' || value === null) return false;
  const forms = value as Record<string, unknown>;
  return Object.keys(forms).sort().join() === 'one,other' && typeof forms.one === 'string' && typeof forms.other === 'string';
}

function placeholders(entry: Entry): string {
  const words = typeof entry === 'string' ? entry : entry.other;
  return [...new Set([...words.matchAll(/\{([a-z_]+)\}/g)].map((match) => match[1]))].sort().join(', ');
}

// Every fault of the texts, one line each; none where they agree.
export function faults(texts: Record<Language, Texts>): string[] {
  const found: string[] = [];
  const all = [...new Set(languages.flatMap((language) => Object.keys(texts[language])))];
  for (const key of all) {
    if (!keyForm.test(key)) found.push(`${key}: a key is lower-case words joined by dots`);
    for (const language of languages) {
      const entry: unknown = texts[language][key];
      if (entry === undefined) found.push(`${key}: missing in ${language}`);
      else if (typeof entry !== 'string' && !isForms(entry)) found.push(`${key}: in ${language} neither words nor {one, other}`);
    }
    const [first, ...others] = languages;
    const reference = texts[first][key];
    if (reference === undefined) continue;
    for (const language of others) {
      const entry = texts[language][key];
      if (entry === undefined) continue;
      if (typeof entry !== typeof reference) found.push(`${key}: ${first} and ${language} differ in having forms`);
      else if (placeholders(entry) !== placeholders(reference)) {
        found.push(`${key}: ${first} has the placeholders (${placeholders(reference)}), ${language} has (${placeholders(entry)})`);
      }
    }
  }
  return found;
}

// One literal per text, so that no digit at a text's beginning is taken for part of the NUL before it.
function literal(words: string): string {
  return `  ${JSON.stringify(words).slice(0, -1)}\\0"`;
}

const enumerator = (key: string): string => key.replaceAll('.', '_');

function keysOf(texts: Record<Language, Texts>): { plain: string[]; plural: string[] } {
  const names = Object.keys(texts.de);
  return { plain: names.filter((key) => typeof texts.de[key] === 'string'), plural: names.filter((key) => typeof texts.de[key] !== 'string') };
}

// The texts of a language in the order of the keys, first those without forms. Before them its name and that of the keys: a
// program refuses the words of another build.
function textsOf(texts: Record<Language, Texts>, language: Language): string[] {
  const { plain, plural } = keysOf(texts);
  const name = createHash('sha256').update([...plain, ...plural].join()).digest('hex').slice(0, 8);
  return [
    `${language} ${name}`,
    ...plain.map((key) => texts[language][key] as string),
    ...plural.flatMap((key) => [(texts[language][key] as Forms).one, (texts[language][key] as Forms).other]),
  ];
}

// What a browser is given of a language: all texts, each ended by NUL.
export function wordsOf(texts: Record<Language, Texts>, language: Language): string {
  return textsOf(texts, language).map((text) => `${text}\0`).join('');
}

// The two headers. Requires: faults(texts) is empty.
export function generate(texts: Record<Language, Texts>, apart = false, room = 'views'): { keys: string; table: string } {
  const { plain, plural } = keysOf(texts);
  const list = (keys: string[]): string => keys.map((key) => `  ${enumerator(key)},\n`).join('');
  const keys = `// Generated from web/texts.\n#pragma once\n\nnamespace stadtkern::${room} {\n\nenum class Key {\n${list(plain)}};\n\n` +
    `enum class Plural {\n${list(plural)}};\n\n}  // namespace stadtkern::${room}\n`;
  const words = languages.map((language) => textsOf(texts, language));
  const blobs = words.map((all) => `\n${(apart ? all.slice(0, 1) : all).map(literal).join('\n')}sv,\n`);
  const table = `// Generated from web/texts: ${apart ? 'the name of each language' : 'all texts of a language one after another, each ended by NUL, first its name'}.\n` +
    `#pragma once\n\n#include <cstddef>\n#include <string_view>\n\nnamespace stadtkern::${room} {\n\nusing std::string_view_literals::operator""sv;\n\n` +
    `inline constexpr std::size_t k_plain_texts = ${plain.length};\ninline constexpr std::size_t k_all_texts = ${plain.length + 2 * plural.length};\n` +
    `inline constexpr std::string_view k_words[${languages.length}] = {${blobs.join('')}};\n\n}  // namespace stadtkern::${room}\n`;
  return { keys, table };
}

export function read(folder: string = import.meta.dirname): Record<Language, Texts> {
  const texts = {} as Record<Language, Texts>;
  for (const language of languages) texts[language] = JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8')) as Texts;
  return texts;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [output, ...options] = process.argv.slice(2);
  const room = options.find((option) => !option.startsWith('--'));
  const folder = join(import.meta.dirname, room ?? '');
  const texts = read(folder);
  const found = faults(texts);
  for (const fault of found) console.error(`${folder}: ${fault}`);
  if (found.length > 0) process.exit(1);
  if (output === undefined) throw new Error('usage: compile.ts OUTPUT_FOLDER [--apart] [ROOM]');
  mkdirSync(output, { recursive: true });
  const { keys, table } = generate(texts, options.includes('--apart'), room);
  writeFileSync(join(output, 'keys.hpp'), keys);
  writeFileSync(join(output, 'table.hpp'), table);
}
