//! Merged files, read again by another library.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use expect_test::expect;
use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string};

use super::sample::{altered, sample};
use super::*;

fn info() -> MergedInfo<'static> {
    let date = NaiveDate::from_ymd_opt(2026, 3, 14).unwrap().and_hms_opt(8, 0, 0).unwrap();
    MergedInfo { title: "Série", ident: "serie.pdf", date }
}

fn merged(parts: &[Vec<u8>], even: bool) -> Result<(Vec<u8>, usize), MergeFault> {
    let mut merger = Merger::new(Vec::new(), info())?;
    for (rank, part) in parts.iter().enumerate() {
        merger.add(part, &format!("Copie n° {}", rank + 1), even)?;
    }
    merger.finish()
}

fn three() -> Vec<Vec<u8>> {
    vec![sample("pomme", 1), sample("poire", 2), sample("figue", 3)]
}

/// A file read again.
struct Read(Document);

impl Read {
    fn of(bytes: &[u8]) -> Self {
        Self(Document::load_mem(bytes).unwrap())
    }

    fn catalog(&self) -> &Dictionary {
        self.0.catalog().unwrap()
    }

    fn entry<'a>(&'a self, holder: &'a Dictionary, key: &[u8]) -> &'a Object {
        holder.get_deref(key, &self.0).unwrap()
    }

    fn below<'a>(&'a self, holder: &'a Dictionary, key: &[u8]) -> &'a Dictionary {
        self.entry(holder, key).as_dict().unwrap()
    }

    fn dictionary(&self, id: ObjectId) -> &Dictionary {
        self.0.get_dictionary(id).unwrap()
    }

    fn pages(&self) -> Vec<ObjectId> {
        self.0.get_pages().into_values().collect()
    }

    /// Returns keys and values of the leaves of a tree, whose branches tell
    /// their limits and come in order.
    fn leaves(&self, tree: &Dictionary, key: &[u8]) -> Vec<(Object, Object)> {
        let mut found: Vec<(Object, Object)> = Vec::new();
        for kid in tree.get(b"Kids").unwrap().as_array().unwrap() {
            let node = self.dictionary(kid.as_reference().unwrap());
            let pairs = node.get(key).unwrap().as_array().unwrap();
            let pairs: Vec<_> =
                pairs.chunks(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect();
            let limits = node.get(b"Limits").unwrap().as_array().unwrap();
            assert_eq!((&limits[0], &limits[1]), (&pairs[0].0, &pairs[pairs.len() - 1].0));
            found.extend(pairs);
        }
        found
    }

    /// Writes the bookmarks with the pages they lead to.
    fn bookmarks(&self, holder: &Dictionary, depth: usize, to: &mut String) {
        let mut next = holder.get(b"First").and_then(Object::as_reference).ok();
        let mut before = None;
        while let Some(id) = next {
            let item = self.dictionary(id);
            assert_eq!(item.get(b"Prev").and_then(Object::as_reference).ok(), before);
            let title = decode_text_string(item.get(b"Title").unwrap()).unwrap();
            let place = self.entry(item, b"Dest").as_array().unwrap();
            let page = place[0].as_reference().unwrap();
            let rank = self.pages().iter().position(|one| *one == page).unwrap();
            let count = item.get(b"Count").and_then(Object::as_i64).unwrap_or_default();
            let line = format!("{:1$}{title} [{count}] page {2}\n", "", 2 * depth, rank + 1);
            to.push_str(&line);
            self.bookmarks(item, depth + 1, to);
            before = Some(id);
            next = item.get(b"Next").and_then(Object::as_reference).ok();
        }
        assert_eq!(holder.get(b"Last").and_then(Object::as_reference).ok(), before);
    }

    fn text(&self) -> Vec<String> {
        let texts = (1..).zip(self.pages()).map(|(rank, _)| self.0.extract_text(&[rank]).unwrap());
        texts.map(|text| text.trim().to_owned()).collect()
    }
}

fn references(object: &Object, to: &mut BTreeSet<ObjectId>) {
    match object {
        Object::Reference(id) => {
            to.insert(*id);
        }
        Object::Array(items) => items.iter().for_each(|item| references(item, to)),
        Object::Dictionary(entries) => entries.iter().for_each(|(_, value)| references(value, to)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, value)| references(value, to)),
        _ => {}
    }
}

