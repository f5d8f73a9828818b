//! A stress for a person: takes what many draws have shown, gives aligned
//! French text.

use std::fmt::Write;

use super::table::{Side, table};
use super::{Bar, Case, Examples, Parameter, Refusal, Spread, Stress};
use crate::formula::Value;
use crate::number::{Quantity, counted};
use crate::sheet::value_text;
use crate::variants::words::{many, number, percent, without_unit};

/// Blocks of a histogram, by height.
const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// Values of a condition or a text that are shown.
const SHOWN: usize = 4;

impl Stress {
    /// Writes what was found for a person.
    #[must_use]
    pub fn to_text(&self) -> String {
        let parts = [
            self.head(),
            self.drawn(),
            self.numbers(),
            self.words(),
            self.constraints(),
            self.flaws(),
            self.verdict(),
            self.again(),
        ];
        let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join("\n")
    }

    fn head(&self) -> String {
        let refused = match self.refused {
            0 if self.tries == 0 => "sans contrainte".to_owned(),
            0 => format!("{}, aucun refusé", many(self.tries, "essai")),
            refused => {
                let share = percent(refused, self.tries);
                let worst = percent(self.worst.1, self.worst.0);
                let worst =
                    if worst == share { String::new() } else { format!(", {worst} au pire") };
                format!("{}, {share} refusés{worst}", many(self.tries, "essai"))
            }
        };
        let draws = many(u64::from(self.draws), "tirage");
        let distinct = different(self.distinct);
        format!("{} : {draws}, graine {}\n  {distinct} ; {refused}\n", self.subject, self.seed)
    }

    fn drawn(&self) -> String {
        if self.parameters.is_empty() {
            return String::new();
        }
        let row = |parameter: &Parameter| {
            let [low, high] = match &parameter.range {
                Some(range) => {
                    range.each_ref().map(|end| value_text(end, None).unwrap_or_default())
                }
                None => [String::new(), String::new()],
            };
            let count = counted_values(parameter.distinct, parameter.cut);
            vec![parameter.name.clone(), without_unit(&low, &high).to_owned(), high, count]
        };
        let heads = ["", "min", "max", "valeurs"].map(str::to_owned).to_vec();
        let rows: Vec<_> = std::iter::once(heads).chain(self.parameters.iter().map(row)).collect();
        let sides = [Side::Left, Side::Right, Side::Right, Side::Right];
        format!("paramètres\n{}", table(&sides, &rows))
    }

    fn numbers(&self) -> String {
        let heads = ["", "min", "1er quartile", "médiane", "3e quartile", "max", "valeurs", ""];
        let mut rows = vec![heads.map(str::to_owned).to_vec()];
        for result in &self.results {
            let Some(numbers) = &result.numbers else { continue };
            let mut row = vec![name(result)];
            let [.., highest] = numbers.values.each_ref().map(|value| shown(value, result));
            row.extend(
                numbers
                    .values
                    .iter()
                    .take(4)
                    .map(|value| without_unit(&shown(value, result), &highest).to_owned()),
            );
            row.push(highest);
            row.push(counted_values(result.distinct, result.cut));
            row.push(histogram(&numbers.bars));
            rows.push(row);
        }
        if rows.len() == 1 {
            return String::new();
        }
        let mut sides = [Side::Right; 8];
        (sides[0], sides[7]) = (Side::Left, Side::Left);
        format!("résultats\n{}", table(&sides, &rows))
    }

    fn words(&self) -> String {
        let row = |result: &Spread| {
            let total: u64 = result.words.iter().map(|(_, count)| count).sum();
            let one = |(text, count): &(String, u64)| {
                let text = if text.is_empty() { "(vide)" } else { text };
                format!("{text} {}", percent(*count, total))
            };
            let mut shown: Vec<_> = result.words.iter().take(SHOWN).map(one).collect();
            if result.words.len() > SHOWN {
                shown.push(format!("… ({})", many(result.distinct, "valeur")));
            }
            vec![name(result), shown.join(" ; ")]
        };
        let rows: Vec<_> =
            self.results.iter().filter(|result| !result.words.is_empty()).map(row).collect();
        if rows.is_empty() {
            return String::new();
        }
        format!("autres résultats\n{}", table(&[Side::Left, Side::Left], &rows))
    }

    fn constraints(&self) -> String {
        if self.refusals.is_empty() {
            return String::new();
        }
        let row = |refusal: &Refusal| {
            let [all, alone] =
                [refusal.refused, refusal.alone].map(|count| percent(count, refusal.tries));
            let title = refusal.title.map(|title| format!("{title} : ")).unwrap_or_default();
            vec![all, alone, format!("{title}{}", refusal.text)]
        };
        let heads = ["refuse", "seule", ""].map(str::to_owned).to_vec();
        let rows: Vec<_> = std::iter::once(heads).chain(self.refusals.iter().map(row)).collect();
        format!("contraintes\n{}", table(&[Side::Right, Side::Right, Side::Left], &rows))
    }

