//! Plain text in, HTML paragraphs out. A line is a paragraph, as in wire texts; or blocks with blank lines between them
//! are paragraphs, with lines wrapped by hand, as in mail. Lines that end early on purpose keep their ends: verses,
//! addresses, lists and tables.

use unicode_segmentation::UnicodeSegmentation;

/// The maximum width of lines that are wrapped by hand.
const MAX_WRAPPED: usize = 100;

/// The maximum width of the lines of verses and addresses in a text whose paragraphs are long lines.
const MAX_SHORT: usize = 60;

/// Characters that end sentences and quotations.
const SENTENCE_ENDS: &[char] =
    &['.', '!', '?', '…', '。', '！', '？', '"', '”', '»', '」', ')', ':', '؟', '۔', '।'];

/// Converts plain text to paragraphs.
pub(super) fn html(text: &str) -> String {
    let blocks = blocks(text);
    let wrapping = Wrapping::of(&blocks);
    let longest = longest(&blocks);
    let mut html = String::with_capacity(text.len() * 5 / 4);
    for (at, lines) in blocks.iter().enumerate() {
        let paragraphs = match wrapping {
            Some(wrapping) => vec![wrapping.paragraph(lines)],
            None if blocks.len() > 1 && are_kept(lines, longest, at == 0) => vec![kept(lines)],
            None => lines.iter().map(|line| escape(line)).collect(),
        };
        for paragraph in paragraphs {
            html.extend(["<p>", &paragraph, "</p>\n"]);
        }
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

/// How a text was wrapped by hand.
#[derive(Clone, Copy)]
struct Wrapping {
    /// The width of its longest line.
    longest: usize,
    /// The width from which a line with the next word would have been too long.
    full: usize,
}

impl Wrapping {
    /// The wrapping of a text, if it was wrapped by hand: no line is too long, and most full lines do not end a sentence. In a
    /// text of one block, a sentence has to go on in the next line.
    fn of(blocks: &[Vec<&str>]) -> Option<Wrapping> {
        let longest = longest(blocks);
        // People leave up to a fifth of the width unused, and programs leave none.
        let (loose, exact) =
            (Wrapping { longest, full: longest * 4 / 5 }, Wrapping { longest, full: longest });
        let paragraphs: Vec<_> = blocks.iter().filter(|lines| loose.is_wrapped(lines)).collect();
        let full: Vec<_> =
            paragraphs.iter().filter_map(|lines| lines.split_last()).flat_map(|(_, full)| full).collect();
        let sentences = full.iter().filter(|line| line.ends_with(SENTENCE_ENDS)).count();
        let is_wrapped = full.len() > 1 && longest <= MAX_WRAPPED && sentences * 2 < full.len();
        let goes_on = |line: &&str| line.starts_with(|c: char| c.is_lowercase() || is_unspaced(c));
        let lines = |wrapping: Wrapping| {
            paragraphs
                .iter()
                .filter(|lines| wrapping.is_wrapped(lines))
                .map(|lines| lines.len())
                .sum::<usize>()
        };
        match (is_wrapped, lines(exact) * 2 >= lines(loose)) {
            (true, true) if blocks.len() > 1 || blocks.iter().flatten().skip(1).any(goes_on) => Some(exact),
            (true, false) if blocks.len() > 1 => Some(loose),
            (_, _) => None,
        }
    }

    /// Whether each line of a block except for the last one is full: the next word would not fit.
    fn is_wrapped(self, lines: &[&str]) -> bool {
        let is_full = |pair: &[&str]| match pair {
            [line, next] => self.is_full(line, next) && !is_item(next),
            _ => true,
        };
        // Addresses of pages, and names in tables, fit nowhere.
        let is_long = |line: &&str| width(line) * 5 >= self.longest * 3;
        lines.len() > 1
            && lines.windows(2).all(is_full)
            && lines.iter().any(is_long)
            && !lines.iter().all(|line| is_tabular(line))
            && !(self.is_loose() && is_verse(lines))
    }

    fn is_loose(self) -> bool {
        self.full < self.longest
    }

    fn is_full(self, line: &str, next: &str) -> bool {
        width(line) + 1 + first_word(next) > self.full
    }

    /// A block as a paragraph, or as separate lines. The items of a list may be wrapped.
    fn paragraph(self, lines: &[&str]) -> String {
        if self.is_wrapped(lines) {
            return escape(&join(lines));
        }
        let has_items = lines.iter().any(|line| is_item(line));
        let loose = Wrapping { full: self.longest * 4 / 5, ..self };
        let goes_on = |item: &[&str], next: &str| {
            has_items && !is_item(next) && item.last().is_some_and(|last| loose.is_full(last, next))
        };
        let mut shown: Vec<Vec<&str>> = Vec::new();
        for line in lines {
            match shown.last_mut() {
                Some(item) if goes_on(item, line) => item.push(line),
                Some(_) | None => shown.push(vec![line]),
            }
        }
        let shown: Vec<_> = shown.iter().map(|item| join(item)).collect();
        kept(&shown.iter().map(String::as_str).collect::<Vec<_>>())
    }
}

/// Whether a block keeps its lines in a text whose paragraphs are lines: all of them are short, and most do not end a
/// sentence. What begins the text may be its headline with the first paragraph.
fn are_kept(lines: &[&str], longest: usize, is_first: bool) -> bool {
    let is_short =
        |line: &&str| width(line) <= MAX_SHORT && (longest <= MAX_SHORT || width(line) * 2 <= longest);
    let sentences = lines.iter().filter(|line| line.ends_with(SENTENCE_ENDS)).count();
    let enough = if is_first && longest > MAX_SHORT { 3 } else { 2 };
    lines.len() >= enough && lines.iter().all(is_short) && sentences * 2 < lines.len()
}

fn longest(blocks: &[Vec<&str>]) -> usize {
    blocks.iter().flatten().map(|line| width(line)).max().unwrap_or_default()
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

/// Whether every line begins with a capital letter, as verses do.
fn is_verse(lines: &[&str]) -> bool {
    lines.len() > 3 && lines.iter().all(|line| line.starts_with(char::is_uppercase))
}

/// Whether a line has columns.
fn is_tabular(line: &str) -> bool {
    line.contains('\t') || line.contains("   ") || line.contains(" | ") || line.contains("....")
}

/// Lines with their ends.
fn kept(lines: &[&str]) -> String {
    lines.iter().map(|line| escape(line)).collect::<Vec<_>>().join("<br>\n")
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
