//! Pools of shells in the place of workers: they say what a worker would, end
//! when they should not, and are replaced.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::collections::BTreeMap;
use std::fmt::Write;

use super::*;
use crate::session::build::{Part, Print};
use crate::session::scratch::Scratch;
use crate::session::select::Wanted;
use crate::session::worker::protocol;

use crate::typst::Theme;

fn task(rank: usize) -> Task {
    Task {
        subject: PathBuf::from(format!("subjects/{rank}/sujet.yaml")),
        folder: PathBuf::from(rank.to_string()),
        wanted: Wanted::default(),
        part: Part { rank: 0, of: 1 },
        known: BTreeMap::new(),
        write: false,
        date: None,
        estimate: Duration::ZERO,
    }
}

fn frame(message: &impl serde::Serialize) -> Vec<u8> {
    let mut bytes = Vec::new();
    protocol::write(&mut bytes, message).unwrap();
    bytes
}

/// Returns a line of shell that says something.
fn say(answer: &Answer) -> String {
    let mut text = "printf '".to_owned();
    frame(answer).iter().for_each(|byte| write!(text, "\\{byte:03o}").unwrap());
    text + "'\n"
}

fn ready() -> String {
    say(&Answer::Ready { program: PROGRAM.to_owned() })
}

fn told(event: Event) -> String {
    say(&Answer::Told(Box::new(event)))
}

/// Returns a line of shell that takes an order; those of these tests have
/// one length.
fn take(order: &Order) -> String {
    format!("head -c {} > /dev/null\n", frame(order).len())
}

fn limits() -> Limits {
    Limits { seconds: 1, ..Limits::default() }
}

/// Returns a shell that greets, then does `each` with every task.
fn script(each: &str) -> String {
    let begin = Order::Begin {
        program: PROGRAM.to_owned(),
        templates: None,
        theme: Theme::default(),
        limits: limits(),
    };
    let order = Order::Do { task: Box::new(task(0)), out: "out".into() };
    let (begin, order) = (take(&begin), take(&order));
    format!("{begin}{}while true; do\n{order}{each}done\n", ready())
}

fn pool(workers: usize, script: &str) -> Result<Pool, Fault> {
    let arguments = vec!["-c".into(), script.into()];
    let launch = Launch { program: "/bin/sh".into(), arguments };
    Pool::launched(launch, workers, None, &Theme::default(), limits())
}

/// Runs tasks and returns what happened to each: files kept, faults.
fn run(pool: &mut Pool, tasks: usize, stop: bool) -> Vec<String> {
    let tasks: Vec<_> = (0..tasks).map(task).collect();
    let mut seen = vec![String::new(); tasks.len()];
    pool.run(&tasks, Path::new("out"), &AtomicBool::new(stop), &mut |rank, event| {
        seen[rank] += match &event {
            Event::Kept { file } => file,
            Event::Lost { fault } => fault.id,
            Event::Ended => ".",
            _ => "?",
        };
    });
    seen
}

fn kept() -> String {
    told(Event::Kept { file: "corrige.pdf".into() })
}

#[test]
fn workers_do_task_after_task() {
    let each = kept() + &told(Event::Ended);
    let mut pool = pool(2, &script(&each)).unwrap();
    assert_eq!(run(&mut pool, 5, false), ["corrige.pdf."; 5]);
    assert_eq!(run(&mut pool, 3, false), ["corrige.pdf."; 3]);
    assert_eq!(run(&mut pool, 0, false), [""; 0]);
    // None had to be replaced.
    assert!(pool.started <= 2);
}

#[test]
fn a_worker_heavy_with_a_subject_gives_way_to_another_subject_s() {
    let printed = |pages: usize| {
        let print = Print::sample("corrige.pdf", pages);
        script(&(told(Event::Printed(print)) + &told(Event::Ended)))
    };
    let mut heavy = pool(1, &printed(MANY + 1)).unwrap();
    assert_eq!(run(&mut heavy, 3, false), ["?."; 3]);
    assert_eq!(heavy.started, 3);
    // The last had another subject; this one is known.
    run(&mut heavy, 1, false);
    run(&mut heavy, 1, false);
    assert_eq!(heavy.started, 4);
    let mut light = pool(1, &printed(MANY)).unwrap();
    run(&mut light, 3, false);
    assert_eq!(light.started, 1);
}

#[test]
fn once_stopped_no_task_begins() {
    let mut pool = pool(1, &script(&told(Event::Ended))).unwrap();
    assert_eq!(run(&mut pool, 2, true), ["", ""]);
    let stop = AtomicBool::new(false);
    let mut ended = Vec::new();
    pool.run(&[task(0), task(1)], Path::new("out"), &stop, &mut |rank, _| {
        stop.store(true, Ordering::Relaxed);
        ended.push(rank);
    });
    assert_eq!(ended, [0]);
}

