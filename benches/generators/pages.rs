//! Sites that their generators have built: the texts of entries are those of their pages, and the pages alone make the
//! feeds that the sources make.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use dom_query::Document;
use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::checks::Check;
use crate::sites::Site;
use crate::tools::{self, Built};

/// A feed that has everything that is compared.
const FEED: &str = "[[feed]]\npath = \"compared.json\"\nformat = \"json\"\nlimit = \"all\"\n";

/// What pages do not say, or the sources do not, by site and the end of an address.
const UNSAID: &[(&str, &str)] = &[
    // A page without an ending is not known to be HTML.
    ("hugo", "/Fixed/V1.0"),
    // The server leaves the ending out.
    ("jekyll", "/fixed/Address"),
    ("jekyll", "/fixed/Address.html"),
    // A title that is a heading, and articles without a translation, are on the pages alone.
    ("docusaurus", "/heading"),
    ("docusaurus", "/fr/blog/2024/01/02/Hello%20World"),
    ("docusaurus", "/fr/blog/2024/01/05/v1.2_map"),
    ("docusaurus", "/fr/blog/2024/01/06/%F0%9F%8F%94%20peak"),
    ("docusaurus", "/fr/blog/2024/01/07/trips/valley"),
    ("docusaurus", "/fr/blog/2024/01/12/hut"),
    ("docusaurus", "/fr/blog/Fixed/Slug.x"),
    ("docusaurus", "/fr/blog/two%20words"),
];

/// Dead links that are on the pages themselves, since their generators leave these links to files as they are; by site
/// and the end of an address.
const DEAD_ON_PAGES: &[(&str, &str)] =
    &[("eleventy", "/v1.2_rye.md"), ("docusaurus", "/2024-01-03-Cr%C3%AAte.md")];

/// How the template syntax of all generators begins and ends.
const SYNTAX: &[&str] = &["{{", "}}", "{%", "%}", "{<", "<%", "{#", "{:", "\nimport ", "\nexport "];

/// What belongs to the pages of the sites, and not to their articles.
const OF_PAGES: &str =
    "h1, article > header, article > footer, article > time, .hash-link, .gutter, button, style, script";

/// An entry of that feed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    url: String,
    title: String,
    date: String,
}

/// Compares entries with pages, where these say what is compared.
pub(crate) fn checks(built: &Built, site: &Site) -> Vec<Check> {
    let output = built.output(site);
    let with = |body_from: &str| {
        let settings =
            format!("[content]\ngenerator = \"{}\"\nbody-from = \"{body_from}\"\n{FEED}", site.name);
        items(built, site, &settings)
    };
    let (sources, pages) = match (with("source"), with("page")) {
        (Ok(sources), Ok(pages)) => (sources, pages),
        (Err(problem), _) | (_, Err(problem)) => {
            return vec![Check::failed("pages: the program builds the feeds", problem)];
        }
    };
    let own = format!(
        "[site]\nbase-url = \"{}\"\ntitle = \"S\"\ntimezone = \"UTC\"\n[content]\ndir = \"{}\"\n[output]\ndir = \"{}\"\n{FEED}",
        site.base, site.output, site.output
    );
    let own = match items(built, site, &own) {
        Ok(own) => own,
        Err(problem) => {
            return vec![Check::failed("pages: the program builds feeds of pages alone", problem)];
        }
    };
    let all = [&sources, &pages, &own];
    vec![
        same_words(&pages, &output, site),
        same_articles(&sources, &own, &output, site),
        no_syntax(&all),
        no_dead_links(&all, &output, site),
    ]
}

/// The entries that the program makes of a copy of the built site.
fn items(built: &Built, site: &Site, settings: &str) -> Result<Vec<Value>, String> {
    let copy = tempfile::tempdir().unwrap();
    tools::copy(&tools::sources(site), copy.path());
    tools::copy(&built.output(site), &copy.path().join(site.output));
    fs::write(copy.path().join("feedwright.toml"), settings).unwrap();
    // Mistakes of articles are for the other checks.
    tools::feedwright(copy.path(), &["build", "--skip-invalid", "--accept", "emptied"])?;
    let feed = fs::read(copy.path().join(site.output).join("compared.json")).unwrap();
    let feed: Value = serde_json::from_slice(&feed).unwrap();
    Ok(feed["items"].as_array().unwrap().clone())
}

/// The path of an address.
fn file(url: &str, base: &str) -> Option<String> {
    Some(percent_decode_str(url.strip_prefix(base)?).decode_utf8_lossy().into_owned())
}

/// The page of an entry.
fn page(url: &str, output: &Path, base: &str) -> Option<String> {
    let path = file(url, base)?;
    let files =
        [path.clone(), format!("{path}index.html"), format!("{path}/index.html"), format!("{path}.html")];
    files.iter().find_map(|file| fs::read_to_string(output.join(file)).ok())
}

