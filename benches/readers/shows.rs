//! Parsers of podcasts read the show in tests/show. What they read is what its file of expected values says, which was
//! written by hand from the configuration and the articles.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

use crate::tools::{self, Check, Site};

const PARSERS: &[&str] = &["feedparser", "podcastparser", "rss-parser", "feedsmith", "podcast-partytime"];

/// The checks of the parsers whose names are wanted.
pub(crate) fn checks(readers: &Path, is_wanted: &dyn Fn(&str) -> bool) -> Vec<Check> {
    let parsers: Vec<_> = PARSERS.iter().filter(|name| is_wanted(name)).collect();
    if parsers.is_empty() {
        return Vec::new();
    }
    let site = Site::show();
    let expected = fs::read_to_string(site.path("expected.json")).unwrap();
    let expected: Value = serde_json::from_str(&expected).unwrap();
    parsers.into_iter().map(|name| check(name, readers, &site, &expected)).collect()
}

fn check(name: &str, readers: &Path, site: &Site, expected: &Value) -> Check {
    let (mut count, mut problems) = (0, Vec::new());
    match tools::readers(readers, &["show", name], &[site.path("public/show.xml")]) {
        Ok(read) => {
            compare("show", &expected["show"], &read["show"], (&mut count, &mut problems));
            for (id, episode) in members(&expected["episodes"]) {
                compare(&id, &episode, &read["episodes"][&id], (&mut count, &mut problems));
            }
        }
        Err(problem) => problems.push(problem),
    }
    Check::new(format!("{name} reads what the show says"), count, problems)
}

/// Compares what the parser has a word for. What is not expected must not be there.
fn compare(of: &str, expected: &Value, read: &Value, (count, problems): (&mut usize, &mut Vec<String>)) {
    if !read.is_object() {
        problems.push(format!("{of} was not read"));
    }
    for (key, found) in members(read) {
        *count += 1;
        let wanted = &expected[&key];
        if *wanted != found {
            problems.push(format!("{key} of {of}\n- {wanted}\n+ {found}"));
        }
    }
}

fn members(value: &Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap_or_default()
}
