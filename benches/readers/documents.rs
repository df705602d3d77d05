//! The documents of a built site, read by strict parsers of XML and JSON.

use std::fs;
use std::path::{Path, PathBuf};

use roxmltree::{Document as Xml, Node};
use serde_json::{Value, json};

/// The namespace of the language of Atom.
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// A document, with what it says of its feed.
pub(crate) struct Document {
    pub(crate) file: PathBuf,
    /// `rss`, `atom` or `json`.
    pub(crate) format: &'static str,
    /// Its title, link and language.
    pub(crate) feed: Value,
    /// The ids of its entries, and the titles that they have in it.
    pub(crate) entries: Vec<(String, Option<String>)>,
}

/// Every document below a folder.
pub(crate) fn all(folder: &Path) -> Vec<Document> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(&inner).unwrap() {
            let path = entry.unwrap().path();
            match path.extension().and_then(|extension| extension.to_str()) {
                _ if path.is_dir() => folders.push(path),
                Some("xml" | "json") => found.push(document(path)),
                _ => {}
            }
        }
    }
    found.sort_by(|a, b| a.file.cmp(&b.file));
    found
}

fn document(file: PathBuf) -> Document {
    let text = fs::read_to_string(&file).unwrap();
    if text.starts_with('{') {
        return of_json(file, &serde_json::from_str(&text).unwrap());
    }
    let xml = Xml::parse(&text).unwrap();
    if xml.root_element().has_tag_name("rss") { of_rss(file, &xml) } else { of_atom(file, &xml) }
}

fn of_json(file: PathBuf, json: &Value) -> Document {
    let entry = |item: &Value| (string(&item["id"]), item["title"].as_str().map(str::to_owned));
    Document {
        file,
        format: "json",
        feed: json!({ "title": json["title"], "link": json["home_page_url"], "language": json["language"] }),
        entries: json["items"].as_array().unwrap().iter().map(entry).collect(),
    }
}

fn of_rss(file: PathBuf, xml: &Xml<'_>) -> Document {
    let channel = xml.root_element().first_element_child().unwrap();
    let items = channel.children().filter(|node| node.has_tag_name("item"));
    Document {
        file,
        format: "rss",
        feed: json!({
            "title": text(channel, "title"),
            "link": text(channel, "link"),
            "language": text(channel, "language"),
        }),
        entries: items.map(|item| (text(item, "guid").unwrap(), text(item, "title"))).collect(),
    }
}

fn of_atom(file: PathBuf, xml: &Xml<'_>) -> Document {
    let feed = xml.root_element();
    let is_home =
        |node: &Node<'_, '_>| node.tag_name().name() == "link" && node.attribute("rel") == Some("alternate");
    let home = feed.children().find(is_home).and_then(|link| link.attribute("href"));
    let entries = feed.children().filter(|node| node.tag_name().name() == "entry");
    Document {
        file,
        format: "atom",
        feed: json!({
            "title": text(feed, "title"),
            "link": home,
            "language": feed.attribute((XML, "lang")),
        }),
        entries: entries.map(|entry| (text(entry, "id").unwrap(), text(entry, "title"))).collect(),
    }
}

/// The text of a child, whose namespace is that of its parent.
fn text(parent: Node<'_, '_>, name: &str) -> Option<String> {
    let is_it = |node: &Node<'_, '_>| {
        node.tag_name().name() == name && node.tag_name().namespace() == parent.tag_name().namespace()
    };
    let child = parent.children().find(is_it)?;
    Some(child.descendants().filter_map(|node| node.text().filter(|_| node.is_text())).collect())
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
