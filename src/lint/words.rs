//! Rules on words: capitals, names, repetitions, common slips.

use super::{Lint, mended, warning};

/// The rules.
pub(super) const LINTS: [Lint; 6] = [
    mended(
        "capitale-sans-accent",
        "Une capitale n’a pas son accent.",
        "Les capitales prennent l’accent comme les autres lettres : « À la », « État », \
         « FONCTIONNALITÉS ». Sans lui, un titre se lit mal, à l’œil comme à l’oreille.",
        "titre: Etat des lieux",
        "titre: État des lieux",
    ),
    mended(
        "mot-double",
        "Un mot est écrit deux fois de suite.",
        "C’est le plus souvent la trace d’une phrase remaniée. Les répétitions voulues \
         (« nous nous », « faire faire », « très très ») ne sont pas signalées.",
        "enonce: Calculer le taux de de rebond du site.",
        "enonce: Calculer le taux de rebond du site.",
    ),
    warning(
        "nom-varie",
        "Un nom propre est écrit de plusieurs façons dans le sujet.",
        "Un candidat peut croire à deux noms différents. La forme la plus fréquente est donnée en \
         exemple ; le mieux est de l’écrire une fois dans « donnees », puis de la nommer entre \
         accolades.",
        "- texte: La station Belle-Roche ouvre en mai. Belleroche emploie douze personnes.",
        "- texte: La station Belle-Roche ouvre en mai. Belle-Roche emploie douze personnes.",
    ),
    warning(
        "faute-courante",
        "Une faute fréquente dans les sujets est reconnue.",
        "La liste est courte : noms de réseaux sociaux mal écrits, mots souvent estropiés, \
         tournures où il manque un mot. Le reste de l’orthographe est à relire. Un mot voulu se \
         déclare sous « relecture: mots ».",
        "- texte: La boutique a publié sur Facebok il y 5 jours.",
        "- texte: La boutique a publié sur Facebook il y a 5 jours.",
    ),
    warning(
        "orthographe",
        "Un mot n’est pas dans le dictionnaire, et ressemble à un autre qui y est.",
        "Une lettre sépare ce mot d’un mot français. Les noms propres, les mots étrangers et ceux \
         qui ne ressemblent à aucun autre ne sont pas signalés. Un mot juste se déclare une fois, \
         sous « relecture: mots ».",
        "- texte: La boutiqe reçoit ses clients.",
        "- texte: La boutique reçoit ses clients.",
    ),
    warning(
        "element-attendu-absent",
        "La réponse ne contient pas un élément que son barème paie.",
        "Le barème demande un numéro de téléphone, une adresse électronique, un site ou un \
         mot-dièse, et la réponse modèle n’en montre pas : un correcteur s’y fie pourtant.",
        "bareme: [{points: 1, libelle: numéro de téléphone}]\n\
         corrige: Appelez-nous pour réserver.",
        "bareme: [{points: 1, libelle: numéro de téléphone}]\n\
         corrige: Appelez-nous au 03 29 00 00 00 pour réserver.",
    ),
];
