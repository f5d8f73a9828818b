//! What YAML allows and a subject does not: takes places, gives the faults.

use std::ops::Range;

use super::indent;
use super::place::Places;
use crate::diagnostic::Fault;
use crate::source::Span;

/// Deepest nesting of lists and maps read.
pub(super) const MOST_LEVELS: usize = 32;
/// Longest text that a help line repeats, in characters.
const LONGEST_QUOTE: usize = 72;

/// Returns a text of the author as it should be written, between quotes.
#[must_use]
pub fn quoted(text: &str) -> String {
    let text = text.trim();
    // A word processor has made them of the straight ones.
    let text = text.strip_prefix('“').and_then(|text| text.strip_suffix('”')).unwrap_or(text);
    let mut shown: String = text.chars().take(LONGEST_QUOTE).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    if shown.contains(['"', '\\']) {
        format!("'{}'", shown.replace('\'', "''"))
    } else {
        format!("\"{shown}\"")
    }
}

pub(super) fn empty_file(span: Span) -> Fault {
    Fault::error("yaml-vide", "le fichier est vide")
        .at(span, "au moins une clé était attendue")
        .help("écrivez une ligne de la forme « clé: valeur »")
}

pub(super) fn too_large(most: usize) -> Fault {
    let most = most / (1024 * 1024);
    Fault::error("yaml-taille", format!("le fichier dépasse {most} Mio"))
        .help("placez les longues tables dans des fichiers CSV")
}

pub(super) fn too_many(span: Span, most: usize) -> Fault {
    Fault::error("yaml-taille", format!("le fichier contient plus de {} 000 éléments", most / 1000))
        .at(span, "la lecture s’arrête ici")
        .help("placez les longues tables dans des fichiers CSV")
}

pub(super) fn too_deep(places: &Places, start: usize) -> Fault {
    Fault::error("yaml-profondeur", format!("plus de {MOST_LEVELS} niveaux imbriqués"))
        .at(places.letter(start), "la lecture s’arrête ici")
        .help("vérifiez que chaque « [ » et chaque « { » est refermé")
}

pub(super) fn invisible(places: &Places, at: usize) -> Fault {
    let code = u32::from(places.after(at).chars().next().unwrap_or_default());
    Fault::error("yaml-caractere", format!("caractère invisible U+{code:04X} dans le fichier"))
        .at(places.letter(at), "un caractère imprimable était attendu")
        .help("effacez-le : il vient souvent d’un copier-coller")
}

pub(super) fn second_document(places: &Places, start: usize) -> Fault {
    Fault::error("yaml-documents", "un fichier ne contient qu’un document")
        .at(places.word(start), "un second document commence ici")
        .help("retirez cette ligne « --- », ou placez la suite dans un autre fichier")
}

pub(super) fn alias(places: &Places, start: usize) -> Fault {
    reserved(places, start, "yaml-alias", "YAML y voit un alias, refusé dans un sujet")
}

pub(super) fn anchor(places: &Places, start: usize) -> Fault {
    reserved(places, start, "yaml-ancre", "YAML y voit une ancre, refusée dans un sujet")
}

pub(super) fn tag(places: &Places, start: usize) -> Fault {
    reserved(places, start, "yaml-etiquette", "YAML y voit une étiquette, refusée dans un sujet")
}

/// Returns the fault of a text whose first character means something to YAML.
pub(super) fn reserved(
    places: &Places,
    start: usize,
    id: &'static str,
    label: impl Into<String>,
) -> Fault {
    let letter = places.after(start).chars().next().unwrap_or_default();
    Fault::error(id, format!("« {letter} » au début d’une valeur sans guillemets"))
        .at(places.word(start), label)
        .help(format!(
            "si c’est un texte, mettez-le entre guillemets : {}",
            quoted(places.value(start))
        ))
}

pub(super) fn merge(span: Span) -> Fault {
    Fault::error("yaml-fusion", "« << » (fusion de clés) n’est pas accepté")
        .at(span, "un nom de clé était attendu")
        .help("recopiez les clés voulues à cet endroit")
}

