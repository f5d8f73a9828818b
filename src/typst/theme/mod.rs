//! What a project chooses of the look of all its documents: takes colours,
//! families of fonts and a logo, gives the files that templates read them from.
//!
//! A theme stands over the templates as a folder of one's own does: it is part
//! of what documents are made of, and of what is taken away with them.

mod color;

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::json;

pub use color::Color;

use crate::diagnostic::{Fault, io_reason};

/// The file of the templates that says the theme, below `templates`; the
/// embedded one is the look of the program.
const SHEET: &str = "theme.json";

/// Its colours.
const INK: &str = "#15181e";
const ACCENT: &str = "#153e75";
const TINT: &str = "#eaf1fa";

/// Where the files of a theme stand below `templates`.
const LOGO: &str = "theme/logo";
const FONTS: &str = "fonts/theme/";

/// Largest file of a font: those of the program weigh 1.5 MB at the most.
const MAX_FONT_BYTES: u64 = 24 << 20;

/// What a project chooses.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Theme {
    /// Colour of titles.
    pub title: Option<Color>,
    /// Colour of labels, numbers and rules.
    pub accent: Option<Color>,
    /// Family of texts.
    pub text: Option<String>,
    /// Family of titles and tables, and of the exam paper.
    pub headings: Option<String>,
    /// Folder of the project's own fonts.
    pub fonts: Option<PathBuf>,
    /// Logo in the head of documents.
    pub logo: Option<Logo>,
}

/// The logo of an academy or a school.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logo {
    /// Its file.
    pub file: PathBuf,
    /// What it shows.
    pub alt: String,
    /// Whether the exam paper, which comes from elsewhere as a rule, bears it
    /// too.
    pub on_exam: bool,
}

/// A file that a theme puts over those of the templates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ThemeFile {
    /// Its path below `templates`.
    pub(crate) path: String,
    /// Its name for messages.
    pub(crate) name: String,
    /// Its content.
    pub(crate) bytes: Vec<u8>,
}

impl Theme {
    /// Reads the files of the theme; without one there are none.
    ///
    /// # Errors
    ///
    /// Returns why the logo or a font cannot be read.
    pub(crate) fn files(&self) -> Result<Vec<ThemeFile>, Fault> {
        if *self == Self::default() {
            return Ok(Vec::new());
        }
        let mut files = vec![ThemeFile {
            path: SHEET.to_owned(),
            name: "corrige.yaml".to_owned(),
            bytes: self.sheet().into_bytes(),
        }];
        if let Some(logo) = &self.logo {
            let bytes = fs::read(&logo.file).map_err(|error| unread(&logo.file, &error))?;
            let path = format!("{LOGO}{}", ending(&logo.file));
            files.push(ThemeFile { path, name: logo.file.display().to_string(), bytes });
        }
        if let Some(folder) = &self.fonts {
            files.extend(fonts(folder)?);
        }
        Ok(files)
    }

    /// Lists the files that a theme reads, and the folder of its fonts.
    #[must_use]
    pub fn sources(&self) -> Vec<&Path> {
        let logo = self.logo.as_ref().map(|logo| logo.file.as_path());
        logo.into_iter().chain(self.fonts.as_deref()).collect()
    }

    /// Writes what templates read.
    fn sheet(&self) -> String {
        let chosen = |color: Option<Color>, usual: &str| {
            color.map_or_else(|| usual.to_owned(), |color| color.to_string())
        };
        let accent = chosen(self.accent, ACCENT);
        let family = |name: &Option<String>| name.iter().cloned().collect::<Vec<_>>();
        let logo = self.logo.as_ref().map(|logo| {
            let path = format!("/templates/{LOGO}{}", ending(&logo.file));
            json!({ "path": path, "alt": logo.alt, "exam": logo.on_exam })
        });
        let sheet = json!({
            "colors": {
                "accent": accent,
                "accent-tint": chosen(self.accent.map(Color::tint), TINT),
                "heading": chosen(self.title, &accent),
                "title": chosen(self.title, INK),
            },
            "fonts": { "headings": family(&self.headings), "text": family(&self.text) },
            "logo": logo,
        });
        format!("{sheet:#}\n")
    }
}

/// Reads the fonts of a folder, in the order of their names.
fn fonts(folder: &Path) -> Result<Vec<ThemeFile>, Fault> {
    let entries = fs::read_dir(folder).map_err(|error| unread(folder, &error))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| unread(folder, &error))?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let is_font = [".ttf", ".otf", ".ttc"].contains(&ending(&path).as_str());
        if name.starts_with('.') || !is_font {
            continue;
        }
        let size = fs::metadata(&path).map_err(|error| unread(&path, &error))?.len();
        if size > MAX_FONT_BYTES {
            let message = format!("« {} » pèse plus de 24 Mio", path.display());
            return Err(Fault::error("theme", message).help("ce n’est sans doute pas une police"));
        }
        let below = format!("{FONTS}{}", name.to_lowercase());
        let bytes = fs::read(&path).map_err(|error| unread(&path, &error))?;
        files.push(ThemeFile { path: below, name: path.display().to_string(), bytes });
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// Returns the ending of a file's name in lower case, with its dot.
fn ending(path: &Path) -> String {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.map(|ending| format!(".{ending}")).unwrap_or_default()
}

fn unread(path: &Path, error: &std::io::Error) -> Fault {
    let message = format!("« {} » ne se lit pas : {}", path.display(), io_reason(error));
    Fault::error("theme", message)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn a_project_without_a_theme_adds_nothing() {
        assert_eq!(Theme::default().files(), Ok(Vec::new()));
    }

    #[test]
    fn the_embedded_sheet_is_the_usual_look() {
        let embedded: serde_json::Value =
            serde_json::from_str(include_str!("../../../templates/theme.json")).unwrap();
        let usual: serde_json::Value = serde_json::from_str(&Theme::default().sheet()).unwrap();
        assert_eq!(embedded, usual);
    }

    #[test]
    fn what_is_not_chosen_follows_what_is() {
        let theme = Theme {
            accent: Color::read("#7a1f2b"),
            text: Some("Luciole".to_owned()),
            logo: Some(Logo {
                file: "logos/Académie.SVG".into(),
                alt: "Académie".to_owned(),
                on_exam: false,
            }),
            ..Theme::default()
        };
        expect![[r##"
            {
              "colors": {
                "accent": "#7a1f2b",
                "accent-tint": "#f5eeef",
                "heading": "#7a1f2b",
                "title": "#15181e"
              },
              "fonts": {
                "headings": [],
                "text": [
                  "Luciole"
                ]
              },
              "logo": {
                "alt": "Académie",
                "exam": false,
                "path": "/templates/theme/logo.svg"
              }
            }
        "##]]
        .assert_eq(&theme.sheet());
        let fault = theme.files().unwrap_err();
        let message = fault.message.replace('\u{a0}', " ");
        assert_eq!(message, "« logos/Académie.SVG » ne se lit pas : il n’existe pas");
    }
}
