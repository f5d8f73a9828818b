//! The words of a formula: takes its text, gives tokens with their bytes.

use std::ops::Range;

use super::fault::FormulaFault;
use super::parser::factor;
use super::syntax::Operator;
use super::value::Value;
use crate::number::{DateFault, parse_date, scan_quantity};

/// A word of the formula and the bytes it covers.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub(super) word: Word,
    pub(super) range: Range<usize>,
}

/// What a word is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Word {
    Literal(Value),
    Name(String),
    Operator(Operator),
    Not,
    Between,
    If,
    Then,
    Else,
    Open,
    Close,
    Separator,
    Comma,
}

/// Signs, the longest first where one begins another.
const SIGNS: &[(&str, Word)] = &[
    ("<>", Word::Operator(Operator::Different)),
    ("!=", Word::Operator(Operator::Different)),
    ("≠", Word::Operator(Operator::Different)),
    ("<=", Word::Operator(Operator::AtMost)),
    ("≤", Word::Operator(Operator::AtMost)),
    (">=", Word::Operator(Operator::AtLeast)),
    ("≥", Word::Operator(Operator::AtLeast)),
    ("<", Word::Operator(Operator::Less)),
    (">", Word::Operator(Operator::More)),
    ("==", Word::Operator(Operator::Equal)),
    ("=", Word::Operator(Operator::Equal)),
    ("&", Word::Operator(Operator::Join)),
    ("+", Word::Operator(Operator::Add)),
    ("-", Word::Operator(Operator::Subtract)),
    ("−", Word::Operator(Operator::Subtract)),
    ("×", Word::Operator(Operator::Multiply)),
    ("*", Word::Operator(Operator::Multiply)),
    ("·", Word::Operator(Operator::Multiply)),
    ("÷", Word::Operator(Operator::Divide)),
    ("/", Word::Operator(Operator::Divide)),
    ("^", Word::Operator(Operator::Power)),
    ("(", Word::Open),
    (")", Word::Close),
    (";", Word::Separator),
    (",", Word::Comma),
];

/// Quotes that open a text, with those that close it.
const QUOTES: &[(char, char)] = &[('"', '"'), ('\'', '\''), ('«', '»'), ('“', '”')];

/// Cuts a formula into its words.
///
/// A sign that means nothing is told and passed over, so that all are told at
/// once.
pub(super) fn words(text: &str) -> Result<Vec<Token>, Vec<FormulaFault>> {
    let mut tokens = Vec::new();
    let mut faults = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let Some(first) = rest.chars().next() else { break };
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        match word(rest, first, at) {
            Ok((word, length)) => {
                tokens.push(Token { word, range: at..at + length });
                at += length;
            }
            Err(fault) => {
                at = fault.range.end.max(at + first.len_utf8());
                faults.push(fault);
            }
        }
    }
    if faults.is_empty() { Ok(tokens) } else { Err(faults) }
}

/// Reads the word at the head of a text that stands at a byte of the formula.
fn word(rest: &str, first: char, at: usize) -> Result<(Word, usize), FormulaFault> {
    if first.is_ascii_digit() {
        return number_or_date(rest, at);
    }
    if is_initial(first) {
        let length = name_length(rest);
        return Ok((keyword_or_name(&rest[..length]), length));
    }
    if let Some((_, close)) = QUOTES.iter().find(|(open, _)| *open == first) {
        return quoted(rest, first, *close, at);
    }
    SIGNS
        .iter()
        .find(|(sign, _)| rest.starts_with(sign))
        .map(|(sign, word)| (word.clone(), sign.len()))
        .ok_or_else(|| unknown_sign(first, at))
}

fn is_initial(letter: char) -> bool {
    letter.is_alphabetic() || letter == '_'
}

/// Counts the bytes of the name at the head of a text: `clients.age`.
fn name_length(rest: &str) -> usize {
    let mut letters = rest.char_indices().peekable();
    let mut length = 0;
    while let Some((at, letter)) = letters.next() {
        let goes_on = match letter {
            '.' => letters.peek().is_some_and(|(_, next)| is_initial(*next)),
            // Combining accents, which some keyboards write after the letter.
            '_' | '\u{300}'..='\u{36f}' => true,
            _ => letter.is_alphanumeric(),
        };
        if !goes_on {
            break;
        }
        length = at + letter.len_utf8();
    }
    length
}

fn keyword_or_name(name: &str) -> Word {
    match name {
        "et" => Word::Operator(Operator::And),
        "ou" => Word::Operator(Operator::Or),
        "non" => Word::Not,
        "entre" => Word::Between,
        "si" => Word::If,
        "alors" => Word::Then,
        "sinon" => Word::Else,
        "vrai" => Word::Literal(Value::Truth(true)),
        "faux" => Word::Literal(Value::Truth(false)),
        _ => Word::Name(name.to_owned()),
    }
}

