//! A note to the editors of a newspaper in: `Note to editors: the victim is Ana Ruiz, do not name her`. What it forbids keeps
//! the article back, and its lines are no part of the text.

use super::Certainty;
use super::embargo::{held, shown, without_marks};
use super::head::MetadataLine;
use super::lines::Line;
use super::names::is_han;
use super::words::{EDITORS_NOTES, NOTES_TO_EDITORS, contains};
use crate::authoring::quoted;

/// The key under which a line for editors is kept.
pub(super) const DESK: &str = "extra.desk";

/// The maximum number of lines of a note in brackets.
const MAX_LINES: usize = 10;

/// Phrases that forbid editors something, in lower case.
const FORBIDDING: &str = "\
     do not, don't, don’t, must not, may not be, should not be, cannot be, not for publication, not for use, not for release, \
     not for broadcast, never name, withhold, keep confidential, kept confidential, confidential, off the record, embargo, embargoed, \
     jangan, mohon tidak, harap tidak, tolong tidak, tidak boleh, dilarang, tidak untuk, bukan untuk, rahasiakan, \
     dirahasiakan, samarkan, wajib disamarkan, agar tidak, supaya tidak, tidak disebut, tidak disebutkan, tidak dimuat, \
     bitte nicht, nicht nennen, nicht veröffentlichen, nicht verwenden, darf nicht, dürfen nicht, nicht zur veröffentlichung, \
     vertraulich, sperrfrist, ne pas, ne doit pas, ne doivent pas, confidentiel, no publicar, no publiquen, no nombrar, \
     no nombren, no mencionar, no identificar, no difundir, no usar, no debe, no deben, no puede, confidencial, não publicar, \
     não nomear, não mencionar, não identificar, não divulgar, não usar, não deve, não devem, não pode, non pubblicare, \
     non nominare, non citare, non identificare, non diffondere, non usare, non deve, non devono, riservato, niet noemen, \
     niet publiceren, niet gebruiken, mag niet, mogen niet, vertrouwelijk, publicera inte, får inte, nämn inte, må ikke, \
     nie publikować, nie podawać, nie ujawniać, yayımlamayın, yayınlamayın, adını vermeyin, не публиковать, не называть, \
     не указывать, не раскрывать, не публікувати, не називати, không nêu, không đăng, không được, đừng, لا تنشر, لا تذكر, \
     يرجى عدم, يمنع, 不要, 请勿, 請勿, 不得, 勿, 禁止, しないで, 控えて, 금지, 말아";

/// The note that begins with a line, of `lines` that are not blank, and how many of them it has: it goes on in the next line
/// where nothing else can, which is within brackets, in a sentence, and below its heading.
pub(super) fn begun(lines: &[Line<'_>]) -> Option<(Vec<MetadataLine>, usize)> {
    let (first, rest) = lines.split_first()?;
    label(&without_marks(first.text))?;
    let is_open = first.text.contains(['[', '【']) && !first.text.contains([']', '】']);
    let is_heading = is_heading(first.text);
    let below = rest.iter().zip(1..=MAX_LINES).take_while(|(line, at)| line.number == first.number + at);
    let below: Vec<_> = below.map(|(line, _)| line.text).collect();
    let goes_on =
        |(at, text): &(usize, &&str)| text.starts_with(char::is_lowercase) || is_heading && *at == 0;
    let length = if is_open {
        rest.iter().take(MAX_LINES).position(|line| line.text.contains([']', '】'])).map_or(1, |at| at + 2)
    } else {
        1 + below.iter().enumerate().take_while(goes_on).count()
    };
    let texts: Vec<_> = rest.iter().take(length - 1).map(|line| line.text).collect();
    let entries = if is_heading {
        // The text of the note may have more lines, in which it forbids something.
        forbidding(&under(first.text, &below.join(" ")))
            .or_else(|| read(&under(first.text, &texts.join(" "))))
    } else {
        read(&[&[first.text], texts.as_slice()].concat().join(" "))
    };
    Some((entries?, length))
}

/// A note with its heading.
pub(super) fn under(heading: &str, text: &str) -> String {
    format!("{}: {text}", heading.trim_end_matches([':', '：']))
}

/// Whether a text is the heading of a note.
pub(super) fn is_heading(text: &str) -> bool {
    note(text).is_some_and(|(_, note)| note.is_empty())
}

/// What a note says: that the article is kept back, or only something to editors.
pub(super) fn read(text: &str) -> Option<Vec<MetadataLine>> {
    let desk = || MetadataLine::known(DESK, quoted(&shown(text)), "from a line for editors", Certainty::Sure);
    forbidding(text).or_else(|| {
        let (label, _) = note(text)?;
        contains(NOTES_TO_EDITORS, &label).then(|| vec![desk()])
    })
}

/// What keeps an article back of which a note forbids editors something.
pub(super) fn forbidding(text: &str) -> Option<Vec<MetadataLine>> {
    let (_, note) = note(text)?;
    let mut words: String = note.to_lowercase();
    words = words.replace(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'), " ");
    let words = format!(" {} ", words.split_whitespace().collect::<Vec<_>>().join(" "));
    let has = |phrase: &str| {
        let is_whole = !is_han(phrase) && phrase.is_ascii() || phrase.contains(' ');
        if is_whole { words.contains(&format!(" {phrase} ")) } else { words.contains(phrase) }
    };
    FORBIDDING.split(", ").any(has).then(|| held(&without_marks(text)))
}

/// The label of a note in lower case, and the note.
fn note(text: &str) -> Option<(String, String)> {
    let text = without_marks(text);
    let label = label(&text)?;
    let rest = text.get(label.len()..).unwrap_or_default();
    let note = rest.trim_start_matches(|c: char| !c.is_alphanumeric()).to_owned();
    Some((label.trim().to_lowercase(), note))
}

/// The label of a note, which ends with a colon, a dash or the line.
fn label(text: &str) -> Option<&str> {
    let ends = [":", "：", " - ", " – ", " — "];
    let labels = ends.iter().filter_map(|end| text.split_once(end)).map(|(label, _)| label);
    labels.chain([text]).find(|label| contains(NOTES_TO_EDITORS, label) || contains(EDITORS_NOTES, label))
}
