//! Figures in French: takes a value, gives digits with their spaces, comma and minus.

use super::digits::Digits;
use super::exact::{Exact, decimal_text, exact_text};

/// Separates thousands.
const NARROW_SPACE: char = '\u{202f}';

/// Writes rounded digits with spaces every three and a comma.
pub(super) fn french_digits(digits: &Digits) -> String {
    let mut text = String::with_capacity(digits.whole.len() * 2 + digits.decimals.len() + 1);
    for (index, digit) in digits.whole.char_indices() {
        if index > 0 && (digits.whole.len() - index).is_multiple_of(3) {
            text.push(NARROW_SPACE);
        }
        text.push(digit);
    }
    if !digits.decimals.is_empty() {
        text.push(',');
        text.push_str(&digits.decimals);
    }
    text
}

/// Writes a value whole, as messages quote it: `1,5` or `2/3`.
pub(super) fn french_text(value: &Exact) -> String {
    let text = decimal_text(value).unwrap_or_else(|| exact_text(value));
    text.replace('.', ",").replace('-', "−")
}

#[cfg(test)]
mod tests {
    use super::super::exact::whole;
    use super::*;

    #[test]
    fn thousands_are_apart_from_four_digits() {
        for (value, text) in
            [(342, "342"), (1342, "1\u{202f}342"), (1_234_567, "1\u{202f}234\u{202f}567")]
        {
            assert_eq!(french_digits(&Digits::of(&whole(value), 0)), text);
        }
    }

    #[test]
    fn messages_quote_the_very_value() {
        assert_eq!(french_text(&(whole(-3) / whole(2))), "−1,5");
        assert_eq!(french_text(&(whole(2) / whole(3))), "2/3");
    }
}
