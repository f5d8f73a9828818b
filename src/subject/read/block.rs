//! Blocks of an answer from the tree: one key says the kind.

use super::keys::{Cases, Form, Mapping, Rule, When, optional, required, words};
use super::words::Choice;
use super::{
    Fields, Reader, calendar, chart, choice, email, essay, file, flag, formula, line, list, mockup,
    names, percent, person, screen, tables, text,
};
use crate::diagnostic::{Fault, fold, nearest};
use crate::source::{Span, Spanned};
use crate::subject::block::{Argument, Block, Tone};
use crate::subject::text::Text;
use crate::yaml::{Kind, Node, quoted};

/// What a block of a list of blocks is: a text alone is one.
pub(super) static ONE: Form = Form::Short(&Form::Text, &Form::Cases(&ANY));

pub(super) static ANY: Cases = Cases {
    name: "bloc_ou_choix",
    title: "Bloc ou choix",
    when: &[(When::Has("si"), &CHOICE)],
    otherwise: &BLOCK,
};

/// A block: the key says its kind.
pub(super) static BLOCK: Mapping = Mapping {
    name: "bloc",
    title: "Bloc",
    expected: "un bloc : « texte : … », « tableau : … », « post : … »",
    keys: &[&[
        optional("texte", Form::Text, "Trois leviers.", "Paragraphes et listes."),
        optional(
            "liste",
            Form::Block(&ARGUMENTS),
            "{elements: [Toucher les jeunes]}",
            "Liste d’arguments, chacun avec un titre, un texte ou les deux.",
        ),
        optional(
            "tableau",
            Form::Cases(&tables::TABLE),
            "{table: ventes, titre: Ventes du printemps}",
            "Tableau tiré des données, de grilles, ou écrit.",
        ),
        optional(
            "colonnes",
            Form::Block(&COLUMNS),
            "{colonnes: [{titre: Points forts, elements: [Photos soignées]}]}",
            "Listes d’idées côte à côte.",
        ),
        optional(
            "calcul",
            Form::List(&Form::Name),
            "[contacts, appels]",
            "Noms des calculs à poser : en mots, en chiffres, puis leur résultat.",
        ),
        optional(
            "encadre",
            Form::Block(&CALLOUT),
            "{genre: conclusion, texte: Le programme est reconduit.}",
            "Encadré.",
        ),
        optional(
            "image",
            Form::Block(&IMAGE),
            "{fichier: images/ruches.svg, description: Deux ruches}",
            "Image.",
        ),
        optional(
            "post",
            Form::Block(&mockup::POST),
            "{reseau: instagram, compte: valdore, \
             image: {fichier: images/ruches.svg, description: Deux ruches}, \
             publie_le: 2026-03-01, consulte_le: 2026-03-06, mentions_jaime: 128, \
             legende: La récolte est là !}",
            "Maquette d’une publication sur un réseau social.",
        ),
        optional(
            "avis",
            Form::Block(&mockup::REVIEW),
            "{lieu: Les Ruchers, auteur: M. Blanc, note: 2, date: 2026-02-10, \
             consulte_le: 2026-02-15, texte: Colis en retard.}",
            "Maquette d’un avis et de sa réponse.",
        ),
        optional(
            "courriel",
            Form::Block(&email::EMAIL),
            "{de: contact@val-dore.example, a: claire@fontaine.example, \
             objet: La récolte est là, corps: Venez la goûter samedi.}",
            "Maquette d’un courriel.",
        ),
        optional(
            "calendrier_editorial",
            Form::Block(&calendar::CALENDAR),
            "{de: avril 2026, a: mai 2026, \
             articles: [{date: 8 avril 2026, titre: Le réveil des ruches}]}",
            "Calendrier éditorial.",
        ),
        optional(
            "graphique",
            Form::Cases(&chart::CHART),
            "{genre: barres, points: [{libelle: Le goût, valeur: 58 %}]}",
            "Graphique, jauge ou barre de parts.",
        ),
        optional(
            "carte",
            Form::Block(&chart::MAP),
            "{image: {fichier: images/plan.svg, description: Plan du village}}",
            "Carte, et ce qu’elle montre en mots.",
        ),
        optional(
            "resultats_recherche",
            Form::Block(&screen::SEARCH),
            "{requete: miel de sapin, titre: Adresses, \
             fiches: [{nom: Les Ruchers, note: 4, avis: 132, adresse: 12 route du Col}]}",
            "Maquette d’une page de résultats de recherche.",
        ),
        optional(
            "page_web",
            Form::Block(&screen::PAGE),
            "{adresse: www.val-dore.example, enseigne: Les Ruchers, menu: [Accueil], \
             vitrine: Les miels de l’été}",
            "Maquette de la page d’accueil d’une boutique en ligne.",
        ),
        optional(
            "persona",
            Form::Block(&person::PERSONA),
            "{nom: Claire Fontaine, rubriques: [{titre: Freins, texte: Le prix.}]}",
            "Fiche d’un persona.",
        ),
        optional(
            "tableau_de_bord",
            Form::Block(&person::DASHBOARD),
            "{chiffres: [{libelle: Rendez-vous, valeur: obtenus, objectif: prevus}]}",
            "Tableau de bord : chiffres clés, suivis, graphiques.",
        ),
        optional(
            "plan",
            Form::Block(&essay::ESSAY),
            "{introduction: Faut-il être partout ?, \
             parties: [{titre: Oui, sections: [{titre: Le public, texte: Il change.}]}], \
             conclusion: Non.}",
            "Plan rédigé d’une réflexion structurée.",
        ),
    ]],
    rules: &[Rule::Single],
    ..Mapping::PLAIN
};

