//! The built page as a site: it works with its server gone, takes a newer version only as a whole and when its reader wants it, takes what other apps
//! share, does nothing that its policy forbids, and says so where it cannot run.
//!
//! These tests need the built page in `dist/`, a browser and its driver; `make test` sees to all three.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands; clippy knows only its functions, not what they share")]

mod desk;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use desk::{NOTE, UNLABELLED, annotation, drop_files, focuses, holds, keeps, paste, press, shows};
use end_to_end::{Ability, Outcome, Page, dist, on_page, on_page_with, root};
use note_annotator::ids;
use serde_json::{Value, json};
use sha2::{Digest, Sha256, Sha384};
use tempfile::TempDir;

/// The page is on the device as a whole, and says so.
const KEPT: &str = "return document.querySelector('.promise')?.innerText.includes('It works offline.')";

async fn is_kept(page: &Page) -> Outcome {
    page.until("the page on the device", KEPT, vec![]).await?;
    Ok(())
}

/// A copy of the site in which `change` changes the content of one file.
fn changed(name: &str, change: impl FnOnce(Vec<u8>) -> Vec<u8>) -> TempDir {
    let copy = tempfile::tempdir().unwrap();
    for file in fs::read_dir(dist()).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), copy.path().join(file.file_name())).unwrap();
    }
    let file = copy.path().join(name);
    fs::write(&file, change(fs::read(&file).unwrap())).unwrap();
    copy
}

/// The one file of the site whose name begins and ends like this.
fn named(start: &str, end: &str) -> String {
    let names = fs::read_dir(dist()).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let found: Vec<String> = names.filter(|name| name.starts_with(start) && name.ends_with(end)).collect();
    assert_eq!(found.len(), 1, "{start}…{end}: {found:?}");
    found.concat()
}

fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(content)))
}

/// A site with another title, as the build would make it.
fn newer() -> TempDir {
    let old = fs::read(dist().join("index.html")).unwrap();
    let copy = changed("index.html", |page| String::from_utf8(page).unwrap().replace("<title>", "<title>Newer ").into_bytes());
    let own = fs::read(copy.path().join("index.html")).unwrap();
    let worker = copy.path().join("sw.js");
    let script = fs::read_to_string(&worker).unwrap();
    assert!(script.contains(&integrity(&old)), "the service worker knows the page");
    let script = script.replace(&integrity(&old), &integrity(&own)).replacen("const VERSION = \"", "const VERSION = \"newer ", 1);
    fs::write(worker, script).unwrap();
    copy
}

