//! A server for one folder of static files, under a path that is not the root, as a project page on a shared host would be. It forbids the page to
//! ask anyone else and keeps a list of what it was asked for. It is also a proxy that lets nothing through, for the browser's own curiosity.

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// Where the folder lies on the server.
const BASE: &str = "/desk/note-annotator/";

/// The page and its worker may use their own files only; what they try beyond that fails and is told in the console. Scripts and styles may stand
/// in the page itself, where the build puts its starter.
const POLICY: &str =
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

/// What the server answers for a file that is withheld.
const WITHHELD: u16 = 503;

/// The running server; it ends with the process.
#[derive(Clone, Debug)]
pub struct Site {
    port: u16,
    requests: Arc<Mutex<Vec<Request>>>,
    /// The name of a file that is there and not given out.
    withheld: Arc<Mutex<Option<String>>>,
}

/// One request, as asked.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Request {
    target: String,
    status: u16,
}

impl Site {
    /// Serves `folder` on a free port of this machine.
    ///
    /// # Errors
    /// Says why no port can be had.
    pub fn start(folder: &Path) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let site = Self { port: listener.local_addr()?.port(), requests: Arc::default(), withheld: Arc::default() };
        let (own, folder) = (site.clone(), folder.to_path_buf());
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (site, folder) = (own.clone(), folder.clone());
                // A browser opens connections that it then leaves idle: each has a thread of its own. One that breaks off is the browser's affair.
                thread::spawn(move || drop(site.answer(&stream, &folder)));
            }
        });
        Ok(site)
    }

    /// The address of the page.
    #[must_use]
    pub fn address(&self) -> String {
        format!("{}{BASE}", self.origin())
    }

    /// The server without a path; as a proxy it is named like this too.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// From now on the file of that name is not given out; `None` ends it.
    pub fn withhold(&self, name: Option<&str>) {
        *self.withheld.lock().unwrap_or_else(PoisonError::into_inner) = name.map(str::to_owned);
    }

    /// How often the file of that name was given out.
    #[must_use]
    pub fn given(&self, name: &str) -> usize {
        let requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        requests.iter().filter(|request| request.status == 200 && file_name(&request.target) == name).count()
    }

    /// What was asked of this server, not of it as a proxy, and is no file of the folder.
    #[must_use]
    pub fn strays(&self) -> Vec<String> {
        let requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        requests
            .iter()
            .filter(|request| !matches!(request.status, 200 | WITHHELD) && request.target.starts_with('/'))
            .map(|request| request.target.clone())
            .collect()
    }

    fn answer(&self, stream: &TcpStream, folder: &Path) -> io::Result<()> {
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        let mut lines = BufReader::new(stream).lines();
        let Some(first) = lines.next().transpose()? else { return Ok(()) };
        // The headers do not matter here, but have to be read.
        for line in lines {
            if line?.is_empty() {
                break;
            }
        }
        let target = first.split(' ').nth(1).unwrap_or_default().to_owned();
        let file = first.starts_with("GET ").then(|| file(&target, folder)).flatten();
        let withheld = self.withheld.lock().unwrap_or_else(PoisonError::into_inner).as_deref() == Some(file_name(&target));
        let content = file.as_ref().filter(|_| !withheld).and_then(|file| fs::read(file).ok());
        let status = match content {
            Some(_) => 200,
            None if withheld => WITHHELD,
            None => 404,
        };
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).push(Request { target, status });
        let content = content.unwrap_or_default();
        let reason = match status {
            200 => "OK",
            WITHHELD => "Service Unavailable",
            _ => "Not Found",
        };
        let kind = kind(file.as_deref().unwrap_or(folder));
        let mut stream = stream;
        write!(
            stream,
            "HTTP/1.1 {status} {reason}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nContent-Security-Policy: {POLICY}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n",
            content.len()
        )?;
        stream.write_all(&content)
    }
}

/// The file that a request is for; `None` where it lies outside the folder.
fn file(target: &str, folder: &Path) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix(BASE)?;
    let path = Path::new(if path.is_empty() { "index.html" } else { path });
    path.components().all(|part| matches!(part, Component::Normal(_))).then(|| folder.join(path))
}

/// The last part of what was asked for.
fn file_name(target: &str) -> &str {
    target.split(['?', '#']).next().and_then(|path| path.rsplit('/').next()).unwrap_or_default()
}

fn kind(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_under_the_path_are_served() {
        let check =
            |target: &str, expected: Option<&str>| assert_eq!(file(target, Path::new("dist")), expected.map(PathBuf::from), "{target}");
        check("/desk/note-annotator/", Some("dist/index.html"));
        check("/desk/note-annotator/app.js?v=2", Some("dist/app.js"));
        check("/desk/note-annotator/img/icon.svg", Some("dist/img/icon.svg"));
        check("/app.js", None);
        check("/desk/note-annotator/../secret", None);
        check("/desk/note-annotator//etc/passwd", None);
        check("example.com:443", None);
        check("http://example.com/", None);
    }
}
