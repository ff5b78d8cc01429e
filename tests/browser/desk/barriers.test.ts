// Every page of the desk without a barrier, and the whole way through it with the keyboard alone.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../../support/chromium.ts';
import { lostWhenZoomed } from '../../support/reflow.ts';
import { Citizen, type Service } from '../../server/support/relay.ts';
import { Office, PASSPHRASE, REQUEST, Town, answersTo, listed, untilAnswers } from './offices.ts';

let browser: Browser;
let town: Town;
let office: Office;
let page: Page;
let services: Service[];

before(async () => {
  [browser, town] = await Promise.all([launchChromium(), Town.open()]);
  office = await Office.open(browser, 'morgenstern');
});
after(async () => {
  await browser?.close();
  await town?.portal.stop();
});

// In both colour schemes and at the width of a small phone.
async function clear(what: string): Promise<void> {
  const size = page.viewportSize()!;
  await page.setViewportSize({ width: 320, height: 700 });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(axe.source);
    const violations = await page.evaluate(async () => {
      const { violations: found } = await (globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run();
      return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    });
    assert.deepEqual(violations, [], `${what}, ${colorScheme}`);
  }
  await page.setViewportSize(size);
  assert.deepEqual(await lostWhenZoomed(page), [], what);
}

// Tab until the focus is there, as somebody without a mouse does; what has the focus must be seen.
async function tabTo(selector: string): Promise<void> {
  for (let steps = 0; steps < 60; steps += 1) {
    await page.keyboard.press('Tab');
    const { there, seen, where } = await page.evaluate((wanted) => {
      const element = document.activeElement!;
      const { top, bottom } = element.getBoundingClientRect();
      const isShown = element.checkVisibility({ visibilityProperty: true }) && bottom > 0 && top < innerHeight;
      return { there: element.matches(wanted), seen: element === document.body || isShown, where: element.outerHTML.slice(0, 120) };
    }, selector);
    assert.ok(seen, `on the way to ${selector} the focus is out of sight: ${where}`);
    if (there) return;
  }
  assert.fail(`the keyboard does not reach ${selector}`);
}
const alert = (): Promise<unknown> => page.waitForSelector('#outcome > *');

test('joining needs no mouse, and what is wrong is said aloud', async () => {
  await office.visit(town.invite('morgenstern'));
  ({ page } = office);
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('#join-invitation')?.value.length === 45);
  await tabTo('#join-passphrase');
  await page.keyboard.type('kurz');
  await tabTo('#join-again');
  await page.keyboard.type('kurz');
  await page.keyboard.press('Enter');
  await alert();
  await page.evaluate(() => document.querySelector<HTMLDetailsElement>('#restore')!.toggleAttribute('open'));
  await clear('joining, with a mistake');
  await page.focus('#join-passphrase');
  await page.keyboard.press('Control+A');
  await page.keyboard.type(PASSPHRASE);
  await tabTo('#join-again');
  await page.keyboard.press('Control+A');
  await page.keyboard.type(PASSPHRASE);
  const offered = page.waitForEvent('download');
  await tabTo('#join button');
  await page.keyboard.press('Enter');
  await (await offered).saveAs(join(town.portal.folder, 'backup.jose'));
  await page.waitForSelector('#digits');
  await clear('waiting for the town');
  town.admin('compare-care', 'morgenstern', (await page.locator('#digits').textContent()) ?? '');
  town.sign();
  services = await listed(town);
});

test('a request is opened, answered, taken back and talked about with the keyboard alone', async () => {
  const citizen = await Citizen.send(town.relay, services, REQUEST);
  const answers = async (): Promise<unknown[]> => [...(await answersTo(citizen, services)).values()].flat();
  await page.reload();
  await office.see('Pflegegrad 3');
  await clear('the inbox');
  await tabTo('.requests a');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#answer-title');
  await clear('a request');
  await tabTo('#partly summary');
  await page.keyboard.press('Enter');
  await tabTo('#partly button');
  await page.keyboard.press('Enter'); // nothing was ticked
  await alert();
  await clear('an answer without what it needs');
  await page.focus('#partly summary');
  await tabTo('#tasks-wash');
  await page.keyboard.press('Space');
  await tabTo('#partly button');
  await page.keyboard.press('Enter');
  await office.see('Gesendet.');
  await clear('an answered request');
  assert.equal((await answers()).length, 1);
  await tabTo('button[data-action="take_back"]');
  await page.keyboard.press('Enter');
  await untilAnswers(citizen, services, (all) => all.size === 0, 'nothing stands');

  await citizen.writeOn([services[0]!], { kind: 'words', name: 'Erika Beispiel', phone: '030 23125 555', text: 'Bitte rufen Sie an.' });
  await office.see('Erika Beispiel');
  await tabTo('#say textarea');
  await page.keyboard.type('Gern, heute um drei.');
  await tabTo('#say button');
  await page.keyboard.press('Enter');
  await untilAnswers(citizen, services, (all) => [...all.values()].flat().some(({ text }) => text === 'Gern, heute um drei.'), 'the word');
  await office.see('Sie: Gern, heute um drei.');
  assert.equal(await page.inputValue('#say textarea'), '', 'nothing is left to be sent twice');
  await clear('a talk');
});

test('devices, settings, what is not there and what is offline have no barrier', async () => {
  for (const path of ['geraete/', 'einstellungen/', `anfrage/?nr=${'A'.repeat(22)}`, 'gibt-es-nicht/', 'en/', 'leicht/geraete/']) {
    await page.goto(`${town.portal.origin}/anbieter/${path}`);
    await page.waitForSelector('main h1');
    await page.evaluate(() => document.querySelectorAll('details').forEach((one) => one.setAttribute('open', '')));
    await clear(path);
  }
  await page.goto(`${town.portal.origin}/anbieter/einstellungen/`);
  await page.waitForSelector('#levels');
  await tabTo('#level-3');
  await page.keyboard.press('Space');
  await tabTo('#levels button');
  await page.keyboard.press('Enter');
  await office.see('Gespeichert.');
  await office.context.setOffline(true);
  await page.waitForSelector('#status > *');
  await clear('offline');
  await office.context.setOffline(false);
});
