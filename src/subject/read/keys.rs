//! The keys of each block as data: what a reader admits, what the schema and
//! the reference of keys say of it.
//!
//! Each reader declares its keys beside itself and opens its block with them:
//! a key that is not declared does not exist.

use crate::yaml::{Kind, Node};

/// A block of keys.
#[derive(Debug)]
pub(in crate::subject) struct Mapping {
    /// Name of its definition in the schema.
    pub(in crate::subject) name: &'static str,
    /// Its title in the reference, in French.
    pub(in crate::subject) title: &'static str,
    /// What a fault says was expected, where something else stands.
    pub(in crate::subject) expected: &'static str,
    /// Its keys, by groups that blocks may share.
    pub(in crate::subject) keys: &'static [&'static [Key]],
    /// What it asks of its keys together.
    pub(in crate::subject) rules: &'static [Rule],
    /// What stands under the names that the author chooses, if there are any.
    pub(in crate::subject) others: Option<Form>,
}

impl Mapping {
    /// What most blocks are: no rule, no name of the author's.
    pub(super) const PLAIN: Self =
        Self { name: "", title: "", expected: "", keys: &[], rules: &[], others: None };

    /// Lists its keys in order.
    pub(in crate::subject) fn all(&self) -> impl Iterator<Item = &'static Key> + use<> {
        self.keys.iter().flat_map(|group| group.iter())
    }

    /// Tells whether a key is declared.
    pub(super) fn declares(&self, key: &str) -> bool {
        self.all().any(|own| own.name == key)
    }
}

/// A key and what it says.
#[derive(Debug, Clone, Copy)]
pub(in crate::subject) struct Key {
    /// The key itself.
    pub(in crate::subject) name: &'static str,
    /// Tells whether it must be there.
    pub(in crate::subject) required: bool,
    /// What is written under it.
    pub(in crate::subject) form: Form,
    /// An example of it, in YAML.
    pub(in crate::subject) example: &'static str,
    /// What it says, as a sentence in French.
    pub(in crate::subject) says: &'static str,
    /// What it is worth when it is left out, in YAML; nothing when nothing
    /// written would be worth the same.
    pub(in crate::subject) default: &'static str,
}

impl Key {
    /// Says what the key is worth when it is left out.
    pub(super) const fn default(mut self, value: &'static str) -> Self {
        self.default = value;
        self
    }
}

/// Declares a key that must be there.
pub(super) const fn required(
    name: &'static str,
    form: Form,
    example: &'static str,
    says: &'static str,
) -> Key {
    Key { name, required: true, form, example, says, default: "" }
}

/// Declares a key that may be left out.
pub(super) const fn optional(
    name: &'static str,
    form: Form,
    example: &'static str,
    says: &'static str,
) -> Key {
    Key { name, required: false, form, example, says, default: "" }
}

/// What may be written somewhere.
#[derive(Debug, Clone, Copy)]
pub(in crate::subject) enum Form {
    /// Paragraphs and lists in Markdown.
    Text,
    /// A text in Markdown that holds on one line.
    Line,
    /// Words as they are.
    Plain,
    /// The name of something declared elsewhere.
    Name,
    /// A file, from the folder of the subject.
    File,
    /// A unit.
    Unit,
    /// A number, a date, a yes or no, or a text.
    Value,
    /// A formula.
    Formula,
    /// A number with or without unit.
    Quantity,
    /// A number with or without unit, or a date.
    Bound,
    /// A number without unit.
    Number,
    /// A whole number between bounds.
    Whole(u64, Option<u64>),
    /// A number without unit, from 0 to 5.
    Rating,
    /// Points of a marking scheme, `4`, `0,5` or `4 × 0,5`.
    Points,
    /// A share in percent.
    Percent,
    /// A duration.
    Duration,
    /// An amount of money.
    Price,
    /// A date.
    Date,
    /// A month.
    Month,
    /// An address of e-mail.
    Email,
    /// Yes or no.
    Flag,
    /// Yes.
    Yes,
    /// One word among some.
    Choice(&'static [&'static str]),
    /// A block of keys.
    Block(&'static Mapping),
    /// One of several blocks of keys.
    Cases(&'static Cases),
    /// Something short, or a block of keys.
    Short(&'static Form, &'static Form),
    /// A list, or a single element where a list could stand.
    List(&'static Form),
    /// The same, with one element or more.
    Some(&'static Form),
    /// A list, never a single element.
    Array(&'static Form),
    /// The same, with one element or more.
    Filled(&'static Form),
    /// A list of two.
    Pair(&'static Form),
    /// A block whose keys are names, which formulas may say.
    Named(&'static Form),
    /// A block whose keys are any words.
    Labelled(&'static Form),
}

/// What a block asks of its keys together.
#[derive(Debug, Clone, Copy)]
pub(in crate::subject) enum Rule {
    /// It has one key, and no other.
    Single,
    /// It has one of these keys or more.
    Any(&'static [&'static str]),
    /// It has one of these keys, and no other of them.
    One(&'static [&'static str]),
    /// It does not have both.
    NotBoth(&'static str, &'static str),
    /// It has all of these keys, or none.
    Together(&'static [&'static str]),
    /// The second key goes with these words of the first.
    Only(&'static str, &'static str, &'static [&'static str]),
}

/// Several blocks of keys, told apart by one of them.
#[derive(Debug)]
pub(in crate::subject) struct Cases {
    /// Name of its definition in the schema.
    pub(in crate::subject) name: &'static str,
    /// What it is, in French.
    pub(in crate::subject) title: &'static str,
    /// What tells a block, and this block; the first that fits is meant.
    pub(in crate::subject) when: &'static [(When, &'static Mapping)],
    /// The block when none fits.
    pub(in crate::subject) otherwise: &'static Mapping,
}

impl Cases {
    /// Returns the block that a node is meant to be.
    pub(super) fn of(&self, node: &Node) -> &'static Mapping {
        let Kind::Map(entries) = &node.kind else { return self.otherwise };
        let written = |key: &str| {
            entries.iter().find(|(name, _)| name.value == key).map(|(_, node)| &node.kind)
        };
        let told = self.when.iter().find(|(when, _)| match when {
            When::Has(key) => written(key).is_some(),
            When::Is(key, word) => {
                matches!(written(key), Some(Kind::Scalar { text, .. }) if text.trim() == *word)
            }
        });
        told.map_or(self.otherwise, |(_, mapping)| mapping)
    }
}

/// What tells a block of keys from others.
#[derive(Debug, Clone, Copy)]
pub(in crate::subject) enum When {
    /// It has this key.
    Has(&'static str),
    /// This key has this word.
    Is(&'static str, &'static str),
}

/// Returns the words of a choice.
pub(super) const fn words<T, const N: usize>(
    choices: &[(&'static str, T); N],
) -> [&'static str; N] {
    let mut all = [""; N];
    let mut rank = 0;
    while rank < N {
        all[rank] = choices[rank].0;
        rank += 1;
    }
    all
}
