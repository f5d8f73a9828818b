//! Typst's messages: takes their English, gives the French of those that an
//! author of templates meets most, and quotes the others.

use super::words::{kind, sign};

/// What Typst says, in French.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    /// The French of it.
    pub(super) french: String,
    /// Typst's own words beside it, which one can look for; empty where the
    /// French holds them or says all.
    pub(super) english: String,
}

/// Says in French what Typst says.
pub(super) fn french(message: &str) -> Said {
    if let Some(french) = ours(message) {
        return Said { french, english: String::new() };
    }
    // Where a message goes on, the rest says the same in other words.
    let head = message.split('\n').next().unwrap_or(message);
    match explained(head) {
        Some(french) => Said { french, english: quoted(message) },
        None => Said { french: quoted(message), english: String::new() },
    }
}

/// Quotes Typst.
pub(super) fn quoted(message: &str) -> String {
    format!("Typst dit : « {message} »")
}

/// Returns the character of a message that says no font draws it. The layout
/// tells all of them but those in the drawings of a subject.
pub(super) fn undrawn(message: &str) -> Option<char> {
    let (_, rule) = message.split_once(" error: ")?;
    between(rule, "the text `\"", "\"` could not be displayed")?.chars().next()
}

/// Returns the French of messages that this program makes or completes.
fn ours(message: &str) -> Option<String> {
    if let Some(path) = between(message, "file not found (searched at ", ")") {
        return Some(format!("fichier introuvable : « {path} »"));
    }
    if let Some(reason) = between(message, "failed to load package (", ")") {
        return Some(reason.to_owned());
    }
    if let Some(name) = message.strip_prefix("unknown font family: ") {
        return Some(format!("famille de polices inconnue : « {name} »"));
    }
    let (standard, rule) = message.split_once(" error: ")?;
    let broken = if let Some(levels) = rule.strip_prefix("skipped from heading level ") {
        format!("un niveau de titre est sauté, de {}", levels.replace(" to ", " à "))
    } else {
        match rule {
            "missing alt text" => {
                "un dessin, une image ou une équation n’a pas de texte de remplacement".to_owned()
            }
            "the first heading must be of level 1" => {
                "le premier titre n’est pas de niveau 1".to_owned()
            }
            "heading title is empty" => "un titre est vide".to_owned(),
            _ => quoted(rule),
        }
    };
    let standards = standard.replace(", ", " et de ");
    Some(format!("une règle de {standards} est enfreinte : {broken}"))
}

/// Returns the French of what Typst says of a template.
fn explained(message: &str) -> Option<String> {
    let fixed = match message {
        "unclosed delimiter" => "il manque une parenthèse, un crochet ou une accolade de fin",
        "unclosed string" => "un texte entre guillemets n’est pas refermé",
        "unclosed raw text" => "un texte entre accents graves n’est pas refermé",
        "unclosed label" => "une étiquette n’est pas refermée : il manque « > »",
        "unresolved import" => "le fichier importé ne définit pas ce nom",
        "unexpected argument" => "cet argument n’est pas attendu",
        "cannot divide by zero" => "une division par zéro",
        "maximum function call depth exceeded" => "une fonction s’appelle elle-même sans fin",
        "maximum show rule depth exceeded" => "une règle « show » s’applique à elle-même sans fin",
        "cyclic import" => "deux gabarits s’importent l’un l’autre",
        "assertion failed" => "une vérification du gabarit échoue",
        "panicked" => "le gabarit s’arrête de lui-même, par « panic »",
        "layout did not converge within 5 attempts" => {
            "la mise en page change à chaque essai : un contenu dépend de sa propre place"
        }
        _ => return described(message),
    };
    Some(fixed.to_owned())
}

/// Does the same for messages that name something.
fn described(message: &str) -> Option<String> {
    let after = |start: &str| message.strip_prefix(start);
    if let Some(words) = after("panicked with: ") {
        return Some(format!("le gabarit s’arrête de lui-même, par « panic » : {words}"));
    }
    if let Some(words) = after("assertion failed: ") {
        return Some(format!("une vérification du gabarit échoue : {words}"));
    }
    if let Some(name) = after("unknown variable: ") {
        return Some(format!("variable inconnue : « {name} »"));
    }
    if let Some(name) = after("unexpected argument: ") {
        return Some(format!("l’argument « {name} » n’est pas attendu"));
    }
    if let Some(name) = after("missing argument: ") {
        return Some(format!("il manque l’argument « {name} »"));
    }
    if let Some(key) = between(message, "dictionary does not contain key \"", "\"") {
        return Some(format!("le dictionnaire n’a pas de clé « {key} »"));
    }
    if let Some(rest) = after("array index out of bounds (index: ") {
        let (index, rest) = rest.split_once(", len: ")?;
        let (length, _) = rest.split_once(')')?;
        let elements = match length {
            "0" => "il est vide".to_owned(),
            "1" => "il a 1 élément".to_owned(),
            _ => format!("il a {length} éléments"),
        };
        return Some(format!("le tableau n’a pas d’élément de rang {index} : {elements}"));
    }
    if let Some((holder, field)) = message.split_once(" does not have field \"") {
        let field = field.split('"').next()?;
        return Some(format!("{} n’a pas de champ « {field} »", kind(holder)?));
    }
    if let Some((holder, method)) = after("type ").and_then(|it| it.split_once(" has no method `"))
    {
        let method = method.split('`').next()?;
        return Some(format!("{} n’a pas de méthode « {method} »", kind(holder)?));
    }
    if let Some((module, name)) =
        after("module `").and_then(|it| it.split_once("` does not contain `"))
    {
        let name = name.split('`').next()?;
        return Some(format!("le fichier « {module} » ne définit pas « {name} »"));
    }
    if let Some((expected, found)) = after("expected ").and_then(|it| it.rsplit_once(", found ")) {
        return Some(format!("attendu : {} ; trouvé : {}", kinds(expected), named(found)));
    }
    if let Some(expected) = after("expected ") {
        return Some(format!("il manque ici {}", sign(expected)?));
    }
    if let Some(found) = after("unexpected ") {
        return Some(format!("ceci n’est pas attendu ici : {}", sign(found)?));
    }
    operation(message)
}