pub(super) fn twice(name: &str, second: Span, first: Span) -> Fault {
    Fault::error("yaml-cle-double", format!("la clé « {name} » est écrite deux fois"))
        .at(second, "seconde fois")
        .at(first, "première fois")
        .help("n’en gardez qu’une, ou renommez l’autre")
}

pub(super) fn empty_key(span: Span) -> Fault {
    Fault::error("yaml-cle", "une valeur n’a pas de clé")
        .at(span, "un nom de clé était attendu ici")
}

pub(super) fn key_that_is_a_collection(places: &Places, start: usize) -> Fault {
    Fault::error("yaml-cle", "une clé doit être un simple nom")
        .at(places.letter(start), "YAML y voit une liste ou un groupe de clés")
        .help("si c’est un texte, mettez-le entre guillemets")
}

/// Returns the fault of a French decimal number that the commas of a list or
/// a map between brackets would cut.
pub(super) fn decimal_comma(places: &Places, scalar: &Range<usize>) -> Option<Fault> {
    let text = places.text.get(scalar.clone())?;
    let decimals = places.after(scalar.end).strip_prefix(',')?;
    let length = decimals.bytes().take_while(u8::is_ascii_digit).count();
    if length == 0 || !text.ends_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let whole = text.len() - text.trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
    let range = scalar.end - whole..scalar.end + 1 + length;
    let number = places.text.get(range.clone()).unwrap_or_default();
    let (left, right) = number.split_once(',').unwrap_or_default();
    let value = quoted(&format!("{text},{}", places.value(scalar.end + 1)));
    Some(
        Fault::error(
            "yaml-virgule",
            format!("entre crochets ou accolades, la virgule coupe « {number} »"),
        )
        .at(places.span(range), "YAML y voit deux éléments")
        .help(format!("pour un nombre à virgule, mettez la valeur entre guillemets : {value}"))
        .help(format!("pour deux éléments, ajoutez une espace : {left}, {right}")),
    )
}

/// Returns the fault of a text that the quotation marks of a word processor do
/// not keep from being cut between brackets.
pub(super) fn curly_quotes(places: &Places, scalar: &Range<usize>) -> Option<Fault> {
    let text = places.text.get(scalar.clone())?;
    let words = text.strip_prefix(['“', '”', '„'])?;
    let cut = places.after(scalar.end).starts_with(',') && !words.contains(['”', '“']);
    let rest = cut.then(|| places.rest_of_line(scalar.start))?;
    let (whole, _) = rest.get(text.len() - words.len()..)?.split_once(['”', '“'])?;
    let message = "« “ » et « ” » ne sont pas des guillemets pour YAML";
    Some(
        Fault::error("yaml-guillemet", message)
            .at(places.letter(scalar.start), "YAML y voit le premier caractère du texte")
            .at(places.letter(scalar.end), "la virgule coupe le texte ici")
            .help(format!("mettez des guillemets droits : {}", quoted(whole))),
    )
}

