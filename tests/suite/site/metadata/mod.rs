//! Tests of `metadata`.

mod broken;
mod dates;
mod heads;
mod hostile;
mod mistakes;
mod paths;
mod properties;
mod yaml;

use std::path::Path;
use std::sync::LazyLock;

use feedwright::site::article::{Article, Shared};
use feedwright::site::config::{self, Config, Overrides};
use feedwright::site::files::{Head, Source};
use feedwright::site::history::History;
use feedwright::site::metadata::{self, ParseOutcome};

use crate::suite::support::lines;

/// A configuration with `settings`, TOML lines below `[site]`.
pub(crate) fn config(settings: &str) -> Config {
    let text = format!("[site]\nbase-url = \"https://blog.org/\"\n{settings}");
    let (config, found) = config::read(
        "feedwright.toml".as_ref(),
        &text,
        &Overrides::default(),
        feedwright::site::config::Known::new(&feedwright::codes()),
    );
    assert_eq!(lines(&found), Vec::<String>::new());
    config.unwrap()
}

/// What articles are read with on a site whose dates do not come from git.
pub(crate) fn context(config: &Config) -> metadata::Context<'_> {
    static NONE: LazyLock<History> = LazyLock::new(History::default);
    metadata::Context {
        site: &config.site,
        content: &config.content,
        history: &NONE,
        drafts: false,
        keeps_places: true,
    }
}

fn source(path: &str) -> Source {
    Source::new(&Path::new("").into(), path.to_owned())
}

/// The outcome of a head, with its findings.
fn parse_in(config: &Config, path: &str, head: &str) -> (ParseOutcome, Vec<String>) {
    let head = Head { text: head.into(), ..Head::default() };
    let parsed = metadata::parse(&source(path), &head, context(config));
    (parsed.outcome, lines(&parsed.diagnostics))
}

fn parse(path: &str, head: &str) -> (ParseOutcome, Vec<String>) {
    parse_in(&config("timezone = \"Asia/Jakarta\"\nlanguage = \"en\"\nlanguages.id = {}"), path, head)
}

/// An article without a finding.
#[track_caller]
fn article(path: &str, head: &str) -> Article {
    match parse(path, head) {
        (ParseOutcome::Article(article), found) if found.is_empty() => *article,
        other => panic!("{other:#?}\n{head}"),
    }
}

/// TOML with what every article needs.
fn toml(lines: &str) -> String {
    format!("+++\ntitle = \"T\"\ndate = 2026-04-01T00:00:00Z\n{lines}\n+++\n")
}

#[test]
fn every_key_is_read() {
    let article = article(
        "news/2026/a.md",
        r##"+++
title = "A  title & more"
date = 2026-04-01T18:30:00+03:00
updated = 2026-04-02T10:00:00Z
id = { rss = "17", atom = "tag:blog.org,2026:17" }
slug = "Ünï"
summary = "S"
language = "pt-br"
authors = ["Ana", { name = "Bob", email = "bob@blog.org", url = "https://bob.org" }]
tags = ["a", "b", "a", " "]
categories = ["c"]
draft = true
publish = 2026-05-01T00:00:00Z
expires = 2027-01-01T00:00:00Z
feed = false
rights = "R"
license = "https://license.org/x"
image = { src = "photo 1.jpg", alt = "A", caption = "C", credit = "K", copyright = "©" }
enclosure = { src = "../e.mp3", bytes = 5, type = "audio/mpeg" }
source = { name = "N", url = "https://n.org/a", feed = "https://n.org/feed" }
comments = { url = "#c", count = 0, feed = "c.xml" }
translations = "k"
[extra]
x = [1, 2.5, true, 2026-04-01]
+++
"##,
    );
    assert_eq!(article.title.as_str(), "A title & more");
    assert_eq!(article.date.to_rfc3339(), "2026-05-01T00:00:00+00:00");
    assert_eq!(article.updated.unwrap().to_rfc3339(), "2026-04-02T10:00:00+00:00");
    assert_eq!((article.id.as_str(), article.id.atom()), ("17", "tag:blog.org,2026:17"));
    assert_eq!(article.permalink.as_str(), "https://blog.org/pt-br/news/2026/%C3%9Cn%C3%AF/");
    assert_eq!(article.language.unwrap().as_str(), "pt-BR");
    assert_eq!(article.authors[1].url.as_ref().unwrap().as_str(), "https://bob.org/");
    assert_eq!(article.tags.iter().map(feedwright::feed::Text::as_str).collect::<Vec<_>>(), ["a", "b"]);
    assert!(article.draft && !article.feed && article.id_is_pinned);
    assert_eq!(article.publish.to_rfc3339(), "2026-05-01T00:00:00+00:00");
    assert_eq!(article.section.as_deref(), Some("news"));
    let image = article.images.into_iter().next().unwrap();
    assert_eq!(image.file.url.as_str(), "https://blog.org/pt-br/news/2026/%C3%9Cn%C3%AF/photo%201.jpg");
    assert_eq!(image.credit.unwrap().as_str(), "K");
    let enclosure = article.enclosures.into_iter().next().unwrap();
    assert_eq!((enclosure.bytes, enclosure.media_type.as_deref()), (Some(5), Some("audio/mpeg")));
    assert_eq!(enclosure.url.as_str(), "https://blog.org/pt-br/news/2026/e.mp3");
    assert_eq!(article.origin.unwrap().feed.unwrap().as_str(), "https://n.org/feed");
    assert_eq!(article.comments.count, Some(0));
    assert_eq!(article.comments.url.unwrap().as_str(), "https://blog.org/pt-br/news/2026/%C3%9Cn%C3%AF/#c");
    assert_eq!(article.translations.of(&article.source), Shared::Given("k"));
    assert_eq!(article.extra, serde_json::json!({ "x": [1, 2.5, true, "2026-04-01"] }));
}

