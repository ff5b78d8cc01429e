// Node's fetch cannot read files: hidden from it, Emscripten's loader reads the module by itself.
var fetch;
