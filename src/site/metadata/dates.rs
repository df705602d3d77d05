//! Dates of metadata in, instants out. Missing parts come from the configuration. All arithmetic is chrono's.

use std::borrow::Cow;
use std::fmt::Display;
use std::ops::Range;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Timelike};
use toml::value::Datetime;

use super::{AMBIGUOUS_TIME, INVALID_DATE, NO_TIMEZONE, SKIPPED_TIME};
use crate::diagnostic::{Diagnostic, Severity, timestamp};
use crate::site::config::{Content, Site};
use crate::site::date::{WrittenDate, right_form, written, wrong_part};
use crate::site::fields::{Fields, Located, Node, Table};
use crate::site::rules::{DateRules, ReadDate};
use crate::site::source_text::SourceText;
use crate::site::zone::{Local, Zone};

/// How dates are read, and the defaults for those without a zone or time.
#[derive(Clone, Copy)]
pub(super) struct Clock<'s> {
    zone: Option<&'s Zone>,
    time: NaiveTime,
    read: Option<&'s ReadDate>,
}

impl Clock<'_> {
    /// The clock of an article, which may have a zone of its own.
    pub(super) fn new<'s>(site: &'s Site, content: &'s Content, zone: Option<&'s Zone>) -> Clock<'s> {
        Clock {
            zone: zone.or(site.timezone.as_ref()),
            time: content.default_time,
            read: content.rules.dates.read.as_deref(),
        }
    }

    /// Whether an instant is on a day, in its own zone or the site's.
    pub(super) fn is_on(self, instant: &DateTime<FixedOffset>, day: NaiveDate) -> bool {
        let on_site = self.zone.map(|zone| zone.at(instant.to_utc()).date_naive());
        instant.date_naive() == day || on_site == Some(day)
    }
}

/// A date as an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) instant: DateTime<FixedOffset>,
    /// Whether it has no time, so that it stands for the whole day.
    pub(super) is_day: bool,
}

/// The date of a key: a TOML date, or text in one of several common forms.
pub(super) fn read(
    fields: &mut Fields<'_, '_>,
    key: &'static str,
    clock: Clock<'_>,
) -> Option<Located<Moment>> {
    let value = fields.value(key)?;
    let read = match &value.node {
        Node::Datetime(datetime) => from_toml(*datetime).ok_or_else(|| Cow::Owned(datetime.to_string())),
        Node::Text(text) | Node::Plain(text) => {
            let is_plain = matches!(value.node, Node::Plain(_));
            let by_rule = clock.read.and_then(|read| read(text.trim(), is_plain));
            by_rule.or_else(|| written(text.trim())).ok_or(Cow::Borrowed(text.trim()))
        }
        Node::Integer(_)
        | Node::Float(_)
        | Node::Boolean(_)
        | Node::List(_)
        | Node::Table(_)
        | Node::Computed(_) => {
            return fields.wrong(value, "a date, such as 2026-04-01T18:30:00+03:00");
        }
    };
    let written = match read {
        Ok(written) => written,
        Err(text) => {
            let reason = wrong_part(&text).map(|reason| format!(": {reason}")).unwrap_or_default();
            let message = format!("`{}` is not a date{reason}", text.escape_debug());
            let finding = Diagnostic::new(&INVALID_DATE, message);
            fields.report(finding.help(right_form(&text)), &value.span);
            return None;
        }
    };
    let instant = with_defaults(fields, written, &value.span, clock)?;
    let moment = Moment { instant, is_day: matches!(written, WrittenDate::Date(_)) };
    Some(Located { value: moment, span: value.span.clone() })
}

/// The finding about the first date in a head that the site's generator cannot read, so that it leaves out the article.
pub(super) fn refused(head: &Table<'_>, rules: &DateRules, text: SourceText<'_>) -> Option<Diagnostic> {
    let refuses = rules.refuses.as_ref()?;
    let refused = |key: &&str| {
        let value = head.get(key)?;
        let text = value.scalar()?;
        refuses(text.trim()).then(|| (text.trim().to_owned(), value.span.clone()))
    };
    let (written, span) = rules.keys.iter().find_map(refused)?;
    let message =
        format!("`{}` is not a date, so the article is left out, as on the site", written.escape_debug());
    let finding = Diagnostic::new(&INVALID_DATE, message).at(text.place(span)).help(right_form(&written));
    Some(Diagnostic { severity: Severity::Warning, ..finding })
}

/// A TOML date. A time alone is not a date (TOML 1.1, *Local Time*).
fn from_toml(datetime: Datetime) -> Option<WrittenDate> {
    let date = datetime.date?;
    let date = NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())?;
    let Some(time) = datetime.time else { return Some(WrittenDate::Date(date)) };
    // A leap second counts as the second before it.
    let second = u32::from(time.second.unwrap_or_default()).min(59);
    let local = date.and_hms_opt(time.hour.into(), time.minute.into(), second)?;
    let offset = match datetime.offset {
        None => return Some(WrittenDate::Local(local)),
        Some(toml::value::Offset::Z) => 0,
        Some(toml::value::Offset::Custom { minutes }) => i32::from(minutes) * 60,
    };
    FixedOffset::east_opt(offset)?.from_local_datetime(&local).single().map(WrittenDate::Instant)
}

/// The instant that a date means.
pub(super) fn with_defaults(
    fields: &mut Fields<'_, '_>,
    written: WrittenDate,
    span: &Range<usize>,
    clock: Clock<'_>,
) -> Option<DateTime<FixedOffset>> {
    let instant = match written {
        WrittenDate::Instant(instant) => Some(instant),
        WrittenDate::Local(local) => zoned(fields, local, span, clock),
        WrittenDate::Date(date) => zoned(fields, date.and_time(clock.time), span, clock),
    };
    let instant = instant.and_then(|instant| instant.with_nanosecond(0));
    let representable = instant.filter(|instant| {
        (1..=9999).contains(&instant.to_utc().year()) && (1..=9999).contains(&instant.year())
    });
    if representable.is_none() {
        let finding = Diagnostic::new(&INVALID_DATE, "year that feeds cannot contain");
        fields.report(finding.help("write a year from 0001 to 9999"), span);
    }
    representable
}

/// A time without a zone, as TOML writes it.
fn shown(local: NaiveDateTime) -> impl Display {
    local.format("%Y-%m-%dT%H:%M:%S")
}

fn zoned(
    fields: &mut Fields<'_, '_>,
    local: NaiveDateTime,
    span: &Range<usize>,
    clock: Clock<'_>,
) -> Option<DateTime<FixedOffset>> {
    let Some(zone) = clock.zone else {
        let finding = Diagnostic::new(&NO_TIMEZONE, "a date without a time zone was read as UTC");
        fields.report(
            finding.help(
                "set the time zone under [site] in feedwright.toml, such as timezone = \"Asia/Jakarta\"",
            ),
            span,
        );
        return Some(local.and_utc().fixed_offset());
    };
    match zone.local(local)? {
        Local::Once(instant) => Some(instant),
        Local::Twice(first) => {
            let message = format!("{} occurred twice in {zone}, when the clocks were set back", shown(local));
            let help = format!("the first one was used; to be explicit, write {}", timestamp(first));
            fields.report(Diagnostic::new(&AMBIGUOUS_TIME, message).help(help), span);
            Some(first)
        }
        Local::Never(moved) => {
            let message =
                format!("{} did not exist in {zone}, when the clocks were set forward", shown(local));
            let help = format!("it was moved forward; to be explicit, write {}", timestamp(moved));
            fields.report(Diagnostic::new(&SKIPPED_TIME, message).help(help), span);
            Some(moved)
        }
    }
}
