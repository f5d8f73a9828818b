//! Fifty edits of a subject that is watched: what is printed again, what stays
//! when there is a fault, and how much memory it takes.

#![expect(clippy::similar_names, reason = "what is open, what was opened and what opens it")]
#![expect(clippy::type_complexity, reason = "a closure of a test")]
#![expect(
    clippy::print_stdout,
    reason = "a measure is printed, and a test that is skipped says so"
)]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use corrige::diagnostic::{Format, render};
use corrige::session::watch::{Disk, News, Round, Save, Saves, Watch};
use corrige::typst::Bounds;
use support::{Folder, GOOD, project, resident};

const SUBJECT: &str = "subjects/essai/sujet.yaml";

/// Words that only the corrigé of Le Markstein says, once.
const WORD: &str = "La méthode attendue";

/// A project that is watched.
struct Project {
    folder: Folder,
    watch: Watch,
}

/// What a round has told: file names, `rien`, and the first line of faults.
type Told = Vec<String>;

impl Project {
    fn new(folder: Folder) -> Self {
        let subjects = [folder.path("subjects")];
        let (templates, out) = (folder.path("templates"), folder.path("out"));
        let watch = Watch::new(&subjects, &templates, &out, Bounds::default()).expect("a watch");
        Self { folder, watch }
    }

    fn all(&mut self) -> Told {
        told(|tell| self.watch.all(tell).expect("a folder to write in"))
    }

    fn saved(&mut self, path: &str) -> Told {
        let round = Round::of([self.folder.path(path)]);
        told(|tell| self.watch.saved(&round, tell).expect("a folder to write in"))
    }

    fn printed(&self, path: &str) -> Vec<u8> {
        fs::read(self.folder.path("out").join(path)).expect("a document")
    }
}

