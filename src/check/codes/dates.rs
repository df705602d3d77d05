//! Dates: each format has a grammar of its own.

use super::rules;

rules! {
    UNREADABLE_DATE "unreadable-date" Error "a date that is not in the format's form" "RSS 2.0 <pubDate> (RFC 822); RFC 4287 §3.3 (RFC 3339); JSON Feed 1.1 items.date_published; W3C Date and Time Formats"
        "Readers that cannot read a date take the time at which they first saw the article, so that old ones stand \
         on top, or show the article as from 1970. Directories refuse the feed."
        Item r"<pubDate>«2026-10-19T08:00:00Z»</pubDate>"
        => r"<pubDate>Mon, 19 Oct 2026 08:00:00 GMT</pubDate>";
    WRONG_WEEKDAY "wrong-weekday" Error "a weekday that is not that of the date" "RFC 822 §5.2; RFC 2822 §3.3"
        "Parsers that look at it refuse the date, and take the article for undated. Leave the weekday out, or let a \
         library write it."
        Item r"<pubDate>«Sun», 19 Oct 2026 08:00:00 GMT</pubDate>"
        => r"<pubDate>Mon, 19 Oct 2026 08:00:00 GMT</pubDate>";
    UNPORTABLE_DATE "unportable-date" Warning "a form of date that not every reader knows" "RSS Profile §3.2"
        "Comments, names that are not English abbreviations, doubled spaces, hours of one digit, years of two \
         digits, and zones of one letter are read differently, or not at all."
        Item r"<pubDate>«Mon, 19 Oct 26 08:00:00 GMT»</pubDate>"
        => r"<pubDate>Mon, 19 Oct 2026 08:00:00 GMT</pubDate>";
    NOT_UTC "date-not-in-utc" Info "a date of RSS in another zone than UTC" "RSS Profile §3.2"
        "GMT and +0000 were read right by all 18 clients that the RSS Advisory Board tried; names of American zones and \
         other offsets by most of them."
        Item r"<pubDate>«Mon, 19 Oct 2026 08:00:00 EST»</pubDate>"
        => r"<pubDate>Mon, 19 Oct 2026 13:00:00 GMT</pubDate>";
    IMPLAUSIBLE_DATE "implausible-date" Warning "a date before feeds were, or in the future" "RSS 2.0 <pubDate>; MSN Partner Hub"
        "A date in the future does not hold an article back: readers show it at once, on top, some until that day \
         comes; MSN rejects it. A date of 1970 is what programs write that know none."
        Item r"<pubDate>«Thu, 19 Oct 2056 08:00:00 GMT»</pubDate>"
        => r"<pubDate>Mon, 19 Oct 2026 08:00:00 GMT</pubDate>";
    UPDATED_BEFORE_PUBLISHED "updated-before-published" Warning "an article that changed before it was published" "RFC 4287 §4.2.9, §4.2.15; JSON Feed 1.1 items.date_modified"
        "Readers sort by the one or the other, and the article stands in two places."
        Entry r"<published>2026-10-19T08:00:00Z</published><updated>«2026-10-18T08:00:00Z»</updated>"
        => r"<published>2026-10-19T08:00:00Z</published><updated>2026-10-19T08:00:00Z</updated>";
    FEED_OLDER_THAN_ENTRIES "feed-older-than-entries" Warning "the feed says that it changed before its newest entry did" "RFC 4287 §4.2.15; RSS 2.0 <lastBuildDate>"
        "Readers and caches that compare it take the feed for unchanged, and pass over the new article. \
         The specifications do not forbid it, and the W3C's validator says nothing."
        Channel r"<lastBuildDate>«Sun, 18 Oct 2026 08:00:00 GMT»</lastBuildDate>"
        => r"<lastBuildDate>Mon, 19 Oct 2026 08:00:00 GMT</lastBuildDate>";
    SAME_DATES "same-dates" Warning "most entries have the very same date" "RFC 4287 §3.3"
        "It is typical of the time of the build, or of dates without a time. Readers show the entries in any order, \
         and as new with every build."
        Channel r"<item><title>Rain</title><link>https://kampung.example/1</link><guid>https://kampung.example/1</guid><pubDate>Sun, 18 Oct 2026 00:00:00 GMT</pubDate></item><item><title>Wind</title><link>https://kampung.example/2</link><guid>https://kampung.example/2</guid><pubDate>Sun, 18 Oct 2026 00:00:00 GMT</pubDate></item><item><title>Sun</title><link>https://kampung.example/3</link><guid>https://kampung.example/3</guid><pubDate>«Sun, 18 Oct 2026 00:00:00 GMT»</pubDate></item>"
        => r"<item><title>Rain</title><link>https://kampung.example/1</link><guid>https://kampung.example/1</guid><pubDate>Sun, 18 Oct 2026 00:00:00 GMT</pubDate></item><item><title>Wind</title><link>https://kampung.example/2</link><guid>https://kampung.example/2</guid><pubDate>Sun, 18 Oct 2026 00:00:00 GMT</pubDate></item><item><title>Sun</title><link>https://kampung.example/3</link><guid>https://kampung.example/3</guid><pubDate>Sun, 18 Oct 2026 07:30:00 GMT</pubDate></item>";
    MISSING_DATE "missing-date" Info "an entry without a date" "RSS 2.0 <pubDate>; JSON Feed 1.1 items.date_published"
        "Readers take the time at which they first saw it: Miniflux, FreshRSS and NetNewsWire show old articles as of \
         today to every new subscriber. MSN and Flipboard refuse it: with a profile it is an error."
        File r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>{channel}<«item»><title>Wind</title><link>https://news.example/wind</link><guid>https://news.example/wind</guid></item></channel></rss>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>{channel}<item><title>Wind</title><link>https://news.example/wind</link><guid>https://news.example/wind</guid><pubDate>Sun, 18 Oct 2026 08:00:00 GMT</pubDate></item></channel></rss>"#;
}
