//! An article's HTML in, a plain-text summary out, for articles without one in their metadata.

use std::borrow::Cow;
use std::iter;

use dom_query::{Document, NodeRef};
use unicode_segmentation::UnicodeSegmentation;

use super::math;
use crate::feed::Text;
use crate::feed::url::is_web_address;
use crate::site::rules::Excerpt;

/// The maximum length of a summary, in graphemes.
const MAX_LENGTH: usize = 300;

/// Elements without text for any summary: media and code, footnotes and references to them, ruby annotations.
const EXCLUDED: &str = "audio, iframe, noscript, pre, script, select, style, svg, template, textarea, title, video, rp, rt, \
     .footnote-definition, .footnotes, [role='doc-endnotes'], sup:has(a[href^='#']), a[role='doc-noteref']";

/// Elements whose text says something only where there is no other.
const ASIDES: &str = "figure, table";

/// Where there is something to say in a text without paragraphs, the best first.
const OTHERS: &[&str] = &["li, dd", "caption", "figcaption", "table"];

/// The longest beginning that only announces what follows, in characters: `Ingredients:`
const MAX_ANNOUNCEMENT: usize = 80;

/// How many elements a paragraph may be the end of that announces what stands behind them.
const MAX_WRAPPERS: usize = 3;

/// Elements that separate words.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "section",
    "summary",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];

/// The text before the mark, or else so many words, or else the first paragraph that says something, truncated at a word.
pub(super) fn of(html: &str, excerpt: &Excerpt) -> Option<Text> {
    let before = before_mark(html, excerpt).and_then(|before| all_text(&prepared(before)));
    let text = before.or_else(|| match excerpt.words {
        Some(words) => all_text(&prepared(html)).map(|text| first_words(&text, words)),
        None => first_text(&prepared(html)).or_else(|| code(html)).map(|text| truncate(&text)),
    });
    text.map(|text| Text::line(&text)).filter(|text| !text.is_blank())
}

/// The first words of a text.
fn first_words(text: &str, number: usize) -> String {
    let mut words = text.split_whitespace();
    let first: Vec<_> = words.by_ref().take(number).collect();
    let end = if words.next().is_some() { "…" } else { "" };
    first.join(" ") + end
}

/// The comment that stands for a mark which is none.
const MARK: &str = "feedwright:excerpt";

/// A text in whose place of its mark there is a comment, which stays where it is until the summary is made.
pub(super) fn with_mark<'t>(text: &'t str, excerpt: &Excerpt) -> Cow<'t, str> {
    match excerpt.text_in(text) {
        Some(mark) => Cow::Owned(text.replacen(mark, &format!("<!--{MARK}-->"), 1)),
        None => Cow::Borrowed(text),
    }
}

fn before_mark<'h>(html: &'h str, excerpt: &Excerpt) -> Option<&'h str> {
    let mut from = 0;
    loop {
        let start = from + html.get(from..)?.find("<!--")?;
        let (comment, _) = html.get(start + 4..)?.split_once("-->")?;
        if excerpt.ends_at(comment) || comment == MARK {
            return html.get(..start);
        }
        from = start + 4 + comment.len();
    }
}

/// HTML without what no summary has, and with formulas as text.
fn prepared(html: &str) -> Document {
    let document = Document::fragment(html);
    document.select(EXCLUDED).remove();
    for formula in document.select("math").nodes() {
        if let Some(text) = math::text(formula) {
            formula.insert_before(&formula.tree.new_text(text));
        }
        formula.remove_from_parent();
    }
    document
}

/// The first paragraph outside of tables and figures; if there is none, what else is said; or what a picture shows.
fn first_text(document: &Document) -> Option<String> {
    let is_aside = |node: &NodeRef<'_>| {
        node.ancestors_it(None).any(|above| ["figure", "table"].iter().any(|name| above.has_name(name)))
    };
    let paragraphs = document.select("p");
    let texts = paragraphs.nodes().iter().filter(|paragraph| !is_aside(paragraph)).filter_map(announced);
    texts.into_iter().next().or_else(|| other_text(document)).or_else(|| alternative(document))
}

