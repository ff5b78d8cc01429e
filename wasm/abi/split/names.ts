// The names of a program's own functions, in their order (WebAssembly core specification, binary format and appendix "Custom sections").
const CUSTOM = 0;
const FUNCTIONS = 3;
const FUNCTION_NAMES = 1;

export function functionNames(module: Uint8Array): string[] {
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(module)).filter(({ kind }) => kind === 'function').length;
  const names: string[] = [];
  let count = 0;
  let at = 8;
  const number = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = module[at++]!;
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  const text = (): string => {
    const size = number();
    return Buffer.from(module.subarray(at, (at += size))).toString();
  };
  while (at < module.length) {
    const [section, size] = [number(), number()];
    const end = at + size;
    if (section === FUNCTIONS) count = number();
    if (section === CUSTOM && text() === 'name') {
      while (at < end) {
        const [part, partSize] = [number(), number()];
        const partEnd = at + partSize;
        if (part === FUNCTION_NAMES) for (let left = number(); left > 0; left--) names[number()] = text();
        at = partEnd;
      }
    }
    at = end;
  }
  if (names.length === 0) throw new Error('expected a program with names of functions');
  return Array.from({ length: count }, (_, n) => names[imports + n] ?? '');
}
