//! Podcasting 2.0.

use super::{Any, AtLeastOne, Holds, Optional, Row, may, needs, row};
use crate::check::registries::PODCAST_MEDIUMS;
use crate::check::values::Kind;
use crate::source::xml::Ns;

use Holds::{Anything, Elements, Nothing, Text};

const PODCAST: Ns = Ns::PODCAST;
const YES_NO: &[&str] = &["yes", "no"];

pub(super) static ROWS: &[Row] = &[
    row(PODCAST, "guid", &[("channel", Optional)], Text(Kind::Uuid), &[]),
    row(PODCAST, "locked", &[("channel", Optional)], Text(Kind::OneOf(YES_NO)), &[may("owner", Kind::Email)]),
    row(
        PODCAST,
        "transcript",
        &[("item", Any)],
        Nothing,
        &[
            needs("url", Kind::HttpUrl),
            needs("type", Kind::MediaType),
            may("language", Kind::Language),
            may("rel", Kind::Any),
        ],
    ),
    row(
        PODCAST,
        "chapters",
        &[("item", Optional)],
        Nothing,
        &[needs("url", Kind::HttpUrl), needs("type", Kind::MediaType)],
    ),
    row(
        PODCAST,
        "person",
        &[("channel", Any), ("item", Any)],
        Text(Kind::AtMost(128)),
        &[
            may("role", Kind::Any),
            may("group", Kind::Any),
            may("img", Kind::HttpUrl),
            may("href", Kind::HttpUrl),
        ],
    ),
    row(
        PODCAST,
        "location",
        &[("channel", Any), ("item", Any)],
        Text(Kind::AtMost(128)),
        &[may("geo", Kind::Any), may("osm", Kind::Any), may("rel", Kind::Any), may("country", Kind::Any)],
    ),
    row(PODCAST, "season", &[("item", Optional)], Text(Kind::Natural), &[may("name", Kind::AtMost(128))]),
    row(PODCAST, "episode", &[("item", Optional)], Text(Kind::Decimal), &[may("display", Kind::AtMost(32))]),
    row(
        PODCAST,
        "funding",
        &[("channel", Any), ("item", Any)],
        Text(Kind::AtMost(128)),
        &[needs("url", Kind::Uri)],
    ),
    row(PODCAST, "medium", &[("channel", Optional)], Text(Kind::Registered(&PODCAST_MEDIUMS)), &[]),
    row(
        PODCAST,
        "value",
        &[("channel", Any), ("item", Any)],
        Elements,
        &[needs("type", Kind::Filled), needs("method", Kind::Filled), may("suggested", Kind::Decimal)],
    ),
    row(
        PODCAST,
        "valueRecipient",
        &[("podcast:value", AtLeastOne), ("podcast:valueTimeSplit", Any)],
        Nothing,
        &[
            needs("type", Kind::Filled),
            needs("address", Kind::Filled),
            needs("split", Kind::Natural),
            may("name", Kind::Any),
            may("customKey", Kind::Any),
            may("customValue", Kind::Any),
            may("fee", Kind::OneOf(&["true", "false"])),
        ],
    ),
    row(PODCAST, "valueTimeSplit", &[("podcast:value", Any)], Anything, &[]),
    row(
        PODCAST,
        "trailer",
        &[("channel", Any)],
        Text(Kind::AtMost(128)),
        &[
            needs("url", Kind::HttpUrl),
            needs("pubdate", Kind::Rfc822),
            may("length", Kind::Natural),
            may("type", Kind::MediaType),
            may("season", Kind::Natural),
        ],
    ),
    row(
        PODCAST,
        "soundbite",
        &[("item", Any)],
        Text(Kind::AtMost(128)),
        &[needs("startTime", Kind::Decimal), needs("duration", Kind::Decimal)],
    ),
    row(
        PODCAST,
        "updateFrequency",
        &[("channel", Optional)],
        Text(Kind::AtMost(128)),
        &[
            may("complete", Kind::OneOf(&["true", "false"])),
            may("dtstart", Kind::Rfc3339),
            may("rrule", Kind::Filled),
        ],
    ),
    row(PODCAST, "block", &[("channel", Any)], Text(Kind::OneOf(YES_NO)), &[may("id", Kind::Filled)]),
    row(
        PODCAST,
        "alternateEnclosure",
        &[("item", Any)],
        Elements,
        &[
            needs("type", Kind::MediaType),
            may("length", Kind::Natural),
            may("bitrate", Kind::Decimal),
            may("height", Kind::Natural),
            may("lang", Kind::Language),
            may("title", Kind::AtMost(32)),
            may("rel", Kind::AtMost(32)),
            may("codecs", Kind::Any),
            may("default", Kind::OneOf(&["true", "false"])),
        ],
    ),
    row(
        PODCAST,
        "source",
        &[("podcast:alternateEnclosure", AtLeastOne)],
        Nothing,
        &[needs("uri", Kind::Uri), may("contentType", Kind::MediaType)],
    ),
    row(
        PODCAST,
        "integrity",
        &[("podcast:alternateEnclosure", Optional)],
        Nothing,
        &[needs("type", Kind::OneOf(&["sri", "pgp-signature"])), needs("value", Kind::Filled)],
    ),
    row(
        PODCAST,
        "txt",
        &[("channel", Any), ("item", Any)],
        Text(Kind::AtMost(4000)),
        &[may("purpose", Kind::AtMost(128))],
    ),
    row(
        PODCAST,
        "podping",
        &[("channel", Optional)],
        Nothing,
        &[may("usesPodping", Kind::OneOf(&["true", "false"]))],
    ),
    row(
        PODCAST,
        "images",
        &[("channel", Optional), ("item", Optional)],
        Nothing,
        &[needs("srcset", Kind::Filled)],
    ),
];
