//! Markdown in, its abbreviations out: `*[HTML]: Hypertext Markup Language` says what a word means, as in PHP Markdown
//! Extra.

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::formulas::begins_line;
use super::kept::escaped;
use super::leaves::Leaf;

/// The abbreviations of a text.
#[derive(Debug, Default)]
pub(super) struct Abbreviations {
    /// What each of them means.
    meanings: Vec<String>,
    finder: Option<AhoCorasick>,
    /// The lines that say so, in their order.
    lines: Vec<Range<usize>>,
}

impl Abbreviations {
    /// Reads the definitions in a text.
    pub(super) fn of(source: &str, leaves: &[Leaf]) -> Abbreviations {
        let mut meanings = BTreeMap::new();
        let mut lines = Vec::new();
        if source.contains("*[") {
            for (line, name, meaning) in leaves.iter().flat_map(|leaf| definitions(source, leaf)) {
                lines.push(line);
                meanings.entry(name).or_insert(meaning);
            }
        }
        let mut finder = AhoCorasick::builder();
        let finder = finder.match_kind(MatchKind::LeftmostLongest).build(meanings.keys());
        let finder = finder.ok().filter(|_| !meanings.is_empty());
        Abbreviations { meanings: meanings.into_values().map(str::to_owned).collect(), finder, lines }
    }

    /// The end of the definition at a place.
    pub(super) fn definition_end(&self, at: usize) -> Option<usize> {
        let found = self.lines.binary_search_by_key(&at, |line| line.start).ok()?;
        self.lines.get(found).map(|line| line.end)
    }

    /// The abbreviations in a text, each with its number.
    pub(super) fn within(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let found = self.finder.iter().flat_map(|finder| finder.find_iter(text));
        let words = found.filter(|found| is_word(text, found.range()));
        words.map(|found| (found.range(), found.pattern().as_usize())).collect()
    }

    /// An abbreviation as HTML.
    pub(super) fn html(&self, word: &str, number: usize) -> String {
        let meaning = self.meanings.get(number).map(|meaning| escaped(meaning)).unwrap_or_default();
        format!("<abbr title=\"{meaning}\">{}</abbr>", escaped(word))
    }
}

/// The definitions in a run of text: the place of each, the abbreviation, and its meaning.
fn definitions<'s>(source: &'s str, leaf: &Leaf) -> Vec<(Range<usize>, &'s str, &'s str)> {
    let text = source.get(leaf.range.clone()).unwrap_or_default();
    let marks = memchr::memmem::find_iter(text.as_bytes(), "*[").map(|mark| leaf.range.start + mark);
    marks.filter(|mark| begins_line(source, *mark)).filter_map(|mark| definition(source, mark)).collect()
}

fn definition(source: &str, at: usize) -> Option<(Range<usize>, &str, &str)> {
    let line = source.get(at..)?.split('\n').next()?;
    let (name, meaning) = line.strip_prefix("*[")?.split_once("]:")?;
    let is_name = !name.trim().is_empty() && !name.contains(['[', ']']);
    is_name.then(|| (at..at + line.len(), name.trim(), meaning.trim()))
}

/// Whether no letter stands beside a part of a text.
fn is_word(text: &str, range: Range<usize>) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || c == '_';
    let (before, after) = (text.get(..range.start), text.get(range.end..));
    !before.is_some_and(|text| text.ends_with(is_letter))
        && !after.is_some_and(|text| text.starts_with(is_letter))
}
