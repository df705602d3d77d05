//! The grammar of modules: Dublin Core, content, comments, places, licenses, update frequencies.

use super::{Any, ContentModel, ENTRY, FEED, Occurrence, Optional, Row, optional, required, row};
use crate::check::values::ValueKind;
use crate::source::xml::Ns;

use ContentModel::{Anything, Elements, Nothing, Text};

const ANY_NUMBER: &[(&str, Occurrence)] =
    &[(FEED, Any), (ENTRY, Any), ("image", Any), ("textInput", Any), ("atom:source", Any)];
const ONCE: &[(&str, Occurrence)] = &[
    (FEED, Optional),
    (ENTRY, Optional),
    ("image", Optional),
    ("textInput", Optional),
    ("atom:source", Optional),
];
const PLACES: &[(&str, Occurrence)] = &[(FEED, Any), (ENTRY, Any), ("media:location", Any)];

pub(super) static ROWS: &[Row] = &[
    row(Ns::CONTENT, "encoded", &[(ENTRY, Optional)], Text(ValueKind::Html), &[]),
    row(Ns::CONTENT, "items", &[("channel", Optional), ("item", Optional)], Anything, &[]),
    row(Ns::XHTML, "body", &[("item", Optional)], Anything, &[]),
    row(Ns::DC, "title", ANY_NUMBER, Text(ValueKind::Plain), &[]),
    row(Ns::DC, "creator", ANY_NUMBER, Text(ValueKind::Plain), &[]),
    row(Ns::DC, "subject", ANY_NUMBER, Text(ValueKind::Plain), &[]),
    row(Ns::DC, "description", ANY_NUMBER, Text(ValueKind::Any), &[]),
    row(Ns::DC, "publisher", ANY_NUMBER, Text(ValueKind::Plain), &[]),
    row(Ns::DC, "contributor", ANY_NUMBER, Text(ValueKind::Plain), &[]),
    row(
        Ns::DC,
        "date",
        &[(FEED, Optional), (ENTRY, Any), ("atom:source", Optional)],
        Text(ValueKind::W3cDate),
        &[],
    ),
    row(Ns::DC, "type", ANY_NUMBER, Text(ValueKind::Any), &[]),
    row(Ns::DC, "format", ANY_NUMBER, Text(ValueKind::Any), &[]),
    row(Ns::DC, "identifier", ANY_NUMBER, Text(ValueKind::Any), &[]),
    row(Ns::DC, "source", ANY_NUMBER, Text(ValueKind::Any), &[]),
    row(Ns::DC, "language", ONCE, Text(ValueKind::Language), &[]),
    row(Ns::DC, "relation", ANY_NUMBER, Text(ValueKind::Any), &[]),
    row(Ns::DC, "coverage", ANY_NUMBER, Text(ValueKind::Any), &[]),
    row(Ns::DC, "rights", ANY_NUMBER, Text(ValueKind::Any), &[]),
    row(Ns::DCTERMS, "created", ONCE, Text(ValueKind::W3cDate), &[]),
    row(Ns::DCTERMS, "issued", ONCE, Text(ValueKind::W3cDate), &[]),
    row(Ns::DCTERMS, "modified", ONCE, Text(ValueKind::W3cDate), &[]),
    row(Ns::SLASH, "comments", &[(ENTRY, Optional)], Text(ValueKind::Natural), &[]),
    row(Ns::SLASH, "section", &[(ENTRY, Optional)], Text(ValueKind::Plain), &[]),
    row(Ns::SLASH, "department", &[(ENTRY, Optional)], Text(ValueKind::Plain), &[]),
    row(Ns::SLASH, "hit_parade", &[(ENTRY, Optional)], Text(ValueKind::Naturals), &[]),
    row(Ns::WFW, "comment", &[(ENTRY, Optional)], Text(ValueKind::Url), &[]),
    // The wrong case is reported by a rule.
    row(Ns::WFW, "commentRSS", &[(ENTRY, Optional)], Text(ValueKind::Url), &[]),
    row(Ns::WFW, "commentRss", &[(ENTRY, Optional)], Text(ValueKind::Url), &[]),
    row(
        Ns::SY,
        "updatePeriod",
        &[(FEED, Optional)],
        Text(ValueKind::OneOf(&["hourly", "daily", "weekly", "monthly", "yearly"])),
        &[],
    ),
    row(Ns::SY, "updateFrequency", &[(FEED, Optional)], Text(ValueKind::Positive), &[]),
    row(Ns::SY, "updateBase", &[(FEED, Optional)], Text(ValueKind::W3cDate), &[]),
    row(Ns::GEORSS, "point", PLACES, Text(ValueKind::Points(1)), &[]),
    row(Ns::GEORSS, "line", PLACES, Text(ValueKind::Points(2)), &[]),
    row(Ns::GEORSS, "polygon", PLACES, Text(ValueKind::Points(4)), &[]),
    row(Ns::GEORSS, "box", PLACES, Text(ValueKind::Points(2)), &[]),
    row(Ns::GEORSS, "circle", PLACES, Text(ValueKind::Any), &[]),
    row(Ns::GEORSS, "elev", PLACES, Text(ValueKind::Any), &[]),
    row(Ns::GEORSS, "floor", PLACES, Text(ValueKind::Any), &[]),
    row(Ns::GEORSS, "radius", PLACES, Text(ValueKind::Any), &[]),
    // The names have capitals in the documentation, and none in the schema.
    row(Ns::GEORSS, "featuretypetag", PLACES, Text(ValueKind::Any), &[]),
    row(Ns::GEORSS, "featureTypeTag", PLACES, Text(ValueKind::Any), &[]),
    row(Ns::GEORSS, "relationshiptag", PLACES, Text(ValueKind::Any), &[]),
    row(Ns::GEORSS, "relationshipTag", PLACES, Text(ValueKind::Any), &[]),
    row(Ns::GEORSS, "featurename", PLACES, Text(ValueKind::Plain), &[]),
    row(Ns::GEORSS, "featureName", PLACES, Text(ValueKind::Plain), &[]),
    row(Ns::GEORSS, "where", PLACES, Anything, &[]),
    row(
        Ns::GEO,
        "lat",
        &[(FEED, Optional), (ENTRY, Optional), ("geo:Point", Optional)],
        Text(ValueKind::Degrees(90.0)),
        &[],
    ),
    row(
        Ns::GEO,
        "long",
        &[(FEED, Optional), (ENTRY, Optional), ("geo:Point", Optional)],
        Text(ValueKind::Degrees(180.0)),
        &[],
    ),
    row(
        Ns::GEO,
        "alt",
        &[(FEED, Optional), (ENTRY, Optional), ("geo:Point", Optional)],
        Text(ValueKind::Any),
        &[],
    ),
    row(Ns::GEO, "lat_long", &[(FEED, Optional), (ENTRY, Optional)], Text(ValueKind::Any), &[]),
    row(Ns::GEO, "Point", &[(FEED, Any), (ENTRY, Any)], Elements, &[]),
    row(Ns::CREATIVE_COMMONS, "license", &[(FEED, Any), (ENTRY, Any)], Text(ValueKind::Uri), &[]),
    row(Ns::CC, "license", &[(FEED, Any), (ENTRY, Any)], Anything, &[]),
    row(Ns::CC, "License", &[(FEED, Any), (ENTRY, Any)], Anything, &[]),
    row(Ns::TRACKBACK, "ping", &[(ENTRY, Optional)], Text(ValueKind::Any), &[]),
    row(Ns::TRACKBACK, "about", &[(ENTRY, Any)], Text(ValueKind::Any), &[]),
    row(Ns::ADMIN, "generatorAgent", &[(FEED, Optional)], Nothing, &[]),
    row(Ns::ADMIN, "errorReportsTo", &[(FEED, Optional)], Nothing, &[]),
    row(Ns::BLOG_CHANNEL, "blogRoll", &[("channel", Optional)], Text(ValueKind::Url), &[]),
    row(Ns::BLOG_CHANNEL, "blink", &[("channel", Optional)], Text(ValueKind::Url), &[]),
    row(Ns::BLOG_CHANNEL, "mySubscriptions", &[("channel", Optional)], Text(ValueKind::Url), &[]),
    row(Ns::BLOG_CHANNEL, "changes", &[("channel", Optional)], Text(ValueKind::Url), &[]),
    row(
        Ns::GOOGLEPLAY,
        "image",
        &[("channel", Optional), ("item", Optional)],
        Nothing,
        &[required("href", ValueKind::HttpUrl), optional("url", ValueKind::HttpUrl)],
    ),
];
