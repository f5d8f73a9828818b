//! Faults of another process of the program: takes a fault as it was written,
//! gives it with an identifier that lasts.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Deserializer};

use super::{Fault, Place, Severity};

/// A fault that owns its identifier.
#[derive(Deserialize)]
struct Written {
    id: String,
    severity: Severity,
    message: String,
    places: Vec<Place>,
    help: Vec<String>,
}

impl<'de> Deserialize<'de> for Fault {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Written { id, severity, message, places, help } = Written::deserialize(deserializer)?;
        Ok(Self { id: lasting(id), severity, message, places, help })
    }
}

/// Returns an identifier that lasts. Each is kept once: the program has a few
/// hundred of them.
fn lasting(id: String) -> &'static str {
    static MET: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut met = MET.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = met.get(id.as_str()) {
        return known;
    }
    let id: &'static str = id.leak();
    met.insert(id);
    id
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Sources, Span};

    #[test]
    fn a_fault_comes_back_as_it_left() {
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", "un deux");
        let fault = Fault::warning("cle-inconnue", "clé inconnue : « un »")
            .at(Span::new(id, 0..2), "cette clé ne dit rien ici")
            .help("vouliez-vous dire « une » ?");
        let text = serde_json::to_string(&(&fault, &sources)).unwrap();
        let back: (Fault, Sources) = serde_json::from_str(&text).unwrap();
        assert_eq!(back, (fault, sources));
    }

    #[test]
    fn an_identifier_is_kept_once() {
        let first = lasting("essai-unique".to_owned());
        assert!(std::ptr::eq(first, lasting("essai-unique".to_owned())));
    }
}
