//! Bad inputs: each fixture of `tests/faults` names its faults beside the
//! guilty lines, and what `corrige check` says of it stands beside it.
//!
//! `# faute : id` at the end of a line expects a fault there; alone on a line,
//! on the line below. `# faute : id, fichier.csv:3` expects it in another file
//! and `# faute : id, sans place` nowhere. `UPDATE_EXPECT=1` rewrites the
//! messages, never the comments.

use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use corrige::diagnostic::{Fault, Format, render};
use corrige::pdf::Keep;
use corrige::session::{prepare, print};
use corrige::source::Sources;
use corrige::typst::{Bounds, Engine};
use expect_test::expect_file;

static ENGINE: LazyLock<Engine> =
    LazyLock::new(|| Engine::new(None).expect("the embedded templates"));

/// Finds the faults of a subject: those of the check, else those of the print.
fn told(path: &Path) -> (Vec<Fault>, Sources) {
    let mut prepared = prepare(path, Bounds::default());
    if let Some(ready) = prepared.ready.as_ref().filter(|_| prepared.faults.is_empty()) {
        match print(
            &ENGINE,
            ready,
            &ready.documents[0],
            "essai/corrige.pdf",
            Keep::Nothing,
            &mut prepared.sources,
        ) {
            Ok(printed) => prepared.faults = printed.warnings,
            Err(faults) => prepared.faults = faults,
        }
    }
    (prepared.faults, prepared.sources)
}

/// Lists the faults that the comments of a fixture expect: id and place.
fn expected(name: &str, text: &str) -> BTreeSet<(String, String)> {
    let lines = text.lines().enumerate();
    lines
        .filter_map(|(rank, line)| {
            let (before, comment) = line.split_once("# faute : ")?;
            let (id, place) = comment.split_once(", ").unwrap_or((comment, ""));
            let beside = rank + 1 + usize::from(before.trim().is_empty());
            let place = match place {
                "" => format!("{name}.yaml:{beside}"),
                elsewhere => elsewhere.to_owned(),
            };
            Some((id.trim().to_owned(), place))
        })
        .collect()
}

/// Lists the faults found: id and first place.
fn found(faults: &[Fault], sources: &Sources) -> BTreeSet<(String, String)> {
    let place = |fault: &Fault| {
        let Some(place) = fault.places.first() else { return "sans place".to_owned() };
        let file = sources.get(place.span.source).name.rsplit('/').next().unwrap_or_default();
        let (line, _) = sources.line_column(place.span.source, place.span.range().start);
        format!("{file}:{line}")
    };
    faults.iter().map(|fault| (fault.id.to_owned(), place(fault))).collect()
}

fn fixtures(extension: &str) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir("tests/faults")
        .expect("the fixtures")
        .map(|entry| entry.expect("a fixture").path())
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect();
    all.sort_unstable();
    all
}

fn check(path: &Path) {
    let name = path.file_stem().and_then(|name| name.to_str()).expect("a plain name");
    let text = String::from_utf8_lossy(&fs::read(path).expect("a fixture")).into_owned();
    let wanted = expected(name, &text);
    assert!(!wanted.is_empty(), "aucun commentaire « # faute : … »");
    let (faults, sources) = told(path);
    assert_eq!(found(&faults, &sources), wanted, "fautes trouvées, puis attendues");
    let beside = fs::canonicalize(path).expect("a fixture").with_extension("txt");
    assert!(beside.exists() || crate::support::updating(), "{} manque", beside.display());
    expect_file![beside].assert_eq(&render(&faults, &sources, Format::Full, false));
}

#[test]
fn every_bad_input_is_told_at_its_line() {
    let fixtures = fixtures("yaml");
    assert!(fixtures.len() >= 50, "{} fixtures", fixtures.len());
    let failed: Vec<_> = fixtures
        .iter()
        .filter(|path| catch_unwind(AssertUnwindSafe(|| check(path))).is_err())
        .map(|path| path.display().to_string())
        .collect();
    assert!(failed.is_empty(), "fixtures en défaut :\n{}", failed.join("\n"));
}

#[test]
fn every_expectation_has_its_fixture() {
    for path in fixtures("txt") {
        let alone = path.with_extension("yaml");
        assert!(alone.exists(), "{} attend un fichier .yaml", path.display());
    }
}

#[test]
fn every_message_is_terse_french() {
    for path in fixtures("yaml") {
        for fault in told(&path).0 {
            let texts = [&fault.message].into_iter().chain(&fault.help);
            for text in texts.chain(fault.places.iter().map(|place| &place.label)) {
                let place = format!("{} : « {text} »", path.display());
                assert!(!text.contains('\''), "apostrophe droite, {place}");
                assert!(!text.ends_with('.'), "point final, {place}");
                assert!(
                    !text.starts_with(char::is_uppercase) || text.starts_with("YAML"),
                    "{place}"
                );
            }
        }
    }
}
