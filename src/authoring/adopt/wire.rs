//! The lines of a wire text in; those that are not the article's out, as metadata: its picture's caption and credit, its
//! embargo, its writers, its dateline and its count of comments.

use super::head::MetadataLine;
use super::lines::Line;
use super::names;
use super::title::{is_headline, is_long, is_paragraph};
use super::words::{DESK_LINES, EDITED_LABELS, contains};
use super::{Certainty, byline, comments, credit, dateline, dates, embargo, notes};
use crate::authoring::quoted;
use crate::site::date::WrittenDate;

/// Additions by a news agency.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wire {
    /// The picture's caption and credit.
    pub(super) picture: Option<Picture>,
    /// Other metadata, with the numbers of the lines that it is moved from.
    pub(super) entries: Vec<MetadataLine>,
    /// The photographers in a byline, with the number and the text of its line.
    photographers: Option<(String, usize, String)>,
    /// The date of its dateline.
    pub(super) date: Option<MetadataLine>,
    /// The number of the line that begins the story with a dateline, and is no headline.
    pub(super) story: Option<usize>,
}

/// A line about a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Picture {
    /// Its caption; may be empty.
    pub(super) caption: String,
    /// Its credit.
    pub(super) credit: String,
    /// The numbers of its lines.
    pub(super) lines: Vec<usize>,
}

/// The maximum number of lines above a story.
const TOP_LINES: usize = 8;

/// The number of lines at the end of a text that may say who made it.
const IMPRINT_LINES: usize = 5;

/// The beginnings of a copyright, in lower case.
const COPYRIGHT: &[&str] = &["copyright", "hak cipta ©", "hak cipta (c)", "©", "(c) "];

/// The maximum number of headlines: one, and another below it.
const MAX_HEADLINES: usize = 2;

