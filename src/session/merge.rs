//! Shares of a plan joined: takes the folders of all runners, gives one folder
//! with their documents and the manifest that a single runner would have
//! written.
//!
//! Nothing is written unless every document of the plan stands in one share, as
//! that share's manifest says, and in one only.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::build::{Entry, Manifest};
use super::fingerprint::Fingerprint;
use super::lock::Lock;
use super::record::Record;
use super::shard::Slip;
use super::write::write;
use crate::diagnostic::{Fault, io_reason};

/// What was joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merged {
    /// Number of documents.
    pub documents: usize,
    /// Number of their pages.
    pub pages: usize,
}

/// The folder of a runner.
struct Runner<'a> {
    folder: &'a Path,
    slip: Slip,
    program: String,
    documents: Vec<Entry>,
}

/// Joins the folders of all runners; the lock holds the folder they are joined
/// in.
///
/// # Errors
///
/// Returns all that keeps them from making a whole: a share that is missing or
/// given twice, a document that no share has or that two have, a file that is
/// not the one of its manifest; or why the folder cannot be written.
pub fn merge(folders: &[PathBuf], out: &Path, _: &Lock) -> Result<Merged, Vec<Fault>> {
    let runners = read(folders)?;
    told(alike(&runners))?;
    told(ranks(&runners))?;
    let documents = documents(&runners)?;
    let mut record = Record::read(out);
    for runner in &runners {
        let own = |folder: &str, file: &str| {
            let path = format!("{folder}/{file}");
            runner.documents.iter().any(|entry| entry.path == path)
        };
        record.join(Record::read(runner.folder), own);
    }
    let mut faults = Vec::new();
    for (entry, runner) in documents.values() {
        if let Err(fault) = bring(entry, runner.folder, out) {
            faults.push(fault);
        }
    }
    told(faults)?;
    let one = |fault| vec![fault];
    record.save(out).map_err(one)?;
    let entries: Vec<Entry> = documents.values().map(|(entry, _)| (*entry).clone()).collect();
    let pages = entries.iter().map(|entry| entry.pages).sum();
    let merged = Merged { documents: entries.len(), pages };
    let program = runners.into_iter().next().map(|runner| runner.program).unwrap_or_default();
    Manifest::joined(program, entries).save(out).map_err(one)?;
    Ok(merged)
}

fn told(faults: Vec<Fault>) -> Result<(), Vec<Fault>> {
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// Reads the manifests.
fn read(folders: &[PathBuf]) -> Result<Vec<Runner<'_>>, Vec<Fault>> {
    let mut runners = Vec::new();
    let mut faults = Vec::new();
    for folder in folders {
        let shown = folder.display();
        match Manifest::read(folder) {
            None => faults.push(
                Fault::error("part-illisible", format!("« {shown} » n’a pas de manifeste lisible"))
                    .help("une part qui a échoué n’en écrit pas : voyez ce qu’elle a dit"),
            ),
            Some(Manifest { share: None, .. }) => faults.push(
                Fault::error("part-inconnue", format!("« {shown} » n’est pas une part"))
                    .help("une part s’imprime avec « corrige build --shard 3/10 »"),
            ),
            Some(Manifest { share: Some(slip), program, documents, .. }) => {
                runners.push(Runner { folder, slip, program, documents });
            }
        }
    }
    told(faults)?;
    Ok(runners)
}

