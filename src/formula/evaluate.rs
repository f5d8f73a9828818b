//! Evaluation: takes a formula and its scope, gives its value or the fault
//! that stopped it.

use std::cell::Cell;
use std::ops::Range;

use super::fault::FormulaFault;
use super::functions::{self, Arguments, Body, Formula, Function, Work};
use super::operators::{self, Places, binary, lines, truth, unary};
use super::scope::{Lookup, Scope};
use super::suggest::suggest;
use super::syntax::{Expr, Kind, Operator};
use super::value::Value;
use crate::number::Unit;

type Outcome<T = Value> = Result<T, FormulaFault>;

/// Most steps a formula may take; a line of a column is one.
pub(super) const MAX_STEPS: usize = 10_000_000;

/// Computes a formula.
///
/// # Errors
/// When a name is unknown, a value is not of the right kind, units do not
/// agree, or an operation has no result.
pub fn evaluate(expr: &Expr, scope: &dyn Scope) -> Result<Value, FormulaFault> {
    let steps = Cell::new(MAX_STEPS);
    Evaluator::new(scope, &steps).value(expr)
}

/// What a formula is evaluated in.
#[derive(Clone, Copy)]
pub(super) struct Evaluator<'a> {
    scope: &'a dyn Scope,
    /// The call whose formula is being evaluated.
    frame: Option<Frame<'a>>,
    /// The line that columns of so many lines are read at.
    line: Option<(usize, usize)>,
    /// How many steps are left.
    steps: &'a Cell<usize>,
}

/// The call of a function that is a formula.
#[derive(Clone, Copy)]
struct Frame<'a> {
    values: &'a [&'a Value],
    places: &'a [Range<usize>],
    range: &'a Range<usize>,
}

impl<'a> Evaluator<'a> {
    /// Starts with a number of steps to spend.
    pub(super) fn new(scope: &'a dyn Scope, steps: &'a Cell<usize>) -> Self {
        Self { scope, frame: None, line: None, steps }
    }

