//! Markdown in, the places of its running text out: what stands in one paragraph, heading, item or cell, without code,
//! HTML and the addresses of links.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

/// A run of text without a block in it.
#[derive(Debug, Default)]
pub(super) struct Leaf {
    pub(super) range: Range<usize>,
    /// What is not text: code, tags, addresses and titles of links, references to notes.
    pub(super) opaque: Ranges,
    /// What cannot hold a link: links, pictures, and elements of HTML.
    pub(super) unlinked: Ranges,
    /// The number of quotations it is in.
    pub(super) quotations: usize,
}

/// Ranges in the order of their beginnings.
#[derive(Debug, Default)]
pub(super) struct Ranges(Vec<Range<usize>>);

impl Ranges {
    /// The last range that begins at or before a place, if it holds the place.
    pub(super) fn around(&self, at: usize) -> Option<&Range<usize>> {
        let next = self.0.partition_point(|range| range.start <= at);
        self.0.get(next.checked_sub(1)?).filter(|range| at < range.end)
    }

    /// The beginning of the first range after a place.
    pub(super) fn next(&self, at: usize) -> Option<usize> {
        self.0.get(self.0.partition_point(|range| range.start <= at)).map(|range| range.start)
    }

    /// Adds a range, joined with those that it overlaps.
    fn add(&mut self, mut range: Range<usize>) {
        while let Some(last) = self.0.pop_if(|last| range.start < last.end) {
            range = last.start.min(range.start)..last.end.max(range.end);
        }
        if !range.is_empty() {
            self.0.push(range);
        }
    }
}

/// The elements of HTML whose text holds no link.
const UNLINKED: &[&str] = &["a", "code", "kbd", "pre", "samp"];

/// The runs of text in their order.
pub(super) fn of(source: &str) -> Vec<Leaf> {
    let mut reader = Reader { source, ..Reader::default() };
    for (event, range) in Parser::new_ext(source, super::EXTENSIONS).into_offset_iter() {
        reader.read(&event, range);
    }
    reader.finish();
    reader.leaves
}

#[derive(Default)]
struct Reader<'s> {
    source: &'s str,
    leaves: Vec<Leaf>,
    leaf: Option<Leaf>,
    quotations: usize,
    /// Whether a block of code or HTML is open.
    is_raw: bool,
    /// The end of the last inline element or text.
    end: usize,
    /// An open element of HTML whose text holds no link, with its beginning.
    element: Option<(&'static str, usize)>,
}

impl Reader<'_> {
    fn read(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag, range),
            Event::Text(_) | Event::SoftBreak | Event::HardBreak | Event::TaskListMarker(_) => {
                self.extend(&range);
            }
            Event::Code(_) | Event::FootnoteReference(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                self.opaque(range);
            }
            Event::InlineHtml(tag) => {
                self.opaque(range.clone());
                self.tag(tag, &range);
            }
            Event::Html(_) | Event::Rule => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        if !is_inline(tag.to_end()) {
            self.finish();
            self.is_raw |= matches!(tag, Tag::CodeBlock(_) | Tag::HtmlBlock);
            self.quotations += usize::from(matches!(tag, Tag::BlockQuote(_)));
            return;
        }
        self.extend(&range);
        self.end = range.start;
        if let (Tag::Link { .. } | Tag::Image { .. }, Some(leaf)) = (tag, &mut self.leaf) {
            leaf.unlinked.add(range.clone());
        }
        if let Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } = tag {
            self.opaque(range);
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        if !is_inline(tag) {
            self.finish();
            self.is_raw &= !matches!(tag, TagEnd::CodeBlock | TagEnd::HtmlBlock);
            self.quotations -= usize::from(matches!(tag, TagEnd::BlockQuote(_)));
        } else if matches!(tag, TagEnd::Link | TagEnd::Image) {
            self.opaque(self.end.clamp(range.start, range.end)..range.end);
        } else {
            self.end = range.end;
        }
    }

    fn extend(&mut self, range: &Range<usize>) {
        self.end = range.end;
        if self.is_raw {
            return;
        }
        // The parser says where an escaped character stands, without its backslash.
        let before = range.start.checked_sub(1).filter(|at| self.source.as_bytes().get(*at) == Some(&b'\\'));
        let (start, quotations) = (before.unwrap_or(range.start), self.quotations);
        let leaf =
            self.leaf.get_or_insert_with(|| Leaf { range: start..start, quotations, ..Leaf::default() });
        leaf.range = leaf.range.start.min(range.start)..leaf.range.end.max(range.end);
    }

    fn opaque(&mut self, range: Range<usize>) {
        self.extend(&range);
        if let Some(leaf) = &mut self.leaf {
            leaf.opaque.add(range);
        }
    }

    fn tag(&mut self, tag: &str, range: &Range<usize>) {
        let name = tag.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next();
        let name = name.and_then(|name| UNLINKED.iter().find(|known| known.eq_ignore_ascii_case(name)));
        match (name, self.element) {
            (Some(name), None) if !tag.starts_with("</") => self.element = Some((name, range.start)),
            (Some(name), Some((open, start))) if *name == open && tag.starts_with("</") => {
                self.element = None;
                self.leaf.iter_mut().for_each(|leaf| leaf.unlinked.add(start..range.end));
            }
            (_, _) => {}
        }
    }

    fn finish(&mut self) {
        let Some(mut leaf) = self.leaf.take() else { return };
        if let Some((_, start)) = self.element.take() {
            leaf.unlinked.add(start..leaf.range.end);
        }
        self.leaves.push(leaf);
    }
}

fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}
