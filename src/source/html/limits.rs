//! HTML in, HTML that parsers handle in linear time out, with a message about the first tag that exceeds a limit. Keeps
//! all text; parses no tree.
//!
//! Parsers need quadratic time for deep nesting, for formatting that is never closed and is opened again in each block
//! (HTML §13.2.4.3), for many attributes in one tag, each of which is compared with all others, and for many different
//! names. No hand-written HTML exceeds the limits here. Tags beyond the maximum depth are removed without a message,
//! attributes and names beyond their maximum with one. Serializers search the rest of a text at each character that
//! they escape, so long texts are split by comments, which the sanitizer removes.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use super::attributes::Attributes;

/// The maximum depth of nesting. Readers stop showing structure long before.
const MAX_DEPTH: usize = 256;

/// The maximum number of nested formatting elements.
const MAX_FORMATTING: usize = 16;

/// The maximum number of attributes of one tag.
pub(super) const MAX_ATTRIBUTES: usize = 200;

/// The maximum number of different element and attribute names. HTML, SVG and `MathML` have four hundred in total.
const MAX_NAMES: usize = 4096;

/// The maximum size of HTML that needs no further checks if it has few tags, in bytes.
const MAX_UNCHECKED: usize = 32 * 1024;

/// The maximum length of a text without a comment, in bytes; longer than most paragraphs.
const MAX_PIECE: usize = 4 * 1024;

/// Formatting elements that end only at their own end tag. A link also ends at the next one.
const FORMATTING: &[&str] =
    &["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Void elements, and elements that end where the next one of their kind begins, which do not add to the depth: the
/// elements around them do (HTML §13.1.2, §13.1.2.4).
const NOT_NESTED: &[&str] = &[
    "area", "base", "body", "br", "caption", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html",
    "img", "input", "li", "link", "meta", "optgroup", "option", "p", "param", "rb", "rp", "rt", "rtc",
    "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];

/// Elements that contain text instead of tags (HTML §13.2.6.2).
const RAW_TEXT: &[&str] = &["iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"];

/// Elements in which `/>` closes a tag (HTML §13.1.2.1).
const FOREIGN: &[&str] = &["math", "svg"];

/// The name of an open element, and whether its tag was kept.
type Element<'h> = (&'h str, bool);

/// The open elements around a tag.
#[derive(Default)]
struct OpenElements<'h> {
    blocks: Vec<Element<'h>>,
    formats: Vec<Element<'h>>,
    /// The number of SVG and `MathML` elements among the blocks.
    foreign: usize,
}

impl<'h> OpenElements<'h> {
    fn push(&mut self, name: &'h str, is_kept: bool) {
        self.foreign += usize::from(is_in(FOREIGN, name));
        self.blocks.push((name, is_kept));
    }

    fn pop(&mut self) -> Option<Element<'h>> {
        let last = self.blocks.pop()?;
        self.foreign -= usize::from(is_in(FOREIGN, last.0));
        Some(last)
    }
}

/// HTML that parsers handle in linear time.
#[derive(Debug)]
pub(crate) struct Limited<'h> {
    /// The HTML within the limits.
    pub(crate) html: Cow<'h, str>,
    /// The first tag from which something was removed that its author may miss.
    pub(crate) excess: Option<Excess>,
}

/// A tag beyond the limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Excess {
    /// Its range in the HTML.
    pub(crate) range: Range<usize>,
    /// The limit that it exceeds.
    pub(crate) message: String,
}

/// Limits HTML to [`MAX_DEPTH`] open elements, [`MAX_ATTRIBUTES`] attributes per tag, and [`MAX_NAMES`] different
/// names.
pub(crate) fn limited(html: &str) -> Limited<'_> {
    if html.len() <= MAX_UNCHECKED && html.matches('<').count() <= MAX_DEPTH && !has_long_tag(html) {
        return Limited { html: html.into(), excess: None };
    }
    let mut out = String::with_capacity(html.len());
    let (mut open, mut names, mut excess) = (OpenElements::default(), Names::default(), None);
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (before, from) = rest.split_at(start);
        push_split(&mut out, before);
        let length = if is_tag(from) {
            let tag = Tag::parse(from, &mut names);
            if keep_tag(tag.text, &mut open) {
                tag.push(&mut out);
            }
            let start = html.len() - from.len();
            let found = tag.excess.map(|message| Excess { range: start..start + tag.text.len(), message });
            excess = excess.or(found);
            let raw = raw_text(from, tag.text.len(), &open);
            push_raw(&mut out, raw, &mut names);
            tag.text.len() + raw.len()
        } else {
            let length = markup_length(from);
            out.push_str(from.get(..length).unwrap_or(from));
            length
        };
        rest = from.get(length..).unwrap_or_default();
    }
    push_split(&mut out, rest);
    Limited { html: out.into(), excess }
}

