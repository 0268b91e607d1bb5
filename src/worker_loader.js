// Starts the worker: picks the engine that this browser's processor instructions allow, loads the script that wasm-bindgen wrote for it, then the engine.
// The two give the same numbers; the one with relaxed SIMD takes less than half the time. `?plain` asks for the other.
const relaxed = WebAssembly.validate(
  // A function that returns i16x8.relaxed_dot_i8x16_i7x16_s of two splats.
  new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 15, 1, 13, 0, 65, 1, 253, 15, 65, 1, 253, 15, 253, 146, 2, 11]),
);
const name = relaxed && self.location.search !== "?plain" ? "worker_relaxed" : "worker";
importScripts(`./${name}.js`);
wasm_bindgen({ module_or_path: `./${name}_bg.wasm` });
