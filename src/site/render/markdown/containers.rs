//! Markdown in, the same without the marks of containers and of tables of contents out: `:::note` of Docusaurus, `VitePress`
//! and Quarto, `!!! note` of Python-Markdown, and `[TOC]`. What such a container is becomes a quotation, as an alert does;
//! the text of others stays as it is.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use memchr::memmem;
use pulldown_cmark::{Event, Parser, Tag};

use super::EXTENSIONS;
use super::kept::escaped;

/// Containers that say how important their text is.
const KINDS: &[&str] = &[
    "abstract",
    "attention",
    "bug",
    "caution",
    "danger",
    "error",
    "example",
    "failure",
    "hint",
    "important",
    "info",
    "note",
    "question",
    "success",
    "tip",
    "warning",
];

/// Where a generator writes the table of contents of the page.
const CONTENTS: &[&str] = &["[TOC]", "[toc]", "[[TOC]]", "[[toc]]", "[[_TOC_]]"];

/// What one of these begins with.
const MARKS: &[&str] = &[":::", "[TOC]", "[toc]", "[_TOC_]", "!!! ", "??? ", "???+ "];

/// A line of HTML begins with it, so that Markdown reads the next line.
const LINE: &str = "<!---->";

/// The maximum number of indented containers in one another.
const MAX_DEPTH: usize = 8;

/// A text without such marks.
pub(super) fn without(markdown: &str) -> Cow<'_, str> {
    below(markdown, MAX_DEPTH)
}

fn below(markdown: &str, depth: usize) -> Cow<'_, str> {
    if depth == 0 || !MARKS.iter().any(|mark| memmem::find(markdown.as_bytes(), mark.as_bytes()).is_some()) {
        return Cow::Borrowed(markdown);
    }
    let lines = lines(markdown);
    let ends = ends(&lines);
    let mut written = String::with_capacity(markdown.len() + markdown.len() / 8);
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if let Some((container, end)) = ends.get(&at) {
            written.push_str(&match end {
                End::Opening => container.opening(line.indent()),
                End::Closing => container.closing(line.indent()),
            });
        } else if let Some((container, end)) = indented(&lines, at) {
            let indent = line.indent();
            written.push_str(&container.opening(indent));
            let body = lines.get(at + 1..end).unwrap_or_default();
            let dedented: String = body.iter().map(|line| line.dedented(indent)).collect();
            written.push_str(&below(&dedented, depth - 1));
            written.push_str(&container.closing(indent));
            at = end;
            continue;
        } else if is_contents(&lines, at) {
            written.push('\n');
        } else {
            written.push_str(line.text);
        }
        at += 1;
    }
    Cow::Owned(written)
}

/// A line of a text, with its end.
#[derive(Clone, Copy)]
struct Line<'t> {
    text: &'t str,
    in_code: bool,
}

impl<'t> Line<'t> {
    fn is_blank(self) -> bool {
        self.text.trim().is_empty()
    }

    fn indent(self) -> &'t str {
        let length = self.text.len() - self.text.trim_start_matches([' ', '\t']).len();
        self.text.get(..length).unwrap_or_default()
    }

    /// The same without an indentation, and four spaces or a tab behind that.
    fn dedented(self, indent: &str) -> &'t str {
        let rest = self.text.strip_prefix(indent).unwrap_or_else(|| self.text.trim_start_matches(' '));
        rest.strip_prefix('\t').or_else(|| rest.strip_prefix("    ")).unwrap_or(rest)
    }

    fn is_indented(self, indent: &str) -> bool {
        let rest = self.text.strip_prefix(indent);
        rest.is_some_and(|rest| rest.starts_with(['\t']) || rest.starts_with("    "))
    }
}

fn lines(markdown: &str) -> Vec<Line<'_>> {
    let events = Parser::new_ext(markdown, EXTENSIONS).into_offset_iter();
    let opens_code = |event: &Event<'_>| matches!(event, Event::Start(Tag::CodeBlock(_)));
    let code: Vec<Range<usize>> =
        events.filter(|(event, _)| opens_code(event)).map(|(_, range)| range).collect();
    let (mut at, mut next) = (0, code.iter().peekable());
    let line = |text| {
        let start = at;
        at += str::len(text);
        while next.next_if(|range| range.end <= start).is_some() {}
        let in_code = next.peek().is_some_and(|range| range.start < at);
        Line { text, in_code }
    };
    markdown.split_inclusive('\n').map(line).collect()
}

