//! Parsers read what the articles of the odd site say as news: credits and copyright of pictures, rights and license, source,
//! place, comments, Markdown. What they read is what its file of expected values says, which was written by hand from the
//! articles.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::tools::{self, Check, Site};

/// The parsers, and how many values each finds a word for in RSS and in Atom, and of how many
/// categories the schemes.
const PARSERS: &[(&str, [usize; 3])] =
    &[("feedparser", [15, 12, 2]), ("rss-parser", [16, 8, 1]), ("feedsmith", [17, 14, 2])];

/// The checks of the parsers whose names are wanted.
pub(crate) fn checks(readers: &Path, is_wanted: &dyn Fn(&str) -> bool) -> Vec<Check> {
    let parsers: Vec<_> = PARSERS.iter().filter(|(name, _)| is_wanted(name)).collect();
    if parsers.is_empty() {
        return Vec::new();
    }
    let (site, tagged) = (Site::odd(), Site::tagged());
    let expected = fs::read_to_string(site.path("news.json")).unwrap();
    let expected: Map<String, Value> = serde_json::from_str(&expected).unwrap();
    let check = |(name, counts): &&(&str, [usize; 3])| {
        let told = check(name, *counts, readers, (&site, &expected));
        [told, check_categories(name, counts[2], readers, &tagged)]
    };
    parsers.iter().flat_map(check).collect()
}

fn check(
    name: &str,
    counts: [usize; 3],
    readers: &Path,
    (site, expected): (&Site, &Map<String, Value>),
) -> Check {
    let (mut compared, mut problems) = (0, Vec::new());
    let files = ["public/feed.xml", "public/atom.xml"].map(|file| site.path(file));
    match tools::readers(readers, &["news", name], &files) {
        Ok(read) => {
            for (file, wanted) in files.iter().zip(counts) {
                let count = compare(expected, &read[file.to_str().unwrap()], &mut problems);
                if count != wanted {
                    problems.push(format!("{}: {count} values are read, not {wanted}", file.display()));
                }
                compared += count;
            }
        }
        Err(problem) => problems.push(problem),
    }
    Check::new(format!("{name} reads what the news say"), compared, problems)
}

/// The formats whose categories have a scheme, and this: the page of the tag, or that of all tags. A parser that has no word
/// for it reads nothing.
const SCHEMES: &[(&str, &str)] = &[
    ("public/feed.xml", "https://odd.ruiz.dev/box/tags/rain-wind/"),
    ("public/atom.xml", "https://odd.ruiz.dev/box/tags/"),
];

fn check_categories(name: &str, wanted: usize, readers: &Path, site: &Site) -> Check {
    let (mut compared, mut problems) = (0, Vec::new());
    for (file, scheme) in SCHEMES {
        let file = site.path(file);
        let entry = json!({ "categories": [["Rain & <wind>", scheme]] });
        let expected = Map::from_iter([("https://odd.ruiz.dev/box/a/".to_owned(), entry)]);
        match tools::readers(readers, &["news", name], std::slice::from_ref(&file)) {
            Ok(read) => compared += compare(&expected, &read[file.to_str().unwrap()], &mut problems),
            Err(problem) => problems.push(problem),
        }
    }
    if compared != wanted {
        problems.push(format!("{compared} schemes are read, not {wanted}"));
    }
    Check::new(format!("{name} reads the schemes of categories"), compared, problems)
}

/// Compares what the parser has a word for, and returns how much that was.
fn compare(expected: &Map<String, Value>, read: &Value, problems: &mut Vec<String>) -> usize {
    let mut count = 0;
    for (id, entry) in expected {
        let found = read[id].as_object().cloned().unwrap_or_default();
        for (key, value) in found {
            count += 1;
            let wanted = &entry[&key];
            if *wanted != value {
                problems.push(format!("{key} of {id}\n- {wanted}\n+ {value}"));
            }
        }
    }
    count
}
