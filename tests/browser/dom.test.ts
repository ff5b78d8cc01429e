// What the shell does to a page, and what it never does: the morph policy, the hold, the delegation, the scroll memory.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { bundle } from '../support/bundle.ts';
import { launchChromium } from '../support/chromium.ts';
import { serve, type StaticServer } from '../support/static_server.ts';
import type { Probe } from './dom_probe.ts';

declare const probe: Probe;

let browser: Browser;
let server: StaticServer;

before(async () => {
  browser = await launchChromium();
  server = await serve({
    '/': `<!doctype html><html lang="de" data-seq="3"><title>Probe</title><style>.tall{height:3000px}</style>
<div id="page"><main id="main" tabindex="-1"></main></div><script type="module" src="/probe.js"></script>`,
    '/probe.js': await bundle('tests/browser/dom_probe.ts'),
  });
});

after(async () => {
  await browser?.close();
  await server?.close();
});

async function withPage(html: string, run: (page: Page) => Promise<void>, path = '/'): Promise<void> {
  const context = await browser.newContext();
  context.setDefaultTimeout(8_000);
  try {
    const page = await context.newPage();
    await page.goto(server.origin + path);
    await page.waitForFunction(() => 'probe' in window);
    await show(page, html);
    await page.evaluate(() => probe.taken());
    await run(page);
  } finally {
    await context.close();
  }
}

const show = (page: Page, html: string, render: object = {}): Promise<void> =>
  page.evaluate(([markup, change]) => probe.show(markup, change), [html, render] as const);
const taken = (page: Page): Promise<object[]> => page.evaluate(() => probe.taken());

const FORM = `<main id="main" tabindex="-1"><form action="/suche/" method="get">
<input id="q" name="q"><textarea id="note" name="note"></textarea><input id="open" type="checkbox" name="open" value="now">
<select id="kind" name="kind"><option value="">alle</option><option value="b">Bäcker</option></select>
<button id="go">Suchen</button></form><details id="more"><summary id="sum">Mehr</summary>Text</details><p id="count">1</p></main>`;

test('news of something that does not show touches nothing', () =>
  withPage(FORM, async (page) => {
    const changes = await page.evaluate(async (markup) => {
      let count = 0;
      new MutationObserver((records) => (count += records.length)).observe(document, {
        subtree: true, childList: true, attributes: true, characterData: true,
      });
      const after = (html: string): Promise<number> =>
        probe.show(html).then(() => new Promise((done) => setTimeout(() => done(count))));
      return [await after(markup), (await after(markup.replace('>1<', '>2<'))) > 0];
    }, FORM);
    assert.deepEqual(changes, [0, true]);
  }));

test('an update changes the page and leaves what a person typed, ticked, chose and opened', () =>
  withPage(FORM, async (page) => {
    await page.fill('#q', 'brot');
    await page.fill('#note', 'zwei');
    await page.check('#open');
    await page.selectOption('#kind', 'b');
    await page.click('#sum');
    await show(page, FORM.replace('>1<', '>2<').replace('<input id="q"', '<input id="q" value="vom Server"'));
    const state = await page.evaluate(() => {
      const value = (id: string): string => (document.getElementById(id) as HTMLInputElement).value;
      return {
        typed: [value('q'), value('note'), value('kind')],
        ticked: (document.getElementById('open') as HTMLInputElement).checked,
        opened: (document.getElementById('more') as HTMLDetailsElement).open,
        count: document.getElementById('count')!.textContent,
      };
    });
    assert.deepEqual(state, { typed: ['brot', 'zwei', 'b'], ticked: true, opened: true, count: '2' });
  }));

test('focus and the selected text stay where they are', () =>
  withPage(FORM, async (page) => {
    await page.fill('#q', 'brötchen');
    await page.evaluate(() => (document.getElementById('q') as HTMLInputElement).setSelectionRange(2, 5));
    await show(page, `<p>neu</p>${FORM.replace('>1<', '>2<')}`);
    const state = await page.evaluate(() => {
      const field = document.activeElement as HTMLInputElement;
      return [field.id, field.selectionStart, field.selectionEnd, field.value];
    });
    assert.deepEqual(state, ['q', 2, 5, 'brötchen']);
  }));

