//! Spaces between words and before punctuation.

use super::line::{Edit, Line, is_edge, is_opening, is_space};
use super::{NARROW, NBSP};

/// Leaves one space where several stand: a no-break one if there is one.
pub(super) fn single(line: &Line) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (rank, char) in line.free() {
        if !is_space(char) || line.before(rank).is_some_and(is_space) {
            continue;
        }
        let end = line.end_of(rank, is_space);
        if end - rank > 1 || char == '\t' {
            let kept = (rank..end).filter_map(|rank| line.at(rank));
            let kept = kept.into_iter().find(|char| matches!(*char, NBSP | NARROW)).unwrap_or(' ');
            edits.push(Edit::replace(rank..end, kept));
        }
    }
    edits
}

/// Sets a narrow no-break space before `;`, `!` and `?`, once for `?!`.
pub(super) fn before_high_signs(line: &Line) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (rank, char) in line.free().filter(|(_, char)| matches!(char, ';' | '!' | '?')) {
        if char != ';' && matches!(line.before(rank), Some('!' | '?')) {
            continue;
        }
        let after = line.end_of(rank, |char| matches!(char, ';' | '!' | '?'));
        let next = line.at(after);
        let inside = next.is_some_and(|char| char.is_alphanumeric() || "=/&_\\#".contains(char));
        edits.extend(space(line, rank, NARROW, inside, next == Some('=')));
    }
    edits
}

/// Sets a no-break space before a colon, but in 12:30 and the like.
pub(super) fn before_colons(line: &Line) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (rank, _) in line.free().filter(|(_, char)| *char == ':') {
        let next = line.at(rank + 1);
        if next == Some(':') || line.before(rank) == Some(':') {
            continue;
        }
        let ends =
            is_edge(next) || next.is_some_and(|char| is_space(char) || "»”’\"…".contains(char));
        edits.extend(space(line, rank, NBSP, !ends, next == Some('=')));
    }
    edits
}

/// Sets a space before a sign; one that stands inside a word gets none.
fn space(line: &Line, rank: usize, space: char, inside: bool, operator: bool) -> Option<Edit> {
    let gap = line.gap_before(rank);
    let previous = line.before(gap);
    if operator || is_edge(previous) || previous.is_some_and(is_opening) {
        return None;
    }
    if gap < rank {
        return (line.at(gap) != Some(space)).then(|| Edit::replace(gap..rank, space));
    }
    let attached = previous.is_some_and(|char| "-–—:;=/&".contains(char));
    (!inside && !attached).then(|| Edit::insert(rank, space))
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn high_signs_take_a_narrow_space_once() {
        assert_eq!(
            shown("Oui ! Non? Bien sûr!! Quoi?! Et ;"),
            "Oui_! Non_? Bien sûr_!! Quoi_?! Et_;"
        );
        assert_eq!(shown("« Ah! » (bien!) « Si »!"), "«~Ah_!~» (bien_!) «~Si~»_!");
    }

    #[test]
    fn a_sign_that_follows_nothing_takes_no_space() {
        assert_eq!(shown("? points (?) [!] « ? »"), "? points (?) [!] «~?~»");
    }

    #[test]
    fn a_sign_inside_a_word_takes_no_space() {
        assert_eq!(shown("a!=b, a != b, Yahoo!Mail"), "a!=b, a != b, Yahoo!Mail");
    }

    #[test]
    fn a_colon_takes_a_space_but_not_in_a_time_or_a_ratio() {
        assert_eq!(shown("Durée: 3 ; Total : 4 ; Note :5"), "Durée~: 3_; Total~: 4_; Note~:5");
        assert_eq!(shown("vers 12:30, 16:9, std::io"), "vers 12:30, 16:9, std::io");
    }

    #[test]
    fn other_spaces_before_signs_are_set_right() {
        assert_eq!(shown("Oui\u{a0}! Soit\u{202f}: non\u{2009}?"), "Oui_! Soit~: non_?");
    }

    #[test]
    fn one_space_is_left_of_several() {
        assert_eq!(shown("a  b \t c \u{a0}d"), "a b c~d");
    }

    #[test]
    fn emoji_take_a_space_as_words_do() {
        assert_eq!(shown("Bienvenue 🎿! Et ⛷️?"), "Bienvenue 🎿_! Et ⛷️_?");
    }
}
