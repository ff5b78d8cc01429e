// The QR code that tools/admin prints, read as a phone would: from the colours of a terminal, by a reader that is not ours.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import reader from 'jsqr';

const PROGRAM = join(import.meta.dirname, '../../../tools/qr.ts');
const PIXELS = 4; // a module's side on this screen
const GROUND = 0x80; // what a terminal shows beside the code, neither black nor white
const HALVES: Record<string, [upper: boolean, lower: boolean]> = { '█': [true, true], '▀': [true, false], '▄': [false, true], ' ': [false, false] };

const printed = (text: string): string => execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', PROGRAM], { input: text, encoding: 'utf8' });

// One row per line of modules; white is true. Every line must set its colours and take them back.
function modulesOf(output: string): boolean[][] {
  return output.trimEnd().split('\n').flatMap((line) => {
    const [, characters] = /^\u001b\[97;40m([█▀▄ ]+)\u001b\[0m$/.exec(line) ?? assert.fail(JSON.stringify(line));
    const halves = [...characters!].map((one) => HALVES[one]!);
    return [halves.map(([upper]) => upper), halves.map(([, lower]) => lower)];
  });
}

function read(modules: boolean[][]): string | undefined {
  const margin = 3 * PIXELS;
  const [width, height] = [modules[0]!.length, modules.length].map((count) => count * PIXELS + 2 * margin) as [number, number];
  const picture = new Uint8ClampedArray(width * height * 4).fill(GROUND);
  for (let y = margin; y < height - margin; y += 1) {
    for (let x = margin; x < width - margin; x += 1) {
      const white = modules[Math.floor((y - margin) / PIXELS)]![Math.floor((x - margin) / PIXELS)];
      picture.fill(white ? 0xff : 0, 4 * (y * width + x), 4 * (y * width + x) + 3);
    }
  }
  return reader.default(picture, width, height)?.data;
}

const ORIGIN = 'https://kernstadt.example/mein-eintrag/?eintrag=baeckerei-morgenrot#';
const TEXTS = {
  'one letter': 'a',
  'an invitation': `${ORIGIN}8X4cnRnsUOi-XhpZ6hdKPg.Qyc0cj7_jTQV8B9HCrZQoQ`,
  'a town with umlauts': 'https://grevesmühlen.example/schaufenster/bäckerei/',
  'a very long link': ORIGIN + 'Qyc0cj7_jTQV8B9H'.repeat(40),
};

for (const [name, text] of Object.entries(TEXTS)) {
  test(`what is printed reads as what was asked for: ${name}`, () => assert.equal(read(modulesOf(printed(`${text}\n`))), text));
}

test('a code that lacks a corner is not read', () => {
  const modules = modulesOf(printed('https://kernstadt.example/'));
  for (const row of modules.slice(0, 12)) row.fill(true, 0, 12);
  assert.equal(read(modules), undefined);
});
