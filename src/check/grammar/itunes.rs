//! Apple Podcasts.

use super::{Any, Holds, One, Optional, Row, may, needs, row};
use crate::check::namespace::Ns;
use crate::check::values::Kind;

use Holds::{Elements, Nothing, Text};

const ITUNES: Ns = Ns::ITUNES;
const YES: &[&str] =
    &["Yes", "No", "yes", "no", "YES", "NO", "true", "false", "True", "False", "clean", "explicit"];

pub(super) static ROWS: &[Row] = &[
    row(ITUNES, "author", &[("channel", Optional), ("item", Optional)], Text(Kind::Plain), &[]),
    row(ITUNES, "block", &[("channel", Optional), ("item", Optional)], Text(Kind::OneOf(YES)), &[]),
    row(
        ITUNES,
        "category",
        &[("channel", Any), ("itunes:category", Any)],
        Elements,
        &[needs("text", Kind::Any)],
    ),
    row(ITUNES, "complete", &[("channel", Optional)], Text(Kind::OneOf(YES)), &[]),
    row(ITUNES, "duration", &[("item", Optional)], Text(Kind::Duration), &[]),
    row(ITUNES, "episode", &[("item", Optional)], Text(Kind::Positive), &[]),
    row(ITUNES, "episodeType", &[("item", Optional)], Text(Kind::OneOf(&["full", "trailer", "bonus"])), &[]),
    row(
        ITUNES,
        "explicit",
        &[("channel", Optional), ("item", Optional)],
        Text(Kind::OneOf(&["true", "false", "yes", "no", "clean", "explicit"])),
        &[],
    ),
    row(
        ITUNES,
        "image",
        &[("channel", Optional), ("item", Optional)],
        Nothing,
        &[needs("href", Kind::HttpUrl)],
    ),
    row(ITUNES, "isClosedCaptioned", &[("item", Optional)], Text(Kind::Any), &[]),
    row(ITUNES, "keywords", &[("channel", Optional), ("item", Optional)], Text(Kind::Plain), &[]),
    row(ITUNES, "new-feed-url", &[("channel", Optional)], Text(Kind::HttpUrl), &[]),
    row(ITUNES, "order", &[("item", Optional)], Text(Kind::Natural), &[]),
    row(ITUNES, "owner", &[("channel", Optional)], Elements, &[]),
    row(ITUNES, "name", &[("itunes:owner", Optional)], Text(Kind::Plain), &[]),
    row(ITUNES, "email", &[("itunes:owner", One)], Text(Kind::Email), &[]),
    row(ITUNES, "season", &[("item", Optional)], Text(Kind::Positive), &[]),
    row(ITUNES, "subtitle", &[("channel", Optional), ("item", Optional)], Text(Kind::Plain), &[]),
    row(ITUNES, "summary", &[("channel", Optional), ("item", Optional)], Text(Kind::Any), &[]),
    row(ITUNES, "title", &[("channel", Optional), ("item", Optional)], Text(Kind::Plain), &[]),
    row(
        ITUNES,
        "type",
        &[("channel", Optional)],
        Text(Kind::OneOf(&["episodic", "serial"])),
        &[may("rank", Kind::Any)],
    ),
    row(ITUNES, "applepodcastsverify", &[("channel", Optional)], Text(Kind::Any), &[]),
];
