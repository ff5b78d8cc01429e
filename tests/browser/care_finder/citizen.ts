// Somebody who seeks care, in a browser profile of their own.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { LIMIT_MS, open, untilCoreRuns, untilOfflineReady } from '../../support/visit.ts';
import { kept, type Stage } from './stage.ts';

export const NOTE = 'Der Hund heißt Waldi.';

// The steps in their order: what is filled in, and where "Weiter" leads.
interface Step {
  fill: (page: Page) => Promise<unknown>;
  to: string;
  says?: boolean; // something that is kept
}
const nothing = async (): Promise<void> => {};
export const STEPS: Step[] = [
  { fill: (page) => page.check('#whom-relative'), to: '/wo/', says: true },
  { fill: (page) => page.selectOption('#place', 'kernstadt'), to: '/pflege/', says: true },
  { fill: (page) => page.check('#forms-home'), to: '/person/', says: true },
  { fill: (page) => page.check('#level-3'), to: '/aufgaben/', says: true },
  { fill: (page) => page.check('#tasks-insulin').then(() => page.check('#tasks-wash')), to: '/wie-oft/', says: true },
  { fill: (page) => page.selectOption('[id="days:insulin"]', '7'), to: '/wann/', says: true },
  { fill: nothing, to: '/wuensche/' },
  { fill: (page) => page.getByText('Noch ein Satz').click().then(() => page.fill('#note', NOTE)), to: '/pruefen/', says: true },
  { fill: (page) => sees(page, 'Insulin: 7 Tage je Woche'), to: '/dienste/' },
  { fill: (page) => sees(page, 'Dienst kernwaerts'), to: '/beleg/' },
  { fill: (page) => page.waitForSelector('.receipt svg'), to: '/senden/' },
];

export const sees = (page: Page, words: string): Promise<unknown> =>
  page.waitForFunction((wanted) => document.querySelector('main')?.innerText.includes(wanted), words);

export class Citizen {
  readonly context: BrowserContext;
  readonly stage: Stage;
  page!: Page;
  code = '';
  thread = ''; // of the request that was sent last, as the line tells

  private constructor(context: BrowserContext, stage: Stage) {
    this.context = context;
    this.stage = stage;
  }

  static async with(stage: Stage, run: (citizen: Citizen) => Promise<void>, browser: Browser = stage.browser): Promise<void> {
    const context = await browser.newContext({ locale: 'de-DE' });
    context.setDefaultTimeout(LIMIT_MS);
    try {
      await run(new Citizen(context, stage));
    } finally {
      await context.close();
    }
  }

  url(path: string): string { return `${this.stage.citizens.origin}${path}`; }
  async show(path: string): Promise<Page> {
    this.page ??= await open(this.context, 'about:blank');
    await this.page.goto(this.url(path));
    await untilCoreRuns(this.page);
    return this.page;
  }
  // From here on everything goes without a line, too.
  async becomeOfflineReady(): Promise<void> {
    await untilOfflineReady(this.page);
    await this.page.reload();
    await untilCoreRuns(this.page);
  }

  async next(to: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Weiter' }).click();
    await this.page.waitForURL(`**${to}`);
  }
  // From the first question to the page with the button that sends.
  async fillIn(): Promise<void> {
    await this.show('/pflege/anfrage/wer/');
    for (const { fill, to } of STEPS) {
      await fill(this.page);
      if (to === '/senden/') this.code = await this.page.innerText('.receipt .code');
      await this.next(to);
    }
  }
  async consent(): Promise<void> {
    await this.page.check('#consent');
    await this.page.getByRole('button', { name: 'Anfrage absenden' }).click();
    await this.page.waitForURL('**/pflege/meine/*/');
  }
  async ask(): Promise<void> {
    const since = this.stage.citizens.requests.length;
    await this.fillIn();
    await this.consent();
    await this.sees('Gelesen von 3 von 3');
    this.thread = sentSince(this.stage, since).at(-1) ?? '';
  }
  sees(words: string): Promise<unknown> { return sees(this.page, words); }
  headings(): Promise<string[]> { return this.page.locator('main section h2').allInnerTexts(); }
  section(name: string, page = this.page): ReturnType<Page['locator']> {
    return page.locator('main section').filter({ has: page.getByRole('heading', { name }) });
  }
  async contact(name: string, words: { name?: string; phone?: string; text?: string }, page = this.page): Promise<void> {
    const section = this.section(name, page);
    if ((await section.locator('details').getAttribute('open')) === null) await section.locator('summary').click();
    if (words.name !== undefined) await section.locator('input[name=name]').fill(words.name);
    if (words.phone !== undefined) await section.locator('input[name=phone]').fill(words.phone);
    if (words.text !== undefined) await section.locator('textarea').fill(words.text);
    await section.getByRole('button', { name: 'Versiegelt senden' }).click();
  }
  async withdraw(page = this.page): Promise<void> {
    await page.getByText('Anfrage zurückziehen').click();
    await page.getByRole('button', { name: 'Jetzt zurückziehen' }).click();
  }
  kept(): Promise<string> { return kept(this.page); }
  async draft(): Promise<string> { return /^kernstadt\/care\/draft=[^]*?(?=^kernstadt\/|$(?![^]))/m.exec(await this.kept())?.[0] ?? ''; }
  async goOffline(off: boolean): Promise<void> { await this.context.setOffline(off); }
}

// Ids of the threads that left by the citizens' line since then, in order, each once.
export function sentSince(stage: Stage, since: number): string[] {
  const put = /^PUT \/api\/v1\/kernstadt\/relay\/threads\/([\w-]{22}) HTTP/;
  return [...new Set(stage.citizens.requests.slice(since).flatMap((request) => put.exec(request)?.[1] ?? []))];
}
