//! Typst's messages: takes their English, gives the French of those that an
//! author of templates meets most, and quotes the others.

/// Says in French what Typst says.
pub(super) fn french(message: &str) -> String {
    translated(message).unwrap_or_else(|| format!("Typst dit : « {message} »"))
}

/// Returns the character of a message that says no font draws it. The layout
/// tells all of them but those in the drawings of a subject.
pub(super) fn undrawn(message: &str) -> Option<char> {
    let (_, rule) = message.split_once(" error: ")?;
    between(rule, "the text `\"", "\"` could not be displayed")?.chars().next()
}

fn translated(message: &str) -> Option<String> {
    if let Some(path) = between(message, "file not found (searched at ", ")") {
        return Some(format!("fichier introuvable : « {path} »"));
    }
    if let Some(reason) = between(message, "failed to load package (", ")") {
        return Some(reason.to_owned());
    }
    if let Some(name) = message.strip_prefix("unknown font family: ") {
        return Some(format!("famille de polices inconnue : « {name} »"));
    }
    if let Some(name) = message.strip_prefix("unknown variable: ") {
        return Some(format!("variable inconnue : « {name} »"));
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
            _ => format!("Typst dit : « {rule} »"),
        }
    };
    let standards = standard.replace(", ", " et de ");
    Some(format!("une règle de {standards} est enfreinte : {broken}"))
}

fn between<'a>(message: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let rest = message.strip_prefix(before)?;
    Some(&rest[..rest.rfind(after)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequent_messages_are_french() {
        let said = |message| french(message);
        assert_eq!(
            said("PDF/UA-1 error: skipped from heading level 1 to 3"),
            "une règle de PDF/UA-1 est enfreinte : un niveau de titre est sauté, de 1 à 3"
        );
        assert_eq!(said("unknown variable: couleur"), "variable inconnue : « couleur »");
    }

    #[test]
    fn a_character_without_glyph_is_found_in_its_message() {
        let message = "PDF/UA-1 error: the text `\"字\"` could not be displayed with Source Sans 3";
        assert_eq!(undrawn(message), Some('字'));
        assert_eq!(undrawn("PDF/UA-1 error: missing alt text"), None);
    }

    #[test]
    fn the_others_are_quoted() {
        assert_eq!(
            french("expected array, found none"),
            "Typst dit : « expected array, found none »"
        );
    }
}
