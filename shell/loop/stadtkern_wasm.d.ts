// The glue that Emscripten writes beside the core (build/wasm/…/stadtkern.mjs); see wasm/abi/stadtkern.h.
declare module 'stadtkern-wasm' {
  export interface Program {
    HEAPU8: Uint8Array;
    _stadtkern_alloc(size: number): number;
    _stadtkern_free(pointer: number): void;
    _stadtkern_words(pointer: number, size: number): number;
    _stadtkern_create(flags: number): number;
    _stadtkern_destroy(handle: number): void;
    _stadtkern_dispatch(handle: number, frame: number, size: number): number;
    _stadtkern_view(handle: number, surface: number): number;
    _stadtkern_view_data(handle: number): number;
  }
  export interface Options {
    instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void): object;
    stadtkernEmit(handle: number, frame: Uint8Array): void;
  }
  export default function createProgram(options: Options): Promise<Program>;
}
