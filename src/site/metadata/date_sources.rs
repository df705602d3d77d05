//! The sources that the configuration names in, the dates of an article out: its head, its name, its path, and what git
//! knows.

use std::ops::Range;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::dates::{self, Clock, Moment};
use super::{Context, DATE_DIFFERS, INVALID_DATE, NO_GIT_DATE, UNWRITTEN_DATE};
use crate::diagnostic::{Diagnostic, Place};
use crate::site::date::{WrittenDate, wrong_part};
use crate::site::fields::{Fields, Located, Table};
use crate::site::file_name::{DateInName, FileName, date_in_path};
use crate::site::files::Source;
use crate::site::history::NoDate;
use crate::site::rules::{DateFrom, ImpliedDate, UpdatedFrom};

/// The keys of heads that contain the path of a page.
const PATH_KEYS: &[&str] = &["path", "url", "permalink"];

/// Where the dates of one article may be.
#[derive(Clone, Copy)]
pub(super) struct DateSources<'s> {
    pub(super) head: &'s Table<'s>,
    pub(super) source: &'s Source,
    pub(super) file_name: &'s FileName<'s>,
    pub(super) clock: Clock<'s>,
    pub(super) context: Context<'s>,
}

/// A date from the first source with one.
#[derive(Default)]
pub(super) struct Found {
    pub(super) date: Option<DateTime<FixedOffset>>,
    /// Why it may be missing or wrong, which matters only if the article is public.
    pub(super) doubt: Option<Diagnostic>,
}

