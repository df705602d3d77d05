//! A document in, its format and findings out: decodes it, detects the format, reads it entry by entry, and then checks
//! the feed as a whole.

use std::ops::Range;
use std::path::Path;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};

use super::finding::{Findings, excerpt};
use super::scope::{Flavor, Scope};
use super::{Checked, Options, Profile, grammar, html, json};
use crate::check::codes::feed::{self, LARGE_FEED};
use crate::check::codes::grammar::{OLD_ATOM, OLD_VERSION, RDF, UNKNOWN_VERSION};
use crate::check::codes::xml::{
    ENCODING_NOT_UTF8, LATE_ROOT, NOT_A_FEED, PREFIXED_ATOM, UNDECODABLE, XSLT_ONLY,
};
use crate::check::codes::{self, entries, http, media, modules, news, paging, podcast};
use crate::diagnostic::Severity;
use crate::feed::Format;
use crate::source::encoding::{self, Decoded};
use crate::source::text::{Offset, offset};
use crate::source::xml::Entities;
use crate::source::xml::Ns;
use crate::source::xml::tree::{Element, NodeId, Tree};
use crate::source::xml::{self, Declaration, Event, Fault, Instruction, Keep, Listener};

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

/// Checks a document.
pub(super) fn check(file: &Path, bytes: &[u8], options: &Options) -> Checked {
    if Offset::try_from(bytes.len()).is_err() {
        let mut findings = Findings::default();
        findings.add_to_file(&LARGE_FEED, "the file is larger than 4 GiB, and was not read", "");
        return Checked { format: None, entries: 0, findings: findings.into_diagnostics(file, "") };
    }
    let decoded = encoding::decode(bytes, options.answer.as_ref().and_then(|answer| answer.charset()));
    let mut findings = Findings::default();
    encoding(&decoded, options, &mut findings);
    let text = decoded.text.as_ref();
    let scope = Scope::new(Flavor::Rss, options, findings);
    let mut checker = Checker {
        text,
        scope,
        format: None,
        is_rdf: false,
        mode: Mode::BeforeRoot,
        is_likely_podcast: false,
        presentation: Presentation::default(),
    };
    let start = text.trim_start();
    if start.starts_with('{') {
        checker.format = Some(Format::Json);
        json::check(text, &mut checker.scope);
        checker.html(None);
    } else if start.starts_with('<') {
        checker.xml(decoded.failed.is_none());
    } else {
        not_a_feed(text, &mut checker.scope.findings);
    }
    let Checker { mut scope, format, is_rdf, .. } = checker;
    if let Some(format) = format {
        size(bytes.len(), &mut scope);
        http::check(media_types(format, is_rdf), &decoded.own.name().to_ascii_lowercase(), &mut scope);
    }
    let entries = scope.facts.entries;
    Checked { format, entries, findings: scope.findings.into_diagnostics(file, text) }
}

/// The allowed media types of a feed, its own first.
fn media_types(format: Format, is_rdf: bool) -> &'static [&'static str] {
    match format {
        Format::Json => &["application/feed+json", "application/json"],
        Format::Atom => &["application/atom+xml", "application/xml", "text/xml"],
        Format::Rss if is_rdf => {
            &["application/rdf+xml", "application/rss+xml", "application/xml", "text/xml"]
        }
        Format::Rss => &["application/rss+xml", "application/xml", "text/xml"],
    }
}

/// Checks the bytes as text.
fn encoding(decoded: &Decoded<'_>, options: &Options, findings: &mut Findings) {
    if let Some(unknown) = &decoded.unknown {
        let message = format!("unknown encoding `{}`", excerpt(unknown));
        findings.add_to_file(&UNDECODABLE, message, "save the file as UTF-8, and write encoding=\"utf-8\"");
    }
    if let Some(failed) = decoded.failed {
        let at = Offset::try_from(failed).unwrap_or(Offset::MAX);
        let message = format!("invalid byte in {}", decoded.encoding.name());
        findings.add(&UNDECODABLE, at..at, message, "save the file as UTF-8, or declare its real encoding");
    }
    // ASCII is valid UTF-8, regardless of the declared encoding.
    let is_wide = decoded.encoding == UTF_16LE || decoded.encoding == UTF_16BE;
    if decoded.encoding != UTF_8 && decoded.unknown.is_none() && (is_wide || !decoded.text.is_ascii()) {
        let severity = if options.profiles.is_empty() { ENCODING_NOT_UTF8.severity } else { Severity::Error };
        let name = if is_wide { "UTF-16" } else { decoded.encoding.name() };
        let message = format!("the feed is in {name}");
        findings.add_as(&ENCODING_NOT_UTF8, severity, None, message, "save it as UTF-8".to_owned());
    }
}

