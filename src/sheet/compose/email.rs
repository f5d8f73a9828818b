//! Mock-ups of e-mails.

use super::Composer;
use super::alternative::{described, flow_words, labelled, sentences, words};
use super::mockup::path;
use super::text::plain_line;
use crate::markup::typography::apply_text;
use crate::number::{DateStyle, format_date};
use crate::sheet::{Correspondent, Email, Signature};
use crate::subject::block;

impl Composer<'_> {
    /// Composes an e-mail.
    pub(super) fn email(&mut self, email: &block::Email) -> Email {
        let (keys, markers) = self.keys(&email.keys);
        let subject = self.line(&email.subject);
        let preheader = self.line_or_none(email.preheader.as_ref());
        let body = self.flow(&email.body);
        let button = self.line_or_none(email.button.as_ref());
        let mention = self.line_or_none(email.mention.as_ref());
        let from = correspondent(&email.from);
        let to: Vec<_> = email.to.iter().map(correspondent).collect();
        let copy: Vec<_> = email.copy.iter().map(correspondent).collect();
        let date = email.date.map(|date| plain_line(&format_date(date, DateStyle::Long)));
        let date = date.unwrap_or_default();
        let signature = email.signature.as_ref().map(signature);
        let attached = match email.attachments.len() {
            0 => String::new(),
            1 => "1 pièce jointe".to_owned(),
            number => format!("{number} pièces jointes"),
        };
        let alt = sentences(&[
            "Maquette d’un courriel".to_owned(),
            labelled("Objet", &words(&subject)),
            labelled("De", &told(&from)),
            labelled("À", &all(&to)),
            labelled("Copie", &all(&copy)),
            labelled("Date", &words(&date)),
            labelled("Aperçu", &words(&preheader)),
            described("Logo", email.logo.as_ref()),
            described("Bandeau", email.picture.as_ref()),
            labelled("Texte", &flow_words(&body)),
            labelled("Bouton", &words(&button)),
            labelled("Signature", &signature.as_ref().map(signed).unwrap_or_default()),
            labelled("Pièces jointes", &email.attachments.join(", ")),
            labelled("Mention", &words(&mention)),
        ]);
        Email {
            subject,
            initials: initials(if from.name.is_empty() { &from.address } else { &from.name }),
            from,
            logo: email.logo.as_ref().map(path),
            to,
            copy,
            date,
            preheader,
            picture: email.picture.as_ref().map(path),
            body,
            button,
            signature,
            attached: apply_text(&attached),
            attachments: email.attachments.clone(),
            mention,
            markers,
            keys,
            alt,
        }
    }
}

fn correspondent(written: &block::Correspondent) -> Correspondent {
    Correspondent {
        name: written.name.as_deref().map(apply_text).unwrap_or_default(),
        address: written.address.clone().unwrap_or_default(),
    }
}

fn signature(written: &block::Signature) -> Signature {
    let role: Vec<_> =
        written.function.iter().chain(&written.firm).map(|part| apply_text(part)).collect();
    Signature {
        name: apply_text(&written.name),
        role: role.join(", "),
        phone: written.phone.as_deref().map(apply_text).unwrap_or_default(),
    }
}

fn told(one: &Correspondent) -> String {
    match (one.name.as_str(), one.address.as_str()) {
        (name, "") => name.to_owned(),
        ("", address) => address.to_owned(),
        (name, address) => format!("{name} ({address})"),
    }
}

fn all(several: &[Correspondent]) -> String {
    several.iter().map(told).collect::<Vec<_>>().join(", ")
}

fn signed(signature: &Signature) -> String {
    let parts = [&signature.name, &signature.role, &signature.phone].into_iter();
    let parts: Vec<_> = parts.filter(|part| !part.is_empty()).map(String::as_str).collect();
    parts.join(", ")
}

/// Returns the first letters of the first two words of a name that matter:
/// those with a capital, articles and titles aside; else its first letter.
fn initials(name: &str) -> String {
    const PASSED_OVER: [&str; 10] =
        ["Le", "La", "Les", "L", "Un", "Une", "Des", "M.", "Mme", "Mlle"];
    let words = name.split([' ', '\u{a0}', '\u{202f}', '-', '’', '\'']);
    let letters: String = words
        .filter(|word| !PASSED_OVER.contains(word))
        .filter_map(|word| word.chars().next().filter(|first| first.is_uppercase()))
        .take(2)
        .collect();
    match letters.as_str() {
        "" => name.chars().take(1).flat_map(char::to_uppercase).collect(),
        _ => letters,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_those_of_words_that_matter() {
        let shown = [
            "Les Ruchers du Val-Doré",
            "M. Blanc",
            "L’Atelier",
            "Claire Fontaine",
            "contact@val-dore.example",
            "Le",
        ]
        .map(initials);
        assert_eq!(shown, ["RV", "B", "A", "CF", "C", "L"]);
    }

    #[test]
    fn a_correspondent_is_told_by_what_it_has() {
        let told = |name: &str, address: &str| {
            told(&Correspondent { name: name.to_owned(), address: address.to_owned() })
        };
        assert_eq!(told("Claire", "c@val.example"), "Claire (c@val.example)");
        assert_eq!(told("Clients fidèles", ""), "Clients fidèles");
        assert_eq!(told("", "c@val.example"), "c@val.example");
    }
}
