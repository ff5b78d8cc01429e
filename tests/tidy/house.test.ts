// The house rules, checked from the tree.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { test } from 'node:test';

const ROOT = resolve(import.meta.dirname, '../..');
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' })
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(ROOT, path)));
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const code = files.filter((path) => /\.(cpp|hpp|h|ts)$/.test(path) && !path.startsWith('tests/tidy/forbidden/'));

test('the top level holds the six rooms and nothing else', () => {
  const rooms = new Set(files.filter((path) => path.includes('/')).map((path) => path.split('/')[0]));
  const named = [...rooms].filter((name) => !name?.startsWith('.')).sort();
  assert.deepEqual(named, ['server', 'shell', 'tests', 'tools', 'wasm', 'web']);
});

test('every folder of code says in a README what is in it', () => {
  const folders = new Set(code.map((path) => dirname(path)));
  const silent = [...folders].filter((folder) => {
    for (let at = folder; at !== '.'; at = dirname(at)) {
      const readme = join(at, 'README.md');
      // The folder's own page, or the one above where that names it.
      if (files.includes(readme)) return at !== folder && !read(readme).includes(basename(folder));
    }
    return true;
  });
  assert.deepEqual(silent, []);
});

test('no file is longer than 500 lines', () => {
  assert.deepEqual(code.filter((path) => read(path).split('\n').length > 501), []);
});

test('rooms are included by name, never through their neighbour', () => {
  const around = code.filter((path) => /\.(cpp|hpp)$/.test(path) && /#include "\.\.\//.test(read(path)));
  assert.deepEqual(around, []);
});

test('nothing is left to do in a comment', () => {
  const marks = new RegExp(`\\b(${['TO', 'FIX'].map((begin) => begin + (begin === 'TO' ? 'DO' : 'ME')).join('|')})\\b`);
  assert.deepEqual(code.filter((path) => marks.test(read(path))), []);
});

test('every test is run by somebody', () => {
  const lists = files.filter((path) => path.endsWith('CMakeLists.txt')).map(read).join('\n');
  const native = code.filter((path) => /_(test|fuzz)\.cpp$/.test(path)).filter((path) => !lists.includes(basename(path)));
  assert.deepEqual(native, []);
  const runner = read('tools/setup/run_tests.ts');
  const scripts = code.filter((path) => path.endsWith('.test.ts'));
  const unlisted = scripts.filter((path) => !runner.includes(`folder("${path.split('/')[1]}"`));
  assert.deepEqual(unlisted, []);
});

test('every text is said somewhere', () => {
  const rooms = { 'web/texts/de.json': 'wasm/', 'web/texts/desk/de.json': 'wasm/features/desk/', 'web/texts/owner/de.json': 'wasm/features/owner/' };
  const silent = Object.entries(rooms).flatMap(([texts, room]) => {
    const said = new Set(code.filter((path) => path.startsWith(room)).flatMap((path) => read(path).match(/(?<=\b(Key|Plural)::)\w+/g) ?? []));
    // The answers of a question of the care finder are counted on from the first one.
    const keys = Object.keys(JSON.parse(read(texts)) as object).filter((key) => !/^care_\w+\./.test(key));
    return keys.filter((key) => !said.has(key.replaceAll('.', '_'))).map((key) => `${texts}: ${key}`);
  });
  assert.deepEqual(silent, []);
});

test('clang-format decides layout', () => {
  const sources = files.filter((path) => /\.(cpp|hpp|h)$/.test(path));
  const { status, stderr } = spawnSync('clang-format', ['--dry-run', '-Werror', ...sources], { cwd: ROOT, encoding: 'utf8' });
  assert.equal(status, 0, stderr.slice(0, 2000));
});

// The way a room's files are compiled, without the file itself.
function wayOf(room: string): string[] {
  const commands = JSON.parse(read('build/dev/compile_commands.json')) as { file: string; command: string }[];
  const one = commands.find(({ file }) => dirname(file) === join(ROOT, room));
  assert.ok(one, `${room} is not built`);
  const words = one.command.replace(/^\S*ccache /, '').split(' ');
  return words.slice(0, words.indexOf('-o'));
}

const compiles = (room: string, source: string): { status: number | null; stderr: string } => {
  const [compiler, ...options] = wayOf(room);
  return spawnSync(compiler ?? 'c++', [...options, '-fsyntax-only', '-x', 'c++', '-'], {
    input: source,
    encoding: 'utf8',
    cwd: join(ROOT, 'build/dev'),
  });
};

for (const name of readdirSync(join(import.meta.dirname, 'forbidden'))) {
  test(`a forbidden include does not build: ${name}`, () => {
    const source = read(`tests/tidy/forbidden/${name}`);
    const [, room = '', header = ''] = /room: (\S+)\s+must not find: (\S+)/.exec(source) ?? [];
    assert.ok(existsSync(join(ROOT, 'wasm', header)) || existsSync(join(ROOT, 'server', header)), `${header} exists`);
    const allowed = compiles(room, '#include "base/result.hpp"\n');
    assert.equal(allowed.status, 0, allowed.stderr);
    const { status, stderr } = compiles(room, source);
    assert.notEqual(status, 0, `${room} could include ${header}`);
    assert.match(stderr, new RegExp(`${header}: No such file`));
  });
}
