//! The events of a heading in, its id and its text out.

use pulldown_cmark::{Event, HeadingLevel};

/// A heading that is being read.
pub(super) struct Heading<'a> {
    pub(super) level: HeadingLevel,
    pub(super) events: Vec<Event<'a>>,
}

impl Heading<'_> {
    /// Its words.
    pub(super) fn text(&self) -> String {
        self.events.iter().filter_map(words).collect()
    }

    /// Removes attributes in braces from its end, and returns the id among them. Other braces are text.
    pub(super) fn take_id(&mut self) -> Option<String> {
        // The parser may give a text in parts.
        let start =
            self.events.iter().rposition(|event| !matches!(event, Event::Text(_))).map_or(0, |at| at + 1);
        let end: String = self.events.get(start..)?.iter().filter_map(words).collect();
        let (before, braces) = end.trim_end().strip_suffix('}')?.rsplit_once('{')?;
        let attributes = braces.strip_prefix(':').unwrap_or(braces).split_whitespace();
        let attributes: Vec<_> = attributes.collect();
        let is_name = |word: &&str| word.len() > 1 && word.starts_with(['#', '.']);
        let are_attributes = attributes.iter().all(|word| is_name(word) || word.contains('='));
        if !are_attributes || !attributes.iter().any(is_name) {
            return None;
        }
        self.events.truncate(start);
        self.events.push(Event::Text(before.trim_end().to_owned().into()));
        attributes.iter().find_map(|word| word.strip_prefix('#')).map(str::to_owned)
    }
}

fn words<'e>(event: &'e Event<'_>) -> Option<&'e str> {
    if let Event::Text(text) | Event::Code(text) = event { Some(text) } else { None }
}
