//! One build at a time holds an output folder.

use std::cell::Cell;
use std::fs;
use std::path::Path;
use std::process::Command;

use feedwright::site::publish::lock;

use crate::suite::support::files;

/// Tells the process that dies what it is to hold.
const FOLDER: &str = "FEEDWRIGHT_TEST_HELD";

/// Takes hold of a folder, and says whether another build was waited for.
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
fn whoever_comes_second_waits_until_the_first_is_done() {
    let root = tempfile::tempdir().unwrap();
    let output = root.path().join("public");
    let first = lock::lock(&output, &|| panic!("nobody else is here")).unwrap();
    files(&output, &[("feed.xml", "first")]);
    let (told, waiting) = std::sync::mpsc::channel();
    std::thread::scope(|scope| {
        let second = scope.spawn(|| {
            let _hold = lock::lock(&output, &|| told.send(()).unwrap()).unwrap();
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
fn a_hold_leaves_nothing_behind_and_no_folder_that_stays_empty() {
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
fn who_waited_for_a_folder_that_went_holds_the_one_that_comes() {
    let root = tempfile::tempdir().unwrap();
    let output = root.path().join("public");
    let first = lock::lock(&output, &|| {}).unwrap();
    let (told, waiting) = std::sync::mpsc::channel();
    std::thread::scope(|scope| {
        let second = scope.spawn(|| lock::lock(&output, &|| told.send(()).unwrap()).unwrap());
        waiting.recv().unwrap();
        drop(first);
        let _second = second.join().unwrap();
        assert!(output.is_dir());
        scope.spawn(|| lock::lock(&output, &|| told.send(()).unwrap()).unwrap());
        waiting.recv().unwrap();
    });
}

/// Not a test of its own: the process that dies with its hold.
#[test]
fn the_process_that_holds() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let _hold = lock::lock(Path::new(&folder), &|| {}).unwrap();
    std::process::abort();
}

#[test]
fn a_hold_goes_with_its_holder_however_that_ends() {
    let root = tempfile::tempdir().unwrap();
    let killed = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "suite::site::publish::lock::the_process_that_holds"])
        .env(FOLDER, root.path())
        .output()
        .unwrap();
    assert!(!killed.status.success());
    assert!(!waits(root.path()));
    assert_eq!(names(root.path()), Vec::<String>::new());
}

#[test]
fn where_nothing_can_be_held_whoever_publishes_says_why() {
    let root = tempfile::tempdir().unwrap();
    files(root.path(), &[("public", "a file")]);
    assert!(!waits(&root.path().join("public")));
    assert!(!waits(&root.path().join("public/below")));
}

#[cfg(unix)]
#[test]
fn two_names_of_a_folder_are_one_to_hold() {
    let root = tempfile::tempdir().unwrap();
    files(root.path(), &[("public/feed.xml", "x")]);
    std::os::unix::fs::symlink("public", root.path().join("www")).unwrap();
    let first = lock::lock(&root.path().join("public"), &|| {}).unwrap();
    let (told, waiting) = std::sync::mpsc::channel();
    std::thread::scope(|scope| {
        let www = root.path().join("www");
        scope.spawn(move || lock::lock(&www, &|| told.send(()).unwrap()).unwrap());
        waiting.recv().unwrap();
        drop(first);
    });
}
