//! Tests of reading dates of feeds.

use feedwright::source::dates;

#[track_caller]
fn reads(text: &str, expected: &str) {
    assert_eq!(dates::read(text).map(|date| date.to_rfc3339()).as_deref(), Some(expected), "{text}");
}

#[test]
fn every_form_that_feeds_use_is_read() {
    for text in [
        "2026-10-19T08:00:00Z",
        "2026-10-19t08:00:00z",
        "2026-10-19T10:00:00+02:00",
        "2026-10-19T08:00Z",
        "2026-10-19T10:00+02:00",
        "2026-10-19T08:00:00",
        " Mon, 19 Oct 2026 08:00:00 GMT ",
        "Tue, 19 Oct 2026 08:00:00 GMT",
        "19 Oct 2026 08:00 +0000",
        "Mon, 19 Oct 2026 (a day) 08:00:00 GMT",
        "Mon, 19 Oct 2026 01:00:00 PDT",
    ] {
        reads(text, "2026-10-19T08:00:00+00:00");
    }
    reads("2026-10-19", "2026-10-19T00:00:00+00:00");
    reads("2026-10", "2026-10-01T00:00:00+00:00");
}

#[test]
fn invalid_dates_are_not_read() {
    for text in ["", "yesterday", "2026-13-01", "Mon", "8:00", "2026-10-19T25:00:00Z"] {
        assert_eq!(dates::read(text), None, "{text}");
    }
}
