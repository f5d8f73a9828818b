//! Names of files made from what a teacher wrote: takes any text, gives a name
//! that every common disk admits.

use unicode_normalization::UnicodeNormalization;

/// Longest name, in bytes: 255 are admitted, and something is added to it.
const LONGEST: usize = 120;
/// What stands for a character that some disk refuses.
const FILLER: char = '_';

/// Returns a text as the start of a file name, accents kept and composed.
///
/// Characters that Windows refuses or that cannot be seen become `_`, so do
/// dots at the start; blanks and dots at the end are cut; a name that Windows
/// keeps for a device, and one that is empty, get a `_` before them.
#[must_use]
pub fn safe_file_name(text: &str) -> String {
    let composed: String = text.trim().nfc().collect();
    let body = composed.trim_start_matches('.');
    let dots = composed.len() - body.len();
    let mut name = FILLER.to_string().repeat(dots);
    name.extend(body.chars().map(|letter| if refused(letter) { FILLER } else { letter }));
    cut(&mut name);
    if name.is_empty() || is_device(&name) {
        name.insert(0, FILLER);
        cut(&mut name);
    }
    name
}

/// Cuts what is too long, then what a name may not end with.
fn cut(name: &mut String) {
    name.truncate(name.floor_char_boundary(LONGEST));
    let end = |letter: char| letter == '.' || letter.is_whitespace();
    name.truncate(name.trim_end_matches(end).len());
}

/// Returns a name as a disk that ignores capitals and composition compares it.
pub(super) fn on_any_disk(name: &str) -> String {
    name.to_uppercase().to_lowercase().nfc().collect()
}

/// Tells what Windows refuses, and what cannot be seen or turns a line round.
fn refused(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
        || matches!(letter, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}')
        || matches!(letter, '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Tells the names that Windows keeps for itself, whatever their extension.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_uppercase();
    if matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") {
        return true;
    }
    let number = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    let mut number = number.unwrap_or_default().chars();
    let digit = number.next().is_some_and(|digit| "0123456789¹²³".contains(digit));
    digit && number.next().is_none()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_safe_is_kept() {
        for name in ["17", "Éloïse Œuvrard-Noël", "12_b", "l’Été (2)", "a.b", "comte", "nulle"]
        {
            assert_eq!(safe_file_name(name), name);
        }
    }

    #[test]
    fn what_some_disk_refuses_is_replaced() {
        for (text, name) in [
            (r#"a/b\c:d*e?f"g<h>i|j"#, "a_b_c_d_e_f_g_h_i_j"),
            ("a\tb\u{7f}", "a_b_"),
            ("../../etc", "___.._etc"),
            (".caché", "_caché"),
            ("fin. . ", "fin"),
            ("…", "…"),
            ("...", "___"),
            ("", "_"),
            ("con", "_con"),
            ("Nul.txt", "_Nul.txt"),
            ("COM1", "_COM1"),
            ("lpt².b", "_lpt².b"),
            ("com10", "com10"),
            ("gepj\u{202E}fdp", "gepj_fdp"),
            ("E\u{301}a", "Éa"),
        ] {
            assert_eq!(safe_file_name(text), name, "{text:?}");
        }
    }

    #[test]
    fn a_long_name_is_cut_between_letters() {
        let name = safe_file_name(&"é".repeat(200));
        assert_eq!(name, "é".repeat(60));
        assert_eq!(safe_file_name(&format!("{}.b", "a".repeat(119))), "a".repeat(119));
        assert_eq!(safe_file_name(&format!("a{}b", "\u{a0}".repeat(200))), "a");
        assert_eq!(safe_file_name(&format!("con{}b", " ".repeat(200))), "_con");
        assert_eq!(safe_file_name(&format!("con.{}", "a".repeat(200))).len(), LONGEST);
    }

    #[test]
    fn disks_take_some_names_for_the_same() {
        assert_eq!(on_any_disk("Éa"), on_any_disk("e\u{301}A"));
        assert_eq!(on_any_disk("Straße"), on_any_disk("STRASSE"));
        assert_ne!(on_any_disk("Éa"), on_any_disk("Ea"));
    }

    proptest! {
        #[test]
        fn every_name_is_admitted_and_stays_as_it_is(text in "[a-zA-Z0-9./\\: é*\u{202E}\t]{0,12}|.{0,200}") {
            let name = safe_file_name(&text);
            prop_assert!(!name.is_empty() && name.len() <= LONGEST);
            prop_assert!(!name.contains(refused));
            prop_assert!(!name.starts_with('.') && !name.ends_with(['.', ' ']));
            prop_assert_eq!(&safe_file_name(&name), &name);
        }
    }
}
