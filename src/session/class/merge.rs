//! The files to print: papers one after the other, in the order asked for,
//! each on a right-hand page.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::manifest::{Paper, Written};
use super::papers::Class;
use crate::diagnostic::Fault;
use crate::pdf::merge::{MergedInfo, Merger};
use crate::session::write_with;

/// Joins the papers of a class: one file for its papers, one for its corrigés.
///
/// Parts are read back one by one: memory does not grow with the class.
///
/// # Errors
///
/// A part cannot be read, the whole cannot be written.
pub(super) fn join(class: &Class, folder: &Path, papers: &[Paper]) -> Result<Vec<Written>, Fault> {
    let mut written = Vec::new();
    let kinds = papers.first().map_or(0, |paper| paper.files.len());
    for kind in 0..kinds {
        let parts: Vec<_> = class
            .shared
            .order
            .iter()
            .filter_map(|rank| Some((papers.get(*rank)?.files.get(kind)?, *rank)))
            .collect();
        let Some((first, _)) = parts.first() else { continue };
        let name = first.path.split('/').next().unwrap_or_default();
        let path = format!("{name}.pdf");
        let mut pages = 0;
        write_with(&folder.join(&path), |file| {
            pages = whole(class, folder, name, &parts, file)?;
            Ok(())
        })?;
        written.push(Written::of_file(folder, path, pages)?);
    }
    Ok(written)
}

/// Writes one file of all parts; returns its pages.
fn whole(
    class: &Class,
    folder: &Path,
    name: &str,
    parts: &[(&Written, usize)],
    file: &mut File,
) -> io::Result<usize> {
    let course = &class.course;
    let kind = if name == "corriges" { "Corrigés" } else { "Sujets" };
    let title = format!("{kind} – {}", course.title());
    let ident = format!("{}/{name}.pdf", course.folder(class.seed).display());
    let info = MergedInfo { title: &title, ident: &ident, date: course.date() };
    let mut merger = Merger::new(BufWriter::new(file), info)?;
    for (part, rank) in parts {
        merger.add(&fs::read(folder.join(&part.path))?, &bookmark(class, *rank), true)?;
    }
    let (mut out, pages) = merger.finish()?;
    out.flush()?;
    Ok(pages)
}

/// Names a part: the pupil, or the variant.
fn bookmark(class: &Class, rank: usize) -> String {
    let ticket = class.copies.get(rank).map(|copy| &copy.ticket);
    let named = ticket.map(|ticket| match ticket.pupil.is_empty() {
        true => &ticket.variant,
        false => &ticket.pupil,
    });
    let known = named.filter(|name| !name.is_empty());
    known.or(class.copies.get(rank).map(|copy| &copy.pupil)).cloned().unwrap_or_default()
}
