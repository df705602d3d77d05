//! Rules about files, their characters, and the XML of a feed: faults of the readers in, findings out.

use super::links::MALFORMED_URL;
use super::rules;
use crate::check::characters;
use crate::check::finding::{Findings, excerpt, unread};
use crate::check::registries;
use crate::diagnostic::{Code, Severity, counted};
use crate::source::encoding::Contradiction;
use crate::source::fault::Fault;
use crate::source::lines::LineIndex;
use crate::source::text::{Value, offsets};
use crate::source::xml::{Declaration, Effect, Markup, Mistake, Ns, XmlFault};

rules! {
    NOT_A_FEED "not-a-feed" Error "not a feed" ""
        "RSS begins with <rss>, Atom with <feed> or <entry>, and JSON Feed with an object whose version names \
         jsonfeed.org. Readers report anything else as not being a feed."
        File r"<«html»><head><title>Not found</title></head></html>"
        => r#"<?xml version="1.0" encoding="utf-8"?>
{rss}"#;
    MALFORMED_XML "malformed-xml" Error "malformed XML" "XML 1.0 §2.1"
        "Parsers must stop at the first mistake. Most readers then show nothing of the feed, not even the articles \
         before the mistake, and keep showing old articles without telling anyone. Some guess, each in its own way."
        Item r"<author>editor@kampung.example (Ana)«</autor>»</author>"
        => r"<author>editor@kampung.example (Ana)</author>";
    ILLEGAL_CHARACTER "illegal-character" Error "character not allowed in XML" "XML 1.0 §2.2"
        "Control characters, U+FFFE and U+FFFF are forbidden in XML, even as references such as &#8;. They come from \
         copied text, terminals and databases. A single one makes the whole feed unreadable."
        Item r"<category>rain«&#8;»</category>"
        => r"<category>rain</category>";
    SUSPICIOUS_CHARACTER "suspicious-character" Warning "character left over from a wrong decoding" "Unicode §23.1, §23.8"
        "U+FFFD marks a byte that could not be decoded, and U+0080 to U+009F come from Windows-1252 read as Latin-1. \
         Readers show a box or nothing instead of a quotation mark or dash."
        Item r"<category>it«&#x92;»s</category>"
        => r"<category>it’s</category>";
    DECODED_TWICE "decoded-twice" Warning "text that was decoded twice" "Unicode §3.9; WHATWG Encoding §4"
        "Bytes in UTF-8 were read as Windows-1252, and written as UTF-8 again: ’ became â€™. Every reader shows that. \
         It comes from a database or a file that is read in the wrong encoding."
        Item r"<category>don«â€™»t</category>"
        => r"<category>don’t</category>";
    UNDEFINED_ENTITY "undefined-entity" Error "undefined entity" "XML 1.0 §4.1"
        "XML defines &amp;, &lt;, &gt;, &quot; and &apos;. HTML entities such as &nbsp; or &eacute; make the feed \
         malformed: write the character itself."
        Item r"<category>caf«&eacute;»</category>"
        => r"<category>café</category>";
    DUPLICATE_ATTRIBUTE "duplicate-attribute" Error "duplicate attribute" "XML 1.0 §3.1"
        "Parsers must stop there, as at any other mistake in the XML."
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
        "The maximum is 512 nested elements, or 128 nested objects and arrays in JSON. Parsers stop at some depth \
         (libxml2 at 256), since deeper files are made to exhaust them.";
    UNCHECKED_REST "unchecked-rest" Error "file not checked to its end" ""
        "After 100,000 findings the check stops. Usually one or two kinds of findings repeat in each entry, and come \
         from the same template: fix these first.";
    ENTITY_EXPANSION "entity-expansion" Error "entities expand too much" "XML 1.0 §4.4"
        "Entities that contain entities can turn a few lines into gigabytes. Parsers stop, or reject any document \
         type declaration.";
    UNDECODABLE "undecodable-text" Error "bytes that are invalid in the file's encoding" "XML 1.0 §4.3.3"
        "The encoding is given by the byte order mark, otherwise by the XML declaration, otherwise it is UTF-8. A \
         byte that is invalid in it is a fatal error.";
    WRONG_ENCODING "wrong-encoding" Error or Warning "declared encoding does not match the file" "XML 1.0 §4.3.3"
        "XML parsers must stop if a file declares UTF-16 but is not encoded in it, or declares US-ASCII but has \
         other characters. UTF-8 declared as ISO-8859-1 is a warning: readers show Ã© instead of é."
        File r#"<?xml version="1.0" encoding="«utf-16»"?>
{rss}"#
        => r#"<?xml version="1.0" encoding="utf-8"?>
{rss}"#;
    ENCODING_NOT_UTF8 "encoding-not-utf8" Warning or Error "feed not encoded in UTF-8" "RFC 8259 §8.1; RSS Profile §2"
        "Every reader supports UTF-8, and only some support other encodings. Podcast and news directories reject \
         them.";
    MISSING_ENCODING "missing-encoding" Info "XML declaration without an encoding" "XML 1.0 §4.3.3"
        "The default is UTF-8, but if the server sends text/xml without a charset, as here, old clients read the \
         feed as US-ASCII."
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
        "Readers do not load it, since it could read files on their machine, so the text that it stands for is \
         missing. The W3C validator only notes it.";
    UNDECLARED_PREFIX "undeclared-prefix" Error "undeclared namespace prefix" "Namespaces in XML 1.0 §5"
        "Namespace-aware parsers stop there, and most parsers are namespace-aware."
        Item r"<«dc:creator»>Ana</dc:creator>"
        => r"<author>ana@kampung.example (Ana)</author>";
    MISSPELLED_NAMESPACE "misspelt-namespace" Error "misspelled namespace URI" "Namespaces in XML 1.0 §2.3"
        "A namespace is identified by its URI, character for character. Readers that compare it, including Apple's, \
         ignore all elements in a namespace that differs in case, scheme, or a trailing slash."
        Item r#"<media:content xmlns:media="«http://search.yahoo.com/mrss»" url="https://kampung.example/a.jpg" medium="image" type="image/jpeg" width="1" height="1"/>"#
        => r#"<media:content xmlns:media="http://search.yahoo.com/mrss/" url="https://kampung.example/a.jpg" medium="image" type="image/jpeg" width="1" height="1"/>"#;
    UNKNOWN_NAMESPACE "unknown-namespace" Info "unknown namespace" "RSS 2.0 Extending RSS; RFC 4287 §6"
        "This is allowed; readers ignore its elements. The W3C validator warns; Feedwright only names the first one, \
         since the formats ask for custom namespaces."
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
    PREFIXED_ATOM "prefixed-atom" Warning "Atom feed with prefixed elements" "RFC 4287 §1.3"
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

const DECLARATION: &str = "write `<?xml version=\"1.0\" encoding=\"utf-8\"?>`";
const WRITE_LESS_THAN: &str = "write `&lt;` if `<` is meant as text";

/// A finding without its place.
struct Wording {
    code: &'static Code,
    message: String,
    help: String,
}

impl Wording {
    fn new(code: &'static Code, message: impl Into<String>, help: impl Into<String>) -> Wording {
        Wording { code, message: message.into(), help: help.into() }
    }

    fn malformed(message: impl Into<String>, help: impl Into<String>) -> Wording {
        Wording::new(&MALFORMED_XML, message, help)
    }
}

/// Reports a fault of a document with the text `text`.
pub(crate) fn fault(fault: Fault<XmlFault<'_>>, text: &str, findings: &mut Findings) {
    let Wording { code, message, help } = wording(&fault.kind, text);
    let help = help + &rest_unread(&fault, text);
    let help = help.strip_prefix("; ").unwrap_or(&help);
    findings.add(code, fault.range, message, help);
}

/// What a parser that stops at a fault does not read.
fn rest_unread(fault: &Fault<XmlFault<'_>>, text: &str) -> String {
    let is_read = fault.kind.effect() == Effect::None || matches!(fault.kind, XmlFault::UnclosedElement(_));
    if is_read { String::new() } else { unread(text.get(fault.range.end as usize..).unwrap_or_default()) }
}

fn wording(kind: &XmlFault<'_>, text: &str) -> Wording {
    match kind {
        XmlFault::NoEncoding => {
            Wording::new(&MISSING_ENCODING, "the XML declaration has no encoding", DECLARATION)
        }
        XmlFault::Doctype => {
            let help = "remove it, and replace its entities with characters";
            Wording::new(&DOCTYPE, "the feed has a document type declaration", help)
        }
        XmlFault::ExternalEntity(name) => {
            let message = format!("the entity `&{name};` is external, and readers do not load it");
            Wording::new(&EXTERNAL_ENTITY, message, "write the text itself")
        }
        XmlFault::UndefinedEntity(name) => undefined_entity(name),
        XmlFault::DiscouragedReference(name) => {
            let message = format!("`&{name};` is left over from a wrong decoding");
            Wording::new(&SUSPICIOUS_CHARACTER, message, "write the intended character")
        }
        XmlFault::UndeclaredPrefix(prefix) => undeclared_prefix(prefix),
        XmlFault::IllegalCharacter(character) => {
            let message = format!("the character U+{:04X} is not allowed in XML", u32::from(*character));
            Wording::new(&ILLEGAL_CHARACTER, message, "remove it")
        }
        XmlFault::IllegalReference(name) => {
            let message = format!("`&{name};` is a character that XML does not allow");
            Wording::new(&ILLEGAL_CHARACTER, message, "remove it")
        }
        XmlFault::Mistake(mistake) => {
            let is_late = *mistake == Mistake::LateDeclaration;
            let (message, help) = mistake_wording(*mistake);
            Wording::new(if is_late { &LATE_DECLARATION } else { &MALFORMED_XML }, message, help)
        }
        XmlFault::AttributeName(name) => {
            let message = format!("invalid attribute name `{}`", excerpt(name));
            Wording::malformed(message, "add the missing quote or `>` before it")
        }
        XmlFault::DuplicateAttribute(name) => {
            let message = format!("duplicate attribute `{name}`");
            Wording::new(&DUPLICATE_ATTRIBUTE, message, "remove one of the two")
        }
        XmlFault::EmptyNamespace(prefix) => {
            let message = format!("the prefix `{prefix}` is bound to an empty namespace");
            Wording::malformed(message, "write the namespace URI")
        }
        XmlFault::UnmatchedEnd(name) => {
            Wording::malformed(format!("unexpected closing tag `</{}>`", excerpt(name)), "remove it")
        }
        XmlFault::MismatchedEnd { found, open, start, closes_outer } => {
            let line = LineIndex::new(text).position(*start as usize).line;
            let (found, open) = (excerpt(found), excerpt(open));
            let message =
                format!("expected the closing tag of `<{open}>` from line {line}, found `</{found}>`");
            let closing = if *closes_outer {
                format!("close `<{open}>` before it")
            } else {
                format!("write `</{open}>`")
            };
            Wording::malformed(message, closing)
        }
        XmlFault::EntityExpansion => {
            let message = "entities expand to more than 64 KiB, or contain themselves";
            Wording::new(&ENTITY_EXPANSION, message, "remove the document type declaration")
        }
        XmlFault::ExpandedTooLong(most) => {
            let message = format!("entities expand to more than {} MiB in all", most / 1024 / 1024);
            Wording::new(&ENTITY_EXPANSION, message, "remove the document type declaration")
        }
        XmlFault::TooDeep(max) => {
            let help = "nest fewer elements, or add missing closing tags";
            Wording::new(&NESTED_TOO_DEEPLY, format!("more than {max} nested elements"), help)
        }
        XmlFault::Unclosed(markup) => unclosed(*markup),
        XmlFault::UnclosedElement(name) => {
            let help = "add its closing tag, or check whether the file was truncated";
            Wording::malformed(format!("`<{}>` is never closed", excerpt(name)), help)
        }
        XmlFault::NoElement => {
            Wording::malformed("the file contains no element", "check whether the file was truncated")
        }
        XmlFault::Syntax => Wording::malformed("malformed markup", ""),
    }
}

/// The message and the help for malformed or misplaced markup.
fn mistake_wording(mistake: Mistake) -> (&'static str, &'static str) {
    match mistake {
        Mistake::BareAmpersand => ("unescaped `&`", "write `&amp;`"),
        Mistake::CdataEnd => ("`]]>` outside of a CDATA section", "write `]]&gt;`"),
        Mistake::DoubleHyphen => ("`--` in a comment", "write a single hyphen, or another character"),
        Mistake::LateDeclaration => (
            "the XML declaration is not at the start of the file",
            "remove everything before it, including whitespace",
        ),
        Mistake::MalformedDeclaration => {
            ("malformed XML declaration, expected `version` and then `encoding`", DECLARATION)
        }
        Mistake::LateDoctype => ("document type declaration after the first tag", "remove it"),
        Mistake::NamelessInstruction => {
            ("processing instruction without a name", "write `&lt;?` if `<?` is meant as text")
        }
        Mistake::TextBeforeRoot => ("text before the root element", "remove it"),
        Mistake::TextAfterRoot => ("text after the root element", "remove it"),
        Mistake::ReferenceBeforeRoot => ("text outside of the root element", "remove it"),
        Mistake::CdataOutsideRoot => ("CDATA section outside of the root element", "remove it"),
        Mistake::SecondRoot => ("second root element", "remove it, or put both inside a single root element"),
        Mistake::NoTag => ("`<` does not begin a tag", WRITE_LESS_THAN),
        Mistake::NoSpace => ("missing space before an attribute", "put a space between the attributes"),
        Mistake::NoAttributeName => ("attribute without a name", "write name=\"value\""),
        Mistake::NoValue => ("attribute without a value", "write name=\"value\"; XML requires a value"),
        Mistake::NoQuotes => ("unquoted attribute value", "write name=\"value\""),
        Mistake::NoClosingQuote => {
            ("attribute value without a closing quote", "close it with the same quote")
        }
        Mistake::LessThan => {
            ("`<` in an attribute value", "write `&lt;`, or add the missing quote before it")
        }
    }
}

fn unclosed(markup: Markup) -> Wording {
    let name = match markup {
        Markup::Comment => "comment",
        Markup::Cdata => "CDATA section",
        Markup::Doctype => "document type declaration",
        Markup::Instruction => "processing instruction",
        Markup::Tag => "tag",
    };
    let closing = markup.closing();
    let help = format!("close it with `{closing}`, or check whether the file was truncated");
    Wording::malformed(format!("unclosed {name}"), help)
}

fn undefined_entity(name: &str) -> Wording {
    let help = if registries::is_entity(&format!("{name};")) {
        format!("HTML entities are not defined in XML: write the character itself, or `&amp;{name};` in HTML")
    } else {
        "write `&amp;` if `&` is meant as text".to_owned()
    };
    Wording::new(&UNDEFINED_ENTITY, format!("undefined entity `&{name};`"), help)
}

fn undeclared_prefix(prefix: &str) -> Wording {
    let uri = Ns::of_prefix(prefix).and_then(Ns::known).map_or("…", |known| known.uri);
    let help = format!("declare it on the root element: xmlns:{prefix}=\"{uri}\"");
    Wording::new(&UNDECLARED_PREFIX, format!("undeclared prefix `{prefix}`"), help)
}

/// Checks a declaration of a namespace.
pub(crate) fn declaration(declaration: &Declaration<'_>, findings: &mut Findings) {
    let Declaration { prefix, uri, exact, .. } = *declaration;
    let value = declaration.value.clone();
    if let Some(known) = declaration.meant.and_then(Ns::known) {
        let message = format!("misspelled namespace `{}`", excerpt(uri));
        return findings.add(&MISSPELLED_NAMESPACE, value, message, format!("write `{}`", known.uri));
    }
    if exact == Ns::UNKNOWN && iri_string::types::IriReferenceStr::new(uri).is_err() {
        let message = format!("the namespace `{}` is not a URI", excerpt(uri));
        return findings.add(&MALFORMED_URL, value, message, "write a URI without spaces or line breaks");
    }
    if exact == Ns::UNKNOWN {
        match Ns::of_prefix(prefix).and_then(Ns::known) {
            Some(known) => {
                let message = format!("the prefix `{prefix}` is usually bound to {}", known.uri);
                findings.add(&TAKEN_PREFIX, value, message, "use another prefix, or that namespace");
            }
            None => {
                let message = format!("unknown namespace `{}`", excerpt(uri));
                let help = "this is allowed; readers ignore its elements";
                findings.add_once(&UNKNOWN_NAMESPACE, value, message, help);
            }
        }
        return;
    }
    if !prefix.is_empty() && exact.prefix() != prefix && READ_BY_PREFIX.contains(&exact) {
        // The prefix follows `xmlns:`.
        let name = declaration.name.start + 6..declaration.name.end;
        let message = format!("the prefix of {uri} is `{prefix}`, and readers expect `{}`", exact.prefix());
        findings.add(&UNUSUAL_PREFIX, name, message, format!("write `{}`", exact.prefix()));
    }
}

/// Namespaces whose elements some readers identify by their literal names, including the prefix.
const READ_BY_PREFIX: &[Ns] = &[Ns::CONTENT, Ns::DC, Ns::MEDIA, Ns::ITUNES, Ns::PODCAST, Ns::SLASH, Ns::SY];

/// Reports an encoding that the file declares and does not have.
pub(crate) fn contradiction(contradiction: &Contradiction, text: &str, findings: &mut Findings) {
    let Contradiction { declared, found, is_fatal } = contradiction;
    let severity = if *is_fatal { Severity::Error } else { Severity::Warning };
    let (found, help) = match found {
        Some("UTF-8") => ("in UTF-8", "write encoding=\"utf-8\""),
        Some(_) => ("in UTF-16", "save it as UTF-8, and write encoding=\"utf-8\""),
        None => ("in another encoding", "save it as UTF-8, and write encoding=\"utf-8\""),
    };
    let start = text.find(declared).unwrap_or_default();
    let message = format!("the file declares the encoding `{}`, but is {found}", excerpt(declared));
    findings.add(WRONG_ENCODING.at(severity), offsets(start..start + declared.len()), message, help);
}

/// Reports characters left over from a wrong decoding, at the first one, with their number.
pub(crate) fn suspicious_characters(text: &str, findings: &mut Findings) {
    let found = characters::replaced(text);
    let Some(first) = found.first().cloned() else { return };
    let message = suspicious(text.get(first.clone()).unwrap_or_default(), found.len());
    findings.add(&SUSPICIOUS_CHARACTER, offsets(first), message, DECODE);
}

/// Reports text that was decoded twice, at the first place, with their number.
pub(crate) fn decoded_twice(text: &str, findings: &mut Findings) {
    let mut found = characters::decoded_twice(text);
    let Some((first, original)) = found.next() else { return };
    let written = text.get(first.clone()).unwrap_or_default();
    let (message, help) = twice(written, &original, 1 + found.count());
    findings.add(&DECODED_TWICE, offsets(first), message, help);
}

/// Reports the same of a JSON string, whose characters may be escaped: only the first of a file.
pub(crate) fn wrongly_decoded_value(value: &Value<'_>, findings: &mut Findings) {
    let text = value.text();
    if let Some(first) = characters::replaced(&text).first() {
        let message = suspicious(text.get(first.clone()).unwrap_or_default(), 1);
        findings.add_once(&SUSPICIOUS_CHARACTER, value.locate(first.clone()), message, DECODE);
    }
    if let Some((first, original)) = characters::decoded_twice(&text).next() {
        let (message, help) = twice(text.get(first.clone()).unwrap_or_default(), &original, 1);
        findings.add_once(&DECODED_TWICE, value.locate(first), message, help);
    }
}

const DECODE: &str = "decode the source with its real encoding, and write the intended character";

fn suspicious(character: &str, count: usize) -> String {
    let code = character.chars().next().map_or(0, u32::from);
    match count {
        1 => format!("the character U+{code:04X} is left over from a wrong decoding"),
        count => {
            let others = counted(count - 1, "other", "others");
            format!("the character U+{code:04X} and {others} are left over from a wrong decoding")
        }
    }
}

/// The message and the help for `count` pieces of text that were decoded twice, of which the first was `original`.
fn twice(written: &str, original: &str, count: usize) -> (String, String) {
    let others = match count {
        1 => String::new(),
        count => format!(", here and in {}", counted(count - 1, "other place", "other places")),
    };
    let message = format!("`{}` was decoded twice{others}", excerpt(written));
    (message, format!("write `{}`, and read the source of the text as UTF-8", excerpt(original)))
}
