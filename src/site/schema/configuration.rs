//! The keys of `feedwright.toml`.

use super::key::{Key, Takes, key, required};
use super::podcast;
use crate::check::can_be_allowed;
use crate::diagnostic::Code;
use crate::feed::Format;
use crate::site::config::{BodyFrom, PROFILES, PROMISES, WARNINGS};
use crate::site::feed_config::{Body, Each};
use crate::site::generators;
use crate::site::rules::{DateFrom, UpdatedFrom};
use crate::site::zone::Zone;

pub(super) const KEYS: &[Key] = &[
    key("site", Takes::Table(SITE), "The site as a whole."),
    key("content", Takes::Table(CONTENT), "Where articles are, and how their paths are used."),
    key("slugs", Takes::Map(&Takes::Text), "The path parts of terms that would collide or have none."),
    key("output", Takes::Table(OUTPUT), "Where feeds are written."),
    key("check", Takes::Table(CHECK), "How feeds are checked."),
    key("namespaces", Takes::Map(&Takes::Text), "The URIs of namespaces, by prefix."),
    key("feed", Takes::List(&Takes::Table(FEED)), "A feed: write [[feed]]."),
];

const SITE: &[Key] = &[
    key("base-url", Takes::Text, "The URL of the published site; every URL in the feeds starts with it."),
    key("title", Takes::Text, "The title of the site. Default: the host of base-url."),
    key("description", Takes::Text, "What the site is about. Default: the title."),
    key("language", Takes::Text, "A BCP 47 tag: the language of articles without one."),
    key("timezone", Takes::Word(timezones), "The zone of dates without one. Default: UTC."),
    key("authors", Takes::List(PERSON), "The authors of articles without one."),
    key("rights", Takes::Text, "The copyright notice."),
    key("logo", Takes::Text, "A wide image: a URL, or a path on the site."),
    key("icon", Takes::Text, "A square image: a URL, or a path on the site."),
    key("against", Takes::Text, "A file, a folder or a URL to compare each build with."),
    key("languages", Takes::Map(&Takes::Table(LANGUAGE)), "The languages that a file's suffix may name."),
];

/// The style sheet of feeds in browsers.
const STYLESHEET: Takes = Takes::AnyOf(&[
    Takes::Boolean,
    Takes::Table(&[key(
        "script",
        Takes::Boolean,
        "Whether a script makes a page of a feed where scripts run.",
    )]),
]);

const LANGUAGE: &[Key] = &[
    key("title", Takes::Text, "The title of the site in this language."),
    key("description", Takes::Text, "What the site is about, in this language."),
];

/// A name, or a table with one.
pub(super) const PERSON: &Takes = &Takes::AnyOf(&[
    Takes::Text,
    Takes::Table(&[
        required("name", Takes::Text, "The name."),
        key("email", Takes::Text, "An email address, which is public."),
        key("url", Takes::Text, "An absolute URL."),
        key("avatar", Takes::Text, "The absolute URL of a picture."),
    ]),
]);

const CONTENT: &[Key] = &[
    key("dir", Takes::List(&Takes::Text), "The content folder, or several. Default: \"content\"."),
    key("include", Takes::List(&Takes::Text), "Patterns of files to include. Default: all files."),
    key("exclude", Takes::List(&Takes::Text), "Patterns of files to exclude."),
    key(
        "permalink",
        Takes::Text,
        "The pattern of article URLs, or \"pages\". Default: \"/{language}/{dir}/{slug}/\".",
    ),
    key("term-pages", Takes::Table(TERM_PAGES), "Where the site's pages of terms are."),
    key(
        "generator",
        Takes::Word(generators),
        "The generator of the site, whose own configuration is read too.",
    ),
    key("pages", Takes::Text, "The folder of the built site. Default: the output folder."),
    key("body-from", Takes::Word(bodies_from), "Where the text of an entry comes from. Default: \"source\"."),
    key("page-body", Takes::Text, "The CSS selector of the text on a page."),
    key("keys", Takes::Map(&Takes::Text), "Other names of metadata keys: { lastmod = \"updated\" }."),
    key("ignore-keys", Takes::List(&Takes::Text), "Metadata keys that concern another program."),
    key("pins", Takes::Text, "A file with the ids of articles by path."),
    key("date-from", Takes::List(&Takes::Word(dates_from)), "The sources of dates, in order."),
    key(
        "updated-from",
        Takes::List(&Takes::Word(updates_from)),
        "The sources of the dates of last changes, in order.",
    ),
    key("default-time", Takes::Text, "The time of day of dates without one. Default: \"00:00\"."),
    key(
        "id",
        Takes::AnyOf(&[Takes::Text, Takes::Table(IDS)]),
        "\"permalink\" (the default), \"tag\", \"uuid\", or a pattern such as \"tag:{host},{date}:{path}\".",
    ),
    key("id-authority", Takes::Text, "A host or email address of yours and a date on which you owned it."),
];

