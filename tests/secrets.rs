//! Never an answer in a *sujet*: no result, no sentence of the corrigé, in the
//! pages of any edition nor anywhere else in its file.
//!
//! A result is what a formula gives, as documents show it and, when its number
//! is telling, without its unit. A result is no secret if data give the same
//! value, or if its number is an integer below 100 without a unit: any text
//! holds a 4 or an 18. The points of dossiers and questions, `(15 points)`, are
//! taken out of the texts, so that an answer of 15 points is found.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::support::Folder;
use crate::support::file::{File, spaced, squeezed};
use crate::support::printed::Subject;
use crate::support::project;
use corrige::answers::{Answer, Kind};
use corrige::formula::Value as Computed;
use corrige::session::{Document, Ready, prepare};
use corrige::sheet::value_text;
use corrige::typst::Bounds;
use serde::Serialize;
use serde_json::Value;

const SUBJECT: &str = "subjects/2023/cloche-lorraine";

/// Results that the paper gives on purpose: the sub-totals of its annexe 7.
const GIVEN: [&str; 2] = ["fichier_meuse", "fichier_vosges"];

/// Words that the corrigé and an annexe share on purpose.
const SHARED: [&str; 1] = ["Emblème de la marque : une cloche"];

/// Characters from which a text of the corrigé is a sentence of its own.
const SENTENCE: usize = 25;

/// What no candidate may read.
struct Secrets {
    /// Results as they may be written, with the name of the value.
    results: BTreeMap<String, String>,
    /// Sentences of the corrigé, with neither spaces nor hyphens.
    sentences: BTreeMap<String, String>,
    /// Points the paper prints: `(15 points)`.
    points: BTreeSet<String>,
}

impl Secrets {
    fn of(ready: &Ready) -> Self {
        let sujet = json(ready.document("sujet.pdf").expect("an exam paper"));
        let corrige = json(ready.document("corrige.pdf").expect("a corrigé"));
        let bareme = json(ready.document("bareme.pdf").expect("a barème"));
        let mut points = BTreeSet::new();
        let parts = list(&sujet["dossiers"]);
        let questions = parts.iter().flat_map(|part| list(&part["questions"]));
        for paid in parts.iter().chain(questions).chain([&sujet["essay"]]) {
            let told = paid["points"].as_str().expect("points");
            points.insert(spaced(&format!("({told})")));
        }
        Self { results: results(ready), sentences: sentences(&corrige, &bareme), points }
    }

    /// Tells what a text gives away.
    fn told(&self, text: &str) -> Vec<String> {
        let mut text = spaced(text);
        for points in &self.points {
            text = text.replace(points, "");
        }
        let found = self.results.iter().filter(|(result, _)| holds(&text, result));
        let mut found: Vec<_> =
            found.map(|(result, name)| format!("« {result} » ({name})")).collect();
        let squeezed = squeezed(&text);
        let sentences = self.sentences.iter().filter(|(key, _)| squeezed.contains(*key));
        found.extend(sentences.map(|(_, sentence)| format!("« {sentence} »")));
        found
    }

    /// Tells what a file gives away, and where.
    fn in_file(&self, file: &File) -> Vec<String> {
        let found = file.texts().flat_map(|(place, text)| {
            let told = self.told(text);
            told.into_iter().map(move |secret| format!("{place} : {secret}"))
        });
        found.collect()
    }

    /// Tells what a sheet gives away.
    fn in_sheet(&self, document: &Document) -> Vec<String> {
        let mut texts = Vec::new();
        said(&json(document), &mut texts);
        texts.iter().flat_map(|text| self.told(text)).collect()
    }
}

/// Lists the results of a subject as they may be written.
fn results(ready: &Ready) -> BTreeMap<String, String> {
    let of_kind = |kind| ready.answers.iter().filter(move |answer| answer.kind == kind);
    let given: BTreeSet<String> = of_kind(Kind::Given).flat_map(displayed).collect();
    let mut found = BTreeMap::new();
    for answer in of_kind(Kind::Computed).filter(|answer| !GIVEN.contains(&&*answer.name)) {
        for text in displayed(answer).iter().filter(|text| !given.contains(*text)) {
            let number = number(text);
            let whole = number != text || telling(number);
            let alone = telling(number) && !given.contains(number);
            let written = whole.then_some(text.as_str()).into_iter();
            for text in written.chain(alone.then_some(number)) {
                for spelling in spellings(text) {
                    found.insert(spelling, answer.name.clone());
                }
            }
        }
    }
    found
}

