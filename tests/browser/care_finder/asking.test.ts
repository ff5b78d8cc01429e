// A citizen and three services, each in a browser profile of its own, through the real server.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { until } from '../../server/support/server.ts';
import { Citizen, NOTE, sees, sentSince } from './citizen.ts';
import { Stage } from './stage.ts';

let stage: Stage;
before(async () => { stage = await Stage.set(); });
after(() => stage?.strike());

test('three services answer, the most useful stands first, one learns who asks, and a withdrawn request is gone from everywhere', () =>
  Citizen.with(stage, async (citizen) => {
    const [one, two, three] = stage.desks as [typeof stage.desks[0], typeof stage.desks[0], typeof stage.desks[0]];
    await citizen.ask();
    const { thread } = citizen;
    for (const desk of stage.desks) {
      await desk.has(thread);
      await desk.openRequest(thread);
      await desk.office.see(NOTE);
    }
    await one.office.answer('no not-our-service');
    await two.office.answer('yes');
    await three.partly('wash');
    await citizen.sees('Beantwortet von 3 von 3');
    assert.deepEqual(await citizen.headings(), [two.name, three.name, one.name]);

    await citizen.contact(two.name, { name: 'Frau Geheim', phone: '03883 998877', text: 'Klingeln Sie bei Meier.' });
    await two.office.see('Frau Geheim');
    await two.office.see('Klingeln Sie bei Meier.');
    await until(async () => (await citizen.section(two.name).locator('textarea').inputValue()) === '', 'the field is empty: said once, and not to be sent again');
    await citizen.sees('Sie, gelesen');
    await two.say('Gern, mit Rasenmäher.');
    await citizen.sees('Gern, mit Rasenmäher.');
    await citizen.contact(two.name, { text: 'Bis gleich.' });
    await two.office.see('Bis gleich.');
    for (const desk of [one, three]) {
      await desk.show();
      const all = await desk.knows();
      assert.ok(all.includes(thread), 'what the desk keeps was read');
      for (const secret of ['Geheim', '998877', 'Meier', 'Bis gleich']) assert.ok(!all.includes(secret), `${desk.name} knows ${secret}`);
    }

    await three.openRequest(thread);
    await three.page.click('#change summary');
    await three.page.click('#answer button[value="waiting-list"]');
    await until(async () => (await citizen.section(three.name).innerText()).includes('Warteliste'), 'the changed answer');
    await three.page.click('button[data-action="take_back"]');
    await citizen.sees('Beantwortet von 2 von 3');
    assert.deepEqual(await citizen.headings(), [two.name, one.name]);

    assert.ok(stage.files().includes(thread));
    for (const desk of stage.desks) await desk.show();
    await citizen.withdraw();
    await citizen.sees('Zurückgezogen und gelöscht');
    for (const desk of stage.desks) {
      await desk.page.waitForSelector(`#t-${thread} strong`);
      await until(async () => !(await desk.knows()).includes('Waldi'), `${desk.name} forgets`);
    }
    for (const secret of ['Geheim', '998877', 'Rasenmäher', 'Waldi']) {
      assert.ok(!(await two.knows()).includes(secret), `the desk keeps ${secret}`);
      assert.ok(!(await citizen.kept()).includes(secret), `the citizen's device keeps ${secret}`);
    }
  }));

test('the receipt opens the request on another device from delivery on, and both go on as one', () =>
  Citizen.with(stage, (citizen) => Citizen.with(stage, async (other) => {
    const [desk] = stage.desks as [typeof stage.desks[0]];
    await citizen.fillIn();
    const restore = async (): Promise<void> => {
      await other.show(`/pflege/beleg/#${citizen.code}`);
      await other.page.waitForFunction(() => (document.getElementById('code') as HTMLInputElement).value !== '');
      assert.equal(new URL(other.page.url()).hash, '', 'the code is out of the address');
      await other.next('/pflege/meine/*/');
    };
    await restore();
    await other.sees('Zu diesem Beleg gibt es keine Anfrage');
    await other.page.click('[data-action="care_remove"]');
    const since = stage.citizens.requests.length;
    await citizen.consent();
    await citizen.sees('Gelesen von 3 von 3');
    const [thread = ''] = sentSince(stage, since);
    await restore();
    await other.sees('Gelesen von 3 von 3');
    await desk.openRequest(thread);
    await desk.office.answer('yes');
    await other.sees('Beantwortet von 1 von 3');
    await other.contact(desk.name, { name: 'Herr Anderswo', text: 'Vom anderen Gerät.' });
    await desk.office.see('Vom anderen Gerät.');
    await desk.say('Gelesen.');
    await Promise.all([citizen.sees('Gelesen.'), other.sees('Gelesen.')]);
    await citizen.withdraw();
    await other.sees('Zurückgezogen und gelöscht');
  })));

