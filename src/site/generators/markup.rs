//! A template of Liquid or Nunjucks in, its tokens out. Runs no tags.

/// A part of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    Text(&'t str),
    /// Between `{{` and `}}`.
    Output(&'t str),
    /// Between `{%` and `%}`.
    Tag(&'t str),
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
    let (mut parts, mut quote, mut start) = (Vec::new(), None, 0);
    for (at, c) in text.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            None if c == '"' || c == '\'' => quote = Some(c),
            None if c == mark => {
                parts.extend(text.get(start..at));
                start = at + c.len_utf8();
            }
            Some(_) | None => {}
        }
    }
    parts.extend(text.get(start..));
    parts
}

/// The tokens up to the end of a loop.
pub(super) fn body<'t, 's>(tokens: &'t [Token<'s>]) -> &'t [Token<'s>] {
    let mut depth = 1;
    let end = tokens.iter().position(|token| {
        match token {
            Token::Tag(tag) if tag.starts_with("for ") => depth += 1,
            Token::Tag("endfor") => depth -= 1,
            Token::Tag(_) | Token::Text(_) | Token::Output(_) => {}
        }
        depth == 0
    });
    tokens.get(..end.unwrap_or(tokens.len())).unwrap_or_default()
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
