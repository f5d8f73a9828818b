//! The tables of keys, the readers and the schema agree: every key of every
//! block is written in a subject of its own, well and badly, and both are asked.

use std::collections::BTreeSet;
use std::path::Path;

use boon::{Compiler, SchemaIndex, Schemas};

use super::{Form, Key, Mapping, Reader, Rule, SUBJECT, subject};
use crate::source::Sources;
use crate::subject::schema;

/// A subject in YAML, being made.
#[derive(Clone)]
enum Tree {
    Leaf(String),
    Map(Vec<(String, Tree)>),
    List(Box<Tree>),
}

impl Tree {
    fn leaf(text: &str) -> Self {
        Self::Leaf(text.to_owned())
    }

    /// Puts a key in the place of another of the same name, or at the end.
    fn put(&mut self, key: &str, value: Self) {
        let Self::Map(entries) = self else { panic!("a block of keys") };
        match entries.iter_mut().find(|(own, _)| own == key) {
            Some((_, own)) => *own = value,
            None => entries.push((key.to_owned(), value)),
        }
    }

    fn has(&self, key: &str) -> bool {
        matches!(self, Self::Map(entries) if entries.iter().any(|(own, _)| own == key))
    }

    fn without(mut self, key: &str) -> Self {
        if let Self::Map(entries) = &mut self {
            entries.retain(|(own, _)| own != key);
        }
        self
    }

    fn write(&self, margin: usize, out: &mut String) {
        match self {
            Self::Leaf(text) => out.extend([" ", text, "\n"]),
            Self::List(one) => {
                out.extend(["\n", &" ".repeat(margin), "-"]);
                one.write(margin + 2, out);
            }
            Self::Map(entries) if entries.is_empty() => *out += " {}\n",
            Self::Map(entries) => {
                *out += "\n";
                for (key, value) in entries {
                    out.extend([&" ".repeat(margin), key.as_str(), ":"]);
                    value.write(margin + 2, out);
                }
            }
        }
    }
}

/// Data for the variants to change.
const DATA: &str = "{visiteurs: 8000 visiteurs, part: 95 %, duree: 4 min, cliente: Léa, accord: e, \
    clients: {colonnes: {nom: Nom, part: Part, duree: Durée}, \
    lignes: [[Ana, 20 %, 3 min], [Bob, 30 %, 4 min], [Zoé, 50 %, 5 min]]}}";

/// What goes with a key, so that a whole subject makes sense: the block and its
/// key, whether only a block written below this key asks for it, and the other
/// key with its value.
const BESIDE: [(&str, &str, bool, &str, &str); 9] = [
    ("table", "fichier", false, "colonnes", "[numero, age, dernier_achat, achats, montant]"),
    ("table", "colonnes", true, "lignes", "[[12]]"),
    ("tableau_ecrit", "colonnes", true, "lignes", "[[Navigation]]"),
    (
        "resultats_recherche",
        "fiches",
        false,
        "carte",
        "{fichier: images/plan.svg, description: Plan du village}",
    ),
    ("regle_parmi", "noms", false, "parmi", "[[Léa, e], [Ana, \"\"]]"),
    ("regle_somme", "lignes", false, "somme", "70 %"),
    ("regle_autour", "autour", false, "pas", "1 %"),
    ("regle_plage", "de", false, "pas", "1 %"),
    ("regle_plage", "a", false, "pas", "1 %"),
];

