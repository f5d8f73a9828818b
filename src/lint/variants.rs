//! Rules on what changes from a pupil to another.

use super::{Lint, warning};

/// The rules.
pub(super) const LINTS: [Lint; 5] = [
    warning(
        "pas-inegal",
        "Le pas d’un paramètre ne tombe pas sur la fin de sa plage.",
        "La dernière valeur tirée reste en deçà de celle que vous avez écrite.",
        "visiteurs: {de: 100, a: 250, pas: 100}",
        "visiteurs: {de: 100, a: 300, pas: 100}",
    ),
    warning(
        "valeur-unique",
        "Un paramètre n’a qu’une valeur possible.",
        "Toutes les copies auront la même : élargissez la plage, ou retirez le paramètre.",
        "visiteurs: {de: 100, a: 150, pas: 100}",
        "visiteurs: {de: 100, a: 500, pas: 100}",
    ),
    warning(
        "plage-signe",
        "Une plage autour d’une valeur change de signe.",
        "Un prix ou un effectif deviendrait négatif. Sans « % », « autour » est un écart dans \
         l’unité de la valeur, non une part. Si c’est voulu, écrivez « de » et « a ».",
        "panier: {autour: 20, pas: 1}",
        "panier: {autour: 20 %, pas: 1}",
    ),
    warning(
        "alternative-double",
        "Une valeur est citée deux fois parmi celles d’un paramètre.",
        "Elle sortirait deux fois plus souvent. Si c’est voulu, dites-le avec « poids ».",
        "agents: {parmi: [3, 4, 4]}",
        "agents: {parmi: [3, 4, 5]}",
    ),
    warning(
        "parametre-inutile",
        "Un paramètre ne change rien.",
        "Aucun texte, tableau ni calcul ne se sert de cette valeur : les copies seraient pareilles.",
        "variantes: {telephone: {parmi: [a, b]}}",
        "variantes: {visiteurs: {de: 100, a: 500, pas: 100}}",
    ),
];