test('a field nobody touched takes the new value; a controlled one always does', () =>
  withPage(FORM, async (page) => {
    await show(page, FORM.replace('<input id="q"', '<input id="q" value="neu"').replace('value="now"', 'value="now" checked'));
    assert.equal(await page.inputValue('#q'), 'neu');
    assert.equal(await page.isChecked('#open'), true);
    await page.fill('#q', 'getippt');
    await show(page, FORM.replace('<input id="q"', '<input id="q" data-controlled value="bestimmt"'));
    await show(page, FORM.replace('<input id="q"', '<input id="q" data-controlled value="bestimmt"'));
    assert.equal(await page.inputValue('#q'), 'bestimmt');
  }));

test('another page begins with the fields of its own markup', () =>
  withPage(FORM, async (page) => {
    await page.fill('#q', 'brot');
    await page.check('#open');
    await show(page, FORM.replace('<input id="q"', '<input id="q" value="käse"'), { reason: 'navigation' });
    assert.equal(await page.inputValue('#q'), 'käse');
    assert.equal(await page.isChecked('#open'), false);
  }));

test('an island is never morphed inside', () =>
  withPage('<div id="map" data-island><p>leer</p></div><p id="n">1</p>', async (page) => {
    await page.evaluate(() => (document.querySelector('#map p')!.textContent = 'Karte'));
    await show(page, '<p id="first">neu</p><div id="map" data-island><p>leer</p></div><p id="n">2</p>');
    assert.equal(await page.textContent('#map p'), 'Karte');
    assert.equal(await page.textContent('#n'), '2');
  }));

test('list entries keep their identity when others come before them', () =>
  withPage('<ul><li id="b">B</li><li id="c">C</li></ul>', async (page) => {
    await page.evaluate(() => Object.assign(window, { kept: document.getElementById('c') }));
    await show(page, '<ul><li id="a">A</li><li id="c">C!</li></ul>');
    assert.ok(await page.evaluate(() => (window as unknown as { kept: Element }).kept === document.getElementById('c')));
    assert.equal(await page.textContent('ul'), 'AC!');
  }));

test('the page waits while a word is being composed, and then shows only the newest', () =>
  withPage(FORM, async (page) => {
    await page.focus('#q');
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Input.imeSetComposition', { text: 'にほ', selectionStart: 2, selectionEnd: 2 });
    await page.evaluate((html) => {
      void probe.show(html.replace('>1<', '>2<'));
      void probe.show(html.replace('>1<', '>3<'));
    }, FORM);
    await page.waitForTimeout(150);
    assert.equal(await page.textContent('#count'), '1');
    await devtools.send('Input.insertText', { text: '日本' });
    await page.waitForFunction(() => document.getElementById('count')!.textContent === '3');
    assert.equal(await page.inputValue('#q'), '日本');
  }));

test('news wait until the person has stopped scrolling, a page that was asked for does not', () =>
  withPage('<div class="tall" id="what">old</div>', async (page) => {
    const html = (word: string): string => `<div class="tall" id="what">${word}</div>`;
    const rested = await page.evaluate((markup) => {
      let scrolled = 0;
      addEventListener('scroll', () => (scrolled = performance.now()));
      const going = setInterval(() => scrollBy(0, 10), 50);
      setTimeout(() => clearInterval(going), 600);
      setTimeout(() => void probe.show(markup), 200);
      const what = document.getElementById('what')!;
      return new Promise<number>((done) => {
        new MutationObserver(() => done(performance.now() - scrolled)).observe(what, { characterData: true, childList: true, subtree: true });
      });
    }, html('news'));
    assert.ok(rested >= 250, `shown ${rested} ms after the last scrolling`);
    await page.evaluate((markup) => {
      scrollBy(0, 10);
      return new Promise(requestAnimationFrame).then(() => probe.show(markup, { reason: 'input' }));
    }, html('results'));
    assert.equal(await page.textContent('#what'), 'results');
  }));

