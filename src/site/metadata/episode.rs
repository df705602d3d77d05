//! `[episode]` in, what an article says as an episode of a podcast out.

use super::UNKNOWN_KEY;
use super::values::{Bases, file_of, file_to_play, media_url, report_url};
use crate::feed::podcast::{Alternate, Episode, Soundbite, Transcript};
use crate::feed::{Enclosure, Language, Url};
use crate::site::article::{EnclosureRef, EpisodeRef, FileRef};
use crate::site::fields::duration::{seconds, whole};
use crate::site::fields::podcast::{self, EPISODE_KINDS, invalid, line, missing, number, one_of};
use crate::site::fields::{Fields, Located, Node, Value};
use crate::site::file_name::extension;
use crate::site::files::TRANSCRIPT_TYPES;

/// What `[episode]` says, and how long it plays, in seconds.
pub(super) type EpisodeAndSeconds = (Option<Box<EpisodeRef>>, Option<u64>);

/// Reads `[episode]`.
pub(super) fn read(fields: &mut Fields<'_, '_>, bases: Bases<'_>) -> EpisodeAndSeconds {
    let Some(table) = fields.table("episode") else { return (None, None) };
    let mut inside = fields.inside(table.value);
    let mut files = Vec::new();
    let kind = inside.text("type").and_then(|kind| one_of(&mut inside, &kind, EPISODE_KINDS));
    let (season, season_name) = season(&mut inside);
    let episode = Episode {
        number: number(&mut inside, "number", 12),
        season,
        season_name,
        kind: kind.unwrap_or_default(),
        title: line(&mut inside, "title"),
        explicit: inside.boolean("explicit"),
        image: file(&mut inside, "image", bases, &mut files),
        chapters: file(&mut inside, "chapters", bases, &mut files),
        transcripts: transcripts(&mut inside, bases, &mut files),
        people: podcast::people(&mut inside, bases.site, &UNKNOWN_KEY),
        location: podcast::location(&mut inside, &UNKNOWN_KEY),
        soundbites: soundbites(&mut inside),
        block: inside.boolean("block").unwrap_or_default(),
        license: podcast::license(&mut inside, bases.site, &UNKNOWN_KEY),
        funding: podcast::funding(&mut inside, bases.site, &UNKNOWN_KEY),
        ..Episode::default()
    };
    let seconds = seconds(&mut inside, "duration");
    let alternates = alternates(&mut inside, bases);
    inside.finish(&UNKNOWN_KEY);
    (Some(Box::new(EpisodeRef { episode, files, alternates })), seconds.map(whole))
}

/// `season`: a number, or a table with `number` and `name`.
fn season(fields: &mut Fields<'_, '_>) -> (Option<u32>, Option<crate::feed::Text>) {
    let is_table = |value: &Value<'_>| matches!(value.node, Node::Table(_));
    if !fields.value("season").is_some_and(is_table) {
        return (number(fields, "season", 2), None);
    }
    let Some(table) = fields.table("season") else { return (None, None) };
    let mut inside = fields.inside(table.value);
    let season = (number(&mut inside, "number", 2), line(&mut inside, "name"));
    inside.finish(&UNKNOWN_KEY);
    season
}

/// A file beside the article, a path on the site, or an absolute URL.
fn file(
    fields: &mut Fields<'_, '_>,
    key: &'static str,
    bases: Bases<'_>,
    files: &mut Vec<FileRef>,
) -> Option<Url> {
    let src = fields.text(key)?;
    reference(fields, key, &src, bases, files)
}

fn reference(
    fields: &mut Fields<'_, '_>,
    key: &'static str,
    src: &Located<&str>,
    bases: Bases<'_>,
    files: &mut Vec<FileRef>,
) -> Option<Url> {
    let url = report_url(fields, src, media_url(src.value, bases))?;
    files.push(FileRef { key, span: src.span.clone(), src: src.value.trim().to_owned() });
    Some(url)
}

