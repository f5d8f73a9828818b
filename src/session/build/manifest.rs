//! What an output folder holds, for those who receive it (`manifest.json`):
//! each document with its pages and its SHA-256, in the order of the paths.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Fault;
use crate::session::record::Record;
use crate::session::shard::{Share, Slip};
use crate::session::write::write;

/// Name of the manifest in an output folder.
pub(super) const FILE: &str = "manifest.json";

/// Version of the format.
const VERSION: u32 = 1;

/// What an output folder holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the format.
    pub version: u32,
    /// Version of the program.
    pub program: String,
    /// Which share of a plan they are, when several runners divide it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<Slip>,
    /// The documents, in the order of their paths.
    pub documents: Vec<Entry>,
}

/// A document of a folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Entry {
    /// Its path in the folder, with slashes.
    pub path: String,
    /// Its pages.
    pub pages: usize,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Fingerprint of all that it depends on: the same fingerprint means the
    /// same bytes.
    pub fingerprint: String,
}

impl Manifest {
    /// Lists the documents of a folder that subjects ask for and that stand
    /// there; those of a share, if it holds one.
    #[must_use]
    pub(super) fn of(record: &Record, out: &Path, share: Option<&Share>) -> Self {
        let mut documents = Vec::new();
        for (folder, subject) in &record.subjects {
            let own = |file: &&String| share.is_none_or(|share| share.holds(folder, file));
            let asked = subject.documents.iter().filter(own);
            let printed = asked.filter_map(|file| Some((file, subject.printed.get(file)?)));
            documents.extend(printed.map(|(file, printed)| Entry {
                path: format!("{folder}/{file}"),
                pages: printed.pages,
                sha256: printed.sha256.clone(),
                fingerprint: printed.fingerprint.clone(),
            }));
        }
        documents.retain(|entry| out.join(&entry.path).is_file());
        documents.sort();
        let program = env!("CARGO_PKG_VERSION").to_owned();
        let share = share.map(|share| share.slip.clone());
        Self { version: VERSION, program, share, documents }
    }

    /// Joins shares of one plan.
    pub(in crate::session) fn joined(program: String, mut documents: Vec<Entry>) -> Self {
        documents.sort();
        Self { version: VERSION, program, share: None, documents }
    }

    /// Reads the manifest of a folder; one that is missing, damaged or of
    /// another version is none.
    #[must_use]
    pub fn read(out: &Path) -> Option<Self> {
        let manifest: Self = serde_json::from_slice(&fs::read(out.join(FILE)).ok()?).ok()?;
        (manifest.version == VERSION).then_some(manifest)
    }

    /// Returns its text: a line a document, so that two of them compare line by
    /// line.
    #[must_use]
    pub fn to_text(&self) -> String {
        let line = |entry: &Entry| serde_json::to_string(entry).unwrap_or_default();
        let lines: Vec<_> = self.documents.iter().map(line).collect();
        let documents = match lines.as_slice() {
            [] => String::new(),
            lines => format!("\n{}\n", lines.join(",\n")),
        };
        let program = &self.program;
        let share = self.share.as_ref().map(|slip| {
            format!("\n\"share\":{},", serde_json::to_string(slip).unwrap_or_default())
        });
        let share = share.unwrap_or_default();
        format!(
            "{{\"version\":{VERSION},\"program\":\"{program}\",{share}\"documents\":[{documents}]}}\n"
        )
    }

    /// Writes it, unless it already says the same.
    ///
    /// # Errors
    ///
    /// Returns why the folder cannot be written.
    pub(in crate::session) fn save(&self, out: &Path) -> Result<(), Fault> {
        let path = out.join(FILE);
        let text = self.to_text();
        if fs::read(&path).is_ok_and(|known| known == text.as_bytes()) {
            return Ok(());
        }
        write(&path, text.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str) -> Entry {
        Entry { path: path.into(), pages: 8, sha256: "ab".into(), fingerprint: "cd".into() }
    }

    #[test]
    fn a_manifest_has_a_line_a_document() {
        let manifest = Manifest {
            version: VERSION,
            program: "0.1.0".into(),
            share: None,
            documents: vec![entry("2023/a/sujet.pdf"), entry("2025/b/corrige.pdf")],
        };
        let expected = expect_test::expect![[r#"
            {"version":1,"program":"0.1.0","documents":[
            {"path":"2023/a/sujet.pdf","pages":8,"sha256":"ab","fingerprint":"cd"},
            {"path":"2025/b/corrige.pdf","pages":8,"sha256":"ab","fingerprint":"cd"}
            ]}
        "#]];
        expected.assert_eq(&manifest.to_text());
        assert_eq!(serde_json::from_str::<Manifest>(&manifest.to_text()).unwrap(), manifest);
        let plan = vec!["2023/a/sujet.pdf".to_owned()];
        let slip = Slip {
            rank: 1,
            of: 2,
            division: "ef".into(),
            build: "0.1.0+12".into(),
            origin: "34".into(),
            plan,
        };
        let shared = Manifest { share: Some(slip), documents: vec![], ..manifest };
        let expected = expect_test::expect![[r#"
            {"version":1,"program":"0.1.0",
            "share":{"rank":1,"of":2,"division":"ef","build":"0.1.0+12","origin":"34","plan":["2023/a/sujet.pdf"]},"documents":[]}
        "#]];
        expected.assert_eq(&shared.to_text());
        assert_eq!(serde_json::from_str::<Manifest>(&shared.to_text()).unwrap(), shared);
        let older = shared.to_text().replace(r#""build":"0.1.0+12","origin":"34","#, "");
        let older: Manifest = serde_json::from_str(&older).unwrap();
        assert_eq!(older.share.map(|slip| slip.build + &slip.origin), Some(String::new()));
        let empty = Manifest { share: None, ..shared };
        assert_eq!(serde_json::from_str::<Manifest>(&empty.to_text()).unwrap(), empty);
    }

    #[test]
    fn what_is_not_there_is_not_listed() {
        let nowhere = Path::new("/nulle/part");
        assert_eq!(Manifest::of(&Record::default(), nowhere, None).documents, []);
        assert_eq!(Manifest::read(nowhere), None);
    }
}
