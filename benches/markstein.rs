//! Times the corrigé of Le Markstein: a cold process against the official
//! `typst` command on the same templates and data, and the share of each step
//! within one process.
//!
//! `cargo bench --bench markstein`. The official command is looked for in
//! `$TYPST`, then on the path; without it, its line says so.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[expect(dead_code, reason = "each benchmark uses a part of it")]
mod measure;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use corrige::session::{Ready, job, prepare};
use corrige::typst::{Bounds, Engine};
use corrige::{pdf, source, subject, yaml};
use measure::{Times, median, time};

const SUBJECT: &str = "subjects/2025/markstein/sujet.yaml";
const RUNS: usize = 9;

fn main() {
    env::set_current_dir(env!("CARGO_MANIFEST_DIR")).expect("the project's folder");
    cold();
    steps();
}

/// Whole processes, one of ours and one of the reference in turn.
fn cold() {
    let folder = env::temp_dir().join(format!("corrige-bench-{}", std::process::id()));
    let project = project(&folder.join("typst"));
    // An empty folder each time, or nothing is left to print.
    let mut runs = 0;
    let mut ours = || {
        runs += 1;
        let mut command = Command::new(env!("CARGO_BIN_EXE_corrige"));
        command.args(["build", SUBJECT, "--out"]).arg(folder.join(format!("out{runs}")));
        run(&mut command)
    };
    let reference = env::var_os("TYPST").unwrap_or_else(|| OsString::from("typst"));
    let theirs = || run(&mut official(&reference, &project));
    println!("cold process, median of {RUNS}");
    if theirs() {
        ours();
        let (mut us, mut them) = (Times::new(), Times::new());
        for _ in 0..RUNS {
            us.push(time(&mut ours).0);
            them.push(time(theirs).0);
        }
        let (us, them) = (median(us), median(them));
        println!("  corrige            {us}");
        println!("  official command   {them}");
        println!("  ratio              {:.2}", us.ratio(them));
    } else {
        let times: Times = (0..RUNS).map(|_| time(&mut ours).0).collect();
        println!("  corrige            {}", median(times));
        println!("  official command   not found: set $TYPST to its path");
    }
    fs::remove_dir_all(folder).expect("our own folder");
}

fn run(command: &mut Command) -> bool {
    let quiet = command.stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// Writes the same document as a project of the official command.
fn project(folder: &Path) -> PathBuf {
    let ready = prepare(Path::new(SUBJECT), Bounds::default()).ready.expect("a sound subject");
    let job = job(&ready, &ready.documents[0], "bench").expect("a job");
    for (path, bytes) in corrige::typst::embedded() {
        put(&folder.join("templates").join(path), bytes);
    }
    put(&folder.join("sheet.json"), &job.sheet);
    for (name, bytes) in &job.files {
        put(&folder.join("subject").join(name), bytes);
    }
    let main =
        format!("#set document(title: \"{}\")\n#include \"/templates/{}\"\n", job.title, job.entry);
    put(&folder.join("main.typ"), main.as_bytes());
    folder.to_owned()
}

fn put(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

fn official(program: &OsString, project: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .args(["compile", "--pdf-standard", "ua-1,a-2a", "--ignore-system-fonts"])
        .arg("--ignore-embedded-fonts")
        .arg("--font-path")
        .arg(project.join("templates/fonts"))
        .arg("--root")
        .arg(project)
        .arg(project.join("main.typ"))
        .arg(project.join("out.pdf"));
    command
}

/// The steps within one process: first run, then warm.
fn steps() {
    let (engine_time, engine) = time(|| Engine::new(Some(Path::new("templates"))));
    let engine = engine.expect("templates");
    println!("\nwithin a process          first        warm");
    println!("  engine            {engine_time:>9.2} ms           –");
    let first = document(&engine);
    let mut warm: Vec<Vec<f64>> = vec![Vec::new(); first.len()];
    for _ in 0..RUNS {
        for (times, (_, time)) in warm.iter_mut().zip(document(&engine)) {
            times.push(time);
        }
    }
    let total: f64 = first.iter().map(|(_, time)| time).sum();
    let mut ours = 0.0;
    for ((name, time), times) in first.iter().zip(warm) {
        if !["layout", "export"].contains(name) {
            ours += time;
        }
        println!(
            "  {name:<16}  {time:>9.2} ms {:>8.2} ms  {:>5.1} %",
            median(times.into_iter().collect()).milliseconds(),
            time / total * 100.0
        );
    }
    println!("  all of ours but Typst, first run: {ours:.2} ms");
}

/// Times each step of one document.
fn document(engine: &Engine) -> Vec<(&'static str, f64)> {
    let path = Path::new(SUBJECT);
    let mut sources = source::Sources::default();
    let (parse, _) = time(|| {
        let text = fs::read_to_string(path).expect("a subject");
        let id = sources.add(SUBJECT, text);
        yaml::read(&sources, id).expect("sound YAML")
    });
    let mut sources = source::Sources::default();
    let (load, loaded) = time(|| subject::load(path, &mut sources).expect("a sound subject"));
    let subject = loaded.subject;
    let (compute, (answers, _)) = time(|| corrige::answers::solve(&subject, &sources));
    let (compose, _) =
        time(|| corrige::sheet::corrige(&subject, &answers, &sources).expect("a sound sheet"));
    let ready: Ready = prepare(path, Bounds::default()).ready.expect("a sound subject");
    let (serialise, job) = time(|| job(&ready, &ready.documents[0], "bench").expect("a job"));
    let (layout, laid) = time(|| pdf::layout(engine, &job).map_err(|_| "faults").expect("pages"));
    let (export, _) = time(|| pdf::export(engine, &laid, &job).expect("a PDF"));
    pdf::forget(pdf::Keep::Recent(1));
    vec![
        ("yaml", parse),
        ("load", load - parse),
        ("compute", compute),
        ("compose", compose),
        ("serialise", serialise),
        ("layout", layout),
        ("export", export),
    ]
}
