//! `build --watch`: the program runs, files change, and its lines are read as they come. Each wait is for a line, and has
//! an end.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use crate::harness::{PLAIN, Site, article, feed};
use crate::repository::{Change, Commits, git};
use crate::support::files;

/// The longest wait for a line.
const PATIENCE: Duration = Duration::from_mins(1);

/// The number of builds after which a change must have been seen.
const BUILDS: usize = 10;

/// A program that watches.
struct Watching {
    child: Child,
    lines: Receiver<String>,
    /// All lines so far.
    said: Vec<String>,
}

fn read(from: impl Read + Send + 'static, lines: Sender<String>, mark: &'static str) {
    thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            if lines.send(format!("{mark}{line}")).is_err() {
                return;
            }
        }
    });
}

impl Watching {
    fn start(site: &Site, arguments: &[&str]) -> Watching {
        let mut command = Command::new(env!("CARGO_BIN_EXE_feedwright"));
        command.args(["build", "--watch", "--now", "2026-06-01T00:00:00Z"]).args(arguments);
        command.current_dir(site.path("")).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (sender, lines) = mpsc::channel();
        read(child.stdout.take().unwrap(), sender.clone(), "");
        read(child.stderr.take().unwrap(), sender, "! ");
        Watching { child, lines, said: Vec::new() }
    }

    /// The next line of standard output.
    #[track_caller]
    fn line(&mut self) -> String {
        loop {
            let line = self.lines.recv_timeout(PATIENCE);
            let line = line.unwrap_or_else(|error| panic!("{error}: {:#?}", self.said));
            self.said.push(line.clone());
            if !line.starts_with("! ") {
                return line;
            }
        }
    }

    /// Reads lines until something is so.
    #[track_caller]
    fn until(&mut self, is_so: impl Fn() -> bool) -> String {
        for _ in 0..BUILDS {
            let line = self.line();
            if is_so() {
                return line;
            }
        }
        panic!("it never came: {:#?}", self.said)
    }

    /// The status with which it ends by itself.
    #[track_caller]
    fn ended(&mut self) -> Option<i32> {
        loop {
            match self.lines.recv_timeout(PATIENCE) {
                Ok(line) => self.said.push(line),
                Err(RecvTimeoutError::Disconnected) => return self.child.wait().unwrap().code(),
                Err(RecvTimeoutError::Timeout) => panic!("it goes on: {:#?}", self.said),
            }
        }
    }

