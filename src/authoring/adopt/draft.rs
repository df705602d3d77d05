//! A file without metadata in, its metadata and edits out. The metadata is inferred from the text, completed with other
//! sources, and written at the head of the file or beside it. Reads no files.

use std::path::PathBuf;

use super::body::{self, Body};
use super::facts::{Defaults, FileFacts};
use super::head::{self, MetadataLine, ORDER};
use super::lines::Lines;
use super::unfenced::{self, UnfencedHead};
use super::wire::{self, Wire};
use super::{Adoption, Certainty, DateSource, dates, embargo, json, language, origin, title};
use crate::authoring::{Edit, new, quoted};
use crate::feed::Language;
use crate::feed::text::unify_line_ends;
use crate::site::date::WrittenDate;
use crate::site::file_name::{DateInName, date_in_path, split_date};
use crate::site::files::Source;
use crate::site::heads::{Fence, fence};
use crate::site::kind::FileKind;
use crate::source::bounds;
use crate::source::encoding::{NotText, help_to_convert, without_bom};

/// A parsed file without metadata.
#[derive(Debug)]
pub(crate) struct Draft<'b> {
    source: &'b Source,
    bytes: &'b [u8],
    lines: Lines<'b>,
    unfenced: Option<UnfencedHead>,
    wire: Wire,
    body: Body,
}