/// Returns the French of an operation that two values do not allow.
fn operation(message: &str) -> Option<String> {
    let operands = |start: &str, link: &str| {
        let (one, other) = message.strip_prefix(start)?.split_once(link)?;
        Some((kind(one)?, kind(other)?))
    };
    if let Some((one, other)) = operands("cannot add ", " and ") {
        return Some(format!("on n’additionne pas {one} et {other}"));
    }
    if let Some((taken, from)) = operands("cannot subtract ", " from ") {
        return Some(format!("on ne soustrait pas {taken} de {from}"));
    }
    if let Some((one, other)) = operands("cannot multiply ", " with ") {
        return Some(format!("on ne multiplie pas {one} par {other}"));
    }
    if let Some((one, other)) = operands("cannot divide ", " by ") {
        return Some(format!("on ne divise pas {one} par {other}"));
    }
    if let Some((one, other)) = operands("cannot join ", " with ") {
        return Some(format!("on ne met pas bout à bout {one} et {other}"));
    }
    if let Some((one, other)) = operands("cannot compare ", " and ") {
        return Some(format!("on ne compare pas {one} et {other}"));
    }
    None
}

/// Names kinds of values, of which the last two are joined.
fn kinds(names: &str) -> String {
    let names = names.replace(", or ", ", ").replace(" or ", ", ");
    let names: Vec<String> = names.split(", ").map(named).collect();
    match names.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} ou {last}", others.join(", ")),
        _ => names.concat(),
    }
}

/// Names a kind of value, in Typst's words where there are no others.
fn named(name: &str) -> String {
    kind(name).or_else(|| sign(name)).unwrap_or_else(|| format!("« {name} »"))
}

fn between<'a>(message: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let rest = message.strip_prefix(before)?;
    Some(&rest[..rest.rfind(after)?])
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn frequent_messages_are_french() {
        let said = [
            "PDF/UA-1 error: skipped from heading level 1 to 3",
            "file not found (searched at templates/led.typ)",
            "unknown variable: couleur",
            "unclosed delimiter",
            "unexpected equals sign",
            "unexpected keyword `let`",
            "expected expression",
            "expected semicolon or line break",
            "expected array, found none",
            "expected content, string, or none, found integer",
            "expected angle, found `foo`",
            "cannot add string and integer",
            "cannot join content with integer",
            "panicked with: \"genre inconnu\"",
            "dictionary does not contain key \"ton\"",
            "array index out of bounds (index: 5, len: 2) and no default value was specified",
            "content does not have field \"kinds\"",
            "type array has no method `puch`",
            "module `system` does not contain `color`",
            "missing argument: body",
            "unexpected argument: gras",
            "unresolved import",
            "maximum function call depth exceeded",
        ];
        let told: Vec<_> = said.iter().map(|message| french(message).french).collect();
        expect![[r#"
            une règle de PDF/UA-1 est enfreinte : un niveau de titre est sauté, de 1 à 3
            fichier introuvable : « templates/led.typ »
            variable inconnue : « couleur »
            il manque une parenthèse, un crochet ou une accolade de fin
            ceci n’est pas attendu ici : un signe égal
            ceci n’est pas attendu ici : le mot « let »
            il manque ici une expression
            il manque ici un point-virgule ou un passage à la ligne
            attendu : un tableau ; trouvé : rien (none)
            attendu : un contenu, un texte ou rien (none) ; trouvé : un nombre entier
            attendu : un angle ; trouvé : « `foo` »
            on n’additionne pas un texte et un nombre entier
            on ne met pas bout à bout un contenu et un nombre entier
            le gabarit s’arrête de lui-même, par « panic » : "genre inconnu"
            le dictionnaire n’a pas de clé « ton »
            le tableau n’a pas d’élément de rang 5 : il a 2 éléments
            un contenu n’a pas de champ « kinds »
            un tableau n’a pas de méthode « puch »
            le fichier « system » ne définit pas « color »
            il manque l’argument « body »
            l’argument « gras » n’est pas attendu
            le fichier importé ne définit pas ce nom
            une fonction s’appelle elle-même sans fin
        "#]]
        .assert_eq(&format!("{}\n", told.join("\n")));
    }

    #[test]
    fn the_words_of_typst_stand_beside_the_french() {
        let said = french("cannot add string and integer");
        assert_eq!(said.english, "Typst dit : « cannot add string and integer »");
        assert_eq!(french("PDF/UA-1 error: missing alt text").english, "");
    }

    #[test]
    fn a_character_without_glyph_is_found_in_its_message() {
        let message = "PDF/UA-1 error: the text `\"字\"` could not be displayed with Source Sans 3";
        assert_eq!(undrawn(message), Some('字'));
        assert_eq!(undrawn("PDF/UA-1 error: missing alt text"), None);
    }

    #[test]
    fn the_others_are_quoted() {
        let said = french("label `<fin>` does not exist in the document");
        let quoted = "Typst dit : « label `<fin>` does not exist in the document »";
        assert_eq!(said, Said { french: quoted.to_owned(), english: String::new() });
    }
}
