//! Rules about dates. Each format has its own grammar, which is in [`crate::source::dates`].

use super::rules;

rules! {
    UNREADABLE_DATE "unreadable-date" Error "malformed date" "RSS 2.0 <pubDate> (RFC 822); RFC 4287 §3.3 (RFC 3339); JSON Feed 1.1 items.date_published; W3C Date and Time Formats"
        "Readers that cannot parse a date use the time at which they first saw the article, so that old articles \
         appear on top, or show the article as dated 1970. Directories reject the feed."
        Item r"<pubDate>«2026-10-19T08:00:00Z»</pubDate>"
        => r"<pubDate>Mon, 19 Oct 2026 08:00:00 GMT</pubDate>";
    WRONG_WEEKDAY "wrong-weekday" Error "weekday does not match the date" "RFC 822 §5.2; RFC 2822 §3.3"
        "Parsers that check the weekday reject the date and treat the article as undated. Leave the weekday out, or \
         let a library write it."
        Item r"<pubDate>«Sun», 19 Oct 2026 08:00:00 GMT</pubDate>"
        => r"<pubDate>Mon, 19 Oct 2026 08:00:00 GMT</pubDate>";
    UNPORTABLE_DATE "unportable-date" Warning "date format that some readers do not support" "RSS Profile §3.2"
        "Comments, non-English names, double spaces, one-digit hours, two-digit years, and single-letter zones are \
         parsed differently by different readers, or not at all. In JSON Feed, a lower-case t or z is reported: RFC \
         3339 allows it, RFC 4287 does not, and most parsers accept only capital letters."
        Item r"<pubDate>«Mon, 19 Oct 26 08:00:00 GMT»</pubDate>"
        => r"<pubDate>Mon, 19 Oct 2026 08:00:00 GMT</pubDate>";
    NOT_UTC "date-not-in-utc" Info "RSS date with a named zone other than GMT" "RSS Profile §3.2"
        "All 18 clients that the RSS Advisory Board tested parsed GMT and +0000 correctly, but not all of them the \
         names of American zones. Numeric offsets are not reported: every reader knows them."
        Item r"<pubDate>«Mon, 19 Oct 2026 08:00:00 EST»</pubDate>"
        => r"<pubDate>Mon, 19 Oct 2026 13:00:00 GMT</pubDate>";
    IMPLAUSIBLE_DATE "implausible-date" Warning "date in the future, or from before feeds existed" "RSS 2.0 <pubDate>; MSN Partner Hub"
        "A date in the future does not delay an article: readers show it at once, some of them on top until that day \
         comes; MSN rejects it. Programs without a date often write 1970."
        Item r"<pubDate>«Thu, 19 Oct 2056 08:00:00 GMT»</pubDate>"
        => r"<pubDate>Mon, 19 Oct 2026 08:00:00 GMT</pubDate>";
    UPDATED_BEFORE_PUBLISHED "updated-before-published" Warning "article updated before it was published" "RFC 4287 §4.2.9, §4.2.15; JSON Feed 1.1 items.date_modified"
        "Some readers sort by one date and some by the other, so the article appears in different places."
        Entry r"<published>2026-10-19T08:00:00Z</published><updated>«2026-10-18T08:00:00Z»</updated>"
        => r"<published>2026-10-19T08:00:00Z</published><updated>2026-10-19T08:00:00Z</updated>";
    FEED_OLDER_THAN_ENTRIES "feed-older-than-entries" Warning "feed is older than its newest entry" "RFC 4287 §4.2.15; RSS 2.0 <lastBuildDate>"
        "Readers and caches that compare the feed's date treat the feed as unchanged and miss the new article. The \
         specifications do not forbid it, and the W3C validator does not report it."
        Channel r"<lastBuildDate>«Sun, 18 Oct 2026 08:00:00 GMT»</lastBuildDate>"
        => r"<lastBuildDate>Mon, 19 Oct 2026 08:00:00 GMT</lastBuildDate>";
    SAME_DATES "same-dates" Warning "most entries have the same date" "RFC 4287 §3.3"
        "This is typically the build time, or dates without a time. Readers show the entries in arbitrary order, and \
         as new after every build."
        Channel r"<item><title>Rain</title><link>https://kampung.example/1</link><guid>https://kampung.example/1</guid><pubDate>Sun, 18 Oct 2026 00:00:00 GMT</pubDate></item><item><title>Wind</title><link>https://kampung.example/2</link><guid>https://kampung.example/2</guid><pubDate>Sun, 18 Oct 2026 00:00:00 GMT</pubDate></item><item><title>Sun</title><link>https://kampung.example/3</link><guid>https://kampung.example/3</guid><pubDate>«Sun, 18 Oct 2026 00:00:00 GMT»</pubDate></item>"
        => r"<item><title>Rain</title><link>https://kampung.example/1</link><guid>https://kampung.example/1</guid><pubDate>Sun, 18 Oct 2026 00:00:00 GMT</pubDate></item><item><title>Wind</title><link>https://kampung.example/2</link><guid>https://kampung.example/2</guid><pubDate>Sun, 18 Oct 2026 00:00:00 GMT</pubDate></item><item><title>Sun</title><link>https://kampung.example/3</link><guid>https://kampung.example/3</guid><pubDate>Sun, 18 Oct 2026 07:30:00 GMT</pubDate></item>";
    MISSING_DATE "missing-date" Info or Error "entry without a date" "RSS 2.0 <pubDate>; JSON Feed 1.1 items.date_published"
        "Readers use the time at which they first saw the entry: Miniflux, FreshRSS and NetNewsWire show old \
         articles as published today to every new subscriber. MSN and Flipboard reject the entry, so with a profile \
         this is an error."
        File r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>{channel}<«item»><title>Wind</title><link>https://news.example/wind</link><guid>https://news.example/wind</guid></item></channel></rss>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>{channel}<item><title>Wind</title><link>https://news.example/wind</link><guid>https://news.example/wind</guid><pubDate>Sun, 18 Oct 2026 08:00:00 GMT</pubDate></item></channel></rss>"#;
}
