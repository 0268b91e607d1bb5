// Prints the size of every file under a folder, as it is and as a server would send it, and holds the sums of what a reader downloads against their budgets:
// `node sizes.mjs FOLDER`. It ends with an error where one is passed.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

// In bytes as brotli sends them. A browser loads the page's engine and one of the worker's two. The first is to be 260,000; until it is, it must not grow.
const BUDGETS = [
  ["page, scripts, style, engines", /^(index\.html|style-.*|app-.*|check-.*|worker-.*|relaxed-.*)$/, 710_000],
  ["model", /\.model$/, 8_000_000],
];

const folder = process.argv[2];
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  .sort();
const sums = [0, 0, 0];
const sent = BUDGETS.map(() => 0);

console.log(line(["bytes", "gzip", "brotli"], "file"));
for (const file of files) {
  const bytes = readFileSync(file);
  const sizes = [bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length];
  sizes.forEach((size, index) => (sums[index] += size));
  BUDGETS.forEach(([, names], index) => (sent[index] += names.test(file.slice(folder.length + 1)) ? sizes[2] : 0));
  console.log(line(sizes, file));
}
console.log(line(sums, "all"));
BUDGETS.forEach(([name, , most], index) => {
  const isTooMuch = sent[index] === 0 || sent[index] > most;
  console.log(`${name}: ${sent[index].toLocaleString("en")} bytes, budget ${most.toLocaleString("en")}${isTooMuch ? ": TOO MUCH" : ""}`);
  if (isTooMuch) process.exitCode = 1;
});

function line(cells, name) {
  return cells.map((cell) => String(cell).padStart(10)).join("") + `  ${name}`;
}
