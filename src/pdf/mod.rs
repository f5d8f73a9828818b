//! From a job to a file: takes an [`Engine`] and a [`Job`], gives the bytes of a
//! PDF that is tagged for screen readers (PDF/UA-1), made to be kept (PDF/A-2a)
//! and the same whenever and wherever it is built.

#[cfg(test)]
pub(crate) mod conformance;
mod enlarge;
mod magnify;
pub mod merge;
mod passes;

use std::sync::atomic::{AtomicUsize, Ordering};

use typst::foundations::Smart;
use typst::text::{Lang, Locale, Region};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::diagnostic::Severity;
use crate::typst::{
    Engine, Job, JobWorld, TemplateFault, TypesetFault, check_image, datetime, from_typst, missing,
    overfull,
};
pub use magnify::{Magnified, magnified};
use passes::Pass;

/// A document whose pages are made.
pub struct Laid {
    document: PagedDocument,
    warnings: Vec<TypesetFault>,
    templates: Vec<String>,
}

impl Laid {
    /// Returns the number of pages.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.document.pages().len()
    }

    /// Returns the pages themselves, for images of them.
    #[must_use]
    pub fn document(&self) -> &PagedDocument {
        &self.document
    }

    /// Returns the template files it was made with, by their paths below
    /// `templates`; fonts are not among them.
    #[must_use]
    pub fn templates(&self) -> &[String] {
        &self.templates
    }

    /// Returns what its author should look at, though it can be printed.
    #[must_use]
    pub fn warnings(&self) -> &[TypesetFault] {
        &self.warnings
    }
}

/// Makes the pages of a document.
///
/// # Errors
///
/// All images that cannot be printed; or what is wrong with the templates; or
/// that there are too many pages; or all characters that no font draws.
pub fn layout(engine: &Engine, job: &Job) -> Result<Laid, Vec<TypesetFault>> {
    let world = JobWorld::new(engine, job).ok_or_else(|| bad_entry(job))?;
    let bounds = engine.bounds();
    let flaws: Vec<_> =
        world.files().filter_map(|(path, file)| check_image(path, file, bounds).err()).collect();
    if !flaws.is_empty() {
        return Err(flaws);
    }
    let (mut document, mut warnings) = as_templates_say(&world)?;
    let (pages, most) = (document.pages().len(), bounds.pages);
    if pages > most {
        let document = job.ident.to_owned();
        return Err(vec![TypesetFault::Pages { document, pages, most }]);
    }
    let boxes = missing(&document);
    if !boxes.is_empty() {
        return Err(boxes);
    }
    describe(&mut document, job);
    if let Some(paper) = job.paper {
        document = enlarge::enlarged(&document, paper);
    }
    warnings.extend(overfull(&document));
    Ok(Laid { document, warnings, templates: world.used() })
}

/// Makes the pages as the templates say, not yet brought to their paper.
fn as_templates_say(
    world: &JobWorld,
) -> Result<(PagedDocument, Vec<TypesetFault>), Vec<TypesetFault>> {
    let compiled = typst::compile::<Pass>(world);
    let pass = compiled.output.map_err(|errors| from_typst(world, errors))?;
    Ok((pass.document, from_typst(world, compiled.warnings)))
}

/// Writes the metadata. A template must not: a title in a `set` rule becomes
/// part of every style, and two documents then share no laid-out paragraph.
fn describe(document: &mut PagedDocument, job: &Job) {
    let info = document.info_mut();
    info.title = Some(job.title.as_str().into());
    info.author = job.authors.iter().map(Into::into).collect();
    let france = "FR".parse::<Region>().ok();
    info.locale = Smart::Custom(Locale::new(Lang::FRENCH, france));
}

/// Writes the pages as a PDF.
///
/// # Errors
///
/// A template breaks a rule of PDF/UA-1 or PDF/A-2a: a drawing without
/// alternative text, a heading level that is skipped.
pub fn export(engine: &Engine, laid: &Laid, job: &Job) -> Result<Vec<u8>, Vec<TypesetFault>> {
    let world = JobWorld::new(engine, job).ok_or_else(|| bad_entry(job))?;
    typst_pdf::pdf(&laid.document, &options(job)?).map_err(|errors| from_typst(&world, errors))
}

