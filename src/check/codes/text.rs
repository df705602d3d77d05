//! Codes of texts for people: titles, names, and markup in them.

use super::rules;

rules! {
    HTML_IN_TEXT "html-in-text" Warning "markup in plain text" "RSS Profile §3.1; RFC 4287 §3.1.1.1; JSON Feed 1.1 items.title"
        "Some readers show the tags, some interpret them, and some remove them together with everything that looks \
         like a tag. In Atom, write type=\"html\"; elsewhere write the text without markup."
        Item r"<title>«&lt;b&gt;»Rain&lt;/b&gt;</title>"
        => r"<title>Rain</title>";
    ESCAPED_TWICE "escaped-twice" Warning "text that is escaped twice" "RSS Profile §3.1"
        "It has &amp;amp; where &amp; was meant. Most readers show the escape itself; a few unescape it again."
        Item r"<title>Rain «&amp;amp;» wind</title>"
        => r"<title>Rain &amp; wind</title>";
    FRAGILE_ESCAPE "fragile-escape" Info "escape that some readers decode twice" "RSS Profile §3.1"
        "Some readers treat the plain texts of RSS as HTML: instead of Vec<T> they show Vec. The RSS Profile \
         recommends hexadecimal references (&#x3C;), which the readers it tested show correctly, but several \
         JavaScript parsers do not decode. Text without < is safe everywhere."
        Item r"<title>Sorting a Vec«&lt;»T&gt;</title>"
        => r"<title>Sorting a Vec of T</title>";
    ESCAPED_XHTML "escaped-xhtml" Warning "escaped markup in inline XHTML" "RFC 4287 §3.1.1.3"
        "Readers show the tags as text: with type=\"xhtml\" markup is written as elements; escaped markup belongs in \
         type=\"html\"."
        Entry r#"<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">«&lt;p&gt;»It rained.&lt;/p&gt;</div></content>"#
        => r#"<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>It rained.</p></div></content>"#;
    XHTML_WITHOUT_DIV "xhtml-without-div" Error "inline XHTML that is not a single div" "RFC 4287 §3.1.1.3, §4.1.3.3"
        "type=\"xhtml\" requires exactly one div element in the XHTML namespace. Readers use the content of that \
         div, and find nothing else."
        Entry r#"<«content» type="xhtml"><p xmlns="http://www.w3.org/1999/xhtml">It rained.</p></content>"#
        => r#"<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>It rained.</p></div></content>"#;
    FOREIGN_XHTML "foreign-element-in-xhtml" Warning or Error "element in inline XHTML that is not XHTML" "RFC 4287 §3.1.1.3"
        "Readers drop it with its content, or show only its text: their sanitizers know XHTML, some also SVG and \
         MathML. An element without a namespace is an error, since it is meaningless."
        Entry r#"<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><«dc:title» xmlns:dc="http://purl.org/dc/elements/1.1/">wet</dc:title></div></content>"#
        => r#"<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>wet</p></div></content>"#;
    TEXT_TYPE "wrong-text-type" Error "invalid type of an Atom text" "RFC 4287 §3.1.1"
        "Titles, summaries, subtitles and rights have type text, html or xhtml. Readers treat anything else as one \
         of these, mostly as plain text, and show the tags."
        Entry r#"<summary «type="text/html"»>It rained.</summary>"#
        => r#"<summary type="html">It rained.</summary>"#;
    TOO_LONG "text-too-long" Warning "text longer than apps keep" "Apple Podcasts; Podcasting 2.0"
        "Apple truncates descriptions after 4,000 bytes; apps show at most 128 characters of names and 32 of \
         numbers.";
    SAME_TEXT_TWICE "same-text-twice" Info "same text in two elements" "RFC 4287 §4.2.13; RSS Profile §5.2.1"
        "It doubles the size of the feed, and readers show an excerpt that is the whole article, or that is only the \
         title."
        Item r#"<description>It rained all night in the village.</description><«content:encoded» xmlns:content="http://purl.org/rss/1.0/modules/content/">It rained all night in the village.</content:encoded>"#
        => r"<description>It rained all night in the village.</description>";
    EMAIL_IN_NAME "email-in-name" Warning "email address where a name belongs" "RFC 4287 §3.2.1; RSS Profile §5.3.1"
        "The name is shown to everyone, and spammers collect it. Atom has a separate element for the email address."
        Entry r"<author><name>«ana@kampung.example»</name></author>"
        => r"<author><name>Ana</name></author>";
}
