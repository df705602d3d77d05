//! The grammar of Atom 1.0 (RFC 4287), threads (RFC 4685), and Atom elements in RSS.

use super::{Any, Attribute, ContentModel, ENTRY, FEED, One, Optional, Row, optional, required, row};
use crate::check::values::ValueKind;
use crate::source::xml::Ns;

use ContentModel::{AtomContent, AtomText, Elements, Nothing, Text};

const ATOM: Ns = Ns::ATOM;
const TYPE: &[Attribute] = &[optional("type", ValueKind::Any)];

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
        Text(ValueKind::Id),
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
        Text(ValueKind::Rfc3339),
        &[],
    ),
    row(ATOM, "published", &[(ENTRY, Optional)], Text(ValueKind::Rfc3339), &[]),
    row(ATOM, "subtitle", &[(FEED, Optional), ("atom:source", Optional)], AtomText, TYPE),
    row(ATOM, "summary", &[(ENTRY, Optional)], AtomText, TYPE),
    row(ATOM, "rights", &[(FEED, Optional), (ENTRY, Optional), ("atom:source", Optional)], AtomText, TYPE),
    row(
        ATOM,
        "content",
        &[(ENTRY, Optional)],
        AtomContent,
        &[optional("type", ValueKind::Any), optional("src", ValueKind::Iri)],
    ),
    row(ATOM, "author", &[(FEED, Any), (ENTRY, Any), ("atom:source", Any)], Elements, &[]),
    row(ATOM, "contributor", &[(FEED, Any), (ENTRY, Any), ("atom:source", Any)], Elements, &[]),
    row(ATOM, "name", &[("atom:author", One), ("atom:contributor", One)], Text(ValueKind::Name), &[]),
    row(ATOM, "uri", &[("atom:author", Optional), ("atom:contributor", Optional)], Text(ValueKind::Iri), &[]),
    row(
        ATOM,
        "email",
        &[("atom:author", Optional), ("atom:contributor", Optional)],
        Text(ValueKind::Email),
        &[],
    ),
    row(
        ATOM,
        "category",
        &[(FEED, Any), (ENTRY, Any), ("atom:source", Any)],
        ContentModel::Anything,
        &[
            required("term", ValueKind::NonBlank),
            optional("scheme", ValueKind::Uri),
            optional("label", ValueKind::Plain),
        ],
    ),
    row(
        ATOM,
        "link",
        &[(FEED, Any), (ENTRY, Any), ("atom:source", Any)],
        ContentModel::Undefined,
        &[
            required("href", ValueKind::Iri),
            optional("rel", ValueKind::Relation),
            optional("type", ValueKind::MediaType),
            optional("hreflang", ValueKind::Language),
            optional("title", ValueKind::Plain),
            optional("length", ValueKind::Natural),
        ],
    ),
    row(
        ATOM,
        "generator",
        &[(FEED, Optional), ("atom:source", Optional)],
        Text(ValueKind::Plain),
        &[optional("uri", ValueKind::Iri), optional("version", ValueKind::NonBlank)],
    ),
    row(ATOM, "icon", &[(FEED, Optional), ("atom:source", Optional)], Text(ValueKind::Iri), &[]),
    row(ATOM, "logo", &[(FEED, Optional), ("atom:source", Optional)], Text(ValueKind::Iri), &[]),
    row(ATOM, "source", &[(ENTRY, Optional)], Elements, &[]),
    row(
        Ns::THR,
        "in-reply-to",
        &[(FEED, Any), (ENTRY, Any), ("atom:source", Any)],
        Nothing,
        &[
            required("ref", ValueKind::Id),
            optional("href", ValueKind::Iri),
            optional("type", ValueKind::MediaType),
            optional("source", ValueKind::Iri),
        ],
    ),
    row(Ns::THR, "total", &[(ENTRY, Optional)], Text(ValueKind::Natural), &[]),
    row(Ns::FH, "complete", &[(FEED, Optional)], Nothing, &[]),
    row(Ns::FH, "archive", &[(FEED, Optional)], Nothing, &[]),
    row(Ns::FH, "incremental", &[(FEED, Optional)], Text(ValueKind::Any), &[]),
];
