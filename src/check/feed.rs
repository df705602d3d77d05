//! A document in, its format and findings out: decodes it, detects the format, reads it entry by entry, and then checks
//! the feed as a whole.

use std::path::Path;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};

use super::detect::{self, not_a_feed, report_unknown_root, version};
use super::finding::{Findings, excerpt, unread};
use super::presentation::Presentation;
use super::scope::{Flavor, Scope};
use super::{Checked, Options, Profile, grammar, html, json};
use crate::check::codes::feed::{self, LARGE_FEED};
use crate::check::codes::grammar::{OLD_ATOM, RDF};
use crate::check::codes::xml::{ENCODING_NOT_UTF8, LATE_ROOT, PREFIXED_ATOM, UNCHECKED_REST, UNDECODABLE};
use crate::check::codes::{self, entries, http, media, modules, news, paging, podcast};
use crate::diagnostic::Severity;
use crate::feed::Format;
use crate::source::encoding::{self, Contradiction, Decoded};
use crate::source::entities::Entities;
use crate::source::fault::Fault;
use crate::source::text::Offset;
use crate::source::xml::Ns;
use crate::source::xml::tree::{Element, NodeId, Tree};
use crate::source::xml::{self, Declaration, Event, Instruction, Keep, Listener, XmlFault};

/// Checks a document.
pub(super) fn check(file: &Path, bytes: &[u8], options: &Options) -> Checked {
    if Offset::try_from(bytes.len()).is_err() {
        let mut findings = Findings::default();
        findings.add_to_file(&LARGE_FEED, "the file is larger than 4 GiB, and was not read", "");
        return Checked { format: None, entries: 0, findings: findings.into_diagnostics(file, "") };
    }
    let charset = options.answer.as_ref().and_then(|answer| answer.charset());
    let decoded = encoding::decode(bytes, charset);
    let mut findings = Findings::default();
    let contradiction = encoding::contradiction(bytes, &decoded).filter(|_| charset.is_none());
    encoding(&decoded, bytes, contradiction.as_ref(), options, &mut findings);
    let text = decoded.text.as_ref();
    if detect::other_file(bytes, text, &mut findings) {
        return Checked { format: None, entries: 0, findings: findings.into_diagnostics(file, text) };
    }
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
        checker.xml(decoded.failed.is_none(), contradiction.is_none());
    } else {
        not_a_feed(text, &mut checker.scope.findings);
    }
    let Checker { mut scope, format, is_rdf, .. } = checker;
    if let Some(format) = format {
        size(bytes.len(), &mut scope);
        http::check(media_types(format, is_rdf), &decoded.own.name().to_ascii_lowercase(), &mut scope);
    }
    let entries = scope.facts.entries;
    scope.findings.report_cut(&UNCHECKED_REST);
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
fn encoding(
    decoded: &Decoded<'_>,
    bytes: &[u8],
    contradiction: Option<&Contradiction>,
    options: &Options,
    findings: &mut Findings,
) {
    if let Some(unknown) = &decoded.unknown {
        let message = format!("unknown encoding `{}`", excerpt(unknown));
        findings.add_to_file(&UNDECODABLE, message, "save the file as UTF-8, and write encoding=\"utf-8\"");
    }
    if let Some(failed) = decoded.failed {
        let at = Offset::try_from(failed).unwrap_or(Offset::MAX);
        let message = format!("invalid byte in {}", excerpt(decoded.encoding_name()));
        let help = "save the file as UTF-8, or declare its real encoding";
        let rest = String::from_utf8_lossy(bytes.get(failed..).unwrap_or_default());
        let rest = if decoded.encoding == UTF_8 { unread(&rest) } else { String::new() };
        findings.add(&UNDECODABLE, at..at, message, format!("{help}{rest}"));
    }
    if let Some(contradiction) = contradiction {
        codes::xml::contradiction(contradiction, &decoded.text, findings);
        if contradiction.found.is_some() {
            return;
        }
    }
    // ASCII is valid UTF-8, regardless of the declared encoding.
    let is_wide = decoded.encoding == UTF_16LE || decoded.encoding == UTF_16BE;
    if decoded.encoding != UTF_8 && decoded.unknown.is_none() && (is_wide || !decoded.text.is_ascii()) {
        let severity = if options.profiles.is_empty() { ENCODING_NOT_UTF8.severity } else { Severity::Error };
        let name = if is_wide { "UTF-16" } else { decoded.encoding_name() };
        let message = format!("the feed is in {}", excerpt(name));
        findings.add_to_file(ENCODING_NOT_UTF8.at(severity), message, "save it as UTF-8");
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
        scope.findings.add_to_file(LARGE_FEED.at(severity), message, help);
    }
}

/// The position in an XML document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// Before the root element.
    BeforeRoot,
    /// In a feed.
    InFeed,
    /// In a document that is checked only as XML.
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
    fn fault(&mut self, fault: Fault<XmlFault<'_>>) {
        // Only for this type does a missing encoding mean another one than UTF-8 (RFC 2376 §3.1).
        let answer = self.scope.options.answer.as_ref();
        let is_plain =
            answer.is_some_and(|answer| answer.media_type() == "text/xml" && answer.charset().is_none());
        if fault.kind == XmlFault::NoEncoding && !is_plain {
            return;
        }
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
    fn xml(&mut self, is_whole: bool, is_as_declared: bool) {
        codes::xml::suspicious_characters(self.text, &mut self.scope.findings);
        if is_as_declared {
            codes::xml::decoded_twice(self.text, &mut self.scope.findings);
        }
        self.scope.findings.mark_of_text();
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
        let found = html::check(jobs, self.text, entities, self.scope.options);
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
                "replace it with <?xml-stylesheet type=\"text/css\" href=\"…\"?>; with Feedwright, write stylesheet = true",
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
        let parts =
            entry.children().flat_map(with_media).map(|part| (part.range(), grammar::known_name(part)));
        let index = self.scope.entry.take().unwrap_or_default();
        self.scope.findings.assign_entry(index, &entry.range(), parts);
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
            self.scope.findings.lower_errors(before, podcast::RULES);
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
            self.entry(root);
            return feed::entry_document(root, &mut self.scope);
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
/// An element of an entry, and those in it that say something of their own: the parts of a picture in Media RSS.
fn with_media(element: Element<'_>) -> impl Iterator<Item = Element<'_>> {
    let inside = element.children().filter(move |_| element.ns() == Ns::MEDIA);
    std::iter::once(element).chain(inside)
}

fn is_podcast(channel: Element<'_>) -> bool {
    channel.children().any(|child| child.ns() == Ns::ITUNES)
}