/// Reads the lines above the story, of which one may be its headline, and the last line. If nothing else would be left
/// of the text, it is not a wire text.
pub(super) fn read(lines: &[Line<'_>]) -> Wire {
    let mut wire = Wire::default();
    let mut headlines = 0;
    let captioned = wire.take_captioned(lines);
    wire.take_notes(lines);
    for line in lines.iter().take(TOP_LINES).skip(captioned) {
        if wire.has_taken(line) || wire.take(line) || dates::line(line.text).is_some() {
            continue;
        }
        headlines += 1;
        if headlines > MAX_HEADLINES || wire.story.is_some() || is_text(line.text) {
            break;
        }
    }
    wire.entries.extend(lines.last().and_then(count));
    wire.take_imprint(lines);
    wire.add_photographers();
    wire.take_signature(lines);
    wire.take_embargo(lines);
    if wire.lines().len() < lines.len() { wire } else { wire.unmoved() }
}

/// Whether a line is of the story, and no headline, which may end as a sentence does: `Why?`
fn is_text(line: &str) -> bool {
    is_long(line) || is_paragraph(line) && !is_headline(line)
}

/// Reads the lines of Markdown, of which only an embargo is not the article's.
pub(super) fn embargo(lines: &[Line<'_>]) -> Wire {
    let mut wire = Wire::default();
    wire.take_embargo(lines);
    if wire.lines().len() < lines.len() { wire } else { wire.unmoved() }
}

impl Wire {
    /// The lines to be moved out of the text.
    pub(super) fn lines(&self) -> Vec<usize> {
        let picture = self.picture.iter().flat_map(|picture| picture.lines.clone());
        let mut lines: Vec<_> =
            self.entries.iter().flat_map(|entry| entry.lines.clone()).chain(picture).collect();
        lines.sort_unstable();
        lines.dedup();
        lines
    }

    /// What keeps a text back, of one that has nothing else than such lines: they stay in the text.
    fn unmoved(self) -> Wire {
        let withheld =
            self.entries.into_iter().filter(|entry| ["publish", "draft"].contains(&entry.key.as_str()));
        Wire { entries: withheld.map(|entry| entry.lifted(Vec::new())).collect(), ..Wire::default() }
    }

    /// Whether anything marks the text as coming from an agency.
    pub(super) fn is_wire(&self) -> bool {
        self.picture.is_some() || self.story.is_some() || !self.entries.is_empty()
    }

    /// Takes a line out of the text, if it is not the article's.
    fn take(&mut self, line: &Line<'_>) -> bool {
        if let Some(entries) = embargo::read(line.text) {
            return self.add_order(entries, line);
        }
        if let Some(byline) = byline::read(line.text) {
            return self.take_byline(byline, line);
        }
        if contains(DESK_LINES, line.text.trim_matches(|c: char| !c.is_alphanumeric())) {
            let desk = MetadataLine::known(
                notes::DESK,
                quoted(line.text),
                "from a line for editors",
                Certainty::Sure,
            );
            return self.add_to(&[desk], &[*line]);
        }
        if let Some(editor) = editor(line.text, "from a line above the text") {
            return self.add(vec![editor], line);
        }
        if let Some(dateline) = dateline::read(line.text) {
            return self.take_dateline(dateline, line);
        }
        match picture(line).filter(|_| self.picture.is_none()) {
            Some(picture) => {
                self.picture = Some(picture);
                true
            }
            None => false,
        }
    }

    /// Takes a caption out of the text whose credit is the line after it, at the beginning of a text that goes on. Returns
    /// the number of lines.
    fn take_captioned(&mut self, lines: &[Line<'_>]) -> usize {
        let [first, second, _, ..] = lines else { return 0 };
        let caption = names::plain(first.text);
        let is_caption = is_paragraph(caption) && dateline::read(caption).is_none();
        let credit = picture(second).filter(|credit| is_caption && credit.caption.is_empty());
        let Some(credit) = credit else { return 0 };
        let caption = credit::unlabeled(caption);
        let (caption, lines) = (caption.to_owned(), vec![first.number, second.number]);
        let taken = lines.len();
        self.picture = Some(Picture { caption, lines, ..credit });
        taken
    }

    /// Takes embargoes and the like out of the beginning and the end of the text.
    fn take_embargo(&mut self, lines: &[Line<'_>]) {
        self.take_notes(lines);
        for (entries, line) in embargo::among(lines) {
            self.add_order(entries, line);
        }
    }

    /// Takes notes to editors out of the text, wherever they stand. What they order is read with other orders.
    fn take_notes(&mut self, lines: &[Line<'_>]) {
        for (at, line) in lines.iter().enumerate() {
            let rest = lines.get(at..).unwrap_or_default();
            let Some((entries, length)) = notes::begun(rest) else { continue };
            let is_order = length == 1 && embargo::read(line.text).is_some();
            if is_order || self.has_taken(line) {
                continue;
            }
            self.add_to(&entries, rest.get(..length).unwrap_or_default());
        }
    }

    /// Whether a line is moved out of the text.
    fn has_taken(&self, line: &Line<'_>) -> bool {
        self.lines().binary_search(&line.number).is_ok()
    }

    /// Adds metadata of one key, of which the text may have some already: then its lines are added to that.
    fn add_to(&mut self, entries: &[MetadataLine], lines: &[Line<'_>]) -> bool {
        let numbers: Vec<_> = lines.iter().map(|line| line.number).collect();
        let known = |entry: &&mut MetadataLine| entries.iter().all(|new| new.key == entry.key);
        match self.entries.iter_mut().find(known) {
            Some(entry) if numbers.iter().all(|number| entry.lines.contains(number)) => {}
            Some(entry) => {
                let texts: Vec<_> = lines.iter().map(|line| line.text).collect();
                let said = entry.clone().also_saying(&embargo::shown(&texts.join(" ")));
                *entry = said.lifted([entry.lines.clone(), numbers].concat());
            }
            None => self.entries.extend(entries.iter().map(|entry| entry.clone().lifted(numbers.clone()))),
        }
        true
    }

    /// Adds what a line orders about publication. If another line orders otherwise, the text is a draft.
    fn add_order(&mut self, entries: Vec<MetadataLine>, line: &Line<'_>) -> bool {
        let end = |entry: &MetadataLine| entry.key == "publish";
        let other = entries.iter().find(|entry| end(entry)).map(|entry| entry.value.clone());
        let differs = |entry: &MetadataLine| end(entry) && other.as_ref() != Some(&entry.value);
        let known = self.entries.iter().position(differs).filter(|_| !self.has("draft"));
        if other.is_none() {
            return self.add_to(&entries, &[*line]);
        }
        let (Some(at), Some(end)) = (known, other) else { return self.add(entries, line) };
        let mut lines = self.entries.remove(at).lines;
        lines.push(line.number);
        let entries = embargo::contradicted(line.text, &end).into_iter();
        self.entries.extend(entries.map(|entry| entry.lifted(lines.clone())));
        true
    }

    /// Adds metadata, if the text has none of its kind yet.
    fn add(&mut self, entries: Vec<MetadataLine>, line: &Line<'_>) -> bool {
        let is_new = |entry: &MetadataLine| !self.entries.iter().any(|other| other.key == entry.key);
        let is_first = entries.iter().all(is_new);
        if is_first {
            self.entries.extend(entries.into_iter().map(|entry| entry.lifted(vec![line.number])));
        }
        is_first
    }

    fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key == key)
    }

    /// Where the text is from, unless that is known.
    fn source(&self, agency: Option<&str>, from: &str) -> Option<MetadataLine> {
        let value =
            agency.filter(|_| !self.has("source")).map(|name| format!("{{ name = {} }}", quoted(name)))?;
        Some(MetadataLine::known("source", value, from, Certainty::Likely))
    }

    fn take_byline(&mut self, byline: byline::Byline, line: &Line<'_>) -> bool {
        let source = self.source(byline.agency.as_deref(), "from the byline");
        if self.has("authors") || !self.add(byline.authors.into_iter().chain(source).collect(), line) {
            return false;
        }
        if let Some(credit) = byline.credit {
            self.photographers.get_or_insert_with(|| (credit, line.number, line.text.to_owned()));
        }
        true
    }

    /// Takes who wrote and edited the text, and whose it is, out of its end: `Pewarta: Siti Aminah`, `Copyright © ANTARA 2026`.
    fn take_imprint(&mut self, lines: &[Line<'_>]) {
        let body = lines.iter().skip(1).rev().take(IMPRINT_LINES);
        for line in body.filter(|line| comments::count(line.text).is_none()) {
            let is_byline = byline::is_labeled(line.text);
            if let Some(byline) = byline::read(line.text).filter(|_| is_byline) {
                self.take_byline(byline, line);
            } else if let Some(imprint) = imprint(line.text) {
                self.add(vec![imprint], line);
            } else {
                return;
            }
        }
    }

    /// Photographers are the credit of a picture without another one.
    fn add_photographers(&mut self) {
        let Some((credit, number, text)) = self.photographers.take() else { return };
        if self.picture.is_none() {
            self.picture = Some(Picture { caption: String::new(), credit, lines: vec![number] });
        } else if let Some(at) = self.entries.iter().position(|entry| entry.lines.contains(&number)) {
            let entry = self.entries.remove(at);
            self.entries.insert(at, entry.saying(&text));
        }
    }

    /// Takes the agency that signs a text out of its end.
    fn take_signature(&mut self, lines: &[Line<'_>]) {
        let signed =
            lines.iter().rev().take(2).find_map(|line| Some((dateline::signature(line.text)?, line)));
        if let Some((agency, line)) = signed
            && let Some(source) = self.source(Some(agency), "from the last line")
        {
            self.add(vec![source], line);
        }
    }

    /// A dateline before the text stays there.
    fn take_dateline(&mut self, dateline: dateline::Dateline<'_>, line: &Line<'_>) -> bool {
        let date = || dateline::date(line.text).map(|day| dates::toml(WrittenDate::Date(day)));
        let date = date().map(|day| MetadataLine::known("date", day, "from the dateline", Certainty::Likely));
        self.date = self.date.take().or(date);
        let source = self.source(dateline.agency, "from the dateline");
        if dateline.is_alone {
            let place =
                MetadataLine::known("dateline", quoted(line.text), "from the dateline", Certainty::Likely);
            return self.add(source.into_iter().chain([place]).collect(), line);
        }
        self.entries.extend(source);
        self.story = Some(line.number);
        false
    }
}

fn picture(line: &Line<'_>) -> Option<Picture> {
    let (caption, credit) = credit::split(names::plain(line.text))?;
    Some(Picture { caption: caption.to_owned(), credit: credit.to_owned(), lines: vec![line.number] })
}

/// Reads a line that names the editor of a text, or its copyright.
fn imprint(text: &str) -> Option<MetadataLine> {
    let text = names::plain(text);
    if let Some(editor) = editor(text, "from the last lines") {
        return Some(editor);
    }
    let lower = text.to_lowercase();
    let is_copyright = COPYRIGHT.iter().any(|begin| lower.starts_with(begin))
        && lower.contains(|c: char| c.is_ascii_digit())
        && !is_long(text);
    is_copyright.then(|| MetadataLine::known("rights", quoted(text), "from the last lines", Certainty::Sure))
}

/// Reads a line that names the editor of a text: `Editor: Budi Santoso`.
fn editor(text: &str, from: &str) -> Option<MetadataLine> {
    let (label, editor) = names::plain(text).split_once([':', '：'])?;
    let is_editor = contains(EDITED_LABELS, label) && names::are_names(editor);
    is_editor.then(|| MetadataLine::known("extra.editor", quoted(editor.trim()), from, Certainty::Sure))
}

fn count(line: &Line<'_>) -> Option<MetadataLine> {
    let value = format!("{{ count = {} }}", comments::count(line.text)?);
    Some(
        MetadataLine::known("comments", value, "from the last line", Certainty::Sure)
            .lifted(vec![line.number]),
    )
}
