// node run.mjs FOLDER MODULE ENGINE WEIGHTS [ROUNDS]: the median time of one window in a WebAssembly module, and whether what came out has the native bits.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder, path, engine, weights, rounds = "9"] = process.argv.slice(2);
const module = new WebAssembly.Module(readFileSync(path));
// Some crates ask for wasm-bindgen's clock; nothing here calls it.
const imports = {};
for (const { module: from, name } of WebAssembly.Module.imports(module)) {
  (imports[from] ??= {})[name] = () => { throw new Error(`called ${from}.${name}`); };
}
const { exports } = new WebAssembly.Instance(module, imports);

for (const file of [Buffer.from(engine), ...[weights, "window.pieces", "window.txt"].map((name) => readFileSync(join(folder, name)))]) {
  const at = exports.room(file.length) >>> 0;
  new Uint8Array(exports.memory.buffer, at, file.length).set(file);
}
let start = performance.now();
exports.ready();
const loading = performance.now() - start;
const read = () => {
  const length = exports.read();
  return Buffer.from(exports.memory.buffer, exports.found() >>> 0, length);
};
const found = Buffer.from(read());
const times = [];
for (let round = 0; round < Number(rounds); round++) {
  start = performance.now();
  exports.read();
  times.push(performance.now() - start);
}
const median = times.sort((one, other) => one - other)[times.length >> 1];
const numbers = (bytes) => new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
const largest = (one, other) => one.reduce((most, number, at) => Math.max(most, Math.abs(number - other[at])), 0).toExponential(1);
const parts = [`${engine.padEnd(10)} ${weights.padEnd(16)} wasm ${median.toFixed(0).padStart(8)} ms of ${rounds}, loaded in ${loading.toFixed(0)} ms`];
parts.push(`memory ${(exports.memory.buffer.byteLength / 1e6).toFixed(0)} MB`);
if (engine !== "own") parts.push(`largest difference from PyTorch ${largest(numbers(found), numbers(readFileSync(join(folder, "torch.hidden"))))}`);
const native = join(folder, `${engine}-${weights}.out`);
if (existsSync(native)) parts.push(readFileSync(native).equals(found) ? "native bits" : "not the native bits");
writeFileSync(join(folder, `${engine}-${weights}.wasm-out`), found);
console.log(parts.join(", "));
