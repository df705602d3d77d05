//! Codes of the grammar: which elements are allowed where, how often, and with which attributes. The checks are in
//! [`crate::check::grammar`].

use super::rules;

rules! {
    MISSING_ELEMENT "missing-element" Error "missing required element" "RSS 2.0 Required channel elements; RFC 4287 §4.1"
        "Strict readers and directories reject the feed; others make something up: Miniflux uses the URL of a feed \
         as its title, and Thunderbird skips Atom entries without a title or an id."
        File r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><«channel»><title>News</title><link>https://news.example/</link><language>en</language><atom:link rel="self" type="application/rss+xml" href="https://news.example/feed.xml"/><item>{item}</item></channel></rss>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>News</title><link>https://news.example/</link><description>What happened</description><language>en</language><atom:link rel="self" type="application/rss+xml" href="https://news.example/feed.xml"/><item>{item}</item></channel></rss>"#;
    REPEATED_ELEMENT "repeated-element" Error "element that appears more often than the format allows" "RSS Profile §4.1.1.20; RFC 4287 §4.1"
        "Some readers use the first one, some the last."
        Item r"<title>Rain</title><«title»>Heavy rain</title>"
        => r"<title>Heavy rain</title>";
    MISPLACED_ELEMENT "misplaced-element" Error or Warning "element in the wrong place" "RSS 2.0 Elements of <item>; RFC 4287 §4"
        "Readers look for it elsewhere, and ignore it here. For elements of a module it is a warning."
        Item r"<«ttl»>60</ttl>"
        => r"";
    UNKNOWN_ELEMENT "unknown-element" Error "unknown element" "RSS 2.0 Extending RSS"
        "Readers ignore it, and its content is lost. Names are case-sensitive. Custom elements belong in a namespace \
         of their own."
        Item r"<«pubdate»>Mon, 19 Oct 2026 08:00:00 GMT</pubdate><pubDate>Mon, 19 Oct 2026 08:00:00 GMT</pubDate>"
        => r"<pubDate>Mon, 19 Oct 2026 08:00:00 GMT</pubDate>";
    UNEXPECTED_TEXT "unexpected-text" Error or Warning "text where only elements are allowed" "RSS 2.0; RFC 4287 §4"
        "Readers ignore it. It is often the remainder of an element whose tags were lost. In an Atom link, whose \
         content has no meaning, it is a warning."
        Channel r"<image><url>https://kampung.example/a.png</url><title>Kampung News</title><link>https://kampung.example/</link>«our logo»</image>"
        => r"<image><url>https://kampung.example/a.png</url><title>Kampung News</title><link>https://kampung.example/</link></image>";
    UNEXPECTED_MARKUP "unexpected-markup" Error "elements where only text is allowed" "RSS Profile §3.1; RFC 4287 §3.1.1"
        "HTML that is not escaped is parsed as elements of the feed: some readers show the text without it, some \
         only the text before it, some nothing."
        Item r"<description>It <«b»>rained</b>.</description>"
        => r"<description>It &lt;b&gt;rained&lt;/b&gt;.</description>";
    MISSING_ATTRIBUTE "missing-attribute" Error "missing required attribute" "RSS 2.0 <enclosure>; RFC 4287 §4.2.7.1"
        "The element is incomplete without it: readers ignore a link without a URL, and podcast apps an enclosure \
         without a type."
        Item r#"<«enclosure» url="https://kampung.example/a.mp3" type="audio/mpeg"/>"#
        => r#"<enclosure url="https://kampung.example/a.mp3" length="4096" type="audio/mpeg"/>"#;
    UNKNOWN_ATTRIBUTE "unknown-attribute" Error or Warning "unknown attribute" "RSS 2.0; RFC 4287 §4.2"
        "Readers ignore it, and its value is lost. Names are case-sensitive. On an element of a module it is a \
         warning."
        Item r#"<guid «ispermalink»="false" isPermaLink="false">tag:kampung.example,2026:rain</guid>"#
        => r#"<guid isPermaLink="false">tag:kampung.example,2026:rain</guid>"#;
    BLANK_ELEMENT "blank-element" Warning "empty element" "RSS 2.0; RFC 4287 §4.1.1.1"
        "Readers show an empty line or `untitled`. Without the element, they would show something better."
        Item r"<«category»></category>"
        => r"<category>rain</category>";
    BLANK_ATTRIBUTE "blank-attribute" Warning "empty attribute" "RFC 4287 §4.2.2"
        "Readers use the empty value: a category without a name, a link without a relation."
        Entry r#"<category «term=""»/>"#
        => r#"<category term="rain"/>"#;
    UNKNOWN_VERSION "unknown-rss-version" Error "unknown RSS version" "RSS 2.0 <rss>"
        "Readers that check the version reject the feed."
        File r#"<?xml version="1.0" encoding="utf-8"?>
<rss «version="3.0"» xmlns:atom="http://www.w3.org/2005/Atom"><channel>{channel}</channel></rss>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>{channel}</channel></rss>"#;
    OLD_VERSION "old-rss-version" Warning "RSS version from before 2002" "RSS 2.0 About this document"
        "0.91 and 0.92 have no ids, no item dates, and no namespaces. To turn such a file into valid RSS 2.0, change \
         only its version number."
        File r#"<?xml version="1.0" encoding="utf-8"?>
<rss «version="0.92"» xmlns:atom="http://www.w3.org/2005/Atom"><channel>{channel}</channel></rss>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>{channel}</channel></rss>"#;
    RDF "rdf-feed" Warning "RSS 1.0 or 0.90 feed, which is RDF" "RSS 1.0"
        "Readers still support it, but few of its generators are maintained, and none of the newer modules apply. \
         Only its XML is checked here."
        File r#"<?xml version="1.0" encoding="utf-8"?>
<«rdf:RDF» xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="https://news.example/"><title>News</title></channel></rdf:RDF>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
{rss}"#;
    OLD_ATOM "old-atom-version" Error or Warning "Atom draft from before 2005" "RFC 4287 §1.2"
        "Atom 0.3 was a draft with other element names. Readers have dropped it, or never supported it. In an RSS \
         feed an element in its namespace is a warning: readers that look for atom:link do not find it."
        File r#"<?xml version="1.0" encoding="utf-8"?>
<«feed» version="0.3" xmlns="http://purl.org/atom/ns#"><title>News</title></feed>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
{atom}"#;
}
