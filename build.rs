//! Names the program by all that it is made from, and says how it is built, but
//! neither when nor where: the same source gives the same program.
//!
//! A program whose code, templates or dependencies differ prints documents
//! anew. A new file among the templates, which are embedded, means a new program
//! too.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

const PARTS: [&str; 3] = ["src", "templates", "Cargo.lock"];

fn main() {
    let mut files = Vec::new();
    for part in PARTS {
        println!("cargo:rerun-if-changed={part}");
        below(Path::new(part), &mut files);
    }
    files.sort();
    let mut hash = Fnv::START;
    for file in files {
        let name = file.to_string_lossy().replace('\\', "/");
        let bytes = fs::read(&file).unwrap_or_default();
        hash = hash.add(name.as_bytes()).add(&bytes.len().to_le_bytes()).add(&bytes);
    }
    let version = said("CARGO_PKG_VERSION");
    println!("cargo:rustc-env=CORRIGE_BUILD={version}+{:016x}", hash.0);
    println!("cargo:rustc-env=CORRIGE_TARGET={}", said("TARGET"));
    println!("cargo:rustc-env=CORRIGE_PROFILE={}", profile());
    println!("cargo:rustc-env=CORRIGE_TYPST={}", locked("typst"));
}

/// Returns what Cargo says under this name.
fn said(name: &str) -> String {
    env::var(name).unwrap_or_default()
}

/// Names the profile. Cargo only says from which of its own it comes; its name
/// is that of the folder: `…/dist/build/corrige-0123/out`.
fn profile() -> String {
    let out = PathBuf::from(said("OUT_DIR"));
    let folder = out.ancestors().nth(3).and_then(Path::file_name);
    folder.map_or_else(|| said("PROFILE"), |name| name.to_string_lossy().into_owned())
}

/// Returns the version of a dependency.
fn locked(name: &str) -> String {
    let lock = fs::read_to_string("Cargo.lock").unwrap_or_default().replace("\r\n", "\n");
    let below = lock.split_once(&format!("\nname = \"{name}\"\nversion = \""));
    let version = below.and_then(|(_, below)| below.split('"').next());
    version.unwrap_or("inconnu").to_owned()
}

fn below(path: &Path, files: &mut Vec<PathBuf>) {
    match fs::read_dir(path) {
        Ok(entries) => entries.flatten().for_each(|entry| below(&entry.path(), files)),
        Err(_) => files.push(path.to_owned()),
    }
}

/// FNV-1a: nobody forges a program against itself.
struct Fnv(u64);

impl Fnv {
    const START: Self = Self(0xcbf2_9ce4_8422_2325);

    fn add(self, bytes: &[u8]) -> Self {
        let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        Self(bytes.iter().fold(self.0, step))
    }
}
