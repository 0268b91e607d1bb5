# What can be done with this checkout. Every target sets up what it needs: tools of fixed versions go to a cache folder of their own and
# nothing is installed into the system but, where they are missing, Debian packages (a linker, for the tests a browser).

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules

PORT ?= 8080
# Seconds that each fuzz target runs.
TIME ?= 60
PYTHON ?= $(shell command -v python3 || command -v python)

# Versions of the tools, named here and nowhere else; wasm-bindgen's command must be that of the library in Cargo.lock.
TRUNK_VERSION := 0.21.14
BINARYEN_VERSION := $(shell sed -n 's|^wasm_opt = "version_\(.*\)"|\1.0.0|p' Trunk.toml 2>/dev/null)
WASM_BINDGEN_VERSION := $(shell grep -A1 '^name = "wasm-bindgen"$$' Cargo.lock | sed -n 's/^version = "\(.*\)"/\1/p')

TOOLS := $(if $(XDG_CACHE_HOME),$(XDG_CACHE_HOME),$(HOME)/.cache)/note-annotator/tools
TRUNK := $(TOOLS)/trunk-$(TRUNK_VERSION)/bin/trunk
WASM_BINDGEN := $(TOOLS)/wasm-bindgen-$(WASM_BINDGEN_VERSION)/bin/wasm-bindgen
# Finds what bars people from the page; run by its tests.
AXE_VERSION := 4.14.1
AXE := $(TOOLS)/axe-core-$(AXE_VERSION)/node_modules/axe-core/axe.min.js
# Loads the page as a phone would.
LIGHTHOUSE_VERSION := 12.8.2
LIGHTHOUSE := $(TOOLS)/lighthouse-$(LIGHTHOUSE_VERSION)/node_modules/lighthouse/package.json
CARGO_FUZZ_VERSION := 0.13.2
CARGO_FUZZ := $(TOOLS)/cargo-fuzz-$(CARGO_FUZZ_VERSION)/bin/cargo-fuzz
# Drives Firefox.
GECKODRIVER_VERSION := 0.37.1
GECKODRIVER := $(TOOLS)/geckodriver-$(GECKODRIVER_VERSION)/bin/geckodriver
# Holds the crates against deny.toml.
CARGO_DENY_VERSION := 0.20.2
CARGO_DENY := $(TOOLS)/cargo-deny-$(CARGO_DENY_VERSION)/bin/cargo-deny
FUZZ_TARGETS := $(basename $(notdir $(wildcard fuzz/fuzz_targets/*.rs)))
WASM_OPT := $(TOOLS)/binaryen-$(BINARYEN_VERSION)/node_modules/.bin/wasm-opt
export PATH := $(dir $(TRUNK)):$(dir $(WASM_BINDGEN)):$(dir $(WASM_OPT)):$(dir $(CARGO_FUZZ)):$(dir $(CARGO_DENY)):$(dir $(GECKODRIVER)):$(HOME)/.cargo/bin:$(PATH)

# In an automatic run the lock file is taken as it is; at a desk it follows Cargo.toml.
LOCKED := $(if $(CI),--locked)
WASM := --target wasm32-unknown-unknown
SAY := @printf '\033[1m==\033[0m %s\n'
STAMPS := target/make

# All that goes into the page.
PAGE_SOURCES := $(wildcard setup/relaxed_worker.sh setup/dist.py setup/built.py setup/notices.py Cargo.toml Cargo.lock Trunk.toml index.html rust-toolchain.toml .cargo/config.toml) \
	$(shell find src style public model crates/scorer crates/network crates/exchange crates/compressor crates/bindings -type f \
		-not -path '*/tests/*' -not -path '*/target/*' 2>/dev/null)

# A folder that somebody removed is built again.
ifeq ($(wildcard dist/index.html),)
.PHONY: $(STAMPS)/page
endif

.PHONY: help serve build package test test-native test-wasm test-page test-page-chromium test-page-firefox test-page-webkit test-firefox test-corpus fuzz soak train frontier evaluate bench lint deny clean rust browser firefox webkit

help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-18s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

serve: build ## Build the page and serve it (PORT=8080)
	@$(PYTHON) setup/serve.py dist $(PORT)

build: $(STAMPS)/page ## Build the page: static files in dist/, for any server and any path

package: build ## Pack the page: a zip of dist/, the page as one file, and their sums, in package/
	$(SAY) 'packing dist/ into package/'
	@$(PYTHON) setup/package.py target/trunk dist package

test: test-native test-wasm test-page ## Run all tests: natively, as WebAssembly, and on the built page in Chromium, a part of them in Firefox

test-corpus: browser $(STAMPS)/page ## Score the whole corpus natively and in Chromium, bit for bit (many minutes; make test takes a part of it)
	$(SAY) 'the whole corpus, natively and in Chromium'
	@WHOLE_CORPUS=1 cargo test --package end-to-end $(LOCKED) -- --ignored --nocapture the_shipped_worker

test-native: rust ## Run the tests that need no browser
	$(SAY) 'tests: native'
	@cargo test --workspace --quiet $(LOCKED)

test-wasm: rust browser $(WASM_BINDGEN) ## Run the tests of the JavaScript API as WebAssembly in Chromium
	$(SAY) 'tests: WebAssembly in Chromium'
	@CHROMEDRIVER=$$(command -v chromedriver) \
		CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
		cargo test --package bindings $(WASM) --test '*' $(LOCKED)

# One engine after the other, however many jobs make runs: two suites at once would only wait for each other.
test-page: test-page-chromium ## Run the end-to-end tests on the built page in Chromium, and a small part in Firefox
	@$(MAKE) --no-print-directory test-page-firefox

test-page-chromium: browser package $(AXE) ## Run the end-to-end tests on the built page in Chromium
	$(SAY) 'size of the files in dist/'
	@node setup/sizes.mjs dist
	$(SAY) 'tests: the built page in Chromium'
	@AXE=$(AXE) cargo test --package end-to-end $(LOCKED) -- --ignored

test-page-firefox: firefox package $(GECKODRIVER) ## Run the part of them that every engine has to pass in Firefox
	$(SAY) 'tests: the built page in Firefox'
	@ENGINE=firefox cargo test --package end-to-end $(LOCKED) --test smoke -- --ignored

test-firefox: firefox package $(AXE) $(GECKODRIVER) ## Run all of them in Firefox, but for what its driver cannot do (ten minutes; no part of make test)
	$(SAY) 'tests: the whole suite in Firefox'
	@ENGINE=firefox AXE=$(AXE) cargo test --package end-to-end $(LOCKED) --no-fail-fast -- --ignored

# No part of make test yet: three of eleven runs waited in vain for the note of the tab after a link was opened there.
test-page-webkit: webkit package ## Run the same part in WebKit
	$(SAY) 'tests: the built page in WebKit'
	@ENGINE=webkit cargo test --package end-to-end $(LOCKED) --test smoke -- --ignored

# The toolchain is the pinned one: without a sanitizer nothing asks for another, and there is no `unsafe` but in the network, which is not fuzzed.
fuzz: rust $(CARGO_FUZZ) ## Fuzz every parser, a target after the other (TIME=60 seconds each)
	@for target in $(FUZZ_TARGETS); do \
		printf '\033[1m==\033[0m fuzzing %s for %s seconds\n' $$target $(TIME); \
		mkdir -p fuzz/corpus/$$target; \
		cargo fuzz run --sanitizer none $$target fuzz/corpus/$$target fuzz/seeds/$$target -- \
			-max_total_time=$(TIME) -timeout=20 -dict=fuzz/words.dict -verbosity=0 -print_funcs=0 -print_final_stats=1; \
	done

train: $(STAMPS)/python-train rust ## Train the network from corpus/ and ../shared/data into model/ (an hour and a half on two cores)
	$(SAY) 'training (training/train.py)'
	@.venv/bin/python training/train.py

frontier: $(STAMPS)/python-train rust ## Measure networks of fewer layers beside the shipped one (half an hour on two cores)
	$(SAY) 'size, time and quality of smaller networks (training/frontier.py)'
	@.venv/bin/python training/frontier.py

evaluate: $(STAMPS)/python rust ## Measure the shipped model on files that it was not trained on
	$(SAY) 'measuring (training/evaluate.py)'
	@.venv/bin/python training/evaluate.py

soak: browser $(STAMPS)/page ## Edit a note in Chromium ten thousand times: neither elements nor memory may grow (ten minutes)
	$(SAY) 'ten thousand edits'
	@EDITS=10000 cargo test --package end-to-end $(LOCKED) --test soak -- --ignored --nocapture

bench: browser $(STAMPS)/page $(LIGHTHOUSE) ## Measure the size of the page, the length of links, and the time that scoring takes
	$(SAY) 'size of the files in dist/'
	@node setup/sizes.mjs dist
	$(SAY) 'length of links, and their time against brotli'
	@cargo bench --package exchange --bench link --quiet $(LOCKED)
	$(SAY) 'time of scoring, native'
	@cargo bench --package cli --bench scoring --quiet $(LOCKED)
	$(SAY) 'time of reading, in Chromium'
	@cargo bench --package end-to-end --bench reading --quiet $(LOCKED)
	$(SAY) 'the page on a phone, by Lighthouse'
	@CHROME_PATH=$$(command -v chromium) node setup/lighthouse.mjs $(TOOLS)/lighthouse-$(LIGHTHOUSE_VERSION) dist

lint: rust ## Check form, lints (natively and for WebAssembly) and documentation
	$(SAY) 'form'
	@cargo fmt --all --check
	@cargo fmt --manifest-path fuzz/Cargo.toml --check
	$(SAY) 'lints: native'
	@cargo clippy --workspace --all-targets --quiet $(LOCKED) -- -D warnings
	$(SAY) 'lints: WebAssembly'
	@cargo clippy --package note-annotator --package bindings $(WASM) --all-targets --quiet $(LOCKED) -- -D warnings
	$(SAY) 'lints: fuzz targets'
	@cargo clippy --manifest-path fuzz/Cargo.toml --quiet $(LOCKED) -- -D warnings
	$(SAY) 'documentation'
	@RUSTDOCFLAGS='-D warnings -D rustdoc::broken_intra_doc_links' cargo doc --workspace --no-deps --quiet $(LOCKED)

deny: rust $(CARGO_DENY) ## Check the crates: licences, bans, duplicates, sources, and advisories where their database can be fetched
	$(SAY) 'crates'
	@setup/deny.sh

clean: ## Remove all that was built here; the tools in the cache stay
	$(SAY) 'removing target/ dist/ package/ .venv/ fuzz/target/ fuzz/corpus/'
	@rm -rf target dist package .venv fuzz/target fuzz/corpus

$(STAMPS)/page: $(PAGE_SOURCES) $(TRUNK) $(WASM_BINDGEN) $(WASM_OPT) | rust
	$(SAY) 'building the page into dist/'
	@mkdir -p $(@D) && rm -f $@ && touch $@.begun
	@NO_COLOR=true TRUNK_SKIP_VERSION_CHECK=true trunk build --release $(LOCKED)
	@$(PYTHON) setup/dist.py target/trunk dist
	@# As old as its beginning: what was changed meanwhile is not in it.
	@mv $@.begun $@

rust:
	@setup/rust.sh

browser:
	@setup/debian.sh chromium=chromium chromedriver=chromium-driver

firefox:
	@setup/debian.sh firefox=firefox-esr

webkit:
	@setup/debian.sh WebKitWebDriver=webkit2gtk-driver Xvfb=xvfb

$(STAMPS)/python: training/requirements.txt
	$(SAY) 'setting up Python packages in .venv/'
	@setup/venv.sh $(PYTHON) $<
	@mkdir -p $(@D) && touch $@

$(STAMPS)/python-train: training/requirements-train.txt $(STAMPS)/python
	$(SAY) 'setting up PyTorch in .venv/ (some 3 GB)'
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

$(TRUNK): | rust
	@setup/cargo_tool.sh $(abspath $(@D)/..) trunk@$(TRUNK_VERSION) --no-default-features --features rustls

$(CARGO_FUZZ): | rust
	@setup/cargo_tool.sh $(abspath $(@D)/..) cargo-fuzz@$(CARGO_FUZZ_VERSION)

$(CARGO_DENY): | rust
	@setup/cargo_tool.sh $(abspath $(@D)/..) cargo-deny@$(CARGO_DENY_VERSION)

$(GECKODRIVER): | rust
	@setup/cargo_tool.sh $(abspath $(@D)/..) geckodriver@$(GECKODRIVER_VERSION)

$(WASM_BINDGEN): | rust
	@setup/cargo_tool.sh $(abspath $(@D)/..) wasm-bindgen-cli@$(WASM_BINDGEN_VERSION)

$(AXE):
	$(SAY) 'setting up axe-core $(AXE_VERSION)'
	@npm install --prefix $(TOOLS)/axe-core-$(AXE_VERSION) --no-audit --no-fund --loglevel error axe-core@$(AXE_VERSION)

$(LIGHTHOUSE):
	$(SAY) 'setting up Lighthouse $(LIGHTHOUSE_VERSION)'
	@npm install --prefix $(TOOLS)/lighthouse-$(LIGHTHOUSE_VERSION) --no-audit --no-fund --loglevel error lighthouse@$(LIGHTHOUSE_VERSION)

$(WASM_OPT):
	$(SAY) 'setting up binaryen $(BINARYEN_VERSION)'
	@npm install --prefix $(abspath $(@D)/../..) --no-audit --no-fund --loglevel error binaryen@$(BINARYEN_VERSION)
