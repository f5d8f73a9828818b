//! The notices name every library the program is built from, its version and
//! its licence, and no other.

use std::collections::BTreeSet;
use std::process::Command;

const NOTICES: &str = include_str!("../NOTICE.md");
const POLICY: &str = include_str!("../.deny.toml");

/// Returns the rows of the table, as Cargo tells the dependencies.
fn dependencies() -> BTreeSet<String> {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--edges", "normal", "--target", "x86_64-unknown-linux-gnu"])
        .args(["--prefix", "none", "--locked", "--offline", "--format", "{p}|{l}"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo tree runs");
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let tree = String::from_utf8_lossy(&tree.stdout);
    tree.lines().filter_map(row).collect()
}

/// Turns `name v1.2.3 (proc-macro)|MIT (*)` into a row.
fn row(line: &str) -> Option<String> {
    let (package, licence) = line.trim_end_matches(" (*)").split_once('|')?;
    let (name, rest) = package.split_once(" v")?;
    let version = rest.split(' ').next()?;
    (name != env!("CARGO_PKG_NAME")).then(|| format!("| {name} | {version} | {licence} |"))
}

/// Returns the licences that the policy of the project admits.
fn admitted() -> BTreeSet<&'static str> {
    let (_, list) = POLICY.split_once("\nallow = [\n").expect("a list");
    let (list, _) = list.split_once("\n]").expect("its end");
    list.lines().filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix("\",")).collect()
}

fn noticed() -> BTreeSet<String> {
    let (_, table) = NOTICES.split_once("| Library | Version | Licence |\n").expect("the table");
    table.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn every_library_is_noticed_and_no_other() {
    let (used, noticed) = (dependencies(), noticed());
    let missing: Vec<_> = used.difference(&noticed).map(String::as_str).collect();
    let gone: Vec<_> = noticed.difference(&used).map(String::as_str).collect();
    assert!(missing.is_empty(), "NOTICE.md lacks:\n{}", missing.join("\n"));
    assert!(gone.is_empty(), "NOTICE.md still names:\n{}", gone.join("\n"));
}

#[test]
fn no_library_asks_for_more_than_to_be_named() {
    let admitted = admitted();
    for row in noticed() {
        let licence = row.trim_end_matches(" |").rsplit("| ").next().unwrap_or_default();
        let all = licence.replace(['(', ')'], "").replace(" WITH LLVM-exception", "");
        for needed in all.split(" AND ") {
            let mut choice = needed.split(" OR ").flat_map(|one| one.split('/')).map(str::trim);
            assert!(choice.any(|one| admitted.contains(one)), "{row}");
        }
    }
}
