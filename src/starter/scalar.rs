//! Words that a person typed, as what a YAML file must say for them to be read
//! back: takes any text, gives a scalar on one line.

/// Marks that Markdown or braces would take for themselves.
const MARKS: [char; 10] = ['\\', '*', '_', '`', '[', ']', '{', '}', '<', '>'];
/// Words that YAML or this program takes for something else than a text.
const TAKEN: [&str; 9] = ["oui", "non", "yes", "no", "on", "off", "true", "false", "null"];

/// Brings a text to one line, without what cannot be typed on purpose.
pub(super) fn one_line(text: &str) -> String {
    let words: Vec<_> = text.split(|letter: char| " \t\r\n".contains(letter)).collect();
    let words = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    words.chars().filter(|letter| !letter.is_control()).collect()
}

/// Writes words as a scalar that reads as these very words, in Markdown.
pub(super) fn scalar(words: &str) -> String {
    quoted(&escaped(words))
}

/// Escapes what Markdown would not leave alone.
fn escaped(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    let listed = words.starts_with(['#', '+', '-', '~', '=']);
    if listed {
        text.push('\\');
    }
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    for (place, letter) in words.char_indices() {
        let numbered = digits > 0 && place == digits && matches!(letter, '.' | ')');
        let entity = letter == '&' && words.get(place..).is_some_and(|rest| rest.contains(';'));
        if numbered || entity || MARKS.contains(&letter) {
            text.push('\\');
        }
        text.push(letter);
    }
    text
}

/// Puts a text between quotes, unless it may stand without.
fn quoted(text: &str) -> String {
    let bare =
        |letter: char| letter.is_alphanumeric() || " ’'–-,.!?()«»/%\u{a0}\u{202f}".contains(letter);
    let plain = text.starts_with(char::is_alphabetic)
        && text.chars().all(bare)
        && !TAKEN.contains(&text.to_lowercase().as_str());
    if plain {
        return text.to_owned();
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn only_what_must_be_is_quoted() {
        let titles = [
            "La Bobine Bleue",
            "Aux 1 000 fils d’or",
            "Noël : la boutique",
            "Le prix #1",
            "#MielDeSapin",
            "1984",
            "1. Commencer",
            "Oui",
            "Le \"bon\" fil",
            "Les *stars* de {demain} [bis]",
            "- tiret",
            "C:\\fils",
            "R&D ; suite &amp;",
            "@bobine_bleue",
            "É\u{a0}!",
        ];
        let shown: String = titles.iter().map(|title| scalar(title) + "\n").collect();
        expect![[r#"
            La Bobine Bleue
            Aux 1 000 fils d’or
            "Noël : la boutique"
            "Le prix #1"
            "\\#MielDeSapin"
            "1984"
            "1\\. Commencer"
            "Oui"
            "Le \"bon\" fil"
            "Les \\*stars\\* de \\{demain\\} \\[bis\\]"
            "\\- tiret"
            "C:\\\\fils"
            "R\\&D ; suite \\&amp;"
            "@bobine\\_bleue"
            É !
        "#]]
        .assert_eq(&shown);
    }
}
