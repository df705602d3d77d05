//! A line in; its dateline out, which says where a text comes from: `JAKARTA, KOMPAS —`, `PARIS (AFP) - `,
//! `Frankfurt a.M. (epd). `, `(ANSA) - ROMA, 20 MAG - `, `МОСКВА, 18 мая. /ТАСС/.`, `新华社北京5月18日电`.

use chrono::NaiveDate;

use super::agencies::{BOXED, IN_BRACKETS};
use super::dates::{self, Reading};
use super::names::{agency, are_names, is_agency, is_han, parts, plain};
use super::words::contains;
use crate::site::date::WrittenDate;

/// What ends a dateline, if the text goes on behind it.
const ENDS: &[&str] = &[" — ", " – ", " - ", " -- ", "/. ", " = ", "—", "--"];

/// What ends a dateline that is a line.
const DASHES: &[char] = &['-', '–', '—', '='];

/// What ends a dateline in Chinese: a dispatch of an agency.
const DISPATCH: &[char] = &['电', '電', '讯', '訊'];

/// Brackets around an agency.
const OPEN: &[char] = &['(', '（', '/'];
const CLOSED: &[char] = &[')', '）', '/'];

/// Marks behind an agency in brackets.
const MARKS: &[char] = &['.', ':', ',', '-', '–', '—', '='];

/// The maximum length of a dateline, in characters.
const MAX_LENGTH: usize = 60;

/// The maximum number of words of a place.
const MAX_PLACE_WORDS: usize = 4;

/// Small words within the names of places, in lower case.
const PLACE_PARTICLES: &str = "am, a.m, an, der, im, in, ob, bei, upon, on, sur, sous, en, lès, les, aan, den, del, de, la, el, di, sul, na, nad";

/// A dateline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dateline<'l> {
    /// The agency, if it is a known one.
    pub(super) agency: Option<&'l str>,
    /// Whether the line has nothing else.
    pub(super) is_alone: bool,
}

/// Reads a line.
pub(super) fn read(line: &str) -> Option<Dateline<'_>> {
    let text = plain(line);
    boxed(text)
        .or_else(|| alone(text))
        .or_else(|| dispatch(text))
        .or_else(|| before_text(text))
        .or_else(|| with_brackets(text))
}

/// The day that a dateline names, with its year.
pub(super) fn date(line: &str) -> Option<NaiveDate> {
    let head: String = plain(line).chars().take(MAX_LENGTH).collect();
    let ends = ENDS.iter().filter_map(|end| head.find(end)).chain(head.find(OPEN));
    let head = head.get(..ends.min()?)?.trim_end_matches(',');
    let mut starts = head.match_indices([',', ' ']).filter_map(|(at, _)| head.get(at + 1..));
    starts.find_map(|rest| match dates::value(rest)? {
        Reading::One(WrittenDate::Date(day)) => Some(day),
        Reading::One(WrittenDate::Local(local)) => Some(local.date()),
        Reading::One(WrittenDate::Instant(_)) | Reading::Either(..) => None,
    })
}

/// Reads a line that is nothing but an agency in brackets, which signs a text.
pub(super) fn signature(line: &str) -> Option<&str> {
    let (before, inside, after) = bracketed(plain(line).trim_end_matches('.'))?;
    (before.is_empty() && after.is_empty()).then_some(inside).and_then(enclosed_agency)
}

/// `JAKARTA, KOMPAS —`, `BERLIN, 20. Mai (epd)`
fn alone(text: &str) -> Option<Dateline<'_>> {
    let head = text.trim_end_matches(|c: char| DASHES.contains(&c) || c.is_whitespace());
    let is_ended = head.len() < text.len();
    let head = head.strip_suffix('.').filter(|head| head.ends_with(CLOSED)).unwrap_or(head);
    let agency = is_dateline(head).then(|| found(head))?;
    let is_line = is_ended
        || agency.is_some()
            && (begins_in_capitals(head) || is_dated(head) || is_uncased(head) && is_pair(head));
    is_line.then_some(Dateline { agency, is_alone: true })
}

fn before_text(text: &str) -> Option<Dateline<'_>> {
    let heads = ENDS.iter().filter_map(|end| text.split_once(end));
    let (head, rest) = heads.filter(|(head, _)| is_dateline(head)).max_by_key(|(head, _)| head.len())?;
    // `БЕРЛИН, 20 мая — РИА Новости. …`
    let signed = || rest.split_once(". ").map(|(first, _)| plain(first)).filter(|first| is_agency(first));
    Some(Dateline { agency: found(head).or_else(signed), is_alone: false })
}

