//! A browser with the built page in it. Every wait has an end; what the browser would tell a developer (console, requests) is checked after each test, as
//! far as its driver knows it, and a test that fails leaves a picture in `target/e2e/`.

use std::fs;
use std::future::Future;
use std::io::{self, Write as _};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use http::Method;
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::TypingData;
use thirtyfour::common::command::{Command, ExtensionCommand};
use thirtyfour::error::WebDriverErrorInner;
use thirtyfour::prelude::*;

use crate::driver::{Driver, Lines};
use crate::{Ability, Engine, Outcome, Site, dist, root};

/// How long the page may take for anything, on a slow and busy machine.
const PATIENCE: Duration = Duration::from_secs(30);
const POLL: Duration = Duration::from_millis(50);

/// Calls back once the page is drawn and nothing on it is under way.
const SETTLE: &str = "const done = arguments[0];
    requestAnimationFrame(() => requestAnimationFrame(() => Promise.allSettled(document.getAnimations().map(own => own.finished)).then(() => done(true))))";

/// Has Firefox show pages in a scheme, without transitions, and in so many pixels.
const SHOW_AS: &str = "const [scheme, width, height, done] = arguments;
    Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', scheme === 'dark' ? 0 : 1);
    Services.prefs.setIntPref('ui.prefersReducedMotion', 1);
    const { style } = window.gBrowser.selectedBrowser;
    for (const [name, length] of [['width', width], ['height', height]]) {
        for (const limit of ['', 'min-', 'max-']) style.setProperty(limit + name, `${length}px`, 'important');
    }
    done();";

/// Has Firefox load the page anew as its button does: geckodriver's own way passes the service worker by.
const RELOAD: &str = "const done = arguments[0], own = window.gBrowser.selectedBrowser;
    const { STATE_STOP, STATE_IS_WINDOW } = Ci.nsIWebProgressListener;
    // The browser alone would forget who listens.
    window.listener = {
        QueryInterface: ChromeUtils.generateQI(['nsIWebProgressListener', 'nsISupportsWeakReference']),
        onStateChange(progress, request, flags) {
            if (!(flags & STATE_STOP) || !(flags & STATE_IS_WINDOW)) return;
            own.removeProgressListener(this);
            done();
        },
    };
    own.addProgressListener(window.listener);
    window.gBrowser.reload();";

/// How the hosts end that Firefox itself asks.
const MAKER: [&str; 3] = [".mozilla.com:443", ".mozilla.net:443", ".mozilla.org:443"];

/// What Firefox tells of a page that is left while it is at work, which is no fault.
const LEFT: [&str; 2] = ["not yet complete has been aborted due to page navigation", "Script terminated by timeout"];

/// What pages made Firefox tell a developer, but for what they wrote themselves.
const TOLD: &str = "arguments[0](Services.console.getMessageArray()
    .filter(own => own instanceof Ci.nsIScriptError && !own.isFromChromeContext)
    .map(own => `${own.category}: ${own.errorMessage} (${own.sourceName}:${own.lineNumber})`))";

/// The page in the browser; clones are the same page.
#[derive(Clone, Debug)]
pub struct Page {
    engine: Engine,
    driver: WebDriver,
    site: Site,
    /// What the driver and the browser write.
    written: Lines,
    /// What the browser is expected to tell a developer.
    expected: Arc<Mutex<Vec<String>>>,
}

/// Opens the built page, lets `test` work on it, and then sees to it that the console is empty and that nothing was asked of anyone but the site.
///
/// # Panics
/// Where the test, the console or the requests give reason to, and where the page or the browser is missing: then with what to do.
pub fn on_page<F: Future<Output = Outcome> + Send + 'static>(name: &str, test: impl FnOnce(Page) -> F) {
    on_page_of(Engine::chosen(), name, test);
}

