//! A whole subject from the tree.

use super::keys::{Form, Key, Mapping, optional, required};
use super::{
    Fields, Reader, block, data, detour, exam, identity, line, list, names, points, proofing,
    scheme, spanned, text, variants,
};
use crate::source::SourceId;
use crate::subject::model::{Dossier, Question, Subject};
use crate::yaml::Node;

/// The keys of a subject.
pub(in crate::subject) static SUBJECT: Mapping = Mapping {
    name: "sujet",
    title: "Sujet",
    expected: "un sujet : « examen : … », « titre : … »",
    keys: &[identity::KEYS, exam::KEYS, KEYS],
    ..Mapping::PLAIN
};

static KEYS: &[Key] = &[
    optional(
        "remarques",
        Form::Text,
        "Accepter toute réponse justifiée.",
        "Consignes générales aux correcteurs.",
    ),
    optional(
        "regles",
        Form::List(&Form::Line),
        "[Toute réponse pertinente est acceptée.]",
        "Règles imprimées au bas du barème sur une page.",
    ),
    optional(
        "donnees",
        Form::Named(&data::DATUM),
        "{visiteurs: 8000 visiteurs, produit: Miel de sapin}",
        "Données, chacune sous son nom : une valeur, ou un tableau.",
    ),
    optional(
        "grilles",
        Form::Named(&Form::Block(&data::GRID)),
        "{grille: {classes: [{moins_de: 10, note: 0}, {de: 10, note: 5}]}}",
        "Grilles de notation, chacune sous son nom.",
    ),
    optional(
        "calculs",
        Form::Named(&Form::Short(&Form::Formula, &Form::Block(&data::COMPUTATION))),
        "{panier: recette ÷ commandes}",
        "Calculs, chacun sous son nom : une formule, ou une formule et ce qui l’accompagne.",
    ),
    required(
        "dossiers",
        Form::List(&Form::Block(&DOSSIER)),
        "[{titre: Suivre l’audience, points: 1, questions: [{enonce: Citer un indicateur., \
         points: 1, bareme: [{points: 1, libelle: indicateur}], corrige: Le trafic.}]}]",
        "Dossiers, dans l’ordre de leurs numéros.",
    ),
    optional(
        "reflexion",
        Form::Block(&QUESTION),
        "{enonce: Faut-il vendre partout ?, points: 2, bareme: [{points: 2, libelle: idées}], \
         corrige: Non.}",
        "Réflexion structurée, après les dossiers.",
    ),
    optional(
        "variantes",
        Form::Block(&variants::VARIANTS),
        "{visiteurs: {autour: 20 %, pas: 100}}",
        "Données qui changent d’un élève à l’autre, et ce qui doit rester vrai.",
    ),
    optional(
        "relecture",
        Form::Block(&proofing::PROOFING),
        "{mots: [Loomji]}",
        "Ce que « corrige check » doit savoir pour relire le sujet.",
    ),
];

pub(super) static DOSSIER: Mapping = Mapping {
    name: "dossier",
    title: "Dossier",
    expected: "un dossier : {titre: …, questions: […]}",
    keys: &[&[
        required("titre", Form::Line, "Suivre l’audience du site", "Titre du dossier."),
        required("points", Form::Number, "20", "Points du dossier : la somme de ses questions."),
        optional(
            "capacites",
            Form::List(&Form::Line),
            "[mesurer l’audience d’un site]",
            "Capacités évaluées ; obligatoires pour imprimer le sujet.",
        ),
        optional(
            "annexes",
            Form::List(&Form::Name),
            "[audience]",
            "Noms des annexes dont le dossier a besoin.",
        ),
        optional(
            "mission",
            Form::List(&block::ONE),
            "[Vous rejoignez le service client.]",
            "Mise en situation, avant les questions : une liste de blocs.",
        ),
        required(
            "questions",
            Form::List(&Form::Block(&QUESTION)),
            "[{enonce: Citer un indicateur., points: 1, \
             bareme: [{points: 1, libelle: indicateur}], corrige: Le trafic.}]",
            "Questions, dans l’ordre de leurs numéros.",
        ),
    ]],
    ..Mapping::PLAIN
};

pub(super) static QUESTION: Mapping = Mapping {
    name: "question",
    title: "Question",
    expected: "une question : {enonce: …, points: …}",
    keys: &[&[
        required(
            "enonce",
            Form::Line,
            "Calculer l’évolution du nombre de visiteurs.",
            "Ce qui est demandé.",
        ),
        optional(
            "intitule",
            Form::Line,
            "Évolution de l’audience",
            "Nom court de la question, pour le récapitulatif des points.",
        ),
        optional(
            "capacite",
            Form::Line,
            "Mesurer l’audience d’un site",
            "Capacité évaluée, reprise dans le barème sur une page.",
        ),
        optional(
            "consigne",
            Form::Line,
            "En une vingtaine de lignes, argumentez.",
            "Consigne imprimée au-dessus de l’énoncé de la réflexion.",
        ),
        required("points", Form::Number, "2", "Points de la question : la somme de son barème."),
        required(
            "bareme",
            Form::List(&Form::Cases(&scheme::ENTRY)),
            "[{points: 2, libelle: calcul juste, calcul: evolution}]",
            "Lignes du barème.",
        ),
        required(
            "corrige",
            Form::List(&block::ONE),
            "[calcul: evolution]",
            "Réponse : une liste de blocs.",
        ),
        optional(
            "chemins",
            Form::Block(&detour::DETOURS),
            "{resultats: [temps], cas: [{libelle: Pauses oubliées, change: {temps: presence}}]}",
            "Autres manières de mener le calcul, et où elles mènent.",
        ),
        optional(
            "annexes",
            Form::List(&Form::Name),
            "[audience]",
            "Noms des annexes qui suffisent à la question, imprimée seule.",
        ),
        optional(
            "remarques",
            Form::Text,
            "Accepter tout numéro vraisemblable.",
            "Remarques aux correcteurs, dans un cadre à part.",
        ),
    ]],
    ..Mapping::PLAIN
};

