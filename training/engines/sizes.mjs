// node sizes.mjs FILE...: bytes as they are and as brotli sends them.
import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";

for (const path of process.argv.slice(2)) {
  const bytes = readFileSync(path);
  console.log(`${bytes.length.toLocaleString("en").padStart(12)} ${brotliCompressSync(bytes).length.toLocaleString("en").padStart(12)} brotli  ${path}`);
}
