//! Faults of arithmetic, as data, with what to say of them in French.

use super::unit::Unit;

/// What was being done when units did not agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operation {
    /// `a + b`.
    Add,
    /// `a − b`.
    Subtract,
    /// `a < b` and its like.
    Compare,
    /// Saying a quantity in a unit that its author declares.
    Convert,
}

/// Why a computation has no result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArithmeticFault {
    /// The units do not agree.
    UnitMismatch {
        /// Unit of the left operand.
        left: Unit,
        /// Unit of the right operand, or the one asked for.
        right: Unit,
        /// What was being done.
        operation: Operation,
        /// Figure of the operand that has no unit, if one of them has none.
        bare: Option<String>,
    },
    /// The divisor is zero.
    DivisionByZero,
    /// The exponent carries a unit or is out of reach.
    BadExponent,
    /// The index of a root is zero or out of reach.
    BadRootIndex,
    /// An even root of a negative number.
    NegativeRoot,
    /// A power or a root of a unit that has none.
    UnitPower(Unit),
    /// The result takes more digits than any exam needs.
    TooLarge,
}

impl ArithmeticFault {
    /// Says in French what is wrong.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::UnitMismatch { left, right, operation, .. } => {
                let (first, second) = (kind(left), kind(right));
                match operation {
                    Operation::Add => {
                        format!("on ne peut pas additionner {first} et {second}")
                    }
                    Operation::Subtract => {
                        format!("on ne peut pas faire la différence entre {first} et {second}")
                    }
                    Operation::Compare => {
                        format!("on ne peut pas comparer {first} et {second}")
                    }
                    Operation::Convert if right.is_none() => {
                        format!("on ne peut pas ôter son unité à {first}")
                    }
                    Operation::Convert => {
                        format!("on ne peut pas donner l’unité «\u{a0}{right}\u{a0}» à {first}")
                    }
                }
            }
            Self::DivisionByZero => "division par zéro".to_owned(),
            Self::BadExponent => "cet exposant ne peut pas servir".to_owned(),
            Self::BadRootIndex => "cet indice de racine ne peut pas servir".to_owned(),
            Self::NegativeRoot => "un nombre négatif n’a pas de racine paire".to_owned(),
            Self::UnitPower(unit) => {
                format!("l’unité «\u{a0}{unit}\u{a0}» n’admet ni cette puissance ni cette racine")
            }
            Self::TooLarge => "le résultat a trop de chiffres".to_owned(),
        }
    }

    /// Says in French how to mend it, where there is a way.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        let help = match self {
            Self::UnitMismatch { left, right, operation, bare } => {
                return mismatch_help(left, right, *operation, bare.as_deref());
            }
            Self::DivisionByZero => "écartez ce cas avec «\u{a0}si\u{a0}» avant de diviser",
            Self::BadExponent => {
                "l’exposant est un nombre sans unité, entier ou fraction simple, de 1000 au plus"
            }
            Self::BadRootIndex => "l’indice est un nombre entier de 1 à 366",
            Self::NegativeRoot => "vérifiez le signe du nombre sous la racine",
            Self::UnitPower(_) => "divisez d’abord par une quantité de même unité",
            Self::TooLarge => "vérifiez les exposants et les multiplications qui s’enchaînent",
        };
        Some(help.to_owned())
    }
}

/// Names what a quantity is by its unit.
fn kind(unit: &Unit) -> String {
    if unit.is_none() {
        "un nombre sans unité".to_owned()
    } else if unit.is_percent() {
        "un pourcentage".to_owned()
    } else if unit.is_points() {
        "des points".to_owned()
    } else if unit.is_money() {
        "une somme en euros".to_owned()
    } else if unit.is_time() {
        format!("une durée en «\u{a0}{unit}\u{a0}»")
    } else {
        format!("une quantité en «\u{a0}{unit}\u{a0}»")
    }
}

