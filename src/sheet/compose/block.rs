//! Blocks of an answer, conditions decided.

use super::Composer;
use super::mockup::path;
use crate::diagnostic::Fault;
use crate::formula::Value;
use crate::markup::typography::apply_text;
use crate::number::Exact;
use crate::sheet::{Argument, Block, Essay, EssayPart, EssaySection, ListColumn, Tone};
use crate::subject::Formula;
use crate::subject::block;

/// Puts the data of a chart or a map after it, as a table of its own: the
/// drawing stays whole, the table may go over the page. In an adapted edition
/// a screen, whose letters stay small, is followed by its words.
fn with_data(mut block: Block, adapted: bool) -> impl Iterator<Item = Block> {
    let data = match &mut block {
        Block::Chart(chart) => chart.data.take().map(Block::Table),
        Block::Map(map) => map.data.take().map(Block::Table),
        Block::SearchResults(results) if adapted => {
            Some(Block::Text { content: std::mem::take(&mut results.told) })
        }
        Block::WebPage(page) if adapted => {
            Some(Block::Text { content: std::mem::take(&mut page.told) })
        }
        _ => None,
    };
    [Some(block), data].into_iter().flatten()
}

impl Composer<'_> {
    /// Composes blocks; `paid` gives the points of the steps that are paid.
    pub(super) fn blocks(
        &mut self,
        blocks: &[block::Block],
        paid: &[(String, Exact)],
    ) -> Vec<Block> {
        let mut composed = Vec::with_capacity(blocks.len());
        for block in blocks {
            if let block::Block::Choice { when, then, otherwise } = block {
                if let Some(holds) = self.holds(when) {
                    let (chosen, left) = if holds { (then, otherwise) } else { (otherwise, then) };
                    composed.extend(self.blocks(chosen, paid));
                    self.check_left(left, paid);
                }
            } else if let Some(block) = self.block(block, paid) {
                composed.extend(with_data(block, self.adapted));
            }
        }
        composed
    }

    /// Checks the names of the branch that is not printed today: other data
    /// may print it. Its computations may fail, that is what the condition is
    /// for.
    fn check_left(&mut self, blocks: &[block::Block], paid: &[(String, Exact)]) {
        let before = std::mem::take(&mut self.faults);
        self.blocks(blocks, paid);
        let found = std::mem::replace(&mut self.faults, before);
        let names = ["nom-inconnu", "note-inconnue"];
        self.faults.extend(found.in_order().into_iter().filter(|fault| names.contains(&fault.id)));
    }

    fn block(&mut self, block: &block::Block, paid: &[(String, Exact)]) -> Option<Block> {
        Some(match block {
            block::Block::Text(text) => Block::Text { content: self.flow(text) },
            block::Block::Arguments { numbered, items } => Block::Arguments {
                numbered: *numbered,
                items: items
                    .iter()
                    .map(|item| Argument {
                        title: self.line_or_none(item.title.as_ref()),
                        content: self.flow_or_none(item.text.as_ref()),
                    })
                    .collect(),
            },
            block::Block::DataTable(table) => Block::Table(self.data_table(table)?),
            block::Block::GridTable(table) => Block::Table(self.grid_table(table)?),
            block::Block::WrittenTable(table) => Block::Table(self.written_table(table)),
            block::Block::Columns { title, columns } => Block::Columns {
                title: self.line_or_none(title.as_ref()),
                columns: columns
                    .iter()
                    .map(|(title, items)| ListColumn {
                        title: self.line(title),
                        items: items.iter().map(|item| self.line(item)).collect(),
                    })
                    .collect(),
            },
            block::Block::Computations(names) => self.computations(names, paid),
            block::Block::Callout { tone, title, text } => Block::Callout {
                tone: match tone {
                    block::Tone::Interpretation => Tone::Interpretation,
                    block::Tone::Conclusion => Tone::Conclusion,
                    block::Tone::Remark => Tone::Remark,
                    block::Tone::Warning => Tone::Warning,
                },
                title: self.line_or_none(title.as_ref()),
                content: self.flow(text),
            },
            block::Block::Image { picture, width, caption } => Block::Image {
                path: path(picture),
                alt: apply_text(&picture.description),
                width: *width,
                caption: self.line_or_none(caption.as_ref()),
            },
            block::Block::Post(post) => Block::Post(Box::new(self.post(post))),
            block::Block::Review(review) => Block::Review(Box::new(self.review(review))),
            block::Block::Email(email) => Block::Email(Box::new(self.email(email))),
            block::Block::EditorialCalendar(calendar) => {
                Block::EditorialCalendar(Box::new(self.editorial_calendar(calendar)?))
            }
            block::Block::ShareBar(bar) => Block::ShareBar(self.share_bar(bar)?),
            block::Block::Chart(chart) => Block::Chart(Box::new(self.chart(chart)?)),
            block::Block::Map(map) => Block::Map(self.map(map)),
            block::Block::SearchResults(results) => {
                Block::SearchResults(Box::new(self.search_results(results)))
            }
            block::Block::WebPage(page) => Block::WebPage(Box::new(self.web_page(page))),
            block::Block::Persona(persona) => Block::Persona(Box::new(self.persona(persona))),
            block::Block::Dashboard(dashboard) => {
                Block::Dashboard(Box::new(self.dashboard(dashboard)?))
            }
            block::Block::Essay(essay) => Block::Essay(self.essay(essay)),
            block::Block::Choice { .. } => return None,
        })
    }

    /// Decides a condition.
    fn holds(&mut self, when: &Formula) -> Option<bool> {
        match self.computed(when)? {
            Value::Truth(truth) => Some(truth),
            other => {
                let place = when.origin.place(self.sources, 0..when.text.len());
                self.tell(
                    Fault::error("condition-attendue", "« si » attend une condition")
                        .at(place, format!("{} ne se décide pas par oui ou par non", other.kind())),
                );
                None
            }
        }
    }

    fn essay(&mut self, essay: &block::Essay) -> Essay {
        Essay {
            introduction: self.flow(&essay.introduction),
            parts: essay
                .parts
                .iter()
                .enumerate()
                .map(|(rank, part)| EssayPart {
                    number: (rank + 1).to_string(),
                    title: self.line(&part.title),
                    lead: self.flow_or_none(part.lead.as_ref()),
                    sections: part
                        .sections
                        .iter()
                        .enumerate()
                        .map(|(inner, (title, text))| EssaySection {
                            number: format!("{}.{}", rank + 1, inner + 1),
                            title: self.line(title),
                            content: self.flow(text),
                        })
                        .collect(),
                })
                .collect(),
            conclusion: self.flow(&essay.conclusion),
        }
    }
}
