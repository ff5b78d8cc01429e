import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeCBOR, type CBORType } from '@levischuck/tiny-cbor';
import { askAhead, type Ask } from '../../../shell/loop/ahead.ts';

const packs = '/api/v1/kernstadt/feed/packs';
const name = (letter: string): string => letter.repeat(43);

function manifest(lists: [string, number][]): CBORType {
  const list = lists.map(([letter, bytes]) => new Map<string | number, CBORType>([['hash', name(letter)], ['bytes', bytes]]));
  const detail = [new Map<string | number, CBORType>([['hash', name('z')], ['bytes', 10]])];
  const parts = new Map<string | number, CBORType>([['list', list], ['detail', detail]]);
  return new Map<string | number, CBORType>([['collections', [new Map<string | number, CBORType>([['name', 'shops'], ['parts', parts]])]]]);
}

function server(body: Uint8Array): { ask: Ask; asked: string[] } {
  const asked: string[] = [];
  return { asked, ask: async (url) => (asked.push(url), new Response(url === packs ? (body as Uint8Array<ArrayBuffer>) : 'a pack')) };
}

const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 20));

test('the lists of a small town are asked for ahead, the smallest first, and no details', async () => {
  const { ask, asked } = server(encodeCBOR(manifest([['b', 200_000], ['a', 100]])));
  askAhead('kernstadt', ask);
  await settled();
  assert.deepEqual(asked, [packs, `${packs}/${name('a')}`, `${packs}/${name('b')}`]);
});

test('the lists of a large town wait for the core', async () => {
  const { ask, asked } = server(encodeCBOR(manifest([['a', 100], ['b', 320_000]])));
  askAhead('kernstadt', ask);
  await settled();
  assert.deepEqual(asked, [packs, `${packs}/${name('a')}`]);
});

test('what was asked ahead is given once, whole', async () => {
  const body = encodeCBOR(manifest([['a', 100]]));
  const ahead = askAhead('kernstadt', server(body).ask);
  await settled();
  assert.deepEqual(new Uint8Array(await (await ahead(packs)!).arrayBuffer()), body);
  assert.equal(ahead(packs), undefined);
  assert.equal(await (await ahead(`${packs}/${name('a')}`)!).text(), 'a pack');
  assert.equal(ahead('/api/v1/kernstadt/feed/changes'), undefined);
});

test('what is no manifest is asked for and nothing more', async () => {
  for (const body of [new Uint8Array([0xff]), encodeCBOR('text'), encodeCBOR(manifest([['../x', 1]]))]) {
    const { ask, asked } = server(body);
    askAhead('kernstadt', ask);
    await settled();
    assert.deepEqual(asked, [packs]);
  }
});

test('a line that fails stays quiet until the core takes the answer', async () => {
  const ahead = askAhead('kernstadt', async () => Promise.reject(new Error('offline')));
  await settled();
  await assert.rejects(ahead(packs)!, /offline/);
});
