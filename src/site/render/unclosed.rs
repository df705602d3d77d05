//! HTML in; the first tag, comment or element that is never closed, and that hides the rest of the text, out.

use std::ops::Range;

/// What is never closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unclosed {
    /// What it is: `<textarea>`.
    pub(super) what: String,
    /// What would close it.
    pub(super) end: String,
    /// Its beginning, to the end of its line.
    pub(super) range: Range<usize>,
}

/// Elements whose content readers do not see.
const HIDING: &[&str] = &[
    "applet", "button", "canvas", "iframe", "noembed", "noframes", "noscript", "script", "select", "style",
    "template", "textarea", "title", "xmp",
];

/// The element that shows its content on demand only. In it, other markup counts.
const DETAILS: &str = "details";

/// Elements in which tags may close themselves.
const FOREIGN: &[&str] = &["svg", "math"];

/// Finds the first one.
pub(super) fn first(html: &str) -> Option<Unclosed> {
    let (mut at, mut foreign, mut details) = (0_usize, 0_usize, Vec::new());
    while let Some(start) = html.get(at..).and_then(|rest| rest.find('<')).map(|found| at + found) {
        let rest = html.get(start..).unwrap_or_default();
        let Some(length) = length(rest) else { return Some(unclosed_tag(html, start)) };
        at = start + length;
        let tag = rest.get(..length).unwrap_or_default();
        let name = name(tag.trim_start_matches(['<', '/']));
        let (is_end, closes_itself) = (tag.starts_with("</"), tag.ends_with("/>"));
        if FOREIGN.contains(&name.as_str()) && !closes_itself {
            foreign = if is_end { foreign.saturating_sub(1) } else { foreign + 1 };
        }
        if name == DETAILS && is_end {
            details.pop();
        } else if name == DETAILS {
            details.push(start);
        }
        let is_hiding = !is_end && HIDING.contains(&name.as_str()) && !(closes_itself && foreign > 0);
        if is_hiding {
            match end_tag(html, at, &name) {
                Some(end) => at = end,
                None => return Some(unclosed(html, start, format!("<{name}>"), format!("</{name}>"))),
            }
        }
    }
    let first = details.first();
    first.map(|start| unclosed(html, *start, format!("<{DETAILS}>"), format!("</{DETAILS}>")))
}

/// The length of the tag or comment that a text begins with; `None` if it has no end, and 1 if it is neither.
fn length(text: &str) -> Option<usize> {
    if let Some(comment) = text.strip_prefix("<!--") {
        let is_empty = comment.starts_with('>') || comment.starts_with("->");
        let end = |mark: &str| comment.find(mark).map(|at| 4 + at + mark.len());
        return if is_empty { Some(4) } else { [end("-->"), end("--!>")].into_iter().flatten().min() };
    }
    let second = text.chars().nth(1);
    let is_tag = second.is_some_and(|c| c.is_ascii_alphabetic())
        || second == Some('/') && text.chars().nth(2).is_some_and(|c| c.is_ascii_alphabetic());
    match second {
        _ if is_tag => tag_length(text),
        Some('!' | '?') => text.find('>').map(|at| at + 1),
        _ => Some(1),
    }
}

/// The length of a tag, in whose quoted values `>` is text.
fn tag_length(text: &str) -> Option<usize> {
    let (mut quote, mut before) = (None, ' ');
    for (at, c) in text.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => continue,
            None if c == '>' => return Some(at + 1),
            None if matches!(c, '"' | '\'') && before == '=' => quote = Some(c),
            None => {}
        }
        before = if c.is_whitespace() { before } else { c };
    }
    None
}

/// The name that a text begins with, in lower case.
fn name(text: &str) -> String {
    text.chars()
        .take_while(|c| !c.is_whitespace() && !matches!(c, '/' | '>'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The offset after the name of the end tag of an element.
fn end_tag(html: &str, from: usize, of: &str) -> Option<usize> {
    let rest = html.get(from..)?;
    let mut ends = rest.match_indices("</");
    let (at, _) = ends.find(|(at, _)| rest.get(at + 2..).is_some_and(|tag| name(tag) == of))?;
    Some(from + at + 2)
}

fn unclosed_tag(html: &str, start: usize) -> Unclosed {
    let rest = html.get(start..).unwrap_or_default();
    if rest.starts_with("<!--") {
        return unclosed(html, start, "comment".to_owned(), "-->".to_owned());
    }
    let what = if rest.starts_with("<!") || rest.starts_with("<?") { "comment" } else { "tag" };
    unclosed(html, start, what.to_owned(), ">".to_owned())
}

fn unclosed(html: &str, start: usize, what: String, end: String) -> Unclosed {
    let line = html.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let length = line.floor_char_boundary(MAX_SHOWN);
    Unclosed { what, end, range: start..start + length }
}

/// The maximum length of the marked beginning, in bytes.
const MAX_SHOWN: usize = 60;
