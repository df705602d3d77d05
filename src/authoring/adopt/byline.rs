//! A line in; the names of the writers out, if it has nothing else: `Oleh Budi`, `By Ana Ruiz`, `Автор: Анна Руис`.

use super::Certainty;
use super::head::{self, MetadataLine};
use super::names::{are_names, plain};
use super::words::{BYLINE_LABELS, BYLINE_WORDS, JOB_WORDS, NAME_CONJUNCTIONS, contains};

/// Reads a line.
pub(super) fn read(line: &str) -> Option<MetadataLine> {
    let text = plain(line).trim_matches(['*', '_', '(', ')', '[', ']', '-', '–', '—', ' ']);
    let labeled = text.split_once([':', '：', '/']).filter(|(label, _)| contains(BYLINE_LABELS, label));
    let worded = || text.split_once(char::is_whitespace).filter(|(word, _)| contains(BYLINE_WORDS, word));
    let (is_labeled, (_, names)) = labeled.map(|found| (true, found)).or_else(|| Some((false, worded()?)))?;
    let names = names.trim().trim_end_matches(['.', '。']);
    let mut people = people(names);
    let count = people.len();
    // Somebody is there before a title.
    let mut is_first = true;
    people.retain(|name| std::mem::take(&mut is_first) || !is_title(name));
    let are_people = !people.is_empty() && people.iter().all(|name| are_names(name));
    let certainty = if is_labeled { Certainty::Sure } else { Certainty::Likely };
    let people: Vec<_> = people.iter().map(String::as_str).collect();
    let authors = || MetadataLine::known("authors", head::list(&people), "from the byline", certainty);
    let titled = |authors: MetadataLine| authors.noted(&format!("the text says: \"{text}\""));
    are_people.then(|| if people.len() < count { titled(authors()) } else { authors() })
}

/// Whether a part of a byline is the title of the person before it: `Senior Correspondent`.
fn is_title(part: &str) -> bool {
    part.split_whitespace().any(|word| contains(JOB_WORDS, word))
}

/// Names between commas and words such as "and".
fn people(names: &str) -> Vec<String> {
    let mut people = vec![String::new()];
    for word in names.replace([',', '،', '，', '、', '&', ';'], " , ").split_whitespace() {
        match people.last_mut() {
            Some(_) if word == "," || contains(NAME_CONJUNCTIONS, word) => people.push(String::new()),
            Some(name) => {
                name.push_str(if name.is_empty() { "" } else { " " });
                name.push_str(word);
            }
            None => {}
        }
    }
    people.retain(|name| !name.is_empty());
    people
}
