//! The keys of `[feed.podcast]`, and those that a show and its episodes have in common.

use super::key::{Key, KeyType, key, required};
use crate::check::registries::{APPLE_CATEGORIES, PODCAST_MEDIUMS};
use crate::diagnostic::Code;
use crate::site::fields::podcast::SHOW_ORDERS;

pub(super) const SHOW: &[Key] = &[
    required("image", KeyType::Text, "The cover: square, JPEG or PNG, 1400 to 3000 pixels."),
    required(
        "categories",
        KeyType::List(&KeyType::AnyOf(&[
            KeyType::Word(main_categories),
            KeyType::Array(&KeyType::Word(all_categories)),
        ])),
        "Categories of Apple's list: [[\"Society & Culture\", \"Documentary\"]].",
    ),
    required("explicit", KeyType::Boolean, "Whether it has explicit content."),
    key("author", KeyType::Text, "Who makes the show. Default: the site's authors."),
    key("owner", KeyType::Table(OWNER), "Who owns the show; directories write there."),
    key("type", KeyType::Word(orders), "The order of episodes. Default: \"episodic\"."),
    key("complete", KeyType::Boolean, "Whether there will be no more episodes."),
    key("block", KeyType::Boolean, "Whether directories hide the show."),
    key("locked", KeyType::Boolean, "Whether other hosts refuse to import the show."),
    key("new-feed-url", KeyType::Text, "The URL that the feed has moved to."),
    key("guid", KeyType::Text, "The UUID of the show. Default: made from its URL."),
    key("trailer", KeyType::List(&KeyType::Table(TRAILER)), "Trailers of the show."),
    key("medium", KeyType::Word(mediums), "The medium of the show, such as \"music\"."),
    key(
        "txt",
        KeyType::List(&KeyType::AnyOf(&[KeyType::Text, KeyType::Table(TXT)])),
        "Texts that verify ownership.",
    ),
    key(
        "update-frequency",
        KeyType::AnyOf(&[KeyType::Text, KeyType::Table(FREQUENCY)]),
        "How often episodes appear.",
    ),
    key(
        "enclosure-prefix",
        KeyType::Text,
        "The URL of a counting service, which is put before the URL of each file.",
    ),
    PERSONS,
    LOCATION,
    LICENSE,
    FUNDING,
];

const OWNER: &[Key] = &[
    key("name", KeyType::Text, "The name."),
    required("email", KeyType::Text, "The email address, which is public."),
];

const TRAILER: &[Key] = &[
    required("src", KeyType::Text, "The audio file: a URL, or a path on the site."),
    required("title", KeyType::Text, "The title."),
    required("date", KeyType::Date, "The date."),
    key("season", KeyType::Count(1), "The season that it is for."),
    key("bytes", KeyType::Count(0), "The size of the file."),
];

const TXT: &[Key] =
    &[required("value", KeyType::Text, "The text."), key("purpose", KeyType::Text, "What it is for.")];

const FREQUENCY: &[Key] = &[
    required("text", KeyType::Text, "What apps show."),
    key("rrule", KeyType::Text, "A recurrence rule (RFC 5545)."),
];

/// The people of a show or an episode.
pub(super) const PERSONS: Key = key(
    "person",
    KeyType::List(&KeyType::AnyOf(&[
        KeyType::Text,
        KeyType::Table(&[
            required("name", KeyType::Text, "The name."),
            key("role", KeyType::Text, "The role, such as \"host\"."),
            key("group", KeyType::Text, "The group of roles, such as \"cast\"."),
            key("url", KeyType::Text, "An absolute URL."),
            key("image", KeyType::Text, "The absolute URL of a picture."),
        ]),
    ])),
    "People who take part.",
);

pub(super) const LOCATION: Key = key(
    "location",
    KeyType::AnyOf(&[
        KeyType::Text,
        KeyType::Table(&[
            required("name", KeyType::Text, "The name of the place."),
            key("geo", KeyType::Text, "A geo URI: \"geo:-6.2088,106.8456\"."),
            key("osm", KeyType::Text, "An object of OpenStreetMap."),
        ]),
    ]),
    "The place that it is about.",
);

pub(super) const LICENSE: Key = key(
    "license",
    KeyType::AnyOf(&[
        KeyType::Text,
        KeyType::Table(&[
            required("name", KeyType::Text, "The name."),
            key("url", KeyType::Text, "The absolute URL of its text."),
        ]),
    ]),
    "An SPDX identifier, or a license of one's own.",
);

pub(super) const FUNDING: Key = key(
    "funding",
    KeyType::List(&KeyType::Table(&[
        required("url", KeyType::Text, "An absolute URL."),
        required("text", KeyType::Text, "The text that apps show for it."),
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
