//! The grammar of Media RSS.

use super::{Any, Attribute, ContentModel, ENTRY, FEED, Optional, Row, optional, required, row};
use crate::check::values::Kind;
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
const TYPE: Attribute = optional("type", Kind::OneOf(&["plain", "html"]));

pub(super) static ROWS: &[Row] = &[
    row(MEDIA, "group", &[(FEED, Any), (ENTRY, Any)], Elements, &[]),
    row(
        MEDIA,
        "content",
        &[(FEED, Any), (ENTRY, Any), ("media:group", Any)],
        Elements,
        &[
            optional("url", Kind::Url),
            optional("fileSize", Kind::Natural),
            optional("type", Kind::MediaType),
            optional("medium", Kind::OneOf(&["image", "audio", "video", "document", "executable"])),
            optional("isDefault", Kind::OneOf(&["true", "false"])),
            optional("expression", Kind::OneOf(&["sample", "full", "nonstop"])),
            optional("bitrate", Kind::Decimal),
            optional("framerate", Kind::Decimal),
            optional("samplingrate", Kind::Decimal),
            optional("channels", Kind::Natural),
            optional("duration", Kind::Decimal),
            optional("height", Kind::Positive),
            optional("width", Kind::Positive),
            optional("lang", Kind::Language),
        ],
    ),
    row(MEDIA, "adult", ONCE, Text(Kind::OneOf(&["true", "false"])), &[]),
    row(MEDIA, "rating", ANY_NUMBER, Text(Kind::Any), &[optional("scheme", Kind::Uri)]),
    row(MEDIA, "title", ONCE, Text(Kind::Any), &[TYPE]),
    row(MEDIA, "description", ONCE, Text(Kind::Any), &[TYPE]),
    row(MEDIA, "keywords", ONCE, Text(Kind::Plain), &[]),
    row(
        MEDIA,
        "thumbnail",
        ANY_NUMBER,
        Nothing,
        &[
            required("url", Kind::Url),
            optional("height", Kind::Positive),
            optional("width", Kind::Positive),
            optional("time", Kind::PlayTime),
        ],
    ),
    row(
        MEDIA,
        "category",
        ANY_NUMBER,
        Text(Kind::Any),
        &[optional("scheme", Kind::Uri), optional("label", Kind::Plain)],
    ),
    row(MEDIA, "hash", ANY_NUMBER, Text(Kind::Any), &[optional("algo", Kind::OneOf(&["md5", "sha-1"]))]),
    row(
        MEDIA,
        "player",
        ONCE,
        Nothing,
        &[required("url", Kind::Url), optional("height", Kind::Positive), optional("width", Kind::Positive)],
    ),
    row(
        MEDIA,
        "credit",
        ANY_NUMBER,
        Text(Kind::Plain),
        &[optional("role", Kind::Any), optional("scheme", Kind::Uri)],
    ),
    row(MEDIA, "copyright", ONCE, Text(Kind::Plain), &[optional("url", Kind::Uri)]),
    row(
        MEDIA,
        "text",
        ANY_NUMBER,
        Text(Kind::Any),
        &[
            TYPE,
            optional("lang", Kind::Language),
            optional("start", Kind::PlayTime),
            optional("end", Kind::PlayTime),
        ],
    ),
    row(
        MEDIA,
        "restriction",
        ANY_NUMBER,
        Text(Kind::Any),
        &[
            required("relationship", Kind::OneOf(&["allow", "deny"])),
            optional("type", Kind::OneOf(&["country", "uri", "sharing"])),
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
