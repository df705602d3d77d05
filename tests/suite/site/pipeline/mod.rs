//! Tests of `pipeline`.

mod archives;
mod history;
mod in_order;
mod max_bytes;
mod published_documents;

use std::collections::BTreeSet;
use std::fs;
use std::sync::Mutex;

use feedwright::root::Root;
use feedwright::site::config::{self, Overrides};
use feedwright::site::pipeline::{self, Options};

use crate::suite::feed::judge::judge;
use crate::suite::harness::{PLAIN, Site, project};
use crate::suite::support::lines;

#[test]
fn every_feed_of_our_own_site_matches_its_articles() {
    let file = project().join("feedwright.toml");
    let (config, found) = config::read(
        &file,
        &fs::read_to_string(&file).unwrap(),
        &Overrides::default(),
        feedwright::site::config::Known::new(&feedwright::codes()),
    );
    let config = config.unwrap();
    let options = Options::at("2026-12-01T00:00:00Z".parse().unwrap());
    let index = pipeline::index(&config, &options, found, &|_| {}).unwrap();
    let output = Root::open_optional(&config.output).unwrap();
    let made = pipeline::rendered_feeds(&config, &options, &index, &output, &|_| {});
    assert_eq!(lines(&[index.diagnostics.clone(), made.diagnostics].concat()), Vec::<String>::new());
    assert!(made.feeds.len() >= 12 && made.feeds[0].feed.entries.len() >= 24);
    let languages: BTreeSet<_> =
        made.articles.values().filter_map(|article| article.language.as_ref()).collect();
    assert!(languages.len() >= 6, "{languages:?}");
    for made in &made.feeds {
        let document = made.format.write(&made.feed);
        judge(&document, made.format.name(), &made.feed);
    }
}

#[test]
fn a_build_tells_how_much_there_is_to_read_to_render_and_to_check() {
    let site = Site::dated(PLAIN, &[("a.md", "2026-05-01"), ("b.md", "2026-05-02")]);
    let told = Mutex::new(Vec::new());
    site.try_build(&|progress| told.lock().unwrap().push(format!("{progress:?}"))).unwrap();
    let told = told.into_inner().unwrap();
    let expected = [
        "Reading { total: 2 }",
        "Read",
        "Read",
        "Rendering { total: 2 }",
        "Rendered",
        "Rendered",
        "Checking { total: 3 }",
        "Checked",
        "Checked",
        "Checked",
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_document_never_takes_the_place_of_a_file_that_the_site_is_made_of() {
    let rain = crate::suite::harness::article("rain.md", "date = 2026-05-01");
    let cases = [
        ("content", "a.md", "content/a.md", "an article"),
        ("content", "b.toml", "content/b.toml", "the metadata of an article"),
        (".", "content/rain.md", "content/rain.md", "an article"),
        (".", "feedwright.toml", "feedwright.toml", "the configuration"),
        ("templates", "entry.html", "templates/entry.html", "a template"),
    ];
    for (dir, path, file, what) in cases {
        let settings =
            format!("{PLAIN}[output]\ndir = \"{dir}\"\n[[feed]]\npath = \"{path}\"\nformat = \"rss\"\n");
        let metadata = "title = \"B\"\ndate = 2026-05-02\n";
        let texts = [("rain.md", &*rain), ("a.md", &*rain), ("b.txt", "Text."), ("b.toml", metadata)];
        let mut site = Site::new(&settings, &texts);
        crate::suite::support::files(&site.path("templates"), &[("entry.html", "{{ content }}")]);
        let before = fs::read(site.path(file)).unwrap();
        for base_url in [None, Some("http://localhost/".to_owned())] {
            site.overrides.base_url = base_url;
            site.overrides.allow_local = true;
            site.options.accept = feedwright::published::Accept::ALL.into_iter().collect();
            let found: Vec<_> = site.findings().iter().map(|line| line.replace("./", "")).collect();
            let errors: Vec<_> = found.iter().filter(|line| line.starts_with("error")).collect();
            let expected = format!(
                "error[obstructed-path] {file} `{file}` is {what}, and a document would replace it | change the `path` of the feed, or `dir` under [output]"
            );
            assert!(errors.contains(&&expected), "{found:#?}");
            assert_eq!(fs::read(site.path(file)).unwrap(), before, "{file}");
        }
    }
}