/// Lists what documents show of a value: each of a column.
fn displayed(answer: &Answer) -> Vec<String> {
    fn each(value: &Computed, decimals: Option<u32>, texts: &mut Vec<String>) {
        match value {
            Computed::Column(values) => {
                values.iter().for_each(|value| each(value, decimals, texts));
            }
            value => texts.extend(value_text(value, decimals)),
        }
    }
    let mut texts = Vec::new();
    each(&answer.value, answer.decimals, &mut texts);
    texts
}

/// Returns the number of a value without its sign nor its unit; nothing of a
/// value in words.
fn number(text: &str) -> &str {
    let unsigned = text.trim_start_matches('−');
    let part = |letter: char| letter.is_ascii_digit() || ",\u{202f}".contains(letter);
    let end = unsigned.find(|letter| !part(letter)).unwrap_or(unsigned.len());
    unsigned[..end].trim_end_matches(',')
}

/// Tells whether a number is no everyday one: decimals, or three digits.
fn telling(number: &str) -> bool {
    number.contains(',') || number.chars().filter(char::is_ascii_digit).count() >= 3
}

/// Lists the ways to space a value.
fn spellings(text: &str) -> [String; 2] {
    [spaced(text), spaced(&text.replace('\u{202f}', ""))]
}

/// Tells whether a value stands in a text, and not as a part of a number or of
/// a word.
fn holds(text: &str, value: &str) -> bool {
    let thousands = digits(value.chars()) == 3;
    let figure = digits(value.chars().rev()) > 0;
    text.match_indices(value).any(|(start, _)| {
        let mut before = text[..start].chars().rev();
        let mut after = text[start + value.len()..].chars();
        let begun = match before.next() {
            Some(',') => digits(before) > 0,
            Some(' ') => thousands && digits(before) > 0,
            letter => letter.is_some_and(char::is_alphanumeric),
        };
        let goes_on = match after.next() {
            Some(',') => digits(after) > 0,
            Some(' ') => figure && digits(after) == 3,
            letter => letter.is_some_and(char::is_alphanumeric),
        };
        !begun && !goes_on
    })
}

fn digits(letters: impl Iterator<Item = char>) -> usize {
    letters.take_while(char::is_ascii_digit).count()
}

/// Lists the sentences of answers, schemes and remarks that no statement holds.
fn sentences(corrige: &Value, bareme: &Value) -> BTreeMap<String, String> {
    let parts = list(&corrige["parts"]);
    let questions: Vec<_> = parts.iter().flat_map(|part| list(&part["questions"])).collect();
    let schemes = list(&bareme["parts"]).iter().flat_map(|part| list(&part["questions"]));
    let mut texts = Vec::new();
    said(&corrige["remarks"], &mut texts);
    said(&bareme["rules"], &mut texts);
    schemes.for_each(|question| said(&question["scheme"], &mut texts));
    let mut allowed = SHARED.map(squeezed).concat();
    for question in questions {
        for key in ["scheme", "answer", "remarks"] {
            said(&question[key], &mut texts);
        }
        allowed.push_str(&squeezed(&inline(&question["statement"])));
    }
    let ends = ['.', '!', '?', '…', '\n'];
    let cut = texts.iter().flat_map(|text| text.split_inclusive(ends)).map(str::trim);
    cut.filter(|sentence| sentence.chars().count() >= SENTENCE)
        .map(|sentence| (squeezed(sentence), sentence.to_owned()))
        .filter(|(key, _)| !allowed.contains(key))
        .collect()
}

