//! Tests of reading XML with positions.

use std::ops::Range;

use feedwright::source::fault::Fault;
use feedwright::source::text::Offset;
use feedwright::source::xml::tree::Tree;
use feedwright::source::xml::{self, Declaration, Event, Keep, Listener, XmlFault};

/// Records the faults, and the names and texts in order.
#[derive(Default)]
struct Notes {
    faults: Vec<String>,
    events: Vec<String>,
}

impl Listener for Notes {
    fn fault(&mut self, fault: Fault<XmlFault<'_>>) {
        let kind = format!("{:?}", fault.kind);
        self.faults.push(format!("{kind} {}..{}", fault.range.start, fault.range.end));
    }

    fn declared(&mut self, declaration: &Declaration<'_>) {
        self.events.push(format!("xmlns:{}={}", declaration.prefix, declaration.uri));
    }

    fn event(&mut self, tree: &Tree<'_>, event: Event) -> Keep {
        match event {
            Event::Opened(id) => self.events.push(format!("<{}>", tree.element(id).written())),
            Event::Closed(id) => self.events.push(format!("</{}>", tree.element(id).written())),
        }
        Keep::All
    }

    fn text_event(&mut self, tree: &Tree<'_>, range: Range<Offset>) -> Keep {
        let part = feedwright::source::text::Part::Content;
        self.events.push(tree.value(range, part).text().into_owned());
        Keep::All
    }
}

fn strict(text: &str) -> (bool, Notes) {
    let mut notes = Notes::default();
    let document = xml::read(text, true, &mut notes);
    (document.is_complete, notes)
}

fn lenient(text: &str) -> (bool, Notes) {
    let mut notes = Notes::default();
    let document = xml::read_leniently(text, &mut notes);
    (document.is_complete, notes)
}

#[test]
fn a_document_is_read_in_order() {
    let (is_complete, notes) = strict("<a xmlns:b=\"u\">x&amp;<b:c/><![CDATA[<y>]]></a>");
    assert!(is_complete);
    assert_eq!(notes.events, ["xmlns:b=u", "<a>", "x", "&", "<b:c>", "</b:c>", "<y>", "</a>"]);
    assert_eq!(notes.faults, [""; 0]);
}

/// Asserts that malformed XML ends the strict reading and not the lenient one.
#[track_caller]
fn assert_recovers(text: &str, fault: &str, events: &[&str]) {
    let (is_complete, notes) = strict(text);
    assert!(!is_complete, "{text}");
    assert_eq!(notes.faults.last().map(String::as_str), Some(fault), "{text}");
    let (is_complete, notes) = lenient(text);
    assert!(is_complete, "{text}");
    assert_eq!(notes.events, events, "{text}");
}

#[test]
fn lenient_reading_continues_where_a_parser_must_stop() {
    assert_recovers("<a>x & y</a>", "Mistake(BareAmpersand) 5..6", &["<a>", "x ", "& y", "</a>"]);
    assert_recovers(
        "<a></b></a>",
        "MismatchedEnd { found: \"b\", open: \"a\", start: 0, closes_outer: false } 3..7",
        &["<a>", "</a>"],
    );
    assert_recovers(
        "<a><b></a>",
        "MismatchedEnd { found: \"a\", open: \"b\", start: 3, closes_outer: true } 6..10",
        &["<a>", "<b>", "</b>", "</a>"],
    );
    assert_recovers("<a>1 < 2<b/></a>", "Mistake(NoTag) 5..6", &["<a>", "1 ", "<b>", "</b>", "</a>"]);
    assert_recovers("<a b=1><c/></a>", "Mistake(NoQuotes) 3..4", &["<a>", "<c>", "</c>", "</a>"]);
    assert_recovers("x<a/>", "Mistake(TextBeforeRoot) 0..1", &["<a>", "</a>"]);
    assert_recovers("<a/><b/>", "Mistake(SecondRoot) 5..6", &["<a>", "</a>"]);
    assert_recovers("<a>\u{8}</a>", "IllegalCharacter('\\u{8}') 3..4", &["<a>", "\u{8}", "</a>"]);
}

#[test]
fn unreadable_documents_end_every_reader() {
    let deep = format!("{}{}", "<x>".repeat(513), "</x>".repeat(513));
    for (text, fault) in [
        ("<a><b/>", "UnclosedElement(\"a\") 0..2"),
        ("<a><!-- </a>", "Unclosed(Comment) 3..7"),
        ("<a><![CDATA[ </a>", "Unclosed(Cdata) 3..12"),
        ("<a><b </a", "Unclosed(Tag) 3..5"),
        ("", "NoElement 0..0"),
        (&deep, "TooDeep(512) 1537..1538"),
    ] {
        for (is_complete, notes) in [strict(text), lenient(text)] {
            assert!(!is_complete, "{text}");
            assert_eq!(notes.faults.last().map(String::as_str), Some(fault), "{text}");
        }
    }
}

#[test]
fn nothing_is_read_repeatedly() {
    // Each `<` begins a tag, and all tags end at the same place.
    let text = format!("<a>{}></a>", "< ".repeat(1_000_000));
    let (is_complete, notes) = lenient(&text);
    assert!(is_complete);
    assert!(notes.faults.len() <= 3, "{:?}", notes.faults);
}

#[test]
fn short_references_to_a_long_entity_are_not_expanded_without_end() {
    let document = |references: usize| {
        let (long, references) = ("x".repeat(60_000), "&long;".repeat(references));
        format!("<!DOCTYPE a [<!ENTITY long \"{long}\">]><a b=\"{references}\">{references}</a>")
    };
    assert!(strict(&document(50)).0);
    let (is_complete, notes) = strict(&document(100));
    assert!(!is_complete);
    let fault = notes.faults.last().unwrap();
    assert!(fault.starts_with("ExpandedTooLong(8388608)"), "{fault}");
    // Whoever reads leniently expands none.
    assert!(lenient(&document(100)).0);
}
