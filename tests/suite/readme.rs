//! The README, the guide in `content/guide` and `CONTRIBUTING.md`: every example runs as it stands, every command, option
//! and key that they name exists, every one that exists is named, and every link leads to a file.
//!
//! Each page is a sequence of its own, run in an empty folder. A block below "Write `file`:" is written to that file, a
//! `console` block is a command and what it prints, at least its beginning, and a file has what stands below "`file`
//! contains:". "Put `file`" makes a recording or a cover there. `SNAPSHOTS=overwrite` writes the output of commands into the
//! pages; then read them.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use crate::harness::project;
use crate::house::assert_yaml;
use crate::{podcasts, recordings};

/// The maximum number of lines of the README.
const README_LINES: usize = 150;

/// How commands of other programs begin, whose options are not ours.
const OTHER_PROGRAMS: [&str; 9] =
    ["cargo ", "docker ", "gh ", "git ", "npm ", "pip ", "pipx ", "sha256sum ", "uv "];

/// A page: its path in the project, and its text.
struct Page {
    path: PathBuf,
    text: String,
}

impl Page {
    fn read(path: &str) -> Page {
        let text = fs::read_to_string(project().join(path)).unwrap();
        Page { path: path.into(), text }
    }

    /// The part below a heading, up to the next heading of its level.
    fn section(&self, heading: &str) -> &str {
        let (_, rest) = self.text.split_once(&format!("\n{heading}\n")).unwrap_or_else(|| {
            panic!("{} has no heading `{heading}`", self.path.display());
        });
        rest.split("\n## ").next().unwrap()
    }
}

/// The pages whose examples run.
fn pages() -> Vec<Page> {
    let guide = fs::read_dir(project().join("content/guide")).unwrap();
    let mut paths: Vec<_> = guide
        .map(|entry| format!("content/guide/{}", entry.unwrap().file_name().to_str().unwrap()))
        .filter(|path| Path::new(path).extension().is_some_and(|extension| extension == "md"))
        .collect();
    paths.push("README.md".to_owned());
    paths.sort();
    paths.iter().map(|path| Page::read(path)).collect()
}

/// A fenced block.
struct Block<'p> {
    language: &'p str,
    text: &'p str,
    /// Where the text stands in the page.
    range: Range<usize>,
    /// The text between the previous block and this one.
    before: &'p str,
}

impl Block<'_> {
    /// The file that the sentence before the block says to write it to.
    fn file(&self) -> Option<&str> {
        let (sentence, name) = self.before.trim_end().strip_suffix("`:")?.rsplit_once('`')?;
        sentence.trim_end().ends_with("Write").then_some(name)
    }

    /// The recordings that sentences before the block say to put somewhere.
    fn recordings(&self) -> impl Iterator<Item = &str> {
        self.before.split("Put `").skip(1).filter_map(|rest| rest.split('`').next())
    }

    /// The file that the sentence before the block says to have this text in it.
    fn container(&self) -> Option<&str> {
        let (_, name) = self.before.trim_end().strip_suffix("` contains:")?.rsplit_once('`')?;
        Some(name)
    }
}

fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let (mut open, mut before, mut at) = (None, 0, 0);
    for line in page.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let Some(language) = line.strip_prefix("```") else { continue };
        open = match open {
            None => Some((language.trim(), start, at)),
            Some((language, fence, range_start)) => {
                blocks.push(Block {
                    language,
                    text: page.get(range_start..start).unwrap(),
                    range: range_start..start,
                    before: page.get(before..fence).unwrap(),
                });
                before = at;
                None
            }
        };
    }
    assert!(open.is_none(), "a block is not closed");
    blocks
}

/// Runs the program as a page does.
fn feedwright(arguments: &str, folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_feedwright"))
        .args(arguments.split_whitespace())
        .current_dir(folder)
        .env("SOURCE_DATE_EPOCH", "1780000000")
        .output()
        .unwrap()
}

fn printed(output: Output) -> String {
    String::from_utf8([output.stderr, output.stdout].concat()).unwrap()
}