/// The size limits of a feed, in bytes.
const LARGE: usize = 512_000;
const LARGE_JSON: usize = 250_000;
const TOO_LARGE: usize = 1_000_000;
/// The limit of Google News.
const GOOGLE_NEWS_LIMIT: usize = 2_000_000;

fn size(bytes: usize, scope: &mut Scope<'_>) {
    let large = if scope.flavor == Flavor::Json { LARGE_JSON } else { LARGE };
    if bytes >= large {
        let is_rejected = bytes >= GOOGLE_NEWS_LIMIT && scope.options.profiles.contains(&Profile::News);
        let severity = match bytes {
            _ if is_rejected => Severity::Error,
            TOO_LARGE.. => Severity::Warning,
            _ => Severity::Info,
        };
        let message = format!("the feed is {} kB", bytes / 1000);
        let help = "include fewer entries, or summaries; move older entries to an archive".to_owned();
        scope.findings.add_as(&LARGE_FEED, severity, None, message, help);
    }
}

/// Reports a file that is not a feed, and what it looks like.
fn not_a_feed(text: &str, findings: &mut Findings) {
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

/// The position in an XML document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// Before the root element.
    BeforeRoot,
    /// In a feed.
    InFeed,
    /// In a document of which only the XML is checked.
    OtherXml,
}

/// The state of reading a document.
struct Checker<'o> {
    text: &'o str,
    scope: Scope<'o>,
    format: Option<Format>,
    /// Whether it is RSS 1.0 or 0.90.
    is_rdf: bool,
    mode: Mode,
    /// Whether it is a podcast, judging by its channel before the items.
    is_likely_podcast: bool,
    presentation: Presentation,
}

impl Listener for Checker<'_> {
    fn fault(&mut self, fault: Fault<'_>) {
        codes::xml::fault(fault, self.text, &mut self.scope.findings);
    }

    fn declared(&mut self, declaration: &Declaration<'_>) {
        codes::xml::declaration(declaration, &mut self.scope.findings);
    }

    fn instruction(&mut self, instruction: Instruction<'_>) {
        self.presentation.note_instruction(&instruction);
    }

    fn event(&mut self, tree: &Tree<'_>, event: Event) -> Keep {
        if self.scope.findings.is_full() {
            return Keep::Stop;
        }
        if let Event::Opened(id) = event {
            self.presentation.note_element(tree, tree.element(id));
        }
        match (event, self.mode) {
            (Event::Opened(id), Mode::BeforeRoot) => self.root(tree.element(id)),
            (Event::Closed(_), Mode::OtherXml) => Keep::Nothing,
            (Event::Closed(id), Mode::InFeed) => self.closed(tree, id),
            (Event::Opened(_) | Event::Closed(_), _) => Keep::All,
        }
    }
}

