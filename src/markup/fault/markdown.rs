//! Faults of Markdown: what a text may not hold, and what to write instead.

use std::ops::Range;

use pulldown_cmark::Tag;

use super::MarkupFault;

/// A Markdown construction that a sheet does not have.
pub(in crate::markup) fn refused(tag: &Tag<'_>, range: Range<usize>) -> MarkupFault {
    let (id, message, help) = match tag {
        Tag::Heading { .. } => (
            "markdown-titre",
            "un texte ne contient pas de titre",
            "donnez le titre par la clé «\u{a0}titre\u{a0}», ou écrivez «\u{a0}**…**\u{a0}»\u{a0}; un «\u{a0}#\u{a0}» à imprimer s’écrit «\u{a0}\\#\u{a0}»",
        ),
        Tag::BlockQuote(_) => (
            "markdown-citation",
            "le signe «\u{a0}>\u{a0}» en début de ligne ouvrirait une citation",
            "écrivez «\u{a0}\\>\u{a0}» pour l’imprimer, ou citez entre guillemets",
        ),
        Tag::CodeBlock(_) => (
            "markdown-code",
            "un texte ne contient pas de bloc de code",
            "supprimez les espaces en début de ligne (quatre ou plus) ou les accents graves",
        ),
        Tag::HtmlBlock => return html(range),
        Tag::Table(_) => (
            "markdown-tableau",
            "un texte ne contient pas de tableau",
            "utilisez un bloc «\u{a0}tableau\u{a0}»",
        ),
        Tag::Image { .. } => (
            "markdown-image",
            "un texte ne contient pas d’image",
            "utilisez un bloc «\u{a0}image\u{a0}», qui demande aussi une description",
        ),
        _ => (
            "markdown-refuse",
            "cette construction n’existe pas ici",
            "restez-en aux paragraphes, listes, **gras**, *italique* et liens",
        ),
    };
    MarkupFault::new(id, range, message, "du texte est attendu ici", help)
}

pub(in crate::markup) fn html(range: Range<usize>) -> MarkupFault {
    MarkupFault::new(
        "markdown-html",
        range,
        "un texte ne contient pas de HTML",
        "balise refusée",
        "écrivez «\u{a0}**gras**\u{a0}» ou «\u{a0}*italique*\u{a0}»\u{a0}; un «\u{a0}<\u{a0}» à imprimer s’écrit «\u{a0}\\<\u{a0}»",
    )
}

pub(in crate::markup) fn rule(range: Range<usize>) -> MarkupFault {
    MarkupFault::new(
        "markdown-filet",
        range,
        "un texte ne contient pas de filet",
        "cette ligne tracerait un filet",
        "laissez une ligne vide entre deux paragraphes",
    )
}

pub(in crate::markup) fn definition(range: Range<usize>) -> MarkupFault {
    MarkupFault::new(
        "markdown-definition",
        range,
        "cette ligne définirait un lien et ne serait pas imprimée",
        "crochets suivis de deux-points en début de ligne",
        "écrivez «\u{a0}[texte](https://…)\u{a0}» pour un lien, ou «\u{a0}\\[\u{a0}» pour imprimer le crochet",
    )
}

pub(in crate::markup) fn target(url: &str, range: Range<usize>) -> MarkupFault {
    MarkupFault::new(
        "lien-refuse",
        range,
        format!("l’adresse «\u{a0}{url}\u{a0}» ne mène nulle part depuis une page imprimée"),
        "une adresse en https://, http://, mailto: ou tel: est attendue",
        "complétez l’adresse, ou ne gardez que le texte du lien",
    )
}

pub(in crate::markup) fn link_title(range: Range<usize>) -> MarkupFault {
    MarkupFault::new(
        "lien-a-infobulle",
        range,
        "un lien n’a pas d’infobulle sur une page imprimée",
        "le texte entre guillemets ne serait pas imprimé",
        "écrivez «\u{a0}[texte](https://…)\u{a0}», sans guillemets",
    )
}

pub(in crate::markup) fn insert_in_url(range: Range<usize>) -> MarkupFault {
    MarkupFault::new(
        "expression-dans-un-lien",
        range,
        "une adresse ne contient pas d’expression",
        "ce lien a une accolade dans son adresse",
        "écrivez l’adresse en entier",
    )
}

pub(in crate::markup) fn insert_in_code(range: Range<usize>) -> MarkupFault {
    MarkupFault::new(
        "expression-dans-du-code",
        range,
        "un passage entre accents graves ne contient pas d’expression",
        "ce passage est imprimé tel quel",
        "sortez-en l’expression, ou écrivez «\u{a0}\\{\u{a0}» pour imprimer l’accolade",
    )
}

pub(in crate::markup) fn lost(range: Range<usize>) -> MarkupFault {
    MarkupFault::new(
        "expression-perdue",
        range,
        "cette expression ne serait pas imprimée",
        "une expression est attendue dans le texte lui-même",
        "déplacez-la dans le texte",
    )
}

pub(in crate::markup) fn too_deep(range: Range<usize>) -> MarkupFault {
    MarkupFault::new(
        "markdown-trop-profond",
        range,
        "listes ou mises en valeur trop imbriquées",
        "un niveau de trop commence ici",
        "simplifiez le passage",
    )
}

pub(in crate::markup) fn list(range: Range<usize>) -> MarkupFault {
    MarkupFault::new(
        "liste-sur-une-ligne",
        range,
        "une liste ne tient pas dans un texte d’une ligne",
        "une seule ligne de texte est attendue ici",
        "écrivez «\u{a0}\\-\u{a0}» pour imprimer le tiret, ou utilisez un bloc «\u{a0}liste\u{a0}»",
    )
}

pub(in crate::markup) fn several_paragraphs(range: Range<usize>) -> MarkupFault {
    MarkupFault::new(
        "plusieurs-paragraphes",
        range,
        "plusieurs paragraphes dans un texte d’une ligne",
        "une seule ligne de texte est attendue ici",
        "supprimez la ligne vide, ou terminez la première ligne par «\u{a0}\\\u{a0}» pour aller à la ligne",
    )
}
