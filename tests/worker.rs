//! Subjects that ask for too much, and processes that are killed: the one
//! fails with its reason, the others are printed, nothing is left behind.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::{Folder, GOOD, project, resident};

/// Subjects by the word of their title that the templates look for.
const SUBJECTS: [(&str, &str); 2] = [("a", "Bon"), ("z", "Sage")];

/// What the templates do with the subject of a title.
fn template(title: &str, does: &str) -> String {
    let path = project().join("templates/documents/corrige.typ");
    let text = fs::read_to_string(path).expect("the template");
    let sheet = "#import \"../sheet.typ\": sheet\n";
    assert!(text.contains(sheet), "the template reads its sheet");
    let trap = format!("{sheet}#if sheet.title.contains(\"{title}\") {{ {does} }}\n");
    text.replace(sheet, &trap)
}

/// Makes a project of two good subjects around one whose title sets a trap off.
fn trapped(title: &str, does: &str) -> Folder {
    let folder = Folder::new();
    for (name, title) in SUBJECTS.into_iter().chain([("m", title)]) {
        let text = GOOD.replace("titre: Essai", &format!("titre: {title}"));
        folder.write(&format!("subjects/{name}/sujet.yaml"), text.as_bytes());
    }
    folder.write("templates/documents/corrige.typ", template(title, does).as_bytes());
    folder
}

/// Builds, and expects that the trap alone fails, with a fault.
fn alone(folder: &Folder, arguments: &[&str], id: &str) -> String {
    let run = folder.run(&[&["build", "--format", "short"], arguments].concat());
    assert_eq!(run.status, 1, "{}", run.shown());
    assert!(run.stderr.contains(id), "{}", run.shown());
    assert!(run.stdout.contains("2 documents imprimés"), "{}", run.shown());
    for (name, _) in SUBJECTS {
        assert!(folder.path(&format!("out/{name}/corrige.pdf")).is_file(), "{}", run.shown());
    }
    assert!(!folder.path("out/m/corrige.pdf").exists());
    run.stderr
}

const LOOP: &str = "for a in range(100000) { for b in range(100000) { let c = a + b } }";

#[test]
fn a_subject_that_takes_too_long_fails_alone() {
    let folder = trapped("Lent", LOOP);
    let begun = Instant::now();
    let told = alone(&folder, &["--timeout", "3", "--jobs", "2"], "limite-temps");
    assert!(told.contains("demande plus de 3 s"), "{told}");
    assert!(begun.elapsed() < Duration::from_mins(1));
}

#[test]
fn a_subject_that_takes_too_much_memory_fails_alone() {
    let folder = trapped("Gros", "let all = range(1000000000)");
    let told = alone(&folder, &["--memory", "512 Mio", "--jobs", "1"], "limite-memoire");
    assert!(told.contains("demande plus de 512 Mio de mémoire"), "{told}");
    // Bit by bit too.
    let folder = trapped("Gros", "let all = (1, 2); for n in range(40) { all = all + all }");
    alone(&folder, &["--memory", "512 Mio", "--jobs", "2"], "limite-memoire");
}

#[test]
fn a_subject_with_too_many_pages_fails_alone() {
    let folder = trapped("Long", "for n in range(20) [x #pagebreak()]");
    let told = alone(&folder, &["--max-pages", "10"], "limite-pages");
    assert!(told.contains("m/corrige.pdf"), "{told}");
    assert!(told.contains("il peut en avoir 10"), "{told}");
}

#[test]
fn the_project_file_says_as_much() {
    let folder = trapped("Long", "for n in range(20) [x #pagebreak()]");
    folder.write("corrige.yaml", b"limites:\n  pages: 10\n");
    alone(&folder, &[], "limite-pages");
    // What is typed counts more than what is written.
    let run = folder.run(&["build", "--max-pages", "200"]);
    assert_eq!(run.status, 0, "{}", run.shown());
    folder.write("corrige.yaml", b"limites:\n  page: 10\n");
    let subject = "subjects/sain/sujet.yaml";
    for command in [
        &["build"][..],
        &["check"],
        &["watch"],
        &["values", subject],
        &["diff", subject, subject],
        &["typst", subject, "--out", "projet"],
        &["variants", "--count", "1"],
        &["stress"],
        &["verify", "0000"],
    ] {
        let run = folder.run(&[command, &["--format", "short"]].concat());
        assert_eq!(run.status, 2, "{}", run.shown());
        assert!(run.stderr.starts_with("corrige.yaml:2:3"), "{}", run.shown());
    }
}

/// A build that goes on, stopped at the end of the test.
struct Going(Child);

impl Going {
    fn new(folder: &Folder, arguments: &[&str]) -> Self {
        let child = folder
            .command(&[&["build", "--format", "short"], arguments].concat())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        Self(child)
    }

    /// Waits until a worker has worked for longer than the good subjects ask.
    ///
    /// Of two workers, one is done with them while the other is in the trap.
    fn worker(&self) -> u32 {
        until("a worker at work", || {
            children(self.0.id()).into_iter().find(|worker| busy(*worker) > 200)
        })
    }
}

