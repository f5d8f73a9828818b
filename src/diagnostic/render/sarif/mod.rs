//! Faults for the tools that read SARIF 2.1.0: takes the faults of a whole run,
//! gives one document.
//!
//! Places are those of `json`: lines and columns from 1, columns and offsets in
//! characters. The first is the location of the result, the others are
//! related. What mends a fault ends its message: SARIF knows replacements of
//! text, not advice.

mod log;

use log::{
    Artifact, Configuration, Driver, Finding, Location, Log, Physical, Region, Rule, Run, Text,
    Tool,
};

use crate::diagnostic::{Fault, Place, Severity};
use crate::source::Sources;

/// Where subjects usually are.
const SUBJECTS: &str = "subjects";

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// The faults of a run.
#[derive(Debug, Default)]
pub struct Sarif {
    rules: Vec<Rule>,
    results: Vec<Finding>,
}

impl Sarif {
    /// Adds faults of the same sources.
    pub fn add(&mut self, faults: &[Fault], sources: &Sources) {
        for fault in faults {
            let rule_index = self.rule(fault);
            let mut places = fault.places.iter();
            let first = places.next().map(|place| location(place, None, sources));
            let first = first.unwrap_or_else(|| somewhere(sources));
            let related = places.zip(1..).map(|(place, id)| location(place, Some(id), sources));
            self.results.push(Finding {
                rule_id: fault.id,
                rule_index,
                level: level(fault.severity),
                message: Text { text: message(fault) },
                locations: [first],
                related_locations: related.collect(),
            });
        }
    }

    /// Writes the document; a run without fault has one too, for tools close
    /// what it no longer names.
    #[must_use]
    pub fn document(&self) -> String {
        let driver = Driver {
            name: "corrige",
            semantic_version: env!("CARGO_PKG_VERSION"),
            language: "fr",
            rules: &self.rules,
        };
        let run = Run {
            tool: Tool { driver },
            language: "fr",
            column_kind: "unicodeCodePoints",
            results: &self.results,
        };
        let log = Log { schema: SCHEMA, version: "2.1.0", runs: [run] };
        // Text, numbers and lists always serialise: the default is never met.
        let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
        text.push('\n');
        text
    }

