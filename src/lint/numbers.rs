//! Rules on numbers: copied, contradicted, shares that do not make a whole.

use super::{Lint, warning};

/// The rules.
pub(super) const LINTS: [Lint; 9] = [
    warning(
        "resultat-recopie",
        "Un résultat calculé est écrit à la main dans un texte.",
        "Si une donnée change, le texte restera faux sans que rien ne le dise. Nommez le résultat \
         entre accolades : le programme écrira la valeur, avec son unité et son arrondi.",
        "- texte: Le nombre de visiteurs baisse de 37,5 %.",
        "- texte: Le nombre de visiteurs baisse de {baisse}.",
    ),
    warning(
        "nombre-contredit",
        "Un nombre écrit à la main contredit un résultat du sujet.",
        "Le texte donne à un résultat une autre valeur que celle que le programme calcule et \
         imprime ailleurs. L’un des deux est faux.",
        "- texte: Le NPS est de 52 points.",
        "- texte: Le NPS est de {nps}.",
    ),
    warning(
        "parts-incompletes",
        "Les parts d’un tableau ne font pas ensemble 100 %.",
        "Le titre de la colonne annonce une répartition : il manque une ligne, ou une part est \
         fausse. Si les arrondis seuls expliquent l’écart, dites-le dans le sujet.",
        "lignes: [[Lorraine, 30 %], [Alsace, 25 %], [autres, 35 %]]",
        "lignes: [[Lorraine, 30 %], [Alsace, 25 %], [autres, 45 %]]",
    ),
    warning(
        "pourcentage-oublie",
        "Un nombre qui semble un pourcentage n’a pas de signe %.",
        "Pour le programme, 50 vaut cent fois 50 % : « 1 + taux » donnerait 51, et non 1,5. Sont \
         signalés un nombre de 2 à 100 dont le nom annonce un taux ou une part, ou qui s’ajoute à \
         1, et une colonne de parts dont la somme est 100.",
        "taux_remise: 15",
        "taux_remise: 15 %",
    ),
    warning(
        "pourcentage-demesure",
        "Un résultat en pourcentage dépasse 1 000 %.",
        "C’est presque toujours un facteur 100 de trop : le signe % compte déjà les centièmes, et \
         la formule n’a pas à multiplier par 100 ; ou bien une donnée a perdu son signe %.",
        "rebond: {formule: sorties ÷ visites × 100, unite: \"%\"}",
        "rebond: {formule: sorties ÷ visites, unite: \"%\"}",
    ),
    warning(
        "nombre-ambigu",
        "Un point ou une virgule sépare peut-être des milliers.",
        "En français, le point et la virgule d’une donnée séparent les décimales : « 1.200 » vaut \
         1,2. Les milliers se séparent par une espace. Sont signalés les nombres à trois décimales \
         qui se terminent par un zéro, et ceux qui comptent des euros ou des choses entières.",
        "visites: 1.200 visiteurs",
        "visites: 1 200 visiteurs",
    ),
    warning(
        "donnee-texte",
        "Une donnée commence par un nombre, mais se lit comme un texte.",
        "Ce qui suit le nombre n’est pas une unité connue : aucune formule ne pourra se servir de \
         cette donnée. Écrivez l’unité en toutes lettres, les sommes entières en euros ; si c’est \
         vraiment un texte, mettez-le entre guillemets.",
        "recette: 15 k€",
        "recette: 15 000 €",
    ),
    warning(
        "valeur-a-la-main",
        "Une valeur qui change d’une variante à l’autre est écrite à la main dans un texte.",
        "Le texte d’une variante dirait encore ce que dit le sujet. Nommez la valeur entre \
         accolades.",
        "enonce: Parmi les 1 530 fiches, combien sont valides ?",
        "enonce: Parmi les {fiches}, combien sont valides ?",
    ),
    warning(
        "equipe-sans-total",
        "La ligne d’équipe d’un tableau de bord ne peut pas se calculer.",
        "Des pourcentages ne s’additionnent pas d’une personne à l’autre. Donnez les nombres dont \
         ils viennent, ou retirez la ligne d’équipe.",
        "- tableau_de_bord: {suivis: [{table: equipe, realise: taux}]}",
        "- tableau_de_bord: {suivis: [{table: equipe, realise: ventes}]}",
    ),
];
