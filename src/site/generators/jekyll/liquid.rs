//! Liquid in, its tokens out, and the texts of simple expressions: variables with filters between plain text. Runs no
//! tags; what is not understood has no value.

use std::fmt::Write;

use chrono::DateTime;
use percent_encoding::utf8_percent_encode;

use super::urls::ENCODED;

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

/// Text with variables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Value(Expression),
}

/// A variable or a text, with filters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Expression {
    pub operand: Operand,
    pub filters: Vec<(String, Vec<Operand>)>,
}

/// A variable or a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Operand {
    Text(String),
    Name(String),
}

impl Pattern {
    /// Reads a pattern; `None` if it has tags.
    pub(super) fn parse(text: &str) -> Option<Pattern> {
        let pieces = tokens(text).into_iter().map(|token| match token {
            Token::Text(text) => Some(Piece::Text(text.to_owned())),
            Token::Output(inside) => Some(Piece::Value(Expression::parse(inside))),
            Token::Tag(_) => None,
        });
        Some(Pattern(pieces.collect::<Option<_>>()?))
    }

    pub(super) fn of(expression: Expression) -> Pattern {
        Pattern(vec![Piece::Value(expression)])
    }

    /// The text, if each variable has a value, and each filter is known.
    pub(super) fn text(&self, values: &Values<'_>) -> Option<String> {
        let mut text = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(plain) => text.push_str(plain),
                Piece::Value(expression) => text.push_str(&expression.text(values)?),
            }
        }
        Some(text.trim().to_owned())
    }
}

/// The values of variables.
pub(super) struct Values<'v> {
    /// The value of a variable.
    pub of: &'v dyn Fn(&str) -> Option<String>,
    /// What `absolute_url` puts before a path.
    pub base: &'v str,
    /// What `relative_url` puts before a path.
    pub base_path: &'v str,
}

impl Expression {
    pub(super) fn parse(text: &str) -> Expression {
        let mut parts = split(text, '|').into_iter();
        let operand = Operand::parse(parts.next().unwrap_or_default());
        let filters = parts.map(|filter| {
            let (name, arguments) = filter.split_once(':').unwrap_or((filter, ""));
            let arguments = split(arguments, ',').into_iter().filter(|one| !one.trim().is_empty());
            (name.trim().to_owned(), arguments.map(Operand::parse).collect())
        });
        Expression { operand, filters: filters.collect() }
    }

    fn text(&self, values: &Values<'_>) -> Option<String> {
        let mut text = self.operand.text(values);
        for (name, arguments) in &self.filters {
            let arguments: Vec<_> = arguments.iter().map(|one| one.text(values)).collect();
            text = match (name.as_str(), text) {
                ("default", text) => text.or_else(|| arguments.first()?.clone()),
                (name, text) => {
                    Some(filtered(&text?, name, &arguments.into_iter().collect::<Option<Vec<_>>>()?, values)?)
                }
            };
        }
        text
    }
}

impl Operand {
    fn parse(text: &str) -> Operand {
        let text = text.trim();
        let quoted = ['"', '\''].iter().find_map(|mark| text.strip_prefix(*mark)?.strip_suffix(*mark));
        quoted.map_or_else(|| Operand::Name(text.to_owned()), |text| Operand::Text(text.to_owned()))
    }

    /// The text, or the name.
    pub(super) fn as_str(&self) -> &str {
        match self {
            Operand::Text(text) | Operand::Name(text) => text,
        }
    }

    fn text(&self, values: &Values<'_>) -> Option<String> {
        match self {
            Operand::Text(text) => Some(text.clone()),
            Operand::Name(name) => (values.of)(name),
        }
    }
}

fn filtered(text: &str, name: &str, arguments: &[String], values: &Values<'_>) -> Option<String> {
    let path = |base: &str| format!("{base}/{}", text.trim_start_matches('/'));
    let encoded = |text: &str| utf8_percent_encode(text, ENCODED).to_string();
    Some(match (name, arguments) {
        ("absolute_url", []) if text.contains("://") => text.to_owned(),
        ("absolute_url", []) => encoded(&path(values.base)),
        ("relative_url", []) => path(values.base_path),
        ("prepend", [before]) => format!("{before}{text}"),
        ("append", [after]) => format!("{text}{after}"),
        ("replace", [old, new]) => text.replace(old.as_str(), new),
        ("replace_first", [old, new]) => text.replacen(old.as_str(), new, 1),
        ("remove", [old]) => text.replace(old.as_str(), ""),
        ("remove_first", [old]) => text.replacen(old.as_str(), "", 1),
        ("downcase", []) => text.to_lowercase(),
        ("strip" | "lstrip" | "rstrip" | "strip_newlines", []) => text.trim().to_owned(),
        ("uri_escape", []) => encoded(text),
        ("xml_escape" | "escape" | "escape_once" | "jsonify" | "strip_html" | "date_to_xmlschema", []) => {
            text.to_owned()
        }
        ("date", [form]) => {
            let mut shown = String::new();
            write!(shown, "{}", DateTime::parse_from_rfc3339(text).ok()?.format(form)).ok()?;
            shown
        }
        _ => return None,
    })
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
