//! Tests of lines and columns.

use std::ops::Range;

use feedwright::source::lines::LineIndex;

fn places(text: &str, offsets: &[usize]) -> Vec<(u32, u32)> {
    let mut lines = LineIndex::new(text);
    let place = |offset: &usize| {
        let position = lines.position(*offset);
        (position.line, position.column)
    };
    offsets.iter().map(place).collect()
}

#[test]
fn lines_end_in_every_way() {
    let expected = [(1, 1), (1, 2), (2, 1), (2, 2)];
    assert_eq!(places("a\nb", &[0, 1, 2, 3]), expected);
    assert_eq!(places("a\rb", &[0, 1, 2, 3]), expected);
    // Between the two characters of a line end, the line has not ended.
    assert_eq!(places("a\r\nb", &[0, 1, 2, 3, 4]), [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2)]);
    assert_eq!(places("\n\r\r\n", &[1, 2, 4]), [(2, 1), (3, 1), (4, 1)]);
}

#[test]
fn columns_count_characters() {
    assert_eq!(places("é😀x\n世", &[2, 6, 7, 8, 11]), [(1, 2), (1, 3), (1, 4), (2, 1), (2, 2)]);
}

#[test]
fn offsets_are_moved_back_to_a_character_of_the_text() {
    assert_eq!(places("é", &[1, 99]), [(1, 1), (1, 2)]);
    assert_eq!(places("", &[0, 1]), [(1, 1), (1, 1)]);
}

#[test]
fn the_order_of_offsets_does_not_matter() {
    let text = "a\nbé\r\n\rc\nd";
    let all: Vec<_> = (0..=text.len()).collect();
    let mixed: Vec<_> = all.iter().rev().chain(&all).copied().collect();
    for (offset, place) in mixed.iter().zip(places(text, &mixed)) {
        assert_eq!(vec![place], places(text, &[*offset]), "{offset}");
    }
}

#[test]
fn a_span_does_not_end_before_its_start() {
    let span = LineIndex::new("ab\ncd").span(Range { start: 3, end: 1 });
    assert_eq!((span.start.line, span.end.line), (2, 2));
    assert_eq!(span.start, span.end);
}
