//! The namespaces that feeds use, and their common misspellings.

/// A known namespace, as its index in [`NAMESPACES`]; or no namespace, or an unknown one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Ns(u16);

/// One namespace.
#[derive(Debug)]
pub(crate) struct Namespace {
    /// The prefix that readers expect.
    pub(crate) prefix: &'static str,
    /// Its URI.
    pub(crate) uri: &'static str,
}

/// Declares the namespaces: first those used by rules, as constants, then the other known ones.
macro_rules! namespaces {
    ($($constant:ident $prefix:literal $uri:literal;)* + $($other:literal $their:literal;)*) => {
        namespaces!(@constants 2; $($constant)*);
        /// Every known namespace, except for the two without elements of their own.
        pub(crate) static NAMESPACES: &[Namespace] = &[
            $(Namespace { prefix: $prefix, uri: $uri },)*
            $(Namespace { prefix: $other, uri: $their },)*
        ];
    };
    (@constants $at:expr; $first:ident $($rest:ident)*) => {
        impl Ns { pub(crate) const $first: Ns = Ns($at); }
        namespaces!(@constants $at + 1; $($rest)*);
    };
    (@constants $at:expr;) => {};
}

namespaces! {
    ATOM "atom" "http://www.w3.org/2005/Atom";
    CONTENT "content" "http://purl.org/rss/1.0/modules/content/";
    DC "dc" "http://purl.org/dc/elements/1.1/";
    DCTERMS "dcterms" "http://purl.org/dc/terms/";
    MEDIA "media" "http://search.yahoo.com/mrss/";
    ITUNES "itunes" "http://www.itunes.com/dtds/podcast-1.0.dtd";
    PODCAST "podcast" "https://podcastindex.org/namespace/1.0";
    GOOGLEPLAY "googleplay" "http://www.google.com/schemas/play-podcasts/1.0";
    SLASH "slash" "http://purl.org/rss/1.0/modules/slash/";
    SY "sy" "http://purl.org/rss/1.0/modules/syndication/";
    WFW "wfw" "http://wellformedweb.org/CommentAPI/";
    THR "thr" "http://purl.org/syndication/thread/1.0";
    FH "fh" "http://purl.org/syndication/history/1.0";
    GEORSS "georss" "http://www.georss.org/georss";
    GEO "geo" "http://www.w3.org/2003/01/geo/wgs84_pos#";
    CC "cc" "http://web.resource.org/cc/";
    CREATIVE_COMMONS "creativeCommons" "http://backend.userland.com/creativeCommonsRssModule";
    XHTML "xhtml" "http://www.w3.org/1999/xhtml";
    SVG "svg" "http://www.w3.org/2000/svg";
    MATHML "math" "http://www.w3.org/1998/Math/MathML";
    RDF "rdf" "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    RSS_2 "" "http://backend.userland.com/rss2";
    ATOM_03 "" "http://purl.org/atom/ns#";
    ADMIN "admin" "http://webns.net/mvcb/";
    BLOG_CHANNEL "blogChannel" "http://backend.userland.com/blogChannelModule";
    TRACKBACK "trackback" "http://madskills.com/public/xml/rss/module/trackback/";
    +
    "app" "http://www.w3.org/2007/app";
    "spotify" "http://www.spotify.com/ns/rss";
    "gml" "http://www.opengis.net/gml";
    "snf" "http://www.smartnews.be/snf";
    "mi" "http://schemas.ingestion.microsoft.com/common/";
    "rdfs" "http://www.w3.org/2000/01/rdf-schema#";
    "" "http://purl.org/rss/1.0/";
    "" "http://my.netscape.com/rdf/simple/0.9/";
    "" "http://channel.netscape.com/rdf/simple/0.9/";
    "ag" "http://purl.org/rss/1.0/modules/aggregation/";
    "annotate" "http://purl.org/rss/1.0/modules/annotate/";
    "audio" "http://media.tangent.org/rss/1.0/";
    "blogger" "http://schemas.google.com/blogger/2008";
    "co" "http://purl.org/rss/1.0/modules/company";
    "company" "http://purl.org/rss/1.0/modules/company/";
    "course" "http://purl.org/rss/1.0/modules/course/";
    "dcmitype" "http://purl.org/dc/dcmitype/";
    "email" "http://purl.org/rss/1.0/modules/email/";
    "enc" "http://purl.oclc.org/net/rss_2.0/enc#";
    "ev" "http://purl.org/rss/1.0/modules/event/";
    "feedburner" "http://rssnamespace.org/feedburner/ext/1.0";
    "foaf" "http://xmlns.com/foaf/0.1/";
    "gd" "http://schemas.google.com/g/2005";
    "g" "http://base.google.com/ns/1.0";
    "news" "http://www.google.com/schemas/sitemap-news/0.9";
    "icbm" "http://postneo.com/icbm/";
    "icbm" "http://postneo.com/icbm";
    "l" "http://purl.org/rss/1.0/modules/link/";
    "cf" "http://www.microsoft.com/schemas/rss/core/2005";
    "opensearch" "http://a9.com/-/spec/opensearch/1.1/";
    "openSearch" "http://a9.com/-/spec/opensearchrss/1.0/";
    "pingback" "http://madskills.com/public/xml/rss/module/pingback/";
    "prism" "http://prismstandard.org/namespaces/1.2/basic/";
    "prism" "http://prismstandard.org/namespaces/basic/2.0/";
    "psc" "http://podlove.org/simple-chapters";
    "psg" "http://b6bm.com/psg/1.0";
    "rawvoice" "http://www.rawvoice.com/rawvoiceRssModule/";
    "rawvoice" "https://blubrry.com/developer/rawvoice-rss/";
    "ref" "http://purl.org/rss/1.0/modules/reference/";
    "reqv" "http://purl.org/rss/1.0/modules/richequiv/";
    "search" "http://purl.org/rss/1.0/modules/search/";
    "source" "http://source.scripting.com/";
    "source" "https://source.scripting.com/";
    "ss" "http://purl.org/rss/1.0/modules/servicestatus/";
    "str" "http://hacks.benhammersley.com/rss/streaming/";
    "sub" "http://purl.org/rss/1.0/modules/subscription/";
    "sx" "http://www.microsoft.com/schemas/rss/sse";
    "taxo" "http://purl.org/rss/1.0/modules/taxonomy/";
    "thread" "http://purl.org/rss/1.0/modules/threading/";
    "webfeeds" "http://webfeeds.org/rss/1.0";
    "wiki" "http://purl.org/rss/1.0/modules/wiki/";
    "wp" "http://wordpress.org/export/1.2/";
    "wpcom" "com-wordpress:feed-additions:1";
    "yt" "http://www.youtube.com/xml/schemas/2015";
    "yweather" "http://xml.weather.yahoo.com/ns/rss/1.0";
    "xlink" "http://www.w3.org/1999/xlink";
    "xi" "http://www.w3.org/2001/XInclude";
    "xsi" "http://www.w3.org/2001/XMLSchema-instance";
    "ds" "http://www.w3.org/2000/09/xmldsig#";
}

