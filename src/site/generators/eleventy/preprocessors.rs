//! The preprocessors that a program adds in, which articles they leave out.

use super::super::condition::Condition;
use super::super::javascript::{self, Function, Scope};
use super::super::{unread_choice, unread_files};
use super::data::Data;
use super::{DATES, facts, page};
use crate::diagnostic::{Diagnostic, Place};
use crate::site::file_name::extension;
use crate::site::rules::{PageParts, is_drafted};
use crate::source::javascript::words;

/// The preprocessors whose functions are read.
#[derive(Debug, Default)]
pub(super) struct Preprocessors {
    all: Vec<Preprocessor>,
    /// The names of the others, and whether they may return `false`.
    unread: Vec<(String, bool)>,
}

#[derive(Debug)]
struct Preprocessor {
    /// The endings of the files that it is for; `None` for all.
    endings: Option<Vec<String>>,
    /// What an article satisfies for which it returns `false`.
    refuses: Condition,
}

impl Preprocessors {
    /// The preprocessors of a program.
    pub(super) fn of(program: &str) -> Preprocessors {
        let mut found = Preprocessors::default();
        for items in javascript::calls(program, "addPreprocessor").map(javascript::items) {
            let read = || {
                let [_, endings, function] = items.as_slice() else { return None };
                let named = || Function::named(program, function.rsplit('.').next()?);
                let function = Function::read(function).or_else(named)?;
                let refuses = Scope::new(program, DATES).refusal(&function)?;
                Some(Preprocessor { endings: self::endings(program, endings), refuses })
            };
            match read() {
                Some(preprocessor) => found.all.push(preprocessor),
                None => {
                    let name = items.first().map(|name| name.trim_matches(QUOTES).to_owned());
                    let may_refuse = items.last().is_none_or(|function| may_refuse(function));
                    found.unread.extend(name.map(|name| (name, may_refuse)));
                }
            }
        }
        found
    }

    /// Whether one of them leaves out an article, whose path is below the folder `input`. A draft is withheld as one.
    pub(super) fn leave_out(&self, parts: &PageParts<'_>, input: &str, data: &Data) -> bool {
        let is_draft = || parts.head.get("draft").is_some_and(is_drafted);
        let is_for = |one: &&Preprocessor| {
            let ending = extension(parts.path);
            one.endings.as_ref().is_none_or(|endings| endings.iter().any(|known| known == ending))
        };
        let mut own = self.all.iter().filter(is_for);
        own.any(|one| facts::holds(&one.refuses, parts, input, data, page::page)) && !is_draft()
    }

    /// The keys of heads that they ask for.
    pub(super) fn keys(&self) -> Vec<String> {
        self.all.iter().flat_map(|one| one.refuses.keys()).collect()
    }

    /// The findings about those that are not read.
    pub(super) fn found(&self, place: &Place) -> Vec<Diagnostic> {
        let finding = |(name, may_refuse): &(String, bool)| {
            if *may_refuse {
                let name = name.escape_debug();
                let message = format!(
                    "only the site's own code can tell which articles the preprocessor `{name}` leaves out"
                );
                return unread_files(message, place.clone());
            }
            let message = format!(
                "the site's own code leaves out articles by the preprocessor `{}`, so this build may have more of them",
                name.escape_debug()
            );
            unread_choice(message, place.clone())
        };
        self.unread.iter().map(finding).collect()
    }
}

/// Whether a function that is not read may return `false`: it says so, or looks at the data of the article.
fn may_refuse(function: &str) -> bool {
    let Some(read) = Function::read(function) else { return true };
    let data = read.parameters.first().copied().unwrap_or_default().trim();
    data.starts_with('{') || words(read.text()).any(|word| word == "false" || word == data)
}

const QUOTES: [char; 3] = ['"', '\'', '`'];

/// The endings in a text with commas, or in a list; `None` if it is for all files, or not known for which.
fn endings(program: &str, written: &str) -> Option<Vec<String>> {
    let texts = javascript::texts_of(program, written)?;
    let all: Vec<_> =
        texts.iter().flat_map(|text| text.split(',')).map(|text| text.trim().to_owned()).collect();
    (!all.iter().any(|ending| ending == "*")).then_some(all)
}
