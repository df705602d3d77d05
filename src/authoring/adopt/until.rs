//! The text after the label of an embargo in; when the embargo ends out, and whether all words about it are understood.

use super::dates::{self, Reading};
use super::names::{are_names, is_han};
use super::words::{
    DATE_FILLERS, MONTHS, NOON, PUBLICATION_WORDS, TIME_PREFIXES, TIME_WORDS, UNTIL, WEEKDAYS, contains,
};
use crate::site::date::WrittenDate;

/// Words before the end of an embargo that say no more than "until", in lower case.
const BEGINNINGS: &str = "\
     for, release, released, publication, publish, published, broadcast, not, no, from, ab, erst, frei, mulai, \
     jangan, bukan, tidak, zum, zur, dem, vom, veröffentlichung, freigabe, sendung, pas, ne, partir, à, du, au, dès, \
     publication, diffusion, parution, desde, partir, publicación, difusión, su, publicação, divulgação, a, dal, dalle, \
     non, pubblicazione, diffusione, vanaf, niet, publicatie, från, fra, ikke, inte, od, nie, publikacji, siarkan, \
     terbitkan, disiarkan, diterbitkan, agar, akan, bisa, boleh, dapat, jadwal, rencana, waktu, tanggal, siar, dimohon, harap, hendaknya, mohon, tahan, tolong, untuk, terbit, tayang, tayangkan, ditayangkan, publikasi, с, от, не, публикации, \
     публиковать, من, يحظر, النشر, للنشر, từ, advance, embargo, embargoed, strictly, under, date, ends, lifts, \
     is, be, to, in";

/// Words for a moment that has to be over, in lower case: a day is over at its end.
const AFTER: &str = "\
     after, setelah, sesudah, usai, nach, après, despues, después, depois, após, dopo, na, efter, etter, po, после, після, بعد, \
     sau, sonra";

/// What may stand between the time and other words.
const DIVIDERS: &[&str] = &[". ", " – ", " — ", " - ", " (", "; ", " | ", " / "];

/// When an embargo ends, and whether nothing that the text says about it is left out.
pub(super) fn read(text: &str) -> Option<(Reading, bool)> {
    moment(text).or_else(|| first_moment(text))
}

pub(super) fn is_month(word: &str) -> bool {
    MONTHS.iter().any(|names| contains(names, word))
}

/// Whether a text begins with a number or a month.
fn begins_date(text: &str) -> bool {
    let word = text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    text.starts_with(|c: char| c.is_ascii_digit()) || is_month(word)
}

/// The time before other words: `7 June 2031. Contact: Ana Ruiz`. Other words than names may tell a later time.
fn first_moment(text: &str) -> Option<(Reading, bool)> {
    let mut ends: Vec<_> =
        DIVIDERS.iter().flat_map(|divider| text.match_indices(divider)).map(|(at, _)| at).collect();
    ends.sort_unstable();
    let ((reading, is_understood), rest) = ends.into_iter().rev().find_map(|end| {
        let (before, rest) = text.split_at_checked(end)?;
        Some((moment(before)?, rest))
    })?;
    let is_all = is_instant(reading) && !tells_time(rest) || is_signature(rest);
    Some((reading, is_understood && is_all))
}

fn is_instant(reading: Reading) -> bool {
    matches!(reading, Reading::One(WrittenDate::Instant(_)))
}

/// Whether a text is only names, and a telephone number behind them: `. Contact: Ana Ruiz, +62 812`.
fn is_signature(text: &str) -> bool {
    let names = before_number(text).trim_matches(|c: char| !c.is_alphanumeric());
    are_names(&names.replace(':', " ")) && names.contains(char::is_lowercase) && !tells_time(text)
}

/// Whether a text may tell another time: with a number that is none of a telephone, or a word of a time.
fn tells_time(text: &str) -> bool {
    let mut words =
        before_number(text).split(|c: char| !c.is_alphanumeric() && c != '\'').map(str::to_lowercase);
    words.any(|word| {
        contains(TIME_WORDS, &word)
            || contains(AFTER, &word)
            || is_month(&word)
            || word.contains(|c: char| c.is_ascii_digit())
    })
}

/// A text up to a telephone number.
fn before_number(text: &str) -> &str {
    text.split('+').next().unwrap_or_default()
}

/// The time in a text: a date at its end, with the time after or before it; and whether all is read.
fn moment(text: &str) -> Option<(Reading, bool)> {
    // Chinese is written without spaces.
    let is_alphanumeric = |c: char| c.is_alphanumeric() && !is_han(c.encode_utf8(&mut [0; 4]));
    let splits = text.char_indices().filter_map(|(at, _)| text.split_at_checked(at));
    let mut starts = splits.filter(|(before, rest)| !before.ends_with(is_alphanumeric) && begins_date(rest));
    let (before, date, (reading, loses_time)) =
        starts.find_map(|(before, rest)| Some((before, rest, dates::parse(rest)?)))?;
    let Some(at) = clock(before) else {
        return Some((reading, !loses_time && are_understood(before, reading)));
    };
    // `06:00 GMT, 20 May 2026`
    let (before, time) = before.split_at_checked(at)?;
    let is_time = |c: char| c.is_alphanumeric() || c == ')';
    let mut time = time.trim_end_matches(|c: char| !is_time(c));
    // `06:00 GMT on Wednesday, 20 May 2026`
    while let Some((rest, word)) = time.rsplit_once(' ')
        && (contains(WEEKDAYS, word) || contains(DATE_FILLERS, word))
    {
        time = rest.trim_end_matches(|c: char| !is_time(c));
    }
    let (reading, loses_time) = dates::parse(&format!("{date}, {time}"))?;
    let has_time = !matches!(reading, Reading::One(WrittenDate::Date(_)));
    Some((reading, has_time && !loses_time && are_understood(before, reading)))
}

/// Where a time begins: at a digit, or at a word for noon.
fn clock(text: &str) -> Option<usize> {
    let digit = text.find(|c: char| c.is_ascii_digit());
    let begins = |at: &usize| {
        let word = text.get(*at..).unwrap_or_default().split(|c: char| !c.is_alphabetic() && c != '-').next();
        word.is_some_and(|word| contains(NOON, word))
    };
    let starts = text.match_indices(|c: char| !c.is_alphabetic()).map(|(at, mark)| at + mark.len());
    let noon = [0].into_iter().chain(starts).find(begins);
    digit.into_iter().chain(noon).min()
}

/// Whether the words before a time say no more than "until".
fn are_understood(before: &str, reading: Reading) -> bool {
    let has_clock = !matches!(reading, Reading::One(WrittenDate::Date(_)) | Reading::Either(..));
    let tables = [UNTIL, DATE_FILLERS, TIME_PREFIXES, WEEKDAYS, PUBLICATION_WORDS, BEGINNINGS];
    let is_understood =
        |word: &str| tables.iter().any(|table| contains(table, word)) || has_clock && contains(AFTER, word);
    words(before).iter().all(|word| is_understood(word))
}

/// The words of a text in lower case. Entries of tables may have apostrophes and slashes.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | '(' | ')' | '：' | '，'));
    let words = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    words.filter(|word| !word.is_empty()).collect()
}

/// Whether a date has its month first, as in the United States: `12/13/2026`.
pub(super) fn has_month_first(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit() && c != '/').any(|part| {
        let numbers: Vec<_> = part.split('/').filter_map(|number| number.parse::<u32>().ok()).collect();
        matches!(numbers.as_slice(), [1..=12, 13..=31, year] if *year >= 1000)
    })
}
