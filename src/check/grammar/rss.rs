//! The grammar of RSS 2.0, including elements from 0.91 and 0.92.

use super::{Any, Attribute, ContentModel, One, Optional, Row, optional, required, row};
use crate::check::values::Kind;
use crate::source::xml::Ns;

use ContentModel::{Elements, Nothing, Text};

const NONE: Ns = Ns::NONE;
const DAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const PROTOCOLS: &[&str] = &["xml-rpc", "soap", "http-post"];
const CATEGORY: &[Attribute] = &[optional("domain", Kind::Any)];

pub(super) static ROWS: &[Row] = &[
    row(NONE, "rss", &[("", One)], Elements, &[required("version", Kind::Any)]),
    row(NONE, "channel", &[("rss", One)], Elements, &[]),
    row(NONE, "item", &[("channel", Any)], Elements, &[]),
    row(
        NONE,
        "title",
        &[("channel", One), ("item", Optional), ("image", One), ("textInput", One)],
        Text(Kind::Plain),
        &[],
    ),
    row(
        NONE,
        "link",
        &[("channel", One), ("item", Optional), ("image", One), ("textInput", One)],
        Text(Kind::Url),
        &[],
    ),
    row(
        NONE,
        "description",
        &[("channel", One), ("image", Optional), ("textInput", One)],
        Text(Kind::Plain),
        &[],
    ),
    row(NONE, "description", &[("item", Optional)], Text(Kind::Html), &[]),
    row(NONE, "language", &[("channel", Optional)], Text(Kind::Language), &[]),
    row(NONE, "copyright", &[("channel", Optional)], Text(Kind::Plain), &[]),
    row(NONE, "managingEditor", &[("channel", Optional)], Text(Kind::Contact), &[]),
    row(NONE, "webMaster", &[("channel", Optional)], Text(Kind::Contact), &[]),
    row(NONE, "author", &[("item", Optional)], Text(Kind::Contact), &[]),
    row(NONE, "pubDate", &[("channel", Optional), ("item", Optional)], Text(Kind::Rfc822), &[]),
    row(NONE, "lastBuildDate", &[("channel", Optional)], Text(Kind::Rfc822), &[]),
    row(NONE, "category", &[("channel", Any), ("item", Any)], Text(Kind::Plain), CATEGORY),
    row(NONE, "generator", &[("channel", Optional)], Text(Kind::Plain), &[]),
    row(NONE, "docs", &[("channel", Optional)], Text(Kind::Url), &[]),
    row(NONE, "ttl", &[("channel", Optional)], Text(Kind::Positive), &[]),
    row(NONE, "rating", &[("channel", Optional)], Text(Kind::Any), &[]),
    row(
        NONE,
        "cloud",
        &[("channel", Optional)],
        Nothing,
        &[
            required("domain", Kind::Domain),
            required("port", Kind::Range(1, 65_535)),
            required("path", Kind::Any),
            required("registerProcedure", Kind::Any),
            required("protocol", Kind::OneOf(PROTOCOLS)),
        ],
    ),
    row(NONE, "image", &[("channel", Optional)], Elements, &[]),
    row(NONE, "url", &[("image", One)], Text(Kind::Url), &[]),
    row(NONE, "width", &[("image", Optional)], Text(Kind::Range(1, 144)), &[]),
    row(NONE, "height", &[("image", Optional)], Text(Kind::Range(1, 400)), &[]),
    row(NONE, "textInput", &[("channel", Optional)], Elements, &[]),
    row(NONE, "name", &[("textInput", One)], Text(Kind::NonBlank), &[]),
    row(NONE, "skipHours", &[("channel", Optional)], Elements, &[]),
    row(NONE, "hour", &[("skipHours", Any)], Text(Kind::Range(0, 24)), &[]),
    row(NONE, "skipDays", &[("channel", Optional)], Elements, &[]),
    row(NONE, "day", &[("skipDays", Any)], Text(Kind::OneOf(DAYS)), &[]),
    row(
        NONE,
        "enclosure",
        &[("item", Any)],
        Nothing,
        &[
            required("url", Kind::HttpUrl),
            required("length", Kind::Natural),
            required("type", Kind::MediaType),
        ],
    ),
    row(
        NONE,
        "guid",
        &[("item", Optional)],
        Text(Kind::Identifier),
        &[optional("isPermaLink", Kind::OneOf(&["true", "false"]))],
    ),
    row(NONE, "comments", &[("item", Optional)], Text(Kind::Url), &[]),
    row(NONE, "source", &[("item", Optional)], Text(Kind::Plain), &[required("url", Kind::Url)]),
];
