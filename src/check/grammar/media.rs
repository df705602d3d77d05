//! The grammar of Media RSS.

use super::{Any, Attribute, ContentModel, ENTRY, FEED, Optional, Row, optional, required, row};
use crate::check::values::ValueKind;
use crate::source::xml::Ns;

use super::Occurrence;
use ContentModel::{Anything, Elements, Nothing, Text};

const MEDIA: Ns = Ns::MEDIA;
const ONCE: &[(&str, Occurrence)] = &[
    ("channel", Optional),
    ("atom:feed", Optional),
    ("item", Optional),
    ("atom:entry", Optional),
    ("media:group", Optional),
    ("media:content", Optional),
];
const ANY_NUMBER: &[(&str, Occurrence)] = &[
    ("channel", Any),
    ("atom:feed", Any),
    ("item", Any),
    ("atom:entry", Any),
    ("media:group", Any),
    ("media:content", Any),
];
const TYPE: Attribute = optional("type", ValueKind::OneOf(&["plain", "html"]));

pub(super) static ROWS: &[Row] = &[
    row(MEDIA, "group", &[(FEED, Any), (ENTRY, Any)], Elements, &[]),
    row(
        MEDIA,
        "content",
        &[(FEED, Any), (ENTRY, Any), ("media:group", Any)],
        Elements,
        &[
            optional("url", ValueKind::Url),
            optional("fileSize", ValueKind::Natural),
            optional("type", ValueKind::MediaType),
            optional("medium", ValueKind::OneOf(&["image", "audio", "video", "document", "executable"])),
            optional("isDefault", ValueKind::OneOf(&["true", "false"])),
            optional("expression", ValueKind::OneOf(&["sample", "full", "nonstop"])),
            optional("bitrate", ValueKind::Decimal),
            optional("framerate", ValueKind::Decimal),
            optional("samplingrate", ValueKind::Decimal),
            optional("channels", ValueKind::Natural),
            optional("duration", ValueKind::Decimal),
            optional("height", ValueKind::Positive),
            optional("width", ValueKind::Positive),
            optional("lang", ValueKind::Language),
        ],
    ),
    row(MEDIA, "adult", ONCE, Text(ValueKind::OneOf(&["true", "false"])), &[]),
    row(MEDIA, "rating", ANY_NUMBER, Text(ValueKind::Any), &[optional("scheme", ValueKind::Uri)]),
    row(MEDIA, "title", ONCE, Text(ValueKind::Any), &[TYPE]),
    row(MEDIA, "description", ONCE, Text(ValueKind::Any), &[TYPE]),
    row(MEDIA, "keywords", ONCE, Text(ValueKind::Plain), &[]),
    row(
        MEDIA,
        "thumbnail",
        ANY_NUMBER,
        Nothing,
        &[
            required("url", ValueKind::Url),
            optional("height", ValueKind::Positive),
            optional("width", ValueKind::Positive),
            optional("time", ValueKind::PlayTime),
        ],
    ),
    row(
        MEDIA,
        "category",
        ANY_NUMBER,
        Text(ValueKind::Any),
        &[optional("scheme", ValueKind::Uri), optional("label", ValueKind::Plain)],
    ),
    row(
        MEDIA,
        "hash",
        ANY_NUMBER,
        Text(ValueKind::Any),
        &[optional("algo", ValueKind::OneOf(&["md5", "sha-1"]))],
    ),
    row(
        MEDIA,
        "player",
        ONCE,
        Nothing,
        &[
            required("url", ValueKind::Url),
            optional("height", ValueKind::Positive),
            optional("width", ValueKind::Positive),
        ],
    ),
    row(
        MEDIA,
        "credit",
        ANY_NUMBER,
        Text(ValueKind::Plain),
        &[optional("role", ValueKind::Any), optional("scheme", ValueKind::Uri)],
    ),
    row(MEDIA, "copyright", ONCE, Text(ValueKind::Plain), &[optional("url", ValueKind::Uri)]),
    row(
        MEDIA,
        "text",
        ANY_NUMBER,
        Text(ValueKind::Any),
        &[
            TYPE,
            optional("lang", ValueKind::Language),
            optional("start", ValueKind::PlayTime),
            optional("end", ValueKind::PlayTime),
        ],
    ),
    row(
        MEDIA,
        "restriction",
        ANY_NUMBER,
        Text(ValueKind::Any),
        &[
            required("relationship", ValueKind::OneOf(&["allow", "deny"])),
            optional("type", ValueKind::OneOf(&["country", "uri", "sharing"])),
        ],
    ),
    row(MEDIA, "community", ONCE, Anything, &[]),
    row(MEDIA, "comments", ONCE, Anything, &[]),
    row(MEDIA, "embed", ONCE, Anything, &[]),
    row(MEDIA, "responses", ONCE, Anything, &[]),
    row(MEDIA, "backLinks", ONCE, Anything, &[]),
    row(MEDIA, "status", ONCE, Anything, &[]),
    row(MEDIA, "price", ANY_NUMBER, Anything, &[]),
    row(MEDIA, "license", ANY_NUMBER, Anything, &[]),
    row(MEDIA, "subTitle", ANY_NUMBER, Anything, &[]),
    row(MEDIA, "peerLink", ANY_NUMBER, Anything, &[]),
    row(MEDIA, "location", ANY_NUMBER, Anything, &[]),
    row(MEDIA, "rights", ONCE, Anything, &[]),
    row(MEDIA, "scenes", ONCE, Anything, &[]),
];
