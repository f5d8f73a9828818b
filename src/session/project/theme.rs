//! What a project file says of the look of documents: takes its `theme`, gives
//! it checked, with every fault at its place.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::Reader;
use crate::diagnostic::{Fault, io_reason, nearest};
use crate::source::Spanned;
use crate::typst::{Bounds, Color, Engine, Logo, Theme, TypesetFault, check_bytes};
use crate::yaml::{Kind, Node};

/// Keys of the theme and of its parts.
const KEYS: [&str; 3] = ["couleurs", "polices", "logo"];
const COLORS: [&str; 2] = ["titre", "accent"];
const FONTS: [&str; 3] = ["texte", "titres", "dossier"];
const LOGO: [&str; 3] = ["fichier", "description", "sujet"];

impl Reader<'_> {
    /// Reads the theme.
    pub(super) fn theme(&mut self, node: &Node, bounds: Bounds) -> Theme {
        let mut theme = Theme::default();
        for (key, node) in self.block(node) {
            match key.value.as_str() {
                "couleurs" => self.colors(node, &mut theme),
                "polices" => self.fonts(node, &mut theme),
                "logo" => theme.logo = self.logo(node, bounds),
                _ => self.unknown(key, &KEYS),
            }
        }
        theme
    }

    fn colors(&mut self, node: &Node, theme: &mut Theme) {
        for (key, node) in self.block(node) {
            match key.value.as_str() {
                "titre" => theme.title = self.color(key, node),
                "accent" => theme.accent = self.color(key, node),
                _ => self.unknown(key, &COLORS),
            }
        }
    }

    fn color(&mut self, key: &Spanned<String>, node: &Node) -> Option<Color> {
        let name = &key.value;
        let refused = |message| Fault::error("couleur-inadmise", message);
        if matches!(node.kind, Kind::Null) {
            self.faults.push(
                refused(format!("la couleur « {name} » manque"))
                    .at(key.span, "attendu : une couleur, entre guillemets")
                    .help(format!(
                        "sans guillemets, un dièse commence un commentaire : « {name}: \"#153e75\" »"
                    )),
            );
            return None;
        }
        let written = self.words(node, "une couleur, comme \"#153e75\"")?;
        let Some(color) = Color::read(&written.value) else {
            self.faults.push(
                refused(format!("la couleur « {name} » ne se comprend pas"))
                    .at(
                        written.span,
                        "attendu : un dièse, puis trois ou six chiffres ou lettres de a à f",
                    )
                    .help(format!("par exemple « {name}: \"#153e75\" », un bleu foncé")),
            );
            return None;
        };
        if let Some(contrast) = color.too_light() {
            self.faults.push(
                refused(format!("la couleur « {name} » se lit mal sur du papier blanc"))
                    .at(written.span, format!("contraste avec le blanc : {contrast} ; il faut 4,5"))
                    .help("prenez une teinte plus foncée, qui reste lisible en noir et blanc"),
            );
            return None;
        }
        Some(color)
    }

    fn fonts(&mut self, node: &Node, theme: &mut Theme) {
        let mut asked = Vec::new();
        let mut folder = None;
        for (key, node) in self.block(node) {
            match key.value.as_str() {
                "texte" | "titres" => {
                    let family = self.words(node, "le nom d’une famille de polices");
                    match key.value.as_str() {
                        "texte" => theme.text = family.as_ref().map(|family| family.value.clone()),
                        _ => theme.headings = family.as_ref().map(|family| family.value.clone()),
                    }
                    asked.extend(family);
                }
                "dossier" => {
                    folder = self.words(node, "le dossier des polices, comme « polices »");
                }
                _ => self.unknown(key, &FONTS),
            }
        }
        if let Some(folder) = &folder {
            theme.fonts = self.inside(folder);
            if theme.fonts.is_none() {
                return;
            }
        }
        self.families(&asked, theme.fonts.as_deref(), folder.as_ref());
    }

    /// Checks that the families asked for are those of fonts.
    fn families(
        &mut self,
        asked: &[Spanned<String>],
        folder: Option<&Path>,
        place: Option<&Spanned<String>>,
    ) {
        let templates = self.folder.join("templates");
        // What is wrong with the templates is told by whoever prints with them.
        let Ok(engine) = Engine::new(templates.is_dir().then_some(&templates)) else { return };
        let own = Theme { fonts: folder.map(Path::to_owned), ..Theme::default() };
        let engine = match engine.themed(&own) {
            Ok(engine) => engine,
            Err(fault) => {
                let span = place.map(|place| place.span);
                self.faults.push(match span {
                    Some(span) => fault.at(span, "nommé ici"),
                    None => fault,
                });
                return;
            }
        };
        if let Some(place) = place.filter(|_| !has_own_fonts(&engine)) {
            self.faults.push(
                Fault::error("police-absente", format!("aucune police dans « {} »", place.value))
                    .at(place.span, "attendu : un dossier de fichiers .ttf ou .otf"),
            );
            return;
        }
        let families: Vec<&str> = engine.families().collect();
        for family in asked {
            let asked = family.value.to_lowercase();
            if families.iter().any(|known| known.to_lowercase() == asked) {
                continue;
            }
            let fault = Fault::error(
                "police-absente",
                format!("aucune police de la famille « {} »", family.value),
            )
            .at(family.span, "attendu : une famille des polices du projet ou du programme");
            let near = nearest(&family.value, families.iter().copied());
            let fault = match near {
                Some(near) => fault.help(format!("vouliez-vous dire « {near} » ?")),
                None => fault,
            };
            self.faults.push(fault.help(format!("familles présentes : {}", families.join(", "))));
        }
    }

    fn logo(&mut self, node: &Node, bounds: Bounds) -> Option<Logo> {
        if !matches!(node.kind, Kind::Map(_) | Kind::Null) {
            self.faults.push(
                Fault::error("type-inattendu", "un logo se décrit aussi en mots")
                    .at(self.first_line(node.span), "attendu : {fichier: …, description: …}"),
            );
            return None;
        }
        let (mut file, mut alt, mut on_exam) = (None, None, false);
        let entries = self.block(node);
        for (key, node) in entries {
            match key.value.as_str() {
                "fichier" => file = self.words(node, "le fichier du logo, comme « logo.svg »"),
                "description" => alt = self.words(node, "ce que montre le logo"),
                "sujet" => on_exam = self.truth(node).unwrap_or(false),
                _ => self.unknown(key, &LOGO),
            }
        }
        for needed in &LOGO[..2] {
            if entries.iter().all(|(key, _)| key.value != *needed) {
                self.faults.push(
                    Fault::error("cle-absente", format!("le logo n’a pas de « {needed} »"))
                        .at(self.first_line(node.span), format!("attendu : la clé « {needed} »")),
                );
            }
        }
        let (file, alt) = (file?, alt?.value);
        let path = self.picture(&file, bounds)?;
        Some(Logo { file: path, alt, on_exam })
    }

    /// Finds a picture that can be printed.
    fn picture(&mut self, name: &Spanned<String>, bounds: Bounds) -> Option<PathBuf> {
        let path = self.inside(name)?;
        let bytes: Arc<[u8]> = match std::fs::read(&path) {
            Ok(bytes) => bytes.into(),
            Err(error) => {
                let reason = io_reason(&error);
                let message = format!("« {} » ne se lit pas : {reason}", name.value);
                self.faults.push(Fault::error("fichier-illisible", message).at(name.span, ""));
                return None;
            }
        };
        match check_bytes(&name.value.to_lowercase(), &bytes, bounds) {
            Ok(()) => Some(path),
            Err(TypesetFault::Image { message, help, .. }) => {
                let message = format!("image « {} » : {message}", name.value);
                let fault = Fault::error("image", message).at(name.span, "nommée ici");
                self.faults.push(fault.help(help));
                None
            }
            Err(_) => None,
        }
    }

    /// Finds a file or a folder below that of the project.
    fn inside(&mut self, name: &Spanned<String>) -> Option<PathBuf> {
        let below = |part| matches!(part, Component::Normal(_) | Component::CurDir);
        let path = self.folder.join(&name.value);
        let real = path.canonicalize();
        let here = self.folder.join(".").canonicalize().unwrap_or_default();
        let outside = real.as_ref().is_ok_and(|real| !real.starts_with(&here));
        if outside || !Path::new(&name.value).components().all(below) {
            self.faults.push(
                Fault::error(
                    "fichier-hors-projet",
                    format!("« {} » mène hors du projet", name.value),
                )
                .at(name.span, "attendu : un chemin qui part du dossier de « corrige.yaml »"),
            );
            return None;
        }
        if real.is_err() {
            self.faults.push(
                Fault::error("fichier-absent", format!("« {} » est introuvable", name.value))
                    .at(name.span, "cherché à côté de « corrige.yaml »"),
            );
            return None;
        }
        Some(path)
    }

    /// Reads a text that is not empty.
    fn words(&mut self, node: &Node, expected: &str) -> Option<Spanned<String>> {
        match &node.kind {
            Kind::Scalar { text, .. } if !text.trim().is_empty() => {
                Some(Spanned::new(text.trim().to_owned(), node.span))
            }
            _ => {
                self.faults.push(
                    Fault::error("type-inattendu", "ce n’est pas un texte")
                        .at(self.first_line(node.span), format!("attendu : {expected}")),
                );
                None
            }
        }
    }

    /// Reads `oui` or `non`.
    fn truth(&mut self, node: &Node) -> Option<bool> {
        let truth = match &node.kind {
            Kind::Truth(truth) => Some(*truth),
            Kind::Scalar { text, .. } => match text.as_str() {
                "oui" => Some(true),
                "non" => Some(false),
                _ => None,
            },
            _ => None,
        };
        if truth.is_none() {
            self.faults.push(
                Fault::error("type-inattendu", "ce n’est ni oui ni non")
                    .at(self.first_line(node.span), "attendu : « oui » ou « non »"),
            );
        }
        truth
    }
}