impl Drop for Going {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Waits for something.
fn until<T>(what: &str, mut found: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = found() {
            return found;
        }
        assert!(begun.elapsed() < Duration::from_mins(1), "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Returns what follows the name in the state of a process: state, parent…
fn state(process: u32) -> Option<Vec<String>> {
    let text = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let (_, after) = text.rsplit_once(") ")?;
    Some(after.split(' ').map(str::to_owned).collect())
}

/// Lists the processes that a process started.
fn children(parent: u32) -> Vec<u32> {
    let parent = parent.to_string();
    let entries = fs::read_dir("/proc").expect("processes");
    let numbers = entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    numbers.filter(|process| state(*process).is_some_and(|state| state[1] == parent)).collect()
}

/// Returns the hundredths of seconds a process worked.
fn busy(process: u32) -> u64 {
    let state = state(process);
    state.and_then(|state| state[11].parse().ok()).unwrap_or_default()
}

fn kill(process: u32) {
    let killed = Command::new("kill").args(["-9", &process.to_string()]).status();
    assert!(killed.expect("kill runs").success());
}

#[test]
fn a_worker_that_is_killed_fails_its_subject_alone() {
    let folder = trapped("Lent", LOOP);
    let mut going = Going::new(&folder, &["--jobs", "1", "--timeout", "2 min"]);
    // The subject between the two others keeps the worker: it is the one at it.
    until("the first document", || folder.path("out/a/corrige.pdf").is_file().then_some(()));
    let worker = going.worker();
    kill(worker);
    let mut told = String::new();
    let output = going.0.stderr.as_mut().expect("its messages");
    std::io::Read::read_to_string(output, &mut told).expect("a text");
    assert_eq!(going.0.wait().expect("an end").code(), Some(1), "{told}");
    assert!(told.contains("impression-interrompue") && told.contains("SIGKILL"), "{told}");
    assert!(folder.path("out/z/corrige.pdf").is_file(), "{told}");
    assert!(!Path::new(&format!("/proc/{worker}")).exists(), "a zombie");
}

#[test]
fn a_parent_that_is_killed_leaves_no_worker() {
    let folder = trapped("Lent", LOOP);
    let going = Going::new(&folder, &["--jobs", "2", "--timeout", "2 min"]);
    going.worker();
    let workers = children(going.0.id());
    assert!(!workers.is_empty());
    drop(going);
    until("the end of the workers", || {
        let gone = |worker: &u32| state(*worker).is_none_or(|state| state[0] == "Z");
        workers.iter().all(gone).then_some(())
    });
}

#[test]
fn one_worker_or_two_give_the_same_bytes() {
    let folder = trapped("Sain", "");
    for (jobs, out) in [("1", "un"), ("2", "deux")] {
        let run = folder.run(&["build", "--jobs", jobs, "--out", out]);
        assert_eq!(run.status, 0, "{}", run.shown());
    }
    for name in ["a", "m", "z"] {
        let bytes = |out: &str| folder.bytes(&format!("{out}/{name}/corrige.pdf"));
        assert!(bytes("un") == bytes("deux"), "{name}");
    }
}

#[test]
fn the_command_of_workers_is_for_the_program() {
    let folder = Folder::new();
    let help = folder.run(&["--help"]);
    assert!(!help.stdout.contains("__worker"), "{}", help.shown());
    let none = folder.run(&[]);
    assert!(!none.stderr.contains("__worker"), "{}", none.shown());
    let typed = folder.run(&["__worker"]);
    assert_eq!(typed.status, 2, "{}", typed.shown());
}

#[test]
fn a_limit_that_is_none_is_told() {
    let run = Folder::new().run(&["build", "--memory", "2 Go"]);
    assert_eq!(run.status, 2);
    let expected = "« 2 Go » ne convient pas à « --memory » ; attendu : une mémoire de 128 Mio";
    assert!(run.stderr.contains(expected), "{}", run.shown());
}

/// The memory of a worker over many documents, as the system counts it.
#[test]
#[expect(clippy::print_stdout, reason = "the measure is for whoever asks for it")]
fn memory_does_not_grow_with_the_session() {
    let folder = Folder::new();
    for rank in 0..60 {
        let text = GOOD.replace("titre: Essai", &format!("titre: Essai {rank}"));
        folder.write(&format!("subjects/{rank:02}/sujet.yaml"), text.as_bytes());
    }
    let mut going = Going::new(&folder, &["--jobs", "1"]);
    let mut seen = Vec::new();
    while going.0.try_wait().expect("a state").is_none() {
        let resident = children(going.0.id()).into_iter().filter_map(resident).max();
        seen.extend(resident);
        std::thread::sleep(Duration::from_millis(10));
    }
    let most = seen.iter().max().copied().expect("a worker was seen");
    println!("mémoire d’un processus : {} Mio au plus", most >> 10);
    assert!(most < 150 << 10, "{most} Kio");
}
