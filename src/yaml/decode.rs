//! From bytes to text: takes a file as it stands on the disk, gives its text
//! in UTF-8 without byte order mark.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::diagnostic::Fault;

/// Longest word shown, in characters.
const LONGEST_WORD: usize = 30;

/// Decodes a file that must be in UTF-8; a byte order mark is passed over.
///
/// # Errors
///
/// Returns a fault without place, which names the file, the first byte that
/// is wrong and the encoding that the file seems to have.
pub fn decode(name: &str, bytes: &[u8]) -> Result<String, Fault> {
    let body = match Encoding::for_bom(bytes) {
        Some((encoding, length)) if encoding == UTF_8 => bytes.get(length..).unwrap_or_default(),
        Some(_) => return Err(not_utf8(name, "en UTF-16").help(SAVE)),
        None => bytes,
    };
    let error = match std::str::from_utf8(body) {
        Ok(text) => return Ok(text.to_owned()),
        Err(error) => error,
    };
    let (before, after) = body.split_at_checked(error.valid_up_to()).unwrap_or((body, &[]));
    let line = before.split(|byte| *byte == b'\n').count();
    let rank = bytes.len() - after.len() + 1;
    let byte = after.first().copied().unwrap_or_default();
    let word = word_around(before, after);
    Err(not_utf8(name, "sans doute en Windows-1252")
        .help(format!(
            "ligne {line}, octet {rank} du fichier (0x{byte:02X}) : on y lirait « {word} »"
        ))
        .help(SAVE)
        .help(format!("ou convertissez-le : iconv -f WINDOWS-1252 -t UTF-8 {name}")))
}

/// How to mend a file in most editors.
const SAVE: &str = "enregistrez-le de nouveau en choisissant l’encodage UTF-8";

fn not_utf8(name: &str, guess: &str) -> Fault {
    Fault::error("encodage", format!("« {name} » n’est pas en UTF-8, mais {guess}"))
}

/// Returns the word that the wrong byte stands in, read as Windows-1252.
fn word_around(before: &[u8], after: &[u8]) -> String {
    let start = before.iter().rposition(u8::is_ascii_whitespace).map_or(0, |space| space + 1);
    let end = after.iter().position(u8::is_ascii_whitespace).unwrap_or(after.len());
    let head = String::from_utf8_lossy(before.get(start..).unwrap_or_default());
    let tail = after.get(..end).unwrap_or_default();
    let (tail, _) = WINDOWS_1252.decode_without_bom_handling(tail);
    format!("{head}{tail}").chars().take(LONGEST_WORD).collect()
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::decode;
    use crate::diagnostic::{Format, render};
    use crate::source::Sources;

    fn refused(bytes: &[u8], shown: &Expect) {
        let fault = decode("sujet.yaml", bytes).expect_err("refused");
        shown.assert_eq(&render(&[fault], &Sources::default(), Format::Full, false));
    }

    #[test]
    fn utf_8_is_read_with_or_without_a_byte_order_mark() {
        assert_eq!(decode("a.yaml", "été".as_bytes()), Ok("été".to_owned()));
        assert_eq!(decode("a.yaml", "\u{feff}été".as_bytes()), Ok("été".to_owned()));
        assert_eq!(decode("a.yaml", b""), Ok(String::new()));
    }

    #[test]
    fn another_encoding_is_told_with_the_word_that_shows_it() {
        refused(
            b"titre: Le Markstein\nduree: dur\xE9e l\x92\xE9t\xE9\n",
            &expect![[r#"
                erreur[encodage] : « sujet.yaml » n’est pas en UTF-8, mais sans doute en Windows-1252
                 |
                 = aide : ligne 2, octet 31 du fichier (0xE9) : on y lirait « durée »
                 = aide : enregistrez-le de nouveau en choisissant l’encodage UTF-8
                 = aide : ou convertissez-le : iconv -f WINDOWS-1252 -t UTF-8 sujet.yaml
            "#]],
        );
    }

    #[test]
    fn a_byte_order_mark_does_not_shift_the_rank_of_a_byte() {
        refused(
            b"\xEF\xBB\xBF\xE9",
            &expect![[r#"
                erreur[encodage] : « sujet.yaml » n’est pas en UTF-8, mais sans doute en Windows-1252
                 |
                 = aide : ligne 1, octet 4 du fichier (0xE9) : on y lirait « é »
                 = aide : enregistrez-le de nouveau en choisissant l’encodage UTF-8
                 = aide : ou convertissez-le : iconv -f WINDOWS-1252 -t UTF-8 sujet.yaml
            "#]],
        );
    }

    #[test]
    fn utf_16_is_known_by_its_mark() {
        refused(
            b"\xFF\xFEa\0",
            &expect![[r#"
                erreur[encodage] : « sujet.yaml » n’est pas en UTF-8, mais en UTF-16
                 |
                 = aide : enregistrez-le de nouveau en choisissant l’encodage UTF-8
            "#]],
        );
    }
}