test('the page waits while a finger is down, so the click arrives', () =>
  withPage('<p id="before">a</p><button id="save" data-action="save" value="hof-x">Merken</button>', async (page) => {
    await page.hover('#save');
    await page.mouse.down();
    await page.evaluate(() => void probe.show('<p id="x">neu</p>'));
    await page.waitForTimeout(100);
    assert.equal(await page.isVisible('#save'), true);
    await page.mouse.up();
    await page.waitForSelector('#x');
    assert.deepEqual(await taken(page), [{ event: 'pressed', action: 'save', value: 'hof-x' }]);
  }));

const LINKS = `<main id="main" tabindex="-1"><a id="own" href="/schaufenster/?q=brot#top">a</a>
<a id="file" href="/media/x.pdf" download>b</a><a id="native" data-native href="/api/x">c</a><a id="part" href="#unten">d</a>
<a id="card" href="/schaufenster/hof-x/kontakt.vcf">g</a><a id="mail" href="mailto:a@example.org">e</a><svg width="20" height="20"><a id="drawn" href="/ort/"><rect width="20" height="20"/></a></svg>
<p id="unten" class="tall">f</p></main>`;

test('a link of ours becomes navigation, with the address already set', () =>
  withPage(LINKS, async (page) => {
    await page.click('#own');
    assert.deepEqual(await taken(page), [{ event: 'navigated_to', url: '/schaufenster/?q=brot' }]);
    assert.equal(page.url(), `${server.origin}/schaufenster/?q=brot#top`);
    await page.click('#drawn');
    assert.deepEqual(await taken(page), [{ event: 'navigated_to', url: '/ort/' }]);
  }));

test('downloads, files, native links, fragments and modified clicks stay with the browser', () =>
  withPage(LINKS, async (page) => {
    await page.evaluate(() =>
      addEventListener('click', (event) => {
        (window as unknown as { left: boolean }).left = !event.defaultPrevented;
        event.preventDefault();
      }),
    );
    for (const id of ['file', 'card', 'native', 'part', 'mail']) {
      await page.click(`#${id}`);
      assert.equal(await page.evaluate(() => (window as unknown as { left: boolean }).left), true, id);
    }
    await page.click('#own', { modifiers: ['Control'] });
    assert.equal(await page.evaluate(() => (window as unknown as { left: boolean }).left), true);
    assert.deepEqual(await taken(page), []);
  }));

test('before the core is there a link is followed by the browser', () =>
  withPage(LINKS, async (page) => {
    await page.evaluate(() => probe.takeLinks(false));
    await Promise.all([page.waitForNavigation(), page.click('#own')]);
    assert.equal(await page.textContent('#main'), '');
  }));

test('a search form becomes the same address as without script', () =>
  withPage(FORM, async (page) => {
    await page.fill('#q', 'Käse & Brot');
    await page.check('#open');
    await page.click('#go');
    const url = '/suche/?q=K%C3%A4se+%26+Brot&note=&open=now&kind=';
    assert.deepEqual(await taken(page), [{ event: 'navigated_to', url }]);
  }));

test('a named form is told to the core, groups of ticks with a line each', () =>
  withPage(
    `<form data-form="care" method="post" action="/pflege/anfrage/"><input type="checkbox" name="task" value="wash" checked>
<input type="checkbox" name="task" value="cook" checked><input name="place" value="Rostock"><button name="step" value="next">Weiter</button></form>`,
    async (page) => {
      await page.click('button');
      const fields = { task: 'wash\ncook', place: 'Rostock', step: 'next' };
      assert.deepEqual(await taken(page), [{ event: 'form_submitted', action: '/pflege/anfrage/', fields }]);
    },
  ));

const LIVE = '<form data-form="search" action="/s/" method="get"><input id="q" name="q" data-live><button id="b">Los</button></form>';

test('typing is told once the fingers rest, and before the form is sent', () =>
  withPage(LIVE, async (page) => {
    await page.type('#q', 'brot');
    await page.waitForFunction(() => probe.events.length > 0);
    assert.deepEqual(await taken(page), [{ event: 'input_changed', form: 'search', name: 'q', value: 'brot' }]);
    await page.evaluate(() => {
      const field = document.getElementById('q') as HTMLInputElement;
      field.value = 'brote';
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      field.form!.requestSubmit();
    });
    assert.deepEqual(await taken(page), [
      { event: 'input_changed', form: 'search', name: 'q', value: 'brote' },
      { event: 'navigated_to', url: '/s/?q=brote' },
    ]);
  }));