/// Reads a subject.
pub(in crate::subject) fn subject(
    reader: &mut Reader<'_>,
    source: SourceId,
    node: &Node,
) -> Option<Subject> {
    let mut fields = Fields::open(reader, node, &SUBJECT)?;
    let identity = identity::identity(reader, &mut fields);
    identity::check_session(reader, &mut fields);
    identity::check_code(reader, &mut fields);
    let documents = exam::documents(reader, &mut fields);
    let editions = exam::editions(reader, &mut fields, &documents);
    let exam = exam::exam(reader, &mut fields);
    let remarks = fields.optional(reader, "remarques", text);
    let rules = fields.optional(reader, "regles", list(line)).unwrap_or_default();
    let data = fields.optional(reader, "donnees", data::data);
    let grids = fields.optional(reader, "grilles", data::grids);
    let computations = fields.optional(reader, "calculs", data::computations);
    let dossiers = fields.required(reader, "dossiers", list(dossier));
    let essay = fields.optional(reader, "reflexion", question);
    let varying = fields.take("variantes");
    let proofing = fields.optional(reader, "relecture", proofing::proofing);
    // Without its values or its annexes a subject would only seem to use names
    // that do not exist: their faults are enough to begin with.
    let lost = fields.means("donnees") && data.is_none()
        || fields.means("grilles") && grids.is_none()
        || fields.means("calculs") && computations.is_none()
        || fields.means("annexes") && exam.annexes.is_empty();
    fields.close(reader);
    if lost && reader.faults.has_errors() {
        return None;
    }
    let (data, tables) = data.unwrap_or_default();
    let computations = computations.unwrap_or_default();
    let known = variants::Known { data: &data, tables: &tables, computations: &computations };
    let variants = varying.and_then(|node| variants::variants(reader, node, known));
    let mut dossiers = dossiers?;
    number(&mut dossiers);
    Some(Subject {
        source,
        identity: identity?,
        documents,
        editions,
        exam,
        remarks,
        rules,
        data,
        tables,
        grids: grids.unwrap_or_default(),
        computations,
        dossiers,
        essay,
        variants,
        assets: std::mem::take(&mut reader.assets),
        proofing: proofing.unwrap_or_default(),
    })
}

/// Gives questions their numbers: dossier, then rank.
fn number(dossiers: &mut [Dossier]) {
    for (dossier, rank) in dossiers.iter_mut().zip(1..) {
        for (question, inner) in dossier.questions.iter_mut().zip(1..) {
            question.number = format!("{rank}.{inner}");
        }
    }
}

fn dossier(reader: &mut Reader<'_>, node: &Node) -> Option<Dossier> {
    let mut fields = Fields::open(reader, node, &DOSSIER)?;
    let title = fields.required(reader, "titre", line);
    let points = fields.required(reader, "points", spanned(points));
    let abilities = fields.optional(reader, "capacites", list(line));
    let annexes = fields.optional(reader, "annexes", names);
    let mission = fields.optional(reader, "mission", block::blocks);
    let questions = fields.required(reader, "questions", list(question));
    fields.close(reader);
    Some(Dossier {
        title: title?,
        points: points?,
        abilities: abilities.unwrap_or_default(),
        annexes: annexes.unwrap_or_default(),
        mission: mission.unwrap_or_default(),
        span: node.span,
        questions: questions?,
    })
}

fn question(reader: &mut Reader<'_>, node: &Node) -> Option<Question> {
    let mut fields = Fields::open(reader, node, &QUESTION)?;
    let statement = fields.required(reader, "enonce", line);
    let heading = fields.optional(reader, "intitule", line);
    let ability = fields.optional(reader, "capacite", line);
    let instruction = fields.optional(reader, "consigne", line);
    let points = fields.required(reader, "points", spanned(points));
    let scheme = fields.required(reader, "bareme", scheme::scheme);
    let answer = fields.required(reader, "corrige", block::blocks);
    let detours = fields.optional(reader, "chemins", detour::detours);
    let annexes = fields.optional(reader, "annexes", names);
    let remarks = fields.optional(reader, "remarques", text);
    fields.close(reader);
    Some(Question {
        number: String::new(),
        statement: statement?,
        heading,
        ability,
        instruction,
        points: points?,
        scheme: scheme?,
        answer: answer?,
        detours,
        annexes,
        remarks,
    })
}
