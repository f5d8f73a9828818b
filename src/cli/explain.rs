//! `corrige explain`: the pages of the rules of the proof-reader.

use super::Status;
use super::report::Report;
use crate::diagnostic::Fault;
use crate::lint;
use crate::source::Sources;

/// Prints the page of a rule, or the list of all.
pub(super) fn run(rule: Option<&str>, report: &mut Report) -> Status {
    let Some(id) = rule else {
        report.output(&lint::list());
        return Status::Done;
    };
    let Some(lint) = lint::find(id) else {
        report.faults(&[unknown(id)], &Sources::default());
        return Status::Refused;
    };
    report.output(&lint::page(lint));
    Status::Done
}

fn unknown(id: &str) -> Fault {
    let fault = Fault::error("regle-inconnue", format!("règle de relecture inconnue : « {id} »"));
    match lint::nearest(id) {
        Some(near) => fault.help(format!("vouliez-vous dire « {near} » ?")),
        None => fault
            .help("« corrige explain » donne la liste des règles")
            .help("une erreur n’a pas de page : les lignes qui suivent son message disent tout"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(id: &str) -> String {
        let Fault { message, help, .. } = unknown(id);
        [&[message], help.as_slice()].concat().join("\n").replace('\u{a0}', " ")
    }

    #[test]
    fn what_is_no_rule_is_told_with_what_to_do() {
        expect_test::expect![[r"
            règle de relecture inconnue : « mots-doubles »
            vouliez-vous dire « mot-double » ?"]]
        .assert_eq(&told("mots-doubles"));
        expect_test::expect![[r"
            règle de relecture inconnue : « total-faux »
            « corrige explain » donne la liste des règles
            une erreur n’a pas de page : les lignes qui suivent son message disent tout"]]
        .assert_eq(&told("total-faux"));
    }
}
