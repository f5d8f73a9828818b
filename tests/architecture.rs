//! The invariants of the crate's front page, held by reading its source.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fs;
use std::path::{Path, PathBuf};

/// Modules in the order of the line: one may use those before it.
const LINE: [&str; 17] = [
    "source",
    "number",
    "diagnostic",
    "lint",
    "formula",
    "yaml",
    "markup",
    "subject",
    "answers",
    "proof",
    "sheet",
    "compare",
    "typst",
    "pdf",
    "variants",
    "session",
    "starter",
];

fn files() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    found.sort();
    assert!(found.len() > 50, "the source was not found");
    found
}

/// Returns the first part of a file's path below `src`, without extension.
fn module(path: &Path) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let below = path.strip_prefix(root).unwrap();
    let first = below.components().next().unwrap().as_os_str().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

/// Returns the code of a file, without its tests and comments.
fn code(path: &Path, text: &str) -> String {
    if path.file_name().is_some_and(|name| name == "tests.rs") {
        return String::new();
    }
    let body = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    body.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Fails with the files in which `needle` stands outside of `allowed`.
fn only(allowed: &[&str], needle: &str) {
    let guilty: Vec<_> = files()
        .into_iter()
        .filter(|(path, text)| {
            !allowed.contains(&module(path).as_str()) && code(path, text).contains(needle)
        })
        .map(|(path, _)| path)
        .collect();
    assert!(guilty.is_empty(), "`{needle}` belongs to {allowed:?}, not to {guilty:#?}");
}

#[test]
fn imports_run_one_way() {
    let mut backwards = Vec::new();
    for (path, text) in files() {
        let here = module(&path);
        let Some(rank) = LINE.iter().position(|name| *name == here) else {
            assert!(["lib", "main", "cli"].contains(&here.as_str()), "unknown module {here}");
            continue;
        };
        for used in code(&path, &text).split("crate::").skip(1) {
            let name: String = used
                .chars()
                .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
                .collect();
            match LINE.iter().position(|other| *other == name) {
                Some(other) if other <= rank => {}
                _ => backwards.push(format!("{} uses {name}", path.display())),
            }
        }
    }
    assert!(backwards.is_empty(), "{backwards:#?}");
}

#[test]
fn each_crate_has_its_module() {
    only(&["yaml"], "serde_yaml::");
    only(&["yaml"], "saphyr_parser::");
    only(&["typst", "pdf"], "typst_layout");
    only(&["typst", "pdf"], "typst_pdf");
    only(&["typst", "pdf"], "use typst::");
    only(&["typst", "pdf"], "comemo::");
    only(&["markup"], "pulldown_cmark");
    only(&["source"], "csv::Reader");
    only(&["variants"], "chacha20::");
    only(&["variants"], "hmac::");
    only(&["variants"], "qrcodegen::");
    only(&["session"], "notify::");
    only(&["cli"], "clap::");
    only(&["cli"], "clap_complete::");
    only(&["compare"], "use similar::");
}

#[test]
fn only_the_command_line_prints() {
    for macro_name in ["println!", "eprintln!", "print!(", "eprint!(", "stdout()", "stderr()"] {
        only(&["cli"], macro_name);
    }
}

#[test]
fn numbers_stay_exact() {
    for float in ["f64", "f32"] {
        // Layout is Typst's; what reads YAML is handed floats, and takes the
        // characters of the file instead.
        only(&["typst", "pdf", "yaml"], &format!(": {float}"));
        only(&["typst", "pdf"], &format!("-> {float}"));
        only(&["typst", "pdf"], &format!("as {float}"));
    }
}

#[test]
fn nothing_depends_on_the_clock_nor_on_the_order_of_a_hash() {
    for needle in ["SystemTime", "Utc::now", "Local::now", "HashMap", "HashSet"] {
        only(&[], needle);
    }
}

#[test]
fn rooms_are_small() {
    let long: Vec<_> = files()
        .into_iter()
        .filter(|(_, text)| text.lines().count() > 500)
        .map(|(path, _)| path)
        .collect();
    assert!(long.is_empty(), "above 500 lines: {long:#?}");
}

#[test]
fn every_module_says_what_it_is() {
    let mute: Vec<_> = files()
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(path, _)| path)
        .collect();
    assert!(mute.is_empty(), "without `//!`: {mute:#?}");
}

#[test]
fn every_file_of_tests_is_one_of_the_program() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let main = fs::read_to_string(tests.join("main.rs")).unwrap();
    for entry in fs::read_dir(&tests).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let Some(module) = name.strip_suffix(".rs") else { continue };
        let apart = ["main", "watch"].contains(&module);
        assert!(apart || main.contains(&format!("\nmod {module};\n")), "{name} is never run");
    }
}