/// Whether a tag has more than [`MAX_ATTRIBUTES`] attributes.
fn has_long_tag(html: &str) -> bool {
    let mut rest = html;
    while let Some(from) = rest.find('<').and_then(|start| rest.get(start..)) {
        let length = if is_tag(from) {
            let mut attributes = Attributes::of(from);
            if attributes.by_ref().nth(MAX_ATTRIBUTES).is_some() {
                return true;
            }
            attributes.end()
        } else {
            1
        };
        rest = from.get(length..).unwrap_or_default();
    }
    false
}

/// The content of a raw text element after its start tag; empty for other elements.
fn raw_text<'h>(from: &'h str, tag: usize, open: &OpenElements<'_>) -> &'h str {
    let name = name(from);
    if !is_in(RAW_TEXT, name) || open.foreign > 0 {
        return "";
    }
    let after = from.get(tag..).unwrap_or_default();
    after.get(..raw_end(after, name).unwrap_or(after.len())).unwrap_or(after)
}

/// A misplaced raw text element may be parsed as tags, so these are limited, too. None of it reaches a reader.
fn push_raw<'h>(out: &mut String, raw: &'h str, names: &mut Names<'h>) {
    let mut rest = raw;
    while let Some(start) = rest.find('<') {
        let (before, from) = rest.split_at(start);
        out.push_str(before);
        let length = if is_tag(from) {
            let tag = Tag::parse(from, names);
            tag.push(out);
            tag.text.len()
        } else {
            out.push('<');
            1
        };
        rest = from.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
}

/// The names found so far.
#[derive(Default)]
struct Names<'h>(BTreeSet<&'h str>);

impl<'h> Names<'h> {
    /// Whether a name is one of the first [`MAX_NAMES`].
    fn admit(&mut self, name: &'h str) -> bool {
        self.0.contains(name) || (self.0.len() < MAX_NAMES && self.0.insert(name))
    }
}

/// A start tag, or an end tag.
struct Tag<'h> {
    /// The whole tag.
    text: &'h str,
    /// The length of the kept part, without the end of the tag.
    kept_length: usize,
    /// The limit that it exceeds.
    excess: Option<String>,
}

impl<'h> Tag<'h> {
    /// Reads the tag at the beginning of a text.
    fn parse(from: &'h str, names: &mut Names<'h>) -> Tag<'h> {
        let mut attributes = Attributes::of(from);
        let mut kept = attributes.name().end;
        let name_limit =
            || format!("the HTML has more than {MAX_NAMES} different element and attribute names");
        let is_known = names.admit(from.get(attributes.name()).unwrap_or_default());
        let mut excess = (!is_known).then(name_limit);
        for (count, attribute) in attributes.by_ref().enumerate() {
            if excess.is_some() {
                continue;
            }
            if count == MAX_ATTRIBUTES {
                excess = Some(format!("a tag has more than {MAX_ATTRIBUTES} attributes"));
            } else if names.admit(from.get(attribute.name).unwrap_or_default()) {
                kept = attribute.end;
            } else {
                excess = Some(name_limit());
            }
        }
        let kept_length = if is_known { kept } else { 0 };
        Tag { text: from.get(..attributes.end()).unwrap_or(from), kept_length, excess }
    }

    fn push(&self, out: &mut String) {
        match (&self.excess, self.kept_length) {
            (None, _) => out.push_str(self.text),
            // A tag with an unknown name is removed completely.
            (Some(_), 0) => {}
            (Some(_), kept) => {
                out.push_str(self.text.get(..kept).unwrap_or_default());
                out.push_str(
                    ["/>", ">"].into_iter().find(|end| self.text.ends_with(end)).unwrap_or_default(),
                );
            }
        }
    }
}

