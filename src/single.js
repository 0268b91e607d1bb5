// Starts the page that is one file (setup/package.py): its engine stands in it, packed, and so does all that its worker takes along, since a page from a disk can give
// a worker nothing but its script.
const letters = (id) => document.getElementById(id).textContent;
const held = JSON.stringify(Object.fromEntries(["plain", "relaxed", "model"].map((name) => [name, letters(name)])));
unpacked(letters("worker"))
  .text()
  .then((script) => {
    const worker = new Blob([`const PACKED = ${held};\n`, script], { type: "text/javascript" });
    document.documentElement.dataset.worker = URL.createObjectURL(worker);
    return start(unpacked(letters("app")));
  });
