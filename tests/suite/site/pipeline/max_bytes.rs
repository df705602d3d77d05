//! `max-bytes`: entries become summaries from the oldest on, and the document is not larger.

use crate::suite::harness::{PLAIN, Site, feed};
use crate::suite::support::well_formed;

/// Ten articles of about three kilobytes.
fn site(format: &str, more: &str) -> Site {
    let settings = format!("{PLAIN}{}", feed("feed", format, more));
    let site = Site::new(&settings, &[]);
    for n in 0..10 {
        let body = format!("Word {n} & <b>more</b>. ").repeat(120);
        let text = format!("+++\ntitle = \"T{n}\"\ndate = 2026-01-1{n}\nsummary = \"S{n}\"\n+++\n{body}\n");
        site.add(&[(&format!("a{n}.md"), &text)]);
    }
    site
}

/// Whether each entry has its text, the newest first.
fn full(text: &str) -> Vec<bool> {
    let read = well_formed(text);
    let is_full = |entry: &feed_rs::model::Entry| {
        let content = entry.content.as_ref().and_then(|content| content.body.as_deref());
        content.is_some_and(|body| body.len() > 1000)
    };
    read.entries.iter().map(is_full).collect()
}

#[test]
fn entries_become_summaries_from_the_oldest_on_and_no_more_than_needed() {
    for format in ["rss", "atom", "json"] {
        let whole = site(format, "");
        whole.clean();
        let size = whole.read("feed").len();
        let most = size / 2;
        let site = site(format, &format!("max-bytes = {most}"));
        let found = site.findings();
        let text = site.read("feed");
        assert!(text.len() <= most, "{format}: {} > {most}", text.len());
        assert!(most - text.len() < 4000, "{format}: one more would fit");
        let full = full(&text);
        let kept = full.iter().filter(|full| **full).count();
        assert!(kept > 2 && full.len() == 10 && full[..kept].iter().all(|full| *full), "{format}: {full:?}");
        let expected = format!("info[shortened-document] feedwright.toml:8:13 the {} oldest", 10 - kept);
        assert!(matches!(found.as_slice(), [one] if one.starts_with(&expected)), "{found:?}");
    }
}

#[test]
fn a_document_of_exactly_as_many_bytes_stays_whole() {
    let whole = site("rss", "");
    whole.clean();
    let size = whole.read("feed").len();
    site("rss", &format!("max-bytes = {size}")).clean();
    let found = site("rss", &format!("max-bytes = {}", size - 1)).findings();
    assert!(
        found[0].contains("the oldest of 10 entries in `feed` was shortened to its summary"),
        "{found:?}"
    );
}

#[test]
fn short_entries_become_summaries_until_the_document_fits() {
    let site = |more: &str| {
        let site = Site::new(&format!("{PLAIN}{}", feed("feed", "rss", more)), &[]);
        for n in 0..8 {
            let text = format!(
                "+++\ntitle = \"T{n}\"\ndate = 2026-01-1{n}\nsummary = \"S{n}\"\n+++\nA short text {n}.\n"
            );
            site.add(&[(&format!("a{n}.md"), &text)]);
        }
        site
    };
    let whole = site("");
    whole.clean();
    let most = whole.read("feed").len() - 150;
    let short = site(&format!("max-bytes = {most}"));
    assert!(matches!(short.findings().as_slice(), [one] if one.starts_with("info[shortened-document]")));
    assert!(short.read("feed").len() <= most);
}

#[test]
fn summaries_that_are_still_too_large_are_all_kept_and_reported_at_the_key() {
    let site = site("rss", "max-bytes = 2000");
    let found = site.findings();
    let text = site.read("feed");
    assert_eq!(full(&text), [false; 10]);
    let expected = format!(
        "warning[oversized-document] feedwright.toml:8:13 `feed` has {} bytes, although its entries have only summaries; `max-bytes` allows 2000 | write limit = {}, or a larger `max-bytes`",
        text.len(),
        10 * 2000 / text.len()
    );
    assert_eq!(found, [expected]);
}

#[test]
fn the_help_names_the_settings_that_decide_how_many_entries_there_are() {
    let help = |more: &str| {
        let found = site("rss", &format!("max-bytes = 2000\n{more}")).findings();
        found[0].split_once(" | ").map(|(_, help)| help.to_owned()).unwrap_or_default()
    };
    for (settings, expected) in [
        ("limit = 10", "write limit = 7, or a larger `max-bytes`"),
        ("limit = 10\narchive = 100", "write limit = 7 and archive = 7, or a larger `max-bytes`"),
        ("limit = 2\narchive = 100", "write archive = 7, or a larger `max-bytes`"),
    ] {
        assert_eq!(help(settings), expected, "{settings}");
    }
}

#[test]
fn only_a_number_from_1_limits_a_document() {
    for (written, expected) in [
        ("0", "error[invalid-setting] feedwright.toml:8:13 expected a whole number, 1 or more, found `0`"),
        (
            "-1",
            "error[wrong-type] feedwright.toml:8:13 expected a whole number, 1 or more, found the integer `-1`",
        ),
    ] {
        let settings = format!("{PLAIN}{}", feed("feed", "rss", &format!("max-bytes = {written}")));
        let found = crate::suite::site::config::findings(&settings);
        assert_eq!(found, [format!("{expected} | write a number such as max-bytes = 500000")]);
    }
}
