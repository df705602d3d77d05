//! A text in, its title out: the first heading, HTML's `<title>`, or a first line that looks like a headline.

use dom_query::Document;
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use super::lines::Line;
use super::{Certainty, dates};
use crate::feed::Text;

/// A title, and how it was found.
pub(super) type Found = (String, &'static str, Certainty);

/// Headlines are not longer, in characters.
const LONGEST: usize = 150;

/// A line of that many characters is a paragraph.
const PARAGRAPH: usize = 100;

/// What ends a sentence, or goes on; a headline may ask or call out.
const NO_HEADLINE: &[char] = &['.', ',', ';', ':', '…', '。', '，', '、', '؛', '،', '۔', '।', '-', '–', '—'];

/// The title of Markdown.
pub(super) fn of_markdown(body: &str, lines: &[Line<'_>], all: &[Line<'_>]) -> Option<Found> {
    let Some((text, level, is_first)) = first_heading(body) else { return of_text(lines, all) };
    match (level, is_first) {
        (HeadingLevel::H1, _) => Some((text, "from the first heading", Certainty::Sure)),
        (_, true) => Some((text, "from the first heading", Certainty::Likely)),
        (_, false) => of_text(lines, all),
    }
}

/// The first heading of Markdown that says something, its level, and whether nothing stands before it.
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

/// The title of a page: its only first heading, else what its head says, else its first heading of any level.
pub(super) fn of_html(page: &Document) -> Option<Found> {
    let texts = |selector: &str, most: usize| {
        let found = page.select(selector);
        let texts = found.nodes().iter().filter_map(|node| title(&node.text()));
        texts.take(most).collect::<Vec<_>>()
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

/// The first line, if it looks like a headline over what follows. `all` has the blank lines too.
pub(super) fn of_text(lines: &[Line<'_>], all: &[Line<'_>]) -> Option<Found> {
    let first = lines.first()?;
    let next = lines.iter().skip(1).find(|line| dates::line(line.text).is_none())?;
    let stands_alone = all.get(first.number).is_some_and(|below| below.text.is_empty());
    let is_over = stands_alone || is_paragraph(next.text);
    (is_over && is_headline(first.text))
        .then(|| title(first.text))
        .flatten()
        .map(|text| (text, "from the first line", Certainty::Likely))
}

fn is_headline(text: &str) -> bool {
    let length = text.chars().count();
    let begins =
        text.chars().next().is_some_and(|c| (c.is_alphanumeric() && !c.is_lowercase()) || is_quote(c));
    (2..=LONGEST).contains(&length)
        && begins
        && !text.ends_with(NO_HEADLINE)
        && dates::line(text).is_none()
        && !text.contains("://")
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '„' | '«' | '‘' | '\'' | '「' | '『' | '¿' | '¡' | '《')
}

/// A line that is not one of several that somebody wrapped.
fn is_paragraph(text: &str) -> bool {
    let begins = text.chars().next().is_some_and(|c| !c.is_lowercase());
    begins
        && (text.chars().count() > PARAGRAPH
            || text.ends_with(['.', '!', '?', '。', '！', '？', '”', '"', '»']))
}

fn title(text: &str) -> Option<String> {
    let line = Text::line(text).to_string();
    let line = line.trim();
    (!line.is_empty()).then(|| line.to_owned())
}
