//! Bars of shares of a whole.

use num_traits::{One, Signed, Zero};

use super::Composer;
use super::alternative::{sentences, words};
use super::figure::{number, signed};
use super::table::permille;
use crate::diagnostic::Fault;
use crate::formula::Value;
use crate::markup::typography::apply_text;
use crate::number::{Exact, Quantity};
use crate::sheet::{Share, ShareBar, Sign};
use crate::subject::block;

impl Composer<'_> {
    /// Composes a bar of shares.
    pub(super) fn share_bar(&mut self, bar: &block::ShareBar) -> Option<ShareBar> {
        let values: Vec<_> = bar.shares.iter().map(|share| self.share_value(share)).collect();
        let values = values.into_iter().collect::<Option<Vec<Quantity>>>()?;
        let total = values.iter().fold(Exact::zero(), |sum, value| sum + &value.value);
        let percentages = values.iter().all(|value| value.unit.is_percent());
        if percentages
            && !total.is_one()
            && let (Some(first), Some(last)) = (bar.shares.first(), bar.shares.last())
        {
            let found = number(&Quantity { value: total.clone(), ..values[0].clone() }, None).text;
            self.tell(
                Fault::error("parts-incompletes", format!("les parts font {found}, et non 100 %"))
                    .at(last.value.origin.span, "la dernière part")
                    .at(first.value.origin.span, "la première"),
            );
            return None;
        }
        let title = self.line_or_none(bar.title.as_ref());
        let shares: Vec<_> = bar
            .shares
            .iter()
            .zip(&values)
            .map(|(share, value)| Share {
                label: words(&self.line(&share.label)),
                detail: words(&self.line_or_none(share.detail.as_ref())),
                value: number(value, None).text,
                permille: permille(&value.value, &total),
                sign: match share.sign {
                    block::Sign::Negative => Sign::Negative,
                    block::Sign::Neutral => Sign::Neutral,
                    block::Sign::Positive => Sign::Positive,
                },
            })
            .collect();
        let result = bar.result.as_ref().and_then(|name| {
            let answer = self.answers.get(&name.value)?;
            Some((apply_text(&answer.label), signed(&answer.value, answer.decimals)?))
        });
        let told: Vec<_> = shares
            .iter()
            .map(|share| match share.detail.as_str() {
                "" => format!("{} {}", share.label, share.value),
                detail => format!("{} ({detail}) {}", share.label, share.value),
            })
            .collect();
        let alt = sentences(&[
            words(&title),
            format!("Barre découpée en parts : {}", told.join(", ")),
            result.as_ref().map(|(label, value)| format!("{label} : {value}")).unwrap_or_default(),
        ]);
        Some(ShareBar { title, shares, result, alt })
    }

    fn share_value(&mut self, share: &block::Share) -> Option<Quantity> {
        match self.computed(&share.value)? {
            Value::Number(quantity) if !quantity.value.is_negative() => Some(quantity),
            _ => {
                let formula = &share.value;
                let place = formula.origin.place(self.sources, 0..formula.text.len());
                self.tell(
                    Fault::error("part-impossible", "cette valeur n’est pas une part")
                        .at(place, "attendu : un nombre, 0 ou plus"),
                );
                None
            }
        }
    }
}
