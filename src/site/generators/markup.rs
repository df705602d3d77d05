//! A template of Liquid or Nunjucks in, its tokens out. Runs no tags.

use std::fmt::{Display, Formatter, Result};

/// A part of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    Text(&'t str),
    /// Between `{{` and `}}`.
    Output(&'t str),
    /// Between `{%` and `%}`.
    Tag(&'t str),
}

impl Display for Token<'_> {
    fn fmt(&self, to: &mut Formatter<'_>) -> Result {
        match self {
            Token::Text(plain) => to.write_str(plain),
            Token::Output(inside) => write!(to, "{{{{ {inside} }}}}"),
            Token::Tag(inside) => write!(to, "{{% {inside} %}}"),
        }
    }
}

/// The tokens of a template.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let (mut tokens, mut rest) = (Vec::new(), text);
    while let Some((before, (is_tag, inside), after)) = next(rest) {
        tokens.push(Token::Text(before));
        let inside = inside.trim_matches('-').trim();
        tokens.push(if is_tag { Token::Tag(inside) } else { Token::Output(inside) });
        rest = after;
    }
    tokens.push(Token::Text(rest));
    tokens
}

/// The first markup of a text, and what is before and behind it.
fn next(text: &str) -> Option<(&str, (bool, &str), &str)> {
    let starts = text.match_indices('{').map(|(at, _)| at);
    let mut marked = starts.filter(|at| text.get(at + 1..).is_some_and(|rest| rest.starts_with(['{', '%'])));
    let (before, markup) = text.split_at(marked.next()?);
    let is_tag = markup.starts_with("{%");
    let (inside, after) = markup.get(2..)?.split_once(if is_tag { "%}" } else { "}}" })?;
    Some((before, (is_tag, inside), after))
}

/// The parts of a text between marks that are not quoted.
pub(super) fn split(text: &str, mark: char) -> Vec<&str> {
    let (mut parts, mut start) = (Vec::new(), 0);
    for (at, _) in unquoted(text).filter(|(_, c)| *c == mark) {
        parts.extend(text.get(start..at));
        start = at + mark.len_utf8();
    }
    parts.extend(text.get(start..));
    parts
}

/// The characters of a text that are neither quotes nor in them, each with its place.
pub(super) fn unquoted(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut quote = None;
    text.char_indices().filter(move |(_, c)| {
        let is_plain = quote.is_none() && !matches!(c, '"' | '\'');
        quote = match quote {
            None if !is_plain => Some(*c),
            Some(open) if open == *c => None,
            quote => quote,
        };
        is_plain
    })
}

/// The text inside of the quotes that are around another.
pub(super) fn quoted(text: &str) -> Option<&str> {
    ['"', '\''].iter().find_map(|mark| text.strip_prefix(*mark)?.strip_suffix(*mark))
}

/// The tokens up to the end of a loop.
pub(super) fn body<'t, 's>(tokens: &'t [Token<'s>]) -> &'t [Token<'s>] {
    until(tokens, "for", "endfor")
}

/// The tokens up to the end of a block.
pub(super) fn until<'t, 's>(tokens: &'t [Token<'s>], begin: &str, end: &str) -> &'t [Token<'s>] {
    let mut depth = 1_usize;
    let at = tokens.iter().position(|token| {
        if let Token::Tag(tag) = token {
            let word = tag.split_whitespace().next().unwrap_or_default();
            depth = if word == begin {
                depth + 1
            } else if word == end {
                depth - 1
            } else {
                depth
            };
        }
        depth == 0
    });
    tokens.get(..at.unwrap_or(tokens.len())).unwrap_or_default()
}

/// A template without its comments.
pub(super) fn without_comments(text: &str) -> String {
    let (mut kept, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, comment)) = rest.split_once("{#") {
        kept.push_str(before);
        rest = comment.split_once("#}").map_or("", |(_, rest)| rest);
    }
    kept + rest
}
