//! Faults of braces: what stands wrong between `{` and `}`.

use std::ops::Range;

use super::MarkupFault;

pub(in crate::markup) fn unclosed(range: Range<usize>) -> MarkupFault {
    MarkupFault::new(
        "accolade-non-fermee",
        range,
        "accolade «\u{a0}{\u{a0}» jamais refermée",
        "aucune «\u{a0}}\u{a0}» ne la suit",
        "fermez-la, ou écrivez «\u{a0}\\{\u{a0}» pour imprimer une accolade",
    )
}

pub(in crate::markup) fn stray(range: Range<usize>) -> MarkupFault {
    MarkupFault::new(
        "accolade-isolee",
        range,
        "accolade «\u{a0}}\u{a0}» que rien n’a ouverte",
        "aucune «\u{a0}{\u{a0}» ne la précède",
        "supprimez-la, ou écrivez «\u{a0}\\}\u{a0}» pour imprimer une accolade",
    )
}

pub(in crate::markup) fn empty(range: Range<usize>) -> MarkupFault {
    MarkupFault::new(
        "accolades-vides",
        range,
        "accolades sans expression",
        "le nom d’une valeur ou une formule est attendu ici",
        "écrivez «\u{a0}\\{\\}\u{a0}» pour imprimer les accolades",
    )
}

pub(in crate::markup) fn nested(range: Range<usize>) -> MarkupFault {
    MarkupFault::new(
        "accolade-imbriquee",
        range,
        "accolade «\u{a0}{\u{a0}» à l’intérieur d’une expression",
        "l’expression précédente n’est pas refermée",
        "une expression ne contient pas d’accolades\u{a0}: fermez la première avant celle-ci",
    )
}

pub(in crate::markup) fn nameless(range: Range<usize>) -> MarkupFault {
    MarkupFault::new(
        "repere-sans-nom",
        range,
        "repère sans nom",
        "le nom d’un repère est attendu après le mot «\u{a0}repere\u{a0}»",
        "écrivez par exemple «\u{a0}{repere attention}\u{a0}»",
    )
}

pub(in crate::markup) fn misnamed(name: &str, range: Range<usize>) -> MarkupFault {
    MarkupFault::new(
        "nom-de-repere",
        range,
        format!("«\u{a0}{name}\u{a0}» n’est pas un nom de repère"),
        "un seul mot est attendu\u{a0}: lettres, chiffres et «\u{a0}_\u{a0}»",
        "écrivez par exemple «\u{a0}{repere appel_a_l_action}\u{a0}»",
    )
}

pub(in crate::markup) fn private(char: char, range: Range<usize>) -> MarkupFault {
    MarkupFault::new(
        "caractere-prive",
        range,
        format!("caractère sans dessin connu (U+{:04X})", u32::from(char)),
        "aucune police ne peut l’imprimer",
        "c’est souvent une puce copiée d’un traitement de texte\u{a0}: écrivez «\u{a0}-\u{a0}» ou «\u{a0}•\u{a0}»",
    )
}

pub(in crate::markup) fn too_many(most: u32, range: Range<usize>) -> MarkupFault {
    MarkupFault::new(
        "trop-d-expressions",
        range,
        format!("plus de {most} expressions dans un même texte"),
        "celle-ci est de trop",
        "partagez le texte en plusieurs blocs",
    )
}
