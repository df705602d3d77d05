//! Two concurrent builds into one output folder, each its own process: one waits, and the result is never a
//! mixture.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::harness::{PLAIN, Site, article, feed};
use crate::support::tree;

/// Sites of the same articles in other words, which are written into one folder.
const WORDS: &[&str] = &["one", "another"];
const ROUNDS: usize = 10;

fn site(words: &str) -> Site {
    let tags = feed("tags/{tag}.xml", "rss", "each = \"tag\"");
    let site = Site::new(&format!("{PLAIN}{tags}{}", feed("all.json", "json", "limit = \"all\"")), &[]);
    for n in 0..30 {
        let text = article(words, &format!("date = 2026-04-01\ntags = [\"t{n}\"]\nslug = \"{n}\""));
        site.add(&[(&format!("{n}.md"), &text)]);
    }
    site
}

fn build(site: &Site, output: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_feedwright"))
        .args(["build", "--now", "2026-06-01T00:00:00Z", "--output"])
        .arg(output)
        .current_dir(site.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn two_concurrent_builds_have_the_result_of_one() {
    let root = tempfile::tempdir().unwrap();
    let sites: Vec<_> = WORDS.iter().map(|words| site(words)).collect();
    let wholes: Vec<_> = sites
        .iter()
        .map(|site| {
            let output = site.path("alone");
            assert!(build(site, &output).wait().unwrap().success());
            tree(&output)
        })
        .collect();
    assert!(wholes[0].len() > 30 && wholes[0].keys().eq(wholes[1].keys()) && wholes[0] != wholes[1]);
    let mut waited = 0;
    for round in 0..ROUNDS {
        // Into an empty folder, and over the result of the previous round.
        let output = root.path().join(format!("public{}", round / 2));
        let both: Vec<_> = sites.iter().map(|site| build(site, &output)).collect();
        for child in both {
            let done = child.wait_with_output().unwrap();
            let printed = String::from_utf8_lossy(&done.stderr).into_owned();
            assert!(done.status.success(), "round {round}: {printed}");
            waited += usize::from(printed.contains("waiting for another build"));
        }
        let found = tree(&output);
        assert!(
            wholes.contains(&found),
            "round {round}: a mixture of {:?}",
            found.keys().collect::<Vec<_>>()
        );
    }
    assert!(waited > 0, "no build ever met another");
}

/// Locks an output folder as a build does.
#[cfg(unix)]
fn lock(output: &Path) -> File {
    fs::create_dir_all(output).unwrap();
    let folder = File::open(output).unwrap();
    folder.lock().unwrap();
    folder
}

#[cfg(unix)]
#[test]
fn a_build_reports_another_one_and_waits_for_its_end() {
    let site = site("one");
    let output = site.path("public");
    let other = lock(&output);
    let mut child = build(&site, &output);
    let mut printed = String::new();
    let mut lines = BufReader::new(child.stderr.take().unwrap());
    lines.read_line(&mut printed).unwrap();
    assert_eq!(printed, format!("waiting for another build of `{}` to finish\n", output.display()));
    assert_eq!(fs::read_dir(&output).unwrap().count(), 0);
    // It reads the documents that are written now.
    site.add(&[("late.md", &article("late", "date = 2026-05-01\ntags = [\"late\"]"))]);
    drop(other);
    assert!(child.wait().unwrap().success());
    assert!(output.join("tags/late.xml").is_file());
}

#[cfg(unix)]
#[test]
fn a_dry_run_does_not_wait_for_other_builds() {
    let mut site = site("one");
    let _other = lock(&site.path("public"));
    site.options.dry_run = true;
    assert_eq!(site.clean().summary.created, 31);
}