fn options(job: &Job) -> Result<PdfOptions, Vec<TypesetFault>> {
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
        .map_err(|error| vec![template_fault(error.message().to_string())])?;
    Ok(PdfOptions {
        ident: Smart::Custom(job.ident.to_owned()),
        creator: Smart::Custom(Some(concat!("corrige ", env!("CARGO_PKG_VERSION")).to_owned())),
        timestamp: datetime(job.date).map(Timestamp::new_utc),
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    })
}

/// What is kept, in the whole process, of how documents were laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Nothing: where the next document is set otherwise, it halves the memory
    /// of both.
    Nothing,
    /// What one of so many last documents used, or of up to twice as many: where
    /// they are alike, the next one is set several times faster.
    Recent(usize),
}

/// Forgets how documents were laid out, but for what is kept.
pub fn forget(keep: Keep) {
    /// Documents since the last time.
    static LAID: AtomicUsize = AtomicUsize::new(0);
    match keep {
        Keep::Nothing => comemo::evict(0),
        // To go through all that is kept costs a twentieth of a document.
        Keep::Recent(documents) => {
            let laid = LAID.fetch_add(1, Ordering::Relaxed) + 1;
            if laid >= documents {
                LAID.store(0, Ordering::Relaxed);
                comemo::evict(1);
            }
        }
    }
}

fn bad_entry(job: &Job) -> Vec<TypesetFault> {
    vec![template_fault(format!("« {} » n’est pas un nom de gabarit", job.entry))]
}

