//! Scores by a grid.

use super::{Arguments, Family, Function, Work};
use crate::formula::fault::FormulaFault;
use crate::formula::value::Value;
use crate::number::{Format, display};

pub(super) static FUNCTIONS: &[Function] = &[Function {
    signature: "note(grille; x)",
    title: "note",
    family: Family::Grids,
    summary: "Donne la note de la classe de la grille où tombe le nombre.",
    remark: Some(
        "Une valeur qu’aucune classe ne contient arrête la formule. Dans la grille de l’exemple, \
         la classe de 3 à 11 vaut 4.",
    ),
    example: "note(exemple; 7)",
    result: "4",
    work: Work::Each(score),
}];

fn score(call: &Arguments<'_>) -> Result<Value, FormulaFault> {
    let Value::Grid(grid) = call.value(0)? else {
        let message = format!("{} attend une grille", call.who());
        return Err(call.fault("type-inattendu", 0, message));
    };
    let number = call.number(1)?;
    if let Some(score) = call.reached(grid.score(number))? {
        return Ok(score.clone().into());
    }
    let shown = display(number, &Format::default()).text;
    let message =
        format!("aucune classe de la grille «\u{a0}{}\u{a0}» ne contient {shown}", grid.name);
    Err(call.fault("hors-grille", 1, message).help("ajoutez une classe à la grille"))
}
