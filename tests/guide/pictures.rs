//! The pictures of the guide are what its examples print, and those of the
//! README pages of the real papers: `UPDATE_EXPECT=1 cargo test --release
//! pictures` makes them again.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings};
use image::RgbImage;

use super::GUIDE;
use super::examples::{blocks, subject, written};
use super::shot::{beside, blank_from, drawn, folded, pieces, png, rows, stacked, texts, trimmed};
use crate::support::picture::{self, TOLERANCE, difference};
use crate::support::printed::{ENGINE, Subject};
use crate::support::{Folder, project, run_in, updating};
use corrige::pdf::{self, Keep};
use corrige::session::job;

/// Pixels a point where a picture shows a part of a page, a page, several.
const PART: f64 = 1.59;
const PAGE: f64 = 0.83;
const PAGES: f64 = 0.57;

/// Share of a page above its footer.
const BODY: f64 = 0.955;

/// What a picture shows.
enum What {
    /// The answer of the question of an example.
    Answer,
    /// One of the parts that white separates in that answer.
    Part(usize),
    /// The corrigé of an example, from a text on.
    From(&'static str),
    /// Pages of the documents of an example.
    Pages(f64, &'static [(&'static str, usize)]),
    /// A page of a subject of the project.
    Real(&'static str, &'static str, usize),
    /// The upper part of the sheet of an exercise of the project.
    Exercise(&'static str),
    /// Parts of a page for a pupil, between two shares of its height.
    Class(&'static str, &'static [(f64, f64)]),
}

/// Returns what a picture shows, by its name.
fn what(name: &str) -> What {
    match name {
        "bareme" | "bareme-regles" | "bareme-calcul" | "remarques" => What::From("1.1"),
        "plan" => What::From("Réflexion structurée"),
        "post-facebook" => What::Part(0),
        "post-linkedin" => What::Part(1),
        "post-x" => What::Part(2),
        "post-tiktok" => What::Part(3),
        "sujet" => What::Pages(PART, &[("corrige.pdf", 0)]),
        "bareme-page" => What::Pages(PART, &[("bareme.pdf", 0)]),
        "sujet-garde" => {
            What::Pages(PAGES, &[("sujet.pdf", 0), ("sujet.pdf", 1), ("sujet.pdf", 2)])
        }
        "sujet-dossier" => What::Pages(PAGE, &[("sujet.pdf", 3), ("sujet.pdf", 4)]),
        "sujet-annexe" => What::Pages(PAGE, &[("sujet.pdf", 5), ("sujet.pdf", 6)]),
        "sujet-editions" => {
            What::Pages(PAGES, &[("sujet.pdf", 5), ("sujet-20pt.pdf", 5), ("sujet-dys.pdf", 5)])
        }
        "page-sujet" => What::Real("2023/cloche-lorraine", "sujet.pdf", 8),
        "page-corrige" => What::Real("2025/markstein", "corrige.pdf", 1),
        "exercice" => What::Exercise("net-promoter-score"),
        "variante" => What::Class("sujets.pdf", &[(0.0, 0.36), (0.93, 1.0)]),
        "erreurs-reportees" => What::Class("corriges.pdf", &[(0.5, 0.92)]),
        _ => What::Answer,
    }
}

/// Lists the pictures of the guide, each with the example above it.
fn pictures() -> Vec<(&'static str, &'static str)> {
    let shown = GUIDE.match_indices("](images/").map(|(at, start)| {
        let (name, _) = GUIDE[at + start.len()..].split_once(".png)").expect("a PNG file");
        let mut above = blocks(&GUIDE[..at]).into_iter().rev();
        let whole = matches!(what(name), What::Pages(..) | What::Class(..));
        let wanted = |code: &str| !whole || code.starts_with("examen:");
        let example = above.find(|block| block.language == "yaml" && wanted(block.code));
        (name, example.map_or("", |block| block.code))
    });
    shown.chain([("page-sujet", ""), ("page-corrige", "")]).collect()
}

/// A page, and where its texts stand.
struct Seen {
    image: RgbImage,
    texts: Vec<(String, f64)>,
}

/// Lays a document out and draws its pages.
fn pages(subject: &Subject, file: &str, scale: f64) -> Vec<Seen> {
    let job = job(&subject.ready, subject.document(file), file).expect("a job");
    let laid = pdf::layout(&ENGINE, &job).unwrap_or_else(|faults| panic!("{faults:?}"));
    let seen = |page| Seen { image: drawn(page, scale), texts: texts(page) };
    let seen = laid.document().pages().iter().map(seen).collect();
    pdf::forget(Keep::Recent(1));
    seen
}

