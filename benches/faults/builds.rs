//! Builds of sites by the program, what they publish, and chance.

#[path = "../../tests/suite/tree.rs"]
mod tree;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::program::program;
pub(crate) use tree::tree;

/// What is published: path and bytes.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// How many documents two sites share; each has a few of its own.
const SHARED: usize = 100;
const OWN: usize = 5;

const SETTINGS: &str = "[site]\nbase-url = \"https://blog.org/\"\ntitle = \"Blog\"\ntimezone = \"UTC\"\n\
    [[feed]]\npath = \"all.json\"\nformat = \"json\"\nlimit = \"all\"\n\
    [[feed]]\neach = \"tag\"\npath = \"tags/{tag}.xml\"\nformat = \"rss\"\n";

/// Writes a site below `root`: of the same articles as every other, in words of its own, and a few that others have not.
pub(crate) fn site(root: &Path, words: &str) {
    fs::create_dir_all(root.join("content")).unwrap();
    fs::write(root.join("feedwright.toml"), SETTINGS).unwrap();
    let shared = (0..SHARED).map(|n| format!("t{n}"));
    for tag in shared.chain((0..OWN).map(|n| format!("{words}{n}"))) {
        let text = format!(
            "+++\ntitle = \"{words}\"\ndate = 2026-04-01\nslug = \"{tag}\"\ntags = [\"{tag}\"]\n+++\n{}\n",
            format!("Words of {words}. ").repeat(3)
        );
        fs::write(root.join("content").join(format!("{tag}.md")), text).unwrap();
    }
}

/// A build of the site at `root` into `output`, which then holds nothing else.
pub(crate) fn build(root: &Path, output: &Path) -> Command {
    let mut command = program();
    command.args(["build", "--prune", "--now", "2026-06-01T00:00:00Z", "--output"]).arg(output);
    command.current_dir(root).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A folder for what is built: in memory, if there is such a place, since disks are slow, and killing a process does not
/// stop them.
pub(crate) fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

/// Waits for a build, and gives its exit status and what it said.
pub(crate) fn end(child: Child) -> (Option<i32>, String) {
    let output = child.wait_with_output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&[output.stderr, output.stdout].concat()).into_owned())
}

/// Builds to the end, and gives what is published then.
pub(crate) fn whole(root: &Path, output: &Path) -> Tree {
    let (status, said) = end(build(root, output).spawn().unwrap());
    assert_eq!(status, Some(0), "{said}");
    tree(output)
}

/// What differs, for whoever looks into it.
pub(crate) fn difference(found: &Tree, expected: &Tree) -> Vec<String> {
    let names = found.keys().chain(expected.keys());
    let mut names: Vec<_> = names.filter(|name| found.get(*name) != expected.get(*name)).cloned().collect();
    names.sort();
    names.dedup();
    names
}

/// `FEEDWRIGHT_SEED`, for other moments than those of every run.
pub(crate) fn seed(usual: u64) -> u64 {
    std::env::var("FEEDWRIGHT_SEED").map_or(usual, |seed| seed.parse().unwrap())
}

/// The same numbers in every run: splitmix64.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to less than 1.
    pub(crate) fn share(&mut self) -> f64 {
        f64::from(u32::try_from(self.next() >> 32).unwrap()) / f64::from(u32::MAX)
    }
}
