//! One variant a pupil, none like another: takes a dealer and pupils, gives
//! each the first attempt that nobody before has.
//!
//! Pupils are served in order, so one more at the end changes nobody else.

use std::collections::{BTreeMap, BTreeSet};

use super::apply::Drawn;
use super::catalogue::Catalogue;
use super::draw::Dealer;
use super::plan::Plan;
use super::signature::Signature;
use super::words::many;
use crate::diagnostic::Fault;
use crate::number::counted;
use crate::source::Span;

/// How many attempts a pupil has, and how many variants can be had directly.
const ATTEMPTS: u16 = 1024;
/// Parameters that are shown where variants are too few.
const SHOWN: usize = 4;

/// Which of the variants that a pupil could have was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Attempt {
    /// That of an attempt, from 0 to 1023.
    Drawn(u16),
    /// One of all that exist, from 0 to 1023, when attempts have run out.
    Direct(u16),
}

/// The variant of a pupil.
#[derive(Debug, Clone, PartialEq)]
pub struct Assigned {
    /// The pupil, by number.
    pub pupil: u32,
    /// What the code of the paper must say.
    pub attempt: Attempt,
    /// The values.
    pub drawn: Drawn,
}

impl Dealer<'_> {
    /// Deals to a pupil; the same again for the same key, seed and attempt.
    ///
    /// # Errors
    ///
    /// When constraints have refused all tries, or when there are not so many
    /// variants.
    pub fn deal(&mut self, pupil: u32, attempt: Attempt) -> Result<Drawn, Box<Fault>> {
        match attempt {
            Attempt::Drawn(attempt) => {
                self.rehearse(pupil, attempt)?;
            }
            Attempt::Direct(rank) => {
                let hands = self.plan.catalogue().map_or_else(Vec::new, |known| known.hands);
                if !hands.get(usize::from(rank)).is_some_and(|hand| self.show(hand)) {
                    return Err(Box::new(scarce(self.plan, hands.len(), usize::from(rank) + 1)));
                }
            }
        }
        Ok(self.take())
    }
}

/// Gives each pupil a variant that no one before has.
///
/// # Errors
///
/// When constraints refuse all tries, or when there are fewer variants than
/// pupils: the fault says how many there are.
pub fn assign(dealer: &mut Dealer<'_>, pupils: &[u32]) -> Result<Vec<Assigned>, Box<Fault>> {
    let mut seen = BTreeSet::new();
    let mut catalogue = None;
    let mut all = Vec::with_capacity(pupils.len());
    for pupil in pupils {
        let mut attempt = fresh(dealer, *pupil, &mut seen)?;
        if attempt.is_none() {
            let known = catalogue.get_or_insert_with(|| dealer.plan.catalogue());
            attempt = known.as_ref().and_then(|known| left(dealer, known, *pupil, &mut seen));
        }
        let attempt = attempt.ok_or_else(|| {
            let exact = catalogue.iter().flatten().map(|known| known.hands.len()).next();
            Box::new(match exact {
                Some(exact) => scarce(dealer.plan, exact, pupils.len()),
                None => rare(dealer.plan, seen.len(), pupils.len()),
            })
        })?;
        all.push(Assigned { pupil: *pupil, attempt, drawn: dealer.take() });
    }
    Ok(all)
}

/// Finds the first attempt whose variant is new.
fn fresh(
    dealer: &mut Dealer<'_>,
    pupil: u32,
    seen: &mut BTreeSet<Signature>,
) -> Result<Option<Attempt>, Box<Fault>> {
    for attempt in 0..ATTEMPTS {
        dealer.rehearse(pupil, attempt)?;
        if seen.insert(dealer.signature()) {
            return Ok(Some(Attempt::Drawn(attempt)));
        }
    }
    Ok(None)
}

/// Finds a variant that is left, from a rank that is drawn on.
fn left(
    dealer: &mut Dealer<'_>,
    catalogue: &Catalogue,
    pupil: u32,
    seen: &mut BTreeSet<Signature>,
) -> Option<Attempt> {
    let count = catalogue.hands.len().min(usize::from(ATTEMPTS));
    let start = usize::try_from(dealer.choose(pupil, count as u64)).ok()?;
    (start..count).chain(0..start).find_map(|rank| {
        dealer.show(catalogue.hands.get(rank)?);
        let fresh = seen.insert(dealer.signature());
        fresh.then(|| u16::try_from(rank).ok().map(Attempt::Direct))?
    })
}

fn scarce(plan: &Plan, exist: usize, pupils: usize) -> Fault {
    let pupils = counted(pupils, "élève");
    let fault = Fault::error(
        "variantes-insuffisantes",
        match exist {
            1 => format!("il n’existe qu’une variante, pour {pupils}"),
            _ => {
                let exist = counted(exist, "variante");
                format!("il n’existe que {exist} différentes, pour {pupils}")
            }
        },
    );
    advise(narrowest(plan, fault), exist)
}

fn rare(plan: &Plan, found: usize, pupils: usize) -> Fault {
    let found_text = counted(found, "variante");
    let message = format!("{found_text} seulement, pour {}", counted(pupils, "élève"));
    advise(narrowest(plan, Fault::error("variantes-insuffisantes", message)), found)
}

/// Shows the parameters that have fewest values.
fn narrowest(plan: &Plan, fault: Fault) -> Fault {
    let mut counts: BTreeMap<Span, u128> = BTreeMap::new();
    for slot in &plan.slots {
        let count = counts.entry(slot.span).or_insert(1);
        *count = count.saturating_mul(slot.domain.count().unwrap_or(u128::MAX));
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(span, count)| (*count, *span));
    counts.into_iter().take(SHOWN).fold(fault, |fault, (span, count)| match u64::try_from(count) {
        Ok(count) => fault.at(span, many(count, "possibilité")),
        Err(_) => fault,
    })
}

