//! The texts of simple expressions of Liquid: variables with filters between plain text. Runs no tags; what is not understood
//! has no value.

use std::fmt::Write;

use chrono::DateTime;
use percent_encoding::utf8_percent_encode;

use super::urls::ENCODED;
use crate::site::generators::markup::{Token, quoted, split, tokens};

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

/// A variable, whose name may be a number, or a text.
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
        quoted(text).map_or_else(|| Operand::Name(text.to_owned()), |text| Operand::Text(text.to_owned()))
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
            Operand::Name(number) if number.parse::<f64>().is_ok() => Some(number.clone()),
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
