// The town with its key and its list, offices of services in browser profiles of their own, and a citizen played by Node.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Citizen, RelayClient, Service } from '../../server/support/relay.ts';
import * as sealing from '../../support/sealing.ts';
import { Portal } from '../../support/portal.ts';
import { until } from '../../server/support/server.ts';

const TOOL = resolve(import.meta.dirname, '../../../tools/admin');
export const PASSPHRASE = 'drei Rosen am Markt';
export const SERVICES = ['morgenstern', 'adebar', 'kernwaerts'];

// Requests of one citizen go to everybody on the list; what they say is that of the vocabulary (features/care/request).
export const REQUEST = { kind: 'care-request', whom: 'relative', forms: ['home'], place: 'grevesmuehlen', place_name: 'Grevesmühlen', age: '75-89', level: '3',
  tasks: [{ task: 'wash', days: 7, times: 1 }, { task: 'medication', days: 7, times: 2 }], times: ['morning', 'evening'], urgency: 'days' };

const OFFERS: { id: string; [field: string]: string }[] =
  SERVICES.map((id, at) => ({ id, name: `Dienst ${id}`, forms: at === 2 ? 'day' : 'home; relief', covers: 'grevesmuehlen', invented: 'yes' }));

export class Town {
  readonly portal: Portal;
  readonly relay: RelayClient;
  private readonly keyFile: string;
  private readonly words: string;

  private constructor(portal: Portal, folder: string) {
    this.portal = portal;
    this.relay = new RelayClient(portal.server);
    this.keyFile = join(folder, 'town.key');
    this.words = join(folder, 'passphrase');
  }

  // Three services; the last offers something else than the other two, unless `records` says what there is.
  static async open(facts: Record<string, string> = {}, records = OFFERS): Promise<Town> {
    const portal = await Portal.start(3);
    const folder = join(portal.folder, 'town_hall');
    mkdirSync(folder);
    const town = new Town(portal, folder);
    writeFileSync(town.words, `${PASSPHRASE}\n`);
    const made = town.admin('town-key', 'make', town.keyFile, '--passphrase-file', town.words);
    const [, key = ''] = /"care_key": "([^"]+)"/.exec(made) ?? [];
    const own = { id: 'town', name: 'Kernstadt', state: 'DE-MV', imprint_body: 'Stadt Kernstadt', care_key: key, ...facts };
    await portal.publish({ collection: 'town', list: ['name'], records: [own] });
    await portal.publish({ collection: 'care_services', list: ['name', 'forms'], records });
    await portal.prerender();
    return town;
  }

  admin(...args: string[]): string {
    const server = args[0] === 'watch-token' ? [] : ['--server', this.portal.origin];
    const { status, stdout, stderr } = spawnSync(TOOL, ['--data', this.portal.data, ...server, ...args], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    return stdout;
  }
  invite(service: string, origin = this.portal.origin): string {
    const letter = this.admin('invite-care', service, '--portal', origin);
    return /https?:\S+#[\w.-]+/.exec(letter)?.[0] ?? '';
  }
  sign(): void {
    this.admin('sign-care', '--key', this.keyFile, '--passphrase-file', this.words);
  }
  get key(): string {
    return /"care_key": "([^"]+)"/.exec(this.admin('town-key', 'show', this.keyFile, '--passphrase-file', this.words))?.[1] ?? '';
  }
}

export class Office {
  readonly context: BrowserContext;
  readonly name: string;
  page!: Page;
  backup = '';
  inbox = '';

  constructor(context: BrowserContext, name: string) {
    this.context = context;
    this.name = name;
  }

  static async open(browser: Browser, name: string, size = { width: 1280, height: 900 }): Promise<Office> {
    const context = await browser.newContext({ locale: 'de-DE', acceptDownloads: true, viewport: size });
    context.setDefaultTimeout(20_000);
    return new Office(context, name);
  }

  async visit(url: string): Promise<void> {
    this.page = await this.context.newPage();
    this.page.on('pageerror', (error) => assert.fail(`the page threw: ${error.stack}`));
    await this.page.goto(url);
  }

  // By the link of the letter; the digits are compared as a clerk would.
  async join(town: Town, origin = town.portal.origin): Promise<void> {
    await this.visit(town.invite(this.name, origin));
    await this.page.waitForFunction(() => document.querySelector<HTMLInputElement>('#join-invitation')?.value.length === 45);
    assert.ok(!this.page.url().includes('#'), 'the secret is out of the address');
    await this.page.fill('#join-passphrase', PASSPHRASE);
    await this.page.fill('#join-again', PASSPHRASE);
    const offered = this.page.waitForEvent('download');
    await this.page.click('#join button');
    const download = await offered;
    this.backup = join(town.portal.folder, `${this.name}.jose`);
    await download.saveAs(this.backup);
    const digits = (await this.page.locator('#digits').textContent()) ?? '';
    town.admin('compare-care', this.name, digits);
  }

  async see(text: string): Promise<void> {
    await this.page.waitForFunction((wanted) => document.getElementById('page')!.innerText.includes(wanted), text);
  }
  async openFirst(): Promise<void> {
    await this.page.locator('.requests a').first().click();
    await this.page.waitForSelector('#answer-title');
  }
  async answer(verdict: string): Promise<void> {
    await this.page.click(`#answer > .buttons button[value="${verdict}"]`);
    await this.see('Gesendet.');
  }
}

// A service as the town's list names it: enough to seal for it and to check what it signs.
type Listed = { inbox: string; name: string; signing_key: sealing.Point; sealing_key: sealing.Point };

export async function listed(town: Town): Promise<Service[]> {
  const text = await (await fetch(town.portal.server.api('relay/lists/care-services'))).text();
  const { services } = JSON.parse(Buffer.from(text.split('.')[1]!, 'base64url').toString()) as { services: Listed[] };
  return services.map(({ inbox, signing_key, sealing_key }) => ({ inbox, signing: { point: signing_key }, sealing: { point: sealing_key } }) as unknown as Service);
}

// What the citizen can read: per inbox the latest answers that stand, each verified down to the service's key.
export async function answersTo(citizen: Citizen, services: Service[]): Promise<Map<string, sealing.Content[]>> {
  const { answers = [] } = await citizen.page();
  const read = new Map<string, sealing.Content[]>();
  for (const answer of answers.filter(({ state }) => state === 'held')) {
    const from = services.find(({ inbox }) => inbox === answer.inbox)!;
    read.set(answer.inbox, [...(read.get(answer.inbox) ?? []), await citizen.read(answer, from)]);
  }
  return read;
}

export async function untilAnswers(citizen: Citizen, services: Service[], right: (answers: Map<string, sealing.Content[]>) => boolean, what: string): Promise<void> {
  await until(async () => right(await answersTo(citizen, services)), what);
}

