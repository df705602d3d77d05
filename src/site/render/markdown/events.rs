//! Events of the parser in, events for HTML out: tables with `align`, alerts with their names, boxes of task lists as
//! characters, headings with ids, footnotes at the end.

use std::collections::{BTreeSet, VecDeque};

use pulldown_cmark::{Alignment, Event, Parser, Tag, TagEnd};

use super::alerts::{self, Alert};
use super::footnotes::Notes;
use super::headings::Heading;
use super::ids::{self, Ids};
use super::kept::ProtectedParts;

/// The events of a text.
pub(super) struct Events<'a> {
    parser: Parser<'a>,
    kept: &'a ProtectedParts,
    /// The ids that links may lead to.
    wanted: BTreeSet<String>,
    ids: Ids,
    notes: Notes<'a>,
    table: Table,
    heading: Option<Heading<'a>>,
    /// The number of open pictures, whose text is an attribute.
    pictures: usize,
    /// Events that were read ahead.
    ahead: VecDeque<Event<'a>>,
    /// Whether the title of an alert is being read, which its line ends.
    is_title: bool,
    ready: VecDeque<Event<'a>>,
    is_finished: bool,
}

#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    is_head: bool,
    column: usize,
}

impl<'a> Events<'a> {
    pub(super) fn new(parser: Parser<'a>, source: &'a str, kept: &'a ProtectedParts) -> Events<'a> {
        Events {
            parser,
            kept,
            wanted: ids::wanted(source),
            ids: Ids::default(),
            notes: Notes::default(),
            table: Table::default(),
            heading: None,
            pictures: 0,
            ahead: VecDeque::new(),
            is_title: false,
            ready: VecDeque::new(),
            is_finished: false,
        }
    }

    fn read(&mut self, event: Event<'a>) {
        // In a picture, a reference to a note would be text.
        let is_lost = self.pictures > 0 && matches!(event, Event::FootnoteReference(_));
        let is_line_end = matches!(event, Event::SoftBreak | Event::HardBreak);
        let ends_title = self.is_title && is_line_end;
        self.is_title &= !is_line_end && !matches!(event, Event::End(TagEnd::Paragraph));
        if ends_title {
            self.push(Event::End(TagEnd::Paragraph));
            self.push(Event::Start(Tag::Paragraph));
        } else if let Event::Start(tag) = event {
            self.start(tag);
        } else if let Event::End(tag) = event {
            self.end(tag);
        } else if let Event::TaskListMarker(is_done) = event {
            self.push(Event::Text(if is_done { "☑ " } else { "☐ " }.into()));
        } else if !is_lost {
            self.push(event);
        }
    }

    fn start(&mut self, tag: Tag<'a>) {
        self.pictures += usize::from(matches!(tag, Tag::Image { .. }));
        if let Tag::Heading { level, .. } = tag {
            self.heading = Some(Heading { level, events: Vec::new() });
        } else if let Tag::FootnoteDefinition(label) = tag {
            self.notes.start(&label);
        } else if let Tag::BlockQuote(Some(kind)) = tag {
            self.push(Event::Start(Tag::BlockQuote(None)));
            self.push(Event::Html(format!("<p>{}</p>\n", Alert::of(kind).html()).into()));
        } else if let Tag::BlockQuote(None) = tag {
            self.push(Event::Start(tag));
            self.begin_alert();
        } else {
            let event = self.table.start(tag);
            self.push(event);
        }
    }

    fn end(&mut self, tag: TagEnd) {
        self.pictures -= usize::from(matches!(tag, TagEnd::Image));
        if let TagEnd::Heading(_) = tag {
            let events = self.heading.take().map(|heading| self.finished(heading));
            events.into_iter().flatten().for_each(|event| self.push(event));
        } else if let TagEnd::FootnoteDefinition = tag {
            self.notes.end();
        } else {
            let event = self.table.end(tag);
            self.push(event);
        }
    }

    fn push(&mut self, event: Event<'a>) {
        if let Some(heading) = &mut self.heading {
            heading.events.push(event);
        } else if let Some(event) = self.notes.take(event) {
            let shown = self.notes.shown(event, &mut self.ids);
            self.ready.push_back(shown);
        }
    }

    /// The events of a heading, with its own id, or with GitHub's if a link leads there.
    fn finished(&mut self, mut heading: Heading<'a>) -> Vec<Event<'a>> {
        let id = match heading.take_id() {
            Some(id) => Some(self.ids.unique(&self.kept.text(&id))),
            None => {
                let id = self.ids.unique(&ids::of_heading(&self.kept.text(&heading.text())));
                self.wanted.contains(&id).then_some(id)
            }
        };
        let Heading { level, events } = heading;
        let tag = Tag::Heading { level, id: id.map(Into::into), classes: Vec::new(), attrs: Vec::new() };
        let end = Event::End(tag.to_end());
        [Event::Start(tag)].into_iter().chain(events).chain([end]).collect()
    }

    /// Reads ahead whether a quotation is an alert. Its title is the rest of the first line.
    fn begin_alert(&mut self) {
        while self.ahead.len() < alerts::MARK
            && let Some(event) = self.parser.next()
        {
            self.ahead.push_back(event);
        }
        let Some((alert, count)) = Alert::at_start(self.ahead.make_contiguous()) else { return };
        self.ahead.drain(..count);
        self.push(Event::Start(Tag::Paragraph));
        self.push(Event::InlineHtml(alert.html().into()));
        if !alert.title.is_empty() {
            self.push(Event::Text(alert.title.into()));
        }
        self.is_title = true;
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
            match self.ahead.pop_front().or_else(|| self.parser.next()) {
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
        if let Tag::Table(alignments) = tag {
            self.alignments = alignments;
            return Event::Start(Tag::Table(Vec::new()));
        }
        if matches!(tag, Tag::TableCell) {
            return self.cell();
        }
        self.is_head |= matches!(tag, Tag::TableHead);
        if matches!(tag, Tag::TableHead | Tag::TableRow) {
            self.column = 0;
        }
        Event::Start(tag)
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
