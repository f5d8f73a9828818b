//! Zones of mock-ups: a marker stands only on what its mock-up shows.

use crate::diagnostic::{Fault, Faults};
use crate::subject::block::{Block, KeyGroup, Zone};

/// Finds the markers on zones that a mock-up does not have.
pub(super) fn check(block: &Block, faults: &mut Faults) {
    match block {
        Block::Post(post) => {
            let zones = [Zone::Account, Zone::Picture, Zone::Reactions, Zone::Comments];
            let what = format!("un post {}", post.network.name());
            shown(&what, &zones, &post.keys, faults);
        }
        Block::Review(review) if review.answer.is_none() => {
            shown("un avis sans réponse", &[Zone::Account, Zone::Rating], &review.keys, faults);
        }
        Block::Review(review) => {
            shown("un avis", &[Zone::Account, Zone::Rating, Zone::Answer], &review.keys, faults);
        }
        Block::Email(email) => shown("ce courriel", &email.zones(), &email.keys, faults),
        _ => {}
    }
}

fn shown(what: &str, zones: &[Zone], keys: &[KeyGroup], faults: &mut Faults) {
    let placed = keys.iter().flat_map(|group| &group.elements).filter_map(|key| key.zone.as_ref());
    for zone in placed.filter(|zone| !zones.contains(&zone.value)) {
        faults.push(
            Fault::error(
                "zone-absente",
                format!("{what} n’a pas de zone « {} »", word(zone.value)),
            )
            .at(zone.span, format!("attendu : {}", words(zones))),
        );
    }
}

fn words(zones: &[Zone]) -> String {
    zones.iter().map(|zone| word(*zone)).collect::<Vec<_>>().join(" ; ")
}

fn word(zone: Zone) -> &'static str {
    Zone::WORDS.iter().find(|(_, known)| *known == zone).map_or("", |(word, _)| word)
}
