//! Texts of others in a spreadsheet: takes any text, gives one that no
//! spreadsheet takes for a formula.

use std::borrow::Cow;

/// Returns a text as the cell of a CSV file: an apostrophe goes before what a
/// spreadsheet would compute, so that it shows the text and runs nothing.
#[must_use]
pub fn spreadsheet_text(text: &str) -> Cow<'_, str> {
    let computed = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];
    if text.trim_start_matches(' ').starts_with(computed) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_would_be_computed_is_neutralised() {
        for text in ["=1+1", "+33", "-2", "@SOMME(A1)", " =1", "\t=1", "＝1"] {
            assert_eq!(spreadsheet_text(text), format!("'{text}"));
        }
    }

    #[test]
    fn any_other_is_left_alone() {
        for text in ["", "Zoé", "O’Neil", "12", "a=b", "'=1"] {
            assert!(matches!(spreadsheet_text(text), Cow::Borrowed(same) if same == text));
        }
    }
}
