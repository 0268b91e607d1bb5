// Keeps the page on the device, so that it works with the server gone. The build fills in FILES (the page's files and what they must hash to), MODEL (the
// scorer's weights, which the page keeps in a store of their own) and VERSION (a hash of all that).
//
// A version is taken as a whole: a page comes from the version in charge, and names its files by their hashes. A newer version waits until a reader wants it.
const PREFIX = "note-annotator-page ";
const OWN = PREFIX + VERSION;
const WEIGHTS = "note-annotator-model";
const SHARED = "note-annotator-shared";
const HOME = new URL("./", self.location.href).href;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const path = url.origin + url.pathname;
  if (request.method === "POST" && path === `${HOME}share`) return event.respondWith(take(request));
  if (request.method !== "GET" || !path.startsWith(HOME)) return;
  // Whatever stands behind ? or # is for the page itself.
  if (request.mode === "navigate") {
    if (path === HOME || path === `${HOME}index.html`) event.respondWith(page(request));
    return;
  }
  event.respondWith(file(request));
});

async function install() {
  const cache = await caches.open(OWN);
  const load = async ([url, integrity]) => cache.put(url, await whole(url, integrity));
  await Promise.all(Object.entries(FILES).map(load));
  const weights = await caches.open(WEIGHTS);
  if (!(await weights.match(MODEL.url))) await weights.put(MODEL.url, await whole(MODEL.url, MODEL.integrity));
}

async function whole(url, integrity) {
  // Hashed names are good for ever; the others are asked for anew.
  const response = await fetch(url, { integrity, cache: "no-cache" });
  if (!response.ok) throw new Error(`${url}: the server answers ${response.status}`);
  // A server that leads elsewhere, as from index.html to the folder, gives a response that no navigation takes.
  return response.redirected ? new Response(response.body, { headers: response.headers }) : response;
}

async function activate() {
  await self.clients.claim();
  await tidy();
}

// What earlier versions left goes once no page can be of theirs.
async function tidy() {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (pages.length > 1) return;
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== OWN) await caches.delete(name);
  }
  const weights = await caches.open(WEIGHTS);
  const own = new URL(MODEL.url, HOME).href;
  for (const request of await weights.keys()) {
    if (request.url !== own) await weights.delete(request);
  }
}

async function page(request) {
  const cache = await caches.open(OWN);
  return (await cache.match("./index.html")) ?? fetch(request);
}

// Any version's file: its name holds its hash, and a page of the version before may still be open.
async function file(request) {
  const how = { ignoreVary: true, ignoreSearch: true };
  const own = await caches.open(OWN);
  return (await own.match(request, how)) ?? (await caches.match(request, how)) ?? fetch(request);
}

// What another app shares with this one waits for the page, which takes it from the store.
async function take(request) {
  const fields = await request.formData();
  const store = await caches.open(SHARED);
  const put = (name, content) => store.put(`./shared/${crypto.randomUUID()}/${encodeURIComponent(name)}`, new Response(content));
  for (const shared of fields.getAll("files")) {
    if (shared instanceof File) await put(shared.name || "shared.txt", shared);
  }
  const text = ["title", "text", "url"].map((name) => fields.get(name)).filter((own) => typeof own === "string" && own.trim() !== "");
  if (text.length > 0) await put("shared.txt", text.join("\n\n"));
  return Response.redirect(HOME, 303);
}
