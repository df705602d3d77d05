//! The text of a template in, its texts and actions out, and the tokens of an action.

/// A part of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    Text(&'t str),
    /// Between `{{` and `}}`.
    Action(&'t str),
}

/// The parts of a template, without comments.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let (mut pieces, mut rest) = (Vec::new(), text);
    while let Some((before, action)) = rest.split_once("{{") {
        pieces.push(Piece::Text(before));
        let (inside, after) = split_action(action);
        let inside = inside.strip_prefix('-').unwrap_or(inside);
        let inside = inside.strip_suffix('-').unwrap_or(inside).trim();
        if !inside.starts_with("/*") {
            pieces.push(Piece::Action(inside));
        }
        rest = after;
    }
    pieces.push(Piece::Text(rest));
    pieces
}

/// The inside of an action, and what is behind it. The end of a comment is that of the action.
fn split_action(action: &str) -> (&str, &str) {
    let start = action.trim_start_matches(['-', ' ', '\n', '\t', '\r']);
    let end = if start.starts_with("/*") { action.find("*/").unwrap_or_default() } else { 0 };
    let behind = action.get(end..).and_then(|rest| rest.find("}}")).map_or(action.len(), |at| end + at);
    let (inside, after) = action.split_at(behind);
    (inside, after.strip_prefix("}}").unwrap_or_default())
}

/// A token of an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// `where`, `.Site.Pages`, `$pages.ByDate`
    Name(String),
    /// The names behind a closing bracket: `.Reverse`.
    Member(String),
    Text(String),
    Number(i64),
    /// `(`, `)`, `|`, `,`
    Sign(char),
    /// `:=` or `=`
    Assign,
}

/// The tokens of an action; `None` if it has others.
pub(super) fn tokens(action: &str) -> Option<Vec<Token>> {
    let (mut tokens, mut rest, mut is_member) = (Vec::new(), action.trim_start(), false);
    while let Some(first) = rest.chars().next() {
        let (token, after) = token(first, rest, is_member)?;
        // A member follows its bracket at once.
        is_member = token == Token::Sign(')') && after.starts_with('.');
        tokens.push(token);
        rest = after.trim_start();
    }
    Some(tokens)
}

fn token(first: char, rest: &str, is_member: bool) -> Option<(Token, &str)> {
    let behind = rest.get(first.len_utf8()..)?;
    match first {
        '(' | ')' | '|' | ',' => Some((Token::Sign(first), behind)),
        '=' => Some((Token::Assign, behind)),
        ':' => Some((Token::Assign, behind.strip_prefix('=')?)),
        '`' | '"' => quoted(first, behind),
        _ => {
            let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '$' | '_' | '-');
            let end = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
            let (word, after) = rest.split_at_checked(end).filter(|(word, _)| !word.is_empty())?;
            let token = match word.parse() {
                Ok(number) => Token::Number(number),
                Err(_) if is_member => Token::Member(word.to_owned()),
                Err(_) => Token::Name(word.to_owned()),
            };
            Some((token, after))
        }
    }
}

/// A text in quotation marks, with what follows its backslashes as it is.
fn quoted(mark: char, behind: &str) -> Option<(Token, &str)> {
    let (mut text, mut is_escaped) = (String::new(), false);
    for (at, c) in behind.char_indices() {
        if c == mark && !is_escaped {
            return Some((Token::Text(text), behind.get(at + 1..)?));
        }
        is_escaped = c == '\\' && mark == '"' && !is_escaped;
        if !is_escaped {
            text.push(c);
        }
    }
    None
}
