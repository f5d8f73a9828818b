//! Blocks as passages: texts, lists, tables, charts, essays; mock-ups and cards
//! stand beside.

use super::math::computation;
use super::mockup;
use super::{Passages, line_text, named};
use crate::sheet::{Block, Chart, Essay, RowKind, ShareBar, Table, Tone};

/// Adds the blocks of an answer, of an annexe, of a context.
pub(in crate::compare) fn blocks(blocks: &[Block], passages: &mut Passages) {
    for one in blocks {
        block(one, passages);
    }
}

fn block(block: &Block, passages: &mut Passages) {
    match block {
        Block::Text { content } => passages.flow("texte", "", content),
        Block::Arguments { items, .. } => {
            for item in items {
                let title = line_text(&item.title);
                let at = if title.is_empty() { title } else { named("point", &title) };
                passages.line("titre de point", "", &item.title);
                passages.flow("texte", &at, &item.content);
            }
        }
        Block::Table(data) => table(data, passages),
        Block::Columns { title, columns } => {
            passages.line("titre", "", title);
            for column in columns {
                let at = named("colonne", &line_text(&column.title));
                passages.line("titre de colonne", "", &column.title);
                column.items.iter().for_each(|item| passages.line("élément", &at, item));
            }
        }
        Block::Computations { steps } => {
            for step in steps {
                computation(step, passages);
            }
        }
        Block::Callout { tone, title, content } => {
            passages.line("titre d’encadré", "encadré", title);
            passages.flow(tone_name(*tone), "encadré", content);
        }
        Block::ShareBar(bar) => share_bar(bar, passages),
        Block::Image { alt, caption, .. } => {
            passages.text("image", "description d’image", alt);
            passages.line("légende", "légende d’image", caption);
        }
        Block::Chart(data) => chart(data, passages),
        Block::Map(map) => {
            let at = named("carte", &line_text(&map.title));
            passages.line("titre de carte", "titre de carte", &map.title);
            match &map.data {
                Some(data) => table(data, passages),
                None => passages.text("carte", &at, &map.alt),
            }
            passages.line("légende", &at, &map.note);
        }
        Block::Essay(plan) => essay(plan, passages),
        Block::Post(post) => mockup::post(post, passages),
        Block::Review(review) => mockup::review(review, passages),
        Block::Email(email) => mockup::email(email, passages),
        Block::EditorialCalendar(calendar) => mockup::calendar(calendar, passages),
        Block::SearchResults(page) => mockup::search_results(page, passages),
        Block::WebPage(page) => mockup::web_page(page, passages),
        Block::Persona(persona) => mockup::persona(persona, passages),
        Block::Dashboard(board) => {
            let at = named("tableau de bord", &line_text(&board.title));
            passages.line("titre de tableau de bord", "titre de tableau de bord", &board.title);
            for figure in &board.figures {
                let label = line_text(&figure.label);
                let cells = [("", &label), ("valeur", &figure.value), ("détail", &figure.detail)];
                let cells = cells.map(|(title, text)| (title.to_owned(), text.clone()));
                passages.row(&at, cells.to_vec());
            }
            board.tables.iter().for_each(|data| table(data, passages));
            board.charts.iter().for_each(|data| chart(data, passages));
            passages.line("légende", &at, &board.note);
        }
    }
}

fn tone_name(tone: Tone) -> &'static str {
    match tone {
        Tone::Interpretation => "interprétation",
        Tone::Conclusion => "conclusion",
        Tone::Remark => "remarque",
        Tone::Warning => "attention",
    }
}

fn table(table: &Table, passages: &mut Passages) {
    let at = named("tableau", &line_text(&table.title));
    passages.line("titre de tableau", "titre de tableau", &table.title);
    let titles: Vec<_> = table.columns.iter().map(|column| line_text(&column.title)).collect();
    passages.text("colonnes", &at, &titles.join(" | "));
    for row in &table.rows {
        let cells = row.cells.iter().map(|cell| line_text(cell));
        if row.kind == RowKind::Group {
            passages.text("groupe", &at, &cells.collect::<String>());
        } else {
            passages.row(&at, titles.iter().cloned().zip(cells).collect());
        }
    }
    passages.line("légende", &at, &table.note);
}

fn chart(chart: &Chart, passages: &mut Passages) {
    let at = named("graphique", &line_text(&chart.title));
    passages.line("titre de graphique", "titre de graphique", &chart.title);
    passages.text("unité", &at, &chart.unit);
    for point in &chart.points {
        let series = chart.series.iter().map(String::as_str).chain(std::iter::repeat("valeur"));
        let values =
            series.zip(&point.values).map(|(name, value)| (name.to_owned(), value.clone()));
        let mut cells = vec![(String::new(), point.label.clone())];
        cells.extend(values);
        cells.push(("taux".to_owned(), point.rate.clone()));
        passages.row(&at, cells);
    }
    passages.line("légende", &at, &chart.note);
}

fn share_bar(bar: &ShareBar, passages: &mut Passages) {
    let at = named("barre de parts", &line_text(&bar.title));
    passages.line("titre de barre de parts", "titre de barre de parts", &bar.title);
    for share in &bar.shares {
        let cells = [("", &share.label), ("détail", &share.detail), ("part", &share.value)];
        let cells = cells.map(|(title, text)| (title.to_owned(), text.clone()));
        passages.row(&at, cells.to_vec());
    }
    if let Some((label, value)) = &bar.result {
        passages.text("résultat", &at, &format!("{label} {value}"));
    }
}

fn essay(essay: &Essay, passages: &mut Passages) {
    passages.flow("introduction", "introduction", &essay.introduction);
    for part in &essay.parts {
        let at = format!("partie {}", part.number);
        passages.line("titre de partie", &at, &part.title);
        passages.flow("texte", &at, &part.lead);
        for section in &part.sections {
            let at = format!("partie {}, {}", part.number, section.number);
            passages.line("titre de section", &at, &section.title);
            passages.flow("texte", &at, &section.content);
        }
    }
    passages.flow("conclusion", "conclusion", &essay.conclusion);
}
