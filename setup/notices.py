"""What of others' work is in the page: a bill of materials (CycloneDX), and the licences of all of it with their texts.

`notices.py FOLDER` writes both there; `dist.py` lays them beside the page. The crates are those that cargo says the wasm modules are made of; macros count
too, since the code that they write is in the page. The same sources and the same toolchain give the same bytes: nothing here depends on the clock or on
the machine. Whatever comes without a licence, a checksum or a text stops the build.
"""

import hashlib
import html
import json
import re
import subprocess
import sys
import textwrap
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from built import ROOT

NOTICES, MATERIALS = "THIRD-PARTY.txt", "sbom.cdx.json"
# The packages that the wasm modules are built from, and for what.
MODULES = ["note-annotator", "bindings"]
TARGET = "wasm32-unknown-unknown"
# What a file with a licence, or what belongs to one, is called.
IS_LICENCE = re.compile(r"(un)?licen[cs]e|copying|copyright|notice", re.I)
# How the texts begin that stand in where somebody ships none.
STANDARD = {"MIT": "Permission is hereby granted, free of charge", "Apache-2.0": "Apache License Version 2.0"}
# What the network began as.
ANCESTOR = "all-MiniLM-L6-v2"


@dataclass
class Part:
    """Something that is in the page or helped to write its code."""

    name: str
    version: str
    licence: str
    where: str = ""
    authors: list = field(default_factory=list)
    # The licences as they came with it.
    texts: list = field(default_factory=list)
    # Written for this project.
    is_own: bool = False
    # In the page itself; what is not has written code that is.
    is_linked: bool = True
    sha256: str = ""
    purl: str = ""
    needs: list = field(default_factory=list)
    kind: str = "library"
    more: dict = field(default_factory=dict)

    @property
    def key(self):
        return f"{self.name}@{self.version}"

    @property
    def title(self):
        return f"{self.name} {self.version}".strip()


def files():
    """Both files by their names."""
    crates, library, model = crates_of_the_page(), standard_library(), the_model()
    parts = [*crates, *library, model]
    for part in parts:
        if not part.licence or not (part.is_own or part.texts or stands_in(part)):
            sys.exit(f"expected a licence of {part.title} and its text, found {part.licence or 'none'} and no file: see setup/notices.py")
    return {NOTICES: notices(parts).encode(), MATERIALS: materials(parts, library, model).encode()}


# What is in the page


def crates_of_the_page():
    """The crates of the wasm modules and of the macros in them."""
    every = json.loads(answer("cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", TARGET))
    packages = {own["id"]: own for own in every["packages"]}
    key = {own: f"{package['name']}@{package['version']}" for own, package in packages.items()}
    packages = {key[own]: package for own, package in packages.items()}
    lock = (ROOT / "Cargo.lock").read_text(encoding="utf-8")
    found = re.findall(r'^name = "(.+)"\nversion = "(.+)"\nsource = ".+"\nchecksum = "(.+)"$', lock, re.M)
    sums = {f"{name}@{version}": sha256 for name, version, sha256 in found}
    # Macros run on the machine that builds; what they need there alone, and not elsewhere, is no part of this.
    anywhere = {key[own["id"]]: {key[need["pkg"]] for need in own["deps"]} for own in every["resolve"]["nodes"]}
    needs = {own: used & anywhere[own] for own, used in tree("normal").items() if own in anywhere}
    linked = tree("normal,no-proc-macro")
    reached, new = set(), {own for own in needs if own.rpartition("@")[0] in MODULES}
    while new:
        reached |= new
        new = {need for own in new for need in needs[own]} - reached
    missing = set(linked) - reached
    if missing:
        sys.exit(f"expected all of the wasm modules' crates in cargo's metadata, not there: {sorted(missing)}")
    return [crate(packages[own], sums, needs[own], own in linked) for own in sorted(reached)]


def crate(package, sums, needs, is_linked):
    part = Part(package["name"], package["version"], re.sub(r"\s*/\s*", " OR ", package["license"] or ""), package["repository"] or "")
    part.authors, part.needs, part.is_linked = package["authors"], sorted(needs), is_linked
    part.is_own = package["source"] is None
    if not part.is_own:
        if part.key not in sums:
            sys.exit(f"expected the checksum of {part.key} in Cargo.lock")
        part.sha256, part.purl = sums[part.key], purl("cargo", part.name, part.version)
        folder = Path(package["manifest_path"]).parent
        # Code that was taken over has its licence beside it; examples and test data are not in the page.
        found = sorted({*folder.glob("*"), *folder.glob("src/**/*"), *folder.glob("licenses/*")})
        found = [file for file in found if file.is_file() and IS_LICENCE.match(file.name) and file.suffix != ".rs"]
        part.texts = [cleaned(file.read_text(encoding="utf-8")) for file in found]
    return part