    /// Returns the rank of the rule of a fault, which may be new.
    fn rule(&mut self, fault: &Fault) -> usize {
        if let Some(rank) = self.rules.iter().position(|rule| rule.id == fault.id) {
            return rank;
        }
        let kind = match fault.severity {
            Severity::Error => "Faute",
            Severity::Warning => "Avertissement",
        };
        let named = Text { text: format!("{kind} «\u{a0}{}\u{a0}»", fault.id) };
        self.rules.push(Rule {
            id: fault.id,
            short_description: named.clone(),
            full_description: named,
            default_configuration: Configuration { level: level(fault.severity) },
            help: Text {
                text:
                    "Voir « Quand le programme refuse » dans le guide de l’auteur, docs/guide.md."
                        .replace("« ", "«\u{a0}")
                        .replace(" »", "\u{a0}»"),
            },
        });
        self.rules.len() - 1
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// Says what is wrong, what was expected, and how to mend it.
fn message(fault: &Fault) -> String {
    let label = fault.places.first().map(|place| place.label.as_str()).unwrap_or_default();
    let mut text = fault.message.clone();
    if !label.is_empty() {
        text.push('\n');
        text.push_str(label);
    }
    for help in &fault.help {
        text.push_str("\naide : ");
        text.push_str(help);
    }
    escaped(&text)
}

/// Doubles braces, which would hold the number of an argument.
fn escaped(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

fn location(place: &Place, id: Option<usize>, sources: &Sources) -> Location {
    let span = place.span;
    let (start, end) = (span.start as usize, span.end as usize);
    let (start_line, start_column) = sources.line_column(span.source, start);
    let (end_line, end_column) = sources.line_column(span.source, end);
    let source = sources.get(span.source);
    let before = source.text.get(..start).unwrap_or_default();
    let region = Region {
        start_line,
        start_column,
        end_line,
        end_column,
        char_offset: before.chars().count(),
        char_length: sources.slice(span).chars().count(),
    };
    let artifact_location = Artifact { uri: uri(&source.name) };
    let told = !place.label.is_empty();
    Location {
        id,
        place: Physical { artifact_location, region: Some(region) },
        message: told.then(|| Text { text: escaped(&place.label) }),
    }
}

/// Returns a location for a fault that has no place: its subject if it is
/// known. A result without one makes GitHub refuse the whole document.
fn somewhere(sources: &Sources) -> Location {
    let name = sources.iter().next().map_or(SUBJECTS, |(_, source)| source.name.as_str());
    let artifact_location = Artifact { uri: uri(name) };
    Location { id: None, place: Physical { artifact_location, region: None }, message: None }
}

/// Writes a path as a URI; a relative one stays relative to where the program
/// runs.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let path = path.strip_prefix("./").unwrap_or(&path);
    let mut uri = String::new();
    match path.as_bytes() {
        [b'/', ..] => uri.push_str("file://"),
        // A drive.
        [letter, b':', ..] if letter.is_ascii_alphabetic() => uri.push_str("file:///"),
        _ => {}
    }
    let drive = if uri == "file:///" { 2 } else { 0 };
    for (rank, byte) in path.bytes().enumerate() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) || rank < drive {
            uri.push(char::from(byte));
        } else {
            let digits = *b"0123456789ABCDEF";
            uri.push('%');
            uri.push(char::from(digits[usize::from(byte >> 4)]));
            uri.push(char::from(digits[usize::from(byte & 15)]));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::diagnostic::render::tests::two_lines;
    use crate::source::Span;

    #[test]
    #[expect(clippy::too_many_lines, reason = "the document stands here whole")]
    fn a_run_is_one_document() {
        let (sources, fault) = two_lines();
        let mut sarif = Sarif::default();
        sarif.add(&[fault], &sources);
        // Each subject has sources of its own.
        let mut other = Sources::default();
        let id = other.add("./sujets/b.yaml", "é: 1\n");
        let twice = Fault::error("bareme-somme", "encore").at(Span::new(id, 2..6), "");
        let bare = Fault::warning("police-absente", "aucune police");
        sarif.add(&[twice, bare], &other);
        expect![[r#"
            {
              "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
              "version": "2.1.0",
              "runs": [
                {
                  "tool": {
                    "driver": {
                      "name": "corrige",
                      "semanticVersion": "0.0.0",
                      "language": "fr",
                      "rules": [
                        {
                          "id": "bareme-somme",
                          "shortDescription": {
                            "text": "Faute « bareme-somme »"
                          },
                          "fullDescription": {
                            "text": "Faute « bareme-somme »"
                          },
                          "defaultConfiguration": {
                            "level": "error"
                          },
                          "help": {
                            "text": "Voir « Quand le programme refuse » dans le guide de l’auteur, docs/guide.md."
                          }
                        },
                        {
                          "id": "police-absente",
                          "shortDescription": {
                            "text": "Avertissement « police-absente »"
                          },
                          "fullDescription": {
                            "text": "Avertissement « police-absente »"
                          },
                          "defaultConfiguration": {
                            "level": "warning"
                          },
                          "help": {
                            "text": "Voir « Quand le programme refuse » dans le guide de l’auteur, docs/guide.md."
                          }
                        }
                      ]
                    }
                  },
                  "language": "fr",
                  "columnKind": "unicodeCodePoints",
                  "results": [
                    {
                      "ruleId": "bareme-somme",
                      "ruleIndex": 0,
                      "level": "error",
                      "message": {
                        "text": "le barème fait 3 points sur 4,\nsoit 75 %\n4 étaient attendus\naide : ajoutez 1 point\naide : ou ôtez-en un"
                      },
                      "locations": [
                        {
                          "physicalLocation": {
                            "artifactLocation": {
                              "uri": "sujets/%C3%A9t%C3%A9%2C%201.yaml"
                            },
                            "region": {
                              "startLine": 2,
                              "startColumn": 9,
                              "endLine": 2,
                              "endColumn": 10,
                              "charOffset": 19,
                              "charLength": 1
                            }
                          },
                          "message": {
                            "text": "4 étaient attendus"
                          }
                        }
                      ],
                      "relatedLocations": [
                        {
                          "id": 1,
                          "physicalLocation": {
                            "artifactLocation": {
                              "uri": "sujets/%C3%A9t%C3%A9%2C%201.yaml"
                            },
                            "region": {
                              "startLine": 1,
                              "startColumn": 8,
                              "endLine": 1,
                              "endColumn": 11,
                              "charOffset": 7,
                              "charLength": 3
                            }
                          },
                          "message": {
                            "text": "pour cette question"
                          }
                        }
                      ]
                    },
                    {
                      "ruleId": "bareme-somme",
                      "ruleIndex": 0,
                      "level": "error",
                      "message": {
                        "text": "encore"
                      },
                      "locations": [
                        {
                          "physicalLocation": {
                            "artifactLocation": {
                              "uri": "sujets/b.yaml"
                            },
                            "region": {
                              "startLine": 1,
                              "startColumn": 2,
                              "endLine": 2,
                              "endColumn": 1,
                              "charOffset": 1,
                              "charLength": 4
                            }
                          }
                        }
                      ]
                    },
                    {
                      "ruleId": "police-absente",
                      "ruleIndex": 1,
                      "level": "warning",
                      "message": {
                        "text": "aucune police"
                      },
                      "locations": [
                        {
                          "physicalLocation": {
                            "artifactLocation": {
                              "uri": "sujets/b.yaml"
                            }
                          }
                        }
                      ]
                    }
                  ]
                }
              ]
            }
        "#]].assert_eq(&sarif.document().replace(env!("CARGO_PKG_VERSION"), "0.0.0"));
    }

    #[test]
    fn a_run_without_fault_is_a_document_too() {
        let text = Sarif::default().document();
        assert!(text.contains("\"results\": []"), "{text}");
    }

    #[test]
    fn every_result_has_a_location() {
        let mut sarif = Sarif::default();
        sarif.add(&[Fault::error("encodage", "ce n’est pas de l’UTF-8")], &Sources::default());
        let text = sarif.document();
        assert!(text.contains("\"uri\": \"subjects\""), "{text}");
    }

    #[test]
    fn braces_are_no_arguments() {
        let fault = Fault::error("x", "« {prix} »").help("écrivez \\{");
        assert_eq!(message(&fault), "«\u{a0}{{prix}}\u{a0}»\naide : écrivez \\{{");
    }

    #[test]
    fn a_path_is_a_uri() {
        assert_eq!(uri("sujets/été, 1.yaml"), "sujets/%C3%A9t%C3%A9%2C%201.yaml");
        assert_eq!(uri("/tmp/a b.yaml"), "file:///tmp/a%20b.yaml");
        assert_eq!(uri(r"C:\sujets\a.yaml"), "file:///C:/sujets/a.yaml");
        assert_eq!(uri("./ab:c.yaml"), "ab%3Ac.yaml");
    }
}
