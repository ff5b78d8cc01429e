import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';
import { compileStyles, resolved } from '../../../web/styles/compile.ts';

const css = await compileStyles();

test('the style sheet stays within its 6 kB of Brotli', () => {
  const bytes = brotliCompressSync(css, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  assert.ok(bytes <= 6000, `${bytes} bytes`);
});

test('every custom property that is used is declared, in light and in dark, and none is declared in vain', () => {
  const used = new Set([...css.matchAll(/var\((--[a-z0-9-]+)\)/g)].map((match) => match[1]));
  const declared = [...css.matchAll(/:root\{([^}]*)\}/g)].map((match) => [...(match[1] ?? '').matchAll(/(--[a-z0-9-]+):/g)].map((one) => one[1]).sort());
  assert.equal(declared.length, 2);
  for (const names of declared) assert.deepEqual(names, [...used].sort());
});

test('nothing is fetched from anywhere', () => {
  assert.doesNotMatch(css, /url\(|@import|@font-face/);
});

test('colours leave in a form that old phones understand', () => {
  assert.doesNotMatch(css, /oklch|color-mix/);
});

test('a token that does not exist stops the build', () => {
  assert.throws(() => resolved('var(--kern-gone)', new Map()), /--kern-gone does not exist/);
  assert.equal(resolved('var(--a)', new Map([['--a', '1px var(--b)'], ['--b', 'oklch(100% 0 0)']])), '1px #ffffff');
});
