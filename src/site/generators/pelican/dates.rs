//! Dates as Pelican reads them, which asks dateutil: numbers in any order, the month first where both would do. What
//! is missing would be taken from today, so such a date is not read.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeZone};

use crate::site::date::{WrittenDate, written};

/// The names of months, each with its short ones.
const MONTHS: &[&[&str]] = &[
    &["january", "jan"],
    &["february", "feb"],
    &["march", "mar"],
    &["april", "apr"],
    &["may"],
    &["june", "jun"],
    &["july", "jul"],
    &["august", "aug"],
    &["september", "sep", "sept"],
    &["october", "oct"],
    &["november", "nov"],
    &["december", "dec"],
];

const WEEKDAYS: &[&str] = &[
    "monday",
    "mon",
    "tuesday",
    "tue",
    "wednesday",
    "wed",
    "thursday",
    "thu",
    "friday",
    "fri",
    "saturday",
    "sat",
    "sunday",
    "sun",
];

/// Words between the parts of a date.
const FILLERS: &[&str] = &["at", "on", "and", "of", "st", "nd", "rd", "th", "t"];

/// Reads the text of a date.
pub(super) fn read(text: &str) -> Option<WrittenDate> {
    let text = text.replace('_', " ");
    let text = compact(text.trim()).unwrap_or(text);
    written(text.trim()).or_else(|| in_words(text.trim()))
}

/// The other words that dateutil knows.
const WORDS: &[&str] = &[
    "a", "ad", "am", "gmt", "h", "hour", "hours", "m", "minute", "minutes", "p", "pm", "s", "second",
    "seconds", "utc", "z",
];

/// The words of those that stand behind an hour.
const HOURS: &[&str] = &["a", "am", "h", "hour", "hours", "p", "pm"];

/// Whether Pelican certainly cannot read the text of a date, so that it leaves out the article: the text has a word that
/// means nothing, or is whole and wrong. Of others, Pelican takes what is missing from today.
pub(super) fn are_refused(text: &str) -> bool {
    let is_known = |word: &str| {
        let small = word.to_lowercase();
        let is_zone = may_have_hour(text) && word.len() <= 5 && word.bytes().all(|c| c.is_ascii_uppercase());
        let mut lists = MONTHS.iter().copied().chain([WEEKDAYS, FILLERS, WORDS]);
        is_zone || lists.any(|list| list.contains(&small.as_str()))
    };
    let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let is_empty = !text.contains(char::is_alphanumeric);
    let is_wrong = is_empty || !words.all(is_known) || is_whole(text);
    !text.is_empty() && is_wrong && read(text).is_none()
}

/// Whether dateutil may find an hour in a text, so that it takes a word in capitals for a zone: the text says so, or has
/// more than the three parts of a date.
fn may_have_hour(text: &str) -> bool {
    let says_so = |word: &str| HOURS.contains(&word.to_lowercase().as_str());
    let is_month = |word: &&str| MONTHS.iter().any(|names| names.contains(&word.to_lowercase().as_str()));
    let words = || text.split(|c: char| !c.is_alphabetic());
    let numbers = text.split(|c: char| !c.is_ascii_digit()).map(|number| match number.len() {
        0 => 0,
        1..=4 => 1,
        5..=8 => 3,
        _ => 4,
    });
    text.contains(':')
        || words().any(says_so)
        || numbers.sum::<usize>() + words().filter(is_month).count() > 3
}

/// Whether a text is three numbers, and perhaps a time.
fn is_whole(text: &str) -> bool {
    let are_numbers = |text: &str, mark: &[char], counts: std::ops::RangeInclusive<usize>| {
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        counts.contains(&text.split(mark).count()) && text.split(mark).all(is_number)
    };
    let (day, time) = text.split_once([' ', 'T', '_']).unwrap_or((text, ""));
    are_numbers(day, &['-', '/', '.'], 3..=3) && (time.is_empty() || are_numbers(time, &[':'], 2..=3))
}

/// `20260401T183000` with marks between its parts.
fn compact(text: &str) -> Option<String> {
    let is_digits = |part: &str, count| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    let (day, time) = text.split_once('T').filter(|(day, _)| is_digits(day, 8))?;
    let clock = match time.get(..6).filter(|clock| is_digits(clock, 6)) {
        Some(clock) => format!("{}:{}:{}", clock.get(..2)?, clock.get(2..4)?, clock.get(4..)?),
        None => {
            let clock = time.get(..4).filter(|clock| is_digits(clock, 4))?;
            format!("{}:{}", clock.get(..2)?, clock.get(2..)?)
        }
    };
    let zone = time.get(clock.replace(':', "").len()..)?;
    Some(format!("{}-{}-{}T{clock}{zone}", day.get(..4)?, day.get(4..6)?, day.get(6..)?))
}

/// The parts of a date, as far as they are read.
#[derive(Default)]
struct Parts {
    numbers: Vec<(u32, usize)>,
    /// The month by its name, and how many numbers stand before it.
    month: Option<(u32, usize)>,
    time: Option<NaiveTime>,
    zone: Option<FixedOffset>,
}

fn in_words(text: &str) -> Option<WrittenDate> {
    let (text, time) = without_time(text)?;
    let mut parts = Parts { time, ..Parts::default() };
    for token in tokens(&text) {
        parts.take(token)?;
    }
    let date = parts.date()?;
    let Some(time) = parts.time else { return Some(WrittenDate::Date(date)) };
    let local = date.and_time(time);
    match parts.zone {
        None => Some(WrittenDate::Local(local)),
        Some(zone) => zone.from_local_datetime(&local).single().map(WrittenDate::Instant),
    }
}

