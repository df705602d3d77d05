//! Markdown in; what readers do not see as it was meant out: cells beyond the columns of a table, references to what is not
//! defined, and code that never ends.

use std::ops::Range;

use memchr::memmem;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use super::leaves::{self, Leaf};

/// Something that is lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::site::render) struct Loss {
    pub(in crate::site::render) kind: LossKind,
    /// Its place in the text.
    pub(in crate::site::render) range: Range<usize>,
}

/// What is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::site::render) enum LossKind {
    /// The cells of a row beyond this number of columns.
    Cells(usize),
    /// A link to what is not defined.
    Link,
    /// A note that does not exist.
    Note,
    /// The end of code that is never closed.
    Code,
}

/// All that is lost, in order.
pub(in crate::site::render) fn losses(markdown: &str) -> Vec<Loss> {
    let has = |mark: &str| memmem::find(markdown.as_bytes(), mark.as_bytes()).is_some();
    let mut found = Vec::new();
    if has("|") && has("--") || has("```") || has("~~~") {
        find_in_blocks(markdown, &mut found);
    }
    if has("][") || has("[^") {
        let has_notes =
            markdown.lines().any(|line| line.trim_start().starts_with("[^") && line.contains("]:"));
        for leaf in leaves::of(markdown) {
            find_links(markdown, &leaf, &mut found);
            find_notes(markdown, &leaf, has_notes, &mut found);
        }
    }
    found.sort_by_key(|loss| loss.range.start);
    found
}

fn find_in_blocks(markdown: &str, found: &mut Vec<Loss>) {
    let (mut columns, mut depth) = (0, 0_usize);
    for (event, range) in Parser::new_ext(markdown, super::EXTENSIONS).into_offset_iter() {
        if let Event::Start(Tag::Table(alignments)) = &event {
            columns = alignments.len();
        } else if let Event::Start(Tag::TableRow) = &event {
            found.extend(excess(markdown, range, columns));
        } else if let Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) = &event {
            // In a quotation or a list, code ends with that.
            found.extend(unclosed(markdown, range).filter(|_| depth == 0));
        } else if let Event::Start(tag) = &event {
            depth += usize::from(is_container(tag.to_end()));
        } else if let Event::End(tag) = event {
            depth -= usize::from(is_container(tag));
        }
    }
}

fn is_container(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::FootnoteDefinition | TagEnd::DefinitionList
    )
}

/// The cells of a row that the table has no columns for. A bar in a formula or in template syntax is none of Markdown's.
fn excess(markdown: &str, row: Range<usize>, columns: usize) -> Option<Loss> {
    let text = markdown.get(row.clone())?.trim_end();
    if ["{{", "{%", "$"].iter().any(|mark| text.contains(mark)) {
        return None;
    }
    let is_escaped = |at: usize| text.get(..at).is_some_and(|before| before.ends_with('\\'));
    let mut bars = text.match_indices('|').map(|(at, _)| at).filter(|at| !is_escaped(*at));
    let first = usize::from(text.trim_start().starts_with('|'));
    let start = bars.nth((columns + first).checked_sub(1)?)? + 1;
    let rest = text.get(start..)?;
    let is_blank = |c: char| c == '|' || c.is_whitespace();
    let cells = rest.trim_start_matches(is_blank);
    let start = row.start + start + rest.len() - cells.len();
    let cells = cells.trim_end_matches(is_blank);
    let range = start..start + cells.len();
    (!cells.is_empty()).then_some(Loss { kind: LossKind::Cells(columns), range })
}

/// The beginning of code that goes on to the end of the text because nothing closes it.
fn unclosed(markdown: &str, block: Range<usize>) -> Option<Loss> {
    let text = markdown.get(block.clone())?.trim_end();
    let (opening, code) = text.split_once('\n')?;
    let mark = opening.trim_start().chars().next()?;
    let length = opening.trim_start().chars().take_while(|c| *c == mark).count();
    let last = code.lines().next_back()?.trim();
    let is_closed = last.len() >= length && last.chars().all(|c| c == mark);
    let is_last = block.end >= markdown.trim_end().len();
    let range = block.start..block.start + opening.trim_end().len();
    (is_last && !is_closed).then_some(Loss { kind: LossKind::Code, range })
}

/// As much of a text as a label may have: each bracket may search it once more.
fn beginning(text: &str) -> &str {
    text.get(..text.floor_char_boundary(1000)).unwrap_or_default()
}

/// Finds `[text][label]` without the label. Behind a word, brackets are an index; digits in them are a quotation.
fn find_links(markdown: &str, leaf: &Leaf, found: &mut Vec<Loss>) {
    let text = markdown.get(leaf.range.clone()).unwrap_or_default();
    let is_free = |at: usize| leaf.opaque.around(at).is_none() && leaf.unlinked.around(at).is_none();
    for (at, _) in text.match_indices("][") {
        let link = || {
            let (before, after) = (text.get(..at)?, text.get(at + 2..)?);
            let start = before.rfind('[')?;
            let (label, _) = beginning(after).split_once(']')?;
            let shown = before.get(start + 1..)?;
            let is_text = shown.contains(char::is_alphabetic) && !shown.starts_with(['^', '!']);
            let is_label = !label.trim().is_empty() && !label.contains(['[', '^']);
            let outside = before.get(..start)?.chars().next_back();
            let is_index = outside.is_some_and(|c| c.is_alphanumeric() || matches!(c, ']' | ')' | '\\'));
            let is_link = is_text && is_label && !is_index && !before.ends_with('\\');
            let range = leaf.range.start + start..leaf.range.start + at + 3 + label.len();
            is_link.then_some(Loss { kind: LossKind::Link, range })
        };
        found.extend(is_free(leaf.range.start + at).then(link).flatten());
    }
}

/// Finds `[^label]` without the note. Elsewhere than behind a word, a text without notes may mean something else.
fn find_notes(markdown: &str, leaf: &Leaf, has_notes: bool, found: &mut Vec<Loss>) {
    let text = markdown.get(leaf.range.clone()).unwrap_or_default();
    for (at, _) in text.match_indices("[^") {
        let note = || {
            let (label, _) = beginning(text.get(at + 2..)?).split_once(']')?;
            let is_label =
                !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c));
            let before = text.get(..at)?.chars().next_back();
            let is_behind_word = before.is_some_and(|c| c.is_alphanumeric() || ".,;:!?)\"’”".contains(c));
            let is_number = label.bytes().all(|byte| byte.is_ascii_digit());
            let is_note = is_label && before != Some('\\') && (has_notes || is_behind_word || is_number);
            let start = leaf.range.start + at;
            is_note.then_some(Loss { kind: LossKind::Note, range: start..start + label.len() + 3 })
        };
        let is_free = leaf.opaque.around(leaf.range.start + at).is_none();
        found.extend(is_free.then(note).flatten());
    }
}