/// Returns the fault of a place where the two readers part.
pub(super) fn ambiguous(places: &Places, start: usize) -> Fault {
    if places.after(start).starts_with('\t') {
        return indent::fault(places, start, 0);
    }
    Fault::error("yaml-ambigu", "ce passage peut se lire de deux façons en YAML")
        .at(places.word(start), "une écriture plus simple était attendue")
        .help("mettez les textes entre guillemets et vérifiez les décalages")
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::quoted;
    use crate::yaml::tests::{check, ids};

    #[test]
    fn an_anchor_and_its_alias() {
        check(
            "a: &prix 12\nb: *prix\n",
            &expect![[r#"
                erreur[yaml-ancre] : « & » au début d’une valeur sans guillemets
                 --> sujet.yaml:1:4
                  |
                1 | a: &prix 12
                  |    ^^^^^ YAML y voit une ancre, refusée dans un sujet
                2 | b: *prix
                  |
                  = aide : si c’est un texte, mettez-le entre guillemets : "&prix 12"

                erreur[yaml-alias] : « * » au début d’une valeur sans guillemets
                 --> sujet.yaml:2:4
                  |
                1 | a: &prix 12
                2 | b: *prix
                  |    ^^^^^ YAML y voit un alias, refusé dans un sujet
                  |
                  = aide : si c’est un texte, mettez-le entre guillemets : "*prix"
            "#]],
        );
    }

    #[test]
    fn a_tag() {
        check(
            "a: !!str 12\nb: ! Attention\n",
            &expect![[r#"
                erreur[yaml-etiquette] : « ! » au début d’une valeur sans guillemets
                 --> sujet.yaml:1:4
                  |
                1 | a: !!str 12
                  |    ^^^^^ YAML y voit une étiquette, refusée dans un sujet
                2 | b: ! Attention
                  |
                  = aide : si c’est un texte, mettez-le entre guillemets : "!!str 12"

                erreur[yaml-etiquette] : « ! » au début d’une valeur sans guillemets
                 --> sujet.yaml:2:4
                  |
                1 | a: !!str 12
                2 | b: ! Attention
                  |    ^ YAML y voit une étiquette, refusée dans un sujet
                  |
                  = aide : si c’est un texte, mettez-le entre guillemets : "! Attention"
            "#]],
        );
    }

    #[test]
    fn a_key_twice() {
        check(
            "titre: un\npoints: 1\n\"titre\": deux\n",
            &expect![[r#"
                erreur[yaml-cle-double] : la clé « titre » est écrite deux fois
                 --> sujet.yaml:3:1
                  |
                1 | titre: un
                  | ----- première fois
                2 | points: 1
                3 | "titre": deux
                  | ^^^^^^^ seconde fois
                  |
                  = aide : n’en gardez qu’une, ou renommez l’autre
            "#]],
        );
    }

    #[test]
    fn quotation_marks_of_a_word_processor() {
        check(
            "a: [{points: 1, libelle: “ton, style”}, “un, deux” et trois, “quatre”]\n",
            &expect![[r#"
                erreur[yaml-guillemet] : « “ » et « ” » ne sont pas des guillemets pour YAML
                 --> sujet.yaml:1:26
                  |
                1 | a: [{points: 1, libelle: “ton, style”}, “un, deux” et trois, “quatre”]
                  |                          ^   - la virgule coupe le texte ici
                  |                          |
                  |                          YAML y voit le premier caractère du texte
                  |
                  = aide : mettez des guillemets droits : "ton, style"

                erreur[yaml-guillemet] : « “ » et « ” » ne sont pas des guillemets pour YAML
                 --> sujet.yaml:1:41
                  |
                1 | a: [{points: 1, libelle: “ton, style”}, “un, deux” et trois, “quatre”]
                  |                                         ^  - la virgule coupe le texte ici
                  |                                         |
                  |                                         YAML y voit le premier caractère du texte
                  |
                  = aide : mettez des guillemets droits : "un, deux"
            "#]],
        );
        check(
            "titre: “Prix : 3 €”\n",
            &expect![[r#"
            erreur[yaml-deux-points] : « : » dans un texte sans guillemets
             --> sujet.yaml:1:14
              |
            1 | titre: “Prix : 3 €”
              |              ^ YAML y voit la fin d’une clé
              |
              = aide : mettez le texte entre guillemets : "Prix : 3 €"
        "#]],
        );
        assert_eq!(ids("titre: “Prix”\nb: [“un”, deux]\n"), [""; 0]);
    }

    #[test]
    fn a_merge() {
        check(
            "a: 1\n<<: {b: 2}\n",
            &expect![[r#"
                erreur[yaml-fusion] : « << » (fusion de clés) n’est pas accepté
                 --> sujet.yaml:2:1
                  |
                1 | a: 1
                2 | <<: {b: 2}
                  | ^^ un nom de clé était attendu
                  |
                  = aide : recopiez les clés voulues à cet endroit
            "#]],
        );
    }

    #[test]
    fn a_key_that_is_a_list() {
        check(
            "{nps} points: 4\n",
            &expect![[r#"
                erreur[yaml-cle] : une clé doit être un simple nom
                 --> sujet.yaml:1:1
                  |
                1 | {nps} points: 4
                  | ^ YAML y voit une liste ou un groupe de clés
                  |
                  = aide : si c’est un texte, mettez-le entre guillemets

                erreur[yaml-accolade] : un texte commence par « { » sans guillemets
                 --> sujet.yaml:1:1
                  |
                1 | {nps} points: 4
                  | ^ YAML y voit une liste ou un groupe de clés
                  |
                  = aide : mettez le texte entre guillemets : "{nps} points: 4"
            "#]],
        );
    }

    #[test]
    fn a_key_that_is_an_insert() {
        check(
            "{nps}: 4\n",
            &expect![[r#"
            erreur[yaml-cle] : une clé doit être un simple nom
             --> sujet.yaml:1:1
              |
            1 | {nps}: 4
              | ^ YAML y voit une liste ou un groupe de clés
              |
              = aide : si c’est un texte, mettez-le entre guillemets
        "#]],
        );
    }

    #[test]
    fn a_value_without_key() {
        check(
            ": 4\n",
            &expect![[r#"
            erreur[yaml-cle] : une valeur n’a pas de clé
             --> sujet.yaml:1:1
              |
            1 | : 4
              | ^ un nom de clé était attendu ici
        "#]],
        );
    }

    #[test]
    fn a_second_document() {
        check(
            "---\na: 1\n---\nb: 2\n",
            &expect![[r#"
                erreur[yaml-documents] : un fichier ne contient qu’un document
                 --> sujet.yaml:3:1
                  |
                2 | a: 1
                3 | ---
                  | ^^^ un second document commence ici
                4 | b: 2
                  |
                  = aide : retirez cette ligne « --- », ou placez la suite dans un autre fichier
            "#]],
        );
    }

    #[test]
    fn an_empty_file() {
        check(
            "# rien encore\n",
            &expect![[r#"
                erreur[yaml-vide] : le fichier est vide
                 --> sujet.yaml:1:1
                  |
                1 | # rien encore
                  | ^ au moins une clé était attendue
                  |
                  = aide : écrivez une ligne de la forme « clé: valeur »
            "#]],
        );
    }

    #[test]
    fn a_decimal_comma_between_brackets() {
        check(
            "bareme: [{points: 2 × 0,5, libelle: calcul}]\nprix: [1,25 €]\n",
            &expect![[r#"
                erreur[yaml-virgule] : entre crochets ou accolades, la virgule coupe « 0,5 »
                 --> sujet.yaml:1:23
                  |
                1 | bareme: [{points: 2 × 0,5, libelle: calcul}]
                  |                       ^^^ YAML y voit deux éléments
                2 | prix: [1,25 €]
                  |
                  = aide : pour un nombre à virgule, mettez la valeur entre guillemets : "2 × 0,5"
                  = aide : pour deux éléments, ajoutez une espace : 0, 5

                erreur[yaml-virgule] : entre crochets ou accolades, la virgule coupe « 1,25 »
                 --> sujet.yaml:2:8
                  |
                1 | bareme: [{points: 2 × 0,5, libelle: calcul}]
                2 | prix: [1,25 €]
                  |        ^^^^ YAML y voit deux éléments
                  |
                  = aide : pour un nombre à virgule, mettez la valeur entre guillemets : "1,25 €"
                  = aide : pour deux éléments, ajoutez une espace : 1, 25
            "#]],
        );
    }

    #[test]
    fn a_comma_between_two_elements_is_no_decimal_comma() {
        let legal = "a: [1, 2]\nb: {c: 1,d: 2}\ne: 0,5\nf: \"0,5\"\ng: [\"0,5\", x1,y2]\n";
        assert_eq!(ids(legal), [""; 0]);
    }

    #[test]
    fn all_the_faults_of_a_file_come_at_once() {
        let text = "a: &x 1\na: [0,5]\nb: Une phrase # coupée\nc: !t z\nd: Un : deux\n";
        let all = [
            "yaml-ancre",
            "yaml-cle-double",
            "yaml-virgule",
            "yaml-diese",
            "yaml-etiquette",
            "yaml-deux-points",
        ];
        assert_eq!(ids(text), all);
    }

    #[test]
    fn a_text_is_quoted_as_yaml_reads_it() {
        assert_eq!(quoted(" Un : deux "), "\"Un : deux\"");
        assert_eq!(quoted("l'un \"deux\""), "'l''un \"deux\"'");
        assert_eq!(quoted(&"é".repeat(99)), format!("\"{}…\"", "é".repeat(72)));
    }
}
