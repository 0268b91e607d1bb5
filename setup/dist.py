"""Makes the site out of what Trunk built: `dist.py BUILT FOLDER`.

Every file that the page loads is named by its hash and comes with what it must hash to; the page may do nothing but what its policy says; and the service
worker, which keeps the page on the device, knows all of them. Beside the page lie the licences of all that is in it. Nothing here depends on the clock or on the machine.
"""

import hashlib
import json
import re
import shutil
import sys
from pathlib import Path

import notices
from built import POLICY, ROOT, Built, integrity, policy

# The page may run its own scripts and engines, show its own style, ask its own site.
RULES = {
    **POLICY,
    "script-src": "'self' 'wasm-unsafe-eval'",
    "worker-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
}
# What only a server can say.
HEADERS = {
    "Content-Security-Policy": policy({**RULES, "frame-ancestors": "'none'"}),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
# What lies beside the page without being a part of it.
ASIDE = ["public/404.html", "LICENSE-APACHE", "LICENSE-MIT"]


class Site:
    """The site that is being written, and what its files must hash to, by the addresses they are asked for at."""

    def __init__(self, built, folder):
        self.built = Built(built)
        self.folder = Path(folder)
        self.files = {}

    def write(self):
        # The folder itself stays: a server that is running goes on with it.
        self.folder.mkdir(parents=True, exist_ok=True)
        for old in self.folder.iterdir():
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        icon = self.add("icon.svg", (ROOT / "style/icon.svg").read_bytes())
        touch = self.add("icon-192.png", (ROOT / "public/icon-192.png").read_bytes())
        head = [
            f'<link rel="icon" href="{icon}" type="image/svg+xml">',
            f'<link rel="apple-touch-icon" href="{touch}">',
            f'<link rel="manifest" href="{self.manifest()}">',
            f'<link rel="license" href="./{notices.NOTICES}">',
            self.checked('<link rel="stylesheet" href="{}"{}>', self.add("style.css", self.built.style())),
            self.checked('<script defer src="{}"{}></script>', self.add("check.js", (ROOT / "src/check.js").read_bytes())),
            self.checked('<script type="module" src="{}"{}></script>', self.app()),
        ]
        page = self.built.written(RULES, head, [("data-worker", self.worker()), ("data-offline", "./sw.js")])
        self.put("index.html", page.encode())
        self.service_worker()
        for name in ASIDE:
            shutil.copyfile(ROOT / name, self.folder / Path(name).name)
        for name, content in notices.files().items():
            (self.folder / name).write_bytes(content)
        # Hosts that make pages of what they are given leave this folder as it is.
        (self.folder / ".nojekyll").touch()
        (self.folder / "_headers").write_text(self.headers())

    def app(self):
        """The script of the page's own engine, which starts it."""
        engine, script = self.built.app(ROOT / "src/start.js")
        url = self.add("app.wasm", engine)
        return self.add("app.js", script + f'start(fetch("{url}", {{ integrity: "{self.files[url]}" }}));\n'.encode())

    def worker(self):
        """The script of the worker's engines, which starts one of them."""
        contents, script = self.built.worker(ROOT / "src/worker.js")
        urls = {name: self.add(f"{name}.wasm", content) for name, content in contents.items()}
        engines = {name: {"url": url, "integrity": self.files[url]} for name, url in urls.items()}
        start = f"const ENGINES = {json.dumps(engines)};\nrun((name) => fetch(ENGINES[name].url, ENGINES[name]));\n"
        return self.add("worker.js", script + start.encode())

    def manifest(self):
        """What a device needs to know to install the page. It keeps its name, by which a device tells the pages that it has installed."""
        manifest = json.loads((ROOT / "public/manifest.webmanifest").read_text())
        for icon in manifest["icons"]:
            icon["src"] = self.add(Path(icon["src"]).name, (ROOT / icon["src"]).read_bytes())
        return self.put("manifest.webmanifest", json.dumps(manifest, indent=2).encode())

    def service_worker(self):
        """What keeps all that on the device; the model has a store of its own."""
        content, name = self.built.model()
        (self.folder / name).write_bytes(content)
        model = {"url": f"./{name}", "integrity": integrity(content)}
        files = dict(sorted(self.files.items()))
        version = hashlib.sha256(json.dumps([files, model]).encode()).hexdigest()[:16]
        head = f"const VERSION = {json.dumps(version)};\nconst MODEL = {json.dumps(model)};\nconst FILES = {json.dumps(files, indent=2)};\n"
        (self.folder / "sw.js").write_bytes(head.encode() + (ROOT / "src/sw.js").read_bytes())

    def headers(self):
        """What a host that reads such a file sends along."""
        lines = ["/*", *(f"  {name}: {value}" for name, value in HEADERS.items()), "/", "  Cache-Control: no-cache"]
        for name in sorted(file.name for file in self.folder.iterdir() if not file.name.startswith((".", "_"))):
            # A name with a hash is the name of one content for ever.
            is_fixed = re.search(r"-[0-9a-f]{16}\.\w+$", name)
            lines += [f"/{name}", f"  Cache-Control: {'public, max-age=31536000, immutable' if is_fixed else 'no-cache'}"]
        return "\n".join(lines) + "\n"

    def checked(self, element, url):
        """An element that loads a file which must hash to what it does now."""
        return element.format(url, f' integrity="{self.files[url]}"')

    def add(self, name, content):
        """Writes a file under a name that holds its hash."""
        stem, dot, kind = name.rpartition(".")
        return self.put(f"{stem}-{hashlib.sha256(content).hexdigest()[:16]}{dot}{kind}", content)

    def put(self, name, content):
        (self.folder / name).write_bytes(content)
        self.files[f"./{name}"] = integrity(content)
        return f"./{name}"


if __name__ == "__main__":
    Site(*sys.argv[1:]).write()
