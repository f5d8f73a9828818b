//! The file being written: takes objects one by one, puts them out at once and
//! keeps where each of them stands. Objects without data go together into
//! compressed streams, which makes a structure tree eight times smaller.

use std::io::{self, Write};
use std::mem;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use sha2::{Digest, Sha256};

use super::fault::MergeFault;
use super::text::hexadecimal;

/// The most objects that PDF/A-2 allows (ISO 19005-2, 6.1.13).
const MOST: u32 = 8_388_607;

/// Objects that one compressed stream holds: a reader opens it as a whole.
const TOGETHER: usize = 200;

/// Where an object stands.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// Nowhere yet.
    Nowhere,
    /// At so many bytes from the beginning.
    At(u64),
    /// In a compressed stream, at a rank.
    Within(u32, u16),
}

/// A file being written.
#[derive(Debug)]
pub(super) struct Output<W> {
    out: W,
    at: u64,
    digest: Sha256,
    places: Vec<Place>,
    /// Objects waiting for their stream: their numbers, where each begins.
    waiting: Vec<(u32, usize)>,
    bodies: Vec<u8>,
}

impl<W: Write> Output<W> {
    /// Starts a file: says what it is, and that it is not text.
    pub(super) fn new(out: W) -> Result<Self, MergeFault> {
        let (waiting, bodies) = (Vec::new(), Vec::new());
        // Number 0 is nobody's.
        let places = vec![Place::Nowhere];
        let mut output = Self { out, at: 0, digest: Sha256::new(), places, waiting, bodies };
        output.write(b"%PDF-1.7\n%\x80\x80\x80\x80\n")?;
        Ok(output)
    }

    /// Returns a number for an object to come.
    pub(super) fn reserve(&mut self) -> Result<u32, MergeFault> {
        let number = u32::try_from(self.places.len()).unwrap_or(u32::MAX);
        if number > MOST {
            return Err(MergeFault::TooLarge);
        }
        self.places.push(Place::Nowhere);
        Ok(number)
    }

    /// Writes an object without data.
    pub(super) fn object(&mut self, number: u32, body: &[u8]) -> Result<(), MergeFault> {
        self.waiting.push((number, self.bodies.len()));
        self.bodies.extend_from_slice(body);
        self.bodies.push(b'\n');
        if self.waiting.len() == TOGETHER { self.pack() } else { Ok(()) }
    }

    /// Writes an object with its data.
    pub(super) fn stream(
        &mut self,
        number: u32,
        dictionary: &[u8],
        data: &[u8],
    ) -> Result<(), MergeFault> {
        self.place(number, Place::At(self.at));
        self.write(format!("{number} 0 obj\n").as_bytes())?;
        for part in [dictionary, b"\nstream\n", data, b"\nendstream\nendobj\n"] {
            self.write(part)?;
        }
        Ok(())
    }

    /// Writes the table of objects, and ends the file.
    pub(super) fn finish(mut self, root: u32, info: u32, ident: &str) -> Result<W, MergeFault> {
        self.pack()?;
        let number = self.reserve()?;
        self.place(number, Place::At(self.at));
        let (start, rows) = (self.at, self.rows()?);
        let (first, last) = (Sha256::digest(ident), mem::take(&mut self.digest).finalize());
        let (first, last) = (hexadecimal(&first[..16]), hexadecimal(&last[..16]));
        let dictionary = format!(
            "<</Type/XRef/Size {}/Root {root} 0 R/Info {info} 0 R/ID[<{first}><{last}>]\
             /W[1 5 2]/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 8>>/Length {}>>",
            self.places.len(),
            rows.len(),
        );
        self.stream(number, dictionary.as_bytes(), &rows)?;
        self.write(format!("startxref\n{start}\n%%EOF\n").as_bytes())?;
        self.out.flush()?;
        Ok(self.out)
    }

    /// Writes the objects that wait.
    fn pack(&mut self) -> Result<(), MergeFault> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let stream = self.reserve()?;
        let mut plain = Vec::with_capacity(self.bodies.len() + 10 * TOGETHER);
        let waiting = mem::take(&mut self.waiting);
        for (rank, (number, at)) in (0..).zip(&waiting) {
            self.place(*number, Place::Within(stream, rank));
            write!(plain, "{number} {at} ")?;
        }
        let (count, first) = (waiting.len(), plain.len());
        plain.append(&mut self.bodies);
        let data = compressed(&plain)?;
        let dictionary = format!(
            "<</Type/ObjStm/N {count}/First {first}/Filter/FlateDecode/Length {}>>",
            data.len()
        );
        self.stream(stream, dictionary.as_bytes(), &data)
    }

    /// Writes the table of objects: rows of eight bytes, each less the row
    /// above, so that they compress.
    fn rows(&self) -> io::Result<Vec<u8>> {
        let mut rows = ZlibEncoder::new(Vec::new(), Compression::default());
        let mut above = [0; 8];
        for place in &self.places {
            let (kind, from, rank) = match *place {
                Place::Nowhere => (0, 0, u16::MAX),
                Place::At(at) => (1, at, 0),
                Place::Within(stream, rank) => (2, u64::from(stream), rank),
            };
            let ([_, _, _, from @ ..], rank) = (from.to_be_bytes(), rank.to_be_bytes());
            let mut row = [kind, 0, 0, 0, 0, 0, rank[0], rank[1]];
            row[1..6].copy_from_slice(&from);
            let mut less = [2; 9];
            for (rank, (byte, over)) in row.iter().zip(above).enumerate() {
                less[rank + 1] = byte.wrapping_sub(over);
            }
            rows.write_all(&less)?;
            above = row;
        }
        rows.finish()
    }

    fn place(&mut self, number: u32, place: Place) {
        if let Some(entry) = self.places.get_mut(number as usize) {
            *entry = place;
        }
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), MergeFault> {
        self.out.write_all(bytes)?;
        self.digest.update(bytes);
        self.at += bytes.len() as u64;
        Ok(())
    }
}

fn compressed(plain: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(plain)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use lopdf::Document;

    use super::*;

    #[test]
    fn every_object_is_where_the_table_says() {
        let mut output = Output::new(Vec::new()).unwrap();
        let numbers: Vec<u32> = (0..450).map(|_| output.reserve().unwrap()).collect();
        for number in &numbers[2..] {
            output.object(*number, format!("<</Rank {number}>>").as_bytes()).unwrap();
        }
        output.stream(1, b"<</Length 3>>", b"abc").unwrap();
        output.object(2, b"<</Type/Catalog>>").unwrap();
        let bytes = output.finish(2, 3, "essai").unwrap();
        let document = Document::load_mem(&bytes).unwrap();
        for number in &numbers[2..] {
            let rank = document.get_dictionary((*number, 0)).unwrap().get(b"Rank").unwrap();
            assert_eq!(rank.as_i64().unwrap(), i64::from(*number));
        }
        assert_eq!(document.get_object((1, 0)).unwrap().as_stream().unwrap().content, b"abc");
        assert!(document.catalog().is_ok());
        let size = document.trailer.get(b"Size").unwrap().as_i64().unwrap();
        // Number 0, three compressed streams and the table itself.
        assert_eq!(size, 450 + 1 + 3 + 1);
    }

    #[test]
    fn no_file_holds_more_objects_than_can_be_kept() {
        let mut output = Output::new(Vec::new()).unwrap();
        output.places = vec![Place::Nowhere; MOST as usize];
        assert_eq!(output.reserve().unwrap(), MOST);
        assert!(matches!(output.reserve(), Err(MergeFault::TooLarge)));
    }
}