    /// Steps into the formula of a function.
    pub(super) fn inside<'b>(
        &self,
        values: &'b [&'b Value],
        places: &'b [Range<usize>],
        range: &'b Range<usize>,
    ) -> Evaluator<'b>
    where
        'a: 'b,
    {
        let frame = Some(Frame { values, places, range });
        Evaluator { scope: self.scope, frame, line: self.line, steps: self.steps }
    }

    /// Returns the words a name is shown by.
    pub(super) fn label(&self, name: &str) -> String {
        self.scope.label(name).unwrap_or_else(|| name.replace('_', " "))
    }

    /// Computes several nodes.
    pub(super) fn values(&self, exprs: &[Expr]) -> Outcome<Vec<Value>> {
        exprs.iter().map(|each| self.value(each)).collect()
    }

    /// Computes a node.
    pub(super) fn value(&self, expr: &Expr) -> Outcome {
        self.spend(1, expr)?;
        match &expr.kind {
            Kind::Literal(value) => Ok(value.clone()),
            Kind::Name(name) => self.lookup(name, expr).map(|value| self.at_line(value)),
            Kind::Parameter(rank) => {
                let value = self.frame.and_then(|frame| frame.values.get(*rank).copied());
                let missing = || self.unknown("?", expr);
                value.cloned().map(|value| self.at_line(value)).ok_or_else(missing)
            }
            Kind::Negate(inner) => self.unary(inner, operators::negate),
            Kind::Not(inner) => self.unary(inner, operators::not),
            Kind::Binary(operator, left, right) => self.binary(*operator, left, right, expr),
            Kind::Between(inner, low, high) => self.between(inner, low, high, expr),
            Kind::If(condition, yes, no) => self.choose(condition, yes, no, expr),
            Kind::Call(function, arguments) => self.call(function, arguments, expr),
        }
    }

    fn lookup(&self, name: &str, expr: &Expr) -> Outcome {
        match self.scope.lookup(name) {
            Lookup::Found(value) => Ok(value),
            Lookup::Failed => Err(FormulaFault::already_told(&expr.range)),
            Lookup::Unknown => Err(self.unknown(name, expr)),
        }
    }

    fn unknown(&self, name: &str, expr: &Expr) -> FormulaFault {
        let message = format!("le nom «\u{a0}{name}\u{a0}» n’est pas défini");
        let fault = FormulaFault::new("nom-inconnu", &expr.range, message);
        if let Some(function) = functions::find(name) {
            return fault.help(format!("pour appeler la fonction, écrivez {}", function.signature));
        }
        let names = self.scope.names();
        let known: Vec<&str> = names.iter().map(String::as_str).collect();
        match suggest(name, &known) {
            Some(near) => fault.help(format!("vouliez-vous dire «\u{a0}{near}\u{a0}»\u{202f}?")),
            None => fault,
        }
    }

    fn unary(&self, inner: &Expr, scalar: impl Fn(&Value, &Range<usize>) -> Outcome) -> Outcome {
        unary(&self.value(inner)?, &self.place(inner), scalar)
    }

    fn binary(&self, operator: Operator, left: &Expr, right: &Expr, whole: &Expr) -> Outcome {
        let first = self.value(left)?;
        // `x ≠ 0 et 1 ÷ x > 2` does not divide by zero.
        match (operator, &first) {
            (Operator::And, Value::Truth(false)) | (Operator::Or, Value::Truth(true)) => {
                return Ok(first);
            }
            _ => {}
        }
        let second = self.value(right)?;
        let places =
            Places { left: self.place(left), right: self.place(right), whole: self.place(whole) };
        self.spend_lines(&[&first, &second], whole)?;
        binary(operator, &first, &second, &places).map_err(|fault| self.name_zero(fault, right))
    }

    /// Says which part of a division is 0, by its name when it has one.
    fn name_zero(&self, fault: FormulaFault, divisor: &Expr) -> FormulaFault {
        match &divisor.kind {
            Kind::Name(name) if fault.id == "division-par-zero" => FormulaFault {
                label: fault.label.replacen("ceci", &format!("«\u{a0}{name}\u{a0}»"), 1),
                ..fault
            },
            _ => fault,
        }
    }

    fn between(&self, inner: &Expr, low: &Expr, high: &Expr, whole: &Expr) -> Outcome {
        let value = self.value(inner)?;
        let compare = |operator, bound: &Expr| {
            let places = Places {
                left: self.place(inner),
                right: self.place(bound),
                whole: self.place(whole),
            };
            binary(operator, &value, &self.value(bound)?, &places)
        };
        let above = compare(Operator::AtLeast, low)?;
        let below = compare(Operator::AtMost, high)?;
        self.spend_lines(&[&value, &above, &below], whole)?;
        let place = self.place(whole);
        let places = Places { left: place.clone(), right: place.clone(), whole: place };
        binary(Operator::And, &above, &below, &places)
    }

    fn choose(&self, condition: &Expr, yes: &Expr, no: &Expr, whole: &Expr) -> Outcome {
        let condition_value = self.value(condition)?;
        let place = self.place(condition);
        let Value::Column(column) = &condition_value else {
            let branch =
                if truth(&condition_value, &place, "«\u{a0}si\u{a0}»")? { yes } else { no };
            return self.value(branch);
        };
        // Line by line, so that the branch a line does not take cannot fail.
        let line = |(line, item): (usize, &Value)| {
            let branch = if truth(item, &place, "«\u{a0}si\u{a0}»")? { yes } else { no };
            let inner = Self { line: Some((line, column.len())), ..*self };
            let value = inner.value(branch).map_err(|fault| fault.in_line(line))?;
            lines(&[&condition_value, &value], &self.place(whole))?;
            Ok(inner.at_line(value))
        };
        column.iter().enumerate().map(line).collect::<Outcome<Vec<_>>>().map(Value::column)
    }

    /// Reads a column at the line being chosen for, if there is one.
    fn at_line(&self, value: Value) -> Value {
        match (&value, self.line) {
            (Value::Column(column), Some((line, count))) if column.len() == count => {
                value.line(line).clone()
            }
            _ => value,
        }
    }

    fn call(&self, function: &'static Function, arguments: &[Expr], expr: &Expr) -> Outcome {
        // A function of whole columns sees them whole, even where a line of
        // its result is all that is wanted.
        let within = if function.takes_columns() { Self { line: None, ..*self } } else { *self };
        let values = within.values(arguments)?;
        let values: Vec<&Value> = values.iter().collect();
        let places: Vec<Range<usize>> = arguments.iter().map(|each| self.place(each)).collect();
        let range = &self.place(expr);
        self.spend_lines(&values, expr)?;
        let call = Arguments { function, values: &values, places: &places, range };
        let value = match &function.work {
            Work::Each(native) => call.each(*native),
            Work::Whole(native) => native(&call),
            Work::Formula(formula) => within.by_formula(formula, &call),
            Work::Syntax => Err(self.unknown(function.name(), expr)),
        }?;
        Ok(self.at_line(value))
    }

    fn by_formula(&self, formula: &Formula, call: &Arguments<'_>) -> Outcome {
        let Body { expr, unit, .. } = formula.body(call.function)?;
        let value = self.inside(call.values, call.places, call.range).value(expr)?;
        match unit {
            Some(unit) => unary(&value, call.range, |value, place| in_unit(value, unit, place)),
            None => Ok(value),
        }
    }

    /// Returns the bytes an author reads a node at: within the formula of a
    /// function, those of the argument, or else of the call.
    pub(super) fn place(&self, expr: &Expr) -> Range<usize> {
        let place = self.frame.map(|frame| match expr.kind {
            Kind::Parameter(rank) => frame.places.get(rank).unwrap_or(frame.range),
            _ => frame.range,
        });
        place.unwrap_or(&expr.range).clone()
    }

    fn spend_lines(&self, values: &[&Value], expr: &Expr) -> Outcome<()> {
        let lines = |value: &&Value| match value {
            Value::Column(column) => column.len(),
            _ => 0,
        };
        self.spend(values.iter().map(lines).sum(), expr)
    }

    fn spend(&self, steps: usize, expr: &Expr) -> Outcome<()> {
        let Some(left) = self.steps.get().checked_sub(steps) else {
            let message = "ce calcul demande trop d’opérations";
            return Err(FormulaFault::new("calcul-trop-long", &self.place(expr), message)
                .help("donnez un nom à une partie du calcul"));
        };
        self.steps.set(left);
        Ok(())
    }
}

