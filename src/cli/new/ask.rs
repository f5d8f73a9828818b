//! Questions put to a person: takes where they are written and where answers are
//! read, gives answers that make sense.

use std::io::{self, BufRead, Write};

use crate::cli::limits::Expected;
use crate::diagnostic::{Fault, io_reason};

/// A talk with a person.
pub(super) struct Talk<R, W> {
    answers: R,
    questions: W,
}

impl<R: BufRead, W: Write> Talk<R, W> {
    /// Starts a talk.
    pub(super) fn new(answers: R, questions: W) -> Self {
        Self { answers, questions }
    }

    /// Asks until the answer makes sense; an empty one stands for the usual, where
    /// there is one.
    ///
    /// # Errors
    ///
    /// Returns that the person is gone.
    pub(super) fn ask<T>(
        &mut self,
        question: &str,
        usual: &str,
        read: impl Fn(&str) -> Result<T, Expected>,
    ) -> Result<T, Fault> {
        let between = if usual.is_empty() { String::new() } else { format!(" [{usual}]") };
        loop {
            let answer = self.answer(&format!("{question}{between} : ")).map_err(|error| {
                let message = format!("la réponse ne se lit pas : {}", io_reason(&error));
                Fault::error("reponse-illisible", message)
            })?;
            let Some(answer) = answer else {
                return Err(Fault::error("reponse-absente", "il manque une réponse")
                    .help("rien n’a été écrit"));
            };
            let answer = if answer.trim().is_empty() { usual } else { &answer };
            match read(answer) {
                Ok(read) => return Ok(read),
                // What cannot be said is asked again all the same.
                Err(expected) => drop(writeln!(self.questions, "  attendu : {expected}")),
            }
        }
    }

    /// Asks once; nothing when there is nobody.
    fn answer(&mut self, question: &str) -> io::Result<Option<String>> {
        write!(self.questions, "{question}")?;
        self.questions.flush()?;
        let mut line = String::new();
        let read = self.answers.read_line(&mut line)?;
        if read == 0 {
            // The next line is not one of answers.
            writeln!(self.questions)?;
        }
        Ok((read > 0).then_some(line))
    }
}
