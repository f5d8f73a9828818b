//! The keys of a block: which are asked for, which are missing, which are not
//! known.

use super::Reader;
use super::keys::{Form, Mapping};
use crate::diagnostic::{Fault, fold, nearest};
use crate::source::{Span, Spanned};
use crate::yaml::{self, Kind, Node};

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

    /// Tells whether a key is there, or most likely another one in its place.
    pub(super) fn means(&self, key: &str) -> bool {
        let misspelt = |name: &str| !self.mapping.declares(name) && nearest(name, [key]).is_some();
        self.entries.iter().any(|(name, _)| name.value == key || misspelt(&name.value))
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
            // A misspelt key is told once, when the block is closed, with its
            // suggestion; so is one whose colon was forgotten.
            let meant = self.entries.iter().any(|(name, node)| {
                let misspelt = !self.asked.contains(&name.value.as_str())
                    && nearest(&name.value, [key]).is_some();
                misspelt || self.without_colon(name, node).is_some_and(|(own, _)| own == key)
            });
            if !meant {
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

    /// Counts every declared key, where not all of them could be asked for.
    pub(super) fn mention_all(&mut self) {
        for key in self.mapping.all() {
            self.mention(key.name);
        }
    }

    /// Returns the key and the value of « pas 10 », whose colon was forgotten.
    fn without_colon<'t>(
        &self,
        name: &'t Spanned<String>,
        node: &Node,
    ) -> Option<(&'static str, &'t str)> {
        let (word, value) = name.value.split_once(char::is_whitespace)?;
        let known = self.mapping.all().map(|key| key.name).chain(self.asked.iter().copied());
        let key = known.into_iter().find(|key| *key == word)?;
        // Where the key already stands, the words are the sequel of a text.
        let sequel = !matches!(node.kind, Kind::Null) || self.has(key);
        (!sequel).then_some((key, value.trim_start()))
    }

    /// Tells whether the entry before one is a text, which a comma may have cut.
    fn follows_text(&self, rank: usize) -> bool {
        let before = rank.checked_sub(1).and_then(|rank| self.entries.get(rank));
        before.is_some_and(|(name, node)| {
            let own = self.mapping.all().find(|key| key.name == name.value);
            let words =
                own.is_some_and(|key| matches!(key.form, Form::Text | Form::Line | Form::Plain));
            words && matches!(node.kind, Kind::Scalar { plain: true, .. })
        })
    }

    /// Reports the keys that nothing asked for.
    pub(super) fn close(self, reader: &mut Reader<'_>) {
        for (rank, (name, node)) in self.entries.iter().enumerate() {
            if self.asked.contains(&name.value.as_str()) {
                continue;
            }
            let sentence = |letter: char| !letter.is_alphanumeric() && letter != '_';
            if matches!(node.kind, Kind::Null)
                && let Some(fault) = yaml::after_colon(name.span, &name.value)
            {
                reader.faults.push(fault);
                continue;
            }
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
            if let Some((key, value)) = self.without_colon(name, node) {
                let fault =
                    Fault::error("yaml-deux-points", format!("il manque « : » après « {key} »"))
                        .at(name.span, "YAML n’y voit qu’une clé sans valeur")
                        .help(format!("écrivez {key}: {value}"));
                reader.faults.push(if self.follows_text(rank) {
                    fault.help("si c’est la suite du texte, mettez tout ce texte entre guillemets")
                } else {
                    fault
                });
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
