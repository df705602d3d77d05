//! Tests of the pages of the built site: whose they are, what they say of themselves, and which of their elements is the
//! text of an article.

mod addresses;
mod bodies;
mod hostile;
mod links;
mod own;
mod themes;

use serde_json::Value;

use crate::suite::harness::Site;
use crate::suite::support::files;

/// Adds pages of the built site.
fn add_pages(site: &Site, pages: &[(&str, &str)]) {
    files(&site.path("public"), pages);
}

/// The HTML of each entry of a JSON feed, by title.
fn contents(site: &Site, path: &str) -> Vec<(String, String)> {
    let feed: Value = serde_json::from_str(&site.read(path)).unwrap();
    let text = |entry: &Value, key: &str| entry[key].as_str().unwrap_or_default().to_owned();
    feed["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| (text(entry, "title"), text(entry, "content_html")))
        .collect()
}

/// The words that a reader sees of HTML.
fn words(html: &str) -> Vec<String> {
    let document = dom_query::Document::fragment(html.replace('<', " <"));
    document.select("script, style, svg, template").remove();
    let text = document.text().to_string();
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
