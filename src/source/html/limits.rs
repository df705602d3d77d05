//! HTML nested beyond reason takes parsers time in proportion to the square of its depth, and so does formatting that
//! is never closed: they open it again in each block that follows (HTML §13.2.4.3). So do the attributes of one tag,
//! each of which is compared with all before it, and names, which are looked for among all that there are. Nobody
//! writes such HTML by hand: tags below a depth that no page reaches are left out before anything parses them, and
//! their text stays; so are attributes and names beyond a number that no page has, and that is said. Writers of HTML
//! look through the rest of a text at each character that they escape: long texts are parted by comments, which the
//! sanitizer removes.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use super::attributes::Attributes;

/// The maximum depth, deeper than any page; readers stop showing structure long before.
const DEPTH: usize = 256;

/// More kinds of formatting than a word has at a time.
const FORMATS: usize = 16;

/// The maximum number of attributes of one tag.
pub(super) const ATTRIBUTES: usize = 200;

/// The most names of elements and attributes that are read: there are four hundred in all of HTML, SVG and `MathML`.
const NAMES: usize = 4096;

/// Bytes of HTML that need no more looking at, if they hold few tags.
const SHORT: usize = 32 * 1024;

/// Bytes of text in one piece; longer than most paragraphs.
const PIECE: usize = 4 * 1024;

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

/// An element that is open, and whether its tag was kept.
type Element<'h> = (&'h str, bool);

/// The elements that a tag stands in.
#[derive(Default)]
struct Open<'h> {
    blocks: Vec<Element<'h>>,
    formats: Vec<Element<'h>>,
    /// How many of the blocks are of SVG or `MathML`.
    foreign: usize,
}

impl<'h> Open<'h> {
    fn push(&mut self, name: &'h str, kept: bool) {
        self.foreign += usize::from(is_in(FOREIGN, name));
        self.blocks.push((name, kept));
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
    /// What is left.
    pub(crate) html: Cow<'h, str>,
    /// The first tag of which something was left out that its author may miss.
    pub(crate) excess: Option<Excess>,
}

/// A tag beyond the limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Excess {
    /// Where it stands in the HTML.
    pub(crate) range: Range<usize>,
    /// The limit that it exceeds.
    pub(crate) message: String,
}

/// HTML whose tags open no more than [`DEPTH`] elements at a time, with at most [`ATTRIBUTES`] attributes each, and at
/// most [`NAMES`] names in all.
pub(crate) fn limited(html: &str) -> Limited<'_> {
    if html.len() <= SHORT && html.matches('<').count() <= DEPTH && !has_long_tag(html) {
        return Limited { html: html.into(), excess: None };
    }
    let mut out = String::with_capacity(html.len());
    let (mut open, mut names, mut excess) = (Open::default(), Names::default(), None);
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (before, from) = rest.split_at(start);
        push_parted(&mut out, before);
        let length = if is_tag(from) {
            let tag = Tag::read(from, &mut names);
            if stays(tag.text, &mut open) {
                tag.push(&mut out);
            }
            let start = html.len() - from.len();
            let found = tag.excess.map(|message| Excess { range: start..start + tag.text.len(), message });
            excess = excess.or(found);
            let raw = raw(from, tag.text.len(), &open);
            push_raw(&mut out, raw, &mut names);
            tag.text.len() + raw.len()
        } else {
            let length = length(from);
            out.push_str(from.get(..length).unwrap_or(from));
            length
        };
        rest = from.get(length..).unwrap_or_default();
    }
    push_parted(&mut out, rest);
    Limited { html: out.into(), excess }
}

