// Every page of the demo town is valid, and everything it publishes is read by libraries that know nothing of us.
import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { checkAtom, checkCards, checkData, checkGeojson, checkSitemap, filesOf } from '../support/published.ts';
import { openDemoTown, type DemoTown } from './demo_town.ts';

let demo: DemoTown;
before(async () => { demo = await openDemoTown(); });
after(() => demo?.stop());

const SHOPS = 1224;

function judge(files: string[]): Promise<string[]> {
  return new Promise((done, failed) => {
    const worker = new Worker(join(import.meta.dirname, 'validate.ts'), { workerData: { site: demo.site, files } });
    worker.once('message', done);
    worker.once('error', failed);
  });
}

test('every page is valid', async (t) => {
  const files = filesOf(demo.site, '.html');
  assert.ok(files.length > 4900, `${files.length} pages`);
  const parts = Array.from({ length: availableParallelism() }, (_, part) => files.filter((_, at) => at % availableParallelism() === part));
  const begin = Date.now();
  const faults = (await Promise.all(parts.map(judge))).flat();
  t.diagnostic(`${files.length} pages in ${Date.now() - begin} ms`);
  assert.deepEqual(faults.slice(0, 20), []);
});

test('the sitemap names every page', async () => assert.ok((await checkSitemap(demo.site, demo.origin)) > 4900));

test('the Atom feed holds the shops that were confirmed last', () => assert.equal(checkAtom(demo.site, demo.origin), 3 * 50));

test('the GeoJSON holds every shop', () => assert.equal(checkGeojson(demo.site), SHOPS));

test('every shop has a vCard', () => assert.equal(checkCards(demo.site), SHOPS));

test('every shop says its data in the words of schema.org', async () => assert.equal(await checkData(demo.site, demo.origin, 200), 3 * SHOPS));
