//! Mock-ups from the tree: posts and reviews.

use num_traits::ToPrimitive;

use super::keys::{Form, Mapping, Rule, optional, required, words};
use super::{
    Fields, Reader, choice, date, exact, file, line, list, plain, quantity, spanned, text,
};
use crate::number::Quantity;
use crate::subject::block::{
    Account, Comment, Detail, KeyElement, KeyGroup, Network, Post, Review, Zone,
};
use crate::yaml::Node;

pub(super) static POST: Mapping = Mapping {
    name: "post",
    title: "Publication",
    expected: "un post : {reseau: instagram, …}",
    keys: &[&[
        required("reseau", Form::Choice(&words(&Network::WORDS)), "instagram", "Réseau imité."),
        required("compte", Form::Plain, "ruchers_valdore", "Nom du compte, sans « @ »."),
        optional("nom", Form::Plain, "Les Ruchers du Val-Doré", "Nom affiché du compte."),
        optional("detail_compte", Form::Plain, "640 abonnés", "Ligne sous le nom du compte."),
        optional(
            "logo",
            Form::Block(&file::PICTURE),
            "{fichier: images/logo.svg, description: Une goutte de miel}",
            "Logo du compte.",
        ),
        optional("lieu", Form::Plain, "Val-Doré", "Lieu indiqué par la publication."),
        required(
            "image",
            Form::Block(&file::PICTURE),
            "{fichier: images/ruches.svg, description: Deux ruches}",
            "Image, ou premier plan de la vidéo.",
        ),
        optional("video", Form::Duration, "45 s", "Durée de la vidéo, si c’en est une."),
        required("publie_le", Form::Date, "2026-03-01", "Jour de la publication."),
        required("consulte_le", Form::Date, "2026-03-06", "Jour où on la regarde."),
        required("mentions_jaime", COUNT, "128", "Nombre de mentions « J’aime »."),
        optional("nombre_commentaires", COUNT, "12", "Nombre de commentaires, montrés ou non."),
        optional("partages", COUNT, "9", "Nombre de partages."),
        optional("vues", COUNT, "2300", "Nombre de vues."),
        optional("enregistrements", COUNT, "58", "Nombre d’enregistrements."),
        required(
            "legende",
            Form::Text,
            "La récolte est là !",
            "Texte de la publication, où « {repere nom} » place une pastille.",
        ),
        optional(
            "commentaires",
            Form::List(&Form::Block(&COMMENT)),
            "[{auteur: lea_gourmande, texte: Hâte d’y goûter !}]",
            "Commentaires montrés.",
        ),
        optional("reperes", Form::List(&Form::Block(&KEY_GROUP)), KEY_GROUPS, KEY_GROUPS_SAY),
    ]],
    rules: &[
        Rule::Only("reseau", "detail_compte", &["linkedin"]),
        Rule::Only("reseau", "lieu", &["instagram", "facebook", "tiktok"]),
        Rule::Only("reseau", "video", &["facebook", "linkedin", "x", "tiktok"]),
        Rule::Only("reseau", "partages", &["facebook", "linkedin", "x", "tiktok"]),
        Rule::Only("reseau", "vues", &["x"]),
        Rule::Only("reseau", "enregistrements", &["tiktok"]),
    ],
    ..Mapping::PLAIN
};

/// A whole number of things.
pub(super) const COUNT: Form = Form::Whole(0, None);

pub(super) const KEY_GROUPS: &str = "[{titre: Fond, elements: [{nom: accroche, titre: Accroche}]}]";
pub(super) const KEY_GROUPS_SAY: &str = "Éléments clés attendus, numérotés dans cet ordre.";

pub(super) static COMMENT: Mapping = Mapping {
    name: "commentaire",
    title: "Commentaire d’une publication",
    expected: "un commentaire : {auteur: …, texte: …}",
    keys: &[&[
        required("auteur", Form::Plain, "lea_gourmande", "Qui l’écrit."),
        required("texte", Form::Line, "Hâte d’y goûter !", "Ce qui est écrit."),
        optional("date", Form::Date, "2026-03-02", "Jour du commentaire."),
    ]],
    ..Mapping::PLAIN
};

