//! Symbolic links that lead out of the content folder or the output folder: nothing is read or written through them,
//! whether they are there before a command starts or appear while it runs.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicBool, Ordering};

use feedwright::site::Progress;
use proptest::prelude::*;

use crate::harness::{PLAIN, Site, article, feed};
use crate::support::{files, tree};

/// Text that must never be published.
const SECRET: &str = "SECRET";

/// Runs the program in a site's folder.
fn run(site: &Site, args: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_feedwright");
    Command::new(program).args(args).current_dir(site.path("")).output().unwrap()
}

/// The exit status and both outputs.
fn status_and_output(done: &Output) -> (i32, String) {
    let output = [done.stdout.as_slice(), &done.stderr].concat();
    (done.status.code().unwrap(), String::from_utf8(output).unwrap())
}

/// A site, and an unrelated folder beside its content.
fn site() -> Site {
    let site = Site::dated(PLAIN, &[("x.md", "2026-04-01")]);
    files(&site.path("outside"), &[("note.txt", "A note\n\nWords of a note.\n"), ("x.md", "Words.\n")]);
    site
}

/// Runs a command that must fail and leave the outside folder as it was.
#[track_caller]
fn refused(site: &Site, args: &[&str], status: i32, expected: &str) {
    let before = tree(&site.path("outside"));
    let (found, output) = status_and_output(&run(site, args));
    assert_eq!(tree(&site.path("outside")), before, "{args:?} wrote outside: {output}");
    assert!(output.contains(expected), "{args:?}: {output}");
    assert_eq!(found, status, "{args:?}: {output}");
}

const LEAVES: &str = "it is a symbolic link";

#[test]
fn adopt_refuses_a_link_that_leads_out_of_the_content_folder() {
    let site = site();
    symlink("../outside/note.txt", site.path("content/n.txt")).unwrap();
    symlink("../outside", site.path("content/dl")).unwrap();
    symlink(site.path("outside/note.txt"), site.path("content/absolute.txt")).unwrap();
    refused(&site, &["adopt", "content/n.txt"], 1, LEAVES);
    refused(&site, &["adopt", "content/absolute.txt"], 1, LEAVES);
    refused(&site, &["adopt", "content/dl/note.txt"], 1, "points outside of");
    refused(&site, &["adopt", "content/dl"], 1, "points outside of");
    refused(&site, &["adopt", "content"], 1, "points outside of the content folder");
    assert!(!site.path("content/n.toml").exists(), "nothing is written beside the link either");
}

#[test]
fn adopt_refuses_metadata_that_is_a_link_to_the_outside() {
    let site = site();
    site.add(&[("m.md", "Some words of an article.\n")]);
    files(&site.path("outside"), &[("m.toml", "# nothing\n")]);
    symlink("../outside/m.toml", site.path("content/m.toml")).unwrap();
    refused(&site, &["adopt", "content/m.md"], 1, "a symbolic link points outside of its folder");
}

#[test]
fn adopt_refuses_a_link_beside_a_file_outside_of_every_content_folder() {
    let site = site();
    files(&site.path("elsewhere"), &[("a.txt", "Words of a text.\n")]);
    symlink("../outside/note.txt", site.path("elsewhere/n.txt")).unwrap();
    refused(&site, &["adopt", "elsewhere/n.txt"], 1, LEAVES);
    // An explicitly named link is followed.
    let (status, output) = status_and_output(&run(&site, &["adopt", "elsewhere/a.txt"]));
    assert_eq!((status, site.path("elsewhere/a.toml").exists()), (0, true), "{output}");
}

#[test]
fn adopt_edits_what_a_link_within_the_content_folder_leads_to() {
    let site = site();
    site.add(&[("sub/real.md", "Some words of an article.\n"), ("sub/other.md", "Some more words.\n")]);
    symlink("sub/real.md", site.path("content/l.md")).unwrap();
    symlink(site.path("content/sub/other.md"), site.path("content/absolute.md")).unwrap();
    for (link, file) in
        [("content/l.md", "content/sub/real.md"), ("content/absolute.md", "content/sub/other.md")]
    {
        let (status, output) = status_and_output(&run(&site, &["adopt", link]));
        assert_eq!(status, 0, "{output}");
        assert!(site.path(link).is_symlink());
        assert!(fs::read_to_string(site.path(file)).unwrap().starts_with("+++\n"), "{output}");
    }
}

