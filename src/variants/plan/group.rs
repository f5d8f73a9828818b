//! Parameters that constraints tie together: takes ties, gives groups that can
//! be drawn, and refused, apart from one another.

use super::reach::Parameters;

/// Sets of parameters under union.
pub(super) struct Ties {
    /// For each parameter, an earlier one of its set; itself for the first.
    earlier: Vec<usize>,
}

impl Ties {
    /// Starts with so many parameters, all apart.
    pub(super) fn new(count: usize) -> Self {
        Self { earlier: (0..count).collect() }
    }

    /// Ties some parameters together.
    pub(super) fn tie(&mut self, parameters: &Parameters) {
        let mut firsts = parameters.iter().map(|parameter| self.first(*parameter));
        let Some(one) = firsts.next() else { return };
        let others: Vec<_> = firsts.collect();
        let first = others.iter().copied().fold(one, usize::min);
        for other in others.into_iter().chain([one]) {
            self.earlier[other] = first;
        }
    }

    /// Returns the first parameter of the set of one.
    pub(super) fn first(&self, parameter: usize) -> usize {
        let mut at = parameter;
        while self.earlier[at] != at {
            at = self.earlier[at];
        }
        at
    }

    /// Lists the sets, by their first parameters.
    pub(super) fn groups(&self) -> Vec<Parameters> {
        let mut groups = std::collections::BTreeMap::<usize, Parameters>::new();
        for parameter in 0..self.earlier.len() {
            groups.entry(self.first(parameter)).or_default().insert(parameter);
        }
        groups.into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_tied_to_one_is_tied_to_all_of_its_group() {
        let mut ties = Ties::new(6);
        for pair in [[1, 4], [2, 5], [5, 4]] {
            ties.tie(&pair.into());
        }
        let groups = [[0].into(), [1, 2, 4, 5].into(), [3].into()];
        assert_eq!(ties.groups(), groups);
    }

    #[test]
    fn a_tie_of_nothing_changes_nothing() {
        let mut ties = Ties::new(2);
        ties.tie(&Parameters::new());
        assert_eq!(ties.groups().len(), 2);
    }
}
