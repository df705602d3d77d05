//! The keys of `feedwright.toml`.

use super::key::{Key, KeyType, key, required};
use super::podcast;
use crate::check::can_be_allowed;
use crate::diagnostic::Code;
use crate::feed::Format;
use crate::site::config::{BodyFrom, PROFILES, PROMISES, WARNINGS};
use crate::site::feed_config::{Body, Each, GENERATOR};
use crate::site::generators;
use crate::site::rules::{DateFrom, UpdatedFrom};
use crate::site::zone::Zone;

pub(super) const KEYS: &[Key] = &[
    key("site", KeyType::Table(SITE), "The site as a whole."),
    key(
        "content",
        KeyType::Table(CONTENT),
        "Where the articles are, and how their metadata, URLs and ids are read.",
    ),
    key(
        "slugs",
        KeyType::Map(&KeyType::Text),
        "The path parts of terms whose own would be empty or conflict.",
    ),
    key("output", KeyType::Table(OUTPUT), "Where the feeds are written."),
    key("check", KeyType::Table(CHECK), "How the feeds are checked."),
    key("namespaces", KeyType::Map(&KeyType::Text), "The URIs of namespaces, by prefix."),
    key("feed", KeyType::List(&KeyType::Table(FEED)), "A feed: write [[feed]]."),
];

const SITE: &[Key] = &[
    key("base-url", KeyType::Text, "The URL of the published site, which paths on the site are relative to."),
    key("title", KeyType::Text, "The title of the site. Default: the host of base-url."),
    key("description", KeyType::Text, "What the site is about. Default: the title."),
    key("language", KeyType::Text, "A BCP 47 tag: the language of articles without one."),
    key("timezone", KeyType::Word(timezones), "The time zone of dates without one. Default: UTC."),
    key("authors", KeyType::List(PERSON), "The authors of articles without one."),
    key("rights", KeyType::Text, "The copyright notice."),
    key("logo", KeyType::Text, "A wide image: a URL, or a path on the site."),
    key("icon", KeyType::Text, "A square image: a URL, or a path on the site."),
    key(
        "against",
        KeyType::Text,
        "The published feeds that each build is compared with: a file, a folder or a URL.",
    ),
    key("languages", KeyType::Map(&KeyType::Table(LANGUAGE)), "The languages that file names may end with."),
];

/// The style sheet of feeds in browsers.
const STYLESHEET: KeyType = KeyType::AnyOf(&[
    KeyType::Boolean,
    KeyType::Table(&[key(
        "script",
        KeyType::Boolean,
        "Whether a script makes a page of a feed where scripts run.",
    )]),
]);

const LANGUAGE: &[Key] = &[
    key("title", KeyType::Text, "The title of the site in this language."),
    key("description", KeyType::Text, "What the site is about, in this language."),
];

/// A name, or a table with one.
pub(super) const PERSON: &KeyType = &KeyType::AnyOf(&[
    KeyType::Text,
    KeyType::Table(&[
        required("name", KeyType::Text, "The name."),
        key("email", KeyType::Text, "An email address, which is public."),
        key("url", KeyType::Text, "A URL, or a path on the site."),
        key("avatar", KeyType::Text, "The URL of a picture, or a path on the site."),
    ]),
]);

