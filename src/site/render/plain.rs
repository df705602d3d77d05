//! Plain text: one paragraph a line, as wires send it; or blocks with blank lines between, their lines wrapped by
//! hand, as people write mail. Then the lines of a block are one paragraph, unless it is a list or an address: there a
//! line ends where the next word still had room.

use unicode_segmentation::UnicodeSegmentation;

/// Lines that people wrap by hand are not longer.
const HAND_WRAPPED: usize = 100;

/// What sentences and quotations end in.
const SENTENCE_ENDS: &[char] =
    &['.', '!', '?', '…', '。', '！', '？', '"', '”', '»', '」', ')', ':', '؟', '۔', '।'];

/// Plain text as paragraphs.
pub(super) fn html(text: &str) -> String {
    let blocks = blocks(text);
    let paragraphs: Vec<String> = match wrapped_at(&blocks) {
        Some(width) => blocks.iter().map(|lines| block(lines, width)).collect(),
        None => blocks.iter().flatten().map(|line| escape(line)).collect(),
    };
    let mut html = String::with_capacity(text.len() * 5 / 4);
    for paragraph in paragraphs {
        html.push_str("<p>");
        html.push_str(&paragraph);
        html.push_str("</p>\n");
    }
    html
}

/// Lines by block; blank lines divide blocks.
fn blocks(text: &str) -> Vec<Vec<&str>> {
    let mut blocks = vec![Vec::new()];
    for line in text.lines().map(str::trim) {
        match (line.is_empty(), blocks.last_mut()) {
            (false, Some(block)) => block.push(line),
            (true, Some(block)) if !block.is_empty() => blocks.push(Vec::new()),
            (_, Some(_) | None) => {}
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// The longest line of a text that was wrapped by hand: blank lines divide its blocks, no line is long, and where a
/// line was full, it ended no sentence more often than not.
fn wrapped_at(blocks: &[Vec<&str>]) -> Option<usize> {
    let longest = blocks.iter().flatten().map(|line| width(line)).max().unwrap_or_default();
    let running: Vec<_> = blocks.iter().filter(|lines| runs_on(lines, longest)).collect();
    let full: Vec<_> =
        running.iter().filter_map(|lines| lines.split_last()).flat_map(|(_, full)| full).collect();
    let sentences = full.iter().filter(|line| line.ends_with(SENTENCE_ENDS)).count();
    let wrapped = blocks.len() > 1 && full.len() > 1 && longest <= HAND_WRAPPED && sentences * 2 < full.len();
    wrapped.then_some(longest)
}

/// Whether each line of a block but the last was full: the next word had no room. A fifth of the width is left to
/// taste.
fn runs_on(lines: &[&str], longest: usize) -> bool {
    let full = |pair: &[&str]| match pair {
        [line, next] => (width(line) + 1 + first_word(next)) * 5 > longest * 4 && !is_item(next),
        _ => true,
    };
    lines.len() > 1 && lines.windows(2).all(full)
}

fn width(text: &str) -> usize {
    text.graphemes(true).count()
}

/// How wide the word is that a line begins with; scripts that write without spaces break anywhere.
fn first_word(line: &str) -> usize {
    if line.starts_with(is_dense) { 1 } else { line.split_whitespace().next().map_or(0, width) }
}

/// Whether a line begins as list items do.
fn is_item(line: &str) -> bool {
    let mark = line.split_whitespace().next().unwrap_or_default();
    let number = mark.strip_suffix(['.', ')']).unwrap_or_default();
    matches!(mark, "-" | "*" | "•" | "–" | "—")
        || (!number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
}

/// A block of a wrapped text: a paragraph, or lines that are meant as such.
fn block(lines: &[&str], longest: usize) -> String {
    if runs_on(lines, longest) {
        escape(&join(lines))
    } else {
        lines.iter().map(|line| escape(line)).collect::<Vec<_>>().join("<br>\n")
    }
}

/// Wrapped lines as one; scripts that write without spaces are joined without.
fn join(lines: &[&str]) -> String {
    let mut joined = String::new();
    for line in lines {
        let dense =
            joined.chars().next_back().is_some_and(is_dense) && line.chars().next().is_some_and(is_dense);
        joined.push_str(if joined.is_empty() || dense { "" } else { " " });
        joined.push_str(line);
    }
    joined
}

/// Han, kana, bopomofo and their punctuation.
fn is_dense(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
