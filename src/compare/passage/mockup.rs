//! Mock-ups of screens, cards and calendars as passages.

use super::{Passages, named};
use crate::sheet::{
    Correspondent, EditorialCalendar, Email, KeyGroup, Persona, Post, Review, SearchResults,
    WebPage,
};

/// Adds a post of a social network.
pub(super) fn post(post: &Post, passages: &mut Passages) {
    let at = "publication";
    let texts = [
        ("compte", &post.account),
        ("nom", &post.name),
        ("présentation", &post.headline),
        ("lieu", &post.place),
        ("vidéo", &post.video),
        ("ancienneté", &post.age),
        ("mentions « J’aime »", &post.likes),
        ("nombre de commentaires", &post.comments_count),
        ("partages", &post.shares),
        ("vues", &post.views),
        ("enregistrements", &post.saves),
    ];
    each(texts, at, passages);
    passages.flow("légende de publication", "publication, texte", &post.caption);
    for comment in &post.comments {
        let at = named("commentaire de", &comment.author);
        passages.line("commentaire", &at, &comment.content);
        passages.text("ancienneté", &at, &comment.age);
    }
    keys(&post.keys, passages);
}

/// Adds a review and its reply.
pub(super) fn review(review: &Review, passages: &mut Passages) {
    let at = named("avis de", &review.author);
    let stars = format!("{} sur 5", review.stars);
    let texts = [
        ("établissement", &review.business),
        ("auteur", &review.author),
        ("profil", &review.author_detail),
        ("note", &stars),
        ("ancienneté", &review.age),
    ];
    each(texts, &at, passages);
    passages.flow("avis", &at, &review.content);
    if let Some(answer) = &review.answer {
        passages.text("titre de réponse", "réponse à l’avis", &answer.title);
        passages.text("ancienneté", "réponse à l’avis", &answer.age);
        passages.flow("réponse à l’avis", "réponse à l’avis", &answer.content);
    }
    keys(&review.keys, passages);
}

/// Adds an e-mail.
pub(super) fn email(email: &Email, passages: &mut Passages) {
    let at = "courriel";
    let attachments = email.attachments.join(", ");
    let texts = [
        ("expéditeur", &told(std::slice::from_ref(&email.from))),
        ("destinataires", &told(&email.to)),
        ("copie", &told(&email.copy)),
    ];
    each(texts, at, passages);
    passages.line("date", "courriel, date", &email.date);
    passages.line("objet", "courriel, objet", &email.subject);
    passages.line("aperçu", "courriel, aperçu", &email.preheader);
    passages.flow("courriel", "courriel, texte", &email.body);
    passages.line("bouton", "courriel, bouton", &email.button);
    if let Some(signature) = &email.signature {
        let at = "courriel, signature";
        let texts = [
            ("nom", &signature.name),
            ("fonction", &signature.role),
            ("téléphone", &signature.phone),
        ];
        each(texts, at, passages);
    }
    each([("pièces jointes", &attachments)], at, passages);
    passages.line("mention", "courriel, mention", &email.mention);
    keys(&email.keys, passages);
}

fn told(correspondents: &[Correspondent]) -> String {
    let each = correspondents.iter().map(|one| format!("{} {}", one.name, one.address));
    each.map(|one| one.trim().to_owned()).collect::<Vec<_>>().join(", ")
}

fn keys(groups: &[KeyGroup], passages: &mut Passages) {
    for group in groups {
        passages.line("groupe d’éléments clés", "éléments clés", &group.title);
        passages.text("points d’éléments clés", "éléments clés", &group.points);
        for element in &group.elements {
            let at = format!("élément clé {}", element.number);
            passages.line("titre d’élément clé", &at, &element.title);
            passages.line("élément clé", &at, &element.content);
        }
    }
}

/// Adds an editorial calendar: its articles; the months show the same dates.
pub(super) fn calendar(calendar: &EditorialCalendar, passages: &mut Passages) {
    for card in &calendar.cards {
        let at = format!("calendrier éditorial, article {}", card.number);
        passages.line("date d’article", &at, &card.date);
        passages.line("titre d’article", &at, &card.title);
        for field in &card.fields {
            let label = field.label.to_lowercase();
            passages.flow("article", &format!("{at}, {label}"), &field.content);
        }
    }
    for holiday in &calendar.holidays {
        passages.line("vacances", "calendrier éditorial", holiday);
    }
}

/// Adds a page of search results.
pub(super) fn search_results(page: &SearchResults, passages: &mut Passages) {
    let at = "résultats de recherche";
    let tabs = page.tabs.join(", ");
    let pins = page.pins.iter().map(|pin| pin.label.as_str()).collect::<Vec<_>>().join(", ");
    let texts = [
        ("requête", &page.query),
        ("onglets", &tabs),
        ("nombre de résultats", &page.count),
        ("titre", &page.heading),
        ("punaises", &pins),
    ];
    each(texts, at, passages);
    for listing in &page.listings {
        let hours = listing.hours.iter().flat_map(|hours| [&hours.state, &hours.detail]);
        let hours = hours.map(String::as_str).collect::<Vec<_>>().join(" ");
        let cells = [
            ("", listing.name.clone()),
            ("note", listing.rating.clone()),
            ("avis", listing.reviews.clone()),
            ("activité", listing.category.clone()),
            ("adresse", listing.address.clone()),
            ("horaires", hours),
            ("citation", listing.quote.clone()),
            ("boutons", listing.buttons.join(", ")),
        ];
        passages.row(at, cells.map(|(title, text)| (title.to_owned(), text)).to_vec());
    }
}

