// A real Chromium for the browser tests: Debian's, driven by playwright-core.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';

const OPTIONS = {
  executablePath: process.env['STADTKERN_CHROMIUM'] ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

export function launchChromium(): Promise<Browser> {
  return chromium.launch(OPTIONS);
}

// A browser with a profile on disk: what it stored is there when it is opened again.
export function openProfile(folder: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, OPTIONS);
}

// A profile on disk of its own: for settings. `preferences` go into its Preferences file.
export async function launchProfile(
  preferences: object = {},
): Promise<{ context: BrowserContext; close: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'stadtkern-profile-'));
  await mkdir(join(folder, 'Default'));
  await writeFile(join(folder, 'Default', 'Preferences'), JSON.stringify(preferences));
  const context = await openProfile(folder);
  return {
    context,
    close: async () => {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

// Chromium with every kind of storage refused by the person's settings.
export const REFUSE_STORAGE = { profile: { default_content_setting_values: { cookies: 2 } } };
