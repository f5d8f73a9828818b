//! E-mails from the tree.

use super::keys::{Form, Mapping, Rule, optional, required};
use super::mockup::{KEY_GROUP, KEY_GROUPS, KEY_GROUPS_SAY, key_group};
use super::{Fields, Reader, date, file, line, list, plain, text};
use crate::diagnostic::Fault;
use crate::subject::block::{Correspondent, Email, Signature};
use crate::subject::text::Text;
use crate::yaml::{Kind, Node};

pub(super) static EMAIL: Mapping = Mapping {
    name: "courriel",
    title: "Courriel",
    expected: "un courriel : {de: …, a: …, objet: …, corps: …}",
    keys: &[&[
        required(
            "de",
            Form::Short(&Form::Email, &Form::Block(&SENDER)),
            "{nom: Les Ruchers du Val-Doré, adresse: contact@val-dore.example}",
            "Expéditeur.",
        ),
        required(
            "a",
            Form::Some(&Form::Short(&Form::Email, &Form::Block(&RECIPIENT))),
            "{nom: Claire Fontaine, adresse: claire@fontaine.example}",
            "Destinataire, ou liste de destinataires.",
        ),
        optional(
            "copie",
            Form::List(&Form::Short(&Form::Email, &Form::Block(&RECIPIENT))),
            "accueil@val-dore.example",
            "Destinataires en copie.",
        ),
        optional("date", Form::Date, "2026-03-03", "Jour de l’envoi."),
        required("objet", Form::Line, "La récolte est là", "Objet du courriel."),
        optional(
            "apercu",
            Form::Line,
            "Dix pots vous attendent.",
            "Ce que la boîte de réception montre après l’objet.",
        ),
        optional(
            "logo",
            Form::Block(&file::PICTURE),
            "{fichier: images/logo.svg, description: Une goutte de miel}",
            "Logo de l’expéditeur, à la place de ses initiales.",
        ),
        optional(
            "image",
            Form::Block(&file::PICTURE),
            "{fichier: images/ruches.svg, description: Deux ruches}",
            "Bandeau au-dessus du texte.",
        ),
        required(
            "corps",
            Form::Text,
            "Bonjour, venez goûter le miel nouveau samedi.",
            "Texte du courriel, où « {repere nom} » place une pastille.",
        ),
        optional("bouton", Form::Line, "Je réserve", "Appel à l’action."),
        optional(
            "signature",
            Form::Block(&SIGNATURE),
            "{nom: Lina Carpentier, fonction: Apicultrice}",
            "Qui signe.",
        ),
        optional(
            "pieces_jointes",
            Form::List(&Form::Plain),
            "[catalogue-2026.pdf]",
            "Noms des fichiers joints.",
        ),
        optional(
            "mention",
            Form::Line,
            "Pour ne plus recevoir nos courriels, désabonnez-vous.",
            "Ligne de pied : pourquoi ce courriel est reçu, comment n’en plus recevoir.",
        ),
        optional("reperes", Form::List(&Form::Block(&KEY_GROUP)), KEY_GROUPS, KEY_GROUPS_SAY),
    ]],
    ..Mapping::PLAIN
};

pub(super) static SENDER: Mapping = Mapping {
    name: "expediteur",
    title: "Expéditeur d’un courriel",
    expected: "un expéditeur : {nom: …, adresse: …}",
    keys: &[&[
        optional("nom", Form::Plain, "Les Ruchers du Val-Doré", "Nom affiché."),
        required("adresse", Form::Email, "contact@val-dore.example", "Son adresse."),
    ]],
    ..Mapping::PLAIN
};

pub(super) static RECIPIENT: Mapping = Mapping {
    name: "destinataire",
    title: "Destinataire d’un courriel",
    expected: "un destinataire : {nom: …, adresse: …}",
    keys: &[&[
        optional("nom", Form::Plain, "Clients fidèles", "Nom d’une personne ou d’un groupe."),
        optional("adresse", Form::Email, "claire@fontaine.example", "Son adresse."),
    ]],
    rules: &[Rule::Any(&["nom", "adresse"])],
    ..Mapping::PLAIN
};

pub(super) static SIGNATURE: Mapping = Mapping {
    name: "signature",
    title: "Signature d’un courriel",
    expected: "une signature : {nom: …, fonction: …}",
    keys: &[&[
        required("nom", Form::Plain, "Lina Carpentier", "Qui signe."),
        optional("fonction", Form::Plain, "Apicultrice", "Sa fonction."),
        optional("entreprise", Form::Plain, "Les Ruchers du Val-Doré", "Son entreprise."),
        optional("telephone", Form::Plain, "03 83 00 00 00", "Son numéro de téléphone."),
    ]],
    ..Mapping::PLAIN
};

