//! The files to print: papers one after the other, in the order asked for,
//! each on a right-hand page.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use super::manifest::{Paper, Written};
use super::papers::Class;
use crate::diagnostic::Fault;
use crate::pdf::merge::{MergedInfo, Merger};
use crate::session::{Fingerprint, write_with};

/// Joins the papers of a class: one file for its papers, one for its corrigés.
///
/// The parts are read back one by one: memory does not grow with the class.
///
/// # Errors
///
/// A part cannot be read, the whole cannot be written.
pub(super) fn join(class: &Class, folder: &Path, papers: &[Paper]) -> Result<Vec<Written>, Fault> {
    let mut written = Vec::new();
    let kinds = papers.first().map_or(0, |paper| paper.files.len());
    for kind in 0..kinds {
        let first = papers.first().and_then(|paper| paper.files.get(kind));
        let Some(name) = first.and_then(|file| file.path.split('/').next()) else { continue };
        let path = format!("{name}.pdf");
        let mut pages = 0;
        write_with(&folder.join(&path), |file| {
            let info = MergedInfo {
                title: format!("{} – {}", title(name), class.course.name),
                ident: format!("{}/variantes/{path}", class.course.name),
                date: class.course.subject.identity.date,
            };
            let mut merger = Merger::new(BufWriter::new(file), info)?;
            for rank in &class.shared.order {
                let Some(part) = papers.get(*rank).and_then(|paper| paper.files.get(kind)) else {
                    continue;
                };
                merger.add(&fs::read(folder.join(&part.path))?, &bookmark(class, *rank), true)?;
            }
            let (mut out, count) = merger.finish()?;
            pages = count;
            out.flush()
        })?;
        written.push(Written::of_file(folder, path, pages)?);
    }
    Ok(written)
}
