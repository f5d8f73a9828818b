//! Mock-ups of screens: search results, home page of a shop.

use super::Composer;
use super::alternative::{
    described, labelled, listed, sentences, told_lines, uncapitalised, words,
};
use super::figure::{bare, enumeration, number};
use super::mockup::path;
use super::network::figures;
use super::table::permille;
use crate::diagnostic::Fault;
use crate::markup::typography::apply_text;
use crate::number::{Exact, Quantity, whole};
use crate::sheet::{Hours, Listing, Opening, Pin, SearchResults, WebPage};
use crate::subject::block::{self, Purchase};

impl Composer<'_> {
    /// Composes a page of search results.
    #[expect(clippy::unused_self, reason = "one way to compose every block")]
    pub(super) fn search_results(&mut self, results: &block::SearchResults) -> SearchResults {
        let count = results.count.as_ref().map(|(found, time)| {
            let plural = if *found > 1 { "s" } else { "" };
            let seconds = if time.value >= whole(2) { "secondes" } else { "seconde" };
            let time = bare(&time.value);
            format!("Environ {} résultat{plural} ({time}\u{a0}{seconds})", figures(*found))
        });
        let count = count.unwrap_or_default();
        let listings: Vec<_> = results.listings.iter().map(listing).collect();
        let own = results
            .listings
            .iter()
            .filter_map(|listing| Some((listing.name.as_str(), listing.pin.as_ref()?)));
        let others = results.pins.iter().map(|(name, pin)| (name.as_str(), pin));
        let pins: Vec<_> = own
            .chain(others)
            .map(|(name, pin)| {
                let (x, y) = &pin.value;
                let place = |share: &Exact| permille(share, &whole(1));
                Pin { x: place(x), y: place(y), label: apply_text(name) }
            })
            .collect();
        let names: Vec<_> = pins.iter().map(|pin| pin.label.clone()).collect();
        let told = [
            format!("Maquette d’une page de résultats pour la recherche « {} »", results.query),
            labelled("Onglets", &results.tabs.join(" ; ")),
            count.clone(),
            described("Carte", results.map.as_ref()),
            labelled("Punaises", &enumeration(&names)),
            format!("{} :", results.heading),
        ];
        let found: Vec<_> = listings.iter().map(told_listing).collect();
        let numbered = found.iter().enumerate().map(|(rank, told)| format!("{}) {told}", rank + 1));
        let alt = sentences(&told.iter().cloned().chain(numbered).collect::<Vec<_>>());
        SearchResults {
            query: results.query.clone(),
            tabs: results.tabs.iter().map(|tab| apply_text(tab)).collect(),
            count,
            heading: apply_text(&results.heading),
            map: results.map.as_ref().map(path),
            pins,
            listings,
            alt,
            told: listed(&told, &found),
        }
    }

    /// Composes the home page of a shop.
    pub(super) fn web_page(&mut self, page: &block::WebPage) -> WebPage {
        let window = self.line(&page.window);
        let offer = self.line_or_none(page.offer.as_ref());
        let practical = self.flow_or_none(page.practical.as_ref());
        let foot = self.line_or_none(page.foot.as_ref());
        let basket: Vec<_> = page.basket.iter().map(bought).collect();
        let basket_total = self.total(&page.basket);
        let basket_note = text(page.basket_note.as_ref());
        let noted_total = match basket_note.as_str() {
            "" => basket_total.clone(),
            note => format!("{basket_total} ({note})"),
        };
        let bought: Vec<_> =
            basket.iter().map(|(article, price)| format!("{article}, {price}")).collect();
        let told = [
            format!("Maquette de la page d’accueil du site {} ({})", page.name, page.address),
            page.tagline.clone().unwrap_or_default(),
            described("Logo", page.logo.as_ref()),
            labelled("Compte", &page.account.join(" ; ")),
            labelled("Menu", &page.menu.join(" ; ")),
            labelled("Vitrine", &words(&window)),
            described("Image", page.picture.as_ref()),
            labelled("Offre", &words(&offer)),
            labelled("Panier", &bought.join(" ; ")),
            labelled("Total du panier", &noted_total),
            labelled("Paiement", &page.payments.join(", ")),
            labelled("Informations pratiques", &told_lines(&practical)),
            labelled("Pied de page", &words(&foot)),
        ];
        WebPage {
            address: page.address.clone(),
            name: apply_text(&page.name),
            tagline: text(page.tagline.as_ref()),
            logo: page.logo.as_ref().map(path),
            account: page.account.iter().map(|link| apply_text(link)).collect(),
            menu: page.menu.iter().map(|entry| apply_text(entry)).collect(),
            window,
            picture: page.picture.as_ref().map(path),
            offer,
            basket,
            basket_total,
            basket_note,
            payments: page.payments.iter().map(|means| apply_text(means)).collect(),
            practical,
            foot,
            alt: sentences(&told),
            told: listed(&told, &[]),
        }
    }

    /// Adds up a basket; empty for an empty one.
    fn total(&mut self, basket: &[Purchase]) -> String {
        let Some((first, rest)) = basket.split_first() else { return String::new() };
        let mut sum = cost(first);
        for purchase in rest {
            match sum.add(&cost(purchase)) {
                Ok(more) => sum = more,
                Err(fault) => {
                    self.tell(
                        Fault::error("panier-sans-total", fault.message())
                            .at(purchase.price.span, "ce prix")
                            .at(first.price.span, "n’est pas dans l’unité de celui-ci"),
                    );
                    return String::new();
                }
            }
        }
        priced(&sum)
    }
}

