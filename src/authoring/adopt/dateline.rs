//! A line in; its dateline out, which says where a text comes from: `JAKARTA, KOMPAS —`, `PARIS (AFP) - `,
//! `МОСКВА, 18 мая. /ТАСС/.`, `新华社北京5月18日电`.

use super::names::{agency, are_names, is_agency, is_han, parts, plain};

/// What ends a dateline, if the text goes on behind it.
const ENDS: &[&str] = &[" — ", " – ", " - ", " -- ", "/. ", " = ", "—", "--"];

/// What ends a dateline that is a line.
const DASHES: &[char] = &['-', '–', '—', '='];

/// What ends a dateline in Chinese: a dispatch of an agency.
const DISPATCH: &[char] = &['电', '電', '讯', '訊'];

/// The maximum length of a dateline, in characters.
const MAX_LENGTH: usize = 60;

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
    alone(text).or_else(|| dispatch(text)).or_else(|| before_text(text))
}

/// `JAKARTA, KOMPAS —`
fn alone(text: &str) -> Option<Dateline<'_>> {
    let head = text.trim_end_matches(|c: char| DASHES.contains(&c) || c.is_whitespace());
    let is_ended = head.len() < text.len();
    let agency = is_dateline(head).then(|| agency(head))?;
    let is_line = is_ended || agency.is_some() && (is_all_caps(head) || is_uncased(head) && is_pair(head));
    is_line.then_some(Dateline { agency, is_alone: true })
}

fn before_text(text: &str) -> Option<Dateline<'_>> {
    let heads = ENDS.iter().filter_map(|end| text.split_once(end).map(|(head, _)| head));
    let head = heads.filter(|head| is_dateline(head)).max_by_key(|head| head.len())?;
    Some(Dateline { agency: agency(head), is_alone: false })
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
    let mut parts = parts(head.trim_start_matches(['(', '（']));
    let Some(place) = parts.next().filter(|_| head.chars().count() <= MAX_LENGTH) else { return false };
    let is_rest = |part: &str| are_names(part) || part.chars().any(|c| c.is_ascii_digit());
    let is_place = are_names(place) && place.split_whitespace().count() <= 3 && !is_agency(place);
    is_place && parts.all(is_rest) && (agency(head).is_some() || is_all_caps(place))
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

/// Whether a text is in capitals, in a script that has them.
fn is_all_caps(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() > 2 && letters.all(char::is_uppercase)
}
