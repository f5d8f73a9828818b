//! The schema of subjects, put to an independent validator: every subject and
//! every example of the guide is what it says, every structural fault is not,
//! and what a schema cannot see is listed with the reason.

use std::fs;
use std::path::{Path, PathBuf};

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::{Map, Value};

/// Faults of `tests/faults` that no schema can see, by what it would have to know.
const UNSEEN: [(&str, &[&str]); 8] = [
    (
        "what names stand for",
        &[
            "annexe-absente",
            "annexe-jamais-citee",
            "condition-attendue",
            "fonction-inconnue",
            "nom-double",
            "nom-inconnu",
            "note-inconnue",
            "note-jamais-appelee",
            "parametre-calcule",
            "parametre-inutile",
            "repere-inconnu",
            "repere-sans-place",
            "somme-sans-colonne",
            "somme-sans-place",
            "tirage-double",
        ],
    ),
    (
        "how keys that are far apart go together",
        &[
            "capacites-absentes",
            "edition-sans-sujet",
            "equipe-sans-total",
            "ligne-irreguliere",
            "reponse-absente",
            "resultat-dans-le-sujet",
            "table-vide",
            "zone-absente",
        ],
    ),
    (
        "what values are worth",
        &[
            "calcul-circulaire",
            "calcul-dans-le-sujet",
            "colonne-vide",
            "division-par-zero",
            "donnee-texte",
            "ligne-double",
            "ligne-inconnue",
            "nombre-ambigu",
            "nombre-trop-petit",
            "pas-impossible",
            "pas-inegal",
            "parts-incompletes",
            "plafond-sans-effet",
            "plage-inversee",
            "plage-signe",
            "plage-trop-longue",
            "plage-vide",
            "somme-impossible",
            "source-vide",
            "total-faux",
            "unite-incompatible",
            "unites-differentes",
            "valeur-a-la-main",
            "valeur-unique",
        ],
    ),
    (
        "the days of the calendar",
        &["article-hors-saison", "date-anterieure", "date-illisible", "date-impossible"],
    ),
    ("the bounds of classes", &["grille-incoherente"]),
    (
        "what texts and formulas say",
        &[
            "accolade-non-fermee",
            "caractere-absent",
            "cellule-trop-etroite",
            "code-inhabituel",
            "formule-date",
            "formule-fois",
            "formule-signe",
            "formule-syntaxe",
            "formule-virgule",
            "lien-refuse",
            "markdown-html",
            "markdown-titre",
            "nombre-d-arguments",
            "objet-vide",
            "session-inhabituelle",
        ],
    ),
    (
        "what other files hold",
        &[
            "cellule-illisible",
            "colonne-absente",
            "csv-vide",
            "fichier-absent",
            "image",
            "image-inconnue",
        ],
    ),
    ("comments, which YAML drops", &["yaml-diese"]),
];

/// Fixtures whose fault is seen where such faults are not, or the reverse, and
/// why.
const EXCEPTIONS: [(&str, &str); 7] = [
    ("calendrier-sans-annee", "a month has a form that a schema knows"),
    ("nombre-etranger", "a datum may be a text"),
    ("suivi-unites", "a column of texts stands where one of numbers is expected"),
    ("tableau-groupe-somme", "a column of texts stands where one of numbers is expected"),
    ("yaml-diese-accolades", "what stands before the hash is no YAML"),
    ("variantes-lignes", "rows are for columns, and only its name tells what a parameter is"),
    ("variantes-noms", "a threshold bears the name of a datum"),
];

/// The schema, ready to check.
struct Judge {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Judge {
    fn new() -> Self {
        let schema: Value = serde_json::from_str(&corrige::subject::schema()).expect("JSON");
        Self::of(schema)
    }

    /// Judges parts of a subject by their keys.
    fn of_part(definition: &str) -> Self {
        let mut schema: Value = serde_json::from_str(&corrige::subject::schema()).expect("JSON");
        let part = schema["definitions"][definition].clone();
        let (Value::Object(schema), Value::Object(part)) = (&mut schema, part) else {
            panic!("no definition {definition}")
        };
        schema.retain(|key, _| ["$schema", "definitions"].contains(&key.as_str()));
        schema.extend(part);
        Self::of(Value::Object(schema.clone()))
    }

    fn of(schema: Value) -> Self {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.add_resource("sujet.schema.json", schema).expect("a schema");
        let index = compiler.compile("sujet.schema.json", &mut schemas).expect("a sound schema");
        Self { schemas, index }
    }

