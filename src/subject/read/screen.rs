//! Mock-ups of screens from the tree.

use num_traits::{One, Zero};

use super::keys::{Form, Mapping, Rule, optional, required};
use super::mockup::{COUNT, count};
use super::{Fields, Reader, exact, file, line, list, plain, quantity, spanned, text};
use crate::diagnostic::Fault;
use crate::number::{Exact, Quantity, whole};
use crate::subject::block::{Listing, Pin, Purchase, SearchResults, WebPage};
use crate::yaml::{Kind, Node};

pub(super) static SEARCH: Mapping = Mapping {
    name: "resultats_recherche",
    title: "Résultats de recherche",
    expected: "une recherche : {requete: …, titre: …, fiches: […]}",
    keys: &[&[
        required("requete", Form::Plain, "miel de sapin", "Mots de la recherche."),
        optional(
            "onglets",
            Form::List(&Form::Plain),
            "[Tous, Images, Maps]",
            "Onglets, le premier étant ouvert.",
        ),
        optional("resultats", COUNT, "48200", "Nombre de résultats."),
        optional("duree", Form::Duration, "0,42 s", "Durée de la recherche."),
        required("titre", Form::Plain, "Adresses", "Titre des fiches."),
        optional(
            "carte",
            Form::Block(&file::PICTURE),
            "{fichier: images/plan.svg, description: Plan du village}",
            "Plan où se placent les punaises.",
        ),
        optional(
            "punaises",
            Form::List(&Form::Block(&PIN)),
            "[{nom: Mairie, place: [59 %, 40 %]}]",
            "Lieux du plan qui n’ont pas de fiche.",
        ),
        required(
            "fiches",
            Form::List(&Form::Block(&LISTING)),
            "[{nom: Les Ruchers, note: 4, avis: 132, adresse: 12 route du Col}]",
            "Fiches d’établissements.",
        ),
    ]],
    rules: &[Rule::Together(&["resultats", "duree"])],
    ..Mapping::PLAIN
};

const PLACE: Form = Form::Pair(&Form::Percent);

pub(super) static PIN: Mapping = Mapping {
    name: "punaise",
    title: "Punaise sur le plan",
    expected: "une punaise : {nom: …, place: [40 %, 35 %]}",
    keys: &[&[
        required("nom", Form::Plain, "Mairie", "Nom du lieu."),
        required(
            "place",
            PLACE,
            "[59 %, 40 %]",
            "Sa place sur le plan, depuis la gauche puis depuis le haut.",
        ),
    ]],
    ..Mapping::PLAIN
};

pub(super) static LISTING: Mapping = Mapping {
    name: "fiche",
    title: "Fiche d’un établissement",
    expected: "une fiche : {nom: …, note: …, avis: …}",
    keys: &[&[
        required("nom", Form::Plain, "Les Ruchers du Val-Doré", "Nom de l’établissement."),
        required("note", Form::Rating, "4,7", "Sa note, de 0 à 5."),
        required("avis", COUNT, "132", "Nombre d’avis."),
        optional("categorie", Form::Plain, "Apiculteur", "Son activité."),
        required("adresse", Form::Plain, "12 route du Col", "Son adresse."),
        optional("horaires", Form::Plain, "Ouvert · Ferme à 18:00", "Ses horaires."),
        optional("citation", Form::Plain, "Le meilleur miel !", "Extrait d’un avis."),
        optional("boutons", Form::List(&Form::Plain), "[Itinéraire]", "Boutons de la fiche."),
        optional(
            "punaise",
            PLACE,
            "[27 %, 47 %]",
            "Sa place sur le plan, depuis la gauche puis depuis le haut.",
        ),
    ]],
    ..Mapping::PLAIN
};

pub(super) static PAGE: Mapping = Mapping {
    name: "page_web",
    title: "Page web",
    expected: "une page web : {adresse: …, enseigne: …, menu: […]}",
    keys: &[&[
        required("adresse", Form::Plain, "www.val-dore.example", "Adresse de la page."),
        required("enseigne", Form::Plain, "Les Ruchers du Val-Doré", "Nom de la boutique."),
        optional("accroche", Form::Plain, "Miels de montagne", "Phrase sous l’enseigne."),
        optional(
            "logo",
            Form::Block(&file::PICTURE),
            "{fichier: images/logo.svg, description: Une goutte de miel}",
            "Logo de la boutique.",
        ),
        optional(
            "compte",
            Form::List(&Form::Plain),
            "[Connexion, Mon compte]",
            "Liens vers le compte du client.",
        ),
        required("menu", Form::List(&Form::Plain), "[Accueil, Nos miels]", "Rubriques du menu."),
        required("vitrine", Form::Line, "Les miels de l’été", "Titre de la vitrine."),
        optional(
            "image",
            Form::Block(&file::PICTURE),
            "{fichier: images/ruches.svg, description: Deux ruches}",
            "Image de la vitrine.",
        ),
        optional("encart", Form::Line, "Livraison offerte", "Offre mise en avant."),
        optional(
            "panier",
            Form::List(&Form::Block(&PURCHASE)),
            "[{article: Miel de sapin, quantite: 2, prix: \"12,50 €\"}]",
            "Articles du panier ; le total est calculé.",
        ),
        optional("note_panier", Form::Plain, "hors frais de port", "Précision sous le total."),
        optional(
            "paiements",
            Form::List(&Form::Plain),
            "[Carte bancaire, Virement]",
            "Moyens de paiement.",
        ),
        optional("pratique", Form::Text, "12 route du Col", "Renseignements pratiques."),
        optional("pied", Form::Line, "Mentions légales", "Pied de la page."),
    ]],
    ..Mapping::PLAIN
};

