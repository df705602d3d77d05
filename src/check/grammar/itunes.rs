//! The grammar of Apple Podcasts.

use super::{Any, ContentModel, ENTRY, FEED, Optional, Row, optional, required, row};
use crate::check::values::ValueKind;
use crate::source::xml::Ns;

use ContentModel::{Elements, Nothing, Text};

const ITUNES: Ns = Ns::ITUNES;
const YES: &[&str] = &[
    "true", "false", "yes", "no", "Yes", "No", "YES", "NO", "True", "False", "clean", "Clean", "explicit",
    "Explicit",
];

pub(super) static ROWS: &[Row] = &[
    row(ITUNES, "author", &[(FEED, Optional), (ENTRY, Optional)], Text(ValueKind::Plain), &[]),
    row(ITUNES, "block", &[(FEED, Optional), (ENTRY, Optional)], Text(ValueKind::OneOf(YES)), &[]),
    row(
        ITUNES,
        "category",
        &[(FEED, Any), ("itunes:category", Any)],
        Elements,
        &[required("text", ValueKind::Any)],
    ),
    row(ITUNES, "complete", &[(FEED, Optional)], Text(ValueKind::OneOf(YES)), &[]),
    row(ITUNES, "duration", &[(ENTRY, Optional)], Text(ValueKind::Duration), &[]),
    row(ITUNES, "episode", &[(ENTRY, Optional)], Text(ValueKind::Positive), &[]),
    row(
        ITUNES,
        "episodeType",
        &[(ENTRY, Optional)],
        Text(ValueKind::OneOf(&["full", "trailer", "bonus"])),
        &[],
    ),
    row(ITUNES, "explicit", &[(FEED, Optional), (ENTRY, Optional)], Text(ValueKind::Explicit), &[]),
    row(
        ITUNES,
        "image",
        &[(FEED, Optional), (ENTRY, Optional)],
        Nothing,
        &[required("href", ValueKind::HttpUrl)],
    ),
    row(ITUNES, "isClosedCaptioned", &[(ENTRY, Optional)], Text(ValueKind::Any), &[]),
    row(ITUNES, "keywords", &[(FEED, Optional), (ENTRY, Optional)], Text(ValueKind::Plain), &[]),
    row(ITUNES, "new-feed-url", &[(FEED, Optional)], Text(ValueKind::HttpUrl), &[]),
    row(ITUNES, "order", &[(ENTRY, Optional)], Text(ValueKind::Natural), &[]),
    row(ITUNES, "owner", &[(FEED, Optional)], Elements, &[]),
    row(ITUNES, "name", &[("itunes:owner", Optional)], Text(ValueKind::Plain), &[]),
    row(ITUNES, "email", &[("itunes:owner", Optional)], Text(ValueKind::Email), &[]),
    row(ITUNES, "season", &[(ENTRY, Optional)], Text(ValueKind::Positive), &[]),
    row(ITUNES, "subtitle", &[(FEED, Optional), (ENTRY, Optional)], Text(ValueKind::Plain), &[]),
    row(ITUNES, "summary", &[(FEED, Optional), (ENTRY, Optional)], Text(ValueKind::Any), &[]),
    row(ITUNES, "title", &[(FEED, Optional), (ENTRY, Optional)], Text(ValueKind::Plain), &[]),
    row(
        ITUNES,
        "type",
        &[(FEED, Optional)],
        Text(ValueKind::OneOf(&["episodic", "serial"])),
        &[optional("rank", ValueKind::Any)],
    ),
    row(ITUNES, "applepodcastsverify", &[(FEED, Optional)], Text(ValueKind::Any), &[]),
    row(ITUNES, "link", &[(FEED, Any), (ENTRY, Any)], ContentModel::Anything, &[]),
    row(ITUNES, "pubDate", &[(FEED, Optional), (ENTRY, Optional)], Text(ValueKind::Any), &[]),
];
