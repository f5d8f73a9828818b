//! From a source to the whole: takes the objects of a part, writes them under
//! numbers of their own, or finds that an equal one is there already.

use std::collections::BTreeMap;
use std::io::Write;
use std::ops::Range;

use sha2::{Digest, Sha256};

use super::fault::MergeFault;
use super::object::{Change, Object};
use super::output::Output;
use super::source::{Source, Value};
use super::text::hexadecimal;

/// How far down an object is compared with others: fonts and images take ten.
const DEEP: usize = 32;

/// Objects that hold nothing of a part of its own, by their digests.
pub(super) type Shared = BTreeMap<[u8; 32], u32>;

/// What an object of the source becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    /// Not looked at yet.
    Unknown,
    /// Being looked at: who meets it again goes round in a circle.
    Open,
    /// Itself, under this number.
    Own(u32),
    /// One that any part may use.
    Shared(u32),
    /// One that the merger writes.
    Given(u32),
}

/// A part being copied.
#[derive(Debug)]
pub(super) struct Copier<'a> {
    source: &'a Source<'a>,
    targets: Vec<Target>,
    /// Keys that earlier parts took in the tree from pages to structure.
    keys: u32,
    /// What makes a name the only one of the file: the rank of the part, of one
    /// length, so that names stay sorted.
    prefix: String,
}

impl<'a> Copier<'a> {
    /// Starts a part, given its rank and the keys taken.
    pub(super) fn new(source: &'a Source<'a>, rank: usize, keys: u32) -> Self {
        let targets = vec![Target::Unknown; source.size()];
        Self { source, targets, keys, prefix: format!("{rank:06}.") }
    }

    /// Puts an object that the merger writes in the place of one of the source.
    pub(super) fn give(&mut self, number: u32, target: u32) {
        self.set(number, Target::Given(target));
    }

    /// Leaves an object out: nothing that is copied refers to it.
    pub(super) fn leave(&mut self, number: u32) {
        self.give(number, 0);
    }

    /// Gives a number to every object, and writes those that parts share.
    pub(super) fn settle<W: Write>(
        &mut self,
        output: &mut Output<W>,
        shared: &mut Shared,
    ) -> Result<(), MergeFault> {
        let source = self.source;
        for (number, object) in source.objects() {
            self.look(number, object, 0, output, shared)?;
        }
        Ok(())
    }

    /// Writes the objects of this part alone, except those that `other` writes
    /// otherwise.
    pub(super) fn write<W: Write>(
        &self,
        output: &mut Output<W>,
        mut other: impl FnMut(u32) -> Result<Option<Vec<u8>>, MergeFault>,
    ) -> Result<(), MergeFault> {
        let mut body = Vec::new();
        for (number, object) in self.source.objects() {
            if let Target::Own(target) = self.target_of(number) {
                if let Some(text) = other(number)? {
                    output.object(target, &text)?;
                    continue;
                }
                body.clear();
                self.copy_range(object, &object.value, &mut body)?;
                self.put(object, target, &body, output)?;
            }
        }
        Ok(())
    }

    /// Returns the number that an object has in the whole.
    pub(super) fn number(&self, number: u32) -> Result<u32, MergeFault> {
        match self.target_of(number) {
            Target::Own(target) | Target::Shared(target) | Target::Given(target) if target > 0 => {
                Ok(target)
            }
            _ => Err(MergeFault::Foreign("un objet manque")),
        }
    }

    /// Returns the key that a page or a link has in the whole.
    pub(super) fn key(&self, key: u32) -> Result<u32, MergeFault> {
        key.checked_add(self.keys).ok_or(MergeFault::TooLarge)
    }

    /// Copies a value with its references.
    pub(super) fn copy(&self, value: &Value, to: &mut Vec<u8>) -> Result<(), MergeFault> {
        self.copy_range(self.source.object(value.object)?, &value.range, to)
    }

    /// Copies a string as a name that is the only one of the file.
    pub(super) fn unique(&self, text: &[u8], to: &mut Vec<u8>) {
        if let Some(digits) = text.strip_prefix(b"<") {
            to.push(b'<');
            to.extend(hexadecimal(self.prefix.as_bytes()).bytes());
            to.extend_from_slice(digits);
        } else {
            to.push(b'(');
            to.extend(self.prefix.bytes());
            to.extend_from_slice(text.strip_prefix(b"(").unwrap_or(text));
        }
    }

    fn copy_range(
        &self,
        object: &Object,
        range: &Range<usize>,
        to: &mut Vec<u8>,
    ) -> Result<(), MergeFault> {
        let mut at = range.start;
        for edit in object.edits_within(range) {
            to.extend_from_slice(self.source.text(&(at..edit.range.start)));
            match edit.change {
                Change::Reference(number) => write!(to, "{} 0 R", self.number(number)?)?,
                Change::Key(key) => write!(to, "{}", self.key(key)?)?,
                Change::Unique => self.unique(self.source.text(&edit.range), to),
            }
            at = edit.range.end;
        }
        to.extend_from_slice(self.source.text(&(at..range.end)));
        Ok(())
    }

    /// Gives a number to an object; tells whether parts may share it, which
    /// asks that they may share all that it refers to.
    fn look<W: Write>(
        &mut self,
        number: u32,
        object: &Object,
        depth: usize,
        output: &mut Output<W>,
        shared: &mut Shared,
    ) -> Result<bool, MergeFault> {
        match self.target_of(number) {
            Target::Unknown => {}
            Target::Shared(_) => return Ok(true),
            Target::Open | Target::Own(_) | Target::Given(_) => return Ok(false),
        }
        self.set(number, Target::Open);
        let mut free = !object.bound && depth < DEEP;
        for edit in &object.edits {
            free = free
                && match edit.change {
                    Change::Reference(number) => {
                        let object = self.source.object(number)?;
                        self.look(number, object, depth + 1, output, shared)?
                    }
                    Change::Key(_) | Change::Unique => false,
                };
        }
        let target = if free {
            Target::Shared(self.share(object, output, shared)?)
        } else {
            Target::Own(output.reserve()?)
        };
        self.set(number, target);
        Ok(free)
    }

    /// Returns the number of the object that is equal to this one, written now
    /// if this is the first.
    fn share<W: Write>(
        &self,
        object: &Object,
        output: &mut Output<W>,
        shared: &mut Shared,
    ) -> Result<u32, MergeFault> {
        let mut body = Vec::new();
        self.copy_range(object, &object.value, &mut body)?;
        let mut digest = Sha256::new_with_prefix(&body);
        if let Some(data) = &object.data {
            digest.update(b"\nstream\n");
            digest.update(self.source.text(data));
        }
        let digest = digest.finalize().into();
        if let Some(number) = shared.get(&digest) {
            return Ok(*number);
        }
        let number = output.reserve()?;
        shared.insert(digest, number);
        self.put(object, number, &body, output)?;
        Ok(number)
    }

    fn put<W: Write>(
        &self,
        object: &Object,
        target: u32,
        body: &[u8],
        output: &mut Output<W>,
    ) -> Result<(), MergeFault> {
        match &object.data {
            Some(data) => output.stream(target, body, self.source.text(data)),
            None => output.object(target, body),
        }
    }

    fn target_of(&self, number: u32) -> Target {
        self.targets.get(number as usize).copied().unwrap_or(Target::Given(0))
    }

    fn set(&mut self, number: u32, target: Target) {
        if let Some(entry) = self.targets.get_mut(number as usize) {
            *entry = target;
        }
    }
}
