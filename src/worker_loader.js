// Starts the worker: loads the script that wasm-bindgen wrote beside it, then the engine.
importScripts("./worker.js");
wasm_bindgen({ module_or_path: "./worker_bg.wasm" });
