// A program in two modules (wasm/abi/split). The first imports, from "p", a stand-in for each function of the second that it calls, named
// by its slot in the table; the second one puts its functions there.
export interface Joint {
  instantiate(first: WebAssembly.Module, imports: WebAssembly.Imports): Promise<WebAssembly.Instance>;
  // Adds the second module, unless it is there already. Requires: the first one is there.
  add(rest: WebAssembly.Module): void;
}

// `load` is called when the program needs its second module and has none yet; what it throws leaves the call into the program, which
// is of no use from then on.
export function joinModules(load: () => WebAssembly.Module): Joint {
  let exports: WebAssembly.Exports;
  let table: WebAssembly.Table;
  let whole = false;

  function add(rest: WebAssembly.Module): void {
    if (whole) return;
    new WebAssembly.Instance(rest, { q: exports });
    whole = true;
  }

  const p = new Proxy<WebAssembly.ModuleImports>({}, {
    get: (_, slot) => (...values: unknown[]) => {
      add(load());
      return table.get(Number(slot))(...values);
    },
  });

  return {
    add,
    async instantiate(first, imports) {
      const instance = await WebAssembly.instantiate(first, { ...imports, p });
      exports = instance.exports;
      table = Object.values(exports).find((one) => one instanceof WebAssembly.Table)!;
      return instance;
    },
  };
}

// The second module at the very moment in which the core needs it. Only a worker may wait like this.
export function compileNow(address: string): WebAssembly.Module {
  const request = new XMLHttpRequest();
  request.open('GET', address, false);
  request.responseType = 'arraybuffer';
  request.send();
  return new WebAssembly.Module(request.response as ArrayBuffer);
}
