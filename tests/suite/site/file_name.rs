//! What the name of a file says.

use std::path::Path;
use std::sync::Arc;

use feedwright::site::config::{self, Overrides, Site};
use feedwright::site::file_name::{
    DateInName, FileName, NameRules, after_index, date_in_path, describes_folder, dir, extension, join, name,
    split_date, without_extension,
};
use feedwright::site::files::Source;

/// A site in English and Indonesian.
fn site() -> Site {
    let text = "[site]\nbase-url = \"https://blog.org/\"\nlanguage = \"en\"\n[site.languages.id]\n";
    let (config, found) = config::read(
        Path::new("f"),
        text,
        &Overrides::default(),
        feedwright::site::config::Known::new(&feedwright::codes()),
    );
    config.unwrap_or_else(|| panic!("{found:?}")).site
}

/// The folder, the name, the date, the words and the language of a file, and the path that its translations share.
#[track_caller]
fn check(path: &str, expected: (&str, &str, Option<&str>, &str, Option<&str>, &str)) {
    let folder: Arc<Path> = Path::new("content").into();
    let (source, site) = (Source::new(&folder, path.to_owned()), site());
    let found = FileName::of(&source.path, &NameRules::default(), |tag| site.has_language(tag));
    let date = found.date.map(|date| date.to_string());
    let language = found.language.as_ref().map(feedwright::feed::Language::as_str);
    let shared = path.get(..found.end).unwrap();
    assert_eq!(
        (found.dir, found.name, date.as_deref(), found.words(DateInName::Iso), language, shared),
        expected
    );
}

#[test]
fn a_name_has_a_date_words_and_a_language() {
    check("a.md", ("", "a", None, "a", None, "a"));
    check("x/y/a-b.id.md", ("x/y", "a-b", None, "a-b", Some("id"), "x/y/a-b"));
    check("2026-04-01-a.en.txt", ("", "2026-04-01-a", Some("2026-04-01"), "a", Some("en"), "2026-04-01-a"));
    check("x/2026-04-01.md", ("x", "2026-04-01", Some("2026-04-01"), "2026-04-01", None, "x/2026-04-01"));
}

#[test]
fn only_languages_of_the_site_are_languages() {
    check("what.is.md", ("", "what.is", None, "what.is", None, "what.is"));
    check(".id.md", ("", ".id", None, ".id", None, ".id"));
}

#[test]
fn an_index_file_has_the_name_of_its_folder() {
    check(
        "x/2026-04-01-a/index.md",
        ("x", "2026-04-01-a", Some("2026-04-01"), "a", None, "x/2026-04-01-a/index"),
    );
    check("a/index.id.md", ("", "a", None, "a", Some("id"), "a/index"));
    check("index.md", ("", "", None, "", None, "index"));
    check("a/index.fr.md", ("a", "index.fr", None, "index.fr", None, "a/index.fr"));
    check(
        "a/2026-04-01-index.md",
        ("a", "2026-04-01-index", Some("2026-04-01"), "index", None, "a/2026-04-01-index"),
    );
}

#[test]
fn an_index_file_in_any_language_stands_for_its_folder() {
    assert_eq!(
        ["index", "index.fr", "indexed", "an-index"].map(after_index),
        [Some(""), Some(".fr"), None, None]
    );
}

#[test]
fn a_date_is_complete_and_ends_where_words_begin() {
    let words = |name| FileName::of(name, &NameRules::default(), |_| false).words(DateInName::Iso);
    let date = |name| split_date(name, DateInName::Iso).0.map(|date| date.to_string());
    for name in ["2026-04-01", "2026-04-01-a", "2026-04-01_a", "2026-04-01 a", "2026-04-01--a"] {
        assert_eq!(date(name).as_deref(), Some("2026-04-01"), "{name}");
    }
    for name in ["", "a", "2026", "2026-4-1-a", "2026-04-01a", "2026-02-30-a", "2026-04-01é", " 2026-04-01"]
    {
        assert_eq!((date(name), words(name)), (None, name));
    }
    assert_eq!(["2026-04-01", "2026-04-01-", "2026-04-01--a"].map(words), ["2026-04-01", "2026-04-01-", "a"]);
}

#[test]
fn a_dot_in_a_folder_begins_no_extension() {
    let parts = |path| (dir(path), name(path), extension(path), without_extension(path));
    assert_eq!(parts("a.b/c"), ("a.b", "c", "", "a.b/c"));
    assert_eq!(parts("a.b/c.d.e"), ("a.b", "c.d.e", "e", "a.b/c.d"));
    assert_eq!(parts("c"), ("", "c", "", "c"));
}

#[test]
fn a_name_is_joined_to_the_folder_that_it_is_in() {
    for path in ["a.b/c.md", "x/y/a.md", "a.md"] {
        assert_eq!(join(dir(path), name(path)), path);
    }
}

#[test]
fn files_that_describe_their_folders_are_known_whatever_their_language_and_case() {
    for path in ["_index.md", "a/_INDEX.id.md", "README", "a/readme.txt", "Readme.id.md"] {
        assert!(describes_folder(path), "{path}");
    }
    for path in ["_index", "index.md", "readme-first.md", "readme/a.md", "a_index.md"] {
        assert!(!describes_folder(path), "{path}");
    }
}

#[test]
fn the_last_whole_date_in_a_path_counts() {
    let cases = [
        ("2026/04/01/x.md", "2026-04-01"),
        ("2026-04-01/x.md", "2026-04-01"),
        ("news/2026/4/1/index.md", "2026-04-01"),
        ("2026/04/01-words.md", "2026-04-01"),
        ("2026/04-01/x.md", "2026-04-01"),
        ("2026-04-01.md", "2026-04-01"),
        ("2026/03/31/2026-04-01-words.md", "2026-04-01"),
        ("trips/lombok-2026-04-01/day.md", "2026-04-01"),
        ("2026/04/01/2027/02/30/x.md", "2026-04-01"),
        ("2026-04-01T18:30:00Z-x.md", "2026-04-01"),
        ("東京/2026/04/01/東.md", "2026-04-01"),
        ("/2026/04/01/Rain-1.2.0/", "2026-04-01"),
        ("https://blog.org/2026/04/01/rain/", "2026-04-01"),
    ];
    for (path, date) in cases {
        assert_eq!(date_in_path(path).map(|date| date.to_string()).as_deref(), Some(date), "{path}");
    }
}

#[test]
fn a_path_without_a_day_has_no_date() {
    for path in [
        "",
        "2026/04/x.md",
        "2026/x.md",
        "2026-04/x.md",
        "2026/13/01/x.md",
        "2026/02/30/x.md",
        "2026/04/01st/x.md",
        "2026/04/012/x.md",
        "2026/04/01Title.md",
        "12026/04/01/x.md",
        "v2026/04/01/x.md",
        "026/04/01/x.md",
        "0026/04/01/x.md",
        "2026.04.01/x.md",
        "2026//04/01/x.md",
        "04/01/2026/x.md",
    ] {
        assert_eq!(date_in_path(path), None, "{path}");
    }
}
