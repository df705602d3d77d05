//! The body of a Markdown, text or HTML file in; its title, date and language out. Metadata is not read here.

use dom_query::{Document, NodeRef, Selection};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::dates::{self, Reading};
use super::head::{self, MetadataLine};
use super::lines::Line;
use super::{Certainty, embargo, language, notes, title};
use crate::feed::{Language, Text};
use crate::site::rules::without_tags;
use crate::source::bounds::Budget;
use crate::source::html;

/// A language, its source, and its certainty.
pub(super) type DetectedLanguage = (Language, &'static str, Certainty);

/// The information found in a body.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) title: Option<title::Found>,
    pub(super) date: Option<MetadataLine>,
    pub(super) language: Option<DetectedLanguage>,
    pub(super) guess: Option<language::Guess>,
    /// What keeps a page back, whose lines stay in it.
    pub(super) embargo: Vec<MetadataLine>,
}

/// Reads Markdown: `text`, its lines that are not blank, and all lines of the file.
pub(super) fn markdown(text: &str, lines: &[Line<'_>], all: &[Line<'_>]) -> Body {
    let title = title::of_markdown(text, lines, all);
    let prose = prose(text);
    let date = date_line(lines.iter().map(|line| line.text));
    let embargo = Vec::new();
    Body { title, date, language: detect(&prose), guess: language::guess(&prose), embargo }
}

/// The same for plain text. A date line above the text, or between its headline and the rest, is not part of the text.
/// The line of number `story` is not a headline.
pub(super) fn plain(text: &str, lines: &[Line<'_>], all: &[Line<'_>], story: Option<usize>) -> Body {
    let date = date_line(lines.iter().map(|line| line.text));
    // Several date lines are headings.
    let is_only = lines.iter().filter(|line| dates::line(line.text).is_some()).count() == 1;
    let is_date = |line: &Line<'_>| date.as_ref().is_some_and(|date| date.value == date_value(line.text));
    let is_date_line = |line: &&Line<'_>| is_only && is_date(line);
    let (first, rest) = lines.split_first().map_or((None, lines), |(first, rest)| (Some(first), rest));
    let above = first.filter(is_date_line).filter(|_| !rest.is_empty());
    let text_lines = if above.is_some() { rest } else { lines };
    let is_story = text_lines.first().is_some_and(|first| Some(first.number) == story);
    let title = if is_story { None } else { title::of_text(text_lines, all) };
    let headlines =
        rest.iter().take(2).take_while(|line| is_date_line(line) || !title::is_paragraph(line.text));
    let below = headlines.into_iter().find(is_date_line).filter(|_| title.is_some() && rest.len() > 1);
    let lifted = above.or(below).map(|line| line.number).into_iter().collect();
    let guess = language::guess(text);
    let embargo = Vec::new();
    Body { title, date: date.map(|date| date.lifted(lifted)), language: detect(text), guess, embargo }
}

/// The date that makes up a line, as TOML; empty if there is none or it is ambiguous.
fn date_value(line: &str) -> String {
    match dates::line(line).map(|found| found.reading) {
        Some(Reading::One(written)) => dates::toml(written),
        Some(Reading::Either(..)) | None => String::new(),
    }
}

