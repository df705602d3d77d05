//! A line in, its date out, if it consists of a date with an optional weekday, place or label before it and a time
//! after it. A line with other content has none. An ambiguous date has both readings.

use std::ops::RangeInclusive;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use unicode_normalization::UnicodeNormalization;

use super::words::{
    DATE_FILLERS, DATE_SUFFIXES, HOUR_WORDS, MONTHS, NOON, PUBLISHED_LABELS, TIME_PREFIXES, WEEKDAYS, ZONES,
    contains,
};
use crate::site::date::{WrittenDate, written};
use crate::site::zone::{Local, Zone};

/// The date of publication in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) reading: Reading,
    /// Whether a label marks it as the date of publication.
    pub(super) is_labeled: bool,
    /// Whether the line has a time, too, in an unknown time zone.
    pub(super) loses_time: bool,
}

/// The readings of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// It has one reading.
    One(WrittenDate),
    /// It is ambiguous: day first or month first.
    Either(NaiveDate, NaiveDate),
}

/// The maximum length of a date line, in characters.
const MAX_LENGTH: usize = 80;

/// Plausible years of articles.
const YEARS: RangeInclusive<i32> = 1900..=2200;

/// Reads a line.
pub(super) fn line(text: &str) -> Option<Found> {
    let text: String = text.trim_matches(is_markup).trim().nfc().collect();
    if text.chars().count() > MAX_LENGTH || !text.chars().any(|c| c.is_ascii_digit()) {
        return None;
    }
    let (is_labeled, rest) =
        if written(&text).is_some() { (false, text.as_str()) } else { strip_label(&text)? };
    let (reading, loses_time) = parse(rest)?;
    Some(Found { reading, is_labeled, loses_time })
}

/// Whether a line would be a date, if its month had so many days: `Friday, 31 April 2026`.
pub(super) fn is_impossible(text: &str) -> bool {
    let starts = text.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at);
    let mut possible = starts.filter_map(|at| {
        let (before, rest) = text.split_at_checked(at)?;
        let (day, after) = rest.split_at_checked(2)?;
        let is_whole = |beside: Option<char>| beside.is_none_or(|c| !c.is_ascii_digit());
        let is_day = is_whole(before.chars().next_back()) && is_whole(after.chars().next());
        let is_late = day.parse::<u32>().is_ok_and(|day| day > LAST_CERTAIN_DAY);
        (is_day && is_late).then(|| format!("{before}{LAST_CERTAIN_DAY}{after}"))
    });
    line(text).is_none() && possible.any(|text| line(&text).is_some())
}

/// The last day that every month has.
const LAST_CERTAIN_DAY: u32 = 28;

/// Reads a text that should be a date.
pub(super) fn value(text: &str) -> Option<Reading> {
    parse(text).map(|(reading, _)| reading)
}

/// Whether such a text has a time, too, that is not read, since its time zone is unknown.
pub(super) fn loses_time(text: &str) -> bool {
    parse(text).is_some_and(|(_, loses_time)| loses_time)
}

/// The readings of a date, and whether a time beside it is not read, since its time zone is unknown.
pub(super) fn parse(text: &str) -> Option<(Reading, bool)> {
    if let Some(written) = written(text.trim()) {
        return Some((Reading::One(written), false));
    }
    let tokens = tokens(text);
    let start = tokens.iter().position(|token| token.number().is_some() || token.month().is_some())?;
    let (before, rest) = tokens.split_at_checked(start)?;
    if is_prefix(before) { Cursor { rest }.parse_all() } else { None }
}

fn is_markup(c: char) -> bool {
    matches!(c, '*' | '_' | '>' | '#' | '|' | '[' | ']') || c.is_whitespace()
}