fn listing(listing: &block::Listing) -> Listing {
    Listing {
        name: apply_text(&listing.name),
        rating: bare(&listing.rating),
        rating_permille: permille(&listing.rating, &whole(5)),
        reviews: format!("({})", figures(listing.reviews)),
        category: text(listing.category.as_ref()),
        address: apply_text(&listing.address),
        hours: listing.hours.as_deref().map(hours),
        quote: text(listing.quote.as_ref()),
        buttons: listing.buttons.iter().map(|button| apply_text(button)).collect(),
    }
}

/// Splits opening hours after their state: `Ouvert · Ferme à 19:00`.
fn hours(written: &str) -> Hours {
    let (state, detail) = written.split_once('·').unwrap_or((written, ""));
    let state = state.trim();
    let opening = match state.to_lowercase() {
        state if state.starts_with("ouvert") => Opening::Open,
        state if state.starts_with("ferm") => Opening::Closed,
        _ => Opening::Unsaid,
    };
    Hours { opening, state: apply_text(state), detail: apply_text(detail.trim()) }
}

fn told_listing(listing: &Listing) -> String {
    let reviews = listing.reviews.trim_matches(['(', ')']);
    let hours = listing.hours.as_ref().map(|hours| match hours.detail.as_str() {
        "" => hours.state.clone(),
        detail => format!("{}, {}", hours.state, uncapitalised(detail)),
    });
    let quote = match listing.quote.as_str() {
        "" => String::new(),
        quote => format!("« {quote} »"),
    };
    let parts = [
        format!("{}, note {} sur 5 ({reviews} avis)", listing.name, listing.rating),
        listing.category.clone(),
        listing.address.clone(),
        hours.unwrap_or_default(),
        quote,
        labelled("boutons", &enumeration(&listing.buttons)),
    ];
    let told: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    told.join(" ; ")
}

fn bought(purchase: &Purchase) -> (String, String) {
    let article = match purchase.count {
        1 => purchase.article.clone(),
        count => format!("{} × {}", purchase.article, figures(count)),
    };
    (apply_text(&article), priced(&cost(purchase)))
}

/// Writes a price, cents always shown.
fn priced(price: &Quantity) -> String {
    number(price, Some(2)).text
}

/// What a purchase costs in all.
fn cost(purchase: &Purchase) -> Quantity {
    let price = &purchase.price.value;
    let value = &price.value * Exact::from_integer(purchase.count.into());
    Quantity { value, ..price.clone() }
}

fn text(written: Option<&String>) -> String {
    written.map(|text| apply_text(text)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::parse_quantity;
    use crate::source::{Sources, Span, Spanned};

    fn spaced(text: &str) -> String {
        text.replace(['\u{a0}', '\u{202f}'], " ")
    }

    #[test]
    fn opening_hours_begin_with_a_state() {
        let told = |written| {
            let hours = hours(written);
            (hours.opening, spaced(&hours.state), spaced(&hours.detail))
        };
        let open = (Opening::Open, "Ouvert".to_owned(), "Ferme à 19:00".to_owned());
        assert_eq!(told("Ouvert · Ferme à 19:00"), open);
        assert_eq!(told("Fermé").0, Opening::Closed);
        assert_eq!(told("24 h sur 24").0, Opening::Unsaid);
    }

    #[test]
    fn a_purchase_costs_as_many_times_its_price() {
        let source = Sources::default().add("essai.yaml", "");
        let price = Spanned::new(parse_quantity("12,50 €").unwrap(), Span::new(source, 0..0));
        let (article, cost) = bought(&Purchase { article: "Coffret".to_owned(), count: 2, price });
        assert_eq!((spaced(&article), spaced(&cost)), ("Coffret × 2".into(), "25,00 €".into()));
    }

    #[test]
    fn a_listing_is_told_without_what_it_lacks() {
        let bare = block::Listing {
            name: "Hôtel".to_owned(),
            rating: whole(4),
            reviews: 226,
            category: None,
            address: "La Louvière".to_owned(),
            hours: None,
            quote: None,
            buttons: vec!["Site Web".to_owned()],
            pin: None,
        };
        let shown = listing(&bare);
        assert_eq!(shown.rating_permille, 800);
        assert_eq!(
            spaced(&told_listing(&shown)),
            "Hôtel, note 4 sur 5 (226 avis) ; La Louvière ; boutons : Site Web"
        );
    }
}
