import assert from 'node:assert/strict';
import { test } from 'node:test';
import { picture, spriteOf } from '../../../web/drawings/compile.ts';

const svg = (inside: string): string => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">\n${inside}\n</svg>\n`;

test('a drawing of paths is taken', () => {
  assert.deepEqual(picture('bread.svg', svg('<path class="t" d="M1 2q3 4-5 6z"/>\n<path d="M1 2v3"/>')), {
    name: 'bread', viewBox: '0 0 64 64', inside: '<path class="t" d="M1 2q3 4-5 6z"/><path d="M1 2v3"/>',
  });
});

test('anything that could run code, load something or bring its own colours is refused and named', () => {
  for (const inside of ['<script>x</script>', '<path d="M1 2" onload="x"/>', '<image href="/x"/>', '<path style="fill:red" d="M1 2"/>', '<path d="M1 2)"/>']) {
    assert.equal(picture('bread.svg', svg(inside)), 'bread.svg: expected only <path d> and <path class="t" d>');
  }
});

test('a drawing that is too large is refused with its size', () => {
  assert.match(picture('bread.svg', svg(`<path d="M${'1 '.repeat(400)}"/>`)) as string, /^bread\.svg: \d+ bytes, expected at most 720$/);
});

test('a name that could not be a C++ name is refused', () => {
  assert.match(picture('bread-2.svg', svg('<path d="M1 2"/>')) as string, /a name is lower-case words/);
});

test('a sprite brings its tint as a custom property, and its address changes with any byte of it', () => {
  const bread = { name: 'bread', viewBox: '0 0 64 64', inside: '<path class="t" d="M1 2"/>' };
  const { address, text } = spriteOf([bread]);
  assert.match(text, /<symbol id="bread"><path [^>]*fill="var\(--town-tint\)" stroke="none" d="M1 2"\/><\/symbol>/);
  assert.match(address, /^\/assets\/drawings\.[A-Za-z0-9]{12}\.svg$/);
  assert.notEqual(spriteOf([{ ...bread, inside: '<path d="M1 3"/>' }]).address, address);
});
