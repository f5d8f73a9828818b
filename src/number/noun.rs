//! Nouns that count things: takes the words an author writes, gives both their
//! numbers, `téléacteur` and `téléacteurs`.

use std::sync::Arc;

use num_bigint::BigInt;

use super::display::{Format, display};
use super::exact::Exact;
use super::quantity::Quantity;

/// Counts things whose noun takes an s: `1 ligne`, `2 lignes`; thousands stand
/// apart, as in texts.
#[must_use]
pub fn counted(count: usize, noun: &str) -> String {
    format!("{} {noun}{}", grouped(count), if count > 1 { "s" } else { "" })
}

/// Writes a whole number, thousands apart.
#[must_use]
pub fn grouped(count: impl Into<BigInt>) -> String {
    let number = Quantity::bare(Exact::from_integer(count.into()));
    display(&number, &Format::default()).text
}

/// A noun in both numbers; one word written in either makes the same noun.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Noun(Arc<Forms>);

#[derive(Debug, PartialEq, Eq, Hash)]
struct Forms {
    one: String,
    many: String,
}

/// Words in -s and -x that do not change in the plural.
const INVARIABLE: [&str; 38] = [
    "accès",
    "autobus",
    "avis",
    "bas",
    "bonus",
    "bus",
    "campus",
    "cas",
    "choix",
    "colis",
    "compromis",
    "concours",
    "congrès",
    "cours",
    "croix",
    "devis",
    "discours",
    "excès",
    "fois",
    "frais",
    "gros",
    "malus",
    "mois",
    "pas",
    "pays",
    "permis",
    "poids",
    "prix",
    "procès",
    "progrès",
    "propos",
    "refus",
    "rendez-vous",
    "repas",
    "succès",
    "temps",
    "travaux",
    "voix",
];

/// Words whose plural is not made with -s.
const IRREGULAR: [(&str, &str); 12] = [
    ("animal", "animaux"),
    ("canal", "canaux"),
    ("commercial", "commerciaux"),
    ("hôpital", "hôpitaux"),
    ("jeu", "jeux"),
    ("journal", "journaux"),
    ("lieu", "lieux"),
    ("local", "locaux"),
    ("principal", "principaux"),
    ("signal", "signaux"),
    ("story", "stories"),
    ("total", "totaux"),
];

/// Symbols of measures, which take no mark of the plural, and stay with their
/// figure.
const SYMBOLS: [&str; 28] = [
    "mm", "cm", "m", "km", "mm²", "cm²", "m²", "km²", "ha", "cm³", "m³", "ml", "cl", "dl", "hl",
    "l", "L", "mg", "g", "kg", "t", "W", "kW", "kWh", "Ko", "Mo", "Go", "°C",
];

/// Words after which the number of a noun is no longer marked: `points de vente`.
const LINKS: [&str; 12] =
    ["de", "du", "des", "à", "au", "aux", "en", "par", "pour", "sans", "sur", "avec"];

impl Noun {
    /// Makes a noun of the words written, in the singular or the plural.
    pub(super) fn new(words: &str) -> Self {
        let one = marked(words, singular);
        let many = if one == words { marked(words, plural) } else { words.to_owned() };
        Self(Arc::new(Forms { one, many }))
    }

    /// Tells whether words are the symbol of a measure, `m²`.
    pub(super) fn is_symbol(words: &str) -> bool {
        SYMBOLS.contains(&words)
    }

    /// Returns the singular.
    pub(super) fn one(&self) -> &str {
        &self.0.one
    }

    /// Returns the plural.
    pub(super) fn many(&self) -> &str {
        &self.0.many
    }
}

/// Changes the words that carry the number: those before the first link.
fn marked(words: &str, change: fn(&str) -> String) -> String {
    let mut linked = false;
    let changed = words.split(' ').map(|word| {
        linked |= LINKS.contains(&word) || word.starts_with("d’") || word.starts_with("d'");
        if linked { word.to_owned() } else { change(word) }
    });
    changed.collect::<Vec<_>>().join(" ")
}

fn singular(word: &str) -> String {
    if let Some((one, _)) = IRREGULAR.iter().find(|(_, many)| *many == word) {
        (*one).to_owned()
    } else if INVARIABLE.contains(&word) || Noun::is_symbol(word) || word.ends_with("ss") {
        word.to_owned()
    } else if word.ends_with("eaux") {
        word.trim_end_matches('x').to_owned()
    } else {
        word.strip_suffix('s').unwrap_or(word).to_owned()
    }
}

fn plural(word: &str) -> String {
    if let Some((_, many)) = IRREGULAR.iter().find(|(one, _)| *one == word) {
        (*many).to_owned()
    } else if word.ends_with(['s', 'x', 'z'])
        || word.to_uppercase() == word
        || Noun::is_symbol(word)
    {
        word.to_owned()
    } else if word.ends_with("eau") {
        format!("{word}x")
    } else {
        format!("{word}s")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_has_its_thousands_apart() {
        assert_eq!(counted(0, "ligne"), "0 ligne");
        assert_eq!(counted(2, "ligne"), "2 lignes");
        assert_eq!(counted(12_000, "ligne"), "12\u{202f}000 lignes");
    }

    #[test]
    fn both_numbers_come_from_either() {
        for (one, many) in [
            ("téléacteur", "téléacteurs"),
            ("gîte touristique", "gîtes touristiques"),
            ("point de vente", "points de vente"),
            ("demande d’information", "demandes d’information"),
            ("commercial", "commerciaux"),
            ("bureau", "bureaux"),
        ] {
            assert_eq!(Noun::new(many).one(), one);
            assert_eq!(Noun::new(one).many(), many);
            assert_eq!(Noun::new(one), Noun::new(many));
        }
    }

    #[test]
    fn some_words_do_not_change() {
        for word in
            ["mois", "devis", "rendez-vous", "travaux", "prix", "SMS", "KPI", "kg", "m²", "kWh"]
        {
            assert_eq!(Noun::new(word).one(), word);
            assert_eq!(Noun::new(word).many(), word);
        }
    }
}
