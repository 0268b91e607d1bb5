// Starts the worker of a page that is one file; src/single.js puts PACKED before it.
self.MODEL = unpacked(PACKED.model);
run((name) => unpacked(PACKED[name]));
