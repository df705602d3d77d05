//! Plain text in, HTML paragraphs out. A line is a paragraph, as in wire texts; or blocks with blank lines between them
//! are paragraphs, with lines wrapped by hand, as in mail. In a wrapped text, lines that end early, as in lists and
//! addresses, are kept.

use unicode_segmentation::UnicodeSegmentation;

/// The maximum length of lines that are wrapped by hand, in graphemes.
const MAX_WRAPPED: usize = 100;

/// Characters that end sentences and quotations.
const SENTENCE_ENDS: &[char] =
    &['.', '!', '?', '…', '。', '！', '？', '"', '”', '»', '」', ')', ':', '؟', '۔', '।'];

/// Converts plain text to paragraphs.
pub(super) fn html(text: &str) -> String {
    let blocks = blocks(text);
    let paragraphs: Vec<String> = match wrap_width(&blocks) {
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

/// Lines by block. Blank lines separate blocks.
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

/// The length of the longest line, if the text was wrapped by hand: it has several blocks, no line is too long, and
/// most full lines do not end a sentence.
fn wrap_width(blocks: &[Vec<&str>]) -> Option<usize> {
    let longest = blocks.iter().flatten().map(|line| width(line)).max().unwrap_or_default();
    let paragraphs: Vec<_> = blocks.iter().filter(|lines| is_wrapped(lines, longest)).collect();
    let full: Vec<_> =
        paragraphs.iter().filter_map(|lines| lines.split_last()).flat_map(|(_, full)| full).collect();
    let sentences = full.iter().filter(|line| line.ends_with(SENTENCE_ENDS)).count();
    let wrapped = blocks.len() > 1 && full.len() > 1 && longest <= MAX_WRAPPED && sentences * 2 < full.len();
    wrapped.then_some(longest)
}

/// Whether each line of a block except for the last one is full: the next word would not fit. A fifth of the width may
/// be unused.
fn is_wrapped(lines: &[&str], longest: usize) -> bool {
    let full = |pair: &[&str]| match pair {
        [line, next] => (width(line) + 1 + first_word(next)) * 5 > longest * 4 && !is_item(next),
        _ => true,
    };
    lines.len() > 1 && lines.windows(2).all(full)
}

fn width(text: &str) -> usize {
    text.graphemes(true).count()
}

/// The width of the first word of a line. Scripts without spaces break anywhere.
fn first_word(line: &str) -> usize {
    if line.starts_with(is_unspaced) { 1 } else { line.split_whitespace().next().map_or(0, width) }
}

/// Whether a line begins like a list item.
fn is_item(line: &str) -> bool {
    let mark = line.split_whitespace().next().unwrap_or_default();
    let number = mark.strip_suffix(['.', ')']).unwrap_or_default();
    matches!(mark, "-" | "*" | "•" | "–" | "—")
        || (!number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
}

/// A block of a wrapped text: a paragraph, or separate lines.
fn block(lines: &[&str], longest: usize) -> String {
    if is_wrapped(lines, longest) {
        escape(&join(lines))
    } else {
        lines.iter().map(|line| escape(line)).collect::<Vec<_>>().join("<br>\n")
    }
}

/// Joins wrapped lines, without spaces in scripts that have none.
fn join(lines: &[&str]) -> String {
    let mut joined = String::new();
    for line in lines {
        let unspaced = joined.chars().next_back().is_some_and(is_unspaced)
            && line.chars().next().is_some_and(is_unspaced);
        joined.push_str(if joined.is_empty() || unspaced { "" } else { " " });
        joined.push_str(line);
    }
    joined
}

/// Han, kana, bopomofo and their punctuation, which are written without spaces.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
