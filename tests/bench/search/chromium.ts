// Runs the bench inside Chromium: bundles browser.ts with the peers and asks for one row after another.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { launchChromium } from '../../support/chromium.ts';
import type { Query } from './queries.ts';
import type { SearchRecord } from './real_records.ts';

const here = dirname(fileURLToPath(import.meta.url));
const names = ['minisearch', 'flexsearch', 'lunr', 'lunr-languages/lunr.stemmer.support', 'lunr-languages/lunr.de', '@orama/orama', '@orama/stemmers/german', 'fuse.js'];

// `folder` holds the peers; without it only the portal's search is measured.
async function bundle(folder: string | undefined): Promise<string> {
  const imports = folder === undefined ? [] : names;
  const text = imports.map((name, i) => `import * as m${i} from '${name}';\n`).join('') +
    `globalThis.modules = { ${imports.map((name, i) => `'${name}': m${i}`).join(', ')} };\n`;
  const loaded = await build({ stdin: { contents: text, resolveDir: folder === undefined ? here : folder }, bundle: true, write: false, format: 'iife', platform: 'browser' });
  const bench = await build({ entryPoints: [join(here, 'browser.ts')], bundle: true, write: false, format: 'iife', platform: 'browser' });
  return loaded.outputFiles[0]!.text + bench.outputFiles[0]!.text;
}

export async function inChromium(wasm: Uint8Array, synonyms: string, records: SearchRecord[], queries: Query[], folder: string | undefined, without: string | undefined, print: (row: string) => void): Promise<void> {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: await bundle(folder) });
    const names: string[] = await page.evaluate(({ bytes, words }) => (globalThis as any).prepare(bytes, words), { bytes: Buffer.from(wasm).toString('base64'), words: synonyms });
    const held = await page.evaluateHandle((all) => all, { records, queries });
    for (let engine = 0; engine < names.length; engine++) {
      if (without !== undefined && names[engine]?.startsWith(without)) continue;
      print(await page.evaluate(({ i, all }) => (globalThis as any).row(i, all.records, all.queries), { i: engine, all: held }));
    }
  } finally {
    await browser.close();
  }
}