/// Why a file cannot be edited safely, and help.
pub(crate) type Refusal = (&'static str, String);

/// Reads a file without metadata. The bytes of a media file are ignored.
///
/// # Errors
/// The reason why it cannot be edited safely, and help.
pub(crate) fn read<'b>(source: &'b Source, bytes: &'b [u8]) -> Result<Draft<'b>, Refusal> {
    let bytes = if source.kind == FileKind::Media { &[] } else { bytes };
    if let Some(what) = NotText::of(bytes) {
        return Err((what.is_what(), what.help(&source.file())));
    }
    let not_utf8 = |_| ("it is not UTF-8", help_to_convert(&source.file()));
    let text = std::str::from_utf8(bytes).map_err(not_utf8)?;
    if bounds::check_markup(text, |byte| source.kind.is_markup(byte)).is_err() {
        let reason = "it has more markup characters than a build accepts";
        return Err((reason, "split it into several articles".to_owned()));
    }
    if source.kind != FileKind::Media && without_bom(text).trim().is_empty() {
        return Err(("it is empty", "write its text first".to_owned()));
    }
    let lines = Lines::of(text);
    let is_markdown = source.kind == FileKind::Markdown;
    let unfenced =
        is_markdown.then(|| unfenced::read(&lines.all).or_else(|| json::read(&lines.all))).flatten();
    if unfenced.is_none() {
        check_beginning(&lines).map_err(|(reason, help)| (reason, help.to_owned()))?;
    }
    let in_head: Vec<_> = unfenced.iter().flat_map(|unfenced| unfenced.lines.clone()).collect();
    let wire = match source.kind {
        FileKind::Text => wire::read(&lines.without(&[])),
        FileKind::Markdown => wire::embargo(&lines.without(&in_head)),
        FileKind::Html | FileKind::Unrendered | FileKind::Media => Wire::default(),
    };
    let body = Body::default();
    let draft = Draft { source, bytes, lines, unfenced, wire, body };
    Ok(Draft { body: draft.body(), ..draft })
}

/// Rejects text that already looks like metadata.
fn check_beginning(lines: &Lines<'_>) -> Result<(), (&'static str, &'static str)> {
    let body = lines.body(&[]);
    let first = lines.without(&[]).first().map_or("", |line| line.text);
    // `{{` starts a placeholder of another program.
    let is_json = first == "{" || first.starts_with("{\"");
    match fence(&*unify_line_ends(&body)) {
        Fence::Open(_) => Err((
            "its first line opens metadata that is never closed",
            "close it with the same line, or write `***` if it is a horizontal rule",
        )),
        Fence::Closed { .. } => Err(("it already has metadata", "edit the metadata")),
        Fence::Absent if is_json || first.starts_with("---") || first.starts_with(";;;") => Err((
            "it seems to begin with metadata that is neither TOML nor YAML",
            "write it as TOML between `+++` lines",
        )),
        Fence::Absent => Ok(()),
    }
}

impl Draft<'_> {
    fn body(&self) -> Body {
        let text = unify_line_ends(&self.lines.body(&self.lifted())).into_owned();
        let (lines, all) = (self.lines.without(&self.lifted()), self.lines.all.as_slice());
        match self.source.kind {
            FileKind::Markdown => body::markdown(&text, &lines, all),
            FileKind::Text => body::plain(&text, &lines, all, self.wire.story),
            FileKind::Html => body::page(&text, &lines),
            FileKind::Unrendered | FileKind::Media => Body::default(),
        }
    }

    fn lifted(&self) -> Vec<usize> {
        self.unfenced.iter().flat_map(|unfenced| unfenced.lines.clone()).chain(self.wire.lines()).collect()
    }

    /// The date in the file itself: in its head, name or text.
    #[must_use]
    pub(crate) fn date(&self, from: DateSource) -> Option<MetadataLine> {
        match from {
            DateSource::Filename => {
                let (date, _) = split_date(self.source.stem(), DateInName::Iso);
                let value = dates::toml(WrittenDate::Date(date?));
                // The text may have the same date with a time.
                let text_date =
                    self.body.date.as_ref().filter(|date| date.is_known() && date.value.starts_with(&value));
                let named =
                    || MetadataLine::known("date", value.clone(), "from the file's name", Certainty::Sure);
                Some(text_date.map_or_else(named, |date| date.clone().confirmed()))
            }
            DateSource::Path => {
                let value = dates::toml(WrittenDate::Date(date_in_path(&self.source.path)?));
                Some(MetadataLine::known("date", value, "from the path", Certainty::Likely))
            }
            DateSource::Text => self.body.date.clone().or_else(|| self.wire.date.clone()),
            DateSource::Git | DateSource::Mtime => None,
        }
    }

    /// Whether its head has a date, so that no other source is needed.
    #[must_use]
    pub(crate) fn tells_date(&self) -> bool {
        self.unfenced.iter().flat_map(|unfenced| &unfenced.entries).any(|entry| entry.key == "date")
    }

    /// The metadata, and the edits that write it.
    #[must_use]
    pub(crate) fn adopt(&self, facts: &FileFacts<'_>) -> Adoption {
        let mut entries: Vec<_> =
            self.unfenced.iter().flat_map(|unfenced| unfenced.entries.clone()).collect();
        let inferred =
            [Some(self.title()), facts.date.clone(), self.language(facts), self.image(facts.picture)];
        let inferred = inferred.into_iter().flatten().chain(self.wire.entries.clone());
        let inferred = inferred.chain(self.body.embargo.clone());
        for entry in inferred.chain(defaults(facts.defaults)) {
            if !entries.iter().any(|other| other.key == entry.key) {
                entries.push(entry);
            }
        }
        let mut entries = origin::settled(entries, &self.body, facts);
        let is_dated =
            |entry: &MetadataLine| entry.key == "date" || entry.key == "publish" && entry.is_known();
        if !entries.iter().any(is_dated) {
            entries.push(undated(self.impossible_date()));
        }
        for entry in entries.iter_mut().filter(|entry| DATES.contains(&entry.key.as_str())) {
            entry.value = facts
                .defaults
                .timezone
                .map_or(entry.value.clone(), |zone| dates::in_zone(&entry.value, zone));
        }
        entries.sort_by_key(|entry| ORDER.iter().position(|key| *key == entry.key).unwrap_or(ORDER.len()));
        let mut lifted = self.lifted();
        lifted.extend(facts.date.iter().flat_map(|date| &date.lines));
        lifted.sort_unstable();
        let (file, edits) = self.edits(&entries, &lifted);
        Adoption { source: self.source.clone(), file, entries, lifted, edits }
    }

    fn title(&self) -> MetadataLine {
        match &self.body.title {
            Some((title, from, certainty)) => MetadataLine::known("title", quoted(title), from, *certainty),
            None if self.is_note() => MetadataLine::known(
                "title",
                quoted(""),
                "a single line is an untitled note",
                Certainty::Likely,
            ),
            None => {
                let (_, name) = split_date(self.source.stem(), DateInName::Iso);
                let todo = "from the file's name; write a headline, or \"\" for an untitled note, and remove the first #";
                let reason = match self.possible_embargo() {
                    Some(line) => format!("no headline was found, and line {line} may be an embargo"),
                    None => "no headline was found".to_owned(),
                };
                MetadataLine::open("title", quoted(&new::words(name)), todo, &reason)
            }
        }
    }

    /// The number of the first line, if it is left in the text and may be an embargo.
    fn possible_embargo(&self) -> Option<usize> {
        let first = self.lines.without(&self.lifted()).first().copied()?;
        embargo::may_be(first.text).then_some(first.number)
    }

    /// The first line that would be a date, if there were such a day.
    fn impossible_date(&self) -> Option<&str> {
        let lines = self.lines.without(&self.lifted());
        embargo::near(&lines).map(|line| line.text).find(|text| dates::is_impossible(text))
    }

    /// Whether it is a single short line of text that is not a date, and does not come from an agency.
    fn is_note(&self) -> bool {
        let date = self.body.date.iter().flat_map(|date| date.lines.clone());
        let lifted: Vec<_> = self.lifted().into_iter().chain(date).collect();
        let is_text = matches!(self.source.kind, FileKind::Markdown | FileKind::Text);
        match self.lines.without(&lifted).as_slice() {
            [only] => {
                is_text
                    && only.text.contains(char::is_alphanumeric)
                    && dates::line(only.text).is_none()
                    && !title::is_long(only.text)
                    && !self.wire.is_wire()
            }
            _ => false,
        }
    }

    fn language(&self, facts: &FileFacts<'_>) -> Option<MetadataLine> {
        match &self.body.language {
            Some(_) if facts.names_language => None,
            Some((language, _, _)) if facts.language.as_ref() == Some(language) => None,
            Some((language, from, certainty)) => {
                Some(MetadataLine::known("language", quoted(language.as_str()), from, *certainty))
            }
            None if facts.names_language || facts.language.as_ref().is_some_and(|known| self.fits(known)) => {
                None
            }
            None => Some(self.likely_language()),
        }
    }

    /// Whether the script of the text may be one of a language.
    fn fits(&self, language: &Language) -> bool {
        self.body.guess.as_ref().is_none_or(|guess| guess.fits(language))
    }

    /// The language that the script has, if there is only one.
    fn likely_language(&self) -> MetadataLine {
        let guess = self.body.guess.as_ref();
        if let Some(only) = guess.and_then(language::Guess::only) {
            return MetadataLine::known(
                "language",
                quoted(only.as_str()),
                "from the script",
                Certainty::Likely,
            );
        }
        let example = guess.map_or("en", language::Guess::example);
        let todo = "write the language of the text, and remove the first #";
        MetadataLine::open("language", quoted(example), todo, "the text is too short to be sure")
    }

    /// The image of a wire text. An article's image must be a file.
    fn image(&self, file: Option<&str>) -> Option<MetadataLine> {
        let file = file.filter(|_| self.source.kind == FileKind::Text);
        let picture = self.wire.picture.as_ref();
        let labels = picture
            .map(|picture| [("caption", picture.caption.as_str()), ("credit", picture.credit.as_str())]);
        let src = [("src", file.unwrap_or("…"))];
        let parts = src.iter().chain(labels.iter().flatten()).filter(|(_, text)| !text.is_empty());
        let parts: Vec<_> = parts.map(|(key, text)| format!("{key} = {}", quoted(text))).collect();
        let value = format!("{{ {} }}", parts.join(", "));
        let entry = match (file, picture) {
            (Some(_), Some(_)) => {
                MetadataLine::known("image", value, "file with the same name", Certainty::Sure)
            }
            (Some(_), None) => {
                MetadataLine::known("image", value, "file with the same name", Certainty::Likely)
            }
            (None, Some(_)) => {
                let todo = "write the image file, and remove the first #";
                MetadataLine::open("image", value, todo, "there is no image with the same name beside it")
            }
            (None, None) => return None,
        };
        Some(entry.lifted(picture.map(|picture| picture.lines.clone()).unwrap_or_default()))
    }

    fn edits(&self, entries: &[MetadataLine], lifted: &[usize]) -> (PathBuf, Vec<Edit>) {
        let end = self.lines.end();
        let head: String = entries.iter().map(|entry| entry.line() + end).collect();
        let file = self.source.file();
        let before = Some(self.bytes.to_vec());
        if self.source.kind == FileKind::Markdown {
            let after = self.lines.file(&format!("+++{end}{head}+++{end}"), lifted);
            return (file.clone(), vec![Edit { file, before, after }]);
        }
        let beside = self.source.possible_sidecar();
        let mut edits = vec![Edit { file: beside.clone(), before: None, after: head.into_bytes() }];
        if !lifted.is_empty() {
            edits.push(Edit { file, before, after: self.lines.file("", lifted) });
        }
        (beside, edits)
    }
}

/// Keys of dates, which may be without a time zone.
const DATES: &[&str] = &["date", "updated", "publish"];

/// Metadata that the user gives to all files.
fn defaults(defaults: Defaults<'_>) -> impl Iterator<Item = MetadataLine> {
    let names: Vec<_> = defaults.authors.iter().map(String::as_str).collect();
    let authors = (!names.is_empty())
        .then(|| MetadataLine::known("authors", head::list(&names), "from --author", Certainty::Sure));
    let source = defaults.source.map(|name| {
        MetadataLine::known(
            "source",
            format!("{{ name = {} }}", quoted(name)),
            "from --source",
            Certainty::Sure,
        )
    });
    authors.into_iter().chain(source)
}

fn undated(impossible: Option<&str>) -> MetadataLine {
    let todo = "write the date of publication, and remove the first #";
    let (todo, from) = match impossible {
        Some(line) => {
            let shown: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            (format!("{todo}: \"{shown}\" is no date"), format!("`{shown}` is no date"))
        }
        None => (todo.to_owned(), "no date of publication was found".to_owned()),
    };
    MetadataLine::open("date", "2026-04-01".to_owned(), &todo, &from)
}
