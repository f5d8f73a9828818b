//! Changes for a person: takes them, gives aligned lines, place by place; what
//! differs within a text stands between brackets.

use std::fmt::Write;

use crate::compare::{
    Bit, Changes, Document, Edit, PointsChange, Recheck, Section, State, ValueChange, excerpt,
    value_text,
};

/// Characters of a name or of a label beyond which columns are not widened.
const WIDEST: usize = 44;

/// Writes all changes, then what they come to.
pub(super) fn text(changes: &Changes<'_>) -> String {
    let mut text = String::new();
    let facts = changes
        .identity
        .iter()
        .map(|fact| [fact.label.to_owned(), arrow(&fact.old, &fact.new), String::new()]);
    table("Identité", &facts.collect::<Vec<_>>(), &mut text);
    table("Valeurs", &changes.values.iter().flat_map(value).collect::<Vec<_>>(), &mut text);
    table("Points", &changes.points.iter().map(points).collect::<Vec<_>>(), &mut text);
    for document in [Document::Corrige, Document::Bareme, Document::Sujet] {
        sections(document, &changes.sections, &mut text);
    }
    let pictures = changes
        .pictures
        .iter()
        .map(|picture| [picture.file.clone(), state(picture.state).to_owned(), String::new()]);
    table("Images", &pictures.collect::<Vec<_>>(), &mut text);
    let _ = writeln!(text, "{}", count(changes));
    text
}

/// Says how much differs.
pub(super) fn count(changes: &Changes<'_>) -> String {
    // A picture is counted once, wherever it is shown.
    let texts = |section: &Section| match section.edits.iter().filter(|edit| !edit.is_picture()) {
        edits if section.edits.is_empty() => edits.count().max(1),
        edits => edits.count(),
    };
    let texts: usize = changes.sections.iter().map(texts).sum();
    let counted = [
        (changes.identity.len(), "mention de l’identité", "mentions de l’identité"),
        (changes.values.len(), "valeur", "valeurs"),
        (changes.points.len(), "nombre de points", "nombres de points"),
        (texts, "texte", "textes"),
        (changes.pictures.len(), "image", "images"),
    ];
    let told = counted.into_iter().filter(|(number, ..)| *number > 0);
    let told: Vec<_> = told
        .map(|(number, one, several)| {
            format!("{number} {}", if number > 1 { several } else { one })
        })
        .collect();
    if told.is_empty() { "aucune différence".to_owned() } else { told.join(", ") }
}

/// Writes rows under a heading, in columns; nothing when there are none.
fn table(heading: &str, rows: &[[String; 3]], text: &mut String) {
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(text, "{heading}");
    let width = |column: usize| {
        let widths = rows.iter().map(|row| row[column].chars().count());
        widths.filter(|width| *width <= WIDEST).max().unwrap_or_default()
    };
    let (first, second) = (width(0), width(1));
    for [name, change, label] in rows {
        let line = format!("  {name:<first$}  {change:<second$}  {label}");
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text.push('\n');
}

fn arrow(old: &str, new: &str) -> String {
    let told = |text: &str| if text.is_empty() { "rien".to_owned() } else { text.to_owned() };
    let hidden = if old == new { ", à l’arrondi près" } else { "" };
    format!("{} → {}{hidden}", told(old), told(new))
}

/// Writes a value; a line a cell when it is a column.
fn value(change: &ValueChange<'_>) -> Vec<[String; 3]> {
    let label = change.label.to_owned();
    if !change.cells.is_empty() {
        let cells = change.cells.iter();
        return cells
            .map(|cell| {
                let name = format!("{} [{}]", change.name, cell.row);
                [name, arrow(&cell.old, &cell.new), label.clone()]
            })
            .collect();
    }
    let name = change.name.to_owned();
    match (change.old, change.new) {
        (Some(old), Some(new)) => {
            let mut rows = Vec::new();
            let (before, after) = (value_text(old), value_text(new));
            if old.value != new.value {
                rows.push([name.clone(), arrow(&before, &after), label.clone()]);
            }
            if old.formula != new.formula {
                let formula = |text: &Option<String>| text.clone().unwrap_or_default();
                let shown = arrow(&formula(&old.formula), &formula(&new.formula));
                rows.push([name, format!("formule : {shown}"), label]);
            }
            rows
        }
        (None, Some(new)) => vec![[name, format!("ajoutée : {}", value_text(new)), label]],
        (Some(old), None) => vec![[name, format!("supprimée : {}", value_text(old)), label]],
        (None, None) => Vec::new(),
    }
}

fn points(change: &PointsChange) -> [String; 3] {
    [change.place.clone(), arrow(&change.old, &change.new), change.item.clone()]
}

fn sections(document: Document, sections: &[Section], text: &mut String) {
    let own: Vec<_> = sections.iter().filter(|section| section.document == document).collect();
    if own.is_empty() {
        return;
    }
    let heading = match document {
        Document::Corrige => "Corrigé",
        Document::Bareme => "Barème",
        Document::Sujet => "Sujet",
    };
    let _ = writeln!(text, "{heading}");
    for section in own {
        let _ = writeln!(text, "  {}", title(section));
        let mut at = "";
        for edit in &section.edits {
            // Told once for all that stands there.
            if edit.at != at {
                let _ = writeln!(text, "    {}", edit.at);
                at = &edit.at;
            }
            edited(edit, text);
        }
    }
    text.push('\n');
}

/// Says which place it is, what became of it, and what marked copies need.
fn title(section: &Section) -> String {
    let mut title = section.place.clone();
    if !section.before.is_empty() {
        let _ = write!(title, " (auparavant : {})", section.before);
    }
    match section.state {
        State::Changed => {}
        other => {
            let _ = write!(title, " : {}", state(other));
        }
    }
    if let Some(recheck) = section.recheck {
        let _ = write!(title, " – copies déjà corrigées : {}", needed(recheck));
    }
    if section.state != State::Changed && !section.title.is_empty() {
        let _ = write!(title, "\n    {}", section.title);
    }
    title
}

fn needed(recheck: Recheck) -> &'static str {
    match recheck {
        Recheck::Nothing => "rien à reprendre",
        Recheck::Look => "à relire, un élément payé est formulé autrement",
        Recheck::Figures => "à relire, des nombres de la réponse changent",
        Recheck::Result => "à reprendre, un résultat attendu change",
        Recheck::Points => "à reprendre, les points changent",
    }
}

/// Says what became of a question, an annexe or a picture.
fn state(state: State) -> &'static str {
    match state {
        State::Added => "ajoutée",
        State::Removed => "supprimée",
        State::Changed => "changée",
    }
}

fn edited(edit: &Edit, text: &mut String) {
    for (sign, bits) in [('-', &edit.old), ('+', &edit.new)] {
        if !bits.is_empty() {
            let row = if edit.row.is_empty() { String::new() } else { format!("{} | ", edit.row) };
            let _ = writeln!(text, "      {sign} {row}{}", line(&excerpt(bits)).trim());
        }
    }
}

/// Writes changed words between brackets, unless all are.
fn line(bits: &[Bit]) -> String {
    if let [Bit { text, changed: true }] = bits {
        return text.clone();
    }
    bits.iter()
        .map(|Bit { text, changed }| {
            let words = text.trim_start();
            let blank = &text[..text.len() - words.len()];
            match (changed, words) {
                (true, "") => String::new(),
                (true, words) => format!("{blank}[{words}]"),
                (false, _) => text.clone(),
            }
        })
        .collect()
}
