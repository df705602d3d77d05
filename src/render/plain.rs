//! Plain text: one paragraph a line, as wires send it; or blocks with blank lines between, their lines wrapped by
//! hand, as people write mail.

use unicode_segmentation::UnicodeSegmentation;

/// Lines that people wrap by hand are not longer.
const HAND_WRAPPED: usize = 100;

/// What sentences and quotations end in.
const SENTENCE_ENDS: &[char] =
    &['.', '!', '?', '…', '。', '！', '？', '"', '”', '»', '」', ')', ':', '؟', '۔', '।'];

/// Plain text as paragraphs.
pub(super) fn html(text: &str) -> String {
    let blocks = blocks(text);
    let paragraphs: Vec<String> = if is_wrapped(&blocks) {
        blocks.iter().map(|lines| join(lines)).collect()
    } else {
        blocks.iter().flatten().map(|line| (*line).to_owned()).collect()
    };
    let mut html = String::with_capacity(text.len() * 5 / 4);
    for paragraph in paragraphs {
        html.push_str("<p>");
        html.push_str(&escape(&paragraph));
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

/// Whether lines were wrapped by hand: blank lines divide blocks, no line is long, in each block of several lines all
/// but the last are about as long as the longest, and most of them do not end a sentence.
fn is_wrapped(blocks: &[Vec<&str>]) -> bool {
    let width = |line: &str| line.graphemes(true).count();
    let longest = blocks.iter().flatten().map(|line| width(line)).max().unwrap_or_default();
    let inner: Vec<_> =
        blocks.iter().filter_map(|block| block.split_last()).flat_map(|(_, inner)| inner).collect();
    let full = inner.iter().all(|line| width(line) * 2 > longest);
    let sentences = inner.iter().filter(|line| line.ends_with(SENTENCE_ENDS)).count();
    blocks.len() > 1 && !inner.is_empty() && longest <= HAND_WRAPPED && full && sentences * 2 < inner.len()
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
