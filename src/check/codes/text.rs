//! Texts for people: titles, names, and what markup does in them.

use super::rules;

rules! {
    HTML_IN_TEXT "html-in-text" Warning "markup in a text that is plain" "RSS Profile §3.1; RFC 4287 §3.1.1.1; JSON Feed 1.1 items.title"
        "Some readers show the tags, some interpret them, some remove them, and with them everything that looks like \
         one. In Atom, say type=\"html\"; elsewhere write the text without markup."
        Item r"<title>«&lt;b&gt;»Rain&lt;/b&gt;</title>"
        => r"<title>Rain</title>";
    ESCAPED_TWICE "escaped-twice" Warning "a text whose escapes are escaped again" "RSS Profile §3.1"
        "It says &amp;amp; where & was meant. Readers show the escape itself, but for some that undo it once more."
        Item r"<title>Rain «&amp;amp;» wind</title>"
        => r"<title>Rain &amp; wind</title>";
    FRAGILE_ESCAPE "fragile-escape" Info "an escape that some readers undo twice" "RSS Profile §3.1"
        "Some readers take the plain texts of RSS for HTML: of Vec<T> they show Vec. The RSS Profile advises hexadecimal \
         references (&#x3C;), which the readers that it tried show right, but which several parsers in JavaScript do not \
         decode. A text without < is safe everywhere."
        Item r"<title>Sorting a Vec«&lt;»T&gt;</title>"
        => r"<title>Sorting a Vec of T</title>";
    ESCAPED_XHTML "escaped-xhtml" Warning "inline XHTML that holds escaped markup" "RFC 4287 §3.1.1.3"
        "Readers show the tags as text: in type=\"xhtml\" markup is written as elements; escaped it belongs in \
         type=\"html\"."
        Entry r#"<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">«&lt;p&gt;»It rained.&lt;/p&gt;</div></content>"#
        => r#"<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>It rained.</p></div></content>"#;
    XHTML_WITHOUT_DIV "xhtml-without-div" Error "inline XHTML that is not one div" "RFC 4287 §3.1.1.3, §4.1.3.3"
        "type=\"xhtml\" wants exactly one div element in the namespace of XHTML. Readers take what is in that div, and \
         find nothing else."
        Entry r#"<«content» type="xhtml"><p xmlns="http://www.w3.org/1999/xhtml">It rained.</p></content>"#
        => r#"<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>It rained.</p></div></content>"#;
    FOREIGN_XHTML "foreign-element-in-xhtml" Warning "an element in inline XHTML that is not XHTML" "RFC 4287 §3.1.1.3"
        "Readers drop it with what it holds, or show its text alone: their sanitisers know XHTML, some also SVG and \
         MathML. One without any namespace is an error: it means nothing."
        Entry r#"<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><«dc:title» xmlns:dc="http://purl.org/dc/elements/1.1/">wet</dc:title></div></content>"#
        => r#"<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>wet</p></div></content>"#;
    TEXT_TYPE "wrong-text-type" Error "a type that a text of Atom cannot have" "RFC 4287 §3.1.1"
        "Titles, summaries, subtitles and rights are text, html or xhtml. Readers take anything else for one of these, \
         mostly for plain text, and show the tags."
        Entry r#"<summary «type="text/html"»>It rained.</summary>"#
        => r#"<summary type="html">It rained.</summary>"#;
    TOO_LONG "text-too-long" Warning "a text beyond the length that its reader keeps" "Apple Podcasts; Podcasting 2.0"
        "Apple cuts descriptions after 4,000 bytes; apps show names of 128 characters and numbers of 32 at most.";
    SAME_TEXT_TWICE "same-text-twice" Info "the same text in two elements" "RFC 4287 §4.2.13; RSS Profile §5.2.1"
        "It makes the feed twice as large, and readers show an excerpt that is the whole article, or nothing but the \
         title."
        Item r#"<description>It rained all night in the village.</description><«content:encoded» xmlns:content="http://purl.org/rss/1.0/modules/content/">It rained all night in the village.</content:encoded>"#
        => r"<description>It rained all night in the village.</description>";
    EMAIL_IN_NAME "email-in-name" Warning "an e-mail address where a name belongs" "RFC 4287 §3.2.1; RSS Profile §5.3.1"
        "The name is shown to everybody, and collected by whoever sends spam. Atom has an element for the address."
        Entry r"<author><name>«ana@kampung.example»</name></author>"
        => r"<author><name>Ana</name></author>";
}