pub(super) static PURCHASE: Mapping = Mapping {
    name: "achat",
    title: "Article d’un panier",
    expected: "un article : {article: …, prix: 3,90 €}",
    keys: &[&[
        required("article", Form::Plain, "Miel de sapin 500 g", "Nom de l’article."),
        optional("quantite", COUNT, "2", "Nombre d’articles.").default("1"),
        required("prix", Form::Price, "\"12,50 €\"", "Prix d’un article."),
    ]],
    ..Mapping::PLAIN
};

/// Reads a page of search results.
pub(super) fn search_results(reader: &mut Reader<'_>, node: &Node) -> Option<SearchResults> {
    let mut fields = Fields::open(reader, node, &SEARCH)?;
    let query = fields.required(reader, "requete", plain);
    let tabs = fields.optional(reader, "onglets", list(plain));
    // The line that gives one gives the other.
    let counted = fields.has("resultats") || fields.has("duree");
    let found = counted.then(|| fields.required(reader, "resultats", count)).flatten();
    let time = counted.then(|| fields.required(reader, "duree", duration)).flatten();
    fields.take("resultats");
    fields.take("duree");
    let heading = fields.required(reader, "titre", plain);
    let map = fields.optional(reader, "carte", file::picture);
    let pins = fields.optional(reader, "punaises", list(named_pin)).unwrap_or_default();
    let listings = fields.required(reader, "fiches", list(listing));
    let mapped = fields.has("carte");
    fields.close(reader);
    let listings = listings?;
    let lost = pins.first().map(|(_, pin)| pin);
    if let Some(pin) = lost.or(listings.iter().find_map(|listing| listing.pin.as_ref()))
        && !mapped
    {
        reader.faults.push(
            Fault::error("punaise-sans-carte", "cette punaise n’a pas de carte")
                .at(pin.span, "attendu avec elle : « carte : … », à côté de « fiches »"),
        );
    }
    Some(SearchResults {
        query: query?,
        tabs: tabs.unwrap_or_default(),
        count: found.zip(time),
        heading: heading?,
        map,
        pins,
        listings,
    })
}

fn duration(reader: &mut Reader<'_>, node: &Node) -> Option<Quantity> {
    let read = quantity(reader, node)?;
    if read.unit.is_time() {
        return Some(read);
    }
    reader.expected(node, "une durée, comme 0,58 s")
}

fn named_pin(reader: &mut Reader<'_>, node: &Node) -> Option<(String, Pin)> {
    let mut fields = Fields::open(reader, node, &PIN)?;
    let name = fields.required(reader, "nom", plain);
    let place = fields.required(reader, "place", spanned(place));
    fields.close(reader);
    Some((name?, place?))
}

fn place(reader: &mut Reader<'_>, node: &Node) -> Option<(Exact, Exact)> {
    const PLACE: &str = "une place : [40 %, 35 %], depuis la gauche et depuis le haut";
    let Kind::List(nodes) = &node.kind else { return reader.expected(node, PLACE) };
    let [x, y] = nodes.as_slice() else { return reader.expected(node, PLACE) };
    let (x, y) = (share(reader, x), share(reader, y));
    Some((x?, y?))
}

fn share(reader: &mut Reader<'_>, node: &Node) -> Option<Exact> {
    let read = quantity(reader, node)?;
    if read.unit.is_percent() && (Exact::zero()..=Exact::one()).contains(&read.value) {
        return Some(read.value);
    }
    reader.expected(node, "une part de 0 % à 100 %")
}

