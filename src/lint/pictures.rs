//! Rules on what imitates a screen or shows a picture.

use super::{Lint, warning};

/// The rules.
pub(super) const LINTS: [Lint; 4] = [
    warning(
        "image-trop-petite",
        "Une image a trop peu de pixels pour la largeur où elle est imprimée.",
        "Au-dessous de 150 points par pouce, les pixels se voient sur le papier : une image aussi \
         large que le texte en demande 1 016 d’un bord à l’autre. Un dessin SVG n’a pas de pixels, \
         et reste net à toute taille.",
        "- image: {fichier: vitrine-400-pixels.png, largeur: 100 %, description: …}",
        "- image: {fichier: vitrine-1200-pixels.png, largeur: 100 %, description: …}",
    ),
    warning(
        "maquette-trop-longue",
        "Un texte de maquette dépasse ce que le réseau accepte.",
        "Une réponse modèle doit pouvoir être publiée. Les limites retenues sont celles que les \
         réseaux donnent à ceux qui publient par programme : Instagram 2 200 caractères et 30 \
         mots-dièse, TikTok 2 200, LinkedIn 3 000, Facebook 63 206 ; X 280 pour un compte \
         gratuit, une adresse comptant pour 23 et un émoji pour 2 ; 4 096 pour la réponse à un \
         avis (Google). Les réseaux changent ces nombres : si le vôtre est admis, dites-le.",
        "- post: {reseau: x, legende: « un texte de 400 caractères », …}",
        "- post: {reseau: x, legende: « un texte de 250 caractères », …}",
    ),
    warning(
        "objet-trop-long",
        "L’objet d’un courriel dépasse soixante signes.",
        "Une boîte de réception coupe les objets longs : sur un ordinateur, vers soixante signes ; \
         sur un téléphone, vers quarante. Mettez d’abord les mots qui font ouvrir le courriel ; \
         l’aperçu, à la clé « apercu », dira le reste.",
        "objet: Toute l’équipe vous invite à découvrir le miel nouveau au rucher samedi prochain",
        "objet: \"Samedi, goûtez le miel nouveau au rucher\"",
    ),
    warning(
        "maquette-trop-courte",
        "Un texte de maquette tient en moins de cinq mots.",
        "Rien ne fixe de minimum, mais une légende, une réponse à un avis ou un courriel aussi courts \
         ne peuvent montrer ce que le barème attend : accroche, appel à l’action, ton de la marque.",
        "legende: Venez vite !",
        "legende: Les premières jonquilles sont là ! Venez samedi goûter le miel nouveau.",
    ),
];
