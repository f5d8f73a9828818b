//! `corrige` turns YAML descriptions of French written exams into printable
//! PDFs: it reads a subject, computes its answers, fills Typst templates and
//! prints the exam paper (*sujet*) with its adapted editions, the corrected
//! answer sheet (*corrigé*) and the marking scheme (*barème*); for a class, a
//! paper a pupil, each with figures and a corrigé of its own.
//!
//! This page is the map of the crate. The guide of the YAML format, for
//! authors, is `docs/guide.md`, in French.
//!
//! # One line
//!
//! ```text
//! yaml → subject → answers → sheet → typst → pdf
//! ```
//!
//! Each step is a function from value to value. A module imports only what
//! stands earlier in the line, and the four that have never heard of an exam.
//!
//! | module | takes | gives |
//! |---|---|---|
//! | [`source`] | names and texts of files | places in them |
//! | [`diagnostic`] | what a check found | text for a person or a program |
//! | [`number`] | French figures, units, dates | exact values, French text |
//! | [`lint`] | an identifier | the rule of the proof-reader, and its page |
//! | [`formula`] | the text of a formula | its value, and the way to it |
//! | [`yaml`] | a text | a tree whose nodes know their places |
//! | [`markup`] | an author's Markdown | inline nodes; typography on the finished text |
//! | [`subject`] | a tree | the exam as its author means it, checked |
//! | [`answers`] | a subject | every named value, in order of need |
//! | [`proof`] | a subject and its answers | what a proof-reader remarks, and safe changes |
//! | [`sheet`] | a subject and its answers | all that a document says, as data |
//! | [`compare`] | two revisions of a subject | what differs, and the page that corrects the old corrigé |
//! | [`typst`](mod@typst) | templates, fonts, a sheet | a world that Typst can set |
//! | [`pdf`] | a world | pages, then bytes |
//! | [`variants`] | a subject, a key | other figures for each pupil |
//! | [`session`] | paths | documents |
//! | [`starter`] | what names an exam | a subject to start from |
//! | `cli` | arguments | an exit status |
//!
//! # Entry points
//!
//! [`run`] is the program. To follow one document, read
//! [`session::prepare`], which is the whole line but the PDF, then
//! [`session::print`]. To add a block that authors can write, start at
//! [`subject::block::Block`], declare its keys beside its reader (in
//! `subject::read`), go to [`sheet::Block`], end in
//! `templates/components/block.typ`: the compiler, the tests and the templates
//! name what is missing. To add a function to formulas, add a row to the tables of
//! [`formula`]; its documentation and its tests come from the row.
//!
//! # What holds everywhere
//!
//! Each of these is held by a test of `tests/architecture.rs`.
//!
//! - Only [`yaml`] knows the YAML crates; only [`typst`](mod@typst) and
//!   [`pdf`] know Typst; only `cli` prints.
//! - Imports run one way.
//! - Numbers are exact rationals from the file to the page: no float before
//!   [`sheet`], and a root that is not rational is marked approximate.
//! - Only [`sheet`] turns numbers into text (faults excepted). Templates get
//!   finished texts, and lengths in thousandths.
//! - The same files give the same bytes: no clock, no number drawn but by
//!   [`variants`] from a key, no iteration over a hash map, no network, no font
//!   of the machine.
//!
//! # Decisions
//!
//! **Why is the YAML read twice?** `saphyr-parser` gives events with places,
//! `serde_yaml` gives values without. The first walk refuses what is dangerous
//! or ambiguous and notes places, the second says what each scalar is; both go
//! in the order of the file, so a node takes the next place. The model is then
//! read by hand from the tree rather than by derived code: a derived reader
//! stops at its first fault and loses places, and an author who has made six
//! mistakes wants to read six messages.
//!
//! **Why are keys declared, and read by hand all the same?** The tables of keys
//! give the schema that editors read ([`subject::schema()`]) and the reference
//! ([`subject::reference()`]); the readers keep their places and their faults. A
//! key that is not declared does not exist for its reader, and a test writes
//! every key of every block, well and badly, and compares the two.
//!
//! **Why is the author's text Markdown, and not Typst?** A subject received
//! from a colleague must not be able to run, read or loop. Texts become data of
//! the sheet; templates place them and change nothing.
//!
//! **Why does a sheet reach Typst as a JSON file?** One file at one path: no
//! document data stands in a `set` or `show` rule, which would make it part of
//! the key of every memoised paragraph; and a project can be taken away and
//! compiled by the official command.
//!
//! **Why is a theme a file among the templates?** All that prints, compares,
//! exports or names what a document was made with already knows templates: a
//! theme that stands over one of them is a dependency like any other, and the
//! templates of who has no theme read the same file.
//!
//! **Why is a template's fault looked for by blanking blocks?** Typst tells the
//! line that failed, not the data it was given. A document is set again with
//! fewer blocks, half as many each time: seven times for a hundred of them, and
//! only when there is a fault.
//!
//! **Why is the gallery greyed by a blend mode?** A theme of greys would leave
//! pictures, emoji and the colours of networks as they are. A veil over finished
//! pages ([`pdf::merge`]) shows what a printer does, and texts stay texts.
//!
//! **Why are titles and dates set after the layout?** For the same reason: a
//! title in `set document` is part of every style.
//!
//! **Why the system's allocator?** A worker is held to an address space, and
//! allocators that are quicker (mimalloc by a seventh on a class) reserve a
//! gibibyte of it ahead; those that do not take a twentieth more memory.
//!
//! **Why do templates measure so little?** To measure is to lay out, and all that
//! was laid out is kept until the document is printed: measures were a third of
//! its time and of its memory. A table whose cells each hold on a line has rows
//! of a known height; the width of a formula is estimated on this side
//! ([`sheet::Breadths`]) and measured only near the margin.
//!
//! **Why do templates have so few functions of a cell?** What each call gave is
//! kept with all that it asked of the world, and these notes are half of the
//! memory of a document. Loops leave none.
//!
//! **Why is Typst kept on one thread?** Each of its threads keeps to itself the
//! memory that it has freed: a third of the whole, over eight documents. It
//! shares out only what stands between two changes of page format.
//!
//! **Why is what is measured said to stand nowhere?** It would be laid out again
//! in each pass, and every layout is kept (`pdf::passes`).
//!
//! **Why has each parameter a stream of its own?** The paper of a pupil must not
//! change because a parameter, a question or a pupil was added. One stream a
//! paper would shift every draw after the new one.
//!
//! **Why are draws computed by programs of small rationals?** Nearly all draws
//! need nothing more, and a stress makes millions of them. The tree of [`formula`]
//! stays the judge: whatever a program cannot hold is computed again by the tree,
//! so that values, units and faults are always its own.
//!
//! **Why are the papers of a class not synced one by one?** A disk that is
//! waited for takes longer than a paper. Each is still renamed into place whole,
//! and a run that goes on reads its bytes again: what a power cut lost is
//! printed again. What is written once, the files to print, the keys and the
//! manifest, is synced ([`session::class`]).
//!
//! **Why has the merger a reader of its own?** It only ever reads what this
//! program printed: it copies objects as they stand, changes their numbers, and
//! writes fonts and images once. A general reader takes four times as long, and
//! would accept files that the merger must refuse ([`pdf::merge`]).
//!
//! **Why one profile?** Typst takes minutes to build. Tests, benchmarks and the
//! program share the release profile, so that it is built once.

pub mod answers;
mod cli;
pub mod compare;
pub mod diagnostic;
pub mod formula;
pub mod lint;
pub mod markup;
pub mod number;
pub mod pdf;
pub mod proof;
pub mod session;
pub mod sheet;
pub mod source;
pub mod starter;
pub mod subject;
pub mod typst;
pub mod variants;
pub mod yaml;

pub use cli::run;
