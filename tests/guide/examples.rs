//! Examples of the guide: takes a page, gives its blocks of code, and the
//! subjects that they stand for.

use std::fs;
use std::path::{Path, PathBuf};

/// Keys of a subject that an example may leave out.
const IDENTITY: [(&str, &str); 5] = [
    ("examen", "examen: BTS Négociation et digitalisation de la relation client"),
    ("epreuve", "epreuve: \"E5 : Relation client à distance et digitalisation\""),
    ("session", "session: 2026"),
    ("titre", "titre: Les Ruchers du Val-Doré"),
    ("duree", "duree: 1 h"),
];

/// Keys of a question; those that must be there have a value of their own.
const QUESTION: [(&str, Option<&str>); 7] = [
    ("enonce", Some("enonce: Répondre à la question.")),
    ("intitule", None),
    ("points", Some("points: 1")),
    ("bareme", Some("bareme: [{points: 1, libelle: réponse}]")),
    ("corrige", Some("corrige: [Voir le barème.]")),
    ("chemins", None),
    ("remarques", None),
];

/// A block of code of a page.
pub(super) struct Block<'p> {
    /// Its language.
    pub(super) language: &'p str,
    /// What stands between its fences.
    pub(super) code: &'p str,
    /// The line of the page before it.
    pub(super) before: &'p str,
}

/// Lists the blocks of code of a page.
pub(super) fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some((above, after)) = rest.split_once("\n```") {
        let (language, body) = after.split_once('\n').expect("a fence ends its line");
        let (code, below) = body.split_once("```\n").expect("a block of code is closed");
        let before = above.lines().next_back().unwrap_or_default();
        found.push(Block { language, code, before });
        rest = below;
    }
    found
}

/// Makes a whole subject of an example.
pub(super) fn subject(example: &str) -> String {
    if example.starts_with("examen:") {
        return example.to_owned();
    }
    let sections = sections(example);
    let written = |key: &str| sections.iter().find(|(name, _)| *name == key);
    let of_question = |key: &str| QUESTION.iter().any(|(name, _)| *name == key);
    let question: Vec<&str> = QUESTION
        .iter()
        .filter_map(|(key, own)| written(key).map(|(_, text)| text.as_str()).or(*own))
        .collect();
    let points = points(question.iter().copied().find(|text| text.starts_with("points:")));
    let essay = points_of_essay(written("reflexion").map(|(_, text)| text.as_str()));
    let mut lines: Vec<String> = sections
        .iter()
        .filter(|(key, _)| !of_question(key))
        .map(|(_, text)| text.clone())
        .collect();
    let identity = IDENTITY.iter().filter(|(key, _)| written(key).is_none());
    lines.extend(identity.map(|(_, text)| (*text).to_owned()));
    lines.push(format!("total: {}", points + essay));
    lines.push(format!("dossiers:\n  - titre: Développer les ventes\n    points: {points}"));
    lines.push("    questions:".to_owned());
    let question = question.join("\n");
    for (rank, line) in question.lines().enumerate() {
        let start = if rank == 0 { "      - " } else { "        " };
        lines.push(format!("{start}{line}"));
    }
    lines.join("\n") + "\n"
}

/// Cuts an example at its keys.
fn sections(example: &str) -> Vec<(&str, String)> {
    let mut found: Vec<(&str, String)> = Vec::new();
    for line in example.lines() {
        let key = line.split_once(':').map(|(key, _)| key);
        let key = key.filter(|key| key.starts_with(|first: char| first.is_ascii_lowercase()));
        if let Some(key) = key {
            found.push((key, line.to_owned()));
        } else {
            let (_, text) = found.last_mut().expect("an example begins with a key");
            text.push('\n');
            text.push_str(line);
        }
    }
    found
}

fn points(line: Option<&str>) -> u32 {
    let line = line.and_then(|line| line.split_once(": ")).expect("points");
    line.1.parse().expect("whole points")
}

fn points_of_essay(essay: Option<&str>) -> u32 {
    let Some(essay) = essay else { return 0 };
    points(essay.lines().map(str::trim).find(|line| line.starts_with("points:")))
}

/// Writes a subject in a folder, among the files of the guide.
pub(super) fn written(folder: &Path, text: &str) -> PathBuf {
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/guide");
    fs::create_dir_all(folder.join("images")).expect("a folder for the example");
    for file in [
        "clients.csv",
        "images/logo.svg",
        "images/plan.svg",
        "images/portrait.svg",
        "images/ruches.svg",
    ] {
        fs::copy(files.join(file), folder.join(file)).expect("a file of the guide");
    }
    let path = folder.join("sujet.yaml");
    fs::write(&path, text).expect("the subject of the example");
    path
}
