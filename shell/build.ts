// Builds what a browser loads: node shell/build.ts --wasm DIR [--web DIR] [--out DIR]
//
// Bundles the shell, gives every file the name of its content, writes Brotli and gzip forms beside it, and the list of it all:
// OUT/assets.json, which pre-rendering reads. The same input gives the same bytes.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build as bundle } from 'esbuild';

const SHELL = import.meta.dirname;
const ROOT = dirname(SHELL);
const COMPRESSED = new Set(['.js', '.css', '.html', '.json', '.svg', '.wasm', '.webmanifest', '.txt', '.xml']);
const ICON_SIZES = [['touch_icon.png', 180], ['icon_192.png', 192], ['icon_512.png', 512]] as const;
const LANGUAGES = ['de', 'en', 'leicht']; // the first one has no prefix

export interface Assets {
  build: string; // the name of this build: changes with any byte of it
  main: string; // the page's script
  core: string;
  program: string;
  rest: string; // the second module of the program
  words: Record<string, string>; // language -> address
  icons: Record<string, string>; // file in web/icons -> address
  style_hashes: string[]; // of the style sheets inside page.html, as a content security policy names them
  desk: { main: string; core: string; program: string } | undefined; // where the desk's program was built
  shell: string[]; // shell pages that pre-rendering has to write
  files: string[]; // everything under /assets/
}

// Writes into `out`, where files of the build before stay: tabs that are still open may ask for them.
export async function buildShell(from: { wasm: string; web: string; out: string }): Promise<Assets> {
  const before = await readAssets(from.out);
  const emit = createEmitter(from.out);

  const program = await emit.hashed('stadtkern.wasm', await readFile(join(from.wasm, 'stadtkern.wasm')));
  const rest = await emit.hashed('stadtkern_rest.wasm', await readFile(join(from.wasm, 'stadtkern_rest.wasm')));
  const seal = await emit.hashed('seal.js', await compile('effects/seal/deeds.ts', {}));
  const islands = await emit.hashed('islands.js', await compile('islands/islands.ts', {}));
  const core = await emit.hashed('core.js', await compile('loop/core.ts', { SEAL_URL: JSON.stringify(seal), KEEPING: '""' }, join(from.wasm, 'stadtkern.mjs')));
  const map = await emit.hashed('map.js', await compile('map/gestures.ts', {}));
  const rare = await emit.hashed('rare.js', await compile('effects/rare.ts', {}));
  const words = await emitWords(from.web, emit);
  const keeping = await emitKeeping(from.wasm, seal, emit);
  const addresses = {
    CORE_URL: JSON.stringify(core),
    PROGRAM_URL: JSON.stringify(program),
    REST_URL: JSON.stringify(rest),
    WORDS_URLS: JSON.stringify(words),
    ISLANDS_URL: JSON.stringify(islands),
    MAP_URL: JSON.stringify(map),
    RARE_URL: JSON.stringify(rare),
    ...keeping.addresses,
  };
  const main = await emit.hashed('main.js', await compile('loop/main.ts', addresses));
  const icons = await emitIcons(from.web, emit);
  const sprite = await emitSprite(from.web, emit);

  await emitManifest(from.web, icons, emit);

  const page = await fillPage(from.web, { main, program, icons });
  if (page) await writeFile(join(from.out, 'page.html'), page);
  const shell = LANGUAGES.map((language, at) => (at === 0 ? '/shell/index.html' : `/shell/${language}/index.html`));
  const lazy = [seal, islands, map, rare]; // loaded by few pages, but there offline for all
  const needed = [main, core, program, rest, ...lazy, ...Object.values(words), ...(icons['icon.svg'] ? [icons['icon.svg']] : []), ...sprite]; // for every page, offline too
  const lists = { FILES: JSON.stringify(needed), KEEPING: JSON.stringify(keeping.files), PAGES: JSON.stringify(shell) };
  const worker = await compile('offline/worker/sw.ts', lists);
  const desk = await emitDesk(from, words, emit, page ?? '');
  const build = nameOf(Buffer.concat([worker, Buffer.from(page ?? ''), desk?.worker ?? Buffer.alloc(0), Buffer.from(desk?.page ?? '')]));
  await emit.plain('/sw.js', Buffer.from(worker.toString().replaceAll('BUILD_NAME', build)));
  await emit.plain('/sw_off.js', await compile('offline/worker/sw_off.ts', {}));

  if (desk) await emit.plain('/anbieter/sw.js', Buffer.from(desk.worker.toString().replaceAll('BUILD_NAME', build)));

  const files = [...new Set([...needed, ...keeping.files, ...Object.values(icons), ...(desk?.files ?? [])])];
  const style_hashes = [...new Set([...styleHashes(page ?? ''), ...styleHashes(desk?.page ?? '')])];
  const assets: Assets = { build, main, core, program, rest, words, icons, style_hashes, desk: desk?.addresses, shell, files };
  await sweep(from.out, [...files, ...(before?.files ?? [])]);
  await writeFile(join(from.out, 'assets.json'), `${JSON.stringify(assets, null, 2)}\n`);
  return assets;
}

