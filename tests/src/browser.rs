//! A headless Chromium with the built page in it. Every wait has an end; what a browser would tell a developer (console, requests) is checked
//! after each test, and a test that fails leaves a picture in `target/e2e/`.

use std::fs;
use std::future::Future;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::error::WebDriverErrorInner;
use thirtyfour::prelude::*;
use thirtyfour::{ChromiumLikeCapabilities, LoggingPrefsLogLevel, TypingData};

use crate::{Outcome, Site, root};

/// How long the page may take for anything, on a slow and busy machine.
const PATIENCE: Duration = Duration::from_secs(30);
const POLL: Duration = Duration::from_millis(50);

/// Calls back once the page is drawn and nothing on it is under way.
const SETTLE: &str = "const done = arguments[0];
    requestAnimationFrame(() => requestAnimationFrame(() => Promise.allSettled(document.getAnimations().map(own => own.finished)).then(() => done(true))))";

/// Nothing but the page itself: no first-run pages, no updates, no services of the browser's maker.
const FLAGS: [&str; 13] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--disable-features=OptimizationHints,MediaRouter,Translate",
    "--no-first-run",
    "--no-default-browser-check",
    "--window-size=1280,900",
];

/// The page in the browser; clones are the same page.
#[derive(Clone, Debug)]
pub struct Page {
    driver: WebDriver,
    site: Site,
    /// What the browser is expected to tell a developer.
    expected: Arc<Mutex<Vec<String>>>,
}

/// Opens the built page, lets `test` work on it, and then sees to it that the console is empty and that nothing was asked of anyone but the site.
///
/// # Panics
/// Where the test, the console or the requests give reason to, and where the page or the browser is missing: then with what to do.
pub fn on_page<F: Future<Output = Outcome> + Send + 'static>(name: &str, test: impl FnOnce(Page) -> F) {
    let outcome = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Into::into).and_then(|runtime| {
        runtime.block_on(async {
            let mut browser = Browser::start().await?;
            let page = browser.page.clone();
            let outcome = match browser.page.open().await {
                // As a task of its own, so that a failed assertion does not take the browser with it.
                Ok(()) => tokio::spawn(test(page)).await.unwrap_or_else(|panic| Err(words(panic).into())),
                Err(error) => Err(error),
            };
            let outcome = match outcome {
                Ok(()) => browser.page.check_silence().await,
                failed => failed,
            };
            if outcome.is_err() {
                browser.page.keep_picture(name).await;
            }
            browser.stop().await;
            outcome
        })
    });
    if let Err(error) = outcome {
        panic!("{name}: {error}");
    }
}

fn words(error: tokio::task::JoinError) -> String {
    let payload = match error.try_into_panic() {
        Ok(payload) => payload,
        Err(error) => return error.to_string(),
    };
    let text = payload.downcast_ref::<String>().map(String::as_str).or_else(|| payload.downcast_ref::<&str>().copied());
    text.unwrap_or("the test panicked").to_owned()
}

impl Page {
    /// The browser itself.
    #[must_use]
    pub const fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// The server that the page comes from.
    #[must_use]
    pub const fn site(&self) -> &Site {
        &self.site
    }

    /// What `script`, a function's body, returns.
    ///
    /// # Errors
    /// Says what the browser says.
    pub async fn read(&self, script: &str, arguments: Vec<Value>) -> Outcome<Value> {
        Ok(self.driver.execute(script, arguments).await?.json().clone())
    }

    /// As [`Page::read`] for a script that calls its last argument with the result.
    ///
    /// # Errors
    /// Says what the browser says.
    pub async fn read_later(&self, script: &str, arguments: Vec<Value>) -> Outcome<Value> {
        Ok(self.driver.execute_async(script, arguments).await?.json().clone())
    }

    /// Waits until `script` returns something that is neither null, false nor empty, and returns it.
    ///
    /// # Errors
    /// Says what was waited for in vain, and what the script returned last.
    pub async fn until(&self, what: &str, script: &str, arguments: Vec<Value>) -> Outcome<Value> {
        self.until_for(PATIENCE, what, script, arguments).await
    }

    /// As [`Page::until`], with another patience.
    ///
    /// # Errors
    /// Says what was waited for in vain, and what the script returned last.
    pub async fn until_for(&self, patience: Duration, what: &str, script: &str, arguments: Vec<Value>) -> Outcome<Value> {
        let start = Instant::now();
        loop {
            let found = self.read(script, arguments.clone()).await?;
            let nothing = match &found {
                Value::Null | Value::Bool(false) => true,
                Value::Array(list) => list.is_empty(),
                Value::String(text) => text.is_empty(),
                _ => false,
            };
            if !nothing {
                return Ok(found);
            }
            if start.elapsed() > patience {
                return Err(format!("waited {} s in vain for {what}; found {found}", patience.as_secs()).into());
            }
            tokio::time::sleep(POLL).await;
        }
    }

