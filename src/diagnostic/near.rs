//! « vouliez-vous dire… ? »: takes a wrong name and the known ones, gives the
//! known one its author most likely meant.

/// Returns the known name nearest to a misspelt one, if one is near enough;
/// case and accents weigh nothing, since they are what an author most often
/// gets wrong.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wrong = fold(wrong);
    known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&wrong, &fold(name)), name))
        .filter(|(score, _)| *score >= 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

/// Writes a text without capitals or accents: « Œuvre » is « oeuvre ».
#[must_use]
pub fn fold(text: &str) -> String {
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
        assert_eq!(nearest("Teleacteurs", known), Some("téléacteurs"));
        assert_eq!(nearest("temps_prodctif", known), Some("temps_productif"));
        assert_eq!(nearest("CHARGE", known), Some("charge"));
    }

    #[test]
    fn nothing_is_suggested_for_what_looks_like_nothing() {
        assert_eq!(nearest("xyz", ["téléacteurs", "charge"]), None);
    }

    #[test]
    fn letters_lose_what_is_above_and_below_them() {
        assert_eq!(fold("Œuvre À Façon E\u{301}té"), "oeuvre a facon ete");
    }
}