pub(super) static CHOICE: Mapping = Mapping {
    name: "choix",
    title: "Choix entre des blocs",
    expected: "un choix : si … alors … sinon",
    keys: &[&[
        required("si", Form::Formula, "commandes >= objectif", "Condition, en première clé."),
        required(
            "alors",
            Form::List(&ONE),
            "[L’objectif est atteint.]",
            "Blocs montrés si elle est vraie.",
        ),
        optional(
            "sinon",
            Form::List(&ONE),
            "[L’objectif est manqué.]",
            "Blocs montrés si elle est fausse.",
        ),
    ]],
    ..Mapping::PLAIN
};

pub(super) static ARGUMENTS: Mapping = Mapping {
    name: "liste",
    title: "Liste d’arguments",
    expected: "une liste : {elements: […]}",
    keys: &[&[
        optional("numerotee", Form::Flag, "oui", "Numérote les éléments.").default("non"),
        required(
            "elements",
            Form::List(&Form::Short(&Form::Text, &Form::Block(&ARGUMENT))),
            "[{titre: Toucher les jeunes, texte: Ils ont un téléphone.}, Fidéliser]",
            "Éléments de la liste.",
        ),
    ]],
    ..Mapping::PLAIN
};

pub(super) static ARGUMENT: Mapping = Mapping {
    name: "element_de_liste",
    title: "Élément d’une liste d’arguments",
    expected: "un élément",
    keys: &[&[
        optional("titre", Form::Line, "Toucher les jeunes", "Titre, en gras."),
        optional("texte", Form::Text, "Ils ont un téléphone.", "Argument rédigé."),
    ]],
    ..Mapping::PLAIN
};

pub(super) static COLUMNS: Mapping = Mapping {
    name: "colonnes",
    title: "Listes d’idées côte à côte",
    expected: "des colonnes : {colonnes: […]}",
    keys: &[&[
        optional("titre", Form::Line, "Bilan de la présence en ligne", "Titre de l’ensemble."),
        required(
            "colonnes",
            Form::List(&Form::Block(&COLUMN)),
            "[{titre: Points forts, elements: [Photos soignées]}]",
            "Colonnes, de gauche à droite.",
        ),
    ]],
    ..Mapping::PLAIN
};

pub(super) static COLUMN: Mapping = Mapping {
    name: "colonne_d_idees",
    title: "Une colonne d’idées",
    expected: "une colonne : {titre: …, elements: […]}",
    keys: &[&[
        required("titre", Form::Line, "Points forts", "Titre de la colonne."),
        required("elements", Form::List(&Form::Line), "[Photos soignées]", "Idées, une par ligne."),
    ]],
    ..Mapping::PLAIN
};