/// Gives a number the unit of the function that computed it.
fn in_unit(value: &Value, unit: &Unit, place: &Range<usize>) -> Outcome {
    match value {
        Value::Number(number) => number
            .with_unit(unit)
            .map(Value::Number)
            .map_err(|fault| FormulaFault::arithmetic(place, &fault)),
        other => Ok(other.clone()),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::formula::parse;
    use crate::formula::sample::{shown, table};

    #[test]
    fn the_call_centre_of_2023_needs_five() {
        assert_eq!(shown("plafond(charge ÷ temps_productif)"), "5");
        assert_eq!(shown("charge ÷ temps_productif"), "4,25");
        assert_eq!(shown("plafond(somme(hebergements.nombre) × validite)"), "1\u{202f}275");
    }

    #[test]
    fn the_score_of_promoters_of_2025_is_55() {
        assert_eq!(shown("nps(somme(promoteurs); somme(detracteurs))"), "55\u{a0}points");
    }

    #[test]
    fn columns_go_line_by_line() {
        assert_eq!(shown("hebergements.nombre × 2"), "[690 ; 1\u{202f}994]");
        assert_eq!(shown("plafond(hebergements.nombre ÷ 10)"), "[35 ; 100]");
        assert_eq!(shown("taux_evolution(hebergements.nombre; 345)"), "[0\u{a0}% ; −65,4\u{a0}%]");
        assert_eq!(shown("moyenne(filtre(clients.score; clients.age entre 15 et 24))"), "2,67");
        assert_eq!(shown("moyenne(filtre(clients.score; non clients.age entre 15 et 24))"), "13");
    }

    #[test]
    fn a_choice_guards_each_line() {
        assert_eq!(
            shown("joindre(si(clients.score > 0; arrondi(160 ÷ clients.score); 0))"),
            "0, 10, 13, 10, 53, 10, 32, 23, 16 et 11"
        );
        assert_eq!(
            shown(
                "nieme(si clients.score > 0 alors clients.score ÷ max(clients.score) sinon 0; 2)"
            ),
            "1"
        );
        assert_eq!(
            shown(
                "nieme(si clients.score > 0 alors taux_evolution(clients.score; 8) sinon 0 %; 2)"
            ),
            "−50\u{a0}%"
        );
    }

    #[test]
    fn what_a_condition_excludes_is_not_computed() {
        assert_eq!(shown("rien ≠ 0 et 1 ÷ rien > 2"), "faux");
        assert_eq!(shown("rien = 0 ou 1 ÷ rien > 2"), "vrai");
        assert_eq!(shown("si rien = 0 alors 0 sinon 1 ÷ rien"), "0");
    }

    #[test]
    fn an_unknown_name_is_told_with_the_nearest() {
        expect![[r#"
            charge ÷ teleacteur
                     ^^^^^^^^^^
            nom-inconnu : le nom « teleacteur » n’est pas défini
            aide : vouliez-vous dire « téléacteurs » ?
        "#]]
        .assert_eq(&shown("charge ÷ teleacteur"));
        expect![[r#"
            2 × nps
                ^^^
            nom-inconnu : le nom « nps » n’est pas défini
            aide : pour appeler la fonction, écrivez nps(promoteurs; detracteurs)
        "#]]
        .assert_eq(&shown("2 × nps"));
    }

    #[test]
    fn a_division_by_zero_shows_what_is_zero() {
        expect![[r#"
            charge ÷ rien
                     ^^^^ « rien » vaut 0
            division-par-zero : division par zéro
            aide : écartez ce cas avec « si » avant de diviser
        "#]]
        .assert_eq(&shown("charge ÷ rien"));
        expect![[r#"
            taux_evolution(rien; charge ÷ 1 h)
                           ^^^^ ceci vaut 0
            division-par-zero : division par zéro
            aide : écartez ce cas avec « si » avant de diviser
        "#]]
        .assert_eq(&shown("taux_evolution(rien; charge ÷ 1 h)"));
        expect![[r#"
            100 ÷ clients.score
                  ^^^^^^^^^^^^^ « clients.score » vaut 0, à la ligne 1
            division-par-zero : division par zéro
            aide : écartez ce cas avec « si » avant de diviser
        "#]]
        .assert_eq(&shown("100 ÷ clients.score"));
    }

    #[test]
    fn units_that_do_not_agree_are_told() {
        expect![[r#"
            3 + (charge − validite)
                ^^^^^^^^^^^^^^^^^^^
            unites-differentes : on ne peut pas faire la différence entre une durée en « h » et un pourcentage
        "#]].assert_eq(&shown("3 + (charge − validite)"));
        expect![[r#"
            validite > 50
            ^^^^^^^^^^^^^
            unites-differentes : on ne peut pas comparer un pourcentage et un nombre sans unité
            aide : écrivez « 50 % » si c’est bien l’unité voulue
        "#]]
        .assert_eq(&shown("validite > 50"));
    }

    #[test]
    fn values_of_the_wrong_kind_are_told() {
        expect![[r#"
            somme(charge)
                  ^^^^^^ ceci est un nombre
            type-inattendu : « somme » attend une colonne
            aide : écrivez somme(colonne)
        "#]]
        .assert_eq(&shown("somme(charge)"));
        expect![[r#"
            -debut
             ^^^^^ ceci est une date
            type-inattendu : le signe − attend un nombre
        "#]]
        .assert_eq(&shown("-debut"));
        expect![[r#"
            "deux" × 2
            ^^^^^^ ceci est un texte
            type-inattendu : « × » attend deux nombres
        "#]]
        .assert_eq(&shown("\"deux\" × 2"));
        expect![[r#"
            si charge alors 1 sinon 2
               ^^^^^^ ceci est un nombre
            type-inattendu : « si » attend une condition
            aide : une condition compare deux valeurs : x > 0
        "#]]
        .assert_eq(&shown("si charge alors 1 sinon 2"));
        expect![[r#"
            arrondi(charge; 1,5)
                            ^^^
            type-inattendu : « arrondi » attend un nombre entier de −12 à 12
        "#]]
        .assert_eq(&shown("arrondi(charge; 1,5)"));
    }

    #[test]
    fn columns_of_different_lengths_are_told() {
        expect![[r#"
            clients.age + hebergements.nombre
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            longueurs-differentes : les colonnes n’ont pas le même nombre de lignes : 10 et 2
            aide : une opération ligne à ligne veut des colonnes du même tableau
        "#]]
        .assert_eq(&shown("clients.age + hebergements.nombre"));
    }

    #[test]
    fn an_empty_column_is_told_where_it_was_filtered() {
        expect![[r#"
            1 + moyenne(filtre(clients.score; clients.age > 99))
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ aucune ligne n’est retenue ici
            colonne-vide : « moyenne » ne peut rien tirer d’une colonne vide
        "#]]
        .assert_eq(&shown("1 + moyenne(filtre(clients.score; clients.age > 99))"));
    }

    #[test]
    fn a_name_that_failed_is_silent() {
        let fault = evaluate(&parse("1 + brisé").unwrap(), &table()).unwrap_err();
        assert!(fault.is_silent());
        assert_eq!(fault.range, 4..10);
    }

    #[test]
    fn powers_beyond_measure_are_refused() {
        expect![[r#"
            10 ^ 5000
            ^^^^^^^^^
            calcul-impossible : cet exposant ne peut pas servir
            aide : l’exposant est un nombre sans unité, entier ou fraction simple, de 1000 au plus
        "#]]
        .assert_eq(&shown("10 ^ 5000"));
    }

    #[test]
    fn endless_work_is_refused() {
        let scope = table();
        let expr = parse("somme(clients.score × 2)").unwrap();
        let spend = |steps| Evaluator::new(&scope, &Cell::new(steps)).value(&expr);
        assert_eq!(spend(24), evaluate(&expr, &scope));
        assert_eq!(spend(23).unwrap_err().id, "calcul-trop-long");
    }
}