/// The same for an HTML page: its head first, then its text.
pub(super) fn page(html: &str, lines: &[Line<'_>]) -> Body {
    // A body that a build rejects is skipped.
    let budget = Budget::of_article(html.len());
    let Ok(page) = html::document(&html::limited(html).html, budget) else { return Body::default() };
    let attribute = |selector: &str, name: &str| page.select_single(selector).attr(name);
    let in_metadata = DATE_ATTRIBUTES.iter().find_map(|(selector, name)| attribute(selector, name));
    let title = title::of_html(&page);
    let embargo = embargo_of(&page).or_else(|| embargo_in(lines)).or_else(|| embargo::noindex(html));
    let language = attribute("html[lang]", "lang").and_then(|tag| Language::parse(tag.trim()));
    page.select("script, style, template, noscript, nav, pre, code").remove();
    let main = ["article", "main", "body"].iter().map(|name| page.select_single(name));
    let main = main.into_iter().find(Selection::exists);
    let words = main.as_ref().map(|main| main.text().to_string()).unwrap_or_default();
    Body {
        title,
        date: in_metadata.and_then(|text| metadata_date(&text)).or_else(|| date_line_of(&main?)),
        language: language
            .map(|language| (language, "from <html lang>", Certainty::Sure))
            .or_else(|| detect(&words)),
        guess: language::guess(&words),
        embargo: embargo.unwrap_or_default(),
    }
}

/// The length in bytes of an element that cannot be an embargo alone.
const MAX_BLOCK: usize = 2_000;

/// The embargo in an element of a page.
fn embargo_of(page: &Document) -> Option<Vec<MetadataLine>> {
    let blocks = page.select("title, h1, h2, h3, h4, h5, h6, p, address, small, strong, b, em, i, center");
    // Blocks may be nested, so all their texts together may be many times as long as the page.
    let short = |text: String| if text.len() > MAX_BLOCK { "…".to_owned() } else { text };
    let texts = blocks.nodes().iter().map(|node| short(Text::line(&node.text()).to_string()));
    let texts: Vec<_> = texts.filter(|text| !text.trim().is_empty()).collect();
    let order = |text: &String| embargo::order(text).or_else(|| notes::forbidding(text));
    let under = |pair: &[String]| match pair {
        [heading, text] if notes::is_heading(heading) => notes::forbidding(&notes::under(heading, text)),
        _ => None,
    };
    let anywhere = texts.iter().find_map(order).or_else(|| texts.windows(2).find_map(under));
    anywhere.or_else(|| embargo::near(&texts).find_map(|text| embargo::read(text)))
}

/// The embargo in a line of a page.
fn embargo_in(lines: &[Line<'_>]) -> Option<Vec<MetadataLine>> {
    let has_words = |line: &&Line<'_>| without_tags(line.text).contains(char::is_alphanumeric);
    let lines: Vec<_> = lines.iter().filter(has_words).copied().collect();
    let order = |line: &Line<'_>| embargo::order(line.text).or_else(|| notes::forbidding(line.text));
    let anywhere = lines.iter().find_map(order);
    anywhere.or_else(|| embargo::among(&lines).next().map(|(entries, _)| entries))
}

fn metadata_date(text: &str) -> Option<MetadataLine> {
    Some(match dates::value(text)? {
        Reading::One(written) => {
            MetadataLine::known("date", dates::toml(written), "from the page's metadata", Certainty::Sure)
        }
        Reading::Either(first, second) => head::ambiguous_date("date", text, first, second),
    })
}

fn date_line_of(main: &Selection<'_>) -> Option<MetadataLine> {
    let blocks = main.select("p, time, address, small");
    let text = |node: &NodeRef<'_>| Some(node.text().trim().to_owned()).filter(|text| !text.is_empty());
    let first: Vec<_> = blocks.nodes().iter().filter_map(text).take(FIRST_LINES).collect();
    // Blocks may be nested, so all their texts together may be many times as long as the page.
    let mut last: Vec<_> = blocks.nodes().iter().rev().filter_map(text).take(LAST_LINES).collect();
    last.reverse();
    date_line(first.iter().chain(&last).map(String::as_str))
}

/// The elements and attributes that contain a page's date of publication. The first one found is used.
const DATE_ATTRIBUTES: &[(&str, &str)] = &[
    ("meta[property='article:published_time']", "content"),
    ("meta[itemprop='datePublished']", "content"),
    ("meta[name='date']", "content"),
    ("meta[name='DC.date']", "content"),
    ("meta[name='dcterms.date']", "content"),
    ("time[itemprop='datePublished']", "datetime"),
    ("time[pubdate]", "datetime"),
    ("article time[datetime]", "datetime"),
];

/// The first and last lines of a text that may be a date line. Blank lines do not count.
const FIRST_LINES: usize = 6;
const LAST_LINES: usize = 3;

/// The date of the first date line; a labeled one takes precedence.
fn date_line<'l>(lines: impl Iterator<Item = &'l str>) -> Option<MetadataLine> {
    let lines: Vec<_> = lines.collect();
    let last = lines.len().saturating_sub(LAST_LINES).max(FIRST_LINES);
    let near = lines.iter().take(FIRST_LINES).chain(lines.iter().skip(last));
    let found: Vec<_> = near.filter_map(|line| Some((*line, dates::line(line)?))).collect();
    let labeled = found.iter().find(|(_, found)| found.is_labeled);
    let (line, found) = labeled.or(found.first())?;
    let certainty = if found.is_labeled { Certainty::Sure } else { Certainty::Likely };
    Some(match found.reading {
        Reading::One(written) if found.loses_time => head::without_zone("date", dates::toml(written), line),
        Reading::One(written) => {
            MetadataLine::known("date", dates::toml(written), "from a line of the text", certainty)
        }
        Reading::Either(first, second) => head::ambiguous_date("date", line, first, second),
    })
}

fn detect(text: &str) -> Option<DetectedLanguage> {
    language::detect(text).map(|(language, certainty)| (language, "detected", certainty))
}

/// The text of Markdown, without code and URLs.
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
