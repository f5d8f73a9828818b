//! What is wrong with a code typed by hand, in French.

use super::LENGTH;
use crate::diagnostic::Fault;

/// Why a text is no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeFault {
    /// Letters are missing or too many.
    Length {
        /// How many there are, separators aside.
        found: usize,
    },
    /// A letter that no code has.
    Letter {
        /// As it was typed.
        letter: char,
        /// Its rank from 1, separators aside.
        rank: usize,
    },
    /// A letter for another, or a code of another key.
    Check,
}

impl From<CodeFault> for Fault {
    fn from(fault: CodeFault) -> Self {
        let letters = |count: usize| crate::number::counted(count, "caractère");
        match fault {
            CodeFault::Length { found } => {
                Self::error("code-longueur", format!("le code compte {}", letters(found))).help(
                    format!(
                        "attendu : {}, tels qu’ils figurent au bas de la copie (les tirets sont facultatifs)",
                        letters(LENGTH)
                    ),
                )
            }
            CodeFault::Letter { letter, rank } => {
                let place = if rank == 1 { "1er".to_owned() } else { format!("{rank}e") };
                let shown = letter.escape_debug();
                Self::error(
                    "code-caractere",
                    format!("le {place} caractère du code, « {shown} », n’en fait jamais partie"),
                )
                .help("un code s’écrit avec les chiffres et les lettres de A à Z, sauf I, L, O et U")
            }
            CodeFault::Check => {
                Self::error("code-inconnu", "ce code ne se déchiffre pas")
                    .help("un caractère a peut-être été pris pour un autre : relisez la copie")
                    .help("« --key » doit nommer le fichier qui a servi à tirer les variantes, et manquer s’il n’y en avait pas")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::diagnostic::{Format, render};
    use crate::source::Sources;

    #[test]
    fn each_fault_says_how_to_mend_it() {
        let faults = [
            CodeFault::Length { found: 19 },
            CodeFault::Letter { letter: 'U', rank: 8 },
            CodeFault::Letter { letter: 'é', rank: 1 },
            CodeFault::Check,
        ];
        let faults = faults.map(Fault::from);
        expect![[r#"
            erreur[code-longueur] : le code compte 19 caractères
             |
             = aide : attendu : 20 caractères, tels qu’ils figurent au bas de la copie (les tirets sont facultatifs)

            erreur[code-caractere] : le 8e caractère du code, « U », n’en fait jamais partie
             |
             = aide : un code s’écrit avec les chiffres et les lettres de A à Z, sauf I, L, O et U

            erreur[code-caractere] : le 1er caractère du code, « é », n’en fait jamais partie
             |
             = aide : un code s’écrit avec les chiffres et les lettres de A à Z, sauf I, L, O et U

            erreur[code-inconnu] : ce code ne se déchiffre pas
             |
             = aide : un caractère a peut-être été pris pour un autre : relisez la copie
             = aide : « --key » doit nommer le fichier qui a servi à tirer les variantes, et manquer s’il n’y en avait pas
        "#]].assert_eq(&render(&faults, &Sources::default(), Format::Full, false));
    }
}
