//! Elements of other namespaces, which formats write beside their own. A value of these types is valid XML by construction.

use std::collections::BTreeMap;
use std::sync::Arc;

use iri_string::types::IriStr;

use super::Text;

/// Namespaces by their usual prefixes, which some readers require.
pub(super) const NAMESPACES: &[(&str, &str)] = &[
    ("atom", ATOM),
    ("content", "http://purl.org/rss/1.0/modules/content/"),
    ("creativeCommons", "http://backend.userland.com/creativeCommonsRssModule"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("fh", "http://purl.org/syndication/history/1.0"),
    ("georss", "http://www.georss.org/georss"),
    ("itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"),
    ("media", "http://search.yahoo.com/mrss/"),
    ("podcast", "https://podcastindex.org/namespace/1.0"),
    ("slash", "http://purl.org/rss/1.0/modules/slash/"),
    ("source", "http://source.scripting.com/"),
    ("thr", "http://purl.org/syndication/thread/1.0"),
    ("wfw", "http://wellformedweb.org/CommentAPI/"),
];

/// The namespace of Atom itself.
const ATOM: &str = "http://www.w3.org/2005/Atom";

/// The namespaces that no prefix may be bound to (Namespaces in XML 1.0 §3).
const RESERVED_URIS: &[&str] = &["http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2000/xmlns/"];

/// The name of the JSON Feed extension with the generator.
const OURS: &str = "feedwright";

/// A namespace and its prefix.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Namespace(Arc<(String, String)>);

impl Namespace {
    /// The namespace `uri` with a prefix: a letter, then letters, digits, `-` and `_`, so that JSON Feed has a name for it,
    /// too. `None` if the prefix is not one, or is that of another namespace in all feeds (`media`), or if the URI is not
    /// absolute or cannot be bound.
    #[must_use]
    pub fn new(prefix: &str, uri: &str) -> Option<Namespace> {
        let is_other = NAMESPACES.iter().any(|(known, theirs)| *known == prefix && *theirs != uri);
        let is_uri = IriStr::new(uri).is_ok() && !RESERVED_URIS.contains(&uri);
        let is_free = is_prefix(prefix) && !is_other && prefix != OURS;
        (is_free && is_uri).then(|| Namespace(Arc::new((prefix.to_owned(), uri.to_owned()))))
    }

    /// Its prefix.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.0.0
    }

    /// Its URI.
    #[must_use]
    pub fn uri(&self) -> &str {
        &self.0.1
    }
}

/// Whether a text can be a prefix. Those that begin with `xml` are reserved (Namespaces in XML 1.0 §3).
pub(crate) fn is_prefix(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let is_reserved = text.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("xml"));
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.bytes().all(is_plain) && !is_reserved
}

/// Whether a text can be the local name of an element or the name of an attribute: an `NCName` (Namespaces in XML 1.0 §3).
pub(crate) fn is_name(text: &str) -> bool {
    let is_start = |c: char| c == '_' || c.is_alphabetic();
    let is_plain = |c: char| c == '-' || c == '.' || c == '_' || c.is_alphanumeric();
    let is_ascii_or_letter = |c: char| {
        c.is_ascii()
            || matches!(c, '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{3001}'..='\u{D7FF}')
    };
    text.starts_with(is_start) && text.chars().all(|c| is_plain(c) && is_ascii_or_letter(c))
}

/// An element of another namespace: RSS and Atom write it as it is. In JSON Feed, the elements of a namespace with the
/// prefix `ex` are in the extension `_ex`.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    namespace: Namespace,
    name: String,
    attributes: BTreeMap<String, Text>,
    /// Its text; not written if it has children.
    pub text: Text,
    /// The elements in it.
    pub children: Vec<Element>,
}

impl Element {
    /// An empty element. `None` if the local name is not allowed in XML.
    #[must_use]
    pub fn new(namespace: &Namespace, name: &str) -> Option<Element> {
        is_name(name).then(|| Element {
            namespace: namespace.clone(),
            name: name.to_owned(),
            attributes: BTreeMap::new(),
            text: Text::EMPTY,
            children: Vec::new(),
        })
    }

    /// The same with an attribute. `None` if its name is not allowed in XML.
    #[must_use]
    pub fn with(mut self, attribute: &str, value: &str) -> Option<Element> {
        let is_free = is_name(attribute) && !attribute.eq_ignore_ascii_case("xmlns");
        self.attributes.insert(attribute.to_owned(), Text::new(value));
        is_free.then_some(self)
    }

    /// Its namespace.
    #[must_use]
    pub fn namespace(&self) -> &Namespace {
        &self.namespace
    }

    /// Its local name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its attributes, by name.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &Text)> {
        self.attributes.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// Its name with the prefix.
    pub(super) fn qualified(&self) -> String {
        format!("{}:{}", self.namespace.prefix(), self.name)
    }

    /// Its attributes, with the declaration of its namespace if the document has not `declared` that.
    pub(super) fn written_attributes(&self, declared: &BTreeMap<String, String>) -> Vec<(String, &str)> {
        let (prefix, uri) = (self.namespace.prefix(), self.namespace.uri());
        let is_declared = declared.get(prefix).is_some_and(|known| known == uri);
        let declaration = (!is_declared).then(|| (format!("xmlns:{prefix}"), uri));
        let attributes = self.attributes().map(|(name, value)| (name.to_owned(), value.as_str()));
        declaration.into_iter().chain(attributes).collect()
    }

    /// Whether it is an Atom element. Atom documents have only those that the format itself writes.
    pub(super) fn is_atom(&self) -> bool {
        self.namespace.uri() == ATOM
    }
}

/// The namespaces of elements by prefix; of two with the same prefix, the first one. The others are declared where they
/// are used.
pub(super) fn declare<'e>(
    elements: impl IntoIterator<Item = &'e Element>,
    declared: &mut BTreeMap<String, String>,
) {
    for element in elements {
        let Namespace(names) = &element.namespace;
        declared.entry(names.0.clone()).or_insert_with(|| names.1.clone());
        declare(&element.children, declared);
    }
}
