//! The grammar of Podcasting 2.0.

use super::{Any, AtLeastOne, ContentModel, Optional, Row, optional, required, row};
use crate::check::registries::PODCAST_MEDIUMS;
use crate::check::values::ValueKind;
use crate::source::xml::Ns;

use ContentModel::{Anything, Elements, Nothing, Text};

const PODCAST: Ns = Ns::PODCAST;
const YES_NO: &[&str] = &["yes", "no"];

pub(super) static ROWS: &[Row] = &[
    row(PODCAST, "guid", &[("channel", Optional)], Text(ValueKind::Uuid), &[]),
    row(
        PODCAST,
        "locked",
        &[("channel", Optional)],
        Text(ValueKind::OneOf(YES_NO)),
        &[optional("owner", ValueKind::Email)],
    ),
    row(
        PODCAST,
        "transcript",
        &[("item", Any)],
        Nothing,
        &[
            required("url", ValueKind::HttpUrl),
            required("type", ValueKind::MediaType),
            optional("language", ValueKind::Language),
            optional("rel", ValueKind::Any),
        ],
    ),
    row(
        PODCAST,
        "chapters",
        &[("item", Optional)],
        Nothing,
        &[required("url", ValueKind::HttpUrl), required("type", ValueKind::MediaType)],
    ),
    row(
        PODCAST,
        "person",
        &[("channel", Any), ("item", Any)],
        Text(ValueKind::MaxBytes(128)),
        &[
            optional("role", ValueKind::Any),
            optional("group", ValueKind::Any),
            optional("img", ValueKind::HttpUrl),
            optional("href", ValueKind::HttpUrl),
        ],
    ),
    row(
        PODCAST,
        "location",
        &[("channel", Any), ("item", Any)],
        Text(ValueKind::MaxBytes(128)),
        &[
            optional("geo", ValueKind::Any),
            optional("osm", ValueKind::Any),
            optional("rel", ValueKind::Any),
            optional("country", ValueKind::Any),
        ],
    ),
    row(
        PODCAST,
        "season",
        &[("item", Optional)],
        Text(ValueKind::Natural),
        &[optional("name", ValueKind::MaxBytes(128))],
    ),
    row(
        PODCAST,
        "episode",
        &[("item", Optional)],
        Text(ValueKind::Decimal),
        &[optional("display", ValueKind::MaxBytes(32))],
    ),
    row(
        PODCAST,
        "funding",
        &[("channel", Any), ("item", Any)],
        Text(ValueKind::MaxBytes(128)),
        &[required("url", ValueKind::Uri)],
    ),
    row(PODCAST, "medium", &[("channel", Optional)], Text(ValueKind::Registered(&PODCAST_MEDIUMS)), &[]),
    row(
        PODCAST,
        "value",
        &[("channel", Any), ("item", Any)],
        Elements,
        &[
            required("type", ValueKind::NonBlank),
            required("method", ValueKind::NonBlank),
            optional("suggested", ValueKind::Decimal),
        ],
    ),
    row(
        PODCAST,
        "valueRecipient",
        &[("podcast:value", AtLeastOne), ("podcast:valueTimeSplit", Any)],
        Nothing,
        &[
            required("type", ValueKind::NonBlank),
            required("address", ValueKind::NonBlank),
            required("split", ValueKind::Natural),
            optional("name", ValueKind::Any),
            optional("customKey", ValueKind::Any),
            optional("customValue", ValueKind::Any),
            optional("fee", ValueKind::OneOf(&["true", "false"])),
        ],
    ),
    row(PODCAST, "valueTimeSplit", &[("podcast:value", Any)], Anything, &[]),
    row(
        PODCAST,
        "trailer",
        &[("channel", Any)],
        Text(ValueKind::MaxBytes(128)),
        &[
            required("url", ValueKind::HttpUrl),
            required("pubdate", ValueKind::Rfc822),
            optional("length", ValueKind::Natural),
            optional("type", ValueKind::MediaType),
            optional("season", ValueKind::Natural),
        ],
    ),
    row(
        PODCAST,
        "soundbite",
        &[("item", Any)],
        Text(ValueKind::MaxBytes(128)),
        &[required("startTime", ValueKind::Decimal), required("duration", ValueKind::Decimal)],
    ),
    row(
        PODCAST,
        "updateFrequency",
        &[("channel", Optional)],
        Text(ValueKind::MaxBytes(128)),
        &[
            optional("complete", ValueKind::OneOf(&["true", "false"])),
            optional("dtstart", ValueKind::W3cDate),
            optional("rrule", ValueKind::NonBlank),
        ],
    ),
    row(
        PODCAST,
        "block",
        &[("channel", Any)],
        Text(ValueKind::OneOf(YES_NO)),
        &[optional("id", ValueKind::NonBlank)],
    ),
    row(
        PODCAST,
        "alternateEnclosure",
        &[("item", Any)],
        Elements,
        &[
            required("type", ValueKind::MediaType),
            optional("length", ValueKind::Natural),
            optional("bitrate", ValueKind::Decimal),
            optional("height", ValueKind::Natural),
            optional("lang", ValueKind::Language),
            optional("title", ValueKind::MaxBytes(32)),
            optional("rel", ValueKind::MaxBytes(32)),
            optional("codecs", ValueKind::Any),
            optional("default", ValueKind::OneOf(&["true", "false"])),
        ],
    ),
    row(
        PODCAST,
        "source",
        &[("podcast:alternateEnclosure", AtLeastOne)],
        Nothing,
        &[required("uri", ValueKind::Uri), optional("contentType", ValueKind::MediaType)],
    ),
    row(
        PODCAST,
        "integrity",
        &[("podcast:alternateEnclosure", Optional)],
        Nothing,
        &[
            required("type", ValueKind::OneOf(&["sri", "pgp-signature"])),
            required("value", ValueKind::NonBlank),
        ],
    ),
    row(
        PODCAST,
        "txt",
        &[("channel", Any), ("item", Any)],
        Text(ValueKind::MaxBytes(4000)),
        &[optional("purpose", ValueKind::MaxBytes(128))],
    ),
    row(
        PODCAST,
        "podping",
        &[("channel", Optional)],
        Nothing,
        &[optional("usesPodping", ValueKind::OneOf(&["true", "false"]))],
    ),
    row(
        PODCAST,
        "images",
        &[("channel", Optional), ("item", Optional)],
        Nothing,
        &[required("srcset", ValueKind::NonBlank)],
    ),
];
