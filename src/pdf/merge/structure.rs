//! What screen readers read: takes the structure tree of each part, gives one
//! document whose parts they are, with one tree from pages to structure and one
//! of names.

use std::collections::BTreeMap;
use std::io::Write;

use super::copy::Copier;
use super::fault::MergeFault;
use super::output::Output;
use super::pages::references;
use super::source::{Source, Value};
use super::text::text_string;

const LOST: MergeFault = MergeFault::Foreign("sa structure ne se trouve pas");

/// The structure of the whole.
#[derive(Debug)]
pub(super) struct Structure {
    root: u32,
    document: u32,
    kids: Vec<u32>,
    /// Branches of the tree from pages to structure.
    parents: Vec<u32>,
    /// Branches of the tree of names.
    names: Vec<u32>,
    roles: BTreeMap<Vec<u8>, Vec<u8>>,
    keys: u32,
}

/// The structure of one part.
#[derive(Debug)]
pub(super) struct Branch {
    root: Value,
    elements: Vec<u32>,
}

impl Structure {
    /// Starts a structure.
    pub(super) fn new<W: Write>(output: &mut Output<W>) -> Result<Self, MergeFault> {
        Ok(Self {
            root: output.reserve()?,
            document: output.reserve()?,
            kids: Vec::new(),
            parents: Vec::new(),
            names: Vec::new(),
            roles: BTreeMap::new(),
            keys: 0,
        })
    }

    /// Returns the number of keys that parts took.
    pub(super) fn keys(&self) -> u32 {
        self.keys
    }

    /// Finds the structure of a part. The document takes the place of its root,
    /// so that the elements below are its own.
    pub(super) fn find(
        &self,
        source: &Source<'_>,
        catalog: &Value,
        copier: &mut Copier<'_>,
    ) -> Result<Branch, MergeFault> {
        let number = source.target(catalog, b"StructTreeRoot")?.ok_or(LOST)?;
        let root = source.value(number)?;
        for (key, _) in source.entries(&root)? {
            if !KNOWN.contains(&key) {
                return Err(MergeFault::Foreign("sa structure est d’une autre sorte"));
            }
        }
        let kids = source.items(&source.entry(&root, b"K")?.ok_or(LOST)?)?;
        let elements = kids.iter().map(|kid| source.reference(kid).ok_or(LOST));
        let elements = elements.collect::<Result<_, _>>()?;
        for key in [&b"ParentTree"[..], b"IDTree", b"RoleMap"] {
            if let Some(tree) = source.target(&root, key)? {
                copier.leave(tree);
            }
        }
        copier.give(number, self.document);
        Ok(Branch { root, elements })
    }

    /// Writes the trees of a part.
    pub(super) fn add<W: Write>(
        &mut self,
        source: &Source<'_>,
        copier: &Copier<'_>,
        branch: &Branch,
        output: &mut Output<W>,
    ) -> Result<(), MergeFault> {
        for element in &branch.elements {
            self.kids.push(copier.number(*element)?);
        }
        if let Some(roles) = source.entry(&branch.root, b"RoleMap")? {
            self.add_roles(source, &roles)?;
        }
        if let Some(tree) = source.entry(&branch.root, b"ParentTree")? {
            self.add_parents(source, copier, &tree, output)?;
        }
        if let Some(tree) = source.entry(&branch.root, b"IDTree")? {
            self.names.extend(names(source, copier, &tree, output)?);
        }
        Ok(())
    }

    /// Writes the roots; returns the number of the first.
    pub(super) fn finish<W: Write>(self, output: &mut Output<W>) -> Result<u32, MergeFault> {
        let (root, document, kids) = (self.root, self.document, references(&self.kids));
        let element = format!("<</Type/StructElem/S/Document/P {root} 0 R/K[{kids}]>>");
        output.object(document, element.as_bytes())?;
        let mut text = format!("<</Type/StructTreeRoot/K[{document} 0 R]/RoleMap<<").into_bytes();
        for (role, meaning) in &self.roles {
            for part in [b"/", role.as_slice(), meaning] {
                text.extend_from_slice(part);
            }
        }
        let (parents, keys) = (references(&self.parents), self.keys);
        write!(text, ">>/ParentTree<</Kids[{parents}]>>/ParentTreeNextKey {keys}")?;
        if !self.names.is_empty() {
            write!(text, "/IDTree<</Kids[{}]>>", references(&self.names))?;
        }
        text.extend_from_slice(b">>");
        output.object(root, &text)?;
        Ok(root)
    }

