//! A line that forbids publication until a time in, alone or among the lines of a text; the metadata that keeps the
//! article back out. A time that cannot be read makes the article a draft.

use super::Certainty;
use super::dates::{self, Reading};
use super::head::MetadataLine;
use super::lines::Line;
use super::names::{is_han, plain};
use super::release::{self, Order};
use super::until::{self, is_month};
use super::words::{
    DESK_LINES, EDITOR_LABELS, EDITORS_NOTES, EMBARGO_LABELS, EMBARGO_PHRASES, NOT_BEFORE, NOTES_TO_EDITORS,
    ORDER_WORDS, PUBLICATION_WORDS, REQUESTS, SHOUTED_WORDS, TIME_WORDS, UNTIL, WEEKDAYS, WHOLE_MARKS,
    WITHHOLDING_WORDS, contains,
};
use crate::site::date::WrittenDate;
use crate::site::pages::is_hidden;
use crate::site::rules::without_tags;
use crate::source::html;

/// The maximum length of such a line, in characters.
const MAX_LENGTH: usize = 200;

/// The number of lines at the beginning and at the end of a text that may be such lines.
const FIRST_LINES: usize = 8;
const LAST_LINES: usize = 3;

/// Characters around such a line, and after its label.
const MARKS: &[char] = &[
    '*', '+', '(', ')', '[', ']', '=', '-', '!', ' ', '.', '#', '>', '_', '|', '~', '/', '【', '】', '（',
    '）',
];

/// The maximum length of a line that marks a text as a draft or as confidential, in characters.
const MAX_MARK_LENGTH: usize = 60;

/// Reads such lines at the beginning and the end of a text, of which `lines` are those that are not blank.
pub(super) fn among<'l>(lines: &'l [Line<'l>]) -> impl Iterator<Item = (Vec<MetadataLine>, &'l Line<'l>)> {
    near(lines).filter_map(|line| Some((read(line.text)?, line)))
}

/// The first and last of some lines.
pub(super) fn near<T>(lines: &[T]) -> impl Iterator<Item = &T> {
    let last = lines.len().saturating_sub(LAST_LINES).max(FIRST_LINES);
    lines.iter().take(FIRST_LINES).chain(lines.iter().skip(last))
}

/// Whether a text is such a line, which is not a headline.
pub(super) fn is_embargo(text: &str) -> bool {
    read(text).is_some()
}

/// Reads a line at the beginning or the end of a text.
pub(super) fn read(line: &str) -> Option<Vec<MetadataLine>> {
    let read = |line: &str| order(line).or_else(|| mark(line)).or_else(|| release(line));
    read(line).or_else(|| {
        let text = without_marks(line);
        read(after_editor_label(&text).or_else(|| after_label_of(DESK_LINES, &text))?)
    })
}

/// Reads a line that has no other words than those of an order about publication: `Release: 1 December 2026`.
fn release(line: &str) -> Option<Vec<MetadataLine>> {
    let text = without_marks(line);
    Some(match release::order(&text)? {
        Order::Hold => held(&text),
        Order::Wait => ended(&text, &text),
    })
}

/// Reads a line that forbids publication, wherever it stands.
pub(super) fn order(line: &str) -> Option<Vec<MetadataLine>> {
    let text = without_marks(line);
    let text = text.as_str();
    let asked = after_entry(text, REQUESTS).map_or(text, str::trim_start);
    if text.chars().count() > MAX_LENGTH {
        return None;
    }
    let rest = after_label(asked)
        .or_else(|| after_phrase(text))
        .or_else(|| after_editor_label(text).and_then(|rest| after_entry(rest, EMBARGO_LABELS)))
        .or_else(|| after_not_before(asked))?;
    Some(ended(text, rest))
}

/// What keeps an article back whose line `text` says when the embargo ends, in `rest`.
fn ended(text: &str, rest: &str) -> Vec<MetadataLine> {
    match until::read(without_publication(rest)) {
        Some((Reading::One(end), true)) if !loses_time(rest, end) => {
            let is_instant = matches!(end, WrittenDate::Instant(_));
            let certainty = if is_instant { Certainty::Sure } else { Certainty::Likely };
            let publish =
                MetadataLine::known("publish", dates::toml(end), "from the embargo line", certainty);
            vec![publish.read_from(text)]
        }
        Some((Reading::One(end), _)) => unread(text, dates::toml(end), UNCLEAR),
        Some((Reading::Either(first, _), _)) => unread(text, first.to_string(), UNCLEAR),
        None => unread(text, EXAMPLE.to_owned(), UNCLEAR),
    }
}

/// Why the end of an embargo is left to fill in.
const UNCLEAR: &str = "the end of the embargo is unclear";

/// What keeps an article back of whose lines another one says that the embargo ends at another time than `line`, at `end`.
pub(super) fn contradicted(line: &str, end: &str) -> Vec<MetadataLine> {
    unread(line, end.to_owned(), "its lines say different ends of the embargo")
}

