//! Grids of classes: takes a number, gives the score of the class it falls
//! in; also finds the holes and overlaps of a grid.

use std::cmp::Ordering;

use super::sort::sorted;
use crate::number::{ArithmeticFault, Quantity, whole};

/// One end of a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// Where the class ends.
    pub value: Quantity,
    /// Whether the value itself belongs to the class.
    pub inclusive: bool,
}

/// The numbers that have the same score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// Lower end; `None` when every smaller number belongs to the class.
    pub from: Option<Limit>,
    /// Upper end; `None` when every larger number belongs to the class.
    pub to: Option<Limit>,
    /// What a number of the class is worth.
    pub score: Quantity,
}

/// A grid of classes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// The name formulas use.
    pub name: String,
    /// The words that documents show.
    pub label: String,
    /// Its classes, in the order they were written.
    pub classes: Vec<Class>,
    /// Whether it scores whole numbers only: then « de 0 à 2 » and « de 3 à
    /// 11 » leave no hole.
    pub whole: bool,
}

/// What is wrong with a grid, by the ranks of its classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GridFault {
    /// The lower end of a class stands above its upper end.
    Empty(usize),
    /// Two classes, or the ends of one, have units that cannot be compared.
    Units(usize, usize),
    /// No class holds the numbers between these two.
    Hole(usize, usize),
    /// Some numbers belong to both.
    Overlap(usize, usize),
}

impl GridFault {
    /// Says in French what is wrong.
    #[must_use]
    pub fn message(self) -> String {
        match self {
            Self::Empty(class) => format!("la classe {} ne contient aucun nombre", class + 1),
            Self::Units(a, b) if a == b => {
                format!("les deux bornes de la classe {} n’ont pas la même unité", a + 1)
            }
            Self::Units(a, b) => {
                format!("les classes {} et {} n’ont pas la même unité", a + 1, b + 1)
            }
            Self::Hole(a, b) => format!("il y a un trou entre les classes {} et {}", a + 1, b + 1),
            Self::Overlap(a, b) => {
                format!("les classes {} et {} se chevauchent", a + 1, b + 1)
            }
        }
    }
}

type Comparison<T> = Result<T, ArithmeticFault>;

impl Class {
    /// Tells whether a number belongs to the class.
    fn contains(&self, number: &Quantity) -> Comparison<bool> {
        let above = match &self.from {
            Some(limit) => limit.allows(number.compare(&limit.value)?, Ordering::Greater),
            None => true,
        };
        let below = match &self.to {
            Some(limit) => limit.allows(number.compare(&limit.value)?, Ordering::Less),
            None => true,
        };
        Ok(above && below)
    }

    /// Tells whether no number can belong to the class.
    fn is_empty(&self) -> Comparison<bool> {
        let (Some(from), Some(to)) = (&self.from, &self.to) else { return Ok(false) };
        Ok(match from.value.compare(&to.value)? {
            Ordering::Less => false,
            Ordering::Equal => !(from.inclusive && to.inclusive),
            Ordering::Greater => true,
        })
    }

    /// Orders two classes by their lower ends.
    fn start(&self, other: &Self) -> Comparison<Ordering> {
        match (&self.from, &other.from) {
            (None, None) => Ok(Ordering::Equal),
            (None, Some(_)) => Ok(Ordering::Less),
            (Some(_), None) => Ok(Ordering::Greater),
            // An inclusive end starts before an exclusive one.
            (Some(a), Some(b)) => {
                Ok(a.value.compare(&b.value)?.then(b.inclusive.cmp(&a.inclusive)))
            }
        }
    }
}

impl Limit {
    /// Tells whether a number that compares so stands on the right side.
    fn allows(&self, order: Ordering, side: Ordering) -> bool {
        order == side || (self.inclusive && order == Ordering::Equal)
    }
}

impl Grid {
    /// Returns the score of a number; `None` when no class holds it.
    pub(super) fn score(&self, number: &Quantity) -> Comparison<Option<&Quantity>> {
        for class in &self.classes {
            if class.contains(number)? {
                return Ok(Some(&class.score));
            }
        }
        Ok(None)
    }