/// A folder for a file that says whether the first task is past.
struct Once(Scratch);

impl Once {
    fn new() -> Self {
        Self(Scratch::new())
    }

    fn path(&self) -> String {
        self.0.join("passe").display().to_string()
    }

    /// Does something with the first task, ends the others.
    fn then(&self, first: &str) -> String {
        let (path, ended) = (self.path(), told(Event::Ended));
        let kept = kept();
        format!("{kept}if [ ! -e '{path}' ]; then\n: > '{path}'\n{first}\nfi\n{ended}")
    }
}

#[test]
fn a_worker_that_is_killed_fails_its_task_alone() {
    let once = Once::new();
    let mut pool = pool(1, &script(&once.then("kill -9 $$"))).unwrap();
    let seen = run(&mut pool, 3, false);
    assert_eq!(seen, ["corrige.pdfimpression-interrompue", "corrige.pdf.", "corrige.pdf."]);
    assert_eq!(pool.started, 2);
}

#[test]
fn a_worker_that_takes_too_long_is_stopped() {
    let once = Once::new();
    let mut pool = pool(1, &script(&once.then("exec sleep 60"))).unwrap();
    let begun = Instant::now();
    assert_eq!(run(&mut pool, 2, false), ["corrige.pdflimite-temps", "corrige.pdf."]);
    assert!(begun.elapsed() < Duration::from_secs(30));
}

#[test]
fn a_worker_without_memory_says_so_as_it_ends() {
    let once = Once::new();
    let first = "echo 'memory allocation of 8 bytes failed' >&2\nkill -6 $$";
    let mut pool = pool(1, &script(&once.then(first))).unwrap();
    assert_eq!(run(&mut pool, 2, false), ["corrige.pdflimite-memoire", "corrige.pdf."]);
}

#[test]
fn a_worker_that_speaks_out_of_turn_is_lost() {
    let once = Once::new();
    let mut pool = pool(1, &script(&once.then(&ready()))).unwrap();
    assert_eq!(run(&mut pool, 2, false), ["corrige.pdfimpression-interrompue", "corrige.pdf."]);
}

#[test]
fn a_worker_that_ends_while_it_waits_takes_no_task_with_it() {
    let once = Once::new();
    let begin = Order::Begin {
        program: PROGRAM.to_owned(),
        templates: None,
        theme: Theme::default(),
        limits: limits(),
    };
    let path = once.path();
    let first =
        format!("{}{}[ -e '{path}' ] || {{ : > '{path}'; exit; }}\n", take(&begin), ready());
    let order = Order::Do { task: Box::new(task(0)), out: "out".into() };
    let others = format!("while true; do\n{}{}done\n", take(&order), told(Event::Ended));
    let mut pool = pool(1, &(first + &others)).unwrap();
    // The end of a process takes a moment to be seen.
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(run(&mut pool, 2, false), [".", "."]);
    assert_eq!(pool.started, 2);
}

#[test]
fn a_worker_that_cannot_begin_says_why() {
    let refusal = Fault::error("gabarit", "gabarit illisible : « lib.typ »");
    let refused = pool(2, &say(&Answer::Refused(refusal.clone())));
    assert_eq!(refused.err(), Some(refusal));
    let silent = pool(1, "echo 'rien ne va' >&2").err().unwrap();
    let expected = "le programme ne peut pas se lancer lui-même : rien ne va";
    assert_eq!(silent.message, expected);
    let absent =
        Pool::new(Path::new("/nulle/part"), 1, None, &Theme::default(), limits()).err().unwrap();
    let expected = "le programme ne peut pas se lancer lui-même : il n’existe pas";
    assert_eq!(absent.message, expected);
}

#[test]
fn tasks_that_no_worker_can_do_are_told_of() {
    let once = Once::new();
    let path = once.path();
    // The first worker is lost on its task, and none can replace it.
    let begin = format!("[ -e '{path}' ] && exit\n: > '{path}'\n");
    let mut pool = pool(1, &(begin + &script("kill -9 $$\n"))).unwrap();
    let gone = "programme-introuvable";
    assert_eq!(run(&mut pool, 3, false), ["impression-interrompue", gone, gone]);
}

#[test]
fn a_path_that_no_message_can_hold_is_told() {
    use std::os::unix::ffi::OsStringExt;

    let mut pool = pool(1, &script(&told(Event::Ended))).unwrap();
    let name = std::ffi::OsString::from_vec(vec![b'a', 0xff]);
    let tasks = [Task { subject: name.into(), ..task(0) }, task(1)];
    let mut seen = Vec::new();
    pool.run(&tasks, Path::new("out"), &AtomicBool::new(false), &mut |rank, event| {
        seen.push((rank, matches!(event, Event::Lost { .. })));
    });
    assert_eq!(seen, [(0, true), (1, false)]);
}
