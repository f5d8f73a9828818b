//! Texts of mock-ups that the network imitated would refuse, or that say
//! nothing.

use super::Finding;
use crate::diagnostic::Fault;
use crate::markup::{Paragraph, Piece};
use crate::number::{counted, grouped};
use crate::subject::Text;
use crate::subject::block::{Block, Email, Network, Post};

/// Most hashtags of a post of Instagram.
const MOST_TAGS: usize = 30;
/// Longest reply to a review, in characters.
const REPLY: usize = 4_096;
/// Characters that X counts for an address, however long.
const ADDRESS: usize = 23;
/// Signs of a subject that a list of e-mails shows.
const SUBJECT: usize = 60;
/// Words below which a post or a reply says nothing that can be marked.
const FEWEST: usize = 5;

/// Checks the mock-ups of some blocks.
pub(super) fn check(blocks: &[&Block], found: &mut Vec<Finding>) {
    for block in blocks {
        match block {
            Block::Post(post) => check_post(post, found),
            Block::Review(review) => {
                if let Some((_, reply)) = &review.answer {
                    found.extend(long(reply, "la réponse", length(reply, plain), REPLY));
                    found.extend(short(reply, "la réponse"));
                }
            }
            Block::Email(email) => check_email(email, found),
            _ => {}
        }
    }
}

fn check_post(post: &Post, found: &mut Vec<Finding>) {
    let (caption, network) = (&post.caption, post.network);
    let count = if network == Network::X { weight } else { plain };
    let who = format!("la légende {}", of(network));
    found.extend(long(caption, &who, length(caption, count), most(network)));
    found.extend(short(caption, "la légende"));
    let tags = words(caption).filter(|word| word.starts_with('#') && word.len() > 1).count();
    if network == Network::Instagram && tags > MOST_TAGS {
        let message = format!("{who} porte {tags} mots-dièse");
        found.push(told(message, caption, format!("attendu : {MOST_TAGS} au plus")));
    }
}

fn check_email(email: &Email, found: &mut Vec<Finding>) {
    let length = length(&email.subject, plain);
    if length > SUBJECT {
        let message = format!("l’objet du courriel compte {}", counted(length, "signe"));
        let fault = Fault::warning("objet-trop-long", message)
            .at(email.subject.span, format!("attendu : {SUBJECT} au plus"))
            .help("une boîte de réception coupe le reste : mettez-le dans « apercu »");
        found.push(fault.into());
    }
    found.extend(short(&email.body, "le corps"));
}

/// Returns how many characters a network takes: what it documents for those
/// who publish by program, or for a free account.
const fn most(network: Network) -> usize {
    match network {
        Network::Instagram | Network::Tiktok => 2_200,
        Network::Facebook => 63_206,
        Network::Linkedin => 3_000,
        Network::X => 280,
    }
}

fn of(network: Network) -> &'static str {
    match network {
        Network::Instagram => "d’Instagram",
        Network::Tiktok => "de TikTok",
        Network::Facebook => "de Facebook",
        Network::Linkedin => "de LinkedIn",
        Network::X => "de X",
    }
}

fn long(text: &Text, who: &str, length: usize, most: usize) -> Option<Finding> {
    let message = || format!("{who} compte {}", counted(length, "caractère"));
    (length > most).then(|| told(message(), text, format!("attendu : {} au plus", grouped(most))))
}

fn told(message: String, text: &Text, label: String) -> Finding {
    Fault::warning("maquette-trop-longue", message).at(text.span, label).into()
}

fn short(text: &Text, who: &str) -> Option<Finding> {
    let number = words(text).count();
    let inserted = !text.inserts.is_empty();
    (number < FEWEST && !inserted).then(|| {
        let message = format!("{who} de la maquette tient en {}", counted(number, "mot"));
        Fault::warning("maquette-trop-courte", message)
            .at(text.span, format!("attendu : {FEWEST} mots au moins"))
            .into()
    })
}

/// Visits the words of a text, without its expressions nor its markers.
fn words(text: &Text) -> impl Iterator<Item = String> {
    let mut shown = String::new();
    text.markup.flow.iter().for_each(|paragraph| in_paragraph(paragraph, &mut shown));
    shown.split_whitespace().map(str::to_owned).collect::<Vec<_>>().into_iter()
}

fn in_paragraph(paragraph: &Paragraph, shown: &mut String) {
    match paragraph {
        Paragraph::Text(pieces) => in_pieces(pieces, shown),
        Paragraph::List { items, .. } => {
            items.iter().flatten().for_each(|paragraph| in_paragraph(paragraph, shown));
        }
    }
    shown.push('\n');
}

fn in_pieces(pieces: &[Piece], shown: &mut String) {
    for piece in pieces {
        match piece {
            Piece::Text(text) | Piece::Code(text) => shown.push_str(text),
            Piece::Strong(content) | Piece::Emph(content) | Piece::Link { content, .. } => {
                in_pieces(content, shown);
            }
            Piece::Break => shown.push('\n'),
            Piece::Insert { .. } | Piece::Marker { .. } | Piece::Note { .. } => {}
        }
    }
}

/// Counts the characters of a text, one between two words.
fn length(text: &Text, count: fn(&str) -> usize) -> usize {
    let (mut total, mut number) = (0, 0_usize);
    for word in words(text) {
        total += count(&word);
        number += 1;
    }
    total + number.saturating_sub(1)
}

fn plain(word: &str) -> usize {
    word.chars().count()
}

/// Counts as X does: an address for 23, a letter of Latin scripts for one,
/// any other character for two.
fn weight(word: &str) -> usize {
    if word.contains("://") || word.starts_with("www.") {
        return ADDRESS;
    }
    let one = |letter: char| {
        matches!(letter, '\0'..='\u{10ff}' | '\u{2000}'..='\u{200d}' | '\u{2010}'..='\u{201f}'
            | '\u{2032}'..='\u{2037}')
    };
    word.chars().map(|letter| if one(letter) { 1 } else { 2 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn x_counts_addresses_and_pictures_its_own_way() {
        assert_eq!(weight("été"), 3);
        assert_eq!(weight("🐝"), 2);
        assert_eq!(weight("https://exemple.fr/une/adresse/tres/longue"), 23);
    }
}