#[test]
fn the_pages_of_all_parts_follow_one_another() {
    let (bytes, count) = merged(&three(), false).unwrap();
    let words = ["pomme 1", "poire 1", "poire 2", "figue 1", "figue 2", "figue 3"];
    assert_eq!((Read::of(&bytes).text(), count), (words.map(str::to_owned).to_vec(), 6));
}

#[test]
fn each_part_starts_on_a_right_hand_page() {
    let mut merger = Merger::new(Vec::new(), info()).unwrap();
    let counts = three().into_iter().map(|part| merger.add(&part, "Copie", true).unwrap());
    assert_eq!(counts.collect::<Vec<_>>(), [2, 2, 4]);
    let (bytes, count) = merger.finish().unwrap();
    let file = Read::of(&bytes);
    let words = ["pomme 1", "", "poire 1", "poire 2", "figue 1", "figue 2", "figue 3", ""];
    assert_eq!((file.text(), count), (words.map(str::to_owned).to_vec(), 8));
    let blank = file.dictionary(file.pages()[7]);
    assert_eq!(blank.get(b"Tabs").unwrap().as_name().unwrap(), b"S");
    assert_eq!(blank.get(b"MediaBox").unwrap().as_array().unwrap()[2].as_i64().unwrap(), 102);
    let preferences = file.below(file.catalog(), b"ViewerPreferences");
    assert_eq!(preferences.get(b"Duplex").unwrap().as_name().unwrap(), b"DuplexFlipLongEdge");
}

#[test]
fn every_object_is_there_and_used() {
    let (bytes, _) = merged(&three(), true).unwrap();
    let Read(document) = Read::of(&bytes);
    let mut used = BTreeSet::new();
    document.objects.values().for_each(|object| references(object, &mut used));
    document.trailer.iter().for_each(|(_, value)| references(value, &mut used));
    let holds = |object: &Object| object.as_stream().is_ok_and(|one| one.dict.has_type(b"ObjStm"));
    let there = document.objects.iter().filter(|(_, object)| !holds(object)).map(|(id, _)| *id);
    let table = document
        .objects
        .iter()
        .find(|(_, object)| object.as_stream().is_ok_and(|one| one.dict.has_type(b"XRef")));
    used.extend(table.map(|(id, _)| *id));
    assert_eq!(there.collect::<BTreeSet<_>>(), used);
}

