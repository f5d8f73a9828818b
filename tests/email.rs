//! The mock-up of an e-mail, from the words of its author to what templates
//! are given.

use corrige::session::{Ready, prepare};
use corrige::typst::Bounds;
use expect_test::expect_file;

use super::support::{Folder, dump, project};

/// A paper that shows an e-mail to candidates and asks for another.
const SUBJECT: &str = "\
examen: BTS d’essai
epreuve: Épreuve d’essai
session: 2026
titre: Essai
duree: 1 h
total: 4
date: 2026-01-05
documents: [sujet, corrige]
donnees:
  remise: 15 %
  pots: 12 pots
calculs:
  offerts: pots × 2
dossiers:
  - titre: Inviter
    points: 4
    capacites: [prospecter à distance]
    annexes: [demande]
    questions:
      - enonce: Rédiger le courriel d'invitation.
        points: 4
        bareme:
          - {points: 4, libelle: courriel prêt à partir}
        corrige:
          - courriel:
              de: {nom: Les Ruchers du Val-Doré, adresse: contact@val-dore.example}
              a: [claire@fontaine.example, {nom: Clients fidèles}]
              copie: {nom: Hugo Blanc, adresse: hugo@blanc.example}
              date: 1er mars 2026
              objet: \"Samedi : goûtez le miel nouveau !\"
              apercu: \"{remise} de remise, {offerts} offerts\"
              logo: {fichier: images/logo.svg, description: Une goutte de miel}
              image: {fichier: images/ruches.svg, description: Deux ruches}
              corps: |
                Bonjour,

                {repere offre} Samedi, vous aurez **{remise}** de remise :

                - sur le miel de sapin ;
                - sur le pain d'épices.
              bouton: Je réserve {repere action}
              signature:
                nom: Camille Rey
                fonction: Apicultrice
                entreprise: Les Ruchers
                telephone: 03 83 00 00 00
              pieces_jointes: [plan.pdf, tarifs.pdf]
              mention: \"[Se désabonner](https://www.val-dore.example/fin)\"
              reperes:
                - titre: Fond
                  points: 2 × 2 pts
                  elements:
                    - {nom: offre, titre: Offre, texte: Un jour et une remise.}
                    - {nom: action, titre: Appel à l'action}
                    - {titre: Objet court, sur: objet}
annexes:
  demande:
    titre: Le courriel d'une cliente
    contenu:
      - courriel:
          de: claire@fontaine.example
          a: contact@val-dore.example
          objet: Ma commande
          corps: \"Bonjour, mes {pots} sont-ils partis ?\"
    source: messagerie
";

fn ready(subject: &str) -> Result<Ready, Vec<&'static str>> {
    let folder = Folder::with(&[("sujet.yaml", subject)]);
    folder.copy(&project().join("tests/guide/images"), "images");
    let prepared = prepare(&folder.path("sujet.yaml"), Bounds::default());
    let ids = prepared.faults.iter().map(|fault| fault.id).collect();
    prepared.ready.ok_or(ids)
}

#[test]
fn an_email_says_what_its_author_wrote() {
    let ready = ready(SUBJECT).expect("a sound subject");
    let sheet = |file: &str| dump::sheet(&ready.document(file).expect("a document").sheet);
    expect_file!["golden/courriel-corrige.txt"].assert_eq(&sheet("corrige.pdf"));
    expect_file!["golden/courriel-sujet.txt"].assert_eq(&sheet("sujet.pdf"));
}

#[test]
fn candidates_meet_no_result_wherever_it_hides() {
    for (written, leak) in [
        ("objet: Ma commande", "objet: Mes {offerts}"),
        ("sont-ils partis ?\"", "sont-ils partis, et mes {offerts} ?\""),
        ("objet: Ma commande", "objet: Ma commande\n          apercu: Mes {offerts}"),
        ("objet: Ma commande", "objet: Ma commande\n          bouton: Mes {offerts}"),
        ("objet: Ma commande", "objet: Ma commande\n          mention: Mes {offerts}"),
    ] {
        let altered = SUBJECT.replacen(written, leak, 1);
        assert_ne!(altered, SUBJECT);
        assert_eq!(ready(&altered).err(), Some(vec!["resultat-dans-le-sujet"]), "{leak}");
    }
}
