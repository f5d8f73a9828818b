//! Persona cards and dashboards from the tree.

use super::keys::{Form, Mapping, Rule, optional, required};
use super::{Fields, Reader, chart, file, flag, formula, line, list, plain, spanned, text};
use crate::diagnostic::Fault;
use crate::subject::block::{Block, Chart, Dashboard, FollowUp, KeyFigure, Persona};
use crate::subject::text::Text;
use crate::yaml::{Kind, Node};

pub(super) static PERSONA: Mapping = Mapping {
    name: "persona",
    title: "Persona",
    expected: "un persona : {nom: …, rubriques: […]}",
    keys: &[&[
        required("nom", Form::Plain, "Claire Fontaine", "Nom du persona."),
        optional(
            "portrait",
            Form::Block(&file::PICTURE),
            "{fichier: images/portrait.svg, description: Une femme brune}",
            "Son portrait.",
        ),
        optional("citation", Form::Line, "Je veux savoir d’où cela vient.", "Une phrase de lui."),
        optional(
            "identite",
            Form::Labelled(&Form::Line),
            "{Âge: 42 ans, Profession: Infirmière}",
            "Lignes d’identité, sous les noms que vous voulez, dans votre ordre.",
        ),
        required(
            "rubriques",
            Form::List(&Form::Block(&SECTION)),
            "[{titre: Freins, texte: Le prix.}]",
            "Rubriques de la fiche.",
        ),
    ]],
    ..Mapping::PLAIN
};

pub(super) static SECTION: Mapping = Mapping {
    name: "rubrique",
    title: "Rubrique d’un persona",
    expected: "une rubrique : {titre: …, texte: …}",
    keys: &[&[
        required("titre", Form::Line, "Freins", "Titre de la rubrique."),
        required("texte", Form::Text, "Le prix des frais de port.", "Son texte."),
        optional("large", Form::Flag, "oui", "Étend la rubrique sur toute la largeur.")
            .default("non"),
    ]],
    ..Mapping::PLAIN
};

pub(super) static DASHBOARD: Mapping = Mapping {
    name: "tableau_de_bord",
    title: "Tableau de bord",
    expected: "un tableau de bord : {chiffres: […], suivis: […]}",
    keys: &[&[
        optional("titre", Form::Line, "Semaine de prospection", "Titre du tableau de bord."),
        optional(
            "chiffres",
            Form::List(&Form::Block(&FIGURE)),
            "[{libelle: Rendez-vous, valeur: obtenus, objectif: prevus}]",
            "Chiffres clés.",
        ),
        optional(
            "suivis",
            Form::List(&Form::Block(&FOLLOW_UP)),
            "[{table: equipe, libelles: nom, objectif: prevu, realise: obtenu}]",
            "Tableaux de suivi : écarts et taux de réalisation sont calculés.",
        ),
        optional(
            "graphiques",
            Form::List(&Form::Cases(&chart::CHART)),
            "[{genre: jauge, libelle: Rendez-vous, valeur: obtenus, objectif: prevus}]",
            "Graphiques, de tout genre sauf « parts ».",
        ),
        optional("legende", Form::Line, "Chiffres de mars.", "Note placée dessous."),
    ]],
    rules: &[Rule::Any(&["chiffres", "suivis", "graphiques"])],
    ..Mapping::PLAIN
};

pub(super) static FIGURE: Mapping = Mapping {
    name: "chiffre_cle",
    title: "Chiffre clé",
    expected: "un chiffre : {libelle: …, valeur: …}",
    keys: &[&[
        required("libelle", Form::Line, "Rendez-vous", "Ce que l’on mesure."),
        required("valeur", Form::Formula, "obtenus", "Valeur atteinte."),
        optional("objectif", Form::Formula, "prevus", "Valeur visée."),
    ]],
    ..Mapping::PLAIN
};

pub(super) static FOLLOW_UP: Mapping = Mapping {
    name: "suivi",
    title: "Tableau de suivi",
    expected: "un suivi : {table: …, libelles: …, objectif: …, realise: …}",
    keys: &[&[
        optional("titre", Form::Line, "Rendez-vous par téléacteur", "Titre du tableau."),
        required("table", Form::Name, "equipe", "Nom du tableau de données."),
        required("libelles", Form::Name, "nom", "Colonne des noms."),
        required("objectif", Form::Name, "prevu", "Colonne des objectifs."),
        required("realise", Form::Name, "obtenu", "Colonne des résultats."),
        optional("equipe", Form::Flag, "oui", "Ajoute la ligne de toute l’équipe.").default("non"),
    ]],
    ..Mapping::PLAIN
};

/// Reads a persona card.
pub(super) fn persona(reader: &mut Reader<'_>, node: &Node) -> Option<Persona> {
    let mut fields = Fields::open(reader, node, &PERSONA)?;
    let name = fields.required(reader, "nom", plain);
    let portrait = fields.optional(reader, "portrait", file::picture);
    let quote = fields.optional(reader, "citation", line);
    let facts = fields.optional(reader, "identite", facts);
    let sections = fields.required(reader, "rubriques", list(section));
    fields.close(reader);
    Some(Persona {
        name: name?,
        portrait,
        quote,
        facts: facts.unwrap_or_default(),
        sections: sections?,
    })
}

