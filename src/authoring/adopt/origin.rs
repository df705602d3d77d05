//! The metadata of a text in; out, the same with an embargo without a time zone read in that of the site, or left to fill
//! in: an agency elsewhere means another midnight, and nothing may get out early.

use super::body::Body;
use super::dates;
use super::embargo::unread;
use super::facts::FileFacts;
use super::head::MetadataLine;
use super::language;
use super::until::has_month_first;
use super::words::contains;
use crate::feed::Language;
use crate::site::date::{WrittenDate, written};

/// Languages of several countries: what an agency writes in them may come from anywhere.
const WORLDWIDE: &str = "ar, en, es, fr, pt, ru, zh";

/// Words of embargoes that belong to one language or two, in lower case.
const WORDS: &[(&str, &str)] = &[
    (
        "de",
        "sperrfrist, pressesperrfrist, sperrvermerk, gesperrt, unter, uhr, bis, frei, ab, veröffentlichung, dezember, januar",
    ),
    ("fr", "sous, jusqu'au, jusqu’au, jusqu'à, jusqu’à, avant, heures, partir, diffusion, pas"),
    ("es", "bajo, hasta, embargado, embargada, publicación, difusión, horas"),
    ("pt", "sob, até, embargado, embargada, publicação, divulgação"),
    ("it", "sotto, fino, pubblicazione"),
    ("nl", "onder, tot, publicatie, uur"),
    ("id", "sampai, hingga, diembargo, pukul, siarkan, jangan, setelah, mei, agustus, oktober, desember"),
    ("ms", "sampai, hingga, diembargo, pukul, siarkan, jangan, selepas, mei, ogos, disember"),
    ("en", "until, till, before, embargoed, release, publication, not"),
];

/// The metadata with every embargo without a time zone settled.
pub(super) fn settled(entries: Vec<MetadataLine>, body: &Body, facts: &FileFacts<'_>) -> Vec<MetadataLine> {
    let has_agency = entries.iter().any(|entry| entry.key == "source");
    let mut settled: Vec<MetadataLine> = Vec::new();
    for entry in entries {
        let line =
            entry.text().map(str::to_owned).filter(|_| entry.is_known() && is_without_zone(&entry.value));
        let Some(line) = line else {
            settled.push(entry);
            continue;
        };
        if let Some(zone) = facts.defaults.timezone {
            let value = dates::from_beginning_in_zone(&entry.value, zone);
            settled.push(entry.with_value(value));
            continue;
        }
        match (facts.site_zone, elsewhere(&line, has_agency, body, facts)) {
            (Some(zone), None) => settled.push(entry.read_in(zone)),
            (_, reason) => {
                let reason = reason.unwrap_or("no time zone is configured for the embargo");
                let lines = entry.lines.clone();
                let open = unread(&line, entry.value, reason).into_iter();
                settled.extend(open.map(|entry| entry.lifted(lines.clone())));
            }
        }
    }
    settled
}

fn is_without_zone(value: &str) -> bool {
    matches!(written(value), Some(WrittenDate::Date(_) | WrittenDate::Local(_)))
}

/// Why the times of a text may not be those of the site.
fn elsewhere(line: &str, has_agency: bool, body: &Body, facts: &FileFacts<'_>) -> Option<&'static str> {
    let own = facts.site_language.map(primary);
    let is_american = facts.site_zone.is_some_and(|zone| zone.to_string().starts_with("America/"));
    let is_scripted =
        facts.site_language.is_none_or(|own| language::guess(line).is_none_or(|line| line.fits(own)));
    if !is_scripted || own.is_some_and(|own| !speaks(own, body, facts) || !is_worded_in(own, line)) {
        Some("the embargo is in another language than the site, and its time zone is not written")
    } else if has_month_first(line) && !is_american {
        Some("the date of the embargo is American, and its time zone is not written")
    } else if has_agency && own.is_none_or(|own| contains(WORLDWIDE, own)) {
        Some("the embargo is an agency's, and its time zone is not written")
    } else {
        None
    }
}

/// Whether a text is in a language of the site, as far as that can be told.
fn speaks(own: &str, body: &Body, facts: &FileFacts<'_>) -> bool {
    let named = facts.language.as_ref().filter(|_| facts.names_language);
    match named.or(body.language.as_ref().map(|(language, _, _)| language)) {
        Some(language) => primary(language) == own,
        None => body.guess.as_ref().is_none_or(|guess| guess.is_likely(own)),
    }
}

/// Whether no word of a line is one of other languages only.
fn is_worded_in(own: &str, line: &str) -> bool {
    let lower = line.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'));
    let is_of = |word: &str, language: &str| {
        WORDS.iter().any(|(known, words)| *known == language && contains(words, word))
    };
    let is_foreign = |word: &str| {
        let is_known = WORDS.iter().any(|(_, words)| contains(words, word));
        is_known && !is_of(word, own)
    };
    !words.into_iter().any(is_foreign)
}

fn primary(language: &Language) -> &str {
    language.as_str().split('-').next().unwrap_or_default()
}
