//! The documents of both subjects as files: standards, same bytes everywhere,
//! looks of two pages of Le Markstein.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::support::picture::{self, TOLERANCE, difference};
use crate::support::printed::{ENGINE, Subject};
use crate::support::standards::breaches;
use crate::support::{Folder, project};
use corrige::pdf::{self, Keep};
use corrige::session::{Ready, job, prepare, print};
use corrige::typst::Bounds;
use image::RgbImage;
use typst::layout::{Frame, FrameItem};

const SUBJECT: &str = "subjects/2025/markstein";
const IDENT: &str = "2025/markstein/corrige.pdf";

fn ready() -> Ready {
    prepare(&project().join(SUBJECT).join("sujet.yaml"), Bounds::default()).ready.expect("no fault")
}

/// Prints the corrigé from the beginning.
fn printed() -> Vec<u8> {
    let mut prepared = prepare(&project().join(SUBJECT).join("sujet.yaml"), Bounds::default());
    let ready = prepared.ready.expect("no fault");
    let printed =
        print(&ENGINE, &ready, &ready.documents[0], IDENT, Keep::Nothing, &mut prepared.sources)
            .expect("a document");
    assert_eq!(printed.warnings, []);
    printed.bytes
}

/// Does something with every document of both subjects.
fn every_document(mut act: impl FnMut(&mut Subject, &str)) {
    let mut seen = 0;
    for folder in [SUBJECT, "subjects/2023/cloche-lorraine"] {
        let mut subject = Subject::of(&project().join(folder));
        let files: Vec<_> = subject.ready.documents.iter().map(|document| document.file).collect();
        for file in files {
            act(&mut subject, file);
            seen += 1;
        }
    }
    assert_eq!(seen, 8);
}

#[test]
fn an_independent_checker_accepts_every_document() {
    every_document(|subject, file| {
        assert_eq!(breaches(&subject.print(file).bytes), BTreeMap::new(), "{file}");
    });
}

#[test]
fn the_same_subject_gives_the_same_bytes_in_one_process() {
    every_document(|subject, file| {
        let first = subject.print(file);
        corrige::pdf::forget(Keep::Nothing);
        let second = subject.print(file);
        assert!(first.bytes == second.bytes && first.pages == second.pages, "{file}");
    });
}

/// Builds a copy of the subject with the program, in a folder of its own.
fn built(folder: &Folder, below: &str, arguments: &[&str]) -> Vec<u8> {
    folder.copy(&project().join(SUBJECT), &format!("{below}subjects/2025/markstein"));
    let run = crate::support::run_in(&folder.path(below), arguments);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    folder.bytes(&format!("{below}out/2025/markstein/corrige.pdf"))
}

#[test]
fn the_same_subject_gives_the_same_bytes_anywhere() {
    let here = printed();
    let (one, two) = (Folder::new(), Folder::new());
    let path = "subjects/2025/markstein/sujet.yaml";
    assert!(here == built(&one, "", &["build"]));
    assert!(here == built(&two, "un autre/dossier/", &["build", path]));
    let whole = two.path("un autre/dossier");
    let out = ["build", whole.to_str().expect("a plain name"), "--out", "ici"];
    assert_eq!(crate::support::run_in(&one.path(""), &out).status, 0);
    let elsewhere = one.bytes("ici/2025/markstein/corrige.pdf");
    assert!(here == elsewhere);
}

#[test]
fn another_figure_gives_other_bytes() {
    let folder = Folder::new();
    let before = printed();
    built(&folder, "", &["build"]);
    folder.alter("subjects/2025/markstein/clients.csv", ";29\n", ";30\n");
    assert_eq!(folder.run(&["build"]).status, 0);
    let after = folder.bytes("out/2025/markstein/corrige.pdf");
    assert!(before != after);
}

/// Tells whether a frame holds a text.
fn holds(frame: &Frame, text: &str) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Text(run) => run.text.contains(text),
        FrameItem::Group(group) => holds(&group.frame, text),
        _ => false,
    })
}

#[test]
fn two_pages_look_as_they_did() {
    let ready = ready();
    let job = job(&ready, &ready.documents[0], IDENT).expect("a job");
    let laid = pdf::layout(&ENGINE, &job).unwrap_or_else(|faults| panic!("{faults:?}"));
    let pages = laid.document().pages();
    let post = pages.iter().position(|page| holds(&page.frame, "station_du_markstein"));
    let post = post.expect("a page with the post");
    assert_ne!(post, 0);
    let options = typst_render::RenderOptions { pixel_per_pt: 0.5.into(), ..Default::default() };
    let golden = Path::new("tests/golden");
    let mut failed = Vec::new();
    for (name, rank) in [("page-1", 0), ("publication", post)] {
        let png = typst_render::render(&pages[rank], &options).encode_png().expect("a PNG file");
        let path = golden.join(name).with_extension("png");
        if crate::support::updating() {
            fs::write(&path, &png).expect("the image written");
        }
        let expected = fs::read(&path).unwrap_or_else(|_| panic!("{} manque", path.display()));
        let expected = picture::read(&expected).expect("a PNG file");
        let (width, height) = expected.dimensions();
        let mut levels = expected.as_raw().clone();
        levels.rotate_right(3 * width as usize);
        let shifted = RgbImage::from_raw(width, height, levels).expect("as many pixels");
        let one_row = difference(&expected, &shifted);
        assert!(one_row > Some(4.0 * TOLERANCE), "{name}, une ligne plus bas : {one_row:?}");
        let found = difference(&expected, &picture::read(&png).expect("a PNG file"));
        if !found.is_some_and(|difference| difference <= TOLERANCE) {
            let seen = std::env::temp_dir().join(format!("corrige-{name}.png"));
            fs::write(&seen, &png).expect("the image written");
            failed.push(format!("{name} : {found:?}, voir {}", seen.display()));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
