//! Each parser reads each document of both sites. What it reads is what the articles say, but for what is known to be wrong
//! with the parser.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::documents::{self, Document};
use crate::known::{self, Difference, KNOWN, Known};
use crate::model::{self, Model};
use crate::tools::{self, Check, Site};

/// The parsers, and the formats that each reads.
const PARSERS: &[(&str, &[&str])] = &[
    ("feedparser", &["rss", "atom"]),
    ("podcastparser", &["rss"]),
    ("reader", &["rss", "atom", "json"]),
    ("rss-parser", &["rss", "atom"]),
    ("feedsmith", &["rss", "atom", "json"]),
    ("fast-xml-parser", &["rss", "atom"]),
    ("@rowanmanning/feed-parser", &["rss", "atom"]),
];

/// Documents without the texts of entries.
const SUMMARIES: &str = "summaries.";

/// The checks of the parsers whose names are wanted.
pub(crate) fn checks(readers: &Path, is_wanted: &dyn Fn(&str) -> bool) -> Vec<Check> {
    let parsers: Vec<_> = PARSERS.iter().filter(|(name, _)| is_wanted(name)).collect();
    if parsers.is_empty() {
        return Vec::new();
    }
    let sites = [Site::own(), Site::odd()];
    parsers.into_iter().map(|(name, formats)| check(name, formats, readers, &sites)).collect()
}

fn check(name: &str, formats: &[&str], readers: &Path, sites: &[Site]) -> Check {
    let (mut count, mut problems, mut used) = (0, Vec::new(), BTreeSet::new());
    for site in sites {
        let feed = fs::read_to_string(site.path("public/feed.json")).unwrap();
        let model = Model::of(&serde_json::from_str(&feed).unwrap());
        let documents = documents::all(&site.path("public"));
        let documents: Vec<_> =
            documents.into_iter().filter(|document| formats.contains(&document.format)).collect();
        let files: Vec<PathBuf> = documents.iter().map(|document| document.file.clone()).collect();
        let read = match tools::readers(readers, &["parse", name], &files) {
            Ok(read) => read,
            Err(problem) => return Check::new(name.to_owned(), 1, vec![problem]),
        };
        for document in &documents {
            let (compared, differences) = compare(&read[document.file.to_str().unwrap()], document, &model);
            count += compared;
            for difference in differences {
                match known::row(name, &difference) {
                    Some(row) => _ = used.insert(row),
                    None => problems.push(difference.shown),
                }
            }
        }
    }
    let rows = KNOWN.iter().enumerate().filter(|(at, row)| row.parser == name && !used.contains(at));
    let is_over = |(_, row): (usize, &Known)| {
        format!("no longer differs, so its row in known.rs can go: {} of {:?}", row.key, row.entry)
    };
    problems.extend(rows.map(is_over));
    Check::new(format!("{name} reads what the articles say"), count, problems)
}

/// How many values were compared, and those that differ.
fn compare(read: &Value, document: &Document, model: &Model) -> (usize, Vec<Difference>) {
    let mut count = 0;
    let mut differences = compare_keys(&document.feed, read, (document, ""), &mut count);
    let entries = read["entries"].as_array().cloned().unwrap_or_default();
    for (id, title) in &document.entries {
        let expected = model.entry(id, title.as_deref(), document);
        match entries.iter().find(|entry| entry["id"] == id.as_str()) {
            Some(entry) => {
                differences.extend(compare_keys(&expected, entry, (document, id), &mut count));
            }
            None => differences.push(difference(document, "id", id, id, "nothing")),
        }
    }
    if entries.len() != document.entries.len() {
        let (expected, found) = (document.entries.len().to_string(), entries.len().to_string());
        differences.push(difference(document, "entries", "", &expected, &found));
    }
    (count, differences)
}

/// Compares the values of which the parser has a word.
fn compare_keys(
    expected: &Value,
    read: &Value,
    (document, entry): (&Document, &str),
    count: &mut usize,
) -> Vec<Difference> {
    let mut differences = Vec::new();
    let is_summary = document.file.to_str().unwrap().contains(SUMMARIES);
    let keys = expected.as_object().unwrap().iter().filter(|(key, _)| !(is_summary && *key == "content"));
    for (key, expected) in keys {
        let Some(found) = read.get(key) else { continue };
        *count += 1;
        let expected = model::in_format(key, document.format, expected);
        let values = [&expected, found].map(|value| model::normal(key, document.format, value));
        if values[0] != values[1] {
            let decoded = json!(expected.as_str().map(model::decoded));
            let is_decoded = model::normal(key, document.format, &decoded) == values[1];
            let difference = difference(document, key, entry, &values[0], &values[1]);
            differences.push(Difference { is_decoded, ..difference });
        }
    }
    differences
}

fn difference(document: &Document, key: &str, entry: &str, expected: &str, found: &str) -> Difference {
    let file = document.file.file_name().unwrap().to_str().unwrap();
    Difference {
        format: document.format,
        key: key.to_owned(),
        entry: entry.to_owned(),
        is_decoded: false,
        shown: format!("{file}: {key} of {entry}\n- {expected}\n+ {found}"),
    }
}
