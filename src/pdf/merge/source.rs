//! A PDF that this program printed: takes its bytes, gives its objects where
//! they stand. Reads one classical table of objects, as Typst writes it, and
//! copies nothing.

use std::ops::Range;

use super::fault::MergeFault;
use super::lexer::{Lexer, Token};
use super::object::Object;

/// What cannot be told from a damaged file.
const TABLE: MergeFault = MergeFault::Foreign("sa table d’objets ne se lit pas");

/// A source, object by object.
#[derive(Debug)]
pub(super) struct Source<'a> {
    bytes: &'a [u8],
    objects: Vec<Option<Object>>,
    root: u32,
    info: Option<u32>,
}

/// A value, and the object in which it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) object: u32,
    pub(super) range: Range<usize>,
}

impl<'a> Source<'a> {
    /// Reads the table of objects, then each of them.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, MergeFault> {
        let tail = bytes.len().saturating_sub(64);
        let end = bytes.get(tail..).unwrap_or_default();
        let mark = end.windows(9).rposition(|window| window == b"startxref").ok_or(TABLE)?;
        let table = integer(&mut Lexer::new(bytes, tail + mark + 9))?;
        let mut lexer = Lexer::new(bytes, table as usize);
        word(&mut lexer, b"xref")?;
        if integer(&mut lexer)? != 0 {
            return Err(TABLE);
        }
        let count = integer(&mut lexer)?;
        // An entry takes twenty bytes: a wrong count cannot take all memory.
        let mut objects = Vec::with_capacity((count as usize).min(bytes.len() / 20));
        for number in 0..count {
            let (at, _generation) = (integer(&mut lexer)?, integer(&mut lexer)?);
            objects.push(match lexer.next()?.0 {
                Token::Word(b"n") => Some(object(bytes, number, at)?),
                Token::Word(b"f") => None,
                _ => return Err(TABLE),
            });
        }
        word(&mut lexer, b"trailer")?;
        let trailer = lexer.value()?.ok_or(TABLE)?;
        let mut source = Self { bytes, objects, root: 0, info: None };
        let entry = |key: &[u8]| source.find(trailer.clone(), key);
        let number = |range: Option<Range<usize>>| range.and_then(|at| source.number(&at));
        let (root, info) = (number(entry(b"Root")?), number(entry(b"Info")?));
        source.root = root.ok_or(MergeFault::Foreign("il n’a pas de catalogue"))?;
        source.info = info;
        Ok(source)
    }

    /// Returns the number of the catalogue.
    pub(super) fn root(&self) -> u32 {
        self.root
    }

    /// Returns the number of the description.
    pub(super) fn info(&self) -> Option<u32> {
        self.info
    }

    /// Lists the objects with their numbers.
    pub(super) fn objects(&self) -> impl Iterator<Item = (u32, &Object)> {
        (0..).zip(&self.objects).filter_map(|(number, object)| Some((number, object.as_ref()?)))
    }

    /// Returns the size that a table over the numbers of all objects has.
    pub(super) fn size(&self) -> usize {
        self.objects.len()
    }

    /// Returns an object.
    pub(super) fn object(&self, number: u32) -> Result<&Object, MergeFault> {
        let object = self.objects.get(number as usize).and_then(Option::as_ref);
        object.ok_or(MergeFault::Foreign("un objet manque"))
    }

    /// Returns the value of an object.
    pub(super) fn value(&self, number: u32) -> Result<Value, MergeFault> {
        Ok(Value { object: number, range: self.object(number)?.value.clone() })
    }

    /// Returns the bytes of a place.
    pub(super) fn text(&self, range: &Range<usize>) -> &'a [u8] {
        self.bytes.get(range.clone()).unwrap_or_default()
    }

    /// Returns the number of the object that a value refers to.
    pub(super) fn reference(&self, value: &Value) -> Option<u32> {
        self.number(&value.range)
    }

    /// Lists the entries of a dictionary.
    pub(super) fn entries(&self, value: &Value) -> Result<Vec<(&'a [u8], Value)>, MergeFault> {
        let items = self.items(value)?;
        let pairs = items.chunks_exact(2);
        let name = |key: &Value| self.text(&key.range).strip_prefix(b"/").unwrap_or_default();
        Ok(pairs.map(|pair| (name(&pair[0]), pair[1].clone())).collect())
    }

    /// Lists the values of an array, or the keys and values of a dictionary.
    pub(super) fn items(&self, value: &Value) -> Result<Vec<Value>, MergeFault> {
        let mut lexer = Lexer::new(self.bytes, value.range.start);
        if lexer.next()?.0 != Token::Open {
            return Err(MergeFault::Foreign("un objet n’est pas de la sorte attendue"));
        }
        let mut found = Vec::new();
        while let Some(range) = lexer.value()? {
            found.push(Value { object: value.object, range });
        }
        Ok(found)
    }

    /// Returns an entry of a dictionary, the object itself when it is a
    /// reference.
    pub(super) fn entry(&self, holder: &Value, key: &[u8]) -> Result<Option<Value>, MergeFault> {
        let Some(range) = self.find(holder.range.clone(), key)? else { return Ok(None) };
        match self.number(&range) {
            Some(number) => self.value(number).map(Some),
            None => Ok(Some(Value { object: holder.object, range })),
        }
    }

    /// Returns the object that an entry of a dictionary refers to.
    pub(super) fn target(&self, holder: &Value, key: &[u8]) -> Result<Option<u32>, MergeFault> {
        let range = self.find(holder.range.clone(), key)?;
        Ok(range.and_then(|range| self.number(&range)))
    }

    fn find(
        &self,
        dictionary: Range<usize>,
        key: &[u8],
    ) -> Result<Option<Range<usize>>, MergeFault> {
        let entries = self.entries(&Value { object: 0, range: dictionary })?;
        Ok(entries.into_iter().find(|(name, _)| *name == key).map(|(_, value)| value.range))
    }

    fn number(&self, range: &Range<usize>) -> Option<u32> {
        match Lexer::new(self.bytes, range.start).next() {
            Ok((Token::Reference(number), _)) => Some(number),
            _ => None,
        }
    }
}

