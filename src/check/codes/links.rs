//! Codes of URLs, and of the links of feeds and entries.

use super::rules;

rules! {
    MALFORMED_URL "malformed-url" Error "malformed URL" "RFC 3986; RFC 3987"
        "Some readers repair spaces, quotation marks, braces and broken escapes, each in its own way; others reject \
         the URL."
        Item r"<link>«https://kampung.example/heavy rain»</link>"
        => r"<link>https://kampung.example/heavy%20rain</link>";
    RELATIVE_LINK "relative-link" Error or Warning "relative URL" "RSS Profile §3.4; RSS 2.0 <link>"
        "RSS and JSON Feed do not define what it is relative to. Readers try the URL of the feed, the site or the \
         article, or show a link that leads nowhere. In JSON Feed it is a warning."
        Item r"<link>«/rain»</link>"
        => r"<link>https://kampung.example/rain</link>";
    NO_BASE "relative-link-without-base" Info or Warning "relative URL without an xml:base" "RFC 4287 §2"
        "Atom allows relative URLs. Without xml:base, they are resolved against the URL of the file, which is \
         different for a copy, a proxy, or a reader that stores files. For a self link, which gives the feed's own \
         URL, it is a warning."
        Entry r#"<link rel="related" «href="/rain"»/>"#
        => r#"<link rel="related" href="https://kampung.example/rain"/>"#;
    NOT_ASCII "unencoded-url" Error "URL with non-ASCII characters" "RSS Profile §3.4; RFC 3987 §3.1"
        "RSS uses URLs, not IRIs. Readers encode them as UTF-8, as something else, or not at all."
        Item r"<link>«https://kampung.example/café»</link>"
        => r"<link>https://kampung.example/caf%C3%A9</link>";
    UNREGISTERED_SCHEME "unregistered-scheme" Warning "unregistered URL scheme" "RSS 2.0 Comments; IANA URI Schemes"
        "It is usually a typo such as htp:, or a host name parsed as a scheme. Provisional registrations such as \
         doi: are accepted here, but not by the W3C validator."
        Item r"<link>«htp://kampung.example/rain»</link>"
        => r"<link>http://kampung.example/rain</link>";
    UNUSABLE_SCHEME "unusable-scheme" Warning "URL scheme that readers do not open" "RFC 3986 §7; WHATWG HTML §7.4"
        "Readers remove links that run a script or contain a page (javascript:, data:), and a file: URL is on the \
         author's machine. feed: opens whatever program claims it; the URL of a feed begins with https://."
        Item r"<link>«file:///home/ana/rain.html»</link>"
        => r"<link>https://kampung.example/rain</link>";
    WRONG_SCHEME "wrong-scheme" Error "URL whose scheme is not http or https" "RSS 2.0 <enclosure>; JSON Feed 1.1"
        "Readers and podcast apps fetch such URLs only over http or https."
        Item r#"<enclosure «url="ftp://kampung.example/a.mp3"» length="4096" type="audio/mpeg"/>"#
        => r#"<enclosure url="https://kampung.example/a.mp3" length="4096" type="audio/mpeg"/>"#;
    SURROUNDING_SPACE "surrounding-space" Info or Error "whitespace around a value" "RSS Profile §3; RFC 4287 §3"
        "Some readers trim it, some do not: they then see two different ids, or a link that leads nowhere. In Atom \
         it is an error. It comes from templates and from programs that indent XML."
        Item r"<link>« https://kampung.example/rain »</link>"
        => r"<link>https://kampung.example/rain</link>";
    MISSING_SELF_LINK "missing-self-link" Warning "feed without a self link" "RSS Profile §5.1.1; RFC 4287 §4.1.1; JSON Feed 1.1 feed_url"
        "A reader that was given a copy, an old URL or a proxy cannot find the real feed, and hubs cannot tell which \
         feed is meant."
        File r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><«channel»><title>News</title><link>https://news.example/</link><description>What happened</description><language>en</language><item>{item}</item></channel></rss>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>News</title><link>https://news.example/</link><description>What happened</description><language>en</language><atom:link rel="self" type="application/rss+xml" href="https://news.example/feed.xml"/><item>{item}</item></channel></rss>"#;
    SELF_LINK_TYPE "self-link-not-a-feed" Warning "self link whose type is not a feed type" "RFC 4287 §4.2.7.3; RSS Profile §5.1.1"
        "rel=\"self\" is the URL of this feed. With type text/html it usually points to the page, and readers that \
         follow it find no feed."
        Channel r#"<atom:link rel="self" «type="text/html"» href="https://kampung.example/"/>"#
        => r#"<atom:link rel="self" type="application/rss+xml" href="https://kampung.example/feed.xml"/>"#;
    SELF_LINK_DIFFERS "self-link-elsewhere" Warning "self link that differs from the feed's URL" "RSS Profile §5.1.1; RFC 4287 §4.2.7.2"
        "Miniflux and others move the subscription to that URL. Another host, a missing slash, or http instead of \
         https makes a different URL. Reported only if the URL of the file is known: it was fetched, or --base was \
         given.";
    DUPLICATE_ALTERNATE "duplicate-alternate" Error "two alternate links with the same type and language" "RFC 4287 §4.1.1, §4.1.2"
        "Links with rel=\"alternate\" must differ in type or language, or readers cannot choose: some open the \
         first, some the last."
        Entry r#"<link href="https://kampung.example/rain"/><«link» href="https://kampung.example/hujan"/>"#
        => r#"<link href="https://kampung.example/rain"/><link rel="related" href="https://kampung.example/hujan"/>"#;
    TRANSLATION_LAST "translation-as-last-link" Info "entry whose last alternate link is a translation" "RFC 4287 §4.2.7.2"
        "Some readers open the first alternate link, others the last (newsboat, Liferea, feedparser): they show the \
         page in another language. With the entry's own page at both ends, the second time with its hreflang, each \
         reader opens the right one."
        Entry r#"<link href="https://kampung.example/rain" hreflang="en"/><«link» href="https://kampung.example/hujan" hreflang="id"/>"#
        => r#"<link href="https://kampung.example/rain"/><link href="https://kampung.example/hujan" hreflang="id"/><link href="https://kampung.example/rain" hreflang="en"/>"#;
    UNKNOWN_RELATION "unknown-relation" Warning "unregistered link relation" "RFC 4287 §4.2.7.2; IANA Link Relations"
        "Readers know the registered names and ignore the rest. Custom relations are written as URIs."
        Entry r#"<link «rel="weather"» href="https://kampung.example/weather"/>"#
        => r#"<link rel="related" href="https://kampung.example/weather"/>"#;
    ENCLOSURE_WITHOUT_LENGTH "enclosure-without-length" Warning "enclosure link without a length" "RFC 4287 §4.2.7.6"
        "Without it, apps cannot show or limit the download size."
        Entry r#"<«link» rel="enclosure" type="audio/mpeg" href="https://kampung.example/a.mp3"/>"#
        => r#"<link rel="enclosure" type="audio/mpeg" length="4096" href="https://kampung.example/a.mp3"/>"#;
    SAME_DOCUMENT "same-document-reference" Warning "link to the feed itself" "RFC 4287 §2; RFC 3986 §4.4"
        "With xml:base a URL can resolve to the feed itself, and is then treated as a place within it. Usually the \
         base or the URL is wrong."
        File r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://news.example/atom.xml"><link rel="related" «href=""»/>{feed}</feed>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://news.example/atom.xml"><link rel="related" href="/weather"/>{feed}</feed>"#;
    MISSING_ALTERNATE "missing-alternate" Info "feed without a link to its website" "RFC 4287 §4.2.7.2"
        "Readers use this link to show the site's name and icon, and to open it."
        File r#"<?xml version="1.0" encoding="utf-8"?>
<«feed» xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><id>tag:news.example,2026:feed</id><title>News</title><updated>2026-10-19T08:00:00Z</updated><author><name>Ana</name></author><link rel="self" type="application/atom+xml" href="https://news.example/atom.xml"/><entry>{entry}</entry></feed>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><id>tag:news.example,2026:feed</id><title>News</title><updated>2026-10-19T08:00:00Z</updated><author><name>Ana</name></author><link rel="self" type="application/atom+xml" href="https://news.example/atom.xml"/><link href="https://news.example/"/><entry>{entry}</entry></feed>"#;
    HUB_WITHOUT_SELF "hub-without-self-link" Warning "hub without exactly one self link" "WebSub §4"
        "Subscribers send the URL of rel=\"self\" to the hub. Without it, or with two different ones, they cannot \
         subscribe, and learn of new articles as late as without a hub. A Link header field with rel=self works, \
         too."
        Channel r#"<«atom:link» rel="hub" href="https://hub.example/"/><atom:link rel="self" type="application/rss+xml" href="https://kampung.example/feed.xml"/><atom:link rel="self" type="application/rss+xml" href="https://kampung.example/rss.xml"/>"#
        => r#"<atom:link rel="hub" href="https://hub.example/"/><atom:link rel="self" type="application/rss+xml" href="https://kampung.example/feed.xml"/>"#;
}
