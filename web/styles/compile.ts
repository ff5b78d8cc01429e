// Compiles the portal's style sheet: our rules, with the tokens of @kern-ux/native that they use and no others.
//
//   node compile.ts OUTPUT_FILE
//
// Tokens that are the same in light and dark become plain values. Those that differ stay custom properties, under short
// names, once for light and once for dark. KERN's colours are oklch(); they leave as hex, which old phones understand.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clampChroma, formatHex } from 'culori';
import postcss from 'postcss';
import { compileAsync } from 'sass';

const here = dirname(fileURLToPath(import.meta.url));
const loadPaths = [here, join(here, '../../node_modules')];

type Tokens = Map<string, string>;

async function sheet(file: string): Promise<postcss.Root> {
  const { css } = await compileAsync(join(here, file), { loadPaths, quietDeps: true });
  return postcss.parse(css);
}

// The custom properties of all rules with this selector that stand outside any at-rule.
function tokensOf(root: postcss.Root, selector: string): Tokens {
  const tokens: Tokens = new Map();
  for (const node of root.nodes) {
    if (node.type !== 'rule' || node.selector !== selector) continue;
    for (const declaration of node.nodes) {
      if (declaration.type === 'decl' && declaration.prop.startsWith('--')) tokens.set(declaration.prop, declaration.value);
    }
  }
  return tokens;
}

const reference = /var\((--[a-z0-9-]+)\)/g;

// A value with every token in it replaced, down to plain values. An unknown token stops the build.
export function resolved(value: string, tokens: Tokens): string {
  const plain = value.replace(reference, (_, name: string) => {
    const found = tokens.get(name);
    if (found === undefined) throw new Error(`web/styles: the token ${name} does not exist`);
    return resolved(found, tokens);
  });
  return plain.replace(/oklch\([^()]*\)/g, (color) => formatHex(clampChroma(color, 'oklch')) ?? color);
}

const shortName = (name: string): string => name.replace(/^--(kern-color-)?/, '--');

function block(names: string[], tokens: Tokens): string {
  return `:root{${names.map((name) => `${shortName(name)}:${resolved(`var(${name})`, tokens)}`).join(';')}}`;
}

function minified(css: string): string {
  return css.replace(/\/\*[^]*?\*\//g, '').replace(/\s+/g, ' ').replace(/ ?([{};,>]) ?/g, '$1').replace(/: /g, ':').replace(/;}/g, '}').trim();
}

// `file`: the sheet of the portal, or of the desk.
export async function compileStyles(file = 'portal.scss'): Promise<string> {
  const all = await sheet('tokens.scss');
  const constants = tokensOf(all, ':root');
  const light: Tokens = new Map([...constants, ...tokensOf(all, '.tokens-light')]);
  const dark: Tokens = new Map([...constants, ...tokensOf(all, '.tokens-dark')]);
  const changing = new Set<string>();
  const portal = await sheet(file);
  portal.walkDecls((declaration) => {
    declaration.value = declaration.value.replace(reference, (whole, name: string) => {
      const value = resolved(whole, light);
      if (value === resolved(whole, dark)) return value;
      changing.add(name);
      return `var(${shortName(name)})`;
    });
  });
  const names = [...changing].sort();
  const css = `${block(names, light)}@media (prefers-color-scheme:dark){${block(names, dark)}}${minified(portal.toString())}`;
  return css.replaceAll('@charset "UTF-8";', '');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const output = process.argv[2];
  if (output === undefined) throw new Error('usage: compile.ts OUTPUT_FILE');
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(output, await compileStyles());
}
