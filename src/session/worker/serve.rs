//! The worker's side: takes orders from a pipe, does them one after the other,
//! and answers on another pipe.

use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::path::Path;
use std::sync::mpsc::{self, Receiver};
use std::thread;

use super::protocol::{self, Answer, Order, PROGRAM};
use crate::diagnostic::Fault;
use crate::session::build::{Warm, perform};
use crate::session::limits::Limits;
use crate::session::threads::alone;
use crate::typst::{Engine, Theme};

/// Does what is ordered, until nobody orders any more.
///
/// Orders are read by a thread of their own, so that their end is seen while a
/// document is being printed: `gone` is then called on that thread, and should
/// end the process. A parent that is killed leaves no worker behind.
///
/// # Errors
///
/// The other side is not this program, or its pipe is broken.
pub fn serve(
    input: impl Read + Send + 'static,
    output: &mut (impl Write + Send),
    gone: impl FnOnce() + Send + 'static,
) -> io::Result<()> {
    // Before the first order nobody of the program is known to be there: the end
    // of such an input is a fault, not the end of the work.
    let mut input = BufReader::new(input);
    let Ok(Some(Order::Begin { program, templates, theme, limits })) = protocol::read(&mut input)
    else {
        return Err(ErrorKind::InvalidInput.into());
    };
    let orders = listen(input, gone);
    let engine = match begin(&program, templates.as_deref(), &theme, &limits) {
        Ok(engine) => engine,
        Err(fault) => return protocol::write(output, &Answer::Refused(fault)),
    };
    protocol::write(output, &Answer::Ready { program: PROGRAM.to_owned() })?;
    let mut ended = Ok(());
    alone(|| ended = work(&engine, orders, output));
    ended
}

/// Reads orders on a thread of its own.
fn listen(
    mut input: impl BufRead + Send + 'static,
    gone: impl FnOnce() + Send + 'static,
) -> Receiver<Order> {
    let (send, orders) = mpsc::channel();
    thread::spawn(move || {
        while let Ok(Some(order)) = protocol::read(&mut input) {
            if send.send(order).is_err() {
                break;
            }
        }
        drop(send);
        gone();
    });
    orders
}

fn begin(
    program: &str,
    templates: Option<&Path>,
    theme: &Theme,
    limits: &Limits,
) -> Result<Engine, Fault> {
    if program != PROGRAM {
        return Err(Fault::error("programme-change", "le programme a changé pendant le travail")
            .help("recommencez"));
    }
    let engine = Engine::new(templates)?.themed(theme)?.bounded(limits.bounds());
    #[cfg(unix)]
    super::memory::limit(limits.memory);
    Ok(engine)
}

fn work(
    engine: &Engine,
    orders: Receiver<Order>,
    output: &mut (impl Write + Send),
) -> io::Result<()> {
    let mut warm = Warm::default();
    for order in orders {
        let Order::Do { task, out } = order else { return Err(ErrorKind::InvalidInput.into()) };
        let mut told = Ok(());
        perform(engine, &task, &out, &mut warm, &mut |event| {
            if told.is_ok() {
                told = protocol::write(output, &Answer::Told(Box::new(event)));
            }
        });
        told?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn begin_with(program: &str, templates: Option<&str>) -> Vec<u8> {
        let order = Order::Begin {
            program: program.to_owned(),
            templates: templates.map(PathBuf::from),
            theme: Theme::default(),
            limits: Limits { memory: 1 << 20, ..Limits::default() },
        };
        let mut bytes = Vec::new();
        protocol::write(&mut bytes, &order).unwrap();
        bytes
    }

    /// Serves orders and returns the first answer, once the end was seen.
    fn answer(orders: Vec<u8>) -> Answer {
        let (send, gone) = mpsc::channel();
        let mut output = Vec::new();
        serve(io::Cursor::new(orders), &mut output, move || send.send(()).unwrap()).unwrap();
        gone.recv().unwrap();
        protocol::read(&mut output.as_slice()).unwrap().unwrap()
    }

    #[test]
    fn it_greets_then_ends_with_its_orders() {
        let Answer::Ready { program } = answer(begin_with(PROGRAM, None)) else { panic!("ready") };
        assert_eq!(program, PROGRAM);
    }

    #[test]
    fn another_program_is_refused() {
        let Answer::Refused(fault) = answer(begin_with("corrige 0.0.1", None)) else {
            panic!("refused")
        };
        assert_eq!(fault.id, "programme-change");
    }

    #[test]
    fn templates_that_cannot_be_read_are_told() {
        let Answer::Refused(fault) = answer(begin_with(PROGRAM, Some("/nulle/part"))) else {
            panic!("refused")
        };
        assert_eq!(fault.id, "gabarit");
    }

    #[test]
    fn words_that_are_no_order_are_refused() {
        for words in ["bonjour\n", ""] {
            let gone = || panic!("the program was never there");
            let typed = serve(words.as_bytes(), &mut Vec::new(), gone);
            assert_eq!(typed.unwrap_err().kind(), ErrorKind::InvalidInput);
        }
    }
}
