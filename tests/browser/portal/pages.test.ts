// Pages as files.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Portal } from '../../support/portal.ts';

let portal: Portal;

before(async () => {
  portal = await Portal.start(3);
});

after(async () => {
  await portal?.stop();
});

test('some pages are written alone: the others stay as they are', async () => {
  const home = join(portal.data, 'site/index.html');
  const list = join(portal.data, 'site/schaufenster/index.html');
  const shop = join(portal.data, 'site/schaufenster/bakery-0/index.html');
  const shopBefore = await stat(shop);
  await rm(home);
  await rm(list);
  await portal.prerender('--only', '/');
  assert.match(await readFile(home, 'utf8'), /Kernstadt/);
  await assert.rejects(stat(list), { code: 'ENOENT' });
  assert.equal((await stat(shop)).mtimeMs, shopBefore.mtimeMs);
  await portal.prerender();
  assert.match(await readFile(list, 'utf8'), /bakery-0/);
});

// A build with another style sheet.
async function changeStyle(web: string): Promise<void> {
  const page = (await readFile(join(web, 'page.html'), 'utf8')).replace('</style>', '/* another */</style>');
  await writeFile(join(web, 'page.html'), page);
  const [, style = ''] = /<style>([^]*?)<\/style>/.exec(page) ?? [];
  const assets = JSON.parse(await readFile(join(web, 'assets.json'), 'utf8')) as { style_hashes: string[] };
  assets.style_hashes = [`sha256-${createHash('sha256').update(style).digest('base64')}`];
  await writeFile(join(web, 'assets.json'), JSON.stringify(assets));
}

test('whenever somebody comes, the page that stands may carry its style', async () => {
  let asked = 0;
  const styles = new Set<string>();
  let published: boolean = false;
  const look = async (): Promise<void> => {
    while (!published) {
      const response = await fetch(`${portal.origin}/`);
      const [, style = ''] = /<style>([^]*?)<\/style>/.exec(await response.text()) ?? [];
      const hash = createHash('sha256').update(style).digest('base64');
      assert.ok(style !== '' && response.headers.get('content-security-policy')!.includes(`'sha256-${hash}'`), `refused after ${asked} looks`);
      styles.add(hash);
      asked += 1;
    }
  };
  const looking = look();
  await changeStyle(portal.web);
  await portal.prerender();
  published = true;
  await looking;
  assert.ok(asked > 20 && styles.size === 2, `${styles.size} styles in ${asked} looks`);
});
