// Splits the citizens' program in two: node split.ts WHOLE FOLDER reads WHOLE.mjs and WHOLE.wasm (with names of functions) and writes
// stadtkern.mjs (the glue), stadtkern.wasm (the first module: every function that first_visit.ts calls, and the rooms where data decides
// what is called) and stadtkern_rest.wasm (all others) into FOLDER.
// The same program is split in the same way.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstVisit } from './first_visit.ts';
import { functionNames } from './names.ts';
import { load } from './visit.ts';

const PROFILE_BYTES_MAX = 1 << 18;
// What browsers have had for years, and the linker does not announce: the stack pointer is shared by both modules.
const FEATURES = ['--enable-mutable-globals', '--enable-bulk-memory', '--enable-sign-ext', '--enable-nontrapping-float-to-int'];
// Rooms whose functions are called or not as a town's records have it, and no invented town has everything. So too what belongs to no
// room: libraries.
const WHOLE_ROOMS = ['', 'hours', 'model', 'search', 'sync', 'wire'];
// Two modules of one program: names of imports that shell/loop/host.ts knows.
const NAMES = ['--placeholder-namespace=p', '--import-namespace=q', '--export-prefix=%'];
// Without inlining what has one caller: measured, smaller under Brotli.
const OPTIMISE = ['--strip-debug', '--strip-producers', '-Oz', '--one-caller-inline-max-function-size=0'];

// Which functions the visit calls, in the form of wasm-split.
async function profile(glue: string, instrumented: string): Promise<Uint8Array> {
  const emitted: Uint8Array[] = [];
  let exports: WebAssembly.Exports = {};
  const program = await load(glue, {
    instantiateWasm(imports, done) {
      void WebAssembly.instantiate(readFileSync(instrumented), imports).then(({ instance }) => {
        exports = instance.exports;
        done(instance);
      });
      return {};
    },
    stadtkernEmit: (_handle, frame) => emitted.push(frame),
  });
  await firstVisit(program, emitted);
  const at = program._stadtkern_alloc(PROFILE_BYTES_MAX);
  const size = (exports['__write_profile'] as (at: number, size: number) => number)(at, PROFILE_BYTES_MAX);
  if (size > PROFILE_BYTES_MAX) throw new Error(`a profile of ${size} bytes: raise PROFILE_BYTES_MAX`);
  return program.HEAPU8.slice(at, at + size);
}

// Marks the functions of whole rooms as called: 8 bytes of the program's hash, then 4 per function, 0 where it was not called.
function withWholeRooms(profile: Uint8Array, names: string[]): Uint8Array {
  const marks = new DataView(profile.buffer, profile.byteOffset);
  if (profile.length !== 8 + 4 * names.length) throw new Error(`a profile of ${names.length} functions, got ${profile.length} bytes`);
  names.forEach((name, at) => {
    const room = /stadtkern::(?:\(anonymous namespace\)::)?([a-z_]+)::/.exec(name)?.[1] ?? '';
    if (WHOLE_ROOMS.includes(room)) marks.setUint32(8 + 4 * at, 1, true);
  });
  return profile;
}

async function split(whole: string, folder: string): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'stadtkern-split-'));
  const file = (name: string): string => join(work, name);
  try {
    execFileSync('wasm-split', [`${whole}.wasm`, '--instrument', ...FEATURES, '-o', file('instrumented.wasm')]);
    const called = await profile(`${whole}.mjs`, file('instrumented.wasm'));
    writeFileSync(file('profile'), withWholeRooms(called, functionNames(readFileSync(`${whole}.wasm`))));
    execFileSync('wasm-split', [`${whole}.wasm`, `--profile=${file('profile')}`, ...FEATURES, ...NAMES, '-o1', file('first.wasm'), '-o2', file('rest.wasm')]);
    for (const [part, name] of [['first.wasm', 'stadtkern.wasm'], ['rest.wasm', 'stadtkern_rest.wasm']] as const)
      execFileSync('wasm-opt', [file(part), ...FEATURES, ...OPTIMISE, '-o', join(folder, name)]);
    copyFileSync(`${whole}.mjs`, join(folder, 'stadtkern.mjs'));
  } finally {
    rmSync(work, { recursive: true });
  }
}

const [whole = '', folder = ''] = process.argv.slice(2);
await split(whole, folder);