fn template_fault(message: String) -> TypesetFault {
    let severity = Severity::Error;
    TypesetFault::Template(TemplateFault { severity, message, frames: vec![], help: vec![] })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;
    use std::sync::Arc;

    use chrono::NaiveDate;
    use expect_test::expect;
    use page_validation::ValidationProfile;
    use typst::utils::hash128;

    use super::conformance::{breaches, check};
    use super::*;
    use crate::source::Sources;
    use crate::typst::Bounds;

    const ESSAI: &str = r#"
        #import "/templates/components/titre.typ": titre
        #let sheet = json("/sheet.json")
        #set text(lang: "fr", region: "FR", font: ("Source Serif 4", "STIX Two Math", "Twemoji Mozilla"))
        #show math.equation: set text(font: ("STIX Two Math", "Source Serif 4"))
        #set page(footer: context [#counter(page).display() / #counter(page).final().first()])
        #titre[Dossier 1]
        #sheet.text
        #math.equation(block: true, alt: "la racine de 2, arrondie", $ceil(sqrt(2)) ≈ 2$)
        #figure(alt: "carré bleu", rect(fill: blue))
        #table(columns: 2, table.header[Jour][Visites], [Lundi], [12])
        #for path in sheet.images { image(path, alt: "logo", width: 1cm) }
    "#;
    const TITRE: &str = "#let titre(body) = heading(level: 1, body)";
    const SVG: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>"#;

    /// A folder of templates of its own, gone at the end of the test.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str, files: &[(&str, &str)]) -> Self {
            let root = std::env::temp_dir().join(format!("corrige-{name}-{}", std::process::id()));
            for (path, text) in files {
                let path = root.join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
            Self(root)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn engine(name: &str, essai: &str) -> Engine {
        let files = [("documents/essai.typ", essai), ("components/titre.typ", TITRE)];
        let folder = Folder::new(name, &files);
        Engine::new(Some(&folder.0)).unwrap()
    }

    fn job(text: &str, images: &[(&str, &str)]) -> Job<'static> {
        let paths: Vec<_> = images.iter().map(|(path, _)| format!("/subject/{path}")).collect();
        let file =
            |(path, content): &(&str, &str)| ((*path).to_owned(), Arc::from(content.as_bytes()));
        Job {
            entry: "documents/essai.typ",
            ident: "essai",
            sheet: serde_json::to_vec(&serde_json::json!({"text": text, "images": paths})).unwrap(),
            files: images.iter().map(file).collect(),
            title: "Essai".into(),
            authors: vec!["Une autrice".into()],
            paper: None,
            date: NaiveDate::from_ymd_opt(2025, 5, 17).unwrap().and_hms_opt(8, 30, 0).unwrap(),
        }
    }

    fn build(engine: &Engine, job: &Job) -> Result<Vec<u8>, Vec<TypesetFault>> {
        export(engine, &layout(engine, job)?, job)
    }

    fn faults(name: &str, essai: &str, job: &Job) -> String {
        let mut sources = Sources::default();
        let found = build(&engine(name, essai), job).unwrap_err();
        let tell = |fault: TypesetFault| {
            let fault = fault.report(&mut sources);
            let places = fault.places.iter().map(|place| {
                let source = sources.get(place.span.source);
                let name = source.name.rsplit("corrige-").next().unwrap_or_default();
                let name = name.split_once('/').map_or(name, |(_, below)| below);
                let (line, _) = sources.line_column(place.span.source, place.span.range().start);
                let shown =
                    format!("{name}:{line} [{}] {}", sources.slice(place.span), place.label);
                format!("\n{}", shown.trim_end())
            });
            format!("{} : {}{}", fault.id, fault.message, places.collect::<String>())
        };
        found.into_iter().map(tell).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn pages_are_those_that_typst_makes() {
        let essai = r#"
            #set page(width: 6cm, height: 4cm, numbering: "1", footer: context [
                #counter(page).display() / #counter(page).final().first()
                #query(heading).len() #query(<fin>).map(end => end.location().page())
            ])
            #set heading(numbering: "1.")
            #context { let size = measure(width: 4cm, [= Mesuré]); v(size.height) }
            #for rank in range(6) [
                = Titre #rank
                #lorem(12) #footnote[Une note]
            ]
            #ref(<fin>, form: "page")
            #outline()
            = Fin <fin>
        "#;
        let (engine, job) = (engine("passes", essai), job("", &[]));
        let world = JobWorld::new(&engine, &job).unwrap();
        let ours = typst::compile::<Pass>(&world).output.unwrap().document;
        let theirs = typst::compile::<PagedDocument>(&world).output.unwrap();
        assert!(ours.pages().len() > 3);
        assert_eq!(hash128(&ours), hash128(&theirs));
    }

    #[test]
    fn an_independent_checker_accepts_both_standards() {
        let engine = engine("standards", ESSAI);
        let job = job("Prix : 12 € ≥ 10 € — 95 %, ★★☆", &[("images/logo.svg", SVG)]);
        let laid = layout(&engine, &job).unwrap();
        assert_eq!((laid.pages(), laid.warnings()), (1, &[][..]));
        let bytes = export(&engine, &laid, &job).unwrap();
        assert_eq!(check(&bytes, ValidationProfile::PdfUa1), [""; 0]);
        assert_eq!(check(&bytes, ValidationProfile::PdfA2a), [""; 0]);
    }

    #[test]
    fn colour_emoji_break_no_rule() {
        let engine = engine("emoji", ESSAI);
        let job = job("Bravo 👍 ❤️ 👩‍💻", &[]);
        let laid = layout(&engine, &job).unwrap();
        assert_eq!(breaches(&laid, &job), [""; 0]);
    }

    #[test]
    fn the_checker_sees_what_is_wrong() {
        let essai = "#set page(width: 5cm)\n= Un\n#table(columns: 2)[a][b]";
        let engine = engine("temoin", essai);
        let job = job("", &[]);
        let mut laid = layout(&engine, &job).unwrap();
        laid.document.info_mut().title = None;
        let plain = PdfOptions { standards: PdfStandards::default(), ..options(&job).unwrap() };
        let bytes = typst_pdf::pdf(&laid.document, &plain).unwrap();
        assert_ne!(check(&bytes, ValidationProfile::PdfUa1), [""; 0]);
        assert_ne!(check(&bytes, ValidationProfile::PdfA2a), [""; 0]);
    }

    #[test]
    fn the_same_job_gives_the_same_bytes_on_any_thread() {
        let engine = engine("determinisme", ESSAI);
        let first = build(&engine, &job("Un texte", &[])).unwrap();
        let others: Vec<Vec<u8>> = std::thread::scope(|scope| {
            let work = |text| {
                let engine = &engine;
                scope.spawn(move || {
                    forget(Keep::Nothing);
                    build(engine, &job(text, &[])).unwrap()
                })
            };
            let threads = [work("Un autre"), work("Un texte"), work("Un texte")];
            threads.map(|thread| thread.join().unwrap()).into()
        });
        assert_ne!(first, others[0]);
        assert!(first == others[1] && first == others[2]);
    }

    #[test]
    fn metadata_is_that_of_the_job() {
        let engine = engine("metadonnees", ESSAI);
        let bytes = build(&engine, &job("Un texte", &[])).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        for part in [
            "<rdf:li xml:lang=\"x-default\">Essai</rdf:li>",
            "<rdf:li>Une autrice</rdf:li>",
            "<xmp:CreateDate>2025-05-17T08:30:00+00:00</xmp:CreateDate>",
            "/Lang(fr-FR)",
        ] {
            assert!(text.contains(part), "{part}");
        }
    }

    #[test]
    fn a_character_that_no_font_draws_is_told_with_its_line() {
        let found = build(&engine("glyphe", ESSAI), &job("Un 字 rare", &[])).unwrap_err();
        let text = "Un 字 rare".to_owned();
        assert_eq!(found, [TypesetFault::Glyph { character: '字', text }]);
    }

    #[test]
    fn a_character_of_a_drawing_is_told_too() {
        let drawing = SVG.replace("<rect", "<text y=\"9\">字</text><rect");
        let job = job("", &[("images/a.svg", &drawing)]);
        let found = build(&engine("dessin", ESSAI), &job).unwrap_err();
        assert_eq!(found, [TypesetFault::Glyph { character: '字', text: String::new() }]);
    }

    #[test]
    fn a_document_has_a_number_of_pages_at_the_most() {
        let engine = engine("pages", "= Un\n#pagebreak()\n= Deux\n#pagebreak()\n= Trois");
        let bounds = |pages| Bounds { pages, ..Bounds::default() };
        let engine = engine.bounded(bounds(3));
        assert_eq!(layout(&engine, &job("", &[])).unwrap().pages(), 3);
        let engine = engine.bounded(bounds(2));
        let found = layout(&engine, &job("", &[])).err().unwrap();
        let document = "essai".to_owned();
        assert_eq!(found, [TypesetFault::Pages { document, pages: 3, most: 2 }]);
    }

    #[test]
    fn a_damaged_image_is_told_before_the_layout() {
        let job = job("", &[("images/a.svg", "<svg"), ("images/b.svg", SVG)]);
        expect!["image : image « images/a.svg » : le fichier est abîmé"]
            .assert_eq(&faults("image", ESSAI, &job));
    }

    #[test]
    fn a_wrong_template_is_told_with_the_calls_that_led_there() {
        let essai = "#import \"/templates/components/titre.typ\": titre\n#titre((:))";
        expect![[r"
            gabarit : attendu : un contenu ; trouvé : un dictionnaire
            components/titre.typ:1 [body] Typst dit : « expected content, found dictionary »
            documents/essai.typ:2 [titre((:))] appel de « titre »"]]
        .assert_eq(&faults("appel", essai, &job("", &[])));
        expect![[r#"
            gabarit : fichier introuvable : « templates/documents/rien.typ »
            documents/essai.typ:1 ["rien.typ"]"#]]
        .assert_eq(&faults("absent", "#include \"rien.typ\"", &job("", &[])));
        expect![[r"
            gabarit : variable inconnue : « couleur »
            documents/essai.typ:2 [couleur] Typst dit : « unknown variable: couleur »"]]
        .assert_eq(&faults("variable", "= Titre\n#couleur", &job("", &[])));
    }

    #[test]
    fn a_template_loads_no_package() {
        let essai = "#import \"@preview/cetz:0.3.0\"";
        expect![[r#"
            gabarit : un gabarit ne charge pas de paquet : « @preview/cetz:0.3.0 »
            documents/essai.typ:1 ["@preview/cetz:0.3.0"]"#]]
        .assert_eq(&faults("paquet", essai, &job("", &[])));
    }

    #[test]
    fn a_broken_rule_of_accessibility_is_told() {
        expect![[r"
            gabarit : une règle de PDF/UA-1 est enfreinte : un niveau de titre est sauté, de 1 à 3
            documents/essai.typ:2 [=== Trois]"]]
        .assert_eq(&faults("titres", "= Un\n=== Trois", &job("", &[])));
        expect![[r"
            gabarit : une règle de PDF/A-2a et de PDF/UA-1 est enfreinte : un dessin, une image ou une équation n’a pas de texte de remplacement
            documents/essai.typ:2 [figure(rect())]"]]
        .assert_eq(&faults("alt", "= Un\n#figure(rect())", &job("", &[])));
    }

    #[test]
    fn an_entry_that_does_not_exist_is_told() {
        let job = Job { entry: "documents/rien.typ", ..job("", &[]) };
        expect!["gabarit : fichier introuvable : « templates/documents/rien.typ »"]
            .assert_eq(&faults("entree", ESSAI, &job));
        let job = Job { entry: "../../etc/passwd", ..job };
        expect!["gabarit : « ../../etc/passwd » n’est pas un nom de gabarit"]
            .assert_eq(&faults("sortie", ESSAI, &job));
    }
}
