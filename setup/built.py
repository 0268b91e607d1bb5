"""What Trunk built, and how a page is made of it whose every script and style is known."""

import base64
import hashlib
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Where the page's own engine, style and scripts come from is said beside this; the rest holds for a site and for a page that is one file. What is set as
# markup passes src/start.js.
POLICY = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "default",
}


class Built:
    """The folder that Trunk filled."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.page = (self.folder / "index.html").read_text()

    def app(self, *scripts):
        """The page's own engine, and the script that wasm-bindgen wrote for it with `scripts` behind it."""
        return self.only("note-annotator-*_bg.wasm").read_bytes(), joined(self.only("note-annotator-*.js"), *scripts)

    def worker(self, *scripts):
        """The worker's two engines by their names, and the script that wasm-bindgen wrote for both with `scripts` behind it."""
        engines = {name: (self.folder / file).read_bytes() for name, file in [("plain", "worker_bg.wasm"), ("relaxed", "worker_relaxed_bg.wasm")]}
        return engines, joined(self.folder / "worker.js", *scripts)

    def model(self):
        """The model, and the name by which the worker asks for it: the beginning of the hash that stands in its header."""
        content = (self.folder / "note.model").read_bytes()
        return content, f"note-{content[8:16].hex()}.model"

    def style(self):
        """All style sheets as one, in their order."""
        names = re.findall(r'<link rel="stylesheet" href="\./([^"]+)"', self.page)
        if not names:
            sys.exit("expected style sheets in Trunk's index.html, found none")
        return joined(*(self.folder / name for name in names))

    def only(self, pattern):
        """The one file of that name."""
        found = sorted(self.folder.glob(pattern))
        if len(found) != 1:
            sys.exit(f"expected one {pattern} in {self.folder}, found {[file.name for file in found]}: remove the folder and build again")
        return found[0]

    def written(self, rules, head, attributes=()):
        """The page with `head` in the place of what Trunk loads, and what it may do; nothing else in it acts."""
        page, scripts = re.subn(r'<script type="module">.*?</script>', "", self.page, flags=re.S)
        page, links = re.subn(r'<link rel="(?:stylesheet|icon|preload|modulepreload)"[^>]*>', "", page)
        if scripts != 1 or links < 3:
            sys.exit(f"expected one script and some links in Trunk's index.html, found {scripts} and {links}")
        page = "\n".join(line for line in page.splitlines() if line.strip()) + "\n"
        for name, value in attributes:
            page = page.replace("<html", f'<html {name}="{value}"', 1)
        meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(rules)}">'
        page = page.replace('<meta charset="utf-8">', '<meta charset="utf-8">\n    ' + meta, 1)
        return page.replace("</head>", "    " + "\n    ".join(head) + "\n  </head>", 1)


def joined(*files):
    return b"".join(file.read_bytes().rstrip(b"\n") + b"\n" for file in files)


def policy(rules):
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def integrity(content, kind="sha384"):
    return f"{kind}-{base64.b64encode(hashlib.new(kind, content).digest()).decode()}"
