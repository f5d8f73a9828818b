//! Tables of an answer from the tree: of data, or written.

use num_traits::ToPrimitive;

use super::keys::{Cases, Form, Mapping, When, optional, required, words};
use super::words::Choice;
use super::{Fields, Reader, choice, exact, flag, formula, line, list, names, plain, spanned};
use crate::diagnostic::Fault;
use crate::source::Spanned;
use crate::subject::block::{
    Align, Block, DataTable, Gathering, GridTable, WrittenColumn, WrittenTable,
};
use crate::subject::text::Text;
use crate::yaml::{Kind, Node};

/// What a table looks like.
const A_TABLE: &str = "un tableau : {table: …}, {grilles: …} ou {colonnes: […], lignes: […]}";

pub(super) static TABLE: Cases = Cases {
    name: "tableau",
    title: "Tableau",
    when: &[(When::Has("table"), &DATA), (When::Has("grilles"), &GRIDS)],
    otherwise: &WRITTEN,
};

pub(super) static DATA: Mapping = Mapping {
    name: "tableau_de_donnees",
    title: "Tableau tiré des données",
    expected: A_TABLE,
    keys: &[&[
        required("table", Form::Name, "ventes", "Nom du tableau de données."),
        optional("titre", Form::Line, "Ventes du printemps", "Titre du tableau."),
        optional(
            "colonnes",
            Form::Short(&Form::List(&Form::Name), &Form::Labelled(&Form::Line)),
            "[produit, recette]",
            "Colonnes à montrer, dans l’ordre ; ou un autre titre pour chacune.",
        ),
        optional("surligner", Form::Formula, "age < 25", "Condition des lignes en évidence."),
        optional("transpose", Form::Flag, "oui", "Couche le tableau : lignes en colonnes.")
            .default("non"),
        optional("grouper", Form::Name, "gamme", "Colonne dont les valeurs font des groupes."),
        optional("sous_totaux", Form::List(&Form::Name), "[recette]", "Colonnes à additionner."),
        optional(
            "total",
            Form::Flag,
            "non",
            "Ajoute le total général ; il vient de lui-même avec « sous_totaux ».",
        ),
        optional("legende", Form::Line, "Chiffres de mars.", "Note placée dessous."),
    ]],
    ..Mapping::PLAIN
};

pub(super) static GRIDS: Mapping = Mapping {
    name: "tableau_de_grilles",
    title: "Tableau de grilles",
    expected: A_TABLE,
    keys: &[&[
        required("grilles", Form::List(&Form::Name), "[grille_recence]", "Noms des grilles."),
        optional("titre", Form::Line, "Grilles de notation", "Titre du tableau."),
        optional("legende", Form::Line, "Chiffres de mars.", "Note placée dessous."),
    ]],
    ..Mapping::PLAIN
};

pub(super) static WRITTEN: Mapping = Mapping {
    name: "tableau_ecrit",
    title: "Tableau écrit",
    expected: A_TABLE,
    keys: &[&[
        optional("titre", Form::Line, "Forces et faiblesses", "Titre du tableau."),
        required(
            "colonnes",
            Form::List(&Form::Short(&Form::Line, &Form::Block(&COLUMN))),
            "[Critère, {titre: Constat, largeur: 3}]",
            "Colonnes, de gauche à droite : un titre, ou un titre et ce qui l’accompagne.",
        ),
        required(
            "lignes",
            Form::List(&Form::List(&Form::Line)),
            "[[Navigation, Menu clair]]",
            "Lignes, chacune d’une cellule par colonne.",
        ),
        optional("legende", Form::Line, "Notes sur 5.", "Note placée dessous."),
    ]],
    ..Mapping::PLAIN
};

const ALIGNMENTS: [Choice<Align>; 3] =
    [("gauche", Align::Start), ("centre", Align::Center), ("droite", Align::End)];

pub(super) static COLUMN: Mapping = Mapping {
    name: "colonne_ecrite",
    title: "Colonne d’un tableau écrit",
    expected: "une colonne",
    keys: &[&[
        required("titre", Form::Line, "Constat", "Titre de la colonne."),
        optional(
            "largeur",
            Form::Whole(0, Some(12)),
            "3",
            "Part de la largeur, de 1 à 12 ; 0 l’ajuste au contenu.",
        )
        .default("1"),
        optional(
            "alignement",
            Form::Choice(&words(&ALIGNMENTS)),
            "droite",
            "Alignement des cellules.",
        )
        .default("gauche"),
    ]],
    ..Mapping::PLAIN
};

/// Reads a table: of data if it names one, else written.
pub(super) fn table(reader: &mut Reader<'_>, node: &Node) -> Option<Block> {
    let fields = Fields::open(reader, node, TABLE.of(node))?;
    if fields.has("table") {
        data_table(reader, fields).map(|table| Block::DataTable(Box::new(table)))
    } else if fields.has("grilles") {
        grid_table(reader, fields).map(Block::GridTable)
    } else {
        written_table(reader, fields).map(Block::WrittenTable)
    }
}

