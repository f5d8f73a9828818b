//! From bytes to text: takes a file as it stands on the disk, gives its text
//! in UTF-8 without byte order mark.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::diagnostic::Fault;
use crate::source::{SourceId, Sources, Span};

/// How to mend a file in most editors.
const SAVE: &str = "enregistrez-le de nouveau en UTF-8 : le Bloc-notes le propose dans \
                    « Enregistrer sous », VS Code en bas de sa fenêtre";

/// Returns the text of a file in UTF-8, without its byte order mark.
#[must_use]
pub fn text(bytes: &[u8]) -> Option<&str> {
    match Encoding::for_bom(bytes) {
        Some((encoding, length)) if encoding == UTF_8 => {
            std::str::from_utf8(bytes.get(length..)?).ok()
        }
        Some(_) => None,
        None => std::str::from_utf8(bytes).ok(),
    }
}

/// Adds a file that must be in UTF-8 to the sources.
///
/// # Errors
///
/// Returns a fault at the first byte that is wrong, which names the encoding
/// that the file seems to have; the sources then show the file as it would be
/// in that one.
pub fn open(sources: &mut Sources, name: &str, bytes: &[u8]) -> Result<SourceId, Fault> {
    if let Some(text) = text(bytes) {
        return Ok(sources.add(name, text));
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes).filter(|(mark, _)| *mark != UTF_8) {
        let body = bytes.get(length..).unwrap_or_default();
        let (text, _) = encoding.decode_without_bom_handling(body);
        let first = text.chars().next().map_or(0, char::len_utf8);
        let source = sources.add(name, text);
        let message = format!("« {name} » n’est pas en UTF-8, mais en UTF-16");
        let label = "chaque lettre y prend deux octets";
        return Err(Fault::error("encodage", message)
            .at(Span::new(source, 0..first), label)
            .help(SAVE));
    }
    let Guess { text, wrong, byte, mixed } = Guess::of(bytes);
    let source = sources.add(name, text);
    let message = if mixed {
        format!("« {name} » est en UTF-8, mais pas partout")
    } else {
        format!("« {name} » n’est pas en UTF-8, mais sans doute en Windows-1252")
    };
    let fault = Fault::error("encodage", message).at(
        Span::new(source, wrong),
        format!("octet 0x{byte:02X}, montré ici comme en Windows-1252"),
    );
    Err(if mixed {
        fault.help(
            "retapez ce caractère et ceux qui se lisent mal, puis enregistrez le fichier en UTF-8",
        )
    } else {
        let command = format!("iconv -f WINDOWS-1252 -t UTF-8 {name} > nouveau.yaml");
        fault.help(SAVE).help(format!("ou convertissez-le : {command}"))
    })
}

/// A file that is not in UTF-8, as it would be if what is wrong were in
/// Windows-1252.
struct Guess {
    text: String,
    /// The first character that is wrong.
    wrong: std::ops::Range<usize>,
    /// The byte that stands for it.
    byte: u8,
    /// Whether other characters beyond ASCII are right.
    mixed: bool,
}

impl Guess {
    fn of(bytes: &[u8]) -> Self {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let mut guess = Self { text: String::new(), wrong: 0..0, byte: 0, mixed: false };
        for chunk in bytes.utf8_chunks() {
            guess.mixed |= !chunk.valid().is_ascii();
            guess.text.push_str(chunk.valid());
            for byte in chunk.invalid() {
                let start = guess.text.len();
                let letter = [*byte];
                let (letter, _) = WINDOWS_1252.decode_without_bom_handling(&letter);
                guess.text.push_str(&letter);
                if guess.wrong.is_empty() {
                    guess.wrong = start..guess.text.len();
                    guess.byte = *byte;
                }
            }
        }
        guess
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::{open, text};
    use crate::diagnostic::{Format, render};
    use crate::source::Sources;

    fn refused(bytes: &[u8], shown: &Expect) {
        let mut sources = Sources::default();
        let fault = open(&mut sources, "sujet.yaml", bytes).expect_err("refused");
        shown.assert_eq(&render(&[fault], &sources, Format::Full, false));
    }

    #[test]
    fn utf_8_is_read_with_or_without_a_byte_order_mark() {
        assert_eq!(text("été".as_bytes()), Some("été"));
        assert_eq!(text("\u{feff}été".as_bytes()), Some("été"));
        assert_eq!(text(b""), Some(""));
        let mut sources = Sources::default();
        let source = open(&mut sources, "a.yaml", "\u{feff}été".as_bytes()).expect("a text");
        assert_eq!(sources.get(source).text, "été");
    }

    #[test]
    fn another_encoding_is_told_at_the_letter_that_shows_it() {
        refused(
            b"titre: Le Markstein\nduree: dur\xE9e l\x92\xE9t\xE9\n",
            &expect![[r#"
                erreur[encodage] : « sujet.yaml » n’est pas en UTF-8, mais sans doute en Windows-1252
                 --> sujet.yaml:2:11
                  |
                1 | titre: Le Markstein
                2 | duree: durée l’été
                  |           ^ octet 0xE9, montré ici comme en Windows-1252
                  |
                  = aide : enregistrez-le de nouveau en UTF-8 : le Bloc-notes le propose dans « Enregistrer sous », VS Code en bas de sa fenêtre
                  = aide : ou convertissez-le : iconv -f WINDOWS-1252 -t UTF-8 sujet.yaml > nouveau.yaml
            "#]],
        );
    }

    #[test]
    fn a_byte_order_mark_does_not_shift_the_place_of_a_byte() {
        refused(
            b"\xEF\xBB\xBF\xE9",
            &expect![[r#"
            erreur[encodage] : « sujet.yaml » n’est pas en UTF-8, mais sans doute en Windows-1252
             --> sujet.yaml:1:1
              |
            1 | é
              | ^ octet 0xE9, montré ici comme en Windows-1252
              |
              = aide : enregistrez-le de nouveau en UTF-8 : le Bloc-notes le propose dans « Enregistrer sous », VS Code en bas de sa fenêtre
              = aide : ou convertissez-le : iconv -f WINDOWS-1252 -t UTF-8 sujet.yaml > nouveau.yaml
        "#]],
        );
    }

    #[test]
    fn a_file_that_was_pasted_together_is_told_as_such() {
        let bytes = [b"titre: ".as_slice(), "été".as_bytes(), b"\nduree: l\x92ann\xE9e\n"];
        refused(
            &bytes.concat(),
            &expect![[r#"
                erreur[encodage] : « sujet.yaml » est en UTF-8, mais pas partout
                 --> sujet.yaml:2:9
                  |
                1 | titre: été
                2 | duree: l’année
                  |         ^ octet 0x92, montré ici comme en Windows-1252
                  |
                  = aide : retapez ce caractère et ceux qui se lisent mal, puis enregistrez le fichier en UTF-8
            "#]],
        );
    }

    #[test]
    fn utf_16_is_known_by_its_mark() {
        refused(
            b"\xFF\xFEt\0i\0\n\0",
            &expect![[r#"
            erreur[encodage] : « sujet.yaml » n’est pas en UTF-8, mais en UTF-16
             --> sujet.yaml:1:1
              |
            1 | ti
              | ^ chaque lettre y prend deux octets
              |
              = aide : enregistrez-le de nouveau en UTF-8 : le Bloc-notes le propose dans « Enregistrer sous », VS Code en bas de sa fenêtre
        "#]],
        );
    }
}
