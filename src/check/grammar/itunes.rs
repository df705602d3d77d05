//! The grammar of Apple Podcasts.

use super::{Any, ContentModel, ENTRY, FEED, Optional, Row, optional, required, row};
use crate::check::values::Kind;
use crate::source::xml::Ns;

use ContentModel::{Elements, Nothing, Text};

const ITUNES: Ns = Ns::ITUNES;
const YES: &[&str] = &[
    "true", "false", "yes", "no", "Yes", "No", "YES", "NO", "True", "False", "clean", "Clean", "explicit",
    "Explicit",
];

pub(super) static ROWS: &[Row] = &[
    row(ITUNES, "author", &[(FEED, Optional), (ENTRY, Optional)], Text(Kind::Plain), &[]),
    row(ITUNES, "block", &[(FEED, Optional), (ENTRY, Optional)], Text(Kind::OneOf(YES)), &[]),
    row(
        ITUNES,
        "category",
        &[(FEED, Any), ("itunes:category", Any)],
        Elements,
        &[required("text", Kind::Any)],
    ),
    row(ITUNES, "complete", &[(FEED, Optional)], Text(Kind::OneOf(YES)), &[]),
    row(ITUNES, "duration", &[(ENTRY, Optional)], Text(Kind::Duration), &[]),
    row(ITUNES, "episode", &[(ENTRY, Optional)], Text(Kind::Positive), &[]),
    row(ITUNES, "episodeType", &[(ENTRY, Optional)], Text(Kind::OneOf(&["full", "trailer", "bonus"])), &[]),
    row(ITUNES, "explicit", &[(FEED, Optional), (ENTRY, Optional)], Text(Kind::Explicit), &[]),
    row(ITUNES, "image", &[(FEED, Optional), (ENTRY, Optional)], Nothing, &[required("href", Kind::HttpUrl)]),
    row(ITUNES, "isClosedCaptioned", &[(ENTRY, Optional)], Text(Kind::Any), &[]),
    row(ITUNES, "keywords", &[(FEED, Optional), (ENTRY, Optional)], Text(Kind::Plain), &[]),
    row(ITUNES, "new-feed-url", &[(FEED, Optional)], Text(Kind::HttpUrl), &[]),
    row(ITUNES, "order", &[(ENTRY, Optional)], Text(Kind::Natural), &[]),
    row(ITUNES, "owner", &[(FEED, Optional)], Elements, &[]),
    row(ITUNES, "name", &[("itunes:owner", Optional)], Text(Kind::Plain), &[]),
    row(ITUNES, "email", &[("itunes:owner", Optional)], Text(Kind::Email), &[]),
    row(ITUNES, "season", &[(ENTRY, Optional)], Text(Kind::Positive), &[]),
    row(ITUNES, "subtitle", &[(FEED, Optional), (ENTRY, Optional)], Text(Kind::Plain), &[]),
    row(ITUNES, "summary", &[(FEED, Optional), (ENTRY, Optional)], Text(Kind::Any), &[]),
    row(ITUNES, "title", &[(FEED, Optional), (ENTRY, Optional)], Text(Kind::Plain), &[]),
    row(
        ITUNES,
        "type",
        &[(FEED, Optional)],
        Text(Kind::OneOf(&["episodic", "serial"])),
        &[optional("rank", Kind::Any)],
    ),
    row(ITUNES, "applepodcastsverify", &[(FEED, Optional)], Text(Kind::Any), &[]),
    row(ITUNES, "link", &[(FEED, Any), (ENTRY, Any)], ContentModel::Anything, &[]),
    row(ITUNES, "pubDate", &[(FEED, Optional), (ENTRY, Optional)], Text(Kind::Any), &[]),
];
