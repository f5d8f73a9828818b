//! Exercise sheets: what a class receives of a paper, and nothing of its
//! answers.

use crate::support::file::File;
use crate::support::{Folder, dump, project};
use corrige::answers::solve;
use corrige::sheet::{Exercise, Sheet, Ticket, exercise};
use corrige::source::Sources;
use corrige::subject::load;
use expect_test::expect_file;

/// Composes the sheet of some questions of À la Cloche Lorraine.
fn composed(numbers: &[&str]) -> Sheet {
    let mut sources = Sources::default();
    let path = project().join("subjects/2023/cloche-lorraine/sujet.yaml");
    let whole = load(&path, &mut sources).expect("a sound subject").subject;
    let numbers: Vec<_> = numbers.iter().map(|number| (*number).to_owned()).collect();
    let subject = whole.only(&numbers).expect("known questions");
    let (answers, faults) = solve(&subject, &sources);
    assert!(faults.is_empty());
    exercise(&subject, &answers, &sources).expect("a sound sheet").0
}

fn sheet(sheet: Sheet) -> Exercise {
    match sheet {
        Sheet::Exercise(exercise) => exercise,
        other => panic!("not an exercise: {}", other.title()),
    }
}

#[test]
fn the_sheet_says_what_it_should() {
    let composed = composed(&["2.3"]);
    expect_file!["golden/exercice.txt"].assert_eq(&dump::sheet(&composed));
}

#[test]
fn questions_keep_their_numbers_and_annexes_are_numbered_anew() {
    let sheet = sheet(composed(&["2.3", "2.4"]));
    let numbers: Vec<_> =
        sheet.questions.iter().map(|question| (&*question.number, &*question.points)).collect();
    assert_eq!(numbers, [("2.3", "5\u{a0}points"), ("2.4", "4\u{a0}points")]);
    assert_eq!(sheet.lines, 18, "two lines a point");
    let annexes: Vec<_> = sheet.annexes.iter().map(|annexe| &*annexe.number).collect();
    assert_eq!(annexes, ["1", "2"]);
    assert_eq!((&*sheet.paper.total, &*sheet.paper.duration), ("9\u{a0}points", ""));
}

#[test]
fn lines_to_write_on_take_a_page_more_where_they_are_few() {
    let folder = Folder::new();
    let subject = "subjects/2023/cloche-lorraine";
    folder.copy(&project().join(subject), subject);
    folder.run(&["variants", subject, "--count", "1", "--questions", "2.3,2.4"]);
    let path = "out/2023/cloche-lorraine/variantes/1-2.3-2.4/sujets/001.pdf";
    // The annexes leave five lines on the first page.
    assert_eq!(File::read(&folder.bytes(path)).pages.len(), 2);
}

#[test]
fn a_whole_paper_says_its_duration() {
    let mut sources = Sources::default();
    let path = project().join("subjects/2025/markstein/sujet.yaml");
    let subject = load(&path, &mut sources).expect("a sound subject").subject;
    let (answers, _) = solve(&subject, &sources);
    let sheet = sheet(exercise(&subject, &answers, &sources).expect("a sound sheet").0);
    assert_eq!((&*sheet.paper.total, &*sheet.paper.duration), ("40\u{a0}points", "3\u{a0}h"));
    // The essay is its last question.
    assert_eq!(sheet.questions.last().map(|question| &*question.points), Some("10\u{a0}points"));
}

#[test]
fn a_ticket_names_the_pupil_and_nothing_else_changes() {
    let whose = Ticket {
        pupil: "Essai Élève".to_owned(),
        group: "A".to_owned(),
        variant: "Variante 17".to_owned(),
        code: "K7QF-3M2X-9TBD-4WHC-8NRA".to_owned(),
        qr: "<svg/>".to_owned(),
    };
    let plain = composed(&["2.3"]);
    let named = plain.clone().with_ticket(whose.clone());
    assert_ne!(plain, named);
    let mut exercise = sheet(named);
    assert_eq!(exercise.paper.ticket.take(), Some(whose));
    assert_eq!(Sheet::Exercise(exercise), plain);
}
