//! A whole subject from the tree.

use super::{
    Fields, Reader, block, data, detour, exact, exam, identity, line, list, names, proofing,
    scheme, spanned, text, variants,
};
use crate::source::SourceId;
use crate::subject::model::{Dossier, Question, Subject};
use crate::yaml::Node;

/// Reads a subject.
pub(in crate::subject) fn subject(
    reader: &mut Reader<'_>,
    source: SourceId,
    node: &Node,
) -> Option<Subject> {
    let mut fields = Fields::open(reader, node, "un sujet : « examen : … », « titre : … »")?;
    let identity = identity::identity(reader, &mut fields);
    identity::check_session(reader, &mut fields);
    identity::check_code(reader, &mut fields);
    let documents = exam::documents(reader, &mut fields);
    let editions = exam::editions(reader, &mut fields);
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
    // Without its values a subject would only seem to use names that do not
    // exist: their faults are enough to begin with.
    let lost = fields.has("donnees") && data.is_none()
        || fields.has("grilles") && grids.is_none()
        || fields.has("calculs") && computations.is_none();
    fields.close(reader);
    if lost {
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
    let mut fields = Fields::open(reader, node, "un dossier : {titre: …, questions: […]}")?;
    let title = fields.required(reader, "titre", line);
    let points = fields.required(reader, "points", spanned(exact));
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
    let mut fields = Fields::open(reader, node, "une question : {enonce: …, points: …}")?;
    let statement = fields.required(reader, "enonce", line);
    let heading = fields.optional(reader, "intitule", line);
    let ability = fields.optional(reader, "capacite", line);
    let instruction = fields.optional(reader, "consigne", line);
    let points = fields.required(reader, "points", spanned(exact));
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
