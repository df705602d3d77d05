//! Events of the parser in, events for HTML out: tables with `align`, alerts with their names, boxes of task lists as
//! characters, headings with ids, footnotes at the end.

use std::collections::{BTreeSet, VecDeque};

use pulldown_cmark::{Alignment, BlockQuoteKind, Event, Parser, Tag, TagEnd};

use super::footnotes::Notes;
use super::ids::{self, Ids};
use super::kept::Kept;

/// The events of a text.
pub(super) struct Events<'a> {
    parser: Parser<'a>,
    kept: &'a Kept,
    /// The ids that links may lead to.
    wanted: BTreeSet<String>,
    ids: Ids,
    notes: Notes<'a>,
    table: Table,
    heading: Option<Heading<'a>>,
    /// The number of open pictures, whose text is an attribute.
    pictures: usize,
    ready: VecDeque<Event<'a>>,
    is_finished: bool,
}

#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    is_head: bool,
    column: usize,
}

/// A heading that is being read.
struct Heading<'a> {
    tag: Tag<'a>,
    events: Vec<Event<'a>>,
    text: String,
}

impl<'a> Events<'a> {
    pub(super) fn new(parser: Parser<'a>, source: &'a str, kept: &'a Kept) -> Events<'a> {
        Events {
            parser,
            kept,
            wanted: ids::wanted(source),
            ids: Ids::default(),
            notes: Notes::default(),
            table: Table::default(),
            heading: None,
            pictures: 0,
            ready: VecDeque::new(),
            is_finished: false,
        }
    }

    fn read(&mut self, event: Event<'a>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::TaskListMarker(is_done) => {
                self.push(Event::Text(if is_done { "☑ " } else { "☐ " }.into()))
            }
            // In a picture, the reference would be text.
            Event::FootnoteReference(_) if self.pictures > 0 => {}
            other => self.push(other),
        }
    }

    fn start(&mut self, tag: Tag<'a>) {
        match tag {
            Tag::Heading { .. } => {
                self.heading = Some(Heading { tag, events: Vec::new(), text: String::new() });
            }
            Tag::FootnoteDefinition(label) => self.notes.start(&label),
            Tag::BlockQuote(Some(kind)) => {
                self.push(Event::Start(Tag::BlockQuote(None)));
                self.push(Event::Html(format!("<p><strong>{}</strong>:</p>\n", name(kind)).into()));
            }
            other => {
                self.pictures += usize::from(matches!(other, Tag::Image { .. }));
                let event = self.table.start(other);
                self.push(event);
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                let events = self.heading.take().map(|heading| self.finished(heading, tag));
                events.into_iter().flatten().for_each(|event| self.push(event));
            }
            TagEnd::FootnoteDefinition => self.notes.end(),
            other => {
                self.pictures -= usize::from(matches!(other, TagEnd::Image));
                let event = self.table.end(other);
                self.push(event);
            }
        }
    }

    fn push(&mut self, event: Event<'a>) {
        if let Some(heading) = &mut self.heading {
            heading.push(event);
        } else if let Some(event) = self.notes.take(event) {
            let shown = self.notes.shown(event, &mut self.ids);
            self.ready.push_back(shown);
        }
    }

    /// The events of a heading, with its own id, or with GitHub's if a link leads there.
    fn finished(&mut self, heading: Heading<'a>, end: TagEnd) -> Vec<Event<'a>> {
        let Heading { tag, mut events, text } = heading;
        let Tag::Heading { level, id, classes, attrs } = tag else { return events };
        // Braces that name neither an id nor a class are text.
        if id.is_none() && classes.is_empty() && !attrs.is_empty() {
            let words = attrs.iter().map(|(name, value)| match value {
                Some(value) => format!("{name}={value}"),
                None => name.to_string(),
            });
            let braces = format!(" {{{}}}", words.collect::<Vec<_>>().join(" "));
            events.push(Event::Text(braces.into()));
        }
        let id = match id {
            Some(id) => Some(self.ids.unique(&id)),
            None => {
                let id = self.ids.unique(&ids::of_heading(&self.kept.text(&text)));
                self.wanted.contains(&id).then_some(id)
            }
        };
        let id = id.map(Into::into);
        let start = Event::Start(Tag::Heading { level, id, classes: Vec::new(), attrs: Vec::new() });
        [start].into_iter().chain(events).chain([Event::End(end)]).collect()
    }

    /// Adds the notes, once.
    fn finish(&mut self) {
        if !self.is_finished {
            self.is_finished = true;
            self.ready.extend(self.notes.list(&mut self.ids));
        }
    }
}

impl<'a> Iterator for Events<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        while self.ready.is_empty() {
            match self.parser.next() {
                Some(event) => self.read(event),
                None if self.is_finished => return None,
                None => self.finish(),
            }
        }
        self.ready.pop_front()
    }
}

impl Table {
    fn start<'a>(&mut self, tag: Tag<'a>) -> Event<'a> {
        match tag {
            Tag::Table(alignments) => {
                self.alignments = alignments;
                Event::Start(Tag::Table(Vec::new()))
            }
            Tag::TableCell => self.cell(),
            other => {
                self.is_head |= matches!(other, Tag::TableHead);
                if matches!(other, Tag::TableHead | Tag::TableRow) {
                    self.column = 0;
                }
                Event::Start(other)
            }
        }
    }

    fn end<'a>(&mut self, tag: TagEnd) -> Event<'a> {
        self.is_head &= !matches!(tag, TagEnd::TableHead);
        if matches!(tag, TagEnd::TableCell) {
            self.column += 1;
            return Event::InlineHtml(format!("</{}>", self.cell_name()).into());
        }
        Event::End(tag)
    }

    fn cell<'a>(&self) -> Event<'a> {
        let align = match self.alignments.get(self.column) {
            Some(Alignment::Left) => " align=\"left\"",
            Some(Alignment::Center) => " align=\"center\"",
            Some(Alignment::Right) => " align=\"right\"",
            Some(Alignment::None) | None => "",
        };
        Event::InlineHtml(format!("<{}{align}>", self.cell_name()).into())
    }

    fn cell_name(&self) -> &'static str {
        if self.is_head { "th" } else { "td" }
    }
}

impl<'a> Heading<'a> {
    fn push(&mut self, event: Event<'a>) {
        if let Event::Text(text) | Event::Code(text) = &event {
            self.text.push_str(text);
        }
        self.events.push(event);
    }
}

/// The name of an alert, as GitHub shows it.
fn name(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "Note",
        BlockQuoteKind::Tip => "Tip",
        BlockQuoteKind::Important => "Important",
        BlockQuoteKind::Warning => "Warning",
        BlockQuoteKind::Caution => "Caution",
    }
}
