//! A text or its root element in; whether it is a feed, or what else it looks like, out.

use std::ffi::OsStr;
use std::ops::Range;
use std::path::Path;

use super::finding::{Findings, excerpt};
use crate::check::codes::grammar::{OLD_VERSION, UNKNOWN_VERSION};
use crate::check::codes::xml::{NOT_A_FEED, UNDECODABLE};
use crate::source::encoding;
use crate::source::text::offsets;
use crate::source::xml::Ns;
use crate::source::xml::tree::Element;

/// Marks of template source, which is not a feed yet: `{% for`, `{{ site.title }}`, `<%= title %>`.
const TEMPLATE: &[&str] = &["{%", "{{", "<%"];

/// Whether a file should be a feed, judging by its first characters. Programs and templates that write one are not.
pub(super) fn is_feed(text: &str) -> bool {
    let start = text.trim_start();
    if start.starts_with('{') {
        return names_version(start);
    }
    let Some(root) = root_name(start).filter(|_| start.starts_with('<')) else { return false };
    let before = start.get(..root.start).unwrap_or_default();
    if start.starts_with("<?php") || TEMPLATE.iter().any(|mark| before.contains(mark)) {
        return false;
    }
    let name = start.get(root).unwrap_or_default();
    let local = name.rsplit(':').next().unwrap_or(name);
    let is_entry = local == "entry" && start.contains("www.w3.org/2005/Atom");
    matches!(local, "rss" | "feed" | "RDF") || is_entry
}

/// Whether a file that is none of the texts of a feed is one all the same: XML in an encoding that nobody reads, or
/// something else under the name of a feed.
pub(super) fn is_unread_feed(path: &Path, bytes: &[u8]) -> bool {
    let begins = |(start, ..): &(&[u8], &str)| bytes.starts_with(start);
    let is_binary = || BINARY.iter().any(|(start, ..)| bytes.starts_with(start));
    let is_page = || web_page(&encoding::lossy(bytes)).is_some();
    let is_blank = || bytes.trim_ascii().is_empty();
    UNSUPPORTED.iter().any(begins) || is_named_as_feed(path) && (is_blank() || is_binary() || is_page())
}

/// Whether a file has a name that only feeds have: `feed.xml`, `news.rss`.
fn is_named_as_feed(path: &Path) -> bool {
    let lower = |part: Option<&OsStr>| part.unwrap_or_default().to_string_lossy().to_lowercase();
    match lower(path.extension()).as_str() {
        "rss" | "atom" => true,
        "xml" | "json" => ["atom", "feed", "rss"].contains(&lower(path.file_stem()).as_str()),
        _ => false,
    }
}

/// Whether a JSON object has the version of JSON Feed.
fn names_version(text: &str) -> bool {
    text.match_indices("\"version\"").any(|(at, key)| {
        let value = text.get(at + key.len()..).map(str::trim_start).and_then(|rest| rest.strip_prefix(':'));
        let value = value.map(str::trim_start).unwrap_or_default();
        value.get(..value.len().min(40)).is_some_and(|value| value.contains("jsonfeed.org/version"))
    })
}

/// The name of the first element.
fn root_name(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    loop {
        at += text.get(at..)?.find('<')?;
        let rest = text.get(at..)?;
        let skip =
            [("<!--", "-->"), ("<?", "?>"), ("<!", ">")].iter().find(|(open, _)| rest.starts_with(open));
        match skip {
            Some((_, close)) => at += rest.find(close)? + close.len(),
            None => {
                let name = rest.get(1..)?;
                let end = name.find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/'))?;
                return Some(at + 1..at + 1 + end);
            }
        }
    }
}

/// How files that are not text begin: the first bytes, what the file is, and what to do about it.
const BINARY: &[(&[u8], &str, &str)] = &[
    (b"\x1f\x8b", "it is compressed with gzip", "decompress it first: `gunzip -c FILE | feedwright check -`"),
    (b"PK\x03\x04", "it is a ZIP archive", "unpack it first: `unzip -p FILE | feedwright check -`"),
    (
        b"\x28\xb5\x2f\xfd",
        "it is compressed with zstd",
        "decompress it first: `unzstd -c FILE | feedwright check -`",
    ),
    (b"\xfd7zXZ", "it is compressed with xz", "decompress it first: `unxz -c FILE | feedwright check -`"),
    (b"BZh", "it is compressed with bzip2", "decompress it first: `bunzip2 -c FILE | feedwright check -`"),
    (b"%PDF", "it is a PDF document", "check the feed instead"),
    (b"\x89PNG", "it is an image", "check the feed instead"),
    (b"\xff\xd8\xff", "it is an image", "check the feed instead"),
    (b"GIF8", "it is an image", "check the feed instead"),
];

