//! Words that no rule touches: addresses, hashtags, mentions, codes.

use super::line::{Line, is_boundary, is_opening, is_space};

/// Ends of the site names that authors write bare.
const DOMAINS: [&str; 10] =
    ["fr", "com", "org", "net", "eu", "info", "io", "alsace", "bzh", "paris"];

/// Withdraws from the rules the words that are not French.
pub(super) fn words(line: &mut Line) {
    let mut start = 0;
    while start < line.len() {
        let end = line.end_of(start, |char| !is_blank(char));
        word(line, start, end);
        start = end.max(start + 1);
    }
}

fn is_blank(char: char) -> bool {
    is_space(char) || char == '\n'
}

fn word(line: &mut Line, start: usize, end: usize) {
    if (start..end).all(|rank| line.at(rank).is_some_and(in_plain_word)) {
        return;
    }
    if is_emoticon(&line.slice(start..end)) {
        line.protect(start..end);
        return;
    }
    let core_start = elision(line, line.end_of(start, opens).min(end), end);
    let core_end = line.start_of(end, closes).max(core_start);
    let core = line.slice(core_start..core_end);
    if is_address(&core) || is_code(&core) {
        // A closing slash or bracket belongs to the address.
        line.protect(core_start..core_end);
        return;
    }
    let (mut rank, mut tagged) = (start, None);
    while rank < end {
        let tag_end = match line.at(rank) {
            Some('#') => line.end_of(rank + 1, |char| in_tag(char) && char != '.'),
            Some('@') => line.start_of(line.end_of(rank + 1, in_tag), |char| char == '.'),
            _ => rank,
        };
        if tag_end > rank + 1 && (is_boundary(line.before(rank)) || tagged == Some(rank)) {
            line.protect(rank..tag_end);
            (rank, tagged) = (tag_end, Some(tag_end));
        } else {
            rank += 1;
        }
    }
}

/// Tells what stands in words that are neither address, tag nor code: nearly
/// all of them, which are thus not copied.
fn in_plain_word(char: char) -> bool {
    char.is_alphabetic()
        || matches!(char, ',' | '\'' | '’' | '(' | ')' | '«' | '»' | '!' | '?' | '…')
}

fn in_tag(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '_' | '-' | '.')
}

fn opens(char: char) -> bool {
    is_opening(char) || matches!(char, '"' | '\'' | '’' | '<')
}

fn closes(char: char) -> bool {
    matches!(char, ')' | ']' | '}' | '>' | '»' | '”' | '"' | '\'' | '’')
        || matches!(char, '.' | ',' | ';' | ':' | '!' | '?' | '…')
}

/// Returns where a word starts after `l’` or `d’`.
fn elision(line: &Line, start: usize, end: usize) -> usize {
    let letters = line.end_of(start, char::is_alphabetic);
    let elided = letters - start <= 2 && matches!(line.at(letters), Some('\'' | '’'));
    if elided { line.end_of(letters + 1, opens).min(end) } else { start }
}

fn is_emoticon(word: &str) -> bool {
    let Some(rest) = word.strip_prefix([':', ';']) else { return false };
    matches!(rest.strip_prefix('-').unwrap_or(rest), ")" | "(" | "D" | "P" | "p" | "/" | "|")
}

fn is_address(word: &str) -> bool {
    let mail = word.split_once('@').is_some_and(|(name, site)| {
        name.contains(char::is_alphanumeric)
            && site.contains('.')
            && name.chars().chain(site.chars()).all(in_address)
    });
    mail || word.contains("://") || word.starts_with("www.") || is_site(word)
}

fn in_address(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '.' | '-' | '_' | '+')
}

/// Tells whether a word is a bare site name, with or without a path.
fn is_site(word: &str) -> bool {
    let host = word.split(['/', '?', '#']).next().unwrap_or(word);
    host.rsplit_once('.').is_some_and(|(name, end)| {
        DOMAINS.contains(&end) && !name.is_empty() && name.chars().all(in_address)
    })
}

/// Tells whether a word is a code such as 23NC-NDRCU5E-P or a file name.
fn is_code(word: &str) -> bool {
    let plain = word.chars().all(|char| char.is_ascii_alphanumeric() || "-_./".contains(char));
    let has = |test: fn(&char) -> bool| word.chars().any(|char| test(&char));
    let digit = has(char::is_ascii_digit);
    plain
        && (word.contains('_') && has(char::is_ascii_alphabetic)
            || word.contains('-') && digit && has(char::is_ascii_uppercase))
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    fn untouched(words: &[&str]) {
        for word in words {
            let text = format!("voir {word} ici");
            assert_eq!(shown(&text), text);
        }
    }

    #[test]
    fn addresses_are_left_alone() {
        untouched(&[
            "https://exemple.fr/a?b=1-2&c=3x4;d!e:f",
            "www.exemple.fr/18ème",
            "exemple.fr/l'an?p=1-2",
            "(m.pons@exemple-15-24.fr)",
        ]);
    }

    #[test]
    fn hashtags_and_mentions_are_left_alone() {
        untouched(&["#JO2024", "#1er", "#soeur", "@club_15-24", "@l.oeuf", "#ski#oeuf"]);
        assert_eq!(shown("l'#oeuf! d'@oeuf?"), "l’#oeuf_! d’@oeuf_?");
    }

    #[test]
    fn codes_and_file_names_are_left_alone() {
        untouched(&["23NC-NDRCU5E-P", "20-NDRCU5-P", "note_5-6", "A4-15-24", "clients_3x4.csv"]);
    }

    #[test]
    fn a_hyphen_between_words_makes_no_code() {
        assert_eq!(shown("l'après-oeuvre 15-24"), "l’après-œuvre 15–24");
    }

    #[test]
    fn the_sign_after_an_address_is_no_part_of_it() {
        assert_eq!(
            shown("Voir exemple.fr! Ou a@b.fr; #ski?"),
            "Voir exemple.fr_! Ou a@b.fr_; #ski_?"
        );
    }

    #[test]
    fn emoticons_are_left_alone() {
        untouched(&[":)", ";-)", ":-/", ":D"]);
    }
}