/// The text without its time of day: what contains a colon, and `am` or `pm` behind it. An offset stays.
fn without_time(text: &str) -> Option<(String, Option<NaiveTime>)> {
    let Some(colon) = text.find(':') else { return Some((text.to_owned(), None)) };
    let (before, _) = text.split_at_checked(colon)?;
    let start = before.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
    let rest = text.get(start..)?;
    let end = rest.find(|c: char| !(c.is_ascii_digit() || c == ':' || c == '.')).unwrap_or(rest.len());
    let (clock, after) = rest.split_at_checked(end)?;
    let half = after.trim_start().get(..2).map(str::to_lowercase);
    let (afternoon, after) = match half.as_deref() {
        Some("am") => (Some(false), after.trim_start().get(2..)?),
        Some("pm") => (Some(true), after.trim_start().get(2..)?),
        Some(_) | None => (None, after),
    };
    let zone = zone(after.trim());
    let time = time(clock, afternoon)?;
    let before = text.get(..start)?;
    match zone {
        // The offset is read where the whole text is known to be a date.
        Some(offset) => Some((format!("{before} {offset}"), Some(time))),
        None => Some((format!("{before} {after}"), Some(time))),
    }
}

fn time(clock: &str, afternoon: Option<bool>) -> Option<NaiveTime> {
    let clock = clock.split('.').next()?;
    let mut numbers = clock.split(':').map(|part| part.parse::<u32>().ok());
    let (hour, minute) = (numbers.next()??, numbers.next()??);
    let second = numbers.next().unwrap_or(Some(0))?;
    let hour = match (afternoon, hour) {
        (Some(true), 1..12) => hour + 12,
        (Some(false), 12) => 0,
        (Some(_) | None, _) => hour,
    };
    NaiveTime::from_hms_opt(hour, minute, second).filter(|_| numbers.next().is_none())
}

/// An offset behind a time, as seconds with a mark before them.
fn zone(text: &str) -> Option<String> {
    let zone = text.trim_start_matches(['(', ' ']).trim_end_matches(')');
    if ["z", "utc", "gmt"].contains(&zone.to_lowercase().as_str()) {
        return Some("@0".to_owned());
    }
    let sample = format!("2000-01-01T00:00:00{zone}");
    let offset = DateTime::parse_from_str(&sample, "%Y-%m-%dT%H:%M:%S%#z").ok()?.offset().local_minus_utc();
    Some(format!("@{offset}"))
}

/// The words and numbers of a text.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let text = text.trim();
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches([' ', ',', '.', ';', '/', '-', '\'', '\t']);
        let first = rest.chars().next()?;
        let same = |c: char| match first {
            '@' => c == '@' || c == '-' || c.is_ascii_digit(),
            first if first.is_ascii_digit() => c.is_ascii_digit(),
            _ => c.is_alphabetic(),
        };
        let end = rest.find(|c: char| !same(c)).filter(|end| *end > 0);
        let (token, after) = rest.split_at_checked(end.unwrap_or(rest.len()))?;
        rest = after;
        Some(token)
    })
}

impl Parts {
    /// Takes a word or a number; `None` if it is part of no date.
    fn take(&mut self, token: &str) -> Option<()> {
        if let Some(offset) = token.strip_prefix('@') {
            self.zone = FixedOffset::east_opt(offset.parse().ok()?);
            return Some(());
        }
        if let (8, Ok(number)) = (token.len(), token.parse::<u32>()) {
            self.numbers.extend([(number / 10_000, 4), (number / 100 % 100, 2), (number % 100, 2)]);
            return Some(());
        }
        if let Ok(number) = token.parse::<u32>() {
            self.numbers.push((number, token.len()));
            return Some(());
        }
        let word = token.to_lowercase();
        let word = word.as_str();
        if let Some(month) = MONTHS.iter().position(|names| names.contains(&word)) {
            self.month = Some((u32::try_from(month).ok()? + 1, self.numbers.len()));
            return Some(());
        }
        let is_filler = WEEKDAYS.contains(&word) || FILLERS.contains(&word);
        // A zone by its name is not known: the time counts as one without a zone.
        let is_zone = self.time.is_some() && token.chars().all(|c| c.is_ascii_uppercase());
        (is_filler || is_zone).then_some(())
    }

    fn date(&self) -> Option<NaiveDate> {
        let is_year = |(number, digits): (u32, usize)| digits > 2 || number > 31;
        let (year, month, day) = match (self.month, self.numbers.as_slice()) {
            (Some((month, _)), [first, second]) if is_year(*first) => (*first, month, second.0),
            (Some((month, _)), [first, second]) => (*second, month, first.0),
            (None, [year, month, day]) if is_year(*year) => (*year, month.0, day.0),
            (None, [day, month, year]) if day.0 > 12 => (*year, month.0, day.0),
            (None, [month, day, year]) => (*year, month.0, day.0),
            _ => return None,
        };
        let (number, digits) = year;
        let year = match (digits, number) {
            (1 | 2, 0..70) => number + 2000,
            (1 | 2, _) => number + 1900,
            (_, _) => number,
        };
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
    }
}
