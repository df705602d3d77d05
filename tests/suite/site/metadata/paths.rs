//! Tests of the metadata in a file's path, and the permalink made of it.

use super::{config, parse_in, toml};
use feedwright::site::article::{Article, Reason, Shared};
use feedwright::site::config::Pattern;
use feedwright::site::metadata::ParseOutcome;

fn at(settings: &str, path: &str, lines: &str) -> Article {
    match parse_in(&config(settings), path, &toml(lines)) {
        (ParseOutcome::Article(article), _) => *article,
        other => panic!("{path}: {other:?}"),
    }
}

#[track_caller]
fn check(settings: &str, path: &str, lines: &str, expected: &str) {
    assert_eq!(
        at(settings, path, lines).permalink.as_str(),
        format!("https://blog.org{expected}"),
        "{path} {lines}"
    );
}

const SITE: &str = "language = \"en\"\nlanguages.id = {}\nlanguages.zh-Hant = {}";

#[test]
fn the_default_permalink_is_language_folder_and_slug() {
    check(SITE, "a.md", "", "/a/");
    check(SITE, "news/2026/a.md", "", "/news/2026/a/");
    check(SITE, "news/a.id.md", "", "/id/news/a/");
    check(SITE, "news/a.zh-hant.md", "", "/zh-hant/news/a/");
    check(SITE, "news/a.en.md", "", "/news/a/");
    check(SITE, "news/a.md", "language = \"ru\"", "/ru/news/a/");
}

#[test]
fn an_index_file_takes_its_folders_name() {
    check(SITE, "news/trip/index.md", "", "/news/trip/");
    check(SITE, "news/2026-04-01-trip/index.id.md", "", "/id/news/trip/");
    check(SITE, "trip/index.md", "", "/trip/");
    check(SITE, "index.md", "", "/");
    assert_eq!(at(SITE, "trip/index.md", "").section, None);
    assert_eq!(at(SITE, "news/trip/index.md", "").section.as_deref(), Some("news"));
}

#[test]
fn a_slug_keeps_letters_marks_and_digits_of_every_script() {
    let cases = [
        ("Hello World!.md", "hello-world"),
        ("2026-04-01-Hello.md", "hello"),
        ("2026-04-01_Hello.md", "hello"),
        ("2026-04-01.md", "2026-04-01"),
        ("2026-04-01x.md", "2026-04-01x"),
        ("26-04-01-x.md", "26-04-01-x"),
        ("C++ & C#.md", "c-c"),
        ("v1.2_final.md", "v1.2_final"),
        ("Cafe\u{301}.md", "caf%C3%A9"),
        ("हिन्दी.md", "%E0%A4%B9%E0%A4%BF%E0%A4%A8%E0%A5%8D%E0%A4%A6%E0%A5%80"),
        ("科学之夜.md", "%E7%A7%91%E5%AD%A6%E4%B9%8B%E5%A4%9C"),
    ];
    for (path, slug) in cases {
        check(SITE, path, "", &format!("/{slug}/"));
    }
}

#[test]
fn a_name_that_leaves_nothing_for_a_path_is_an_error() {
    let help = "add slug = \"…\" to its metadata, or rename it with a letter or a digit";
    for path in ["🎉.md", "news/2026-04-01-!!!.md", "news/🎉/index.md"] {
        let (outcome, found) = parse_in(&config(SITE), path, &toml(""));
        assert_eq!(
            found,
            [format!("error[invalid-slug] {path} no slug can be made from the name `{path}` | {help}")],
            "{path}"
        );
        assert_eq!(outcome, ParseOutcome::LeftOut(Reason::Invalid));
    }
    check(SITE, "🎉.md", "slug = \"party\"", "/party/");
    check(SITE, "🎉.md", "url = \"/party/\"", "/party/");
    // A page is in no feed, so its address is its own business.
    let (outcome, found) = parse_in(&config(SITE), "🎉.md", "+++\ntitle = \"T\"\n+++\n");
    assert_eq!((outcome, found), (ParseOutcome::LeftOut(Reason::Undated), Vec::new()));
}

