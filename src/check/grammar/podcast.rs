//! The grammar of Podcasting 2.0.

use super::{Any, AtLeastOne, ContentModel, Optional, Row, optional, required, row};
use crate::check::registries::PODCAST_MEDIUMS;
use crate::check::values::Kind;
use crate::source::xml::Ns;

use ContentModel::{Anything, Elements, Nothing, Text};

const PODCAST: Ns = Ns::PODCAST;
const YES_NO: &[&str] = &["yes", "no"];

pub(super) static ROWS: &[Row] = &[
    row(PODCAST, "guid", &[("channel", Optional)], Text(Kind::Uuid), &[]),
    row(
        PODCAST,
        "locked",
        &[("channel", Optional)],
        Text(Kind::OneOf(YES_NO)),
        &[optional("owner", Kind::Email)],
    ),
    row(
        PODCAST,
        "transcript",
        &[("item", Any)],
        Nothing,
        &[
            required("url", Kind::HttpUrl),
            required("type", Kind::MediaType),
            optional("language", Kind::Language),
            optional("rel", Kind::Any),
        ],
    ),
    row(
        PODCAST,
        "chapters",
        &[("item", Optional)],
        Nothing,
        &[required("url", Kind::HttpUrl), required("type", Kind::MediaType)],
    ),
    row(
        PODCAST,
        "person",
        &[("channel", Any), ("item", Any)],
        Text(Kind::MaxBytes(128)),
        &[
            optional("role", Kind::Any),
            optional("group", Kind::Any),
            optional("img", Kind::HttpUrl),
            optional("href", Kind::HttpUrl),
        ],
    ),
    row(
        PODCAST,
        "location",
        &[("channel", Any), ("item", Any)],
        Text(Kind::MaxBytes(128)),
        &[
            optional("geo", Kind::Any),
            optional("osm", Kind::Any),
            optional("rel", Kind::Any),
            optional("country", Kind::Any),
        ],
    ),
    row(
        PODCAST,
        "season",
        &[("item", Optional)],
        Text(Kind::Natural),
        &[optional("name", Kind::MaxBytes(128))],
    ),
    row(
        PODCAST,
        "episode",
        &[("item", Optional)],
        Text(Kind::Decimal),
        &[optional("display", Kind::MaxBytes(32))],
    ),
    row(
        PODCAST,
        "funding",
        &[("channel", Any), ("item", Any)],
        Text(Kind::MaxBytes(128)),
        &[required("url", Kind::Uri)],
    ),
    row(PODCAST, "medium", &[("channel", Optional)], Text(Kind::Registered(&PODCAST_MEDIUMS)), &[]),
    row(
        PODCAST,
        "value",
        &[("channel", Any), ("item", Any)],
        Elements,
        &[
            required("type", Kind::NonBlank),
            required("method", Kind::NonBlank),
            optional("suggested", Kind::Decimal),
        ],
    ),
    row(
        PODCAST,
        "valueRecipient",
        &[("podcast:value", AtLeastOne), ("podcast:valueTimeSplit", Any)],
        Nothing,
        &[
            required("type", Kind::NonBlank),
            required("address", Kind::NonBlank),
            required("split", Kind::Natural),
            optional("name", Kind::Any),
            optional("customKey", Kind::Any),
            optional("customValue", Kind::Any),
            optional("fee", Kind::OneOf(&["true", "false"])),
        ],
    ),
    row(PODCAST, "valueTimeSplit", &[("podcast:value", Any)], Anything, &[]),
    row(
        PODCAST,
        "trailer",
        &[("channel", Any)],
        Text(Kind::MaxBytes(128)),
        &[
            required("url", Kind::HttpUrl),
            required("pubdate", Kind::Rfc822),
            optional("length", Kind::Natural),
            optional("type", Kind::MediaType),
            optional("season", Kind::Natural),
        ],
    ),
    row(
        PODCAST,
        "soundbite",
        &[("item", Any)],
        Text(Kind::MaxBytes(128)),
        &[required("startTime", Kind::Decimal), required("duration", Kind::Decimal)],
    ),
    row(
        PODCAST,
        "updateFrequency",
        &[("channel", Optional)],
        Text(Kind::MaxBytes(128)),
        &[
            optional("complete", Kind::OneOf(&["true", "false"])),
            optional("dtstart", Kind::W3cDate),
            optional("rrule", Kind::NonBlank),
        ],
    ),
    row(PODCAST, "block", &[("channel", Any)], Text(Kind::OneOf(YES_NO)), &[optional("id", Kind::NonBlank)]),
    row(
        PODCAST,
        "alternateEnclosure",
        &[("item", Any)],
        Elements,
        &[
            required("type", Kind::MediaType),
            optional("length", Kind::Natural),
            optional("bitrate", Kind::Decimal),
            optional("height", Kind::Natural),
            optional("lang", Kind::Language),
            optional("title", Kind::MaxBytes(32)),
            optional("rel", Kind::MaxBytes(32)),
            optional("codecs", Kind::Any),
            optional("default", Kind::OneOf(&["true", "false"])),
        ],
    ),
    row(
        PODCAST,
        "source",
        &[("podcast:alternateEnclosure", AtLeastOne)],
        Nothing,
        &[required("uri", Kind::Uri), optional("contentType", Kind::MediaType)],
    ),
    row(
        PODCAST,
        "integrity",
        &[("podcast:alternateEnclosure", Optional)],
        Nothing,
        &[required("type", Kind::OneOf(&["sri", "pgp-signature"])), required("value", Kind::NonBlank)],
    ),
    row(
        PODCAST,
        "txt",
        &[("channel", Any), ("item", Any)],
        Text(Kind::MaxBytes(4000)),
        &[optional("purpose", Kind::MaxBytes(128))],
    ),
    row(
        PODCAST,
        "podping",
        &[("channel", Optional)],
        Nothing,
        &[optional("usesPodping", Kind::OneOf(&["true", "false"]))],
    ),
    row(
        PODCAST,
        "images",
        &[("channel", Optional), ("item", Optional)],
        Nothing,
        &[required("srcset", Kind::NonBlank)],
    ),
];
