//! Readers subscribe to the odd site over loopback. After a rebuild with one new article they see exactly one new entry,
//! after a change of a text none, and each entry opens its own page.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::documents::{self, Document};
use crate::model::Model;
use crate::server;
use crate::tools::{self, Check, Site};

/// The readers, and the documents that each reads.
const SUBSCRIBERS: &[(&str, &[&str])] = &[
    ("newsboat", &["feed.xml", "atom.xml", "en/atom.xml"]),
    ("sfeed", &["feed.xml", "atom.xml", "en/atom.xml"]),
    ("reader", &["feed.xml", "atom.xml", "feed.json"]),
];

/// The checks of the readers whose names are wanted. That of `reader` as a parser has the same name.
pub(crate) fn checks(readers: &Path, is_wanted: &dyn Fn(&str) -> bool) -> Vec<Check> {
    let wanted = SUBSCRIBERS.iter().filter(|(name, _)| is_wanted(name));
    wanted.flat_map(|(name, documents)| subscribe(readers, name, documents)).collect()
}

/// A subscriber's day.
struct Day<'d> {
    readers: &'d Path,
    name: &'static str,
    urls: Vec<String>,
    state: tempfile::TempDir,
}

fn subscribe(readers: &Path, name: &'static str, documents: &[&str]) -> Vec<Check> {
    let site = Site::odd();
    let server = server::start(&site.path("public"));
    let urls = documents.iter().map(|path| format!("{server}/{path}")).collect();
    let day = Day { readers, name, urls, state: tempfile::tempdir().unwrap() };
    let begun = day.look().map(|seen| first(&day, &seen, &site, documents));
    let new = "+++\ntitle = \"New\"\ndate = 2026-02-01T10:00:00Z\n+++\nA new article.\n";
    fs::write(site.path("content/new.md"), new).unwrap();
    site.build();
    let added = day.look().map(|seen| after(&day, &seen, "one new article is one new entry", &["New"]));
    let edited = site.path("content/emoji.md");
    let text = fs::read_to_string(&edited).unwrap();
    fs::write(&edited, text.replace("A family", "A changed family")).unwrap();
    site.build();
    let changed = day.look().map(|seen| after(&day, &seen, "a changed text is no new entry", &[]));
    let checks = [begun, added, changed].into_iter();
    checks
        .map(|check| check.unwrap_or_else(|problem| Check::new(name.to_owned(), 1, vec![problem])))
        .collect()
}

impl Day<'_> {
    /// The entries of each document, after a look at the site.
    fn look(&self) -> Result<Value, String> {
        let urls: Vec<&str> = self.urls.iter().map(String::as_str).collect();
        let state = self.state.path().to_str().unwrap();
        let args = [&["subscribe", self.name, state], &urls[..]].concat();
        tools::readers(self.readers, &args, &[])
    }
}

/// Every entry is there, and leads to its own page.
fn first(day: &Day<'_>, seen: &Value, site: &Site, paths: &[&str]) -> Check {
    let feed = fs::read_to_string(site.path("public/feed.json")).unwrap();
    let model = Model::of(&serde_json::from_str(&feed).unwrap());
    let all = documents::all(&site.path("public"));
    let (mut count, mut problems) = (0, Vec::new());
    for (url, path) in day.urls.iter().zip(paths) {
        let is_it = |document: &&Document| document.file == site.path("public").join(path);
        let document = all.iter().find(is_it).unwrap();
        let link = |id: &str| model.entry(id, None, document)["link"].as_str().unwrap().to_owned();
        let expected: BTreeSet<_> = document.entries.iter().map(|(id, _)| (id.clone(), link(id))).collect();
        let text = |entry: &Value, key: &str| entry[key].as_str().unwrap_or_default().to_owned();
        let entries = seen[url].as_array().into_iter().flatten();
        let found: BTreeSet<_> = entries.map(|entry| (text(entry, "id"), text(entry, "link"))).collect();
        count += expected.len();
        let differing = expected.symmetric_difference(&found);
        problems.extend(differing.map(|(id, link)| format!("{path}: {id} opens {link}")));
    }
    Check::new(format!("{}: every entry opens its own page", day.name), count, problems)
}

/// The new entries of every document have these titles.
fn after(day: &Day<'_>, seen: &Value, name: &str, expected: &[&str]) -> Check {
    let mut problems = Vec::new();
    for url in &day.urls {
        let entries = seen[url].as_array().into_iter().flatten().filter(|entry| entry["new"] == true);
        let titles: Vec<_> = entries.filter_map(|entry| entry["title"].as_str()).collect();
        if titles != expected {
            problems.push(format!("{url}: {titles:?}"));
        }
    }
    Check::new(format!("{}: {name}", day.name), day.urls.len(), problems)
}
