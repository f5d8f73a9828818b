//! Rules on the paper and its marking: points, annexes, identity, layout.

use super::{Lint, warning};

/// The rules.
pub(super) const LINTS: [Lint; 13] = [
    warning(
        "elements-insuffisants",
        "Le barème paie plus d’éléments que la réponse n’en liste.",
        "Un barème de 4 × 0,5 pt promet quatre éléments : la réponse en montre au moins autant, et \
         plutôt davantage, pour que le correcteur sache quoi accepter.",
        "bareme: [{points: \"4 × 0,5\", libelle: atouts}]\n\
         corrige:\n  - texte: \"**Le prix**, **le délai**\"",
        "bareme: [{points: \"4 × 0,5\", libelle: atouts}]\n\
         corrige:\n  - texte: \"**Le prix**, **le délai**, **le conseil**, **l’accueil**, **le stock**\"",
    ),
    warning(
        "reflexion-longue",
        "Le plan de la réflexion est plus long que ce qu’un candidat peut écrire.",
        "Une réponse modèle se lit vite pendant la correction, et reste à la portée d’un candidat \
         dans le temps de l’épreuve. La limite est celle que dit la consigne (en lignes, en pages \
         ou en mots), 1 200 mots sinon.",
        "consigne: En vingt lignes environ.  # et un plan de 700 mots",
        "consigne: En vingt lignes environ.  # et un plan de 250 mots",
    ),
    warning(
        "plafond-sans-effet",
        "Un plafond du barème ne limite rien.",
        "Il est au moins égal aux points qu’il plafonne : l’un des deux est faux, ou le plafond \
         est à retirer.",
        "points: 2\nbareme: [{points: 2, libelle: plan}, {plafond: 2, si: hors sujet}]",
        "points: 2\nbareme: [{points: 2, libelle: plan}, {plafond: 1, si: hors sujet}]",
    ),
    warning(
        "chemin-sans-perte",
        "Une erreur prévue sous « chemins » ne fait perdre aucun point.",
        "Aucun des calculs qu’elle change n’est payé par le barème. Changez un calcul payé, dites \
         les points perdus avec « perd », ou « accepte: oui ».",
        "- {libelle: détracteurs oubliés, change: {detracteurs: 0 %}}",
        "- {libelle: détracteurs oubliés, change: {detracteurs: 0 %}, perd: \"0,5\"}",
    ),
    warning(
        "annexe-jamais-citee",
        "Une annexe n’est citée par aucun dossier.",
        "Elle serait imprimée sans que rien n’y renvoie : ajoutez son nom à la liste « annexes » \
         d’un dossier ou d’une question.",
        "dossiers: [{titre: Analyser, questions: […]}]\nannexes: {audience: {titre: Audience}}",
        "dossiers: [{titre: Analyser, annexes: [audience], questions: […]}]\n\
         annexes: {audience: {titre: Audience}}",
    ),
    warning(
        "note-jamais-appelee",
        "Une note de bas de page n’est appelée par aucun texte.",
        "Elle ne serait pas imprimée : écrivez « {note nom} » après le mot qu’elle explique, ou \
         retirez-la.",
        "contexte: Sa démarche RSE guide sa façon de produire.\nnotes: {rse: Responsabilité sociétale}",
        "contexte: Sa démarche RSE{note rse} guide sa façon de produire.\n\
         notes: {rse: Responsabilité sociétale}",
    ),
    warning(
        "annexe-inexistante",
        "Un texte cite une annexe par un numéro qui n’existe pas.",
        "Les annexes sont numérotées dans l’ordre où elles sont écrites. Le candidat chercherait \
         celle-ci en vain : corrigez le numéro, ou ajoutez l’annexe.",
        "enonce: À l’aide de l’annexe 9, calculer le taux de rebond.  # le sujet a 3 annexes",
        "enonce: À l’aide de l’annexe 3, calculer le taux de rebond.",
    ),
    warning(
        "enonce-sans-annexe",
        "Une question repose sur une annexe qui n’est pas dans sa liste.",
        "Sa réponse montre une valeur ou un tableau que ni le contexte, ni la mission, ni les \
         énoncés, ni ses propres annexes ne donnent, et qu’une autre annexe donne ; ou bien son \
         énoncé cite une autre annexe par son numéro. Imprimée seule, la question serait \
         insoluble ; dans le sujet, le candidat ignore où chercher.",
        "- titre: Analyser\n  annexes: []\n  questions: [{enonce: Commenter l’audience., …}]",
        "- titre: Analyser\n  annexes: [audience]\n  questions: [{enonce: Commenter l’audience., …}]",
    ),
    warning(
        "repere-sans-place",
        "Un repère n’a pas de place dans la maquette.",
        "Il serait numéroté dans la légende et introuvable dans l’image. Placez « {repere nom} » \
         dans le texte, ou dites « sur: » et une zone.",
        "texte: Venez samedi !\nreperes: [{titre: Fond, elements: [{nom: appel, titre: Appel}]}]",
        "texte: Venez samedi ! {repere appel}\nreperes: [{titre: Fond, elements: [{nom: appel, titre: Appel}]}]",
    ),
    warning(
        "code-inhabituel",
        "Le code sujet n’a pas la forme attendue.",
        "Un code ressemble à 22-NDRCU5-P ou à 23NC-NDRCU5E-P. D’autres existent : si le vôtre est \
         juste, dites-le.",
        "code: 22 NDRC U5",
        "code: 22-NDRCU5-P",
    ),
    warning(
        "session-inhabituelle",
        "La session n’est pas une année.",
        "Les documents sont rangés par session : une autre forme les range mal.",
        "session: juin 2025",
        "session: 2025",
    ),
    warning(
        "cellule-trop-etroite",
        "Un mot est plus large que sa cellule.",
        "Il dépasserait de sa colonne. Élargissez-la avec « largeur », ou coupez le mot.",
        "colonnes: [{titre: Fonctionnalités, largeur: 1}, {titre: Prix, largeur: 6}]",
        "colonnes: [{titre: Fonctionnalités, largeur: 3}, {titre: Prix, largeur: 4}]",
    ),
    warning(
        "edition-sans-sujet",
        "Des éditions sont demandées sans le sujet qu’elles adaptent.",
        "Une édition est le sujet sous une autre forme : sans « sujet » parmi les documents, \
         aucune n’est imprimée.",
        "documents: [corrige]\neditions: [16pt]",
        "documents: [sujet, corrige]\neditions: [16pt]",
    ),
];