fn data_table(reader: &mut Reader<'_>, mut fields: Fields<'_>) -> Option<DataTable> {
    let table = fields.required(reader, "table", spanned(plain));
    let title = fields.optional(reader, "titre", line);
    let columns = fields.optional(reader, "colonnes", shown_columns);
    let lit = fields.optional(reader, "surligner", formula);
    let transposed = fields.take("transpose");
    let turned = transposed.and_then(|node| flag(reader, node)).unwrap_or_default();
    let gathering = gathering(reader, &mut fields);
    let note = fields.optional(reader, "legende", line);
    fields.close(reader);
    if turned && (gathering.by.is_some() || !gathering.sums.is_empty()) {
        reader.faults.push(
            Fault::error("transpose-impossible", "un tableau groupé ou sommé ne se transpose pas")
                .at(transposed?.span, "attendu : non, ou ni « grouper » ni « sous_totaux »"),
        );
        return None;
    }
    Some(DataTable {
        table: table?,
        title,
        columns: columns.unwrap_or_default(),
        lit,
        transposed: turned,
        gathering,
        note,
    })
}

/// Reads how rows are gathered and summed; what is summed has a total unless
/// its author says otherwise.
fn gathering(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Gathering {
    let by = fields.optional(reader, "grouper", spanned(plain));
    let sums = fields.optional(reader, "sous_totaux", names);
    let total = fields.take("total");
    let sums = sums.unwrap_or_default();
    let asked = total.and_then(|node| flag(reader, node));
    if let (Some(node), Some(true), true) = (total, asked, sums.is_empty()) {
        reader.faults.push(
            Fault::error("cle-manquante", "la clé « sous_totaux » manque")
                .at(node.span, "attendu pour un total : « sous_totaux : [colonne, …] »"),
        );
    }
    Gathering { by, total: asked.unwrap_or(!sums.is_empty()), sums }
}

fn grid_table(reader: &mut Reader<'_>, mut fields: Fields<'_>) -> Option<GridTable> {
    let grids = fields.required(reader, "grilles", names);
    let title = fields.optional(reader, "titre", line);
    let note = fields.optional(reader, "legende", line);
    fields.close(reader);
    Some(GridTable { grids: grids?, title, note })
}

/// Reads `[a, b]` or `{a: titre, b: titre}`.
fn shown_columns(
    reader: &mut Reader<'_>,
    node: &Node,
) -> Option<Vec<(Spanned<String>, Option<Text>)>> {
    if let Kind::Map(entries) = &node.kind {
        let columns: Vec<_> = entries
            .iter()
            .map(|(name, node)| Some((name.clone(), Some(line(reader, node)?))))
            .collect();
        return columns.into_iter().collect();
    }
    list(|reader, node| Some((spanned(plain)(reader, node)?, None)))(reader, node)
}

fn written_table(reader: &mut Reader<'_>, mut fields: Fields<'_>) -> Option<WrittenTable> {
    let title = fields.optional(reader, "titre", line);
    let columns = fields.required(reader, "colonnes", list(written_column));
    let lines = fields.take("lignes");
    let note = fields.optional(reader, "legende", line);
    let Some(lines) = lines else {
        fields.required(reader, "lignes", |_, _| Some(()));
        fields.close(reader);
        return None;
    };
    fields.close(reader);
    let columns = columns?;
    let mut rank = 0;
    let rows = list(|reader, node| {
        rank += 1;
        let cells = list(line)(reader, node)?;
        super::table::ragged(reader, rank, cells.len(), columns.len(), node.span);
        (cells.len() == columns.len()).then_some(cells)
    })(reader, lines)?;
    Some(WrittenTable { title, columns, rows, note })
}

fn written_column(reader: &mut Reader<'_>, node: &Node) -> Option<WrittenColumn> {
    if !matches!(node.kind, Kind::Map(_)) {
        return Some(WrittenColumn { title: line(reader, node)?, weight: 1, align: Align::Start });
    }
    let mut fields = Fields::open(reader, node, &COLUMN)?;
    let title = fields.required(reader, "titre", line);
    let weight = fields.optional(reader, "largeur", weight);
    let align = fields.optional(reader, "alignement", choice(&ALIGNMENTS));
    fields.close(reader);
    Some(WrittenColumn {
        title: title?,
        weight: weight.unwrap_or(1),
        align: align.unwrap_or(Align::Start),
    })
}

fn weight(reader: &mut Reader<'_>, node: &Node) -> Option<u8> {
    let read = exact(reader, node)?;
    match read.is_integer().then(|| read.to_integer().to_u8()).flatten() {
        Some(weight) if weight <= 12 => Some(weight),
        _ => {
            reader.faults.push(
                Fault::error("largeur-impossible", "cette largeur n’est pas possible")
                    .at(node.span, "attendu : une largeur relative, de 0 (ajustée) à 12"),
            );
            None
        }
    }
}