impl Checker<'_> {
    fn xml(&mut self, is_whole: bool) {
        codes::xml::suspicious_characters(self.text, &mut self.scope.findings);
        let document = xml::read(self.text, is_whole, self);
        let is_feed = document.is_complete && self.mode == Mode::InFeed;
        if let Some(root) = document.tree.root().filter(|_| is_feed) {
            self.feed(root);
        }
        if self.mode != Mode::BeforeRoot {
            std::mem::take(&mut self.presentation).check(&mut self.scope.findings);
        }
        self.html(document.tree.entities.as_ref());
    }

    /// Checks the recorded HTML texts.
    fn html(&mut self, entities: Option<&Entities>) {
        let jobs = std::mem::take(&mut self.scope.html);
        let found = html::check(jobs, self.text, entities, self.scope.options.base.as_ref());
        let before = std::mem::take(&mut self.scope.findings);
        self.scope.findings = before.join(found);
    }

    /// Detects the kind of document by its root element.
    fn root(&mut self, root: Element<'_>) -> Keep {
        let findings = &mut self.scope.findings;
        (self.mode, self.format) = match (root.ns(), root.local()) {
            (Ns::NONE, "rss") => {
                version(root, findings);
                (Mode::InFeed, Some(Format::Rss))
            }
            (Ns::ATOM, "feed" | "entry") => {
                self.scope.flavor = Flavor::Atom;
                if !root.prefix().is_empty() {
                    let message = format!("`<{}>` has a prefix", root.written());
                    findings.add(
                        &PREFIXED_ATOM,
                        root.name_range(),
                        message,
                        "make Atom the default namespace: <feed xmlns=\"http://www.w3.org/2005/Atom\">",
                    );
                }
                (Mode::InFeed, Some(Format::Atom))
            }
            (Ns::RDF, "RDF") => {
                findings.add(
                    &RDF,
                    root.name_range(),
                    "this is RSS 1.0, and only its XML is checked",
                    "publish RSS 2.0 or Atom",
                );
                self.is_rdf = true;
                (Mode::OtherXml, Some(Format::Rss))
            }
            (Ns::ATOM_03, "feed" | "entry") => {
                findings.add(
                    &OLD_ATOM,
                    root.name_range(),
                    "this is Atom 0.3, a draft",
                    "publish Atom 1.0: <feed xmlns=\"http://www.w3.org/2005/Atom\">",
                );
                (Mode::OtherXml, Some(Format::Atom))
            }
            _ => {
                report_unknown_root(root, findings);
                return Keep::Stop;
            }
        };
        if root.range().start > 512 {
            let message = format!("`<{}>` begins at byte {}", root.written(), root.range().start);
            findings.add(
                &LATE_ROOT,
                root.name_range(),
                message,
                "put the root element within the first 512 bytes",
            );
        }
        Keep::All
    }

    fn closed(&mut self, tree: &Tree<'_>, id: NodeId) -> Keep {
        let element = tree.element(id);
        let Some(parent) = tree.innermost() else { return Keep::All };
        let is_entry = match self.scope.flavor {
            Flavor::Rss => element.is((Ns::NONE, "item")) && parent.is((Ns::NONE, "channel")),
            Flavor::Atom | Flavor::Json => element.is((Ns::ATOM, "entry")) && parent.is((Ns::ATOM, "feed")),
        };
        if is_entry {
            self.entry(element);
            return Keep::Nothing;
        }
        let in_feed = parent.is((Ns::NONE, "channel")) || parent.is((Ns::ATOM, "feed"));
        if in_feed && element.is((Ns::XHTML, "script")) {
            let message = "the feed contains an XHTML `<script>`";
            self.scope.findings.add(
                &feed::SCRIPT_IN_FEED,
                element.name_range(),
                message,
                "use a CSS stylesheet instead",
            );
        }
        if in_feed && !grammar::is_known(element) {
            grammar::check_unknown(element, parent, &mut self.scope);
            return Keep::Nothing;
        }
        Keep::All
    }

    fn entry(&mut self, entry: Element<'_>) {
        if self.scope.facts.entries == 0 {
            self.is_likely_podcast = entry.parent().is_some_and(is_podcast);
        }
        let scope = &mut self.scope;
        scope.findings.mark_assigned();
        scope.entry = Some(scope.facts.entries);
        grammar::check(entry, scope);
        entries::check(entry, scope);
        media::check(entry, scope);
        modules::check(entry, scope);
        paging::check_entry(entry, scope);
        if scope.options.profiles.contains(&Profile::News) {
            news::check_entry(entry, scope);
        }
        self.podcast(entry, podcast::check_item);
        let parts = entry.children().map(|child| (child.range(), grammar::known_name(child)));
        let index = self.scope.entry.take().unwrap_or_default();
        self.scope.findings.assign_entry(index, parts);
    }

    /// Applies the podcast rules: all of them with the profile; without it, only errors, as warnings, in feeds with
    /// Apple's elements.
    fn podcast(&mut self, element: Element<'_>, check: fn(Element<'_>, &mut Scope<'_>)) {
        if self.scope.flavor != Flavor::Rss {
            return;
        }
        if self.scope.options.profiles.contains(&Profile::Podcast) {
            return check(element, &mut self.scope);
        }
        if self.is_likely_podcast {
            let before = self.scope.findings.len();
            check(element, &mut self.scope);
            self.scope.findings.keep_errors(before);
            self.scope.findings.lower_errors(before);
        }
    }

    /// Checks the feed after all of its entries.
    fn feed(&mut self, root: Element<'_>) {
        self.scope.findings.mark_assigned();
        if self.scope.document_base.is_none() {
            self.scope.document_base =
                root.xml_attribute("base").and_then(|base| url::Url::parse(&base.trimmed()).ok());
        }
        if root.is((Ns::ATOM, "entry")) {
            return self.entry(root);
        }
        grammar::check(root, &mut self.scope);
        let feed =
            if self.scope.flavor == Flavor::Rss { root.child((Ns::NONE, "channel")) } else { Some(root) };
        let Some(feed) = feed else { return };
        feed::check(feed, &mut self.scope);
        media::check(feed, &mut self.scope);
        paging::check_feed(feed, &mut self.scope);
        if self.scope.options.profiles.contains(&Profile::News) {
            news::check_feed(feed, &mut self.scope);
        }
        if self.scope.flavor == Flavor::Atom && self.scope.options.profiles.contains(&Profile::Podcast) {
            self.scope.findings.add(
                &podcast::NOT_RSS,
                feed.name_range(),
                "the podcast is an Atom feed",
                "publish it as RSS",
            );
        }
        self.is_likely_podcast = is_podcast(feed);
        podcast::check_categories(feed, &mut self.scope);
        self.podcast(feed, podcast::check_channel);
    }
}

