//! Names the program by all that it is made from: a program whose code,
//! templates or dependencies differ prints documents anew. A new file among
//! the templates or in the gallery, which are embedded, means a new program too.

use std::fs;
use std::path::{Path, PathBuf};

const PARTS: [&str; 4] = ["src", "templates", "gallery", "Cargo.lock"];

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
    let version = std::env::var("CARGO_PKG_VERSION").unwrap_or_default();
    println!("cargo:rustc-env=CORRIGE_BUILD={version}+{:016x}", hash.0);
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
