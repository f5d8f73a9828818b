//! Times every document of the real subjects: a cold process for all of them,
//! then each within one process, a page at a time, and the memory of a worker.
//!
//! `cargo bench --bench documents`.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[expect(dead_code, reason = "each benchmark uses a part of it")]
mod measure;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use corrige::pdf;
use corrige::session::{job, plan, prepare};
use corrige::typst::{Bounds, Engine};
use measure::{Times, median, time, watched};

const RUNS: usize = 5;

fn main() {
    env::set_current_dir(env!("CARGO_MANIFEST_DIR")).expect("the project's folder");
    let (total, memory) = cold();
    let pages = each();
    println!("\ncold process, all documents: {total:.0} ms, {:.1} ms a page", total / pages);
    println!("most memory of a worker, all documents one after another: {memory:.0} MiB");
}

/// The whole session in a new process: its time, and the most memory of one
/// worker that prints it all.
fn cold() -> (f64, f64) {
    let out = env::temp_dir().join(format!("corrige-bench-{}", std::process::id()));
    let start = |more: &[&str]| {
        // What stands there already would not be printed again.
        let _ = fs::remove_dir_all(&out);
        let mut command = Command::new(env!("CARGO_BIN_EXE_corrige"));
        let command = command.arg("build").args(more).arg("--out").arg(&out);
        command.stdout(Stdio::null()).spawn().expect("a process")
    };
    let run = || assert!(start(&[]).wait().expect("a process").success());
    let times: Times = (0..RUNS).map(|_| time(run).0).collect();
    let memory = watched(start(&["--jobs", "1"]));
    fs::remove_dir_all(out).expect("our own folder");
    (median(times).milliseconds(), memory)
}

/// Each document within this process; returns the number of pages.
fn each() -> f64 {
    let engine = Engine::new(Some(Path::new("templates"))).expect("templates");
    let mut all = 0.0;
    println!("within a process, first run      layout      export   pages   ms a page");
    for planned in plan(&[PathBuf::from("subjects")]).expect("subjects") {
        let (prepared, ready) =
            time(|| prepare(&planned.subject, Bounds::default()).ready.expect("a sound subject"));
        println!("{}  (read and composed in {prepared:.1} ms)", planned.folder.display());
        for document in &ready.documents {
            let job = job(&ready, document, "bench").expect("a job");
            let (layout, laid) =
                time(|| pdf::layout(&engine, &job).map_err(|_| "faults").expect("pages"));
            let (export, _) = time(|| pdf::export(&engine, &laid, &job).expect("a PDF"));
            let pages = u32::try_from(laid.pages()).map_or(0.0, f64::from);
            all += pages;
            println!(
                "  {:<26} {layout:>8.1} ms {export:>8.1} ms {pages:>7} {:>8.1} ms",
                document.file,
                (layout + export) / pages
            );
            pdf::forget(pdf::Keep::Nothing);
        }
    }
    all
}
