//! Persona cards.

use super::Composer;
use super::mockup::path;
use crate::markup::typography::apply_text;
use crate::sheet::{Inline, Line, Persona, PersonaSection};
use crate::subject::block;

impl Composer<'_> {
    /// Composes a persona card.
    pub(super) fn persona(&mut self, persona: &block::Persona) -> Persona {
        let name = apply_text(&persona.name);
        let alt = persona.portrait.as_ref().map(|portrait| {
            apply_text(&format!("Portrait de {} : {}", persona.name, portrait.description))
        });
        Persona {
            portrait: persona.portrait.as_ref().map(path),
            quote: quoted(self.line_or_none(persona.quote.as_ref())),
            facts: persona
                .facts
                .iter()
                .map(|(label, value)| (apply_text(label), self.line(value)))
                .collect(),
            sections: persona
                .sections
                .iter()
                .map(|(title, text, wide)| PersonaSection {
                    title: self.line(title),
                    content: self.flow(text),
                    wide: *wide,
                })
                .collect(),
            alt: alt.unwrap_or_default(),
            name,
        }
    }
}

/// Puts a line between guillemets, unless its author did.
fn quoted(mut line: Line) -> Line {
    let written = matches!(line.first(), Some(Inline::Text { text }) if text.starts_with('«'));
    if line.is_empty() || written {
        return line;
    }
    let mark = |text: &str| Inline::Text { text: text.to_owned() };
    line.insert(0, mark("«\u{a0}"));
    line.push(mark("\u{a0}»"));
    line
}

#[cfg(test)]
mod tests {
    use super::super::alternative::words;
    use super::super::text::plain_line;
    use super::*;

    #[test]
    fn a_quote_has_its_guillemets_once() {
        let bare = plain_line("Je pars léger.");
        assert_eq!(words(&quoted(bare)), "«\u{a0}Je pars léger.\u{a0}»");
        let written = plain_line("« Je pars léger. »");
        assert_eq!(quoted(written.clone()), written);
        assert_eq!(quoted(Line::new()), Line::new());
    }
}