/// Reads the object that the table announces at a place.
fn object(bytes: &[u8], number: u32, at: u32) -> Result<Object, MergeFault> {
    let mut lexer = Lexer::new(bytes, at as usize);
    if integer(&mut lexer)? != number || integer(&mut lexer)? != 0 {
        return Err(TABLE);
    }
    let (token, place) = lexer.next()?;
    match token {
        Token::Word(b"obj") => Object::read(bytes, place.end),
        _ => Err(TABLE),
    }
}

fn integer(lexer: &mut Lexer<'_>) -> Result<u32, MergeFault> {
    match lexer.next()?.0 {
        Token::Integer(number) => Ok(number),
        _ => Err(TABLE),
    }
}

fn word(lexer: &mut Lexer<'_>, expected: &[u8]) -> Result<(), MergeFault> {
    match lexer.next()?.0 {
        Token::Word(word) if word == expected => Ok(()),
        _ => Err(TABLE),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{file, sample};
    use super::*;

    #[test]
    fn an_entry_is_followed_to_its_object() {
        let bytes = sample("mot", 2);
        let source = Source::read(&bytes).unwrap();
        let catalog = source.value(source.root()).unwrap();
        let pages = source.entry(&catalog, b"Pages").unwrap().unwrap();
        assert_eq!(Some(pages.object), source.target(&catalog, b"Pages").unwrap());
        let count = source.entry(&pages, b"Count").unwrap().unwrap();
        assert_eq!((count.object, source.text(&count.range)), (pages.object, &b"2"[..]));
        let kids = source.entry(&pages, b"Kids").unwrap().unwrap();
        let kids = source.items(&kids).unwrap();
        assert_eq!(
            kids.iter().map(|kid| source.reference(kid)).collect::<Vec<_>>(),
            [Some(17), Some(20)]
        );
        assert_eq!(source.entry(&catalog, b"Absent").unwrap(), None);
        assert!(source.items(&count).is_err() && source.value(99).is_err());
    }

    #[test]
    fn a_file_of_another_make_is_refused() {
        let good = String::from_utf8(file(&["<</A 1>>".into(), "<<>>".into()])).unwrap();
        assert!(Source::read(good.as_bytes()).is_ok());
        for (from, to) in [
            ("xref\n0 3", "xref\n1 3"),
            ("xref\n0 3", "xref\n0 4000000000"),
            ("/Root 1 0 R", ""),
            ("/Root 1 0 R", "/Root 1"),
            ("startxref\n", "startxref\n9"),
            ("1 0 obj", "2 0 obj"),
            ("1 0 obj", "1 0 bog"),
            ("trailer", "retail"),
            (" n\r\n", " x\r\n"),
        ] {
            let wrong = good.replacen(from, to, 1);
            assert!(wrong != good && Source::read(wrong.as_bytes()).is_err(), "{from} → {to}");
        }
    }
}
