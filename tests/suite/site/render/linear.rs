//! Bodies on which other programs take quadratic time, or worse: the pathological cases of the `CommonMark`
//! project, and similar ones in HTML and plain text. Four times the length takes about four times as long.

use std::path::Path;
use std::time::{Duration, Instant};

use feedwright::authoring::adopt;
use feedwright::site::files::Source;
use feedwright::site::kind::FileKind;

use super::inputs::{Body, HTML, MARKDOWN, TEXT};
use super::rendered;
use crate::suite::support::numbered;

/// The minimum time that is measured: shorter ones are noise.
const FLOOR: Duration = Duration::from_millis(10);

/// The maximum ratio of times for four times the length: linear time gives four plus noise, and quadratic time
/// sixteen.
const MOST: u32 = 10;

#[test]
fn four_times_the_markdown_takes_four_times_as_long() {
    all_are_linear(FileKind::Markdown, MARKDOWN);
}

#[test]
fn four_times_the_html_takes_four_times_as_long() {
    all_are_linear(FileKind::Html, HTML);
}

#[test]
fn four_times_the_text_takes_four_times_as_long() {
    all_are_linear(FileKind::Text, TEXT);
}

/// The parts are short: quadratic time shows only with more than four thousand of them.
const SHORT_PARTS: &[&str] = &[
    "attributes",
    "attributes of an end tag",
    "attributes of a script",
    "attributes in a selection",
    "attributes without an end",
    "attributes of the document",
    "attributes of the body",
    "attributes in text for browsers without scripts",
    "copies of one picture",
    "elements that end themselves",
];

#[test]
fn many_short_parts_of_html_take_their_share_of_time() {
    for (name, body) in HTML.iter().filter(|(name, _)| SHORT_PARTS.contains(name)) {
        assert!(is_linear(|n| time(FileKind::Html, &body(8 * n))), "{name}");
    }
    assert!(is_linear(|n| time(FileKind::Markdown, &not_in_the_text(2 * n))));
}

#[test]
fn many_removed_elements_of_one_name_are_found_as_fast_as_those_of_many() {
    let body = |name: &dyn Fn(usize) -> String| {
        numbered(4_000, |x| format!("<{0} a={x} b c d e f></{0}>\n", name(x)))
    };
    let (one, many) = (body(&|_| "x-y".to_owned()), body(&|x| format!("x-{x}")));
    let is_as_fast = |_| time(FileKind::Html, &one) <= time(FileKind::Html, &many).max(FLOOR) * 2;
    assert!((0..5).any(is_as_fast));
    let (_, found) = rendered(FileKind::Html, "", &one);
    let last = "warning[removed-element] news/a.x:4000:1 ";
    assert!(found.last().unwrap().starts_with(last), "{:?}", found.last());
}

fn not_in_the_text(links: usize) -> String {
    numbered(links, |x| format!("<a href='http://[&amp;{x}'>x</a>\n"))
}

#[test]
fn four_times_the_file_is_adopted_in_four_times_as_long() {
    let lines = |n: usize| format!("Title: x\n{}\nWords.\n", " y\n".repeat(8 * n));
    assert!(is_linear(|n| time_of_adoption(FileKind::Markdown, &lines(n))), "lines that go on");
    for (kind, bodies) in [(FileKind::Markdown, MARKDOWN), (FileKind::Html, HTML), (FileKind::Text, TEXT)] {
        for (name, body) in bodies {
            assert!(is_linear(|n| time_of_adoption(kind, &body(n))), "{name}");
        }
    }
    for (name, body) in HTML.iter().filter(|(name, _)| SHORT_PARTS.contains(name)) {
        assert!(is_linear(|n| time_of_adoption(FileKind::Html, &body(8 * n))), "{name}");
    }
    let unfilled = |n: usize| "# title = \"\"  # fill in\n".repeat(n);
    assert!(
        is_linear(|n| {
            let text = unfilled(n);
            let start = Instant::now();
            assert_eq!(adopt::unfilled(&text).len(), n);
            start.elapsed()
        }),
        "lines that are to be filled in"
    );
}

fn time_of_adoption(kind: FileKind, text: &str) -> Duration {
    let mut source = Source::new(&Path::new("").into(), "a.x".to_owned());
    source.kind = kind;
    let start = Instant::now();
    if let Ok(draft) = adopt::read(&source, text.as_bytes()) {
        let _ = draft.adopt(&adopt::FileFacts::default());
    }
    start.elapsed()
}

#[track_caller]
fn all_are_linear(kind: FileKind, bodies: &[(&str, Body)]) {
    for (name, body) in bodies {
        assert!(is_linear(|n| time(kind, &body(n))), "{name}");
    }
}

/// Whether something takes linear time. Other processes disturb the measurement, so one linear run is enough.
fn is_linear(time: impl Fn(usize) -> Duration) -> bool {
    (0..5).any(|_| {
        let base = time(1_000).max(FLOOR);
        time(4_000) <= base * MOST
    })
}

fn time(kind: FileKind, body: &str) -> Duration {
    let start = Instant::now();
    let _ = rendered(kind, "", body);
    start.elapsed()
}