/// Returns the bodies of the pages of a corrigé, from below or from above the
/// last line that says a text.
fn body(pages: &[Seen], says: impl Fn(&str) -> bool, below: bool) -> RgbImage {
    let found = |page: &Seen| page.texts.iter().rev().find(|(text, _)| says(text)).cloned();
    let (first, line) = pages
        .iter()
        .enumerate()
        .rev()
        .find_map(|(rank, page)| found(page).map(|(_, line)| (rank, line)))
        .expect("the text stands on a page");
    let bodies = pages[first..].iter().enumerate().map(|(rank, page)| {
        let start = if rank > 0 { 0 } else { blank_from(&page.image, row(line * PART), below) };
        above_footer(&page.image, start)
    });
    stacked(&bodies.collect::<Vec<_>>())
}

fn above_footer(page: &RgbImage, start: u32) -> RgbImage {
    rows(page, start, row(f64::from(page.height()) * BODY))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place on a page")]
fn row(place: f64) -> u32 {
    place as u32
}

/// Takes a picture.
fn taken(name: &str, example: &str) -> RgbImage {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures").join(name);
    let of_example = || {
        written(&folder, &subject(example));
        Subject::of(&folder)
    };
    let answer = || {
        let label = |text: &str| text.starts_with("Éléments de réponse");
        body(&pages(&of_example(), "corrige.pdf", PART), label, true)
    };
    match what(name) {
        What::Answer => trimmed(&answer()),
        What::Part(rank) => trimmed(&pieces(&answer(), 8)[rank]),
        What::From(start) => {
            let pages = pages(&of_example(), "corrige.pdf", PART);
            trimmed(&body(&pages, |text| text == start, false))
        }
        What::Pages(scale, shown) => {
            let subject = of_example();
            let mut documents = BTreeMap::new();
            let mut page = |(file, rank): &(&'static str, usize)| {
                let document =
                    documents.entry(*file).or_insert_with(|| pages(&subject, file, scale));
                document[*rank].image.clone()
            };
            match shown {
                [alone] => trimmed(&above_footer(&page(alone), 0)),
                several => beside(&folded(&several.iter().map(page).collect::<Vec<_>>())),
            }
        }
        What::Real(folder, file, rank) => {
            let subject = Subject::of(&project().join("subjects").join(folder));
            beside(&[pages(&subject, file, PAGE).swap_remove(rank).image])
        }
        What::Exercise(file) => {
            let path = project().join("subjects/exercices").join(file).with_extension("yaml");
            written(&folder, &fs::read_to_string(path).expect("an exercise"));
            let page = pages(&Subject::of(&folder), "exercice.pdf", PART).swap_remove(0).image;
            trimmed(&rows(&page, 0, page.height() * 6 / 10))
        }
        What::Class(file, parts) => {
            let page = of_pupil(example, file);
            let blank = |share: f64| row(f64::from(page.height() - 1) * share);
            let parts = parts.iter().map(|(start, end)| {
                let end = blank_from(&page, blank(*end), false);
                rows(&page, blank_from(&page, blank(*start), true), end)
            });
            trimmed(&stacked(&parts.collect::<Vec<_>>()))
        }
    }
}

/// Draws the page of the second pupil of the guide, whose paper begins as all
/// do on a right-hand page.
fn of_pupil(example: &str, file: &str) -> RgbImage {
    let roster = blocks(GUIDE).into_iter().find(|block| block.code.starts_with("identifiant;"));
    let roster = roster.expect("a roster").code;
    let folder = Folder::with(&[("conversion/sujet.yaml", example), ("eleves.csv", roster)]);
    let run = run_in(
        &folder.path(""),
        &["variants", "conversion", "--roster", "eleves.csv", "--seed", "2026"],
    );
    assert_eq!(run.status, 0, "{}", run.stderr);
    let bytes = folder.bytes(&format!("out/conversion/variantes/2026/{file}"));
    let pdf = Pdf::new(Arc::new(bytes)).expect("a PDF file");
    let scale = 1.59_f32;
    let settings =
        RenderSettings { x_scale: scale, y_scale: scale, bg_color: WHITE, ..Default::default() };
    let page = &pdf.pages()[2];
    let drawn =
        hayro::render(page, &RenderCache::new(), &InterpreterSettings::default(), &settings);
    let (width, height) = (drawn.width().into(), drawn.height().into());
    super::shot::opaque(width, height, drawn.data_as_u8_slice())
}

#[test]
fn every_picture_is_what_its_example_prints() {
    let mut failed = Vec::new();
    let pictures = pictures();
    assert!(pictures.len() > 40, "only {} pictures were found", pictures.len());
    for (name, example) in pictures {
        let found = png(&taken(name, example));
        let path = project().join("docs/images").join(name).with_extension("png");
        let shipped = fs::read(&path).unwrap_or_default();
        let difference = match (picture::read(&shipped), picture::read(&found)) {
            (Some(shipped), Some(found)) => difference(&shipped, &found),
            _ => None,
        };
        if difference.is_some_and(|difference| difference <= TOLERANCE) {
            continue;
        }
        if updating() {
            fs::write(&path, found).expect("the picture written");
        } else {
            failed.push(format!("{name}.png : {difference:?}"));
        }
    }
    assert!(
        failed.is_empty(),
        "{}\nUPDATE_EXPECT=1 cargo test --release pictures",
        failed.join("\n")
    );
}