// The provider's desk: a program, a script and a page of its own, so that citizens load nothing of it.
async function emitDesk(from: { wasm: string; web: string; out: string }, words: Record<string, string>, emit: Emitter, page: string): Promise<Desk | undefined> {
  const built = join(from.wasm, 'stadtkern_desk.wasm');
  await rm(join(from.out, 'desk.html'), { force: true });
  if (!existsSync(built) || page === '') return undefined;
  const program = await emit.hashed('desk.wasm', await readFile(built));
  const core = await emit.hashed('desk_core.js', await compile('loop/core.ts', { SEAL_URL: '""', KEEPING: '""' }, join(from.wasm, 'stadtkern_desk.mjs')));
  const addresses = { CORE_URL: JSON.stringify(core), PROGRAM_URL: JSON.stringify(program), WORDS_URLS: JSON.stringify(words) };
  const main = await emit.hashed('desk.js', await compile('desk/main.ts', addresses));
  const { compileStyles } = (await import(pathToFileURL(resolve(from.web, 'styles/compile.ts')).href)) as typeof import('../web/styles/compile.ts');
  const own = page
    .replace(/<style>[^]*?<\/style>/, `<style>${(await compileStyles('desk.scss')).trim()}</style>`)
    .replace('data-town="{{town}}"', 'data-town="{{town}}" data-care-key="{{care_key}}"')
    .replace(/<link rel="modulepreload"[^\n]*\n/, `${preloads(main, program)}\n`)
    .replace(/<noscript>[^]*?<\/noscript>/, `<noscript><main class="wide"><h1>Anbieterbereich</h1><p>${NO_SCRIPT}</p></main></noscript>`)
    .replace(/<script type="module" src="[^"]*">/, `<script type="module" src="${main}">`);
  await writeFile(join(from.out, 'desk.html'), own);
  const files = [main, core, program, ...Object.values(words)];
  const worker = await compile('offline/worker/desk_sw.ts', { FILES: JSON.stringify(files), PAGES: JSON.stringify(['/anbieter/index.html']) });
  return { page: own, worker, files, addresses: { main, core, program } };
}

const NO_SCRIPT = 'Ihre Schlüssel liegen in diesem Browser. Dafür braucht der Anbieterbereich JavaScript und WebAssembly. Bitte schalten Sie beides ein, oder nehmen Sie einen neueren Browser.';
interface Desk {
  page: string;
  worker: Buffer;
  files: string[];
  addresses: NonNullable<Assets['desk']>;
}

