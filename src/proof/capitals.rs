//! Capitals without their accents, by a rule and a list of words.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::Finding;
use super::reading::{Reading, Word};
use crate::diagnostic::Fault;
use crate::source::Sources;

/// Words of the trade whose unaccented form is no other word. What starts with
/// an accent is known with a capital too; all are in capitals.
const WORDS: &str = "\
    écart échange échantillon échéance échelle éclairage école écologie écologique économie \
    économique écran écrire écrit éditeur édition éditorial éducation égalité également élaboration \
    élaborer élargir électricité électrique électronique élément élève éliminer éloigner élu \
    émettre émission émotion énergie énoncé épargne épicerie épreuve équilibre équipe équipement \
    équivalent état étape établir établissement été étiquette étoile étranger être étude étudiant \
    étudier évaluation évaluer évènement événement éventuel évident éviter évolution évoluer \
    évoquer également époque épuisement éthique \
    abonné activité actualité améliorer bénéfice bénéficier capacité catégorie clientèle collectivité \
    communauté compétence complémentarité confidentialité conformité crédibilité créer création \
    créativité critère décembre décision déclaration découverte déduire défaut définir \
    définition délai demandé dématérialisé démarche démographie dépense déplacement description \
    désabonnement détaillé déterminer détracteur développement développer différence difficulté \
    digitalisé durée efficacité employé engagé fidéliser fidélité fidélisation février \
    fonctionnalité fréquence fréquentation général géolocalisation gérer identité intérêt légal \
    légende marché matériel média mémoire méthode modalité mobilité modèle négatif négociation \
    notoriété numérique objectivité opportunité pérennité période pertinence possibilité précision \
    préférence prénom préparer présence présentation présenter prévision priorité problématique \
    procédure propriété prospérité proximité publicité qualité quantité réalisation réaliser réalisé \
    récapitulatif récence réclamation recommandé rédaction rédiger réduction référence référencement \
    réflexion région règle régulier relancé rémunération rentabilité répartition réponse répondre \
    représentation réseau réservation responsabilité résultat réussir réussite révision saisonnalité \
    santé satisfait sécurité série société spécialité spécificité stratégie supériorité synthèse \
    télécharger téléphone téléprospection téléacteur téléviseur thématique théorie utilité vérifier \
    visibilité";

/// Words of the list that are other words without their accents.
const OTHERS: [&str; 12] = [
    "abonne",
    "demande",
    "detaille",
    "digitalise",
    "employe",
    "engage",
    "marche",
    "recommande",
    "relance",
    "realise",
    "modele",
    "prepare",
];

/// Words after which a capital A at the start of a sentence is « À ».
const AFTER_A: [&str; 40] = [
    "la", "l", "partir", "ce", "cet", "cette", "chaque", "quel", "quelle", "quels", "quelles",
    "qui", "quoi", "noter", "savoir", "vous", "nous", "travers", "propos", "cause", "côté",
    "défaut", "moins", "mesure", "terme", "titre", "votre", "son", "sa", "ses", "leur", "leurs",
    "mon", "ma", "tout", "toute", "tous", "compter", "distance", "rendre",
];

static KNOWN: LazyLock<BTreeMap<String, &'static str>> = LazyLock::new(|| {
    let words = WORDS.split_whitespace();
    words
        .map(|word| (bare(word), word))
        .filter(|(bare, _)| !OTHERS.contains(&bare.as_str()))
        .collect()
});

/// Finds capitals that lack their accent.
pub(super) fn check(reading: &Reading<'_>, sources: &Sources, found: &mut Vec<Finding>) {
    for (rank, word) in reading.words().enumerate() {
        if !word.text.starts_with(char::is_uppercase) {
            continue;
        }
        let right = if word.text == "A" {
            preposition(reading, word, reading.word(rank + 1))
        } else {
            accented(word.text)
        };
        if let Some(right) = right {
            let message = format!("« {} » n’a pas son accent", word.text);
            let fault = Fault::warning("capitale-sans-accent", message);
            found.push(reading.mended(sources, fault, word.range(), &right));
        }
    }
}

/// Tells « À la… » from the name of a class, of a group, of a note.
fn preposition(reading: &Reading<'_>, word: Word<'_>, next: Option<Word<'_>>) -> Option<String> {
    let next = next?;
    let beside = matches!(reading.between(word, next), " " | "\n" | "\u{a0}");
    let follows = beside && AFTER_A.contains(&next.text);
    (follows && reading.starts_sentence(word.at)).then(|| "À".to_owned())
}

/// Returns a word with the accents of its capitals.
fn accented(word: &str) -> Option<String> {
    if word.chars().count() < 3 {
        return None;
    }
    let capitals = word.chars().all(char::is_uppercase);
    let lower = word.to_lowercase();
    let (stem, plural) = match lower.strip_suffix('s') {
        Some(stem) if !KNOWN.contains_key(&bare(&lower)) => (stem, "s"),
        _ => (lower.as_str(), ""),
    };
    let known = KNOWN.get(&bare(stem)).map(|known| format!("{known}{plural}"));
    let right =
        known.or_else(|| capitals.then(|| by_ending(stem)).flatten().map(|word| word + plural))?;
    if capitals {
        let upper = right.to_uppercase();
        return (upper != word).then_some(upper);
    }
    // Small letters have their accents, or are a matter of spelling.
    let starts = right.chars().next().filter(|first| !first.is_ascii())?;
    let rest = &right[starts.len_utf8()..];
    let written = word.get(1..)?;
    let same = written == rest || written == bare(rest);
    (word.starts_with(char::is_uppercase) && word.is_char_boundary(1) && same)
        .then(|| starts.to_uppercase().chain(rest.chars()).collect())
}

/// Accents the end of a noun in capitals: *-alité*, *-ilité*, *-ivité*.
fn by_ending(word: &str) -> Option<String> {
    const ENDINGS: [&str; 6] = ["alite", "ilite", "ivite", "arite", "orite", "iete"];
    let ending =
        ENDINGS.iter().any(|ending| word.len() > ending.len() + 1 && word.ends_with(ending));
    ending.then(|| format!("{}é", &word[..word.len() - 1]))
}

/// Takes the accents from a word.
fn bare(word: &str) -> String {
    let letters = word.chars().map(|letter| match letter {
        'à' | 'â' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        other => other,
    });
    letters.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_take_their_accents() {
        let right = |word| accented(word).unwrap_or_default();
        assert_eq!(right("Etat"), "État");
        assert_eq!(right("Elèves"), "Élèves");
        assert_eq!(right("Eleves"), "Élèves");
        assert_eq!(right("FONCTIONNALITES"), "FONCTIONNALITÉS");
        assert_eq!(right("SOCIETE"), "SOCIÉTÉ");
        assert_eq!(right("ACCEPTABILITE"), "ACCEPTABILITÉ");
        assert_eq!(right("RESEAUX"), "");
    }

    #[test]
    fn other_words_are_left() {
        for word in [
            "État",
            "ÉTAT",
            "Email",
            "Elle",
            "En",
            "VISITES",
            "LIMITE",
            "MARCHE",
            "Societe",
            "Qualite",
            "SUITE",
            "DEMANDE",
            "Créer",
            "ÉVOLUTION",
            "RFM",
            "EUROPE",
            "Eau",
            "SMS",
            "REALITE SMS",
        ] {
            let told = accented(word);
            assert!(told.is_none(), "{word} : {told:?}");
        }
    }
}