/// A table of contents in a paragraph of its own.
fn is_contents(lines: &[Line<'_>], at: usize) -> bool {
    let is_blank = |at: Option<usize>| at.and_then(|at| lines.get(at)).is_none_or(|line| line.is_blank());
    let is_mark = |line: &Line<'_>| !line.in_code && CONTENTS.contains(&line.text.trim());
    lines.get(at).is_some_and(is_mark) && is_blank(at.checked_sub(1)) && is_blank(Some(at + 1))
}

/// What a container is, and its title.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Container {
    kind: String,
    title: Option<String>,
}

/// The mark of a container.
#[derive(Clone, Copy)]
enum End {
    Opening,
    Closing,
}

/// The marks of the containers that have both, by line.
fn ends(lines: &[Line<'_>]) -> BTreeMap<usize, (Container, End)> {
    let (mut open, mut ends) = (Vec::new(), BTreeMap::new());
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.in_code) {
        let Some(rest) = line.text.trim().strip_prefix(":::") else { continue };
        match Container::parse(rest.trim_start_matches(':').trim()) {
            Some(container) => open.push((container, at)),
            None => {
                let is_end = rest.bytes().all(|byte| byte == b':');
                let Some((container, opened)) = (if is_end { open.pop() } else { None }) else { continue };
                ends.insert(opened, (Container::clone(&container), End::Opening));
                ends.insert(at, (container, End::Closing));
            }
        }
    }
    ends
}

/// A container whose text is indented, and the line behind it.
fn indented(lines: &[Line<'_>], at: usize) -> Option<(Container, usize)> {
    let line = lines.get(at).filter(|line| !line.in_code)?;
    let marked = line.text.trim();
    let rest = ["!!! ", "??? ", "???+ "].iter().find_map(|mark| marked.strip_prefix(mark))?;
    let (kind, title) = match rest.split_once('"') {
        Some((kind, title)) => (kind, Some(title.strip_suffix('"')?.to_owned())),
        None => (rest, None),
    };
    let kind = kind.split_whitespace().next()?;
    let is_name = kind.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    let indent = line.indent();
    let following = lines.get(at + 1..)?;
    let length = following.iter().take_while(|line| line.is_blank() || line.is_indented(indent)).count();
    let has_text = following.iter().take(length).any(|line| !line.is_blank());
    let title = title.filter(|title| !title.is_empty());
    (is_name && has_text).then(|| (Container { kind: kind.to_ascii_lowercase(), title }, at + 1 + length))
}

impl Container {
    /// What follows the colons: `note[Title]{.class}`, `tip Title`, `{.callout-note title="Title"}`. `None` if that ends
    /// a container, or is none.
    fn parse(text: &str) -> Option<Container> {
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        if let Some(attributes) = text.strip_prefix('{').and_then(|text| text.strip_suffix('}')) {
            let kind = attributes.split_once(".callout-").map_or("", |(_, kind)| kind);
            let kind = kind.split(|c| !is_part(c)).next().unwrap_or_default().to_owned();
            return Some(Container { kind, title: title_attribute(attributes) });
        }
        let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
        let (kind, rest) = text.split_at(end);
        let (bare, attributes) = rest.split_once('{').unwrap_or((rest, ""));
        let bare = bare.trim();
        let title = bare.strip_prefix('[').and_then(|title| title.strip_suffix(']')).unwrap_or(bare);
        let title = Some(title.to_owned()).filter(|title| !title.is_empty());
        let title = title.or_else(|| title_attribute(attributes));
        (!kind.is_empty()).then(|| Container { kind: kind.to_ascii_lowercase(), title })
    }

    fn is_quotation(&self) -> bool {
        KINDS.contains(&self.kind.as_str())
    }

    fn opening(&self, indent: &str) -> String {
        if self.kind == "details" {
            let summary = escaped(self.title.as_deref().unwrap_or("Details"));
            return format!("{indent}{LINE}<details><summary>{summary}</summary>\n");
        }
        let title = match &self.title {
            Some(title) => format!("{indent}**{title}**\n\n"),
            None if self.is_quotation() => format!("{indent}**{}**:\n\n", capitalized(&self.kind)),
            None => "\n".to_owned(),
        };
        let quotation =
            if self.is_quotation() { format!("{indent}{LINE}<blockquote>\n") } else { "\n".to_owned() };
        quotation + &title
    }

    fn closing(&self, indent: &str) -> String {
        match self.kind.as_str() {
            "details" => format!("\n{indent}{LINE}</details>\n"),
            _ if self.is_quotation() => format!("\n{indent}{LINE}</blockquote>\n"),
            _ => "\n".to_owned(),
        }
    }
}

fn title_attribute(attributes: &str) -> Option<String> {
    let (_, title) = attributes.split_once("title=\"")?;
    title.split('"').next().map(str::to_owned).filter(|title| !title.is_empty())
}

fn capitalized(word: &str) -> String {
    let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
    first.to_uppercase() + rest
}