/// The text of a paragraph, together with what it announces.
fn announced(paragraph: &NodeRef<'_>) -> Option<String> {
    let text = with_pictures(paragraph)?;
    let is_announcement = text.ends_with([':', '：']) && text.chars().count() <= MAX_ANNOUNCEMENT;
    match text.as_str() {
        "" => None,
        // An address alone says nothing: it stands beside a frame, for instance.
        address if is_web_address(address) && !address.contains(' ') => None,
        _ if is_announcement => following(paragraph).map(|next| format!("{text} {next}")),
        _ => Some(text),
    }
}

/// What stands behind a paragraph, or behind the elements that it is the end of.
fn following(paragraph: &NodeRef<'_>) -> Option<String> {
    let places = iter::once(*paragraph).chain(paragraph.ancestors_it(Some(MAX_WRAPPERS)));
    let next = places.into_iter().find_map(|place| place.next_element_sibling())?;
    Some(text_of(&next)).filter(|next| !next.is_empty())
}

/// The words that a paragraph with less says nothing without its pictures.
const FEW_WORDS: usize = 4;

/// The text of a paragraph, with what the pictures in it show; `None` if it says nothing without them.
fn with_pictures(paragraph: &NodeRef<'_>) -> Option<String> {
    let alone = text_of(paragraph);
    let pictures: Vec<_> = paragraph.descendants_it().filter(|node| node.has_name("img")).collect();
    if pictures.is_empty() {
        return Some(alone);
    }
    let words = alone.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    let is_described = |picture: &NodeRef<'_>| picture.attr("alt").is_some_and(|alt| !alt.trim().is_empty());
    if words == 0 || words < FEW_WORDS && !pictures.iter().all(is_described) {
        return None;
    }
    for picture in pictures {
        let alt = picture.attr("alt").unwrap_or_default();
        picture.insert_before(&picture.tree.new_text(alt.trim()));
    }
    Some(text_of(paragraph))
}

fn other_text(document: &Document) -> Option<String> {
    let first = |selector: &&str| {
        let found = document.select(selector);
        found.nodes().iter().map(text_of).find(|text| !text.is_empty())
    };
    // Text that is in no element, or in one without a meaning.
    let bare = || {
        let copy = Document::fragment(document.html());
        copy.select(ASIDES).remove();
        all_text(&copy)
    };
    let in_list = OTHERS.first().and_then(first);
    in_list.or_else(bare).or_else(|| OTHERS.iter().find_map(first))
}

/// What the first picture shows.
fn alternative(document: &Document) -> Option<String> {
    let pictures = document.select("img[alt]");
    let texts = pictures.nodes().iter().filter_map(|picture| picture.attr("alt"));
    texts.map(|text| text.trim().to_owned()).find(|text| !text.is_empty())
}

/// The code of an article that has nothing else.
fn code(html: &str) -> Option<String> {
    let document = Document::fragment(html);
    document.select("pre").nodes().iter().map(text_of).find(|text| !text.is_empty())
}

fn all_text(document: &Document) -> Option<String> {
    let text = text_of(&document.root());
    (!text.trim().is_empty()).then_some(text)
}

fn text_of(node: &NodeRef<'_>) -> String {
    let mut text = String::new();
    let is_block = |node: &NodeRef<'_>| node.node_name().is_some_and(|name| BLOCKS.contains(&&*name));
    for part in node.descendants_it() {
        if is_block(&part) || part.prev_sibling().is_some_and(|before| is_block(&before)) {
            text.push(' ');
        }
        if part.is_text() {
            text.push_str(&part.text());
        }
    }
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// Truncates a text to [`MAX_LENGTH`] graphemes, including a final `…`, never within a word.
fn truncate(text: &str) -> String {
    if text.graphemes(true).count() <= MAX_LENGTH {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut length = 0;
    for word in text.split_word_bounds() {
        length += word.graphemes(true).count();
        if length >= MAX_LENGTH {
            break;
        }
        kept.push_str(word);
    }
    if kept.trim().is_empty() {
        kept = text.graphemes(true).take(MAX_LENGTH - 1).collect();
    }
    let end = kept.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '–' | '—' | '(' | '，' | '、')
    });
    let end = if end.is_empty() { kept.as_str() } else { end };
    format!("{end}…")
}
