//! Markdown and its events in; the definitions that leave nothing on a page, out: people write comments with them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

/// The lines of definitions that count for no link: `[//]: # (a note)` for the second time. `shown` are the ranges of what
/// is on the page, in order, and `known` those of definitions that count. `None` if it is not certain where one of them
/// ends.
pub(super) fn definitions(
    markdown: &str,
    shown: &[Range<usize>],
    mut known: Vec<Range<usize>>,
) -> Option<Vec<Range<usize>>> {
    known.sort_by_key(|known| known.start);
    let mut found = Vec::new();
    let mut lines = markdown.split_inclusive('\n').peekable();
    let mut at = 0;
    while let Some(line) = lines.next() {
        let range = at..at + line.len();
        at = range.end;
        let Some(rest) = definition(line) else { continue };
        if meets(&known, &range) || meets(shown, &range) {
            continue;
        }
        let goes_on = |next: &&str| next.trim_start().starts_with(['"', '\'', '(']);
        if rest.trim().is_empty() || lines.peek().is_some_and(goes_on) {
            return None;
        }
        found.push(range);
    }
    Some(found)
}

/// Whether one of the ranges, which are in order, has something in common with another one.
fn meets(ranges: &[Range<usize>], range: &Range<usize>) -> bool {
    let next = ranges.partition_point(|other| other.end <= range.start);
    ranges.get(next).is_some_and(|other| other.start < range.end)
}

/// What follows the label, if a line looks like the definition of a link, also in a quotation or a list.
fn definition(line: &str) -> Option<&str> {
    let text = line.trim_start_matches([' ', '\t', '>', '-', '*', '+']).strip_prefix('[')?;
    let (label, rest) = text.split_once("]:")?;
    (!label.starts_with('^')).then_some(rest)
}

/// The notes of a text, and what refers to them.
#[derive(Default)]
pub(super) struct Notes {
    /// Their labels and places.
    definitions: Vec<(String, Range<usize>)>,
    /// The labels in references, by the label of the note that contains them.
    references: BTreeMap<Option<String>, Vec<String>>,
    /// The label of the note that is being read.
    open: Option<String>,
}

impl Notes {
    /// Takes the next event.
    pub(super) fn take(&mut self, event: &Event<'_>, range: &Range<usize>) {
        if let Event::Start(Tag::FootnoteDefinition(label)) = event {
            self.definitions.push((label.to_string(), range.clone()));
            self.open = Some(label.to_string());
        } else if let Event::End(TagEnd::FootnoteDefinition) = event {
            self.open = None;
        } else if let Event::FootnoteReference(label) = event {
            self.references.entry(self.open.clone()).or_default().push(label.to_string());
        }
    }

    /// The places of the notes that no text on the page leads to, and of those with a label for the second time.
    pub(super) fn unreferenced(self) -> Vec<Range<usize>> {
        let (mut reached, mut open) = (BTreeSet::new(), vec![None]);
        while let Some(from) = open.pop() {
            let found = self.references.get(&from).into_iter().flatten();
            open.extend(found.filter(|label| reached.insert(label.as_str())).cloned().map(Some));
        }
        let mut seen = BTreeSet::new();
        let mut is_shown = |label: &String| reached.contains(label.as_str()) && seen.insert(label.clone());
        self.definitions
            .iter()
            .filter(|(label, _)| !is_shown(label))
            .map(|(_, range)| range.clone())
            .collect()
    }
}