async function readAssets(out: string): Promise<Assets | undefined> {
  const text = await readFile(join(out, 'assets.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Assets);
}

async function sweep(out: string, kept: string[]): Promise<void> {
  const folder = join(out, 'assets');
  for (const name of await list(folder)) {
    if (!kept.includes(`/assets/${name.replace(/\.(br|gz)$/, '')}`)) await rm(join(folder, name));
  }
}

// The page template with what a build knows. Pre-rendering fills in the rest.
async function fillPage(
  web: string,
  known: { main: string; program: string; icons: Record<string, string> },
): Promise<string | undefined> {
  const template = await readFile(join(web, 'page.html'), 'utf8').catch(() => undefined);
  if (template === undefined) return undefined;
  const { compileStyles } = (await import(pathToFileURL(resolve(web, 'styles/compile.ts')).href)) as {
    compileStyles(): Promise<string>;
  };
  const values: Record<string, string> = {
    css: (await compileStyles()).trim(),
    script: known.main,
    icon: known.icons['icon.svg'] ?? '',
    touch_icon: known.icons['touch_icon.png'] ?? '',
    preload: preloads(known.main, known.program),
  };
  return template.replace(/\{\{\{?([a-z_]+)\}\}\}?\n?/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return value + (whole.endsWith('\n') && value !== '' ? '\n' : '');
  });
}

// Asked for with the first bytes of the page, so that the program is on its way a round trip and a script earlier. Both come
// after the page: their first byte is a round trip away.
function preloads(main: string, program: string): string {
  return `<link rel="modulepreload" href="${main}"><link rel="preload" href="${program}" as="fetch" crossorigin>`;
}

function styleHashes(page: string): string[] {
  return [...page.matchAll(/<style>([^]*?)<\/style>/g)].map(
    ([, css]) => `sha256-${createHash('sha256').update(css ?? '').digest('base64')}`,
  );
}

async function compile(entry: string, define: Record<string, string>, glue?: string): Promise<Buffer> {
  const result = await bundle({
    entryPoints: [join(SHELL, entry)],
    bundle: true,
    minify: true,
    write: false,
    format: entry.startsWith('offline/') ? 'iife' : 'esm',
    target: ['es2021', 'chrome87', 'firefox90', 'safari15'],
    charset: 'utf8',
    legalComments: 'none',
    external: ['/assets/*'], // bundles of their own, loaded when they are needed
    define: { BUILD: '"BUILD_NAME"', ...define },
    ...(glue ? { alias: { 'stadtkern-wasm': glue } } : {}),
  });
  return Buffer.from(result.outputFiles[0]?.contents ?? []);
}

// The program of owners and its core: loaded by whoever keeps an entry, and by nobody else.
async function emitKeeping(wasm: string, seal: string, emit: Emitter): Promise<{ addresses: Record<string, string>; files: string[] }> {
  const program = await emit.hashed('keeping.wasm', await readFile(join(wasm, 'keeping.wasm')));
  const photo = await emit.hashed('photo.js', await compile('photo/take.ts', {}));
  const known = { SEAL_URL: JSON.stringify(seal), KEEPING: JSON.stringify(program), PHOTO_URL: JSON.stringify(photo) };
  const core = await emit.hashed('keeping.js', await compile('loop/core.ts', known, join(wasm, 'keeping.mjs')));
  const addresses = { KEEPING_CORE_URL: JSON.stringify(core), KEEPING_PROGRAM_URL: JSON.stringify(program), PHOTO_URL: JSON.stringify(photo) };
  return { addresses, files: [core, program, photo] };
}

// One drawing, web/icons/icon.svg, in the sizes that home screens want.
async function emitIcons(web: string, emit: Emitter): Promise<Record<string, string>> {
  const drawing = await readFile(join(web, 'icons/icon.svg')).catch(() => undefined);
  if (!drawing) return {};
  const { default: sharp } = await import('sharp');
  const icons: Record<string, string> = { 'icon.svg': await emit.hashed('icon.svg', drawing) };
  for (const [name, size] of ICON_SIZES) {
    const png = await sharp(drawing, { density: 300 }).resize(size, size).png({ compressionLevel: 9 }).toBuffer();
    icons[name] = await emit.hashed(name, png);
  }
  return icons;
}

// The words of each language, beside the program that was compiled with their keys.
async function emitWords(web: string, emit: Emitter): Promise<Record<string, string>> {
  const texts = (await import(pathToFileURL(resolve(web, 'texts/compile.ts')).href)) as typeof import('../web/texts/compile.ts');
  const all = texts.read();
  const words: Record<string, string> = {};
  for (const language of texts.languages)
    words[language] = await emit.hashed(`words_${language}.txt`, Buffer.from(texts.wordsOf(all, language)));
  return words;
}

// The drawings of kinds and services, under the address that the program was compiled with.
async function emitSprite(web: string, emit: Emitter): Promise<string[]> {
  const compiler = resolve(web, 'drawings/compile.ts');
  const { compileSprite } = (await import(pathToFileURL(compiler).href)) as typeof import('../web/drawings/compile.ts');
  const { address, text } = compileSprite();
  await emit.plain(address, Buffer.from(text));
  return [address];
}

async function emitManifest(web: string, icons: Record<string, string>, emit: Emitter): Promise<void> {
  const template = await readFile(join(web, 'manifest.webmanifest'), 'utf8').catch(() => undefined);
  if (template === undefined) return;
  const manifest = template.replace(/\{\{([^}]+)\}\}/g, (_, name: string) => {
    const address = icons[name];
    if (!address) throw new Error(`web/manifest.webmanifest: there is no icon ${name}`);
    return address;
  });
  await emit.plain('/manifest.webmanifest', Buffer.from(manifest));
}

interface Emitter {
  hashed(name: string, bytes: Buffer): Promise<string>;
  plain(address: string, bytes: Buffer): Promise<void>;
}

function createEmitter(out: string): Emitter {
  async function plain(address: string, bytes: Buffer): Promise<void> {
    const path = join(out, address);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
    if (!COMPRESSED.has(extname(path))) return;
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    await writeFile(`${path}.br`, brotliCompressSync(bytes, { params }));
    await writeFile(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  }
  return {
    plain,
    async hashed(name, bytes) {
      const ending = extname(name);
      const address = `/assets/${name.slice(0, -ending.length)}.${nameOf(bytes)}${ending}`;
      await plain(address, bytes);
      return address;
    },
  };
}

function nameOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('base64url').replace(/[-_]/g, '').slice(0, 12);
}

async function list(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort();
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      wasm: { type: 'string', default: join(ROOT, 'build/wasm') },
      web: { type: 'string', default: join(ROOT, 'web') },
      out: { type: 'string', default: join(ROOT, 'build/web') },
    },
  });
  const assets = await buildShell(values);
  console.log(`build ${assets.build} in ${values.out}`);
}
