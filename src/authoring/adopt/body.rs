//! A body in, its title, date and language out: of Markdown, plain text, or a page.

use dom_query::{NodeRef, Selection};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::dates::{self, Reading};
use super::head::{self, Entry};
use super::lines::Line;
use super::{Certainty, language, title};
use crate::feed::Language;
use crate::source::bounds::Budget;
use crate::source::html;

/// A language, where it comes from, and how sure it is.
pub(super) type Spoken = (Language, &'static str, Certainty);

/// The information found in a body.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) title: Option<title::Found>,
    pub(super) date: Option<Entry>,
    pub(super) language: Option<Spoken>,
}

/// Of Markdown: `text`, its lines that say something, and all lines of the file.
pub(super) fn markdown(text: &str, lines: &[Line<'_>], all: &[Line<'_>]) -> Body {
    let title = title::of_markdown(text, lines, all);
    Body { title, date: date_line(lines.iter().map(|line| line.text)), language: detect(&prose(text)) }
}

/// The same for plain text. A date line above the text, or between it and its headline, is not part of the text.
pub(super) fn plain(text: &str, lines: &[Line<'_>], all: &[Line<'_>]) -> Body {
    let date = date_line(lines.iter().map(|line| line.text));
    // Where there are several, they are headings.
    let is_only = lines.iter().filter(|line| dates::line(line.text).is_some()).count() == 1;
    let is_date = |line: &Line<'_>| date.as_ref().is_some_and(|date| date.value == said(line.text));
    let says = |line: &&Line<'_>| is_only && is_date(line);
    let (first, rest) = lines.split_first().map_or((None, lines), |(first, rest)| (Some(first), rest));
    let above = first.filter(says).filter(|_| !rest.is_empty());
    let title = title::of_text(if above.is_some() { rest } else { lines }, all);
    let below = rest.first().filter(says).filter(|_| title.is_some() && rest.len() > 1);
    let lifted = above.or(below).map(|line| line.number).into_iter().collect();
    Body { title, date: date.map(|date| date.lifted(lifted)), language: detect(text) }
}

/// The date that a line consists of, as TOML; `None` if there is none, or it is ambiguous.
fn said(line: &str) -> String {
    match dates::line(line).map(|found| found.reading) {
        Some(Reading::One(written)) => dates::toml(written),
        Some(Reading::Either(..)) | None => String::new(),
    }
}

/// The same for an HTML page: its head first, then its text.
pub(super) fn page(html: &str) -> Body {
    // Nothing is reported about a body that a build rejects.
    let budget = Budget::of_article(html.len());
    let Ok(page) = html::document(&html::limited(html).html, budget) else { return Body::default() };
    let attribute = |selector: &str, name: &str| page.select_single(selector).attr(name);
    let stated = STATED.iter().find_map(|(selector, name)| attribute(selector, name));
    let title = title::of_html(&page);
    let language = attribute("html[lang]", "lang").and_then(|tag| Language::parse(tag.trim()));
    page.select("script, style, template, noscript, nav, pre, code").remove();
    let main = ["article", "main", "body"].iter().map(|name| page.select_single(name));
    let main = main.into_iter().find(Selection::exists);
    let words = main.as_ref().map(|main| main.text().to_string()).unwrap_or_default();
    Body {
        title,
        date: stated.and_then(|text| stated_date(&text)).or_else(|| date_line_of(&main?)),
        language: language
            .map(|language| (language, "from <html lang>", Certainty::Sure))
            .or_else(|| detect(&words)),
    }
}

fn stated_date(text: &str) -> Option<Entry> {
    Some(match dates::value(text)? {
        Reading::One(written) => {
            Entry::known("date", dates::toml(written), "from the page's metadata", Certainty::Sure)
        }
        Reading::Either(first, second) => head::either("date", text, first, second),
    })
}

fn date_line_of(main: &Selection<'_>) -> Option<Entry> {
    let blocks = main.select("p, time, address, small");
    let says = |node: &NodeRef<'_>| Some(node.text().trim().to_owned()).filter(|text| !text.is_empty());
    let first: Vec<_> = blocks.nodes().iter().filter_map(says).take(FIRST_LINES).collect();
    // Blocks may lie in each other: the texts of all of them may be many times as long as the page.
    let mut last: Vec<_> = blocks.nodes().iter().rev().filter_map(says).take(LAST_LINES).collect();
    last.reverse();
    date_line(first.iter().chain(&last).map(String::as_str))
}

/// The elements and attributes with a page's date of publication; the first one found is used.
const STATED: &[(&str, &str)] = &[
    ("meta[property='article:published_time']", "content"),
    ("meta[itemprop='datePublished']", "content"),
    ("meta[name='date']", "content"),
    ("meta[name='DC.date']", "content"),
    ("meta[name='dcterms.date']", "content"),
    ("time[itemprop='datePublished']", "datetime"),
    ("time[pubdate]", "datetime"),
    ("article time[datetime]", "datetime"),
];

/// Where in a text a line with its date may stand: the first lines that say something, and the last.
const FIRST_LINES: usize = 6;
const LAST_LINES: usize = 3;

/// The date of the first line that consists of one; one with a label counts before.
fn date_line<'l>(lines: impl Iterator<Item = &'l str>) -> Option<Entry> {
    let lines: Vec<_> = lines.collect();
    let last = lines.len().saturating_sub(LAST_LINES).max(FIRST_LINES);
    let near = lines.iter().take(FIRST_LINES).chain(lines.iter().skip(last));
    let found: Vec<_> = near.filter_map(|line| Some((*line, dates::line(line)?))).collect();
    let labelled = found.iter().find(|(_, found)| found.is_labelled);
    let (line, found) = labelled.or(found.first())?;
    let certainty = if found.is_labelled { Certainty::Sure } else { Certainty::Likely };
    Some(match found.reading {
        Reading::One(written) => {
            Entry::known("date", dates::toml(written), "from a line of the text", certainty)
        }
        Reading::Either(first, second) => head::either("date", line, first, second),
    })
}

fn detect(text: &str) -> Option<Spoken> {
    language::of(text).map(|(language, certainty)| (language, "detected", certainty))
}

/// The words of Markdown: no code, no addresses.
fn prose(body: &str) -> String {
    let mut prose = String::new();
    let mut in_code = false;
    for event in Parser::new(body) {
        if let Event::Text(words) = &event {
            prose.push_str(if in_code { "" } else { words });
        } else if matches!(event, Event::End(_) | Event::SoftBreak | Event::HardBreak) {
            prose.push(' ');
        }
        if matches!(event, Event::Start(Tag::CodeBlock(_)) | Event::End(TagEnd::CodeBlock)) {
            in_code = !in_code;
        }
    }
    prose
}
