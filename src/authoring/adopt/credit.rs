//! A line about a picture in; its caption and its credit out. A credit is at the end of the line: in brackets, after a
//! dash, or after a label; or it is the whole line.

use super::agencies::{IN_BRACKETS, STOCK};
use super::names::{self, agency, are_names, is_agency, is_han};
use super::words::{CAPTION_LABELS, CREDIT_LABELS, CREDIT_PHRASES, contains};

/// The maximum length of a credit, in characters.
const MAX_CREDIT: usize = 60;

/// The maximum length of a caption whose credit is only an agency: a longer line is a paragraph that the agency signs.
const MAX_SIGNED: usize = 100;

/// The maximum number of words of a label.
const MAX_LABEL_WORDS: usize = 3;

/// Brackets around a credit.
const BRACKETS: &[(char, char)] = &[('(', ')'), ('[', ']'), ('（', '）'), ('【', '】'), ('［', '］')];

/// Dashes before a credit.
const DASHES: &[&str] = &[" — ", " – ", " - ", " | ", "——", "—"];

/// The caption, which may be empty, and the credit.
pub(super) fn split(text: &str) -> Option<(&str, &str)> {
    let text = names::plain(text);
    let found = bracketed(text).or_else(|| dashed(text)).or_else(|| copyrighted(text));
    let found = found.or_else(|| signed(text)).or_else(|| labeled(text)).or_else(|| worded(text))?;
    let (caption, credit) = (unlabeled(found.0.trim()), found.1.trim());
    let is_signature = is_agency(credit) && caption.chars().count() > MAX_SIGNED;
    (!credit.is_empty() && credit.chars().count() <= MAX_CREDIT && !is_signature).then_some((caption, credit))
}

/// A caption without the label before it: `Photo: A train`.
pub(super) fn unlabeled(caption: &str) -> &str {
    match caption.split_once([':', '：']) {
        Some((label, rest)) if contains(CREDIT_LABELS, label) || contains(CAPTION_LABELS, label) => {
            rest.trim()
        }
        Some(_) | None => caption,
    }
}

/// `A train (Photo: THX/TTXVN).`, `A train [AFP/Ana Ruiz]`
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_end_matches(['.', '。']);
    BRACKETS.iter().find_map(|(open, close)| {
        let (caption, inside) = text.strip_suffix(*close)?.rsplit_once(*open)?;
        let credit = after_label(inside).or_else(|| spaced_label(inside));
        Some((caption, credit.or_else(|| is_credit(inside).then_some(inside))?))
    })
}

/// `A train — AFP/Ana Ruiz`, `A train - Photo: Ana Ruiz`
fn dashed(text: &str) -> Option<(&str, &str)> {
    DASHES.iter().find_map(|dash| {
        let (caption, tail) = text.rsplit_once(dash)?;
        let tail = tail.trim_end_matches(['.', '。']);
        let labeled = after_label(tail).filter(|credit| agency(credit).is_some() || are_names(credit));
        Some((caption, labeled.or_else(|| agency(tail).is_some().then_some(tail))?))
    })
}

/// `A train. Photo: Ana Ruiz`: names after a label that begins the line or a sentence, or an agency after any.
fn labeled(text: &str) -> Option<(&str, &str)> {
    let (before, credit) = text.rsplit_once([':', '：'])?;
    let credit = credit.trim_end_matches(['.', '。']);
    let words: Vec<_> =
        before.match_indices(char::is_whitespace).map(|(at, space)| at + space.len()).collect();
    let starts = words.iter().rev().take(MAX_LABEL_WORDS).copied().chain([0]);
    let caption = starts
        .filter_map(|at| before.split_at_checked(at))
        .find_map(|(caption, label)| contains(CREDIT_LABELS, label).then_some(caption.trim_end()))?;
    let is_over = caption.is_empty() || caption.ends_with(|c: char| !c.is_alphanumeric());
    (agency(credit).is_some() || is_over && are_names(credit)).then_some((caption, credit))
}

