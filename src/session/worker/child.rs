//! One worker as its parent sees it: a process, the pipe of its orders, and
//! two threads that listen to it.

use std::env;
use std::ffi::OsString;
use std::io::{self, BufReader, ErrorKind, Read};
use std::path::PathBuf;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::Sender;
use std::thread::{self, JoinHandle};

use super::protocol::{self, Answer, Order};

/// How much of its last words is kept.
const LAST_WORDS: usize = 4096;

/// Where glibc reads how to serve memory; others do not look.
const HEAP: &str = "GLIBC_TUNABLES";

/// How a worker is started.
#[derive(Debug, Clone)]
pub(super) struct Launch {
    /// The program.
    pub(super) program: PathBuf,
    /// Its arguments.
    pub(super) arguments: Vec<OsString>,
}

/// Number of a worker, never given again.
pub(super) type Number = u64;

/// What is heard of a worker: an answer, or `None` when it says no more.
pub(super) type Heard = (Number, Option<Answer>);

/// A worker at work.
pub(super) struct Worker {
    /// Its number.
    pub(super) number: Number,
    process: Child,
    orders: Option<ChildStdin>,
    words: Option<JoinHandle<String>>,
}

impl Worker {
    /// Starts a worker; what it answers is sent to `heard`.
    pub(super) fn start(launch: &Launch, number: Number, heard: Sender<Heard>) -> io::Result<Self> {
        let mut command = Command::new(&launch.program);
        command
            .args(&launch.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            // A trace of calls takes memory that a worker without memory lacks.
            .env("RUST_BACKTRACE", "0");
        if env::var_os(HEAP).is_none() {
            // Else the threshold grows with the blocks, and the heap keeps what
            // they leave: 2 MB more, no faster.
            command.env(HEAP, "glibc.malloc.mmap_threshold=131072");
        }
        // Ctrl-C is for the parent, which lets the documents begun end.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut process = command.spawn()?;
        let pipes = (process.stdin.take(), process.stdout.take(), process.stderr.take());
        let (Some(orders), Some(answers), Some(words)) = pipes else {
            return Err(ErrorKind::BrokenPipe.into());
        };
        // Both end with the pipes they read.
        thread::spawn(move || listen(answers, number, &heard));
        let words = Some(thread::spawn(move || last_words(words)));
        Ok(Self { number, process, orders: Some(orders), words })
    }

    /// Gives an order.
    pub(super) fn order(&mut self, order: &Order) -> io::Result<()> {
        match &mut self.orders {
            Some(orders) => protocol::write(orders, order),
            None => Err(ErrorKind::BrokenPipe.into()),
        }
    }

    /// Stops it if it still runs, and returns how it ended with its last words.
    pub(super) fn end(mut self) -> (Option<ExitStatus>, String) {
        let status = self.stop();
        let words = self.words.take().and_then(|words| words.join().ok());
        (status, words.unwrap_or_default())
    }

    fn stop(&mut self) -> Option<ExitStatus> {
        self.orders = None;
        // Changes nothing of one that has ended: how it did is still told.
        let _ = self.process.kill();
        self.process.wait().ok()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // Waited for, so that no zombie is left.
        self.stop();
    }
}

fn listen(answers: ChildStdout, number: Number, heard: &Sender<Heard>) {
    let mut answers = BufReader::new(answers);
    while let Ok(Some(answer)) = protocol::read(&mut answers) {
        if heard.send((number, Some(answer))).is_err() {
            return;
        }
    }
    // Nobody listens to a worker that was stopped.
    let _ = heard.send((number, None));
}

/// Reads what a worker says beside its answers, and keeps the end of it.
fn last_words(mut words: ChildStderr) -> String {
    let mut kept = Vec::new();
    let mut piece = [0; LAST_WORDS];
    while let Ok(length @ 1..) = words.read(&mut piece) {
        kept.extend_from_slice(&piece[..length]);
        let before = kept.len().saturating_sub(LAST_WORDS);
        kept.drain(..before);
    }
    String::from_utf8_lossy(&kept).into_owned()
}
