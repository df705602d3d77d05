//! HTML nested beyond reason takes parsers time in proportion to the square of its depth. Nobody writes it by hand: tags
//! below a depth that no page reaches are left out before anything parses them, and their text stays.

use std::borrow::Cow;

/// Deeper than any page; readers stop showing structure long before.
const DEPTH: usize = 256;

/// Elements that hold nothing, and elements that end where the next of their kind begins: whatever they are nested in
/// is counted (HTML §13.1.2, §13.1.2.4).
const LEVEL: &[&str] = &[
    "area", "base", "body", "br", "caption", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html",
    "img", "input", "li", "link", "meta", "optgroup", "option", "p", "param", "rb", "rp", "rt", "rtc",
    "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];

/// Elements whose tags are text until they end (HTML §13.2.6.2).
const RAW: &[&str] = &["iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"];

/// Elements in which `/>` closes a tag (HTML §13.1.2.1).
const FOREIGN: &[&str] = &["math", "svg"];

/// HTML whose tags open no more than [`DEPTH`] elements at a time.
pub(super) fn limited(html: &str) -> Cow<'_, str> {
    if html.matches('<').count() <= DEPTH {
        return html.into();
    }
    let mut out = String::with_capacity(html.len());
    let mut open = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (before, from) = rest.split_at(start);
        let (tag, after) = from.split_at(length(from, &open));
        out.push_str(before);
        if stays(tag, &mut open) {
            out.push_str(tag);
        }
        rest = after;
    }
    out.push_str(rest);
    out.into()
}

/// How long the comment, the raw element, the tag, or the `<` that is none of them, is that a text begins with.
fn length(from: &str, open: &[&str]) -> usize {
    let name = name(from);
    if from.starts_with("<!--") {
        let comment = from.get(..end_of(from, 2, "-->")).unwrap_or(from);
        end_of(comment, 4, "--!>")
    } else if is_in(RAW, name) && !open.iter().any(|name| is_in(FOREIGN, name)) {
        raw_end(from, name).map_or(from.len(), |end| end_of(from, end, ">"))
    } else if !name.is_empty() {
        tag_length(from)
    } else if ["</", "<!", "<?"].iter().any(|start| from.starts_with(start)) {
        end_of(from, 0, ">")
    } else {
        1
    }
}

/// The length of an opening tag; `>` may stand in a quoted value.
fn tag_length(from: &str) -> usize {
    let (mut quote, mut value_begins) = (None, false);
    for (at, c) in from.char_indices() {
        match (quote, c) {
            (Some(open), c) if open == c => quote = None,
            (None, '"' | '\'') if value_begins => quote = Some(c),
            (None, '>') => return at + 1,
            (Some(_) | None, _) => {}
        }
        value_begins = c == '=' || (value_begins && c.is_ascii_whitespace());
    }
    from.len()
}

fn end_of(text: &str, from: usize, mark: &str) -> usize {
    let found = text.get(from..).and_then(|rest| rest.find(mark));
    found.map_or(text.len(), |at| from + at + mark.len())
}

fn raw_end(text: &str, name: &str) -> Option<usize> {
    let mut closings = text.match_indices("</").map(|(at, _)| at);
    closings.find(|at| {
        let behind = text.get(at + 2..at + 2 + name.len());
        behind.is_some_and(|behind| behind.eq_ignore_ascii_case(name))
    })
}

/// Whether a tag stays; `open` are the elements that it stands in.
fn stays<'h>(tag: &'h str, open: &mut Vec<&'h str>) -> bool {
    let (closed, name) = (tag.strip_prefix("</"), name(tag));
    if let Some(closed) = closed {
        return closes(leading_letters(closed), open);
    }
    let ends_itself = tag.ends_with("/>") && open.iter().any(|name| is_in(FOREIGN, name));
    if name.is_empty() || is_in(LEVEL, name) || is_in(RAW, name) || ends_itself {
        return true;
    }
    open.push(name);
    open.len() <= DEPTH
}

/// Closes the nearest open element of a name, and all within it; a tag that closes nothing is the parser's to judge.
fn closes(name: &str, open: &mut Vec<&str>) -> bool {
    let near = open.iter().rev().take(DEPTH).position(|open| open.eq_ignore_ascii_case(name));
    let Some(above) = near else { return true };
    open.truncate(open.len() - above - 1);
    open.len() < DEPTH
}

/// The name in an opening tag.
fn name(tag: &str) -> &str {
    leading_letters(tag.strip_prefix('<').unwrap_or_default())
}

fn leading_letters(text: &str) -> &str {
    text.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default()
}

fn is_in(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}
