//! What holds of any bytes at all: they are read, or refused with faults that
//! point into them. `corpus.rs` says it of the bytes kept, the fuzz targets of
//! those that they find.

use std::fs;
use std::ops::Range;
use std::path::PathBuf;
use std::process;

use corrige::diagnostic::{Fault, Format, render};
use corrige::formula::{self, Lookup, Scope};
use corrige::markup;
use corrige::session::prepare;
use corrige::source::Sources;
use corrige::typst::Bounds;
use corrige::yaml;

/// Reads a subject: bytes to text, text to tree, tree to documents.
pub(crate) fn yaml(bytes: &[u8]) {
    let mut sources = Sources::default();
    let id = match yaml::open(&mut sources, "sujet.yaml", bytes) {
        Ok(id) => id,
        Err(fault) => return told(&[fault], &sources),
    };
    if let Err(faults) = yaml::read(&sources, id) {
        return told(&faults.in_order(), &sources);
    }
    let path = folder().join("sujet.yaml");
    fs::write(&path, bytes).expect("a folder of our own");
    let prepared = prepare(&path, Bounds::default());
    assert!(prepared.ready.is_some() || !prepared.faults.is_empty(), "refused without a word");
    told(&prepared.faults, &prepared.sources);
}

/// Reads and computes a formula.
pub(crate) fn formula(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    match formula::parse(text) {
        Ok(expr) => {
            let value = formula::evaluate(&expr, &Names);
            match (&value, formula::worked(&expr, &Names)) {
                (Ok(value), Ok(worked)) => assert_eq!(*value, worked.result),
                (Err(fault), Err(again)) => assert_eq!(*fault, again),
                (value, worked) => panic!("{value:?} but {worked:?}"),
            }
            if let Err(fault) = value {
                within(text, &fault.range);
            }
        }
        Err(faults) => {
            assert!(!faults.is_empty(), "refused without a word");
            faults.iter().for_each(|fault| within(text, &fault.range));
        }
    }
}

/// Reads a text, as one of several paragraphs and as a line.
pub(crate) fn markup(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    for read in [markup::parse, markup::parse_line] {
        match read(text) {
            Ok(markup) => markup.inserts.iter().for_each(|(_, range)| within(text, range)),
            Err(faults) => {
                assert!(!faults.is_empty(), "refused without a word");
                faults.iter().for_each(|fault| within(text, &fault.range));
            }
        }
    }
}

/// A number, a list and a text by name.
struct Names;

impl Scope for Names {
    fn lookup(&self, name: &str) -> Lookup {
        let text = match name {
            "charge" => "6120",
            "ages" => "liste(17; 25; 40)",
            "ville" => "\"Commercy\"",
            _ => return Lookup::Unknown,
        };
        let expr = formula::parse(text).expect("a formula of ours");
        formula::evaluate(&expr, self).map_or(Lookup::Failed, Lookup::Found)
    }

    fn names(&self) -> Vec<String> {
        ["charge", "ages", "ville"].map(str::to_owned).to_vec()
    }

    fn label(&self, _: &str) -> Option<String> {
        None
    }
}

fn within(text: &str, range: &Range<usize>) {
    assert!(text.get(range.clone()).is_some(), "{range:?} is no part of the text");
}

fn told(faults: &[Fault], sources: &Sources) {
    for format in [Format::Full, Format::Short, Format::Json, Format::Github] {
        let text = render(faults, sources, format, false);
        assert_eq!(text.is_empty(), faults.is_empty());
    }
}

/// A folder of this process, out of the way of other files.
fn folder() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("corrige-corpus-{}", process::id()));
    fs::create_dir_all(&folder).expect("a temporary folder");
    folder
}