const CONTENT: &[Key] = &[
    key("dir", KeyType::List(&KeyType::Text), "The content folder, or several. Default: \"content\"."),
    key("include", KeyType::List(&KeyType::Text), "Patterns of files to include. Default: all files."),
    key("exclude", KeyType::List(&KeyType::Text), "Patterns of files to exclude."),
    key(
        "permalink",
        KeyType::Text,
        "The pattern of article URLs, or \"pages\". Default: \"/{language}/{dir}/{slug}/\".",
    ),
    key("term-pages", KeyType::Table(TERM_PAGES), "The URLs of the pages about terms."),
    key(
        "generator",
        KeyType::Word(generators),
        "The generator of the site, whose own configuration is read too.",
    ),
    key("pages", KeyType::Text, "The folder of the built site. Default: the output folder."),
    key(
        "body-from",
        KeyType::Word(bodies_from),
        "Where the text of an entry comes from. Default: \"source\".",
    ),
    key("page-body", KeyType::Text, "The CSS selector of the text on a page."),
    key("keys", KeyType::Map(&KeyType::Text), "Other names of metadata keys: { lastmod = \"updated\" }."),
    key("ignore-keys", KeyType::List(&KeyType::Text), "Metadata keys that only other programs use."),
    key("pins", KeyType::Text, "A file with the ids of articles by path."),
    key("date-from", KeyType::List(&KeyType::Word(dates_from)), "The sources of dates, in order."),
    key(
        "updated-from",
        KeyType::List(&KeyType::Word(updates_from)),
        "The sources of the dates of last changes, in order.",
    ),
    key("default-time", KeyType::Text, "The time of day of dates without one. Default: \"00:00\"."),
    key(
        "id",
        KeyType::AnyOf(&[KeyType::Text, KeyType::Table(IDS)]),
        "\"permalink\" (the default), \"tag\", \"uuid\", or a pattern such as \"tag:{host},{date}:{path}\".",
    ),
    key("id-authority", KeyType::Text, "A host or email address of yours and a date on which you owned it."),
];

const TERM_PAGES: &[Key] = &[
    key("tag", KeyType::Text, "The pattern of tags' pages: \"/tags/{tag}/\"."),
    key("category", KeyType::Text, "The pattern of categories' pages: \"/categories/{category}/\"."),
];

const IDS: &[Key] = &[
    key("rss", KeyType::Text, "The pattern of ids in RSS and JSON Feed."),
    key("atom", KeyType::Text, "The pattern of ids in Atom."),
];

const OUTPUT: &[Key] = &[
    key("dir", KeyType::Text, "The output folder. Default: \"public\"."),
    key("stylesheet", STYLESHEET, "Whether browsers show feeds with a style sheet."),
    key("companion", KeyType::Text, "The path of a page about all feeds: \"feeds/index.html\"."),
];

const CHECK: &[Key] = &[
    key(
        "deny",
        KeyType::List(&KeyType::Word(denied)),
        "Findings that are errors here; \"warnings\" means all warnings.",
    ),
    key("allow", KeyType::List(&KeyType::Word(allowed)), "Findings that are not reported."),
    key(
        "profiles",
        KeyType::List(&KeyType::Word(profiles)),
        "Profiles: additional rules for some kinds of consumers.",
    ),
    key("links", KeyType::Boolean, "Whether links into the site must lead to its files."),
];

const FEED: &[Key] = &[
    required("path", KeyType::Text, "The file, below the output folder."),
    required("format", KeyType::Word(formats), "The format."),
    key(
        "limit",
        KeyType::AnyOf(&[KeyType::Count(1), KeyType::Word(|_| vec!["all".to_owned()])]),
        "How many entries, or \"all\". Default: 20.",
    ),
    key("min", KeyType::Count(0), "The minimum number of articles for a document of `each`. Default: 1."),
    key("body", KeyType::Word(bodies), "Whether entries contain their content. Default: \"full\"."),
    key("title", KeyType::Text, "The title. Default: the site's."),
    key("description", KeyType::Text, "What the feed is about. Default: the site's."),
    key("id", KeyType::Text, "The feed's own id, in Atom. Default: its URL."),
    key(
        "select",
        KeyType::AnyOf(&[KeyType::Table(SELECT), KeyType::Word(|_| vec![GENERATOR.to_owned()])]),
        "Which articles the feed contains: those that match every key, with any of its values; or \"generator\" for those of \
         the generator's feed at its path.",
    ),
    key(
        "each",
        KeyType::List(&KeyType::Word(terms)),
        "Makes one document for each term or combination of terms.",
    ),
    key(
        "element",
        KeyType::List(&KeyType::Defined(ELEMENT_NAME)),
        "Elements from other namespaces, in the feed itself.",
    ),
    key(
        "entry-element",
        KeyType::List(&KeyType::Defined(ELEMENT_NAME)),
        "Elements from other namespaces, in each entry.",
    ),
    key("url", KeyType::Text, "Where it is published, if not at its path: a URL, or a path on the site."),
    key(
        "max-bytes",
        KeyType::Count(1),
        "The maximum size of a document in bytes; above it, the oldest entries become summaries.",
    ),
    key("archive", KeyType::Count(1), "The number of entries per archive page."),
    key("hub", KeyType::List(&KeyType::Text), "The URLs of WebSub hubs."),
    key("profile", KeyType::Word(promises), "The profile that the feed must satisfy."),
    key("stylesheet", STYLESHEET, "Whether browsers show this feed with a style sheet."),
    key("markdown", KeyType::Boolean, "Whether an RSS feed has the Markdown of articles beside their HTML."),
    key("podcast", KeyType::Table(podcast::SHOW), "What podcast directories and apps show."),
];

