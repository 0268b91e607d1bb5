// Runs before the page in browsers of any age, so it is written in the language of 2009: where the page cannot run, it says so.
(function () {
  "use strict";
  function fits() {
    if (!("noModule" in document.createElement("script")) || typeof WebAssembly !== "object" || typeof BigInt !== "function") return false;
    // A function that returns i8x16.popcnt of a splat: SIMD.
    return WebAssembly.validate(
      new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11])
    );
  }
  if (!fits()) {
    document.documentElement.setAttribute("data-unfit", "");
    document.getElementById("starting").hidden = true;
    // There is nothing to paste a note for, nor to press.
    document.querySelector("#waiting main").hidden = true;
    document.querySelector("#waiting .actions").hidden = true;
    document.getElementById("unfit").hidden = false;
  }
})();