pub(super) static REVIEW: Mapping = Mapping {
    name: "avis",
    title: "Avis et réponse",
    expected: "un avis : {auteur: …, note: …, texte: …}",
    keys: &[&[
        required("lieu", Form::Plain, "Les Ruchers du Val-Doré", "Établissement noté."),
        required("auteur", Form::Plain, "M. Blanc", "Qui donne son avis."),
        optional("detail_auteur", Form::Plain, "3 avis", "Ligne sous le nom de l’auteur."),
        required("note", Form::Whole(0, Some(5)), "2", "Nombre d’étoiles, de 0 à 5."),
        required("date", Form::Date, "2026-02-10", "Jour de l’avis."),
        required("consulte_le", Form::Date, "2026-02-15", "Jour où on le regarde."),
        required("texte", Form::Text, "Le colis est arrivé en retard.", "Ce que dit l’avis."),
        optional(
            "reponse",
            Form::Block(&REPLY),
            "{date: 2026-02-11, texte: Nous regrettons ce retard.}",
            "Réponse du propriétaire.",
        ),
        optional("reperes", Form::List(&Form::Block(&KEY_GROUP)), KEY_GROUPS, KEY_GROUPS_SAY),
    ]],
    ..Mapping::PLAIN
};

pub(super) static REPLY: Mapping = Mapping {
    name: "reponse",
    title: "Réponse à un avis",
    expected: "une réponse : {date: …, texte: …}",
    keys: &[&[
        required("date", Form::Date, "2026-02-11", "Jour de la réponse."),
        required(
            "texte",
            Form::Text,
            "Nous regrettons ce retard.",
            "Ce qui est répondu, où « {repere nom} » place une pastille.",
        ),
    ]],
    ..Mapping::PLAIN
};

pub(super) static KEY_GROUP: Mapping = Mapping {
    name: "groupe_de_reperes",
    title: "Groupe de repères",
    expected: "un groupe de repères : {titre: …, elements: […]}",
    keys: &[&[
        required("titre", Form::Line, "Fond", "Nom du groupe."),
        optional("points", Form::Line, "2 × 1 pt", "Ses points, en mots."),
        required(
            "elements",
            Form::List(&Form::Block(&KEY_ELEMENT)),
            "[{nom: accroche, titre: Accroche}]",
            "Éléments du groupe.",
        ),
    ]],
    ..Mapping::PLAIN
};

pub(super) static KEY_ELEMENT: Mapping = Mapping {
    name: "repere",
    title: "Repère",
    expected: "un repère : {nom: …, titre: …}",
    keys: &[&[
        optional(
            "nom",
            Form::Plain,
            "accroche",
            "Nom qui place la pastille dans un texte, par « {repere nom} ».",
        ),
        required("titre", Form::Line, "Accroche", "Ce qui est attendu."),
        optional(
            "texte",
            Form::Line,
            "Une nouvelle et une question.",
            "Comment l’exemple y répond.",
        ),
        optional(
            "sur",
            Form::Choice(&words(&Zone::WORDS)),
            "image",
            "Zone de la maquette où placer la pastille.",
        ),
    ]],
    ..Mapping::PLAIN
};

/// Reads a post.
pub(super) fn post(reader: &mut Reader<'_>, node: &Node) -> Option<Post> {
    let mut fields = Fields::open(reader, node, &POST)?;
    let network = fields.required(reader, "reseau", choice(&Network::WORDS));
    // A key that the network does not show is told as unknown.
    let shows = |detail| network.is_none_or(|network| network.shows(detail));
    let handle = fields.required(reader, "compte", plain);
    let name = fields.optional(reader, "nom", plain);
    let headline = shows(Detail::Headline).then(|| fields.optional(reader, "detail_compte", plain));
    let logo = fields.optional(reader, "logo", file::picture);
    let place = shows(Detail::Place).then(|| fields.optional(reader, "lieu", plain));
    let picture = fields.required(reader, "image", file::picture);
    let video = shows(Detail::Video).then(|| fields.optional(reader, "video", length));
    let published = fields.required(reader, "publie_le", date);
    let seen = fields.required(reader, "consulte_le", spanned(date));
    let likes = fields.required(reader, "mentions_jaime", count);
    let comments_count = fields.optional(reader, "nombre_commentaires", count);
    let shares = shows(Detail::Shares).then(|| fields.optional(reader, "partages", count));
    let views = shows(Detail::Views).then(|| fields.optional(reader, "vues", count));
    let saves = shows(Detail::Saves).then(|| fields.optional(reader, "enregistrements", count));
    let caption = fields.required(reader, "legende", text);
    let comments = fields.optional(reader, "commentaires", list(comment));
    let keys = fields.optional(reader, "reperes", list(key_group));
    fields.close(reader);
    Some(Post {
        network: network?,
        account: Account { handle: handle?, name, headline: headline.flatten(), logo },
        place: place.flatten(),
        picture: picture?,
        video: video.flatten(),
        published: published?,
        seen: seen?,
        likes: likes?,
        comments_count,
        shares: shares.flatten(),
        views: views.flatten(),
        saves: saves.flatten(),
        caption: caption?,
        comments: comments.unwrap_or_default(),
        keys: keys.unwrap_or_default(),
        span: node.span,
    })
}

