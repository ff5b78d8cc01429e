// The build of the shell: the same input gives the same bytes, and they stay few.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { buildShell, type Assets } from '../../shell/build.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const GLUE_BYTES = 3_300; // Emscripten's part of core.js, counted with the program
// What a first visit waits for: the first module of the program, the shell with its service worker, the words of one language. The aim
// is 90,000: lower this with every cut, raise it only with a reason. What is in the first module: wasm/abi/split. The index that the
// device keeps costs 400, and 1,100 of all; words of time in a search 700.
const FIRST_BYTES_MAX = 124_900;
// The same with the second module, which comes once the page stands: the care finder, the saved list with its orders, the map, errors.
// Bundles for few pages (keys, islands, gestures of the map, rare effects) and the other languages are not in it. In one piece it would be 5,600 less:
// the second module is compressed without what the first one says. Live answers, taking back and a summary with links cost care 1,300.
const ALL_BYTES_MAX = 162_100;
let folder: string;
let assets: Assets;

const build = (name: string): Promise<Assets> =>
  buildShell({ wasm: join(ROOT, 'build/wasm'), web: join(ROOT, 'web'), out: join(folder, name) });
const wholeProgram = async (): Promise<Buffer> =>
  Buffer.concat(await Promise.all(['stadtkern.wasm', 'stadtkern_rest.wasm'].map((file) => readFile(join(ROOT, 'build/wasm', file)))));
const brotliBytes = async (address: string): Promise<number> => (await stat(`${join(folder, 'a')}${address}.br`)).size;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stadtkern-build-'));
  assets = await build('a');
});

after(() => rm(folder, { recursive: true, force: true }));

test('the same input gives the same bytes', async () => {
  await build('b');
  for (const name of await readdir(join(folder, 'a'), { recursive: true })) {
    const [a, b] = [join(folder, 'a', name), join(folder, 'b', name)];
    if ((await stat(a)).isFile()) assert.ok((await readFile(a)).equals(await readFile(b)), name);
  }
});

// Seals, files, sharing, position, islands and an owner's photos are loaded or wired here; joining two modules is 450 of it.
test('the shell is at most 14.2 kB', async () => {
  const bytes = (await brotliBytes(assets.main)) + (await brotliBytes(assets.core)) + (await brotliBytes('/sw.js'));
  assert.ok(bytes - GLUE_BYTES <= 14_200, `${bytes - GLUE_BYTES} bytes of Brotli`);
});

test("the citizen's program carries no decoder of the relay", async () => {
  const program = (await wholeProgram()).toString('latin1');
  assert.ok(program.includes('shorter text'), 'texts of decoders are found like this');
  for (const text of ['two ids with a full stop between', 'exactly one recipient']) assert.ok(!program.includes(text), text);
});

test('a page loads the words of its language alone', async () => {
  const program = await wholeProgram();
  const words = (language: string): Promise<string> => readFile(join(folder, 'a', assets.words[language]!), 'utf8');
  assert.ok((await words('de')).includes('Zum Inhalt springen') && (await words('en')).includes('Skip to content'));
  assert.ok(!program.includes('Zum Inhalt springen') && !program.includes('Skip to content'));
});

test('what a citizen has to load before the portal is usable only ever shrinks, and so does all of it', async () => {
  const parts = [assets.main, assets.core, assets.program, assets.words['de']!, '/sw.js'];
  const first = (await Promise.all(parts.map(brotliBytes))).reduce((sum, one) => sum + one, 0);
  assert.ok(first <= FIRST_BYTES_MAX, `${first} bytes of Brotli`);
  const all = first + (await brotliBytes(assets.rest));
  assert.ok(all <= ALL_BYTES_MAX, `${all} bytes of Brotli`);
});

test('both modules of the program are kept for a device without a line, and named by the page together', async () => {
  const [worker, main] = await Promise.all(['/sw.js', assets.main].map((address) => readFile(join(folder, 'a', address), 'utf8')));
  for (const module of [assets.program, assets.rest]) assert.ok(worker?.includes(module) && main?.includes(module), module);
});

test('the files of the build before stay for tabs that are still open, those before it go', async () => {
  const names = async (): Promise<string[]> => (await readdir(join(folder, 'a/assets'))).filter((name) => name.startsWith('main.'));
  const mains = new Set(await names());
  const glue = join(folder, 'wasm');
  const { cp, appendFile } = await import('node:fs/promises');
  for (const file of ['stadtkern.wasm', 'stadtkern_rest.wasm', 'stadtkern.mjs', 'keeping.wasm', 'keeping.mjs']) await cp(join(ROOT, 'build/wasm', file), join(glue, file));
  for (const mark of ['one', 'two']) {
    await appendFile(join(glue, 'stadtkern.mjs'), `globalThis.mark_${mark} = 1;`);
    await buildShell({ wasm: glue, web: join(ROOT, 'web'), out: join(folder, 'a') });
    for (const name of await names()) mains.add(name);
  }
  assert.equal(mains.size, 9, 'three versions, each with two compressed forms');
  assert.equal((await names()).length, 6);
});
