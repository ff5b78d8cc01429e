// tools/hours --wasm: the program in WebAssembly under Node. First argument: the built module.
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const [module, land, value] = process.argv.slice(2);
// Emscripten's loader would fetch the file's path as if it were a URL.
globalThis.fetch = undefined;
const { default: load } = await import(pathToFileURL(module).href);
const core = await load();
const answer = core.cwrap('hours_answer', 'string', ['string']);
if (value !== undefined) {
  const page = core.cwrap('hours_page', 'string', ['string', 'string', 'number']);
  const text = page(value, land, Date.now());
  process.stdout.write(text);
  process.exitCode = text.startsWith('not understood') ? 1 : 0;
} else {
  let lines = [];
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === '') continue;
    lines.push(answer(line));
    if (lines.length >= 100) process.stdout.write(`${lines.join('\n')}\n`), (lines = []);
  }
  if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
}
