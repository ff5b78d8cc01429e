// Lines that break and servers that die, in the middle of everything a citizen and a service do.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { until } from '../../server/support/server.ts';
import { untilCoreRuns } from '../../support/visit.ts';
import { Citizen, NOTE, STEPS, sees, sentSince } from './citizen.ts';
import { Stage, type Desk } from './stage.ts';

let stage: Stage;
let desk: Desk;
before(async () => {
  stage = await Stage.set();
  desk = stage.desks[0]!;
  await desk.isReady();
});
after(() => stage?.strike());

test('asking goes on without a line in the middle of every step, over reloads, and the request leaves by itself, once', () =>
  Citizen.with(stage, async (citizen) => {
    const since = stage.citizens.requests.length;
    const { page } = { page: await citizen.show('/pflege/anfrage/wer/') };
    await citizen.becomeOfflineReady();
    for (const { fill, to, says } of STEPS) {
      await citizen.goOffline(true);
      const before = await citizen.draft();
      await fill(page);
      if (says) await until(async () => (await citizen.draft()) !== before, 'what was filled in is on the device');
      await page.reload(); // what was filled in is kept, and the page is there
      await untilCoreRuns(page);
      await citizen.next(to);
      await citizen.goOffline(false);
    }
    await sees(page, 'absenden');
    await page.goto(citizen.url('/pflege/anfrage/pruefen/'));
    await sees(page, 'Insulin: 7 Tage je Woche');
    await sees(page, NOTE);
    await page.goto(citizen.url('/pflege/anfrage/senden/'));
    await untilCoreRuns(page);
    await citizen.goOffline(true);
    await citizen.consent();
    await sees(page, 'sobald eine Verbindung da ist');
    await page.reload();
    await untilCoreRuns(page);
    await sees(page, 'sobald eine Verbindung da ist');
    assert.deepEqual(sentSince(stage, since), []);
    await citizen.goOffline(false);
    await sees(page, 'Gelesen von 3 von 3');
    const sent = sentSince(stage, since);
    assert.equal(sent.length, 1);
    for (const one of stage.desks) await one.has(sent[0]!);

    // And after it: a word to one service, and taking everything back.
    await desk.openRequest(sent[0]!);
    await desk.office.answer('yes');
    await sees(page, 'Beantwortet von 1 von 3');
    await citizen.goOffline(true);
    await citizen.contact(desk.name, { name: 'Frau Funkloch', text: 'Aus dem Keller.' });
    await sees(page, 'wartet auf eine Verbindung');
    await page.reload();
    await untilCoreRuns(page);
    await sees(page, 'Aus dem Keller.');
    await citizen.goOffline(false);
    await desk.office.see('Aus dem Keller.');
    await sees(page, 'Sie, gelesen');
    await citizen.goOffline(true);
    await citizen.withdraw();
    await sees(page, 'sobald eine Verbindung da ist');
    await page.reload();
    await untilCoreRuns(page);
    await citizen.goOffline(false);
    await sees(page, 'Zurückgezogen und gelöscht');
    await desk.show();
    await desk.page.waitForSelector(`#t-${sent[0]} strong`);
  }));

test('answering goes on without a line in the middle of every step, over reloads, and each word arrives once', () =>
  Citizen.with(stage, async (citizen) => {
    await citizen.ask();
    const { thread } = citizen;
    await desk.has(thread);
    const { page } = desk;
    const offline = (off: boolean): Promise<void> => desk.office.context.setOffline(off);
    const waits = (): Promise<void> => desk.office.see('Wartet auf eine Verbindung');
    const steps: { does: () => Promise<unknown>; arrives: () => Promise<unknown> }[] = [
      { does: () => page.click('#answer > .buttons button[value="yes"]').then(waits),
        arrives: () => citizen.sees('Ja, wir haben Platz') },
      { does: async () => {
          await page.click('#change summary');
          await page.fill('#answer-note', 'Ab Dienstag.').catch(() => page.click('#more summary').then(() => page.fill('#answer-note', 'Ab Dienstag.')));
          await page.click('#answer button[value="waiting-list"]');
          await waits();
        },
        arrives: () => citizen.sees('Ab Dienstag.') },
      { does: () => page.click('button[data-action="take_back"]').then(() => page.waitForSelector('#answer > .buttons button[value="yes"]')),
        arrives: () => citizen.sees('Beantwortet von 0 von 3') },
      { does: () => page.click('#answer > .buttons button[value="no too-far"]').then(waits),
        arrives: () => citizen.sees('zu weit weg') },
    ];
    for (const { does, arrives } of steps) {
      await offline(true);
      await desk.openRequest(thread);
      await does();
      await page.reload();
      await page.waitForSelector('#answer-title');
      await offline(false);
      await arrives();
    }
    const sections = await citizen.headings();
    assert.equal(sections.filter((name) => name === desk.name).length, 1);
    await citizen.withdraw();
  }));

