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
