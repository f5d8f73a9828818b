//! Rounding and plain arithmetic, on the figure that is shown: a time in
//! minutes is rounded to minutes, a rate to percents.

use super::{Arguments, Family, Function, Work};
use crate::formula::fault::FormulaFault;
use crate::formula::value::Value;
use crate::number::Rounding;

pub(super) static FUNCTIONS: &[Function] = &[
    Function {
        signature: "arrondi(x; [decimales])",
        title: "arrondi",
        family: Family::Rounding,
        summary: "Arrondit au plus proche ; une moitié s’éloigne de zéro.",
        remark: Some("Sans nombre de décimales, à l’unité ; −1 arrondit à la dizaine."),
        example: "arrondi(2,345; 2)",
        result: "2,35",
        work: Work::Each(|call| round(call, Rounding::Nearest)),
    },
    Function {
        signature: "plafond(x; [decimales])",
        title: "plafond",
        family: Family::Rounding,
        summary: "Arrondit à l’unité supérieure : on ne recrute pas un quart de téléacteur.",
        remark: None,
        example: "plafond(102 h ÷ 24 h)",
        result: "5",
        work: Work::Each(|call| round(call, Rounding::Up)),
    },
    Function {
        signature: "plancher(x; [decimales])",
        title: "plancher",
        family: Family::Rounding,
        summary: "Arrondit à l’unité inférieure.",
        remark: None,
        example: "plancher(10,15)",
        result: "10",
        work: Work::Each(|call| round(call, Rounding::Down)),
    },
    Function {
        signature: "abs(x)",
        title: "valeur absolue",
        family: Family::Rounding,
        summary: "Donne le nombre sans son signe.",
        remark: None,
        example: "abs(-12 %)",
        result: "12 %",
        work: Work::Each(|call| Ok(call.number(0)?.abs().into())),
    },
    Function {
        signature: "racine(x; [n])",
        title: "racine",
        family: Family::Rounding,
        summary: "Donne la racine carrée, ou la racine n-ième.",
        remark: Some("Le résultat est marqué approché quand il n’est pas exact."),
        example: "racine(27; 3)",
        result: "3",
        work: Work::Each(root),
    },
];

fn round(call: &Arguments<'_>, rounding: Rounding) -> Result<Value, FormulaFault> {
    let decimals = match call.get(1) {
        Some(_) => call.whole(1, -12, 12)?,
        None => 0,
    };
    let number = call.number(0)?;
    Ok(number.round(rounding, i8::try_from(decimals).unwrap_or_default()).into())
}

fn root(call: &Arguments<'_>) -> Result<Value, FormulaFault> {
    let index = match call.get(1) {
        Some(_) => call.whole(1, 1, 1_000)?,
        None => 2,
    };
    call.done(call.number(0)?.root(u32::try_from(index).unwrap_or(2)))
}