test('two tabs are one citizen: one request however often it is sent, and what one tab does the other shows', () =>
  Citizen.with(stage, async (citizen) => {
    const [desk] = stage.desks as [typeof stage.desks[0]];
    const since = stage.citizens.requests.length;
    await citizen.fillIn();
    const second = await citizen.context.newPage();
    await second.goto(citizen.url('/pflege/anfrage/senden/'));
    await second.waitForFunction(() => performance.getEntriesByName('stadtkern-settled').length > 0);
    for (const page of [citizen.page, second]) await page.check('#consent');
    await Promise.all([citizen.page, second].map((page) => page.getByRole('button', { name: 'Anfrage absenden' }).click()));
    for (const page of [citizen.page, second]) {
      await page.waitForURL('**/pflege/meine/1/');
      await sees(page, 'Gelesen von 3 von 3');
    }
    const sent = sentSince(stage, since);
    assert.equal(sent.length, 1, 'one request');
    const [thread = ''] = sent;
    await desk.openRequest(thread);
    await desk.office.answer('yes');
    for (const page of [citizen.page, second]) await sees(page, 'Beantwortet von 1 von 3');
    await citizen.contact(desk.name, { name: 'Zweiter Reiter', text: 'Aus dem anderen Fenster.' }, second);
    await desk.office.see('Aus dem anderen Fenster.');
    await sees(citizen.page, 'Aus dem anderen Fenster.');
    assert.equal(await desk.page.locator('.talk li').count(), 1, 'said once');
    await citizen.withdraw(second);
    for (const page of [citizen.page, second]) await sees(page, 'Zurückgezogen und gelöscht');
    await citizen.show('/pflege/');
    assert.equal(await citizen.page.locator('main a[href*="/pflege/meine/"]').count(), 1);
  }));

// The requests of the relay that left since then: head and body.
const leftFor = (since: number): { line: string; head: string[]; body: string }[] =>
  stage.citizens.requests.slice(since)
    .filter((request) => /^[A-Z]+ \S*\/relay/.test(request)).map((request) => {
      const [line = '', ...head] = request.slice(0, request.indexOf('\r\n\r\n')).split('\r\n');
      return { line, head, body: request.slice(request.indexOf('\r\n\r\n') + 4) };
    });

// What a request needs, and what every browser of this kind says alike.
const NEEDED = new Set(['host', 'connection', 'content-length', 'content-type', 'accept', 'accept-encoding', 'accept-language', 'authorization',
  'cache-control', 'pragma', 'origin', 'user-agent', 'if-none-match']);

test('no byte that leaves tells who asks: nothing plain, no header beyond the needed, nothing that stays the same from one request to the next', () =>
  Citizen.with(stage, (citizen) => Citizen.with(stage, async (stranger) => {
    const asked = async (who: Citizen): Promise<ReturnType<typeof leftFor>> => {
      const since = stage.citizens.requests.length;
      await who.ask();
      await who.withdraw();
      await who.sees('Zurückgezogen und gelöscht');
      return leftFor(since);
    };
    const [first, second, other] = [await asked(citizen), await asked(citizen), await asked(stranger)];
    const [code, codeOfStranger] = [citizen.code, stranger.code];
    const tokens = (all: typeof first): Set<string> => new Set(all.flatMap(({ line, head, body }) => [line, ...head, body].join('\n').match(/[\w+/-]{10,}/g) ?? []));
    const [mine, again, theirs] = [tokens(first), tokens(second), tokens(other)];
    assert.ok(first.length >= 4 && mine.size > 20, 'the relay was asked');
    const stable = [...mine].filter((token) => again.has(token) && !theirs.has(token));
    assert.deepEqual(stable, [], 'this is a person\'s, from one request to the next');
    for (const { line, head, body } of [...first, ...second, ...other]) {
      assert.match(line, /^[A-Z]+ \/api\/v1\/kernstadt\/relay[^?]*(\?since=\d+)? HTTP\/1\.1$/);
      for (const field of head) {
        const name = field.split(':')[0]!.toLowerCase();
        assert.ok(NEEDED.has(name) || name.startsWith('sec-'), `a header of its own: ${name}`);
      }
      const whole = `${line}\n${head.join('\n')}\n${body}`;
      for (const word of ['Waldi', 'insulin', 'wash', 'relative', 'reply_key', 'care-request', 'kernstadt"', code, codeOfStranger, code.replaceAll('-', '')]) {
        assert.ok(!whole.includes(word), `${word} left the browser`);
        const hidden = Buffer.from(word).toString('base64url').slice(1, -2);
        assert.ok(hidden.length < 4 || !whole.includes(hidden), `${word} left the browser as base64`);
      }
      if (!line.startsWith('PUT')) continue;
      const message = JSON.parse(body) as { jwe: { ciphertext: string; protected: string; recipients: object[] } };
      assert.deepEqual(Object.keys(message).sort(), ['capability', 'expires', 'jwe', 'proof', 'receipt', 'version']);
      assert.deepEqual(Object.keys(message.jwe).sort(), ['ciphertext', 'iv', 'protected', 'recipients', 'tag']);
      assert.equal(Buffer.from(message.jwe.protected, 'base64url').toString(), '{"enc":"A256GCM"}');
      assert.ok([1024, 2048, 4096, 8192, 16384].includes(Buffer.from(message.jwe.ciphertext, 'base64url').length), 'a size of the five');
      for (const one of message.jwe.recipients) assert.deepEqual(Object.keys(one).sort(), ['encrypted_key', 'header', 'inbox']);
    }
  })));
