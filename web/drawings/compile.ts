// Compiles drawings (this folder) and glyphs (../glyphs) into a C++ header, pictures.hpp.
//
//   node compile.ts OUTPUT_FOLDER
//
// A picture is one <svg viewBox="…"> that holds nothing but <path>, with class t on what is tinted instead of inked. Its
// inside may take 720 bytes; a name is lower-case words. Anything else stops the build with a line that names the file.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bytesMax = 720;
const pathForm = /<path(?: class="t")? d="[MmLlHhVvCcSsQqTtAaZz0-9 .,-]+"\/>/g;

export type Picture = { name: string; viewBox: string; inside: string };

// The picture in an SVG file's text, or the fault that keeps it out.
export function picture(file: string, svg: string): Picture | string {
  const name = basename(file, '.svg');
  if (!/^[a-z][a-z_]*$/.test(name)) return `${file}: a name is lower-case words`;
  const [, viewBox, paths] = /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="([0-9 ]+)">([^]*)<\/svg>\s*$/.exec(svg) ?? [];
  if (viewBox === undefined || paths === undefined) return `${file}: expected one <svg xmlns viewBox> and nothing else`;
  const inside = paths.replace(/\s*\n\s*/g, '');
  if (inside.replace(pathForm, '') !== '') return `${file}: expected only <path d> and <path class="t" d>`;
  if (inside.length > bytesMax) return `${file}: ${inside.length} bytes, expected at most ${bytesMax}`;
  return { name, viewBox, inside };
}

export function generate(pictures: Picture[]): string {
  const list = (row: (one: Picture) => string): string => pictures.map(row).join('');
  return '// Generated from web/drawings and web/glyphs.\n#pragma once\n\n#include <string_view>\n\nnamespace stadtkern::views {\n\n' +
    'struct Picture {\n  std::string_view name;\n  std::string_view view_box;\n  std::string_view inside;\n};\n\n' +
    '// Each picture is an object of its own, so that a program carries only those it draws.\n' +
    `struct Drawing {\n  const Picture* picture;\n  bool operator==(const Drawing&) const = default;\n\n${list((one) => `  static const Drawing ${one.name};\n`)}};\n\n` +
    `${list((one) => `inline constexpr Picture k_${one.name}{"${one.name}", "${one.viewBox}", R"(${one.inside})"};\ninline constexpr Drawing Drawing::${one.name}{&k_${one.name}};\n`)}` +
    '\n}  // namespace stadtkern::views\n';
}

export function read(folder: string): (Picture | string)[] {
  return readdirSync(folder).filter((file) => file.endsWith('.svg')).sort()
    .map((file) => picture(file, readFileSync(join(folder, file), 'utf8')));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const here = dirname(fileURLToPath(import.meta.url));
  const all = [...read(here), ...read(join(here, '../glyphs'))];
  const faults = all.filter((one) => typeof one === 'string');
  for (const fault of faults) console.error(`web/drawings: ${fault}`);
  if (faults.length > 0) process.exit(1);
  const output = process.argv[2];
  if (output === undefined) throw new Error('usage: compile.ts OUTPUT_FOLDER');
  mkdirSync(output, { recursive: true });
  writeFileSync(join(output, 'pictures.hpp'), generate(all.filter((one) => typeof one !== 'string')));
}
