//! What went wrong with a file, in French.

use std::io::{Error, ErrorKind};

/// What Windows answers of a file that another program holds.
const SHARING_VIOLATION: i32 = 32;

/// Says why a file cannot be read or written.
#[must_use]
pub fn io_reason(error: &Error) -> String {
    let known = match error.kind() {
        ErrorKind::NotFound => "il n’existe pas",
        ErrorKind::PermissionDenied => "l’accès est refusé",
        ErrorKind::AlreadyExists => "un fichier du même nom existe déjà",
        ErrorKind::IsADirectory => "c’est un dossier",
        ErrorKind::NotADirectory => "un dossier du chemin est un fichier",
        ErrorKind::StorageFull => "le disque est plein",
        ErrorKind::ReadOnlyFilesystem => "le disque est en lecture seule",
        ErrorKind::QuotaExceeded => "le quota de disque est atteint",
        ErrorKind::FileTooLarge => "le fichier est trop gros",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => {
            "un autre programme le tient ouvert"
        }
        _ if cfg!(windows) && error.raw_os_error() == Some(SHARING_VIOLATION) => {
            "un autre programme le tient ouvert"
        }
        ErrorKind::InvalidFilename => "ce nom n’est pas admis",
        _ => return format!("le système répond « {error} »"),
    };
    known.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_reasons_are_told_in_french() {
        assert_eq!(io_reason(&Error::from(ErrorKind::StorageFull)), "le disque est plein");
        let rare = io_reason(&Error::from(ErrorKind::BrokenPipe));
        assert!(rare.starts_with("le système répond « "));
    }
}