fn json(document: &Document) -> Value {
    fn value(sheet: &impl Serialize) -> Value {
        serde_json::to_value(sheet).expect("JSON")
    }
    value(&document.sheet)
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Lists all texts of a sheet; the pieces of a line are one, and points, of
/// which a paper is made, are none.
fn said(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(items) if items.iter().any(is_inline) => texts.push(inline(value)),
        Value::Array(items) => items.iter().for_each(|item| said(item, texts)),
        Value::Object(fields) => {
            let told =
                fields.iter().filter(|(key, _)| !["points", "total"].contains(&key.as_str()));
            told.for_each(|(_, field)| said(field, texts));
        }
        _ => {}
    }
}

fn is_inline(value: &Value) -> bool {
    value["kind"] == "text" || value["kind"] == "strong" || value["kind"] == "emph"
}

fn inline(line: &Value) -> String {
    let piece = |piece: &Value| match &piece["text"] {
        Value::String(text) => text.clone(),
        _ => inline(&piece["content"]),
    };
    list(line).iter().map(piece).collect()
}

static SECRETS: LazyLock<Secrets> =
    LazyLock::new(|| Secrets::of(&Subject::of(&project().join(SUBJECT)).ready));

#[test]
fn results_and_sentences_are_known() {
    let known = |value: &str| SECRETS.results.contains_key(value);
    for secret in [
        "1342",
        "1275",
        "1 275 contacts",
        "1530",
        "6 120",
        "1 440 min",
        "4,25",
        "5 téléacteurs",
        "−37,5 %",
        "37,5",
        "−20 %",
        "−41,7 %",
        "−50 %",
        "15 points",
        "102 h",
        "24 h",
    ] {
        assert!(known(secret), "« {secret} »");
    }
    for public in ["8000", "5000", "45 %", "20 min", "18", "345", "997"] {
        assert!(!known(public), "« {public} »");
    }
    assert!(SECRETS.results.len() > 100, "{}", SECRETS.results.len());
    assert!(SECRETS.sentences.len() > 100, "{}", SECRETS.sentences.len());
    for words in [
        "Il faut moderniser le site",
        "Une erreur n’est pénalisée qu’une fois",
        "analyse de l’origine du trafic",
    ] {
        let words = squeezed(words);
        assert!(SECRETS.sentences.keys().any(|sentence| sentence.contains(&words)), "{words}");
    }
}

#[test]
fn a_number_is_not_found_within_another() {
    for (text, value, found) in [
        ("soit 1 275, arrondi", "1 275", true),
        ("4,25.", "4,25", true),
        ("1 275", "275", false),
        ("275 000", "275", false),
        ("14,25", "4,25", false),
        ("4,255", "4,25", false),
        ("de 275 ; puis", "275", true),
    ] {
        assert_eq!(holds(text, value), found, "{value} dans « {text} »");
    }
}

#[test]
fn no_edition_gives_an_answer() {
    let mut subject = Subject::of(&project().join(SUBJECT));
    let sujets: Vec<_> = subject.ready.documents.iter().map(|document| document.file).collect();
    let sujets: Vec<_> = sujets.into_iter().filter(|file| file.starts_with("sujet")).collect();
    assert_eq!(sujets.len(), 5);
    for name in sujets {
        assert_eq!(SECRETS.in_sheet(subject.document(name)), [""; 0], "feuille de {name}");
        let file = File::read(&subject.print(name).bytes);
        assert!(file.pages.iter().all(|page| page.len() > 100), "{name} : page sans texte");
        assert!(file.strings["Alt"].len() >= 6, "{name} : {:?}", file.strings["Alt"]);
        assert!(file.strings.contains_key("Title") && file.strings.contains_key("Contents"));
        assert!(file.metadata.contains("À la Cloche Lorraine"), "{name}");
        assert_eq!(SECRETS.in_file(&file), [""; 0], "{name}");
        assert_eq!(file.attachments, [""; 0], "{name}");
    }
}

#[test]
fn the_corrige_gives_them() {
    let mut subject = Subject::of(&project().join(SUBJECT));
    let told = SECRETS.in_file(&File::read(&subject.print("corrige.pdf").bytes));
    let pages: Vec<_> = told.iter().filter(|told| told.starts_with("page ")).collect();
    assert!(pages.len() > 200, "{} : {pages:#?}", pages.len());
    for secret in ["« 1 275 »", "« 4,25 »", "« 15 points »", "Il faut moderniser le site"] {
        assert!(pages.iter().any(|told| told.contains(secret)), "{secret}");
    }
}

