//! Builds from end to end without Typst: workers that write what a line of the
//! subject says, and tell what they do.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use expect_test::{Expect, expect};

use super::{Build, Event, Fate, Kind, News, Print, Reading, Summary, Task, Workers};
use crate::diagnostic::Fault;
use crate::session::scratch::Scratch;
use crate::session::{Fingerprint, Identity, Input, Planned, Stamp, Wanted};
use crate::source::Sources;
use crate::typst::{Color, Theme};

/// Workers for whom a subject is a line a document, `corrige.pdf: contents`,
/// and for whom « faute » is one.
struct Lines;

impl Workers for Lines {
    fn run(
        &mut self,
        tasks: &[Task],
        out: &Path,
        stop: &AtomicBool,
        event: &mut dyn FnMut(usize, Event),
    ) {
        // The last subject first: news come in the order of the plan anyway.
        for (rank, task) in tasks.iter().enumerate().rev() {
            if !stop.load(std::sync::atomic::Ordering::Relaxed) {
                perform(task, out, &mut |told| event(rank, told));
            }
        }
    }
}

fn perform(task: &Task, out: &Path, tell: &mut dyn FnMut(Event)) {
    let text = fs::read_to_string(&task.subject).unwrap();
    let faults = || vec![Fault::error("faute", "une faute")];
    let lines: Vec<_> = text.lines().filter_map(|line| line.split_once(": ")).collect();
    if lines.iter().any(|(_, contents)| contents.is_empty()) {
        if task.part.rank == 0 {
            tell(Event::Told { faults: faults(), sources: Sources::default() });
        }
        return tell(Event::Ended);
    }
    let input = Input {
        path: "sujet.yaml".into(),
        stamp: Stamp::of(&task.subject).unwrap(),
        sha256: Fingerprint::of(text.as_bytes()).to_string(),
    };
    let documents = lines.iter().map(|(file, _)| (*file).to_owned()).collect();
    let identity = Identity { session: "2025".into(), ..Identity::default() };
    tell(Event::Read(Reading { identity, inputs: vec![input], documents }));
    let wanted = lines
        .iter()
        .filter(|(file, _)| task.wanted.document(&task.folder.display().to_string(), file));
    for (_, (file, contents)) in wanted.enumerate().filter(|(rank, _)| task.part.holds(*rank)) {
        let file = (*file).to_owned();
        if task.known.get(&file).is_some_and(|known| known == contents) {
            tell(Event::Kept { file });
        } else if *contents == "faute" {
            tell(Event::Failed { file, faults: faults(), sources: Sources::default() });
        } else {
            if task.write {
                fs::create_dir_all(out.join(&task.folder)).unwrap();
                fs::write(out.join(&task.folder).join(&file), contents).unwrap();
            }
            tell(Event::Printed(Print {
                file,
                pages: 1,
                sha256: Fingerprint::of(contents.as_bytes()).to_string(),
                contents: (*contents).to_owned(),
                templates: vec!["lib.typ".into(), "theme.json".into()],
                time: Duration::from_millis(100),
                warnings: Vec::new(),
                sources: Sources::default(),
            }));
        }
    }
    tell(Event::Ended);
}

/// A project in a folder of its own.
struct Project {
    root: Scratch,
    subjects: Vec<Planned>,
    wanted: Wanted,
    fail_fast: bool,
    prune: bool,
    date: Option<i64>,
    theme: Theme,
}

impl Project {
    fn new() -> Self {
        Self {
            root: Scratch::new(),
            subjects: Vec::new(),
            wanted: Wanted::default(),
            fail_fast: false,
            prune: false,
            date: None,
            theme: Theme::default(),
        }
        .written()
    }

    /// Writes two subjects, of three documents.
    fn written(self) -> Self {
        self.with("a", "sujet.pdf: un\ncorrige.pdf: deux\n").with("b", "corrige.pdf: trois\n")
    }

    /// Writes a subject.
    fn with(mut self, folder: &str, text: &str) -> Self {
        let subject = self.root.join("subjects").join(folder).join("sujet.yaml");
        fs::create_dir_all(subject.parent().unwrap()).unwrap();
        fs::write(&subject, text).unwrap();
        let planned = Planned { subject, folder: folder.into() };
        if !self.subjects.contains(&planned) {
            self.subjects.push(planned);
        }
        self
    }

    fn out(&self) -> PathBuf {
        self.root.join("out")
    }