    /// Checks that the classes follow one another without hole or overlap.
    ///
    /// What stands below the first and above the last is nobody's.
    ///
    /// # Errors
    /// When they do not, with the two classes at fault.
    pub fn check(&self) -> Result<(), GridFault> {
        for (rank, class) in self.classes.iter().enumerate() {
            match class.is_empty() {
                Ok(false) => {}
                Ok(true) => return Err(GridFault::Empty(rank)),
                Err(_) => return Err(GridFault::Units(rank, rank)),
            }
        }
        let ordered = sorted(self.classes.iter().enumerate(), |(i, a), (j, b)| {
            a.start(b).map_err(|_| GridFault::Units(*i.min(j), *i.max(j)))
        })?;
        for pair in ordered.windows(2) {
            let [(i, low), (j, high)] = pair else { continue };
            let fault = match self.gap(low, high) {
                Ok(Ordering::Equal) => continue,
                Ok(Ordering::Greater) => GridFault::Hole(*i, *j),
                Ok(Ordering::Less) => GridFault::Overlap(*i, *j),
                Err(_) => GridFault::Units(*i, *j),
            };
            return Err(fault);
        }
        Ok(())
    }

    /// Measures what lies between two classes that follow each other: greater
    /// for a hole, less for an overlap.
    fn gap(&self, low: &Class, high: &Class) -> Comparison<Ordering> {
        let (Some(to), Some(from)) = (&low.to, &high.from) else { return Ok(Ordering::Less) };
        if self.whole && to.inclusive && from.inclusive {
            let next = to.value.add(&Quantity::new(whole(1), to.value.unit.clone()))?;
            return from.value.compare(&next);
        }
        Ok(from.value.compare(&to.value)?.then(match (to.inclusive, from.inclusive) {
            (true, true) => Ordering::Less,
            (false, false) => Ordering::Greater,
            _ => Ordering::Equal,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::sample::{grid, quantity, shown};

    #[test]
    fn classes_of_whole_numbers_touch_without_sharing() {
        assert_eq!(
            grid(&[(None, Some(2), 0), (Some(3), Some(11), 4), (Some(12), None, 6)]).check(),
            Ok(())
        );
    }

    #[test]
    fn the_order_of_classes_does_not_matter() {
        assert_eq!(grid(&[(Some(3), None, 4), (None, Some(2), 0)]).check(), Ok(()));
    }

    #[test]
    fn a_hole_and_an_overlap_name_their_classes() {
        let hole = grid(&[(None, Some(2), 0), (Some(4), None, 4)]).check().unwrap_err();
        assert_eq!(hole, GridFault::Hole(0, 1));
        assert_eq!(hole.message(), "il y a un trou entre les classes 1 et 2");
        let overlap = grid(&[(Some(3), None, 4), (None, Some(3), 0)]).check().unwrap_err();
        assert_eq!(overlap, GridFault::Overlap(1, 0));
        assert_eq!(overlap.message(), "les classes 2 et 1 se chevauchent");
        assert_eq!(
            grid(&[(None, None, 0), (Some(3), None, 4)]).check(),
            Err(GridFault::Overlap(0, 1))
        );
        assert_eq!(grid(&[(Some(5), Some(4), 0)]).check(), Err(GridFault::Empty(0)));
    }

    #[test]
    fn classes_of_any_number_meet_at_a_shared_end() {
        let class = |from: &str, to: &str, inclusive| Class {
            from: Some(Limit { value: quantity(from), inclusive: true }),
            to: Some(Limit { value: quantity(to), inclusive }),
            score: Quantity::whole(1),
        };
        let check = |inclusive, second| {
            let classes = vec![class("0 €", "50 €", inclusive), class(second, "90 €", true)];
            Grid { name: String::new(), label: String::new(), classes, whole: false }.check()
        };
        assert_eq!(check(false, "50 €"), Ok(()));
        assert_eq!(check(true, "50 €"), Err(GridFault::Overlap(0, 1)));
        assert_eq!(check(true, "51 €"), Err(GridFault::Hole(0, 1)));
        assert_eq!(check(true, "51 min"), Err(GridFault::Units(1, 1)));
    }

    #[test]
    fn a_column_is_scored_line_by_line() {
        assert_eq!(shown("note(exemple; liste(0; 2; 3; 11; 12; 40))"), "[0 ; 0 ; 4 ; 4 ; 6 ; 6]");
    }

    #[test]
    fn a_number_that_no_class_holds_is_told() {
        expect_test::expect![[r"
            note(exemple; liste(2; 2,5))
                          ^^^^^^^^^^^^^ à la ligne 2
            hors-grille : aucune classe de la grille « exemple » ne contient 2,5
            aide : ajoutez une classe à la grille
        "]]
        .assert_eq(&shown("note(exemple; liste(2; 2,5))"));
        expect_test::expect![[r"
            note(charge; 2)
                 ^^^^^^
            type-inattendu : « note » attend une grille
        "]]
        .assert_eq(&shown("note(charge; 2)"));
    }
}
