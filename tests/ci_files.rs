//! The ready files of `docs/ci`: their script lines are run, by the program
//! that was just built, in the order and with the folders that the machines
//! would give them.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::{Folder, project};
use serde_yaml::Value;

/// A checkout of a project with three subjects.
fn checkout() -> Folder {
    Folder::session(&["a", "b", "c"])
}

fn file(name: &str) -> String {
    fs::read_to_string(project().join("docs/ci").join(name)).expect("a file of docs/ci")
}

fn yaml(name: &str) -> Value {
    serde_yaml::from_str(&file(name)).expect("YAML")
}

/// Runs a script as the machines do; installing the program is left out.
fn sh(folder: &Path, script: &str, variables: &[(&str, &str)]) {
    if script.starts_with("cargo install") {
        return;
    }
    let built = Path::new(env!("CARGO_BIN_EXE_corrige")).parent().expect("its folder");
    let mut path = OsString::from(built);
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap_or_default());
    let output = Command::new("sh")
        .args(["-e", "-c", script])
        .env("PATH", path)
        .envs(variables.iter().copied())
        .current_dir(folder)
        .output()
        .expect("a shell");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{script}\n{}{told}", String::from_utf8_lossy(&output.stdout));
}

/// Returns the manifest that one machine alone makes.
fn alone() -> Vec<u8> {
    let folder = checkout();
    assert_eq!(folder.run(&["build"]).status, 0);
    manifest(&folder.path("out"))
}

fn manifest(out: &Path) -> Vec<u8> {
    fs::read(out.join("manifest.json")).expect("a manifest")
}

/// Runs the scripts of a job of the GitHub workflow.
fn job(workflow: &Value, name: &str, folder: &Folder, part: Option<&str>) {
    let steps = workflow["jobs"][name]["steps"].as_sequence().expect("steps");
    let scripts: Vec<_> = steps.iter().filter_map(|step| step["run"].as_str()).collect();
    assert!(scripts.iter().any(|script| script.starts_with("corrige ")), "{name}");
    for script in scripts {
        let script = script.replace("${{ matrix.part }}", part.unwrap_or("?"));
        assert!(!script.contains("${{"), "{script}");
        sh(&folder.path(""), &script, &[]);
    }
}

#[test]
fn the_workflow_of_github_prints_a_session() {
    let workflow = yaml("github.yml");
    job(&workflow, "verifier", &checkout(), None);
    let parts = workflow["jobs"]["imprimer"]["strategy"]["matrix"]["part"].clone();
    let joined = checkout();
    for part in parts.as_sequence().expect("parts") {
        let part = part.as_u64().expect("a number").to_string();
        let folder = checkout();
        job(&workflow, "imprimer", &folder, Some(&part));
        // What the artifacts bring over.
        joined.copy(&folder.path("out"), &format!("parts/part-{part}"));
    }
    job(&workflow, "reunir", &joined, None);
    assert_eq!(manifest(&joined.path("out")), alone());
}

#[test]
fn the_jobs_of_gitlab_print_a_session() {
    let jobs = yaml("gitlab.yml");
    let run = |name: &str, folder: &Folder, variables: &[(&str, &str)]| {
        for script in jobs[name]["script"].as_sequence().expect("a script") {
            sh(&folder.path(""), script.as_str().expect("a line"), variables);
        }
    };
    run("verifier", &checkout(), &[]);
    let parts = jobs["imprimer"]["parallel"].as_u64().expect("a number").to_string();
    let joined = checkout();
    for part in 1..=parts.parse::<u64>().expect("a number") {
        let (folder, part) = (checkout(), part.to_string());
        run("imprimer", &folder, &[("CI_NODE_INDEX", &part), ("CI_NODE_TOTAL", &parts)]);
        let name = format!("part-{part}");
        joined.copy(&folder.path(&name), &name);
    }
    run("reunir", &joined, &[]);
    assert_eq!(manifest(&joined.path("out")), alone());
}

#[test]
fn the_containers_of_kubernetes_print_a_session() {
    let job = yaml("kubernetes.yml");
    let container = &job["spec"]["template"]["spec"]["containers"][0];
    let shared = Folder::new();
    shared.copy(&checkout().path(""), "sujets");
    let script = container["args"][0].as_str().expect("a script");
    let root = shared.path("");
    let script = script.replace("/partage", root.to_str().expect("a path").trim_end_matches('/'));
    // Twice: the second time starts from what was joined the first time.
    for _ in 0..2 {
        for index in 0..job["spec"]["completions"].as_u64().expect("a number") {
            let index = index.to_string();
            sh(&shared.path("sujets"), &script, &[("JOB_COMPLETION_INDEX", &index)]);
        }
        sh(&shared.path(""), &merge(), &[]);
        assert_eq!(manifest(&shared.path("out")), alone());
    }
}

#[test]
fn the_tasks_of_slurm_print_a_session() {
    let script = file("slurm.sh");
    let array = script.lines().find_map(|line| line.strip_prefix("#SBATCH --array=1-"));
    let tasks = array.expect("the number of tasks").to_owned();
    let folder = checkout();
    for _ in 0..2 {
        for task in 1..=tasks.parse::<u64>().expect("a number") {
            let variables = [
                ("SLURM_ARRAY_TASK_ID", task.to_string()),
                ("SLURM_ARRAY_TASK_MIN", "1".to_owned()),
                ("SLURM_ARRAY_TASK_COUNT", tasks.clone()),
                ("SLURM_CPUS_PER_TASK", "2".to_owned()),
            ];
            let variables = variables.each_ref().map(|(name, value)| (*name, value.as_str()));
            sh(&folder.path(""), &script, &variables);
        }
        sh(&folder.path(""), &merge(), &[]);
        assert_eq!(manifest(&folder.path("out")), alone());
    }
}

/// Returns the line of the page that joins the shares.
fn merge() -> String {
    let page = file("README.md");
    let line = page.lines().find(|line| line.starts_with("corrige merge "));
    line.expect("a line that joins").to_owned()
}

#[test]
fn the_page_names_every_ready_file() {
    let page = file("README.md");
    for entry in fs::read_dir(project().join("docs/ci")).expect("a folder") {
        let name = entry.expect("a file").file_name().to_string_lossy().into_owned();
        assert!(name == "README.md" || page.contains(&format!("]({name})")), "{name}");
    }
}