/// Returns a block with the keys that it must have, and this one.
fn least(mapping: &Mapping, chosen: Option<(&str, Tree)>) -> Tree {
    let mut block = Tree::Map(Vec::new());
    for key in mapping.all().filter(|key| key.required) {
        block.put(key.name, Tree::leaf(key.example));
    }
    let given = chosen.as_ref().map(|(key, _)| *key);
    let below = chosen.as_ref().is_some_and(|(_, tree)| !matches!(tree, Tree::Leaf(_)));
    if let Some((key, value)) = chosen {
        block.put(key, value);
    }
    let example = |name: &str| {
        Tree::leaf(mapping.all().find(|key| key.name == name).expect("a declared key").example)
    };
    for rule in mapping.rules {
        match *rule {
            Rule::Any(keys) | Rule::One(keys) if !keys.iter().any(|key| block.has(key)) => {
                let last = keys.last().expect("keys");
                block.put(last, example(last));
            }
            Rule::Together(keys) if keys.iter().any(|key| block.has(key)) => {
                for key in keys.iter().filter(|key| Some(**key) != given) {
                    block.put(key, example(key));
                }
            }
            Rule::Only(by, key, words) if block.has(key) => block.put(by, Tree::leaf(words[0])),
            _ => {}
        }
    }
    for (name, key, nested, other, value) in BESIDE {
        let asked = given == Some(key) || !nested && block.has(key);
        if name == mapping.name && asked && nested <= below && given != Some(other) {
            block.put(other, Tree::leaf(value));
        }
    }
    block
}

/// Returns what holds a block where this form stands, if it may.
fn nest(form: &Form, target: &'static Mapping, body: &Tree) -> Option<Tree> {
    let same = |mapping: &Mapping| mapping.name == target.name;
    match *form {
        Form::Block(mapping) => same(mapping).then(|| body.clone()),
        Form::Cases(cases) => {
            let mut all = cases.when.iter().map(|(_, mapping)| *mapping).chain([cases.otherwise]);
            all.any(same).then(|| body.clone())
        }
        Form::Short(short, long) => nest(long, target, body).or_else(|| nest(short, target, body)),
        Form::List(one) | Form::Some(one) | Form::Array(one) | Form::Filled(one) => {
            nest(one, target, body).map(|tree| Tree::List(Box::new(tree)))
        }
        Form::Named(one) => {
            nest(one, target, body).map(|tree| Tree::Map(vec![("essai".to_owned(), tree)]))
        }
        _ => None,
    }
}

/// Lists the blocks of a subject, each with a subject that holds one.
fn blocks() -> Vec<(&'static Mapping, Vec<(&'static Mapping, &'static str)>)> {
    let mut found: Vec<(&'static Mapping, Vec<(&'static Mapping, &'static str)>)> =
        vec![(&SUBJECT, Vec::new())];
    let mut rank = 0;
    while let Some((mapping, path)) = found.get(rank).cloned() {
        let keys = mapping.all().map(|key| (key.name, key.form));
        for (key, form) in keys.chain(mapping.others.map(|form| ("*", form))) {
            for below in held(&form) {
                if found.iter().all(|(known, _)| known.name != below.name) {
                    let mut path = path.clone();
                    path.push((mapping, key));
                    found.push((below, path));
                }
            }
        }
        rank += 1;
    }
    found
}

fn held(form: &Form) -> Vec<&'static Mapping> {
    match *form {
        Form::Block(mapping) => vec![mapping],
        Form::Cases(cases) => {
            cases.when.iter().map(|(_, mapping)| *mapping).chain([cases.otherwise]).collect()
        }
        Form::Short(short, long) => held(short).into_iter().chain(held(long)).collect(),
        Form::List(one)
        | Form::Some(one)
        | Form::Array(one)
        | Form::Filled(one)
        | Form::Pair(one)
        | Form::Named(one)
        | Form::Labelled(one) => held(one),
        _ => Vec::new(),
    }
}

/// Writes a whole subject that holds this block.
fn whole(
    target: &'static Mapping,
    path: &[(&'static Mapping, &'static str)],
    body: Tree,
) -> String {
    let (mut target, mut body) = (target, body);
    for (mapping, key) in path.iter().rev() {
        body = match mapping.others {
            Some(_) if *key == "*" => {
                Tree::Map(vec![(parameter(target.name, &body).to_owned(), body)])
            }
            _ => {
                let own = mapping.all().find(|own| own.name == *key).expect("a key");
                let held = nest(&own.form, target, &body).expect("the block of this key");
                least(mapping, Some((key, held)))
            }
        };
        target = mapping;
    }
    if !body.has("donnees") {
        body.put("donnees", Tree::leaf(DATA));
    }
    let mut text = String::new();
    body.write(0, &mut text);
    text
}

