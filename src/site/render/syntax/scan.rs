//! A text in, the constructs of a template language in it out, in one pass.

use std::collections::BTreeMap;
use std::ops::Range;

use super::code::Ranges;
use crate::site::rules::{Construct, ConstructKind, Syntax};

/// A construct in a text.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// All of it; with its end tag, if its text is not to be read.
    pub(super) range: Range<usize>,
    /// What stands between its marks.
    pub(super) inner: Range<usize>,
    pub(super) means: ConstructKind,
    pub(super) construct: &'static Construct,
    /// Its text, if that is not to be read: of `raw`, `comment`, `highlight`.
    pub(super) body: Option<Range<usize>>,
    /// Whether it stands in code.
    pub(super) in_code: bool,
}

/// Tags whose text is not to be read.
pub(super) const VERBATIM: &[&str] = &["raw", "verbatim"];
pub(super) const COMMENTS: &[&str] = &["comment"];
pub(super) const HIGHLIGHTS: &[&str] = &["highlight", "codeblock", "code"];

/// The constructs of a text.
pub(super) fn constructs(text: &str, syntax: &Syntax, code: &Ranges) -> Vec<Found> {
    let closes = vec![Next::Unknown; syntax.constructs.len()];
    let mut scanner = Scanner {
        text,
        syntax,
        code,
        closes,
        blank: Next::Unknown,
        line: Next::Unknown,
        end_tags: BTreeMap::new(),
    };
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(start) = find(text, at, "{") {
        let next = match code.end(start) {
            Some(end) if !syntax.reaches_code => Err(end),
            Some(end) => scanner
                .at(start)
                .filter(|one| one.range.end <= end && one.shows_text(text))
                .ok_or(start + 1)
                .map(|one| Found { in_code: true, ..one }),
            None => scanner.at(start).ok_or(start + 1),
        };
        match next {
            Ok(one) => {
                at = one.range.end;
                found.push(one);
            }
            Err(next) => at = next,
        }
    }
    found
}

impl Found {
    /// The name of a tag.
    pub(super) fn name<'t>(&self, text: &'t str) -> &'t str {
        split(text.get(self.inner.clone()).unwrap_or_default()).0
    }

    /// What follows the name.
    pub(super) fn arguments<'t>(&self, text: &'t str) -> &'t str {
        split(text.get(self.inner.clone()).unwrap_or_default()).1
    }

    fn shows_text(&self, text: &str) -> bool {
        self.means == ConstructKind::Literal || self.body.is_some() && VERBATIM.contains(&self.name(text))
    }
}

/// Whether a text in braces gives attributes: classes, an id, others, or a table of contents.
fn are_attributes(inner: &str) -> bool {
    let is_list = inner.starts_with(['.', '#', ':']) || inner.contains('=') || matches!(inner, "toc" | "");
    is_list && !inner.contains(['{', '<'])
}

/// The name of a tag, and what follows.
fn split(inner: &str) -> (&str, &str) {
    let inner = inner.trim_start_matches(['-', '+', '~']).trim_end_matches(['-', '+', '~']).trim();
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    let (slash, rest) = match inner.strip_prefix('/') {
        Some(rest) => (1 + rest.len() - rest.trim_start().len(), rest.trim_start()),
        None => (0, inner),
    };
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '(' | '|' | ',')).unwrap_or(rest.len());
    inner.split_at_checked(slash + end).unwrap_or((inner, ""))
}

/// Where something is found next.
#[derive(Clone, Copy, Debug)]
enum Next {
    Unknown,
    At(usize),
    Nowhere,
}

struct Scanner<'t> {
    text: &'t str,
    syntax: &'t Syntax,
    code: &'t Ranges,
    closes: Vec<Next>,
    blank: Next,
    line: Next,
    /// The next end tags of those whose text is not to be read.
    end_tags: BTreeMap<(&'static str, &'t str), Option<Range<usize>>>,
}

