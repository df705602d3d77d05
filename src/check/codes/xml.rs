//! Files, their characters, and the XML around a feed.

use super::rules;

rules! {
    NOT_A_FEED "not-a-feed" Error "the file is no feed" ""
        "RSS begins with <rss>, Atom with <feed> or <entry>, and JSON Feed with an object whose version names \
         jsonfeed.org. Readers that are given anything else say that there is no feed."
        File r"<«html»><head><title>Not found</title></head></html>"
        => r#"<?xml version="1.0" encoding="utf-8"?>
{rss}"#;
    MALFORMED_XML "malformed-xml" Error "the XML is not well-formed" "XML 1.0 §2.1"
        "A parser must stop at such a mistake. Most readers then show nothing of the feed, not even the articles \
         before it, and go on showing what they had; nobody is told. Some guess, each in its own way."
        Item r"<author>editor@kampung.example (Ana)«</autor>»</author>"
        => r"<author>editor@kampung.example (Ana)</author>";
    ILLEGAL_CHARACTER "illegal-character" Error "a character that XML does not allow" "XML 1.0 §2.2"
        "Control characters, U+FFFE and U+FFFF are forbidden in XML, even as references such as &#8;. They come from \
         copied text, terminals and databases. One of them makes the whole feed unreadable."
        Item r"<category>rain«&#8;»</category>"
        => r"<category>rain</category>";
    SUSPICIOUS_CHARACTER "suspicious-character" Warning "a character that is left over from a wrong decoding" "Unicode §23.1, §23.8"
        "U+FFFD stands where a decoder gave up, and U+0080 to U+009F come from Windows-1252 read as Latin-1. \
         Readers show a box or nothing instead of a quotation mark or dash."
        Item r"<category>it«&#x92;»s</category>"
        => r"<category>it’s</category>";
    UNDEFINED_ENTITY "undefined-entity" Error "an entity that XML does not know" "XML 1.0 §4.1"
        "XML knows &amp;, &lt;, &gt;, &quot; and &apos;. Those of HTML, such as &nbsp; or &eacute;, make the feed \
         not well-formed: write the character itself."
        Item r"<category>caf«&eacute;»</category>"
        => r"<category>café</category>";
    DUPLICATE_ATTRIBUTE "duplicate-attribute" Error "an element has an attribute twice" "XML 1.0 §3.1"
        "A parser must stop at it, as at any mistake in the XML."
        Item r#"<enclosure url="https://kampung.example/a.mp3" length="1" type="audio/mpeg" «length»="1"/>"#
        => r#"<enclosure url="https://kampung.example/a.mp3" length="1" type="audio/mpeg"/>"#;
    LATE_DECLARATION "late-xml-declaration" Error "something stands before the XML declaration" "XML 1.0 §2.8"
        "<?xml …?> must be the very first thing in the file. A blank line before it, often out of a template or a \
         script's output, makes the feed not well-formed."
        File r#"
«<?xml» version="1.0" encoding="utf-8"?>
<rss version="2.0"/>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
{rss}"#;
    NESTED_TOO_DEEPLY "nested-too-deeply" Error "elements are nested beyond any reader's limit" ""
        "More than 512 elements, or 128 objects and arrays of JSON, one within the other. Parsers stop at some \
         depth, libxml2 at 256, for a file like that is made to exhaust them.";
    ENTITY_EXPANSION "entity-expansion" Error "entities grow beyond any reader's limit" "XML 1.0 §4.4"
        "Entities that contain entities can turn a few lines into gigabytes. Parsers stop, or refuse the document \
         type declaration as such.";
    UNDECODABLE "undecodable-text" Error "bytes that are no text in the file's encoding" "XML 1.0 §4.3.3"
        "The encoding is that of the byte order mark, else the one that the XML declaration names, else UTF-8. A \
         byte that has no meaning in it is a fatal error.";
    ENCODING_NOT_UTF8 "encoding-not-utf8" Warning "the feed is not in UTF-8" "RFC 8259 §8.1; RSS Profile §2"
        "Every reader knows UTF-8; of anything else only some. Podcast and news directories refuse it.";
    MISSING_ENCODING "missing-encoding" Info "the XML declaration names no encoding" "XML 1.0 §4.3.3"
        "It is UTF-8 then, but servers that send text/xml without a charset make old clients take it for US-ASCII."
        File r#"«<?xml version="1.0"?>»
{rss}"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
{rss}"#;
    DOCTYPE "document-type" Info "the feed has a document type declaration" "RSS 2.0 (versions before 0.93 had one)"
        "No version that is in use has a document type. Many parsers refuse one, since it can be used to attack \
         them; nobody loads what it refers to."
        File r#"<?xml version="1.0" encoding="utf-8"?>
«<!DOCTYPE rss>»
{rss}"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
{rss}"#;
    EXTERNAL_ENTITY "external-entity" Warning "text that would have to be loaded from elsewhere" "XML 1.0 §4.4.3"
        "Readers do not load it, for good reason: it could read files of their machine. What it stands for is missing: \
         more than the note that the W3C's validator makes of it.";
    UNDECLARED_PREFIX "undeclared-prefix" Error "a prefix that is bound to no namespace" "Namespaces in XML 1.0 §5"
        "A parser that knows namespaces stops there, and most do."
        Item r"<«dc:creator»>Ana</dc:creator>"
        => r"<author>ana@kampung.example (Ana)</author>";
    MISSPELT_NAMESPACE "misspelt-namespace" Error "a namespace whose URI is not quite right" "Namespaces in XML 1.0 §2.3"
        "A namespace is its URI, character for character. Readers that compare it, Apple's among them, see none of \
         the elements in a namespace that differs in case, scheme, or a last slash."
        Item r#"<media:content xmlns:media="«http://search.yahoo.com/mrss»" url="https://kampung.example/a.jpg" medium="image" type="image/jpeg" width="1" height="1"/>"#
        => r#"<media:content xmlns:media="http://search.yahoo.com/mrss/" url="https://kampung.example/a.jpg" medium="image" type="image/jpeg" width="1" height="1"/>"#;
    UNKNOWN_NAMESPACE "unknown-namespace" Info "a namespace that we do not know" "RSS 2.0 Extending RSS; RFC 4287 §6"
        "It is allowed; readers pass over what is in it. The W3C's validator warns; this one does not, since a \
         namespace of one's own is what the formats ask for."
        Item r#"<x:weather xmlns:x="«https://kampung.example/ns»">rain</x:weather>"#
        => r"<category>rain</category>";
    TAKEN_PREFIX "taken-prefix" Warning "a customary prefix stands for another namespace" "RSS Profile §5"
        "Some readers look for content:encoded or itunes:image as they are written, without regard to namespaces, \
         and take what is meant for something else."
        Item r#"<media:weather xmlns:media="«https://kampung.example/ns»">rain</media:weather>"#
        => r"<category>rain</category>";
    UNUSUAL_PREFIX "unusual-prefix" Info "a namespace under a prefix that nobody expects" "RSS Profile §5"
        "It is right, but some readers look for content:encoded as it is written, without regard to namespaces, \
         and see nothing."
        Item r#"<d:creator xmlns:«d»="http://purl.org/dc/elements/1.1/">Ana</d:creator>"#
        => r#"<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Ana</dc:creator>"#;
    PREFIXED_ATOM "prefixed-atom" Warning "the elements of an Atom feed have a prefix" "RFC 4287 §1.3"
        "It is right, but readers that look for <feed> and <entry> as they are written see no feed, or entries \
         without titles."
        File r#"<?xml version="1.0" encoding="utf-8"?>
<«atom:feed» xmlns:atom="http://www.w3.org/2005/Atom" xml:lang="en"><atom:id>tag:news.example,2026:feed</atom:id><atom:title>News</atom:title><atom:updated>2026-10-19T08:00:00Z</atom:updated><atom:link rel="self" type="application/atom+xml" href="https://news.example/atom.xml"/><atom:link href="https://news.example/"/><atom:author><atom:name>Ana</atom:name></atom:author><atom:entry><atom:id>tag:news.example,2026:rain</atom:id><atom:title>Rain</atom:title><atom:updated>2026-10-19T08:00:00Z</atom:updated><atom:link href="https://news.example/rain"/><atom:summary>It rained.</atom:summary></atom:entry></atom:feed>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
{atom}"#;
    LATE_ROOT "late-root" Warning "the feed begins too late to be recognised" "WHATWG MIME Sniffing §7"
        "Browsers and readers that are given a general content type look for <rss or <feed in the first 512 bytes \
         only. Long comments go to the end of the file, or nowhere.";
    XSLT_ONLY "xslt-only" Warning "only XSLT makes the feed readable in a browser" "WHATWG HTML (removal of XSLT)"
        "Browsers are removing XSLT: Chrome switches it off in stable releases from November 2026. People who open \
         the feed then see bare XML. A CSS stylesheet goes on working."
        File r#"<?xml version="1.0" encoding="utf-8"?>
«<?xml-stylesheet type="text/xsl" href="/feed.xsl"?>»
{rss}"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
<?xml-stylesheet type="text/css" href="/feed.css"?>
{rss}"#;
}