/// The text after a label for the date of publication; all of it without a label. Any other label makes it no date of
/// publication.
fn strip_label(text: &str) -> Option<(bool, &str)> {
    match text.split_once([':', '：']) {
        Some((label, rest)) if !label.chars().any(|c| c.is_ascii_digit()) => {
            let label = label.trim_matches(is_markup);
            contains(PUBLISHED_LABELS, label).then(|| (true, rest.trim_matches(is_markup)))
        }
        Some(_) | None => Some((false, text)),
    }
}

/// Whether tokens can precede a date: weekdays and the like, or a place, which is a few words that do not start with a
/// lower-case letter, with a separator.
fn is_prefix(tokens: &[Token]) -> bool {
    let words = || tokens.iter().filter_map(Token::word);
    if words().all(is_known) {
        return true;
    }
    let is_name = |word: &str| is_known(word) || !word.starts_with(char::is_lowercase);
    let is_divided = tokens.iter().any(|token| matches!(token, Token::Separator(_)));
    let touches = tokens.last().is_some_and(|last| last.word().is_none_or(is_known));
    is_divided && touches && words().count() <= 5 && words().all(is_name)
}

fn is_known(word: &str) -> bool {
    let of_label = || PUBLISHED_LABELS.split([',', ' ']).any(|known| known == word.to_lowercase());
    contains(WEEKDAYS, word) || contains(DATE_FILLERS, word) || of_label()
}

/// A token of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Number(String),
    Word(String),
    Separator(char),
}

impl Token {
    fn number(&self) -> Option<(u32, usize)> {
        match self {
            Token::Number(digits) if digits.len() <= 4 => Some((digits.parse().ok()?, digits.len())),
            Token::Number(_) | Token::Word(_) | Token::Separator(_) => None,
        }
    }

    fn word(&self) -> Option<&str> {
        match self {
            Token::Word(word) => Some(word),
            Token::Number(_) | Token::Separator(_) => None,
        }
    }

    fn month(&self) -> Option<u32> {
        let word = self.word()?;
        let at = MONTHS.iter().position(|names| contains(names, word))?;
        u32::try_from(at + 1).ok()
    }

    fn is_one_of(&self, words: &[&str]) -> bool {
        self.word().is_some_and(|word| words.contains(&word.to_lowercase().as_str()))
    }

    fn is_among(&self, table: &str) -> bool {
        self.word().is_some_and(|word| contains(table, word))
    }

    fn is_separator(&self, separators: &[char]) -> bool {
        matches!(self, Token::Separator(separator) if separators.contains(separator))
    }
}

/// Numbers, words and separators, without white space.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut is_adjacent = false;
    for c in text.chars() {
        let is_letter = (c.is_alphabetic() || matches!(c, '\'' | '’' | '°')) && !is_counter(c);
        match tokens.last_mut() {
            Some(Token::Number(digits)) if is_adjacent && c.is_ascii_digit() => digits.push(c),
            Some(Token::Word(word)) if is_adjacent && is_letter => word.push(c),
            _ if c.is_ascii_digit() => tokens.push(Token::Number(c.to_string())),
            _ if is_letter || is_counter(c) => tokens.push(Token::Word(c.to_string())),
            _ if !c.is_whitespace() => tokens.push(Token::Separator(c)),
            _ => {}
        }
        is_adjacent = !c.is_whitespace() && !is_counter(c);
    }
    tokens
}

/// Words of one character that are written next to numbers without a space.
fn is_counter(c: char) -> bool {
    matches!(c, '年' | '月' | '日' | '时' | '時' | '分')
}

/// Separators between the parts of a date, and before a time.
const SEPARATORS: &[char] = &[',', '.', '，', '،', '|', '-', '–', '—', '·', '•', '(', ')'];

/// A part of a date.
#[derive(Clone, Copy)]
enum Part {
    Number(u32, usize),
    Month(u32),
}

/// The rest of a line.
struct Cursor<'t> {
    rest: &'t [Token],
}

