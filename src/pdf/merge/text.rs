//! Texts of the file itself: takes a text, gives it as PDF and XML write it.

/// Writes a text string: as it stands when all readers agree on its letters, in
/// UTF-16 otherwise.
pub(super) fn text_string(text: &str) -> String {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        let escaped = text.replace('\\', r"\\").replace('(', r"\(").replace(')', r"\)");
        return format!("({escaped})");
    }
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    format!("<FEFF{}>", hexadecimal(&units))
}

/// Writes bytes as two digits each.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        let pair = [byte >> 4, byte & 15].map(|digit| char::from_digit(u32::from(digit), 16));
        digits.extend(pair.into_iter().flatten().map(|digit| digit.to_ascii_uppercase()));
    }
    digits
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
        assert_eq!(hexadecimal(&[0, 0x0f, 0xa0, 0xff]), "000FA0FF");
        assert_eq!(xml("R&D <1>\n"), "R&amp;D &lt;1&gt; ");
    }
}
