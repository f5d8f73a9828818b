//! Faults for programs: every fault of the bad inputs, in every format, is what
//! its readers expect – a JSON Schema, the commands of GitHub, SARIF.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::schema::Schema;
use crate::support::{Folder, GOOD, Run, project};
use corrige::diagnostic::{Fault, Format, Sarif, Severity, render};
use corrige::session::prepare;
use corrige::source::Sources;
use corrige::typst::Bounds;
use serde_json::Value;

const SCHEMA: &str = include_str!("../docs/schema/faute.schema.json");

/// Finds the faults of every bad input.
fn every_fault() -> Vec<(Vec<Fault>, Sources)> {
    let folder = project().join("tests/faults");
    let mut inputs: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the bad inputs")
        .map(|entry| entry.expect("a bad input").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .collect();
    inputs.sort_unstable();
    let found: Vec<_> = inputs
        .iter()
        .map(|path| prepare(path, Bounds::default()))
        .map(|prepared| (prepared.faults, prepared.sources))
        .collect();
    assert!(found.iter().map(|(faults, _)| faults.len()).sum::<usize>() > 200);
    found
}

#[test]
fn every_line_of_json_is_what_the_schema_says() {
    let schema = Schema::read(SCHEMA);
    for (faults, sources) in every_fault() {
        for line in render(&faults, &sources, Format::Json, false).lines() {
            let fault: Value = serde_json::from_str(line).expect("JSON");
            assert_eq!(schema.breaches(&fault), [""; 0], "{line}");
        }
    }
}

#[test]
fn the_schema_refuses_what_is_no_fault() {
    let schema = Schema::read(SCHEMA);
    let place = r#"{"file":"a","line":1,"column":1,"end_line":1,"end_column":0,"label":""}"#;
    for line in [
        r#"{"severity":"error","id":"a","message":"b","places":[],"help":[]}"#.to_owned(),
        r#"{"version":2,"severity":"error","id":"a","message":"b","places":[],"help":[]}"#
            .to_owned(),
        r#"{"version":1,"severity":"info","id":"a","message":"b","places":[],"help":[]}"#
            .to_owned(),
        r#"{"version":1,"severity":"error","id":"A b","message":"b","places":[],"help":[]}"#
            .to_owned(),
        format!(
            r#"{{"version":1,"severity":"error","id":"a","message":"b","places":[{place}],"help":[]}}"#
        ),
    ] {
        let fault: Value = serde_json::from_str(&line).expect("JSON");
        assert_eq!(schema.breaches(&fault).len(), 1, "{line}");
    }
}

/// A command as the runner of GitHub reads it: a name, properties, a text.
///
/// `::name key=value,key=value::text`, on one line; `%25`, `%0D` and `%0A` stand
/// for signs everywhere, `%3A` and `%2C` in properties too.
fn command(line: &str) -> (String, Vec<(String, String)>, String) {
    let (head, text) =
        line.strip_prefix("::").and_then(|rest| rest.split_once("::")).expect("a command");
    let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
    let text_of =
        |escaped: &str| escaped.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    let properties = properties.split(',').filter(|one| !one.is_empty()).map(|property| {
        let (key, value) = property.split_once('=').expect("a property");
        let value = value.replace("%0D", "\r").replace("%0A", "\n");
        let value = value.replace("%3A", ":").replace("%2C", ",").replace("%25", "%");
        (key.to_owned(), value)
    });
    (name.to_owned(), properties.collect(), text_of(text))
}

#[test]
fn github_reads_what_was_told() {
    for (faults, sources) in every_fault() {
        let text = render(&faults, &sources, Format::Github, false);
        assert_eq!(text.lines().count(), faults.len());
        for (line, fault) in text.lines().zip(&faults) {
            let (name, properties, text) = command(line);
            let get = |key: &str| {
                properties.iter().find(|(own, _)| own == key).map(|(_, value)| value.as_str())
            };
            let severity = if fault.severity == Severity::Error { "error" } else { "warning" };
            assert_eq!(name, severity);
            assert_eq!(get("title"), Some(fault.id), "{line}");
            assert!(text.starts_with(&fault.message), "{line}");
            let Some(place) = fault.places.first() else {
                assert_eq!(properties.len(), 1, "{line}");
                continue;
            };
            let start = place.span.range().start;
            let (row, column) = sources.line_column(place.span.source, start);
            assert_eq!(get("file"), Some(sources.get(place.span.source).name.as_str()), "{line}");
            assert_eq!(get("line"), Some(row.to_string().as_str()), "{line}");
            assert_eq!(get("col"), Some(column.to_string().as_str()), "{line}");
            // GitHub drops an annotation that has both.
            assert!(get("endLine").is_none() || get("endColumn").is_none(), "{line}");
            for help in &fault.help {
                assert!(text.contains(help.as_str()), "{line}");
            }
        }
    }
}

#[test]
fn sarif_points_at_the_guilty_words() {
    for (faults, sources) in every_fault() {
        let mut sarif = Sarif::default();
        sarif.add(&faults, &sources);
        let document: Value = serde_json::from_str(&sarif.document()).expect("JSON");
        let run = &document["runs"][0];
        let results = run["results"].as_array().expect("results");
        assert_eq!(results.len(), faults.len());
        for (result, fault) in results.iter().zip(&faults) {
            assert_eq!(result["ruleId"], fault.id);
            let rule = usize::try_from(result["ruleIndex"].as_u64().expect("a rank")).expect("it");
            assert_eq!(run["tool"]["driver"]["rules"][rule]["id"], fault.id);
            let related = result["relatedLocations"].as_array().map_or(0, Vec::len);
            assert_eq!(related, fault.places.len().saturating_sub(1));
            let Some(place) = fault.places.first() else { continue };
            let region = &result["locations"][0]["physicalLocation"]["region"];
            let number =
                |key: &str| usize::try_from(region[key].as_u64().expect(key)).expect("small");
            let text = &sources.get(place.span.source).text;
            let words: String =
                text.chars().skip(number("charOffset")).take(number("charLength")).collect();
            assert_eq!(words, sources.slice(place.span), "{fault:?}");
            let line = text.lines().nth(number("startLine") - 1).unwrap_or_default();
            let column = number("startColumn") - 1;
            assert!(line.chars().count() >= column, "{fault:?}");
        }
    }
}

#[test]
fn a_run_gives_one_sarif_document() {
    let folder = Folder::with(&[
        ("subjects/a/sujet.yaml", &GOOD.replace("bareme", "baremes")),
        ("subjects/b/sujet.yaml", &GOOD.replace("total: 4", "total: 5")),
        ("subjects/c/sujet.yaml", GOOD),
    ]);
    let run = folder.run(&["check", "--format", "sarif"]);
    assert_eq!(run.status, 1);
    let document: Value = serde_json::from_str(&run.stdout).expect("one document");
    let results = document["runs"][0]["results"].as_array().expect("results");
    let files: Vec<_> = results
        .iter()
        .map(|result| &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
        .collect();
    assert!(files.contains(&&Value::from("subjects/a/sujet.yaml")), "{files:?}");
    assert!(files.contains(&&Value::from("subjects/b/sujet.yaml")), "{files:?}");
    let run = folder.run(&["check", "subjects/c", "--format", "sarif"]);
    let document: Value = serde_json::from_str(&run.stdout).expect("one document");
    assert_eq!((run.status, &document["runs"][0]["results"]), (0, &Value::Array(Vec::new())));
}

#[test]
fn a_review_finds_the_files_of_a_project_below_its_root() {
    let folder = Folder::with(&[
        ("examens/subjects/a/sujet.yaml", &GOOD.replace("bareme", "baremes")),
        ("examens/subjects/b/sujet.yaml", "titre: \"\n"),
    ]);
    let run = |format: &str, root: &Path| {
        let mut command = folder.command(&["check", "--format", format]);
        let command = command.current_dir(folder.path("examens"));
        Run::of(command.env("GITHUB_WORKSPACE", root)).stdout
    };
    let files = |told: &str| {
        let lines = told.lines().filter(|line| line.starts_with("::error"));
        let files: BTreeSet<_> = lines
            .filter_map(|line| Some(line.split_once("file=")?.1.split_once(',')?.0.to_owned()))
            .collect();
        files.into_iter().collect::<Vec<_>>()
    };
    let root = folder.path("");
    assert_eq!(
        files(&run("github", &root)),
        ["examens/subjects/a/sujet.yaml", "examens/subjects/b/sujet.yaml"]
    );
    // Another machine, or a project of its own.
    for root in [folder.path("examens"), folder.path("ailleurs")] {
        let expected = ["subjects/a/sujet.yaml", "subjects/b/sujet.yaml"];
        assert_eq!(files(&run("github", &root)), expected);
    }
    let document: Value = serde_json::from_str(&run("sarif", &root)).expect("one document");
    let results = document["runs"][0]["results"].as_array().expect("results");
    let place = |result: &Value| result["locations"][0]["physicalLocation"].clone();
    let uris: BTreeSet<_> = results
        .iter()
        .map(|result| place(result)["artifactLocation"]["uri"].as_str().expect("a URI").to_owned())
        .collect();
    assert_eq!(
        uris.into_iter().collect::<Vec<_>>(),
        ["examens/subjects/a/sujet.yaml", "examens/subjects/b/sujet.yaml"]
    );
    // Faults for programs keep the paths of the command.
    assert!(run("json", &root).contains("\"file\":\"subjects/a/sujet.yaml\""));
}
