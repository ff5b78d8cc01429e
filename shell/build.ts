// Builds what a browser loads: node shell/build.ts --wasm DIR [--web DIR] [--out DIR]
//
// Bundles the shell, gives every file the name of its content, writes Brotli and gzip forms beside it, and the list of it all:
// OUT/assets.json, which pre-rendering reads. The same input gives the same bytes.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build as bundle } from 'esbuild';

const SHELL = import.meta.dirname;
const COMPRESSED = new Set(['.js', '.css', '.html', '.json', '.svg', '.wasm', '.webmanifest', '.txt', '.xml']);
const LANGUAGES = ['de', 'en', 'leicht']; // the first one has no prefix

export interface Assets {
  build: string; // the name of this build: changes with any byte of it
  main: string; // the page's script
  core: string;
  program: string;
  manifest?: string;
  icons: Record<string, string>; // name in web/icons -> address
  shell: string[]; // shell pages that pre-rendering has to write
}

export async function buildShell(from: { wasm: string; web: string; out: string }): Promise<Assets> {
  await rm(from.out, { recursive: true, force: true });
  const emit = createEmitter(from.out);

  const program = await emit.hashed('stadtkern.wasm', await readFile(join(from.wasm, 'stadtkern.wasm')));
  const core = await emit.hashed('core.js', await compile('loop/core.ts', {}, join(from.wasm, 'stadtkern.mjs')));
  const main = await emit.hashed(
    'main.js',
    await compile('loop/main.ts', { CORE_URL: JSON.stringify(core), PROGRAM_URL: JSON.stringify(program) }),
  );
  const icons: Record<string, string> = {};
  for (const name of await list(join(from.web, 'icons'))) {
    icons[name] = await emit.hashed(name, await readFile(join(from.web, 'icons', name)));
  }
  const manifest = await writeManifest(from.web, icons, emit);

  const shell = LANGUAGES.map((language, at) => (at === 0 ? '/shell/index.html' : `/shell/${language}/index.html`));
  const files = [main, core, program, ...Object.values(icons)];
  const worker = await compile('offline/worker/sw.ts', { FILES: JSON.stringify(files), PAGES: JSON.stringify(shell) });
  const build = nameOf(Buffer.concat([worker, ...(await readAll(from.web))]));
  const named = Buffer.from(worker.toString().replaceAll('BUILD_NAME', build));
  await emit.plain('/sw.js', named);
  await emit.plain('/sw_off.js', await compile('offline/worker/sw_off.ts', {}));

  const assets: Assets = { build, main, core, program, ...(manifest ? { manifest } : {}), icons, shell };
  await writeFile(join(from.out, 'assets.json'), `${JSON.stringify(assets, null, 2)}\n`);
  return assets;
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
    define: { BUILD: '"BUILD_NAME"', ...define },
    ...(glue ? { alias: { 'stadtkern-wasm': glue } } : {}),
  });
  return Buffer.from(result.outputFiles[0]?.contents ?? []);
}

async function writeManifest(web: string, icons: Record<string, string>, emit: Emitter): Promise<string | undefined> {
  const text = await readFile(join(web, 'manifest.webmanifest'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const placed = text.replace(/"icons\/([^"]+)"/g, (whole, name: string) => {
    const address = icons[name];
    if (!address) throw new Error(`web/manifest.webmanifest: expected web/icons/${name} to exist`);
    return whole && JSON.stringify(address);
  });
  await emit.plain('/manifest.webmanifest', Buffer.from(placed));
  return '/manifest.webmanifest';
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
    .filter((entry) => entry.isFile() && entry.name !== 'README.md')
    .map((entry) => entry.name)
    .sort();
}

async function readAll(folder: string): Promise<Buffer[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(paths.sort().map((path) => readFile(path)));
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      wasm: { type: 'string', default: 'build/wasm' },
      web: { type: 'string', default: 'web' },
      out: { type: 'string', default: 'build/web' },
    },
  });
  const assets = await buildShell(values);
  console.log(`build ${assets.build} in ${values.out}`);
}
