//! The release: the scripts of its workflow that need no network are run, with
//! the program that was just built in the place of the one for distribution.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use expect_test::expect;
use serde_yaml::Value;

use crate::support::{Folder, Run, project};

const WORKFLOW: &str = ".github/workflows/release.yml";
const PROGRAM: &str = env!("CARGO_BIN_EXE_corrige");

fn workflow() -> Value {
    let text = fs::read_to_string(project().join(WORKFLOW)).expect("the workflow");
    serde_yaml::from_str(&text).expect("YAML")
}

/// Lists the scripts of a job, in order.
fn scripts(job: &str) -> Vec<String> {
    let steps = workflow()["jobs"][job]["steps"].clone();
    let steps = steps.as_sequence().expect("steps").clone();
    steps.iter().filter_map(|step| step["run"].as_str().map(str::to_owned)).collect()
}

/// Returns the machine that the program says it is for.
fn machine() -> String {
    let said = Run::of(Command::new(PROGRAM).arg("--version")).stdout;
    let line = said.lines().find_map(|line| line.strip_prefix("cible      "));
    line.expect("a machine").to_owned()
}

/// Packs the program into a folder, as the workflow does.
fn pack(folder: &Folder, machine: &str, tag: &str) -> Run {
    let scripts = scripts("pack");
    let script = scripts.iter().find(|script| script.contains("pack.sh")).expect("the script");
    let script = script
        .replace("target/dist/corrige", PROGRAM)
        .replace("${{ matrix.target }}", machine)
        .replace(" packed", &format!(" {}", folder.path("packed").display()));
    assert!(!script.contains("${{"), "{script}");
    let mut command = Command::new("sh");
    Run::of(command.args(["-e", "-c", &script]).env("GITHUB_REF_NAME", tag).current_dir(project()))
}

fn sh(folder: &Path, script: &str) -> Run {
    Run::of(Command::new("sh").args(["-e", "-c", script]).current_dir(folder))
}

/// Lists where the links of a page lead, but those to other sites.
fn links(page: &str) -> BTreeSet<&str> {
    let links = page.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
    links.filter(|link| !link.is_empty() && !link.starts_with("http")).collect()
}

#[test]
fn an_archive_holds_all_that_the_program_comes_with() {
    let (folder, machine, version) = (Folder::new(), machine(), env!("CARGO_PKG_VERSION"));
    let run = pack(&folder, &machine, &format!("v{version}"));
    assert_eq!(run.shown(), "status 0\n");
    let name = format!("corrige-{version}-{machine}");
    let summed = scripts("publish").into_iter().find(|script| script.contains("sha256sum"));
    assert_eq!(sh(&folder.path(""), &summed.expect("the sums")).shown(), "status 0\n");
    let checked = sh(&folder.path("packed"), "sha256sum -c SHA256SUMS").stdout;
    assert_eq!(checked.lines().count(), 1);
    assert!(checked.starts_with(&format!("{name}.tar.gz: ")), "{checked}");
    let unpacked = sh(&folder.path("packed"), &format!("tar -xzf {name}.tar.gz && rm *.gz *SUMS"));
    assert_eq!(unpacked.shown(), "status 0\n");
    let root = folder.path(&format!("packed/{name}"));
    let list = sh(&root, "find . -type f -not -path './docs/*' | LC_ALL=C sort").stdout;
    expect![[r#"
        ./CHANGELOG.md
        ./LICENSE-APACHE
        ./LICENSE-MIT
        ./NOTICE.md
        ./README.md
        ./completions/_corrige
        ./completions/_corrige.ps1
        ./completions/corrige.bash
        ./completions/corrige.elv
        ./completions/corrige.fish
        ./corrige
        ./man/corrige-build.1
        ./man/corrige-check.1
        ./man/corrige-completions.1
        ./man/corrige-diff.1
        ./man/corrige-explain.1
        ./man/corrige-man.1
        ./man/corrige-merge.1
        ./man/corrige-new.1
        ./man/corrige-schema.1
        ./man/corrige-stress.1
        ./man/corrige-templates.1
        ./man/corrige-typst.1
        ./man/corrige-values.1
        ./man/corrige-variants.1
        ./man/corrige-verify.1
        ./man/corrige-watch.1
        ./man/corrige.1
        ./src/proof/french-LICENSE.txt
        ./templates/fonts/README.md
        ./templates/fonts/STIXTwoMath-LICENSE.txt
        ./templates/fonts/SourceSans3-LICENSE.md
        ./templates/fonts/SourceSerif4-LICENSE.md
        ./templates/fonts/TwemojiMozilla-LICENSE.txt
    "#]]
    .assert_eq(&list);
    for page in ["NOTICE.md", "README.md"] {
        let text = fs::read_to_string(root.join(page)).expect("a page");
        let links = links(&text);
        assert!(links.len() > 5, "{page}: {links:?}");
        for link in links {
            assert!(root.join(link).exists(), "{page} leads to {link}");
        }
    }
    let said = Run::of(Command::new(root.join("corrige")).arg("-V")).stdout;
    assert_eq!(said, format!("corrige {version}\n"));
}

#[test]
fn a_program_that_is_not_what_the_tag_says_is_refused() {
    let (folder, machine) = (Folder::new(), machine());
    let version = format!("v{}", env!("CARGO_PKG_VERSION"));
    for (machine, tag, missing) in [
        (machine.as_str(), "v9.9.9", "corrige 9.9.9"),
        ("m68k-atari-tos", version.as_str(), "cible      m68k-atari-tos"),
    ] {
        let run = pack(&folder, machine, tag);
        assert_eq!(run.status, 1);
        let told = format!("expected “{missing}”, but the program says:\ncorrige ");
        assert!(run.stderr.starts_with(&told), "{}", run.stderr);
    }
    assert!(!folder.path("packed").exists());
}

#[test]
fn a_release_is_for_the_machines_that_people_have() {
    let matrix = workflow()["jobs"]["pack"]["strategy"]["matrix"]["include"].clone();
    let of = |one: &Value| one["target"].as_str().expect("a target").to_owned();
    let targets: Vec<_> = matrix.as_sequence().expect("machines").iter().map(of).collect();
    expect![[r#"
        x86_64-unknown-linux-gnu
        aarch64-unknown-linux-gnu
        x86_64-apple-darwin
        aarch64-apple-darwin
        x86_64-pc-windows-msvc"#]]
    .assert_eq(&targets.join("\n"));
}

#[test]
fn whatever_else_the_workflow_runs_needs_the_network() {
    let jobs = ["check", "pack", "publish"];
    let named: Vec<_> = jobs.iter().flat_map(|job| scripts(job)).collect();
    expect![[r#"
        rustup component add clippy rustfmt
        .ci/run
        rustup toolchain install "$RUSTUP_TOOLCHAIN" --profile minimal
        cargo build --profile dist --locked
        sh .github/pack.sh target/dist/corrige ${{ matrix.target }} "$GITHUB_REF_NAME" packed
        cd packed && sha256sum corrige-* > SHA256SUMS
        gh release create "$GITHUB_REF_NAME" packed/* --verify-tag --title "corrige $GITHUB_REF_NAME""#]].assert_eq(&named.join("\n"));
    assert!(project().join(".ci/run").is_file());
    let manifest = fs::read_to_string(project().join("Cargo.toml")).expect("the manifest");
    assert!(manifest.contains("\n[profile.dist]\n"));
}
