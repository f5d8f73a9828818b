//! What goes wrong while a document is set: takes Typst's diagnostics, gives
//! them as data, then as our faults.

use std::ops::Range;

use typst::diag::{Severity as TypstSeverity, SourceDiagnostic, Tracepoint};
use typst::foundations::Bytes;
use typst::syntax::{DiagSpan, FileId};
use typst::{World, WorldExt};

use super::fonts::is_private;
use super::message::{Said, french, quoted, undrawn};
use super::world::JobWorld;
use crate::diagnostic::{Fault, Severity};
use crate::source::{Sources, Span};

/// How the names of the program's own templates begin.
const EMBEDDED: &str = "embedded:";

/// One thing that is wrong with a document, as data: the caller knows where its
/// author wrote the words, and Typst does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypesetFault {
    /// No font draws a character.
    Glyph {
        /// The character.
        character: char,
        /// The line it stands in; empty in a drawing of the subject.
        text: String,
    },
    /// A word is wider than the cell it stands in.
    Overfull {
        /// The word.
        word: String,
    },
    /// There are more pages than a document may have.
    Pages {
        /// Which document it is, as in [`Job::ident`](super::Job::ident).
        document: String,
        /// How many there are.
        pages: usize,
        /// How many there may be.
        most: usize,
    },
    /// An image of the subject cannot be printed.
    Image {
        /// Its path, as in [`Job::files`](super::Job::files).
        path: String,
        /// What is wrong with it.
        message: String,
        /// How to mend it.
        help: String,
    },
    /// A template is wrong.
    Template(TemplateFault),
}

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateFault {
    /// Whether the document can be printed nevertheless.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Where: the place itself, then the calls that led there, innermost first.
    pub frames: Vec<Frame>,
    /// How to mend it.
    pub help: Vec<String>,
}

/// A place in a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// The file: a path, or `embedded:components/post.typ`.
    pub name: String,
    /// Its text.
    pub text: String,
    /// The place in it.
    pub range: Range<usize>,
    /// What happens there; at the place itself, Typst's own words, or nothing.
    pub label: String,
}

impl TypesetFault {
    /// Tells how much the fault weighs.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::Template(fault) => fault.severity,
            Self::Glyph { .. } | Self::Image { .. } | Self::Pages { .. } => Severity::Error,
            Self::Overfull { .. } => Severity::Warning,
        }
    }

    /// Makes the fault, with the texts of the templates it shows among the
    /// sources. A character and an image have no place yet: their author wrote
    /// them in the subject.
    #[must_use]
    pub fn report(self, sources: &mut Sources) -> Fault {
        match self {
            Self::Glyph { character, text } => glyph(character, text.trim()),
            Self::Overfull { word } => Fault::warning(
                "cellule-trop-etroite",
                format!("« {word} » est plus large que sa cellule"),
            )
            .help("élargissez la colonne avec « largeur », ou coupez le mot"),
            Self::Pages { document, pages, most } => Fault::error(
                "limite-pages",
                format!("« {document} » fait {pages} pages ; il peut en avoir {most}"),
            )
            .help(
                "accordez-lui plus de pages : « --max-pages », ou « pages » dans « corrige.yaml »",
            ),
            Self::Image { path, message, help } => {
                Fault::error("image", format!("image « {path} » : {message}")).help(help)
            }
            Self::Template(fault) => fault.report(sources),
        }
    }
}

impl TemplateFault {
    fn report(self, sources: &mut Sources) -> Fault {
        let mut fault = match self.severity {
            Severity::Error => Fault::error("gabarit", self.message),
            Severity::Warning => Fault::warning("gabarit", self.message),
        };
        for frame in self.frames {
            let source = sources.add(frame.name, frame.text);
            fault = fault.at(Span::new(source, frame.range), frame.label);
        }
        fault.help = self.help;
        fault
    }
}

fn glyph(character: char, text: &str) -> Fault {
    let code = u32::from(character);
    let (message, mend) = if character.is_control() || is_private(character) {
        (format!("le caractère U+{code:04X} ne s’imprime pas"), "supprimez ce caractère")
    } else {
        let message = format!("aucune police n’a le caractère « {character} » (U+{code:04X})");
        (message, "remplacez ce caractère, ou ajoutez à vos gabarits une police qui le contient")
    };
    let line: String = text.chars().filter(|letter| !letter.is_control()).collect();
    let fault = Fault::error("caractere-absent", message);
    let fault = if line.chars().nth(1).is_some() {
        fault.help(format!("il se trouve dans « {line} »"))
    } else {
        fault
    };
    fault.help(mend)
}

