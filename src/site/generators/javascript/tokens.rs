//! An expression in, its tokens out. Those of templates are among them, such as `not`, which are names.

use crate::source::javascript::is_part_of_name;

/// A token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    Name(&'t str),
    Number(i64),
    Text(&'t str),
    /// A text with expressions: `a${b}`.
    Template(&'t str),
    Mark(&'t str),
}

/// The marks that are known, the longest first.
const MARKS: &[&str] = &[
    "===", "!==", "...", "==", "!=", "<=", ">=", "&&", "||", "??", "?.", "<", ">", "!", "?", ":", ".", ",",
    "(", ")", "[", "]", "-", "+", "*", "/",
];

/// How many marks of an expression may nest others.
const NESTING: usize = 48;

/// The tokens of an expression; `None` if some of it is none of these, or if it is nested too deeply.
pub(super) fn tokens(text: &str) -> Option<Vec<Token<'_>>> {
    let found = all(text)?;
    let nests =
        |token: &&Token<'_>| matches!(token, Token::Mark("(" | "[" | "!" | "-" | "?") | Token::Name("not"));
    (found.iter().filter(nests).count() <= NESTING).then_some(found)
}

fn all(text: &str) -> Option<Vec<Token<'_>>> {
    let (mut found, mut rest) = (Vec::new(), text.trim());
    while let Some(first) = rest.chars().next() {
        let (token, behind) = match first {
            '"' | '\'' | '`' => literal(rest, first)?,
            c if c.is_ascii_digit() => number(rest)?,
            c if c.is_alphabetic() || c == '_' || c == '$' => {
                let end = rest.find(|c| !is_part_of_name(c)).unwrap_or(rest.len());
                let (name, behind) = rest.split_at(end);
                (Token::Name(name), behind)
            }
            _ => {
                let mark = MARKS.iter().find(|mark| rest.starts_with(**mark))?;
                (Token::Mark(mark), rest.strip_prefix(mark)?)
            }
        };
        found.push(token);
        rest = behind.trim_start();
    }
    Some(found)
}

/// A text without escapes, whose expressions have no texts with expressions.
fn literal(text: &str, quote: char) -> Option<(Token<'_>, &str)> {
    let (inside, behind) = text.strip_prefix(quote)?.split_once(quote)?;
    let is_template = quote == '`' && inside.contains("${");
    let token = if is_template { Token::Template(inside) } else { Token::Text(inside) };
    (!inside.contains('\\')).then_some((token, behind))
}

fn number(text: &str) -> Option<(Token<'_>, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '_').unwrap_or(text.len());
    let (digits, behind) = text.split_at(end);
    let is_whole = !behind.starts_with(|c: char| c.is_alphanumeric());
    is_whole.then_some((Token::Number(digits.replace('_', "").parse().ok()?), behind))
}