/// Whether a channel has Apple's elements, and so should be a podcast.
fn is_podcast(channel: Element<'_>) -> bool {
    channel.children().any(|child| child.ns() == Ns::ITUNES)
}

fn version(rss: Element<'_>, findings: &mut Findings) {
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

/// Reports an XML document that is not a feed.
fn report_unknown_root(root: Element<'_>, findings: &mut Findings) {
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

/// What shows a feed as a page in browsers.
#[derive(Debug, Default)]
struct Presentation {
    /// The first stylesheet that requires XSLT.
    xslt: Option<Range<Offset>>,
    /// Whether another stylesheet, or a script, works without XSLT.
    has_other: bool,
}

impl Presentation {
    fn note_instruction(&mut self, instruction: &Instruction<'_>) {
        if instruction.target != "xml-stylesheet" {
            return;
        }
        let kind = instruction.pseudo_attribute("type").unwrap_or_default().to_ascii_lowercase();
        let essence = kind.split(';').next().unwrap_or_default().trim();
        if matches!(essence, "text/xsl" | "text/xml" | "application/xml" | "application/xslt+xml") {
            self.xslt.get_or_insert_with(|| instruction.range.clone());
        } else {
            self.has_other = true;
        }
    }

    /// Notes a script of the feed itself, which browsers run. One in the text of an entry is about the entry.
    fn note_element(&mut self, tree: &Tree<'_>, element: Element<'_>) {
        if element.is((Ns::XHTML, "script")) {
            self.has_other |= !tree.ancestors().any(|outer| matches!(outer.local(), "item" | "entry"));
        }
    }

    /// Reports a feed that browsers can show only with XSLT.
    fn check(self, findings: &mut Findings) {
        if let Some(range) = self.xslt.filter(|_| !self.has_other) {
            findings.add(
                &XSLT_ONLY,
                range,
                "the feed is readable in a browser only with XSLT, which browsers are removing",
                "add <?xml-stylesheet type=\"text/css\" href=\"…\"?>",
            );
        }
    }
}
