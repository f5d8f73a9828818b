//! Draws of question 2.3 of 2023 against a straightforward evaluation of the
//! same values, with where their time goes, then papers of a class against one
//! cold process a document.
//!
//! `cargo bench --bench variants`.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[expect(dead_code, reason = "each benchmark uses a part of it")]
mod measure;

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use corrige::answers::solve;
use corrige::formula::parse;
use corrige::session::prepare;
use corrige::subject::{Cell, Formula, Parameter, Rule, Subject, needs};
use corrige::typst::Bounds;
use corrige::variants::{Attempt, Key, Plan, PreparedDomain, Stream};
use measure::{median, time};

const SUBJECT: &str = "subjects/2023/cloche-lorraine/sujet.yaml";
const DRAWS: u32 = 100_000;
const PLAIN: u32 = 200;
const PAPERS: u32 = 60;
const FEW: u32 = 20;

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
    let subject = of_its_question(&subject);
    let free = unchecked(&subject);
    let open = |subject| {
        let plan = Plan::new(subject, &ready.answers, &prepared.sources, None);
        plan.map_err(|_| "faults").expect("a plan")
    };
    let (planning, plan) = time(|| open(&subject));
    let unchecked = open(&free);
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
    profile(&free, [&open(&uncomputed(&free)), &unchecked, &open(&admitted(&subject, &free))]);
}

/// Draws and computes for each pupil; returns the time and the tries.
fn rehearse(plan: &Plan) -> (f64, u64) {
    let mut dealer = plan.dealer(&Key::public(), 2026);
    time(|| (0..DRAWS).map(|pupil| dealer.rehearse(pupil, 0).expect("a draw")).sum::<u64>())
}

/// Leaves out the parameters and the constraints of other questions.
fn of_its_question(subject: &Subject) -> Subject {
    let mut subject = subject.clone();
    let questions = subject.dossiers.iter().flat_map(|dossier| &dossier.questions);
    let needed: BTreeSet<String> =
        questions.flat_map(|question| needs(&subject, question)).collect();
    let name = |cell: &Cell| match *cell {
        Cell::Datum(rank) => subject.data[rank].name.value.clone(),
        Cell::Entry { table, column, .. } => {
            let table = &subject.tables[table];
            format!("{}.{}", table.name.value, table.columns[column].name.value)
        }
    };
    let drawn = |parameter: &Parameter| match &parameter.rule {
        Rule::Drawn(draws) => {
            draws.iter().flat_map(|draw| &draw.cells).any(|cell| needed.contains(&name(cell)))
        }
        Rule::Derived { .. } => needed.contains(&parameter.name.value),
    };
    let asked =
        |formula: &Formula| formula.expr.names().iter().all(|(name, _)| needed.contains(*name));
    let mut variants = subject.variants.clone().expect("variants");
    variants.parameters.retain(drawn);
    variants.constraints.retain(asked);
    variants.fairness.retain(|fairness| asked(&fairness.formula));
    subject.variants = Some(variants);
    subject
}

/// Leaves out all that refuses draws.
fn unchecked(subject: &Subject) -> Subject {
    let mut subject = subject.clone();
    if let Some(variants) = &mut subject.variants {
        variants.constraints.clear();
        variants.fairness.clear();
    }
    subject
}

/// Leaves out all that is computed.
fn uncomputed(subject: &Subject) -> Subject {
    let mut subject = subject.clone();
    subject.computations.clear();
    subject.tables.iter_mut().for_each(|table| table.computed.clear());
    subject
}

/// Looks at the constraints of a subject, and refuses nothing.
fn admitted(subject: &Subject, free: &Subject) -> Subject {
    let mut admitted = free.clone();
    let asked = subject.variants.iter().flat_map(|variants| &variants.constraints);
    let always = asked.map(|formula| {
        let text = format!("({}) ou 1 = 1", formula.text);
        Formula { expr: parse(&text).expect("a formula"), ..formula.clone() }
    });
    if let Some(variants) = &mut admitted.variants {
        variants.constraints = always.collect();
    }
    admitted
}

/// Says where the time of a draw goes, by the same draws with stages left out:
/// numbers alone, then values read, then formulas, then constraints. None is
/// refused, so that each stage works on all of them; the quickest run of each is
/// the one that was disturbed least.
fn profile(subject: &Subject, plans: [&Plan; 3]) {
    const RUNS: usize = 5;
    let variants = subject.variants.as_ref().expect("variants");
    let draws = variants.parameters.iter().filter_map(|parameter| match &parameter.rule {
        Rule::Drawn(draws) => Some(draws),
        Rule::Derived { .. } => None,
    });
    let mut draws: Vec<_> = draws
        .flatten()
        .zip(0_u32..)
        .map(|(draw, rank)| {
            let domain = PreparedDomain::new(&draw.domain, draw.cells.len()).expect("a domain");
            (Stream::new(&Key::public().derive(&[&rank.to_le_bytes()])), domain)
        })
        .collect();
    let mut numbers = || {
        let mut out = Vec::new();
        let (spent, ()) = time(|| {
            for pupil in 0..DRAWS {
                for (stream, domain) in &mut draws {
                    stream.seek(u64::from(pupil) << 16, 0);
                    out.clear();
                    domain.draw(stream, &mut out);
                }
            }
        });
        spent
    };
    let mut times = [const { Vec::new() }; 4];
    for _ in 0..RUNS {
        times[0].push(numbers());
        for (times, plan) in times[1..].iter_mut().zip(plans) {
            times.push(rehearse(plan).0);
        }
    }
    let times = times.map(|times| times.into_iter().fold(f64::INFINITY, f64::min));
    println!("\na draw of 2.3 that nothing refuses, one stage after the other:");
    // Constraints tie parameters together: there are fewer groups to compute,
    // which can save more than the constraints cost.
    let stages = ["random numbers", "and values read", "and formulas", "and constraints"];
    for (what, time) in stages.iter().zip(times) {
        println!("  {what:<16} {:>6.2} µs", time * 1000.0 / f64::from(DRAWS));
    }
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
        // The papers of one class more than those of another: to start and to
        // plan is no part of a paper. The quickest run is the least disturbed.
        let least = |count| (0..3).map(|_| class(count, jobs)).fold(f64::INFINITY, f64::min);
        let each = (least(FEW + PAPERS) - least(FEW)) / f64::from(PAPERS);
        println!(
            "  {jobs} thread(s): {each:>6.1} ms a paper with its corrigé, {:.0} a second, \
             {:.1} times as fast as cold",
            1000.0 / each,
            cold.milliseconds() / each
        );
    }
}
