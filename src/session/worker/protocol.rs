//! What crosses the pipes between the program and its workers: takes orders
//! and answers, gives frames, and back.
//!
//! A frame is the number of its bytes, on four bytes, then as many bytes of
//! JSON. Both sides are the same program: the greeting makes sure of it, for a
//! program may be replaced while it works.

use std::io::{self, ErrorKind, Read, Write};
use std::path::PathBuf;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Fault;
use crate::session::build::{Event, Print, Task};
use crate::session::limits::Limits;
use crate::source::Sources;
use crate::typst::Theme;

/// Names the program by all that it is made from, its protocol included.
pub(super) const PROGRAM: &str = env!("CORRIGE_BUILD");

/// Largest frame: the text of a subject and its data files, many times over.
const LARGEST: usize = 256 << 20;

/// What a worker is told.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Order {
    /// To get ready; the first order.
    Begin {
        /// Who speaks.
        program: String,
        /// Folder of the project's own templates.
        templates: Option<PathBuf>,
        /// The look that the project chooses.
        theme: Theme,
        /// What a document may ask for.
        limits: Limits,
    },
    /// To do a task.
    Do {
        /// The task.
        task: Box<Task>,
        /// The output folder.
        out: PathBuf,
    },
}

/// What a worker answers.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Answer {
    /// It is ready.
    Ready {
        /// Who speaks.
        program: String,
    },
    /// It cannot work: the templates cannot be read, for instance.
    Refused(Fault),
    /// What happens to the task; the last one is [`Event::Ended`].
    Told(Box<Event>),
}

/// Writes a frame.
pub(super) fn write(to: &mut (impl Write + ?Sized), message: &impl Serialize) -> io::Result<()> {
    let mut frame = vec![0; 4];
    serde_json::to_writer(&mut frame, message)?;
    let length = frame.len() - 4;
    if length > LARGEST {
        return Err(ErrorKind::FileTooLarge.into());
    }
    let length = u32::try_from(length).map_err(io::Error::other)?;
    frame[..4].copy_from_slice(&length.to_le_bytes());
    // In one go: a reader never waits for the second half of a small message.
    to.write_all(&frame)?;
    to.flush()
}

/// Reads a frame; `None` where the other side has ended between two.
pub(super) fn read<T: DeserializeOwned>(from: &mut impl Read) -> io::Result<Option<T>> {
    let mut length = [0; 4];
    match from.read(&mut length[..1])? {
        0 => return Ok(None),
        _ => from.read_exact(&mut length[1..])?,
    }
    let length = u32::from_le_bytes(length) as usize;
    if length > LARGEST {
        return Err(ErrorKind::InvalidData.into());
    }
    // What is announced is not believed: memory is taken as bytes arrive.
    let mut frame = Vec::new();
    from.by_ref().take(length as u64).read_to_end(&mut frame)?;
    if frame.len() < length {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(serde_json::from_slice(&frame)?))
}

/// Leaves out the places that stand in no source, which nobody could show.
pub(super) fn sound(event: &mut Event) {
    let (faults, sources): (_, &Sources) = match event {
        Event::Told { faults, sources } | Event::Failed { faults, sources, .. } => {
            (faults, sources)
        }
        Event::Printed(Print { warnings, sources, .. }) => (warnings, sources),
        _ => return,
    };
    for fault in faults {
        fault.places.retain(|place| sources.holds(place.span));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn frame(message: &impl Serialize) -> Vec<u8> {
        let mut bytes = Vec::new();
        write(&mut bytes, message).unwrap();
        bytes
    }

    #[test]
    fn messages_come_in_order_and_then_nothing() {
        let bytes = [frame(&"un"), frame(&"deux")].concat();
        let mut pipe = bytes.as_slice();
        assert_eq!(read::<String>(&mut pipe).unwrap().as_deref(), Some("un"));
        assert_eq!(read::<String>(&mut pipe).unwrap().as_deref(), Some("deux"));
        assert_eq!(read::<String>(&mut pipe).unwrap(), None);
    }

    #[test]
    fn a_message_cut_short_is_told_from_the_end() {
        let bytes = frame(&"un message");
        for end in 1..bytes.len() {
            let cut = read::<String>(&mut &bytes[..end]);
            assert_eq!(cut.unwrap_err().kind(), ErrorKind::UnexpectedEof, "{end}");
        }
    }

    #[test]
    fn a_length_that_nobody_sends_is_refused() {
        assert!(read::<String>(&mut &[0xff; 64][..]).is_err());
        assert!(read::<String>(&mut &b"\x02\0\0\0??"[..]).is_err());
    }

    #[test]
    fn faults_cross_with_their_sources() {
        let mut sources = Sources::default();
        let id = sources.add("sujet.yaml", "titre: été");
        let fault = Fault::error("cle-inconnue", "clé inconnue : « titre »")
            .at(Span::new(id, 0..5), "cette clé ne dit rien ici");
        let event = Event::Told { faults: vec![fault.clone()], sources };
        let bytes = frame(&Answer::Told(Box::new(event)));
        let Some(Answer::Told(event)) = read(&mut bytes.as_slice()).unwrap() else {
            panic!("an event")
        };
        let Event::Told { faults, sources } = *event else { panic!("faults") };
        assert_eq!(faults, [fault]);
        assert_eq!(sources.slice(faults[0].places[0].span), "titre");
    }

    #[test]
    fn a_place_that_is_nowhere_is_left_out() {
        let mut sources = Sources::default();
        let id = sources.add("sujet.yaml", "été");
        let fault = |range| Fault::error("a", "b").at(Span::new(id, range), "");
        let faults = vec![fault(0..2), fault(0..1), fault(2..9)];
        let mut event = Event::Failed { file: "corrige.pdf".into(), faults, sources };
        sound(&mut event);
        let Event::Failed { faults, .. } = event else { panic!("faults") };
        assert_eq!(faults.iter().map(|fault| fault.places.len()).collect::<Vec<_>>(), [1, 0, 0]);
    }
}