def tree(edges):
    """The crates of the wasm modules, each with those that it uses."""
    chosen = [word for name in MODULES for word in ("--package", name)]
    lines = answer("cargo", "tree", "--locked", *chosen, "--target", TARGET, "--edges", edges, "--prefix", "depth", "--format", " {p}").splitlines()
    needs, above = {}, []
    for line in filter(None, lines):
        depth, name, version = re.match(r"(\d+) (\S+) v(\S+)", line).groups()
        key = f"{name}@{version}"
        above[int(depth):] = [key]
        needs.setdefault(key, set())
        if len(above) > 1:
            needs[above[-2]].add(key)
    return needs


def standard_library():
    """Rust's own library, and the crates in it, as the toolchain's own notices list them."""
    version, root = answer("rustc", "--version").split()[1], Path(answer("rustc", "--print", "sysroot").strip())
    folder = root / "share/doc/rust"
    if not (folder / "COPYRIGHT-library.html").is_file():
        sys.exit(f"expected the notices of Rust's standard library in {folder}: rustup's toolchains have them")
    built = {file.name.removeprefix("lib").rpartition("-")[0] for file in (root / f"lib/rustlib/{TARGET}/lib").glob("*.rlib")}
    crates = []
    for chapter in (folder / "COPYRIGHT-library.html").read_text(encoding="utf-8").split("<h3>")[1:]:
        title = re.match(r"\W*(\S+?)-(\d+\.\d+\.\S+)</h3>", chapter)
        if title is None or title[1].replace("-", "_") not in built:
            continue
        value = lambda name: html.unescape(re.sub(r"<[^>]+>", "", re.search(rf"<b>{name}:</b>(.*?)</p>", chapter, re.S)[1])).strip()
        part = Part(title[1], title[2], value("License").replace("/", " OR "), value("URL"), [value("Authors")])
        part.purl = purl("cargo", part.name, part.version)
        part.texts = [cleaned(html.unescape(text)) for text in re.findall(r"<pre>(.*?)</pre>", chapter, re.S)]
        # The same version of it may be among the page's own.
        part.more = {"bom-ref": f"std/{part.key}"}
        crates.append(part)
    if not crates:
        sys.exit(f"expected crates of Rust's standard library in {folder}/COPYRIGHT-library.html, found none")
    # Its tables of characters are Unicode's.
    std = Part("Rust standard library", version, "(MIT OR Apache-2.0) AND Unicode-3.0", "https://github.com/rust-lang/rust")
    std.authors = ["The Rust Project Developers (see https://thanks.rust-lang.org)"]
    std.texts = [cleaned((folder / f"licenses/{name}.txt").read_text(encoding="utf-8")) for name in ("Apache-2.0", "MIT", "Unicode-3.0")]
    std.purl = purl("generic", "rust-std", version)
    std.needs = [ref(part) for part in crates]
    return [std, *crates]


def the_model():
    card = (ROOT / "model/README.md").read_text(encoding="utf-8")
    name, licence = re.search(r"^# Model card: (\S+)$", card, re.M), re.search(rf"^\| {ANCESTOR}, .*\| (\S+) \|", card, re.M)
    if name is None or licence is None:
        sys.exit(f"expected the model's name and the licence of {ANCESTOR} in model/README.md")
    part = Part(f"note.model ({name[1]})", "", licence[1], f"https://huggingface.co/sentence-transformers/{ANCESTOR}", kind="machine-learning-model")
    part.authors = [f"derived from {ANCESTOR} of the sentence-transformers project: cut, trained further and written in weights of four bits"]
    part.sha256 = hashlib.sha256((ROOT / "model/note.model").read_bytes()).hexdigest()
    ancestor = {"type": part.kind, "name": ANCESTOR, "licenses": [{"expression": part.licence}]}
    ancestor["purl"] = f"pkg:huggingface/sentence-transformers/{ANCESTOR}"
    part.more = {"bom-ref": "note.model", "description": part.authors[0], "pedigree": {"ancestors": [ancestor]}}
    return part


def data_of_the_model():
    """The table of the model card: what it was trained on, and under which licence."""
    card = (ROOT / "model/README.md").read_text(encoding="utf-8").partition("## Data and licences")[2].partition("\n## ")[0]
    rows = [[cell.strip().replace("`", "") for cell in line.strip("|").split("|")] for line in card.splitlines() if line.startswith("|")]
    return [f"  {row[0]}: {row[2]}" for row in rows[2:]]


