//! Helpers for several modules: findings as lines, and folders written from texts and read back.

#[path = "tree.rs"]
mod tree;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex};
use std::time::Duration;

use feedwright::diagnostic::Diagnostic;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

pub(crate) use tree::tree;

/// Findings as `severity[code] file:line:column message | help`, one a line.
pub(crate) fn lines(found: &[Diagnostic]) -> Vec<String> {
    found.iter().map(line).collect()
}

fn line(finding: &Diagnostic) -> String {
    let place = match &finding.place {
        Some(place) => match place.span {
            Some(span) => format!("{}:{}:{} ", place.file.display(), span.start.line, span.start.column),
            None => format!("{} ", place.file.display()),
        },
        None => String::new(),
    };
    let help = finding.help.as_ref().map_or(String::new(), |help| format!(" | {help}"));
    format!("{}[{}] {place}{}{help}", finding.severity.as_str(), finding.code.name, finding.message)
}

/// Writes files below a folder: path and content.
pub(crate) fn files(root: &Path, files: &[(&str, &str)]) {
    for (path, content) in files {
        let file = root.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, content).unwrap();
    }
}

/// A text of `count` parts, each made from its number.
pub(crate) fn numbered(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |text, n| text + &part(n))
}

/// Threads that wait for each other.
pub(crate) struct Gathering {
    size: usize,
    there: Mutex<usize>,
    all: Condvar,
}

impl Gathering {
    pub(crate) fn of(size: usize) -> Gathering {
        Gathering { size, there: Mutex::new(0), all: Condvar::new() }
    }

    /// Waits until the given number of threads wait at once, and returns whether they did within a minute.
    pub(crate) fn is_complete(&self) -> bool {
        let mut there = self.there.lock().unwrap();
        *there += 1;
        self.all.notify_all();
        let is_missing = |there: &mut usize| *there < self.size;
        !self.all.wait_timeout_while(there, Duration::from_mins(1), is_missing).unwrap().1.timed_out()
    }
}

/// Every control and format character, and the two separators that end lines.
pub(crate) fn invisible() -> impl Iterator<Item = char> {
    ('\0'..=char::MAX).filter(|c| is_invisible(*c))
}

fn is_invisible(c: char) -> bool {
    use GeneralCategory::{Control, Format, LineSeparator, ParagraphSeparator};
    matches!(c.general_category(), Control | Format | LineSeparator | ParagraphSeparator)
}

/// Marks that CI runners read as commands: GitHub's two, Azure's, `TeamCity`'s.
pub(crate) const MARKS: &[&str] = &[
    "::error::x",
    " ::stop-commands::x",
    "\u{3000}::set-output name=a::b",
    "a##[error]x",
    "###[Group]x",
    "##vso[task.setvariable variable=a]b",
    "##TeamCity[buildProblem description='x']",
    "a\n::error::x",
    "a\r::error::x",
    "#\u{200D}#[error]x",
    "#\u{1B}[0m#[error]x",
    "\u{1B}[2J\u{9B}2J\u{1B}]0;x\u{7}",
];

/// The parts of an output that could control a terminal or a CI runner. Commands of GitHub's own format, and
/// colors, are allowed where they are expected.
pub(crate) fn steering(output: &str, has_commands: bool, has_colors: bool) -> Vec<String> {
    let output = if has_colors { without_colors(output) } else { output.to_owned() };
    let mut found = Vec::new();
    for line in output.split('\n') {
        found.extend(line.chars().filter(|c| is_invisible(*c)).map(|c| format!("{c:?} in {line:?}")));
        let is_ours = ["::error ", "::warning ", "::notice "].iter().any(|command| line.starts_with(command));
        if line.trim_start().starts_with("::") && !(has_commands && is_ours) {
            found.push(format!("a command: {line:?}"));
        }
        let is_command =
            |behind: &&str| behind.trim_start_matches(|c: char| c.is_ascii_alphabetic()).starts_with('[');
        let behind_marks = line.match_indices("##").filter_map(|(at, mark)| line.get(at + mark.len()..));
        found.extend(behind_marks.filter(is_command).map(|_| format!("a command in {line:?}")));
    }
    found
}

/// A text without the sequences that set colors.
fn without_colors(text: &str) -> String {
    let mut parts = text.split("\u{1B}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
        match rest.strip_prefix('m') {
            Some(rest) => plain + rest,
            None => plain + "\u{1B}[" + part,
        }
    })
}

/// The Rust files of a folder, and of those in it.
pub(crate) fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

/// Asserts that every parser reads a document.
#[track_caller]
pub(crate) fn well_formed(text: &str) -> feed_rs::model::Feed {
    if text.starts_with('{') {
        valid_json(text);
    } else {
        let document = roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        match document.root_element().tag_name().name() {
            "rss" => assert!(rss::Channel::read_from(text.as_bytes()).is_ok(), "{text}"),
            _ => assert!(atom_syndication::Feed::read_from(text.as_bytes()).is_ok(), "{text}"),
        }
    }
    feed_rs::parser::parse(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// Validates against the schema of JSON Feed.
fn valid_json(text: &str) {
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("feed/json-feed-1.1.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let feed: serde_json::Value = serde_json::from_str(text).unwrap();
    let errors: Vec<_> =
        validator.iter_errors(&feed).map(|error| format!("{error} at {}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{text}");
}
