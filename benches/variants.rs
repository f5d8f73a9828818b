//! Draws of question 2.3 of 2023 against a straightforward evaluation of the
//! same values, then papers of a class against one cold process a document.
//!
//! `cargo bench --bench variants`.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[expect(dead_code, reason = "each benchmark uses a part of it")]
mod measure;

use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use corrige::answers::solve;
use corrige::session::prepare;
use corrige::typst::Bounds;
use corrige::variants::{Attempt, Key, Plan};
use measure::{median, time};

const SUBJECT: &str = "subjects/2023/cloche-lorraine/sujet.yaml";
const DRAWS: u32 = 100_000;
const PLAIN: u32 = 200;
const PAPERS: u32 = 40;

fn main() {
    env::set_current_dir(env!("CARGO_MANIFEST_DIR")).expect("the project's folder");
    draws();
    papers("subjects/exercices/net-promoter-score.yaml", &[]);
    papers(SUBJECT, &["--questions", "2.3"]);
}

/// Draws, checks and computes one question.
fn draws() {
    let prepared = prepare(Path::new(SUBJECT), Bounds::default());
    let ready = prepared.ready.expect("a sound subject");
    let subject = ready.subject.only(&["2.3".to_owned()]).map_err(|_| "faults").expect("2.3");
    let mut free = subject.clone();
    if let Some(variants) = &mut free.variants {
        variants.constraints.clear();
        variants.fairness.clear();
    }
    let open = |subject| Plan::new(subject, &ready.answers, &prepared.sources, None);
    let (planning, plan) = time(|| open(&subject).map_err(|_| "faults").expect("a plan"));
    let unchecked = open(&free).map_err(|_| "faults").expect("a plan");
    let rehearse = |plan: &Plan| {
        let mut dealer = plan.dealer(&Key::public(), 2026);
        time(|| (0..DRAWS).map(|pupil| dealer.rehearse(pupil, 0).expect("a draw")).sum::<u64>())
    };
    let (quick, tries) = rehearse(&plan);
    let (simple, _) = rehearse(&unchecked);
    let mut dealer = plan.dealer(&Key::public(), 2026);
    let dealt: Vec<_> = (0..PLAIN)
        .map(|pupil| dealer.deal(pupil, Attempt::Drawn(0)).expect("a draw").apply(&subject))
        .collect();
    let (slow, ()) = time(|| {
        for subject in &dealt {
            let (_, faults) = solve(subject, &prepared.sources);
            assert!(!faults.has_errors());
        }
    });
    let a_second = |count: f64, spent: f64| count / spent * 1000.0;
    let slow = a_second(f64::from(PLAIN), slow);
    let line = |what: &str, speed: f64| {
        println!("{what:<46} {speed:>9.0} a second, {:>5.0} times the reference", speed / slow);
    };
    println!("plan of 2.3: {planning:.1} ms");
    line("values of 2.3, evaluated anew (the reference)", slow);
    line("drawn and computed, nothing refused", a_second(f64::from(DRAWS), simple));
    line("drawn, computed and checked: tries", a_second(exact(tries), quick));
    line("drawn, computed and checked: papers accepted", a_second(f64::from(DRAWS), quick));
    println!("  {:.1} tries a paper", exact(tries) / f64::from(DRAWS));
}

/// Counts of tries are small.
fn exact(count: u64) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

/// Prints a class with one thread and two, and a document alone.
fn papers(subject: &str, more: &[&str]) {
    let out = env::temp_dir().join(format!("corrige-bench-{}", std::process::id()));
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_corrige"));
        let command = command.args(arguments).arg("--out").arg(&out).stdout(Stdio::null());
        let (spent, status) = time(|| command.status().expect("a process"));
        assert!(status.success());
        fs::remove_dir_all(&out).expect("our own folder");
        spent
    };
    let class = |count: u32, jobs: &str| {
        let count = count.to_string();
        let mut arguments = vec!["variants", subject, "--count", &count, "--jobs", jobs];
        arguments.extend(more);
        run(&arguments)
    };
    let cold = median((0..3).map(|_| class(1, "1")).collect());
    println!("\n{subject} {}: one paper and its corrigé, cold {cold}", more.join(" "));
    for jobs in ["1", "2"] {
        let each = class(PAPERS, jobs) / f64::from(PAPERS);
        println!(
            "  {jobs} thread(s): {each:>6.1} ms a paper with its corrigé, {:.0} a second, \
             {:.1} times as fast as cold",
            1000.0 / each,
            cold.milliseconds() / each
        );
    }
}
