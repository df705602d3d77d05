//! The grammar of RSS 2.0, including elements from 0.91 and 0.92.

use super::{Any, Attribute, ContentModel, One, Optional, Row, optional, required, row};
use crate::check::values::ValueKind;
use crate::source::xml::Ns;

use ContentModel::{Elements, Nothing, Text};

const NONE: Ns = Ns::NONE;
const DAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const PROTOCOLS: &[&str] = &["xml-rpc", "soap", "http-post"];
const CATEGORY: &[Attribute] = &[optional("domain", ValueKind::Any)];

pub(super) static ROWS: &[Row] = &[
    row(NONE, "rss", &[("", One)], Elements, &[required("version", ValueKind::Any)]),
    row(NONE, "channel", &[("rss", One)], Elements, &[]),
    row(NONE, "item", &[("channel", Any)], Elements, &[]),
    row(
        NONE,
        "title",
        &[("channel", One), ("item", Optional), ("image", One), ("textInput", One)],
        Text(ValueKind::Plain),
        &[],
    ),
    row(
        NONE,
        "link",
        &[("channel", One), ("item", Optional), ("image", One), ("textInput", One)],
        Text(ValueKind::Url),
        &[],
    ),
    row(
        NONE,
        "description",
        &[("channel", One), ("image", Optional), ("textInput", One)],
        Text(ValueKind::Plain),
        &[],
    ),
    row(NONE, "description", &[("item", Optional)], Text(ValueKind::Html), &[]),
    row(NONE, "language", &[("channel", Optional)], Text(ValueKind::Language), &[]),
    row(NONE, "copyright", &[("channel", Optional)], Text(ValueKind::Plain), &[]),
    row(NONE, "managingEditor", &[("channel", Optional)], Text(ValueKind::Contact), &[]),
    row(NONE, "webMaster", &[("channel", Optional)], Text(ValueKind::Contact), &[]),
    row(NONE, "author", &[("item", Optional)], Text(ValueKind::Contact), &[]),
    row(NONE, "pubDate", &[("channel", Optional), ("item", Optional)], Text(ValueKind::Rfc822), &[]),
    row(NONE, "lastBuildDate", &[("channel", Optional)], Text(ValueKind::Rfc822), &[]),
    row(NONE, "category", &[("channel", Any), ("item", Any)], Text(ValueKind::Plain), CATEGORY),
    row(NONE, "generator", &[("channel", Optional)], Text(ValueKind::Plain), &[]),
    row(NONE, "docs", &[("channel", Optional)], Text(ValueKind::Url), &[]),
    row(NONE, "ttl", &[("channel", Optional)], Text(ValueKind::Positive), &[]),
    row(NONE, "rating", &[("channel", Optional)], Text(ValueKind::Any), &[]),
    row(
        NONE,
        "cloud",
        &[("channel", Optional)],
        Nothing,
        &[
            required("domain", ValueKind::Domain),
            required("port", ValueKind::Range(1, 65_535)),
            required("path", ValueKind::Any),
            required("registerProcedure", ValueKind::Any),
            required("protocol", ValueKind::OneOf(PROTOCOLS)),
        ],
    ),
    row(NONE, "image", &[("channel", Optional)], Elements, &[]),
    row(NONE, "url", &[("image", One)], Text(ValueKind::Url), &[]),
    row(NONE, "width", &[("image", Optional)], Text(ValueKind::Range(1, 144)), &[]),
    row(NONE, "height", &[("image", Optional)], Text(ValueKind::Range(1, 400)), &[]),
    row(NONE, "textInput", &[("channel", Optional)], Elements, &[]),
    row(NONE, "name", &[("textInput", One)], Text(ValueKind::NonBlank), &[]),
    row(NONE, "skipHours", &[("channel", Optional)], Elements, &[]),
    row(NONE, "hour", &[("skipHours", Any)], Text(ValueKind::Range(0, 24)), &[]),
    row(NONE, "skipDays", &[("channel", Optional)], Elements, &[]),
    row(NONE, "day", &[("skipDays", Any)], Text(ValueKind::OneOf(DAYS)), &[]),
    row(
        NONE,
        "enclosure",
        &[("item", Any)],
        Nothing,
        &[
            required("url", ValueKind::HttpUrl),
            required("length", ValueKind::Natural),
            required("type", ValueKind::MediaType),
        ],
    ),
    row(
        NONE,
        "guid",
        &[("item", Optional)],
        Text(ValueKind::Identifier),
        &[optional("isPermaLink", ValueKind::OneOf(&["true", "false"]))],
    ),
    row(NONE, "comments", &[("item", Optional)], Text(ValueKind::Url), &[]),
    row(NONE, "source", &[("item", Optional)], Text(ValueKind::Plain), &[required("url", ValueKind::Url)]),
];