def answer(*command):
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    if done.returncode:
        sys.exit(f"expected an answer of {' '.join(command)}")
    return done.stdout


def purl(kind, name, version):
    return f"pkg:{kind}/{name}@{quote(version, safe='')}"


# The bill of materials


def materials(parts, library, model):
    page = next(part for part in parts if part.key.startswith("note-annotator@"))
    page.needs = sorted([*page.needs, *(part.key for part in parts if part.name == "bindings"), ref(model), ref(library[0])])
    rest = sorted((part for part in parts if part is not page), key=ref)
    bill = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {**component(page), "type": "application", "scope": "required"}},
        "components": [component(part) for part in rest],
        "dependencies": [{"ref": ref(part), "dependsOn": sorted(set(part.needs))} for part in [page, *rest]],
    }
    refs = [own["ref"] for own in bill["dependencies"]]
    unknown = {need for own in bill["dependencies"] for need in own["dependsOn"]} - set(refs)
    if unknown or len(set(refs)) != len(refs):
        sys.exit(f"expected every part once in the bill of materials, unknown: {unknown}, of {len(refs)} parts {len(set(refs))} differ")
    return json.dumps(bill, indent=2, ensure_ascii=False) + "\n"


def ref(part):
    return part.more.get("bom-ref", part.key)


def component(part):
    own = {"type": part.kind, "bom-ref": ref(part), "name": part.name}
    if part.version:
        own["version"] = part.version
    # A macro is none of the page's own code at the time that it runs.
    own["scope"] = "required" if part.is_linked else "excluded"
    own["licenses"] = [{"expression": part.licence}]
    if part.sha256:
        own["hashes"] = [{"alg": "SHA-256", "content": part.sha256}]
    if part.purl:
        own["purl"] = part.purl
    if part.where:
        own["externalReferences"] = [{"type": "website", "url": part.where}]
    return {**own, **part.more}


# The notices


def notices(parts):
    others = sorted((part for part in parts if not part.is_own), key=lambda part: (part.name.lower(), part.version, ref(part)))
    standard = standard_texts(others)
    numbers, owners, shown = {}, {}, {}
    for part in others:
        for text in part.texts or [standard[name] for name in stands_in(part)]:
            number = numbers.setdefault(same(text), len(numbers) + 1)
            # The first that comes is shown; others may break their lines elsewhere.
            shown.setdefault(number, text)
            owners.setdefault(number, {})[ref(part)] = part
    of = {ref(part): sorted(number for number, own in owners.items() if ref(part) in own) for part in others}
    lines = [
        "The work of others that is in Note Annotator's page",
        "",
        "Note Annotator itself is under MIT or Apache-2.0, at your choice (LICENSE-MIT, LICENSE-APACHE). Its page holds, or was written by, what is",
        "listed here, each with its licence and the numbers of the texts below; where a licence gives a choice, all of its texts stand here.",
        "* no text comes with it: the standard text of its licence stands for it, with the names of its authors.",
        "",
    ]
    for part in others:
        lines += [f"{part.title}: {part.licence}; text {', '.join(map(str, of[ref(part)]))}{'' if part.texts else ' *'}"]
        lines += [f"  {own}" for own in [part.where, ", ".join(part.authors)] if own]
    lines += ["", "What the model was trained on, and its licences; none of these texts is in the page:", "", *data_of_the_model(), ""]
    for number, text in shown.items():
        title = f"Text {number}, of {', '.join(part.title for part in owners[number].values())}"
        lines += ["=" * 80, *textwrap.wrap(title, 140, break_on_hyphens=False), "=" * 80, "", text, ""]
    return "\n".join(lines)


def standard_texts(parts):
    """The text of each licence that most of them ship, of those that begin with the licence itself and so name nobody."""
    found = {name: Counter(same(text) for part in parts for text in part.texts if same(text).startswith(begin)) for name, begin in STANDARD.items()}
    best = {name: min(count, key=lambda text: (-count[text], text)) for name, count in found.items()}
    as_shipped = {same(text): text for part in reversed(parts) for text in part.texts}
    return {name: as_shipped[text] for name, text in best.items()}


def stands_in(part):
    """The licences of a part that is given their standard texts, if there are such for all of them."""
    names = part.licence.split(" OR ")
    return names if all(name in STANDARD for name in names) else []


def cleaned(text):
    lines = [line.rstrip() for line in text.lstrip("\ufeff").replace("\f", "").splitlines()]
    return "\n".join(lines).strip("\n")


def same(text):
    """What is the same for a reader."""
    return " ".join(text.split())


if __name__ == "__main__":
    for name, content in files().items():
        (Path(sys.argv[1]) / name).write_bytes(content)