/// Splits a text before characters that are escaped, so that no character reference is split.
fn push_split(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(long) = rest.get(rest.ceil_char_boundary(MAX_PIECE)..).filter(|long| !long.is_empty()) {
        let Some(at) = long.find(|c| matches!(c, '&' | '\u{80}'..='\u{bf}')) else { break };
        let (piece, after) = rest.split_at(rest.len() - long.len() + at);
        out.push_str(piece);
        out.push_str("<!---->");
        rest = after;
    }
    out.push_str(rest);
}

/// Whether a tag begins here: `<p`, `</p`.
fn is_tag(from: &str) -> bool {
    let name = from.strip_prefix("</").or_else(|| from.strip_prefix('<')).unwrap_or_default();
    name.starts_with(|first: char| first.is_ascii_alphabetic())
}

/// The length of the comment at the beginning of a text, or of a `<` that begins no tag.
fn markup_length(from: &str) -> usize {
    if from.starts_with("<!--") {
        let comment = from.get(..end_of(from, 2, "-->")).unwrap_or(from);
        end_of(comment, 4, "--!>")
    } else if ["</", "<!", "<?"].iter().any(|start| from.starts_with(start)) {
        end_of(from, 0, ">")
    } else {
        1
    }
}

fn end_of(text: &str, from: usize, mark: &str) -> usize {
    let found = text.get(from..).and_then(|rest| rest.find(mark));
    found.map_or(text.len(), |at| from + at + mark.len())
}

fn raw_end(text: &str, name: &str) -> Option<usize> {
    let mut closings = text.match_indices("</").map(|(at, _)| at);
    closings.find(|at| {
        let rest = text.get(at + 2..).and_then(|rest| rest.split_at_checked(name.len()));
        rest.is_some_and(|(found, after)| found.eq_ignore_ascii_case(name) && after.starts_with(ends_name))
    })
}

/// Whether a tag is kept; `open` are the elements around it.
fn keep_tag<'h>(tag: &'h str, open: &mut OpenElements<'h>) -> bool {
    let (closed, name) = (tag.strip_prefix("</").map(leading_name), name(tag));
    if let Some(closed) = closed {
        return if is_in(FORMATTING, closed) {
            end_formatting(closed, &mut open.formats)
        } else {
            close(closed, open)
        };
    }
    let is_self_closing = tag.ends_with("/>") && open.foreign > 0;
    if name.is_empty() || is_in(NOT_NESTED, name) || is_in(RAW_TEXT, name) || is_self_closing {
        return true;
    }
    if is_in(FORMATTING, name) {
        let kept = open.formats.len() < MAX_FORMATTING;
        open.formats.push((name, kept));
        return kept;
    }
    let kept = open.blocks.len() < MAX_DEPTH;
    open.push(name, kept);
    kept
}

/// Closes the nearest open element with a name and everything in it, and returns whether its start tag was kept. An end
/// tag without a start tag is left to the parser.
fn close(name: &str, open: &mut OpenElements<'_>) -> bool {
    let Some(at) = nearest(name, &open.blocks) else { return true };
    while open.blocks.len() > at + 1 {
        open.pop();
    }
    open.pop().is_none_or(|(_, is_kept)| is_kept)
}

/// Ends the nearest formatting element with a name, but none that was opened within it.
fn end_formatting(name: &str, open: &mut Vec<(&str, bool)>) -> bool {
    nearest(name, open).is_none_or(|at| open.remove(at).1)
}

fn nearest(name: &str, open: &[(&str, bool)]) -> Option<usize> {
    let above = open.iter().rev().take(MAX_DEPTH).position(|(open, _)| open.eq_ignore_ascii_case(name))?;
    Some(open.len() - above - 1)
}

/// The name of a start tag.
fn name(tag: &str) -> &str {
    leading_name(tag.strip_prefix('<').unwrap_or_default())
}

/// The name of a tag (WHATWG HTML §13.2.5.8).
fn leading_name(text: &str) -> &str {
    text.get(..text.find(ends_name).unwrap_or(text.len())).unwrap_or_default()
}

/// Whether a character ends the name of a tag.
fn ends_name(c: char) -> bool {
    c.is_ascii_whitespace() || matches!(c, '/' | '>')
}

fn is_in(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}
