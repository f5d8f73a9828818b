//! Documents of both subjects put together into one file to print: standards,
//! texts, bookmarks, right-hand pages.

use std::collections::BTreeMap;

use crate::support::file::File;
use crate::support::printed::Subject;
use crate::support::project;
use crate::support::standards::breaches;
use chrono::NaiveDate;
use corrige::pdf::merge::{MergedInfo, Merger};
use lopdf::{Document, Object, decode_text_string};

/// A printed document under the name of its bookmark.
struct Part {
    name: String,
    bytes: Vec<u8>,
    pages: usize,
}

/// Prints documents with an odd and an even number of pages, notes and links,
/// colour emoji, bookmarks or none; the first one again at the end.
fn parts() -> Vec<Part> {
    let mut parts = Vec::new();
    for (folder, file) in [
        ("subjects/2023/cloche-lorraine", "bareme.pdf"),
        ("subjects/2023/cloche-lorraine", "sujet.pdf"),
        ("subjects/2025/markstein", "corrige.pdf"),
        ("subjects/2023/cloche-lorraine", "bareme.pdf"),
    ] {
        let print = Subject::of(&project().join(folder)).print(file);
        let name = format!("Élève {} : {file}", parts.len() + 1);
        parts.push(Part { name, bytes: print.bytes, pages: print.pages });
    }
    parts
}

fn merged(parts: &[Part], even: bool) -> (Vec<u8>, usize) {
    let date = NaiveDate::from_ymd_opt(2026, 3, 14).and_then(|date| date.and_hms_opt(8, 0, 0));
    let date = date.expect("a date");
    let info = MergedInfo { title: "Série à imprimer", ident: "serie.pdf", date };
    let mut merger = Merger::new(Vec::new(), info).expect("a file");
    for part in parts {
        let added = merger.add(&part.bytes, &part.name, even).unwrap_or_else(|fault| {
            panic!("{} : {fault}", part.name);
        });
        assert_eq!(added, if even { part.pages.next_multiple_of(2) } else { part.pages });
    }
    merger.finish().expect("a file")
}

#[test]
fn an_independent_checker_accepts_the_whole() {
    for even in [true, false] {
        assert_eq!(breaches(&merged(&parts(), even).0), BTreeMap::new(), "even: {even}");
    }
}

#[test]
fn the_whole_says_what_its_parts_say_page_by_page() {
    let parts = parts();
    let (bytes, count) = merged(&parts, true);
    let whole = File::read(&bytes);
    assert_eq!((whole.pages.len(), whole.attachments.as_slice()), (count, &[][..]));
    let mut at = 0;
    for part in &parts {
        let alone = File::read(&part.bytes);
        let odd = alone.pages.len() % 2 == 1;
        let blank = odd.then(String::new);
        let size = odd.then(|| *alone.sizes.last().expect("a page"));
        let texts: Vec<_> = alone.pages.into_iter().chain(blank).collect();
        let sizes: Vec<_> = alone.sizes.into_iter().chain(size).collect();
        let range = at..at + texts.len();
        assert!(whole.pages[range.clone()] == texts, "{}", part.name);
        assert_eq!(whole.sizes[range.clone()], sizes, "{}", part.name);
        at = range.end;
    }
    assert_eq!(at, count);
}

#[test]
fn nothing_that_a_screen_reader_says_is_lost() {
    let parts = parts();
    let whole = File::read(&merged(&parts, true).0);
    let mut alone: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for part in &parts {
        let mut strings = File::read(&part.bytes).strings;
        for key in ["Alt", "ActualText", "Contents", "Summary"] {
            alone.entry(key).or_default().extend(strings.remove(key).unwrap_or_default());
        }
    }
    for (key, mut texts) in alone {
        let mut found = whole.strings.get(key).cloned().unwrap_or_default();
        texts.sort();
        found.sort();
        assert_eq!(found, texts, "{key}");
    }
    assert!(whole.strings["Alt"].len() > 10);
}

#[test]
fn each_bookmark_leads_to_its_part() {
    let parts = parts();
    let (bytes, _) = merged(&parts, true);
    let document = Document::load_mem(&bytes).expect("a PDF file");
    let ranks: BTreeMap<_, _> =
        document.get_pages().into_iter().map(|(rank, page)| (page, rank as usize)).collect();
    let root = document.catalog().and_then(|catalog| catalog.get_deref(b"Outlines", &document));
    let mut next = root.and_then(Object::as_dict).and_then(|root| root.get(b"First")).ok();
    let mut first = 1;
    for part in &parts {
        let item = next.expect("a bookmark").as_reference().expect("a reference");
        let item = document.get_dictionary(item).expect("a bookmark");
        let title = item.get(b"Title").and_then(decode_text_string).expect("a title");
        let place = item.get(b"Dest").and_then(Object::as_array).expect("a place");
        let page = place[0].as_reference().expect("a page");
        assert_eq!((title.as_str(), ranks[&page]), (part.name.as_str(), first));
        first += part.pages.next_multiple_of(2);
        next = item.get(b"Next").ok();
    }
    assert!(next.is_none());
}

#[test]
fn the_same_parts_give_the_same_bytes() {
    let parts = parts();
    assert!(merged(&parts, true).0 == merged(&parts, true).0);
}

#[test]
fn a_class_shares_what_its_papers_have_alike() {
    let part = parts().remove(0);
    let class = |count: usize| {
        let part = |_| Part { name: "Copie".into(), bytes: part.bytes.clone(), pages: part.pages };
        merged(&(0..count).map(part).collect::<Vec<_>>(), true).0.len()
    };
    let (few, many) = (class(10), class(110));
    assert!((many - few) / 100 < part.bytes.len() / 8, "{few} {many} {}", part.bytes.len());
}