fn number_or_date(rest: &str, at: usize) -> Result<(Word, usize), FormulaFault> {
    if let Some(day) = date_at(rest) {
        let date = parse_date(day).map_err(|fault| {
            FormulaFault::new("date-impossible", &(at..at + day.len()), fault.message())
                .help(fault.help())
        })?;
        return Ok((Word::Literal(Value::Date(date)), day.len()));
    }
    if let Some(fault) = slashed_date(rest, at) {
        return Err(fault);
    }
    let Some((quantity, length)) = scan_quantity(rest).filter(|(_, length)| *length > 0) else {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let message = format!("nombre illisible\u{a0}: «\u{a0}{}\u{a0}»", &rest[..digits]);
        return Err(FormulaFault::new("formule-nombre", &(at..at + digits), message));
    };
    refuse_noun(rest, length, at)?;
    Ok((Word::Literal(Value::Number(quantity)), length))
}

/// Finds a date written `2025-11-08` at the head of a text.
fn date_at(rest: &str) -> Option<&str> {
    const FORM: &[u8] = b"0000-00-00";
    let day = rest.get(..FORM.len())?;
    let fits = day.bytes().zip(FORM).all(|(found, form)| match form {
        b'0' => found.is_ascii_digit(),
        _ => found == *form,
    });
    let ends = !rest[FORM.len()..].starts_with(|next: char| next.is_alphanumeric());
    (fits && ends).then_some(day)
}

/// Finds `08/11/2025`, which would be two divisions.
fn slashed_date(rest: &str, at: usize) -> Option<FormulaFault> {
    let end = rest.find(|letter: char| !letter.is_ascii_digit() && letter != '/');
    let day = &rest[..end.unwrap_or(rest.len())];
    let parts: Vec<usize> = day.split('/').map(str::len).collect();
    matches!(parts[..], [1 | 2, 1 | 2, 4]).then(|| date_fault(day, at))
}

/// Finds `8 novembre 2025`.
fn written_date(rest: &str, at: usize) -> Option<FormulaFault> {
    let words: Vec<&str> = rest.split_whitespace().take(3).collect();
    let year = words.get(2)?.trim_end_matches(|letter: char| !letter.is_ascii_digit());
    let end = rest.find(year)? + year.len();
    let day = rest.get(..end).filter(|_| year.len() == 4)?;
    parse_date(day).ok().map(|_| date_fault(day, at))
}

fn date_fault(day: &str, at: usize) -> FormulaFault {
    let place = at..at + day.len();
    match parse_date(day) {
        Ok(date) => {
            let message = "dans une formule, une date commence par l’année";
            FormulaFault::new("formule-date", &place, message).help(format!("écrivez {date}"))
        }
        Err(fault) => {
            let help = match &fault {
                DateFault::OtherForm { date, .. } => format!("écrivez {date}"),
                _ => fault.help(),
            };
            FormulaFault::new("date-impossible", &place, fault.message()).help(help)
        }
    }
}

/// Refuses `3 clients`: a noun there is a name whose sign has been forgotten.
fn refuse_noun(rest: &str, length: usize, at: usize) -> Result<(), FormulaFault> {
    let after = &rest[length..];
    let noun = after.trim_start();
    let start = length + after.len() - noun.len();
    if !noun.starts_with(is_initial) {
        return Ok(());
    }
    let end = start + name_length(noun);
    let (number, noun) = (&rest[..length], &rest[start..end]);
    // An « x » between two values is told by the parser, which knows both.
    if !matches!(keyword_or_name(noun), Word::Name(_)) || factor(noun).is_some() {
        return Ok(());
    }
    if let Some(fault) = written_date(rest, at) {
        return Err(fault);
    }
    let message = format!("«\u{a0}{noun}\u{a0}» suit un nombre et n’est pas une unité connue");
    let help = match noun {
        "de" | "des" | "du" => format!("«\u{a0}{number} de x\u{a0}» s’écrit {number} × x"),
        _ => format!("pour multiplier, écrivez «\u{a0}{number} × {noun}\u{a0}»"),
    };
    Err(FormulaFault::new("unite-inconnue", &(at + start..at + end), message)
        .label("un signe ou une unité était attendu ici")
        .help(help))
}

fn quoted(rest: &str, open: char, close: char, at: usize) -> Result<(Word, usize), FormulaFault> {
    let inside = &rest[open.len_utf8()..];
    let Some(length) = inside.find(close) else {
        let message = format!("le texte ouvert par {open} n’est pas fermé");
        return Err(FormulaFault::new("formule-texte", &(at..at + rest.len()), message)
            .help(format!("ajoutez {close} après le dernier mot du texte")));
    };
    let text = &inside[..length];
    // The spaces that French puts inside « » belong to the quotes.
    let text = if open == '«' { text.trim() } else { text };
    let whole = open.len_utf8() + length + close.len_utf8();
    Ok((Word::Literal(Value::Text(text.to_owned())), whole))
}

