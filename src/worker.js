// Starts the worker; it stands at the end of the script that wasm-bindgen writes for its engine. There are two engines, which give the same numbers: the one
// with relaxed SIMD takes less than half the time, where the processor's instructions allow it. `?plain` asks for the other. `engine` gives the one of a name, or
// the promise of it.
function run(engine) {
  const relaxed = WebAssembly.validate(
    // A function that returns i16x8.relaxed_dot_i8x16_i7x16_s of two splats.
    new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 15, 1, 13, 0, 65, 1, 253, 15, 65, 1, 253, 15, 253, 146, 2, 11]),
  );
  wasm_bindgen({ module_or_path: engine(relaxed && self.location.search !== "?plain" ? "relaxed" : "plain") }).catch((error) => {
    // As the page hears of what goes wrong later.
    self.reportError(new Error(`The scorer cannot be loaded: ${error.message}`));
  });
}