#[test]
fn new_makes_nothing_through_a_folder_that_leads_out_of_the_content_folder() {
    let site = site();
    symlink("../outside", site.path("content/dl")).unwrap();
    symlink(site.path("outside"), site.path("content/absolute")).unwrap();
    symlink("../outside/new.md", site.path("content/dangling.md")).unwrap();
    for path in ["dl/x2", "dl/deep/x2", "absolute/x2", "dl/x2.txt", "dangling"] {
        let before = tree(&site.path("outside"));
        let (status, output) = status_and_output(&run(&site, &["new", path]));
        assert_eq!((status, tree(&site.path("outside"))), (2, before), "{path}: {output}");
    }
    symlink("sub", site.path("content/within")).unwrap();
    fs::create_dir(site.path("content/sub")).unwrap();
    let (status, output) = status_and_output(&run(&site, &["new", "within/y"]));
    assert_eq!((status, site.path("content/sub/y.md").exists()), (0, true), "{output}");
}

#[test]
fn init_makes_nothing_through_a_folder_that_leads_out() {
    let site = site();
    fs::create_dir(site.path("fresh")).unwrap();
    symlink("../outside", site.path("fresh/content")).unwrap();
    let before = tree(&site.path("outside"));
    let (_, output) = status_and_output(&run(&site, &["init", "fresh"]));
    assert_eq!(tree(&site.path("outside")), before, "{output}");
}

/// Puts a link in the place of a file or a folder.
fn replace_by_link(path: &Path, target: &Path) {
    let aside = path.with_file_name(format!(".aside-{}", path.file_name().unwrap().to_str().unwrap()));
    fs::rename(path, aside).unwrap();
    symlink(target, path).unwrap();
}

/// A site of three articles, one with metadata beside it and one with a picture, and the same files outside with other words.
fn twice() -> Site {
    let gif = "GIF89a\u{2}\0\u{3}\0\0\0\0;";
    let with_picture = article("n/c.md", "date = 2026-04-03\nimage = { src = \"p.gif\" }");
    let site = Site::new(
        PLAIN,
        &[
            ("n/a.md", &article("n/a.md", "date = 2026-04-01")),
            ("n/b.txt", "Words of b.\n"),
            ("n/b.toml", "title = \"b\"\ndate = 2026-04-02\n"),
            ("n/c.md", &with_picture),
            ("n/p.gif", gif),
        ],
    );
    let secret = |text: &str| text.replace("Words", SECRET);
    files(
        &site.path("outside"),
        &[
            ("a.md", &secret(&article("n/a.md", "date = 2026-04-01"))),
            ("b.txt", &secret("Words of b.\n")),
            ("b.toml", &format!("title = \"{SECRET}\"\ndate = 2026-04-02\n")),
            ("c.md", &secret(&with_picture)),
            ("p.gif", &format!("{gif}{}", "x".repeat(7_654_321 - gif.len()))),
        ],
    );
    site
}

/// Whether something of the files outside is published.
fn leaks(site: &Site) -> Option<String> {
    let published = site.published();
    let leak = published.iter().find(|(_, bytes)| {
        let text = String::from_utf8_lossy(bytes);
        text.contains(SECRET) || text.contains("7654321")
    });
    leak.map(|(path, bytes)| format!("{path}: {}", String::from_utf8_lossy(bytes)))
}

#[test]
fn a_link_that_appears_while_a_build_runs_brings_nothing_from_outside_into_a_feed() {
    for path in ["n/a.md", "n/b.txt", "n/b.toml", "n/c.md", "n/p.gif", "n"] {
        for is_rendering in [false, true] {
            let site = twice();
            let target = site.path("outside").join(path.strip_prefix("n").unwrap().trim_start_matches('/'));
            let swapped = AtomicBool::new(false);
            let outcome = site.try_build(&|progress| {
                let is_time = if is_rendering {
                    matches!(progress, Progress::Rendering { .. })
                } else {
                    matches!(progress, Progress::Reading { .. })
                };
                if is_time && !swapped.swap(true, Ordering::Relaxed) {
                    replace_by_link(&site.path("content").join(path), &target);
                }
            });
            assert_eq!(leaks(&site), None, "{path} {is_rendering}");
            let outcome = outcome.unwrap();
            let output = site.findings_of(&outcome);
            assert!(
                !output.is_empty() && !output.concat().contains(SECRET),
                "{path} {is_rendering}: {output:?}"
            );
        }
    }
}

