// Measures the page as a phone would load it, with Lighthouse: `node lighthouse.mjs PACKAGES FOLDER`. PACKAGES is where npm has put Lighthouse; CHROME_PATH
// names the browser. It prints what it finds: scores, times, and every audit that is not passed.

import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [packages, folder] = process.argv.slice(2);
const load = async (name) => import(pathToFileURL(createRequire(join(packages, "x.js")).resolve(name)));
const { default: lighthouse } = await load("lighthouse");
const { launch } = await load("chrome-launcher");
const AUDITS = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "speed-index", "total-byte-weight"];

// It takes a free port and says which.
const server = spawn("python3", [new URL("serve.py", import.meta.url).pathname, folder, "0"], { stdio: ["ignore", "pipe", "inherit"] });
const address = await new Promise((found) => server.stdout.on("data", (line) => found(/http:\S+/.exec(line)[0])));
const chrome = await launch({ chromeFlags: ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage"] });
try {
  const { lhr } = await lighthouse(address, { port: chrome.port, logLevel: "error", onlyCategories: ["performance", "accessibility", "best-practices"] });
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  for (const { title, score } of Object.values(lhr.categories)) console.log(`${title}: ${Math.round(score * 100)}`);
  for (const name of AUDITS) console.log(`  ${lhr.audits[name].title}: ${lhr.audits[name].displayValue}`);
  for (const { title, score, scoreDisplayMode, displayValue } of Object.values(lhr.audits)) {
    if (scoreDisplayMode !== "informative" && score !== null && score < 0.9) console.log(`  not passed: ${title} ${displayValue ?? ""}`);
  }
} finally {
  await chrome.kill();
  server.kill();
}