#[test]
fn the_structure_is_one_document_of_parts() {
    let file = merged(&three(), false).unwrap().0;
    let file = Read::of(&file);
    let root = file.below(file.catalog(), b"StructTreeRoot");
    let top = root.get(b"K").unwrap().as_array().unwrap();
    let document = file.dictionary(top[0].as_reference().unwrap());
    assert_eq!((top.len(), document.get(b"S").unwrap().as_name().unwrap()), (1, &b"Document"[..]));
    let mut told = String::new();
    for part in document.get(b"K").unwrap().as_array().unwrap() {
        let part = file.dictionary(part.as_reference().unwrap());
        assert_eq!(part.get(b"P").unwrap(), &top[0]);
        let role = part.get(b"S").unwrap().as_name().unwrap();
        let title = decode_text_string(part.get(b"T").unwrap()).unwrap();
        let kids = part.get(b"K").unwrap().as_array().unwrap().len();
        told.extend([&String::from_utf8_lossy(role), " ", &title, " ", &kids.to_string(), "\n"]);
    }
    expect![[r#"
        Part Copie n° 1 3
        Part Copie n° 2 3
        Part Copie n° 3 3
    "#]]
    .assert_eq(&told);
    assert_eq!(file.below(root, b"RoleMap").get(b"Em").unwrap().as_name().unwrap(), b"Span");
}

#[test]
fn each_page_and_each_link_has_a_key_of_its_own() {
    let (bytes, _) = merged(&three(), true).unwrap();
    let file = Read::of(&bytes);
    let root = file.below(file.catalog(), b"StructTreeRoot");
    let leaves = file.leaves(file.below(root, b"ParentTree"), b"Nums");
    let keys: Vec<_> = leaves.iter().map(|(key, _)| key.as_i64().unwrap()).collect();
    assert_eq!(keys, (0..9).collect::<Vec<_>>());
    assert_eq!(root.get(b"ParentTreeNextKey").unwrap().as_i64().unwrap(), 9);
    let mut seen = Vec::new();
    for page in file.pages() {
        let page_entries = file.dictionary(page);
        let Ok(key) = page_entries.get(b"StructParents").and_then(Object::as_i64) else { continue };
        seen.push(key);
        let (_, elements) = leaves.iter().find(|(one, _)| one.as_i64().unwrap() == key).unwrap();
        let elements = file.0.dereference(elements).unwrap().1.as_array().unwrap();
        let element = file.dictionary(elements[0].as_reference().unwrap());
        let place = element.get(b"Pg").unwrap().as_reference().unwrap();
        let branch = |page| file.dictionary(page).get(b"Parent").unwrap();
        assert_eq!(branch(place), branch(page));
        for link in page_entries.get(b"Annots").and_then(Object::as_array).into_iter().flatten() {
            let entries = file.dictionary(link.as_reference().unwrap());
            let key = entries.get(b"StructParent").unwrap().as_i64().unwrap();
            seen.push(key);
            let (_, note) = leaves.iter().find(|(one, _)| one.as_i64().unwrap() == key).unwrap();
            let note = file.dictionary(note.as_reference().unwrap());
            let kid = note.get(b"K").unwrap().as_array().unwrap()[0].as_dict().unwrap();
            assert_eq!(kid.get(b"Obj").unwrap(), link);
        }
    }
    seen.sort_unstable();
    assert_eq!(seen, keys);
}

#[test]
fn names_are_the_only_ones_of_the_file() {
    let (bytes, _) = merged(&three(), true).unwrap();
    let file = Read::of(&bytes);
    let root = file.below(file.catalog(), b"StructTreeRoot");
    let names = file.leaves(file.below(root, b"IDTree"), b"Names");
    let texts: Vec<_> = names.iter().map(|(name, _)| name.as_str().unwrap()).collect();
    assert!(texts.is_sorted_by(|one, next| one < next));
    assert_eq!(texts.len(), 6);
    for (name, element) in &names {
        let element = file.dictionary(element.as_reference().unwrap());
        assert_eq!(element.get(b"ID").unwrap(), name);
    }
    let mut cells = 0;
    for object in file.0.objects.values() {
        let Ok(attributes) = object.as_dict().and_then(|cell| cell.get(b"A")) else { continue };
        let attributes = attributes.as_array().unwrap()[0].as_dict().unwrap();
        let header = &attributes.get(b"Headers").unwrap().as_array().unwrap()[0];
        assert!(texts.contains(&header.as_str().unwrap()));
        cells += 1;
    }
    assert_eq!(cells, 3);
    let places = file.below(file.below(file.catalog(), b"Names"), b"Dests");
    let places = file.leaves(places, b"Names");
    let links = file.0.objects.values().filter_map(|object| {
        let object = object.as_dict().ok().filter(|one| one.has_type(b"Annot"))?;
        object.get(b"Dest").ok()
    });
    let links: Vec<_> = links.collect();
    assert_eq!(links, places.iter().map(|(name, _)| name).collect::<Vec<_>>());
}

#[test]
fn each_part_has_a_bookmark_above_its_own() {
    let (bytes, _) = merged(&three(), true).unwrap();
    let file = Read::of(&bytes);
    let root = file.below(file.catalog(), b"Outlines");
    assert_eq!(root.get(b"Count").unwrap().as_i64().unwrap(), 3);
    let mut told = String::new();
    file.bookmarks(root, 0, &mut told);
    expect![[r#"
        Copie n° 1 [-1] page 1
          Titre pomme [0] page 1
        Copie n° 2 [-1] page 3
          Titre poire [0] page 4
        Copie n° 3 [-1] page 5
          Titre figue [0] page 7
    "#]]
    .assert_eq(&told);
}

#[test]
fn a_part_without_bookmark_has_its_own_all_the_same() {
    let part = altered("/First 8 0 R/Last 8 0 R/Count 1", "");
    let (bytes, _) = merged(&[part.clone(), part], false).unwrap();
    let file = Read::of(&bytes);
    let mut told = String::new();
    file.bookmarks(file.below(file.catalog(), b"Outlines"), 0, &mut told);
    assert_eq!(told, "Copie n° 1 [0] page 1\nCopie n° 2 [0] page 3\n");
}

#[test]
fn what_parts_have_alike_is_written_once() {
    let (bytes, _) = merged(&three(), true).unwrap();
    let Read(document) = Read::of(&bytes);
    let all = document.objects.values();
    assert_eq!(
        all.clone().filter(|one| one.type_name().is_ok_and(|kind| kind == b"Font")).count(),
        1
    );
    let profiles = all.clone().filter_map(|one| one.as_stream().ok());
    assert_eq!(profiles.filter(|one| one.content == b"profile").count(), 1);
    let (again, _) = merged(&[sample("figue", 3), sample("figue", 3)], true).unwrap();
    let Read(again) = Read::of(&again);
    let said = again.objects.values().filter_map(|one| one.as_stream().ok());
    assert_eq!(said.filter(|one| one.content.ends_with(b"EMC")).count(), 3);
    assert_eq!(again.get_pages().len(), 8);
}

#[test]
fn the_whole_says_what_it_is() {
    let (bytes, _) = merged(&three(), true).unwrap();
    let file = Read::of(&bytes);
    let info = file.below(&file.0.trailer, b"Info");
    assert_eq!(decode_text_string(info.get(b"Title").unwrap()).unwrap(), "Série");
    let catalog = file.catalog();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"fr-FR");
    let xmp = file.entry(catalog, b"Metadata").as_stream().unwrap();
    assert!(String::from_utf8_lossy(&xmp.content).contains(">Série<"));
    // Those of the parts are gone.
    assert!(
        !file
            .0
            .objects
            .values()
            .any(|one| { one.as_stream().is_ok_and(|stream| stream.content.starts_with(b"<x>")) })
    );
}

#[test]
fn the_same_parts_give_the_same_bytes() {
    let once = merged(&three(), true).unwrap().0;
    assert!(once == merged(&three(), true).unwrap().0);
    let ident = |bytes: &[u8]| {
        let document = Document::load_mem(bytes).unwrap();
        document.trailer.get(b"ID").unwrap().as_array().unwrap().clone()
    };
    let others = merged(&three()[1..], true).unwrap().0;
    let (all, fewer) = (ident(&once), ident(&others));
    assert_eq!(all[0], fewer[0]);
    assert_ne!(all[1], fewer[1]);
}

#[test]
fn what_cannot_be_told_together_is_refused() {
    let fault = |parts: &[Vec<u8>]| merged(parts, false).unwrap_err().to_string();
    let good = sample("mot", 2);
    let with = |from, to| fault(&[good.clone(), altered(from, to)]);
    let told = [
        fault(&[]),
        fault(&[b"%PDF-1.7".to_vec()]),
        with("(fr-FR)", "(en-GB)"),
        with("/Em/Span", "/Em/P"),
        with("stream\nprofile", "stream\nanother"),
        with("/Lang(fr-FR)", ""),
        with("/Names<<", "/Names<</EmbeddedFiles<<>>"),
        with("/MarkInfo", "/AcroForm"),
        with("/ParentTreeNextKey 3", "/ClassMap<<>>"),
        with("/StructTreeRoot 5 0 R", ""),
        with("/Kids[17 0 R ", "/Kids[3 0 R "),
        with("/Nums[", "/Kids["),
        with("/Last 8 0 R", "/Last 99 0 R"),
    ];
    expect![[r#"
        il n’y a aucun document à réunir
        ce PDF n’est pas de ceux que ce programme imprime : sa table d’objets ne se lit pas
        « Lang » n’est pas le même que dans le premier document
        « RoleMap » n’est pas le même que dans le premier document
        « OutputIntents » n’est pas le même que dans le premier document
        ce PDF n’est pas de ceux que ce programme imprime : il n’a pas de langue
        ce PDF n’est pas de ceux que ce programme imprime : son catalogue est d’une autre sorte
        ce PDF n’est pas de ceux que ce programme imprime : son catalogue est d’une autre sorte
        ce PDF n’est pas de ceux que ce programme imprime : sa structure est d’une autre sorte
        ce PDF n’est pas de ceux que ce programme imprime : sa structure ne se trouve pas
        ce PDF n’est pas de ceux que ce programme imprime : ses pages ne se trouvent pas
        ce PDF n’est pas de ceux que ce programme imprime : un arbre a des branches
        ce PDF n’est pas de ceux que ce programme imprime : un objet manque
    "#]]
    .assert_eq(&told.map(|line| line + "\n").concat());
}

#[test]
fn a_full_disk_is_told() {
    /// A disk that takes so many bytes.
    struct Disk(usize);
    impl Write for Disk {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or(std::io::ErrorKind::StorageFull)?;
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut merger = Merger::new(Disk(1000), info()).unwrap();
    merger.add(&sample("mot", 2), "Copie", true).unwrap();
    let fault = merger.finish().err().unwrap().to_string();
    assert_eq!(fault, "le fichier ne peut pas être écrit : le disque est plein");
}

#[test]
fn a_damaged_file_stops_nothing_but_itself() {
    let good = sample("mot", 2);
    for cut in 0..good.len() - 6 {
        assert!(merged(&[good[..cut].to_vec()], true).is_err(), "{cut}");
    }
    for at in 0..good.len() {
        for byte in *b"9(< [>R/" {
            let mut bytes = good.clone();
            bytes[at] = byte;
            // Whatever comes out: no panic, and no object of 4 GB.
            assert!(merged(&[bytes], true).map_or(0, |(bytes, _)| bytes.len()) < 20_000);
        }
    }
}

#[test]
fn grey_pages_lie_under_one_veil() {
    let mut merger = Merger::new(Vec::new(), info()).unwrap();
    merger.add(&sample("pomme", 1), "en couleur", false).unwrap();
    merger.add_grey(&sample("pomme", 2), "en gris").unwrap();
    let (bytes, count) = merger.finish().unwrap();
    let read = Read::of(&bytes);
    assert_eq!(count, 3);
    let states: Vec<Option<ObjectId>> = read
        .pages()
        .into_iter()
        .map(|page| {
            let page = read.dictionary(page);
            let states = read.below(page, b"Resources").get(b"ExtGState").ok()?;
            states.as_dict().unwrap().get(b"Gris").unwrap().as_reference().ok()
        })
        .collect();
    assert_eq!(states[0], None);
    assert!(states[1].is_some() && states[1] == states[2]);
    let state = read.dictionary(states[1].unwrap());
    assert_eq!(state.get(b"BM").unwrap().as_name().unwrap(), b"Color");
    let texts: Vec<String> =
        [1, 3].iter().map(|page| read.0.extract_text(&[*page]).unwrap()).collect();
    assert_eq!(texts.iter().map(|text| text.trim()).collect::<Vec<_>>(), ["pomme 1", "pomme 2"]);
}
