//! Tests of reading JSON with positions.

use std::ops::Range;

use feedwright::source::json::{JsonFault, JsonNode, Reading, Stop};

fn piece<'t>(text: &'t str, range: &Range<u32>) -> &'t str {
    text.get(range.start as usize..range.end as usize).unwrap()
}

fn read(text: &str) -> Result<JsonNode, Stop> {
    let mut reading = Reading::new(text);
    let value = reading.value()?;
    reading.finish()?;
    Ok(value)
}

#[test]
fn values_have_their_places() {
    let text = "{\"a\": [1, \"b\\u0063\"], \"d\": null}";
    let value = read(text).unwrap();
    let place = |node: &JsonNode| piece(text, &node.range);
    let elements = value.get("a").unwrap().elements();
    assert_eq!(elements.iter().map(place).collect::<Vec<_>>(), ["1", "\"b\\u0063\""]);
    assert_eq!(elements[1].value(text).text(), "bc");
    let keys: Vec<_> = value.keys().iter().map(|(key, _)| piece(text, &key.range)).collect();
    assert_eq!(keys, ["\"a\"", "\"d\""]);
}

#[test]
fn faults_are_reported_with_their_places() {
    for (text, kind, at) in [
        ("{\"a\": 1", JsonFault::Truncated, 7),
        ("[1,]", JsonFault::TrailingComma, 3),
        ("[1] x", JsonFault::TrailingText, 4),
        ("[1 é]", JsonFault::NoSeparator("é"), 3),
        ("{a: 1}", JsonFault::NoKey("a"), 1),
        ("[\"a\nb\"]", JsonFault::ControlCharacter, 3),
    ] {
        let fault = read(text).unwrap_err().fault(text).unwrap();
        assert_eq!((fault.kind, fault.range.start), (kind, at), "{text}");
    }
}

#[test]
fn values_are_read_to_the_same_depth_whether_they_are_wanted_or_not() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    for (depth, is_read) in [(129, true), (130, false)] {
        let text = nested(depth);
        assert_eq!(read(&text).is_ok(), is_read, "{depth}");
        assert_eq!(Reading::new(&text).skip().is_ok(), is_read, "{depth}");
    }
    let text = nested(100_000);
    let fault = read(&text).unwrap_err().fault(&text).unwrap();
    assert_eq!((fault.kind, fault.range), (JsonFault::TooDeep(128), 129..130));
}

#[test]
fn text_is_that_of_strings_only() {
    let mut reading = Reading::new("[\"a\\n\", 7, [\"b\"], \"\"]");
    let mut texts = Vec::new();
    reading
        .array(&mut |reading| {
            texts.push(reading.text()?.map(str::to_owned));
            Ok(())
        })
        .unwrap();
    assert_eq!(texts, [Some("a\n".to_owned()), None, None, Some(String::new())]);
}
