// The same measurement inside Chromium: bundles measure.ts with the peer.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { launchChromium } from '../../support/chromium.ts';

const here = dirname(fileURLToPath(import.meta.url));

export async function inChromium(wasm: Uint8Array, list: string[], peer: string): Promise<string> {
  const text = `import OpeningHours from ${JSON.stringify(peer)};
    import { ours, table, theirs } from ${JSON.stringify(join(here, 'measure.ts'))};
    globalThis.measured = async (bytes, list) => table('Chromium',
      [await ours(Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0)), list), theirs(OpeningHours, list)]);`;
  const bundle = await build({ stdin: { contents: text, resolveDir: here }, bundle: true, write: false, format: 'iife', platform: 'browser' });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ timezoneId: 'Europe/Berlin' });
    await page.addScriptTag({ content: bundle.outputFiles[0]!.text });
    const held = { bytes: Buffer.from(wasm).toString('base64'), values: list };
    return await page.evaluate(({ bytes, values }): Promise<string> => (globalThis as any).measured(bytes, values), held);
  } finally {
    await browser.close();
  }
}