    fn flaws(&self) -> String {
        let made = u64::from(self.draws) - self.failures.count;
        let row = |case: &Case| {
            let share = percent(case.draws.count, made);
            let what = format!("{} : {}", case.name, case.flaw.title());
            [share, what, named(&case.draws)]
        };
        let (admitted, harmful): (Vec<_>, Vec<_>) =
            self.cases.iter().partition(|case| case.admitted.is_some());
        let rows: Vec<_> = harmful.into_iter().map(|case| row(case).to_vec()).collect();
        let sides = [Side::Right, Side::Left, Side::Left];
        let mut text = match rows.is_empty() {
            true => "cas dégénérés : aucun\n".to_owned(),
            false => {
                let share = percent(self.degenerate, made);
                format!("cas dégénérés : {share} des tirages\n{}", table(&sides, &rows))
            }
        };
        if !admitted.is_empty() {
            let excused = |case: &Case| {
                let [share, what, draws] = row(case);
                vec![share, what, draws, case.admitted.clone().unwrap_or_default()]
            };
            let rows: Vec<_> = admitted.into_iter().map(excused).collect();
            let rows = table(&[Side::Right, Side::Left, Side::Left, Side::Left], &rows);
            // Writing to a text never fails.
            let _ = write!(text, "\ncas admis\n{rows}");
        }
        text
    }

    fn verdict(&self) -> String {
        let failures = (self.failures.count > 0).then(|| {
            let count = many(self.failures.count, "tirage");
            format!("✗ {count} sans variante : {}\n", named(&self.failures))
        });
        let thresholds = self.thresholds.iter().map(|threshold| {
            let (mark, doubt) = match threshold.holds {
                Some(true) => ('✓', ""),
                Some(false) => ('✗', ""),
                None => ('–', " ; trop peu de tirages pour le dire"),
            };
            let (what, found, limit) = (threshold.demanded, &threshold.found, &threshold.limit);
            format!("{mark} {} : {found}, {} {limit}{doubt}\n", what.title(), what.side())
        });
        failures.into_iter().chain(thresholds).collect()
    }

    /// Says how to see one of the draws that are named.
    fn again(&self) -> String {
        // A case that is admitted is looked at when there is no other.
        let (admitted, others): (Vec<_>, Vec<_>) =
            self.cases.iter().partition(|case| case.admitted.is_some());
        let cases = others.into_iter().chain(admitted).map(|case| &case.draws);
        let mut named = std::iter::once(&self.failures).chain(cases);
        let first = named.find_map(|draws| draws.first.first());
        first.map_or_else(String::new, |draw| {
            format!("pour revoir un tirage : {} {draw}\n", self.replay)
        })
    }
}

/// Writes how many values there are, or the least there are.
fn counted_values(distinct: u64, cut: bool) -> String {
    format!("{}{}", if cut { "≥ " } else { "" }, number(distinct))
}

fn name(result: &Spread) -> String {
    match result.lines {
        Some(lines) => format!("{} ({})", result.name, counted(lines, "ligne")),
        None => result.name.clone(),
    }
}

fn shown(value: &Quantity, result: &Spread) -> String {
    value_text(&Value::Number(value.clone()), result.decimals).unwrap_or_default()
}

/// Draws bars as blocks of one line; what is empty stays blank.
pub(super) fn histogram(bars: &[Bar]) -> String {
    let highest = bars.iter().map(|bar| bar.count).max().unwrap_or_default().max(1);
    let block = |bar: &Bar| match bar.count {
        0 => ' ',
        count => {
            let eighths = (u128::from(count) * 8).div_ceil(u128::from(highest));
            let rank = usize::try_from(eighths).unwrap_or(8).saturating_sub(1);
            BLOCKS.get(rank).copied().unwrap_or('█')
        }
    };
    bars.iter().map(block).collect()
}

/// Names the first draws: « tirages 3, 17, 20 … ».
fn named(examples: &Examples) -> String {
    let numbers: Vec<_> = examples.first.iter().map(ToString::to_string).collect();
    let more = if examples.count > numbers.len() as u64 { "…" } else { "" };
    let noun = if examples.count > 1 { "tirages" } else { "tirage" };
    format!("{noun} {}{more}", numbers.join(", "))
}

fn different(count: u64) -> String {
    let text = many(count, "variante");
    if count > 1 { format!("{text} différentes") } else { text }
}
