//! The files to print: papers one after the other, in the order asked for,
//! each on a right-hand page.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::atomic::AtomicBool;

use super::manifest::{Paper, Written};
use super::papers::Class;
use crate::diagnostic::Fault;
use crate::pdf::merge::{MergedInfo, Merger};
use crate::session::threads::each;
use crate::session::write_with;

/// Joins the papers of a class: one file for its papers, one for its corrigés,
/// on some threads.
///
/// Parts are read back one by one: memory does not grow with the class.
///
/// # Errors
///
/// A part cannot be read, the whole cannot be written.
pub(super) fn join(
    class: &Class,
    folder: &Path,
    papers: &[Paper],
    threads: usize,
) -> Result<Vec<Written>, Fault> {
    let kinds: Vec<usize> = (0..papers.first().map_or(0, |paper| paper.files.len())).collect();
    let mut written: Vec<_> = kinds.iter().map(|_| Ok(None)).collect();
    let work = |kind: &usize| of_kind(class, folder, papers, *kind);
    each(&kinds, threads, &AtomicBool::new(false), work, |rank, result| written[rank] = result);
    let written = written.into_iter().collect::<Result<Vec<_>, _>>()?;
    Ok(written.into_iter().flatten().collect())
}

/// Joins the documents of a kind; `None` where there is none.
fn of_kind(
    class: &Class,
    folder: &Path,
    papers: &[Paper],
    kind: usize,
) -> Result<Option<Written>, Fault> {
    let order = class.shared.order.iter();
    let part = |rank: &usize| Some((papers.get(*rank)?.files.get(kind)?, *rank));
    let parts: Vec<_> = order.filter_map(part).collect();
    let Some((first, _)) = parts.first() else { return Ok(None) };
    let name = first.path.split('/').next().unwrap_or_default();
    let path = format!("{name}.pdf");
    let mut pages = 0;
    write_with(&folder.join(&path), |file| {
        pages = whole(class, folder, name, &parts, file)?;
        Ok(())
    })?;
    Written::of_file(folder, path, pages).map(Some)
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
