//! Mock-ups from the tree: posts and reviews.

use num_traits::ToPrimitive;

use super::{
    Fields, Reader, choice, date, exact, file, line, list, plain, quantity, spanned, text,
};
use crate::number::Quantity;
use crate::subject::block::{
    Account, Comment, Detail, KeyElement, KeyGroup, Network, Post, Review, Zone,
};
use crate::yaml::Node;

/// Reads a post.
pub(super) fn post(reader: &mut Reader<'_>, node: &Node) -> Option<Post> {
    let mut fields = Fields::open(reader, node, "un post : {reseau: instagram, …}")?;
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
    let mut fields = Fields::open(reader, node, "un commentaire : {auteur: …, texte: …}")?;
    let author = fields.required(reader, "auteur", plain);
    let text = fields.required(reader, "texte", line);
    let date = fields.optional(reader, "date", date);
    fields.close(reader);
    Some(Comment { author: author?, text: text?, date })
}

/// Reads a review.
pub(super) fn review(reader: &mut Reader<'_>, node: &Node) -> Option<Review> {
    let mut fields = Fields::open(reader, node, "un avis : {auteur: …, note: …, texte: …}")?;
    let business = fields.required(reader, "lieu", plain);
    let author = fields.required(reader, "auteur", plain);
    let author_detail = fields.optional(reader, "detail_auteur", plain);
    let stars = fields.required(reader, "note", stars);
    let day = fields.required(reader, "date", date);
    let seen = fields.required(reader, "consulte_le", spanned(date));
    let written = fields.required(reader, "texte", text);
    let answer = fields.optional(reader, "reponse", |reader, node| {
        let mut fields = Fields::open(reader, node, "une réponse : {date: …, texte: …}")?;
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
    match count(reader, node)? {
        stars @ 0..=5 => stars.to_u8(),
        _ => reader.expected(node, "un nombre d’étoiles, de 0 à 5"),
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

fn key_group(reader: &mut Reader<'_>, node: &Node) -> Option<KeyGroup> {
    let mut fields =
        Fields::open(reader, node, "un groupe de repères : {titre: …, elements: […]}")?;
    let title = fields.required(reader, "titre", line);
    let points = fields.optional(reader, "points", line);
    let elements = fields.required(reader, "elements", list(key_element));
    fields.close(reader);
    Some(KeyGroup { title: title?, points, elements: elements? })
}

fn key_element(reader: &mut Reader<'_>, node: &Node) -> Option<KeyElement> {
    let mut fields = Fields::open(reader, node, "un repère : {nom: …, titre: …}")?;
    let name = fields.optional(reader, "nom", spanned(plain));
    let title = fields.required(reader, "titre", line);
    let text = fields.optional(reader, "texte", line);
    let zone = fields.optional(reader, "sur", spanned(choice(&Zone::WORDS)));
    fields.close(reader);
    Some(KeyElement { name, title: title?, text, zone })
}
