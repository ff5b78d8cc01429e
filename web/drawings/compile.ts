// Compiles the portal's pictures: scenes (../scenes) and glyphs (../glyphs) into a C++ header, pictures.hpp, whole; drawings (this
// folder) into one sprite, of which the header holds but names and address. So a page carries what makes its first impression, and
// the many pictures of kinds and services come once, from a file that is kept.
//
//   node compile.ts OUTPUT_FOLDER
//
// A picture is one <svg viewBox="…"> that holds nothing but <path>, with class t on what is tinted instead of inked. Its
// inside may take 720 bytes; a name is lower-case words. Anything else stops the build with a line that names the file.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bytesMax = 720;
const pathForm = /<path(?: class="t")? d="[MmLlHhVvCcSsQqTtAaZz0-9 .,-]+"\/>/g;

export type Picture = { name: string; viewBox: string; inside: string };
export type Sprite = { address: string; text: string };

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

// Style sheets of a page do not reach into a sprite that is a file of its own; custom properties and inherited ones do.
export function spriteOf(drawings: Picture[]): Sprite {
  const symbols = drawings.map(({ name, inside }) => {
    const paths = inside.replaceAll('class="t"', 'fill="var(--town-tint)" stroke="none"').replaceAll('<path ', '<path vector-effect="non-scaling-stroke" ');
    return `<symbol id="${name}">${paths}</symbol>\n`;
  });
  const text = `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('')}</svg>\n`;
  const hash = createHash('sha256').update(text).digest('base64url').replace(/[-_]/g, '').slice(0, 12);
  return { address: `/assets/drawings.${hash}.svg`, text };
}

export function generate(whole: Picture[], drawings: Picture[]): string {
  const pictures = [...whole, ...drawings.map((one) => ({ ...one, inside: '' }))];
  const list = (row: (one: Picture) => string): string => pictures.map(row).join('');
  return '// Generated from web/drawings, web/scenes and web/glyphs.\n#pragma once\n\n#include <string_view>\n\nnamespace stadtkern::views {\n\n' +
    `inline constexpr std::string_view k_sprite = "${spriteOf(drawings).address}#";\n\n` +
    'struct Picture {\n  std::string_view name;\n  std::string_view view_box;\n  std::string_view inside;  // empty: in the sprite, by its name\n};\n\n' +
    '// Each picture is an object of its own, so that a program carries only those it draws.\n' +
    `struct Drawing {\n  const Picture* picture;\n  bool operator==(const Drawing&) const = default;\n\n${list((one) => `  static const Drawing ${one.name};\n`)}};\n\n` +
    `${list((one) => `inline constexpr Picture k_${one.name}{"${one.name}", "${one.viewBox}", R"(${one.inside})"};\ninline constexpr Drawing Drawing::${one.name}{&k_${one.name}};\n`)}` +
    '\n}  // namespace stadtkern::views\n';
}

export function read(folder: string): (Picture | string)[] {
  return readdirSync(folder).filter((file) => file.endsWith('.svg')).sort()
    .map((file) => picture(file, readFileSync(join(folder, file), 'utf8')));
}

// All pictures of a folder; throws with every fault of it.
function pictures(folder: string): Picture[] {
  const all = read(join(dirname(fileURLToPath(import.meta.url)), folder));
  const faults = all.filter((one) => typeof one === 'string');
  if (faults.length > 0) throw new Error(faults.map((fault) => `web/drawings: ${fault}`).join('\n'));
  return all.filter((one) => typeof one !== 'string');
}

export function compileSprite(): Sprite {
  return spriteOf(pictures('.'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const output = process.argv[2];
  if (output === undefined) throw new Error('usage: compile.ts OUTPUT_FOLDER');
  try {
    const header = generate([...pictures('../scenes'), ...pictures('../glyphs')], pictures('.'));
    mkdirSync(output, { recursive: true });
    writeFileSync(join(output, 'pictures.hpp'), header);
  } catch (fault) {
    console.error((fault as Error).message);
    process.exit(1);
  }
}
