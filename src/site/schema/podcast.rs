//! The keys of `[feed.podcast]`, and those that a show and its episodes have in common.

use super::key::{Key, Takes, key, required};
use crate::check::registries::{APPLE_CATEGORIES, PODCAST_MEDIUMS};
use crate::diagnostic::Code;
use crate::site::fields::podcast::SHOW_ORDERS;

pub(super) const SHOW: &[Key] = &[
    required("image", Takes::Text, "The cover: square, JPEG or PNG, 1400 to 3000 pixels."),
    required(
        "categories",
        Takes::List(&Takes::AnyOf(&[
            Takes::Word(main_categories),
            Takes::Array(&Takes::Word(all_categories)),
        ])),
        "Categories of Apple's list: [[\"Society & Culture\", \"Documentary\"]].",
    ),
    required("explicit", Takes::Boolean, "Whether it is not for children."),
    key("author", Takes::Text, "Who makes the show. Default: the site's authors."),
    key("owner", Takes::Table(OWNER), "Who owns the show; directories write there."),
    key("type", Takes::Word(orders), "The order of episodes. Default: \"episodic\"."),
    key("complete", Takes::Boolean, "Whether there will be no more episodes."),
    key("block", Takes::Boolean, "Whether directories leave the show out."),
    key("locked", Takes::Boolean, "Whether other hosts refuse to import the show."),
    key("new-feed-url", Takes::Text, "The URL that the feed moved to."),
    key("guid", Takes::Text, "The UUID of the show. Default: made from its URL."),
    key("trailer", Takes::List(&Takes::Table(TRAILER)), "Trailers of the show."),
    key("medium", Takes::Word(mediums), "What the show consists of."),
    key("txt", Takes::List(&Takes::AnyOf(&[Takes::Text, Takes::Table(TXT)])), "Texts for verification."),
    key(
        "update-frequency",
        Takes::AnyOf(&[Takes::Text, Takes::Table(FREQUENCY)]),
        "How often episodes appear.",
    ),
    key(
        "enclosure-prefix",
        Takes::Text,
        "The URL of a counting service, which stands before each file's address.",
    ),
    PERSONS,
    LOCATION,
    LICENSE,
    FUNDING,
];

const OWNER: &[Key] = &[
    key("name", Takes::Text, "The name."),
    required("email", Takes::Text, "The email address, which is public."),
];

const TRAILER: &[Key] = &[
    required("src", Takes::Text, "The audio file: a URL, or a path on the site."),
    required("title", Takes::Text, "The title."),
    required("date", Takes::Date, "The date."),
    key("season", Takes::Count(1), "The season that it is for."),
    key("bytes", Takes::Count(0), "The size of the file."),
];

const TXT: &[Key] =
    &[required("value", Takes::Text, "The text."), key("purpose", Takes::Text, "What it is for.")];

const FREQUENCY: &[Key] = &[
    required("text", Takes::Text, "What apps show."),
    key("rrule", Takes::Text, "A recurrence rule (RFC 5545)."),
];

/// The people of a show or an episode.
pub(super) const PERSONS: Key = key(
    "person",
    Takes::List(&Takes::AnyOf(&[
        Takes::Text,
        Takes::Table(&[
            required("name", Takes::Text, "The name."),
            key("role", Takes::Text, "The role, such as \"host\"."),
            key("group", Takes::Text, "The group of roles, such as \"cast\"."),
            key("url", Takes::Text, "An absolute URL."),
            key("image", Takes::Text, "The absolute URL of a picture."),
        ]),
    ])),
    "People who take part.",
);

pub(super) const LOCATION: Key = key(
    "location",
    Takes::List(&Takes::AnyOf(&[
        Takes::Text,
        Takes::Table(&[
            required("name", Takes::Text, "The name of the place."),
            key("geo", Takes::Text, "A geo URI: \"geo:-6.2088,106.8456\"."),
            key("osm", Takes::Text, "An object of OpenStreetMap."),
        ]),
    ])),
    "The place that it is about.",
);

pub(super) const LICENSE: Key = key(
    "license",
    Takes::List(&Takes::AnyOf(&[
        Takes::Text,
        Takes::Table(&[
            required("name", Takes::Text, "The name."),
            key("url", Takes::Text, "The absolute URL of its text."),
        ]),
    ])),
    "An SPDX identifier, or a license of one's own.",
);

pub(super) const FUNDING: Key = key(
    "funding",
    Takes::List(&Takes::Table(&[
        required("url", Takes::Text, "An absolute URL."),
        required("text", Takes::Text, "What apps show for it."),
    ])),
    "Where listeners can pay.",
);

fn orders(_: &[&Code]) -> Vec<String> {
    SHOW_ORDERS.iter().map(|(name, _)| (*name).to_owned()).collect()
}

fn mediums(_: &[&Code]) -> Vec<String> {
    PODCAST_MEDIUMS.names().iter().map(|name| (*name).to_owned()).collect()
}

fn main_categories(_: &[&Code]) -> Vec<String> {
    let names = APPLE_CATEGORIES.names().iter().filter(|name| !name.contains('/'));
    names.map(|name| (*name).to_owned()).collect()
}

/// Each name that may be the first or the second of a category.
fn all_categories(_: &[&Code]) -> Vec<String> {
    let names = APPLE_CATEGORIES.names().iter().filter_map(|name| name.rsplit('/').next());
    let names: std::collections::BTreeSet<_> = names.collect();
    names.into_iter().map(str::to_owned).collect()
}