fn told(run: impl FnOnce(&mut dyn FnMut(News<'_>))) -> Told {
    let mut told = Vec::new();
    run(&mut |news| match news {
        News::Printed { path, .. } => {
            let name = path.file_name().expect("a name").to_string_lossy();
            told.push(name.into_owned());
        }
        News::Same(_) => told.push("rien".to_owned()),
        News::Left(subject) => {
            let folder = subject.parent().and_then(|folder| folder.file_name());
            told.push(format!("{} parti", folder.expect("a folder").display()));
        }
        News::Waiting(who) => told.push(who),
        News::Faults(faults, sources) => {
            let text = render(faults, sources, Format::Short, false);
            let first = text.lines().next().unwrap_or_default();
            let (_, fault) = first.rsplit_once("/essai/").unwrap_or(("", first));
            told.push(fault.to_owned());
        }
    });
    told
}

/// A subject with three documents, a picture and a table.
fn illustrated() -> Folder {
    let text = GOOD.replace("total: 4\n", "total: 4\ndocuments: [corrige, bareme]\n");
    let text = text.replace(
        "        corrige: Une réponse\n",
        "        corrige:\n          - texte: Une réponse\n          \
         - image: {fichier: logo.svg, description: un carré}\n",
    );
    let square = fs::read_to_string(project().join("tests/faults/carre.svg")).expect("a picture");
    Folder::with(&[(SUBJECT, &text), ("subjects/essai/logo.svg", &square)])
}

#[test]
fn only_what_says_something_else_is_printed() {
    let mut project = Project::new(illustrated());
    assert_eq!(project.all(), ["corrige.pdf", "bareme.pdf"]);
    let marking = project.printed("essai/bareme.pdf");
    project.folder.alter(SUBJECT, "Une réponse", "Une autre réponse");
    assert_eq!(project.saved(SUBJECT), ["corrige.pdf"]);
    assert!(project.printed("essai/bareme.pdf") == marking);
    assert_eq!(project.saved(SUBJECT), ["rien"]);
    project.folder.alter(SUBJECT, "une idée", "une bonne idée");
    assert_eq!(project.saved(SUBJECT), ["corrige.pdf", "bareme.pdf"]);
    project.folder.alter("subjects/essai/logo.svg", "<rect", "<rect rx=\"1\"");
    assert_eq!(project.saved("subjects/essai/logo.svg"), ["corrige.pdf"]);
    project.folder.write("subjects/essai/notes.txt", b"rien");
    assert_eq!(project.saved("subjects/essai/notes.txt"), [""; 0]);
}

#[test]
fn a_fault_is_told_and_the_last_good_document_stays() {
    let mut project = Project::new(illustrated());
    project.all();
    let good = project.printed("essai/corrige.pdf");
    project.folder.alter(SUBJECT, "Une réponse", "Une {reponse}");
    let told = project.saved(SUBJECT);
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("nom-inconnu"), "{told:?}");
    assert!(project.printed("essai/corrige.pdf") == good);
    project.folder.alter(SUBJECT, "Une {reponse}", "Une réponse");
    // It says what it said when it was last printed.
    assert_eq!(project.saved(SUBJECT), ["rien"]);
    // A file that is missing may come back.
    let logo = project.folder.path("subjects/essai/logo.svg");
    let aside = logo.with_extension("bak");
    fs::rename(&logo, &aside).expect("a picture moved away");
    let told = project.saved("subjects/essai/logo.svg");
    assert!(told[0].contains("fichier-absent"), "{told:?}");
    fs::rename(&aside, &logo).expect("a picture put back");
    assert_eq!(project.saved("subjects/essai/logo.svg"), ["rien"]);
}

#[test]
fn a_template_touches_what_uses_it() {
    let folder = illustrated();
    let template = "templates/components/title-block.typ";
    let own = fs::read(project().join(template)).expect("a template");
    folder.write(template, &own);
    folder.write("templates/documents/exercice.typ", b"#panic()");
    let mut project = Project::new(folder);
    assert_eq!(project.all(), ["corrige.pdf", "bareme.pdf"]);
    let good = project.printed("essai/corrige.pdf");
    project.folder.alter(template, "sizes.title", "sizes.question");
    assert_eq!(project.saved(template), ["corrige.pdf"]);
    let other = project.printed("essai/corrige.pdf");
    assert!(good != other);
    assert_eq!(project.saved("templates/documents/exercice.typ"), [""; 0]);
    project.folder.alter(template, "sizes.question", "sizes.rien");
    let told = project.saved(template);
    assert!(told[0].contains("gabarit"), "{told:?}");
    assert!(project.printed("essai/corrige.pdf") == other);
    project.folder.alter(template, "sizes.rien", "sizes.title");
    assert_eq!(project.saved(template), ["corrige.pdf"]);
    assert!(project.printed("essai/corrige.pdf") == good);
}

#[test]
fn what_touches_no_document_concerns_nobody() {
    let mut project = Project::new(illustrated());
    project.all();
    let concerns = |path: &str| project.watch.concerns(&project.folder.path(path));
    assert!(concerns(SUBJECT) && concerns("subjects/essai/logo.svg"));
    for path in ["subjects/essai/.sujet.yaml.swp", "subjects/essai/sujet.yaml~", "out/a.pdf"] {
        assert!(!concerns(path), "{path}");
    }
    assert!(!concerns("subjects/essai/notes.txt"));
}

#[test]
fn the_disk_tells_of_a_file_however_it_is_saved() {
    let mut project = Project::new(illustrated());
    project.all();
    let (mut disk, events) = Disk::new().expect("a disk that tells");
    project.watch.follow(&mut disk, &Round::everything()).expect("its folders");
    let saves = Saves::new(events);
    let path = project.folder.path(SUBJECT);
    let text = fs::read_to_string(&path).expect("a subject");
    let beside = project.folder.path("subjects/essai/.sujet.yaml.new");
    let ways: [(&str, &dyn Fn(&str)); 2] = [
        ("sur place", &|text| fs::write(&path, text).expect("a save")),
        ("par un autre fichier", &|text| {
            fs::write(&beside, text).expect("a file beside");
            fs::rename(&beside, &path).expect("a rename");
        }),
    ];
    for (way, save) in ways {
        save(&text.replace("Une réponse", way));
        let round = saves.next(&|path| project.watch.concerns(path)).expect("a round");
        assert_eq!(round.paths, BTreeSet::from([path.clone()]), "{way}");
        let printed = told(|tell| project.watch.saved(&round, tell).expect("a folder"));
        assert_eq!(printed, ["corrige.pdf"], "{way}");
    }
}

/// A project whose disk tells of what is saved.
struct Live {
    project: Project,
    disk: Disk,
    saves: Saves,
}

impl Live {
    fn new(folder: Folder) -> Self {
        let mut project = Project::new(folder);
        let (mut disk, events) = Disk::new().expect("a disk that tells");
        project.watch.follow(&mut disk, &Round::everything()).expect("its folders");
        project.all();
        Self { project, disk, saves: Saves::new(events) }
    }

    /// Takes rounds as the command does, until one has told the last of what is
    /// expected.
    fn until(&mut self, expected: &[&str]) {
        let mut all: Vec<String> = Vec::new();
        let watch = &mut self.project.watch;
        while all.last().map(String::as_str) != expected.last().copied() {
            watch.follow(&mut self.disk, &Round::of([])).expect("its folders");
            let round = self.saves.next(&|path| watch.concerns(path)).expect("a round");
            watch.follow(&mut self.disk, &round).expect("its folders");
            all.extend(told(|tell| watch.saved(&round, tell).expect("a folder to write in")));
        }
        assert_eq!(all, expected);
    }
}

#[test]
fn a_subject_that_appears_is_followed_and_one_that_goes_is_left() {
    let mut live = Live::new(illustrated());
    let late = "subjects/2026/nouveau/sujet.yaml";
    // A folder, another in it, then a file: the disk tells of the first only.
    live.project.folder.write(late, GOOD.as_bytes());
    live.until(&["corrige.pdf"]);
    let first = live.project.printed("2026/nouveau/corrige.pdf");
    live.project.folder.alter(late, "Une réponse", "Une autre réponse");
    live.until(&["corrige.pdf"]);
    assert!(live.project.printed("2026/nouveau/corrige.pdf") != first);
    // A folder of another name is another subject.
    let folder = |name: &str| live.project.folder.path(&format!("subjects/2026/{name}"));
    fs::rename(folder("nouveau"), folder("renomme")).expect("a folder with another name");
    live.until(&["nouveau parti", "corrige.pdf"]);
    assert!(live.project.printed("2026/renomme/corrige.pdf") != first);
    assert!(live.project.printed("2026/nouveau/corrige.pdf") != first);
    let folder = |name: &str| live.project.folder.path(&format!("subjects/2026/{name}"));
    fs::remove_dir_all(folder("renomme")).expect("a folder less");
    live.until(&["renomme parti"]);
    // The same name again, for a folder that the disk has not told of before.
    live.project.folder.write("subjects/2026/renomme/sujet.yaml", GOOD.as_bytes());
    live.until(&["corrige.pdf"]);
    live.project.folder.alter("subjects/2026/renomme/sujet.yaml", "Une réponse", "Une autre");
    live.until(&["corrige.pdf"]);
}

#[test]
fn templates_that_appear_are_used_and_those_that_go_are_not() {
    let mut live = Live::new(illustrated());
    let good = live.project.printed("essai/corrige.pdf");
    let template = "templates/components/title-block.typ";
    let text = fs::read_to_string(project().join(template)).expect("a template");
    let larger = text.replacen("sizes.title", "sizes.question", 1);
    assert!(text != larger, "a template that changes");
    live.project.folder.write(template, larger.as_bytes());
    live.until(&["corrige.pdf"]);
    let other = live.project.printed("essai/corrige.pdf");
    assert!(good != other);
    live.project.folder.write(template, text.as_bytes());
    live.until(&["corrige.pdf"]);
    assert!(live.project.printed("essai/corrige.pdf") == good);
    live.project.folder.write(template, larger.as_bytes());
    live.until(&["corrige.pdf"]);
    let folder = |name: &str| live.project.folder.path(name);
    fs::rename(folder("templates"), folder("rangés")).expect("a folder put aside");
    live.until(&["corrige.pdf"]);
    assert!(live.project.printed("essai/corrige.pdf") == good);
}

#[test]
#[cfg(target_os = "linux")]
fn the_command_prints_each_time_and_opens_the_first_document() {
    use std::io::{BufRead, BufReader};
    use std::os::unix::fs::PermissionsExt;
    use std::process::{Child, Stdio};
    use std::thread;

    /// The program that watches, ended with the test.
    struct Running(Child);

    impl Drop for Running {
        fn drop(&mut self) {
            let _ = self.0.kill();
            let _ = self.0.wait();
        }
    }

    let folder = illustrated();
    folder.write(
        "outils/xdg-open",
        b"#!/bin/sh\nprintf %s \"$1\" > ouvert.tmp\nmv ouvert.tmp ouvert\n",
    );
    let opener = folder.path("outils/xdg-open");
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).expect("a program");
    let mut path = folder.path("outils:").into_os_string();
    path.push(std::env::var_os("PATH").unwrap_or_default());
    let mut child = folder
        .command(&["watch", "--open"])
        .env("PATH", path)
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let output = child.stdout.take().expect("its output");
    let _running = Running(child);
    let (send, lines) = channel();
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            let _ = send.send(line);
        }
    });
    let next = || lines.recv_timeout(Duration::from_mins(2)).expect("a line in time");
    let document = |line: &str, name: &str| {
        let told = line.strip_prefix(&format!("out/essai/{name}  "));
        let time = told.and_then(|told| told.strip_suffix(" ms")?.rsplit("  ").next());
        time.is_some_and(|time| time.parse::<u64>().is_ok())
    };
    let (first, second) = (next(), next());
    assert!(document(&first, "corrige.pdf") && document(&second, "bareme.pdf"), "{first} {second}");
    assert_eq!(next(), "en attente de modifications ; Ctrl-C pour finir");
    folder.alter(SUBJECT, "Une réponse", "Une autre réponse");
    let line = next();
    assert!(document(&line, "corrige.pdf"), "{line}");
    while !folder.path("ouvert").is_file() {
        thread::sleep(Duration::from_millis(10));
    }
    let opened = folder.text("ouvert");
    assert_eq!(opened, "out/essai/corrige.pdf");
}

