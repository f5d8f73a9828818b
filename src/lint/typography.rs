//! Rules on signs: numbers, ordinals, quotation marks, spaces.

use super::{Lint, mended, warning};

/// The rules.
pub(super) const LINTS: [Lint; 7] = [
    mended(
        "point-decimal",
        "Un nombre décimal est écrit avec un point.",
        "En français, la virgule sépare les décimales. À l’impression, le programme la met devant \
         une unité qu’il reconnaît ; ailleurs, « 49.6 » resterait tel quel à côté de « 44,5 ». \
         Les numéros de question, de version ou d’article gardent leur point.",
        "- texte: La région reçoit 49.6 clients pour mille habitants.",
        "- texte: La région reçoit 49,6 clients pour mille habitants.",
    ),
    mended(
        "ordinal-long",
        "Un ordinal est écrit avec une terminaison trop longue.",
        "On écrit 1er, 1re, 2e, XVIIIe : jamais 2ème ni 1ère. Le programme imprime déjà la bonne \
         forme, lettres en exposant ; le fichier, lui, se lit et se recopie.",
        "- texte: C’est la 2ème boutique de la région.",
        "- texte: C’est la 2e boutique de la région.",
    ),
    mended(
        "guillemets-droits",
        "Une citation est entre guillemets droits.",
        "Les guillemets français sont « et ». Le programme les imprime quand les guillemets droits \
         vont par deux ; dans le fichier, ils se confondent avec ceux de YAML.",
        "- texte: Le message \"Bienvenue\" accueille le client.",
        "- texte: Le message « Bienvenue » accueille le client.",
    ),
    mended(
        "espace-en-trop",
        "Une espace est de trop devant une virgule, un point ou une parenthèse.",
        "Rien ne sépare un mot de la virgule ou du point qui le suivent, ni une parenthèse de ce \
         qu’elle contient. Le programme pose les espaces des signes doubles, mais n’enlève pas \
         celles-ci.",
        "- texte: Le site , refait en mars ( hors boutique ), reçoit plus de visites .",
        "- texte: Le site, refait en mars (hors boutique), reçoit plus de visites.",
    ),
    mended(
        "espace-manquante",
        "Il manque une espace après un signe, ou entre un mot et son numéro.",
        "Une espace suit la virgule et le point, précède la parenthèse ouvrante, et sépare un mot \
         de son numéro : « article 3 ». Le programme ne peut pas la deviner partout, à cause des \
         adresses et des codes.",
        "- texte: Voir l’annexe3,puis le tableau(page suivante).",
        "- texte: Voir l’annexe 3, puis le tableau (page suivante).",
    ),
    warning(
        "guillemet-isole",
        "Un guillemet droit n’a pas son pareil.",
        "Le programme ne sait pas où la citation commence ou finit : le signe serait imprimé tel \
         quel. Écrivez les deux guillemets, dans le même paragraphe.",
        "- texte: Le message \"Bienvenue accueille le client.",
        "- texte: Le message « Bienvenue » accueille le client.",
    ),
    warning(
        "gras-ouvert",
        "Deux astérisques n’ont pas leurs pareils.",
        "Le gras se met entre deux paires d’astérisques, dans le même paragraphe. Seule, une paire \
         serait imprimée telle quelle : écrivez l’autre, ou retirez celle-ci.",
        "- texte: Le client visite la **boutique en ligne.",
        "- texte: Le client visite la **boutique** en ligne.",
    ),
];