const TONES: [Choice<Tone>; 4] = [
    ("interpretation", Tone::Interpretation),
    ("conclusion", Tone::Conclusion),
    ("remarque", Tone::Remark),
    ("attention", Tone::Warning),
];

pub(super) static CALLOUT: Mapping = Mapping {
    name: "encadre",
    title: "Encadré",
    expected: "un encadré : {genre: …, texte: …}",
    keys: &[&[
        required("genre", Form::Choice(&words(&TONES)), "conclusion", "Ce que dit l’encadré."),
        optional("titre", Form::Line, "Conclusion", "Titre de l’encadré."),
        required("texte", Form::Text, "Le programme est reconduit.", "Son texte."),
    ]],
    ..Mapping::PLAIN
};

pub(super) static IMAGE: Mapping = Mapping {
    name: "image",
    title: "Image dans un texte",
    expected: "une image : {fichier: …, description: …}",
    keys: &[
        file::KEYS,
        &[
            optional("largeur", Form::Percent, "40 %", "Largeur, en part de celle du texte.")
                .default("100 %"),
            optional("legende", Form::Line, "Visuel proposé.", "Légende placée dessous."),
        ],
    ],
    ..Mapping::PLAIN
};

/// Reads the blocks of an answer; a text alone is a block of text.
pub(super) fn blocks(reader: &mut Reader<'_>, node: &Node) -> Option<Vec<Block>> {
    list(block)(reader, node)
}

fn block(reader: &mut Reader<'_>, node: &Node) -> Option<Block> {
    if let Kind::Scalar { .. } | Kind::Truth(_) = node.kind {
        return text(reader, node).map(Block::Text);
    }
    let Kind::Map(entries) = &node.kind else {
        return reader.expected(node, BLOCK.expected);
    };
    let Some((kind, body)) = entries.first() else {
        return reader.expected(node, "un bloc");
    };
    if kind.value == "si" {
        return choice_of_blocks(reader, node);
    }
    if let Some((second, _)) = entries.get(1) {
        reader.faults.push(
            Fault::error("bloc-double", format!("« {} » suit « {} »", second.value, kind.value))
                .at(second.span, "attendu : une seule clé par bloc")
                .help("commencez un nouveau bloc par « - », ou décalez cette clé vers la droite"),
        );
        return None;
    }
    body_of(reader, kind, body)
}

fn body_of(reader: &mut Reader<'_>, kind: &Spanned<String>, body: &Node) -> Option<Block> {
    match kind.value.as_str() {
        "texte" => text(reader, body).map(Block::Text),
        "liste" => arguments(reader, body),
        "tableau" => tables::table(reader, body),
        "colonnes" => columns(reader, body),
        "calcul" => names(reader, body).map(Block::Computations),
        "encadre" => callout(reader, body),
        "image" => image(reader, body),
        "post" => mockup::post(reader, body).map(|post| Block::Post(Box::new(post))),
        "avis" => mockup::review(reader, body).map(|review| Block::Review(Box::new(review))),
        "courriel" => email::email(reader, body).map(|email| Block::Email(Box::new(email))),
        "calendrier_editorial" => {
            calendar::editorial_calendar(reader, body).map(Block::EditorialCalendar)
        }
        "graphique" => chart::chart(reader, body),
        "carte" => chart::map(reader, body).map(Block::Map),
        "resultats_recherche" => screen::search_results(reader, body)
            .map(|results| Block::SearchResults(Box::new(results))),
        "page_web" => screen::web_page(reader, body).map(|page| Block::WebPage(Box::new(page))),
        "persona" => person::persona(reader, body).map(|persona| Block::Persona(Box::new(persona))),
        "tableau_de_bord" => {
            person::dashboard(reader, body).map(|board| Block::Dashboard(Box::new(board)))
        }
        "plan" => essay::essay(reader, body).map(Block::Essay),
        other if is_sentence(other, body) => {
            let range = kind.span.range().start..body.span.range().end;
            let whole = reader.sources.slice(Span::new(kind.span.source, range));
            let whole = quoted(whole.lines().next().unwrap_or_default());
            let fault = Fault::error("yaml-deux-points", "« : » dans un texte sans guillemets")
                .at(kind.span, "YAML y voit une clé")
                .help(format!("mettez le texte entre guillemets : {whole}"));
            reader.faults.push(fault);
            None
        }
        other => {
            let fault = Fault::error("bloc-inconnu", format!("bloc inconnu : « {other} »"))
                .at(kind.span, "aucun bloc ne porte ce nom");
            let kinds: Vec<_> = BLOCK.all().map(|key| key.name).chain(["si"]).collect();
            reader.faults.push(match nearest(other, kinds.iter().copied()) {
                Some(known) => fault.help(format!("vouliez-vous dire « {known} » ?")),
                None => fault.help(format!("blocs admis : {}", kinds.join(", "))),
            });
            None
        }
    }
}

