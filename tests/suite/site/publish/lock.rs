//! Tests of the lock: one build at a time has an output folder.

use std::cell::Cell;
use std::fs;
use std::path::Path;
use std::process::Command;

use feedwright::site::publish::lock;

use crate::suite::support::files;

/// The folder that the process that dies has to lock.
const FOLDER: &str = "FEEDWRIGHT_TEST_HELD";

/// Locks a folder, and returns whether it had to wait for another build.
fn waits(output: &Path) -> bool {
    let waited = Cell::new(false);
    let _hold = lock::lock(output, &|| waited.set(true)).unwrap();
    waited.get()
}

/// Everything in a folder, hidden or not.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn the_second_build_waits_for_the_first() {
    let root = tempfile::tempdir().unwrap();
    let output = root.path().join("public");
    let first = lock::lock(&output, &|| panic!("nobody else is here")).unwrap();
    files(&output, &[("feed.xml", "first")]);
    let (notify, waiting) = std::sync::mpsc::channel();
    std::thread::scope(|scope| {
        let second = scope.spawn(|| {
            let _hold = lock::lock(&output, &|| notify.send(()).unwrap()).unwrap();
            fs::read_to_string(output.join("feed.xml")).unwrap()
        });
        waiting.recv().unwrap();
        fs::write(output.join("feed.xml"), "done").unwrap();
        drop(first);
        assert_eq!(second.join().unwrap(), "done");
    });
    assert!(!waits(&output));
}

#[test]
fn a_lock_leaves_no_file_and_no_empty_folder() {
    let root = tempfile::tempdir().unwrap();
    let output = root.path().join("a/b/public");
    assert!(!waits(&output));
    assert_eq!(names(root.path()), Vec::<String>::new());
    let lock = lock::lock(&output, &|| {}).unwrap();
    files(&output, &[("feed.xml", "x")]);
    drop(lock);
    assert_eq!(names(&output), ["feed.xml"]);
    fs::remove_file(output.join("feed.xml")).unwrap();
    assert!(!waits(&output));
    assert!(output.is_dir(), "a folder that was there stays");
}

#[test]
fn a_build_that_waited_for_a_removed_folder_locks_the_new_one() {
    let root = tempfile::tempdir().unwrap();
    let output = root.path().join("public");
    let first = lock::lock(&output, &|| {}).unwrap();
    let (notify, waiting) = std::sync::mpsc::channel();
    std::thread::scope(|scope| {
        let second = scope.spawn(|| lock::lock(&output, &|| notify.send(()).unwrap()).unwrap());
        waiting.recv().unwrap();
        drop(first);
        let _second = second.join().unwrap();
        assert!(output.is_dir());
        scope.spawn(|| lock::lock(&output, &|| notify.send(()).unwrap()).unwrap());
        waiting.recv().unwrap();
    });
}

/// Not a test of its own: the process that dies while it has the lock.
#[test]
fn the_process_with_the_lock() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let _hold = lock::lock(Path::new(&folder), &|| {}).unwrap();
    std::process::abort();
}

#[test]
fn a_lock_ends_with_its_process() {
    let root = tempfile::tempdir().unwrap();
    let killed = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "suite::site::publish::lock::the_process_with_the_lock"])
        .env(FOLDER, root.path())
        .output()
        .unwrap();
    assert!(!killed.status.success());
    assert!(!waits(root.path()));
    assert_eq!(names(root.path()), Vec::<String>::new());
}

#[test]
fn publishing_reports_why_a_folder_cannot_be_locked() {
    let root = tempfile::tempdir().unwrap();
    files(root.path(), &[("public", "a file")]);
    assert!(!waits(&root.path().join("public")));
    assert!(!waits(&root.path().join("public/below")));
}

#[cfg(unix)]
#[test]
fn two_paths_of_a_folder_have_one_lock() {
    let root = tempfile::tempdir().unwrap();
    files(root.path(), &[("public/feed.xml", "x")]);
    std::os::unix::fs::symlink("public", root.path().join("www")).unwrap();
    let first = lock::lock(&root.path().join("public"), &|| {}).unwrap();
    let (notify, waiting) = std::sync::mpsc::channel();
    std::thread::scope(|scope| {
        let www = root.path().join("www");
        scope.spawn(move || lock::lock(&www, &|| notify.send(()).unwrap()).unwrap());
        waiting.recv().unwrap();
        drop(first);
    });
}

#[test]
fn an_empty_path_is_the_current_folder_and_a_folder_that_never_stays_is_an_error() {
    assert!(!waits(Path::new("")));
}
