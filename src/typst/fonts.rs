//! The fonts of the templates: takes their files, gives Typst's book of fonts
//! and what characters they draw. The computer's own fonts are never looked at.

use typst::text::{Font, FontBook, is_default_ignorable};
use typst::utils::LazyHash;

use super::templates::Templates;
use crate::diagnostic::Fault;

/// All fonts, in the order of their paths.
pub(super) struct Fonts {
    book: LazyHash<FontBook>,
    list: Vec<Font>,
}

impl Fonts {
    /// Parses the font files among the templates.
    pub(super) fn read(templates: &Templates) -> Result<Self, Fault> {
        let mut list = Vec::new();
        for (_, template) in templates.iter().filter(|(path, _)| is_font(path)) {
            let before = list.len();
            list.extend(Font::iter(template.bytes.clone()));
            if list.len() == before {
                let message = format!("police illisible : « {} »", template.name);
                let help = "attendu : une police TrueType ou OpenType";
                return Err(Fault::error("gabarit", message).help(help));
            }
        }
        Ok(Self { book: LazyHash::new(FontBook::from_fonts(&list)), list })
    }

    /// Returns the book of fonts.
    pub(super) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    /// Returns a font by its place in the book.
    pub(super) fn get(&self, index: usize) -> Option<Font> {
        self.list.get(index).cloned()
    }

    /// Tells whether a character is drawn by a font or asks for no drawing.
    pub(super) fn draw(&self, character: char) -> bool {
        if is_private(character) {
            return false;
        }
        matches!(character, '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
            || is_default_ignorable(character)
            || self.list.iter().any(|font| font.info().coverage.contains(character.into()))
    }
}

/// Tells whether a character means nothing but in one font: PDF/A refuses it.
pub(super) fn is_private(character: char) -> bool {
    matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

/// Tells whether a file below `templates` is a font, by its path.
pub(crate) fn is_font(path: &str) -> bool {
    let is_any = |endings: [&str; 3]| endings.iter().any(|ending| path.ends_with(ending));
    path.starts_with("fonts/") && is_any([".ttf", ".otf", ".ttc"])
}

#[cfg(test)]
mod tests {
    use typst::foundations::Bytes;

    use super::super::templates::tests::over;
    use super::*;

    #[test]
    fn four_families_are_embedded() {
        let fonts = Fonts::read(&over(&[])).unwrap();
        let families: Vec<&str> = fonts.book.families().map(|(name, _)| name).collect();
        assert_eq!(
            families,
            ["Source Sans 3", "Source Serif 4", "STIX Two Math", "Twemoji Mozilla"]
        );
        assert!(fonts.get(0).is_some() && fonts.get(99).is_none());
    }

    #[test]
    fn what_french_papers_need_is_drawn() {
        let fonts = Fonts::read(&over(&[])).unwrap();
        let needed = "\u{a0}\u{202f}\u{2011}«»’“”…–—•·œŒæ€‰−×÷±≤≥≠≈→★☆✓✔☐☑⚠⌈⌉½²₂ᵉʳ👍📊";
        assert_eq!(needed.chars().find(|letter| !fonts.draw(*letter)), None);
        assert!(!fonts.draw('字'));
    }

    #[test]
    fn what_is_not_drawn_needs_no_font() {
        let fonts = Fonts::read(&over(&[])).unwrap();
        assert!(fonts.draw('\n') && fonts.draw('\u{200b}') && fonts.draw('\u{fe0f}'));
        assert!(!fonts.draw('\u{7}') && !fonts.draw('\u{e000}'));
    }

    #[test]
    fn a_file_that_is_no_font_is_a_fault() {
        let mut templates = over(&[]);
        let text = Bytes::new(*b"un texte");
        templates.add("fonts/Fausse.ttf", "mes-gabarits/fonts/Fausse.ttf".into(), text).unwrap();
        let fault = Fonts::read(&templates).err().unwrap();
        assert_eq!(fault.message, "police illisible : « mes-gabarits/fonts/Fausse.ttf »");
    }
}