/// Whether a tag has more than [`ATTRIBUTES`] attributes.
fn has_long_tag(html: &str) -> bool {
    let mut rest = html;
    while let Some(from) = rest.find('<').and_then(|start| rest.get(start..)) {
        let length = if is_tag(from) {
            let mut attributes = Attributes::of(from);
            if attributes.by_ref().nth(ATTRIBUTES).is_some() {
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

/// The text of an element whose tags are text until it ends, behind its start tag; else nothing.
fn raw<'h>(from: &'h str, tag: usize, open: &Open<'_>) -> &'h str {
    let name = name(from);
    if !is_in(RAW, name) || open.foreign > 0 {
        return "";
    }
    let after = from.get(tag..).unwrap_or_default();
    after.get(..raw_end(after, name).unwrap_or(after.len())).unwrap_or(after)
}

/// Where such an element stands where it may not, its tags are tags. None of it reaches a reader.
fn push_raw<'h>(out: &mut String, raw: &'h str, names: &mut Names<'h>) {
    let mut rest = raw;
    while let Some(start) = rest.find('<') {
        let (before, from) = rest.split_at(start);
        out.push_str(before);
        let length = if is_tag(from) {
            let tag = Tag::read(from, names);
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

/// The names so far.
#[derive(Default)]
struct Names<'h>(BTreeSet<&'h str>);

impl<'h> Names<'h> {
    /// Whether a name is one of the first [`NAMES`].
    fn admit(&mut self, name: &'h str) -> bool {
        self.0.contains(name) || (self.0.len() < NAMES && self.0.insert(name))
    }
}

/// A start tag, or an end tag.
struct Tag<'h> {
    /// All of it.
    text: &'h str,
    /// How much of it stays, less what closes it.
    kept: usize,
    /// Why something of it goes.
    excess: Option<String>,
}

impl<'h> Tag<'h> {
    /// The tag that a text begins with.
    fn read(from: &'h str, names: &mut Names<'h>) -> Tag<'h> {
        let mut attributes = Attributes::of(from);
        let mut kept = attributes.name().end;
        let of_names = || format!("the HTML has more than {NAMES} different element and attribute names");
        let is_known = names.admit(from.get(attributes.name()).unwrap_or_default());
        let mut excess = (!is_known).then(of_names);
        for (count, attribute) in attributes.by_ref().enumerate() {
            if excess.is_some() {
                continue;
            }
            if count == ATTRIBUTES {
                excess = Some(format!("a tag has more than {ATTRIBUTES} attributes"));
            } else if names.admit(from.get(attribute.name).unwrap_or_default()) {
                kept = attribute.end;
            } else {
                excess = Some(of_names());
            }
        }
        let kept = if is_known { kept } else { 0 };
        Tag { text: from.get(..attributes.end()).unwrap_or(from), kept, excess }
    }

    fn push(&self, out: &mut String) {
        match (&self.excess, self.kept) {
            (None, _) => out.push_str(self.text),
            // A tag of an unknown name goes as a whole.
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

/// Whether a tag begins here: `<p`, `</p`.
fn is_tag(from: &str) -> bool {
    let name = from.strip_prefix("</").or_else(|| from.strip_prefix('<')).unwrap_or_default();
    name.starts_with(|first: char| first.is_ascii_alphabetic())
}

/// How long the comment is, or the `<` that begins nothing, that a text begins with.
fn length(from: &str) -> usize {
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
        rest.is_some_and(|(found, behind)| found.eq_ignore_ascii_case(name) && behind.starts_with(ends_name))
    })
}

/// Whether a tag stays; `open` are the elements that it stands in.
fn stays<'h>(tag: &'h str, open: &mut Open<'h>) -> bool {
    let (closed, name) = (tag.strip_prefix("</").map(leading_name), name(tag));
    if let Some(closed) = closed {
        return if is_in(FORMATTING, closed) {
            ends(closed, &mut open.formats)
        } else {
            closes(closed, open)
        };
    }
    let ends_itself = tag.ends_with("/>") && open.foreign > 0;
    if name.is_empty() || is_in(LEVEL, name) || is_in(RAW, name) || ends_itself {
        return true;
    }
    if is_in(FORMATTING, name) {
        let kept = open.formats.len() < FORMATS;
        open.formats.push((name, kept));
        return kept;
    }
    let kept = open.blocks.len() < DEPTH;
    open.push(name, kept);
    kept
}

/// Closes the nearest open element of a name, and all within it, and says whether it was kept; a tag that closes
/// nothing is the parser's to judge.
fn closes(name: &str, open: &mut Open<'_>) -> bool {
    let Some(at) = nearest(name, &open.blocks) else { return true };
    while open.blocks.len() > at + 1 {
        open.pop();
    }
    open.pop().is_none_or(|(_, kept)| kept)
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