async fn title(page: &Page) -> Outcome<Value> {
    page.read("return document.title", vec![]).await
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn the_page_works_with_its_server_gone() {
    on_page("offline", async |page| {
        paste(&page, NOTE).await?;
        keeps(&page, &[NOTE]).await?;
        is_kept(&page).await?;
        page.site().stop();
        page.reload().await?;
        holds(&page, NOTE).await?;
        shows(&page, NOTE, &annotation(NOTE)).await?;
        // What stands behind ? and # is no other page.
        for behind in ["?from=mail&x=%3Cb%3E", "index.html?v=2", "?a#v1.x"] {
            page.goto(&format!("{}{behind}", page.site().address())).await?;
            page.reload().await?;
            paste(&page, UNLABELLED).await?;
            shows(&page, UNLABELLED, &annotation(UNLABELLED)).await?;
            is_kept(&page).await?;
        }
        // What is read, compared and exported needs nobody either.
        press(&page, ids::SHARE).await?;
        page.until("a link", "return document.getElementById(arguments[0])?.value", vec![json!(ids::LINK)]).await?;
        Ok(())
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn a_newer_version_waits_until_its_reader_wants_it() {
    on_page("newer", async |page| {
        paste(&page, NOTE).await?;
        keeps(&page, &[NOTE]).await?;
        is_kept(&page).await?;
        let newer = newer();
        page.site().replace(newer.path());
        page.reload().await?;
        holds(&page, NOTE).await?;
        page.element(&format!("#{}", ids::NEWER)).await?;
        // However often it is loaded, the page stays the one that it was, with its own files.
        page.reload().await?;
        holds(&page, NOTE).await?;
        assert_eq!(title(&page).await?, "Note Annotator");
        shows(&page, NOTE, &annotation(NOTE)).await?;
        let edited = format!("{NOTE}\nOne line more.");
        paste(&page, &edited).await?;
        press(&page, ids::TAKE_NEWER).await?;
        page.until("the newer page", "return document.title === 'Newer Note Annotator'", vec![]).await?;
        holds(&page, &edited).await?;
        shows(&page, &edited, &annotation(&edited)).await?;
        is_kept(&page).await?;
        let gone = "return document.getElementById(arguments[0]) === null";
        page.until("nothing newer", gone, vec![json!(ids::NEWER)]).await?;
        let kept =
            "const done = arguments[0]; caches.keys().then(names => done(names.filter(name => name.startsWith('note-annotator-page'))))";
        let kept = page.read_later(kept, vec![]).await?;
        assert_eq!(kept.as_array().map(Vec::len), Some(1), "what the version before left is gone: {kept}");
        page.site().stop();
        page.reload().await?;
        holds(&page, &edited).await?;
        assert_eq!(title(&page).await?, "Newer Note Annotator");
        Ok(())
    });
}

/// Shares as a device does with an installed page: fields and files, each a name and its content.
const SEND: &str = "const [fields, files, done] = arguments;
    const form = new FormData();
    for (const [name, value] of fields) form.append(name, value);
    for (const [name, content] of files) form.append('files', new File([content], name));
    fetch('./share', { method: 'POST', body: form, redirect: 'manual' }).then(answer => done(answer.type))";

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn what_another_app_shares_comes_to_the_desk() {
    on_page("taken", async |page| {
        paste(&page, NOTE).await?;
        keeps(&page, &[NOTE]).await?;
        is_kept(&page).await?;
        // Takes over a page that was loaded without it.
        page.until("the service worker in charge", "return navigator.serviceWorker.controller !== null", vec![]).await?;
        let answer = page.read_later(SEND, vec![json!([["title", ""], ["text", UNLABELLED]]), json!([])]).await?;
        assert_eq!(answer, "opaqueredirect");
        page.reload().await?;
        holds(&page, UNLABELLED).await?;
        shows(&page, UNLABELLED, &annotation(UNLABELLED)).await?;
        // What was on the desk is on the shelf, and what was shared comes once.
        keeps(&page, &[NOTE, UNLABELLED]).await?;
        press(&page, ids::CLEAR).await?;
        page.reload().await?;
        page.until("the page", KEPT, vec![]).await?;
        holds(&page, "").await?;
        let one = "Lumen Ferrous (LMF) cut its guidance, and two customers left.";
        page.read_later(SEND, vec![json!([]), json!([["lumen ferrous #1.txt", one]])]).await?;
        page.reload().await?;
        holds(&page, one).await?;
        // Several go to the shelf.
        let more = ["Orders at Brine Pharma fell by a tenth in May.", "Orders at Brine Pharma rose by a fifth in June."];
        page.read_later(SEND, vec![json!([]), json!([["a.txt", more[0]], ["b.txt", more[1]]])]).await?;
        page.reload().await?;
        keeps(&page, &[NOTE, UNLABELLED, one, more[0], more[1]]).await?;
        Ok(())
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn an_engine_that_was_changed_does_not_start() {
    for (name, start, words) in
        [("altered", "app-", "Note Annotator could not be started"), ("altered-worker", "relaxed-", "The scorer could not start")]
    {
        let engine = named(start, ".wasm");
        let altered = changed(&engine, |mut content| {
            // The last byte is one of some name or text; what counts is that it is another one.
            *content.last_mut().unwrap() ^= 1;
            content
        });
        on_page(name, async move |page| {
            is_kept(&page).await?;
            page.read_later(
                "const done = arguments[0]; navigator.serviceWorker.getRegistration().then(async own => {
                    await own.unregister();
                    for (const name of await caches.keys()) await caches.delete(name);
                    done(true);
                })",
                vec![],
            )
            .await?;
            page.forget_fetched().await?;
            page.site().replace(altered.path());
            page.expect("integrity");
            page.expect("Failed to fetch");
            page.expect("NetworkError when attempting to fetch");
            page.driver().refresh().await?;
            let said =
                "return [...document.querySelectorAll('[role=alert]')].some(own => !own.hidden && own.textContent.includes(arguments[0]))";
            page.until(words, said, vec![json!(words)]).await?;
            Ok(())
        });
    }
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn a_browser_that_cannot_run_the_page_is_told_which_can() {
    for (name, without) in [("no-wasm", "delete globalThis.WebAssembly"), ("no-simd", "WebAssembly.validate = () => false")] {
        on_page_with(Ability::EarlyScript, name, async move |page| {
            page.before_all(without).await?;
            page.driver().refresh().await?;
            let said = "const own = document.getElementById('unfit'); return own !== null && !own.hidden ? own.innerText : ''";
            let words = page.until("what the page needs", said, vec![]).await?;
            let words = words.as_str().unwrap_or_default();
            for browser in ["WebAssembly with SIMD", "Chrome", "Edge", "Firefox", "Safari"] {
                assert!(words.contains(browser), "{words}");
            }
            assert_eq!(page.read("return document.getElementById('starting').hidden", vec![]).await?, true);
            Ok(())
        });
    }
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn what_is_written_before_the_engine_is_there_is_taken_over() {
    on_page_with(Ability::EarlyScript, "early", async |page| {
        // The engine waits until it is let go.
        let hold = "const own = WebAssembly.instantiateStreaming; const held = new Promise(go => { window.go = go });
            WebAssembly.instantiateStreaming = async (...what) => { await held; return own.apply(WebAssembly, what) }";
        page.before_all(hold).await?;
        for (text, focus) in [("Orders rose.", ids::NOTE_INPUT), (NOTE, ids::EDIT)] {
            page.driver().goto("about:blank").await?;
            page.driver().goto(page.site().address()).await?;
            page.click(&format!("#{}", ids::EARLY_INPUT)).await?;
            page.read("document.execCommand('insertText', false, arguments[0])", vec![json!(text)]).await?;
            assert_eq!(page.read("return document.getElementById(arguments[0]) === null", vec![json!(ids::NOTE_INPUT)]).await?, true);
            page.read("window.go()", vec![]).await?;
            holds(&page, text).await?;
            focuses(&page, focus).await?;
            assert_eq!(page.read("return document.getElementById('waiting') === null", vec![]).await?, true);
            press(&page, ids::CLEAR).await?;
        }
        Ok(())
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn markup_that_acts_and_foreign_scripts_are_refused() {
    on_page("types", async |page| {
        paste(&page, NOTE).await?;
        page.expect("Content Security Policy");
        page.expect("Content-Security-Policy");
        page.expect("TrustedHTML");
        page.expect("TrustedScript");
        page.expect("TrustedString");
        let refused = "const done = arguments[0];
            (async () => {
            const tries = {
                handler: () => { document.createElement('div').innerHTML = '<img src=x onerror=\"window.ran = true\">' },
                script: () => { document.createElement('template').innerHTML = '<ScRiPt>window.ran = true</sCrIpT>' },
                frame: () => { document.body.insertAdjacentHTML('beforeend', '<iframe srcdoc=\"x\"></iframe>') },
                worker: () => new Worker('data:text/javascript,postMessage(1)'),
                foreign: () => { const own = document.createElement('script'); own.src = 'https://example.org/x.js'; document.head.append(own) },
                attribute: () => { document.createElement('div').setAttribute('onclick', 'window.ran = true') },
            };
            const found = {};
            for (const [name, act] of Object.entries(tries)) {
                try { act(); found[name] = 'allowed' } catch { found[name] = 'refused' }
            }
            // A driver's own script may evaluate text, what it leaves for later may not.
            await new Promise(own => setTimeout(own));
            try { new window.Function('window.ran = true')(); found.text = 'allowed' } catch { found.text = 'refused' }
            fetch('https://example.org/').then(() => 'allowed', () => 'refused').then(asked => done({ ...found, asked, ran: window.ran === true }));
            })()";
        let found = page.read_later(refused, vec![]).await?;
        let expected = json!({ "handler": "refused", "script": "refused", "frame": "refused", "worker": "refused", "foreign": "refused", "text": "refused", "attribute": "refused",
            "asked": "refused", "ran": false });
        assert_eq!(found, expected);
        // Opened markup is still read for its text.
        drop_files(&page, &[("note.html", b"<p onclick=\"x()\">Orders <b>rose</b> by a fifth.</p><script>window.ran = true</script>")])
            .await?;
        holds(&page, "Orders rose by a fifth.").await?;
        assert_eq!(page.read("return window.ran === undefined", vec![]).await?, true);
        Ok(())
    });
}

/// Where the packed page lies; `make test` packs it.
fn packed(name: &str) -> PathBuf {
    root().join("package").join(name)
}

#[test]
#[ignore = "needs the packed page and a browser: make test"]
fn the_page_as_one_file_needs_no_server() {
    on_page("single", async |page| {
        let file = format!("file://{}", packed("note-annotator.html").display());
        page.goto(&file).await?;
        paste(&page, NOTE).await?;
        shows(&page, NOTE, &annotation(NOTE)).await?;
        keeps(&page, &[NOTE]).await?;
        press(&page, ids::SHARE).await?;
        let link = page.until("a link", "return document.getElementById(arguments[0])?.value", vec![json!(ids::LINK)]).await?;
        let link = link.as_str().unwrap().to_owned();
        assert!(link.starts_with(&file), "{link}");
        let said = "return document.getElementById(arguments[0]).innerText.includes('This page is a file on your device')";
        page.until("what such a link is worth", said, vec![json!(ids::SHARE_DIALOG)]).await?;
        // It goes on with its note, and opens its own links.
        page.reload().await?;
        holds(&page, NOTE).await?;
        page.driver().goto("about:blank").await?;
        page.goto(&link).await?;
        page.element(&format!("#{}", ids::SHARED)).await?;
        shows(&page, NOTE, &annotation(NOTE)).await?;
        // The policy forbids it to ask anyone.
        page.expect("Content Security Policy");
        page.expect("Content-Security-Policy");
        let asked = "const done = arguments[0]; fetch('https://example.org/').then(() => done('allowed'), () => done('refused'))";
        assert_eq!(page.read_later(asked, vec![]).await?, "refused");
        Ok(())
    });
}

#[test]
#[ignore = "needs the packed page and a browser: make test"]
fn the_zip_holds_the_site() {
    let sums = fs::read_to_string(packed("SHA256SUMS")).unwrap();
    for line in sums.lines() {
        let (sum, name) = line.split_once("  ").unwrap();
        let own = Sha256::digest(fs::read(packed(name)).unwrap());
        let bytes = (0..sum.len()).step_by(2).map(|at| u8::from_str_radix(&sum[at..at + 2], 16).unwrap());
        assert!(bytes.eq(own), "{name}");
    }
    let zip = sums.lines().filter_map(|line| line.split_once("  ")).map(|(_, name)| name).find(|name| name.starts_with("note-annotator-"));
    let folder = tempfile::tempdir().unwrap();
    let unpack = Command::new("python3").args(["-m", "zipfile", "-e"]).args([packed(zip.unwrap()), folder.path().to_path_buf()]).status();
    assert!(unpack.unwrap().success());
    on_page("zip", async move |page| {
        // Another folder behind the address, which is not a host's root.
        page.site().replace(&folder.path().join("note-annotator"));
        page.forget_fetched().await?;
        let given = page.site().given(".wasm");
        page.reload().await?;
        paste(&page, NOTE).await?;
        shows(&page, NOTE, &annotation(NOTE)).await?;
        assert!(page.site().given(".wasm") > given, "its own engine");
        Ok(())
    });
}

#[test]
#[ignore = "needs the built page: make test"]
fn every_file_is_what_the_page_and_the_service_worker_expect() {
    let read = |name: &str| fs::read_to_string(dist().join(name)).unwrap();
    let page = read("index.html");
    // Nothing in the page acts: scripts are files, and so is the style.
    let scripts: Vec<&str> = page.split("<script").skip(1).collect();
    assert!(scripts.len() == 2 && scripts.iter().all(|own| own.contains(" src=\"./") && own.contains("></script>")), "{page}");
    assert!(!page.contains("<style") && !page.contains(" style=") && !page.contains(" onload="), "{page}");
    for rule in ["default-src 'none';", "script-src 'self' 'wasm-unsafe-eval';", "style-src 'self';", "require-trusted-types-for 'script';"]
    {
        assert!(page.contains(rule), "{rule}: {page}");
    }
    for (at, _) in page.match_indices("integrity=\"") {
        let own = page[at..].split('"').nth(1).unwrap();
        let address = page[..at].rsplit("\"./").next().unwrap().split('"').next().unwrap();
        assert_eq!(own, integrity(&fs::read(dist().join(address)).unwrap()), "{address}");
    }
    let worker = read("sw.js");
    let (_, list) = worker.split_once("const FILES = ").unwrap();
    let (list, _) = list.split_once("};").unwrap();
    let files: serde_json::Map<String, Value> = serde_json::from_str(&format!("{list}}}")).unwrap();
    let (_, model) = worker.split_once("const MODEL = ").unwrap();
    let model: Value = serde_json::from_str(model.split_once(';').unwrap().0).unwrap();
    let mut known = vec![(model["url"].as_str().unwrap(), &model["integrity"])];
    known.extend(files.iter().map(|(name, own)| (name.as_str(), own)));
    for (name, own) in &known {
        assert_eq!(*own, &integrity(&fs::read(dist().join(Path::new(name))).unwrap()), "{name}");
    }
    // And nothing lies there that nobody knows.
    for file in fs::read_dir(dist()).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        let is_aside = [".nojekyll", "404.html", "LICENSE-APACHE", "LICENSE-MIT", "THIRD-PARTY.txt", "_headers", "sbom.cdx.json", "sw.js"]
            .contains(&name.as_str());
        assert!(is_aside || known.iter().any(|(own, _)| own.trim_start_matches("./") == name), "{name}");
    }
}

/// The crates in the page as cargo lists them: name, version, and whether it is of this project.
fn crates() -> Vec<(String, String, bool)> {
    let told = Command::new(env!("CARGO"))
        .current_dir(root())
        .args(["tree", "--locked", "--package", "note-annotator", "--package", "bindings", "--target", "wasm32-unknown-unknown"])
        .args(["--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"])
        .output()
        .unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let lines = String::from_utf8(told.stdout).unwrap();
    lines
        .lines()
        .filter_map(|line| line.split_once(" v"))
        .map(|(name, rest)| (name.into(), rest.split(' ').next().unwrap().into(), rest.contains(" (/")))
        .collect()
}

/// The crates that the engines in the page name themselves, where they say at which line of code something went wrong: `NAME-VERSION`.
fn named_by_engines() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for engine in ["app-", "plain-", "relaxed-"] {
        let content = fs::read(dist().join(named(engine, ".wasm"))).unwrap();
        let content = String::from_utf8_lossy(&content);
        // Registry, then crate.
        names.extend(content.split("registry/src/").skip(1).filter_map(|rest| rest.split('/').nth(1)).map(str::to_owned));
    }
    names
}

#[test]
#[ignore = "needs the packed page: make test"]
fn what_others_wrote_is_named_with_its_licence() {
    let notices = fs::read_to_string(dist().join("THIRD-PARTY.txt")).unwrap();
    let bill: Value = serde_json::from_str(&fs::read_to_string(dist().join("sbom.cdx.json")).unwrap()).unwrap();
    let parts = bill["components"].as_array().unwrap().iter().chain([&bill["metadata"]["component"]]);
    let parts: Vec<&Value> = parts.collect();
    let crates = crates();
    assert!(crates.len() > 100, "{crates:?}");
    for (name, version, is_own) in &crates {
        let part = parts.iter().find(|part| part["name"] == **name && part["version"] == **version && part["scope"] == "required");
        let part = part.unwrap_or_else(|| panic!("{name} {version} is not in the bill of materials"));
        assert!(part["licenses"][0]["expression"].is_string(), "{part}");
        if !is_own {
            assert!(part["hashes"][0]["content"].is_string() && part["purl"].is_string(), "{part}");
            assert!(notices.contains(&format!("\n{name} {version}: ")), "{name} {version} is not in the notices");
        }
    }
    for named in named_by_engines() {
        assert!(
            crates.iter().any(|(name, version, _)| named == format!("{name}-{version}")),
            "{named} is in an engine, and cargo does not say so"
        );
    }
    // The model and the standard library are no crates.
    for (name, kind) in [("note.model", "machine-learning-model"), ("Rust standard library", "library")] {
        assert!(parts.iter().any(|part| part["type"] == kind && part["name"].as_str().unwrap().starts_with(name)), "{name}");
        assert!(notices.contains(&format!("\n{name} ")), "{name}");
    }
    let single = fs::read_to_string(packed("note-annotator.html")).unwrap();
    assert!(single.contains(&format!("<!--\n{notices}-->")), "the page as one file has its notices in it");
    assert!(fs::read_to_string(dist().join("index.html")).unwrap().contains("<link rel=\"license\" href=\"./THIRD-PARTY.txt\">"));
}
