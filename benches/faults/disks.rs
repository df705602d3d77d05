//! Disks that are full, out of names, or read-only, in a mount namespace of our own, of which nothing stays behind. Where
//! mounting is not allowed it says so and fails, unless `FEEDWRIGHT_WITHOUT_MOUNTS` is set.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::builds::{Tree, build, difference, end, site, tree, whole};

/// The argument of the process that runs where it may mount.
pub(crate) const INSIDE: &str = "disks-inside";

/// What becomes of a build, by what a file system still takes.
const FULL: &str = "the disk is full\n  help: free some space, and run again: existing files are unchanged";

/// As root, or, in a user namespace of our own, as anybody.
const WAYS: [&str; 2] = ["-m", "-rm"];

pub(crate) fn run() {
    let may = |way: &&&str| {
        let mount = "mount -t tmpfs tmpfs /mnt";
        let tried = Command::new("unshare").args([**way, "sh", "-c", mount]).output();
        tried.is_ok_and(|done| done.status.success())
    };
    match WAYS.iter().find(may) {
        Some(way) => {
            let own = std::env::current_exe().unwrap();
            let done = Command::new("unshare").arg(way).arg(own).arg(INSIDE).status().unwrap();
            assert!(done.success(), "disks: failed");
        }
        None => {
            println!(
                "disks: NOT TESTED: this system lets nobody mount (`unshare -rm` nor, as root, `unshare -m`)"
            );
            let accepted = std::env::var_os("FEEDWRIGHT_WITHOUT_MOUNTS").is_some();
            assert!(accepted, "set FEEDWRIGHT_WITHOUT_MOUNTS=1 to do without");
        }
    }
}

/// One site is published; then another one is built over it, on a disk that takes more and more.
pub(crate) fn inside() {
    let root = tempfile::tempdir().unwrap();
    let [old, new] = ["old", "new"].map(|words| root.path().join(words));
    site(&old, "old");
    site(&new, "new");
    let all = whole(&new, &root.path().join("all"));
    let output = root.path().join("public");
    fs::create_dir(&output).unwrap();
    sweep("full disk", &|n| format!("size={}k", 4 * n), [&old, &new], &output, &all);
    sweep("no names left", &|n| format!("nr_inodes={n}"), [&old, &new], &output, &all);
    read_only([&old, &new], &output);
    device(&new, root.path());
}

/// Whatever the disk takes, what is published is the old set or the new one.
fn sweep(name: &str, option: &dyn Fn(usize) -> String, [old, new]: [&Path; 2], output: &Path, all: &Tree) {
    let (mut refused, mut done) = (0, 0);
    for n in (30..).step_by(3) {
        mount("tmpfs", &option(n), output);
        let (first, _) = end(build(old, output).spawn().unwrap());
        let before = tree(output);
        assert!(first == Some(0) || before.is_empty(), "{name}, {}: a part of a first build", option(n));
        let (status, said) = end(build(new, output).spawn().unwrap());
        let found = tree(output);
        unmount(output);
        let expected = if status == Some(0) { all } else { &before };
        assert!(found == *expected, "{name}, {}: {:?}\n{said}", option(n), difference(&found, expected));
        if status == Some(0) {
            done += 1;
        } else {
            let place = format!("`{}/", output.display());
            assert!(status == Some(2) && said.contains(&place) && said.contains(FULL), "{name}: {said}");
            refused += usize::from(first == Some(0));
        }
        if done == 3 {
            break;
        }
    }
    println!(
        "disks: {name}: {refused} builds over a published set refused, which stayed as it was, before {done} were done"
    );
    assert!(refused >= 5, "{name}: too few were refused");
}

fn read_only([old, new]: [&Path; 2], output: &Path) {
    mount("tmpfs", "size=10m", output);
    let before = whole(old, output);
    mount("tmpfs", "remount,ro", output);
    let (status, said) = end(build(new, output).spawn().unwrap());
    let expected = "the file system is read-only\n  help: make it writable, or choose another place";
    assert!(status == Some(2) && said.contains(expected), "{said}");
    assert!(tree(output) == before);
    let (status, said) = end(build(old, output).spawn().unwrap());
    assert!(status == Some(0) && said.contains("nothing to write"), "{said}");
    let below = output.join("below");
    let (status, said) = end(build(old, &below).spawn().unwrap());
    assert!(
        status == Some(2) && said.contains(&format!("cannot create the folder `{}`", below.display())),
        "{said}"
    );
    unmount(output);
    println!("disks: read-only: refused, stayed as it was, and is no matter where nothing changes");
}

/// Devices where articles belong: one that the walk sees, and one that looks like a file until it is opened.
fn device(site: &Path, root: &Path) {
    let (zero, null) = (site.join("content/zero.md"), site.join("content/null.md"));
    fs::write(&zero, "").unwrap();
    mount_at(&["--bind", "/dev/zero"], &zero);
    let made = Command::new("mknod").arg(&null).args(["c", "1", "3"]).output().unwrap().status.success();
    let output = root.join("device");
    let (status, said) = end(build(site, &output).spawn().unwrap());
    unmount(&zero);
    assert!(status == Some(1) && said.contains("content/zero.md` is a device, not a file"), "{said}");
    assert!(!made || said.contains("content/null.md` is a device, not a file"), "{said}");
    assert!(!output.exists());
    println!(
        "disks: a device where an article belongs is said{}",
        if made { "" } else { " (only root can make one)" }
    );
}

fn mount(kind: &str, options: &str, at: &Path) {
    mount_at(&["-t", kind, "-o", options, kind], at);
}

fn mount_at(args: &[&str], at: &Path) {
    assert!(Command::new("mount").args(args).arg(at).status().unwrap().success(), "mount {args:?}");
}

fn unmount(at: &Path) {
    assert!(Command::new("umount").arg(at).status().unwrap().success());
}
