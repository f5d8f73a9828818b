//! The keys of a block: which are asked for, which are missing, which are not
//! known.

use super::Reader;
use super::keys::Mapping;
use crate::diagnostic::{Fault, fold, nearest};
use crate::source::{Span, Spanned};
use crate::yaml::{Kind, Node};

/// The keys of one block, taken one by one.
pub(super) struct Fields<'n> {
    mapping: &'static Mapping,
    span: Span,
    entries: &'n [(Spanned<String>, Node)],
    asked: Vec<&'static str>,
}

impl<'n> Fields<'n> {
    /// Opens a block of keys.
    pub(super) fn open(
        reader: &mut Reader<'_>,
        node: &'n Node,
        mapping: &'static Mapping,
    ) -> Option<Self> {
        match &node.kind {
            Kind::Map(entries) => {
                Some(Self { mapping, span: node.span, entries, asked: Vec::new() })
            }
            _ => reader.expected(node, mapping.expected),
        }
    }

    /// Returns the node of a key; one that is not declared does not exist.
    pub(super) fn take(&mut self, key: &'static str) -> Option<&'n Node> {
        let declared = self.mapping.declares(key);
        // Tests stop here; an author is told that the key says nothing.
        assert!(declared || !cfg!(test), "« {} » lacks « {key} »", self.mapping.name);
        if !declared {
            return None;
        }
        self.mention(key);
        self.entries.iter().find(|(name, _)| name.value == key).map(|(_, node)| node)
    }

    /// Counts a key among those that may be meant by an unknown one.
    pub(super) fn mention(&mut self, key: &'static str) {
        if !self.asked.contains(&key) {
            self.asked.push(key);
        }
    }

    /// Tells whether a key is there.
    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(name, _)| name.value == key)
    }

    /// Reads a key that may be left out.
    pub(super) fn optional<T>(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
        read: impl FnOnce(&mut Reader<'_>, &'n Node) -> Option<T>,
    ) -> Option<T> {
        let node = self.take(key)?;
        read(reader, node)
    }

    /// Reads a key that must be there.
    pub(super) fn required<T>(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
        read: impl FnOnce(&mut Reader<'_>, &'n Node) -> Option<T>,
    ) -> Option<T> {
        let Some(node) = self.take(key) else {
            // A misspelt key is told once, as unknown, with its suggestion.
            let misspelt = self.entries.iter().any(|(name, _)| {
                !self.asked.contains(&name.value.as_str()) && nearest(&name.value, [key]).is_some()
            });
            if !misspelt {
                let place = self.first_words(reader);
                reader.faults.push(
                    Fault::error("cle-manquante", format!("la clé « {key} » manque"))
                        .at(place, format!("attendu dans ce bloc : « {key} : … »")),
                );
            }
            return None;
        };
        read(reader, node)
    }

    /// Reports the keys that nothing asked for.
    pub(super) fn close(self, reader: &mut Reader<'_>) {
        for (name, node) in self.entries {
            if self.asked.contains(&name.value.as_str()) {
                continue;
            }
            let sentence = |letter: char| !letter.is_alphanumeric() && letter != '_';
            if let Some((key, value)) = name.value.split_once(':')
                && matches!(node.kind, Kind::Null)
                && self.mapping.declares(key)
            {
                reader.faults.push(
                    Fault::error("yaml-deux-points", "il manque une espace après « : »")
                        .at(name.span, "YAML n’y voit qu’une clé")
                        .help(format!("écrivez {key}: {value}")),
                );
                continue;
            }
            if matches!(node.kind, Kind::Null) && name.value.contains(sentence) {
                reader.faults.push(
                    Fault::error("texte-coupe", format!("« {} » n’est pas une clé", name.value))
                        .at(name.span, "une virgule, entre accolades, commence une nouvelle clé")
                        .help("mettez entre guillemets le texte qui contient la virgule"),
                );
                continue;
            }
            let fault = Fault::error("cle-inconnue", format!("clé inconnue : « {} »", name.value));
            let fault = match nearest(&name.value, self.asked.iter().copied()) {
                Some(known) if fold(&name.value) == known => fault
                    .at(name.span, "une clé s’écrit sans accent ni majuscule")
                    .help(format!("écrivez « {known} »")),
                Some(known) => fault
                    .at(name.span, "cette clé ne dit rien ici")
                    .help(format!("vouliez-vous dire « {known} » ?")),
                None => fault
                    .at(name.span, "cette clé ne dit rien ici")
                    .help(format!("clés admises : {}", self.asked.join(", "))),
            };
            reader.faults.push(fault);
        }
    }

    /// Returns the first key, which shows where the block stands.
    fn first_words(&self, reader: &Reader<'_>) -> Span {
        if let Some((name, _)) = self.entries.first() {
            return name.span;
        }
        let start = self.span.range().start;
        let raw = reader.sources.slice(self.span);
        Span::new(self.span.source, start..start + raw.find('\n').unwrap_or(raw.len()))
    }
}
