//! Suggestions for misspelt names: takes the wrong one and the known ones,
//! gives the known one its author most likely meant.

use crate::diagnostic::nearest;

/// Returns the known name nearest to a wrong one; case and accents weigh
/// nothing, since they are what an author most often gets wrong.
pub(super) fn suggest<'a>(wrong: &str, known: &[&'a str]) -> Option<&'a str> {
    let folded: Vec<String> = known.iter().map(|name| fold(name)).collect();
    let found = nearest(&fold(wrong), folded.iter().map(String::as_str))?;
    let rank = folded.iter().position(|each| each == found)?;
    known.get(rank).copied()
}

/// Writes a text without capitals or accents: « Œuvre » is « oeuvre ».
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'à' | 'â' | 'ä' | 'á' => folded.push('a'),
            'é' | 'è' | 'ê' | 'ë' => folded.push('e'),
            'î' | 'ï' | 'í' => folded.push('i'),
            'ô' | 'ö' | 'ó' => folded.push('o'),
            'ù' | 'û' | 'ü' | 'ú' => folded.push('u'),
            'ÿ' => folded.push('y'),
            'ç' => folded.push('c'),
            'ñ' => folded.push('n'),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            '\u{300}'..='\u{36f}' => {}
            other => folded.push(other),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_case_do_not_stand_in_the_way() {
        let known = ["téléacteurs", "charge", "temps_productif"];
        assert_eq!(suggest("Teleacteurs", &known), Some("téléacteurs"));
        assert_eq!(suggest("temps_prodctif", &known), Some("temps_productif"));
    }

    #[test]
    fn nothing_is_suggested_for_what_looks_like_nothing() {
        assert_eq!(suggest("xyz", &["téléacteurs", "charge"]), None);
    }

    #[test]
    fn letters_lose_what_is_above_and_below_them() {
        assert_eq!(fold("Œuvre À Façon E\u{301}té"), "oeuvre a facon ete");
    }
}