fn facts(reader: &mut Reader<'_>, node: &Node) -> Option<Vec<(String, Text)>> {
    let Kind::Map(entries) = &node.kind else {
        return reader.expected(node, "une identité : « Âge : 42 ans »");
    };
    let facts: Vec<_> = entries
        .iter()
        .map(|(label, node)| Some((label.value.clone(), line(reader, node)?)))
        .collect();
    facts.into_iter().collect()
}

fn section(reader: &mut Reader<'_>, node: &Node) -> Option<(Text, Text, bool)> {
    let mut fields = Fields::open(reader, node, &SECTION)?;
    let title = fields.required(reader, "titre", line);
    let text = fields.required(reader, "texte", text);
    let wide = fields.optional(reader, "large", flag);
    fields.close(reader);
    Some((title?, text?, wide.unwrap_or_default()))
}

/// Reads a dashboard.
pub(super) fn dashboard(reader: &mut Reader<'_>, node: &Node) -> Option<Dashboard> {
    let mut fields = Fields::open(reader, node, &DASHBOARD)?;
    let title = fields.optional(reader, "titre", line);
    let figures = fields.optional(reader, "chiffres", list(key_figure));
    let tables = fields.optional(reader, "suivis", list(follow_up));
    let charts = fields.optional(reader, "graphiques", list(drawn));
    let legend = fields.optional(reader, "legende", line);
    let empty = !["chiffres", "suivis", "graphiques"].iter().any(|key| fields.has(key));
    fields.close(reader);
    if empty {
        reader.faults.push(
            Fault::error("tableau-de-bord-vide", "ce tableau de bord ne montre rien")
                .at(node.span, "attendu dans ce bloc : « chiffres », « suivis » ou « graphiques »"),
        );
        return None;
    }
    Some(Dashboard {
        title,
        figures: figures.unwrap_or_default(),
        tables: tables.unwrap_or_default(),
        charts: charts.unwrap_or_default(),
        note: legend,
    })
}

fn key_figure(reader: &mut Reader<'_>, node: &Node) -> Option<KeyFigure> {
    let mut fields = Fields::open(reader, node, &FIGURE)?;
    let label = fields.required(reader, "libelle", line);
    let value = fields.required(reader, "valeur", formula);
    let objective = fields.optional(reader, "objectif", formula);
    fields.close(reader);
    Some(KeyFigure { label: label?, value: value?, objective })
}

fn follow_up(reader: &mut Reader<'_>, node: &Node) -> Option<FollowUp> {
    let mut fields = Fields::open(reader, node, &FOLLOW_UP)?;
    let title = fields.optional(reader, "titre", line);
    let table = fields.required(reader, "table", spanned(plain));
    let labels = fields.required(reader, "libelles", spanned(plain));
    let objective = fields.required(reader, "objectif", spanned(plain));
    let actual = fields.required(reader, "realise", spanned(plain));
    let team = fields.optional(reader, "equipe", flag);
    fields.close(reader);
    Some(FollowUp {
        table: table?,
        title,
        labels: labels?,
        objective: objective?,
        actual: actual?,
        team: team.unwrap_or_default(),
    })
}

/// Reads a chart of any kind but the bar of shares.
fn drawn(reader: &mut Reader<'_>, node: &Node) -> Option<Chart> {
    if let Block::Chart(chart) = chart::chart(reader, node)? {
        return Some(*chart);
    }
    reader.faults.push(
        Fault::error("graphique-inadmis", "une barre de parts n’entre pas ici")
            .at(node.span, "attendu : un graphique d’un autre genre que « parts »"),
    );
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::subject::read::trial;

    #[test]
    fn an_identity_keeps_the_order_it_was_written_in() {
        let text = "
nom: Claire Fontaine
identite: {Âge: 42 ans, CSP: employée}
rubriques: [{titre: Intérêt, texte: Elle achète., large: oui}]";
        let persona = trial(text, persona).0.unwrap();
        let facts: Vec<_> = persona.facts.iter().map(|(label, _)| label.as_str()).collect();
        assert_eq!(facts, ["Âge", "CSP"]);
        assert!(persona.sections.iter().all(|(_, _, wide)| *wide));
    }

    #[test]
    fn a_dashboard_shows_something() {
        let (none, faults) = trial("titre: Campagne", dashboard);
        assert_eq!((none, faults), (None, vec!["tableau-de-bord-vide"]));
        let figures = trial("chiffres: [{libelle: Appels, valeur: 340}]", dashboard).0.unwrap();
        assert_eq!(figures.figures.len(), 1);
    }

    #[test]
    fn a_follow_up_names_four_columns() {
        let faults = trial("suivis: [{table: suivi, libelles: nom}]", dashboard).1;
        assert_eq!(faults, ["cle-manquante", "cle-manquante"]);
    }
}
