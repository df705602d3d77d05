//! A line in; the names of the writers out, and those of the photographers and of the agency beside them, if it has
//! nothing else: `Oleh Budi`, `By Ana Ruiz, AFP`, `Автор: Анна Руис`, `Élodie Martin (Text), Jan Kim (Foto)`.

use super::Certainty;
use super::head::{self, MetadataLine};
use super::names::{are_names, is_agency, plain};
use super::words::{BYLINE_LABELS, BYLINE_WORDS, CREDIT_LABELS, JOB_WORDS, NAME_CONJUNCTIONS, contains};

/// The people of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Byline {
    /// Its writers.
    pub(super) authors: Option<MetadataLine>,
    /// The agency that they write for.
    pub(super) agency: Option<String>,
    /// The photographers, who are no authors.
    pub(super) credit: Option<String>,
}

/// What people did for an article.
#[derive(Clone, Copy)]
struct Roles {
    writes: bool,
    pictures: bool,
}

/// Those who have no role.
const WRITER: Roles = Roles { writes: true, pictures: false };

/// The maximum number of words before "by": `Text and photos by`.
const MAX_LABEL_WORDS: usize = 3;

/// Reads a line.
pub(super) fn read(line: &str) -> Option<Byline> {
    let text = unwrapped(plain(line).trim_matches(['*', '_', '-', '–', '—', ' ']));
    let (is_labeled, roles, names) = match labeled(text).or_else(|| slashed(text)) {
        Some((roles, names)) => (true, Some(roles), names),
        None => worded(text).map_or((false, None, text), |(roles, names)| (false, Some(roles), names)),
    };
    let people = People::of(names.trim().trim_end_matches(['.', '。']), roles)?;
    // A line about a picture alone is read with its caption.
    people.writes().then(|| people.byline(text, if is_labeled { Certainty::Sure } else { Certainty::Likely }))
}

/// Whether a line begins with a label and a colon.
pub(super) fn is_labeled(line: &str) -> bool {
    labeled(plain(line)).is_some()
}

/// Those whom a line names.
#[derive(Default)]
struct People {
    writers: Vec<String>,
    photographers: Vec<String>,
    agency: Option<String>,
    /// Whether somebody has a title.
    is_titled: bool,
}

impl People {
    /// Reads names of people with these roles, unless they have others themselves.
    fn of(names: &str, mut roles: Option<Roles>) -> Option<People> {
        let mut people = People::default();
        for piece in pieces(names) {
            let (name, own) = match labeled(&piece) {
                Some((labeled, name)) => {
                    roles = Some(labeled);
                    (name.trim(), labeled)
                }
                None => in_brackets(&piece).or_else(|| Some((piece.as_str(), roles?)))?,
            };
            people.add(name, own)?;
        }
        Some(people)
    }

    fn add(&mut self, name: &str, roles: Roles) -> Option<()> {
        let is_first = self.writers.is_empty() && self.photographers.is_empty();
        if !is_first && is_title(name) {
            self.is_titled = true;
        } else if is_agency(name) && !roles.writes {
            self.photographers.push(name.to_owned());
        } else if is_agency(name) {
            self.agency = Some(name.to_owned());
        } else if are_names(name) && self::roles(name).is_none() {
            self.writers.extend(roles.writes.then(|| name.to_owned()));
            self.photographers.extend(roles.pictures.then(|| name.to_owned()));
        } else {
            return None;
        }
        Some(())
    }

    fn writes(&self) -> bool {
        !self.writers.is_empty() || self.agency.is_some() && self.photographers.is_empty()
    }

    fn byline(self, text: &str, certainty: Certainty) -> Byline {
        let names: Vec<_> = self.writers.iter().map(String::as_str).collect();
        let authors = MetadataLine::known("authors", head::list(&names), "from the byline", certainty);
        let authors = if self.is_titled { authors.saying(text) } else { authors };
        Byline {
            authors: (!names.is_empty()).then_some(authors),
            agency: self.agency,
            credit: (!self.photographers.is_empty()).then(|| self.photographers.join(", ")),
        }
    }
}

/// A line without brackets around all of it.
fn unwrapped(text: &str) -> &str {
    let inside = text.strip_prefix(['(', '[']).and_then(|text| text.strip_suffix([')', ']']));
    inside.filter(|inside| !inside.contains(['(', '['])).unwrap_or(text)
}

/// `Author: Ana Ruiz`, `Text und Fotos: Ana Ruiz`
fn labeled(text: &str) -> Option<(Roles, &str)> {
    let (label, names) = text.split_once([':', '：'])?;
    Some((roles(label)?, names))
}

/// `Oleh/Budi`
fn slashed(text: &str) -> Option<(Roles, &str)> {
    let (label, names) = text.split_once('/')?;
    contains(BYLINE_LABELS, label).then_some((WRITER, names))
}

/// `By Ana Ruiz`, `Text and photos by Ana Ruiz`
fn worded(text: &str) -> Option<(Roles, &str)> {
    let spaces = text.match_indices(char::is_whitespace).take(MAX_LABEL_WORDS + 1);
    spaces.filter_map(|(at, _)| text.split_at_checked(at)).find_map(|(label, names)| {
        let (before, word) = label.rsplit_once(char::is_whitespace).unwrap_or(("", label));
        let roles = if before.is_empty() { Some(WRITER) } else { roles(before) };
        roles.filter(|_| contains(BYLINE_WORDS, word)).map(|roles| (roles, names))
    })
}

/// `Ana Ruiz (Text)`
fn in_brackets(piece: &str) -> Option<(&str, Roles)> {
    let (name, role) = piece.strip_suffix([')', ']', '）'])?.rsplit_once(['(', '[', '（'])?;
    Some((name.trim(), roles(role)?))
}

/// What labels between conjunctions say: `Text und Fotos`.
fn roles(label: &str) -> Option<Roles> {
    let whole = |label: &str| {
        let (writes, pictures) = (contains(BYLINE_LABELS, label), contains(CREDIT_LABELS, label));
        (writes || pictures).then_some(Roles { writes, pictures })
    };
    let both = |first: Roles, second: Roles| Roles {
        writes: first.writes || second.writes,
        pictures: first.pictures || second.pictures,
    };
    let parts = || pieces(label).iter().map(|part| whole(part)).collect::<Option<Vec<_>>>();
    whole(label).or_else(|| parts()?.into_iter().reduce(both))
}

/// Whether a part of a byline is the title of the person before it: `Senior Correspondent`.
fn is_title(part: &str) -> bool {
    part.split_whitespace().any(|word| contains(JOB_WORDS, word))
}

/// What is between commas and words such as "and", outside of brackets.
fn pieces(names: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut is_inside = false;
    for word in names.replace([',', '،', '，', '、', '&', ';', '/', '|'], " , ").split_whitespace() {
        let divides = word == "," || contains(NAME_CONJUNCTIONS, word);
        match pieces.last_mut() {
            Some(_) if divides && !is_inside => pieces.push(String::new()),
            Some(piece) => {
                piece.push_str(if piece.is_empty() { "" } else { " " });
                piece.push_str(word);
            }
            None => {}
        }
        is_inside = (is_inside || word.starts_with(['(', '['])) && !word.ends_with([')', ']']);
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}