fn unknown_sign(sign: char, at: usize) -> FormulaFault {
    let help = match sign {
        ':' => Some("la division s’écrit ÷ ou /"),
        '%' => Some("«\u{a0}%\u{a0}» suit un nombre\u{a0}: 95\u{a0}%"),
        '[' | ']' | '{' | '}' => Some("seules les parenthèses ( ) groupent un calcul"),
        '’' => Some("un texte s’écrit entre «\u{a0}» ou entre guillemets droits"),
        '–' | '—' => Some("la soustraction s’écrit - ou −"),
        '.' => Some("un nombre commence par un chiffre\u{a0}: 0,5"),
        '|' => Some("«\u{a0}ou\u{a0}» s’écrit en toutes lettres"),
        '!' => Some(
            "«\u{a0}non\u{a0}» s’écrit en toutes lettres, et «\u{a0}différent de\u{a0}» s’écrit ≠",
        ),
        '€' => Some("«\u{a0}€\u{a0}» suit un nombre\u{a0}: 56\u{a0}€"),
        '²' | '³' => Some("une puissance s’écrit ^2 ou ^3"),
        _ => None,
    };
    let message = format!("«\u{a0}{sign}\u{a0}» ne veut rien dire dans une formule");
    let mut fault = FormulaFault::new("formule-signe", &(at..at + sign.len_utf8()), message);
    fault.help = help.map(str::to_owned);
    fault
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::sample::picture;

    fn listed(text: &str) -> String {
        match words(text) {
            Ok(tokens) => {
                let word = |token: &Token| match &token.word {
                    Word::Literal(value) => format!("<{}>", value.to_text().unwrap_or_default()),
                    _ => text[token.range.clone()].to_owned(),
                };
                tokens.iter().map(word).collect::<Vec<_>>().join(" ")
            }
            Err(faults) => faults.iter().map(|fault| picture(text, fault)).collect(),
        }
    }

    #[test]
    fn numbers_take_the_unit_that_follows() {
        assert_eq!(listed("95% + 4 h 30 × 1.5"), "<95\u{a0}%> + <4,5\u{a0}h> × <1,5>");
        assert_eq!(listed("3 mois + 2 ans"), "<3\u{a0}mois> + <2\u{a0}ans>");
    }

    #[test]
    fn a_keyword_after_a_number_is_no_unit() {
        assert_eq!(listed("age entre 15 et 24"), "age entre <15> et <24>");
        assert_eq!(listed("si 1 = 1 alors 2 sinon 3"), "si <1> = <1> alors <2> sinon <3>");
    }

    #[test]
    fn four_two_and_two_digits_are_a_date() {
        assert_eq!(listed("2025-11-08 - 2025"), "<8\u{a0}novembre 2025> - <2\u{202f}025>");
    }

    #[test]
    fn names_hold_accents_digits_and_dots() {
        assert_eq!(listed("clients.âge_2+_x"), "clients.âge_2 + _x");
    }

    #[test]
    fn quotes_of_three_kinds_hold_a_text() {
        assert_eq!(listed("\"à l’un\" 'l\"autre' «\u{a0}ou là »"), "<à l’un> <l\"autre> <ou là>");
    }

    #[test]
    fn every_sign_without_meaning_is_told() {
        expect_test::expect![[r"
            charge : 2 + [x]
                   ^
            formule-signe : « : » ne veut rien dire dans une formule
            aide : la division s’écrit ÷ ou /
            charge : 2 + [x]
                         ^
            formule-signe : « [ » ne veut rien dire dans une formule
            aide : seules les parenthèses ( ) groupent un calcul
            charge : 2 + [x]
                           ^
            formule-signe : « ] » ne veut rien dire dans une formule
            aide : seules les parenthèses ( ) groupent un calcul
        "]]
        .assert_eq(&listed("charge : 2 + [x]"));
    }

    #[test]
    fn a_noun_after_a_number_is_a_forgotten_sign() {
        expect_test::expect![[r"
            10 % de total
                 ^^ un signe ou une unité était attendu ici
            unite-inconnue : « de » suit un nombre et n’est pas une unité connue
            aide : « 10 % de x » s’écrit 10 % × x
        "]]
        .assert_eq(&listed("10 % de total"));
        expect_test::expect![[r"
            1,2 contacts
                ^^^^^^^^ un signe ou une unité était attendu ici
            unite-inconnue : « contacts » suit un nombre et n’est pas une unité connue
            aide : pour multiplier, écrivez « 1,2 × contacts »
        "]]
        .assert_eq(&listed("1,2 contacts"));
    }

    #[test]
    fn an_impossible_day_is_told() {
        expect_test::expect![[r"
            debut < 2025-02-30
                    ^^^^^^^^^^
            date-impossible : le 30 février 2025 n’existe pas
            aide : en 2025, février finit le 28
        "]]
        .assert_eq(&listed("debut < 2025-02-30"));
    }

    #[test]
    fn an_open_text_is_told() {
        expect_test::expect![[r"
            nom = « Meuse
                  ^^^^^^^
            formule-texte : le texte ouvert par « n’est pas fermé
            aide : ajoutez » après le dernier mot du texte
        "]]
        .assert_eq(&listed("nom = « Meuse"));
    }
}
