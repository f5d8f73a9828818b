//! What the tests of the whole program share: folders of their own, runs of
//! the program, a subject without fault, sheets and PDF files as text.

#![allow(dead_code, reason = "the tests of `watch` use a part of this")]

pub(crate) mod class;
pub(crate) mod dump;
pub(crate) mod file;
pub(crate) mod picture;
pub(crate) mod printed;
pub(crate) mod schema;
pub(crate) mod standards;
pub(crate) mod values;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use expect_test::Expect;

/// A subject without fault, on fourteen lines.
pub(crate) const GOOD: &str = "\
examen: BTS d’essai
epreuve: Épreuve d’essai
session: 2025
titre: Essai
duree: 1 h
total: 4
dossiers:
  - titre: Un dossier
    points: 4
    questions:
      - enonce: Une question
        points: 4
        bareme:
          - {points: 4, libelle: une idée}
        corrige: Une réponse
";

/// The two subjects of [`Folder::two_sessions`].
pub(crate) const FIRST: &str = "subjects/2024/premier/sujet.yaml";
pub(crate) const SECOND: &str = "subjects/2025/second/sujet.yaml";

/// Tells whether expectations are to be written instead of compared.
pub(crate) fn updating() -> bool {
    std::env::var_os("UPDATE_EXPECT").is_some()
}

/// Returns the folder of the project.
pub(crate) fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder of its own, gone at the end of the test.
pub(crate) struct Folder {
    path: PathBuf,
}

impl Folder {
    /// Makes an empty folder.
    pub(crate) fn new() -> Self {
        static MADE: AtomicUsize = AtomicUsize::new(0);
        let rank = MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("corrige-test-{}-{rank}", std::process::id());
        // The real path: on some systems the temporary folder is a link.
        let parent = std::env::temp_dir().canonicalize().expect("a temporary folder");
        let path = parent.join(name);
        fs::create_dir_all(&path).expect("an empty folder");
        Self { path }
    }

    /// Makes a folder that holds files.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self::new();
        for (path, text) in files {
            folder.write(path, text.as_bytes());
        }
        folder
    }

    /// Makes a project of some subjects, with two documents each.
    pub(crate) fn session(names: &[&str]) -> Self {
        let folder = Self::new();
        for name in names {
            let text = GOOD.replace("titre: Essai\n", &format!("titre: Essai {name}\n"));
            let text = text.replace("total: 4\n", "total: 4\ndocuments: [corrige, bareme]\n");
            folder.write(&format!("subjects/{name}/sujet.yaml"), text.as_bytes());
        }
        folder
    }

    /// Makes a project of two subjects of two sessions, and three documents.
    pub(crate) fn two_sessions() -> Self {
        let first = GOOD.replace("session: 2025", "session: 2024");
        let first = format!("{first}documents: [corrige, bareme]\n");
        Self::with(&[(FIRST, &first), (SECOND, GOOD)])
    }

    /// Writes a file and the folders above it.
    pub(crate) fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path.join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("its folder");
        fs::write(path, bytes).expect("a file");
    }

    /// Copies a folder and all that it holds.
    pub(crate) fn copy(&self, from: &Path, to: &str) {
        let to = self.path.join(to);
        fs::create_dir_all(&to).expect("a folder");
        for entry in fs::read_dir(from).expect("a folder to copy") {
            let entry = entry.expect("an entry");
            let name = entry.file_name();
            let target = to.join(&name);
            if entry.path().is_dir() {
                self.copy(&entry.path(), target.to_str().expect("a plain name"));
            } else {
                fs::copy(entry.path(), target).expect("a copy");
            }
        }
    }

    /// Replaces a passage of a file, which must stand in it once.
    pub(crate) fn alter(&self, path: &str, from: &str, to: &str) {
        let path = self.path.join(path);
        let text = fs::read_to_string(&path).expect("a file to alter");
        assert_eq!(text.matches(from).count(), 1, "« {from} » dans {}", path.display());
        fs::write(path, text.replace(from, to)).expect("the file altered");
    }

    /// Returns the path of a file of the folder.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.path.join(path)
    }

    /// Reads a file of the folder.
    pub(crate) fn bytes(&self, path: &str) -> Vec<u8> {
        fs::read(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Reads a text of the folder.
    pub(crate) fn text(&self, path: &str) -> String {
        String::from_utf8(self.bytes(path)).expect("a text in UTF-8")
    }

    /// Runs the program in this folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        run_in(&self.path, arguments)
    }

    /// Prepares a run of the program in this folder.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        command_in(&self.path, arguments)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// What a run of the program gave.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    /// Runs a command to its end.
    pub(crate) fn of(command: &mut Command) -> Self {
        let output = command.output().expect("the program runs");
        let text = |bytes| String::from_utf8(bytes).expect("an output in UTF-8");
        Self {
            status: output.status.code().expect("a status"),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    /// Shows the run as a whole: status, then both outputs if they hold
    /// anything.
    pub(crate) fn shown(&self) -> String {
        let part = |name: &str, text: &str| match text {
            "" => String::new(),
            text => format!("--- {name}\n{text}"),
        };
        let (stdout, stderr) = (part("stdout", &self.stdout), part("stderr", &self.stderr));
        format!("status {}\n{stdout}{stderr}", self.status)
    }
}

/// Returns the resident memory of a process in KiB, where the system tells.
pub(crate) fn resident(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Holds what a run of the program in a folder shows to what is expected.
pub(crate) fn check(folder: &Folder, arguments: &[&str], shown: &Expect) {
    shown.assert_eq(&folder.run(arguments).shown());
}

/// Runs the program in a folder.
pub(crate) fn run_in(folder: &Path, arguments: &[&str]) -> Run {
    Run::of(&mut command_in(folder, arguments))
}

fn command_in(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_corrige"));
    command.args(arguments).current_dir(folder);
    // The tests themselves may run on a machine that says it.
    command.env_remove("GITHUB_WORKSPACE");
    command
}
