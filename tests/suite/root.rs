//! Tests of opening files below a folder.

use std::fs;
use std::io::Read;
use std::path::Path;

use feedwright::root::{self, OpenError, Root, has_only_names, slashed_below};

use crate::suite::support::files;

/// The content of a file below a folder, or why it is not opened.
fn read(root: &Root, below: &str) -> String {
    opened_text(root.file(Path::new(below)))
}

fn opened_text(opened: Result<fs::File, OpenError>) -> String {
    match opened {
        Ok(mut file) => {
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            text
        }
        Err(OpenError::Io(error)) => format!("{:?}", error.kind()),
        Err(error) => error.to_string(),
    }
}

const OUTSIDE: &str = "a symbolic link points outside of the folder";

#[test]
fn files_below_a_folder_are_opened_and_no_others() {
    let folder = tempfile::tempdir().unwrap();
    files(folder.path(), &[("in/a", "a"), ("in/b/c", "c"), ("out", "secret")]);
    let root = Root::open(&folder.path().join("in")).unwrap();
    let absolute = folder.path().join("in/a").display().to_string();
    assert_eq!(read(&root, "a"), "a");
    assert_eq!(read(&root, "b/../b/c"), "c");
    assert_eq!(read(&root, "../in/a"), "a", "a detour");
    assert_eq!(read(&root, "../out"), OUTSIDE);
    assert_eq!(read(&root, "b/../../out"), OUTSIDE);
    assert_eq!(read(&root, &absolute), OUTSIDE, "no path below the folder");
    assert_eq!(read(&root, "b"), "it is a folder, not a file");
    assert_eq!(read(&root, "d"), "NotFound");
    assert_eq!(read(&root, "a/d"), "NotADirectory");
    let below = |path: &str| root.below(&folder.path().join(path)).ok().map(Path::to_path_buf);
    assert_eq!(below("in/b/c").as_deref(), Some(Path::new("b/c")));
    assert_eq!(below("out"), None);
    let current = Root::open(Path::new(".")).unwrap();
    for path in ["a/b.md", "./a/b.md"] {
        assert_eq!(current.below(Path::new(path)).unwrap(), Path::new("a/b.md"), "{path}");
    }
}

#[test]
fn nothing_is_below_a_missing_folder() {
    let folder = tempfile::tempdir().unwrap();
    files(folder.path(), &[("file", "")]);
    for name in ["nothing", "file"] {
        let path = folder.path().join(name);
        let root = Root::open_optional(&path).unwrap();
        assert_eq!(
            (root.exists(), root.path(), read(&root, "a")),
            (false, path.as_path(), "NotFound".to_owned())
        );
        assert!(Root::open(&path).is_err());
    }
}

#[cfg(unix)]
#[test]
fn links_are_followed_as_long_as_they_stay_below_the_folder() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    files(folder.path(), &[("in/a", "a"), ("in/b/c", "c"), ("out/o", "secret")]);
    let inside = folder.path().join("in");
    symlink("in", folder.path().join("named")).unwrap();
    let links = [
        ("relative", "a"),
        ("back", "../in/a"),
        ("folder", "b"),
        ("out", "../out/o"),
        ("outer", "../out"),
        ("nowhere", "x"),
        ("circle", "circle"),
        ("chain", "out"),
    ];
    for (name, target) in links {
        symlink(target, inside.join(name)).unwrap();
    }
    symlink(inside.join("b"), inside.join("absolute")).unwrap();
    symlink(folder.path().join("out"), inside.join("absolute-out")).unwrap();
    for name in ["in", "named"] {
        let root = Root::open(&folder.path().join(name)).unwrap();
        let expected = [
            ("relative", "a"),
            ("back", "a"),
            ("folder/c", "c"),
            ("absolute/c", "c"),
            ("out", OUTSIDE),
            ("chain", OUTSIDE),
            ("outer/o", OUTSIDE),
            ("absolute-out/o", OUTSIDE),
            ("nowhere", "NotFound"),
            ("circle", "FilesystemLoop"),
        ];
        for (path, text) in expected {
            assert_eq!(read(&root, path), text, "{name} {path}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_replaced_folder_stays_the_one_that_was_opened() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    files(folder.path(), &[("in/a", "a"), ("out/a", "secret"), ("out/b", "secret")]);
    let root = Root::open(&folder.path().join("in")).unwrap();
    fs::rename(folder.path().join("in"), folder.path().join("moved")).unwrap();
    symlink("out", folder.path().join("in")).unwrap();
    assert_eq!((read(&root, "a").as_str(), read(&root, "b").as_str()), ("a", "NotFound"));
}

#[cfg(unix)]
#[test]
fn special_files_are_reported_without_waiting() {
    use std::os::unix::net::UnixListener;
    let folder = tempfile::tempdir().unwrap();
    let root = Root::open(folder.path()).unwrap();
    let made = std::process::Command::new("mkfifo").arg(folder.path().join("pipe")).status().unwrap();
    assert!(made.success());
    let _socket = UnixListener::bind(folder.path().join("socket")).unwrap();
    for what in ["pipe", "socket"] {
        let expected = format!("it is a {what}, not a file");
        assert_eq!(read(&root, what), expected);
        assert_eq!(opened_text(root::open(&folder.path().join(what))), expected);
    }
    assert_eq!(opened_text(root::open(folder.path())), "it is a folder, not a file");
    assert_eq!(opened_text(root::open(Path::new("/dev/null"))), "it is a device, not a file");
}

#[test]
fn only_names_lead_nowhere_else() {
    for path in ["a", "a/b", "a/.b", "..a/b.."] {
        assert!(has_only_names(Path::new(path)), "{path}");
    }
    for path in ["/a", "..", "../a", "a/../b", "./a"] {
        assert!(!has_only_names(Path::new(path)), "{path}");
    }
}

#[test]
fn a_path_below_a_folder_is_shortened_and_another_is_not() {
    let below = |folder, file| slashed_below(Path::new(folder), Path::new(file));
    assert_eq!(below("a", "a/b/c"), "b/c");
    assert_eq!(below("", "a/b"), "a/b");
    assert_eq!(below("a", "ab/c"), "ab/c");
}
