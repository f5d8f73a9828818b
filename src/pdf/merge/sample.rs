//! Small documents for tests, written as Typst writes them: tagged, with a note,
//! a link, a table's header, a bookmark and a place with a name.

use std::fmt::Write as _;

/// Writes objects, from number 1, as a file whose catalogue is the first and
/// whose description is the second.
pub(super) fn file(objects: &[String]) -> Vec<u8> {
    let mut text = "%PDF-1.7\n".to_owned();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f\r\n", objects.len() + 1);
    for (number, object) in (1..).zip(objects) {
        write!(table, "{:010} 00000 n\r\n", text.len()).unwrap();
        write!(text, "{number} 0 obj\n{object}\nendobj\n\n").unwrap();
    }
    let (size, start) = (objects.len() + 1, text.len());
    write!(text, "{table}trailer\n<</Size {size}/Root 1 0 R/Info 2 0 R>>\n").unwrap();
    write!(text, "startxref\n{start}\n%%EOF").unwrap();
    text.into_bytes()
}

/// Number of the first page.
const PAGE: usize = 17;

/// Writes the objects of a document of so many pages, each of which says a word
/// and its own number.
pub(super) fn objects(word: &str, pages: usize) -> Vec<String> {
    let stream = |text: &str| format!("<</Length {}>>\nstream\n{text}\nendstream", text.len());
    let numbers = |step: usize| (0..pages).map(move |rank| PAGE + 3 * rank + step);
    let (mut kids, mut keys) = (String::new(), String::new());
    for (rank, (page, parents)) in numbers(0).zip(numbers(2)).enumerate() {
        write!(kids, "{page} 0 R ").unwrap();
        write!(keys, "{rank} {parents} 0 R ").unwrap();
    }
    let (last, next) = (PAGE + 3 * (pages - 1), pages + 1);
    let element = |role: &str, rest: &str, page: usize| {
        format!("<</Type/StructElem/S/{role}/P 9 0 R{rest}/Pg {page} 0 R>>")
    };
    let mut all = vec![
        "<</Type/Catalog/Pages 3 0 R/Outlines 4 0 R/StructTreeRoot 5 0 R/Metadata 6 0 R\
         /OutputIntents 7 0 R/Lang(fr-FR)/MarkInfo<</Marked true>>\
         /Names<</Dests<</Names[(fin)16 0 R]>>>>>>"
            .to_owned(),
        format!("<</Title({word})>>"),
        format!("<</Type/Pages/Count {pages}/Kids[{kids}]>>"),
        "<</Type/Outlines/First 8 0 R/Last 8 0 R/Count 1>>".to_owned(),
        format!(
            "<</Type/StructTreeRoot/RoleMap<</Em/Span>>/K[9 0 R]\
             /ParentTree<</Nums[{keys}{pages} 12 0 R]>>\
             /IDTree<</Names[(Note 1)12 0 R(U1)10 0 R]>>/ParentTreeNextKey {next}>>"
        ),
        stream(&format!("<x>{word}</x>")),
        "[<</Type/OutputIntent/S/GTS_PDFA1/DestOutputProfile 13 0 R>>]".to_owned(),
        format!("<</Parent 4 0 R/Title(Titre {word})/Dest 16 0 R>>"),
        "<</Type/StructElem/S/Document/P 5 0 R/K[10 0 R 11 0 R 12 0 R]>>".to_owned(),
        element("TH", "/ID(U1)/K[0]", PAGE),
        element("TD", "/A[<</O/Table/Headers[(U1)]>>]/K[0]", last),
        element("Note", "/ID(Note 1)/K[<</Type/OBJR/Obj 15 0 R>>]", last),
        stream("profile"),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
        format!("<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/Dest(fin)/StructParent {pages}>>"),
        format!("[{last} 0 R/XYZ 1 2 0]"),
    ];
    for (rank, number) in numbers(0).enumerate() {
        let notes = if number == last { "/Annots[15 0 R]" } else { "" };
        all.push(format!(
            "<</Type/Page/Parent 3 0 R/MediaBox[0 0 {} 842]/Resources<</Font<</f0 14 0 R>>>>\
             /Contents {} 0 R/StructParents {rank}/Tabs/S{notes}>>",
            100 + rank,
            number + 1,
        ));
        all.push(stream(&format!("/P<</MCID 0>>BDC BT/f0 9 Tf({word} {}) Tj ET EMC", rank + 1)));
        all.push(format!("[{} 0 R]", if rank == 0 { 10 } else { 11 }));
    }
    all
}

/// Writes a document.
pub(super) fn sample(word: &str, pages: usize) -> Vec<u8> {
    file(&objects(word, pages))
}

/// Writes a document in which a passage is another.
pub(super) fn altered(from: &str, to: &str) -> Vec<u8> {
    let mut found = 0;
    let alter = |object: String| {
        found += object.matches(from).count();
        object.replace(from, to)
    };
    let objects: Vec<_> = objects("mot", 2).into_iter().map(alter).collect();
    assert_eq!(found, 1, "{from}");
    file(&objects)
}
