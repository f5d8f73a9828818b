//! Why a worker was lost: takes how its process ended and its last words,
//! gives the fault to tell.

use std::path::Path;
use std::process::ExitStatus;

use crate::diagnostic::Fault;
use crate::session::limits::Limits;

/// How a worker ended before its task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Loss {
    /// It had no time left, and was stopped.
    Time,
    /// It had no memory left.
    Memory,
    /// It was stopped by a signal.
    Signal(i32),
    /// It fell, with these words.
    Fallen(String),
}

impl Loss {
    /// Reads the end of a process and what it said last.
    pub(super) fn read(status: Option<ExitStatus>, words: &str) -> Self {
        // What Rust says when memory is refused, then aborts.
        if words.contains("memory allocation of ") && words.contains(" failed") {
            return Self::Memory;
        }
        let lines = || words.lines().map(str::trim).filter(|line| !line.is_empty());
        // « thread 'main' panicked at file:line: » and, below, the reason.
        if let Some(first) = lines().position(|line| line.contains("panicked at ")) {
            return Self::Fallen(lines().skip(first).take(2).collect::<Vec<_>>().join(" "));
        }
        match (status.and_then(signal), lines().next_back()) {
            (_, Some(line)) => Self::Fallen(line.to_owned()),
            (Some(number), None) => Self::Signal(number),
            (None, None) => {
                let code = status.and_then(|status| status.code());
                Self::Fallen(code.map_or(String::new(), |code| format!("code {code}")))
            }
        }
    }

    /// Makes the fault of a subject whose worker was lost.
    pub(super) fn fault(&self, subject: &Path, limits: &Limits) -> Fault {
        self.reason(subject, limits).help(LEFT)
    }

    fn reason(&self, subject: &Path, limits: &Limits) -> Fault {
        let subject = subject.display();
        match self {
            Self::Time => Fault::error(
                "limite-temps",
                format!("« {subject} » : un document demande plus de {} s", limits.seconds),
            )
            .help("allégez-le, ou accordez plus de temps : « --timeout », ou « secondes » dans « corrige.yaml »"),
            Self::Memory => Fault::error(
                "limite-memoire",
                format!("« {subject} » demande plus de {} Mio de mémoire", limits.memory),
            )
            .help("allégez-le, ou accordez plus de mémoire : « --memory », ou « memoire » dans « corrige.yaml »"),
            Self::Signal(number) => {
                let fault = Fault::error(
                    "impression-interrompue",
                    format!("« {subject} » : l’impression a été interrompue ({})", name(*number)),
                );
                match number {
                    9 => fault.help("le système l’a arrêtée, sans doute faute de mémoire : recommencez avec « --jobs 1 »"),
                    _ => fault.help(REPORT),
                }
            }
            Self::Fallen(words) => {
                let fault = Fault::error(
                    "impression-interrompue",
                    format!("« {subject} » : un défaut du programme a interrompu l’impression"),
                );
                let fault = if words.is_empty() { fault } else { fault.help(format!("il a dit : « {words} »")) };
                fault.help(REPORT)
            }
        }
    }
}

/// What becomes of the documents that were not printed yet.
const LEFT: &str = "ceux de ses documents qui n’étaient pas encore imprimés ne le sont pas";

/// What to do about a fault that is ours.
const REPORT: &str = "signalez ce défaut avec ces mots et, si possible, le sujet";

/// Names a signal as people know it.
fn name(signal: i32) -> String {
    let known = match signal {
        2 => "SIGINT",
        6 => "SIGABRT",
        7 => "SIGBUS",
        9 => "SIGKILL",
        11 => "SIGSEGV",
        15 => "SIGTERM",
        24 => "SIGXCPU",
        _ => return format!("signal {signal}"),
    };
    format!("signal {signal}, {known}")
}

#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<i32> {
    use std::os::unix::process::ExitStatusExt;

    status.signal()
}