fn advise(fault: Fault, count: usize) -> Fault {
    let wider = "faites varier plus de données, plus largement";
    if count < 2 {
        return fault.help(wider);
    }
    let series = fault.help(format!("partagez-les entre les élèves : --series {count}"));
    series.help(format!("ou {wider}"))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::super::trial::{Trial, dealer};
    use super::*;

    fn assigned(trial: &Trial, pupils: u32) -> Result<Vec<Assigned>, Box<Fault>> {
        let plan = trial.plan();
        let pupils: Vec<_> = (0..pupils).collect();
        assign(&mut dealer(&plan), &pupils)
    }

    /// Twelve pairs of a budget and a price, with eight different ratios.
    const FEW: &str = "
        budget: {parmi: [100 €, 200 €, 400 €]}
        prix: {parmi: [10 €, 20 €, 40 €, 50 €]}
    ";

    #[test]
    fn no_two_pupils_have_the_same_results() {
        let trial = Trial::new("budget: {de: 1000 €, a: 4000 €, pas: 10 €}");
        let all = assigned(&trial, 100).expect("variants enough");
        let mut seen: Vec<_> = all.iter().map(|each| trial.shown(&each.drawn)).collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 100);
        assert!(all.iter().any(|each| each.attempt != Attempt::Drawn(0)), "some had to try again");
    }

    #[test]
    fn different_figures_with_the_same_results_are_one_variant() {
        // 100 ÷ 10 = 200 ÷ 20 = 400 ÷ 40: the contacts are the same as well.
        let trial = Trial::new(&format!("{}contraintes: ['cout > 0 €']", FEW.trim_start()));
        let results = |each: &Assigned| each.drawn.apply(&trial.subject);
        let all = assigned(&trial, 12).expect("budgets differ by their cost a contact");
        assert_eq!(all.len(), 12);
        let sales = trial.planned(Some(&["1.2"])).expect("a plan");
        let pupils: Vec<_> = (0..8).collect();
        let eight = assign(&mut dealer(&sales), &pupils).expect("eight ratios");
        let ratio = |each: &Assigned| {
            let (answers, _) = crate::answers::solve(&results(each), &trial.sources);
            format!("{:?}", answers.get("ventes").map(|answer| &answer.value))
        };
        let mut ratios: Vec<_> = eight.iter().map(ratio).collect();
        ratios.sort_unstable();
        ratios.dedup();
        assert_eq!(ratios.len(), 8);
        let nine: Vec<_> = (0..9).collect();
        assert!(assign(&mut dealer(&sales), &nine).is_err());
    }

    #[test]
    fn one_more_pupil_changes_nobody_else() {
        let trial = Trial::new("budget: {de: 1000 €, a: 4000 €, pas: 100 €}");
        let fewer = assigned(&trial, 20).expect("variants enough");
        let more = assigned(&trial, 30).expect("variants enough");
        assert_eq!(fewer, more[..20]);
    }

    #[test]
    fn all_that_exist_can_be_given_and_dealt_again() {
        let budgets: Vec<_> = (1..=200).map(|hundred| format!("{hundred}00 €")).collect();
        let weights = vec!["1"; 199].join(", ");
        // The last is drawn once in a hundred million times.
        let lines = format!(
            "budget: {{parmi: [{}], poids: [{}, 1]}}",
            budgets.join(", "),
            weights.replace('1', "1000000")
        );
        let trial = Trial::new(&lines);
        let plan = trial.plan();
        let pupils: Vec<_> = (0..200).collect();
        let all = assign(&mut dealer(&plan), &pupils).expect("as many as pupils");
        assert!(all.iter().any(|each| matches!(each.attempt, Attempt::Direct(_))));
        for each in &all {
            let again = dealer(&plan).deal(each.pupil, each.attempt).expect("a variant");
            assert_eq!(again, each.drawn);
        }
    }

    #[test]
    fn too_few_variants_are_counted() {
        let trial = Trial::new(FEW);
        expect![[r#"
            erreur[variantes-insuffisantes] : il n’existe que 12 variantes différentes, pour 35 élèves
              --> essai.yaml:41:3
               |
            40 | variantes:
            41 |   budget: {parmi: [100 €, 200 €, 400 €]}
               |   ^^^^^^ 3 possibilités
            42 |   prix: {parmi: [10 €, 20 €, 40 €, 50 €]}
               |   ---- 4 possibilités
               |
               = aide : partagez-les entre les élèves : --series 12
               = aide : ou faites varier plus de données, plus largement
        "#]]
        .assert_eq(&trial.told(*assigned(&trial, 35).expect_err("too few")));
        let many = scarce(&trial.plan(), 1_200, 2_000).message;
        assert_eq!(
            many.replace('\u{202f}', "'"),
            "il n’existe que 1'200 variantes différentes, pour 2'000 élèves"
        );
        let only = Trial::new(
            "prenom: {parmi: [Camille, Ana]}
            contraintes: ['prenom = \"Ana\"']",
        );
        assert_eq!(
            assigned(&only, 2).expect_err("too few").message,
            "il n’existe qu’une variante, pour 2 élèves"
        );
    }

    #[test]
    fn where_nothing_is_computed_what_is_drawn_sets_apart() {
        let trial = Trial::new("prenom: {parmi: [Ana, Bob, Chloé]}");
        let all = assigned(&trial, 3).expect("three names");
        let mut names: Vec<_> = all.iter().map(|each| trial.shown(&each.drawn)).collect();
        names.sort_unstable();
        assert_eq!(names, ["prenom=Ana", "prenom=Bob", "prenom=Chloé"]);
    }
}