#[test]
fn a_license_may_be_the_spdx_identifier_of_a_creative_commons_license() {
    let of = |license: &str| {
        let head = format!("+++\ntitle = \"T\"\ndate = 2026-04-01\nlicense = \"{license}\"\n+++\n");
        article("a.md", &head).license.unwrap().to_string()
    };
    assert_eq!(of("CC-BY-SA-4.0"), "https://creativecommons.org/licenses/by-sa/4.0/");
    assert_eq!(of(" cc-by-nc-3.0-de"), "https://creativecommons.org/licenses/by-nc/3.0/de/");
    assert_eq!(of("cc0-1.0"), "https://creativecommons.org/publicdomain/zero/1.0/");
    assert_eq!(
        of("https://creativecommons.org/licenses/by/4.0/deed.id"),
        "https://creativecommons.org/licenses/by/4.0/deed.id"
    );
}

#[test]
fn yaml_has_the_same_meaning_as_toml() {
    let yaml = article(
        "news/a.md",
        "---\ntitle: 'A: title'\ndate: 2026-04-01T18:30:00+03:00\nupdated:\ntags: one\ncategories:\n  - c\n  - 2024\ndraft: no\nimage:\n  src: p.jpg\n  alt: ~\nauthors: [{name: Ana}, 17]\nextra: {n: 3, t: x}\n---\n",
    );
    let toml = article(
        "news/a.md",
        "+++\ntitle = \"A: title\"\ndate = 2026-04-01T18:30:00+03:00\ntags = [\"one\"]\ncategories = [\"c\", \"2024\"]\ndraft = false\nimage = { src = \"p.jpg\" }\nauthors = [{ name = \"Ana\" }, \"17\"]\n[extra]\nn = 3\nt = \"x\"\n+++\n",
    );
    let same = |mut article: Article| {
        article.places = feedwright::site::article::KeyPlaces::default();
        article.body_start = 0;
        article.images.iter_mut().for_each(|image| image.span = 0..0);
        article
    };
    assert_eq!(same(yaml), same(toml));
}

#[test]
fn an_untitled_note_has_an_empty_title() {
    assert!(article("a.md", "+++\ntitle = \"\"\ndate = 2026-04-01\n+++\n").title.is_blank());
}

#[test]
fn description_is_the_summary_too() {
    assert_eq!(article("a.md", &toml("description = \"D\"")).summary.unwrap().as_str(), "D");
}

#[test]
fn every_key_that_later_stages_speak_of_has_its_place() {
    let head = "+++\ntitle = 'T'\ndate = 2026-04-01\nupdated = 2026-04-01\nid = 'x:1'\nslug = 's'\nurl = '/u/'\nlanguage = 'en'\nimage = 'p.jpg'\nenclosure = 'e.mp3'\ntranslations = 'k'\ntags = ['a']\ncategories = 'c'\nauthors = 'A'\ndescription = 'D'\npublish = 2026-04-01\nexpires = 2027-01-01\n+++\n";
    let article = article("a.md", head);
    let at = |key: &str| article.places.get(key).map(|span| (span.start.line, span.start.column));
    let places = [
        ("title", (2, 9)),
        ("date", (3, 8)),
        ("updated", (4, 11)),
        ("id", (5, 6)),
        ("slug", (6, 8)),
        ("url", (7, 7)),
        ("language", (8, 12)),
        ("image", (9, 9)),
        ("enclosure", (10, 13)),
        ("translations", (11, 16)),
        ("tags", (12, 8)),
        ("categories", (13, 14)),
        ("authors", (14, 11)),
        ("summary", (15, 15)),
        ("publish", (16, 11)),
        ("expires", (17, 11)),
    ];
    for (key, place) in places {
        assert_eq!(at(key), Some(place), "{key}");
    }
    assert_eq!(article.place("rights").span, None);
}

#[test]
fn an_image_can_be_no_more_than_its_file() {
    assert_eq!(article("a.md", &toml("image = \"p.jpg\"")).images[0].file.src, "p.jpg");
}

#[test]
fn metadata_is_beside_files_that_cannot_contain_it() {
    let config = config("timezone = \"UTC\"");
    let source = source("pod/e1.mp3").with_sidecar("e1.toml");
    let head = Head {
        text: "".into(),
        sidecar: Some("title = \"E\"\ndate = 2026-04-01\n".to_owned()),
        ..Head::default()
    };
    let parsed = metadata::parse(&source, &head, context(&config));
    let ParseOutcome::Article(article) = parsed.outcome else { panic!("{:?}", parsed.diagnostics) };
    assert_eq!(article.enclosures.into_iter().next().unwrap().url.as_str(), "https://blog.org/pod/e1/e1.mp3");
    assert_eq!(article.body_start, 0);
}

#[test]
fn a_pinned_id_that_is_not_an_iri_is_kept_and_mapped_for_atom() {
    let article = article("a.md", &toml("id = \"post 17\""));
    assert_eq!(article.id.as_str(), "post 17");
    assert!(article.id.atom().starts_with("urn:uuid:"));
}