#[cfg(not(unix))]
fn signal(_: ExitStatus) -> Option<i32> {
    None
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::process::ExitStatusExt;

    use expect_test::{Expect, expect};

    use super::*;
    use crate::diagnostic::{Format, render};
    use crate::source::Sources;

    fn check(status: i32, words: &str, shown: &Expect) {
        let loss = Loss::read(Some(ExitStatus::from_raw(status)), words);
        told(&loss, shown);
    }

    fn told(loss: &Loss, shown: &Expect) {
        let fault = loss.fault(Path::new("subjects/a/sujet.yaml"), &Limits::default());
        shown.assert_eq(&render(&[fault], &Sources::default(), Format::Full, false));
    }

    #[test]
    fn the_limit_is_named_with_the_way_to_raise_it() {
        told(
            &Loss::Time,
            &expect![[r#"
                erreur[limite-temps] : « subjects/a/sujet.yaml » : un document demande plus de 60 s
                 |
                 = aide : allégez-le, ou accordez plus de temps : « --timeout », ou « secondes » dans « corrige.yaml »
                 = aide : ceux de ses documents qui n’étaient pas encore imprimés ne le sont pas
            "#]],
        );
        check(
            6,
            "memory allocation of 10485760 bytes failed\n",
            &expect![[r#"
                erreur[limite-memoire] : « subjects/a/sujet.yaml » demande plus de 1024 Mio de mémoire
                 |
                 = aide : allégez-le, ou accordez plus de mémoire : « --memory », ou « memoire » dans « corrige.yaml »
                 = aide : ceux de ses documents qui n’étaient pas encore imprimés ne le sont pas
            "#]],
        );
    }

    #[test]
    fn a_signal_is_named() {
        check(
            9,
            "",
            &expect![[r#"
                erreur[impression-interrompue] : « subjects/a/sujet.yaml » : l’impression a été interrompue (signal 9, SIGKILL)
                 |
                 = aide : le système l’a arrêtée, sans doute faute de mémoire : recommencez avec « --jobs 1 »
                 = aide : ceux de ses documents qui n’étaient pas encore imprimés ne le sont pas
            "#]],
        );
        check(
            11,
            "",
            &expect![[r#"
                erreur[impression-interrompue] : « subjects/a/sujet.yaml » : l’impression a été interrompue (signal 11, SIGSEGV)
                 |
                 = aide : signalez ce défaut avec ces mots et, si possible, le sujet
                 = aide : ceux de ses documents qui n’étaient pas encore imprimés ne le sont pas
            "#]],
        );
    }

    #[test]
    fn last_words_are_kept() {
        let panic = "\nthread 'main' (7) panicked at src/pdf/mod.rs:12:5:\nindex out of bounds\nnote: run with…\n";
        check(
            101 << 8,
            panic,
            &expect![[r#"
                erreur[impression-interrompue] : « subjects/a/sujet.yaml » : un défaut du programme a interrompu l’impression
                 |
                 = aide : il a dit : « thread 'main' (7) panicked at src/pdf/mod.rs:12:5: index out of bounds »
                 = aide : signalez ce défaut avec ces mots et, si possible, le sujet
                 = aide : ceux de ses documents qui n’étaient pas encore imprimés ne le sont pas
            "#]],
        );
        let stack = "\nthread 'main' has overflowed its stack\nfatal runtime error: stack overflow, aborting\n";
        check(
            6,
            stack,
            &expect![[r#"
                erreur[impression-interrompue] : « subjects/a/sujet.yaml » : un défaut du programme a interrompu l’impression
                 |
                 = aide : il a dit : « fatal runtime error: stack overflow, aborting »
                 = aide : signalez ce défaut avec ces mots et, si possible, le sujet
                 = aide : ceux de ses documents qui n’étaient pas encore imprimés ne le sont pas
            "#]],
        );
        check(
            3 << 8,
            "",
            &expect![[r#"
                erreur[impression-interrompue] : « subjects/a/sujet.yaml » : un défaut du programme a interrompu l’impression
                 |
                 = aide : il a dit : « code 3 »
                 = aide : signalez ce défaut avec ces mots et, si possible, le sujet
                 = aide : ceux de ses documents qui n’étaient pas encore imprimés ne le sont pas
            "#]],
        );
    }
}
