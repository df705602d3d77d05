//! Media RSS.

use super::{Any, Attribute, ENTRY, FEED, Holds, Optional, Row, may, needs, row};
use crate::check::values::Kind;
use crate::source::xml::Ns;

use super::Times;
use Holds::{Anything, Elements, Nothing, Text};

const MEDIA: Ns = Ns::MEDIA;
const ONCE: &[(&str, Times)] = &[
    ("channel", Optional),
    ("atom:feed", Optional),
    ("item", Optional),
    ("atom:entry", Optional),
    ("media:group", Optional),
    ("media:content", Optional),
];
const OFTEN: &[(&str, Times)] = &[
    ("channel", Any),
    ("atom:feed", Any),
    ("item", Any),
    ("atom:entry", Any),
    ("media:group", Any),
    ("media:content", Any),
];
const TYPE: Attribute = may("type", Kind::OneOf(&["plain", "html"]));

pub(super) static ROWS: &[Row] = &[
    row(MEDIA, "group", &[(FEED, Any), (ENTRY, Any)], Elements, &[]),
    row(
        MEDIA,
        "content",
        &[(FEED, Any), (ENTRY, Any), ("media:group", Any)],
        Elements,
        &[
            may("url", Kind::Uri),
            may("fileSize", Kind::Natural),
            may("type", Kind::MediaType),
            may("medium", Kind::OneOf(&["image", "audio", "video", "document", "executable"])),
            may("isDefault", Kind::OneOf(&["true", "false"])),
            may("expression", Kind::OneOf(&["sample", "full", "nonstop"])),
            may("bitrate", Kind::Decimal),
            may("framerate", Kind::Decimal),
            may("samplingrate", Kind::Decimal),
            may("channels", Kind::Natural),
            may("duration", Kind::Decimal),
            may("height", Kind::Positive),
            may("width", Kind::Positive),
            may("lang", Kind::Language),
        ],
    ),
    row(MEDIA, "adult", ONCE, Text(Kind::OneOf(&["true", "false"])), &[]),
    row(MEDIA, "rating", OFTEN, Text(Kind::Any), &[may("scheme", Kind::Uri)]),
    row(MEDIA, "title", ONCE, Text(Kind::Any), &[TYPE]),
    row(MEDIA, "description", ONCE, Text(Kind::Any), &[TYPE]),
    row(MEDIA, "keywords", ONCE, Text(Kind::Plain), &[]),
    row(
        MEDIA,
        "thumbnail",
        OFTEN,
        Nothing,
        &[
            needs("url", Kind::Uri),
            may("height", Kind::Positive),
            may("width", Kind::Positive),
            may("time", Kind::PlayTime),
        ],
    ),
    row(MEDIA, "category", OFTEN, Text(Kind::Any), &[may("scheme", Kind::Uri), may("label", Kind::Plain)]),
    row(MEDIA, "hash", OFTEN, Text(Kind::Any), &[may("algo", Kind::OneOf(&["md5", "sha-1"]))]),
    row(
        MEDIA,
        "player",
        ONCE,
        Nothing,
        &[needs("url", Kind::Uri), may("height", Kind::Positive), may("width", Kind::Positive)],
    ),
    row(MEDIA, "credit", OFTEN, Text(Kind::Plain), &[may("role", Kind::Any), may("scheme", Kind::Uri)]),
    row(MEDIA, "copyright", ONCE, Text(Kind::Plain), &[may("url", Kind::Uri)]),
    row(
        MEDIA,
        "text",
        OFTEN,
        Text(Kind::Any),
        &[TYPE, may("lang", Kind::Language), may("start", Kind::PlayTime), may("end", Kind::PlayTime)],
    ),
    row(
        MEDIA,
        "restriction",
        OFTEN,
        Text(Kind::Any),
        &[
            needs("relationship", Kind::OneOf(&["allow", "deny"])),
            may("type", Kind::OneOf(&["country", "uri", "sharing"])),
        ],
    ),
    row(MEDIA, "community", ONCE, Anything, &[]),
    row(MEDIA, "comments", ONCE, Anything, &[]),
    row(MEDIA, "embed", ONCE, Anything, &[]),
    row(MEDIA, "responses", ONCE, Anything, &[]),
    row(MEDIA, "backLinks", ONCE, Anything, &[]),
    row(MEDIA, "status", ONCE, Anything, &[]),
    row(MEDIA, "price", OFTEN, Anything, &[]),
    row(MEDIA, "license", OFTEN, Anything, &[]),
    row(MEDIA, "subTitle", OFTEN, Anything, &[]),
    row(MEDIA, "peerLink", OFTEN, Anything, &[]),
    row(MEDIA, "location", OFTEN, Anything, &[]),
    row(MEDIA, "rights", ONCE, Anything, &[]),
    row(MEDIA, "scenes", ONCE, Anything, &[]),
];