    /// Whether standard error says this, before or after what standard output has said.
    fn has_said(&mut self, text: &str) -> bool {
        let says = |line: &String| line.starts_with("! ") && line.contains(text);
        while !self.said.iter().any(says) {
            let Ok(line) = self.lines.recv_timeout(PATIENCE) else { return false };
            self.said.push(line);
        }
        true
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Two projects, of which the second is built after the first in each round.
fn two_projects(settings: &str) -> Site {
    let site = Site::new("", &[]);
    for name in ["blog", "docs"] {
        let article = article(name, "date = 2026-05-01");
        files(&site.path(name), &[("feedwright.toml", settings), ("content/a.md", &article)]);
    }
    site
}

const BOTH: [&str; 4] = ["--config", "blog/feedwright.toml", "--config", "docs/feedwright.toml"];

fn settings(more: &str) -> String {
    format!("{PLAIN}{more}{}", feed("feed.xml", "rss", ""))
}

fn site() -> Site {
    Site::new(&settings(""), &[("a.md", &article("First", "date = 2026-05-01"))])
}

/// Whether a site's feed has a text.
fn has(site: &Site, text: &str) -> bool {
    fs::read_to_string(site.path("public/feed.xml")).is_ok_and(|feed| feed.contains(text))
}

#[test]
fn each_change_is_built_in_one_line() {
    let site = site();
    let mut watching = Watching::start(&site, &[]);
    assert_eq!(watching.line(), "1 article, 0 left out; 1 document: 1 created");
    site.add(&[("a.md", &article("Second", "date = 2026-05-01"))]);
    assert_eq!(watching.line(), "1 article, 0 left out; 1 document: 1 changed");
    assert!(has(&site, "<title>Second</title>"));
    site.add(&[("news/b.md", &article("Third", "date = 2026-05-02"))]);
    watching.until(|| has(&site, "<title>Third</title>"));
    fs::remove_dir_all(site.path("content/news")).unwrap();
    watching.until(|| !has(&site, "<title>Third</title>"));
    let lines = watching.said.iter().filter(|line| !line.starts_with("! "));
    assert!(lines.clone().all(|line| line.contains(" left out; ")), "{:#?}", watching.said);
}

#[test]
fn its_own_output_and_files_of_other_programs_are_no_changes() {
    for (more, poll) in [("", None), ("[content]\ndir = \".\"\n", None), ("", Some("--poll"))] {
        let site = two_projects(&settings(more));
        files(&site.path("blog"), &[(".git/index", "1"), ("content/node_modules/x/readme.md", "x")]);
        let mut watching = Watching::start(&site, &[BOTH.as_slice(), poll.as_slice()].concat());
        let first = [watching.line(), watching.line()];
        files(
            &site.path("blog"),
            &[
                ("public/feed.xml", "<rss/>"),
                ("public/.feed.xml.feedwright-new", ""),
                ("public/page.html", "<p>"),
                ("content/.a.md.swp", "x"),
                ("content/a.md~", "x"),
                ("content/#a.md#", "x"),
                ("content/.#a.md", "x"),
                ("content/.obsidian/workspace.json", "{}"),
                ("content/node_modules/x/readme.md", "y"),
                (".git/index", "2"),
                (".git/objects/ab/cd", ""),
            ],
        );
        files(&site.path("docs"), &[("content/b.md", &article("New", "date = 2026-05-02"))]);
        // If the first project had changed, it would come first.
        let line = watching.line();
        assert!(line.starts_with("docs/feedwright.toml: 2 articles"), "{more}{poll:?}: {first:?} {line}");
    }
}

#[test]
fn where_the_system_reports_nothing_files_are_looked_at() {
    let site = site();
    let mut watching = Watching::start(&site, &["--poll"]);
    watching.line();
    let path = site.path("content/a.md");
    // Of the same length, and as old.
    let modified = fs::metadata(&path).unwrap().modified().unwrap();
    site.add(&[("a.md.new", &article("Later", "date = 2026-05-01"))]);
    fs::File::options()
        .write(true)
        .open(site.path("content/a.md.new"))
        .unwrap()
        .set_modified(modified)
        .unwrap();
    fs::rename(site.path("content/a.md.new"), &path).unwrap();
    watching.until(|| has(&site, "<title>Later</title>"));
    site.add(&[("news/b.md", &article("Third", "date = 2026-05-02"))]);
    watching.until(|| has(&site, "<title>Third</title>"));
    fs::remove_dir_all(site.path("content")).unwrap();
    assert_eq!(watching.line(), "nothing was built; waiting for changes");
    site.add(&[("a.md", &article("Again", "date = 2026-05-01"))]);
    watching.until(|| has(&site, "<title>Again</title>"));
    files(&site.path(""), &[("feedwright.toml", &settings("description = \"Other\"\n"))]);
    watching.until(|| has(&site, "Other"));
}

#[test]
fn editors_that_save_by_renaming_are_followed() {
    let site = site();
    let mut watching = Watching::start(&site, &[]);
    watching.line();
    for title in ["Vim", "Emacs", "Kate"] {
        let path = site.path("content/a.md");
        fs::rename(&path, site.path("content/a.md~")).unwrap();
        fs::write(site.path("content/.a.md.new"), article(title, "date = 2026-05-01")).unwrap();
        fs::rename(site.path("content/.a.md.new"), &path).unwrap();
        watching.until(|| has(&site, &format!("<title>{title}</title>")));
    }
    let (settings, new) = (site.path("feedwright.toml"), site.path("feedwright.toml.new"));
    for title in ["One", "Two"] {
        fs::write(
            &new,
            fs::read_to_string(&settings)
                .unwrap()
                .replace("title = \"Blog\"", &format!("title = \"{title}\""))
                .replace("title = \"One\"", &format!("title = \"{title}\"")),
        )
        .unwrap();
        fs::rename(&new, &settings).unwrap();
        watching.until(|| has(&site, &format!("<title>{title}</title>")));
    }
}

#[test]
fn a_content_folder_that_is_removed_and_comes_back_is_followed() {
    let site = site();
    let mut watching = Watching::start(&site, &[]);
    watching.line();
    for title in ["Again", "And again"] {
        fs::rename(site.path("content"), site.path("elsewhere")).unwrap();
        assert_eq!(watching.line(), "nothing was built; waiting for changes");
        assert!(watching.has_said("read the content folder"));
        fs::remove_dir_all(site.path("elsewhere")).unwrap();
        files(&site.path(""), &[("content/a.md", &article(title, "date = 2026-05-01"))]);
        watching.until(|| has(&site, &format!("<title>{title}</title>")));
    }
}

#[test]
fn a_broken_configuration_is_told_and_watched_on() {
    let site = site();
    let file = site.path("feedwright.toml");
    let mut watching = Watching::start(&site, &[]);
    watching.line();
    let before = fs::read(site.path("public/feed.xml")).unwrap();
    fs::write(&file, settings("titel = \"x\"\n")).unwrap();
    assert_eq!(watching.line(), "nothing was built; waiting for changes");
    assert!(watching.has_said("error[unknown-setting]: unknown key `titel`"), "{:#?}", watching.said);
    fs::remove_file(&file).unwrap();
    assert_eq!(watching.line(), "nothing was built; waiting for changes");
    assert_eq!(fs::read(site.path("public/feed.xml")).unwrap(), before);
    fs::write(&file, settings("description = \"Mended\"\n")).unwrap();
    watching.until(|| has(&site, "Mended"));
    site.add(&[("a.md", &article("Later", "date = 2026-05-01"))]);
    watching.until(|| has(&site, "<title>Later</title>"));
}

#[test]
fn a_watch_can_begin_with_a_broken_configuration() {
    let site = site();
    fs::write(site.path("feedwright.toml"), "[site\n").unwrap();
    let mut watching = Watching::start(&site, &[]);
    assert_eq!(watching.line(), "nothing was built; waiting for changes");
    fs::write(site.path("feedwright.toml"), settings("")).unwrap();
    watching.until(|| has(&site, "<title>First</title>"));
}

#[test]
fn an_article_with_an_error_is_told_and_nothing_is_published_until_it_is_mended() {
    let site = site();
    let mut watching = Watching::start(&site, &[]);
    watching.line();
    site.add(&[("b.md", "+++\ntitle = 1\ndate = 2026-05-02\n+++\n")]);
    let line = watching.line();
    assert!(line.contains("nothing was published; 1 error"), "{line}");
    assert!(watching.has_said("error[wrong-type]"), "{:#?}", watching.said);
    assert!(!has(&site, "b/"));
    site.add(&[("b.md", &article("Mended", "date = 2026-05-02"))]);
    watching.until(|| has(&site, "<title>Mended</title>"));
}

#[test]
fn what_is_beside_articles_and_around_them_counts() {
    let site = site();
    site.add(&[("wire.txt", "It rained.\n"), ("wire.toml", "title = \"Rain\"\ndate = 2026-05-03\n")]);
    let mut watching = Watching::start(&site, &[]);
    watching.line();
    site.add(&[("wire.toml", "title = \"Heavy rain\"\ndate = 2026-05-03\n")]);
    watching.until(|| has(&site, "<title>Heavy rain</title>"));
    files(&site.path(""), &[("templates/entry.html", "<p>From a template.</p>")]);
    watching.until(|| has(&site, "From a template."));
    fs::remove_dir_all(site.path("templates")).unwrap();
    watching.until(|| !has(&site, "From a template."));
}

#[test]
fn a_project_may_be_its_own_content_folder() {
    let site = site();
    fs::write(site.path("feedwright.toml"), settings("[content]\ndir = \".\"\n")).unwrap();
    let mut watching = Watching::start(&site, &[]);
    watching.line();
    site.add(&[("deep/er/b.md", &article("Deep", "date = 2026-05-02"))]);
    watching.until(|| has(&site, "<title>Deep</title>"));
    site.add(&[("deep/er/b.md", &article("Deeper", "date = 2026-05-02"))]);
    watching.until(|| has(&site, "<title>Deeper</title>"));
}

#[test]
fn the_configuration_of_the_generator_counts() {
    let site = Site::new(
        "[content]\ngenerator = \"hugo\"\n",
        &[("posts/a.md", "---\ntitle: First\ndate: 2026-05-01\n---\nx\n")],
    );
    let hugo = |title: &str| format!("baseURL = \"https://blog.org/\"\ntitle = \"{title}\"\n");
    files(&site.path(""), &[("hugo.toml", &hugo("Old"))]);
    let output =
        |text: &str| fs::read_to_string(site.path("public/index.xml")).is_ok_and(|feed| feed.contains(text));
    let mut watching = Watching::start(&site, &[]);
    watching.until(|| output("<title>Old</title>"));
    files(&site.path(""), &[("hugo.toml", &hugo("New"))]);
    watching.until(|| output("<title>New</title>"));
    files(&site.path(""), &[("hugo.toml", "title = [\n")]);
    watching.line();
    files(&site.path(""), &[("hugo.toml", &hugo("Newest"))]);
    watching.until(|| output("<title>Newest</title>"));
}

#[test]
fn the_pages_of_the_site_count_where_texts_come_from_them() {
    let site = Site::new(
        &settings("[content]\nbody-from = \"page\"\n"),
        &[("a.md", &article("First", "date = 2026-05-01"))],
    );
    let page = |text: &str| {
        format!(
            "<!doctype html><html><head><title>First</title></head><body><article><h1>First</h1><p>{text}</p></article></body></html>"
        )
    };
    let mut watching = Watching::start(&site, &[]);
    let line = watching.line();
    assert!(line.contains("nothing was published"), "{line}");
    files(&site.path("public"), &[("a/index.html", &page("Out of the page."))]);
    watching.until(|| has(&site, "Out of the page."));
    files(&site.path("public"), &[("a/index.html", &page("Out of the next page."))]);
    watching.until(|| has(&site, "Out of the next page."));
}

#[test]
fn an_article_appears_when_it_is_due() {
    let site = site();
    site.add(&[("b.md", &article("Due", "date = 2026-06-01T00:00:01Z"))]);
    site.add(&[("c.md", &article("Brief", "date = 2026-05-03\nexpires = 2026-06-01T00:00:02Z"))]);
    let mut watching = Watching::start(&site, &[]);
    watching.until(|| has(&site, "<title>Due</title>"));
    watching.until(|| !has(&site, "<title>Brief</title>"));
}

#[test]
fn several_projects_are_watched_together() {
    let site = two_projects(&settings(""));
    let mut watching = Watching::start(&site, &BOTH);
    let first = [watching.line(), watching.line()];
    assert!(first[0].starts_with("blog/feedwright.toml: 1 article"), "{first:?}");
    assert!(first[1].starts_with("docs/feedwright.toml: 1 article"), "{first:?}");
    files(&site.path("docs"), &[("content/b.md", &article("New", "date = 2026-05-02"))]);
    let line = watching.line();
    assert!(line.starts_with("docs/feedwright.toml: 2 articles"), "{line}");
}

#[test]
fn json_lines_are_those_of_a_build() {
    let site = site();
    let mut watching = Watching::start(&site, &["--message-format", "json"]);
    let document = watching.line();
    assert!(
        document.starts_with("{\"kind\":\"document\",\"path\":\"feed.xml\",\"status\":\"created\""),
        "{document}"
    );
    assert!(watching.line().starts_with("{\"kind\":\"summary\",\"articles\":1"));
    site.add(&[("a.md", &article("Second", "date = 2026-05-01"))]);
    assert!(watching.line().contains("\"status\":\"changed\""));
    assert!(watching.line().starts_with("{\"kind\":\"summary\""));
}

#[test]
fn a_watch_makes_neither_a_summary_nor_sarif() {
    let site = site();
    for arguments in [["--summary", "s.md"], ["--message-format", "sarif"]] {
        let mut watching = Watching::start(&site, &arguments);
        assert_eq!(watching.ended(), Some(2), "{arguments:?}");
    }
}

#[test]
fn a_wrong_argument_ends_it() {
    for (site, arguments) in [
        (site(), ["--deny", "no-such-code"].as_slice()),
        (site(), &["--against", "nowhere"]),
        (site_without_configuration(), &[]),
    ] {
        let mut watching = Watching::start(&site, arguments);
        assert_eq!(watching.ended(), Some(2), "{arguments:?}");
    }
}

fn site_without_configuration() -> Site {
    let site = site();
    fs::remove_file(site.path("feedwright.toml")).unwrap();
    site
}

#[test]
fn a_commit_counts_where_dates_come_from_git() {
    for is_worktree in [false, true] {
        let site = Site::new(&settings("[content]\ndate-from = [\"git\"]\n"), &[]);
        let (mut commits, main) = (Commits::default(), tempfile::tempdir().unwrap());
        let undated = |title: &str| format!("+++\ntitle = \"{title}\"\n+++\nWords.\n");
        commits.commit(&[], &[Change::Write("content/a.md", &undated("First"))]);
        if is_worktree {
            commits.write(main.path());
            let linked = site.path("linked");
            let add = ["worktree", "add", "--quiet", "--no-checkout", "-b", "side", linked.to_str().unwrap()];
            git(main.path(), &add, "");
            fs::rename(linked.join(".git"), site.path(".git")).unwrap();
            git(main.path(), &["worktree", "repair", site.path("").to_str().unwrap()], "");
            git(&site.path(""), &["checkout", "--quiet", "side", "--", "."], "");
        } else {
            commits.write(&site.path(""));
        }
        let mut watching = Watching::start(&site, &[]);
        let line = watching.line();
        assert!(line.starts_with("1 article, 0 left out"), "{is_worktree}: {line}");
        site.add(&[("b.md", &undated("Second"))]);
        let line = watching.line();
        assert!(!has(&site, "<title>Second</title>"), "{is_worktree}: {line}");
        git(&site.path(""), &["add", "-A"], "");
        git(&site.path(""), &["commit", "-qm", "2", "--date", "2026-05-02T00:00:00Z"], "");
        watching.until(|| has(&site, "<title>Second</title>"));
    }
}

#[cfg(unix)]
#[test]
fn a_second_interrupt_ends_a_build_that_waits() {
    let site = site();
    fs::create_dir(site.path("public")).unwrap();
    let folder = fs::File::open(site.path("public")).unwrap();
    folder.lock().unwrap();
    let mut watching = Watching::start(&site, &[]);
    assert!(watching.has_said("waiting for another build"));
    let id = watching.child.id().to_string();
    let interrupt = || assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    interrupt();
    // Signals that come at once may count as one.
    while watching.child.try_wait().unwrap().is_none() {
        interrupt();
    }
    assert_eq!(watching.ended(), Some(130));
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_cleanly() {
    for signal in ["-INT", "-TERM"] {
        let site = site();
        let mut watching = Watching::start(&site, &[]);
        watching.line();
        let id = watching.child.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
        assert_eq!(watching.ended(), Some(0), "{signal}");
        assert!(has(&site, "<title>First</title>"));
    }
}