/// Other URIs that the specification of a namespace names.
static ALIASES: &[(&str, Ns)] =
    &[("https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md", Ns::PODCAST)];

/// Wrong URIs that people write, besides those that differ in case, scheme, `www.` or a trailing slash.
static MISSPELLED: &[(&str, Ns)] = &[
    ("http://www.itunes.com/DTDs/Podcast-1.0.dtd", Ns::ITUNES),
    ("http://search.yahoo.com/mrss", Ns::MEDIA),
    ("http://video.search.yahoo.com/mrss", Ns::MEDIA),
];

/// The URI of the `xml` prefix (Namespaces in XML 1.0 §3).
pub(crate) const XML_URI: &str = "http://www.w3.org/XML/1998/namespace";

/// The URI of `xmlns` itself.
pub(crate) const XMLNS_URI: &str = "http://www.w3.org/2000/xmlns/";

impl Ns {
    /// No namespace, as in RSS 2.0.
    pub(crate) const NONE: Ns = Ns(0);
    /// `xml:lang`, `xml:base`
    pub(crate) const XML: Ns = Ns(1);
    /// An unknown namespace.
    pub(crate) const UNKNOWN: Ns = Ns(u16::MAX);

    /// The namespace of a URI, byte for byte.
    pub(crate) fn of(uri: &str) -> Ns {
        match uri {
            "" => Ns::NONE,
            XML_URI => Ns::XML,
            uri => {
                let alias = || ALIASES.iter().find(|(alias, _)| *alias == uri).map(|(_, ns)| *ns);
                let known = NAMESPACES.iter().position(|known| known.uri == uri).map(Ns::at);
                known.or_else(alias).unwrap_or(Ns::UNKNOWN)
            }
        }
    }

    /// The namespace that a wrong URI seems to mean.
    pub(crate) fn meant_by(uri: &str) -> Option<Ns> {
        let listed = MISSPELLED.iter().find(|(wrong, _)| *wrong == uri).map(|(_, ns)| *ns);
        let essence = essence(uri);
        let alike = || NAMESPACES.iter().position(|known| self::essence(known.uri) == essence).map(Ns::at);
        if essence.is_empty() { None } else { listed.or_else(alike) }
    }

    fn at(index: usize) -> Ns {
        Ns(u16::try_from(index + 2).unwrap_or(u16::MAX))
    }

    /// Its description.
    pub(crate) fn known(self) -> Option<&'static Namespace> {
        NAMESPACES.get(usize::from(self.0).checked_sub(2)?)
    }

    /// The prefix that readers expect; empty if there is none.
    pub(crate) fn prefix(self) -> &'static str {
        if self == Ns::XML { "xml" } else { self.known().map_or("", |known| known.prefix) }
    }

    /// The namespace of a customary prefix.
    pub(crate) fn of_prefix(prefix: &str) -> Option<Ns> {
        let found = NAMESPACES.iter().position(|known| known.prefix == prefix && !prefix.is_empty());
        found.map(Ns::at)
    }
}

impl Ns {
    /// The URI of a prefix that readers know, and that therefore must not mean anything else.
    #[cfg(feature = "site")]
    pub(crate) fn reserved(prefix: &str) -> Option<&'static str> {
        let ns = Ns::of_prefix(prefix).filter(|ns| *ns <= Ns::TRACKBACK)?;
        ns.known().map(|known| known.uri)
    }
}

/// A URI without the parts that people get wrong.
fn essence(uri: &str) -> String {
    let lower = uri.trim().to_ascii_lowercase();
    let rest = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    rest.trim_start_matches("www.").trim_end_matches(['/', '#']).to_owned()
}