/// The words of each entry are those of the article element of its page, without the title and the date.
fn same_words(items: &[Value], output: &Path, site: &Site) -> Check {
    let mut problems = Vec::new();
    for item in items {
        let url = item["url"].as_str().unwrap_or_default();
        let Some(page) = page(url, output, site.base) else {
            problems.push(format!("{url} has no page"));
            continue;
        };
        let document = Document::from(page);
        let marks = ["#__blog-post-container", "article"];
        let article =
            marks.iter().map(|mark| document.select(mark)).find(dom_query::Selection::exists).unwrap();
        article.select(OF_PAGES).remove();
        let (expected, found) =
            (words(&article.html()), words(item["content_html"].as_str().unwrap_or_default()));
        if expected != found {
            problems.push(format!("{url}\n- {}\n+ {}", expected.join(" "), found.join(" ")));
        }
    }
    Check::new("pages: the words of entries are those of their pages", items.len(), problems)
}

/// No entry has template syntax outside of code.
fn no_syntax(feeds: &[&Vec<Value>]) -> Check {
    let mut problems = Vec::new();
    for item in feeds.iter().copied().flatten() {
        let document = Document::fragment(item["content_html"].as_str().unwrap_or_default());
        document.select("code, pre").remove();
        let words = ["title", "summary"].map(|key| item[key].as_str().unwrap_or_default().to_owned());
        let shown = [words.join("\n"), document.html().to_string()].join("\n");
        let found = SYNTAX.iter().filter(|mark| shown.contains(**mark));
        problems.extend(found.map(|mark| format!("{}: {mark:?} in {shown}", item["url"])));
    }
    Check::new("pages: no entry has template syntax", feeds.iter().map(|feed| feed.len()).sum(), problems)
}

/// Every address on the site in an entry is a file of it, and every place on a page is there.
fn no_dead_links(feeds: &[&Vec<Value>], output: &Path, site: &Site) -> Check {
    let mut addresses = BTreeSet::new();
    for item in feeds.iter().copied().flatten() {
        let document = Document::fragment(item["content_html"].as_str().unwrap_or_default());
        for name in ["href", "src", "poster"] {
            let with_it = document.select(&format!("[{name}]"));
            addresses
                .extend(with_it.iter().filter_map(|node| node.attr(name)).map(|value| value.to_string()));
        }
    }
    addresses.retain(|address| address.starts_with(site.base));
    let is_dead = |address: &&String| {
        let (path, place) = address.split_once('#').unwrap_or((address, ""));
        let place = percent_decode_str(place).decode_utf8_lossy();
        match page(path, output, site.base) {
            Some(page) => {
                !place.is_empty() && Document::from(page).select(&format!("[id='{place}']")).is_empty()
            }
            None => !file(path, site.base).is_some_and(|file| output.join(file).is_file()),
        }
    };
    let is_known = |address: &&String| {
        DEAD_ON_PAGES.iter().any(|(name, end)| *name == site.name && address.ends_with(end))
    };
    let dead = addresses.iter().filter(is_dead).filter(|address| !is_known(address)).cloned();
    Check {
        count: addresses.len(),
        name: "pages: no link into the site is dead".to_owned(),
        problems: dead.collect(),
    }
}

fn words(html: &str) -> Vec<String> {
    let text = Document::fragment(html.replace('<', " <")).text().to_string();
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The pages that name their date make the same entries as the sources.
fn same_articles(sources: &[Value], own: &[Value], output: &Path, site: &Site) -> Check {
    let entry = |item: &Value| {
        let text = |key: &str| item[key].as_str().unwrap_or_default().to_owned();
        Entry { url: text("url"), title: text("title"), date: text("date_published") }
    };
    let says_date = |entry: &Entry| {
        page(&entry.url, output, site.base).is_some_and(|page| {
            ["datePublished", "published_time", "<time datetime"].iter().any(|mark| page.contains(mark))
        })
    };
    let expected: BTreeMap<_, _> =
        sources.iter().map(entry).filter(says_date).map(|entry| (entry.url.clone(), entry)).collect();
    let found: BTreeMap<_, _> = own.iter().map(entry).map(|entry| (entry.url.clone(), entry)).collect();
    let urls: BTreeSet<_> = expected.keys().chain(found.keys()).collect();
    // What only the sources withhold has a page all the same.
    let is_withheld = |entry: &Entry| entry.title.starts_with("Withheld");
    let is_unsaid = |url: &&String| UNSAID.iter().any(|(name, end)| *name == site.name && url.ends_with(end));
    let urls = urls.into_iter().filter(|url| !is_unsaid(url));
    let problems = urls.filter_map(|url| match (expected.get(url), found.get(url)) {
        (Some(expected), Some(found)) if expected == found => None,
        (None, Some(found)) if is_withheld(found) => None,
        (expected, found) => Some(format!("{url}\n- {expected:?}\n+ {found:?}")),
    });
    Check {
        count: expected.len(),
        name: "pages: pages alone make the same articles".to_owned(),
        problems: problems.collect(),
    }
}
