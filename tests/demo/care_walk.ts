// A person's way through the care finder of the demo town, from the first question to the answers. `at` sees every page once, by name.
import type { Page } from 'playwright-core';
import { untilCoreRuns } from '../support/visit.ts';

export type At = (name: string, page: Page) => Promise<void>;

const GO_ON = '#page form[data-form="care"] button.primary, #page form[data-form="care"] .buttons button';

async function goOn(page: Page, path: string): Promise<void> {
  await page.locator(GO_ON).first().click();
  await page.waitForURL(`**${path}`);
}

// `language` is the beginning of the address: "", "/en", "/leicht".
export async function walk(page: Page, origin: string, language: string, at: At): Promise<void> {
  const choose = (id: string): Promise<void> => page.locator(`[id="${id}"]`).check();
  const settled = (): Promise<void> => page.waitForSelector('#page h1').then(() => undefined);
  await page.goto(`${origin}${language}/pflege/`);
  await untilCoreRuns(page);
  await at('home', page);
  await page.goto(`${origin}${language}/pflege/anfrage/wer/`);
  await untilCoreRuns(page);
  await at('whom', page);
  await page.locator(GO_ON).first().click();
  await page.waitForSelector('#care-error');
  await at('whom_missing', page);
  await choose('whom-relative');
  await goOn(page, '/wo/');
  await at('place', page);
  await page.selectOption('#place', 'kernstadt');
  await goOn(page, '/pflege/');
  await at('form', page);
  await choose('forms-home');
  await goOn(page, '/person/');
  await at('person', page);
  await choose('age-75-89');
  await choose('level-3');
  await goOn(page, '/aufgaben/');
  await at('tasks', page);
  for (const task of ['wash', 'medication', 'shopping']) await choose(`tasks-${task}`);
  await goOn(page, '/wie-oft/');
  await page.selectOption('[id="days:wash"]', '7');
  await at('rhythm', page);
  await goOn(page, '/wann/');
  await choose('times-morning');
  await at('when', page);
  await goOn(page, '/wuensche/');
  await at('wishes', page);
  await goOn(page, '/pruefen/');
  await at('check', page);
  await goOn(page, '/dienste/');
  await page.waitForSelector('[id^="to:"]');
  await at('services', page);
  await goOn(page, '/beleg/');
  await page.waitForSelector('.receipt svg');
  await at('receipt', page);
  await goOn(page, '/senden/');
  await at('send', page);
  await page.locator(GO_ON).first().click();
  await page.waitForSelector('#care-error');
  await at('send_refused', page);
  await choose('consent');
  await page.locator(GO_ON).first().click();
  await page.waitForURL('**/pflege/meine/1/');
  await settled();
  await at('sent', page);
  await page.waitForFunction(() => document.querySelectorAll('[id^="von-"]').length > 2, undefined, { timeout: 60_000 });
  await at('answers', page);
}
