//! What the tables of `grammar` say: which element may stand where, how often, and with which attributes.

use super::rules;

rules! {
    MISSING_ELEMENT "missing-element" Error "an element that the format requires is not there" "RSS 2.0 Required channel elements; RFC 4287 §4.1"
        "Strict readers and directories refuse the feed; others invent something: Miniflux takes the title of a feed \
         from its address, and Thunderbird passes over Atom entries without a title or an id."
        File r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><«channel»><title>News</title><link>https://news.example/</link><language>en</language><atom:link rel="self" type="application/rss+xml" href="https://news.example/feed.xml"/><item>{item}</item></channel></rss>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>News</title><link>https://news.example/</link><description>What happened</description><language>en</language><atom:link rel="self" type="application/rss+xml" href="https://news.example/feed.xml"/><item>{item}</item></channel></rss>"#;
    REPEATED_ELEMENT "repeated-element" Error "an element stands more often than the format allows" "RSS Profile §4.1.1.20; RFC 4287 §4.1"
        "Some readers take the first one, some the last."
        Item r"<title>Rain</title><«title»>Heavy rain</title>"
        => r"<title>Heavy rain</title>";
    MISPLACED_ELEMENT "misplaced-element" Error "an element stands where it means nothing" "RSS 2.0 Elements of <item>; RFC 4287 §4"
        "Readers look for it elsewhere, and pass over it here. Of an element of a module it is a warning."
        Item r"<«ttl»>60</ttl>"
        => r"";
    UNKNOWN_ELEMENT "unknown-element" Error "an element that its format does not have" "RSS 2.0 Extending RSS"
        "Readers pass over it, so that what it was meant to say is lost: names are compared with their case. \
         Elements of one's own belong in a namespace of one's own."
        Item r"<«pubdate»>Mon, 19 Oct 2026 08:00:00 GMT</pubdate><pubDate>Mon, 19 Oct 2026 08:00:00 GMT</pubDate>"
        => r"<pubDate>Mon, 19 Oct 2026 08:00:00 GMT</pubDate>";
    UNEXPECTED_TEXT "unexpected-text" Error "text where only elements may stand" "RSS 2.0; RFC 4287 §4"
        "Readers pass over it. It is often what is left of an element whose tags were lost."
        Channel r"<image><url>https://kampung.example/a.png</url><title>Kampung News</title><link>https://kampung.example/</link>«our logo»</image>"
        => r"<image><url>https://kampung.example/a.png</url><title>Kampung News</title><link>https://kampung.example/</link></image>";
    UNEXPECTED_MARKUP "unexpected-markup" Error "elements where only text may stand" "RSS Profile §3.1; RFC 4287 §3.1.1"
        "HTML that is not escaped is taken for elements of the feed: some readers show the text without it, some up \
         to it, some nothing."
        Item r"<description>It <«b»>rained</b>.</description>"
        => r"<description>It &lt;b&gt;rained&lt;/b&gt;.</description>";
    MISSING_ATTRIBUTE "missing-attribute" Error "an attribute that the format requires is not there" "RSS 2.0 <enclosure>; RFC 4287 §4.2.7.1"
        "What the element says is not complete without it: readers pass over a link without an address, and podcast \
         apps over an enclosure without a type."
        Item r#"<«enclosure» url="https://kampung.example/a.mp3" type="audio/mpeg"/>"#
        => r#"<enclosure url="https://kampung.example/a.mp3" length="4096" type="audio/mpeg"/>"#;
    UNKNOWN_ATTRIBUTE "unknown-attribute" Error "an attribute that its element does not have" "RSS 2.0; RFC 4287 §4.2"
        "Readers pass over it, so that what it was meant to say is lost: names are compared with their case. On an \
         element of a module it is a warning."
        Item r#"<guid «ispermalink»="false" isPermaLink="false">tag:kampung.example,2026:rain</guid>"#
        => r#"<guid isPermaLink="false">tag:kampung.example,2026:rain</guid>"#;
    BLANK_ELEMENT "blank-element" Warning "an element that says nothing" "RSS 2.0; RFC 4287 §4.1.1.1"
        "Readers show an empty line, or `untitled`, where leaving the element out would let them do better."
        Item r"<«category»></category>"
        => r"<category>rain</category>";
    BLANK_ATTRIBUTE "blank-attribute" Warning "an attribute that says nothing" "RFC 4287 §4.2.2"
        "Readers take it for a value: a category without a name, a link of no kind."
        Entry r#"<category «term=""»/>"#
        => r#"<category term="rain"/>"#;
    UNKNOWN_VERSION "unknown-rss-version" Error "a version of RSS that there is none of" "RSS 2.0 <rss>"
        "Readers that look at the version refuse the feed."
        File r#"<?xml version="1.0" encoding="utf-8"?>
<rss «version="3.0"» xmlns:atom="http://www.w3.org/2005/Atom"><channel>{channel}</channel></rss>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>{channel}</channel></rss>"#;
    OLD_VERSION "old-rss-version" Warning "a version of RSS from before 2002" "RSS 2.0 About this document"
        "0.91 and 0.92 have no ids, no dates of items, and no namespaces. Every file in them becomes RSS 2.0 with the \
         number in its version."
        File r#"<?xml version="1.0" encoding="utf-8"?>
<rss «version="0.92"» xmlns:atom="http://www.w3.org/2005/Atom"><channel>{channel}</channel></rss>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>{channel}</channel></rss>"#;
    RDF "rdf-feed" Warning "a feed in RSS 1.0 or 0.90, which is RDF" "RSS 1.0"
        "Readers still know it, but few of its generators and none of the newer modules. Only its XML is checked here."
        File r#"<?xml version="1.0" encoding="utf-8"?>
<«rdf:RDF» xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="https://news.example/"><title>News</title></channel></rdf:RDF>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
{rss}"#;
    OLD_ATOM "old-atom-version" Error "a draft of Atom from before 2005" "RFC 4287 §1.2"
        "Atom 0.3 was a draft. Readers have dropped it, or never knew it; its elements have other names."
        File r#"<?xml version="1.0" encoding="utf-8"?>
<«feed» version="0.3" xmlns="http://purl.org/atom/ns#"><title>News</title></feed>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
{atom}"#;
}