    /// The element that `css` finds, once it is there.
    ///
    /// # Errors
    /// Says that it did not come.
    pub async fn element(&self, css: &str) -> Outcome<WebElement> {
        self.until(css, "return document.querySelector(arguments[0]) !== null", vec![json!(css)]).await?;
        Ok(self.driver.find(By::Css(css)).await?)
    }

    /// Clicks the element that `css` finds, once it is there.
    ///
    /// # Errors
    /// Says that it did not come, or what the browser says.
    pub async fn click(&self, css: &str) -> Outcome {
        let start = Instant::now();
        loop {
            let clicked = self.element(css).await?.click().await;
            if !is_outdated(&clicked, start).await {
                return Ok(clicked?);
            }
        }
    }

    /// Types `keys` into the element that `css` finds, once it is there.
    ///
    /// # Errors
    /// Says that it did not come, or what the browser says.
    pub async fn write(&self, css: &str, keys: &str) -> Outcome {
        let start = Instant::now();
        loop {
            let typed = self.element(css).await?.send_keys(keys).await;
            if !is_outdated(&typed, start).await {
                return Ok(typed?);
            }
        }
    }

    /// Presses `keys` where the focus is.
    ///
    /// # Errors
    /// Says what the browser says.
    pub async fn press(&self, keys: impl Into<TypingData>) -> Outcome {
        let (start, keys) = (Instant::now(), keys.into().to_string());
        loop {
            let pressed = self.driver.active_element().await?.send_keys(keys.as_str()).await;
            if !is_outdated(&pressed, start).await {
                return Ok(pressed?);
            }
        }
    }

    /// Goes to an address of the page and waits until it has started.
    ///
    /// # Errors
    /// Says that it did not start, or what the browser says.
    pub async fn goto(&self, address: &str) -> Outcome {
        self.driver.goto(address).await?;
        self.starts().await
    }

    /// Loads the page anew and waits until it has started.
    ///
    /// # Errors
    /// Says that it did not start, or what the browser says.
    pub async fn reload(&self) -> Outcome {
        self.driver.refresh().await?;
        self.starts().await
    }

    /// What a page begins with makes room for the app.
    async fn starts(&self) -> Outcome {
        self.until("the page to start", "return document.getElementById('waiting') === null", vec![]).await?;
        Ok(())
    }

    /// Lets the browser tell a developer what has these words in it, as it does of a failure that the test brings about.
    pub fn expect(&self, words: &str) {
        self.expected.lock().unwrap_or_else(PoisonError::into_inner).push(words.to_owned());
    }

    /// Makes the browser show the page in a `scheme` (`light` or `dark`) and a window so many pixels wide and high, without transitions.
    ///
    /// # Errors
    /// Says what the browser says.
    pub async fn show_as(&self, scheme: &str, width: u32, height: u32) -> Outcome {
        let tools = self.driver.cdp();
        let wishes = [("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")];
        let features = wishes.map(|(name, value)| json!({ "name": name, "value": value }));
        tools.send_raw("Emulation.setEmulatedMedia", json!({ "features": features })).await?;
        let window = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        tools.send_raw("Emulation.setDeviceMetricsOverride", window).await?;
        // The page is told after the command is answered; what was changing its colour meanwhile comes to its end.
        self.until("the scheme", "return matchMedia(`(prefers-color-scheme: ${arguments[0]})`).matches", vec![json!(scheme)]).await?;
        self.read_later(SETTLE, vec![]).await?;
        Ok(())
    }

    async fn open(&self) -> Outcome {
        self.driver.set_script_timeout(PATIENCE).await?;
        self.goto(&self.site.address()).await
    }

    /// The console says nothing, and nothing was asked for but files of the page.
    async fn check_silence(&self) -> Outcome {
        let console = self.driver.browser_log().await?.into_iter().map(|entry| format!("{}: {}", entry.level, entry.message));
        let expected = self.expected.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let console: Vec<String> = console.filter(|entry| !expected.iter().any(|words| entry.contains(words))).collect();
        if !console.is_empty() {
            return Err(format!("expected an empty console, found {console:#?}").into());
        }
        let strays = self.site.strays();
        if !strays.is_empty() {
            return Err(format!("expected requests for files of the page only, found {strays:#?}").into());
        }
        let asked = self.asked().await?;
        if asked.is_empty() {
            return Err("expected the browser to list its requests, found none".into());
        }
        let home = self.site.address();
        let foreign: Vec<&String> =
            asked.iter().filter(|url| !url.starts_with(&home) && !url.starts_with("data:") && !url.starts_with("blob:")).collect();
        if !foreign.is_empty() {
            return Err(format!("expected requests to {home} only, found {foreign:#?}").into());
        }
        Ok(())
    }

