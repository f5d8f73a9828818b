//! Texts of the file itself: takes a text, gives it as PDF and XML write it.

/// Writes a text string: as it stands when all readers agree on its letters, in
/// UTF-16 otherwise.
pub(super) fn text_string(text: &str) -> String {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        let escaped = text.replace('\\', r"\\").replace('(', r"\(").replace(')', r"\)");
        return format!("({escaped})");
    }
    let units: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("<FEFF{units}>")
}

/// Writes the text of an XML element. What XML does not admit becomes a space.
pub(super) fn xml(text: &str) -> String {
    let text: String =
        text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_written_for_all_readers() {
        assert_eq!(text_string(r"Copie (1) \"), r"(Copie \(1\) \\)");
        assert_eq!(text_string("É€"), "<FEFF00C920AC>");
        assert_eq!(text_string("a\nb"), "<FEFF0061000A0062>");
        assert_eq!(xml("R&D <1>\n"), "R&amp;D &lt;1&gt; ");
    }
}