/// Tells a text cut by its colon from a block of a wrong name.
fn is_sentence(key: &str, body: &Node) -> bool {
    let words = key.contains([' ', '\u{a0}', '’', '\'', '«', ':'])
        || key.starts_with(char::is_uppercase) && BLOCK.all().all(|known| known.name != fold(key));
    words && matches!(body.kind, Kind::Scalar { .. } | Kind::Null | Kind::Truth(_))
}

fn choice_of_blocks(reader: &mut Reader<'_>, node: &Node) -> Option<Block> {
    let mut fields = Fields::open(reader, node, &CHOICE)?;
    let when = fields.required(reader, "si", formula);
    let then = fields.required(reader, "alors", blocks);
    let otherwise = fields.optional(reader, "sinon", blocks);
    fields.close(reader);
    Some(Block::Choice { when: when?, then: then?, otherwise: otherwise.unwrap_or_default() })
}

fn arguments(reader: &mut Reader<'_>, node: &Node) -> Option<Block> {
    let mut fields = Fields::open(reader, node, &ARGUMENTS)?;
    let numbered = fields.optional(reader, "numerotee", flag);
    let items = fields.required(
        reader,
        "elements",
        list(|reader, node| {
            if !matches!(node.kind, Kind::Map(_)) {
                return Some(Argument { title: None, text: Some(text(reader, node)?) });
            }
            let mut fields = Fields::open(reader, node, &ARGUMENT)?;
            let title = fields.optional(reader, "titre", line);
            let text = fields.optional(reader, "texte", text);
            fields.close(reader);
            Some(Argument { title, text })
        }),
    );
    fields.close(reader);
    Some(Block::Arguments { numbered: numbered.unwrap_or_default(), items: items? })
}

fn columns(reader: &mut Reader<'_>, node: &Node) -> Option<Block> {
    let mut fields = Fields::open(reader, node, &COLUMNS)?;
    let title = fields.optional(reader, "titre", line);
    let columns = fields.required(
        reader,
        "colonnes",
        list(|reader, node| -> Option<(Text, Vec<Text>)> {
            let mut fields = Fields::open(reader, node, &COLUMN)?;
            let title = fields.required(reader, "titre", line);
            let items = fields.required(reader, "elements", list(line));
            fields.close(reader);
            Some((title?, items?))
        }),
    );
    fields.close(reader);
    Some(Block::Columns { title, columns: columns? })
}

fn callout(reader: &mut Reader<'_>, node: &Node) -> Option<Block> {
    let mut fields = Fields::open(reader, node, &CALLOUT)?;
    let tone = fields.required(reader, "genre", choice(&TONES));
    let title = fields.optional(reader, "titre", line);
    let text = fields.required(reader, "texte", text);
    fields.close(reader);
    Some(Block::Callout { tone: tone?, title, text: text? })
}

fn image(reader: &mut Reader<'_>, node: &Node) -> Option<Block> {
    let mut fields = Fields::open(reader, node, &IMAGE)?;
    let picture = file::picture_fields(reader, &mut fields, node.span);
    let width = fields.optional(reader, "largeur", percent);
    let caption = fields.optional(reader, "legende", line);
    fields.close(reader);
    Some(Block::Image { picture: picture?, width: width.unwrap_or(100), caption })
}