impl DateSources<'_> {
    /// The date of publication, from the first source with one in the configuration's order.
    pub(super) fn date(self, fields: &mut Fields<'_, '_>, written: Option<&Located<Moment>>) -> Found {
        if let Some(implied) = self.implied() {
            return self.resolve(fields, implied);
        }
        self.compare(fields, written);
        let mut found = Found::default();
        for from in &self.context.content.date_from {
            found.date = match from {
                DateFrom::Metadata => written.map(|written| written.value.instant),
                DateFrom::Filename => self.day(fields, self.file_name.date),
                DateFrom::Path => self.day(fields, self.date_in_path()),
                DateFrom::Git => match self.context.history.added(self.source) {
                    Ok(date) => self.instant(fields, date),
                    Err(no_date) => {
                        found.doubt = Some(self.finding(fields, no_date));
                        None
                    }
                },
            };
            if found.date.is_some() {
                break;
            }
        }
        let is_dated = found.date.is_some();
        found.doubt = found.doubt.filter(|doubt| !is_dated || doubt.code != &NO_GIT_DATE);
        if !is_dated {
            found.doubt = self.impossible().or(found.doubt);
        }
        found
    }

    /// The finding about a name that begins with a date which does not exist.
    fn impossible(&self) -> Option<Diagnostic> {
        let content = self.context.content;
        let is_read = content.date_from.contains(&DateFrom::Filename);
        let form = content.rules.names.date;
        let (date, rest) = self.file_name.name.split_at_checked("2026-04-01".len())?;
        let is_whole = rest.is_empty() || rest.starts_with(['-', '_', ' ']);
        let why = wrong_part(date).filter(|_| is_read && is_whole && form != DateInName::None)?;
        let message = format!("`{date}` in the file's name is not a date: {why}");
        let finding = Diagnostic::new(&INVALID_DATE, message).at(Place::file(&self.source.file()));
        Some(finding.help("correct the name, or add a `date` to the metadata"))
    }

    /// What stands in the place of a date: its words, their place, and what they ask for.
    fn implied(&self) -> Option<(String, Range<usize>, ImpliedDate)> {
        let known = self.context.content.rules.dates.implied;
        let value = self.head.get("date").filter(|_| !known.is_empty())?;
        let words = value.scalar()?.trim().to_owned();
        let (_, implied) = known.iter().find(|(name, _)| words.eq_ignore_ascii_case(name))?;
        Some((words, value.span.clone(), *implied))
    }

    /// The implied date, if git has it and the configuration wants dates from there.
    fn resolve(
        self,
        fields: &mut Fields<'_, '_>,
        (words, span, implied): (String, Range<usize>, ImpliedDate),
    ) -> Found {
        let history = self.context.history;
        let has_git = self.context.content.date_from.contains(&DateFrom::Git);
        let date = match implied {
            ImpliedDate::Added if has_git => history.added(self.source),
            ImpliedDate::Changed if has_git => history.changed(self.source),
            ImpliedDate::Added | ImpliedDate::Changed | ImpliedDate::OfFile => {
                let finding = unwritten(&words, implied)
                    .at(Place::at(fields.source().file, fields.source().span(span)));
                return Found { date: None, doubt: Some(finding) };
            }
        };
        match date {
            Ok(date) => Found { date: self.instant(fields, date), doubt: None },
            Err(no_date) => Found { date: None, doubt: Some(self.finding(fields, no_date)) },
        }
    }

    /// The date of the last change, from the first source with one in the configuration's order.
    pub(super) fn updated(self, fields: &mut Fields<'_, '_>, written: Option<&Located<Moment>>) -> Found {
        let mut found = Found::default();
        for from in &self.context.content.updated_from {
            found.date = match from {
                UpdatedFrom::Metadata => written.map(|written| written.value.instant),
                UpdatedFrom::Git => match self.context.history.changed(self.source) {
                    Ok(date) => self.instant(fields, date),
                    Err(NoDate::Shallow(finding)) => {
                        found.doubt = Some(finding.clone());
                        None
                    }
                    Err(NoDate::Uncommitted | NoDate::Unknown) => None,
                },
            };
            if found.date.is_some() {
                break;
            }
        }
        found
    }

    /// Reports a date in the metadata that differs from the first one in the file's name or path.
    fn compare(self, fields: &mut Fields<'_, '_>, written: Option<&Located<Moment>>) {
        let order = &self.context.content.date_from;
        let Some(written) = written.filter(|_| order.contains(&DateFrom::Metadata)) else { return };
        let named = order.iter().find_map(|from| match from {
            DateFrom::Metadata | DateFrom::Git => None,
            DateFrom::Filename => Some((self.file_name.date?, "the file's name", "rename the file")),
            DateFrom::Path => Some((self.date_in_path()?, "the path", "correct the path")),
        });
        let Some((named, place, remedy)) = named else { return };
        if !self.clock.is_on(&written.value.instant, named) {
            let finding = Diagnostic::new(&DATE_DIFFERS, format!("the date differs from {named} in {place}"));
            fields.report(finding.help(format!("{remedy}, or correct the date")), &written.span);
        }
    }

    fn day(self, fields: &mut Fields<'_, '_>, date: Option<NaiveDate>) -> Option<DateTime<FixedOffset>> {
        dates::with_defaults(fields, WrittenDate::Date(date?), &(0..0), self.clock)
    }

    fn instant(
        self,
        fields: &mut Fields<'_, '_>,
        date: DateTime<FixedOffset>,
    ) -> Option<DateTime<FixedOffset>> {
        dates::with_defaults(fields, WrittenDate::Instant(date), &(0..0), self.clock)
    }

    /// The date in the path of the page, if a key contains that, or else of the file.
    fn date_in_path(self) -> Option<NaiveDate> {
        let written = |key: &&str| self.head.get(key)?.as_text();
        let mut paths = PATH_KEYS.iter().filter_map(written).chain([&*self.source.path]);
        paths.find_map(date_in_path)
    }

    fn finding(self, fields: &Fields<'_, '_>, no_date: NoDate<'_>) -> Diagnostic {
        let (message, help) = match no_date {
            NoDate::Shallow(finding) => return finding.clone(),
            NoDate::Uncommitted => ("the file is not committed, so git has no date for it", "commit it"),
            NoDate::Unknown => ("git does not know when the file was added", "check the history of the file"),
        };
        let help = format!("{help}, or add {}", fields.pair("date", "2026-04-01"));
        Diagnostic::new(&NO_GIT_DATE, message).at(Place::file(&self.source.file())).help(help)
    }
}

/// The finding for a date that is neither written nor looked up.
fn unwritten(words: &str, implied: ImpliedDate) -> Diagnostic {
    let words = words.escape_debug();
    let (message, help) = match implied {
        ImpliedDate::Added | ImpliedDate::Changed => (
            format!("`{words}` takes the date from git, but `date-from` does not include `git`"),
            "write date-from = [\"metadata\", \"filename\", \"git\"] under [content] in feedwright.toml, or the date here",
        ),
        ImpliedDate::OfFile => (
            format!(
                "`{words}` is the time of the file, which changes with every checkout, so the article has no date"
            ),
            "write the date here, such as `date: 2026-04-01`",
        ),
    };
    Diagnostic::new(&UNWRITTEN_DATE, message).help(help)
}