#[test]
fn fifty_edits_of_a_whole_corrige_take_no_more_memory_than_ten() {
    let folder = Folder::new();
    folder.copy(&project().join("subjects/2025/markstein"), "subjects/essai");
    let mut project = Project::new(folder);
    project.all();
    let (send, events) = channel();
    let saves = Saves::new(events);
    let path = project.folder.path(SUBJECT);
    let text = fs::read_to_string(&path).expect("a subject");
    let (mut times, mut memory) = (Vec::new(), Vec::new());
    for rank in 0..50 {
        // As an editor does that empties a file, then fills it.
        let at = Instant::now();
        fs::write(&path, "").expect("an empty file");
        send.send(Save { path: Some(path.clone()), at }).expect("a listener");
        fs::write(&path, text.replace(WORD, &format!("{WORD} {rank}"))).expect("a save");
        send.send(Save { path: Some(path.clone()), at }).expect("a listener");
        let round = saves.next(&|path| project.watch.concerns(path)).expect("a round");
        let printed = told(|tell| project.watch.saved(&round, tell).expect("a folder"));
        assert_eq!(printed, ["corrige.pdf"], "edit {rank}");
        times.push(at.elapsed());
        memory.extend(resident(std::process::id()));
    }
    times.sort();
    println!("median {:?}, longest {:?}, memory {memory:?} kB", times[25], times[49]);
    // Generous: other tests share the machine.
    assert!(times[25] < Duration::from_secs(1), "{times:?}");
    if let (Some(tenth), Some(last)) = (memory.get(10), memory.last()) {
        assert!(last * 10 < tenth * 12, "{tenth} kB after ten edits, {last} kB after fifty");
    }
}