#[test]
fn a_pattern_that_gives_no_url_is_an_error() {
    let mut config = config(SITE);
    config.content.permalink = Pattern::new("/100%/{slug}/");
    let (outcome, found) = parse_in(&config, "a.md", &toml(""));
    assert_eq!(outcome, ParseOutcome::LeftOut(Reason::Invalid));
    assert_eq!(
        found,
        [
            "error[invalid-url] a.md `/100%/{slug}/` does not give a URL here: it contains a character that is not allowed in a URL | correct `permalink` in feedwright.toml, or write `url` here"
        ]
    );
}

#[test]
fn only_languages_that_the_site_names_are_suffixes() {
    check(SITE, "guide.to.md", "", "/guide.to/");
    check(SITE, "what.is.md", "", "/what.is/");
    check(SITE, "a.ru.md", "", "/a.ru/");
    assert_eq!(at(SITE, "a.ru.md", "").language.unwrap().as_str(), "en");
}

#[test]
fn every_part_of_a_pattern_is_filled() {
    let site = format!(
        "{SITE}\n[content]\npermalink = \"/{{language}}/{{section}}/{{year}}/{{month}}/{{day}}/{{slug}}.html\""
    );
    check(&site, "news/deep/a.id.md", "", "/id/news/2026/04/01/a.html");
    check(&site, "a.md", "", "/2026/04/01/a.html");
}

#[test]
fn a_url_wins_and_joins_below_the_site() {
    check(SITE, "a.md", "url = \"/news/x.html?a=1\"", "/news/x.html?a=1");
    check(SITE, "a.md", "url = \"x/\"", "/x/");
    assert_eq!(at(SITE, "a.md", "url = \"https://other.org/x\"").permalink.as_str(), "https://other.org/x");
    let below = at(SITE, "a.md", "url = \"/x/\"").permalink;
    assert_eq!(below.as_str(), "https://blog.org/x/");
}

#[test]
fn a_base_url_with_a_path_is_kept() {
    let text = "[site]\nbase-url = \"https://blog.org/base\"";
    let (config, _) = feedwright::site::config::read(
        "f".as_ref(),
        text,
        &feedwright::site::config::Overrides::default(),
        feedwright::site::config::Known::new(&feedwright::codes()),
    );
    let config = config.unwrap();
    let page = |lines: &str| {
        let (outcome, found) = parse_in(&config, "n/a.md", &toml(lines));
        let ParseOutcome::Article(article) = outcome else { panic!("{found:?}") };
        article.permalink.to_string()
    };
    assert_eq!(page(""), "https://blog.org/base/n/a/");
    assert_eq!(page("url = \"/x/\""), "https://blog.org/base/x/");
}

#[test]
fn the_id_is_the_permalink_byte_for_byte() {
    let article = at(SITE, "Ü b.md", "");
    assert_eq!(article.id.as_str(), article.permalink.as_str());
    assert_eq!(article.id.atom(), article.permalink.as_str());
}

#[test]
fn special_characters_of_a_file_name_are_encoded_in_a_url() {
    check(SITE, "a.md", "slug = \"50% off? #1\"", "/50%25%20off%3F%20%231/");
    check(SITE, "q?/50%/a.md", "", "/q%3F/50%25/a/");
}

#[test]
fn translations_share_a_key_by_name_or_by_metadata() {
    let key = |path, lines| {
        let article = at(SITE, path, lines);
        match article.translations.of(&article.source) {
            Shared::Path(path) => format!("path {path}"),
            Shared::Given(key) => format!("key {key}"),
        }
    };
    assert_eq!(key("n/a.md", ""), key("n/a.id.md", ""));
    assert_ne!(key("n/a.md", ""), key("m/a.id.md", ""));
    assert_eq!(key("n/a.md", "translations = \"x\""), key("m/b.id.md", "translations = \"x\""));
    assert_ne!(key("n/a.md", "translations = \"n/b\""), key("n/b.md", ""));
    assert_eq!(key("t/index.md", ""), key("t/index.id.md", ""));
    assert_ne!(key("n/a.md", "translations = \" \""), key("n/b.md", "translations = \" \""));
}

#[test]
fn the_date_in_metadata_overrides_the_file_name_and_is_reported() {
    let (outcome, found) = parse_in(&config("timezone = \"UTC\""), "2026-04-02-a.md", &toml(""));
    assert!(
        matches!(outcome, ParseOutcome::Article(article) if article.date.to_rfc3339() == "2026-04-01T00:00:00+00:00")
    );
    assert_eq!(
        found,
        [
            "info[date-differs] 2026-04-02-a.md:3:8 the date differs from 2026-04-02 in the file's name | rename the file, or correct the date"
        ]
    );
}

