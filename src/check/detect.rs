//! A text or its root element in, whether it is a feed out, and what else it looks like.

use super::finding::{Findings, excerpt};
use crate::check::codes::grammar::{OLD_VERSION, UNKNOWN_VERSION};
use crate::check::codes::xml::NOT_A_FEED;
use crate::source::text::offset;
use crate::source::xml::Ns;
use crate::source::xml::tree::Element;

/// Whether a file should be a feed, judging by its first characters.
pub(super) fn is_feed(text: &str) -> bool {
    let start = text.trim_start();
    if start.starts_with(['{', '[']) {
        return start.contains("jsonfeed.org/version");
    }
    let Some(root) = root_name(start) else { return false };
    let local = root.rsplit(':').next().unwrap_or(root);
    let is_entry = local == "entry" && start.contains("www.w3.org/2005/Atom");
    matches!(local, "rss" | "feed" | "RDF") || is_entry
}

/// The name of the first element.
fn root_name(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        let at = rest.find('<')?;
        rest = rest.get(at..)?;
        let skip =
            [("<!--", "-->"), ("<?", "?>"), ("<!", ">")].iter().find(|(open, _)| rest.starts_with(open));
        match skip {
            Some((_, close)) => rest = rest.get(rest.find(close)? + close.len()..)?,
            None => {
                let name = rest.get(1..)?;
                let end = name.find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/'))?;
                return name.get(..end);
            }
        }
    }
}

/// Reports a file that is not a feed, and what it looks like.
pub(super) fn not_a_feed(text: &str, findings: &mut Findings) {
    let start = text.trim_start();
    let blank = text.len() - start.len();
    let first = start.lines().next().unwrap_or_default();
    let (kind, help) = match start.chars().next() {
        None => ("it is empty", "did the program that generates it fail?"),
        Some('[') => ("it is a JSON array", "a JSON feed is an object with version, title and items"),
        Some('+' | '-') if start.starts_with("+++") || start.starts_with("---") => {
            ("it looks like an article", "build a feed from it first")
        }
        Some('%') if start.starts_with("%PDF") => ("it is a PDF document", ""),
        Some('\u{1f}') => ("it is compressed", "decompress it first"),
        Some(_) => ("it looks like plain text", "RSS begins with <rss>, Atom with <feed>"),
    };
    let range = offset(blank)..offset(blank + first.len());
    findings.add(&NOT_A_FEED, range, format!("the file is not a feed: {kind}"), help);
}

/// Reports an XML document that is not a feed.
pub(super) fn report_unknown_root(root: Element<'_>, findings: &mut Findings) {
    let written = root.written();
    let (kind, help) = match (root.ns(), root.local().to_ascii_lowercase().as_str()) {
        (_, "html") => ("a web page".to_owned(), "the server may have answered with an error page"),
        (Ns::UNKNOWN | Ns::NONE, "feed" | "entry") => {
            ("Atom without its namespace".to_owned(), "write <feed xmlns=\"http://www.w3.org/2005/Atom\">")
        }
        (_, "rss") => (
            "RSS under another name or namespace".to_owned(),
            "write <rss version=\"2.0\">, without a prefix or namespace",
        ),
        (_, "channel" | "item") => ("a part of RSS".to_owned(), "wrap it in <rss version=\"2.0\">"),
        (_, "opml") => ("an OPML list of feeds".to_owned(), "check the feeds that it lists"),
        (_, "urlset" | "sitemapindex") => ("a sitemap".to_owned(), "check the feed of the site"),
        (_, "svg") => ("an image".to_owned(), ""),
        _ => (
            format!("XML that begins with `<{}>`", excerpt(written)),
            "RSS begins with <rss>, Atom with <feed>",
        ),
    };
    findings.add(
        &NOT_A_FEED,
        root.name_range(),
        format!("the file is not a feed: it looks like {kind}"),
        help,
    );
}

/// Reports another version of RSS than 2.0.
pub(super) fn version(rss: Element<'_>, findings: &mut Findings) {
    let Some(version) = rss.attribute("version") else { return };
    let range = version.range();
    match version.trimmed().as_ref() {
        "2.0" => {}
        "0.91" | "0.92" | "0.93" | "0.94" => {
            findings.add(
                &OLD_VERSION,
                range,
                format!("the RSS version {} is from before 2002", version.trimmed()),
                "write version=\"2.0\"",
            );
        }
        other => findings.add(
            &UNKNOWN_VERSION,
            range,
            format!("unknown RSS version `{}`", excerpt(other)),
            "write version=\"2.0\"",
        ),
    }
}
