//! The named values of a subject as `corrige values` gives them to programs.

use serde_json::Value;

use super::{project, run_in};

/// Returns every value of a subject.
pub(crate) fn values(subject: &str) -> Vec<Value> {
    let run = run_in(project(), &["values", subject, "--format", "json"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    serde_json::from_str(&run.stdout).expect("JSON")
}

/// Returns the exact form of one of them.
pub(crate) fn exact(values: &[Value], name: &str) -> Value {
    let value = values.iter().find(|value| value["name"] == name).expect(name);
    value["exact"].clone()
}
