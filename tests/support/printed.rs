//! The documents of a subject, printed in memory.

use std::path::Path;
use std::sync::LazyLock;

use corrige::pdf::Keep;
use corrige::session::{Document, Ready, prepare, print};
use corrige::source::Sources;
use corrige::typst::{Bounds, Engine};

/// The templates of the program, read once.
pub(crate) static ENGINE: LazyLock<Engine> =
    LazyLock::new(|| Engine::new(None).expect("the embedded templates"));

/// A subject without fault and the files it was read from.
pub(crate) struct Subject {
    pub(crate) ready: Ready,
    sources: Sources,
}

/// A printed document.
pub(crate) struct Print {
    pub(crate) bytes: Vec<u8>,
    pub(crate) pages: usize,
}

impl Subject {
    /// Prepares the subject of a folder, which has neither fault nor warning.
    pub(crate) fn of(folder: &Path) -> Self {
        let prepared = prepare(&folder.join("sujet.yaml"), Bounds::default());
        assert_eq!(prepared.faults, [], "{}", folder.display());
        Self { ready: prepared.ready.expect("no fault"), sources: prepared.sources }
    }

    /// Returns a document by the name of its file.
    pub(crate) fn document(&self, file: &str) -> &Document {
        self.ready.document(file).unwrap_or_else(|| panic!("{file} manque"))
    }

    /// Prints a document by the name of its file, without warning.
    pub(crate) fn print(&mut self, file: &str) -> Print {
        let document = self.document(file).clone();
        let printed =
            print(&ENGINE, &self.ready, &document, file, Keep::Nothing, &mut self.sources);
        let printed = printed.unwrap_or_else(|faults| panic!("{file} : {faults:?}"));
        assert_eq!(printed.warnings, [], "{file}");
        Print { bytes: printed.bytes, pages: printed.pages }
    }
}