/// Reads an e-mail.
pub(super) fn email(reader: &mut Reader<'_>, node: &Node) -> Option<Email> {
    let mut fields = Fields::open(reader, node, &EMAIL)?;
    let from = fields.required(reader, "de", sender);
    let to = fields.required(reader, "a", |reader, node| {
        let read = list(recipient)(reader, node)?;
        if read.is_empty() { reader.expected(node, "un destinataire ou plus") } else { Some(read) }
    });
    let copy = fields.optional(reader, "copie", list(recipient));
    let sent = fields.optional(reader, "date", date);
    let subject = fields.required(reader, "objet", title);
    let preheader = fields.optional(reader, "apercu", line);
    let logo = fields.optional(reader, "logo", file::picture);
    let picture = fields.optional(reader, "image", file::picture);
    let body = fields.required(reader, "corps", text);
    let button = fields.optional(reader, "bouton", line);
    let signature = fields.optional(reader, "signature", signature);
    let attachments = fields.optional(reader, "pieces_jointes", list(plain));
    let mention = fields.optional(reader, "mention", line);
    let keys = fields.optional(reader, "reperes", list(key_group));
    fields.close(reader);
    Some(Email {
        from: from?,
        to: to?,
        copy: copy.unwrap_or_default(),
        date: sent,
        subject: subject?,
        preheader,
        logo,
        picture,
        body: body?,
        button,
        signature,
        attachments: attachments.unwrap_or_default(),
        mention,
        keys: keys.unwrap_or_default(),
    })
}

fn sender(reader: &mut Reader<'_>, node: &Node) -> Option<Correspondent> {
    if is_alone(node) {
        return alone(reader, node);
    }
    let mut fields = Fields::open(reader, node, &SENDER)?;
    let name = fields.optional(reader, "nom", plain);
    let address = fields.required(reader, "adresse", address);
    fields.close(reader);
    Some(Correspondent { name, address: Some(address?) })
}

fn recipient(reader: &mut Reader<'_>, node: &Node) -> Option<Correspondent> {
    if is_alone(node) {
        return alone(reader, node);
    }
    let mut fields = Fields::open(reader, node, &RECIPIENT)?;
    let name = fields.optional(reader, "nom", plain);
    let address = if fields.has("nom") {
        fields.optional(reader, "adresse", address)
    } else {
        fields.required(reader, "adresse", address)
    };
    fields.close(reader);
    (name.is_some() || address.is_some()).then_some(Correspondent { name, address })
}

/// Tells whether an address stands in the place of a block.
fn is_alone(node: &Node) -> bool {
    matches!(node.kind, Kind::Scalar { .. } | Kind::Truth(_))
}

fn alone(reader: &mut Reader<'_>, node: &Node) -> Option<Correspondent> {
    Some(Correspondent { name: None, address: Some(address(reader, node)?) })
}

/// Reads an address of e-mail.
fn address(reader: &mut Reader<'_>, node: &Node) -> Option<String> {
    const EXAMPLE: &str = "contact@val-dore.example";
    let written = plain(reader, node)?;
    let help = match written.split_once('@') {
        _ if written.contains(char::is_whitespace) => {
            "une adresse s’écrit sans espace ; \
             pour donner un nom : {nom: …, adresse: …}"
        }
        _ if !written.is_ascii() => "une adresse s’écrit sans accent",
        None => "il y manque « @ », entre le nom de la boîte et le domaine",
        Some((boxed, domain)) if is_box(boxed) && is_domain(domain) => return Some(written),
        Some((_, domain)) if !is_domain(domain) => {
            "après « @ » vient un domaine : des mots séparés par des points, comme val-dore.example"
        }
        Some(_) => "avant « @ » viennent des lettres, des chiffres, et les signes . _ % + -",
    };
    let message = format!("« {written} » n’est pas une adresse de courriel");
    let fault = Fault::error("adresse-illisible", message)
        .at(node.span, format!("attendu : une adresse, comme {EXAMPLE}"))
        .help(help);
    reader.faults.push(fault);
    None
}

fn is_box(name: &str) -> bool {
    let sign = |sign: char| sign.is_ascii_alphanumeric() || "._%+-".contains(sign);
    !name.is_empty() && name.chars().all(sign)
}

/// Tells whether words separated by dots end with one of letters.
fn is_domain(name: &str) -> bool {
    let word = |word: &str| {
        let sign = |sign: char| sign.is_ascii_alphanumeric() || sign == '-';
        !word.is_empty() && word.chars().all(sign)
    };
    name.rsplit_once('.').is_some_and(|(words, last)| {
        words.split('.').all(word)
            && last.len() >= 2
            && last.chars().all(|sign| sign.is_ascii_alphabetic())
    })
}

/// Reads a subject, which says something.
fn title(reader: &mut Reader<'_>, node: &Node) -> Option<Text> {
    let read = line(reader, node)?;
    if read.source.trim().is_empty() {
        reader.faults.push(
            Fault::error("objet-vide", "l’objet du courriel est vide")
                .at(node.span, "attendu : ce que dit le courriel, en quelques mots")
                .help("un courriel sans objet n’est pas ouvert : écrivez-en un"),
        );
        return None;
    }
    Some(read)
}

fn signature(reader: &mut Reader<'_>, node: &Node) -> Option<Signature> {
    let mut fields = Fields::open(reader, node, &SIGNATURE)?;
    let name = fields.required(reader, "nom", plain);
    let function = fields.optional(reader, "fonction", plain);
    let firm = fields.optional(reader, "entreprise", plain);
    let phone = fields.optional(reader, "telephone", plain);
    fields.close(reader);
    Some(Signature { name: name?, function, firm, phone })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_box_and_a_domain() {
        assert!(is_box("prenom.nom+essai_2%") && !is_box("") && !is_box("a@b") && !is_box("a b"));
        for domain in ["val-dore.example", "fr.val-dore.example"] {
            assert!(is_domain(domain), "{domain}");
        }
        for other in ["example", "val-dore.", ".example", "val..example", "val.e", "val.12"] {
            assert!(!is_domain(other), "{other}");
        }
    }
}
