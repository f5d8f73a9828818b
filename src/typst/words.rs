//! Typst's names for values and signs: takes an English one, gives the French.

/// Names a kind of value with its article, `une longueur`.
pub(super) fn kind(name: &str) -> Option<String> {
    let known = match name {
        "none" => "rien (none)",
        "auto" => "une valeur automatique (auto)",
        "boolean" => "vrai ou faux (true, false)",
        "integer" => "un nombre entier",
        "float" => "un nombre",
        "decimal" => "un nombre décimal",
        "length" => "une longueur",
        "relative length" => "une longueur relative",
        "ratio" => "un pourcentage",
        "fraction" => "une part (fr)",
        "angle" => "un angle",
        "color" => "une couleur",
        "gradient" => "un dégradé",
        "tiling" => "un motif",
        "stroke" => "un trait",
        "alignment" => "un alignement",
        "direction" => "une direction",
        "string" => "un texte",
        "content" => "un contenu",
        "array" => "un tableau",
        "dictionary" => "un dictionnaire",
        "function" => "une fonction",
        "arguments" => "des arguments",
        "type" => "un type",
        "module" => "un module",
        "label" => "une étiquette",
        "symbol" => "un symbole",
        "bytes" => "des octets",
        "datetime" => "une date",
        "path" => "un chemin",
        _ => return None,
    };
    Some(known.to_owned())
}

/// Names a sign of the language with its article, `une virgule`.
pub(super) fn sign(name: &str) -> Option<String> {
    if let Some(word) = name.strip_prefix("keyword `").and_then(|word| word.strip_suffix('`')) {
        return Some(format!("le mot « {word} »"));
    }
    let known = match name {
        "expression" => "une expression",
        "pattern" => "un nom à définir",
        "identifier" | "variable name" => "un nom",
        "block" => "un bloc entre accolades",
        "code block" => "un bloc de code",
        "content block" => "un bloc de contenu",
        "equals sign" => "un signe égal",
        "comma" => "une virgule",
        "colon" => "un deux-points",
        "semicolon or line break" => "un point-virgule ou un passage à la ligne",
        "semicolon" => "un point-virgule",
        "opening paren" => "une parenthèse ouvrante",
        "closing paren" => "une parenthèse fermante",
        "closing bracket" => "un crochet fermant",
        "closing brace" => "une accolade fermante",
        "end of file" => "la fin du fichier",
        "end of block" => "la fin du bloc",
        "star" | "asterisk" => "une étoile",
        "hash" | "hash character" => "un dièse",
        "number" | "integer" => "un nombre",
        "string" => "un texte entre guillemets",
        "operator" => "un opérateur",
        "minus" => "un signe moins",
        "plus" => "un signe plus",
        "slash" => "une barre oblique",
        "dot" => "un point",
        "arrow" => "une flèche",
        "dots" => "des points de suspension",
        _ => return None,
    };
    Some(known.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_and_signs_have_an_article() {
        assert_eq!(kind("relative length").as_deref(), Some("une longueur relative"));
        assert_eq!(sign("keyword `let`").as_deref(), Some("le mot « let »"));
        assert_eq!((kind("foo"), sign("foo")), (None, None));
    }
}
