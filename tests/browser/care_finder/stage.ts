// The whole care finder: a town with its key and its signed list, the real server, three services at desks of their own, and
// two lines that can be listened to and cut: one for citizens, one for desks.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { until } from '../../server/support/server.ts';
import { launchChromium } from '../../support/chromium.ts';
import { Wiretap } from '../../support/wiretap.ts';
import { Office, Town } from '../desk/offices.ts';

export const NAMES = ['morgenstern', 'adebar', 'kernwaerts'];

export class Stage {
  readonly browser: Browser;
  readonly town: Town;
  readonly citizens: Wiretap; // the line of every citizen
  readonly line: Wiretap; // the line of every desk
  readonly desks: Desk[];

  private constructor(browser: Browser, town: Town, citizens: Wiretap, line: Wiretap) {
    this.browser = browser;
    this.town = town;
    this.citizens = citizens;
    this.line = line;
    this.desks = [];
  }

  static async set(): Promise<Stage> {
    const services = NAMES.map((id) => ({ id, name: `Dienst ${id}`, forms: 'home', covers: 'kernstadt', phone: '+49 30 23125300', invented: 'yes' }));
    const [browser, town] = await Promise.all([launchChromium(), Town.open({ features: 'directory; care; settings' }, services)]);
    const { portal } = town;
    await portal.publish({ collection: 'places', list: ['name'], records: [{ id: 'kernstadt', name: 'Kernstadt', postal_code: '23940' }] });
    await portal.prerender();
    const lines = await Promise.all([Wiretap.start(() => portal.server.port), Wiretap.start(() => portal.server.port)]);
    const stage = new Stage(browser, town, ...lines);
    for (const name of NAMES) stage.desks.push(new Desk(await Office.open(browser, name), stage));
    for (const { office } of stage.desks) await office.join(town, stage.line.origin);
    town.sign();
    for (const desk of stage.desks) await desk.show();
    return stage;
  }

  async strike(): Promise<void> {
    this.citizens.end();
    this.line.end();
    await this.browser.close();
    await this.town.portal.stop();
  }

  // The server is killed at once, as by the power, and comes back.
  async killServer(): Promise<void> {
    await this.town.portal.server.end('SIGKILL');
  }
  serve(...more: string[]): Promise<void> {
    return this.town.portal.serve(this.town.portal.server.port, ...more);
  }

  // Everything that lies in the relay's files.
  files(): string {
    const { data } = this.town.portal;
    return ['relay.sqlite', 'relay.sqlite-wal'].map((name) => join(data, name)).filter((file) => fs.existsSync(file))
      .map((file) => fs.readFileSync(file, 'latin1')).join('');
  }
}

// A service at its desk.
export class Desk {
  readonly office: Office;
  private readonly stage: Stage;
  constructor(office: Office, stage: Stage) {
    this.office = office;
    this.stage = stage;
  }
  get page(): Page { return this.office.page; }
  get name(): string { return `Dienst ${this.office.name}`; }

  async show(path = ''): Promise<void> {
    await this.page.goto(`${this.stage.line.origin}/anbieter/${path}`);
    await this.page.waitForSelector('main h1');
  }
  // The request stands in the inbox, once.
  async has(thread: string): Promise<void> {
    await this.page.waitForSelector(`#t-${thread} a`);
    assert.equal(await this.page.locator(`[id="t-${thread}"]`).count(), 1);
  }
  async openRequest(thread: string): Promise<void> {
    await this.show();
    await this.has(thread);
    await this.page.click(`#t-${thread} a`);
    await this.page.waitForSelector('#answer-title');
  }
  async partly(task: string): Promise<void> {
    await this.page.click('#partly summary');
    await this.page.check(`#tasks-${task}`);
    await this.page.click('#partly button');
  }
  async say(text: string): Promise<void> {
    await this.page.fill('#say textarea', text);
    await this.page.click('#say button');
  }
  // Everything the page shows and its device keeps.
  async knows(): Promise<string> {
    return `${await this.page.content()}\n${await kept(this.page)}`;
  }
  isReady(): Promise<void> {
    return until(() => this.page.evaluate(async () => (await navigator.serviceWorker.getRegistration('/anbieter/'))?.active?.state === 'activated'), 'the desk works without a line');
  }
}

// Every value in every database of the page's origin, read as text.
export function kept(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const ask = <T>(request: IDBRequest<T>): Promise<T> => new Promise((done, refuse) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => refuse(request.error);
    });
    let all = '';
    for (const { name = '' } of await indexedDB.databases()) {
      if (name.endsWith('-keys')) continue; // keys that nobody can read
      const database = await ask(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const table = database.transaction([store]).objectStore(store);
        const [keys, values] = await Promise.all([ask(table.getAllKeys()), ask(table.getAll())]);
        keys.forEach((key, at) => {
          const value: unknown = values[at];
          all += `${String(key)}=${value instanceof Uint8Array ? new TextDecoder('latin1').decode(value) : JSON.stringify(value)}\n`;
        });
      }
      database.close();
    }
    return all;
  });
}
