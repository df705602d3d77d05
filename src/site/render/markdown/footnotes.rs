//! Events of the notes of a text in, a list of the notes out, in the order in which the text refers to them, each with a
//! way back. Notes that nothing refers to are left out.

use std::collections::BTreeMap;

use pulldown_cmark::{CowStr, Event, TagEnd};
use unicase::UniCase;

use super::ids::Ids;
use super::kept::escaped;

/// The label of a note; its case does not matter.
type Label = UniCase<String>;

/// The notes of a text.
#[derive(Default)]
pub(super) struct Notes<'a> {
    /// Notes that are being read, the innermost last.
    open: Vec<(Label, Vec<Event<'a>>)>,
    /// What each note says.
    defined: BTreeMap<Label, Vec<Event<'a>>>,
    /// The notes that were referred to, in their order.
    cited: Vec<Cited>,
    /// The number of each of them, from zero.
    numbers: BTreeMap<Label, usize>,
}

struct Cited {
    label: Label,
    id: String,
    /// The ids of the references.
    references: Vec<String>,
}

impl<'a> Notes<'a> {
    /// Begins a note.
    pub(super) fn start(&mut self, label: &str) {
        self.open.push((UniCase::new(label.to_owned()), Vec::new()));
    }

    /// Ends the innermost note. The first note with a label counts.
    pub(super) fn end(&mut self) {
        if let Some((label, events)) = self.open.pop() {
            self.defined.entry(label).or_insert(events);
        }
    }

    /// Takes an event if it stands in a note.
    pub(super) fn take(&mut self, event: Event<'a>) -> Option<Event<'a>> {
        match self.open.last_mut() {
            Some((_, events)) => {
                events.push(event);
                None
            }
            None => Some(event),
        }
    }

    /// The event that is shown for one of the text or of a note that is shown: references become links.
    pub(super) fn shown(&mut self, event: Event<'a>, ids: &mut Ids) -> Event<'a> {
        if let Event::FootnoteReference(label) = event {
            return Event::InlineHtml(self.reference(&label, ids).into());
        }
        event
    }

    /// The list of all notes that the text refers to.
    pub(super) fn list(&mut self, ids: &mut Ids) -> Vec<Event<'a>> {
        let mut notes = Vec::new();
        // A note may refer to further ones.
        while let Some(cited) = self.cited.get(notes.len()) {
            let events = self.defined.remove(&cited.label).unwrap_or_default();
            notes.push(events.into_iter().map(|event| self.shown(event, ids)).collect());
        }
        if notes.is_empty() {
            return Vec::new();
        }
        let start = html("<section class=\"footnotes\" role=\"doc-endnotes\">\n<hr>\n<ol>\n");
        let items = self.cited.iter().zip(notes).flat_map(|(cited, events)| cited.item(events));
        [start].into_iter().chain(items).chain([html("</ol>\n</section>\n")]).collect()
    }

    fn reference(&mut self, label: &str, ids: &mut Ids) -> String {
        let label = UniCase::new(label.to_owned());
        let number = *self.numbers.entry(label).or_insert_with_key(|label| {
            let id = ids.unique(&format!("fn-{}", name(label)));
            self.cited.push(Cited { label: label.clone(), id, references: Vec::new() });
            self.cited.len() - 1
        });
        self.cited.get_mut(number).map(|cited| cited.reference(number + 1, ids)).unwrap_or_default()
    }
}

impl Cited {
    fn reference(&mut self, number: usize, ids: &mut Ids) -> String {
        let name = match self.references.len() {
            0 => format!("fnref-{}", name(&self.label)),
            earlier => format!("fnref-{}-{}", name(&self.label), earlier + 1),
        };
        let id = ids.unique(&name);
        let (shown, target) = (escaped(&id), escaped(&self.id));
        self.references.push(id);
        format!(
            "<sup class=\"footnote-ref\" id=\"{shown}\"><a href=\"#{target}\" role=\"doc-noteref\">{number}</a></sup>"
        )
    }

    /// The note, with the ways back at the end of its last paragraph.
    fn item<'a>(&self, mut events: Vec<Event<'a>>) -> Vec<Event<'a>> {
        let end = events.pop_if(|last| matches!(last, Event::End(TagEnd::Paragraph)));
        let space = if end.is_some() { " " } else { "" };
        let back = Event::InlineHtml(CowStr::from(space.to_owned() + &self.back()));
        let start = html(&format!("<li id=\"{}\">\n", escaped(&self.id)));
        [start].into_iter().chain(events).chain([back]).chain(end).chain([html("</li>\n")]).collect()
    }

    fn back(&self) -> String {
        let links = self.references.iter().enumerate().map(|(at, id)| {
            let number = if at == 0 { String::new() } else { format!("<sup>{}</sup>", at + 1) };
            let address = escaped(id);
            format!("<a href=\"#{address}\" class=\"footnote-backref\" role=\"doc-backlink\">↩{number}</a>")
        });
        links.collect::<Vec<_>>().join(" ")
    }
}

/// A label as part of an id, which has no spaces.
fn name(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join("-")
}

fn html<'a>(html: &str) -> Event<'a> {
    Event::Html(html.to_owned().into())
}
