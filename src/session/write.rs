//! Files written whole or not at all: beside, then renamed.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use crate::diagnostic::{Fault, io_reason};

/// Writes a file; what stood there stays until the new one is whole.
///
/// # Errors
///
/// Returns why the folder or the file cannot be written.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    write_with(path, |file| file.write_all(bytes))
}

/// Writes one of many files, whole or not at all, but does not wait for the
/// disk: a power cut may take it, and whoever counts on it checks its hash.
///
/// # Errors
///
/// Returns why the folder or the file cannot be written.
pub(super) fn write_quickly(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    placed(path, |file| file.write_all(bytes))
}

/// Writes a file bit by bit; what stood there stays until the new one is whole.
///
/// # Errors
///
/// Returns why the folder or the file cannot be written, or what `fill` met.
pub fn write_with(
    path: &Path,
    fill: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<(), Fault> {
    placed(path, |file| {
        fill(file)?;
        file.sync_all()
    })
}

fn placed(path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> Result<(), Fault> {
    let refused = |error: &io::Error| {
        let fault = Fault::error(
            "sortie-refusee",
            format!("« {} » ne s’écrit pas : {}", path.display(), io_reason(error)),
        );
        match error.kind() {
            io::ErrorKind::StorageFull => fault.help("libérez de la place, puis recommencez"),
            // A viewer may hold it: some systems then refuse to replace it.
            _ if path.is_file() => fault.help(
                "fermez-le s’il est ouvert ailleurs, ou choisissez un autre dossier avec « --out »",
            ),
            _ => fault.help("choisissez un autre dossier avec « --out »"),
        }
    };
    whole(path, fill).map_err(|error| refused(&error))
}

fn whole(path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let beside = folder.join(name);
    let written = File::create(&beside).and_then(|mut file| fill(&mut file));
    match written.and_then(|()| fs::rename(&beside, path)) {
        Ok(()) => Ok(()),
        Err(error) => {
            // The half-written file is ours alone; if it cannot be removed
            // either, the first error is still the one to tell.
            let _ = fs::remove_file(&beside);
            Err(error)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::scratch::Scratch;

    #[test]
    fn a_file_is_replaced_and_nothing_is_left_beside() {
        let folder = Scratch::new();
        let path = folder.join("a/b.pdf");
        write(&path, b"un").unwrap();
        write(&path, b"deux").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"deux");
        assert_eq!(fs::read_dir(folder.join("a")).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_that_is_a_file_is_told_in_french() {
        let folder = Scratch::new();
        let file = folder.join("a");
        fs::write(&file, "x").unwrap();
        let fault = write(&file.join("b.pdf"), b"x").unwrap_err();
        assert_eq!(fault.id, "sortie-refusee");
        assert!(fault.message.ends_with("un fichier du même nom existe déjà"), "{}", fault.message);
    }
}