/// Returns the name of something that this rule can change.
fn parameter(rule: &str, body: &Tree) -> &'static str {
    match (rule, body.has("lignes")) {
        _ if body.has("noms") => "groupe",
        ("regle_permutation" | "regle_echantillon", _) => "clients.nom",
        ("regle_somme", _) => "clients.part",
        ("regle_parmi", false) => "duree",
        ("regle_parmi", true) => "clients.duree",
        (_, false) => "part",
        (_, true) => "clients.part",
    }
}

/// Returns blocks that keep or break a rule.
fn put_to(mapping: &Mapping, rule: &Rule) -> Vec<(Tree, bool)> {
    let key = |name: &str| mapping.all().find(|key| key.name == name).expect("a declared key");
    let with = |names: &[&str]| {
        let mut block = least(mapping, None);
        names.iter().for_each(|name| block.put(name, Tree::leaf(key(name).example)));
        block
    };
    let none =
        |names: &[&str]| names.iter().fold(least(mapping, None), |block, name| block.without(name));
    match *rule {
        Rule::Single => vec![(none(&[]), false), (with(&["texte", "liste"]), false)],
        Rule::Any(keys) => vec![(none(keys), false), (with(keys), true)],
        Rule::One(keys) => vec![(none(keys), false), (with(keys), false)],
        Rule::NotBoth(one, other) => vec![(with(&[one, other]), false)],
        Rule::Together(keys) => keys.iter().map(|key| (with(&[key]), false)).collect(),
        Rule::Only(by, name, words) => {
            let Form::Choice(all) = key(by).form else { panic!("a choice of words") };
            let each = all.iter().map(|word| {
                let mut block = with(&[name]);
                block.put(by, Tree::leaf(word));
                (block, words.contains(word))
            });
            each.collect()
        }
    }
}

/// The schema, ready to check.
struct Judge {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Judge {
    fn new() -> Self {
        let mut schemas = Schemas::new();
        let mut compiler = Compiler::new();
        let schema = serde_json::from_str(&schema()).expect("JSON");
        compiler.add_resource("sujet.json", schema).expect("a schema");
        let index = compiler.compile("sujet.json", &mut schemas).expect("a sound schema");
        Self { schemas, index }
    }

