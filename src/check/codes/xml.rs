//! Files, their characters, and the XML of a feed.

use super::rules;

rules! {
    NOT_A_FEED "not-a-feed" Error "not a feed" ""
        "RSS begins with <rss>, Atom with <feed> or <entry>, and JSON Feed with an object whose version names \
         jsonfeed.org. Readers report anything else as not being a feed."
        File r"<«html»><head><title>Not found</title></head></html>"
        => r#"<?xml version="1.0" encoding="utf-8"?>
{rss}"#;
    MALFORMED_XML "malformed-xml" Error "malformed XML" "XML 1.0 §2.1"
        "Parsers must stop at such a mistake. Most readers then show nothing of the feed, not even the articles \
         before it, and keep showing old articles without telling anyone. Some guess, each in its own way."
        Item r"<author>editor@kampung.example (Ana)«</autor>»</author>"
        => r"<author>editor@kampung.example (Ana)</author>";
    ILLEGAL_CHARACTER "illegal-character" Error "character that XML does not allow" "XML 1.0 §2.2"
        "Control characters, U+FFFE and U+FFFF are forbidden in XML, even as references such as &#8;. They come from \
         copied text, terminals and databases. A single one makes the whole feed unreadable."
        Item r"<category>rain«&#8;»</category>"
        => r"<category>rain</category>";
    SUSPICIOUS_CHARACTER "suspicious-character" Warning "character left over from a wrong decoding" "Unicode §23.1, §23.8"
        "U+FFFD marks a byte that could not be decoded, and U+0080 to U+009F come from Windows-1252 read as Latin-1. \
         Readers show a box or nothing instead of a quotation mark or dash."
        Item r"<category>it«&#x92;»s</category>"
        => r"<category>it’s</category>";
    UNDEFINED_ENTITY "undefined-entity" Error "undefined entity" "XML 1.0 §4.1"
        "XML defines &amp;, &lt;, &gt;, &quot; and &apos;. HTML entities such as &nbsp; or &eacute; make the feed \
         malformed: write the character itself."
        Item r"<category>caf«&eacute;»</category>"
        => r"<category>café</category>";
    DUPLICATE_ATTRIBUTE "duplicate-attribute" Error "duplicate attribute" "XML 1.0 §3.1"
        "Parsers must stop at it, as at any mistake in the XML."
        Item r#"<enclosure url="https://kampung.example/a.mp3" length="1" type="audio/mpeg" «length»="1"/>"#
        => r#"<enclosure url="https://kampung.example/a.mp3" length="1" type="audio/mpeg"/>"#;
    LATE_DECLARATION "late-xml-declaration" Error "XML declaration is not at the start of the file" "XML 1.0 §2.8"
        "<?xml …?> must be the very first thing in the file. A blank line before it, often from a template or a \
         script's output, makes the feed malformed."
        File r#"
«<?xml» version="1.0" encoding="utf-8"?>
<rss version="2.0"/>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
{rss}"#;
    NESTED_TOO_DEEPLY "nested-too-deeply" Error "elements nested too deeply" ""
        "More than 512 nested elements, or 128 nested objects and arrays in JSON. Parsers stop at some depth \
         (libxml2 at 256), since such files are made to exhaust them.";
    ENTITY_EXPANSION "entity-expansion" Error "entities expand too much" "XML 1.0 §4.4"
        "Entities that contain entities can turn a few lines into gigabytes. Parsers stop, or reject any document \
         type declaration.";
    UNDECODABLE "undecodable-text" Error "bytes that are invalid in the file's encoding" "XML 1.0 §4.3.3"
        "The encoding is given by the byte order mark, otherwise by the XML declaration, otherwise it is UTF-8. A \
         byte that is invalid in it is a fatal error.";
    ENCODING_NOT_UTF8 "encoding-not-utf8" Warning "feed that is not in UTF-8" "RFC 8259 §8.1; RSS Profile §2"
        "Every reader supports UTF-8, and only some support other encodings. Podcast and news directories reject \
         them.";
    MISSING_ENCODING "missing-encoding" Info "XML declaration without an encoding" "XML 1.0 §4.3.3"
        "The default is UTF-8, but if servers send text/xml without a charset, old clients read the feed as \
         US-ASCII."
        File r#"«<?xml version="1.0"?>»
{rss}"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
{rss}"#;
    DOCTYPE "document-type" Info "document type declaration in a feed" "RSS 2.0 (versions before 0.93 had one)"
        "No feed version in use has a document type. Many parsers reject one, since it can be used to attack them; \
         no reader loads what it refers to."
        File r#"<?xml version="1.0" encoding="utf-8"?>
«<!DOCTYPE rss>»
{rss}"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
{rss}"#;
    EXTERNAL_ENTITY "external-entity" Warning "external entity" "XML 1.0 §4.4.3"
        "Readers do not load it, for a good reason: it could read files on their machine. The text it stands for is \
         missing, which is why this is more than the note that the W3C validator gives.";
    UNDECLARED_PREFIX "undeclared-prefix" Error "undeclared namespace prefix" "Namespaces in XML 1.0 §5"
        "Namespace-aware parsers stop there, and most parsers are namespace-aware."
        Item r"<«dc:creator»>Ana</dc:creator>"
        => r"<author>ana@kampung.example (Ana)</author>";
    MISSPELT_NAMESPACE "misspelt-namespace" Error "misspelled namespace URI" "Namespaces in XML 1.0 §2.3"
        "A namespace is identified by its URI, character for character. Readers that compare it, including Apple's, \
         ignore all elements in a namespace that differs in case, scheme, or a trailing slash."
        Item r#"<media:content xmlns:media="«http://search.yahoo.com/mrss»" url="https://kampung.example/a.jpg" medium="image" type="image/jpeg" width="1" height="1"/>"#
        => r#"<media:content xmlns:media="http://search.yahoo.com/mrss/" url="https://kampung.example/a.jpg" medium="image" type="image/jpeg" width="1" height="1"/>"#;
    UNKNOWN_NAMESPACE "unknown-namespace" Info "unknown namespace" "RSS 2.0 Extending RSS; RFC 4287 §6"
        "This is allowed; readers ignore its elements. The W3C validator warns; Feedwright does not, since the \
         formats ask for custom namespaces."
        Item r#"<x:weather xmlns:x="«https://kampung.example/ns»">rain</x:weather>"#
        => r"<category>rain</category>";
    TAKEN_PREFIX "taken-prefix" Warning "well-known prefix bound to another namespace" "RSS Profile §5"
        "Some readers look for the literal names content:encoded or itunes:image, ignoring namespaces, and misread \
         the element."
        Item r#"<media:weather xmlns:media="«https://kampung.example/ns»">rain</media:weather>"#
        => r"<category>rain</category>";
    UNUSUAL_PREFIX "unusual-prefix" Info "namespace with an unusual prefix" "RSS Profile §5"
        "It is correct, but some readers look for the literal name content:encoded, ignoring namespaces, and find \
         nothing."
        Item r#"<d:creator xmlns:«d»="http://purl.org/dc/elements/1.1/">Ana</d:creator>"#
        => r#"<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Ana</dc:creator>"#;
    PREFIXED_ATOM "prefixed-atom" Warning "Atom feed whose elements have a prefix" "RFC 4287 §1.3"
        "It is correct, but readers that look for the literal names <feed> and <entry> find no feed, or entries \
         without titles."
        File r#"<?xml version="1.0" encoding="utf-8"?>
<«atom:feed» xmlns:atom="http://www.w3.org/2005/Atom" xml:lang="en"><atom:id>tag:news.example,2026:feed</atom:id><atom:title>News</atom:title><atom:updated>2026-10-19T08:00:00Z</atom:updated><atom:link rel="self" type="application/atom+xml" href="https://news.example/atom.xml"/><atom:link href="https://news.example/"/><atom:author><atom:name>Ana</atom:name></atom:author><atom:entry><atom:id>tag:news.example,2026:rain</atom:id><atom:title>Rain</atom:title><atom:updated>2026-10-19T08:00:00Z</atom:updated><atom:link href="https://news.example/rain"/><atom:summary>It rained.</atom:summary></atom:entry></atom:feed>"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
{atom}"#;
    LATE_ROOT "late-root" Warning "feed element too far from the start of the file" "WHATWG MIME Sniffing §7"
        "Browsers and readers that are given a generic content type look for <rss or <feed only in the first 512 \
         bytes. Move long comments to the end of the file, or remove them.";
    XSLT_ONLY "xslt-only" Warning "feed that browsers can show only with XSLT" "WHATWG HTML (removal of XSLT)"
        "Browsers are removing XSLT: Chrome disables it in stable releases from November 2026. People who open the \
         feed then see bare XML. A CSS stylesheet keeps working."
        File r#"<?xml version="1.0" encoding="utf-8"?>
«<?xml-stylesheet type="text/xsl" href="/feed.xsl"?>»
{rss}"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
<?xml-stylesheet type="text/css" href="/feed.css"?>
{rss}"#;
}
