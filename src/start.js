// Starts the page; it stands at the end of the script that wasm-bindgen writes for its engine. `engine` is a response with it, or the promise of one.
async function start(engine) {
  const root = document.documentElement;
  // src/check.js has said that it cannot run here.
  if (root.hasAttribute("data-unfit")) return;
  if (globalThis.trustedTypes) {
    // What the page may turn into markup or scripts (docs/decisions/0014-what-the-page-may-do.md): its own templates, which hold nothing that acts;
    // pasted and opened markup, which is only ever parsed for its text; and its own two scripts.
    const acts = /<\s*(?:script|iframe|frame|object|embed|link|meta|base|form|style)\b|\son\w+\s*=|javascript:|srcdoc/i;
    globalThis.trustedTypes.createPolicy("default", {
      createHTML: (markup, _, sink) => (sink.startsWith("DOMParser") || !acts.test(markup) ? markup : null),
      createScriptURL: (url) => ([root.dataset.worker, root.dataset.offline].includes(url.split("?")[0]) ? url : null),
    });
  }
  try {
    await __wbg_init({ module_or_path: engine });
    document.getElementById("waiting").remove();
  } catch (error) {
    console.error(error);
    document.getElementById("starting").hidden = true;
    document.getElementById("unstarted-why").textContent = error.message;
    document.getElementById("unstarted").hidden = false;
  }
}
