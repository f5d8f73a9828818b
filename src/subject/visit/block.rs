//! The parts of blocks: every kind of block that an author can write.

use super::{Part, Visit, texts};
use crate::subject::block::{
    Block, Chart, ChartPoints, Dashboard, DataTable, Essay, KeyGroup, WebPage, WrittenTable,
};

/// Visits blocks, both branches of a choice.
pub(in crate::subject) fn blocks<'s>(blocks: &'s [Block], visit: &mut Visit<'_, 's>) {
    for part in blocks {
        block(part, visit);
    }
}

fn block<'s>(block: &'s Block, visit: &mut Visit<'_, 's>) {
    match block {
        Block::Text(text) => visit(Part::Text(text)),
        Block::Arguments { items, .. } => {
            texts(items.iter().flat_map(|item| item.title.iter().chain(&item.text)), visit);
        }
        Block::DataTable(table) => data_table(table, visit),
        Block::GridTable(table) => {
            table.grids.iter().for_each(|name| visit(Part::Value(&name.value)));
            texts(table.title.iter().chain(&table.note), visit);
        }
        Block::WrittenTable(table) => written_table(table, visit),
        Block::Columns { title, columns } => {
            let columns =
                columns.iter().flat_map(|(title, items)| [title].into_iter().chain(items));
            texts(title.iter().chain(columns), visit);
        }
        Block::Computations(names) => {
            for name in names {
                visit(Part::Value(&name.value));
            }
        }
        Block::Callout { title, text, .. } => texts(title.iter().chain([text]), visit),
        Block::Image { caption, .. } => texts(caption, visit),
        Block::Post(post) => {
            let comments = post.comments.iter().map(|comment| &comment.text);
            texts([&post.caption].into_iter().chain(comments), visit);
            keys(&post.keys, visit);
        }
        Block::Review(review) => {
            let answer = review.answer.iter().map(|(_, text)| text);
            texts([&review.text].into_iter().chain(answer), visit);
            keys(&review.keys, visit);
        }
        Block::Email(email) => {
            texts(email.texts(), visit);
            keys(&email.keys, visit);
        }
        Block::EditorialCalendar(calendar) => {
            for article in &calendar.articles {
                let fields = article.fields.iter().map(|(_, text)| text);
                texts([&article.title].into_iter().chain(fields), visit);
            }
        }
        Block::ShareBar(bar) => {
            texts(&bar.title, visit);
            for share in &bar.shares {
                texts([&share.label].into_iter().chain(&share.detail), visit);
                visit(Part::Formula(&share.value));
            }
            bar.result.iter().for_each(|name| visit(Part::Value(&name.value)));
        }
        Block::Chart(drawn) => chart(drawn, visit),
        Block::Map(map) => {
            let places = map.places.iter().flat_map(|(name, text)| [name, text]);
            texts(map.title.iter().chain(places).chain(&map.note), visit);
        }
        Block::SearchResults(_) => {}
        Block::WebPage(page) => web_page(page, visit),
        Block::Persona(persona) => {
            let facts = persona.facts.iter().map(|(_, text)| text);
            let sections = persona.sections.iter().flat_map(|(title, text, _)| [title, text]);
            texts(persona.quote.iter().chain(facts).chain(sections), visit);
        }
        Block::Dashboard(board) => dashboard(board, visit),
        Block::Essay(plan) => essay(plan, visit),
        Block::Choice { when, then, otherwise } => {
            visit(Part::Formula(when));
            blocks(then, visit);
            blocks(otherwise, visit);
        }
    }
}

fn data_table<'s>(shown: &'s DataTable, visit: &mut Visit<'_, 's>) {
    let table = shown.table.value.as_str();
    texts(&shown.title, visit);
    if shown.columns.is_empty() {
        visit(Part::Table(table));
    }
    for (name, title) in &shown.columns {
        visit(Part::Column(table, &name.value));
        texts(title, visit);
    }
    shown.lit.iter().for_each(|formula| visit(Part::RowFormula(table, formula)));
    for name in shown.gathering.by.iter().chain(&shown.gathering.sums) {
        visit(Part::Column(table, &name.value));
    }
    texts(&shown.note, visit);
}

fn written_table<'s>(table: &'s WrittenTable, visit: &mut Visit<'_, 's>) {
    let headers = table.columns.iter().map(|column| &column.title);
    texts(table.title.iter().chain(headers), visit);
    texts(table.rows.iter().flatten().chain(&table.note), visit);
}

fn keys<'s>(groups: &'s [KeyGroup], visit: &mut Visit<'_, 's>) {
    for group in groups {
        let elements = group.elements.iter();
        let elements = elements.flat_map(|key| [&key.title].into_iter().chain(&key.text));
        texts([&group.title].into_iter().chain(&group.points).chain(elements), visit);
    }
}

fn chart<'s>(chart: &'s Chart, visit: &mut Visit<'_, 's>) {
    texts(&chart.title, visit);
    match &chart.points {
        ChartPoints::Written(points) => {
            for (label, value) in points {
                visit(Part::Text(label));
                visit(Part::Formula(value));
            }
        }
        ChartPoints::Table { table, labels, values } => {
            let columns = [labels].into_iter().chain(values);
            columns.for_each(|name| visit(Part::Column(&table.value, &name.value)));
        }
        ChartPoints::Gauge(gauge) => {
            visit(Part::Text(&gauge.label));
            visit(Part::Formula(&gauge.value));
            visit(Part::Formula(&gauge.objective));
        }
    }
    texts(&chart.note, visit);
}

fn web_page<'s>(page: &'s WebPage, visit: &mut Visit<'_, 's>) {
    let optional = [&page.offer, &page.practical, &page.foot];
    texts([&page.window].into_iter().chain(optional.into_iter().flatten()), visit);
}

fn dashboard<'s>(board: &'s Dashboard, visit: &mut Visit<'_, 's>) {
    texts(&board.title, visit);
    for figure in &board.figures {
        visit(Part::Text(&figure.label));
        visit(Part::Formula(&figure.value));
        figure.objective.iter().for_each(|formula| visit(Part::Formula(formula)));
    }
    for followed in &board.tables {
        texts(&followed.title, visit);
        for name in [&followed.labels, &followed.objective, &followed.actual] {
            visit(Part::Column(&followed.table.value, &name.value));
        }
    }
    board.charts.iter().for_each(|drawn| chart(drawn, visit));
    texts(&board.note, visit);
}

fn essay<'s>(essay: &'s Essay, visit: &mut Visit<'_, 's>) {
    visit(Part::Text(&essay.introduction));
    for part in &essay.parts {
        let sections = part.sections.iter().flat_map(|(title, text)| [title, text]);
        texts([&part.title].into_iter().chain(&part.lead).chain(sections), visit);
    }
    visit(Part::Text(&essay.conclusion));
}
