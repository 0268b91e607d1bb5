"""Packs the site: `package.py BUILT SITE FOLDER` writes a zip of the site, the page as one file that needs no server, and the sums of both.

The same site gives the same bytes: nothing here depends on the clock or on the machine.
"""

import base64
import gzip
import hashlib
import re
import sys
import zipfile
from pathlib import Path

from built import POLICY, ROOT, Built, integrity
from notices import NOTICES


def main(built, site, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    version = re.search(r'^\[workspace.package\]\nversion = "(.+)"', (ROOT / "Cargo.toml").read_text(), re.M)[1]
    pack(Path(site), folder / f"note-annotator-{version}.zip")
    (folder / "note-annotator.html").write_bytes(single(Built(built), (Path(site) / NOTICES).read_text(encoding="utf-8")))
    sums = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}" for file in sorted(folder.iterdir())]
    (folder / "SHA256SUMS").write_text("\n".join(sums) + "\n")
    for file in sorted(folder.iterdir()):
        print(f"{file.stat().st_size:>12,}  {file}")


def pack(site, file):
    """The site as a zip, its files in their order, all of the same age."""
    with zipfile.ZipFile(file, "w") as packed:
        for own in sorted(site.iterdir()):
            entry = zipfile.ZipInfo(f"note-annotator/{own.name}", (1980, 1, 1, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, own.read_bytes(), zipfile.ZIP_DEFLATED, 9)


def single(built, notices):
    """The page as one file, which asks nobody for anything: what it loads, it holds, and the licences of others' work go along."""
    engine, app = built.app(*(ROOT / "src" / name for name in ("unpacked.js", "start.js", "single.js")))
    engines, worker = built.worker(*(ROOT / "src" / name for name in ("unpacked.js", "worker.js", "worker_single.js")))
    model, _ = built.model()
    style, check = built.style(), (ROOT / "src/check.js").read_bytes()
    for content in (style, check, app):
        if re.search(rb"</(script|style)", content, re.I):
            sys.exit("expected scripts and style without the end of their own elements")
    hashes = [f"'{integrity(own, 'sha256')}'" for own in (check, app, style)]
    rules = {
        **POLICY,
        "script-src": f"{hashes[0]} {hashes[1]} 'wasm-unsafe-eval'",
        "style-src": hashes[2],
        "img-src": "data:",
        # What is unpacked has an address of this kind.
        "worker-src": "blob:",
    }
    icon = base64.b64encode((ROOT / "style/icon.svg").read_bytes()).decode()
    page = built.written(rules, [f'<link rel="icon" href="data:image/svg+xml;base64,{icon}">', f"<style>{style.decode()}</style>"])
    held = {"app": engine, "worker": worker, "model": model, **engines}
    # Of no type that a browser runs.
    packed = [f'<script type="application/gzip" id="{name}">{text_of(content)}</script>' for name, content in held.items()]
    scripts = [*packed, f"<script>{check.decode()}</script>", f'<script type="module">{app.decode()}</script>']
    page = page.replace("</body>", "\n".join(scripts) + "\n</body>", 1)
    # What would end the comment is in no licence so far.
    if re.search(r"--!?>", notices):
        sys.exit(f"expected {NOTICES} without the end of a comment")
    page = page.replace("<html", "<!-- The licences of others' work in this page stand at the end of this file. -->\n<html", 1)
    return f"{page}<!--\n{notices}-->\n".encode()


def text_of(content):
    return base64.b64encode(gzip.compress(content, 9, mtime=0)).decode()


if __name__ == "__main__":
    main(*sys.argv[1:])
