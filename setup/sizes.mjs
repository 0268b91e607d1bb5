// Prints the size of every file under a folder, as it is and as a server would send it: `node sizes.mjs FOLDER`.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const folder = process.argv[2];
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  .sort();
const sums = [0, 0, 0];

console.log(line(["bytes", "gzip", "brotli"], "file"));
for (const file of files) {
  const bytes = readFileSync(file);
  const sizes = [bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length];
  sizes.forEach((size, index) => (sums[index] += size));
  console.log(line(sizes, file));
}
console.log(line(sums, "all"));

function line(cells, name) {
  return cells.map((cell) => String(cell).padStart(10)).join("") + `  ${name}`;
}