#[test]
fn a_name_with_the_day_on_the_site_does_not_differ() {
    let config = config("timezone = \"Asia/Jakarta\"");
    let found = |path| parse_in(&config, path, "+++\ntitle = \"T\"\ndate = 2026-04-01T23:00:00Z\n+++\n").1;
    assert_eq!(found("2026-04-01-a.md"), Vec::<String>::new());
    assert_eq!(found("2026-04-02-a.md"), Vec::<String>::new());
    assert!(found("2026-04-03-a.md")[0].starts_with("info[date-differs] 2026-04-03-a.md:3:8 "));
}

#[test]
fn dates_come_from_the_configured_sources_in_order() {
    let date = |from: &str, path: &str, date: &str| {
        let config = config(&format!("timezone = \"UTC\"\n[content]\ndate-from = {from}"));
        match parse_in(&config, path, &format!("+++\ntitle = \"T\"\n{date}\n+++\n")).0 {
            ParseOutcome::Article(article) => Some(article.date.date_naive().to_string()),
            ParseOutcome::LeftOut(_) | ParseOutcome::NotAnArticle => None,
        }
    };
    let (both, named) = ("[\"metadata\", \"filename\"]", "2026-04-02-a.md");
    assert_eq!(date(both, named, "date = 2026-04-01").as_deref(), Some("2026-04-01"));
    assert_eq!(date(both, named, "").as_deref(), Some("2026-04-02"));
    assert_eq!(
        date("[\"filename\", \"metadata\"]", named, "date = 2026-04-01").as_deref(),
        Some("2026-04-02")
    );
    assert_eq!(date("[\"filename\"]", "a.md", "date = 2026-04-01"), None);
    assert_eq!(date("[\"metadata\"]", named, ""), None);
    assert_eq!(date(both, "2026-04-02-trip/index.md", "").as_deref(), Some("2026-04-02"));
    assert_eq!(date(both, "2026-02-30-a.md", ""), None);
    let path = "[\"metadata\", \"path\"]";
    assert_eq!(date(path, "2026/04/03/a.md", "").as_deref(), Some("2026-04-03"));
    assert_eq!(date(path, "2026/04/03/a.md", "date = 2026-04-03T08:00:00Z").as_deref(), Some("2026-04-03"));
    assert_eq!(date(path, "2026/04/a.md", ""), None);
    assert_eq!(date(path, "2026/04/03/a.md", "url = \"/2026/04/04/a/\"").as_deref(), Some("2026-04-04"));
    assert_eq!(date(path, "2026/04/03/a.md", "url = \"/a/\"").as_deref(), Some("2026-04-03"));
    assert_eq!(date("[\"filename\"]", "2026/04/03/a.md", "url = \"/2026/04/04/a/\""), None);
}

#[test]
fn a_path_has_a_day_in_the_time_zone_of_the_site() {
    let settings = "timezone = \"Asia/Jakarta\"\n[content]\ndate-from = [\"path\"]\ndefault-time = \"08:30\"";
    let (outcome, found) = parse_in(&config(settings), "2026/04/01/a.md", "+++\ntitle = \"T\"\n+++\n");
    let ParseOutcome::Article(article) = outcome else { panic!("{found:?}") };
    assert_eq!(article.date.to_rfc3339(), "2026-04-01T08:30:00+07:00");
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn a_date_that_differs_from_the_path_is_reported_if_paths_have_dates() {
    let found = |from: &str| {
        let config = config(&format!("timezone = \"UTC\"\n[content]\ndate-from = {from}"));
        parse_in(&config, "2026/04/02/2026-04-02-a.md", &toml("")).1
    };
    assert_eq!(
        found("[\"path\", \"metadata\"]"),
        [
            "info[date-differs] 2026/04/02/2026-04-02-a.md:3:8 the date differs from 2026-04-02 in the path | correct the path, or correct the date"
        ]
    );
    assert_eq!(found("[\"metadata\", \"filename\", \"path\"]").len(), 1, "once");
    assert_eq!(found("[\"metadata\"]"), Vec::<String>::new());
    assert_eq!(found("[\"path\"]"), Vec::<String>::new());
}
