//! What the fuzz targets have found, read again: every file of `fuzz/corpus`.

#[path = "fuzz/checks.rs"]
mod checks;

use std::fs;

use crate::support::project;

/// Gives each file of a corpus to its check.
fn replay(target: &str, check: fn(&[u8])) {
    let folder = project().join("tests/fuzz/corpus").join(target);
    let files: Vec<_> = fs::read_dir(folder).expect("a corpus").collect();
    assert!(files.len() > 20, "{} files", files.len());
    for file in files {
        let path = file.expect("a file").path();
        let bytes = fs::read(&path).expect("its bytes");
        let done = std::panic::catch_unwind(|| check(&bytes));
        assert!(done.is_ok(), "{}", path.display());
    }
}

#[test]
fn every_subject_of_the_corpus_is_read_or_refused() {
    replay("yaml", checks::yaml);
}

#[test]
fn every_formula_of_the_corpus_is_computed_or_refused() {
    replay("formula", checks::formula);
}

#[test]
fn every_text_of_the_corpus_is_read_or_refused() {
    replay("markup", checks::markup);
}
