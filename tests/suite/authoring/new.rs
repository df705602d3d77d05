//! Tests of new articles: their content, their names, and conflicts with existing files.

use std::path::Path;

use feedwright::authoring::{self, Edit, new};
use feedwright::site::config::{self, Config, Overrides};

use crate::suite::harness::Site;

const SETTINGS: &str = "[site]\nbase-url = \"https://blog.org/\"\ntitle = \"Blog\"\nlanguage = \"en\"\ntimezone = \"Asia/Jakarta\"\nlanguages.id = {}\n";

fn config(settings: &str) -> Config {
    config::read(
        Path::new("feedwright.toml"),
        settings,
        &Overrides::default(),
        feedwright::site::config::Known::new(&feedwright::codes()),
    )
    .0
    .unwrap()
}

fn make(
    settings: &str,
    path: &str,
    title: Option<&str>,
    siblings: &[&str],
) -> Result<Vec<Edit>, (String, &'static str)> {
    let request = new::NewArticle { path, title, now: "2026-04-01T18:30:05.5Z".parse().unwrap() };
    let siblings: Vec<_> = siblings.iter().map(|name| (*name).to_owned()).collect();
    new::article(request, &config(settings), &siblings)
}

/// The files and texts of a new article.
#[track_caller]
fn check(path: &str, expected: &[(&str, &str)]) {
    let edits = make(SETTINGS, path, None, &[]).unwrap();
    let made: Vec<_> = edits
        .iter()
        .map(|edit| (edit.file.to_str().unwrap(), std::str::from_utf8(&edit.after).unwrap()))
        .collect();
    assert_eq!(made, expected);
}

const LAST: &str = "draft = true  # remove this line to publish it\n";

#[test]
fn an_article_has_title_date_slug_and_language() {
    let head = |title: &str, slug: &str, language: &str| {
        format!(
            "title = \"{title}\"\ndate = 2026-04-02T01:30:05+07:00\n{slug}language = \"{language}\"\n{LAST}"
        )
    };
    let markdown =
        |title: &str, slug: &str, language: &str| format!("+++\n{}+++\n\n", head(title, slug, language));
    check(
        "news/hujan_lebat",
        &[("content/news/hujan_lebat.md", &markdown("Hujan lebat", "slug = \"hujan_lebat\"\n", "en"))],
    );
    check("Éa b.id", &[("content/Éa b.id.md", &markdown("Éa b", "slug = \"éa-b\"\n", "id"))]);
    check(
        "news/rain/index.md",
        &[("content/news/rain/index.md", &markdown("Rain", "slug = \"rain\"\n", "en"))],
    );
    check("index.md", &[("content/index.md", &markdown("Index", "", "en"))]);
    check("v-2.1", &[("content/v-2.1.md", &markdown("V 2.1", "slug = \"v-2.1\"\n", "en"))]);
    let beside = head("Wire", "slug = \"wire\"\n", "en");
    check("wire.txt", &[("content/wire.toml", &beside), ("content/wire.txt", "")]);
    check("wire.html", &[("content/wire.toml", &beside), ("content/wire.html", "<article>\n\n</article>\n")]);
    check("wire.mp3", &[("content/wire.toml", &beside)]);
}

#[test]
fn the_date_is_that_of_the_name() {
    let date = |path: &str| {
        let edits = make(SETTINGS, path, None, &[]).unwrap();
        let text = String::from_utf8(edits[0].after.clone()).unwrap();
        text.lines().find(|line| line.starts_with("date = ")).unwrap().to_owned()
    };
    assert_eq!(date("2026-01-31-words.md"), "date = 2026-01-31");
    assert_eq!(date("2027-05-01-words/index.id.md"), "date = 2027-05-01");
    assert_eq!(date("2026-04-02-words.md"), "date = 2026-04-02T01:30:05+07:00", "today, in the site's zone");
}

#[test]
fn a_title_can_be_given_and_a_generated_id_is_written() {
    let settings = format!("{SETTINGS}[content]\nid = \"tag\"\nid-authority = \"x.org,2020\"\n");
    let edits = make(&settings, "a", Some("A \"b\""), &[]).unwrap();
    let text = String::from_utf8(edits[0].after.clone()).unwrap();
    assert!(text.starts_with("+++\ntitle = \"A \\\"b\\\"\"\ndate = "), "{text}");
    assert!(text.contains("\nid = \"tag:x.org,2020:a\"\n"), "{text}");
}

#[test]
fn without_a_zone_the_date_is_in_utc_and_without_a_language_there_is_a_hint() {
    let edits = make("[site]\nbase-url = \"https://blog.org/\"\n", "a", None, &[]).unwrap();
    let text = String::from_utf8(edits[0].after.clone()).unwrap();
    assert!(
        text.contains("\ndate = 2026-04-01T18:30:05Z\n") && text.contains("\n# language = \"en\"\n"),
        "{text}"
    );
}