fn listing(reader: &mut Reader<'_>, node: &Node) -> Option<Listing> {
    let mut fields = Fields::open(reader, node, &LISTING)?;
    let name = fields.required(reader, "nom", plain);
    let rating = fields.required(reader, "note", rating);
    let reviews = fields.required(reader, "avis", count);
    let category = fields.optional(reader, "categorie", plain);
    let address = fields.required(reader, "adresse", plain);
    let hours = fields.optional(reader, "horaires", plain);
    let quote = fields.optional(reader, "citation", plain);
    let buttons = fields.optional(reader, "boutons", list(plain));
    let pin = fields.optional(reader, "punaise", spanned(place));
    fields.close(reader);
    Some(Listing {
        name: name?,
        rating: rating?,
        reviews: reviews?,
        category,
        address: address?,
        hours,
        quote,
        buttons: buttons.unwrap_or_default(),
        pin,
    })
}

fn rating(reader: &mut Reader<'_>, node: &Node) -> Option<Exact> {
    let read = exact(reader, node)?;
    if (Exact::zero()..=whole(5)).contains(&read) {
        return Some(read);
    }
    reader.expected(node, "une note de 0 à 5")
}

/// Reads the home page of a shop.
pub(super) fn web_page(reader: &mut Reader<'_>, node: &Node) -> Option<WebPage> {
    let mut fields = Fields::open(reader, node, &PAGE)?;
    let address = fields.required(reader, "adresse", plain);
    let name = fields.required(reader, "enseigne", plain);
    let tagline = fields.optional(reader, "accroche", plain);
    let logo = fields.optional(reader, "logo", file::picture);
    let account = fields.optional(reader, "compte", list(plain));
    let menu = fields.required(reader, "menu", list(plain));
    let window = fields.required(reader, "vitrine", line);
    let picture = fields.optional(reader, "image", file::picture);
    let offer = fields.optional(reader, "encart", line);
    let basket = fields.optional(reader, "panier", list(purchase));
    let basket_note = fields.optional(reader, "note_panier", plain);
    let payments = fields.optional(reader, "paiements", list(plain));
    let practical = fields.optional(reader, "pratique", text);
    let foot = fields.optional(reader, "pied", line);
    fields.close(reader);
    Some(WebPage {
        address: address?,
        name: name?,
        tagline,
        logo,
        account: account.unwrap_or_default(),
        menu: menu?,
        window: window?,
        picture,
        offer,
        basket: basket.unwrap_or_default(),
        basket_note,
        payments: payments.unwrap_or_default(),
        practical,
        foot,
    })
}

fn purchase(reader: &mut Reader<'_>, node: &Node) -> Option<Purchase> {
    let mut fields = Fields::open(reader, node, &PURCHASE)?;
    let article = fields.required(reader, "article", plain);
    let number = fields.optional(reader, "quantite", count);
    let price = fields.required(reader, "prix", spanned(price));
    fields.close(reader);
    Some(Purchase { article: article?, count: number.unwrap_or(1), price: price? })
}

fn price(reader: &mut Reader<'_>, node: &Node) -> Option<Quantity> {
    let read = quantity(reader, node)?;
    if read.unit.is_money() {
        return Some(read);
    }
    reader.expected(node, "un prix, comme « 3,90 € »")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::subject::read::trial;

    /// A page of results whose only listing holds these keys too.
    fn with_listing(keys: &str) -> String {
        format!(
            "requete: essai\ntitre: Adresses\n\
             fiches: [{{nom: A, note: \"4,3\", avis: 2, adresse: B{keys}}}]"
        )
    }

    #[test]
    fn the_number_of_results_goes_with_their_time() {
        let (page, faults) = trial(&with_listing(""), search_results);
        assert_eq!((page.unwrap().count, faults), (None, vec![]));
        let counted = with_listing("") + "\nresultats: 281000";
        assert_eq!(trial(&counted, search_results).1, ["cle-manquante"]);
        let timed = counted + "\nduree: 0,58 s";
        let (found, time) = trial(&timed, search_results).0.unwrap().count.unwrap();
        assert_eq!((found, time.unit.is_time()), (281_000, true));
    }

    #[test]
    fn a_pin_needs_a_map() {
        let faults = trial(&with_listing(", punaise: [40 %, 35 %]"), search_results).1;
        assert_eq!(faults, ["punaise-sans-carte"]);
    }

    #[test]
    fn a_pin_stands_on_the_map_and_a_rating_within_five() {
        let faults = trial("[40 %, 135 %]", place).1;
        assert_eq!(faults, ["type-inattendu"]);
        assert_eq!(trial("40 %", place).1, ["type-inattendu"]);
        assert_eq!(trial("5", rating).0, Some(whole(5)));
        assert_eq!(trial("5,1", rating).1, ["type-inattendu"]);
    }

    #[test]
    fn an_article_is_bought_once_unless_said_otherwise() {
        let one = trial("{article: Boîte, prix: \"3,90 €\"}", purchase).0.unwrap();
        assert_eq!(one.count, 1);
        assert_eq!(trial("{article: Boîte, prix: 3}", purchase).1, ["type-inattendu"]);
    }
}