impl<'t> Cursor<'t> {
    /// Reads a date and time, if nothing else follows.
    fn parse_all(mut self) -> Option<(Reading, bool)> {
        let reading = self.date()?;
        let time = self.time();
        let zone = time.and_then(|_| self.zone());
        // With an ambiguous or unknown time zone, the time is meaningless.
        let is_ambiguous = time.is_some() && zone.is_none() && self.skip_zone_name();
        let day = match reading {
            Reading::One(WrittenDate::Date(day)) => day,
            Reading::One(_) | Reading::Either(..) => {
                return self.is_at_end().then_some((reading, is_ambiguous));
            }
        };
        let local = time.filter(|_| !is_ambiguous).map(|time| day.and_time(time));
        self.is_at_end().then_some((Reading::One(combine(day, local, zone)?), is_ambiguous))
    }

    fn take(&mut self) -> Option<&'t Token> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(first)
    }

    /// Takes the next token if it matches.
    fn take_if(&mut self, matches: impl Fn(&Token) -> bool) -> Option<&'t Token> {
        self.rest.first().filter(|token| matches(token)).and_then(|_| self.take())
    }

    fn skip(&mut self, matches: impl Fn(&Token) -> bool) -> &'t [Token] {
        let before = self.rest;
        while self.take_if(&matches).is_some() {}
        before.get(..before.len() - self.rest.len()).unwrap_or_default()
    }

    fn part(&mut self) -> Option<Part> {
        let token = self.take()?;
        let number = token.number().map(|(value, length)| Part::Number(value, length));
        number.or_else(|| token.month().map(Part::Month))
    }

    fn between(&mut self) -> &'t [Token] {
        self.skip(|token| {
            token.is_separator(&[',', '.', '/', '-', '，', '،']) || token.is_among(DATE_FILLERS)
        })
    }

    fn date(&mut self) -> Option<Reading> {
        let first = self.part()?;
        let one = self.between();
        let second = self.part()?;
        let two = self.between();
        let third = self.part()?;
        self.skip(|token| token.is_one_of(&["日", "일", "г", "года"]));
        let day = |day: u32, month: u32, year: u32| {
            let year = i32::try_from(year).ok().filter(|year| YEARS.contains(year))?;
            NaiveDate::from_ymd_opt(year, month, day)
        };
        let unambiguous = |date: Option<NaiveDate>| date.map(|date| Reading::One(WrittenDate::Date(date)));
        match (first, second, third) {
            (Part::Number(d, 1..=2), Part::Month(m), Part::Number(y, 4))
            | (Part::Month(m), Part::Number(d, 1..=2), Part::Number(y, 4))
            | (Part::Number(y, 4), Part::Month(m), Part::Number(d, 1..=2)) => unambiguous(day(d, m, y)),
            (Part::Number(y, 4), Part::Number(m, 1..=2), Part::Number(d, 1..=2))
                if separators_match(one, two) =>
            {
                unambiguous(day(d, m, y))
            }
            // In `18 tháng 5 năm 2026` a word marks the month.
            (Part::Number(d, 1..=2), Part::Number(m, 1..=2), Part::Number(y, 4)) if has_month_word(one) => {
                unambiguous(day(d, m, y))
            }
            (Part::Number(a, 1..=2), Part::Number(b, 1..=2), Part::Number(y, 4))
                if one == two && one.len() == 1 =>
            {
                match (day(a, b, y), day(b, a, y)) {
                    (Some(first), Some(second)) if first != second => Some(Reading::Either(first, second)),
                    (first, second) => unambiguous(first.or(second)),
                }
            }
            _ => None,
        }
    }

    fn time(&mut self) -> Option<NaiveTime> {
        let start = self.rest;
        let time = self.clock();
        if time.is_none() {
            self.rest = start;
        }
        time
    }

    /// `, pukul 14.30`, `at 2:30 pm`, `14h30`, `14 Uhr`, `2 pm`, `1430 GMT`
    fn clock(&mut self) -> Option<NaiveTime> {
        self.skip(|token| {
            token.is_separator(SEPARATORS) || token.is_among(TIME_PREFIXES) || token.is_among(WEEKDAYS)
        });
        if self.take_if(|token| token.is_among(NOON)).is_some() {
            return NaiveTime::from_hms_opt(12, 0, 0);
        }
        let (hour, minute, second) = match self.take()?.number()? {
            (12, _) if self.take_if(|token| token.is_among(NOON)).is_some() => (12, 0, 0),
            (hour, 1..=2) => {
                let (minute, second) = self.minutes()?;
                (hour, minute, second)
            }
            (time, 4) if self.names_hours() => (time / 100, time % 100, 0),
            _ => return None,
        };
        let hour = match self.meridiem() {
            Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
            Some(_) => return None,
            None => hour,
        };
        self.skip(|token| token.is_one_of(&["分"]) || token.is_among(HOUR_WORDS));
        NaiveTime::from_hms_opt(hour, minute, second)
    }

    /// The minutes and seconds after an hour, which may be none after a word for the hour, or before "pm".
    fn minutes(&mut self) -> Option<(u32, u32)> {
        let is_mark = self.take_if(|token| token.is_separator(&[':', '.'])).is_some();
        let is_word = !is_mark && self.take_if(|token| token.is_among(HOUR_WORDS)).is_some();
        let minute = self.pair();
        if minute.is_none() && !is_mark && (is_word || self.is_meridiem()) {
            return Some((0, 0));
        }
        let minute = minute.filter(|_| is_mark || is_word)?;
        let has_seconds = self.rest.first().is_some_and(|mark| mark.is_separator(&[':', '.']));
        let start = self.rest;
        let second = has_seconds.then(|| self.take()).and_then(|_| self.pair());
        if second.is_none() {
            self.rest = start;
        }
        Some((minute, second.unwrap_or(0)))
    }

    /// Two digits.
    fn pair(&mut self) -> Option<u32> {
        self.take_if(|token| token.number().is_some_and(|(_, length)| length == 2))?
            .number()
            .map(|(value, _)| value)
    }

    /// Whether four digits before are a time, by what follows them: `0600 GMT`, `1430 hours`.
    fn names_hours(&self) -> bool {
        let next = Cursor { rest: self.rest }.zone();
        next.is_some() || self.rest.first().is_some_and(|token| token.is_among(HOUR_WORDS))
    }

    fn is_meridiem(&self) -> bool {
        Cursor { rest: self.rest }.meridiem().is_some()
    }

    /// `am`, `p.m.`: the hours to add.
    fn meridiem(&mut self) -> Option<u32> {
        let (name, length) = match self.rest {
            [Token::Word(half), Token::Separator('.'), Token::Word(m), ..] if m.eq_ignore_ascii_case("m") => {
                (half.to_lowercase() + "m", 3)
            }
            [Token::Word(half), ..] => (half.to_lowercase(), 1),
            _ => return None,
        };
        let hours = match name.as_str() {
            "am" => 0,
            "pm" => 12,
            _ => return None,
        };
        self.rest = self.rest.get(length..).unwrap_or_default();
        if length > 1 {
            self.take_if(|token| token.is_separator(&['.']));
        }
        Some(hours)
    }

    /// `WIB`, `(GMT+7)`, `+0700`
    fn zone(&mut self) -> Option<FixedOffset> {
        self.skip(|token| token.is_separator(&['(']));
        let start = self.rest;
        let named = self.rest.first().and_then(|token| {
            let name = token.word()?.to_lowercase();
            ZONES.iter().find(|(zone, _)| *zone == name).map(|(_, minutes)| *minutes)
        });
        if named.is_some() {
            self.take();
        }
        let offset = if named.unwrap_or_default() == 0 { self.offset() } else { None };
        let minutes = offset.or(named);
        if minutes.is_none() {
            self.rest = start;
        }
        FixedOffset::east_opt(minutes? * 60)
    }

    /// `+7`, `+0700`, `-03:00`: in minutes.
    fn offset(&mut self) -> Option<i32> {
        let sign = match self.rest.first()? {
            Token::Separator('+') => 1,
            Token::Separator('-' | '−') => -1,
            Token::Separator(_) | Token::Number(_) | Token::Word(_) => return None,
        };
        let (value, length) = self.rest.get(1)?.number()?;
        let (hours, minutes, used) = match (length, self.rest.get(2..4)) {
            (4, _) => (value / 100, value % 100, 2),
            (1..=2, Some([Token::Separator(':'), minutes])) => (value, minutes.number()?.0, 4),
            (1..=2, _) => (value, 0, 2),
            _ => return None,
        };
        self.rest = self.rest.get(used..).unwrap_or_default();
        (hours <= 14 && minutes < 60)
            .then(|| i32::try_from(hours * 60 + minutes).ok())
            .flatten()
            .map(|m| m * sign)
    }

    fn skip_zone_name(&mut self) -> bool {
        let is_name = |token: &Token| {
            token.word().is_some_and(|word| {
                (2..=5).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase())
            })
        };
        self.take_if(is_name).is_some()
    }

    fn is_at_end(&mut self) -> bool {
        self.skip(|token| {
            token.is_separator(SEPARATORS) || token.is_among(WEEKDAYS) || token.is_among(DATE_SUFFIXES)
        });
        self.rest.is_empty()
    }
}

