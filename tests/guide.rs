//! The guide and the pages beside it hold true: every example is read by the
//! program, every error and every output shown is its own, every picture and
//! every link is there.
//!
//! How an example of `docs/guide.md` becomes a subject:
//!
//! - one that begins with `examen:` is whole;
//! - another is a few keys, of the subject or of a question, that take the
//!   place of those of [`IDENTITY`] and [`QUESTION`];
//! - one under `<!-- faute: titre: -->` is a line that replaces, in the first
//!   example, the first line that begins with `titre:`; the `text` block that
//!   follows shows what the program tells. Under `<!-- faute ici: … -->` the
//!   line replaced is in the nearest whole example above.
//!
//! All stand in a folder with the files of `tests/guide`. Commands find
//! among their subjects the first example, the one that prints an exam paper and
//! the one that prints an exercise sheet; another figure in the first one in
//! `avant`; and the list of pupils beside them.

mod examples;
mod pictures;
mod shot;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use corrige::diagnostic::{Format, render};
use corrige::markup::typography::{Run, apply};
use corrige::session::{Prepared, prepare};
use corrige::typst::Bounds;
use expect_test::expect_file;

use examples::{blocks, subject, written};

const GUIDE: &str = include_str!("../docs/guide.md");
const VALUES: &str = include_str!("../docs/values.md");

/// Prepares a subject in a folder of its own, among the files of the guide.
fn prepared(name: &str, text: &str) -> (PathBuf, Prepared) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("guide").join(name);
    let prepared = prepare(&written(&folder, text), Bounds::default());
    (folder, prepared)
}

/// Returns what the program tells of a subject, from its folder.
fn told((folder, prepared): &(PathBuf, Prepared)) -> String {
    let text = render(&prepared.faults, &prepared.sources, Format::Full, false);
    text.replace(&format!("{}/", folder.display()), "")
}

#[test]
fn every_example_is_a_subject_without_fault() {
    let examples = blocks(GUIDE).into_iter().filter(|block| block.language == "yaml");
    let mut sound = 0;
    for (rank, example) in examples.enumerate() {
        if example.before.starts_with("<!-- faute") {
            continue;
        }
        let name = format!("exemple-{rank}");
        let read = prepared(&name, &subject(example.code));
        assert!(read.1.faults.is_empty(), "{}\n{}", told(&read), example.code);
        sound += 1;
    }
    assert!(sound > 35, "only {sound} examples were found");
}

#[test]
fn every_error_shown_is_what_the_program_tells() {
    let blocks = blocks(GUIDE);
    let whole: Vec<_> = blocks.iter().filter(|block| block.code.starts_with("examen:")).collect();
    let smallest = whole.first().expect("a first example").code;
    let mut above = smallest;
    let (mut shown, mut page) = (0, GUIDE.to_owned());
    for (example, expected) in blocks.iter().zip(blocks.iter().skip(1)) {
        if example.code.starts_with("examen:") {
            above = example.code;
        }
        let Some(fault) = example.before.strip_prefix("<!-- faute") else { continue };
        let (base, start) = match fault.strip_prefix(" ici: ") {
            Some(start) => (above, start),
            None => (smallest, fault.strip_prefix(": ").expect("the line at fault")),
        };
        let start = start.strip_suffix(" -->").expect("a closed comment");
        let read = prepared(&format!("faute-{shown}"), &with_line(base, start, example.code));
        assert!(read.1.ready.is_none(), "no error: {}", example.code);
        page = page.replacen(expected.code, &told(&read), 1);
        shown += 1;
    }
    assert!(shown > 5, "only {shown} errors were found");
    expect_file!["../docs/guide.md"].assert_eq(&page);
}

/// Replaces the first line that begins so, keeping its margin.
fn with_line(subject: &str, start: &str, line: &str) -> String {
    let guilty = subject
        .lines()
        .find(|found| found.trim_start().starts_with(start))
        .unwrap_or_else(|| panic!("the example has no line « {start} »"));
    let margin = &guilty[..guilty.len() - guilty.trim_start().len()];
    subject.replacen(guilty, &format!("{margin}{}", line.trim_end()), 1)
}

