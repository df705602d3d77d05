//! Atom 1.0 (RFC 4287), threads (RFC 4685), and Atom elements in RSS.

use super::{Any, Attribute, ENTRY, FEED, Holds, One, Optional, Row, may, needs, row};
use crate::check::values::Kind;
use crate::source::xml::Ns;

use Holds::{AtomContent, AtomText, Elements, Nothing, Text};

const ATOM: Ns = Ns::ATOM;
const TYPE: &[Attribute] = &[may("type", Kind::Any)];

pub(super) static ROWS: &[Row] = &[
    row(ATOM, "feed", &[("", One)], Elements, &[]),
    row(ATOM, "entry", &[("", One), ("atom:feed", Any)], Elements, &[]),
    row(
        ATOM,
        "id",
        &[
            ("atom:feed", One),
            ("atom:entry", One),
            ("atom:source", Optional),
            ("channel", Optional),
            ("item", Optional),
        ],
        Text(Kind::Id),
        &[],
    ),
    row(
        ATOM,
        "title",
        &[
            ("atom:feed", One),
            ("atom:entry", One),
            ("atom:source", Optional),
            ("channel", Optional),
            ("item", Optional),
        ],
        AtomText,
        TYPE,
    ),
    row(
        ATOM,
        "updated",
        &[
            ("atom:feed", One),
            ("atom:entry", One),
            ("atom:source", Optional),
            ("channel", Optional),
            ("item", Optional),
        ],
        Text(Kind::Rfc3339),
        &[],
    ),
    row(ATOM, "published", &[(ENTRY, Optional)], Text(Kind::Rfc3339), &[]),
    row(ATOM, "subtitle", &[(FEED, Optional), ("atom:source", Optional)], AtomText, TYPE),
    row(ATOM, "summary", &[(ENTRY, Optional)], AtomText, TYPE),
    row(ATOM, "rights", &[(FEED, Optional), (ENTRY, Optional), ("atom:source", Optional)], AtomText, TYPE),
    row(ATOM, "content", &[(ENTRY, Optional)], AtomContent, &[may("type", Kind::Any), may("src", Kind::Iri)]),
    row(ATOM, "author", &[(FEED, Any), (ENTRY, Any), ("atom:source", Any)], Elements, &[]),
    row(ATOM, "contributor", &[(FEED, Any), (ENTRY, Any), ("atom:source", Any)], Elements, &[]),
    row(ATOM, "name", &[("atom:author", One), ("atom:contributor", One)], Text(Kind::Name), &[]),
    row(ATOM, "uri", &[("atom:author", Optional), ("atom:contributor", Optional)], Text(Kind::Iri), &[]),
    row(ATOM, "email", &[("atom:author", Optional), ("atom:contributor", Optional)], Text(Kind::Email), &[]),
    row(
        ATOM,
        "category",
        &[(FEED, Any), (ENTRY, Any), ("atom:source", Any)],
        Holds::Anything,
        &[needs("term", Kind::Filled), may("scheme", Kind::Uri), may("label", Kind::Plain)],
    ),
    row(
        ATOM,
        "link",
        &[(FEED, Any), (ENTRY, Any), ("atom:source", Any)],
        Nothing,
        &[
            needs("href", Kind::Iri),
            may("rel", Kind::Relation),
            may("type", Kind::MediaType),
            may("hreflang", Kind::Language),
            may("title", Kind::Plain),
            may("length", Kind::Natural),
        ],
    ),
    row(
        ATOM,
        "generator",
        &[(FEED, Optional), ("atom:source", Optional)],
        Text(Kind::Plain),
        &[may("uri", Kind::Iri), may("version", Kind::Filled)],
    ),
    row(ATOM, "icon", &[(FEED, Optional), ("atom:source", Optional)], Text(Kind::Iri), &[]),
    row(ATOM, "logo", &[(FEED, Optional), ("atom:source", Optional)], Text(Kind::Iri), &[]),
    row(ATOM, "source", &[(ENTRY, Optional)], Elements, &[]),
    row(
        Ns::THR,
        "in-reply-to",
        &[(FEED, Any), (ENTRY, Any), ("atom:source", Any)],
        Nothing,
        &[
            needs("ref", Kind::Id),
            may("href", Kind::Iri),
            may("type", Kind::MediaType),
            may("source", Kind::Iri),
        ],
    ),
    row(Ns::THR, "total", &[(ENTRY, Optional)], Text(Kind::Natural), &[]),
    row(Ns::FH, "complete", &[(FEED, Optional)], Nothing, &[]),
    row(Ns::FH, "archive", &[(FEED, Optional)], Nothing, &[]),
    row(Ns::FH, "incremental", &[(FEED, Optional)], Text(Kind::Any), &[]),
];