/// The same separator twice, or the words after each number in Chinese, Japanese and Korean.
fn separators_match(one: &[Token], two: &[Token]) -> bool {
    let starts_with_any =
        |tokens: &[Token], words: &[&str]| tokens.first().is_some_and(|token| token.is_one_of(words));
    one == two && one.len() == 1 || starts_with_any(one, &["年", "년"]) && starts_with_any(two, &["月", "월"])
}

fn has_month_word(between: &[Token]) -> bool {
    between.iter().any(|token| token.is_one_of(&["tháng"]))
}

fn combine(day: NaiveDate, local: Option<NaiveDateTime>, zone: Option<FixedOffset>) -> Option<WrittenDate> {
    match (local, zone) {
        (Some(local), Some(zone)) => zone.from_local_datetime(&local).single().map(WrittenDate::Instant),
        (Some(local), None) => Some(WrittenDate::Local(local)),
        (None, _) => Some(WrittenDate::Date(day)),
    }
}

/// A date as TOML, in whole seconds.
pub(super) fn toml(written: WrittenDate) -> String {
    match written {
        WrittenDate::Date(day) => day.to_string(),
        WrittenDate::Local(local) => local.format("%Y-%m-%dT%H:%M:%S").to_string(),
        WrittenDate::Instant(instant) => instant.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
    }
}

/// A local time of TOML in a time zone; any other date as it is.
pub(super) fn in_zone(value: &str, zone: &Zone) -> String {
    let Some(WrittenDate::Local(local)) = written(value) else { return value.to_owned() };
    match zone.local(local) {
        Some(Local::Once(instant) | Local::Twice(instant) | Local::Never(instant)) => {
            toml(WrittenDate::Instant(instant))
        }
        None => value.to_owned(),
    }
}

/// A date or a local time of TOML in a time zone; a date is its first moment there.
pub(super) fn from_beginning_in_zone(value: &str, zone: &Zone) -> String {
    match written(value) {
        Some(WrittenDate::Date(day)) => {
            in_zone(&toml(WrittenDate::Local(day.and_time(NaiveTime::MIN))), zone)
        }
        Some(WrittenDate::Local(_) | WrittenDate::Instant(_)) | None => in_zone(value, zone),
    }
}

/// Whether TOML and feeds can represent a date.
pub(super) fn is_representable(instant: &DateTime<FixedOffset>) -> bool {
    YEARS.contains(&instant.year())
}