/// Puts a link in the place of a file and the file back, each in one step, until told to stop.
fn swap(file: &Path, target: &Path, stop: &AtomicBool) {
    let beside = |name: &str| file.with_file_name(name);
    let (kept, link, back) = (beside(".kept"), beside(".link"), beside(".back"));
    fs::hard_link(file, &kept).unwrap();
    while !stop.load(Ordering::Relaxed) {
        symlink(target, &link).unwrap();
        fs::rename(&link, file).unwrap();
        std::thread::yield_now();
        fs::hard_link(&kept, &back).unwrap();
        fs::rename(&back, file).unwrap();
        std::thread::yield_now();
    }
}

/// So many builds run while somebody swaps links in and out.
const BUILDS: usize = 40;

#[test]
fn no_build_reads_a_file_that_was_replaced_by_a_link() {
    let site = twice();
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| swap(&site.path("content/n/a.md"), &site.path("outside/a.md"), &stop));
        let leaked = (0..BUILDS).find_map(|at| {
            let _ = site.try_build(&|_| {});
            leaks(&site).map(|leak| (at, leak))
        });
        stop.store(true, Ordering::Relaxed);
        assert_eq!(leaked, None);
    });
}

#[test]
fn an_ignore_file_that_is_a_link_to_the_outside_is_not_read() {
    let site = site();
    files(&site.path("outside"), &[("patterns", "x.md\n")]);
    symlink("../outside/patterns", site.path("content/.ignore")).unwrap();
    let found = site.findings();
    let expected = "error[link-leaves-content] content/.ignore the symbolic link `content/.ignore` points outside of the content folder";
    assert!(found.len() == 1 && found[0].starts_with(expected), "{found:?}");
}

#[test]
fn an_ignored_link_to_the_outside_is_skipped() {
    let site = site();
    symlink("../outside", site.path("content/dl")).unwrap();
    symlink("../outside/x.md", site.path("content/y.md")).unwrap();
    assert_eq!(site.findings().len(), 2);
    files(&site.path("content"), &[(".ignore", "dl\ny.md\n")]);
    site.clean();
    assert_eq!(site.titles("feed.xml"), ["x.md"]);
}

#[test]
fn absolute_links_that_stay_within_the_content_folder_are_followed() {
    for exclude in ["store/", "c.md"] {
        let site =
            Site::dated(&format!("{PLAIN}[content]\nexclude = [\"{exclude}\"]\n"), &[("x.md", "2026-04-01")]);
        // A hidden file is not an article, so links may lead to it.
        site.add(&[(".store/b.md", &article("b", "date = 2026-04-03\nimage = { src = \"p.gif\" }"))]);
        fs::write(site.path("content/.store/p.gif"), b"GIF89a\x02\x00\x03\x00\x00\x00\x00;").unwrap();
        symlink(site.path("content/.store"), site.path("content/store")).unwrap();
        symlink(site.path("content/.store/b.md"), site.path("content/c.md")).unwrap();
        symlink(site.path("content/.store/p.gif"), site.path("content/p.gif")).unwrap();
        site.clean();
        assert_eq!(site.titles("feed.xml"), ["b", "x.md"]);
        assert!(site.read("feed.xml").contains("fileSize=\"14\""));
    }
}

#[test]
fn documents_are_published_through_an_absolute_link_that_stays_within_the_output_folder() {
    let site = Site::dated(&format!("{PLAIN}{}", feed("tags/f.xml", "rss", "")), &[("x.md", "2026-04-01")]);
    fs::create_dir_all(site.path("public/real")).unwrap();
    symlink(site.path("public/real"), site.path("public/tags")).unwrap();
    site.clean();
    assert!(site.path("public/real/f.xml").is_file());
    assert_eq!(site.clean().summary.unchanged, 1);
    site.add(&[("y.md", &article("y", "date = 2026-04-02"))]);
    assert_eq!(site.clean().summary.changed, 1);
}

