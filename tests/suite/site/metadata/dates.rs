//! Tests of dates: each form, zones, and invalid values.

use super::{article, config, parse, parse_in};
use feedwright::site::article::Reason;
use feedwright::site::metadata::ParseOutcome;

use crate::suite::harness::{PLAIN, Site};

#[track_caller]
fn date(written: &str, expected: &str) {
    let head = format!("+++\ntitle = \"T\"\ndate = {written}\n+++\n");
    assert_eq!(article("a.md", &head).date.to_rfc3339(), expected, "{written}");
}

#[test]
fn every_form_that_real_sites_use_is_read() {
    let cases = [
        ("2026-04-01T18:30:00+03:00", "2026-04-01T18:30:00+03:00"),
        ("2026-04-01T18:30:00Z", "2026-04-01T18:30:00+00:00"),
        ("2026-04-01 18:30:00-05:00", "2026-04-01T18:30:00-05:00"),
        ("2026-04-01T18:30:00.987Z", "2026-04-01T18:30:00+00:00"),
        ("2026-04-01T18:30:00", "2026-04-01T18:30:00+07:00"),
        ("2026-04-01", "2026-04-01T00:00:00+07:00"),
        ("\"2026-04-01T18:30:00+03:00\"", "2026-04-01T18:30:00+03:00"),
        ("\"Wed, 01 Apr 2026 18:30:00 +0300\"", "2026-04-01T18:30:00+03:00"),
        ("\"01 Apr 2026 18:30 GMT\"", "2026-04-01T18:30:00+00:00"),
        ("\"2026-4-1\"", "2026-04-01T00:00:00+07:00"),
        ("\"2026-04-01 8:05\"", "2026-04-01T08:05:00+07:00"),
        ("\"2026-04-01T08:05\"", "2026-04-01T08:05:00+07:00"),
        ("\"2026-04-01 08:05:09.5\"", "2026-04-01T08:05:09+07:00"),
        ("\"2026-04-01 08:05 +0300\"", "2026-04-01T08:05:00+03:00"),
        ("\"2026-04-01 08:05 +03:00\"", "2026-04-01T08:05:00+03:00"),
        ("\"2026-04-01 08:05:00 +03\"", "2026-04-01T08:05:00+03:00"),
        ("\"2026-04-01 08:05:00-0330\"", "2026-04-01T08:05:00-03:30"),
        ("\"2026-04-01T08:05:00Z\"", "2026-04-01T08:05:00+00:00"),
        ("\"2026-04-01 08:05z\"", "2026-04-01T08:05:00+00:00"),
        ("\"2016-12-31T23:59:60Z\"", "2016-12-31T23:59:59+00:00"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59+00:00"),
        ("2016-12-31T23:59:60", "2016-12-31T23:59:59+07:00"),
        ("\"2016-12-31 23:59:60\"", "2016-12-31T23:59:59+07:00"),
        ("\"2026-04-01 8:05:09.123456789123\"", "2026-04-01T08:05:09+07:00"),
        ("\"2026-04-01T8:05-00:00\"", "2026-04-01T08:05:00+00:00"),
        ("\" 2026-04-01 \"", "2026-04-01T00:00:00+07:00"),
    ];
    for (written, expected) in cases {
        date(written, expected);
    }
}

#[test]
fn anything_else_is_an_error_that_shows_the_right_form() {
    let usual = "write it like 2026-04-01, or with time and zone like 2026-04-01T18:30:00+03:00";
    let cases = [
        ("02/01/2024", "write 2024-01-02 or 2024-02-01"),
        ("13/01/2024", "write 2024-01-13"),
        ("2.1.2024", "write 2024-01-02"),
        ("1 April 2026", "write 2026-04-01"),
        ("April 1, 2026", "write 2026-04-01"),
        ("Jan 2 2024", "write 2024-01-02"),
        ("2024/01/02", "write 2024-01-02"),
        ("2024.1.2", "write 2024-01-02"),
        ("20240102", "write 2024-01-02"),
        ("02/01/2024 10:30", "write 2024-01-02 10:30 or 2024-02-01 10:30"),
        ("2024/01/02T10:30:00+0700", "write 2024-01-02 10:30:00+0700"),
        ("02/01/2024 at noon", "write 2024-01-02 or 2024-02-01"),
        ("02/01/20245", usual),
        ("2026-04-01 10:00 UTC", "write 2026-04-01 10:00Z"),
        ("Thu, 01 Apr 2026 10:00:00 GMT", "write 01 Apr 2026 10:00:00 GMT"),
        ("2026-04-01 8:5", usual),
        ("2026- 4-1", usual),
        ("2026-04-01 08: 05", usual),
        ("2026-04-01  08:05", usual),
        ("2026-04-01 08:05.5", usual),
        ("2026-04-01 08:05:09.", usual),
        ("2026-04-01 08:05 +3:00", usual),
        ("2026-04-01 08:05 +03 00", usual),
        ("2026-04-01 08:05  +03", usual),
        ("2026-04-01T", usual),
        ("2026-04-01 24:00", usual),
        ("2026-04", usual),
        ("٢٠٢٦-04-01", usual),
        ("2026-02-30", usual),
        ("2026-13-01", usual),
        ("2026-04-01 25:00", usual),
        ("2026-04-01 10:00 +99:00", usual),
        ("2026-04-01 10:00 Jakarta", usual),
        ("26-04-01", usual),
        ("yesterday", usual),
        ("", usual),
    ];
    for (written, help) in cases {
        let (outcome, found) = parse("a.md", &format!("+++\ntitle = \"T\"\ndate = \"{written}\"\n+++\n"));
        let (begin, end) =
            (format!("error[invalid-date] a.md:3:8 `{written}` is not a date"), format!(" | {help}"));
        assert!(found.len() == 1 && found[0].starts_with(&begin) && found[0].ends_with(&end), "{found:?}");
        assert_eq!(outcome, ParseOutcome::LeftOut(feedwright::site::article::Reason::Invalid));
    }
}

#[test]
fn a_date_on_several_lines_is_reported_on_one_line() {
    let (_, found) = parse("a.md", "+++\ntitle = \"T\"\ndate = \"a\\nb\"\n+++\n");
    assert!(found[0].starts_with("error[invalid-date] a.md:3:8 `a\\nb` is not a date"), "{found:?}");
}

#[test]
fn a_day_that_toml_rejects_is_reported_at_its_place() {
    let (_, found) = parse("a.md", "+++\ntitle = \"T\"\ndate = 2026-02-30\ntgas = []\n+++\n");
    assert!(found[0].starts_with("error[broken-toml] a.md:3:8 invalid date"), "{found:?}");
    assert!(
        found[0].ends_with("| write a valid date: 2026-04-01, or 2026-04-01T18:30:00+03:00"),
        "{found:?}"
    );
    assert!(found[1].starts_with("warning[unknown-key] a.md:4:1 unknown key `tgas`"), "{found:?}");
}

#[test]
fn a_name_that_begins_with_an_impossible_date_says_why_unless_the_metadata_has_a_date() {
    let name = |path: &str, keys: &str| parse(path, &format!("---\ntitle: T\n{keys}---\nText.\n"));
    let (outcome, found) = name("2026-02-30-sea.md", "");
    assert_eq!(outcome, ParseOutcome::LeftOut(Reason::Invalid));
    let expected = "error[invalid-date] 2026-02-30-sea.md `2026-02-30` in the file's name is not a date: February 2026 has 28 days | correct the name, or add a `date` to the metadata";
    assert_eq!(found, [expected]);
    assert!(name("2026-13-01.md", "").1.concat().contains("there is no month 13"));
    for (path, keys) in [
        ("2026-02-30-sea.md", "date: 2026-03-01\n"),
        ("2026-02-30-sea.md", "draft: true\n"),
        ("2026-02-301-sea.md", ""),
        ("sea-2026-02-30.md", ""),
    ] {
        assert!(!name(path, keys).1.concat().contains("invalid-date"), "{path} {keys}");
    }
}

#[test]
fn a_time_without_a_date_is_not_a_date() {
    let (_, found) = parse("a.md", "+++\ntitle = \"T\"\ndate = 18:30:00\n+++\n");
    assert!(found[0].starts_with("error[invalid-date] a.md:3:8 `18:30:00` is not a date"), "{found:?}");
}

#[test]
fn a_year_that_no_feed_can_say_is_an_error() {
    for date in
        ["0000-01-01T00:00:00Z", "\"0000-01-01\"", "0001-01-01T00:00:00+07:00", "9999-12-31T23:00:00-07:00"]
    {
        let (_, found) = parse("a.md", &format!("+++\ntitle = \"T\"\ndate = {date}\n+++\n"));
        assert!(
            found[0].starts_with("error[invalid-date] a.md:3:8 year that feeds cannot contain"),
            "{found:?}"
        );
    }
}

fn in_zone(written: &str) -> (String, Vec<String>) {
    let config = config("timezone = \"Europe/Berlin\"");
    match parse_in(&config, "a.md", &format!("+++\ntitle = \"T\"\ndate = {written}\n+++\n")) {
        (ParseOutcome::Article(article), found) => (article.date.to_rfc3339(), found),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_skipped_time_is_moved_and_reported() {
    let (date, found) = in_zone("2026-03-29T02:30:00");
    assert_eq!(date, "2026-03-29T03:30:00+02:00");
    let expected = "warning[skipped-time] a.md:3:8 2026-03-29T02:30:00 did not exist in Europe/Berlin, when the clocks were set forward | it was moved forward; to be explicit, write 2026-03-29T03:30:00+02:00";
    assert_eq!(found, [expected]);
}

#[test]
fn a_day_that_the_calendar_jumped_over_is_moved_by_a_day() {
    let config = config("timezone = \"Pacific/Apia\"");
    let (outcome, found) = parse_in(&config, "a.md", "+++\ntitle = \"T\"\ndate = 2011-12-30\n+++\n");
    let ParseOutcome::Article(article) = outcome else { panic!("{found:?}") };
    assert_eq!(article.date.to_rfc3339(), "2011-12-31T00:00:00+14:00");
    assert!(found[0].starts_with("warning[skipped-time] a.md:3:8 2011-12-30"), "{found:?}");
}

#[test]
fn a_repeated_time_is_the_first_and_reported() {
    let (date, found) = in_zone("2026-10-25T02:30:00");
    assert_eq!(date, "2026-10-25T02:30:00+02:00");
    let expected = "warning[ambiguous-time] a.md:3:8 2026-10-25T02:30:00 occurred twice in Europe/Berlin, when the clocks were set back | the first one was used; to be explicit, write 2026-10-25T02:30:00+02:00";
    assert_eq!(found, [expected]);
}

#[test]
fn a_date_without_a_time_takes_the_default_time_in_the_zone() {
    let config = config("timezone = \"Europe/Berlin\"\n[content]\ndefault-time = \"09:15\"");
    let (outcome, found) = parse_in(&config, "2026-07-01-a.md", "+++\ntitle = \"T\"\n+++\n");
    let ParseOutcome::Article(article) = outcome else { panic!("{found:?}") };
    assert_eq!(article.date.to_rfc3339(), "2026-07-01T09:15:00+02:00");
}

#[test]
fn dates_without_a_zone_are_utc_and_reported() {
    let (outcome, found) = parse_in(&config(""), "a.md", "+++\ntitle = \"T\"\ndate = 2026-04-01\n+++\n");
    let ParseOutcome::Article(article) = outcome else { panic!("{found:?}") };
    assert_eq!(article.date.to_rfc3339(), "2026-04-01T00:00:00+00:00");
    assert_eq!(
        found,
        [
            "info[no-timezone] a.md:3:8 a date without a time zone was read as UTC | set the time zone under [site] in feedwright.toml, such as timezone = \"Asia/Jakarta\""
        ]
    );
}

#[test]
fn a_change_before_the_publication_is_a_warning() {
    let (_, found) = parse("a.md", "+++\ntitle = \"T\"\ndate = 2026-04-02\nupdated = 2026-04-01\n+++\n");
    let expected = "a.md:4:11 `updated` is before the publication date 2026-04-02T00:00:00+07:00";
    assert!(found[0].starts_with(&format!("warning[updated-before-date] {expected}")), "{found:?}");
}

#[test]
fn an_article_that_expires_before_it_is_published_is_a_warning() {
    let (_, found) = parse("a.md", "+++\ntitle = \"T\"\ndate = 2026-04-02\nexpires = 2026-04-01\n+++\n");
    assert!(
        found[0]
            .starts_with("warning[expires-too-early] a.md:4:11 `expires` is not after the publication date"),
        "{found:?}"
    );
}

#[test]
fn a_change_on_the_day_of_publication_is_not_before_it() {
    let head = "+++\ntitle = \"T\"\ndate = 2026-04-01T18:30:00+07:00\nupdated = 2026-04-01\n+++\n";
    assert_eq!(parse("a.md", head).1, Vec::<String>::new());
}

#[test]
fn an_impossible_date_says_why() {
    let message = |date: &str| {
        let site = Site::new(PLAIN, &[("a.md", &format!("---\ntitle: T\ndate: {date}\n---\n"))]);
        site.findings().into_iter().find(|line| line.contains("[invalid-date]")).unwrap()
    };
    for (date, expected) in [
        ("2026-04-31", "`2026-04-31` is not a date: April has 30 days"),
        ("2025-02-29 10:00", "`2025-02-29 10:00` is not a date: February 2025 has 28 days"),
        ("2026-13-01", "`2026-13-01` is not a date: there is no month 13"),
        ("\"Mon, 01 Apr 2026 10:00:00 GMT\"", "is not a date: that day is a Wednesday"),
        (
            "25 October 2026 02:30 CEST",
            "write 2026-10-25T02:30 and the offset of CEST, such as 2026-10-25T02:30+02:00",
        ),
        ("2026/04/01 10:00 PM", "is not a date | write 2026-04-01 22:00"),
        ("2026-04-01 12:05 am", "is not a date | write 2026-04-01 00:05"),
        ("soon", "`soon` is not a date | write it like"),
    ] {
        let found = message(date);
        assert!(found.contains(expected), "{found}");
    }
}

#[test]
fn a_title_that_is_a_comment_and_a_truth_in_quotes_are_named() {
    let yaml = "---\ntitle: #1 \"post\"\ndate: 2026-05-01\ndraft: \"yes\"\n---\nText.\n";
    assert_eq!(
        Site::new(PLAIN, &[("a.md", yaml)]).findings()[..2],
        [
            "error[missing-title] content/a.md:2:8 missing title: `#1 \\\"post\\\"` is a comment | put it in quotes: title: \"#1 \\\"post\\\"\"",
            "error[wrong-type] content/a.md:4:8 expected `true` or `false`, found the text `yes` | write draft: true"
        ]
    );
}