const SELECT: &[Key] = &[
    key("section", KeyType::List(&KeyType::Text), "Sections: the first folders of their paths."),
    key("dir", KeyType::List(&KeyType::Text), "The folders that they are directly in."),
    key("tag", KeyType::List(&KeyType::Text), "Their tags."),
    key("category", KeyType::List(&KeyType::Text), "Their categories."),
    key("author", KeyType::List(&KeyType::Text), "Their authors."),
    key("language", KeyType::List(&KeyType::Text), "Their languages; `en` matches `en-GB`."),
];

/// The name of the definition of [`ELEMENT`], which may contain others.
pub(super) const ELEMENT_NAME: &str = "element";

pub(super) const ELEMENT: &[Key] = &[
    required("name", KeyType::Text, "The prefix and the name: \"ex:rating\"."),
    key("text", KeyType::Text, "The text, which may be a template: \"{{ extra.rating }}\"."),
    key("attributes", KeyType::Map(&KeyType::Text), "The attributes, whose values may be templates."),
    key("children", KeyType::List(&KeyType::Defined(ELEMENT_NAME)), "The elements in it."),
];

fn words<'n>(names: impl IntoIterator<Item = &'n str>) -> Vec<String> {
    names.into_iter().map(str::to_owned).collect()
}

fn timezones(_: &[&Code]) -> Vec<String> {
    Zone::names()
}

fn generators(_: &[&Code]) -> Vec<String> {
    words(generators::names())
}

fn bodies_from(_: &[&Code]) -> Vec<String> {
    words(BodyFrom::NAMES.iter().map(|(name, _)| *name))
}

fn dates_from(_: &[&Code]) -> Vec<String> {
    words(DateFrom::ALL.map(DateFrom::as_str))
}

fn updates_from(_: &[&Code]) -> Vec<String> {
    words(UpdatedFrom::ALL.map(UpdatedFrom::as_str))
}

fn denied(codes: &[&Code]) -> Vec<String> {
    words(codes.iter().map(|code| code.name).chain([WARNINGS]))
}

fn allowed(codes: &[&Code]) -> Vec<String> {
    words(codes.iter().filter(|code| can_be_allowed(code)).map(|code| code.name))
}

fn profiles(_: &[&Code]) -> Vec<String> {
    words(PROFILES.iter().map(|(name, _)| *name))
}

fn promises(_: &[&Code]) -> Vec<String> {
    words(PROMISES.iter().map(|(name, _)| *name))
}

fn formats(_: &[&Code]) -> Vec<String> {
    words(Format::ALL.iter().map(|format| format.name()))
}

fn bodies(_: &[&Code]) -> Vec<String> {
    words(Body::NAMES.iter().map(|(name, _)| *name))
}

fn terms(_: &[&Code]) -> Vec<String> {
    words(Each::CONFIGURABLE.map(Each::as_str))
}
