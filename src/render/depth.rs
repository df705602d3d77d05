//! HTML nested beyond reason takes parsers time in proportion to the square of its depth, and so does formatting that is
//! never closed: they open it again in each block that follows (HTML §13.2.4.3). Nobody writes it by hand: tags below a
//! depth that no page reaches are left out before anything parses them, and their text stays. Writers of HTML look through
//! the rest of a text at each character that they escape: long texts are parted by comments, which the sanitiser removes.

use std::borrow::Cow;

/// Deeper than any page; readers stop showing structure long before.
const DEPTH: usize = 256;

/// More kinds of formatting than a word has at a time.
const FORMATS: usize = 16;

/// Bytes of text in one piece; longer than any paragraph.
const PIECE: usize = 32 * 1024;

/// Formatting that only its own end tag ends. A link is ended by the next one.
const FORMATTING: &[&str] =
    &["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

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

/// The elements that a tag stands in, and whether each was kept.
#[derive(Default)]
struct Open<'h> {
    blocks: Vec<(&'h str, bool)>,
    formats: Vec<(&'h str, bool)>,
}

impl Open<'_> {
    fn is_foreign(&self) -> bool {
        self.blocks.iter().any(|(name, _)| is_in(FOREIGN, name))
    }
}

/// HTML whose tags open no more than [`DEPTH`] elements at a time.
pub(super) fn limited(html: &str) -> Cow<'_, str> {
    if html.len() <= PIECE && html.matches('<').count() <= DEPTH {
        return html.into();
    }
    let mut out = String::with_capacity(html.len());
    let mut open = Open::default();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (before, from) = rest.split_at(start);
        let (tag, after) = from.split_at(length(from, &open));
        push_parted(&mut out, before);
        if stays(tag, &mut open) {
            out.push_str(tag);
        }
        rest = after;
    }
    push_parted(&mut out, rest);
    out.into()
}

/// Parts a text before characters that are escaped, where no reference can be cut in two.
fn push_parted(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(long) = rest.get(rest.ceil_char_boundary(PIECE)..).filter(|long| !long.is_empty()) {
        let Some(at) = long.find(|c| matches!(c, '&' | '\u{80}'..='\u{bf}')) else { break };
        let (piece, after) = rest.split_at(rest.len() - long.len() + at);
        out.push_str(piece);
        out.push_str("<!---->");
        rest = after;
    }
    out.push_str(rest);
}

/// How long the comment, the raw element, the tag, or the `<` that is none of them, is that a text begins with.
fn length(from: &str, open: &Open<'_>) -> usize {
    let name = name(from);
    if from.starts_with("<!--") {
        let comment = from.get(..end_of(from, 2, "-->")).unwrap_or(from);
        end_of(comment, 4, "--!>")
    } else if is_in(RAW, name) && !open.is_foreign() {
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
    for (at, byte) in from.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), byte) if open == byte => quote = None,
            (None, b'"' | b'\'') if value_begins => quote = Some(byte),
            (None, b'>') => return at + 1,
            (Some(_) | None, _) => {}
        }
        value_begins = byte == b'=' || (value_begins && byte.is_ascii_whitespace());
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
fn stays<'h>(tag: &'h str, open: &mut Open<'h>) -> bool {
    let (closed, name) = (tag.strip_prefix("</").map(leading_letters), name(tag));
    if let Some(closed) = closed {
        return if is_in(FORMATTING, closed) {
            ends(closed, &mut open.formats)
        } else {
            closes(closed, &mut open.blocks)
        };
    }
    let ends_itself = tag.ends_with("/>") && open.is_foreign();
    if name.is_empty() || is_in(LEVEL, name) || is_in(RAW, name) || ends_itself {
        return true;
    }
    let (list, most) =
        if is_in(FORMATTING, name) { (&mut open.formats, FORMATS) } else { (&mut open.blocks, DEPTH) };
    let kept = list.len() < most;
    list.push((name, kept));
    kept
}

/// Closes the nearest open element of a name, and all within it, and says whether it was kept; a tag that closes nothing
/// is the parser's to judge.
fn closes(name: &str, open: &mut Vec<(&str, bool)>) -> bool {
    let Some(at) = nearest(name, open) else { return true };
    open.drain(at..).next().is_none_or(|(_, kept)| kept)
}

/// Ends the nearest formatting of a name, and nothing else: what was begun within it goes on.
fn ends(name: &str, open: &mut Vec<(&str, bool)>) -> bool {
    nearest(name, open).is_none_or(|at| open.remove(at).1)
}

fn nearest(name: &str, open: &[(&str, bool)]) -> Option<usize> {
    let above = open.iter().rev().take(DEPTH).position(|(open, _)| open.eq_ignore_ascii_case(name))?;
    Some(open.len() - above - 1)
}

/// The name in an opening tag.
fn name(tag: &str) -> &str {
    leading_letters(tag.strip_prefix('<').unwrap_or_default())
}

fn leading_letters(text: &str) -> &str {
    let end = text.bytes().position(|byte| !byte.is_ascii_alphanumeric());
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

fn is_in(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}