fn length(reader: &mut Reader<'_>, node: &Node) -> Option<Quantity> {
    let read = quantity(reader, node)?;
    if read.unit.is_time() && read.value.is_integer() {
        return Some(read);
    }
    reader.expected(node, "la durée de la vidéo, comme 45 s")
}

fn comment(reader: &mut Reader<'_>, node: &Node) -> Option<Comment> {
    let mut fields = Fields::open(reader, node, &COMMENT)?;
    let author = fields.required(reader, "auteur", plain);
    let text = fields.required(reader, "texte", line);
    let date = fields.optional(reader, "date", date);
    fields.close(reader);
    Some(Comment { author: author?, text: text?, date })
}

/// Reads a review.
pub(super) fn review(reader: &mut Reader<'_>, node: &Node) -> Option<Review> {
    let mut fields = Fields::open(reader, node, &REVIEW)?;
    let business = fields.required(reader, "lieu", plain);
    let author = fields.required(reader, "auteur", plain);
    let author_detail = fields.optional(reader, "detail_auteur", plain);
    let stars = fields.required(reader, "note", stars);
    let day = fields.required(reader, "date", date);
    let seen = fields.required(reader, "consulte_le", spanned(date));
    let written = fields.required(reader, "texte", text);
    let answer = fields.optional(reader, "reponse", |reader, node| {
        let mut fields = Fields::open(reader, node, &REPLY)?;
        let day = fields.required(reader, "date", date);
        let text = fields.required(reader, "texte", text);
        fields.close(reader);
        Some((day?, text?))
    });
    let keys = fields.optional(reader, "reperes", list(key_group));
    fields.close(reader);
    Some(Review {
        business: business?,
        author: author?,
        author_detail,
        stars: stars?,
        date: day?,
        seen: seen?,
        text: written?,
        answer,
        keys: keys.unwrap_or_default(),
        span: node.span,
    })
}

fn stars(reader: &mut Reader<'_>, node: &Node) -> Option<u8> {
    let read = exact(reader, node)?;
    match read.is_integer().then(|| read.to_integer().to_u8()).flatten() {
        Some(stars @ 0..=5) => Some(stars),
        _ => reader.expected(node, "un entier de 0 à 5, le nombre d’étoiles"),
    }
}

/// Reads a whole number.
pub(super) fn count(reader: &mut Reader<'_>, node: &Node) -> Option<u64> {
    let read = exact(reader, node)?;
    match read.is_integer().then(|| read.to_integer().to_u64()).flatten() {
        Some(count) => Some(count),
        None => reader.expected(node, "un nombre entier, 0 ou plus"),
    }
}

/// Reads a group of key elements.
pub(super) fn key_group(reader: &mut Reader<'_>, node: &Node) -> Option<KeyGroup> {
    let mut fields = Fields::open(reader, node, &KEY_GROUP)?;
    let title = fields.required(reader, "titre", line);
    let points = fields.optional(reader, "points", line);
    let elements = fields.required(reader, "elements", list(key_element));
    fields.close(reader);
    Some(KeyGroup { title: title?, points, elements: elements? })
}

fn key_element(reader: &mut Reader<'_>, node: &Node) -> Option<KeyElement> {
    let mut fields = Fields::open(reader, node, &KEY_ELEMENT)?;
    let name = fields.optional(reader, "nom", spanned(plain));
    let title = fields.required(reader, "titre", line);
    let text = fields.optional(reader, "texte", line);
    let zone = fields.optional(reader, "sur", spanned(choice(&Zone::WORDS)));
    fields.close(reader);
    Some(KeyElement { name, title: title?, text, zone })
}
