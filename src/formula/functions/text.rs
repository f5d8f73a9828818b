//! Words.

use super::{Arguments, Family, Function, Work};
use crate::formula::fault::FormulaFault;
use crate::formula::operators::short_enough;
use crate::formula::value::Value;

pub(super) static FUNCTIONS: &[Function] = &[
    Function {
        signature: "texte(x)",
        title: "texte",
        family: Family::Text,
        summary: "Écrit une valeur comme elle est affichée, avec son unité.",
        remark: Some("Deux textes se joignent par le signe `&`."),
        example: "\"un taux de \" & texte(95 %)",
        result: "un taux de 95 %",
        work: Work::Each(|call| {
            let value = call.value(0)?;
            let unfit =
                || FormulaFault::kind(&call.place(0), &call.who(), "une valeur simple", value);
            value.to_text().map(Value::Text).ok_or_else(unfit)
        }),
    },
    Function {
        signature: "joindre(colonne; [prefixe])",
        title: "énumération",
        family: Family::Text,
        summary: "Énumère les lignes d’une colonne, avec « et » avant la dernière.",
        remark: Some("Le préfixe se met devant chaque ligne."),
        example: "joindre(liste(1; 5; 7); \"client \")",
        result: "client 1, client 5 et client 7",
        work: Work::Whole(enumerate),
    },
];

fn enumerate(call: &Arguments<'_>) -> Result<Value, FormulaFault> {
    let prefix = if call.get(1).is_some() { call.text(1)? } else { "" };
    let column = call.column(0)?;
    let mut text = String::new();
    for (line, value) in column.iter().enumerate() {
        let item = value.to_text().ok_or_else(|| {
            FormulaFault::kind(&call.place(0), &call.who(), "des valeurs simples", value)
        })?;
        let link = match column.len() - line {
            _ if line == 0 => "",
            1 => " et ",
            _ => ", ",
        };
        text = text + link + prefix + &item;
    }
    short_enough(text, call.range)
}
