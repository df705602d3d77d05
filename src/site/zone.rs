//! Time zones by name. Clock changes come from the tables bundled with jiff, so that
//! the machine's zone files do not matter.

use std::fmt;
use std::sync::LazyLock;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDateTime, TimeZone, Timelike, Utc};
use jiff::Timestamp;
use jiff::civil;
use jiff::tz::{self, AmbiguousOffset, Offset, TimeZoneDatabase};

static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// A zone of the IANA database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Zone(tz::TimeZone);

/// The instant of a local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Local {
    /// Exactly one.
    Once(DateTime<FixedOffset>),
    /// The first of two, since the clocks were set back.
    Twice(DateTime<FixedOffset>),
    /// None, since the clocks were set forward; this is the time on a clock that was not, corrected.
    Never(DateTime<FixedOffset>),
}

impl Zone {
    /// The zone of a name: `Asia/Jakarta`.
    #[must_use]
    pub(crate) fn named(name: &str) -> Option<Zone> {
        let zone = ZONES.get(name).ok()?;
        // Names are case-sensitive: one spelling each.
        (zone.iana_name() == Some(name)).then_some(Zone(zone))
    }

    /// Every name.
    #[must_use]
    pub(crate) fn names() -> Vec<String> {
        ZONES.available().map(|name| name.to_string()).collect()
    }

    /// An instant as local time.
    #[must_use]
    pub(crate) fn at(&self, instant: DateTime<Utc>) -> DateTime<FixedOffset> {
        let offset =
            Timestamp::from_second(instant.timestamp()).ok().map(|instant| self.0.to_offset(instant));
        match offset.and_then(fixed) {
            Some(offset) => instant.with_timezone(&offset),
            None => instant.fixed_offset(),
        }
    }

    /// The instant of a local time; `None` in years outside of the calendar.
    #[must_use]
    pub(crate) fn local(&self, local: NaiveDateTime) -> Option<Local> {
        let instant = |offset| fixed(offset)?.from_local_datetime(&local).single();
        Some(match self.0.to_ambiguous_timestamp(civil(local)?).offset() {
            AmbiguousOffset::Unambiguous { offset } => Local::Once(instant(offset)?),
            AmbiguousOffset::Fold { before, .. } => Local::Twice(instant(before)?),
            AmbiguousOffset::Gap { before, .. } => Local::Never(self.at(instant(before)?.to_utc())),
        })
    }
}

fn fixed(offset: Offset) -> Option<FixedOffset> {
    FixedOffset::east_opt(offset.seconds())
}

fn civil(local: NaiveDateTime) -> Option<civil::DateTime> {
    let small = |number: u32| i8::try_from(number).ok();
    civil::DateTime::new(
        i16::try_from(local.year()).ok()?,
        small(local.month())?,
        small(local.day())?,
        small(local.hour())?,
        small(local.minute())?,
        small(local.second())?,
        0,
    )
    .ok()
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.iana_name().unwrap_or("UTC"))
    }
}
