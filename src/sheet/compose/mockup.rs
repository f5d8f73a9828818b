//! Mock-ups: posts and reviews, their ages counted, their markers numbered.

use chrono::NaiveDate;

use super::Composer;
use super::alternative::{flow_words, sentences, words};
use super::network::{self, age, counters, figures, handle, length};
use crate::diagnostic::Fault;
use crate::markup::typography::apply_text;
use crate::number::{relative_age, short_age};
use crate::sheet::{Comment, KeyElement, KeyGroup, OwnerAnswer, Post, Review, Zone, ZoneMarker};
use crate::source::Spanned;
use crate::subject::block::{self, Picture};

impl Composer<'_> {
    /// Composes a post.
    pub(super) fn post(&mut self, post: &block::Post) -> Post {
        let (keys, markers) = self.keys(&post.keys);
        let since = self.age(post.published, &post.seen);
        let network = post.network;
        let counters = counters(post);
        let caption = self.flow(&post.caption);
        let comments: Vec<_> = post
            .comments
            .iter()
            .map(|comment| Comment {
                author: comment.author.clone(),
                content: self.line(&comment.text),
                age: comment.date.map(|date| short_age(date, post.seen.value)).unwrap_or_default(),
            })
            .collect();
        let told: Vec<_> = comments
            .iter()
            .map(|comment| format!("{} : {}", comment.author, words(&comment.content)))
            .collect();
        let name = post.account.name.clone().unwrap_or_default();
        let video = post.video.as_ref().map(length);
        let what = if video.is_some() { "Vidéo" } else { "Image" };
        let liked = format!("{} J’aime", figures(post.likes));
        let alt = sentences(&[
            format!(
                "Maquette d’une publication {} du compte {}",
                network.name(),
                post.account.handle
            ),
            post.account.headline.clone().unwrap_or_default(),
            post.place.as_ref().map(|place| format!("Lieu : {place}")).unwrap_or_default(),
            format!("{what} : {}", post.picture.description),
            format!("{liked}, publiée {since}"),
            format!("Légende : {}", flow_words(&caption)),
            match told.as_slice() {
                [] => String::new(),
                told => format!("Commentaires : {}", told.join(" ; ")),
            },
        ]);
        Post {
            network: network::network(network),
            account: handle(network, &post.account.handle),
            name,
            headline: post.account.headline.as_deref().map(apply_text).unwrap_or_default(),
            logo: post.account.logo.as_ref().map(path),
            place: post.place.as_deref().map(apply_text).unwrap_or_default(),
            picture: path(&post.picture),
            video: video.unwrap_or_default(),
            likes: counters.likes,
            comments_count: counters.comments,
            shares: counters.shares,
            views: counters.views,
            saves: counters.saves,
            age: age(network, post.published, post.seen.value),
            caption,
            comments,
            markers,
            keys,
            alt,
        }
    }

    /// Composes a review with its owner's answer.
    pub(super) fn review(&mut self, review: &block::Review) -> Review {
        let (keys, markers) = self.keys(&review.keys);
        let age = self.age(review.date, &review.seen);
        let content = self.flow(&review.text);
        let answer = review.answer.as_ref().map(|(date, text)| OwnerAnswer {
            title: "Réponse du propriétaire".to_owned(),
            age: self.age(*date, &review.seen),
            content: self.flow(text),
        });
        let stars = review.stars;
        let alt = sentences(&[
            format!("Maquette d’un avis Google sur « {} »", review.business),
            format!(
                "{} donne {stars} étoile{} sur 5, {age}",
                review.author,
                if stars > 1 { "s" } else { "" }
            ),
            format!("Avis : {}", flow_words(&content)),
            answer
                .as_ref()
                .map(|answer| {
                    format!("{}, {} : {}", answer.title, answer.age, flow_words(&answer.content))
                })
                .unwrap_or_default(),
        ]);
        Review {
            business: apply_text(&review.business),
            author: apply_text(&review.author),
            author_detail: review.author_detail.as_deref().map(apply_text).unwrap_or_default(),
            stars,
            age,
            content,
            answer,
            markers,
            keys,
            alt,
        }
    }

    /// Numbers the key elements in order; those with neither name nor place
    /// have no number.
    pub(super) fn keys(&mut self, groups: &[block::KeyGroup]) -> (Vec<KeyGroup>, Vec<ZoneMarker>) {
        self.markers.clear();
        let mut zones = Vec::new();
        let mut next = 1;
        let mut numbered = Vec::new();
        for element in groups.iter().flat_map(|group| &group.elements) {
            if element.name.is_none() && element.zone.is_none() {
                numbered.push(String::new());
                continue;
            }
            let number = next.to_string();
            next += 1;
            if let Some(name) = &element.name {
                self.markers.insert(name.value.clone(), number.clone());
            }
            if let Some(place) = &element.zone {
                zones.push(ZoneMarker { zone: zone(place.value), number: number.clone() });
            }
            numbered.push(number);
        }
        let mut numbers = numbered.into_iter();
        let keys = groups
            .iter()
            .map(|group| KeyGroup {
                title: self.line(&group.title),
                points: words(&self.line_or_none(group.points.as_ref())),
                elements: group
                    .elements
                    .iter()
                    .map(|element| KeyElement {
                        number: numbers.next().unwrap_or_default(),
                        title: self.line(&element.title),
                        content: self.line_or_none(element.text.as_ref()),
                    })
                    .collect(),
            })
            .collect();
        (keys, zones)
    }

    /// Tells how long ago something was, seen from a day.
    fn age(&mut self, date: NaiveDate, seen: &Spanned<NaiveDate>) -> String {
        if date > seen.value {
            self.tell(
                Fault::error("date-anterieure", "la date de consultation précède la publication")
                    .at(seen.span, "attendu : le jour même ou un jour plus tard"),
            );
        }
        relative_age(date, seen.value)
    }
}

fn zone(zone: block::Zone) -> Zone {
    match zone {
        block::Zone::Account => Zone::Account,
        block::Zone::Picture => Zone::Picture,
        block::Zone::Reactions => Zone::Reactions,
        block::Zone::Comments => Zone::Comments,
        block::Zone::Rating => Zone::Rating,
        block::Zone::Answer => Zone::Answer,
        block::Zone::Subject => Zone::Subject,
        block::Zone::Sender => Zone::Sender,
        block::Zone::Preheader => Zone::Preheader,
        block::Zone::Button => Zone::Button,
        block::Zone::Signature => Zone::Signature,
        block::Zone::Attachments => Zone::Attachments,
        block::Zone::Mention => Zone::Mention,
    }
}

/// Returns the path by which templates find a picture.
pub(super) fn path(picture: &Picture) -> String {
    format!("/subject/{}", picture.asset)
}