/// `Photo by Ana Ruiz`: the whole line.
fn worded(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_end_matches(['.', '。']);
    let spaces = text.match_indices(char::is_whitespace).take(MAX_LABEL_WORDS);
    let mut splits = spaces.filter_map(|(at, _)| text.split_at_checked(at));
    let (_, credit) = splits.find(|(label, credit)| contains(CREDIT_PHRASES, label) && are_names(credit))?;
    Some(("", credit))
}

/// `A train © Ana Ruiz`
fn copyrighted(text: &str) -> Option<(&str, &str)> {
    let (caption, credit) = text.rsplit_once('©')?;
    let credit = credit.trim().trim_end_matches(['.', '。']);
    (agency(credit).is_some() || are_names(credit)).then_some((caption, credit))
}

/// `A train in Berlin. REUTERS/Ana Ruiz`, `A train in Berlin. Photo by Ana Ruiz/Getty Images`: a credit after a sentence.
fn signed(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_end_matches(['.', '。']);
    let ends = text.match_indices(SENTENCE_ENDS).map(|(at, end)| at + end.len());
    let ends: Vec<_> = ends.collect();
    ends.into_iter().rev().filter_map(|at| text.split_at_checked(at)).find_map(|(caption, tail)| {
        let tail = tail.trim();
        let credit = worded(tail).map(|(_, credit)| credit);
        let is_credit = || {
            !tail.contains(':')
                && agency(tail).is_some()
                && are_names(&without_initials(tail).replace(" via ", "/"))
        };
        Some((caption, credit.or_else(|| is_credit().then_some(tail))?))
    })
}

/// A credit without the initials of an editor at its end: `ANTARA FOTO/Rina/foc`.
fn without_initials(credit: &str) -> &str {
    let is_initials =
        |last: &str| (2..=4).contains(&last.len()) && last.chars().all(|c| c.is_ascii_lowercase());
    credit.rsplit_once('/').filter(|(_, last)| is_initials(last)).map_or(credit, |(rest, _)| rest)
}

/// What ends the sentence of a caption.
const SENTENCE_ENDS: &[char] = &['.', '!', '?', '”', '"', '»', ')'];

/// `Photo: Ana Ruiz`
fn after_label(text: &str) -> Option<&str> {
    let (label, credit) = text.split_once([':', '：'])?;
    (contains(CREDIT_LABELS, label) && !credit.trim().is_empty()).then_some(credit)
}

/// `Photo Ana Ruiz`; an abbreviated label, as in `dok. Ana Ruiz`, is a part of the credit.
fn spaced_label(text: &str) -> Option<&str> {
    let text = text.trim();
    let spaces = text.match_indices(char::is_whitespace).take(MAX_LABEL_WORDS);
    let mut splits = spaces.filter_map(|(at, _)| text.split_at_checked(at));
    let is_label = |label: &str| contains(CREDIT_LABELS, label.trim_end_matches('.'));
    let (label, credit) = splits.find(|(label, credit)| is_label(label) && are_names(credit))?;
    Some(if label.ends_with('.') { text } else { credit })
}

/// `ANTARA FOTO/Budi`, `Ana Ruiz/Kabar Lirang`, `AFP`
fn is_credit(text: &str) -> bool {
    let parts: Vec<_> = text.split('/').map(str::trim).collect();
    let is_label =
        |part: &&str| part.split_whitespace().last().is_some_and(|last| contains(CREDIT_LABELS, last));
    let is_cased = |part: &&str| part.starts_with(char::is_uppercase) && are_names(part);
    let is_full_name = |part: &&str| part.contains(' ');
    agency(text).is_some()
        || parts.iter().any(|part| contains(STOCK, part))
        || is_han(text) && contains(IN_BRACKETS, text)
        || parts.len() > 1
            && (parts.iter().any(is_label) || parts.iter().all(is_cased) && parts.iter().any(is_full_name))
}
