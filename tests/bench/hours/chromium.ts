// The same measurement inside Chromium: bundles measure.ts with the peer.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export async function inChromium(wasm: Uint8Array, list: string[], peer: string): Promise<string> {
  const require = createRequire(import.meta.url);
  const { build } = require('esbuild');
  const { chromium } = require('playwright-core');
  const text = `import OpeningHours from ${JSON.stringify(peer)};
    import { ours, table, theirs } from ${JSON.stringify(join(here, 'measure.ts'))};
    globalThis.measured = async (bytes, list) => table('Chromium',
      [await ours(Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0)), list), theirs(OpeningHours, list)]);`;
  const bundle = await build({ stdin: { contents: text, resolveDir: here }, bundle: true, write: false, format: 'iife', platform: 'browser' });
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags, env: { ...process.env, TZ: 'Europe/Berlin' } });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: bundle.outputFiles[0].text });
    return await page.evaluate(([bytes, values]: [string, string[]]) => (globalThis as any).measured(bytes, values), [Buffer.from(wasm).toString('base64'), list]);
  } finally {
    await browser.close();
  }
}