/// `transcript`: files, or tables with `src`.
fn transcripts(fields: &mut Fields<'_, '_>, bases: Bases<'_>, files: &mut Vec<FileRef>) -> Vec<Transcript> {
    let mut found = Vec::new();
    for value in fields.list("transcript").unwrap_or_default() {
        if let Node::Table(table) = &value.node {
            let mut inside = fields.inside(table);
            inside.value("src");
            let language = language(&mut inside);
            inside.finish(&UNKNOWN_KEY);
            missing(fields, value, "transcript", &["src"]);
            let src = table.get("src").and_then(|src| fields.as_text(src));
            let transcript = src.and_then(|src| transcript(fields, &src, bases, files));
            found.extend(transcript.map(|transcript| Transcript { language, ..transcript }));
        } else {
            let src = fields.as_text(value);
            found.extend(src.and_then(|src| transcript(fields, &src, bases, files)));
        }
    }
    found
}

/// The language of a file.
fn language(fields: &mut Fields<'_, '_>) -> Option<Language> {
    let tag = fields.text("language")?;
    Language::parse(tag.value).or_else(|| {
        let message = format!("`{}` is not a language tag", tag.value.escape_debug());
        invalid(fields, &tag, message, "write a BCP 47 tag, such as `en`, `pt-BR` or `zh-Hant`")
    })
}

fn transcript(
    fields: &mut Fields<'_, '_>,
    src: &Located<&str>,
    bases: Bases<'_>,
    files: &mut Vec<FileRef>,
) -> Option<Transcript> {
    // A name may contain what has a meaning in a URL.
    let path = src.value.split(['?', '#']).next().unwrap_or_default();
    let Some(media_type) = transcript_type(path).or_else(|| transcript_type(src.value)) else {
        let message = format!("`{}` is not a transcript that apps read", src.value.escape_debug());
        return invalid(fields, src, message, "write a .vtt, .srt, .json, .html or .txt file");
    };
    let url = reference(fields, "episode.transcript", src, bases, files)?;
    Some(Transcript::new(url, media_type))
}

/// The media type of a transcript.
fn transcript_type(path: &str) -> Option<&'static str> {
    let own = extension(path);
    let known = TRANSCRIPT_TYPES.iter().find(|(extension, _)| own.eq_ignore_ascii_case(extension));
    known.map(|(_, media_type)| *media_type)
}

/// `alternate`: files, or tables with `src`, as `enclosure` has them.
fn alternates(fields: &mut Fields<'_, '_>, bases: Bases<'_>) -> Vec<(EnclosureRef, Alternate)> {
    let mut found = Vec::new();
    for value in fields.list("alternate").unwrap_or_default() {
        let Some(table) = file_of(fields, value) else { continue };
        let mut inside = fields.inside(&table);
        let file = file_to_play(&mut inside, bases);
        let language = language(&mut inside);
        let (title, height) = (line(&mut inside, "title"), number(&mut inside, "height", 1080));
        let bitrate = inside.count("bitrate", 128_000).map(|bitrate| bitrate.value);
        inside.finish(&UNKNOWN_KEY);
        found.extend(file.map(|file| {
            let alternate = Alternate::new(Enclosure::new(file.url.clone(), 0, ""));
            (file, Alternate { title, bitrate, height, language, ..alternate })
        }));
    }
    found
}

/// `soundbite`: tables with `start` and `duration`.
fn soundbites(fields: &mut Fields<'_, '_>) -> Vec<Soundbite> {
    let mut found = Vec::new();
    for value in fields.list("soundbite").unwrap_or_default() {
        let Some(table) = fields.as_table(value) else { continue };
        let mut inside = fields.inside(table.value);
        let (start, duration) = (seconds(&mut inside, "start"), seconds(&mut inside, "duration"));
        let title = line(&mut inside, "title");
        inside.finish(&UNKNOWN_KEY);
        missing(fields, value, "soundbite", &["start", "duration"]);
        if let (Some(start), Some(duration)) = (start, duration) {
            found.push(Soundbite { title, ..Soundbite::new(start, duration) });
        }
    }
    found
}