test('a server killed between a request and its answer has it once, and the page says nothing else meanwhile', () =>
  Citizen.with(stage, async (citizen) => {
    const since = stage.citizens.requests.length;
    await citizen.fillIn();
    let died: Promise<void> | undefined;
    stage.citizens.swallow = (sent) => {
      if (!/PUT \/api\/v1\/kernstadt\/relay\/threads\//.test(sent)) return false;
      died ??= stage.killServer();
      return true;
    };
    await citizen.consent();
    await until(() => died !== undefined, 'the server is killed');
    await died;
    await citizen.page.waitForTimeout(1000);
    await citizen.sees('sobald eine Verbindung da ist');
    assert.ok(!(await citizen.page.innerText('main')).includes('Gelesen von'), 'nobody said that it is held');
    stage.citizens.swallow = () => false;
    await stage.serve();
    await citizen.sees('Gelesen von 3 von 3');
    const [thread = ''] = sentSince(stage, since);
    for (const one of stage.desks) {
      await one.show();
      await one.has(thread);
    }
    const puts = stage.citizens.requests.slice(since).filter((request) => request.startsWith(`PUT /api/v1/kernstadt/relay/threads/${thread} HTTP`));
    assert.ok(puts.length >= 2, 'it was sent again');
    assert.equal(new Set(puts.map((request) => request.slice(request.indexOf('\r\n\r\n')))).size, 1, 'the same bytes');
    await citizen.withdraw();
    await citizen.sees('Zurückgezogen und gelöscht');
  }));

test('a server killed between an answer and its receipt has it once, and the desk says nothing else meanwhile', () =>
  Citizen.with(stage, async (citizen) => {
    await citizen.ask();
    await desk.openRequest(citizen.thread);
    let died: Promise<void> | undefined;
    stage.line.swallow = (sent) => {
      if (!/PUT \/api\/v1\/kernstadt\/relay\/inboxes\/[\w-]+\/threads\/[\w-]+\/answers\//.test(sent)) return false;
      died ??= stage.killServer();
      return true;
    };
    await desk.page.click('#answer > .buttons button[value="yes"]');
    await until(() => died !== undefined, 'the server is killed');
    await died;
    await desk.office.see('Wartet auf eine Verbindung');
    stage.line.swallow = () => false;
    await stage.serve();
    await citizen.sees('Beantwortet von 1 von 3');
    await desk.office.see('Gesendet.');
    assert.deepEqual(await citizen.headings().then((names) => names.slice(0, 1)), [desk.name]);
    const held = await citizen.kept();
    assert.equal(held.split('verdict').length - 1, 1, 'one answer');
    await citizen.withdraw();
    await citizen.sees('Zurückgezogen und gelöscht');
  }));

// What somebody on the way, or a server gone mad, might answer.
const answerOf = (status: string, type: string, body: string): string =>
  `HTTP/1.1 ${status}\r\ncontent-type: ${type}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`;
const GARBAGE = [
  answerOf('200 OK', 'text/html', '<h1>MÜLL</h1>'), answerOf('404 Not Found', 'text/html', '<h1>MÜLL</h1>'), answerOf('401 Unauthorized', 'text/html', 'MÜLL'),
  answerOf('302 Found', 'text/html', 'MÜLL').replace('content-type', 'location: /muell\r\ncontent-type'),
  answerOf('200 OK', 'application/cbor', 'MÜLL'), answerOf('200 OK', 'application/json', '{"messages":[{"thread":"MÜLL\\n"}],"answers":null'),
  answerOf('200 OK', 'application/json', '{"epoch":"x","number":9e99,"more":"MÜLL","messages":[{"thread":"MÜLL","state":"held","jwe":{"tag":1}}]}'),
  answerOf('200 OK', 'application/cbor', 'M'.repeat(700_000)), 'MÜLL\r\n\r\n',
];

test('garbage instead of the relay is never shown, and nobody loses what they have', () =>
  Citizen.with(stage, async (citizen) => {
    await citizen.ask();
    await desk.openRequest(citizen.thread);
    await desk.office.answer('yes');
    await citizen.sees('Beantwortet von 1 von 3');
    for (const garbage of GARBAGE) {
      let given = 0;
      const instead = (request: string): string | undefined => {
        if (!/ \/api\/v1\/kernstadt\/relay\/(threads|inboxes)/.test(request)) return undefined;
        given += 1;
        return garbage;
      };
      stage.citizens.instead = stage.line.instead = instead;
      await Promise.all([citizen.page.reload(), desk.show()]);
      await citizen.sees('Beantwortet von 1 von 3');
      await desk.has(citizen.thread);
      await until(() => given >= 3, 'both were told garbage');
      for (const page of [citizen.page, desk.page]) {
        const shown = await page.innerText('body');
        assert.ok(!/MÜLL|undefined|NaN|nicht mehr angemeldet/.test(shown), `${garbage.slice(0, 60)}: ${shown}`);
      }
      assert.ok((await citizen.kept()).includes('Waldi') && (await desk.knows()).includes('Waldi'), garbage.slice(0, 60));
      stage.citizens.instead = stage.line.instead = () => undefined;
    }
    await Promise.all([citizen.page.reload(), desk.openRequest(citizen.thread)]);
    await citizen.sees('Beantwortet von 1 von 3');
    await citizen.contact(desk.name, { text: 'Wir sind noch da.' });
    await desk.office.see('Wir sind noch da.');
    await citizen.withdraw();
    await citizen.sees('Zurückgezogen und gelöscht');
  }));