/// Finds the shares that are not of the same plan as the first one.
fn alike(runners: &[Runner]) -> Vec<Fault> {
    let Some((first, others)) = runners.split_first() else { return Vec::new() };
    // An older program does not tell all.
    let apart = |one: &str, two: &str| !one.is_empty() && !two.is_empty() && one != two;
    let differs = |other: &Runner| {
        let mut help = "toutes les parts partent des mêmes sujets et du même dossier de sortie";
        let what = if other.program != first.program {
            let (one, two) = (&first.program, &other.program);
            format!("n’ont pas la même version du programme : {one} et {two}")
        } else if apart(&first.slip.build, &other.slip.build) {
            help = "imprimez toutes les parts avec le même programme";
            let (one, two) = (&first.slip.build, &other.slip.build);
            format!("ne viennent pas du même programme : {one} et {two}")
        } else if other.slip.of != first.slip.of {
            let (one, two) = (first.slip.of, other.slip.of);
            format!("ne viennent pas du même partage : en {one} et en {two}")
        } else if other.slip.plan != first.slip.plan {
            let shown = match difference(&first.slip.plan, &other.slip.plan) {
                Some(document) => format!(" : « {document} » n’est prévu que par l’une"),
                None => String::new(),
            };
            format!("n’ont pas le même plan{shown}")
        } else if apart(&first.slip.origin, &other.slip.origin) {
            help = "imprimez toutes les parts à partir de la même révision du projet, \
                    avec la même date « SOURCE_DATE_EPOCH » s’il y en a une";
            "ne viennent pas des mêmes fichiers : un sujet, un gabarit ou la date imposée diffère"
                .to_owned()
        } else if other.slip.division != first.slip.division {
            "n’ont pas partagé le plan de la même façon".to_owned()
        } else {
            return None;
        };
        let (one, two) = (first.folder.display(), other.folder.display());
        let fault = Fault::error("parts-differentes", format!("« {one} » et « {two} » {what}"));
        Some(fault.help(help))
    };
    others.iter().filter_map(differs).collect()
}

/// Returns the first document that one of two plans alone has.
fn difference<'a>(one: &'a [String], two: &'a [String]) -> Option<&'a String> {
    let only = |a: &'a [String], b: &[String]| a.iter().find(|document| !b.contains(document));
    only(one, two).or_else(|| only(two, one))
}

/// Finds the shares that are missing and those that are given twice.
fn ranks(runners: &[Runner]) -> Vec<Fault> {
    let mut known: BTreeMap<usize, &Path> = BTreeMap::new();
    let mut faults = Vec::new();
    let of = runners.first().map_or(0, |runner| runner.slip.of);
    for Runner { folder, slip, .. } in runners {
        if let Some(first) = known.insert(slip.rank, folder) {
            let (one, two, rank) = (first.display(), folder.display(), slip.rank);
            let message =
                format!("la part {rank}/{of} est donnée deux fois : « {one} » et « {two} »");
            faults.push(Fault::error("part-double", message));
        }
    }
    let missing = (1..=of).filter(|rank| !known.contains_key(rank));
    faults.extend(
        missing
            .map(|rank| Fault::error("part-manquante", format!("il manque la part {rank}/{of}"))),
    );
    faults
}