fn has_own_fonts(engine: &Engine) -> bool {
    engine.files().any(|(path, _)| path.starts_with("fonts/theme/"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use expect_test::{Expect, expect};

    use crate::diagnostic::{Format, render};
    use crate::session::Project;
    use crate::session::scratch::Scratch;
    use crate::source::Sources;
    use crate::typst::Theme;

    const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>";

    /// Reads the theme of a project that has a logo.
    fn read(text: &str) -> Result<Theme, String> {
        let folder = Scratch::new();
        fs::write(folder.join("corrige.yaml"), text).unwrap();
        fs::write(folder.join("logo.svg"), LOGO).unwrap();
        let mut sources = Sources::default();
        let project = Project::read(&folder, &mut sources);
        project.map(|project| project.theme).map_err(|faults| {
            let told = render(&faults.in_order(), &sources, Format::Full, false);
            told.replace(&format!("{}/", folder.display()), "")
        })
    }

    fn refused(text: &str, shown: &Expect) {
        shown.assert_eq(&read(text).unwrap_err());
    }

    #[test]
    fn a_theme_is_read() {
        let text = "theme:\n  couleurs: {titre: \"#7a1f2b\", accent: 153e75}\n  polices: {texte: source sans 3}\n  \
                    logo: {fichier: logo.svg, description: Académie de Vallombreuse, sujet: oui}\n";
        let theme = read(text).unwrap();
        let colors = [theme.title, theme.accent].map(|color| color.unwrap().to_string());
        assert_eq!(colors, ["#7a1f2b", "#153e75"]);
        assert_eq!((theme.text.as_deref(), theme.headings), (Some("source sans 3"), None));
        let logo = theme.logo.unwrap();
        assert!(logo.file.ends_with("logo.svg") && logo.on_exam);
        assert_eq!(logo.alt, "Académie de Vallombreuse");
        assert_eq!(read("theme:\n"), Ok(Theme::default()));
    }

    #[test]
    fn colours_are_checked() {
        refused(
            "theme:\n  couleur: {}\n  couleurs: {titre: rouge, accent: \"#ff8800\", fond: \"#000\"}\n",
            &expect![[r##"
                erreur[cle-inconnue] : clé inconnue : « couleur »
                 --> corrige.yaml:2:3
                  |
                1 | theme:
                2 |   couleur: {}
                  |   ^^^^^^^ cette clé ne dit rien ici
                3 |   couleurs: {titre: rouge, accent: "#ff8800", fond: "#000"}
                  |
                  = aide : vouliez-vous dire « couleurs » ?

                erreur[couleur-inadmise] : la couleur « titre » ne se comprend pas
                 --> corrige.yaml:3:21
                  |
                2 |   couleur: {}
                3 |   couleurs: {titre: rouge, accent: "#ff8800", fond: "#000"}
                  |                     ^^^^^ attendu : un dièse, puis trois ou six chiffres ou lettres de a à f
                  |
                  = aide : par exemple « titre: "#153e75" », un bleu foncé

                erreur[couleur-inadmise] : la couleur « accent » se lit mal sur du papier blanc
                 --> corrige.yaml:3:36
                  |
                2 |   couleur: {}
                3 |   couleurs: {titre: rouge, accent: "#ff8800", fond: "#000"}
                  |                                    ^^^^^^^^^ contraste avec le blanc : 2,3 ; il faut 4,5
                  |
                  = aide : prenez une teinte plus foncée, qui reste lisible en noir et blanc

                erreur[cle-inconnue] : clé inconnue : « fond »
                 --> corrige.yaml:3:47
                  |
                2 |   couleur: {}
                3 |   couleurs: {titre: rouge, accent: "#ff8800", fond: "#000"}
                  |                                               ^^^^ cette clé ne dit rien ici
                  |
                  = aide : clés admises : titre, accent
            "##]],
        );
        refused(
            "theme:\n  couleurs:\n    titre: #7a1f2b\n    accent: [1]\n",
            &expect![[r##"
                erreur[couleur-inadmise] : la couleur « titre » manque
                 --> corrige.yaml:3:5
                  |
                2 |   couleurs:
                3 |     titre: #7a1f2b
                  |     ^^^^^ attendu : une couleur, entre guillemets
                4 |     accent: [1]
                  |
                  = aide : sans guillemets, un dièse commence un commentaire : « titre: "#153e75" »

                erreur[type-inattendu] : ce n’est pas un texte
                 --> corrige.yaml:4:13
                  |
                3 |     titre: #7a1f2b
                4 |     accent: [1]
                  |             ^^^ attendu : une couleur, comme "#153e75"
            "##]],
        );
    }

    #[test]
    fn a_logo_is_a_picture_of_the_project_with_its_words() {
        refused(
            "theme: {logo: logo.svg}\n",
            &expect![[r#"
                erreur[type-inattendu] : un logo se décrit aussi en mots
                 --> corrige.yaml:1:15
                  |
                1 | theme: {logo: logo.svg}
                  |               ^^^^^^^^ attendu : {fichier: …, description: …}
            "#]],
        );
        refused(
            "theme:\n  logo: {fichier: ../logo.svg, sujet: peut-être}\n",
            &expect![[r#"
                erreur[cle-absente] : le logo n’a pas de « description »
                 --> corrige.yaml:2:9
                  |
                1 | theme:
                2 |   logo: {fichier: ../logo.svg, sujet: peut-être}
                  |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ attendu : la clé « description »

                erreur[type-inattendu] : ce n’est ni oui ni non
                 --> corrige.yaml:2:39
                  |
                1 | theme:
                2 |   logo: {fichier: ../logo.svg, sujet: peut-être}
                  |                                       ^^^^^^^^^ attendu : « oui » ou « non »
            "#]],
        );
        refused(
            "theme: {logo: {fichier: absent.svg, description: Logo}}\n",
            &expect![[r#"
                erreur[fichier-absent] : « absent.svg » est introuvable
                 --> corrige.yaml:1:25
                  |
                1 | theme: {logo: {fichier: absent.svg, description: Logo}}
                  |                         ^^^^^^^^^^ cherché à côté de « corrige.yaml »
            "#]],
        );
    }

    #[test]
    fn a_family_that_is_not_there_is_told_with_those_that_are() {
        refused(
            "theme:\n  polices: {texte: Sourse Sans 3, titres: Luciole}\n",
            &expect![[r#"
                erreur[police-absente] : aucune police de la famille « Sourse Sans 3 »
                 --> corrige.yaml:2:20
                  |
                1 | theme:
                2 |   polices: {texte: Sourse Sans 3, titres: Luciole}
                  |                    ^^^^^^^^^^^^^ attendu : une famille des polices du projet ou du programme
                  |
                  = aide : vouliez-vous dire « Source Sans 3 » ?
                  = aide : familles présentes : Source Sans 3, Source Serif 4, STIX Two Math, Twemoji Mozilla

                erreur[police-absente] : aucune police de la famille « Luciole »
                 --> corrige.yaml:2:43
                  |
                1 | theme:
                2 |   polices: {texte: Sourse Sans 3, titres: Luciole}
                  |                                           ^^^^^^^ attendu : une famille des polices du projet ou du programme
                  |
                  = aide : familles présentes : Source Sans 3, Source Serif 4, STIX Two Math, Twemoji Mozilla
            "#]],
        );
    }
}