    fn accepts(&self, text: &str) -> bool {
        let value: serde_json::Value = serde_yaml::from_str(text).expect("YAML");
        self.schemas.validate(&value, self.index).is_ok()
    }
}

/// Lists the faults of a subject, as its reader finds them.
fn faults(text: &str) -> BTreeSet<&'static str> {
    let mut sources = Sources::default();
    let id = sources.add("essai.yaml", text);
    let node = match crate::yaml::read(&sources, id) {
        Ok(node) => node,
        Err(faults) => return faults.iter().map(|fault| fault.id).collect(),
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/guide");
    let mut reader = Reader::new(&mut sources, &folder, &folder);
    subject(&mut reader, id, &node);
    reader.faults.iter().map(|fault| fault.id).collect()
}

/// Faults of the form of a subject: a schema sees them too.
const OF_FORM: [&str; 8] = [
    "adresse-illisible",
    "bloc-double",
    "bloc-inconnu",
    "cle-inconnue",
    "cle-manquante",
    "mot-inconnu",
    "nom-reserve",
    "type-inattendu",
];

/// Keys whose example means nothing beside those of the other keys.
const ALONE: [(&str, &str); 2] = [("regle_somme", "noms"), ("sujet", "editions")];

#[test]
fn every_key_is_read_as_it_is_declared() {
    let judge = Judge::new();
    let mut wrong = Vec::new();
    for (mapping, path) in blocks() {
        let mut expect = |block: Tree, sound: bool, what: &str| {
            let text = whole(mapping, &path, block);
            let faults = faults(&text);
            if faults.is_empty() != sound || judge.accepts(&text) != sound {
                wrong.push(format!("{}, {what}: {faults:?}\n{text}", mapping.name));
            }
        };
        if !mapping.rules.iter().any(|rule| matches!(rule, Rule::Single)) {
            expect(least(mapping, None), true, "the least");
        }
        for key in mapping.all().filter(|key| !ALONE.contains(&(mapping.name, key.name))) {
            let with = |value: &str| least(mapping, Some((key.name, Tree::leaf(value))));
            expect(with(key.example), true, key.name);
            if !key.default.is_empty() {
                expect(with(key.default), true, key.name);
            }
            if key.required {
                expect(least(mapping, None).without(key.name), false, key.name);
            }
        }
        for (block, sound) in mapping.rules.iter().flat_map(|rule| put_to(mapping, rule)) {
            expect(block, sound, "keys together");
        }
        if mapping.others.is_none() {
            let mut block = least(mapping, None);
            block.put("cle_d_essai", Tree::leaf("essai"));
            expect(block, false, "an unknown key");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Tells what no schema can see of a value that has the wrong form.
fn unseen(mapping: &Mapping, key: &Key, probe: &str) -> bool {
    match (mapping.name, key.name) {
        // A total is asked for with subtotals, unless it is refused.
        ("tableau_de_donnees", "total") => true,
        // Lists of values are for a group or a table, which only names tell.
        ("regle_parmi" | "regle_echantillon", "parmi" | "echantillon") => probe.starts_with("[["),
        // A fraction may be a whole number.
        _ => matches!(key.form, Form::Whole(..)) && probe == "2/3",
    }
}

/// What an author could write anywhere.
const PROBES: [&str; 34] = [
    "~",
    "\"\"",
    "\" \"",
    "[]",
    "{}",
    "[[]]",
    "[essai]",
    "[[essai]]",
    "[{}]",
    "{essai: essai}",
    "{essai: 1}",
    "{essai: {essai: 1}}",
    "{si: 1}",
    "[3]",
    "[[1, 2], [3, 4]]",
    "oui",
    "Non",
    "true",
    "TRUE",
    "0",
    "3",
    "-2",
    "12",
    "1,5",
    "\"1,5\"",
    "2/3",
    "44,5 %",
    "3 h",
    "3,90 €",
    "2026-03-01",
    "mars 2026",
    "1er mars 2026",
    "3 × 0,5",
    "essai",
];

#[test]
fn the_schema_and_the_program_agree_on_whatever_stands_under_a_key() {
    let judge = Judge::new();
    let (mut severe, mut mild) = (Vec::new(), BTreeSet::new());
    for (mapping, path) in blocks() {
        for key in mapping.all() {
            for probe in PROBES {
                let block = least(mapping, Some((key.name, Tree::leaf(probe))));
                let text = whole(mapping, &path, block);
                let faults = faults(&text);
                let accepts = judge.accepts(&text);
                if faults.is_empty() && !accepts {
                    severe.push(format!("{}.{}: {probe}", mapping.name, key.name));
                }
                let form = OF_FORM.iter().any(|id| faults.contains(id));
                if form && accepts && !unseen(mapping, key, probe) {
                    mild.insert(format!("{}.{}: {probe} {faults:?}", mapping.name, key.name));
                }
            }
        }
    }
    assert!(severe.is_empty(), "the schema refuses what the program admits: {severe:#?}");
    assert!(mild.is_empty(), "the schema admits what the program refuses: {mild:#?}");
}

#[test]
fn what_keys_say_is_a_sentence() {
    let sentence = |key: &Key| {
        key.says.ends_with('.') && key.says.starts_with(|first: char| first.is_uppercase())
    };
    let mut names = BTreeSet::new();
    for (mapping, _) in blocks() {
        assert!(names.insert(mapping.name), "two blocks are named {}", mapping.name);
        for key in mapping.all() {
            assert!(sentence(key), "{} {}", mapping.name, key.name);
        }
    }
    assert!(names.len() > 50, "only {} blocks were found", names.len());
}