    /// The address of every request that the page made; the page that the browser starts with makes some too.
    async fn asked(&self) -> Outcome<Vec<String>> {
        let log = self.driver.get_log("performance").await?;
        let home = self.site.address();
        let requests = log.iter().filter_map(|entry| {
            let event: Value = serde_json::from_str(&entry.message).ok()?;
            let event = event.get("message")?;
            let text = |pointer: &str| event.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
            let own = text("/method") == "Network.requestWillBeSent" && text("/params/documentURL").starts_with(&home);
            own.then(|| text("/params/request/url").to_owned())
        });
        Ok(requests.collect())
    }

    /// A picture helps to see what went wrong; where there is none, the failure itself still tells.
    async fn keep_picture(&self, name: &str) {
        let folder = root().join("target/e2e");
        let file = folder.join(format!("{name}.png"));
        if fs::create_dir_all(&folder).is_ok() && self.driver.screenshot(&file).await.is_ok() {
            eprintln!("the page as it was: {}", file.display());
        }
        for entry in self.driver.browser_log().await.unwrap_or_default() {
            eprintln!("console: {}: {}", entry.level, entry.message);
        }
    }
}

/// Whether the page drew an element anew after it was found: then nothing was done to it yet, and after a pause the new one may be taken.
async fn is_outdated(outcome: &WebDriverResult<()>, start: Instant) -> bool {
    let kind = outcome.as_ref().err().map(WebDriverError::as_inner);
    let is_outdated = matches!(kind, Some(WebDriverErrorInner::StaleElementReference(_))) && start.elapsed() < PATIENCE;
    if is_outdated {
        tokio::time::sleep(POLL).await;
    }
    is_outdated
}

/// Chromium under chromedriver, with a profile of its own.
struct Browser {
    page: Page,
    chromedriver: Chromedriver,
    profile: TempDir,
}

impl Browser {
    async fn start() -> Outcome<Self> {
        let dist = std::env::var_os("NOTE_ANNOTATOR_DIST").map_or_else(|| root().join("dist"), Into::into);
        if !dist.join("index.html").is_file() {
            return Err(format!("{} holds no built page; `make test` builds it and runs these tests", dist.display()).into());
        }
        let site = Site::start(&dist)?;
        let (chromedriver, profile) = (Chromedriver::start()?, tempfile::tempdir()?);
        let mut wanted = DesiredCapabilities::chrome();
        for flag in FLAGS {
            wanted.add_arg(flag)?;
        }
        wanted.add_arg(&format!("--user-data-dir={}", profile.path().display()))?;
        // What the browser asks of its maker's services ends here; this machine itself is never asked through a proxy.
        wanted.add_arg(&format!("--proxy-server={}", site.origin()))?;
        for log in ["browser", "performance"] {
            wanted.set_logging_prefs(log, LoggingPrefsLogLevel::All)?;
        }
        let driver = WebDriver::new(format!("http://127.0.0.1:{}", chromedriver.port), wanted).await?;
        Ok(Self { page: Page { driver, site, expected: Arc::default() }, chromedriver, profile })
    }

    /// Closes the browser, then its driver, then removes the profile.
    async fn stop(&mut self) {
        // A browser that is gone already needs no closing.
        let _ = self.page.driver.clone().quit().await;
        self.chromedriver.stop();
        let _ = fs::remove_dir_all(self.profile.path());
    }
}

/// The driver's process.
struct Chromedriver {
    process: Child,
    port: u16,
}

impl Chromedriver {
    /// Starts it on a port of its own choice and waits until it has said which. Several that start at once may choose the same one: who comes late ends,
    /// and chooses again.
    fn start() -> Outcome<Self> {
        let mut tries = 0;
        loop {
            tries += 1;
            match Self::try_start() {
                Err(_) if tries < 5 => std::thread::sleep(POLL),
                outcome => return outcome,
            }
        }
    }

    fn try_start() -> Outcome<Self> {
        let mut process = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .stdin(Stdio::null())
            .spawn()
            .map_err(|error| format!("chromedriver cannot be started ({error}); `make test` sets it up and runs these tests"))?;
        let output = process.stdout.take().ok_or("chromedriver has no output")?;
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        let port = lines.find_map(|line| line.rsplit_once("successfully on port ")?.1.trim_end_matches('.').parse().ok());
        // What it writes later is read and dropped, so that it never waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        match port {
            Some(port) => Ok(Self { process, port }),
            None => Err("chromedriver ended before it named its port".into()),
        }
    }

    fn stop(&mut self) {
        // One that has ended already cannot be stopped, which is as well.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Drop for Chromedriver {
    fn drop(&mut self) {
        self.stop();
    }
}