    fn add_roles(&mut self, source: &Source<'_>, roles: &Value) -> Result<(), MergeFault> {
        for (role, meaning) in source.entries(roles)? {
            let meaning = source.text(&meaning.range);
            let known = self.roles.entry(role.to_vec()).or_insert_with(|| meaning.to_vec());
            if known != meaning {
                return Err(MergeFault::Different("RoleMap"));
            }
        }
        Ok(())
    }

    fn add_parents<W: Write>(
        &mut self,
        source: &Source<'_>,
        copier: &Copier<'_>,
        tree: &Value,
        output: &mut Output<W>,
    ) -> Result<(), MergeFault> {
        let items = leaves(source, tree, b"Nums")?;
        let (mut text, mut limits) = (Vec::new(), None);
        for pair in items.chunks_exact(2) {
            let key = std::str::from_utf8(source.text(&pair[0].range)).ok();
            let key = copier.key(key.and_then(|key| key.parse().ok()).ok_or(LOST)?)?;
            limits = Some((limits.map_or(key, |(first, _)| first), key));
            write!(text, " {key} ")?;
            copier.copy(&pair[1], &mut text)?;
        }
        let Some((first, last)) = limits else { return Ok(()) };
        let mut node = format!("<</Limits[{first} {last}]/Nums[").into_bytes();
        node.append(&mut text);
        node.extend_from_slice(b"]>>");
        let number = output.reserve()?;
        output.object(number, &node)?;
        self.parents.push(number);
        self.keys = last.checked_add(1).ok_or(MergeFault::TooLarge)?;
        Ok(())
    }
}

impl Branch {
    /// Writes a topmost element of a part otherwise than it was: a document
    /// within another is a part, whose title is its name.
    pub(super) fn element(
        &self,
        source: &Source<'_>,
        copier: &Copier<'_>,
        number: u32,
        name: &str,
    ) -> Result<Option<Vec<u8>>, MergeFault> {
        if !self.elements.contains(&number) {
            return Ok(None);
        }
        let entries = source.entries(&source.value(number)?)?;
        if !entries
            .iter()
            .any(|(key, role)| *key == b"S" && source.text(&role.range) == b"/Document")
        {
            return Ok(None);
        }
        let mut text = format!("<</S/Part/T{}", text_string(name)).into_bytes();
        for (key, value) in entries.iter().filter(|(key, _)| ![&b"S"[..], b"T"].contains(key)) {
            text.push(b'/');
            text.extend_from_slice(key);
            text.push(b' ');
            copier.copy(value, &mut text)?;
        }
        text.extend_from_slice(b">>");
        Ok(Some(text))
    }
}

/// Keys of a root that this module knows how to put together.
const KNOWN: [&[u8]; 6] =
    [b"Type", b"K", b"RoleMap", b"ParentTree", b"IDTree", b"ParentTreeNextKey"];

/// Writes the branch of a part in a tree of names; returns its number, unless
/// the part has no name.
pub(super) fn names<W: Write>(
    source: &Source<'_>,
    copier: &Copier<'_>,
    tree: &Value,
    output: &mut Output<W>,
) -> Result<Option<u32>, MergeFault> {
    let items = leaves(source, tree, b"Names")?;
    let (Some(first), Some(last)) = (items.first(), items.len().checked_sub(2)) else {
        return Ok(None);
    };
    let mut text = b"<</Limits[".to_vec();
    for limit in [Some(first), items.get(last)].into_iter().flatten() {
        copier.unique(source.text(&limit.range), &mut text);
    }
    text.extend_from_slice(b"]/Names[");
    for pair in items.chunks_exact(2) {
        copier.unique(source.text(&pair[0].range), &mut text);
        copier.copy(&pair[1], &mut text)?;
    }
    text.extend_from_slice(b"]>>");
    let number = output.reserve()?;
    output.object(number, &text)?;
    Ok(Some(number))
}

/// Lists the keys and values of a tree that is one node.
fn leaves(source: &Source<'_>, tree: &Value, key: &[u8]) -> Result<Vec<Value>, MergeFault> {
    match source.entry(tree, key)? {
        Some(items) => source.items(&items),
        None => Err(MergeFault::Foreign("un arbre a des branches")),
    }
}
