//! What may be written somewhere, in French.

use crate::subject::read::Form;

/// Says what may be written, without marks.
pub(super) fn plain(form: &Form) -> String {
    let block = |title: &str| format!("un bloc « {title} »");
    french(&label(form, &block, &|word| format!("« {word} »")))
}

/// Says what may be written in Markdown; `anchor` gives the place of a title.
pub(super) fn linked(form: &Form, anchor: &dyn Fn(&str) -> String) -> String {
    let block = |title: &str| format!("un bloc [{title}](#{})", anchor(title));
    label(form, &block, &|word| format!("`{word}`"))
}

/// Sets the no-break spaces of French, except between backquotes.
pub(super) fn french(text: &str) -> String {
    let set = |text: &str| {
        let mut set = text.replace("« ", "«\u{a0}").replace(" »", "\u{a0}»");
        for (sign, space) in [
            (':', '\u{a0}'),
            ('%', '\u{a0}'),
            (';', '\u{202f}'),
            ('?', '\u{202f}'),
            ('!', '\u{202f}'),
        ] {
            set = set.replace(&format!(" {sign}"), &format!("{space}{sign}"));
        }
        set
    };
    let parts = text.split('`').enumerate();
    let parts = parts.map(|(rank, part)| if rank % 2 == 0 { set(part) } else { part.to_owned() });
    parts.collect::<Vec<_>>().join("`")
}

fn label(form: &Form, block: &dyn Fn(&str) -> String, word: &dyn Fn(&str) -> String) -> String {
    let below = |form: &Form| label(form, block, word);
    let fixed = match form {
        Form::Text => "un texte",
        Form::Line => "un texte d’une ligne",
        Form::Plain => "un texte sans mise en forme",
        Form::Name => "un nom",
        Form::File => "un nom de fichier",
        Form::Unit => "une unité",
        Form::Value => "un nombre, une date, un texte, oui ou non",
        Form::Formula => "une formule",
        Form::Quantity => "un nombre, avec ou sans unité",
        Form::Bound => "un nombre ou une date",
        Form::Number => "un nombre sans unité",
        Form::Rating => "un nombre de 0 à 5",
        Form::Points => "des points",
        Form::Percent => "un pourcentage",
        Form::Duration => "une durée",
        Form::Price => "un prix",
        Form::Date => "une date",
        Form::Month => "un mois",
        Form::Email => "une adresse de courriel",
        Form::Flag => "oui ou non",
        Form::Yes => "oui",
        Form::Whole(0, None) => "un nombre entier",
        Form::Whole(least, None) => return format!("un nombre entier, {least} ou plus"),
        Form::Whole(least, Some(most)) => return format!("un nombre entier de {least} à {most}"),
        Form::Choice(words) => {
            let words: Vec<_> = words.iter().map(|one| word(one)).collect();
            return match words.split_last() {
                Some((last, others)) if !others.is_empty() => {
                    format!("{} ou {last}", others.join(", "))
                }
                _ => words.concat(),
            };
        }
        Form::Block(mapping) => return block(mapping.title),
        Form::Cases(cases) => return block(cases.title),
        Form::Short(short, long) => return format!("{}, ou {}", below(short), below(long)),
        Form::List(one) | Form::Some(one) | Form::Array(one) | Form::Filled(one) => {
            return format!("une liste, dont chaque élément est {}", below(one));
        }
        Form::Pair(one) => {
            return format!("une liste de deux éléments, dont chacun est {}", below(one));
        }
        Form::Named(one) | Form::Labelled(one) => {
            return format!(
                "un bloc dont vous choisissez les clés, chacune suivie de : {}",
                below(one)
            );
        }
    };
    fixed.to_owned()
}
