//! Mock-ups of screens as an author writes them.

use crate::number::{Exact, Quantity};
use crate::source::Spanned;
use crate::subject::block::Picture;
use crate::subject::text::Text;

/// A page of search results (*résultats de recherche*).
#[derive(Debug, Clone, PartialEq)]
pub struct SearchResults {
    /// What was searched (*requête*).
    pub query: String,
    /// Tabs, the current one first (*onglets*).
    pub tabs: Vec<String>,
    /// Number of results and time taken.
    pub count: Option<(u64, Quantity)>,
    /// Heading over the listings.
    pub heading: String,
    /// The map.
    pub map: Option<Picture>,
    /// Pins of places that have no listing (*punaises*).
    pub pins: Vec<(String, Pin)>,
    /// Listings (*fiches*).
    pub listings: Vec<Listing>,
}

/// A firm among search results (*fiche*).
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    /// Its name.
    pub name: String,
    /// Its rating, 0 to 5.
    pub rating: Exact,
    /// Number of reviews.
    pub reviews: u64,
    /// Range of prices and trade.
    pub category: Option<String>,
    /// Address and phone.
    pub address: String,
    /// Opening hours.
    pub hours: Option<String>,
    /// A sentence of a client.
    pub quote: Option<String>,
    /// Buttons.
    pub buttons: Vec<String>,
    /// Its pin on the map (*punaise*).
    pub pin: Option<Pin>,
}

/// A point of a map: shares of its width from the left, of its height from
/// the top.
pub type Pin = Spanned<(Exact, Exact)>;

/// The home page of a shop (*page web*).
#[derive(Debug, Clone, PartialEq)]
pub struct WebPage {
    /// Address of the page.
    pub address: String,
    /// Name of the shop (*enseigne*).
    pub name: String,
    /// Line under the name (*accroche*).
    pub tagline: Option<String>,
    /// Logo.
    pub logo: Option<Picture>,
    /// Links of the account bar (*compte*).
    pub account: Vec<String>,
    /// Menu, the current entry first.
    pub menu: Vec<String>,
    /// Heading of the shop window (*vitrine*).
    pub window: Text,
    /// Its picture.
    pub picture: Option<Picture>,
    /// Offer under it (*encart*).
    pub offer: Option<Text>,
    /// Basket (*panier*).
    pub basket: Vec<Purchase>,
    /// Remark under the basket.
    pub basket_note: Option<String>,
    /// Means of payment (*paiements*).
    pub payments: Vec<String>,
    /// Address, hours, phone (*pratique*).
    pub practical: Option<Text>,
    /// Foot of the page (*pied*).
    pub foot: Option<Text>,
}

/// An article in a basket.
#[derive(Debug, Clone, PartialEq)]
pub struct Purchase {
    /// Its name.
    pub article: String,
    /// How many of them (*quantité*).
    pub count: u64,
    /// Price of one.
    pub price: Spanned<Quantity>,
}