fn write(folder: &Path, file: &str, text: &str) {
    let path = folder.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Runs the examples of a page. Returns the page as it should be, and the number of its commands.
fn run(page: &Page) -> (String, usize) {
    let folder = tempfile::tempdir().unwrap();
    let (mut right, mut copied, mut commands) = (String::new(), 0, 0);
    for block in blocks(&page.text) {
        let path = page.path.display();
        for recording in block.recordings() {
            let tags = [("TIT2", "The night ferry"), ("TDRC", "2026-04-15"), ("TDES", "Who sails at three.")];
            let is_cover = Path::new(recording).extension().is_some_and(|extension| extension == "jpg");
            let tags = tags.map(|(id, value)| recordings::text(id, value));
            let bytes = if is_cover { podcasts::jpeg(1400, 3) } else { recordings::tagged(&tags) };
            fs::create_dir_all(folder.path().join("content")).unwrap();
            fs::write(folder.path().join(recording), bytes).unwrap();
        }
        if let Some(file) = block.container() {
            let whole = fs::read_to_string(folder.path().join(file)).unwrap();
            assert!(whole.contains(block.text.trim_end()), "{path}: {file} is\n{whole}");
            continue;
        }
        match (block.file(), block.language) {
            (Some(file), language) => {
                if language == "yaml" {
                    assert_yaml(file, block.text);
                }
                write(folder.path(), file, block.text);
            }
            (None, "console") => {
                let (command, expected) = block.text.split_once('\n').unwrap();
                let arguments = command.strip_prefix("$ feedwright ").unwrap();
                let printed = printed(feedwright(arguments, folder.path()));
                commands += 1;
                if !printed.starts_with(expected.trim_end()) || expected.is_empty() && !printed.is_empty() {
                    right.push_str(page.text.get(copied..block.range.start).unwrap());
                    writeln!(right, "{command}\n{}", printed.trim_end()).unwrap();
                    copied = block.range.end;
                }
            }
            // Documentation tests run these.
            (None, "rust" | "rust,no_run") => {
                assert!(path.to_string().ends_with("library.md"), "{path} has Rust code");
            }
            // Only parsed, by the test of commands.
            (None, "sh") => {}
            (None, language) => panic!("{path}: what is this {language} block for?\n{}", block.text),
        }
    }
    right.push_str(page.text.get(copied..).unwrap());
    (right, commands)
}

#[test]
fn every_example_works_as_described() {
    let (mut wrong, mut commands) = (Vec::new(), 0);
    for page in pages() {
        let (right, count) = run(&page);
        commands += count;
        if right == page.text {
            continue;
        }
        if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
            fs::write(project().join(&page.path), right).unwrap();
        } else {
            let differs = right.lines().zip(page.text.lines()).position(|(right, is)| right != is);
            wrong.push(format!("{}:{}\n{right}", page.path.display(), differs.unwrap_or_default() + 1));
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\nthese pages say something else; SNAPSHOTS=overwrite corrects them",
        wrong.join("\n")
    );
    assert!(commands >= 20, "only {commands} commands");
}

/// The text in backquotes outside of blocks.
fn code_spans(page: &str) -> Vec<&str> {
    let mut text: Vec<_> = blocks(page).iter().map(|block| block.before).collect();
    let end = blocks(page).last().map_or(0, |block| block.range.end + "```".len());
    text.push(page.get(end..).unwrap());
    text.iter().flat_map(|text| text.split('`').skip(1).step_by(2)).collect()
}

/// The lines of blocks that a shell runs.
fn shell_lines(page: &str) -> Vec<&str> {
    let lines = blocks(page)
        .into_iter()
        .filter(|block| matches!(block.language, "sh" | "yaml"))
        .flat_map(|block| block.text.lines())
        .map(|line| line.trim().trim_start_matches("- run: ").trim_start_matches("- "))
        .map(|line| line.trim_start_matches("entry: ").trim_start_matches("npx "));
    lines.collect()
}

#[test]
fn every_command_that_a_page_names_is_understood() {
    let folder = tempfile::tempdir().unwrap();
    let mut count = 0;
    for page in pages() {
        let commands = code_spans(&page.text).into_iter().chain(shell_lines(&page.text));
        for arguments in commands.filter_map(|command| command.strip_prefix("feedwright ")) {
            // Where the output goes is up to the shell.
            let arguments = arguments.split(" > ").next().unwrap().replace(['[', ']', '…'], "");
            let output = feedwright(&format!("{arguments} --help"), folder.path());
            assert!(output.status.success(), "{}: {arguments}\n{}", page.path.display(), printed(output));
            count += 1;
        }
    }
    assert!(count > 10, "only {count} commands");
}

/// The commands that `--help` lists.
fn commands() -> Vec<String> {
    let help = printed(feedwright("help", project()));
    let (_, list) = help.split_once("Commands:\n").unwrap();
    let list = list.split("\n\n").next().unwrap();
    let names = list.lines().filter_map(|line| line.strip_prefix("  ").filter(|line| !line.starts_with(' ')));
    names.map(|line| line.split(' ').next().unwrap().to_owned()).filter(|name| name != "help").collect()
}

/// `--option` anywhere in a text.
fn options(text: &str) -> BTreeSet<String> {
    let is_part = |c: char| c.is_ascii_lowercase() || c == '-';
    let starts = text.match_indices("--").map(|(at, _)| text.get(at..).unwrap());
    let options = starts.map(|rest| rest.split(|c| !is_part(c)).next().unwrap());
    options.filter(|option| option.len() > 3 && !option.starts_with("---")).map(str::to_owned).collect()
}

#[test]
fn every_command_and_option_is_on_a_page_and_there_are_no_others() {
    let readme = Page::read("README.md");
    let named: BTreeSet<_> = first_cells(readme.section("## Commands")).into_iter().collect();
    let listed: BTreeSet<_> = commands().into_iter().collect();
    assert_eq!(named, listed, "the README's table of commands");
    let helps: String =
        listed.iter().map(|name| printed(feedwright(&format!("{name} --help"), project()))).collect();
    let real: BTreeSet<_> = options(&helps).into_iter().filter(|option| option != "--help").collect();
    let spans = |page: &Page| -> Vec<String> {
        let spans = code_spans(&page.text).into_iter().chain(shell_lines(&page.text));
        let is_other = |span: &str| OTHER_PROGRAMS.iter().any(|program| span.starts_with(program));
        spans.filter(|span| !is_other(span)).map(str::to_owned).collect()
    };
    let written: BTreeSet<_> = pages()
        .iter()
        .flat_map(spans)
        .flat_map(|span| options(&span))
        .filter(|option| option != "--help")
        .collect();
    assert_eq!(written, real, "left: options that pages name, right: options that there are");
}

/// The rows of a text's tables that begin with a header of this name.
fn rows<'p>(text: &'p str, header: &str) -> Vec<&'p str> {
    let start = format!("| {header} |");
    let mut rows = Vec::new();
    let mut lines = text.lines();
    while lines.by_ref().any(|line| line.starts_with(&start)) {
        rows.extend(lines.by_ref().skip(1).take_while(|line| line.starts_with('|')));
    }
    rows
}

