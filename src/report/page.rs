//! A code in, its page out: what the problem is, its consequences, and an example with the defect and without it.

use std::fmt::Write as _;

use super::examples;
use crate::check::can_be_allowed;
use crate::diagnostic::{Code, Example, ExampleContext, Severity};

/// A code in one line.
#[must_use]
pub(crate) fn entry(code: &Code) -> String {
    format!("{:7}  {:32}  {}", code.severity.as_str(), code.name, code.summary)
}

/// The page of a code.
#[must_use]
pub(crate) fn page(code: &Code) -> String {
    let mut page = format!("{} ({})\n\n  {}\n", code.name, code.severity.as_str(), code.summary);
    if !code.explanation.is_empty() {
        page.push('\n');
        page.push_str(&wrapped(code.explanation));
    }
    if let Some(example) = &code.example {
        let context = context(example.context);
        let _ = write!(
            page,
            "\n{context}\n\n{}\n  instead:\n\n{}",
            shown(example, example.bad),
            shown(example, example.good)
        );
    }
    if let Some(example) = examples::of(code.name) {
        let _ = write!(page, "\n  for example:\n\n{}\n  instead:\n\n{}", example.bad, example.good);
    }
    if !code.spec.is_empty() {
        let _ = write!(page, "\n  see {}\n", code.spec);
    }
    let change = match (code.severity, can_be_allowed(code)) {
        (Severity::Error, false) => "errors cannot be allowed".to_owned(),
        (Severity::Error, true) => {
            format!("--allow {} silences it as a warning; errors cannot be allowed", code.name)
        }
        (Severity::Warning | Severity::Info, _) => {
            format!("--allow {0} silences it, --deny {0} makes it an error", code.name)
        }
    };
    let _ = write!(page, "\n  {change}\n");
    page
}

/// The width of a page, in characters.
const WIDTH: usize = 88;

fn wrapped(text: &str) -> String {
    let mut lines = String::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > WIDTH {
            let _ = writeln!(lines, "  {line}");
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    let _ = writeln!(lines, "  {line}");
    lines
}

fn context(context: ExampleContext) -> &'static str {
    match context {
        ExampleContext::File => "  a file:",
        ExampleContext::Channel => "  in the channel of an RSS feed:",
        ExampleContext::Item => "  in an item of an RSS feed:",
        ExampleContext::Feed => "  in an Atom feed:",
        ExampleContext::Entry => "  in an entry of an Atom feed:",
        ExampleContext::Html => "  in the HTML of an entry:",
        ExampleContext::Json => "  in a JSON feed:",
        ExampleContext::JsonItem => "  in an item of a JSON feed:",
        ExampleContext::Podcast => "  in the channel of a podcast, with --profile podcast:",
        ExampleContext::Episode => "  in an episode of a podcast, with --profile podcast:",
        ExampleContext::News => "  in the channel of a news feed, with --profile news:",
        ExampleContext::NewsItem => "  in an article of a news feed, with --profile news:",
        ExampleContext::Http => "  in the header of the server's response:",
    }
}

/// An example without its marks. Omitted parts are shown as an ellipsis.
fn shown(example: &Example, text: &str) -> String {
    let mut plain = text.replace(['«', '»'], "");
    // Only known placeholders are replaced, since JSON has braces of its own.
    for place in PLACEHOLDERS {
        let stands_for = if *place == "{thirty}" { "<!-- 29 more items -->" } else { "…" };
        plain = plain.replace(place, stands_for);
    }
    if plain.is_empty() {
        return "    (nothing)\n".to_owned();
    }
    if matches!(example.context, ExampleContext::Html) {
        plain = plain.trim().to_owned();
    }
    plain.lines().fold(String::new(), |page, line| page + "    " + line + "\n")
}

/// The placeholders in examples, for parts that are left out.
pub(crate) const PLACEHOLDERS: &[&str] = &[
    "{rss}",
    "{channel}",
    "{item}",
    "{atom}",
    "{feed}",
    "{entry}",
    "{json-item}",
    "{episode}",
    "{news}",
    "{news-item}",
    "{thirty}",
    "{long}",
];
