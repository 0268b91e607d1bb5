//! The process that drives a browser: it is started on a free port, stopped with its owner, and what it writes is kept. It knows of no page.

use std::io::{BufRead, BufReader, Read};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::{Engine, Outcome};

const POLL: Duration = Duration::from_millis(50);
/// How long a driver may take until it listens, on a slow and busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running driver.
pub struct Driver {
    process: Process,
    port: u16,
    written: Lines,
    /// What the browser's windows are drawn on, where it cannot do without.
    screen: Option<Process>,
}

/// The lines that a driver and its browser wrote.
pub type Lines = Arc<Mutex<Vec<String>>>;

impl Driver {
    /// Starts the driver of `engine` on a port of its own and waits until it listens. Several that start at once may choose the same one: who comes late
    /// ends, and chooses again.
    pub fn start(engine: Engine) -> Outcome<Self> {
        let mut tries = 0;
        loop {
            tries += 1;
            match Self::try_start(engine) {
                Err(_) if tries < 5 => std::thread::sleep(POLL),
                outcome => return outcome,
            }
        }
    }

    fn try_start(engine: Engine) -> Outcome<Self> {
        let (command, word) = match engine {
            Engine::Chromium => (Process::command("chromedriver", &["--port=0"]), "successfully on port "),
            // What belongs to the browser, its settings and what it writes, is asked of it, too.
            Engine::Firefox => (Process::command("geckodriver", &["--port=0", "--allow-system-access"]), "Listening on 127.0.0.1:"),
            Engine::Webkit => return Self::try_start_webkit(),
        };
        let (process, output) = Process::start(command)?;
        let mut lines = output.lines().map_while(Result::ok);
        let port = lines.find_map(|line| line.rsplit_once(word)?.1.trim_end_matches('.').parse().ok());
        let port = port.ok_or("the driver ended before it named its port")?;
        Ok(Self { process, port, written: kept(lines), screen: None })
    }

    /// This driver neither chooses a port nor names one, and its browser has to have a screen.
    fn try_start_webkit() -> Outcome<Self> {
        let (screen, output) =
            Process::start(Process::command("Xvfb", &["-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]))?;
        let mut lines = output.lines().map_while(Result::ok);
        let number = lines.next().ok_or("Xvfb ended before it named its screen")?;
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let mut command = Process::command("WebKitWebDriver", &[&format!("--port={port}")]);
        command.env("DISPLAY", format!(":{number}")).env("GDK_BACKEND", "x11");
        let (mut process, output) = Process::start(command)?;
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if process.has_ended() || start.elapsed() > PATIENCE {
                return Err(format!("WebKitWebDriver does not listen on port {port}").into());
            }
            std::thread::sleep(POLL);
        }
        Ok(Self { process, port, written: kept(output.lines().map_while(Result::ok)), screen: Some(screen) })
    }

    /// Where it listens.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What it and the browser write.
    pub fn written(&self) -> Lines {
        self.written.clone()
    }

    pub fn stop(&mut self) {
        self.process.stop();
        if let Some(screen) = &mut self.screen {
            screen.stop();
        }
    }
}

/// Reads on as long as there is something, so that whoever writes never waits for a reader.
fn kept(lines: impl Iterator<Item = String> + Send + 'static) -> Lines {
    let written = Lines::default();
    let own = written.clone();
    std::thread::spawn(move || lines.for_each(|line| own.lock().unwrap_or_else(PoisonError::into_inner).push(line)));
    written
}

/// A process that ends with its owner.
struct Process(Child);

impl Process {
    fn command(name: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(name);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        command
    }

    fn start(mut command: Command) -> Outcome<(Self, BufReader<impl Read + use<>>)> {
        let name = command.get_program().to_string_lossy().into_owned();
        let start = command.spawn();
        let mut child =
            start.map_err(|error| format!("{name} cannot be started ({error}); `make test` sets it up and runs these tests"))?;
        let output = child.stdout.take().ok_or_else(|| format!("{name} has no output"))?;
        Ok((Self(child), BufReader::new(output)))
    }

    fn has_ended(&mut self) -> bool {
        !matches!(self.0.try_wait(), Ok(None))
    }

    fn stop(&mut self) {
        // One that has ended already cannot be stopped, which is as well.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.stop();
    }
}
