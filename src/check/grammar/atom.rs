//! The grammar of Atom 1.0 (RFC 4287), threads (RFC 4685), and Atom elements in RSS.

use super::{Any, Attribute, ContentModel, ENTRY, FEED, One, Optional, Row, optional, required, row};
use crate::check::values::Kind;
use crate::source::xml::Ns;

use ContentModel::{AtomContent, AtomText, Elements, Nothing, Text};

const ATOM: Ns = Ns::ATOM;
const TYPE: &[Attribute] = &[optional("type", Kind::Any)];

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
    row(
        ATOM,
        "content",
        &[(ENTRY, Optional)],
        AtomContent,
        &[optional("type", Kind::Any), optional("src", Kind::Iri)],
    ),
    row(ATOM, "author", &[(FEED, Any), (ENTRY, Any), ("atom:source", Any)], Elements, &[]),
    row(ATOM, "contributor", &[(FEED, Any), (ENTRY, Any), ("atom:source", Any)], Elements, &[]),
    row(ATOM, "name", &[("atom:author", One), ("atom:contributor", One)], Text(Kind::Name), &[]),
    row(ATOM, "uri", &[("atom:author", Optional), ("atom:contributor", Optional)], Text(Kind::Iri), &[]),
    row(ATOM, "email", &[("atom:author", Optional), ("atom:contributor", Optional)], Text(Kind::Email), &[]),
    row(
        ATOM,
        "category",
        &[(FEED, Any), (ENTRY, Any), ("atom:source", Any)],
        ContentModel::Anything,
        &[required("term", Kind::NonBlank), optional("scheme", Kind::Uri), optional("label", Kind::Plain)],
    ),
    row(
        ATOM,
        "link",
        &[(FEED, Any), (ENTRY, Any), ("atom:source", Any)],
        ContentModel::Undefined,
        &[
            required("href", Kind::Iri),
            optional("rel", Kind::Relation),
            optional("type", Kind::MediaType),
            optional("hreflang", Kind::Language),
            optional("title", Kind::Plain),
            optional("length", Kind::Natural),
        ],
    ),
    row(
        ATOM,
        "generator",
        &[(FEED, Optional), ("atom:source", Optional)],
        Text(Kind::Plain),
        &[optional("uri", Kind::Iri), optional("version", Kind::NonBlank)],
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
            required("ref", Kind::Id),
            optional("href", Kind::Iri),
            optional("type", Kind::MediaType),
            optional("source", Kind::Iri),
        ],
    ),
    row(Ns::THR, "total", &[(ENTRY, Optional)], Text(Kind::Natural), &[]),
    row(Ns::FH, "complete", &[(FEED, Optional)], Nothing, &[]),
    row(Ns::FH, "archive", &[(FEED, Optional)], Nothing, &[]),
    row(Ns::FH, "incremental", &[(FEED, Optional)], Text(Kind::Any), &[]),
];