/// One thing in a folder: where it is, and what.
#[derive(Clone, Debug)]
enum Thing {
    Text(String),
    Folder,
    /// To a path from the folder of the site, or from two folders below it.
    Link {
        target: String,
        is_absolute: bool,
    },
}

/// Few names, so that links often lead to existing files.
const NAMES: &[&str] = &["a.md", "b.txt", "b.toml", "c", "c.md", "feed.xml"];

fn name() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(NAMES)
}

fn thing() -> impl Strategy<Value = Thing> {
    let target = prop_oneof![
        3 => name().prop_map(|name| format!("outside/{name}")),
        2 => Just("outside".to_owned()),
        1 => name().prop_map(|name| format!("content/{name}")),
        1 => proptest::sample::select(vec!["content", "public", "", "nowhere"]).prop_map(str::to_owned),
    ];
    let text = prop_oneof![Just("Some words.\n".to_owned()), Just(article("t", "date = 2026-04-01"))];
    prop_oneof![
        1 => text.prop_map(Thing::Text),
        1 => Just(Thing::Folder),
        4 => (target, any::<bool>()).prop_map(|(target, is_absolute)| Thing::Link { target, is_absolute }),
    ]
}

/// Creates a file at a free path. It does not follow links, or the test itself would write outside.
fn place(site: &Site, below: &str, thing: &Thing) {
    let path = site.path(below);
    let folder = path.parent().unwrap();
    if fs::symlink_metadata(&path).is_ok()
        || fs::symlink_metadata(folder).is_ok_and(|found| found.is_symlink())
    {
        return;
    }
    let _ = fs::create_dir(folder);
    let _ = match thing {
        Thing::Text(text) => fs::write(&path, text),
        Thing::Folder => fs::create_dir(&path),
        Thing::Link { target, is_absolute: true } => symlink(site.path(target), &path),
        Thing::Link { target, is_absolute: false } => {
            symlink(format!("{}{target}", "../".repeat(below.matches('/').count())), &path)
        }
    };
}

/// Everything in a folder, links too, none of them followed.
fn names(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        names.push(entry.path().display().to_string());
        if entry.file_type().unwrap().is_dir() {
            names.extend(self::names(&entry.path()));
        }
    }
    names.sort();
    names
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_command_writes_outside_through_any_link(
        content in proptest::collection::vec((name(), proptest::option::of(name()), thing()), 1..6),
        output in proptest::option::of((proptest::sample::select(vec!["feed.xml", "c"]), thing())),
    ) {
        let settings = format!("{PLAIN}{}{}", feed("feed.xml", "rss", ""), feed("c/feed.xml", "rss", ""));
        let site = Site::new(&settings, &[]);
        fs::create_dir(site.path("public")).unwrap();
        let outside: Vec<_> = NAMES.iter().filter(|name| name.contains('.')).map(|name| (*name, "Words.\n")).collect();
        files(&site.path("outside"), &outside);
        files(&site.path("outside/c"), &outside);
        let below = |(name, below, _): &(&str, Option<&str>, Thing)| match below {
            Some(below) => format!("content/{name}/{below}"),
            None => format!("content/{name}"),
        };
        for thing in &content {
            place(&site, &below(thing), &thing.2);
        }
        if let Some((name, thing)) = &output {
            place(&site, &format!("public/{name}"), thing);
        }
        let before = (tree(&site.path("outside")), names(&site.path("outside")), fs::read_dir(site.path("")).unwrap().count());
        let path = below(&content[0]);
        let (inside, deeper) = (format!("{path}/feed.xml"), format!("{path}/new"));
        let commands: [&[&str]; 7] = [
            &["adopt", &path],
            &["adopt", &inside],
            &["adopt", "content"],
            &["new", &path],
            &["new", &deeper],
            &["pin", "--from", "public/feed.xml"],
            &["build", "--now", "2026-06-01T00:00:00Z", "--prune"],
        ];
        for args in commands {
            let done = run(&site, args);
            let after = (tree(&site.path("outside")), names(&site.path("outside")), fs::read_dir(site.path("")).unwrap().count());
            prop_assert_eq!(&after, &before, "{:?}: {:?}", args, status_and_output(&done));
            prop_assert!(matches!(done.status.code(), Some(0..=2)), "{:?}: {:?}", args, done);
        }
    }
}
