//! What sets a variant apart: takes the results of a hand, gives their exact
//! values as bytes that can be compared.

use super::draw::Dealer;
use crate::formula::Value;
use crate::number::Quantity;

/// The exact values of the results that matter, or of what was drawn when
/// nothing is computed. Variants of one signature are one variant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Signature(Box<[u8]>);

impl Dealer<'_> {
    /// Returns the signature of the hand.
    pub(super) fn signature(&self) -> Signature {
        let groups = (0..self.plan.groups.len()).map(Some).chain([None]);
        let mut bytes = Vec::new();
        for group in groups {
            self.write(group, &mut bytes);
        }
        Signature(bytes.into())
    }

    fn write(&self, group: Option<usize>, to: &mut Vec<u8>) {
        if self.plan.results.is_empty() {
            let slots = group.and_then(|group| self.plan.groups.get(group));
            let slots = slots.and_then(|group| self.plan.slots.get(group.slots.clone()));
            let values = slots.into_iter().flatten().flat_map(|slot| self.values(slot));
            values.for_each(|value| write(&value, to));
            return;
        }
        let Some(memory) = self.memory(group) else { return };
        for result in self.plan.results.iter().filter(|result| result.group == group) {
            match memory.small(result.definition) {
                Some((numerator, denominator)) => small(numerator, denominator, to),
                None => write(&memory.value(result.definition), to),
            }
        }
    }
}

fn small(numerator: i128, denominator: i128, to: &mut Vec<u8>) {
    to.push(b'n');
    to.extend(numerator.to_le_bytes());
    to.extend(denominator.to_le_bytes());
}

/// Writes a value so that no two read alike.
fn write(value: &Value, to: &mut Vec<u8>) {
    match value {
        Value::Number(number) => write_number(number, to),
        Value::Text(text) => {
            to.push(b't');
            sized(text.as_bytes(), to);
        }
        Value::Date(date) => {
            to.push(b'd');
            sized(date.to_string().as_bytes(), to);
        }
        Value::Truth(truth) => to.extend([b'v', u8::from(*truth)]),
        Value::Column(lines) => {
            to.push(b'c');
            to.extend((lines.len() as u64).to_le_bytes());
            lines.iter().for_each(|line| write(line, to));
        }
        // Grids do not change.
        Value::Grid(_) => to.push(b'g'),
    }
}

fn write_number(number: &Quantity, to: &mut Vec<u8>) {
    let (numerator, denominator) = (number.value.numer(), number.value.denom());
    if let (Ok(numerator), Ok(denominator)) = (numerator.try_into(), denominator.try_into()) {
        small(numerator, denominator, to);
    } else {
        to.push(b'N');
        sized(&numerator.to_signed_bytes_le(), to);
        sized(&denominator.to_signed_bytes_le(), to);
    }
}

fn sized(bytes: &[u8], to: &mut Vec<u8>) {
    to.extend((bytes.len() as u64).to_le_bytes());
    to.extend(bytes);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::number::{Unit, whole};

    fn written(value: &Value) -> Vec<u8> {
        let mut bytes = Vec::new();
        write(value, &mut bytes);
        bytes
    }

    fn values() -> impl Strategy<Value = Value> {
        let scalar = prop_oneof![
            (-20_i64..20, 1_i64..5).prop_map(|(a, b)| Quantity::bare(whole(a) / whole(b)).into()),
            "[ab]{0,2}".prop_map(Value::Text),
            any::<bool>().prop_map(Value::Truth),
        ];
        prop_oneof![scalar.clone(), prop::collection::vec(scalar, 0..3).prop_map(Value::column)]
    }

    proptest! {
        #[test]
        fn different_values_read_differently(one in values(), other in values()) {
            prop_assert_eq!(written(&one) == written(&other), one == other);
        }
    }

    #[test]
    fn a_number_reads_the_same_in_any_unit() {
        let minutes = Quantity::of(&whole(90), Unit::minutes());
        let hours = minutes.with_unit(&Unit::hours()).expect("a time");
        assert_eq!(written(&minutes.into()), written(&hours.into()));
    }
}