#[test]
fn an_obstacle_is_reported() {
    let cases: &[(&str, &[&str], &str)] = &[
        ("a", &["a.md"], "`content/a.md` already exists"),
        ("a", &["A.MD"], "`content/a.md` already exists"),
        ("a.txt", &["a.txt"], "`content/a.txt` already exists"),
        ("a", &["a.txt", "a.toml"], "`content/a.toml` already exists, and would also be its metadata"),
        ("a.txt", &["a.html"], "`content/a.toml` would also be the metadata of `a.html`"),
        ("a.mp3", &["a.md", "a.mp3"], "`content/a.toml` would also be the metadata of `a.md`"),
        ("a.mp3", &["a.ogg"], "`content/a.toml` would also be the metadata of `a.ogg`"),
        ("a.jpg", &["a.png"], "`content/a.toml` would also be the metadata of `a.png`"),
        ("readme", &[], "`content/readme.md` would describe its folder instead of being an article"),
        ("x/_index.md", &[], "`content/x/_index.md` would describe its folder instead of being an article"),
    ];
    for (path, siblings, message) in cases {
        let refused = make(SETTINGS, path, None, siblings).unwrap_err();
        assert_eq!(refused.0, *message);
    }
    // The recording exists; its picture is not an article.
    assert!(make(SETTINGS, "a.mp3", None, &["a.mp3", "a.jpg"]).is_ok());
    assert!(make(SETTINGS, "a.md", None, &["a.jpg", "ab.md"]).is_ok());
}

#[test]
fn an_image_with_the_same_name_is_the_image_of_the_article() {
    for (path, siblings, image) in [
        ("angin.txt", ["angin.jpg", "angin-2.jpg"], Some("angin.jpg")),
        ("berita/angin.html", ["angin.mp3", "angin.WebP"], Some("angin.WebP")),
        ("angin.md", ["angin.png", "angin.mp3"], Some("angin.png")),
        ("angin.mp3", ["angin.jpg", "angin.mp3"], Some("angin.jpg")),
        ("angin.txt", ["angin-2.jpg", "angin.mp3"], None),
    ] {
        let edits = make(SETTINGS, path, None, &siblings).unwrap();
        let text = String::from_utf8(edits[0].after.clone()).unwrap();
        let found = text.lines().find(|line| line.starts_with("image = "));
        let expected = image.map(|image| format!("image = {{ src = \"{image}\" }}"));
        assert_eq!(found, expected.as_deref(), "{path}");
    }
}

#[test]
fn files_that_no_build_would_publish_are_rejected() {
    let by_name = format!("{SETTINGS}[content]\ndate-from = [\"filename\"]\n");
    let kind = |name: &str, ending: &str| {
        format!("`{name}` would not be an article: unsupported extension `.{ending}`")
    };
    let cases = [
        (SETTINGS, "x.rst", kind("x.rst", "rst")),
        (SETTINGS, "news/a.toml", kind("a.toml", "toml")),
        (SETTINGS, "!!!.md", "no URL can be made from the name `!!!`".to_owned()),
        (SETTINGS, "2026-04-01-?.md", "no URL can be made from the name `?`".to_owned()),
        (&by_name, "words.md", "dates come from file names here, but this name has none".to_owned()),
    ];
    for (settings, path, message) in cases {
        assert_eq!(make(settings, path, None, &[]).unwrap_err().0, message);
    }
    assert!(make(&by_name, "2026-04-01-words.md", None, &[]).is_ok());
}

#[test]
fn typed_paths_are_resolved_below_the_content_folder() {
    let below = |typed: &str| new::below(Path::new(typed), Path::new("site/content"));
    for typed in
        ["news/a.md", "site/content/news/a.md", "./news/./a.md", "./site/content/news/a.md", "x/../news/a.md"]
    {
        assert_eq!(below(typed).as_deref(), Some("news/a.md"), "{typed}");
    }
    for typed in ["../a.md", "x/../../a.md", "/etc/a.md", "", "."] {
        assert_eq!(below(typed), None, "{typed}");
    }
}

#[test]
fn a_new_article_is_read_without_a_word() {
    let mut site = Site::new(SETTINGS, &[]);
    for path in ["a", "news/b.txt", "c.html", "2026-01-01-d.id.md"] {
        let edits = make(SETTINGS, path, None, &[]).unwrap();
        let edits: Vec<_> = edits
            .into_iter()
            .map(|edit| Edit { file: site.path(edit.file.to_str().unwrap()), ..edit })
            .collect();
        authoring::write(&site.path("content"), &edits).unwrap();
    }
    assert_eq!(site.build().left_out.len(), 4, "drafts");
    site.options.drafts = true;
    let outcome = site.build();
    assert_eq!((outcome.left_out.len(), outcome.summary.errors), (0, 0), "{:?}", site.findings_of(&outcome));
    assert_eq!(site.titles("feed.xml").len(), 4);
}
