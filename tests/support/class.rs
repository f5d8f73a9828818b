//! A class to print papers for, and what its files say.

use expect_test::Expect;

use super::Folder;
use super::file::File;

/// Where the subject of the class stands.
pub(crate) const SUBJECT: &str = "subjects/panier/sujet.yaml";

/// A basket: forty-five variants, each with its own result.
pub(crate) const PANIER: &str = "\
examen: BTS d’essai
epreuve: Épreuve d’essai
session: 2025
titre: Panier moyen
duree: 10 min
total: 2
documents: [exercice, corrige]
donnees:
  ventes: {valeur: 1200 €, libelle: Ventes}
  tickets: {valeur: 40 tickets, libelle: Tickets}
calculs:
  panier: {libelle: Panier moyen, formule: ventes ÷ tickets, unite: €}
contexte:
  - texte: Le magasin a vendu pour {ventes} en {tickets}.
dossiers:
  - titre: Mesurer les ventes
    points: 2
    questions:
      - enonce: Calculer le panier moyen.
        points: 2
        bareme:
          - {points: 2, libelle: panier moyen, calcul: panier}
        corrige:
          - calcul: [panier]
variantes:
  ventes: {de: 1000 €, a: 1400 €, pas: 50 €}
  tickets: {parmi: [20 tickets, 25 tickets, 32 tickets, 40 tickets, 50 tickets]}
  contraintes: [panier entre 20 € et 60 €]
";

/// Makes a class of three pupils.
pub(crate) fn class() -> Folder {
    let roster = "identifiant;nom;prenom;groupe\nb12;Martin;Ana;1\nb07;=Roy;Léo;2\nb31;;;1\n";
    Folder::with(&[(SUBJECT, PANIER), ("eleves.csv", roster)])
}

/// Holds what a run shows to what is expected.
pub(crate) fn check(folder: &Folder, arguments: &str, shown: &Expect) {
    super::check(folder, &arguments.split(' ').collect::<Vec<_>>(), shown);
}

/// Returns the path of a file of the class.
pub(crate) fn built(file: &str) -> String {
    format!("out/panier/variantes/7/{file}")
}

/// Returns the words of a file of the class.
pub(crate) fn text(folder: &Folder, file: &str) -> String {
    File::read(&folder.bytes(&built(file))).pages.join("\n")
}

/// Returns the keys of the class.
pub(crate) fn keys(folder: &Folder) -> String {
    folder.text(&built("cles.csv"))
}

/// Returns the code of each paper, in the order of the keys.
pub(crate) fn codes(keys: &str) -> Vec<&str> {
    keys.lines().skip(1).map(|line| line.split(';').nth(3).expect("a code")).collect()
}
