//! The project file (`corrige.yaml`, beside `subjects`): takes the folder of a
//! project, gives what it says for all its subjects.

mod theme;

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::limits::{Limit, Limits};
use crate::diagnostic::{Fault, Faults, io_reason, nearest};
use crate::source::{Sources, Span, Spanned};
use crate::typst::Theme;
use crate::yaml::{self, Kind, Node};

/// Name of the project file.
const FILE: &str = "corrige.yaml";

/// What a project says for all its subjects.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Project {
    /// What a document may ask for at the most.
    pub limits: Limits,
    /// What their documents look like.
    pub theme: Theme,
}

impl Project {
    /// Reads the project file of a folder; without one, everything is as usual.
    ///
    /// # Errors
    ///
    /// Returns every fault of the file.
    pub fn read(folder: &Path, sources: &mut Sources) -> Result<Self, Faults> {
        let path = folder.join(FILE);
        let name = path.display().to_string();
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => {
                let message = format!("« {name} » ne se lit pas : {}", io_reason(&error));
                return Err(Fault::error("projet-illisible", message).into());
            }
        };
        let source = yaml::open(sources, &name, &bytes)?;
        let tree = yaml::read(sources, source)?;
        let mut reader = Reader { folder, sources, faults: Faults::default() };
        let project = reader.project(&tree);
        if reader.faults.has_errors() { Err(reader.faults) } else { Ok(project) }
    }
}

/// Keys of the file.
const KEYS: [&str; 2] = ["limites", "theme"];

/// The file read, and what is wrong with it.
struct Reader<'s> {
    folder: &'s Path,
    sources: &'s Sources,
    faults: Faults,
}

impl Reader<'_> {
    fn project(&mut self, tree: &Node) -> Project {
        let mut project = Project::default();
        let mut theme = None;
        for (key, node) in self.block(tree) {
            match key.value.as_str() {
                "limites" => project.limits = self.limits(node),
                "theme" => theme = Some(node),
                _ => self.unknown(key, &KEYS),
            }
        }
        // The pixels of a logo are limited too.
        if let Some(theme) = theme {
            project.theme = self.theme(theme, project.limits.bounds());
        }
        project
    }

    fn limits(&mut self, node: &Node) -> Limits {
        let mut limits = Limits::default();
        for (key, node) in self.block(node) {
            match Limit::ALL.iter().find(|limit| limit.key() == key.value) {
                None => self.unknown(key, &Limit::ALL.map(Limit::key)),
                Some(limit) => {
                    if let Some(value) = self.limit(*limit, node) {
                        limits = limits.with(*limit, value);
                    }
                }
            }
        }
        limits
    }

    fn limit(&mut self, limit: Limit, node: &Node) -> Option<u64> {
        let read = match &node.kind {
            Kind::Scalar { text, .. } => limit.read(text),
            _ => None,
        };
        if read.is_none() {
            let fault = Fault::error(
                "limite-inadmise",
                format!("la limite « {} » ne se comprend pas", limit.key()),
            );
            self.faults.push(
                fault.at(self.first_line(node.span), format!("attendu : {}", limit.expected())),
            );
        }
        read
    }

    /// Returns the keys of a block; a file that says nothing has none.
    fn block<'n>(&mut self, node: &'n Node) -> &'n [(Spanned<String>, Node)] {
        match &node.kind {
            Kind::Map(entries) => entries,
            Kind::Null => &[],
            _ => {
                self.faults.push(
                    Fault::error("type-inattendu", "ce n’est pas un bloc de clés")
                        .at(self.first_line(node.span), "attendu : des clés et leurs valeurs"),
                );
                &[]
            }
        }
    }

    fn unknown(&mut self, key: &Spanned<String>, known: &[&str]) {
        let fault = Fault::error("cle-inconnue", format!("clé inconnue : « {} »", key.value))
            .at(key.span, "cette clé ne dit rien ici");
        self.faults.push(match nearest(&key.value, known.iter().copied()) {
            Some(near) => fault.help(format!("vouliez-vous dire « {near} » ?")),
            None => fault.help(format!("clés admises : {}", known.join(", "))),
        });
    }

    fn first_line(&self, span: Span) -> Span {
        let length = self.sources.slice(span).lines().next().map_or(0, str::len);
        let start = span.range().start;
        Span::new(span.source, start..start + length)
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::diagnostic::{Format, render};
    use crate::session::scratch::Scratch;

    /// Reads a project file.
    fn read(text: &str) -> Result<Project, String> {
        let folder = Scratch::new();
        fs::write(folder.join(FILE), text).unwrap();
        let mut sources = Sources::default();
        Project::read(&folder, &mut sources).map_err(|faults| {
            let told = render(&faults.in_order(), &sources, Format::Full, false);
            told.replace(&format!("{}/", folder.display()), "")
        })
    }

    fn refused(text: &str, shown: &Expect) {
        shown.assert_eq(&read(text).unwrap_err());
    }

    #[test]
    fn without_a_file_everything_is_as_usual() {
        let absent = Project::read(Path::new("/nulle/part"), &mut Sources::default());
        assert_eq!(absent, Ok(Project::default()));
        assert_eq!(read("limites:\n"), Ok(Project::default()));
    }

    #[test]
    fn limits_are_read() {
        let text = "# Pour les sujets de la session\nlimites:\n  secondes: 2 min\n  memoire: 2 Gio\n  \
                    pages: 40\n  pixels: 40 millions\n";
        let limits = Limits { seconds: 120, memory: 2048, pages: 40, pixels: 40_000_000 };
        assert_eq!(read(text), Ok(Project { limits, ..Project::default() }));
        let limits = Limits { pages: 40, ..Limits::default() };
        assert_eq!(read("limites: {pages: 40}"), Ok(Project { limits, ..Project::default() }));
    }

    #[test]
    fn every_fault_has_its_place() {
        refused(
            "limite: 3\nlimites:\n  secondes: toujours\n  mémoire: 2 Gio\n  pages: [1, 2]\n",
            &expect![[r#"
                erreur[cle-inconnue] : clé inconnue : « limite »
                 --> corrige.yaml:1:1
                  |
                1 | limite: 3
                  | ^^^^^^ cette clé ne dit rien ici
                2 | limites:
                  |
                  = aide : vouliez-vous dire « limites » ?

                erreur[limite-inadmise] : la limite « secondes » ne se comprend pas
                 --> corrige.yaml:3:13
                  |
                2 | limites:
                3 |   secondes: toujours
                  |             ^^^^^^^^ attendu : un temps de 1 s à 24 h, comme « 60 » ou « 2 min »
                4 |   mémoire: 2 Gio
                  |

                erreur[cle-inconnue] : clé inconnue : « mémoire »
                 --> corrige.yaml:4:3
                  |
                3 |   secondes: toujours
                4 |   mémoire: 2 Gio
                  |   ^^^^^^^ cette clé ne dit rien ici
                5 |   pages: [1, 2]
                  |
                  = aide : vouliez-vous dire « memoire » ?

                erreur[limite-inadmise] : la limite « pages » ne se comprend pas
                 --> corrige.yaml:5:10
                  |
                4 |   mémoire: 2 Gio
                5 |   pages: [1, 2]
                  |          ^^^^^^ attendu : un nombre de pages, de 1 à 10 000
            "#]],
        );
        refused(
            "- a\n- b\n",
            &expect![[r#"
                erreur[type-inattendu] : ce n’est pas un bloc de clés
                 --> corrige.yaml:1:1
                  |
                1 | - a
                  | ^^^ attendu : des clés et leurs valeurs
                2 | - b
                  |
            "#]],
        );
    }
}