fn mismatch_help(
    left: &Unit,
    right: &Unit,
    operation: Operation,
    bare: Option<&str>,
) -> Option<String> {
    let either = |is: fn(&Unit) -> bool| is(left) || is(right);
    let shares = either(Unit::is_percent);
    if shares && either(Unit::is_points) {
        return Some("l’écart entre deux pourcentages se donne en points".to_owned());
    }
    match (operation, bare) {
        (Operation::Add, _) if shares => Some(changed("augmenter", '+')),
        (Operation::Subtract, _) if right.is_percent() => Some(changed("diminuer", '−')),
        (_, Some(figure)) => {
            let unit = if left.is_none() { right } else { left };
            Some(format!("écrivez «\u{a0}{figure}\u{a0}{unit}\u{a0}» si c’est bien l’unité voulue"))
        }
        (_, None) if either(Unit::is_calendar) && either(Unit::is_time) => {
            Some(CALENDAR_HELP.to_owned())
        }
        (Operation::Convert, None) if right.is_none() => Some(format!(
            "pour un nombre sans unité, divisez par une quantité en «\u{a0}{left}\u{a0}»"
        )),
        (Operation::Add | Operation::Subtract | Operation::Compare, None)
            if left.is_count() && right.is_count() =>
        {
            Some("donnez aux deux le même nom, ou n’en donnez qu’à l’un".to_owned())
        }
        // Hours are paid: they lead to euros, rather than euros to hours.
        (Operation::Add | Operation::Subtract | Operation::Compare, None) if left.is_money() => {
            conversion(right, left)
        }
        (_, None) => conversion(left, right),
    }
}

/// Says how a number changes by a percentage.
fn changed(verb: &str, sign: char) -> String {
    format!("pour {verb} un nombre d’un pourcentage, multipliez-le par (1 {sign} pourcentage)")
}

/// Says what leads from one unit to another: from hours to euros, euros an hour.
fn conversion(from: &Unit, to: &Unit) -> Option<String> {
    if to.is_percent() {
        return Some(format!(
            "pour un pourcentage, divisez par le total, lui aussi en «\u{a0}{from}\u{a0}»"
        ));
    }
    if from.is_percent() {
        return Some(format!(
            "pour une part en «\u{a0}{to}\u{a0}», multipliez le pourcentage par le total"
        ));
    }
    let rate = to.over(from)?;
    let leads = from.times(&rate).is_some_and(|reached| reached.is_same_kind(to));
    if !leads || rate.is_none() {
        return None;
    }
    let way = if from.is_count() {
        format!("multipliez par la valeur d’une unité, en «\u{a0}{rate}\u{a0}»")
    } else if rate.to_string().starts_with('/') {
        format!("divisez par une quantité en «\u{a0}{}\u{a0}»", from.over(to)?)
    } else {
        format!("multipliez par une quantité en «\u{a0}{rate}\u{a0}»")
    };
    Some(format!("pour passer de «\u{a0}{from}\u{a0}» à «\u{a0}{to}\u{a0}», {way}"))
}

