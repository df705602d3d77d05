//! Tests of reading the tags of HTML.

use std::ops::{ControlFlow, Range};

use feedwright::source::html::tags::{self, Event, HtmlFault};

fn piece(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap()
}

/// The tags that are read, with the pieces of the text that it points to.
fn events(text: &str) -> Vec<String> {
    let mut events = Vec::new();
    tags::read(text, &mut |event| {
        events.push(match event {
            Event::Start { tag, closes_itself } => {
                let attributes = tag
                    .attributes
                    .iter()
                    .map(|one| format!(" {}={} [{}]", one.name, one.value, piece(text, one.range.clone())));
                let attributes: String = attributes.collect();
                format!(
                    "<{} [{}]{attributes}{}>",
                    tag.name,
                    piece(text, tag.range),
                    if closes_itself { "/" } else { "" }
                )
            }
            Event::End { name, range } => format!("</{name} [{}]>", piece(text, range).trim_end_matches('>')),
            Event::Doctype(range) => piece(text, range).to_owned(),
            Event::Fault(fault, range) => format!("{fault:?} [{}]", piece(text, range)),
            Event::Text(text, _) => text.to_owned(),
        });
        ControlFlow::Continue(())
    });
    events
}

#[test]
fn tags_are_reported_with_their_places() {
    assert_eq!(
        events("Hujan é <P Class='a&amp;b' x>deras</p> <br/>"),
        ["<p [P] class=a&b [Class='a&amp;b'] x= [x]>", "</p [p]>", "<br [br]/>"]
    );
    assert_eq!(events("no tags & nothing else"), [""; 0]);
}

#[test]
fn html_that_readers_repair_differently_is_a_fault() {
    assert_eq!(events("a <b"), ["UnclosedTag [<b]"]);
    assert_eq!(events("a <!-- b"), ["UnclosedComment [<!-- b]"]);
    assert_eq!(events("&#0;"), ["InvalidCharacter [&#0;]"]);
}

#[test]
fn a_tag_with_too_many_attributes_ends_the_reading() {
    let text = format!("<p><a {}><b>", "x='' ".repeat(1_000_000));
    let events = events(&text);
    assert_eq!(events.len(), 2, "{:?}", events.iter().map(String::len).collect::<Vec<_>>());
    assert_eq!(events[1], format!("{:?} [a]", HtmlFault::TooManyAttributes(200)));
}

#[test]
fn nothing_is_reported_after_a_break() {
    let mut count = 0;
    tags::read(&"<a>".repeat(100), &mut |_| {
        count += 1;
        if count == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(count, 3);
}