/// Reads Typst's diagnostics.
pub(crate) fn from_typst(
    world: &JobWorld,
    diagnostics: impl IntoIterator<Item = SourceDiagnostic>,
) -> Vec<TypesetFault> {
    diagnostics.into_iter().map(|diagnostic| read(world, &diagnostic)).collect()
}

fn read(world: &JobWorld, diagnostic: &SourceDiagnostic) -> TypesetFault {
    if let Some(character) = undrawn(&diagnostic.message) {
        return TypesetFault::Glyph { character, text: String::new() };
    }
    let Said { french: message, english } = french(&diagnostic.message);
    let help: Vec<String> = diagnostic.hints.iter().map(|hint| quoted(&hint.v)).collect();
    if let Some(path) = diagnostic.span.id().and_then(JobWorld::subject_path) {
        let help = "ouvrez l’image et enregistrez-la de nouveau".to_owned();
        return TypesetFault::Image { path: path.to_owned(), message, help };
    }
    let calls = diagnostic.trace.iter();
    let calls = calls.filter_map(|call| frame(world, call.span.into(), label(&call.v)));
    let frames = frame(world, diagnostic.span, english).into_iter().chain(calls).collect();
    let severity = match diagnostic.severity {
        TypstSeverity::Error => Severity::Error,
        TypstSeverity::Warning => Severity::Warning,
    };
    TypesetFault::Template(TemplateFault { severity, message, frames: told(frames), help })
}

/// Keeps the place itself, and the calls that stand in templates of the
/// project: those of the program are right, and nobody can change them there.
fn told(mut frames: Vec<Frame>) -> Vec<Frame> {
    let is_own = |frame: &Frame| !frame.name.starts_with(EMBEDDED);
    if frames.iter().any(is_own) {
        let mut rank = 0;
        frames.retain(|frame| {
            rank += 1;
            rank == 1 || is_own(frame)
        });
    }
    frames
}

fn frame(world: &JobWorld, span: DiagSpan, label: String) -> Option<Frame> {
    let id = span.id()?;
    let text = text(world, id)?;
    let range = world.range(span)?;
    let range = range.start.min(text.len())..range.end.min(text.len());
    Some(Frame { name: world.name(id), text, range, label })
}

fn text(world: &JobWorld, id: FileId) -> Option<String> {
    let bytes: Bytes = world.file(id).ok()?;
    std::str::from_utf8(&bytes).ok().map(str::to_owned)
}

fn label(call: &Tracepoint) -> String {
    match call {
        Tracepoint::Call(Some(name)) => format!("appel de « {name} »"),
        Tracepoint::Call(None) => "appel d’une fonction".to_owned(),
        Tracepoint::Show(name) => format!("mise en forme de « {name} »"),
        Tracepoint::Import(path) | Tracepoint::Include(path) => format!("lecture de « {path} »"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_is_named_with_its_code_and_its_line() {
        let fault = TypesetFault::Glyph { character: '字', text: "un 字 seul".into() }
            .report(&mut Sources::default());
        assert_eq!(fault.id, "caractere-absent");
        assert_eq!(fault.message, "aucune police n’a le caractère « 字 » (U+5B57)");
        assert_eq!(fault.help[0], "il se trouve dans « un 字 seul »");
    }

    #[test]
    fn a_character_that_cannot_be_seen_is_told_by_its_code() {
        let fault = TypesetFault::Glyph { character: '\u{7}', text: "un\u{7} bip".into() }
            .report(&mut Sources::default());
        assert_eq!(fault.message, "le caractère U+0007 ne s’imprime pas");
        assert_eq!(fault.help, ["il se trouve dans « un bip »", "supprimez ce caractère"]);
    }

    #[test]
    fn a_template_shows_its_text() {
        let frame = Frame {
            name: "embedded:lib.typ".into(),
            text: "#rien".into(),
            range: 1..5,
            label: String::new(),
        };
        let mut sources = Sources::default();
        let fault = TypesetFault::Template(TemplateFault {
            severity: Severity::Warning,
            message: "variable inconnue : « rien »".into(),
            frames: vec![frame],
            help: Vec::new(),
        })
        .report(&mut sources);
        let span = fault.places[0].span;
        assert_eq!((fault.severity, sources.slice(span)), (Severity::Warning, "rien"));
        assert_eq!(sources.get(span.source).name, "embedded:lib.typ");
    }
}
