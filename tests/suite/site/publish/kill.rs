//! Kills publishing at each of its steps, in a separate process.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{NEW, OLD, commit, commit_watched, plan, published, snapshot, still_there};

/// Tells the process to be killed where to publish, and at which step to die.
const FOLDER: &str = "FEEDWRIGHT_TEST_FOLDER";
const STEP: &str = "FEEDWRIGHT_TEST_STEP";

/// Not a test of its own: the process that [`after_a_kill_every_document_is_whole`] kills.
#[test]
fn the_process_that_is_killed() {
    let (Ok(folder), Ok(step)) = (std::env::var(FOLDER), std::env::var(STEP)) else { return };
    let last: usize = step.parse().unwrap();
    let mut count = 0;
    let _ = commit_watched(&plan(Path::new(&folder), NEW, &["gone.xml"]), &mut |_| {
        if count == last {
            std::process::abort();
        }
        count += 1;
        Ok(())
    });
}

#[test]
fn after_a_kill_every_document_is_whole_and_the_next_run_completes_the_set() {
    for step in 0.. {
        let root = published();
        let killed = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "suite::site::publish::kill::the_process_that_is_killed"])
            .env(FOLDER, root.path())
            .env(STEP, step.to_string())
            .output()
            .unwrap();
        assert_complete(root.path(), step);
        commit(&plan(root.path(), NEW, still_there(root.path()))).unwrap();
        let seen = snapshot(root.path());
        let names: Vec<_> = seen.keys().map(String::as_str).collect();
        assert_eq!(names, ["a.xml", "b/", "b/b.xml", "c/", "c/d/", "c/d/c.xml", "same.xml"], "step {step}");
        assert!(NEW.iter().all(|(path, text)| seen[*path].0 == *text), "step {step}");
        if killed.status.success() {
            assert!(step > 15, "only {step} steps");
            return;
        }
    }
}

/// Asserts that each document is the old one or the new one, and that every old document still exists.
fn assert_complete(root: &Path, step: usize) {
    for (path, old) in OLD {
        let new = NEW.iter().find(|(name, _)| name == path).map(|(_, text)| *text);
        match fs::read_to_string(root.join(path)) {
            Ok(text) => {
                assert!(text == *old || Some(text.as_str()) == new, "step {step}: {path} is {text:?}");
            }
            Err(error) => assert!(new.is_none(), "step {step}: {path}: {error}"),
        }
    }
    if let Ok(text) = fs::read_to_string(root.join("c/d/c.xml")) {
        assert_eq!(text, "new c", "step {step}");
    }
}
