//! Tokens of a PDF object: takes bytes and a place in them, gives what stands
//! there and how far it goes. Reads what this program prints, without comments.

use std::ops::Range;

use super::fault::MergeFault;

/// One piece of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A name, without its slash.
    Name(&'a [u8]),
    /// A whole number that is not negative.
    Integer(u32),
    /// A reference to an object.
    Reference(u32),
    /// A string, of either spelling.
    Text,
    /// The beginning of an array or of a dictionary.
    Open,
    /// The end of an array or of a dictionary.
    Close,
    /// Any other word: a real number, `true`, `stream`.
    Word(&'a [u8]),
}

/// Walks along an object.
#[derive(Debug, Clone)]
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// What a byte does: a table, since every byte of every source is asked.
const REGULAR: [bool; 256] = {
    let mut table = [true; 256];
    let others = b"\0\t\n\x0c\r ()<>[]/{}";
    let mut rank = 0;
    while rank < others.len() {
        table[others[rank] as usize] = false;
        rank += 1;
    }
    table
};

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\0' | b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    REGULAR[usize::from(byte)]
}

impl<'a> Lexer<'a> {
    /// Starts at a place.
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// Returns the next token and its place.
    pub(super) fn next(&mut self) -> Result<(Token<'a>, Range<usize>), MergeFault> {
        while self.peek(0).is_some_and(is_space) {
            self.at += 1;
        }
        let start = self.at;
        let token = match self.peek(0).ok_or(MergeFault::Foreign("un objet est coupé"))? {
            b'/' => {
                self.at += 1;
                Token::Name(self.regular())
            }
            b'(' => self.literal()?,
            b'[' => self.pass(1, Token::Open),
            b']' => self.pass(1, Token::Close),
            b'<' if self.peek(1) == Some(b'<') => self.pass(2, Token::Open),
            b'>' if self.peek(1) == Some(b'>') => self.pass(2, Token::Close),
            b'<' => self.hexadecimal()?,
            byte if is_regular(byte) => self.word(),
            _ => return Err(MergeFault::Foreign("un objet est mal écrit")),
        };
        Ok((token, start..self.at))
    }

    /// Returns the place of the next value, whole; nothing at the end of what
    /// holds it.
    pub(super) fn value(&mut self) -> Result<Option<Range<usize>>, MergeFault> {
        let (first, place) = self.next()?;
        let mut depth = match first {
            Token::Close => return Ok(None),
            Token::Open => 1_usize,
            _ => return Ok(Some(place)),
        };
        while depth > 0 {
            match self.next()?.0 {
                Token::Open => depth += 1,
                Token::Close => depth -= 1,
                _ => {}
            }
        }
        Ok(Some(place.start..self.at))
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    fn pass(&mut self, length: usize, token: Token<'a>) -> Token<'a> {
        self.at += length;
        token
    }

    fn regular(&mut self) -> &'a [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|byte| !is_regular(*byte)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn word(&mut self) -> Token<'a> {
        let word = self.regular();
        let Some(number) = whole(word) else { return Token::Word(word) };
        // « 12 0 R » is one token, « 12 0 » two.
        let after = self.at;
        if self.peek(0) == Some(b' ') {
            self.at += 1;
            if whole(self.regular()).is_some() && self.peek(0) == Some(b' ') {
                self.at += 1;
                if self.regular() == b"R" {
                    return Token::Reference(number);
                }
            }
        }
        self.at = after;
        Token::Integer(number)
    }

    fn literal(&mut self) -> Result<Token<'a>, MergeFault> {
        let mut depth = 0_usize;
        while let Some(byte) = self.peek(0) {
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'(' => depth += 1,
                b')' if depth == 1 => return Ok(Token::Text),
                b')' => depth -= 1,
                _ => {}
            }
        }
        Err(MergeFault::Foreign("un texte n’est pas fermé"))
    }

    fn hexadecimal(&mut self) -> Result<Token<'a>, MergeFault> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let end = rest.iter().position(|byte| *byte == b'>');
        self.at += 1 + end.ok_or(MergeFault::Foreign("un texte n’est pas fermé"))?;
        Ok(Token::Text)
    }
}

/// Reads a whole number that an object can hold.
fn whole(word: &[u8]) -> Option<u32> {
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| u32::from(byte - b'0'));
    let add = |number: u32, byte| number.checked_mul(10)?.checked_add(digit(byte)?);
    if word.is_empty() { None } else { word.iter().try_fold(0, add) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<Token<'_>> {
        let mut lexer = Lexer::new(text.as_bytes(), 0);
        let mut found = Vec::new();
        while let Ok((token, _)) = lexer.next() {
            found.push(token);
        }
        found
    }

    #[test]
    fn a_reference_is_one_token_and_two_numbers_are_two() {
        use Token::{Close, Integer, Name, Open, Reference, Word};
        assert_eq!(
            tokens("[12 0 R/XYZ 1 0]"),
            [Open, Reference(12), Name(b"XYZ"), Integer(1), Integer(0), Close]
        );
        assert_eq!(
            tokens("1 2 3 0 R 4.5 -6"),
            [Integer(1), Integer(2), Reference(3), Word(b"4.5"), Word(b"-6")]
        );
        assert_eq!(tokens("1 0 RG"), [Integer(1), Integer(0), Word(b"RG")]);
    }

    #[test]
    fn what_a_string_holds_is_no_token() {
        assert_eq!(tokens(r"(1 0 R (/A) \) ]) <FEFF>"), [Token::Text, Token::Text]);
        assert!(Lexer::new(b"(open", 0).next().is_err());
        assert!(Lexer::new(b"(open\\", 0).next().is_err());
        assert!(Lexer::new(b"<FEFF", 0).next().is_err());
    }

    #[test]
    fn a_value_goes_to_its_end() {
        let text = "<</A[1 0 R<</B()>>]/C 3>>";
        let mut lexer = Lexer::new(text.as_bytes(), 0);
        assert_eq!(lexer.value().unwrap(), Some(0..text.len()));
        let mut lexer = Lexer::new(b"]", 0);
        assert_eq!(lexer.value().unwrap(), None);
    }
}