const TERM_PAGES: &[Key] = &[
    key("tag", Takes::Text, "The pattern of tags' pages: \"/tags/{tag}/\"."),
    key("category", Takes::Text, "The pattern of categories' pages: \"/categories/{category}/\"."),
];

const IDS: &[Key] = &[
    key("rss", Takes::Text, "The pattern of ids in RSS and JSON Feed."),
    key("atom", Takes::Text, "The pattern of ids in Atom."),
];

const OUTPUT: &[Key] = &[
    key("dir", Takes::Text, "The output folder. Default: \"public\"."),
    key("stylesheet", STYLESHEET, "Whether browsers show feeds with a style sheet."),
    key("companion", Takes::Text, "The path of a page about all feeds: \"feeds/index.html\"."),
];

const CHECK: &[Key] = &[
    key(
        "deny",
        Takes::List(&Takes::Word(denied)),
        "Findings that are errors here; \"warnings\" means all warnings.",
    ),
    key("allow", Takes::List(&Takes::Word(allowed)), "Findings that are not reported."),
    key(
        "profiles",
        Takes::List(&Takes::Word(profiles)),
        "The rules for kinds of consumers that are applied too.",
    ),
    key("links", Takes::Boolean, "Whether links into the site must lead to its files."),
];

const FEED: &[Key] = &[
    required("path", Takes::Text, "The file, below the output folder."),
    required("format", Takes::Word(formats), "The format."),
    key(
        "limit",
        Takes::AnyOf(&[Takes::Count(1), Takes::Word(|_| vec!["all".to_owned()])]),
        "How many entries, or \"all\". Default: 20.",
    ),
    key(
        "min",
        Takes::Count(0),
        "The minimum number of articles of a document that `each` makes. Default: 1.",
    ),
    key("body", Takes::Word(bodies), "Whether entries contain their content. Default: \"full\"."),
    key("title", Takes::Text, "The title. Default: the site's."),
    key("description", Takes::Text, "What the feed is about. Default: the site's."),
    key("id", Takes::Text, "The feed's own id, in Atom. Default: its URL."),
    key("select", Takes::Table(SELECT), "Which articles: they match every key, and any value of a key."),
    key(
        "each",
        Takes::List(&Takes::Word(terms)),
        "Makes one document for each term or combination of terms.",
    ),
    key("element", Takes::List(&Takes::Defined(ELEMENT_NAME)), "Elements of other namespaces, of the feed."),
    key(
        "entry-element",
        Takes::List(&Takes::Defined(ELEMENT_NAME)),
        "Elements of other namespaces, of each entry.",
    ),
    key("url", Takes::Text, "Where it is published, if that is not its path: a URL, or a path on the site."),
    key(
        "max-bytes",
        Takes::Count(1),
        "The maximum size of a document, above which entries have only summaries.",
    ),
    key("archive", Takes::Count(1), "How many entries a page of the archive has."),
    key("hub", Takes::List(&Takes::Text), "The URLs of WebSub hubs."),
    key("profile", Takes::Word(promises), "What the feed promises to those who take it."),
    key("stylesheet", STYLESHEET, "Whether browsers show this feed with a style sheet."),
    key("podcast", Takes::Table(podcast::SHOW), "What podcast directories and apps show."),
];

const SELECT: &[Key] = &[
    key("section", Takes::List(&Takes::Text), "The first folders of their paths."),
    key("dir", Takes::List(&Takes::Text), "The folders that they are directly in."),
    key("tag", Takes::List(&Takes::Text), "Their tags."),
    key("category", Takes::List(&Takes::Text), "Their categories."),
    key("author", Takes::List(&Takes::Text), "Their authors."),
    key("language", Takes::List(&Takes::Text), "Their languages; `en` matches `en-GB`."),
];

/// The name of the definition of [`ELEMENT`], which may contain others.
pub(super) const ELEMENT_NAME: &str = "element";

pub(super) const ELEMENT: &[Key] = &[
    required("name", Takes::Text, "The prefix and the name: \"ex:rating\"."),
    key("text", Takes::Text, "The text, which may be a template: \"{{ extra.rating }}\"."),
    key("attributes", Takes::Map(&Takes::Text), "The attributes, whose values may be templates."),
    key("children", Takes::List(&Takes::Defined(ELEMENT_NAME)), "The elements in it."),
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