fn cell(row: &str, column: usize) -> &str {
    row.split('|').nth(column + 1).unwrap()
}

/// The words in the backquotes of a text.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// The names in the first column of a table of commands.
fn first_cells(section: &str) -> Vec<String> {
    let names = rows(section, "command").into_iter().flat_map(|row| quoted(cell(row, 0)));
    names.map(|name| name.split(' ').next().unwrap().to_owned()).collect()
}

/// The keys that a table of keys names.
fn keys(section: &str) -> BTreeSet<String> {
    rows(section, "key").into_iter().flat_map(|row| quoted(cell(row, 0))).map(str::to_owned).collect()
}

/// A key that is unknown, and similar to no known key.
const UNKNOWN: &str = "zzzzzzzzzzzzzzzzzz";

/// The keys that are known where [`UNKNOWN`] stands in a configuration or an article, as the finding lists them.
fn known(configuration: &str, article: &str) -> BTreeSet<String> {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "feedwright.toml", configuration);
    write(folder.path(), "content/a.md", article);
    let output = feedwright("build --base-url https://blog.ruiz.dev/ --message-format json", folder.path());
    let lines = String::from_utf8(output.stdout).unwrap();
    let helps: Vec<_> = lines
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .filter(|line| line["message"].as_str().is_some_and(|message| message.contains(UNKNOWN)))
        .map(|line| line["help"].as_str().unwrap().to_owned())
        .collect();
    let [help] = helps.as_slice() else { panic!("{lines}") };
    let (_, list) = help.split_once("known keys: ").unwrap();
    list.split(", ").map(str::to_owned).collect()
}

const ARTICLE: &str = "+++\ntitle = \"A\"\ndate = 2026-04-01\n+++\nA.\n";

fn setting(table: &str) -> BTreeSet<String> {
    known(&format!("{table}\n{UNKNOWN} = 1\n"), ARTICLE)
}

fn metadata(keys: &str) -> BTreeSet<String> {
    known("", &format!("+++\ntitle = \"A\"\ndate = 2026-04-01\n{keys}\n+++\nA.\n"))
}

#[test]
fn the_keys_on_the_page_about_the_configuration_are_those_that_are_read() {
    let page = Page::read("content/guide/configuration.md");
    for table in ["[site]", "[content]", "[output]", "[check]", "[[feed]]"] {
        assert_eq!(keys(page.section(&format!("## `{table}`"))), setting(table), "{table}");
    }
    for table in setting("") {
        let heading = [format!("`[{table}]`"), format!("`[[{table}]]`")];
        assert!(heading.iter().any(|heading| page.text.contains(heading)), "[{table}]");
    }
    let row = |key: &str| {
        let rows = rows(&page.text, "key");
        let row = rows.into_iter().find(|row| quoted(cell(row, 0)).any(|name| name == key));
        row.unwrap().to_owned()
    };
    let nested = [
        ("select", "[feed.select]"),
        ("element", "[[feed.element]]"),
        ("languages", "[site.languages.id]"),
        ("authors", "[[site.authors]]"),
    ];
    for (key, table) in nested {
        let table = if table.contains("feed.") { format!("[[feed]]\n{table}") } else { table.to_owned() };
        for name in setting(&table) {
            assert!(words(&row(key)).contains(name.as_str()), "`{key}`: {name}");
        }
    }
}