    /// Says what is wrong with a value.
    fn breach(&self, value: &Value) -> Option<String> {
        self.schemas.validate(value, self.index).err().map(|error| format!("{error:#}"))
    }
}

/// Reads YAML as an editor does.
fn value(text: &str) -> Option<Value> {
    let read: serde_yaml::Value = serde_yaml::from_str(text).ok()?;
    serde_json::to_value(read).ok()
}

/// Lists the YAML files below a folder.
fn files(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "yaml") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

#[test]
fn every_subject_is_what_the_schema_says() {
    let judge = Judge::new();
    let subjects = [files("subjects"), files("src/starter/model")].concat();
    assert!(subjects.len() > 15, "only {} subjects were found", subjects.len());
    for path in subjects {
        let text = fs::read_to_string(&path).expect("a subject");
        let value = value(&text).expect("a subject in YAML");
        assert_eq!(judge.breach(&value), None, "{}", path.display());
    }
}

#[test]
fn every_example_of_the_guide_is_what_the_schema_says() {
    let (whole, question) = (Judge::new(), Judge::of_part("question"));
    let mut sound = 0;
    for (before, code) in examples() {
        if before.starts_with("<!-- faute") {
            continue;
        }
        let Some(Value::Object(written)) = value(code) else { panic!("no block of keys: {code}") };
        if code.starts_with("examen:") {
            assert_eq!(whole.breach(&Value::Object(written)), None, "{code}");
        } else {
            // Keys of the subject and of a question stand side by side.
            let (of_question, of_subject): (Map<_, _>, Map<_, _>) =
                written.into_iter().partition(|(key, _)| in_question(key));
            let question_breach = question.breach(&with_least(of_question, QUESTION));
            assert_eq!(question_breach, None, "{code}");
            assert_eq!(whole.breach(&with_least(of_subject, SUBJECT)), None, "{code}");
        }
        sound += 1;
    }
    assert!(sound > 35, "only {sound} examples were found");
}

/// The keys that a subject must have.
const SUBJECT: &str = "{examen: E, epreuve: E, session: 2026, titre: T, duree: 1 h, total: 1, \
    dossiers: []}";

/// The keys that a question must have.
const QUESTION: &str = "{enonce: E, points: 1, bareme: [{points: 1, libelle: l}], corrige: C}";

fn in_question(key: &str) -> bool {
    ["enonce", "intitule", "points", "bareme", "corrige", "chemins", "remarques"].contains(&key)
}

fn with_least(written: Map<String, Value>, least: &str) -> Value {
    let Some(Value::Object(mut all)) = value(least) else { panic!("a block of keys") };
    all.extend(written);
    Value::Object(all)
}

/// Lists the examples of the guide in YAML, each after the line above it.
fn examples() -> Vec<(&'static str, &'static str)> {
    let mut rest = include_str!("../docs/guide.md");
    let mut found = Vec::new();
    while let Some((above, after)) = rest.split_once("\n```") {
        let (language, body) = after.split_once('\n').expect("a fence ends its line");
        let (code, below) = body.split_once("```\n").expect("a block of code is closed");
        if language == "yaml" {
            found.push((above.lines().next_back().unwrap_or_default(), code));
        }
        rest = below;
    }
    found
}

#[test]
fn what_is_badly_built_is_refused_unless_no_schema_can_see_it() {
    let judge = Judge::new();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for path in files("tests/faults") {
        let name = path.file_stem().and_then(|stem| stem.to_str()).expect("a plain name");
        // What is not in UTF-8 reaches no schema.
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let told: Vec<_> = text.split("# faute : ").skip(1).filter_map(id).collect();
        let unseen = |id: &&str| UNSEEN.iter().any(|(_, ids)| ids.contains(id));
        let excepted = EXCEPTIONS.iter().any(|(known, _)| *known == name);
        let expected = told.iter().all(unseen) == excepted;
        // What is no YAML is told by the editor.
        let refused = value(&text).is_none_or(|value| judge.breach(&value).is_some());
        if refused != expected {
            wrong.push(format!("{name}: refused is {refused}, {told:?}"));
        }
        seen += usize::from(refused);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(seen > 20, "only {seen} faults are seen");
}

/// Returns the id at the head of a text.
fn id(text: &str) -> Option<&str> {
    text.split(|sign: char| sign != '-' && !sign.is_ascii_lowercase()).next()
}

#[test]
fn what_is_said_not_to_be_seen_is_in_a_fixture() {
    let texts: String =
        files("tests/faults").iter().filter_map(|path| fs::read_to_string(path).ok()).collect();
    for id in UNSEEN.iter().flat_map(|(_, ids)| *ids) {
        assert!(texts.contains(&format!("# faute : {id}")), "no fixture for {id}");
    }
}
