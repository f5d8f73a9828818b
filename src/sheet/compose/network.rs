//! What each network writes about a post: counters, ages, names of accounts.

use chrono::NaiveDate;
use num_traits::ToPrimitive;

use super::alternative::capitalised;
use super::figure::bare;
use crate::number::{Exact, Quantity, relative_age, short_age};
use crate::sheet;
use crate::subject::block::{Network, Post};

/// The counters of a post, as its network writes them; each may be empty.
pub(super) struct Counters {
    pub(super) likes: String,
    pub(super) comments: String,
    pub(super) shares: String,
    pub(super) views: String,
    pub(super) saves: String,
}

/// Writes the counters of a post.
pub(super) fn counters(post: &Post) -> Counters {
    let likes = figures(post.likes);
    let bare = |number: Option<u64>| number.map(figures).unwrap_or_default();
    let shown = u64::try_from(post.comments.len()).unwrap_or(u64::MAX);
    let comments = post.comments_count.unwrap_or(shown);
    match post.network {
        Network::Instagram => Counters {
            likes: format!("{likes} J’aime"),
            comments: match post.comments_count {
                Some(number @ 2..) => format!("Voir les {} commentaires", figures(number)),
                Some(1) => "Voir 1 commentaire".to_owned(),
                Some(0) | None => String::new(),
            },
            shares: String::new(),
            views: String::new(),
            saves: String::new(),
        },
        Network::Facebook | Network::Linkedin => Counters {
            likes,
            comments: counted(Some(comments), "commentaire"),
            shares: match post.network {
                Network::Facebook => counted(post.shares, "partage"),
                _ => counted(post.shares, "republication"),
            },
            views: String::new(),
            saves: String::new(),
        },
        Network::X | Network::Tiktok => Counters {
            likes,
            comments: figures(comments),
            shares: bare(post.shares),
            views: counted(post.views, "vue"),
            saves: bare(post.saves),
        },
    }
}

/// Counts a noun; none is not told.
fn counted(number: Option<u64>, noun: &str) -> String {
    match number {
        Some(number @ 1..) => {
            let plural = if number > 1 { "s" } else { "" };
            format!("{}\u{a0}{noun}{plural}", figures(number))
        }
        Some(0) | None => String::new(),
    }
}

/// Writes a whole number.
pub(super) fn figures(number: u64) -> String {
    bare(&Exact::from_integer(number.into()))
}

/// Writes the age of a post.
pub(super) fn age(network: Network, published: NaiveDate, seen: NaiveDate) -> String {
    match network {
        Network::Instagram => capitalised(&relative_age(published, seen)),
        Network::Tiktok => relative_age(published, seen),
        Network::Facebook | Network::Linkedin | Network::X => short_age(published, seen),
    }
}

/// Writes the name of an account, with the sign that some networks print.
pub(super) fn handle(network: Network, handle: &str) -> String {
    match network {
        Network::X | Network::Tiktok => format!("@{}", handle.trim_start_matches('@')),
        Network::Instagram | Network::Facebook | Network::Linkedin => handle.to_owned(),
    }
}

/// Writes the length of a video as its player does: `1:05`.
pub(super) fn length(video: &Quantity) -> String {
    let seconds = video.value.round().to_integer().to_u64().unwrap_or_default();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// Names a network to templates.
pub(super) fn network(network: Network) -> sheet::Network {
    match network {
        Network::Instagram => sheet::Network::Instagram,
        Network::Facebook => sheet::Network::Facebook,
        Network::Linkedin => sheet::Network::Linkedin,
        Network::X => sheet::Network::X,
        Network::Tiktok => sheet::Network::Tiktok,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::{Unit, whole};

    fn days(network: Network) -> String {
        let [from, to] = ["2025-11-03", "2025-11-08"].map(|day| day.parse().unwrap());
        age(network, from, to).replace('\u{a0}', " ")
    }

    #[test]
    fn each_network_tells_an_age_its_own_way() {
        assert_eq!(days(Network::Instagram), "Il y a 5 jours");
        assert_eq!(days(Network::Facebook), "5 j");
        assert_eq!(days(Network::Tiktok), "il y a 5 jours");
    }

    #[test]
    fn an_account_has_one_sign_however_it_was_written() {
        assert_eq!(handle(Network::X, "cloche"), "@cloche");
        assert_eq!(handle(Network::X, "@cloche"), "@cloche");
        assert_eq!(handle(Network::Facebook, "Cloche"), "Cloche");
    }

    #[test]
    fn counters_agree_in_number_and_none_is_not_told() {
        assert_eq!(counted(Some(1), "partage"), "1\u{a0}partage");
        assert_eq!(counted(Some(2), "partage"), "2\u{a0}partages");
        assert_eq!(counted(Some(0), "partage"), "");
    }

    #[test]
    fn a_video_is_timed_in_minutes_and_seconds() {
        let timed = |seconds| length(&Quantity::new(whole(seconds), Unit::seconds()));
        assert_eq!(timed(45), "0:45");
        assert_eq!(timed(65), "1:05");
    }
}