const CALENDAR_HELP: &str =
    "les mois et les années n’ont pas de durée fixe\u{a0}: comptez en jours, ou sans unité";

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::super::{Quantity, parse_quantity};
    use super::*;

    fn written(fault: &ArithmeticFault) -> String {
        let help = fault.help().unwrap_or("(rien)".to_owned());
        format!("{}\n  {help}\n", fault.message())
    }

    fn told(left: &str, right: &str) -> String {
        let [left, right] = [left, right].map(|text| parse_quantity(text).unwrap());
        let compared = left.compare(&right).unwrap_err();
        let added = left.add(&right).unwrap_err();
        [compared, added].map(|fault| written(&fault)).concat()
    }

    #[test]
    fn units_that_do_not_agree_are_both_named() {
        expect![[r"
            on ne peut pas comparer un nombre sans unité et un pourcentage
              écrivez « 50 % » si c’est bien l’unité voulue
            on ne peut pas additionner un nombre sans unité et un pourcentage
              pour augmenter un nombre d’un pourcentage, multipliez-le par (1 + pourcentage)
        "]]
        .assert_eq(&told("50", "12 %"));
        expect![[r#"
            on ne peut pas comparer une durée en « min » et une somme en euros
              pour passer de « min » à « € », multipliez par une quantité en « €/min »
            on ne peut pas additionner une durée en « min » et une somme en euros
              pour passer de « min » à « € », multipliez par une quantité en « €/min »
        "#]]
        .assert_eq(&told("4 min", "56 €"));
        expect![[r"
            on ne peut pas comparer une quantité en « appels » et une quantité en « contacts »
              donnez aux deux le même nom, ou n’en donnez qu’à l’un
            on ne peut pas additionner une quantité en « appels » et une quantité en « contacts »
              donnez aux deux le même nom, ou n’en donnez qu’à l’un
        "]]
        .assert_eq(&told("5 appels", "5 contacts"));
        expect![[r"
            on ne peut pas comparer une quantité en « mois » et une durée en « jours »
              les mois et les années n’ont pas de durée fixe : comptez en jours, ou sans unité
            on ne peut pas additionner une quantité en « mois » et une durée en « jours »
              les mois et les années n’ont pas de durée fixe : comptez en jours, ou sans unité
        "]]
        .assert_eq(&told("1 mois", "30 jours"));
    }

    #[test]
    fn a_way_from_one_unit_to_the_other_is_told() {
        let help = |left: &str, right: &str| {
            let [left, right] = [left, right].map(|text| parse_quantity(text).unwrap());
            let fault = left.subtract(&right).unwrap_err();
            fault.help().unwrap_or("(rien)".to_owned()) + "\n"
        };
        let pairs = [
            ("12 €", "3 h"),
            ("3 h", "12 €"),
            ("12 €", "3 €/h"),
            ("5 clients", "12 €"),
            ("12 €", "5 clients"),
            ("5 clients", "3 h"),
            ("100 €", "20 %"),
            ("20 %", "3 h"),
            ("3 points", "12 €"),
            ("2 mois", "12 €"),
        ];
        let told = pairs.map(|(left, right)| format!("{left} − {right} : {}", help(left, right)));
        expect![[r#"
            12 € − 3 h : pour passer de « h » à « € », multipliez par une quantité en « €/h »
            3 h − 12 € : pour passer de « h » à « € », multipliez par une quantité en « €/h »
            12 € − 3 €/h : pour passer de « €/h » à « € », multipliez par une quantité en « h »
            5 clients − 12 € : pour passer de « clients » à « € », multipliez par la valeur d’une unité, en « € »
            12 € − 5 clients : pour passer de « clients » à « € », multipliez par la valeur d’une unité, en « € »
            5 clients − 3 h : pour passer de « clients » à « h », multipliez par la valeur d’une unité, en « h »
            100 € − 20 % : pour diminuer un nombre d’un pourcentage, multipliez-le par (1 − pourcentage)
            20 % − 3 h : pour une part en « h », multipliez le pourcentage par le total
            3 points − 12 € : pour passer de « points » à « € », multipliez par la valeur d’une unité, en « € »
            2 mois − 12 € : pour passer de « mois » à « € », multipliez par la valeur d’une unité, en « € »
        "#]].assert_eq(&told.concat());
    }

    #[test]
    fn a_percentage_and_its_total_are_told_apart() {
        let help = |from: &str, unit: &str| {
            let unit = Unit::parse(unit).unwrap();
            parse_quantity(from).unwrap().with_unit(&unit).unwrap_err().help().unwrap() + "\n"
        };
        expect![[r#"
            pour un pourcentage, divisez par le total, lui aussi en « € »
            pour une part en « € », multipliez le pourcentage par le total
            pour passer de « min » à « € », multipliez par une quantité en « €/min »
        "#]]
        .assert_eq(&(help("12 €", "%") + &help("20 %", "€") + &help("4 min", "€")));
    }

    #[test]
    fn a_unit_that_cannot_be_declared_is_named() {
        let told = |from: &str, unit: &str| {
            let unit = if unit.is_empty() { Unit::none() } else { Unit::parse(unit).unwrap() };
            written(&parse_quantity(from).unwrap().with_unit(&unit).unwrap_err())
        };
        let told = [("4 min", "€"), ("15 points", "%"), ("3 mois", "jours"), ("56 €", "")]
            .map(|(from, unit)| told(from, unit));
        expect![[r#"
            on ne peut pas donner l’unité « € » à une durée en « min »
              pour passer de « min » à « € », multipliez par une quantité en « €/min »
            on ne peut pas donner l’unité « % » à des points
              l’écart entre deux pourcentages se donne en points
            on ne peut pas donner l’unité « jours » à une quantité en « mois »
              les mois et les années n’ont pas de durée fixe : comptez en jours, ou sans unité
            on ne peut pas ôter son unité à une somme en euros
              pour un nombre sans unité, divisez par une quantité en « € »
        "#]]
        .assert_eq(&told.concat());
    }

    #[test]
    fn the_figure_without_unit_is_quoted_in_french() {
        let number = Quantity::bare(parse_quantity("1,5").unwrap().value);
        let fault = number.compare(&parse_quantity("4 min").unwrap()).unwrap_err();
        let help = fault.help().unwrap();
        assert_eq!(help, "écrivez «\u{a0}1,5\u{a0}min\u{a0}» si c’est bien l’unité voulue");
    }
}