/// Adds the home page of a shop.
pub(super) fn web_page(page: &WebPage, passages: &mut Passages) {
    let at = "page web";
    let (account, menu) = (page.account.join(", "), page.menu.join(", "));
    let payments = page.payments.join(", ");
    let texts = [
        ("adresse", &page.address),
        ("enseigne", &page.name),
        ("accroche", &page.tagline),
        ("compte", &account),
        ("menu", &menu),
    ];
    each(texts, at, passages);
    passages.line("vitrine", "page web, vitrine", &page.window);
    passages.line("encart", "page web, encart", &page.offer);
    for (article, price) in &page.basket {
        let cells = [("", article), ("prix", price)];
        let cells = cells.map(|(title, text)| (title.to_owned(), text.clone()));
        passages.row("page web, panier", cells.to_vec());
    }
    let texts = [
        ("total du panier", &page.basket_total),
        ("remarque du panier", &page.basket_note),
        ("paiements", &payments),
    ];
    each(texts, at, passages);
    passages.flow("informations pratiques", "page web, informations pratiques", &page.practical);
    passages.line("pied", "page web, pied", &page.foot);
}

/// Adds a persona card.
pub(super) fn persona(persona: &Persona, passages: &mut Passages) {
    let at = named("persona", &persona.name);
    passages.text("nom", "persona", &persona.name);
    passages.line("citation", &at, &persona.quote);
    for (label, fact) in &persona.facts {
        let cells = [("", label.clone()), ("valeur", super::line_text(fact))];
        passages.row(&at, cells.map(|(title, text)| (title.to_owned(), text)).to_vec());
    }
    for section in &persona.sections {
        let title = super::line_text(&section.title);
        passages.text("titre de rubrique", &at, &title);
        passages.flow("rubrique", &format!("{at}, {}", title.to_lowercase()), &section.content);
    }
}

/// Adds texts that each have a name.
fn each<const N: usize>(texts: [(&'static str, &String); N], at: &str, passages: &mut Passages) {
    for (name, text) in texts {
        passages.text(name, &format!("{at}, {name}"), text);
    }
}

#[cfg(test)]
mod tests {
    use super::super::Content;
    use super::*;
    use crate::sheet::{Flow, Inline, Signature};

    fn plain(text: &str) -> Vec<Inline> {
        vec![Inline::Text { text: text.to_owned() }]
    }

    #[test]
    fn an_email_is_told_in_the_order_of_its_reading() {
        let one = |name: &str, address: &str| Correspondent {
            name: name.to_owned(),
            address: address.to_owned(),
        };
        let shown = Email {
            subject: plain("Miel nouveau"),
            from: one("Les Ruchers", "contact@val.example"),
            initials: "R".to_owned(),
            logo: None,
            to: vec![one("", "claire@fontaine.example"), one("Clients fidèles", "")],
            copy: Vec::new(),
            date: plain("3 mars 2026"),
            preheader: Vec::new(),
            picture: None,
            body: vec![Flow::Paragraph { content: plain("Bonjour,") }],
            button: plain("Je réserve"),
            signature: Some(Signature {
                name: "Camille Rey".to_owned(),
                role: String::new(),
                phone: "03 83 00 00 00".to_owned(),
            }),
            attached: "2 pièces jointes".to_owned(),
            attachments: vec!["plan.pdf".to_owned(), "tarifs.pdf".to_owned()],
            mention: plain("Se désabonner"),
            markers: Vec::new(),
            keys: Vec::new(),
            alt: String::new(),
        };
        let mut passages = Passages::default();
        email(&shown, &mut passages);
        let told: Vec<_> = passages
            .into_list()
            .into_iter()
            .map(|passage| match passage.content {
                Content::Text(text) => format!("{} : {text}", passage.at),
                Content::Row(cells) => format!("{cells:?}"),
            })
            .collect();
        expect_test::expect![[r#"
            courriel, expéditeur : Les Ruchers contact@val.example
            courriel, destinataires : claire@fontaine.example, Clients fidèles
            courriel, date : 3 mars 2026
            courriel, objet : Miel nouveau
            courriel, texte : Bonjour,
            courriel, bouton : Je réserve
            courriel, signature, nom : Camille Rey
            courriel, signature, téléphone : 03 83 00 00 00
            courriel, pièces jointes : plan.pdf, tarifs.pdf
            courriel, mention : Se désabonner"#]]
        .assert_eq(&told.join("\n"));
    }
}