#[test]
fn every_command_shown_prints_what_the_guide_says() {
    let blocks = blocks(GUIDE);
    let smallest = blocks.iter().find(|block| block.language == "yaml").expect("a first example");
    let paper = blocks.iter().find(|block| block.code.contains("\ndocuments: [sujet"));
    let exercise = blocks.iter().find(|block| block.code.contains("\ndocuments: [exercice"));
    let roster = blocks.iter().find(|block| block.code.starts_with("identifiant;"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("guide/commandes");
    // What an earlier run printed would not be printed again.
    let _ = fs::remove_dir_all(&folder);
    written(&folder.join("subjects/2026/val-dore"), smallest.code);
    written(&folder.join("avant/val-dore"), &smallest.code.replace("9200", "9000"));
    written(&folder.join("subjects/2026/examen-blanc"), paper.expect("an exam paper").code);
    written(&folder.join("subjects/2026/conversion"), exercise.expect("an exercise").code);
    fs::write(folder.join("eleves.csv"), roster.expect("a roster").code).expect("the roster");
    let consoles = blocks.iter().filter(|block| block.language == "console");
    let commands: Vec<_> = consoles.flat_map(|block| block.code.split("$ ").skip(1)).collect();
    assert!(commands.len() > 4, "only {} commands were found", commands.len());
    for shown in commands {
        let (command, printed) = shown.split_once('\n').expect("a line of command");
        let words = command.strip_prefix("corrige ").expect("a command of the program");
        let run = Command::new(env!("CARGO_BIN_EXE_corrige"))
            .args(arguments(words))
            .current_dir(&folder)
            .output()
            .expect("the program runs");
        assert_eq!(String::from_utf8_lossy(&run.stdout), printed, "{command}");
    }
}

/// Cuts a command at its spaces, but for those between quotes.
fn arguments(command: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (rank, part) in command.split('"').enumerate() {
        if rank % 2 == 1 {
            found.push(part.to_owned());
        } else {
            found.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    found
}

#[test]
fn the_table_of_typography_is_what_the_program_sets() {
    let (_, table) = GUIDE.split_once("<!-- typographie -->\n").expect("the table of typography");
    let mut rows = 0;
    for row in table.lines().skip(2).take_while(|line| line.starts_with('|')) {
        let (typed, set) = row.trim_matches(['|', ' ']).split_once(" | ").expect("two cells");
        assert_eq!(typeset(typed.trim_matches('`')), set);
        rows += 1;
    }
    assert!(rows > 5, "only {rows} rows were found");
}

fn typeset(typed: &str) -> String {
    let runs = apply(&[Run::Text(typed.to_owned())]);
    runs.into_iter()
        .flatten()
        .map(|run| match run {
            Run::Text(text) | Run::Fixed(text) => text,
            Run::Superscript(text) => format!("<sup>{text}</sup>"),
        })
        .collect()
}

#[test]
fn the_data_file_of_the_guide_is_the_one_shown() {
    let shown = blocks(GUIDE).into_iter().find(|block| block.language == "csv");
    assert_eq!(shown.expect("a CSV file").code, include_str!("guide/clients.csv"));
}

#[test]
fn every_link_and_picture_leads_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut shown = Vec::new();
    for page in [
        "README.md",
        "CHANGELOG.md",
        "NOTICE.md",
        "docs/guide.md",
        "docs/cles.md",
        "docs/values.md",
        "docs/classe.md",
    ] {
        let text = fs::read_to_string(root.join(page)).expect("a page");
        let folder = root.join(page).parent().expect("a folder").to_owned();
        let anchors = anchors(&text);
        for target in targets(&text) {
            if let Some(anchor) = target.strip_prefix('#') {
                assert!(anchors.contains(&anchor.to_owned()), "{page} has no title {target}");
            } else if !target.starts_with("http") {
                assert!(folder.join(target).exists(), "{page} leads to {target}");
                shown.push(folder.join(target));
            }
        }
    }
    for picture in fs::read_dir(root.join("docs/images")).expect("the pictures") {
        let picture = picture.expect("a picture").path();
        assert!(shown.contains(&picture), "{} is shown nowhere", picture.display());
        let size = fs::metadata(&picture).expect("a picture").len();
        assert!(size < 60_000, "{} weighs {size} bytes", picture.display());
    }
}

/// Lists where the links and pictures of a page lead.
fn targets(page: &str) -> Vec<&str> {
    let prose = page.split("```").step_by(2);
    prose
        .flat_map(|text| text.split("](").skip(1))
        .filter_map(|after| after.split_once(')').map(|(target, _)| target))
        .collect()
}

/// Lists the anchors that titles make, as code hosts do.
fn anchors(page: &str) -> Vec<String> {
    let titles = page.lines().filter_map(|line| line.strip_prefix('#'));
    titles
        .map(|title| {
            title
                .trim_start_matches('#')
                .trim()
                .to_lowercase()
                .chars()
                .filter(|char| char.is_alphanumeric() || matches!(char, ' ' | '-' | '_'))
                .map(|char| if char == ' ' { '-' } else { char })
                .collect()
        })
        .collect()
}

#[test]
fn the_values_shown_are_those_the_program_gives() {
    let blocks = blocks(VALUES);
    let of = |language| blocks.iter().find(|block| block.language == language).expect("a block");
    let (folder, _) = prepared("values", &subject(of("yaml").code));
    let run = Command::new(env!("CARGO_BIN_EXE_corrige"))
        .args(["values", "sujet.yaml", "--format", "json"])
        .current_dir(folder)
        .output()
        .expect("the program runs");
    assert!(run.status.success());
    assert_eq!(String::from_utf8_lossy(&run.stdout), of("json").code);
}