/// How a `<` or a byte order mark begins in encodings that parsers of feeds do not know.
const UNSUPPORTED: &[(&[u8], &str)] = &[
    (b"\xff\xfe\0\0", "UTF-32"),
    (b"\0\0\xfe\xff", "UTF-32"),
    (b"<\0\0\0", "UTF-32"),
    (b"\0\0\0<", "UTF-32"),
    (b"\x4c\x6f\xa7\x94", "EBCDIC"),
];

/// Reports a file that need not be read to see that it is not a feed: once, as what it is.
pub(super) fn other_file(bytes: &[u8], text: &str, findings: &mut Findings) -> bool {
    let binary = BINARY.iter().find(|(start, _, _)| bytes.starts_with(start));
    let unsupported = UNSUPPORTED.iter().find(|(start, _)| bytes.starts_with(start));
    match (binary, unsupported, web_page(text)) {
        (Some((_, kind, help)), _, _) => {
            *findings = Findings::default();
            findings.add_to_file(&NOT_A_FEED, format!("the file is not a feed: {kind}"), *help);
        }
        (None, Some((_, encoding)), _) => {
            *findings = Findings::default();
            let message = format!("the file is in {encoding}, which readers do not support");
            findings.add_to_file(&UNDECODABLE, message, "save it as UTF-8");
        }
        (None, None, Some(at)) => {
            let message = "the file is not a feed: it looks like a web page";
            let help = "check the feed that the page links to; a server may also answer with an error page";
            findings.add(&NOT_A_FEED, offsets(at), message, help);
        }
        (None, None, None) if is_binary(bytes, text) => {
            *findings = Findings::default();
            let help = "check whether the program that generates it failed";
            findings.add_to_file(&NOT_A_FEED, "the file is not a feed: it is binary data".to_owned(), help);
        }
        (None, None, None) => return false,
    }
    true
}

/// Whether a file is no text in any encoding that it may have been decoded from.
fn is_binary(bytes: &[u8], text: &str) -> bool {
    let is_utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    !text.trim_start().starts_with(['<', '{']) && !is_utf16 && bytes.contains(&0)
}

/// The doctype or the root element of a web page.
fn web_page(text: &str) -> Option<Range<usize>> {
    const DOCTYPE: &str = "<!doctype html";
    let blank = text.len() - text.trim_start().len();
    let start = text.get(blank..).filter(|start| start.starts_with('<'))?;
    if start.get(..DOCTYPE.len()).is_some_and(|start| start.eq_ignore_ascii_case(DOCTYPE)) {
        return Some(blank..blank + DOCTYPE.len());
    }
    let root = root_name(text)?;
    text.get(root.clone()).is_some_and(|name| name.eq_ignore_ascii_case("html")).then_some(root)
}

/// Reports a file that is not a feed, and what it looks like.
pub(super) fn not_a_feed(text: &str, findings: &mut Findings) {
    let start = text.trim_start();
    let blank = text.len() - start.len();
    let first = start.lines().next().unwrap_or_default();
    let (kind, help) = match start.chars().next() {
        None => ("it is empty", "check whether the program that generates it failed"),
        Some('[') => ("it is a JSON array", "a JSON feed is an object with version, title and items"),
        Some('+' | '-') if start.starts_with("+++") || start.starts_with("---") => {
            ("it looks like an article", "build a feed from it first")
        }
        Some(_) => ("it looks like plain text", "RSS begins with <rss>, Atom with <feed>"),
    };
    findings.add(
        &NOT_A_FEED,
        offsets(blank..blank + first.len()),
        format!("the file is not a feed: {kind}"),
        help,
    );
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
        (_, "channel" | "item") => ("an RSS fragment".to_owned(), "wrap it in <rss version=\"2.0\">"),
        (_, "opml") => ("an OPML list of feeds".to_owned(), "check the feeds that it lists"),
        (_, "urlset" | "sitemapindex") => ("a sitemap".to_owned(), "check the feed of the site"),
        (_, "svg") => ("an image".to_owned(), "check the feed instead"),
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