/// An example of the end of an embargo.
const EXAMPLE: &str = "2026-04-01T06:00:00+07:00";

/// Whether a text says more about the time than was read of it: a time without its zone could be hours too early.
fn loses_time(text: &str, read: WrittenDate) -> bool {
    let digits = |part: &str| part.chars().take_while(char::is_ascii_digit).count();
    let has_clock = || {
        text.match_indices(':').any(|(at, _)| {
            let (before, after) = text.split_at(at);
            before.ends_with(|c: char| c.is_ascii_digit()) && digits(after.trim_start_matches(':')) == 2
        })
    };
    let after = text.rsplit(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
    let mut words = after.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1);
    let is_zone = |word: &str| word.ends_with('T') && word.len() <= 4 && !word.contains(char::is_lowercase);
    match read {
        WrittenDate::Instant(_) => false,
        WrittenDate::Local(_) => {
            words.find(|word| !["am", "pm"].contains(&&*word.to_lowercase())).is_some_and(is_zone)
        }
        WrittenDate::Date(_) => has_clock(),
    }
}

/// Reads a short line that marks the text as a draft or as confidential: `DRAFT - not approved`, `KILL KILL KILL`.
fn mark(line: &str) -> Option<Vec<MetadataLine>> {
    let text = without_marks(line);
    if is_labeled(&text) {
        return Some(held(&text));
    }
    if text.chars().count() > MAX_MARK_LENGTH || text.contains(". ") {
        return None;
    }
    if contains(WHOLE_MARKS, &text) {
        return Some(held(&text));
    }
    let is_shouted = !text.split_whitespace().next()?.contains(char::is_lowercase);
    let after = |text| {
        let quiet = after_entry(text, WITHHOLDING_WORDS);
        quiet.or_else(|| after_entry(text, SHOUTED_WORDS).filter(|_| is_shouted))
    };
    let mut rest = after(text.as_str())?;
    while let Some(shorter) = after(rest.trim_start_matches(MARKS)) {
        rest = shorter;
    }
    let next = rest.split_whitespace().next().unwrap_or_default();
    // `draft-dodger` is another word.
    let is_whole = !rest.starts_with('-') || rest.starts_with("--");
    let is_marked = rest.trim().is_empty() || is_whole && rest.trim_start().starts_with(MARKS_OF_MARK);
    let is_order =
        || is_shouted && (contains(ORDER_WORDS, next) || next.starts_with(|c: char| c.is_ascii_digit()));
    (is_marked || is_order()).then(|| held(&text))
}

/// Whether a line begins with a shouted label that withdraws the text: `WITHDRAWN: Ferry runs again`. Prose does, too, without
/// a colon: `DITARIK, 1.000 MOBIL`.
fn is_labeled(text: &str) -> bool {
    let label = LABEL_ENDS.iter().filter_map(|end| text.split_once(end)).map(|(label, _)| label);
    let is_shouted = |label: &&str| !label.contains(char::is_lowercase);
    let tables = [WHOLE_MARKS, WITHHOLDING_WORDS, KILLED];
    text.chars().count() <= MAX_LENGTH
        && label.filter(is_shouted).any(|label| tables.iter().any(|table| contains(table, label)))
}

/// Words that are such labels only, in lower case.
const KILLED: &str = "kill, killed, bust, busted";

/// What ends such a label.
const LABEL_ENDS: &[&str] = &[":", "：", "]", ")", "】", "）", "|", " - ", " – ", " — "];

/// What keeps an article back for good.
pub(super) fn held(text: &str) -> Vec<MetadataLine> {
    let from = format!("from the line `{}`", shown(text));
    let draft = MetadataLine::known("draft", "true".to_owned(), &from, Certainty::Sure);
    vec![draft.saying(&shown(text))]
}

/// Whether a line may be one that speaks of its own publication, with other words.
pub(super) fn may_be(line: &str) -> bool {
    read(line).is_some() || release::may_be(&without_marks(line))
}

/// Keeps back a page that search engines are asked to ignore.
pub(super) fn noindex(page: &str) -> Option<Vec<MetadataLine>> {
    let draft =
        || MetadataLine::known("draft", "true".to_owned(), "from <meta name=\"robots\">", Certainty::Sure);
    is_hidden(&html::head(page)).then(|| vec![draft().noted("the page asks search engines to ignore it")])
}

/// Marks after the word of such a line.
const MARKS_OF_MARK: &[char] =
    &[':', '：', '-', '–', '—', '(', '[', '/', '|', '!', '*', ',', ';', '.', '（', '【', '】', ')', ']'];

/// The rest of a text after the longest entry of a table.
fn after_entry<'t>(text: &'t str, table: &str) -> Option<&'t str> {
    table.split(", ").filter_map(|entry| strip_label(text, entry)).min_by_key(|rest| rest.len())
}