#[test]
fn an_attachment_is_seen() {
    let bytes = Subject::of(&project().join(SUBJECT)).print("bareme.pdf").bytes;
    assert_eq!(File::read(&bytes).attachments, [""; 0]);
    let mut document = lopdf::Document::load_mem(&bytes).expect("a PDF file");
    document.add_object(lopdf::dictionary! { "Type" => "Filespec" });
    let mut attached = Vec::new();
    document.save_to(&mut attached).expect("the file written");
    assert_eq!(File::read(&attached).attachments, ["Filespec"]);
}

/// Copies the subject with a passage altered, and tells what its *sujet* gives
/// away.
fn leaks(from: &str, to: &str) -> String {
    let folder = altered(from, to);
    let mut subject = Subject::of(&folder.path(""));
    let sheet = SECRETS.in_sheet(subject.document("sujet.pdf"));
    let file = SECRETS.in_file(&File::read(&subject.print("sujet.pdf").bytes));
    assert_eq!(sheet.is_empty(), file.is_empty(), "feuille : {sheet:?}\nfichier : {file:?}");
    file.join("\n")
}

fn altered(from: &str, to: &str) -> Folder {
    let folder = Folder::new();
    folder.copy(&project().join(SUBJECT), "");
    folder.alter("sujet.yaml", from, to);
    folder
}

#[test]
fn a_result_that_an_author_lets_out_is_found() {
    let told = leaks("    source: Insee, 2021", "    source: Insee, 2021, soit 1 342");
    assert!(told.contains("page 12 : « 1 342 »"), "{told}");
    let told = leaks("    source: Insee, 2021", "    source: Insee, 2021 (15 points)");
    assert_eq!(told, "", "points comme ceux d’un dossier");
    let told = leaks("    source: Insee, 2021", "    source: Insee, 2021, à 15 points");
    assert!(told.contains("page 12 : « 15 points » (ecart_rebond)"), "{told}");
}

#[test]
fn what_only_a_screen_reader_meets_is_read_too() {
    let told = leaks("description: Plan de Commercy où", "description: Plan de 5 téléacteurs où");
    assert_eq!(told, "/Alt : « 5 téléacteurs » (effectif_equipe)");
    let told = leaks("titre: À la Cloche Lorraine\nduree", "titre: À la Cloche, −37,5 %\nduree");
    for place in ["XMP", "/Title"] {
        assert!(told.contains(&format!("{place} : « −37,5 % »")), "{told}");
    }
}

#[test]
fn a_sentence_of_the_corrige_is_found() {
    let told = leaks(
        "    source: Insee, 2021",
        "    source: Insee, 2021. Une erreur n'est pénalisée qu'une fois.",
    );
    assert!(told.contains("page 12 : « Une erreur n’est pénalisée qu’une fois. »"), "{told}");
}

#[test]
fn a_grand_total_does_not_enter_the_exam_paper() {
    let folder = altered(
        "          sous_totaux: [nombre]\n          total: non",
        "          sous_totaux: [nombre]",
    );
    let prepared = prepare(&folder.path("sujet.yaml"), Bounds::default());
    let ids: Vec<_> = prepared.faults.iter().map(|fault| fault.id).collect();
    assert_eq!(ids, ["resultat-dans-le-sujet"]);
}

#[test]
fn neither_a_result_nor_a_formula_enters_the_exam_paper() {
    for (written, id) in [
        ("{fichier}", "resultat-dans-le-sujet"),
        ("{somme(hebergements.nombre)}", "calcul-dans-le-sujet"),
    ] {
        let source = "    source: Insee, 2021";
        let folder = altered(source, &format!("{source}, {written}"));
        let prepared = prepare(&folder.path("sujet.yaml"), Bounds::default());
        assert!(prepared.ready.is_none(), "{written}");
        let ids: Vec<_> = prepared.faults.iter().map(|fault| fault.id).collect();
        assert_eq!(ids, [id], "{written}");
    }
}
