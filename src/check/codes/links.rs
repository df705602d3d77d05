//! URLs, and the links of feeds and entries.

use super::rules;

rules! {
    MALFORMED_URL "malformed-url" Error "a URL with something that no URL can have" "RFC 3986; RFC 3987"
        "Spaces, quotation marks, braces and broken escapes are repaired by some readers, each in its own way, and \
         refused by others."
        Item r"<link>«https://kampung.example/heavy rain»</link>"
        => r"<link>https://kampung.example/heavy%20rain</link>";
    RELATIVE_LINK "relative-link" Error "an address that is not complete" "RSS Profile §3.4; RSS 2.0 <link>"
        "RSS and JSON Feed do not say what such an address is relative to. Readers try the feed's, the site's or the \
         article's address, or show a link that leads nowhere. In JSON Feed it is a warning."
        Item r"<link>«/rain»</link>"
        => r"<link>https://kampung.example/rain</link>";
    NO_BASE "relative-link-without-base" Info "a relative address, and no xml:base that it could be relative to" "RFC 4287 §2"
        "Atom allows relative addresses. Without xml:base they count from where the file was found: a copy, a proxy \
         or a reader that stores files knows another place than you."
        Entry r#"<link rel="related" «href="/rain"»/>"#
        => r#"<link rel="related" href="https://kampung.example/rain"/>"#;
    NOT_ASCII "unencoded-url" Error "a URL with characters that are not ASCII" "RSS Profile §3.4; RFC 3987 §3.1"
        "RSS takes URLs, not IRIs. Readers encode them as UTF-8, or as anything else, or not at all."
        Item r"<link>«https://kampung.example/café»</link>"
        => r"<link>https://kampung.example/caf%C3%A9</link>";
    UNREGISTERED_SCHEME "unregistered-scheme" Warning "a scheme that nobody registered" "RSS 2.0 Comments; IANA URI Schemes"
        "It is mostly a slip: htp:, or a host that was taken for one. Provisional registrations count, which the W3C's \
         validator does not know: doi: is one."
        Item r"<link>«htp://kampung.example/rain»</link>"
        => r"<link>http://kampung.example/rain</link>";
    WRONG_SCHEME "wrong-scheme" Error "an address that is not of the web" "RSS 2.0 <enclosure>; JSON Feed 1.1"
        "Readers and podcast apps fetch such addresses with http or https, and nothing else."
        Item r#"<enclosure «url="ftp://kampung.example/a.mp3"» length="4096" type="audio/mpeg"/>"#
        => r#"<enclosure url="https://kampung.example/a.mp3" length="4096" type="audio/mpeg"/>"#;
    SURROUNDING_SPACE "surrounding-space" Info "white space around a value" "RSS Profile §3; RFC 4287 §3"
        "Readers trim it, or not: two of them then see two different ids, or a link that leads nowhere. In Atom it \
         is an error. It comes from templates and from programs that indent XML."
        Item r"<link>« https://kampung.example/rain »</link>"
        => r"<link>https://kampung.example/rain</link>";
    MISSING_SELF_LINK "missing-self-link" Warning "the feed does not say where it is published" "RSS Profile §5.1.1; RFC 4287 §4.1.1; JSON Feed 1.1 feed_url"
        "A reader that was given a copy, an old address or a proxy cannot find the real one, and hubs cannot tell \
         which feed is meant."
        File r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><«channel»><title>News</title><link>https://news.example/</link><description>What happened</description><language>en</language><item>{item}</item></channel></rss>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>News</title><link>https://news.example/</link><description>What happened</description><language>en</language><atom:link rel="self" type="application/rss+xml" href="https://news.example/feed.xml"/><item>{item}</item></channel></rss>"#;
    SELF_LINK_TYPE "self-link-not-a-feed" Warning "the link to the feed itself says that it is no feed" "RFC 4287 §4.2.7.3; RSS Profile §5.1.1"
        "rel=\"self\" is the address of this very feed. With type text/html it is mostly that of the page, and readers \
         that follow it find no feed."
        Channel r#"<atom:link rel="self" «type="text/html"» href="https://kampung.example/"/>"#
        => r#"<atom:link rel="self" type="application/rss+xml" href="https://kampung.example/feed.xml"/>"#;
    SELF_LINK_DIFFERS "self-link-elsewhere" Warning "the feed says that it is published elsewhere" "RSS Profile §5.1.1; RFC 4287 §4.2.7.2"
        "Miniflux and others move their subscription to that address. Another host, a missing slash or http for https \
         are other addresses. Said where the address of the file is known: it was fetched, or --base was given.";
    DUPLICATE_ALTERNATE "duplicate-alternate" Error "two links to the same kind of page" "RFC 4287 §4.1.1, §4.1.2"
        "Links with rel=\"alternate\" must differ in type or language, or readers cannot choose: some open the first, \
         some the last."
        Entry r#"<link href="https://kampung.example/rain"/><«link» href="https://kampung.example/hujan"/>"#
        => r#"<link href="https://kampung.example/rain" hreflang="en"/><link href="https://kampung.example/hujan" hreflang="id"/>"#;
    UNKNOWN_RELATION "unknown-relation" Warning "a relation of a link that is not registered" "RFC 4287 §4.2.7.2; IANA Link Relations"
        "Readers know the registered names and pass over the rest. A relation of one's own is written as a URI."
        Entry r#"<link «rel="weather"» href="https://kampung.example/weather"/>"#
        => r#"<link rel="related" href="https://kampung.example/weather"/>"#;
    ENCLOSURE_WITHOUT_LENGTH "enclosure-without-length" Warning "a link to a file that does not say how large it is" "RFC 4287 §4.2.7.6"
        "Apps that show or limit the size of downloads cannot."
        Entry r#"<«link» rel="enclosure" type="audio/mpeg" href="https://kampung.example/a.mp3"/>"#
        => r#"<link rel="enclosure" type="audio/mpeg" length="4096" href="https://kampung.example/a.mp3"/>"#;
    SAME_DOCUMENT "same-document-reference" Warning "a link that leads to the feed itself" "RFC 4287 §2; RFC 3986 §4.4"
        "With xml:base an address can come out as that of the feed, which is then taken for a place in it. Mostly the \
         base or the address is not what was meant."
        File r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://news.example/atom.xml"><link rel="related" «href=""»/>{feed}</feed>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://news.example/atom.xml"><link rel="related" href="/weather"/>{feed}</feed>"#;
    MISSING_ALTERNATE "missing-alternate" Info "the feed does not say which website it belongs to" "RFC 4287 §4.2.7.2"
        "Readers show the site's name and icon, and open it, by that link."
        File r#"<?xml version="1.0" encoding="utf-8"?>
<«feed» xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><id>tag:news.example,2026:feed</id><title>News</title><updated>2026-10-19T08:00:00Z</updated><author><name>Ana</name></author><link rel="self" type="application/atom+xml" href="https://news.example/atom.xml"/><entry>{entry}</entry></feed>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><id>tag:news.example,2026:feed</id><title>News</title><updated>2026-10-19T08:00:00Z</updated><author><name>Ana</name></author><link rel="self" type="application/atom+xml" href="https://news.example/atom.xml"/><link href="https://news.example/"/><entry>{entry}</entry></feed>"#;
    HUB_WITHOUT_SELF "hub-without-self-link" Error "a hub, but not exactly one address of the feed" "WebSub §4"
        "Subscribers tell the hub the address that rel=\"self\" gives. Without it, or with two, they cannot subscribe, \
         and learn of new articles as late as before."
        File r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><«atom:link» rel="hub" href="https://hub.example/"/><atom:link rel="self" type="application/rss+xml" href="https://news.example/rss.xml"/>{channel}</channel></rss>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><atom:link rel="hub" href="https://hub.example/"/>{channel}</channel></rss>"#;
}