/// A line without tags, and without the marks around it.
pub(super) fn without_marks(line: &str) -> String {
    let text = if line.contains('<') { without_tags(line) } else { line.to_owned() };
    plain(&text).trim_matches(MARKS).to_owned()
}

pub(super) fn shown(line: &str) -> String {
    let shown: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    shown.trim().to_owned()
}

/// The article is kept back until its user has written when the embargo ends.
pub(super) fn unread(line: &str, example: String, reason: &str) -> Vec<MetadataLine> {
    let todo =
        format!("write when the embargo ends, remove the first #, and remove draft: \"{}\"", shown(line));
    let draft = MetadataLine::known("draft", "true".to_owned(), reason, Certainty::Sure);
    vec![
        MetadataLine::open("publish", example, &todo, reason),
        draft.noted("until the end of the embargo is known"),
    ]
}

/// The text after a phrase within a sentence: `This story is embargoed until 20 December.`
fn after_phrase(text: &str) -> Option<&str> {
    let lower = text.to_ascii_lowercase();
    let found = EMBARGO_PHRASES.split(", ").find_map(|phrase| Some(lower.find(phrase)? + phrase.len()));
    let rest = text.get(found?..)?;
    rest.starts_with([' ', ':']).then(|| rest.trim_start_matches([' ', ':']))
}

/// The text after a label for editors: `NOTE TO EDITORS: do not publish`.
fn after_editor_label(text: &str) -> Option<&str> {
    let tables = [EDITOR_LABELS, NOTES_TO_EDITORS, EDITORS_NOTES];
    tables.iter().find_map(|table| after_label_of(table, text))
}

/// The text after a label of a table and a colon.
fn after_label_of<'t>(table: &str, text: &'t str) -> Option<&'t str> {
    let (label, rest) = text.split_once([':', '：'])?;
    contains(table, label.trim_matches(MARKS)).then(|| rest.trim_start_matches(MARKS))
}

/// The text after `not before`, if the line ends with a word of publication: `Nicht vor dem 7. Juni veröffentlichen`.
fn after_not_before(text: &str) -> Option<&str> {
    let rest = after_entry(text, NOT_BEFORE)?;
    (without_publication(rest).len() < rest.trim_end_matches(MARKS).len()).then_some(rest)
}

/// A text without the word of publication at its end.
fn without_publication(text: &str) -> &str {
    let text = text.trim_end_matches(MARKS_AFTER_LABEL);
    match text.rsplit_once(' ') {
        Some((rest, last)) if contains(PUBLICATION_WORDS, last) => rest,
        Some(_) | None => text,
    }
}

/// The text after the label. `Embargo on oil lifted` has none: a label is followed by a colon, by "until" or by a time.
fn after_label(text: &str) -> Option<&str> {
    let (label, rest) = EMBARGO_LABELS
        .split(", ")
        .filter_map(|label| Some((label, strip_label(text, label)?)))
        .min_by_key(|(_, rest)| rest.len())?;
    let begin = rest.trim_start_matches(MARKS_AFTER_LABEL);
    // Things are held until they are firm, too.
    let is_order = label.rsplit(' ').next().is_some_and(|word| label.contains(' ') && contains(UNTIL, word));
    if is_order && (!label.starts_with("hold until") || names_time(text)) {
        return Some(begin);
    }
    let next = begin.split([' ', ':', '：', ',']).next().unwrap_or_default();
    let has_digit = begin.chars().any(|c| c.is_ascii_digit());
    let is_line = begin.is_empty()
        || begin.starts_with([':', '：', '-', '–', '—'])
        || contains(UNTIL, next)
        || contains(WEEKDAYS, next)
        || has_digit && is_month(next)
        || UNTIL.split(", ").any(|word| is_han(word) && begin.starts_with(word))
        || has_digit && until::read(begin).is_some()
        || begin.starts_with(|c: char| c.is_ascii_digit())
            && begin.split(' ').any(|word| contains(TIME_WORDS, word));
    is_line.then_some(begin)
}

/// Marks between a label and what follows it: `***EMBARGO*** until Sunday`.
const MARKS_AFTER_LABEL: &[char] = &['*', ')', ']', '!', ' ', '_', '.', '】', '）'];

/// Whether a line is shouted, or has a number or a day of the week.
fn names_time(text: &str) -> bool {
    let is_all_caps = !text.chars().any(char::is_lowercase);
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    is_all_caps || text.contains(|c: char| c.is_ascii_digit()) || words.any(|word| contains(WEEKDAYS, word))
}

/// The rest of a text after a label in any case.
fn strip_label<'t>(text: &'t str, label: &str) -> Option<&'t str> {
    let length: usize = text.chars().take(label.chars().count()).map(char::len_utf8).sum();
    let (begin, rest) = text.split_at_checked(length)?;
    let is_whole = rest.chars().next().is_none_or(|next| !next.is_alphabetic()) || is_han(label);
    (is_whole && begin.to_lowercase() == label).then_some(rest)
}
