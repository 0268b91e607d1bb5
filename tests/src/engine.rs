//! The engines that the tests can run in: what each is asked for at its start, and what its driver cannot do. It knows of no page.

use std::fmt::{self, Display, Formatter};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use thirtyfour::Capabilities;

use crate::Outcome;

/// Nothing but the page itself: no first-run pages, no updates, no services of the browser's maker.
const CHROMIUM_FLAGS: [&str; 13] = [
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

/// A browser's engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium under chromedriver.
    Chromium,
    /// Firefox under geckodriver.
    Firefox,
    /// `WebKitGTK`'s small browser under `WebKitWebDriver`.
    Webkit,
}

/// What not every engine's driver can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ability {
    /// Run a script before those of the page.
    EarlyScript,
    /// Count what the page takes in memory.
    Measuring,
}

impl Engine {
    /// The one that `ENGINE` names; Chromium where it names none.
    ///
    /// # Errors
    /// Says which names there are.
    pub fn chosen() -> Outcome<Self> {
        match std::env::var("ENGINE").as_deref() {
            Err(_) | Ok("" | "chromium") => Ok(Self::Chromium),
            Ok("firefox") => Ok(Self::Firefox),
            Ok("webkit") => Ok(Self::Webkit),
            Ok(other) => Err(format!("ENGINE is {other:?}: expected chromium, firefox or webkit").into()),
        }
    }

    /// Whether its driver can do that.
    #[must_use]
    pub const fn can(self, ability: Ability) -> bool {
        match ability {
            Ability::EarlyScript | Ability::Measuring => matches!(self, Self::Chromium),
        }
    }

    /// What its driver is asked for: a browser with its profile in `profile`, whose requests to others than this machine end at `proxy`, a host with its port.
    pub(crate) fn capabilities(self, profile: &Path, proxy: &str) -> Outcome<Capabilities> {
        let wanted = match self {
            Self::Chromium => {
                let own = [format!("--user-data-dir={}", profile.display()), format!("--proxy-server=http://{proxy}")];
                let flags: Vec<String> = CHROMIUM_FLAGS.map(str::to_owned).into_iter().chain(own).collect();
                json!({
                    "browserName": "chrome",
                    "goog:chromeOptions": { "args": flags },
                    "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
                })
            }
            Self::Firefox => json!({
                "browserName": "firefox",
                "proxy": manual(proxy),
                "moz:firefoxOptions": {
                    "args": ["-headless", "-profile", profile, "-width", "1280", "-height", "900"],
                    "prefs": {
                        "app.normandy.enabled": false,
                        "app.shield.optoutstudies.enabled": false,
                        "browser.aboutwelcome.enabled": false,
                        "browser.chrome.site_icons": false,
                        "browser.startup.homepage_override.mstone": "ignore",
                        "datareporting.policy.dataSubmissionEnabled": false,
                        "messaging-system.rsexperimentloader.enabled": false,
                        "messaging-system.log": "off",
                        "network.captive-portal-service.enabled": false,
                        "network.connectivity-service.enabled": false,
                        "privacy.bounceTrackingProtection.mode": 0,
                        // What the page writes into its console comes out of the browser's process; what the browser itself writes does not.
                        "devtools.console.stdout.content": true,
                        "devtools.console.stdout.chrome": false,
                    },
                },
            }),
            Self::Webkit => json!({
                "proxy": manual(proxy),
                "webkitgtk:browserOptions": { "binary": minibrowser()?, "args": ["--automation"] },
            }),
        };
        match wanted {
            Value::Object(wanted) => Ok(wanted.into()),
            other => Err(format!("expected an object, found {other}").into()),
        }
    }
}

impl Display for Engine {
    fn fmt(&self, to: &mut Formatter<'_>) -> fmt::Result {
        to.write_str(match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::Webkit => "WebKit",
        })
    }
}

impl Display for Ability {
    fn fmt(&self, to: &mut Formatter<'_>) -> fmt::Result {
        to.write_str(match self {
            Self::EarlyScript => "run a script before those of the page",
            Self::Measuring => "count what the page takes in memory",
        })
    }
}

/// A proxy for everyone but this machine.
fn manual(proxy: &str) -> Value {
    json!({ "proxyType": "manual", "httpProxy": proxy, "sslProxy": proxy, "noProxy": ["127.0.0.1"] })
}

/// The small browser lies where no path leads, in a folder that is named by machine and version.
fn minibrowser() -> Outcome<PathBuf> {
    let folders = |folder: &Path| std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let found = folders(Path::new("/usr/lib"))
        .flat_map(|machine| folders(&machine).collect::<Vec<_>>())
        .filter(|folder| folder.file_name().is_some_and(|name| name.to_string_lossy().starts_with("webkit2gtk-4")))
        .map(|folder| folder.join("MiniBrowser"))
        .find(|file| file.is_file());
    found.ok_or_else(|| "no MiniBrowser of WebKitGTK is there; `make test` sets it up and runs these tests".into())
}