/// As [`on_page`] where the engine's driver has that ability; elsewhere it says that the test is skipped.
///
/// # Panics
/// As [`on_page`].
pub fn on_page_with<F: Future<Output = Outcome> + Send + 'static>(ability: Ability, name: &str, test: impl FnOnce(Page) -> F) {
    match Engine::chosen() {
        // Past the test's own output, which is shown only where it fails.
        Ok(engine) if !engine.can(ability) => drop(writeln!(io::stderr(), "{name}: skipped in {engine}, whose driver cannot {ability}")),
        engine => on_page_of(engine, name, test),
    }
}

fn on_page_of<F: Future<Output = Outcome> + Send + 'static>(engine: Outcome<Engine>, name: &str, test: impl FnOnce(Page) -> F) {
    let outcome = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Into::into).and_then(|runtime| {
        runtime.block_on(async {
            let mut browser = Browser::start(engine?).await?;
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
        match self.engine {
            Engine::Firefox => drop(self.in_firefox(RELOAD, vec![]).await?),
            Engine::Chromium | Engine::Webkit => self.driver.refresh().await?,
        }
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

    /// Lets the browser tell that the page's policy stopped what stands in markup that the page only parses.
    pub fn expect_active_markup(&self) {
        for stopped in ["Executing inline event handler", "Applying inline style", "Setting the document's base URI"] {
            self.expect(stopped);
        }
    }

    /// Makes the browser show the page in a `scheme` (`light` or `dark`) and a window so many pixels wide and high, without transitions.
    ///
    /// # Errors
    /// Says what the browser says.
    pub async fn show_as(&self, scheme: &str, width: u32, height: u32) -> Outcome {
        match self.engine {
            Engine::Chromium => {
                let wishes = [("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")];
                let features = wishes.map(|(name, value)| json!({ "name": name, "value": value }));
                self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await?;
                let window = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
                self.devtools("Emulation.setDeviceMetricsOverride", window).await?;
            }
            Engine::Firefox => drop(self.in_firefox(SHOW_AS, vec![json!(scheme), json!(width), json!(height)]).await?),
            Engine::Webkit => return Err("WebKit's driver shows pages in one scheme only".into()),
        }
        // The page is told after the command is answered; what was changing its colour meanwhile comes to its end.
        let shown = "return innerWidth === arguments[1] && matchMedia(`(prefers-color-scheme: ${arguments[0]}) and (prefers-reduced-motion)`).matches";
        self.until("scheme and width", shown, vec![json!(scheme), json!(width)]).await?;
        self.read_later(SETTLE, vec![]).await?;
        Ok(())
    }

    /// Has a script run before everything else in pages that are opened from now on; see [`Ability::EarlyScript`].
    ///
    /// # Errors
    /// Says what the browser says.
    pub async fn before_all(&self, script: &str) -> Outcome {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await?;
        Ok(())
    }

    /// Empties the browser's own cache of what it fetched.
    ///
    /// # Errors
    /// Says what the browser says.
    pub async fn forget_fetched(&self) -> Outcome {
        match self.engine {
            Engine::Firefox => self.in_firefox("Services.cache2.clear(); arguments[0]()", vec![]).await?,
            _ => self.devtools("Network.clearBrowserCache", json!({})).await?,
        };
        Ok(())
    }

    /// Gives Chromium a command of its protocol for developer tools; see [`Ability::Measuring`].
    ///
    /// # Errors
    /// Says what the browser says, or that it is another one.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Outcome<Value> {
        match self.engine {
            Engine::Chromium => Ok(self.driver.cdp().send_raw(command, parameters).await?),
            other => Err(format!("{other} knows no {command}").into()),
        }
    }

    /// What `script` calls its last argument with in the process of Firefox itself.
    async fn in_firefox(&self, script: &str, arguments: Vec<Value>) -> Outcome<Value> {
        self.driver.cmd(Command::ExtensionCommand(Box::new(Context("chrome")))).await?;
        let found = self.read_later(script, arguments).await;
        self.driver.cmd(Command::ExtensionCommand(Box::new(Context("content")))).await?;
        found
    }

    async fn open(&self) -> Outcome {
        self.driver.set_script_timeout(PATIENCE).await?;
        self.goto(&self.site.address()).await
    }

    /// The console says nothing, and nothing was asked for but files of the page.
    async fn check_silence(&self) -> Outcome {
        let expected = self.expected.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let console: Vec<String> =
            self.console().await?.into_iter().filter(|entry| !expected.iter().any(|words| entry.contains(words))).collect();
        if !console.is_empty() {
            return Err(format!("expected an empty console, found {console:#?}").into());
        }
        let strays = self.site.strays();
        if !strays.is_empty() {
            return Err(format!("expected requests for files of the page only, found {strays:#?}").into());
        }
        let home = self.site.address();
        let foreign = match self.engine {
            Engine::Chromium => {
                let mut asked = self.asked().await?;
                if asked.is_empty() {
                    return Err("expected the browser to list its requests, found none".into());
                }
                asked.retain(|url| !url.starts_with(&home) && !url.starts_with("data:") && !url.starts_with("blob:"));
                asked
            }
            // These tell of no requests, but ask the proxy for what lies elsewhere; Firefox asks its maker's services, too, whatever it is told.
            Engine::Firefox | Engine::Webkit => {
                let mut asked = self.site.passed_on();
                asked.retain(|host| !MAKER.iter().any(|maker| host.ends_with(maker)));
                asked
            }
        };
        if !foreign.is_empty() {
            return Err(format!("expected requests to {home} only, found {foreign:#?}").into());
        }
        Ok(())
    }

    /// What the browser would tell a developer since this was asked last; the driver of `WebKitGTK` does not know.
    async fn console(&self) -> Outcome<Vec<String>> {
        match self.engine {
            Engine::Chromium => {
                Ok(self.driver.browser_log().await?.into_iter().map(|entry| format!("{}: {}", entry.level, entry.message)).collect())
            }
            Engine::Firefox => {
                let mut told: Vec<String> = serde_json::from_value(self.in_firefox(TOLD, vec![]).await?)?;
                let written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
                told.extend(written.iter().filter(|line| line.starts_with("console.")).cloned());
                told.retain(|entry| !LEFT.iter().any(|words| entry.contains(words)));
                Ok(told)
            }
            Engine::Webkit => Ok(Vec::new()),
        }
    }

    /// The address of every request that the page made, from Chromium's log; the page that the browser starts with makes some too.
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
        for entry in self.console().await.unwrap_or_default() {
            eprintln!("console: {entry}");
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

/// Which of Firefox's processes scripts run in from now on: `content`, the page's, or `chrome`, the browser's own.
#[derive(Debug)]
struct Context(&'static str);

impl ExtensionCommand for Context {
    fn parameters_json(&self) -> Option<Value> {
        Some(json!({ "context": self.0 }))
    }

    fn method(&self) -> Method {
        Method::POST
    }

    fn endpoint(&self) -> Arc<str> {
        "/moz/context".into()
    }
}

/// A browser under its driver, with a profile of its own.
struct Browser {
    page: Page,
    driver: Driver,
    profile: TempDir,
}

impl Browser {
    async fn start(engine: Engine) -> Outcome<Self> {
        let dist = dist();
        if !dist.join("index.html").is_file() {
            return Err(format!("{} holds no built page; `make test` builds it and runs these tests", dist.display()).into());
        }
        let site = Site::start(&dist)?;
        let (process, profile) = (Driver::start(engine)?, tempfile::tempdir()?);
        // What the browser asks of its maker's services ends at the site; this machine itself is never asked through a proxy.
        let wanted = engine.capabilities(profile.path(), &site.host())?;
        let driver = WebDriver::new(process.address(), wanted).await?;
        let page = Page { engine, driver, site, written: process.written(), expected: Arc::default() };
        Ok(Self { page, driver: process, profile })
    }

    /// Closes the browser, then its driver, then removes the profile.
    async fn stop(&mut self) {
        // A browser that is gone already needs no closing.
        let _ = self.page.driver.clone().quit().await;
        self.driver.stop();
        let _ = fs::remove_dir_all(self.profile.path());
    }
}
