//! A session of 200 corrigés made from the two real subjects, each with figures
//! of its own: with one worker and with two against one cold process a
//! document, then what is printed again after a change, then the share of PDF
//! serialisation in it all.
//!
//! `cargo bench --bench session`.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[expect(dead_code, reason = "each benchmark uses a part of it")]
mod measure;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use corrige::pdf::{self, Keep};
use corrige::session::{alone, job, plan, prepare_some};
use corrige::typst::{Bounds, Engine};
use measure::{Median, median, time};

/// Corrigés made from each subject.
const EACH: u32 = 100;

/// Documents printed by a process of their own.
const COLD: u32 = 6;

/// A subject, a file of it, a figure written there, and the figures that stand
/// there in the copies.
struct Original {
    folder: &'static str,
    file: &'static str,
    figure: &'static str,
    becomes: fn(u32) -> String,
}

const ORIGINALS: [Original; 2] = [
    Original {
        folder: "2025/markstein",
        file: "clients.csv",
        figure: "2025-03-08;9;486",
        becomes: |rank| format!("2025-03-08;9;{}", 486 + rank),
    },
    Original {
        folder: "2023/cloche-lorraine",
        file: "sujet.yaml",
        figure: "[2021, 8000,",
        becomes: |rank| format!("[2021, {},", 8000 + 10 * rank),
    },
];

fn main() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let here = env::temp_dir().join(format!("corrige-bench-{}", std::process::id()));
    session(project, &here);
    let cold = cold(&here);
    for jobs in ["1", "2"] {
        whole(&here, jobs, cold);
    }
    again(&here);
    floor(&here);
    fs::remove_dir_all(here).expect("our own folder");
}

/// Writes the project of the session.
fn session(project: &Path, here: &Path) {
    copy(&project.join("templates"), &here.join("templates"));
    for original in &ORIGINALS {
        for rank in 0..EACH {
            let folder = here.join(format!("subjects/{}-{rank:03}", original.folder));
            copy(&project.join("subjects").join(original.folder), &folder);
            replace(&folder.join(original.file), original.figure, &(original.becomes)(rank));
        }
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name())).expect("a file");
        if path.is_dir() {
            copy(&path, &to.join(name));
        } else {
            fs::copy(&path, to.join(name)).expect("a file");
        }
    }
}

fn replace(path: &Path, words: &str, by: &str) {
    let text = fs::read_to_string(path).expect("a text");
    assert!(text.contains(words), "{} says « {words} »", path.display());
    fs::write(path, text.replacen(words, by, 1)).expect("a file");
}

/// Starts a build of corrigés in the project of the session.
fn build(here: &Path, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_corrige"))
        .args([&["build", "--documents", "corrige"], arguments].concat())
        .current_dir(here)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("a process")
}

fn done(mut build: Child) {
    assert!(build.wait().expect("an end").success());
}

/// One process a document, as many of each subject.
fn cold(here: &Path) -> Median {
    let one = |folder: &str, rank: u32| {
        let subject = format!("subjects/{folder}-{rank:03}");
        time(|| done(build(here, &[&subject, "--jobs", "1", "--out", "cold"]))).0
    };
    let each = ORIGINALS
        .map(|original| median((0..COLD).map(|rank| one(original.folder, rank)).collect()));
    // As many documents of both: their mean, not their middle.
    let mean = median(vec![each.map(Median::milliseconds).iter().sum::<f64>() / 2.0]);
    println!("one cold process a document: {mean} (mean of both subjects)");
    mean
}

/// The whole session, and the memory of its workers.
fn whole(here: &Path, jobs: &str, cold: Median) {
    let (spent, most) = time_watched(build(here, &["--jobs", jobs, "--out", jobs]));
    let documents = f64::from(2 * EACH);
    let each = spent / documents;
    println!(
        "{jobs} worker(s): {each:>6.1} ms a document, {:.1} a second, {:.1} times as fast as cold, \
         workers {} MiB at most together",
        1000.0 / each,
        cold.milliseconds() / each,
        most.map_or("?".to_owned(), |kibibytes| (kibibytes >> 10).to_string()),
    );
}

/// Waits for a build; returns milliseconds and the most memory its workers held
/// together, in KiB, where the system tells.
fn time_watched(mut build: Child) -> (f64, Option<u64>) {
    let mut most = None;
    let (spent, ()) = time(|| {
        while build.try_wait().expect("a state").is_none() {
            most = most.max(workers(build.id()));
            std::thread::sleep(Duration::from_millis(20));
        }
    });
    done(build);
    (spent, most)
}

/// Returns the resident memory of the processes that a process started.
fn workers(parent: u32) -> Option<u64> {
    let entries = fs::read_dir("/proc").ok()?;
    let states =
        entries.filter_map(|entry| fs::read_to_string(entry.ok()?.path().join("status")).ok());
    let told = |state: &str, key: &str| {
        let line = state.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(':'));
        line?.split_whitespace().next()?.parse::<u64>().ok()
    };
    let own = states.filter(|state| told(state, "PPid") == Some(parent.into()));
    Some(own.filter_map(|state| told(&state, "VmRSS")).sum())
}

/// What is printed again after a change.
fn again(here: &Path) {
    let run = || time(|| done(build(here, &["--jobs", "2", "--out", "2"]))).0;
    let nothing = median((0..5).map(|_| run()).collect());
    println!("again, nothing changed: {nothing}");
    let subject = here.join("subjects/2025/markstein-042/sujet.yaml");
    replace(&subject, "Enfin ! Vivement", "Chic ! Vivement");
    println!("again, a word of a sentence changed (1 document): {:>9.1} ms", run());
    let template = here.join("templates/components/persona.typ");
    replace(&template, "// ", "// Here: ");
    println!("again, a template changed (all documents): {:>9.1} ms", run());
}

/// What part of the work is the writing of PDF.
fn floor(here: &Path) {
    env::set_current_dir(here).expect("the project of the session");
    let engine = Engine::new(Some(Path::new("templates"))).expect("templates");
    let (mut layout, mut export) = (0.0, 0.0);
    let (all, ()) = time(|| {
        alone(|| {
            for planned in plan(&[PathBuf::from("subjects")]).expect("subjects") {
                let corrige = |_: &_, file: &str| file == "corrige.pdf";
                let prepared = prepare_some(&planned.subject, Bounds::default(), corrige);
                let ready = prepared.ready.expect("a sound subject");
                let document = ready.document("corrige.pdf").expect("a corrigé");
                let job = job(&ready, document, "bench").expect("a job");
                let (spent, laid) = time(|| pdf::layout(&engine, &job).map_err(|_| "faults"));
                layout += spent;
                pdf::forget(Keep::Recent(1));
                let laid = laid.expect("pages");
                export += time(|| pdf::export(&engine, &laid, &job).expect("a PDF")).0;
            }
        });
    });
    let documents = f64::from(2 * EACH);
    println!(
        "in one thread, a document: {:.1} ms to read and compose, {:.1} to lay out, {:.1} to write \
         as PDF (the floor); {:.2} times the floor in all",
        (all - layout - export) / documents,
        layout / documents,
        export / documents,
        all / export,
    );
}
