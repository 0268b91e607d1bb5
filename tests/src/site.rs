//! A server for one folder of static files, under a path that is not the root, as a project page on a shared host would be. It sends the headers that the
//! folder's own `_headers` asks for and keeps a list of what it was asked for. It is also a proxy that lets nothing through, for the browser's own curiosity.

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// Where the folder lies on the server.
const BASE: &str = "/desk/note-annotator/";

/// What the server answers for a file that is withheld.
const WITHHELD: u16 = 503;

/// The running server; it ends with the process.
#[derive(Clone, Debug)]
pub struct Site {
    port: u16,
    requests: Arc<Mutex<Vec<Request>>>,
    /// What the name of a file ends with that is there and not given out.
    withheld: Arc<Mutex<Option<String>>>,
    /// The folder.
    folder: Arc<Mutex<PathBuf>>,
    /// Whether it has gone.
    gone: Arc<AtomicBool>,
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
        let site = Self {
            port: listener.local_addr()?.port(),
            requests: Arc::default(),
            withheld: Arc::default(),
            folder: Arc::new(Mutex::new(folder.to_path_buf())),
            gone: Arc::default(),
        };
        let own = site.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if own.gone.load(Ordering::SeqCst) {
                    break;
                }
                let site = own.clone();
                // A browser opens connections that it then leaves idle: each has a thread of its own. One that breaks off is the browser's affair.
                thread::spawn(move || drop(site.answer(&stream)));
            }
        });
        Ok(site)
    }

    /// The address of the page.
    #[must_use]
    pub fn address(&self) -> String {
        format!("{}{BASE}", self.origin())
    }

    /// The server without a path.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.host())
    }

    /// The machine and the port; as a proxy it is named like this.
    #[must_use]
    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// From now on files whose names end like this are not given out; `None` ends it.
    pub fn withhold(&self, end: Option<&str>) {
        *self.withheld.lock().unwrap_or_else(PoisonError::into_inner) = end.map(str::to_owned);
    }

    /// From now on it serves another folder at the same address, as a host does where its files were replaced.
    pub fn replace(&self, folder: &Path) {
        folder.clone_into(&mut self.folder.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Ends: from now on nobody answers at its address.
    pub fn stop(&self) {
        self.gone.store(true, Ordering::SeqCst);
        // The thread that waits for the next request sees it with this one.
        drop(TcpStream::connect(("127.0.0.1", self.port)));
    }

    /// How often a file whose name ends like this was given out.
    #[must_use]
    pub fn given(&self, end: &str) -> usize {
        let requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        requests.iter().filter(|request| request.status == 200 && file_name(&request.target).ends_with(end)).count()
    }

    /// What was asked of it as a proxy.
    #[must_use]
    pub fn passed_on(&self) -> Vec<String> {
        let requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        requests.iter().filter(|request| !request.target.starts_with('/')).map(|request| request.target.clone()).collect()
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

    fn answer(&self, stream: &TcpStream) -> io::Result<()> {
        let folder = &self.folder.lock().unwrap_or_else(PoisonError::into_inner).clone();
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
        let end = self.withheld.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let withheld = end.is_some_and(|end| file_name(&target).ends_with(&end));
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
        let own = file.as_deref().and_then(|file| file.strip_prefix(folder).ok()).and_then(Path::to_str).unwrap_or_default();
        // They are meant for the files: a refusal that may be kept for a year is never asked about again.
        let rules = if status == 200 { fs::read_to_string(folder.join("_headers")).unwrap_or_default() } else { String::new() };
        let headers = headers(&rules, own);
        let mut stream = stream;
        write!(
            stream,
            "HTTP/1.1 {status} {reason}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n{headers}Connection: close\r\n\r\n",
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

/// What a folder's `_headers` asks for with the file of that name: lines of addresses, each with lines of headers below that begin with a space.
fn headers(rules: &str, name: &str) -> String {
    let mut asked = String::new();
    let mut is_meant = false;
    for line in rules.lines() {
        if line.starts_with(' ') {
            if is_meant {
                asked.push_str(line.trim());
                asked.push_str("\r\n");
            }
        } else {
            is_meant = line == "/*" || line.strip_prefix('/') == Some(name);
        }
    }
    asked
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
        Some("webmanifest") => "application/manifest+json",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_come_for_all_files_and_for_some() {
        let rules = "/*\n  A: 1\n/one.js\n  B: 2\n  C: 3\n/\n  D: 4\n";
        assert_eq!(headers(rules, "one.js"), "A: 1\r\nB: 2\r\nC: 3\r\n");
        assert_eq!(headers(rules, "two.js"), "A: 1\r\n");
    }

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