    fn build<T>(&self, run: impl FnOnce(&Build<'_>) -> T) -> T {
        run(&Build {
            subjects: &self.subjects,
            whole: true,
            out: &self.out(),
            wanted: &self.wanted,
            templates: Some(&self.root.join("templates")),
            theme: &self.theme,
            date: self.date,
            workers: 2,
            fail_fast: self.fail_fast,
            prune: self.prune,
        })
    }

    /// Builds and tells what is told.
    fn run(&self) -> String {
        let mut text = String::new();
        let summary = self.build(|build| {
            let tell = &mut |news: News<'_>| self.tell(&news, &mut text);
            build.run(build.survey(0), || Ok(Lines), &AtomicBool::new(false), tell)
        });
        let Summary { printed, current, left, obsolete, .. } = summary.unwrap();
        for path in obsolete {
            writeln!(text, "{} n’est plus demandé", path.display()).unwrap();
        }
        writeln!(text, "imprimés {printed}, à jour {current}, laissés {left}").unwrap();
        text
    }

    fn tell(&self, news: &News<'_>, text: &mut String) {
        match news {
            News::Progress(done, all) => assert!(done <= all, "{done} of {all}"),
            News::Faults(faults, _) => writeln!(text, "{}", faults[0].message).unwrap(),
            News::Document { path, fate } => {
                let path = path.strip_prefix(self.out()).unwrap().display();
                let fate = match fate {
                    Fate::Current => "à jour".to_owned(),
                    Fate::Kept => "inchangé".to_owned(),
                    Fate::Printed { reason, .. } => reason.to_string(),
                };
                writeln!(text, "{path} {fate}").unwrap();
            }
        }
    }

    fn check(&self) -> Vec<(String, Kind)> {
        let checked = self.build(|build| {
            let survey = build.survey(0);
            build.check(&survey, || Ok(Lines), &AtomicBool::new(false), &mut |_| {})
        });
        let name = |path: &Path| path.strip_prefix(self.out()).unwrap().display().to_string();
        let differences = checked.unwrap().differences.into_iter();
        differences.map(|found| (name(&found.path), found.kind)).collect()
    }
}

fn told(project: &Project, expected: &Expect) {
    expected.assert_eq(&project.run());
}

#[test]
fn what_stands_is_not_printed_again() {
    let project = Project::new();
    told(
        &project,
        &expect![[r#"
            a/sujet.pdf nouveau
            a/corrige.pdf nouveau
            b/corrige.pdf nouveau
            imprimés 3, à jour 0, laissés 0
        "#]],
    );
    let before = fs::read(project.out().join("manifest.json")).unwrap();
    project.build(|build| assert!(build.survey(0).todos.iter().all(|todo| !todo.is_due())));
    told(
        &project,
        &expect![[r#"
            a/sujet.pdf à jour
            a/corrige.pdf à jour
            b/corrige.pdf à jour
            imprimés 0, à jour 3, laissés 0
        "#]],
    );
    assert_eq!(fs::read(project.out().join("manifest.json")).unwrap(), before);
}

#[test]
fn only_what_says_something_else_is_printed() {
    let project = Project::new();
    project.run();
    let project = project.with("a", "sujet.pdf: un\ncorrige.pdf: autre\n");
    told(
        &project,
        &expect![[r#"
            a/sujet.pdf inchangé
            a/corrige.pdf sujet modifié : sujet.yaml
            b/corrige.pdf à jour
            imprimés 1, à jour 2, laissés 0
        "#]],
    );
    assert_eq!(fs::read(project.out().join("a/corrige.pdf")).unwrap(), b"autre");
}

#[test]
fn what_was_left_out_is_printed_when_it_is_asked_for() {
    let mut project = Project::new();
    project.run();
    let mut project = {
        project.wanted.documents = vec![crate::subject::Document::Sujet];
        project.with("a", "sujet.pdf: nouveau\ncorrige.pdf: nouveau\n")
    };
    told(
        &project,
        &expect![[r#"
            a/sujet.pdf sujet modifié : sujet.yaml
            imprimés 1, à jour 0, laissés 0
        "#]],
    );
    project.wanted = Wanted::default();
    told(
        &project,
        &expect![[r#"
            a/sujet.pdf à jour
            a/corrige.pdf sujet modifié
            b/corrige.pdf à jour
            imprimés 1, à jour 2, laissés 0
        "#]],
    );
    project.wanted.sessions = vec!["2024".into()];
    told(&project, &expect!["imprimés 0, à jour 0, laissés 0\n"]);
}

#[test]
fn a_file_that_is_gone_or_another_is_printed_again() {
    let project = Project::new();
    project.run();
    fs::remove_file(project.out().join("a/sujet.pdf")).unwrap();
    fs::write(project.out().join("b/corrige.pdf"), "abîmé").unwrap();
    told(
        &project,
        &expect![[r#"
            a/sujet.pdf fichier absent
            a/corrige.pdf à jour
            b/corrige.pdf fichier changé
            imprimés 2, à jour 1, laissés 0
        "#]],
    );
}

#[test]
fn a_project_that_moves_is_not_printed_again() {
    let mut project = Project::new();
    project.run();
    let old = std::mem::replace(&mut project.root, Scratch::new());
    for folder in ["out/a", "out/b", "out/.corrige"] {
        fs::create_dir_all(project.root.join(folder)).unwrap();
        for entry in fs::read_dir(old.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            fs::copy(&path, project.root.join(path.strip_prefix(&*old).unwrap())).unwrap();
        }
    }
    project.subjects.clear();
    drop(old);
    let project = project.written();
    told(
        &project,
        &expect![[r#"
            a/sujet.pdf à jour
            a/corrige.pdf à jour
            b/corrige.pdf à jour
            imprimés 0, à jour 3, laissés 0
        "#]],
    );
}

#[test]
fn templates_and_dates_are_inputs() {
    let mut project = Project::new();
    project.run();
    fs::create_dir_all(project.root.join("templates")).unwrap();
    fs::write(project.root.join("templates/autre.typ"), "1").unwrap();
    assert!(project.run().ends_with("imprimés 0, à jour 3, laissés 0\n"));
    fs::write(project.root.join("templates/lib.typ"), "1").unwrap();
    assert!(project.run().starts_with("a/sujet.pdf gabarit modifié : lib.typ\n"));
    assert!(project.run().ends_with("imprimés 0, à jour 3, laissés 0\n"));
    project.theme.accent = Color::read("#7a1f2b");
    assert!(project.run().starts_with("a/sujet.pdf thème modifié : corrige.yaml\n"));
    assert!(project.run().ends_with("imprimés 0, à jour 3, laissés 0\n"));
    project.date = Some(0);
    // These workers print no date: the documents would be the same.
    assert!(project.run().starts_with("a/sujet.pdf à jour\n"));
    project.build(|build| assert!(!build.survey(0).todos[0].is_due()));
}

#[test]
fn a_subject_with_faults_leaves_the_others_and_its_last_good_documents() {
    let project = Project::new();
    project.run();
    let project = project.with("a", "sujet.pdf: \n").with("b", "corrige.pdf: autre\n");
    told(
        &project,
        &expect![[r#"
            une faute
            b/corrige.pdf sujet modifié : sujet.yaml
            imprimés 1, à jour 0, laissés 0
        "#]],
    );
    assert_eq!(fs::read(project.out().join("a/sujet.pdf")).unwrap(), b"un");
    let project = project.with("a", "sujet.pdf: faute\ncorrige.pdf: deux\n");
    let first = project.run();
    expect![[r#"
        une faute
        a/corrige.pdf inchangé
        b/corrige.pdf à jour
        imprimés 0, à jour 2, laissés 0
    "#]]
    .assert_eq(&first);
    // Told again until it is mended.
    assert!(project.run().starts_with("une faute\na/corrige.pdf à jour\n"));
    assert_eq!(fs::read(project.out().join("a/sujet.pdf")).unwrap(), b"un");
}

#[test]
fn the_first_fault_may_end_the_run() {
    let mut project = Project::new().with("b", "corrige.pdf: \n");
    project.fail_fast = true;
    // These workers begin with the last subject.
    told(
        &project,
        &expect![[r#"
            une faute
            imprimés 0, à jour 0, laissés 1
        "#]],
    );
}

#[test]
fn what_is_asked_for_no_longer_is_told_then_removed() {
    let mut project = Project::new();
    project.run();
    fs::remove_dir_all(project.root.join("subjects/b")).unwrap();
    project.subjects.pop();
    let mut project = project.with("a", "corrige.pdf: deux\n");
    for prune in [false, true] {
        project.prune = prune;
        let told = project.run();
        assert!(
            told.contains("a/sujet.pdf n’est plus demandé\nb/corrige.pdf n’est plus"),
            "{told}"
        );
    }
    assert!(!project.out().join("a/sujet.pdf").exists() && !project.out().join("b").exists());
    assert!(project.run().ends_with("imprimés 0, à jour 1, laissés 0\n"));
}

#[test]
fn a_check_tells_what_differs_and_writes_nothing() {
    let project = Project::new();
    assert_eq!(project.check().len(), 4);
    assert!(!project.out().exists());
    project.run();
    assert_eq!(project.check(), []);
    fs::remove_file(project.out().join("a/sujet.pdf")).unwrap();
    fs::write(project.out().join("b/corrige.pdf"), "abîmé").unwrap();
    fs::write(project.out().join("b/vieux.pdf"), "vieux").unwrap();
    fs::write(project.out().join("manifest.json"), "{}").unwrap();
    let found = [
        ("a/sujet.pdf", Kind::Missing),
        ("b/corrige.pdf", Kind::Different),
        ("b/vieux.pdf", Kind::Extra),
        ("manifest.json", Kind::Missing),
    ];
    assert_eq!(project.check(), found.map(|(path, kind)| (path.to_owned(), kind)));
}