test('half a composed word is not told', () =>
  withPage(LIVE, async (page) => {
    await page.focus('#q');
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 });
    await page.waitForTimeout(150);
    assert.deepEqual(await taken(page), []);
    await devtools.send('Input.insertText', { text: '日' });
    await page.waitForFunction(() => probe.events.length > 0);
    assert.deepEqual(await taken(page), [{ event: 'input_changed', form: 'search', name: 'q', value: '日' }]);
  }));

test('what was typed before the core came is told when it is there', () =>
  withPage(LIVE, async (page) => {
    await page.evaluate(() => ((document.getElementById('q') as HTMLInputElement).value = 'früh'));
    await page.evaluate(() => probe.takeLinks(true));
    assert.deepEqual(await taken(page), [{ event: 'input_changed', form: 'search', name: 'q', value: 'früh' }]);
  }));

const TALL = '<main id="main" tabindex="-1"><p class="tall">lang</p><a id="next" href="/zwei/">weiter</a></main>';

test('a new page begins at the top with focus on main; back returns to the remembered place', () =>
  withPage(
    TALL,
    async (page) => {
      await page.evaluate(() => scrollTo(0, 1200));
      await page.evaluate(() => document.getElementById('next')!.click());
      await show(page, TALL.replace('lang', 'zwei'), { reason: 'navigation', title: 'Zwei' });
      assert.deepEqual(await page.evaluate(() => [scrollY, document.activeElement!.id, document.title]), [0, 'main', 'Zwei']);
      await page.goBack();
      await page.waitForFunction(() => probe.events.length > 1);
      assert.deepEqual((await taken(page)).at(-1), { event: 'navigated_to', url: '/eins/' });
      await show(page, TALL, { reason: 'navigation' });
      assert.equal(await page.evaluate(() => scrollY), 1200);
    },
    '/eins/',
  ));

test('an update scrolls nothing and moves no focus', () =>
  withPage(TALL, async (page) => {
    await page.evaluate(() => scrollTo(0, 900));
    await show(page, TALL.replace('lang', 'neu'));
    assert.deepEqual(await page.evaluate(() => [scrollY, document.activeElement!.tagName]), [900, 'BODY']);
  }));

test('a redirect of the core corrects the address without a new entry', () =>
  withPage(TALL, async (page) => {
    const length = await page.evaluate(() => history.length);
    await show(page, TALL, { reason: 'navigation', url: '/anders/?x=1' });
    assert.equal(page.url(), `${server.origin}/anders/?x=1`);
    assert.equal(await page.evaluate(() => history.length), length);
    await show(page, TALL, { reason: 'navigation', url: '//example.org/' });
    assert.equal(page.url(), `${server.origin}/anders/?x=1`);
  }));

test('a page that comes late never takes the address of the one that was chosen since', () =>
  withPage(LINKS, async (page) => {
    await page.click('#drawn');
    await show(page, LINKS, { url: '/?alt=1' });
    assert.equal(page.url(), `${server.origin}/ort/`);
    await show(page, LINKS, { reason: 'navigation', url: '/ort/?neu=1' });
    assert.equal(page.url(), `${server.origin}/ort/?neu=1`);
  }));

test('a pre-rendered page stays as it is until the core is settled', async () => {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(server.origin);
    await page.waitForFunction(() => 'probe' in window);
    await show(page, '<p id="early">lädt</p>', { settled: false });
    assert.equal(await page.locator('#early').count(), 0);
    await show(page, '<main id="main" tabindex="-1">fertig</main>');
    assert.deepEqual(await page.evaluate(() => [document.getElementById('main')!.textContent, document.activeElement!.tagName]), ['fertig', 'BODY']);
  } finally {
    await context.close();
  }
});

test('focus by order waits for the page that holds its element', () =>
  withPage('<p id="a">a</p>', async (page) => {
    await page.evaluate(() => {
      void probe.show('<h2 id="error">Fehler</h2>');
      probe.focusWhenShown('error');
    });
    await page.waitForSelector('#error');
    await page.waitForFunction(() => document.activeElement?.id === 'error');
  }));