impl<'t> Scanner<'t> {
    /// The construct that begins at a byte.
    fn at(&mut self, start: usize) -> Option<Found> {
        let rest = self.text.get(start..)?;
        let in_code = self.code.end(start);
        for (index, construct) in self.syntax.constructs.iter().enumerate() {
            if !rest.starts_with(construct.open) {
                continue;
            }
            let from = start + construct.open.len();
            let Some(close) = self.close(index, construct, from, in_code) else { continue };
            let limit = match construct.means {
                ConstructKind::Comment | ConstructKind::Literal => self.text.len(),
                ConstructKind::Tag | ConstructKind::Output => {
                    next(&mut self.blank, self.text, from, "\n\n").unwrap_or(self.text.len())
                }
                ConstructKind::Attributes => {
                    next(&mut self.line, self.text, from, "\n").unwrap_or(self.text.len())
                }
            };
            let is_meant = construct.means != ConstructKind::Attributes
                || self.text.get(from..close).is_some_and(|inner| are_attributes(inner.trim()));
            if is_meant && (close < limit || close == from) {
                return Some(self.found(start, from..close, construct));
            }
        }
        None
    }

    /// Where a construct ends. What stands in code ends there.
    fn close(
        &mut self,
        index: usize,
        construct: &Construct,
        from: usize,
        code: Option<usize>,
    ) -> Option<usize> {
        if let Some(end) = code {
            let rest = self.text.get(from..end)?;
            // Only as much as a line: each opening may search it once more.
            let line = rest.split('\n').next().unwrap_or_default();
            let line = line.get(..line.floor_char_boundary(400)).unwrap_or_default();
            return line.find(construct.close).map(|at| from + at);
        }
        let cache = self.closes.get_mut(index)?;
        let mut at = next(cache, self.text, from, construct.close)?;
        while let Some(end) = self.code.end(at) {
            at = next(cache, self.text, end, construct.close)?;
        }
        Some(at)
    }

    fn found(&mut self, start: usize, inner: Range<usize>, construct: &'static Construct) -> Found {
        let end = inner.end + construct.close.len();
        let found =
            Found { range: start..end, inner, means: construct.means, construct, body: None, in_code: false };
        let name = found.name(self.text);
        let is_opaque = [VERBATIM, COMMENTS, HIGHLIGHTS].iter().any(|names| names.contains(&name));
        if found.means != ConstructKind::Tag || !is_opaque {
            return found;
        }
        match self.next_end_tag(end, construct, name) {
            Some(tag) => Found { range: start..tag.end, body: Some(end..tag.start), ..found },
            None => found,
        }
    }

    fn next_end_tag(
        &mut self,
        from: usize,
        construct: &'static Construct,
        name: &'t str,
    ) -> Option<Range<usize>> {
        let key = (construct.open, name);
        let is_known =
            self.end_tags.get(&key).is_some_and(|tag| tag.as_ref().is_none_or(|tag| tag.start >= from));
        if !is_known {
            let tag = self.end_tag(from, construct, name);
            self.end_tags.insert(key, tag);
        }
        self.end_tags.get(&key).cloned().flatten()
    }

    fn end_tag(&self, from: usize, construct: &Construct, name: &str) -> Option<Range<usize>> {
        let mut at = from;
        loop {
            let start = find(self.text, at, construct.open)?;
            at = start + construct.open.len();
            let rest = self.text.get(at..)?;
            let tag = rest.trim_start_matches(['-', '+', '~', ' ']);
            let tag = tag.strip_prefix("end").or_else(|| tag.strip_prefix('/').map(str::trim_start));
            let after = tag.and_then(|tag| tag.strip_prefix(name));
            let after = after.map(|after| after.trim_start_matches(['-', '+', '~', ' ']));
            if let Some(after) = after.and_then(|after| after.strip_prefix(construct.close)) {
                return Some(start..self.text.len() - after.len());
            }
        }
    }
}

fn find(text: &str, from: usize, what: &str) -> Option<usize> {
    Some(from + memchr::memmem::find(text.get(from..)?.as_bytes(), what.as_bytes())?)
}

/// Where something is found at or behind a byte. Together, searches with growing bytes read the text once.
fn next(known: &mut Next, text: &str, from: usize, what: &str) -> Option<usize> {
    match *known {
        Next::At(at) if at >= from => return Some(at),
        Next::Nowhere => return None,
        Next::At(_) | Next::Unknown => {}
    }
    let found = find(text, from, what);
    *known = found.map_or(Next::Nowhere, Next::At);
    found
}
