//! A subject taken away: takes what can be printed, gives a folder from which
//! the official `typst` command prints the same pages without this program.
//!
//! Each document is a project of its own, for templates read `/sheet.json` and
//! `/subject` from their root; the fonts stand once beside them.

mod folder;
mod readme;

use std::collections::BTreeMap;
use std::path::Path;

use chrono::Datelike;

use super::document::Document;
use super::prepare::Ready;
use super::print::{job, refused};
use crate::diagnostic::Fault;
use crate::pdf::{self, Keep};
use crate::source::Sources;
use crate::typst::{Engine, Job, TypesetFault};

/// Files by their paths below the folder, with slashes.
type Files = BTreeMap<String, Vec<u8>>;

/// What was taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// The files that the official command prints, below the folder:
    /// `corrige/corrige.typ`.
    pub documents: Vec<String>,
    /// Number of files in all.
    pub files: usize,
}

/// Writes the documents of a subject as projects of the official command.
///
/// # Errors
///
/// Returns what keeps a document from being laid out, that the folder holds
/// something else, or why it cannot be written.
pub fn export(
    engine: &Engine,
    ready: &Ready,
    out: &Path,
    sources: &mut Sources,
) -> Result<Exported, Vec<Fault>> {
    let mut files: Files = fonts(engine).collect();
    let mut documents = Vec::new();
    for document in &ready.documents {
        let name = document.file.trim_end_matches(".pdf");
        let job = job(ready, document, name)?;
        let project = project(engine, &job, name)
            .map_err(|faults| refused(engine, ready, &job, faults, sources))?;
        pdf::forget(Keep::Nothing);
        files.extend(project.into_iter().map(|(path, bytes)| (format!("{name}/{path}"), bytes)));
        documents.push(format!("{name}/{name}.typ"));
    }
    files.insert("README.md".to_owned(), readme::text(&title(ready), &names(ready)).into_bytes());
    folder::replace(out, &files).map_err(|fault| vec![fault])?;
    Ok(Exported { documents, files: files.len() })
}

fn names(ready: &Ready) -> Vec<&str> {
    ready.documents.iter().map(|document| document.file.trim_end_matches(".pdf")).collect()
}

/// Returns the title of the first document, whichever it is.
fn title(ready: &Ready) -> String {
    let title = |document: &Document| document.sheet.title().to_owned();
    ready.documents.first().map(title).unwrap_or_default()
}

/// Gives the fonts and their licences.
fn fonts(engine: &Engine) -> impl Iterator<Item = (String, Vec<u8>)> {
    let fonts = engine.files().filter(|(path, _)| path.starts_with("fonts/"));
    fonts.map(|(path, bytes)| (path.to_owned(), bytes.to_vec()))
}

/// Gives the files of the project of a document.
fn project(engine: &Engine, job: &Job, name: &str) -> Result<Files, Vec<TypesetFault>> {
    let magnified = pdf::magnified(engine, job)?;
    let mut files = Files::new();
    for (path, bytes) in engine.files().filter(|(path, _)| !path.starts_with("fonts/")) {
        let text = magnified.templates.get(path).map(String::as_bytes);
        files.insert(format!("templates/{path}"), text.unwrap_or(bytes).to_vec());
    }
    let sheet = String::from_utf8_lossy(&job.sheet);
    for (path, bytes) in &job.files {
        // A picture of the answers has no place in the paper of a candidate.
        if sheet.contains(&format!("\"/subject/{path}\"")) {
            files.insert(format!("subject/{path}"), bytes.to_vec());
        }
    }
    files.insert(format!("{name}.typ"), main(job, &magnified.rules).into_bytes());
    files.insert("sheet.json".to_owned(), job.sheet.clone());
    Ok(files)
}

/// Writes the file that the official command starts from: what this program
/// adds to the templates of a document.
fn main(job: &Job, rules: &str) -> String {
    let (year, month, day) = (job.date.year(), job.date.month(), job.date.day());
    format!(
        "// Prints the document; README.md gives the command.\n\n\
         #set document(\n  \
           title: {},\n  \
           date: datetime(year: {year}, month: {month}, day: {day}),\n\
         )\n\
         #set text(lang: \"fr\", region: \"FR\")\n\
         {rules}\n\
         #include \"templates/{}\"\n",
        quoted(&job.title),
        job.entry
    )
}

/// Writes a text as Typst does.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_may_hold_what_ends_a_text() {
        assert_eq!(quoted(r#"Le « "Markstein" » \ E5"#), r#""Le « \"Markstein\" » \\ E5""#);
    }
}
