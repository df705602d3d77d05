//! A text in, its title out: the first heading, the `<title>` of HTML, or a first line that looks like a headline.

use dom_query::Document;
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use super::lines::Line;
use super::{Certainty, dates, embargo};
use crate::feed::Text;

/// A title, its source and its certainty.
pub(super) type Found = (String, &'static str, Certainty);

/// The maximum length of a headline, in characters.
const MAX_HEADLINE: usize = 150;

/// The minimum length of a paragraph on one line, in characters.
const MIN_PARAGRAPH: usize = 100;

/// The same, in scripts that write a word with one or two characters.
const MIN_DENSE_PARAGRAPH: usize = 40;

/// Punctuation that does not end a headline. Question and exclamation marks do.
const NOT_HEADLINE_ENDS: &[char] =
    &['.', ',', ';', ':', '…', '。', '，', '、', '؛', '،', '۔', '।', '-', '–', '—'];

/// The title of Markdown.
pub(super) fn of_markdown(body: &str, lines: &[Line<'_>], all: &[Line<'_>]) -> Option<Found> {
    let Some((text, level, is_first)) = first_heading(body) else { return of_text(lines, all) };
    match (level, is_first) {
        (HeadingLevel::H1, _) => Some((text, "from the first heading", Certainty::Sure)),
        (_, true) => Some((text, "from the first heading", Certainty::Likely)),
        (_, false) => of_text(lines, all),
    }
}

/// The first heading of Markdown that is not empty, its level, and whether nothing precedes it.
fn first_heading(body: &str) -> Option<(String, HeadingLevel, bool)> {
    let mut events = Parser::new(body).enumerate();
    let (at, level) = events.find_map(|(at, event)| {
        let Event::Start(Tag::Heading { level, .. }) = event else { return None };
        Some((at, level))
    })?;
    let mut text = String::new();
    for (_, event) in events.take_while(|(_, event)| !matches!(event, Event::End(TagEnd::Heading(_)))) {
        if let Event::Text(words) | Event::Code(words) = event {
            text.push_str(&words);
        } else if matches!(event, Event::SoftBreak | Event::HardBreak) {
            text.push(' ');
        }
    }
    title(&text).map(|text| (text, level, at == 0))
}

/// The title of a page: its only `<h1>`, else its `<title>`, else its first heading of any level.
pub(super) fn of_html(page: &Document) -> Option<Found> {
    let texts = |selector: &str, max: usize| {
        let found = page.select(selector);
        let texts = found.nodes().iter().filter_map(|node| title(&node.text()));
        texts.take(max).collect::<Vec<_>>()
    };
    let (headings, titles) = (texts("h1", 2), texts("head title", 1));
    match (headings.as_slice(), titles.first()) {
        ([only], Some(title)) if title.contains(only.as_str()) => {
            Some((only.clone(), "from <h1>", Certainty::Sure))
        }
        ([only], _) => Some((only.clone(), "from <h1>", Certainty::Likely)),
        (_, Some(title)) => Some((title.clone(), "from <title>", Certainty::Likely)),
        (_, None) => {
            let first = texts("h1, h2, h3", 1).into_iter().next()?;
            Some((first, "from the first heading", Certainty::Likely))
        }
    }
}

/// The first line, if it looks like a headline. `all` includes blank lines.
pub(super) fn of_text(lines: &[Line<'_>], all: &[Line<'_>]) -> Option<Found> {
    let first = lines.first()?;
    let mut rest = lines.iter().skip(1).filter(|line| dates::line(line.text).is_none());
    let next = rest.next()?;
    let stands_alone = all.get(first.number).is_some_and(|below| below.text.is_empty());
    let mut is_second =
        || is_headline(next.text) && rest.next().is_some_and(|text| is_text_below(text, [first, next]));
    let is_over = stands_alone || is_paragraph(next.text) || is_second();
    (is_over && is_headline(first.text))
        .then(|| title(first.text))
        .flatten()
        .map(|text| (text, "from the first line", Certainty::Likely))
}

/// Whether a line is the text below two headlines. Lines that were wrapped by hand are about as long as each other.
fn is_text_below(text: &Line<'_>, headlines: [&Line<'_>; 2]) -> bool {
    let length = |line: &Line<'_>| line.text.chars().count();
    let longest = headlines.into_iter().map(length).max().unwrap_or_default();
    is_paragraph(text.text) && (is_long(text.text) || length(text) > longest + longest / 2)
}

/// Whether a line looks like a headline.
pub(super) fn is_headline(text: &str) -> bool {
    let length = text.chars().count();
    let begins =
        text.chars().next().is_some_and(|c| (c.is_alphanumeric() && !c.is_lowercase()) || is_quote(c));
    (2..=MAX_HEADLINE).contains(&length)
        && begins
        && !text.ends_with(NOT_HEADLINE_ENDS)
        && dates::line(text).is_none()
        && !text.contains("://")
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '„' | '«' | '‘' | '\'' | '「' | '『' | '¿' | '¡' | '《')
}

/// Whether a line is a whole paragraph, not part of a wrapped one.
pub(super) fn is_paragraph(text: &str) -> bool {
    let begins = text.chars().next().is_some_and(|c| !c.is_lowercase());
    begins && (is_long(text) || text.ends_with(['.', '!', '?', '。', '！', '？', '”', '"', '»']))
}

/// Whether a line is too long for a headline or a note.
pub(super) fn is_long(text: &str) -> bool {
    let dense =
        text.chars().filter(|c| matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}')).count();
    let is_dense = dense * 2 > text.chars().count();
    text.chars().count() > if is_dense { MIN_DENSE_PARAGRAPH } else { MIN_PARAGRAPH }
}

fn title(text: &str) -> Option<String> {
    let line = Text::line(text).to_string();
    let line = line.trim();
    (!line.is_empty() && !embargo::is_embargo(line)).then(|| line.to_owned())
}
