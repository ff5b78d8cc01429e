// Pages as files.
import assert from 'node:assert/strict';
import { readFile, rm, stat } from 'node:fs/promises';
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