/// `Bonn (KNA) Die …`, `Madrid, 20 may (EFE).- …`, `(ANSA) - ROMA, …`
fn with_brackets(text: &str) -> Option<Dateline<'_>> {
    let (before, inside, after) = bracketed(text)?;
    let agency = enclosed_agency(inside)?;
    let after = after.trim_start_matches(|c: char| MARKS.contains(&c) || c.is_whitespace());
    let goes_on = after.starts_with(|c: char| !c.is_lowercase());
    let is_head = before.is_empty() || is_dateline_of(before, true);
    (goes_on && is_head).then_some(Dateline { agency: Some(agency), is_alone: false })
}

/// `【東京共同】…`
fn boxed(text: &str) -> Option<Dateline<'_>> {
    let (head, _) = text.strip_prefix('【')?.split_once('】')?;
    let agency = BOXED.split(", ").find(|agency| head.ends_with(agency))?;
    (head.chars().count() <= MAX_LENGTH / 2).then_some(Dateline { agency: Some(agency), is_alone: false })
}

/// `新华社北京5月18日电 …`
fn dispatch(text: &str) -> Option<Dateline<'_>> {
    let head = text.split_once(DISPATCH).map(|(head, _)| head)?;
    let agency = agency(head).filter(|agency| is_han(agency))?;
    (head.chars().count() <= MAX_LENGTH / 2).then_some(Dateline { agency: Some(agency), is_alone: false })
}

/// Whether a text is a place with an agency, or a place in capitals with anything else that a dateline has: a date, a
/// region.
fn is_dateline(head: &str) -> bool {
    is_dateline_of(head, found(head).is_some())
}

fn is_dateline_of(head: &str, has_agency: bool) -> bool {
    let mut parts = parts(head.trim_start_matches(['(', '（']));
    let Some(place) = parts.next().filter(|_| head.chars().count() <= MAX_LENGTH) else { return false };
    // `Praha 20. května (ČTK)`
    let place = if has_agency {
        place.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default().trim()
    } else {
        place
    };
    let is_word = |part: &str| !part.contains(char::is_whitespace);
    let is_rest = |part: &str| {
        are_names(part) || part.chars().any(|c| c.is_ascii_digit()) || has_agency && is_word(part)
    };
    is_place(place) && parts.all(is_rest) && (has_agency || is_all_caps(place))
}

fn is_place(text: &str) -> bool {
    let words: Vec<_> = text.split_whitespace().collect();
    let names: Vec<_> = words.iter().filter(|word| !contains(PLACE_PARTICLES, word)).copied().collect();
    let begins = words.first().is_some_and(|first| !first.starts_with(char::is_lowercase));
    begins && words.len() <= MAX_PLACE_WORDS && are_names(&names.join(" ")) && !is_agency(text)
}

/// The agency in the head of a text.
fn found(head: &str) -> Option<&str> {
    agency(head).or_else(|| bracketed(head).and_then(|(_, inside, _)| enclosed_agency(inside)))
}

/// What is before, in and after the first brackets of a text.
fn bracketed(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once(OPEN)?;
    let (inside, after) = rest.split_once(CLOSED)?;
    Some((before.trim(), inside, after.trim()))
}

/// The agency in brackets.
fn enclosed_agency(inside: &str) -> Option<&str> {
    let is_short = |part: &&str| contains(IN_BRACKETS, part) && !part.contains(char::is_lowercase);
    parts(inside).all(are_names).then(|| agency(inside).or_else(|| parts(inside).find(is_short)))?
}

/// Whether a dateline has the day and the month, but no year, as agencies date their texts.
fn is_dated(head: &str) -> bool {
    let digits = |part: &str| part.chars().filter(char::is_ascii_digit).count();
    let is_enclosed = head.ends_with(CLOSED);
    is_enclosed && parts(head).skip(1).any(|part| (1..=2).contains(&digits(part)))
}

/// Whether a text is a place of one or two words, a dash and an agency: `القاهرة - رويترز`.
fn is_pair(text: &str) -> bool {
    let mut sides = [" - ", " – ", " — "].iter().filter_map(|dash| text.split_once(dash));
    sides.any(|(place, name)| is_agency(plain(name)) && place.split_whitespace().count() <= 2)
}

/// Whether a text is in a script without capitals.
fn is_uncased(text: &str) -> bool {
    !text.chars().any(|c| c.is_lowercase() || c.is_uppercase())
}

/// Whether the place of a dateline is in capitals, and what follows it is in brackets, or is in capitals too.
fn begins_in_capitals(head: &str) -> bool {
    is_all_caps(head) || head.ends_with(CLOSED) && parts(head).next().is_some_and(is_all_caps)
}

/// Whether a text is in capitals, in a script that has them.
fn is_all_caps(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() > 2 && letters.all(char::is_uppercase)
}
