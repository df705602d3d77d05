//! Dates as people write them, as instants. All arithmetic is chrono's.

use std::ops::Range;

use chrono::{
    DateTime, Datelike, Duration, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone,
    Timelike,
};
use chrono_tz::Tz;

use super::{AMBIGUOUS_TIME, INVALID_DATE, NO_TIMEZONE, SKIPPED_TIME};
use crate::config::{Content, Site};
use crate::diagnostic::Diagnostic;
use crate::fields::{Fields, Located, Node};

/// A date as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Written {
    /// With a zone.
    Instant(DateTime<FixedOffset>),
    /// Without one.
    Local(NaiveDateTime),
    /// Without a time.
    Date(NaiveDate),
}

/// What a date without zone or time is completed with.
#[derive(Clone, Copy)]
pub(super) struct Clock {
    zone: Option<Tz>,
    time: NaiveTime,
}

impl Clock {
    pub(super) fn new(site: &Site, content: &Content) -> Clock {
        Clock { zone: site.timezone, time: content.default_time }
    }
}

/// The date of a key: a TOML date, or text in one of the forms that real sites use.
pub(super) fn read(
    fields: &mut Fields<'_, '_>,
    key: &'static str,
    clock: Clock,
) -> Option<Located<DateTime<FixedOffset>>> {
    let value = fields.value(key)?;
    let text = match &value.node {
        Node::Datetime(datetime) => datetime.to_string(),
        Node::Text(text) | Node::Plain(text) => text.trim().to_owned(),
        Node::Integer(_) | Node::Float(_) | Node::Boolean(_) | Node::List(_) | Node::Table(_) => {
            return fields.wrong(value, "a date, such as 2026-04-01T18:30:00+03:00");
        }
    };
    let Some(written) = written(&text) else {
        let finding = Diagnostic::new(&INVALID_DATE, format!("`{text}` is no date")).help(right_form(&text));
        fields.report(finding, &value.span);
        return None;
    };
    let instant = complete(fields, written, &value.span, clock)?;
    Some(Located { value: instant, span: value.span.clone() })
}

/// The date of a file's name.
pub(super) fn of_name(
    fields: &mut Fields<'_, '_>,
    date: NaiveDate,
    span: &Range<usize>,
    clock: Clock,
) -> Option<DateTime<FixedOffset>> {
    complete(fields, Written::Date(date), span, clock)
}

fn written(text: &str) -> Option<Written> {
    if let Ok(instant) = DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_rfc2822(text)) {
        return Some(Written::Instant(instant));
    }
    let year = text.split('-').next()?;
    if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (date, rest) = NaiveDate::parse_and_remainder(text, "%Y-%m-%d").ok()?;
    if rest.is_empty() {
        return Some(Written::Date(date));
    }
    let rest = rest.strip_prefix(['T', 't', ' '])?;
    let (time, zone) = NaiveTime::parse_and_remainder(rest, "%H:%M:%S%.f")
        .or_else(|_| NaiveTime::parse_and_remainder(rest, "%H:%M"))
        .ok()?;
    let local = date.and_time(time);
    match zone.trim_start() {
        "" => Some(Written::Local(local)),
        zone => offset(zone)?.from_local_datetime(&local).single().map(Written::Instant),
    }
}

/// `Z`, `+07`, `+0700`, `+07:00`
fn offset(zone: &str) -> Option<FixedOffset> {
    if zone.eq_ignore_ascii_case("z") {
        return Some(chrono::Utc.fix());
    }
    let whole = if zone.len() == 3 { format!("{zone}00") } else { zone.to_owned() };
    whole.starts_with(['+', '-']).then(|| whole.parse().ok()).flatten()
}

fn complete(
    fields: &mut Fields<'_, '_>,
    written: Written,
    span: &Range<usize>,
    clock: Clock,
) -> Option<DateTime<FixedOffset>> {
    let instant = match written {
        Written::Instant(instant) => Some(instant),
        Written::Local(local) => zoned(fields, local, span, clock),
        Written::Date(date) => zoned(fields, date.and_time(clock.time), span, clock),
    };
    let instant = instant.and_then(|instant| instant.with_nanosecond(0));
    let sayable = instant.filter(|instant| {
        (1..=9999).contains(&instant.to_utc().year()) && (1..=9999).contains(&instant.year())
    });
    if sayable.is_none() {
        let finding = Diagnostic::new(&INVALID_DATE, "a year that no feed can say");
        fields.report(finding.help("write a year from 0001 to 9999"), span);
    }
    sayable
}

fn zoned(
    fields: &mut Fields<'_, '_>,
    local: NaiveDateTime,
    span: &Range<usize>,
    clock: Clock,
) -> Option<DateTime<FixedOffset>> {
    let Some(zone) = clock.zone else {
        let finding = Diagnostic::new(&NO_TIMEZONE, "a date without a zone was taken as UTC");
        fields
            .report(finding.help("write timezone = \"Asia/Jakarta\" under [site] in feedwright.toml"), span);
        return Some(local.and_utc().fixed_offset());
    };
    let resolved = zone.from_local_datetime(&local);
    if let Some(instant) = resolved.single() {
        return Some(instant.fixed_offset());
    }
    match resolved.earliest() {
        Some(earlier) => {
            let finding =
                Diagnostic::new(&AMBIGUOUS_TIME, format!("the clocks of {zone} went through {local} twice"));
            let earlier = earlier.fixed_offset();
            fields.report(
                finding.help(format!("the first was taken; to be sure, write {}", earlier.to_rfc3339())),
                span,
            );
            Some(earlier)
        }
        None => skipped(fields, local, span, zone),
    }
}

/// A time that the clocks jumped over: moved forward by the jump, as a clock that nobody set would show it.
fn skipped(
    fields: &mut Fields<'_, '_>,
    local: NaiveDateTime,
    span: &Range<usize>,
    zone: Tz,
) -> Option<DateTime<FixedOffset>> {
    let before = zone.from_local_datetime(&(local - Duration::hours(26))).earliest()?;
    let instant =
        before.offset().fix().from_local_datetime(&local).single()?.with_timezone(&zone).fixed_offset();
    let finding = Diagnostic::new(&SKIPPED_TIME, format!("the clocks of {zone} jumped over {local}"));
    fields.report(finding.help(format!("it was moved; to be sure, write {}", instant.to_rfc3339())), span);
    Some(instant)
}

/// The right form of what was meant, as far as it can be guessed.
fn right_form(text: &str) -> String {
    let forms = [
        ("%d/%m/%Y", "%m/%d/%Y"),
        ("%d.%m.%Y", "%d.%m.%Y"),
        ("%d-%m-%Y", "%m-%d-%Y"),
        ("%d %B %Y", "%B %d, %Y"),
    ];
    let readings = forms.iter().flat_map(|(one, other)| {
        [NaiveDate::parse_from_str(text, one), NaiveDate::parse_from_str(text, other)]
    });
    let mut readings: Vec<_> =
        readings.flatten().filter(|date| date.year() >= 1000).map(|date| date.to_string()).collect();
    readings.dedup();
    if readings.is_empty() {
        "write it as 2026-04-01, or with time and zone as 2026-04-01T18:30:00+03:00".to_owned()
    } else {
        format!("write {}", readings.join(" or "))
    }
}
