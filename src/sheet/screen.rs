//! Mock-ups of screens: results of a search, home page of a shop.

use serde::Serialize;

use super::inline::{Flow, Line};

/// A page of search results (*résultats de recherche*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SearchResults {
    /// What was searched.
    pub query: String,
    /// Tabs under the search bar; the first is the current one.
    pub tabs: Vec<String>,
    /// `Environ 281 000 résultats (0,58 seconde)`.
    pub count: String,
    /// Heading over the listings: `Adresses`.
    pub heading: String,
    /// Virtual path of the map.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub map: Option<String>,
    /// Pins on the map.
    pub pins: Vec<Pin>,
    /// Listings.
    pub listings: Vec<Listing>,
    /// Description written from the data.
    pub alt: String,
    /// The same as a list, for those who read large type.
    #[serde(skip)]
    pub told: Vec<Flow>,
}

/// A pin on a map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pin {
    /// From the left edge, in thousandths.
    pub x: u16,
    /// From the top edge, in thousandths.
    pub y: u16,
    /// Name beside it; may be empty.
    pub label: String,
}

/// A firm among search results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listing {
    /// Its name.
    pub name: String,
    /// `4,3`.
    pub rating: String,
    /// Full part of the stars, in thousandths of the five.
    pub rating_permille: u16,
    /// `(220)`.
    pub reviews: String,
    /// `€€ · Magasin de gâteaux`; may be empty.
    pub category: String,
    /// Address and phone.
    pub address: String,
    /// Opening hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours: Option<Hours>,
    /// A sentence of a client; may be empty.
    pub quote: String,
    /// Buttons: `Site Web`, `Itinéraire`.
    pub buttons: Vec<String>,
}

/// Whether a firm is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Opening {
    /// `Ouvert`.
    Open,
    /// `Fermé`.
    Closed,
    /// Neither is said.
    Unsaid,
}

/// Opening hours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hours {
    /// What the first words say; a page prints them in its colour.
    pub opening: Opening,
    /// The first words: `Ouvert`.
    pub state: String,
    /// The other ones: `Ferme à 19:00`; may be empty.
    pub detail: String,
}

/// The home page of a shop (*page d’accueil*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WebPage {
    /// Address shown in the browser's bar.
    pub address: String,
    /// Name of the shop.
    pub name: String,
    /// Line under the name; may be empty.
    pub tagline: String,
    /// Virtual path of the logo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    /// Links of the account bar: `Connexion`, `Inscription`.
    pub account: Vec<String>,
    /// Menu; the first entry is the current one.
    pub menu: Vec<String>,
    /// Heading of the window of the shop.
    pub window: Line,
    /// Virtual path of its picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    /// Offer under it; may be empty.
    pub offer: Line,
    /// Articles of the basket: `Madeleines × 2`, their price.
    pub basket: Vec<(String, String)>,
    /// Total of the basket; may be empty.
    pub basket_total: String,
    /// Remark under the basket; may be empty.
    pub basket_note: String,
    /// Means of payment.
    pub payments: Vec<String>,
    /// Address, hours, phone.
    pub practical: Vec<Flow>,
    /// Foot of the page; may be empty.
    pub foot: Line,
    /// Description written from the data.
    pub alt: String,
    /// The same as a list, for those who read large type.
    #[serde(skip)]
    pub told: Vec<Flow>,
}