/// The words in the backquotes of a row, less its first cell.
fn words(row: &str) -> BTreeSet<&str> {
    let rest = row.splitn(3, '|').nth(2).unwrap();
    quoted(rest).flat_map(|code| code.split([' ', ',', '{', '}'])).collect()
}

#[test]
fn the_keys_on_the_page_about_metadata_are_those_that_are_read() {
    let page = Page::read("content/guide/metadata.md");
    let section = page.section("## Keys");
    let mut named = keys(section);
    named.extend(words("||`description`|").into_iter().map(str::to_owned));
    assert_eq!(named, metadata(&format!("{UNKNOWN} = 1")));
    for key in ["image", "enclosure", "source", "comments", "authors"] {
        let table = if key == "authors" { format!("[[{key}]]") } else { format!("[{key}]") };
        let rows = rows(section, "key");
        let row = rows.into_iter().find(|row| cell(row, 0).contains(&format!("`{key}`"))).unwrap();
        for name in metadata(&format!("{table}\n{UNKNOWN} = 1")) {
            assert!(words(row).contains(name.as_str()), "`{key}`: {name}");
        }
    }
}

#[test]
fn jobs_and_hooks_take_the_version_of_this_release() {
    let version = env!("CARGO_PKG_VERSION");
    let mut count = 0;
    for page in pages() {
        for mark in ["feedwright@v", "feedwright-v", "rev: v", "feedwright=="] {
            for rest in page.text.split(mark).skip(1) {
                assert!(
                    rest.starts_with(version),
                    "{}: {mark}{}",
                    page.path.display(),
                    rest.get(..20).unwrap()
                );
                count += 1;
            }
        }
    }
    assert!(count > 5, "only {count} versions");
}

#[test]
fn the_readme_is_short_enough_to_be_read() {
    let lines = Page::read("README.md").text.lines().count();
    assert!(lines <= README_LINES, "{lines} lines: the longer half is content/guide");
}

#[test]
fn every_guide_page_is_in_the_readme() {
    let readme = Page::read("README.md").text;
    for page in pages().iter().filter(|page| page.path.starts_with("content/guide")) {
        assert!(readme.contains(&format!("({})", page.path.display())), "{}", page.path.display());
    }
}

/// The targets of the links of a page, as written.
fn links(page: &str) -> Vec<&str> {
    let text = blocks(page);
    let in_blocks = |at: usize| text.iter().any(|block| block.range.contains(&at));
    let starts = page.match_indices("](").filter(|(at, _)| !in_blocks(*at));
    starts.map(|(at, _)| page.get(at + 2..).unwrap().split([')', ' ']).next().unwrap()).collect()
}

#[test]
fn every_link_to_a_file_leads_to_one() {
    let mut count = 0;
    let others = ["CONTRIBUTING.md", "SECURITY.md", "fuzz/README.md", ".github/pull_request_template.md"];
    for page in pages().into_iter().chain(others.map(Page::read)) {
        for link in links(&page.text).into_iter().filter(|link| !link.contains(':')) {
            let file = link.split('#').next().unwrap();
            let target = project().join(&page.path).with_file_name(file);
            // Examples of links stand in backquotes.
            let is_example = code_spans(&page.text).iter().any(|span| span.contains(&format!("]({link})")));
            assert!(is_example || target.exists(), "{}: {link}", page.path.display());
            count += 1;
        }
    }
    assert!(count > 10, "only {count} links");
}

#[test]
fn every_path_that_a_page_for_contributors_names_is_there() {
    let is_path =
        |span: &str| span.contains('/') && !span.contains([' ', '<', '>', '{', '(', '*', '$', ':', '=']);
    for (file, least) in [("CONTRIBUTING.md", 10), ("SECURITY.md", 10), ("fuzz/README.md", 4)] {
        let page = Page::read(file);
        let paths: Vec<_> = code_spans(&page.text).into_iter().filter(|span| is_path(span)).collect();
        assert!(paths.len() >= least, "{file}: {paths:?}");
        for path in paths {
            assert!(project().join(path).exists(), "{file} names `{path}`");
        }
    }
}
