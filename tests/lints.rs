//! The proof-reader: each subject of `tests/lints` names what is to be
//! remarked beside the guilty lines, as those of `tests/faults` do, and the
//! messages stand beside it; the shipped subjects have nothing to remark.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use corrige::answers::solve;
use corrige::diagnostic::{Fault, Format, render};
use corrige::lint;
use corrige::proof::{Finding, mended, proofread};
use corrige::source::Sources;
use corrige::subject::load;
use expect_test::expect_file;

/// Reads the proofs of a subject, after the faults that its reading finds.
fn told(path: &Path) -> (Vec<Fault>, Vec<Finding>, Sources) {
    let mut sources = Sources::default();
    let loaded = match load(path, &mut sources) {
        Ok(loaded) => loaded,
        Err(faults) => return (faults.in_order(), Vec::new(), sources),
    };
    let (answers, mut faults) = solve(&loaded.subject, &sources);
    let findings = proofread(&loaded.subject, &answers, &sources);
    faults.extend(loaded.faults.in_order());
    (faults.in_order(), findings, sources)
}

fn below(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == "yaml") {
                found.push(path);
            }
        }
    }
    found.sort_unstable();
    found
}

/// Lists what the comments of a fixture expect: identifier and line.
fn expected(text: &str) -> BTreeSet<(String, usize)> {
    let lines = text.lines().zip(1..);
    lines
        .flat_map(|(line, rank)| {
            let (before, ids) = line.split_once("# faute : ").unwrap_or_default();
            let beside = rank + usize::from(before.trim().is_empty());
            let ids = ids.split(", ").filter(|id| !id.is_empty());
            ids.map(move |id| (id.to_owned(), beside)).collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn every_fault_is_remarked_at_its_line() {
    let fixtures = below("tests/lints");
    assert!(fixtures.len() >= 8, "{} fixtures", fixtures.len());
    let (mut met, mut missed) = (BTreeSet::new(), Vec::new());
    for path in fixtures {
        let text = fs::read_to_string(&path).expect("a fixture");
        let (mut faults, findings, sources) = told(&path);
        faults.extend(findings.into_iter().map(|finding| finding.fault));
        let found: BTreeSet<_> = faults
            .iter()
            .map(|fault| {
                let place = fault.places.first().expect("a place").span;
                (fault.id.to_owned(), sources.line_column(place.source, place.range().start).0)
            })
            .collect();
        met.extend(found.iter().map(|(id, _)| id.clone()));
        let wanted = expected(&text);
        for (id, line) in found.symmetric_difference(&wanted) {
            let what = if wanted.contains(&(id.clone(), *line)) { "manque" } else { "de trop" };
            missed.push(format!("{}:{line} : {id} {what}", path.display()));
        }
        let beside = fs::canonicalize(&path).expect("a fixture").with_extension("txt");
        expect_file![beside].assert_eq(&render(&faults, &sources, Format::Full, false));
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    let own = [
        "annexe-inexistante",
        "capitale-sans-accent",
        "element-attendu-absent",
        "elements-insuffisants",
        "enonce-sans-annexe",
        "espace-en-trop",
        "espace-manquante",
        "faute-courante",
        "guillemet-isole",
        "guillemets-droits",
        "image-trop-petite",
        "maquette-trop-courte",
        "maquette-trop-longue",
        "mot-double",
        "nom-varie",
        "nombre-contredit",
        "objet-trop-long",
        "ordinal-long",
        "orthographe",
        "parts-incompletes",
        "point-decimal",
        "pourcentage-demesure",
        "pourcentage-oublie",
        "raison-absente",
        "reflexion-longue",
        "regle-inconnue",
        "resultat-recopie",
    ];
    for id in own {
        assert!(met.contains(id), "« {id} » n’a pas d’exemple");
    }
}

#[test]
fn shipped_subjects_have_nothing_to_remark() {
    let subjects = below("subjects");
    assert!(subjects.len() >= 19, "{} subjects", subjects.len());
    for path in subjects {
        let (_, findings, sources) = told(&path);
        let faults: Vec<_> = findings.into_iter().map(|finding| finding.fault).collect();
        assert_eq!(render(&faults, &sources, Format::Full, false), "", "{}", path.display());
    }
}

/// Warnings that no subject ignores: they are about the templates, the screen
/// of a person, a comparison, what was asked of a build, or a draw that is being
/// tried.
const UNSILENCED: [&str; 8] = [
    "admission-inutile",
    "contrainte-fausse-ici",
    "contrainte-inutile",
    "contraintes-serrees",
    "demande-vaine",
    "gabarit",
    "ouverture-impossible",
    "version-inchangee",
];

#[test]
fn every_warning_has_its_page() {
    let mut folders = vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut met = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = fs::read_to_string(&path) {
                let code = text.split("#[cfg(test)]").next().unwrap_or_default();
                let warnings = code.split("Fault::warning(").skip(1);
                let ids = warnings.filter_map(|rest| rest.trim_start().strip_prefix('"'));
                met.extend(ids.filter_map(|id| id.split('"').next().map(str::to_owned)));
            }
        }
    }
    assert!(met.len() > 20, "{met:?}");
    for id in &met {
        let known = lint::find(id).is_some() || UNSILENCED.contains(&id.as_str());
        assert!(known, "« {id} » n’a ni page ni raison de n’en pas avoir");
    }
    for lint in lint::all() {
        assert!(met.contains(lint.id), "« {} » n’est dit nulle part", lint.id);
    }
}

#[test]
fn safe_changes_leave_nothing_to_mend() {
    for path in below("tests/lints") {
        let (_, findings, sources) = told(&path);
        let mends: Vec<_> = findings.iter().flat_map(|found| found.mends.clone()).collect();
        let Some(first) = mends.first() else { continue };
        for found in findings.iter().filter(|found| !found.mends.is_empty()) {
            let mends = lint::find(found.fault.id).map(|lint| lint.mends);
            assert_eq!(mends, Some(lint::Mends::Safely), "{}", found.fault.id);
        }
        let (text, made) = mended(&sources, first.place.source, &mends);
        assert!(made > 0, "{}", path.display());
        let folder = std::env::temp_dir().join(format!("corrige-lints-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let copy = folder.join(path.file_name().expect("a name"));
        fs::write(&copy, text).expect("a copy");
        let (_, left, sources) = told(&copy);
        fs::remove_file(&copy).expect("the copy");
        // What a comma would part is left as it is.
        let left: Vec<_> = left.into_iter().filter(|found| !found.mends.is_empty()).collect();
        let faults: Vec<_> = left.into_iter().map(|finding| finding.fault).collect();
        assert_eq!(render(&faults, &sources, Format::Short, false), "", "{}", path.display());
    }
}