/// The documents by their paths, each with the share that has it.
type Documents<'a> = BTreeMap<&'a str, (&'a Entry, &'a Runner<'a>)>;

/// Lists the documents of all shares, each of which must be of the plan.
fn documents<'a>(runners: &'a [Runner<'a>]) -> Result<Documents<'a>, Vec<Fault>> {
    let mut found: Documents = BTreeMap::new();
    let mut faults = Vec::new();
    for (runner, entry) in
        runners.iter().flat_map(|runner| runner.documents.iter().map(move |entry| (runner, entry)))
    {
        let path = entry.path.as_str();
        if !is_below(path) {
            let message = format!("« {path} » n’est pas le chemin d’un document");
            faults.push(Fault::error("part-illisible", message));
        } else if let Some((_, first)) = found.insert(path, (entry, runner)) {
            let (one, two) = (first.folder.display(), runner.folder.display());
            let message = format!("« {path} » est à la fois dans « {one} » et dans « {two} »");
            faults.push(Fault::error("document-double", message));
        }
    }
    let plan = runners.first().map(|runner| runner.slip.plan.as_slice()).unwrap_or_default();
    for document in plan.iter().filter(|document| !found.contains_key(document.as_str())) {
        let message = format!("aucune part n’a imprimé « {document} »");
        let fault = Fault::error("document-manquant", message);
        faults.push(fault.help("la part qui devait l’imprimer a dit pourquoi"));
    }
    told(faults)?;
    Ok(found)
}

/// Tells whether a path leads nowhere but below a folder.
fn is_below(path: &str) -> bool {
    !path.is_empty()
        && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

/// Copies a document, which must be the one of its manifest.
fn bring(entry: &Entry, from: &Path, out: &Path) -> Result<(), Fault> {
    let (from, to) = (from.join(&entry.path), out.join(&entry.path));
    let bytes = fs::read(&from).map_err(|error| {
        let (path, reason) = (from.display(), io_reason(&error));
        Fault::error("document-illisible", format!("« {path} » ne se lit pas : {reason}"))
    })?;
    if Fingerprint::of(&bytes).to_string() != entry.sha256 {
        let message = format!("« {} » n’a pas les octets que dit son manifeste", from.display());
        return Err(Fault::error("document-change", message)
            .help("le transfert l’a peut-être abîmé : recommencez-le"));
    }
    // The same file, when the shares are joined in the folder of one of them.
    if fs::read(&to).is_ok_and(|known| known == bytes) {
        return Ok(());
    }
    write(&to, &bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::scratch::Scratch;

    /// Shares of a plan of three documents in folders of their own.
    struct Shares(Scratch);

    impl Shares {
        fn new() -> Self {
            let shares = Self(Scratch::new());
            shares.share("un", 1, &["a/corrige.pdf", "a/sujet.pdf"]);
            shares.share("deux", 2, &["b/corrige.pdf"]);
            shares
        }

        fn slip(rank: usize) -> Slip {
            let plan = ["a/corrige.pdf", "a/sujet.pdf", "b/corrige.pdf"].map(str::to_owned);
            let (division, build) = ("d1".into(), "0.1.0+1".into());
            Slip { rank, of: 2, division, build, origin: "o1".into(), plan: plan.into() }
        }

        fn share(&self, name: &str, rank: usize, documents: &[&str]) {
            self.slipped(name, Self::slip(rank), documents);
        }

        fn slipped(&self, name: &str, slip: Slip, documents: &[&str]) {
            let folder = self.0.join(name);
            let entry = |path: &&str| {
                write(&folder.join(path), path.as_bytes()).unwrap();
                let sha256 = Fingerprint::of(path.as_bytes()).to_string();
                Entry { path: (*path).into(), pages: 2, sha256, fingerprint: "f".into() }
            };
            let documents = documents.iter().map(entry).collect();
            let manifest = Manifest::joined("0.1.0".into(), documents);
            Manifest { share: Some(slip), ..manifest }.save(&folder).unwrap();
        }

        fn merge(&self, names: &[&str]) -> Result<Merged, String> {
            let out = self.0.join("out");
            let lock = Lock::take(&out, &mut |_| false).unwrap().unwrap();
            let folders: Vec<_> = names.iter().map(|name| self.0.join(name)).collect();
            merge(&folders, &out, &lock).map_err(|faults| {
                let root = format!("{}/", self.0.display());
                let messages = faults.iter().map(|fault| fault.message.replace(&root, ""));
                messages.collect::<Vec<_>>().join("\n").replace('\u{a0}', " ")
            })
        }
    }

    #[test]
    fn shares_make_a_whole() {
        let shares = Shares::new();
        assert_eq!(shares.merge(&["deux", "un"]), Ok(Merged { documents: 3, pages: 6 }));
        assert_eq!(fs::read(shares.0.join("out/a/sujet.pdf")).unwrap(), b"a/sujet.pdf");
        let manifest = Manifest::read(&shares.0.join("out")).unwrap();
        assert!(manifest.share.is_none() && manifest.documents.len() == 3);
    }

    #[test]
    fn gaps_and_doubles_are_refused_by_name() {
        let shares = Shares::new();
        assert_eq!(shares.merge(&["un"]).unwrap_err(), "il manque la part 2/2");
        assert_eq!(
            shares.merge(&["un", "un"]).unwrap_err(),
            "la part 1/2 est donnée deux fois : « un » et « un »\nil manque la part 2/2"
        );
        shares.share("vide", 2, &[]);
        assert_eq!(
            shares.merge(&["un", "vide"]).unwrap_err(),
            "aucune part n’a imprimé « b/corrige.pdf »"
        );
        shares.share("trop", 2, &["a/sujet.pdf", "b/corrige.pdf"]);
        assert_eq!(
            shares.merge(&["un", "trop"]).unwrap_err(),
            "« a/sujet.pdf » est à la fois dans « un » et dans « trop »"
        );
        assert!(!shares.0.join("out/manifest.json").exists());
        assert!(!shares.0.join("out/a").exists());
    }

    #[test]
    fn shares_of_two_plans_do_not_mix() {
        let shares = Shares::new();
        let other = |change: fn(&mut Slip)| {
            let mut slip = Shares::slip(2);
            change(&mut slip);
            shares.slipped("autre", slip, &["b/corrige.pdf"]);
            shares.merge(&["un", "autre"]).unwrap_err()
        };
        assert_eq!(
            other(|slip| slip.of = 3),
            "« un » et « autre » ne viennent pas du même partage : en 2 et en 3"
        );
        assert_eq!(
            other(|slip| drop(slip.plan.pop())),
            "« un » et « autre » n’ont pas le même plan : « b/corrige.pdf » n’est prévu que par l’une"
        );
        assert_eq!(
            other(|slip| slip.build = "0.1.0+2".into()),
            "« un » et « autre » ne viennent pas du même programme : 0.1.0+1 et 0.1.0+2"
        );
        assert_eq!(
            other(|slip| slip.origin = "o2".into()),
            "« un » et « autre » ne viennent pas des mêmes fichiers : un sujet, un gabarit ou la date imposée diffère"
        );
        // An older program tells neither.
        let untold = Slip { build: String::new(), origin: String::new(), ..Shares::slip(2) };
        shares.slipped("ancien", untold, &["b/corrige.pdf"]);
        assert_eq!(shares.merge(&["un", "ancien"]), Ok(Merged { documents: 3, pages: 6 }));
        assert_eq!(
            other(|slip| slip.division = "d2".into()),
            "« un » et « autre » n’ont pas partagé le plan de la même façon"
        );
    }

    #[test]
    fn what_is_not_what_its_manifest_says_is_refused() {
        let shares = Shares::new();
        fs::write(shares.0.join("un/a/sujet.pdf"), "autre").unwrap();
        fs::remove_file(shares.0.join("deux/b/corrige.pdf")).unwrap();
        assert_eq!(
            shares.merge(&["un", "deux"]).unwrap_err(),
            "« un/a/sujet.pdf » n’a pas les octets que dit son manifeste\n\
             « deux/b/corrige.pdf » ne se lit pas : il n’existe pas"
        );
        assert!(!shares.0.join("out/manifest.json").exists());
        let nothing = "« rien » n’a pas de manifeste lisible";
        assert_eq!(shares.merge(&["un", "rien"]).unwrap_err(), nothing);
        Manifest::joined("0.1.0".into(), vec![]).save(&shares.0.join("seule")).unwrap();
        assert_eq!(shares.merge(&["seule"]).unwrap_err(), "« seule » n’est pas une part");
        shares.share("ailleurs", 2, &["../voisin.pdf"]);
        assert_eq!(
            shares.merge(&["un", "ailleurs"]).unwrap_err().lines().next(),
            Some("« ../voisin.pdf » n’est pas le chemin d’un document")
        );
    }
}
